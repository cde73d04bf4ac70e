package household

import (
	tea "charm.land/bubbletea/v2"

	"seuil/ui/nav"
	"seuil/ui/widget"
)

// terms is the dialog in which a version of a paper is read: as it was signed or, until then, as it would be.
type terms struct {
	p     *Page
	v     *version
	text  string
	top   int // first line drawn
	lines int // of the text, as drawn last
	room  int // lines drawn last
	done  bool
}

// readTerms shows what a version says. Signed, it is told in the words that were signed, whatever the programme says since.
func (p *Page) readTerms(v *version) tea.Cmd {
	d := &terms{p: p, v: v, text: v.Text}
	if d.text == "" {
		a := v.Agreement
		a.Paper, a.Version = v.paper.Code, max(1, a.Version)
		d.text = p.desk().Terms(p.facts.team, a, p.env.L.Lang)
	}
	return nav.Send(nav.Show{Dialog: d})
}

// Keys scroll and close.
func (d *terms) Keys() []nav.Binding {
	l := d.p.env.L
	move := func(by int) func() tea.Cmd { return func() tea.Cmd { d.move(by); return nil } }
	return []nav.Binding{
		{Keys: []string{"down", "j"}, Label: l.T("task.down"), Hint: true, Run: move(1)},
		{Keys: []string{"up", "k"}, Label: l.T("task.up"), Hint: true, Run: move(-1)},
		{Keys: []string{"pgdown", "space"}, Label: l.T("task.down"), Run: func() tea.Cmd { d.move(max(1, d.room-1)); return nil }},
		{Keys: []string{"pgup"}, Label: l.T("task.up"), Run: func() tea.Cmd { d.move(-max(1, d.room-1)); return nil }},
		{Keys: []string{"esc", "enter"}, Label: l.T("household.key.close"), Hint: true, Run: func() tea.Cmd { d.done = true; return nil }},
	}
}

func (d *terms) move(by int) { d.top = max(0, min(d.top+by, d.lines-d.room)) }

// Update takes the wheel.
func (d *terms) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(nav.Wheel); ok {
		d.move(3 * m.Delta)
	}
	return nil
}

// Typing is false: there is nothing to type.
func (d *terms) Typing() bool { return false }

// Cursor is hidden.
func (d *terms) Cursor() *tea.Cursor { return nil }

// Done says that the dialog was closed.
func (d *terms) Done() bool { return d.done }

// View draws the text in a frame, below whether it was signed.
func (d *terms) View(w, h int) string {
	p, th, l := d.p, d.p.env.Theme, d.p.env.L
	w = min(w, advanceWidth)
	symbol, word, style := p.paperMark(d.v)
	lines := clip(symbol+" "+word, w-4, 1, style)
	if d.v.Text == "" {
		lines = append(lines, clip(l.T("paper.draft"), w-4, 2, th.Muted)...)
	}
	lines = append(lines, "")
	text := wrap(w-4, piece{p.text(d.text), &th.Text})
	d.lines, d.room = len(text), max(1, min(len(text), h-len(lines)-3))
	d.move(0)
	lines = append(lines, text[d.top:d.top+d.room]...)
	if more := d.lines - d.top - d.room; more > 0 {
		lines = append(lines, th.Muted.Render("  "+l.N("paper.more_lines", more)))
	} else {
		lines = append(lines, "")
	}
	title := l.T("paper.terms", "paper", d.v.paper.Label(p.lang()), "n", max(1, d.v.Version))
	return widget.Frame(p.env, w, title, lines)
}
