package household

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/ui/widget"
)

func (p *Page) editTask(t model.Task) tea.Cmd {
	k := model.KindTask
	at := p.field(k, "at", p.env.L.Clock(t.At))
	at.Read = p.readClock
	fields := []widget.FormField{p.field(k, "label", t.Label), p.choiceField(k, "who", t.Who, p.codes("contact.who.", model.WhoList)),
		p.dateField(k, "due", t.Due), at, p.field(k, "place", t.Place), p.field(k, "reason", t.Reason), p.doneField(k, t.Done)}
	open, _ := p.conflict(k, t.ID)
	if !t.Skipped.IsZero() || slices.Contains(open, "skipped") {
		fields = append(fields, p.dateField(k, "skipped", t.Skipped))
	}
	return p.openSheet(k, &sheet{
		title: join(" · ", p.env.L.T("household.date"), p.text(t.Label)), id: t.ID, form: widget.NewForm(p.env, fields...),
		save: func(f *widget.Form) ([]model.Write, string) {
			next := t
			next.Label, next.Who, next.Place = textOf(f, "label", t.Label), textOf(f, "who", t.Who), textOf(f, "place", t.Place)
			next.Reason, next.Due, next.Done = textOf(f, "reason", t.Reason), dateOf(f, "due", t.Due), dateOf(f, "done", t.Done)
			if f.Changed("done") && !next.Done.IsZero() { // what was done is not without object
				f.Set("skipped", "")
			}
			next.Skipped = dateOf(f, "skipped", t.Skipped)
			if c, err := model.ParseClock(textOf(f, "at", t.At.String())); err == nil {
				next.At = c
			}
			if next.Label == "" {
				next.Label = t.Label
			}
			w, ok := p.facts.team.Put(actEditTask, t.ID, &next)
			return p.put(w, ok, "household.recorded", p.text(next.Label))
		}})
}

// editObligation opens the form of a date that the programme makes due: when it was done, the note that proves it and, where it
// was moved or set aside, the date and the reason. The date itself is computed: P postpones it.
func (p *Page) editObligation(o *due.Obligation) tea.Cmd {
	k := model.KindObligation
	_, id := itemRecord(due.Item{Obligation: o})
	was := p.facts.team.ObligationActs()[o.Key]
	was.Key = o.Key
	open, _ := p.conflict(k, id)
	fields := []widget.FormField{p.doneField(k, was.Done), p.choiceField(k, "contact", was.Contact.String(), p.contactChoices())}
	if !was.To.IsZero() || slices.Contains(open, "to") {
		fields = append(fields, p.dateField(k, "to", was.To))
	}
	if !was.Skipped.IsZero() || slices.Contains(open, "skipped") {
		fields = append(fields, p.dateField(k, "skipped", was.Skipped))
	}
	if was.Reason != "" || slices.Contains(open, "reason") {
		fields = append(fields, p.field(k, "reason", was.Reason))
	}
	label := o.Rule.Label(p.lang())
	r := p.facts.team.Record(k, id)
	return p.openSheet(k, &sheet{
		title: join(" · ", p.env.L.T("household.date"), label), id: id, form: widget.NewForm(p.env, fields...), fresh: r == nil || r.Deleted(),
		save: func(f *widget.Form) ([]model.Write, string) {
			next := was
			next.Done, next.To, next.Contact = dateOf(f, "done", was.Done), dateOf(f, "to", was.To), idOf(f, "contact", was.Contact)
			if f.Changed("done") && !next.Done.IsZero() { // what was done is not without object
				f.Set("skipped", "")
			}
			next.Skipped, next.Reason = dateOf(f, "skipped", was.Skipped), textOf(f, "reason", was.Reason)
			w, ok := p.facts.team.Put(actEditTask, id, &next)
			return p.put(w, ok, "household.recorded", label)
		}})
}

// doneField is the day on which something was done, which lies behind.
func (p *Page) doneField(kind model.Kind, d model.Date) widget.FormField {
	f := p.dateField(kind, "done", d)
	f.Read, f.Hint = widget.ReadPast(p.env), p.env.L.T("step.date_hint")
	return f
}
