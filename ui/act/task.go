package act

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Keys of the fields.
const (
	fieldLabel  = "label"
	fieldWho    = "who"
	fieldDue    = "due"
	fieldReason = "reason"
	fieldDone   = "done"
)

// when is a date that may have a time of day, as a form keeps it: "2026-11-30 14:30".
func when(d model.Date, at model.Clock) string {
	return strings.TrimSpace(d.String() + " " + at.String())
}

func parseWhen(s string) (model.Date, model.Clock) {
	day, hour, _ := strings.Cut(s, " ")
	d, _ := model.ParseDate(day)    // made by when: an error is unreachable
	at, _ := model.ParseClock(hour) // the same
	return d, at
}

// readWhen reads "lun", "+7", "4/12 14h30" and shows what was understood. Without a time of day, keep stands; a date before
// earliest is refused.
func (d *Desk) readWhen(earliest model.Date, keep model.Clock) func(string) widget.Reading {
	return func(s string) widget.Reading {
		l, today := d.Env.L, d.today()
		day, at, ok := l.ParseWhen(s, today)
		switch {
		case !ok || day.IsZero():
			return widget.Reading{Reason: l.T("task.bad_date")}
		case day < earliest:
			return widget.Reading{Reason: l.T("task.past_date")}
		}
		if at.IsZero() {
			at = keep
		}
		preview := l.T("date.preview", "date", l.LongDate(day), "distance", l.Distance(day, today))
		if !at.IsZero() {
			preview = l.T("date.preview_at", "date", l.LongDate(day), "clock", l.Clock(at), "distance", l.Distance(day, today))
		}
		return widget.Reading{Value: when(day, at), Preview: preview}
	}
}

// whoChoices are the parties that can be asked to do something.
func (d *Desk) whoChoices() []widget.Choice {
	list := make([]widget.Choice, len(model.WhoList))
	for i, who := range model.WhoList {
		list[i] = widget.Choice{Value: who, Label: d.Env.L.T("task.who." + who)}
	}
	return list
}

// AddDate asks for a date to keep: what, when, who. It is set for every one of the cases.
func (d *Desk) AddDate(cases []model.ID, then Then) nav.Dialog {
	l := d.Env.L
	dlg := &dialog{env: d.Env, title: l.T("task.add_title", "who", d.title(cases)), required: []string{fieldLabel, fieldDue}}
	dlg.form = widget.NewForm(d.Env,
		widget.FormField{Key: fieldLabel, Label: l.T("task.what"), Limit: model.MaxLabel},
		widget.FormField{Key: fieldDue, Label: l.T("task.when"), Read: d.readWhen(0, 0), Hint: l.T("task.when_hint")},
		widget.FormField{Key: fieldWho, Label: l.T("task.by"), Initial: model.WhoWorker, Choices: d.whoChoices()},
	)
	dlg.accept = func() tea.Cmd {
		due, at := parseWhen(dlg.form.Value(fieldDue))
		t := model.Task{Label: dlg.form.Value(fieldLabel), Who: dlg.form.Value(fieldWho), Due: due, At: at}
		return then(d.addTask(cases, t))
	}
	return dlg
}

func (d *Desk) addTask(cases []model.ID, t model.Task) (writes []model.Write, effect string) {
	for _, id := range cases {
		if w, ok := d.Session.Case(id).Put(AddTask, d.Session.NewID(), &t); ok {
			writes = append(writes, w)
		}
	}
	day := d.Env.L.ShortDay(t.Due, d.today())
	return writes, d.Env.L.T("task.added", "what", d.text(cases, t.Label), "date", day, "who", d.title(cases))
}

