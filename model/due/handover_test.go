package due

import (
	"testing"

	"seuil/model"
	"seuil/model/programme"
)

func TestAProposalAndItsAnswerNeedAPersonUntilSheTakesNote(t *testing.T) {
	set, err := programme.Load("")
	if err != nil {
		t.Fatal(err)
	}
	today := day("2026-11-23")
	passage := model.ID{7}
	for name, tt := range map[string]struct {
		h       model.Handover
		answer  *model.Passage // in the passage
		arrival *model.Arrival
		want    ReasonCode
		days    int
	}{
		"nothing is proposed":                           {},
		"proposed within the team three days ago":       {h: model.Handover{To: model.ID{6}, Proposed: today.AddDays(-3)}, want: ReasonProposed, days: 3},
		"accepted within the team":                      {h: model.Handover{To: model.ID{6}, Answered: today, Accepted: true}},
		"refused within the team a month ago":           {h: model.Handover{To: model.ID{6}, Answered: today.AddDays(-31)}, want: ReasonRefused, days: 31},
		"refused within the team more than a month ago": {h: model.Handover{To: model.ID{6}, Answered: today.AddDays(-32)}},
		"proposed to another association":               {h: model.Handover{To: model.ID{6}, Proposed: today, Passage: passage}, answer: &model.Passage{To: model.ID{6}}, want: ReasonProposed},
		"which took it":                                 {h: model.Handover{To: model.ID{6}, Proposed: today, Passage: passage}, answer: &model.Passage{Answered: today.AddDays(-2), Accepted: true}, want: ReasonTaken, days: 2},
		"which refused it":                              {h: model.Handover{To: model.ID{6}, Proposed: today, Passage: passage}, answer: &model.Passage{Answered: today.AddDays(-40)}, want: ReasonRefused, days: 40},
		"proposed by another association":               {h: model.Handover{Name: "Maëlle, Soligone"}, arrival: &model.Arrival{By: "Maëlle, Soligone", To: model.ID{6}, Proposed: today.AddDays(-1)}, want: ReasonArrival, days: 1},
		"accepted from another association":             {arrival: &model.Arrival{To: model.ID{6}, Answered: today, Accepted: true}},
	} {
		b := newBook(1)
		b.header(model.Header{Programme: "sauvegarde", Received: today})
		cases := map[model.ID]*model.Case{passage: {ID: passage}}
		if tt.h.To != (model.ID{}) {
			tt.h.Name = "Yanis Dorvaux"
			b.keep(b.c.Put("test", model.ID{0x42}, &tt.h))
		}
		if tt.arrival != nil {
			b.keep(b.c.Put("test", b.c.ID, tt.arrival))
		}
		if tt.answer != nil {
			w, _ := cases[passage].Put("test", passage, tt.answer)
			cases[passage] = cases[passage].With(&model.Change{Write: w, ID: model.ChangeID{9}})
		}
		s := b.c.Summary()
		o := NewPlanner(set, DefaultScale()).Following(func(id model.ID) *model.Case { return cases[id] }).Outlook(b.c, &s, today)
		var got Reason
		for _, r := range o.Reasons {
			switch r.Code {
			case ReasonArrival, ReasonProposed, ReasonTaken, ReasonRefused:
				got = r
			}
		}
		if got.Code != tt.want || got.Days != tt.days || got.Code != "" && got.Weight != DefaultScale().Handover || got.Text != tt.h.Name && got.Code != "" {
			t.Errorf("%s: %+v", name, got)
		}
		if tt.want == ReasonArrival && len(o.Reasons)+len(o.Obligations) != 1 {
			t.Errorf("%s: more than the proposal presses: %+v", name, o.Reasons)
		}
	}
}
