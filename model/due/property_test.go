package due

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"seuil/model"
	"seuil/model/programme"
)

// lifeProgramme has every sort of rule that a household meets.
func lifeProgramme() *programme.Programme {
	return testProgramme(
		programme.Rule{Code: "premier_contact", Anchor: "received", Delay: days(15), DoneBy: []string{"contact:first"}},
		programme.Rule{Code: "carence", Anchor: "phase:contact", Delay: days(60), While: []string{"contact"}, DoneBy: []string{"step:entretien"}},
		programme.Rule{Code: "bilan", Anchor: "phase:accompagnement", Delay: months(3), Every: months(3), While: []string{"accompagnement"}, DoneBy: []string{"contact:SYN"}},
		programme.Rule{Code: "attestation", Anchor: "step:bail", Delay: workingDays(20), Every: months(12), Until: "closed"},
		programme.Rule{Code: "veille", Anchor: "phase:veille", Delay: months(3), Every: months(3), Rolling: true, While: []string{"veille"}, DoneBy: []string{"contact:last"}},
		programme.Rule{Code: "silence", Anchor: "contact:last", Delay: days(40), While: []string{"contact", "accompagnement"}},
		programme.Rule{Code: "recommandee", Anchor: "contact:LS", Delay: days(14), While: []string{"contact"}, DoneBy: []string{"contact:LRAR", "contact:last"}},
		programme.Rule{Code: "envoi", Anchor: "rule:bilan", Delay: days(15)},
		programme.Rule{Code: "evaluation_finale", Anchor: "phase:veille", Delay: days(15)},
		programme.Rule{Code: "fin_veille", Anchor: "phase:veille", Delay: months(24)},
		programme.Rule{Code: "purge", Anchor: "closed", Delay: months(24)},
	)
}

var lifeSteps = []string{"presentation", "entretien", "bail", "convention", "evaluation"}

// live records one thing that a person does on a day, and says the key of the obligation that she acted on, if she did.
func live(t *rapid.T, b *book, p *programme.Programme, today model.Date) (touched string) {
	on, what := today.String(), rapid.IntRange(0, 11).Draw(t, "what")
	switch what {
	case 0, 1:
		b.phase(p.Phases[rapid.IntRange(0, len(p.Phases)-1).Draw(t, "phase")].Code, on)
	case 2:
		if code := rapid.SampledFrom(lifeSteps).Draw(t, "step"); b.c.Record(model.KindStep, model.DerivedID(model.KindStep, code)) == nil {
			b.step(code, on)
		}
	case 3, 4, 5:
		b.contact(len(b.changes), rapid.SampledFrom(model.ContactKinds).Draw(t, "kind"), on)
	case 6, 7, 8:
		list := slices.DeleteFunc(Compute(b.c, p, today), func(o Obligation) bool { return o.State != Open })
		if len(list) > 0 {
			o := rapid.SampledFrom(list).Draw(t, "obligation")
			switch touched = o.Key; what {
			case 6:
				b.act(model.Obligation{Key: o.Key, Done: today})
			case 7:
				b.act(model.Obligation{Key: o.Key, To: today.AddDays(rapid.IntRange(1, 60).Draw(t, "later")), Reason: "convenu"})
			case 8:
				b.act(model.Obligation{Key: o.Key, Skipped: today, Reason: "sans objet"})
			}
		}
	case 9:
		if rapid.IntRange(0, 5).Draw(t, "close") == 0 {
			h := b.c.Header()
			h.Closed = today
			b.header(h)
		}
	}
	return touched
}

// Thirty months of a household under a moving clock: what was due is there the next day, with the same date, and open, unless
// somebody acted on it or recorded a fact that closes it.
func TestAnObligationNeverDisappearsButByAnAct(t *testing.T) {
	p := lifeProgramme()
	rapid.Check(t, func(t *rapid.T) {
		b := newBook(1)
		start := day("2026-01-15")
		b.received(start.String())
		b.phase("orientation", start.String())
		var before []Obligation
		for today := start; today < start.AddMonths(30); today = today.AddDays(rapid.IntRange(1, 40).Draw(t, "days")) {
			tomorrow := index(Compute(b.c, p, today))
			for _, o := range before { // time alone changes nothing of what is due
				if n, ok := tomorrow[o.Key]; !ok || n.State != o.State || n.Due != o.Due || n.Closed != o.Closed {
					t.Fatalf("%s: %s is now %s", today, line(o), line(n))
				}
			}
			touched := live(t, b, p, today)
			before = before[:0]
			after := Compute(b.c, p, today)
			found := index(after)
			for key, o := range tomorrow {
				n, ok := found[key]
				switch {
				case o.Due > today && o.State == Open || key == touched:
				case !ok:
					t.Fatalf("%s: %s is gone", today, line(o))
				case o.State == Open && n.State == Open && n.Due != o.Due:
					t.Fatalf("%s: %s was moved to %s", today, line(o), n.Due)
				case o.State == Open && n.State != Open && n.By == "":
					t.Fatalf("%s: %s was closed by nothing", today, line(o))
				case o.State != Open && (n.State != o.State || n.Closed != o.Closed):
					t.Fatalf("%s: %s is now %s", today, line(o), line(n))
				}
			}
			for _, o := range after {
				if o.Due <= today || o.State != Open {
					before = append(before, o)
				}
			}
		}
	})
}

