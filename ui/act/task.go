package act

import (
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

// Postpone asks for the new date of tasks: a letter for the usual ones, or any date as text, and a reason if there is one
// to tell. The date understood shows before it is accepted. One date is given to all.
func (d *Desk) Postpone(targets []Target, then Then) nav.Dialog {
	l, today := d.Env.L, d.today()
	from, keep := today, model.Clock(0)
	dlg := &dialog{env: d.Env, menuOpen: true, menuField: fieldDue, required: []string{fieldDue}, title: l.T("task.postpone_title", "what", d.subject(targets))}
	if len(targets) == 1 {
		t, _ := d.Session.Case(targets[0].Case).Task(targets[0].Task)
		from, keep = max(today, t.Due), t.At
		if !t.Due.IsZero() {
			dlg.intro = []string{d.Env.Theme.Muted.Render(l.T("task.was", "date", l.LongDate(t.Due), "far", l.Distance(t.Due, today)))}
		}
	}
	dlg.form = widget.NewForm(d.Env,
		widget.FormField{Key: fieldDue, Label: l.T("task.to"), Read: d.readWhen(today, keep), Hint: l.T("task.date_hint")},
		widget.FormField{Key: fieldReason, Label: l.T("task.why"), Limit: model.MaxLabel, Hint: l.T("task.optional")},
	)
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
		return then(d.postpone(targets, due, at, dlg.form.Value(fieldReason)))
	}
	return dlg
}

func (d *Desk) postpone(targets []Target, due model.Date, at model.Clock, reason string) ([]model.Write, string) {
	writes := d.change(PostponeTask, targets, []string{"due", "at", "reason"}, func(t *model.Task) {
		if t.Due, t.Reason = due, reason; !at.IsZero() {
			t.At = at
		}
	})
	return writes, d.Env.L.T("task.postponed", "what", d.subject(targets), "date", d.Env.L.ShortDay(due, d.today()))
}

// nextMonday is the first Monday after a date.
func nextMonday(d model.Date) model.Date {
	return d.AddDays((int(time.Monday)-int(d.Weekday())+6)%7 + 1)
}

// TaskDone asks when tasks were done; today is offered.
func (d *Desk) TaskDone(targets []Target, then Then) nav.Dialog {
	l := d.Env.L
	dlg := &dialog{env: d.Env, title: l.T("task.done_title", "what", d.subject(targets)), required: []string{fieldDone}}
	dlg.form = widget.NewForm(d.Env, widget.FormField{Key: fieldDone, Label: l.T("task.done_on"), Initial: l.Date(d.today()), Read: widget.ReadPast(d.Env)})
	dlg.accept = func() tea.Cmd {
		on, _ := model.ParseDate(dlg.form.Value(fieldDone)) // made by ReadPast: an error is unreachable
		return then(d.DoneOn(targets, on))
	}
	return dlg
}

// DoneOn is the writes that say that tasks were done on a date, and what to say.
func (d *Desk) DoneOn(targets []Target, on model.Date) (writes []model.Write, effect string) {
	writes = d.change(FinishTask, targets, []string{"done", "skipped"}, func(t *model.Task) { t.Done, t.Skipped = on, 0 })
	return writes, d.Env.L.T("task.finished", "what", d.subject(targets), "date", d.Env.L.ShortDay(on, d.today()))
}

// TaskSkip asks why tasks are not applicable: none goes without its reason.
func (d *Desk) TaskSkip(targets []Target, then Then) nav.Dialog {
	l := d.Env.L
	return NewPrompt(d.Env, l.T("task.skip_title", "what", d.subject(targets)), l.T("task.why"), func(reason string) tea.Cmd {
		writes := d.change(SkipTask, targets, []string{"skipped", "done", "reason"}, func(t *model.Task) {
			t.Skipped, t.Done, t.Reason = d.today(), 0, reason
		})
		return then(writes, l.T("task.skipped", "what", d.subject(targets)))
	})
}

// change is the writes of an act on tasks, of the named fields only. Tasks that are gone are left out.
func (d *Desk) change(act model.Act, targets []Target, fields []string, set func(*model.Task)) (writes []model.Write) {
	for _, target := range targets {
		c := d.Session.Case(target.Case)
		t, ok := c.Task(target.Task)
		if !ok {
			continue
		}
		set(&t)
		w, _ := c.Put(act, t.ID, &t)
		if w, ok = only(w, fields...); ok {
			writes = append(writes, w)
		}
	}
	return writes
}

// subject says which task of whom, or how many.
func (d *Desk) subject(targets []Target) string {
	if len(targets) != 1 {
		return d.Env.L.N("task.tasks", len(targets))
	}
	t, _ := d.Session.Case(targets[0].Case).Task(targets[0].Task)
	cases := casesOf(targets)
	return d.Env.L.T("task.subject", "what", d.text(cases, t.Label), "who", d.title(cases))
}

// text is a label of a case as it may be shown.
func (d *Desk) text(cases []model.ID, s string) string {
	if len(cases) != 1 {
		return s
	}
	return d.Names.Text(d.Session.Case(cases[0]).Members(), s)
}