// Postpone asks for the new date of targets: a letter for the usual ones, or any date as text, and a reason if there is one
// to tell; what the programme makes due is not postponed without one. The date understood shows before it is accepted. One
// date is given to all.
func (d *Desk) Postpone(targets []Target, then Then) nav.Dialog {
	l, today := d.Env.L, d.today()
	from, keep := today, model.Clock(0)
	dlg := &dialog{env: d.Env, menuOpen: true, menuField: fieldDue, required: []string{fieldDue}, title: l.T("task.postpone_title", "what", d.subject(targets))}
	if len(targets) == 1 {
		due, at := d.dateOf(targets[0])
		from, keep = max(today, due), at
		if !due.IsZero() {
			dlg.intro = []string{d.Env.Theme.Muted.Render(l.T("task.was", "date", l.LongDate(due), "far", l.Distance(due, today)))}
		}
	}
	why := widget.FormField{Key: fieldReason, Label: l.T("task.why"), Limit: model.MaxLabel, Hint: l.T("task.optional")}
	if slices.ContainsFunc(targets, Target.computed) {
		dlg.required, why.Hint = append(dlg.required, fieldReason), l.T("task.why_hint")
	}
	dlg.form = widget.NewForm(d.Env,
		widget.FormField{Key: fieldDue, Label: l.T("task.to"), Read: d.readWhen(today, keep), Hint: l.T("task.date_hint")}, why)
	set := func(day model.Date) func() {
		return func() { dlg.form.Set(fieldDue, l.Date(day)) }
	}
	dlg.menu = []choice{
		{l.T("task.key.tomorrow"), l.T("task.tomorrow"), set(today.AddDays(1))},
		{l.T("task.key.monday"), l.T("task.monday"), set(nextMonday(today))},
		{l.T("task.key.week"), l.T("task.week"), set(from.AddDays(7))},
		{l.T("task.key.month"), l.T("task.month"), set(from.AddMonths(1))},
		{l.T("task.key.other"), l.T("task.other"), func() { dlg.startTyping() }},
	}
	dlg.accept = func() tea.Cmd {
		due, at := parseWhen(dlg.form.Value(fieldDue))
		x := decision{act: PostponeTask, to: due, at: at, reason: dlg.form.Value(fieldReason)}
		return then(d.decide(targets, x), l.T("task.postponed", "what", d.subject(targets), "date", l.ShortDay(due, today)))
	}
	return dlg
}

// nextMonday is the first Monday after a date.
func nextMonday(d model.Date) model.Date {
	return d.AddDays((int(time.Monday)-int(d.Weekday())+6)%7 + 1)
}

// DoneWhen asks when targets were done; today is offered.
func (d *Desk) DoneWhen(targets []Target, then Then) nav.Dialog {
	l := d.Env.L
	dlg := &dialog{env: d.Env, title: l.T("task.done_title", "what", d.subject(targets)), required: []string{fieldDone}}
	dlg.form = widget.NewForm(d.Env, widget.FormField{Key: fieldDone, Label: l.T("task.done_on"), Initial: l.Date(d.today()), Read: widget.ReadPast(d.Env)})
	dlg.accept = func() tea.Cmd {
		on, _ := model.ParseDate(dlg.form.Value(fieldDone)) // made by ReadPast: an error is unreachable
		return then(d.DoneOn(targets, on))
	}
	return dlg
}

// DoneOn is the writes that say that targets were done on a date, and what to say.
func (d *Desk) DoneOn(targets []Target, on model.Date) (writes []model.Write, effect string) {
	writes = d.decide(targets, decision{act: FinishTask, done: on})
	return writes, d.Env.L.T("task.finished", "what", d.subject(targets), "date", d.Env.L.ShortDay(on, d.today()))
}

// Skip asks why targets are not applicable: none goes without its reason.
func (d *Desk) Skip(targets []Target, then Then) nav.Dialog {
	l := d.Env.L
	return NewPrompt(d.Env, l.T("task.skip_title", "what", d.subject(targets)), l.T("task.why"), func(reason string) tea.Cmd {
		writes := d.decide(targets, decision{act: SkipTask, skipped: d.today(), reason: reason})
		return then(writes, l.T("task.skipped", "what", d.subject(targets)))
	})
}

// Reopen is the writes that take back that targets were done or set aside, and what to say. What a fact of the case did, like a
// signature, stays done: the fact is to be corrected.
func (d *Desk) Reopen(targets []Target) (writes []model.Write, effect string) {
	return d.decide(targets, decision{act: ReopenTask}), d.Env.L.T("task.reopened", "what", d.subject(targets))
}