func index(list []Obligation) map[string]Obligation {
	m := make(map[string]Obligation)
	for _, o := range list {
		if _, twice := m[o.Key]; twice {
			panic("twice: " + o.Key)
		}
		m[o.Key] = o
	}
	return m
}

func line(o Obligation) string { return show([]Obligation{o}, o.Due+1) }

// life is thirty months of a household.
func life(t *rapid.T, p *programme.Programme) (*book, model.Date) {
	b, today := newBook(1), day("2026-01-15")
	b.received(today.String())
	b.phase("orientation", today.String())
	for range rapid.IntRange(1, 25).Draw(t, "acts") {
		today = today.AddDays(rapid.IntRange(0, 60).Draw(t, "days"))
		live(t, b, p, today)
	}
	return b, today
}

func TestTheOrderOfActsChangesNothing(t *testing.T) {
	p := lifeProgramme()
	rapid.Check(t, func(t *rapid.T) {
		b, today := life(t, p)
		order := rapid.SliceOfN(rapid.IntRange(0, 1000), 0, 60).Draw(t, "order")
		want, got := Compute(b.c, p, today), Compute(b.shuffled(order), p, today)
		for _, list := range [][]Obligation{want, got} {
			for i := range list {
				list[i].Act = nil // another copy of the same record
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got:\n%s\nwant:\n%s", show(got, today), show(want, today))
		}
	})
}

func TestComputingTwiceIsComputingOnce(t *testing.T) {
	p := lifeProgramme()
	e := NewEngine(p)
	rapid.Check(t, func(t *rapid.T) {
		b, today := life(t, p)
		if first, again := e.Compute(b.c, today), e.Compute(b.c, today); !reflect.DeepEqual(first, again) {
			t.Fatalf("%s\nthen\n%s", show(first, today), show(again, today))
		}
	})
}

func TestMovingAnyMilestoneKeepsWhatAPersonTouched(t *testing.T) {
	p := lifeProgramme()
	rapid.Check(t, func(t *rapid.T) {
		b, today := life(t, p)
		before := Compute(b.c, p, today)
		by := rapid.IntRange(-90, 90).Draw(t, "by")
		switch rapid.IntRange(0, 3).Draw(t, "which") {
		case 0:
			h := b.c.Header()
			h.Received = h.Received.AddDays(by)
			b.header(h)
		case 1:
			r := rapid.SampledFrom(b.c.Records(model.KindPhase)).Draw(t, "phase")
			b.keep(b.c.Put("test", r.ID, &model.PhaseEntry{Phase: r.Value("phase"), Since: day(r.Value("since")).AddDays(by)}))
		case 2:
			if k := b.c.Contacts(); len(k) > 0 {
				k[0].Date = k[0].Date.AddDays(by)
				b.keep(b.c.Put("test", k[0].ID, &k[0]))
			}
		case 3:
			code := rapid.SampledFrom(lifeSteps).Draw(t, "step")
			b.step(code, today.AddDays(by).String())
		}
		after := index(Compute(b.c, p, today))
		for _, o := range before {
			if o.Act == nil {
				continue
			}
			n, ok := after[o.Key]
			if !ok || o.Postponed && (n.Due != o.Due || !n.Postponed) || o.By == "" && (n.State != o.State && n.By == "" || o.State != Open && n.Closed != o.Closed) {
				t.Fatalf("%s is now %s", line(o), line(n))
			}
		}
	})
}

func TestThirtyMonthsListEverything(t *testing.T) {
	p := testProgramme(programme.Rule{Code: "tableau", Anchor: "received", Delay: months(1), Every: months(1)})
	b := newBook(1)
	b.received("2026-01-31")
	for k := range 30 {
		due := day("2026-01-31").AddMonths(k + 1)
		for _, today := range []model.Date{due - 1, due, due + 1} {
			list := Compute(b.c, p, today)
			want := k + 1
			if today >= due {
				want++
			}
			if len(list) != want || list[k].Key != fmt.Sprintf("tableau#%d", k+1) || list[k].Due != due || list[k].Late(today) != max(0, int(today-due)) {
				t.Fatalf("on %s:\n%s", today, show(list, today))
			}
		}
	}
}
