package act

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Why tells how the date of a target came about, step by step: by the rule of the programme and what people decided since, or
// by the person who set it.
func (d *Desk) Why(t Target) nav.Dialog {
	l, today := d.Env.L, d.today()
	var lines []string
	if due, _ := d.dateOf(t); !due.IsZero() {
		lines = append(lines, l.T("task.was", "date", l.LongDate(due), "far", l.Distance(due, today)))
	}
	if t.computed() {
		lines = append(lines, d.whyComputed(t)...)
	} else {
		lines = append(lines, d.whySet(t)...)
	}
	return &reading{env: d.Env, title: l.T("task.why_title", "what", d.subject([]Target{t})), paragraphs: lines}
}

func (d *Desk) whyComputed(t Target) []string {
	o := d.occurrence(t)
	if o == nil {
		return []string{d.Env.L.T("task.why_gone")}
	}
	c := d.Session.Case(t.Case)
	p := d.Set.Programme(c.Header().Programme)
	lines := Teller{L: d.Env.L, P: &p}.Lines(o)
	for i := range lines {
		lines[i] = d.Names.Text(c.Members(), lines[i]) // reasons are a person's own words
	}
	if o.Act != nil {
		contact, _ := model.ParseID(o.Act.Value("contact")) // checked when it was written: an error is unreachable
		lines = d.tellContact(lines, "task.why_proof", c, contact)
	}
	return lines
}

// whySet tells when a person set a date, where that was decided, and to what it was moved since.
func (d *Desk) whySet(t Target) (lines []string) {
	l, c := d.Env.L, d.Session.Case(t.Case)
	task, ok := c.Task(t.Task)
	if !ok {
		return []string{l.T("task.why_gone")}
	}
	r := c.Record(model.KindTask, t.Task)
	set := r.Changes()[0]
	lines = append(lines, l.T("task.why_set", "date", d.entered(set)))
	lines = d.tellContact(lines, "task.why_decided", c, task.Contact)
	for _, ch := range r.Changes()[1:] {
		to, moved := ch.Value("due")
		if day, err := model.ParseDate(to); moved && err == nil && !day.IsZero() {
			lines = append(lines, l.T("task.why_moved", "date", l.ShortDayYear(day), "on", d.entered(ch)))
		}
	}
	if reason := d.Names.Text(c.Members(), task.Reason); reason != "" {
		lines = append(lines, l.T("task.why_reason", "text", reason))
	}
	switch {
	case !task.Done.IsZero():
		lines = append(lines, l.T("due.why.done", "date", l.ShortDayYear(task.Done)))
	case !task.Skipped.IsZero():
		lines = append(lines, l.T("due.why.skipped", "date", l.ShortDayYear(task.Skipped)))
	}
	return lines
}

// entered is the day on which a change was made, on this machine's clock.
func (d *Desk) entered(ch *model.Change) string {
	return d.Env.L.ShortDayYear(model.DateOf(ch.At().In(d.Env.Now().Location())))
}

// tellContact adds a line that names a contact, if there is one.
func (d *Desk) tellContact(lines []string, key string, c *model.Case, id model.ID) []string {
	k, ok := c.Contact(id)
	if !ok {
		return lines
	}
	return append(lines, d.Env.L.T(key, "kind", kindName(d.Env.L, string(k.Kind)), "date", d.Env.L.ShortDayYear(k.Date)))
}

// reading is a dialog with nothing to decide: paragraphs, scrolled where they have no room.
type reading struct {
	env        *widget.Env
	title      string
	paragraphs []string
	heads      []int // of the paragraphs, the first apart: those that begin something else
	top, most  int   // first line drawn; the last that it can be
	done       bool
}

// Keys scroll and close. The key that opened the dialog closes it too.
func (r *reading) Keys() []nav.Binding {
	l := r.env.L
	scroll := func(by int) func() tea.Cmd { return func() tea.Cmd { r.scroll(by); return nil } }
	return []nav.Binding{
		{Keys: []string{"esc", "enter", "g"}, Label: l.T("palette.close"), Hint: true, Run: func() tea.Cmd { r.done = true; return nil }},
		{Keys: []string{"up", "k"}, Label: l.T("task.up"), Hint: r.most > 0, Run: scroll(-1)},
		{Keys: []string{"down", "j"}, Label: l.T("task.down"), Hint: r.most > 0, Run: scroll(1)},
	}
}

func (r *reading) scroll(by int) { r.top = max(0, min(r.top+by, r.most)) }

// Update scrolls by the wheel.
func (r *reading) Update(msg tea.Msg) tea.Cmd {
	if wheel, ok := msg.(nav.Wheel); ok {
		r.scroll(wheel.Delta)
	}
	return nil
}

// Typing is false: there is nothing to type.
func (r *reading) Typing() bool { return false }

// Cursor is hidden.
func (r *reading) Cursor() *tea.Cursor { return nil }

// Done says that the dialog was closed.
func (r *reading) Done() bool { return r.done }

// View draws the paragraphs in a frame, each behind a mark so that its further lines stand apart.
func (r *reading) View(w, h int) string {
	w = min(w, dialogWidth)
	th := r.env.Theme
	var lines []string
	for i, s := range r.paragraphs {
		mark, style := "● ", th.Text
		if head := slices.Contains(r.heads, i); head || i == 0 {
			style = th.Bold
			lines = append(lines, make([]string, min(i, 1))...)
		}
		for _, line := range widget.Lines(s, w-edges-2, maxLines) {
			lines = append(lines, th.Info.Render(mark)+style.Render(line))
			mark = "  "
		}
	}
	room := max(1, h-2)
	r.most = max(0, len(lines)-room)
	r.scroll(0)
	return widget.Frame(r.env, w, r.title, lines[r.top:min(len(lines), r.top+room)])
}
