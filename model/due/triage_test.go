package due

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"seuil/model"
	"seuil/model/programme"
)

var today = day("2026-11-23")

func owed(code, kind string, due model.Date) Obligation {
	return Obligation{Rule: &programme.Rule{Code: code, Kind: kind}, Key: code + "#1", N: 1, Due: due, Computed: due}
}

func reasons(list []Reason) string {
	var s []string
	for _, r := range list {
		s = append(s, fmt.Sprintf("%s %d (%d)", r.Code, r.Days, r.Weight))
	}
	return strings.Join(s, ", ")
}

func TestEveryReasonHasItsThreshold(t *testing.T) {
	scale := DefaultScale()
	last := func(n int) model.Summary {
		return model.Summary{Header: model.Header{Programme: "sauvegarde", Received: today - 400}, LastContact: today.AddDays(-n)}
	}
	for _, c := range []struct {
		name string
		in   Input
		want string
	}{
		{"nothing", Input{Summary: last(1)}, ""},
		{"late by a day", Input{Summary: last(1), Obligations: []Obligation{owed("bilan", "programme", today-1)}}, "late 1 (1011)"},
		{"late by four days, by law", Input{Summary: last(1), Obligations: []Obligation{owed("examen", "legal", today-4)}}, "late 4 (1034)"},
		{"late for ever", Input{Summary: last(1), Obligations: []Obligation{owed("bilan", "programme", today-5000)}}, "late 5000 (1190)"},
		{"due today", Input{Summary: last(1), Obligations: []Obligation{owed("bilan", "programme", today)}}, "due_soon 0 (51)"},
		{"due in seven days", Input{Summary: last(1), Obligations: []Obligation{owed("bilan", "programme", today+7)}}, "due_soon 7 (30)"},
		{"due in eight days", Input{Summary: last(1), Obligations: []Obligation{owed("bilan", "programme", today+8)}}, ""},
		{"the measure ends in seven days", Input{Summary: last(1), Obligations: []Obligation{owed("mesure_fin", "funder", today+7)}}, "measure_end 7 (60)"},
		{"in thirty", Input{Summary: last(1), Obligations: []Obligation{owed("mesure_fin", "funder", today+30)}}, "measure_end 30 (60)"},
		{"in thirty-one", Input{Summary: last(1), Obligations: []Obligation{owed("mesure_fin", "funder", today+31)}}, ""},
		{"done", Input{Summary: last(1), Obligations: []Obligation{{Rule: &programme.Rule{}, Due: today - 9, State: Done}, {Rule: &programme.Rule{}, Due: today - 9, State: Skipped}}}, ""},
		{"a date set by hand", Input{Summary: last(1), Tasks: []model.Task{{Due: today - 2}, {Due: today + 1}, {}, {Due: today - 9, Done: today}}}, "late 2 (1012), due_soon 1 (48)"},
		{"silent for thirty days", Input{Summary: last(30)}, ""},
		{"silent for 41", Input{Summary: last(41)}, "no_contact 41 (51)"},
		{"silent in the watch", Input{Summary: model.Summary{Phase: "veille", Header: model.Header{Programme: "sauvegarde"}, LastContact: today - 100}}, ""},
		{"silent for a year", Input{Summary: last(365)}, "no_contact 365 (100)"},
		{"never reached, fifteen days", Input{Summary: model.Summary{Header: model.Header{Received: today - 15}}}, ""},
		{"never reached, sixteen days", Input{Summary: model.Summary{Header: model.Header{Received: today - 16}}}, "never_reached 16 (61)"},
		{"never received", Input{}, ""},
		{"urgent, before what is late", Input{Summary: model.Summary{Header: model.Header{Urgent: today - 3, UrgentWhy: "expulsion"}, LastContact: today},
			Obligations: []Obligation{owed("bilan", "programme", today-1)}}, "urgent 3 (100000), late 1 (1011)"},
		{"urgent once, closed since", Input{Summary: model.Summary{Header: model.Header{Urgent: today - 3, Closed: today}}}, ""},
		{"closed: silence is no reason, what is late is", Input{Summary: model.Summary{Header: model.Header{Received: today - 400, Closed: today - 30}},
			Obligations: []Obligation{owed("evaluation", "programme", today-2)}, Pending: []Pending{{"convention", nil, today - 40}}}, "late 2 (1012)"},
		{"a signature missing for fourteen days", Input{Summary: last(1), Pending: []Pending{{"convention", []string{"landlord"}, today - 14}}}, ""},
		{"for fifteen", Input{Summary: last(1), Pending: []Pending{{"convention", []string{"landlord"}, today - 15}}}, "signature 15 (30)"},
	} {
		c.in.Today = today
		if got := reasons(Triage(c.in, &scale)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// The parts that the weight of a reason is told by are its weight: there is no hidden score.
func TestPartsAddUpToTheWeight(t *testing.T) {
	scale := DefaultScale()
	rapid.Check(t, func(t *rapid.T) {
		for _, r := range Triage(drawInput(t, rapid.Bool().Draw(t, "late")), &scale) {
			base, over, extra := scale.Parts(&r)
			if sum := base + over + extra; r.Weight != sum && (r.Code == ReasonLate || r.Weight > sum) {
				t.Fatalf("%s %d days: %d + %d + %d is not %d", r.Code, r.Days, base, over, extra, r.Weight)
			}
		}
	})
}

func TestARuleMayWeighAsItsFileSays(t *testing.T) {
	scale := DefaultScale()
	o := owed("x", "rule", today-1)
	o.Rule.Weight = 70
	if got := reasons(Triage(Input{Obligations: []Obligation{o}, Today: today}, &scale)); got != "late 1 (1071)" {
		t.Error(got)
	}
}

func drawInput(t *rapid.T, late bool) Input {
	in := Input{Today: today, Summary: model.Summary{Name: rapid.SampledFrom([]string{"ABBA", "ÉTIENNE", "Zorn"}).Draw(t, "name"),
		Header: model.Header{Received: today.AddDays(-rapid.IntRange(0, 900).Draw(t, "received"))}}}
	in.Summary.Case[0] = byte(rapid.IntRange(0, 255).Draw(t, "id"))
	if rapid.Bool().Draw(t, "reached") {
		in.Summary.LastContact = today.AddDays(-rapid.IntRange(0, 900).Draw(t, "contact"))
	}
	kinds := []string{"legal", "funder", "programme", "rule"}
	for range rapid.IntRange(0, 40).Draw(t, "obligations") {
		in.Obligations = append(in.Obligations, owed("x", rapid.SampledFrom(kinds).Draw(t, "kind"), today.AddDays(rapid.IntRange(0, 60).Draw(t, "due"))))
	}
	for range rapid.IntRange(0, 30).Draw(t, "papers") {
		in.Pending = append(in.Pending, Pending{Since: today - 100})
	}
	if late {
		in.Obligations = append(in.Obligations, owed("y", rapid.SampledFrom(kinds).Draw(t, "kind"), today.AddDays(-rapid.IntRange(1, 900).Draw(t, "late"))))
	}
	return in
}

func TestLateStaysOnTop(t *testing.T) {
	scale := DefaultScale()
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawInput(t, true), drawInput(t, false)
		late, other := NewRank(&a.Summary, Triage(a, &scale)), NewRank(&b.Summary, Triage(b, &scale))
		if Compare(&late, &other) >= 0 {
			t.Fatalf("%s\npasses before\n%s", reasons(other.Reasons), reasons(late.Reasons))
		}
		sum := 0
		for _, r := range other.Reasons {
			sum += r.Weight
		}
		if sum != other.Score {
			t.Fatalf("a score of %d has reasons for %d", other.Score, sum)
		}
	})
}

func TestTheOrderIsTheSameOnEveryMachine(t *testing.T) {
	scale := DefaultScale()
	rapid.Check(t, func(t *rapid.T) {
		var ranks []Rank
		for range rapid.IntRange(2, 20).Draw(t, "cases") {
			in := drawInput(t, rapid.Bool().Draw(t, "late"))
			in.Summary.Case[1] = byte(len(ranks))
			ranks = append(ranks, NewRank(&in.Summary, Triage(in, &scale)))
		}
		sorted := func(seed uint64) string {
			order := make([]*Rank, len(ranks))
			for i := range ranks {
				order[i] = &ranks[i]
			}
			rand.New(rand.NewPCG(seed, 0)).Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			slices.SortFunc(order, Compare)
			var ids []string
			for _, r := range order {
				ids = append(ids, r.Case.String())
			}
			return strings.Join(ids, " ")
		}
		if a, b := sorted(1), sorted(2); a != b {
			t.Fatalf("%s\n%s", a, b)
		}
	})
}

func TestTheOrderOfEqualScores(t *testing.T) {
	ranks := []Rank{
		{Name: "B", Score: 5}, {Name: "A", Score: 5}, {Name: "Z", Score: 5, Due: today}, {Name: "Y", Score: 5, Due: today - 1},
		{Name: "X", Score: 9}, {Name: "A", Score: 5, Case: number16(1)},
	}
	slices.SortFunc(ranks, func(a, b Rank) int { return Compare(&a, &b) })
	got := ""
	for _, r := range ranks {
		got += r.Name
	}
	if got != "XYZAAB" || !ranks[3].Case.IsZero() {
		t.Error(got)
	}
}
