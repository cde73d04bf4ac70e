package household

import (
	"seuil/ui/theme"
	"seuil/ui/widget"
)

// about is what is told of the selected line of a list, below it or beside it, kept until something that it shows changes.
type about struct {
	key   aboutKey
	lines []string
}

type aboutKey struct {
	loads, at, w, n int
	palette         theme.Palette
}

// of is n lines of w cells at most about the line at a place of the list.
func (a *about) of(p *Page, at, w, n int, tell func(w, n int) []string) []string {
	key := aboutKey{p.loads, at, w, n, p.env.Theme.Palette}
	if a.key != key {
		lines := tell(w-2*gutter, n)
		*a = about{key, indent(lines[:min(n, len(lines))])}
	}
	return a.lines
}

// split shares h lines between a list and what is told of its selected line, with a rule between; where there is no room, the
// list has them all.
func split(h int) (list, below int) {
	if h < 10 {
		return h, 0
	}
	below = min(max(h*2/5, 6), 10)
	return h - below - 1, below
}

// withAbout draws a list and, on n lines below it, what is told of its selected line.
func (p *Page) withAbout(list *stack, n int, tell func(n int) []string) []string {
	rows := list.view()
	if n == 0 {
		return rows
	}
	for len(rows) < list.h {
		rows = append(rows, "")
	}
	return append(append(rows, widget.Rule(p.env, list.w)), tell(n)...)
}
