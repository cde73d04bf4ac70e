package act

import (
	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Acts on steps.
const (
	DoneStep     model.Act = "step.done"
	ReopenStep   model.Act = "step.undo"
	SetStepAside model.Act = "step.skip"
	EditStep     model.Act = "step.edit"
)

// Doing is one step of the programme of a case.
type Doing struct {
	Case model.ID
	Code string
}

// stepSaid is what was said of a step so far.
func (d *Desk) stepSaid(g Doing) model.StepState {
	s := d.Session.Case(g.Case).Steps()[g.Code]
	s.Code = g.Code
	return s
}

// TickStep is the writes that say that an open step was done today, or that one that was done or set aside is open again, and
// what to say. Its proof stays.
func (d *Desk) TickStep(g Doing) (writes []model.Write, effect string) {
	s := d.stepSaid(g)
	if s.Open() {
		s.Done = d.today()
		return d.putStep(DoneStep, g, s), d.ticked(g, s.Done)
	}
	s.Done, s.Skipped, s.Reason = 0, 0, ""
	return d.putStep(ReopenStep, g, s), d.Env.L.T("step.reopened", "what", d.doing(g))
}

func (d *Desk) ticked(g Doing, on model.Date) string {
	return d.Env.L.T("step.ticked", "what", d.doing(g), "date", d.Env.L.ShortDay(on, d.today()))
}

// SkipStep asks why a step is without object: none goes without its reason.
func (d *Desk) SkipStep(g Doing, then Then) nav.Dialog {
	l := d.Env.L
	return NewPrompt(d.Env, l.T("step.skip_title", "what", d.doing(g)), l.T("task.why"), func(reason string) tea.Cmd {
		s := d.stepSaid(g)
		s.Done, s.Skipped, s.Reason = 0, d.today(), reason
		return then(d.putStep(SetStepAside, g, s), l.T("step.set_aside", "what", d.doing(g)))
	})
}

// DateStep asks when a step was done; the day that was said is offered, else today. Only a step whose date is fixed beforehand
// may lie ahead.
func (d *Desk) DateStep(g Doing, then Then) nav.Dialog {
	l, s := d.Env.L, d.stepSaid(g)
	offered := s.Done
	if offered.IsZero() {
		offered = d.today()
	}
	on := widget.FormField{Key: fieldDone, Label: l.T("step.field.done"), Initial: l.Date(offered), Read: widget.ReadFact(d.Env)}
	if d.programme(d.Session.Case(g.Case)).Step(g.Code).Ahead {
		on.Read = widget.ReadDate(d.Env)
	}
	dlg := &dialog{env: d.Env, title: l.T("step.date_title", "what", d.doing(g)), required: []string{fieldDone}}
	dlg.form = widget.NewForm(d.Env, on)
	dlg.accept = func() tea.Cmd {
		s.Done, _ = model.ParseDate(dlg.form.Value(fieldDone)) // made by the reader: an error is unreachable
		s.Skipped, s.Reason = 0, ""
		return then(d.putStep(EditStep, g, s), d.ticked(g, s.Done))
	}
	return dlg
}

// putStep is the write of an act on a step; none if it changes nothing.
func (d *Desk) putStep(name model.Act, g Doing, s model.StepState) []model.Write {
	c := d.Session.Case(g.Case)
	w, _ := c.Put(name, model.DerivedID(model.KindStep, g.Code), &s)
	w, ok := meant(c, w, "code", "done", "skipped", "reason", model.FieldDeleted)
	if !ok {
		return nil
	}
	return []model.Write{w}
}

// doing says which step of whom.
func (d *Desk) doing(g Doing) string {
	text := d.programme(d.Session.Case(g.Case)).Step(g.Code).Label(string(d.Env.L.Lang))
	return d.Env.L.T("task.subject", "what", text, "who", d.title([]model.ID{g.Case}))
}
