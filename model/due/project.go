package due

import (
	"slices"
	"strings"

	"seuil/model"
	"seuil/model/programme"
)

// ComputeProject is what the rules of the project make due, once for all cases: the cell every six weeks (R98), the dashboard
// each month (R67), the coordination each quarter (R101, R146), the yearly evaluation (R102, R147). The acts on it stand in the
// registry; their keys begin with the code of the programme: "securisation:cellule#3", "securisation:tableau_de_bord#2026-10".
// The project counts from start; without it, only what was acted on is listed.
func ComputeProject(registry *model.Case, p *programme.Programme, start, today model.Date) []Obligation {
	q := programme.Programme{Code: p.Code, Rules: p.Project}
	e := NewEngine(&q)
	for i := range e.rules {
		c := &e.rules[i]
		c.name = p.Code + ":" + c.Code
		c.makeKeys()
	}
	r := run{engine: e, facts: facts{today: today, start: start}}
	if registry != nil {
		r.readActs(registry)
	}
	r.acts = slices.DeleteFunc(r.acts, func(a actFact) bool { return !strings.HasPrefix(a.rule, p.Code+":") })
	return r.compute()
}

// periods adds the occurrences of a rule that follows the calendar: for each month or year that ends after the start of the
// project, all that are due and the next. They are named by their period, which nothing moves.
func (r *run) periods(c *compiled) {
	if r.start == 0 {
		return
	}
	every, form := 1, "2006-01"
	end := r.start.EndOfMonth()
	if c.anchor.family == anchorYear {
		every, form = 12, "2006"
		end = model.NewDate(r.start.Year(), 12, 31)
	}
	if c.Every.Unit == programme.Months && c.Every.N > every {
		every = c.Every.N
	}
	for k := 1; k <= maxOccurrences; k++ {
		o := Obligation{Rule: c.Rule, Key: c.name + "#" + end.Time().Format(form), N: k, Anchor: c.Rule.Anchor, AnchorDate: end, Base: end, Computed: add(end, c.Delay, 1)}
		if c.valid(end) {
			pinned := r.settle(c, &o, end, k == 1)
			r.put(o)
			if o.Computed > r.today && !pinned {
				return
			}
		}
		end = addMonths(end, every).EndOfMonth()
	}
}
