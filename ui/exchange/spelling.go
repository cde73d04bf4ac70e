package exchange

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/ui/nav"
	"seuil/ui/widget"
)

// spelling is a dialog in which words are typed as somebody says them, by their first letters.
type spelling struct {
	p      *Page
	title  string
	text   string // above the words
	key    string // the name of its binding
	grid   *widget.WordGrid
	count  int
	accept func() tea.Cmd // once all words are there
	fault  string
	done   bool
	w      int
}

// newSpelling asks for a number of words; title, text and accept are left to the caller.
func newSpelling(p *Page, count int, key string) *spelling {
	return &spelling{p: p, key: key, count: count, grid: widget.NewWordGrid(p.env, count, p.s.Complete)}
}

func (d *spelling) Keys() []nav.Binding {
	return []nav.Binding{
		d.p.bind(true, d.key, d.enter, "enter", "ctrl+s"),
		d.p.bind(true, "cancel", func() tea.Cmd { d.done = true; return nil }, "esc"),
	}
}

func (d *spelling) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case nav.Click:
		d.grid.Click(msg.X-2, msg.Y-1-len(d.intro()))
	case tea.KeyPressMsg, tea.PasteMsg:
		d.fault = ""
		d.grid.Update(msg)
	}
	return nil
}

// enter accepts the words, or says how many are missing.
func (d *spelling) enter() tea.Cmd {
	if !d.grid.Full() {
		d.fault = d.p.env.L.N("exchange.verify.more", d.count-d.grid.Known())
		return nil
	}
	return d.accept()
}

func (d *spelling) Typing() bool { return true }
func (d *spelling) Done() bool   { return d.done }

func (d *spelling) intro() []string { return append(widget.WrapWords(d.text, d.w-4), "") }

func (d *spelling) View(w, _ int) string {
	d.w = min(w, dialogWidth)
	lines := append(append(d.intro(), strings.Split(d.grid.View(d.w-4), "\n")...), "")
	if d.fault == "" {
		return widget.Frame(d.p.env, d.w, d.title, append(lines, ""))
	}
	for _, s := range widget.WrapWords("▲ "+d.fault, d.w-4) {
		lines = append(lines, d.p.env.Theme.Late.Render(s))
	}
	return widget.Frame(d.p.env, d.w, d.title, lines)
}

func (d *spelling) Cursor() *tea.Cursor {
	x, y := d.grid.Cursor()
	c := tea.NewCursor(x+2, y+1+len(d.intro()))
	c.Blink = false
	return c
}
