package act

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Widths of a dialog, in cells: its form keeps the same shape on every screen.
const (
	dialogWidth = 76
	edges       = 4 // of the frame, both sides
)

// dialog asks for a few values in a form. Enter goes to what is missing and, with nothing missing, accepts.
type dialog struct {
	env       *widget.Env
	title     string
	intro     []string // lines above the form
	form      *widget.Form
	required  []string // keys of the fields that must hold something
	menu      []choice // letters that fill a field in; while they do, letters are not text
	menuField string   // the field that they fill in
	menuOpen  bool
	accept    func() tea.Cmd
	nagged    bool // Enter was pressed while something was missing
	done      bool
	lines     int // of the form: its box does not shrink while it is typed into
}

// choice is one letter of a menu.
type choice struct {
	key, label string
	run        func()
}

func (d *dialog) Done() bool   { return d.done }
func (d *dialog) Typing() bool { return !d.menuOpen }

// Keys are the keys of the dialog; in the menu its letters come first.
func (d *dialog) Keys() []nav.Binding {
	l := d.env.L
	var table []nav.Binding
	if d.menuOpen {
		for _, c := range d.menu {
			table = append(table, nav.Binding{Keys: []string{c.key}, Label: c.label, Hint: true, Run: func() tea.Cmd { c.run(); return nil }})
		}
	}
	return append(table,
		nav.Binding{Keys: []string{"enter"}, Label: l.T("task.accept"), Hint: true, Run: d.enter},
		nav.Binding{Keys: []string{"tab"}, Label: l.T("task.field"), Help: l.T("task.field_next"), Hint: true, Run: d.tab},
		nav.Binding{Keys: []string{"ctrl+s"}, Label: l.T("task.accept"), Run: d.enter},
		nav.Binding{Keys: []string{"esc"}, Label: l.T("task.cancel"), Hint: true, Run: d.escape},
	)
}

// Update takes what no binding took: text, arrows, pastes, clicks.
func (d *dialog) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch {
		case d.menuOpen && startsDate(msg):
			d.startTyping()
		case d.menuOpen && msg.Text != "":
			return nil // a letter that is not in the menu means nothing
		}
		d.edit(msg)
	case tea.PasteMsg:
		if d.menuOpen {
			d.startTyping()
		}
		d.edit(msg)
	case nav.Click:
		if d.form.Click(msg.X-2, msg.Y-1-len(d.head())) {
			d.menuOpen, d.nagged = false, false
		}
	}
	return nil
}

// startsDate says that a key begins a date in figures: nobody has to leave the menu first to type +7.
func startsDate(msg tea.KeyPressMsg) bool { return strings.ContainsAny(msg.Text, "+0123456789") }

// startTyping leaves the menu for its field, which is emptied.
func (d *dialog) startTyping() {
	d.form.Set(d.menuField, "")
	d.form.Focus(d.menuField)
	d.menuOpen = false
}

func (d *dialog) edit(msg tea.Msg) {
	d.menuOpen, d.nagged = false, false
	d.form.Update(msg)
}

func (d *dialog) tab() tea.Cmd {
	d.edit(tea.KeyPressMsg{Code: tea.KeyTab})
	return nil
}

func (d *dialog) escape() tea.Cmd {
	if !d.form.CloseList() {
		d.done = true
	}
	return nil
}

// enter accepts, or goes to the first field that is missing or not understood.
func (d *dialog) enter() tea.Cmd {
	for _, key := range d.required {
		if d.form.Value(key) == "" {
			return d.goTo(key)
		}
	}
	if refused := d.form.Refused(); len(refused) > 0 {
		return d.goTo(refused[0])
	}
	d.done = true
	return d.accept()
}

func (d *dialog) goTo(key string) tea.Cmd {
	d.nagged = d.form.At() == key
	d.menuOpen = false
	d.form.Focus(key)
	return nil
}

// head is the lines above the form.
func (d *dialog) head() []string {
	lines := slices.Clone(d.intro)
	if len(d.menu) > 0 {
		var hints []string
		for _, c := range d.menu {
			hints = append(hints, widget.KeyHint(d.env, strings.ToUpper(c.key), c.label))
		}
		lines = append(lines, strings.Join(hints, "   "))
	}
	if len(lines) > 0 {
		lines = append(lines, "")
	}
	return lines
}

// View draws the dialog in a frame.
func (d *dialog) View(w, h int) string {
	w = min(w, dialogWidth)
	lines := d.head()
	d.form.Layout(w-edges, max(1, h-len(lines)-3))
	form := strings.Split(d.form.View(), "\n")
	d.lines = max(d.lines, len(form))
	lines = append(append(lines, form...), make([]string, d.lines-len(form))...)
	foot := ""
	if d.nagged {
		foot = d.env.Theme.Late.Render("▲ " + d.env.L.T("task.missing", "what", d.form.LabelOf(d.form.At())))
	}
	return widget.Frame(d.env, w, d.title, append(lines, foot))
}

// Cursor stands in the field that has the focus.
func (d *dialog) Cursor() *tea.Cursor {
	x, y, ok := d.form.Cursor()
	if !ok {
		return nil
	}
	c := tea.NewCursor(x+2, y+1+len(d.head()))
	c.Blink = false
	return c
}
