package due

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"

	"seuil/model"
)

// ordinary is a case of ordinary size: four phases, ten contacts, three steps, two tasks, a signed convention, acts.
func ordinary(n int) *model.Case {
	b := newBook(n)
	b.header(model.Header{Programme: "test", Agency: "orange", Received: day("2025-11-04")})
	b.phase("orientation", "2025-11-04")
	b.phase("contact", "2025-12-01")
	b.phase("accompagnement", "2026-02-10")
	b.step("presentation", "2025-11-20")
	b.step("entretien", "2025-12-15")
	b.step("bail", "2026-02-20")
	for i := range 10 {
		b.contact(i, model.ContactKinds[i%5], model.NewDate(2025, 12, 1+i*30+n%20).String())
	}
	b.sign("convention", 1, "household landlord operator:soligone", "household 2026-02-20", "landlord 2026-03-01", "operator:soligone 2026-02-21")
	b.act(model.Obligation{Key: "bilan#1", Done: day("2026-05-09")})
	b.act(model.Obligation{Key: "bilan#2", To: model.NewDate(2026, 9, 1+n%90), Reason: "congés"})
	b.keep(b.c.Put("test", number16(50), &model.Task{Label: "Rappeler", Due: model.NewDate(2026, 11, 1+n%60)}))
	b.keep(b.c.Put("test", number16(51), &model.Member{Last: fmt.Sprintf("MENAGE%d", n*7919%10007), First: "Léa", Role: model.RoleHolder}))
	return b.c
}

// BenchmarkComputeOne is the work after a change of one case: at most 1 ms.
func BenchmarkComputeOne(b *testing.B) {
	e, c, today := NewEngine(lifeProgramme()), ordinary(1), day("2026-11-23")
	b.ReportAllocs()
	for b.Loop() {
		e.Compute(c, today)
	}
}

// BenchmarkCompute10000 is all obligations of 10,000 cases, kept, on all cores: at most 200 ms.
func BenchmarkCompute10000(b *testing.B) {
	e, today := NewEngine(lifeProgramme()), day("2026-11-23")
	cases := make([]*model.Case, 10_000)
	for i := range cases {
		cases[i] = ordinary(i + 1)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		var all sync.WaitGroup
		out := make([][]Obligation, len(cases))
		share := (len(cases) + runtime.GOMAXPROCS(0) - 1) / runtime.GOMAXPROCS(0)
		for from := 0; from < len(cases); from += share {
			all.Go(func() {
				for i := from; i < min(from+share, len(cases)); i++ {
					out[i] = e.Compute(cases[i], today)
				}
			})
		}
		all.Wait()
	}
}

// BenchmarkTriage10000 finds the reasons of 10,000 cases and puts them in order: at most 20 ms for the order.
func BenchmarkTriage10000(b *testing.B) {
	e, today, scale := NewEngine(lifeProgramme()), day("2026-11-23"), DefaultScale()
	inputs := make([]Input, 10_000)
	for i := range inputs {
		c := ordinary(i + 1)
		inputs[i] = Input{Summary: c.Summary(), Tasks: c.Tasks(), Obligations: e.Compute(c, today), Today: today}
	}
	ranks := make([]Rank, len(inputs))
	b.Run("reasons", func(b *testing.B) {
		for b.Loop() {
			for i := range inputs {
				ranks[i] = NewRank(&inputs[i].Summary, Triage(inputs[i], &scale))
			}
		}
	})
	b.Run("order", func(b *testing.B) {
		random := rand.New(rand.NewPCG(1, 2))
		order := make([]*Rank, len(ranks))
		for i := range ranks {
			order[i] = &ranks[i]
		}
		for b.Loop() {
			b.StopTimer()
			random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			b.StartTimer()
			slices.SortFunc(order, Compare)
		}
	})
}
