package exchange

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"seuil/ui/widget"
)

// ledger is a list above what is known of its selected line. It is most of a pane that only tells.
type ledger struct {
	env   *widget.Env
	table *widget.Table
	w, h  int
}

func (g *ledger) layout(w, h int) {
	g.w, g.h = w, h
	g.table.Layout(w, max(3, min(g.table.Len()+1, h/2)))
}

func (g *ledger) scroll(lines int)    { g.table.Select(g.table.Selected() + lines) }
func (g *ledger) cursor() *tea.Cursor { return g.table.Cursor() }

func (g *ledger) click(y int) {
	if i, ok := g.table.Hit(y); ok {
		g.table.Select(i)
	}
}

// none is what stands in place of an empty list.
func (g *ledger) none(text string) []string {
	return said(nil, g.env.Theme.Text, text, min(g.w-4, 100))
}

// rows are the list and the rule below it.
func (g *ledger) rows(mark func(int) widget.Mark, cell func(i, column int) widget.Cell) []string {
	return append(strings.Split(g.table.View(mark, cell), "\n"), widget.Rule(g.env, g.w))
}

// said adds a text to lines, on at most w cells each.
func said(lines []string, style lipgloss.Style, text string, w int) []string {
	for _, s := range widget.WrapWords(text, w) {
		lines = append(lines, " "+style.Render(s))
	}
	return lines
}
