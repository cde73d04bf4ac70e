package note

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// details asks for everything about a contact but its texts. What is entered holds at once: there is nothing to confirm, and
// nothing that a lock could lose.
type details struct {
	page *Page
	form *widget.Form
	done bool
}

// Keys of the fields.
const (
	fieldSubject  = "subject"
	fieldOutcome  = "outcome"
	fieldDate     = "date"
	fieldStart    = "start"
	fieldMinutes  = "minutes"
	fieldTravel   = "travel"
	fieldPlace    = "place"
	fieldPresent  = "present"
	fieldReadBack = "readback"
)

func (p *Page) showDetails() tea.Cmd {
	if p.state == saving {
		return nil
	}
	return nav.Send(nav.Show{Dialog: p.newDetails()})
}

func (p *Page) newDetails() *details {
	l, k := p.env.L, p.head
	label := func(key string) string { return l.T("note.field." + key) }
	outcomes := []widget.Choice{{Value: "", Label: l.T("note.no_outcome")}}
	for _, o := range model.Outcomes {
		outcomes = append(outcomes, widget.Choice{Value: string(o), Label: l.T("contact.outcome." + string(o))})
	}
	number := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	yes := ""
	if k.ReadBack {
		yes = "yes"
	}
	return &details{page: p, form: widget.NewForm(p.env,
		widget.FormField{Key: fieldOutcome, Label: label(fieldOutcome), Initial: string(k.Outcome), Choices: outcomes},
		widget.FormField{Key: fieldDate, Label: label(fieldDate), Initial: l.Date(k.Date), Read: widget.ReadPast(p.env)},
		widget.FormField{Key: fieldStart, Label: label(fieldStart), Initial: l.Clock(k.Start), Read: p.readClock, Hint: l.T("note.hint.start")},
		widget.FormField{Key: fieldMinutes, Label: label(fieldMinutes), Initial: number(k.Minutes), Read: p.readMinutes, Hint: l.T("note.hint.minutes")},
		widget.FormField{Key: fieldTravel, Label: label(fieldTravel), Initial: number(k.Travel), Read: p.readMinutes, Hint: l.T("note.hint.minutes")},
		widget.FormField{Key: fieldPlace, Label: label(fieldPlace), Initial: k.Place, Limit: model.MaxLabel},
		widget.FormField{Key: fieldPresent, Label: label(fieldPresent), Initial: k.Present, Limit: model.MaxLabel, Hint: l.T("note.hint.present")},
		widget.FormField{Key: fieldSubject, Label: label(fieldSubject), Initial: k.Subject, Limit: model.MaxLabel},
		widget.FormField{Key: fieldReadBack, Label: label(fieldReadBack), Initial: yes, Choices: []widget.Choice{{Value: "", Label: l.T("note.no")}, {Value: "yes", Label: l.T("note.yes")}}},
	)}
}

func (p *Page) readClock(s string) widget.Reading {
	c, ok := p.env.L.ParseClock(s)
	if !ok {
		return widget.Reading{Reason: p.env.L.T("note.bad_clock")}
	}
	return widget.Reading{Value: c.String(), Preview: p.env.L.Clock(c)}
}

// readMinutes reads a duration: "45", "45 min", "1 h 30", "1h". Its value is in minutes, at most a day.
func (p *Page) readMinutes(s string) widget.Reading {
	flat := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "min", "", "mn", "").Replace(strings.ToLower(s))
	hours, minutes, ok := strings.Cut(flat, "h")
	if !ok {
		hours, minutes = "", flat
	}
	total, good := 0, flat != ""
	for i, part := range []string{hours, minutes} {
		if part == "" {
			continue
		}
		n, err := strconv.Atoi(part)
		good = good && err == nil && n >= 0 && n < 1500
		total += n * []int{60, 1}[i]
	}
	if !good || total > 24*60 {
		return widget.Reading{Reason: p.env.L.T("note.bad_minutes")}
	}
	return widget.Reading{Value: strconv.Itoa(total), Preview: p.env.L.Duration(total)}
}

// apply takes over what the form holds; a text that was not understood leaves the former value.
func (d *details) apply() {
	k, f := &d.page.head, d.form
	refused := make(map[string]bool)
	for _, key := range f.Refused() {
		refused[key] = true
	}
	number := func(key string, n *int) {
		if !refused[key] {
			*n, _ = strconv.Atoi(f.Value(key)) // made by readMinutes, or empty: zero
		}
	}
	k.Outcome = model.Outcome(f.Value(fieldOutcome))
	if v, err := model.ParseDate(f.Value(fieldDate)); err == nil && v != 0 {
		k.Date = v
	}
	if v, err := model.ParseClock(f.Value(fieldStart)); err == nil && !refused[fieldStart] {
		k.Start = v
	}
	number(fieldMinutes, &k.Minutes)
	number(fieldTravel, &k.Travel)
	k.Place, k.Present, k.Subject = f.Value(fieldPlace), f.Value(fieldPresent), f.Value(fieldSubject)
	k.ReadBack = f.Value(fieldReadBack) == "yes"
}

func (d *details) Done() bool   { return d.done }
func (d *details) Typing() bool { return true }

// Keys leave the form; all others are its own.
func (d *details) Keys() []nav.Binding {
	l := d.page.env.L
	return []nav.Binding{
		{Keys: []string{"ctrl+s", "f2"}, Label: l.T("note.key.done"), Hint: true, Run: d.close},
		{Keys: []string{"tab"}, Label: l.T("note.key.field"), Hint: true, Run: func() tea.Cmd { return d.Update(tea.KeyPressMsg{Code: tea.KeyTab}) }},
		{Keys: []string{"esc"}, Label: l.T("note.key.back"), Hint: true, Run: func() tea.Cmd {
			if d.form.CloseList() {
				return nil
			}
			return d.close()
		}},
	}
}

func (d *details) close() tea.Cmd {
	d.apply()
	d.done = true
	return nil
}

// Update gives keys, pastes and clicks to the form.
func (d *details) Update(msg tea.Msg) tea.Cmd {
	if c, ok := msg.(nav.Click); ok {
		d.form.Click(c.X-2, c.Y-1)
		return nil
	}
	finished := d.form.Update(msg)
	d.apply()
	d.done = d.done || finished
	return nil
}

// View draws the form in a frame.
func (d *details) View(w, h int) string {
	w = min(w, 76)
	d.form.Layout(w-4, max(1, h-2))
	title := d.page.env.L.T("note.details", "kind", d.page.env.L.T("contact.kind."+string(d.page.head.Kind)))
	return widget.Frame(d.page.env, w, title, strings.Split(d.form.View(), "\n"))
}

// Cursor stands in the field that has the focus.
func (d *details) Cursor() *tea.Cursor {
	x, y, ok := d.form.Cursor()
	if !ok {
		return nil
	}
	c := tea.NewCursor(x+2, y+1)
	c.Blink = false
	return c
}
