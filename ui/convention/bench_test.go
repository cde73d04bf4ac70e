package convention

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

// large is a caseload of n cases, three in four with a signed convention and what is said of its commitments, all with steps.
func large(b testing.TB, n int) *fakeVault {
	v := newVault()
	lasts := []string{"ORAZI", "DUPONT-LEROY", "BEN SAÏD", "ŒUVRARD", "KOWALSKI", "N’DIAYE", "LEFÈVRE", "MARTINEZ", "ÉTIENNE", "HADDAD"}
	phases := []string{"orientation", "entree", "accompagnement", "veille"}
	agencies := []string{"apt", "avignon-vedene", "bollene", "carpentras", "cavaillon", "orange"}
	codes := []string{"adherer", "demarches", "faciliter", "procedures", "accompagner", "orienter"}
	for i := range n {
		id := v.NewID()
		c := &model.Case{ID: id}
		add := func(w model.Write, ok bool) { c = c.With(v.change(must(w, ok))) }
		add(c.Put("case.new", id, &model.Header{Programme: "securisation", Agency: agencies[i%len(agencies)], Lead: workerID, Received: today.AddDays(-i % 300)}))
		add(c.Put("case.new", v.NewID(), &model.PhaseEntry{Phase: phases[i%len(phases)], Since: today.AddDays(-i % 200)}))
		add(c.Put("case.new", v.NewID(), &model.Member{Last: lasts[i%len(lasts)], First: fmt.Sprint("Inès ", i), Role: model.RoleHolder}))
		for _, code := range []string{"fiche_orientation", "public_verifie", "premier_entretien"}[:i%4] {
			add(c.Put("step.done", model.DerivedID(model.KindStep, code), &model.StepState{Code: code, Done: today.AddDays(-i % 90)}))
		}
		if i%4 > 0 {
			a := model.AgreementID("convention", 1)
			parties := []string{"household", "landlord", "operator:soligone", "operator:cap-habitat"}
			add(c.Put("paper.begin", a, &model.Agreement{Paper: "convention", Version: 1, Parties: "household\nlandlord\noperator:soligone\noperator:cap-habitat"}))
			for _, party := range parties {
				add(c.Put("paper.sign", model.SignatureID(a, party), &model.Signature{Agreement: a, Party: party, On: today.AddDays(-i % 60)}))
			}
			for _, code := range codes[:i%len(codes)] {
				add(c.Put("commitment.keep", model.CommitmentID(a, code), &model.Commitment{Agreement: a, Code: code, State: model.CommitmentKept, On: today}))
			}
		}
		s := c.Summary()
		v.cases[id], v.order, v.summaries = c, append(v.order, id), append(v.summaries, &s)
		v.outlooks[id] = uitest.Planner().Outlook(c, &s, today)
	}
	return v
}

const manyCases = 10_000

// percentile is the p-th percentile of the times that f takes.
func percentile(n int, p float64, f func(i int)) time.Duration {
	times := make([]time.Duration, n)
	for i := range n {
		start := time.Now()
		f(i)
		times[i] = time.Since(start)
	}
	slices.Sort(times)
	return times[min(n-1, int(p*float64(n)))]
}

// measure reports the median and the 99th percentile of a step until its frame is computed.
func measure(b *testing.B, n int, step func(i int)) {
	for i := 0; b.Loop(); i++ {
		step(i)
	}
	b.ReportMetric(float64(percentile(n, 0.5, step).Microseconds()), "p50-µs")
	b.ReportMetric(float64(percentile(n, 0.99, step).Microseconds()), "p99-µs")
}

// BenchmarkKey is a key in a grid of 10,000 households until its frame is computed; 16 ms to reach.
func BenchmarkKey(b *testing.B) {
	s := newStage(b, large(b, manyCases), locale.French, 160, 45)
	keys := []string{"down", "right", "pgdown", "left", "end", "home"}
	measure(b, 300, func(i int) { s.Press(keys[i%len(keys)]); _ = s.page.View() })
}

// BenchmarkFilter is a letter typed into the filter of 10,000 households until its frame is computed; 16 ms to reach.
func BenchmarkFilter(b *testing.B) {
	s := newStage(b, large(b, manyCases), locale.French, 160, 45)
	s.Press("f")
	letters := []rune("ines avi")
	measure(b, 200, func(i int) {
		if i%len(letters) == 0 {
			s.page.filter.SetValue("")
		}
		s.Type(string(letters[i%len(letters)]))
		_ = s.page.View()
	})
}

// BenchmarkFirstLetter is the first letter of a filter, which makes the words of 10,000 households; 16 ms to reach.
func BenchmarkFirstLetter(b *testing.B) {
	s := newStage(b, large(b, manyCases), locale.French, 160, 45)
	s.Press("f")
	measure(b, 50, func(int) {
		s.page.filter.SetValue("")
		for _, r := range s.page.list.all {
			r.words = ""
		}
		s.Type("o")
		_ = s.page.View()
	})
}

// BenchmarkTick is a tick in a grid of 10,000 households until its frame is computed, without the commit; 16 ms to reach.
func BenchmarkTick(b *testing.B) {
	s := newStage(b, large(b, manyCases), locale.French, 160, 45)
	measure(b, 200, func(i int) {
		s.Do(s.page.Update(nav.Changed{Cases: []model.ID{s.vault.order[i*31%manyCases]}}))
		_ = s.page.View()
	})
}

// BenchmarkOpen is a paper of 10,000 households read and drawn; 50 ms to reach.
func BenchmarkOpen(b *testing.B) {
	s := newStage(b, large(b, manyCases), locale.French, 160, 45)
	measure(b, 20, func(int) {
		p := New(s.vault, s.names, s.env, uitest.Programmes(), s.page.route)
		p.Layout(160, 43)
		_ = p.View()
	})
}
