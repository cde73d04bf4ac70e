package due

import (
	"testing"

	"seuil/model"
	"seuil/model/programme"
)

func TestItemsPutComputedDatesAndThoseOfAPersonInOneOrder(t *testing.T) {
	o := Outlook{
		Obligations: []Obligation{
			{Rule: &programme.Rule{Code: "bilan"}, Key: "bilan#2", Due: day("2026-11-25")},
			{Rule: &programme.Rule{Code: "fin"}, Key: "fin#1", Due: day("2026-12-20")},
			{Rule: &programme.Rule{Code: "bilan"}, Key: "bilan#1", Due: day("2026-08-25"), State: Done, Closed: day("2026-08-26")},
		},
		Tasks: []model.Task{
			{ID: number16(1), Label: "late", Due: day("2026-11-20")},
			{ID: number16(2), Label: "same day, by the clock", Due: day("2026-11-25"), At: model.NewClock(9, 0)},
			{ID: number16(3), Label: "without a date"},
			{ID: number16(4), Label: "done last", Done: day("2026-11-01")},
		},
	}
	want := []string{number16(1).String(), "bilan#2", number16(2).String(), "fin#1", number16(3).String(), number16(4).String(), "bilan#1"}
	items := o.Items()
	if len(items) != len(want) {
		t.Fatalf("%d items, want %d", len(items), len(want))
	}
	for i, item := range items {
		if item.name() != want[i] {
			t.Errorf("item %d is %s, want %s", i, item.name(), want[i])
		}
	}
	if next, ok := o.Next(); !ok || next.name() != want[0] {
		t.Errorf("the next one is %s, want the late task", next.name())
	}
	o.Tasks = o.Tasks[2:]
	if next, ok := o.Next(); !ok || next.name() != "bilan#2" {
		t.Errorf("without the late task the next one is %s, want bilan#2", next.name())
	}
	if _, ok := (&Outlook{Tasks: o.Tasks[1:]}).Next(); ok {
		t.Error("a case with nothing open has a next date")
	}
}

func TestOutlooksAreThoseOfEachCaseAlone(t *testing.T) {
	set, faults := programme.Load("")
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	p, today := NewPlanner(set, DefaultScale()), day("2026-11-23")
	cases := make(map[model.ID]*model.Case)
	var summaries []*model.Summary
	for n := range 7 {
		b := newBook(n + 1)
		b.header(model.Header{Programme: []string{"sauvegarde", "securisation", "unheard-of"}[n%3], Received: day("2026-06-01").AddDays(n)})
		b.phase("orientation", "2026-06-01")
		b.keep(b.c.Put("test", number16(900+n), &model.Task{Label: "Rappeler", Due: day("2026-11-20").AddDays(n)}))
		s := b.c.Summary()
		cases[b.c.ID], summaries = b.c, append(summaries, &s)
	}
	absent := model.Summary{Case: number16(99)}
	summaries = append(summaries, &absent)
	all := p.Outlooks(summaries, func(id model.ID) *model.Case { return cases[id] }, today)
	if all[7] != nil {
		t.Error("a case that is not there has an outlook")
	}
	for i, got := range all[:7] {
		alone := p.Outlook(cases[summaries[i].Case], summaries[i], today)
		if got.Case != alone.Case || got.Score != alone.Score || len(got.Obligations) != len(alone.Obligations) || len(got.Reasons) != len(alone.Reasons) {
			t.Errorf("case %d: %+v together, %+v alone", i, got.Rank, alone.Rank)
		}
		if known := summaries[i].Header.Programme != "unheard-of"; known != (len(got.Obligations) > 0) {
			t.Errorf("case %d of %s has %d obligations", i, summaries[i].Header.Programme, len(got.Obligations))
		}
		if len(got.Tasks) != 1 {
			t.Errorf("case %d has %d tasks", i, len(got.Tasks))
		}
	}
}

func TestNothingIsDueOfWhatALandlordWasTold(t *testing.T) {
	set, _ := programme.Load("")
	p, today := NewPlanner(set, DefaultScale()), day("2026-11-23")
	b := newBook(1)
	b.header(model.Header{Programme: "sauvegarde", Received: day("2026-06-01")})
	b.phase("orientation", "2026-06-01")
	s := b.c.Summary()
	if len(p.Outlook(b.c, &s, today).Obligations) == 0 {
		t.Fatal("nothing is due of the case itself")
	}
	if len(p.Outlook(b.c, &s, today).Reasons) == 0 {
		t.Fatal("the case itself needs nobody")
	}
	b.keep(b.c.Put("test", b.c.ID, &model.Liaison{Landlord: "Mistral Habitat"}))
	if o := p.Outlook(b.c, &s, today); len(o.Obligations)+len(o.Pending)+len(o.Reasons) != 0 {
		t.Errorf("%d obligations, %d papers, %d reasons", len(o.Obligations), len(o.Pending), len(o.Reasons))
	}
}
