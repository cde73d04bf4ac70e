package ui

import (
	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/ui/nav"
)

// atOnce is up to how many cases are looked at before the next frame: a fraction of it. More are looked at in the background,
// and the frame does without until they are.
const atOnce = 300

// outlooks are what every case needs today, kept in step with the cases. The root alone changes them.
type outlooks struct {
	planner *due.Planner
	today   model.Date // for which of holds, or is being made
	of      map[model.ID]*due.Outlook
	round   int        // of the work in the background that counts: the latest
	waiting bool       // it is under way
	changed []model.ID // cases that changed meanwhile
	first   tea.Cmd    // makes those of a vault that was open from the start
}

// looked is the end of the work in the background.
type looked struct {
	round int
	all   []*due.Outlook
}

// lookAhead says what every case needs today: at once for a worker's caseload, in the background for thousands of cases.
func (r *Root) lookAhead() tea.Cmd {
	o := &r.outlooks
	if o.planner == nil {
		o.planner = due.NewPlanner(r.opt.Programme(), due.DefaultScale()).Following(r.vault.Case)
	}
	o.today = model.DateOf(r.env.Now())
	o.round++
	vault, planner, today, round := r.vault, o.planner, o.today, o.round
	look := func() []*due.Outlook { return planner.Outlooks(vault.Summaries(), vault.Case, today) }
	if len(vault.Summaries()) <= atOnce {
		o.waiting = false
		o.take(look())
		return nil
	}
	o.waiting, o.changed = true, nil
	return func() tea.Msg { return looked{round, look()} }
}

// take replaces all outlooks.
func (o *outlooks) take(all []*due.Outlook) (cases []model.ID) {
	o.of = make(map[model.ID]*due.Outlook, len(all))
	for _, x := range all {
		if x != nil {
			o.of[x.Case] = x
			cases = append(cases, x.Case)
		}
	}
	return cases
}

// looked takes the work of the background, makes again what changed meanwhile, and tells every page.
func (r *Root) looked(msg looked) tea.Cmd {
	o := &r.outlooks
	if msg.round != o.round { // midnight has passed or a bundle came, and another one is under way
		return nil
	}
	cases := o.take(msg.all)
	o.waiting = false
	again := r.lookAgain(o.changed)
	o.changed = nil
	return tea.Batch(again, r.tell(nav.Changed{Cases: cases}))
}

// lookAgain says anew what cases need that have changed: thousands, as a bundle brings, in the background.
func (r *Root) lookAgain(cases []model.ID) tea.Cmd {
	o := &r.outlooks
	if o.waiting {
		o.changed = append(o.changed, cases...)
	}
	switch {
	case o.of == nil:
		return nil
	case len(cases) > atOnce && !o.waiting:
		return r.lookAhead()
	case len(cases) > atOnce:
		return nil // they are looked at when the work under way ends
	}
	for _, id := range cases {
		delete(o.of, id)
		if c := r.vault.Case(id); c != nil && id != model.RegistryID && c.Main().IsZero() {
			s := c.Summary()
			o.of[id] = o.planner.Outlook(c, &s, o.today)
		}
	}
	return nil
}

// lookDaily says anew what every case needs once the day has changed.
func (r *Root) lookDaily() tea.Cmd {
	if r.vault == nil || r.outlooks.today == model.DateOf(r.env.Now()) {
		return nil
	}
	cmd := r.lookAhead()
	if cmd != nil {
		return cmd
	}
	cases := make([]model.ID, 0, len(r.outlooks.of))
	for id := range r.outlooks.of {
		cases = append(cases, id)
	}
	return r.tell(nav.Changed{Cases: cases})
}
