package agenda

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

const manyCases = 10_000

// large is a team with so many cases, each in a phase that makes things due, with a date set by a person.
var large = sync.OnceValue(func() *memory {
	m := newMemory()
	lasts := []string{"ORAZI", "DUPONT-LEROY", "BEN SAÏD", "ŒUVRARD", "KOWALSKI", "N’DIAYE", "LEFÈVRE", "MARTINEZ", "ÉTIENNE", "HADDAD"}
	labels := []string{"Visite à domicile", "Bilan d’étape", "Attestation d’assurance", "Rappeler la Caf", "Dossier FSL à déposer"}
	phases := []string{"prise_de_contact", "accompagnement", "bail_glissant", "issue", "orientation"}
	for i := range manyCases {
		id := m.NewID()
		id[1], id[2] = byte(i>>8), byte(i) // in the order of their ids, which is that of the summaries
		var c *model.Case
		received := today.AddDays(-i % 400)
		for _, w := range []model.Write{
			must((&model.Case{ID: id}).Put("case.new", id, &model.Header{Programme: "sauvegarde", Agency: "apt", Lead: maelle, Received: received})),
			must((&model.Case{ID: id}).Put("case.new", m.NewID(), &model.PhaseEntry{Phase: phases[i%len(phases)], Since: received})),
			must((&model.Case{ID: id}).Put("case.new", m.NewID(), &model.Member{Last: lasts[i%len(lasts)], First: fmt.Sprint("Élodie ", i), Role: model.RoleHolder})),
			must((&model.Case{ID: id}).Put("step.done", model.DerivedID(model.KindStep, "mesure"), &model.StepState{Code: "mesure", Done: received})),
			must((&model.Case{ID: id}).Put("task.add", m.NewID(), &model.Task{Label: labels[i%len(labels)], Due: today.AddDays(i*7919%400 - 60)})),
		} {
			c = c.With(m.change(w))
		}
		s := c.Summary()
		m.cases[id], m.summaries = c, append(m.summaries, &s)
		m.look(&s)
	}
	return m
})

func largeStage(b *testing.B) *stage { return newStage(b, large(), locale.French, 160, 45) }

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

func report(b *testing.B, n int, step func(i int)) {
	b.ReportMetric(float64(percentile(n, 0.5, step).Microseconds())/1000, "ms-median")
	b.ReportMetric(float64(percentile(n, 0.99, step).Microseconds())/1000, "ms-p99")
}

// BenchmarkOpen is the way from the key 2 to the first frame; one frame of 16 ms to reach.
func BenchmarkOpen(b *testing.B) {
	s := largeStage(b)
	step := func(int) {
		p := New(s.vault, s.names, s.env, uitest.Programmes(), nav.Route{Page: nav.Agenda})
		p.Layout(160, 43)
		_ = p.View()
	}
	for b.Loop() {
		step(0)
	}
	report(b, 60, step)
	b.ReportMetric(float64(len(s.page.list.all)), "dates")
}

// BenchmarkKey is a key until its frame is computed.
func BenchmarkKey(b *testing.B) {
	s := largeStage(b)
	keys := []string{"down", "down", "pgdown", "up", "right", "left", "end", "home"}
	step := func(i int) { s.Press(keys[i%len(keys)]); _ = s.page.View() }
	for i := 0; b.Loop(); i++ {
		step(i)
	}
	report(b, 600, step)
}

// BenchmarkFilter is a letter of the filter until its frame is computed, the first letter included.
func BenchmarkFilter(b *testing.B) {
	s := largeStage(b)
	s.Press("/")
	letters := []rune("elodie bil")
	step := func(i int) {
		if i%len(letters) == 0 {
			s.page.filter.SetValue("")
			s.page.applyFilter()
		}
		s.Type(string(letters[i%len(letters)]))
		_ = s.page.View()
	}
	for i := 0; b.Loop(); i++ {
		step(i)
	}
	report(b, 300, step)
}

// BenchmarkChanged is one case changing, until its frame is computed.
func BenchmarkChanged(b *testing.B) {
	s := largeStage(b)
	step := func(i int) {
		s.Do(s.page.Update(nav.Changed{Cases: []model.ID{s.vault.summaries[i*31%manyCases].Case}}))
		_ = s.page.View()
	}
	for i := 0; b.Loop(); i++ {
		step(i)
	}
	report(b, 300, step)
}
