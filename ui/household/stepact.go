package household

import (
	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

func (s *steps) keys() []nav.Binding {
	p, l := s.p, s.p.env.L
	group := l.T("household.tab.steps")
	var table []nav.Binding
	if r, ok := s.selected(); ok {
		again := l.T("household.key.done")
		if !r.state.Open() {
			again = l.T("step.key.again")
		}
		step, then := act.Doing{Case: p.route.Case, Code: r.step.Code}, p.thenTellStep(r.step.Code)
		tick := func() tea.Cmd { return then(p.desk().TickStep(step)) }
		skip := func() tea.Cmd { return nav.Send(nav.Show{Dialog: p.desk().SkipStep(step, then)}) }
		table = append(table,
			nav.Binding{Keys: []string{"space"}, Label: again, Help: l.T("household.key.done_help"), Group: group, Hint: true, Run: tick},
			nav.Binding{Keys: []string{"s"}, Label: l.T("household.key.skip"), Help: l.T("household.key.skip_help"), Group: group, Hint: r.state.Done.IsZero(), Run: skip},
			nav.Binding{Keys: []string{"enter"}, Label: l.T("step.key.edit"), Help: l.T("step.key.edit_help"), Group: group, Hint: true, Run: s.enter})
	}
	if len(s.prog.Phases) > 0 {
		table = append(table, nav.Binding{Keys: []string{"a"}, Label: l.T("step.key.advance"), Help: l.T("step.key.advance_help"), Group: group, Hint: true, Run: s.advance})
	}
	return table
}

func (s *steps) enter() tea.Cmd {
	if r, ok := s.selected(); ok {
		return s.p.editStep(r)
	}
	return nil
}

// thenTellStep commits what an act on a step has made. What is odd about it is told once it is on the disk; it is never refused.
func (p *Page) thenTellStep(code string) act.Then {
	return func(writes []model.Write, effect string) tea.Cmd {
		if len(writes) == 0 {
			return nil
		}
		cmd := p.commit(effect, writes...)
		p.warn[p.sent] = func() string { return p.oddities(p.facts.team.Steps()[code]) }
		return cmd
	}
}

// oddities is a sentence for each fault of what is said of a step.
func (p *Page) oddities(state model.StepState) (text string) {
	prog := p.set.Programme(p.facts.header.Programme)
	for _, f := range due.CheckStep(p.facts.team, &prog, state, p.today()) {
		text = join(" ", text, p.stepFault(f))
	}
	return text
}

// editStep opens the form of a step: when it was done, its proof, and why it was set aside.
func (p *Page) editStep(r stepRow) tea.Cmd {
	k, state, id := model.KindStep, r.state, stepID(r.step.Code)
	done := p.dateField(k, "done", state.Done)
	done.Hint = p.env.L.T("step.date_hint")
	if !r.step.Ahead {
		done.Read = widget.ReadFact(p.env)
	}
	fields := []widget.FormField{done, p.field(k, "proof", state.Proof), p.choiceField(k, "contact", state.Contact.String(), p.contactChoices())}
	open, _ := p.conflict(k, id)
	if !state.Skipped.IsZero() || len(open) > 0 {
		fields = append(fields, p.dateField(k, "skipped", state.Skipped), p.field(k, "reason", state.Reason))
	}
	fresh := p.facts.team.Record(k, id) == nil
	sh := &sheet{title: join(" · ", p.env.L.T("step.one"), r.step.Label(p.lang())), id: id, form: widget.NewForm(p.env, fields...), fresh: fresh}
	sh.save = func(f *widget.Form) ([]model.Write, string) {
		next := state
		next.Done, next.Proof = dateOf(f, "done", state.Done), textOf(f, "proof", state.Proof)
		next.Contact = idOf(f, "contact", state.Contact)
		if f.Changed("done") && !next.Done.IsZero() { // what was done is not without object
			f.Set("skipped", "")
		}
		next.Skipped, next.Reason = dateOf(f, "skipped", state.Skipped), textOf(f, "reason", state.Reason)
		w, ok := p.facts.team.Put(act.EditStep, id, &next)
		sh.warn = func() string { return p.oddities(next) }
		return p.put(w, ok, "household.recorded", r.step.Label(p.lang()))
	}
	return p.openSheet(k, sh)
}

// contactMost is how many contacts are offered as a proof, the latest first.
const contactMost = 200

// contactChoices are the contacts of the team: what is for one worker alone proves nothing to the others.
func (p *Page) contactChoices() []widget.Choice {
	list := []widget.Choice{}
	for _, k := range p.facts.contacts {
		if !k.Private && len(list) < contactMost {
			list = append(list, widget.Choice{Value: k.ID.String(), Label: join(" · ", p.contactWords(k.ID), k.Subject)})
		}
	}
	return list
}
