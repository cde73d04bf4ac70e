package act

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model/text"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Option is one line of a [Chooser].
type Option struct {
	Label  string
	Detail string // at the right
}

// Chooser offers lines that typing filters; Enter takes the one under the cursor.
type Chooser struct {
	env     *widget.Env
	title   string
	input   *widget.Input
	options []Option
	shown   []int // of the options, in their order
	cursor  int   // in shown
	top     int   // first line drawn
	rows    int   // lines drawn last
	then    func(i int) tea.Cmd
	done    bool
}

// NewChooser asks for one of several options; then is given its place among them.
func NewChooser(env *widget.Env, title string, options []Option, then func(i int) tea.Cmd) *Chooser {
	c := &Chooser{env: env, title: title, input: widget.NewInput(env), options: options, then: then}
	c.filter()
	return c
}

// filter shows the options in which every word that was typed occurs, whatever its case and accents.
func (c *Chooser) filter() {
	words := strings.Fields(text.Fold(c.input.Value()))
	c.shown, c.cursor, c.top = c.shown[:0], 0, 0
	for i, o := range c.options {
		folded := text.Fold(o.Label + " " + o.Detail)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(folded, w) }) {
			c.shown = append(c.shown, i)
		}
	}
}

// Keys move the cursor, take the line under it, or leave.
func (c *Chooser) Keys() []nav.Binding {
	l := c.env.L
	move := func(by int) func() tea.Cmd { return func() tea.Cmd { c.move(by); return nil } }
	return []nav.Binding{
		{Keys: []string{"up"}, Label: l.T("task.up"), Run: move(-1)},
		{Keys: []string{"down"}, Label: l.T("task.down"), Run: move(1)},
		{Keys: []string{"pgup"}, Label: l.T("task.up"), Run: move(-max(1, c.rows-1))},
		{Keys: []string{"pgdown"}, Label: l.T("task.down"), Run: move(max(1, c.rows-1))},
		{Keys: []string{"enter"}, Label: l.T("task.choose"), Hint: true, Run: c.take},
		{Keys: []string{"esc"}, Label: l.T("task.cancel"), Hint: true, Run: c.escape},
	}
}

func (c *Chooser) move(by int) { c.cursor = max(0, min(c.cursor+by, len(c.shown)-1)) }

func (c *Chooser) take() tea.Cmd {
	if c.cursor >= len(c.shown) {
		return nil
	}
	c.done = true
	return c.then(c.shown[c.cursor])
}

// escape clears the filter first.
func (c *Chooser) escape() tea.Cmd {
	if c.input.Len() == 0 {
		c.done = true
		return nil
	}
	c.input.SetValue("")
	c.filter()
	return nil
}

// Update takes text for the filter, clicks and the wheel.
func (c *Chooser) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg:
		before := c.input.Value()
		c.input.Update(msg)
		if c.input.Value() != before {
			c.filter()
		}
	case nav.Wheel:
		c.move(msg.Delta)
	case nav.Click:
		if i := c.top + msg.Y - 2; msg.Y >= 2 && msg.Y < 2+c.rows && i < len(c.shown) {
			c.cursor = i
			return c.take()
		}
	}
	return nil
}

// Typing is true: letters filter.
func (c *Chooser) Typing() bool { return true }

// Done says that a line was taken or the dialog left.
func (c *Chooser) Done() bool { return c.done }

// Cursor stands in the filter.
func (c *Chooser) Cursor() *tea.Cursor {
	x, ok := c.input.Cursor()
	if !ok {
		return nil
	}
	cur := tea.NewCursor(x+4, 1)
	cur.Blink = false
	return cur
}

// View draws the filter and the options that fit.
func (c *Chooser) View(w, h int) string {
	w = min(w, dialogWidth)
	th, inner := c.env.Theme, w-edges
	c.rows = max(1, min(len(c.options), h-3))
	c.top = min(c.top, c.cursor)
	c.top = max(c.top, c.cursor-c.rows+1)
	lines := []string{th.Accent.Render("> ") + c.input.View(inner-2)}
	for i := c.top; i < c.top+c.rows; i++ {
		switch {
		case i >= len(c.shown) && i == 0:
			lines = append(lines, th.Late.Render("▲ "+c.env.L.T("task.none")))
		case i >= len(c.shown):
			lines = append(lines, "")
		default:
			o := c.options[c.shown[i]]
			mark, style := "  ", th.Text
			if i == c.cursor {
				mark, style = "► ", th.Selected
			}
			lines = append(lines, style.Render(widget.Sides(mark+o.Label, o.Detail, inner)))
		}
	}
	return widget.Frame(c.env, w, c.title, lines)
}
