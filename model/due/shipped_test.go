package due

import (
	"slices"
	"testing"

	"seuil/model"
	"seuil/model/programme"
)

// A household that goes through all the phases of a shipped programme, one a month, and of whom nothing else is written.
func TestTheShippedProgrammesCanBeComputed(t *testing.T) {
	set, problems := programme.Load("")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, p := range set.Programmes() {
		b := newBook(1)
		b.header(model.Header{Programme: p.Code, Received: day("2024-01-15")})
		known := make(map[string]bool)
		for i, ph := range p.Phases {
			b.phase(ph.Code, day("2024-01-15").AddMonths(i).String())
			now := day("2024-01-15").AddMonths(i)
			for _, s := range p.StepsOf(ph.Code) {
				b.step(s.Code, now.String())
			}
			for _, o := range Compute(b.c, &p, now.AddDays(20)) {
				known[o.Rule.Code] = true
				if len(Explain(o)) < 2 || o.Rule.Name.FR == "" || o.Due == 0 {
					t.Errorf("%s: %s has no explanation", p.Code, line(o))
				}
			}
		}
		for _, f := range Check(b.c, &p, day("2026-11-23")) {
			t.Errorf("%s: steps in their order: %v", p.Code, f)
		}
		for _, r := range p.Rules {
			m := parseMilestone(r.Anchor)
			if phase := slices.ContainsFunc(p.Phases, func(ph programme.Phase) bool { return ph.Code == m.name }); m.family == anchorPhase && phase && !known[r.Code] {
				t.Errorf("%s: %s never falls due", p.Code, r.Code)
			}
		}
		if len(p.Project) > 0 && len(ComputeProject(b.c, &p, day("2026-01-12"), today)) < len(p.Project) {
			t.Errorf("%s: a rule of the project never falls due", p.Code)
		}
	}
}
