package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"seuil/model/text"
)

// Gutter is the width, in cells, of what a [Table] draws before its columns: cursor, tick, state and a space.
const Gutter = 4

// Marks of the gutter.
const (
	cursorGlyph = "►"
	tickGlyph   = "×"
)

// Column is one column of a [Table]; widths are in cells.
type Column struct {
	Title string
	Min   int  // never drawn narrower
	Grow  int  // share of the room to spare; zero: stays at Min
	Max   int  // never drawn wider; zero: no limit
	Rank  int  // zero: always drawn; where there is no room for all, the highest rank is left out first
	Right bool // aligned to the right
}

// Cell is what stands in one cell of a table.
type Cell struct {
	Text  string
	Style *lipgloss.Style // of the theme; nil: plain text
	Found []text.Range    // pieces of Text that a filter found
}

// Mark is the state of a row: a symbol of one cell, never a colour alone.
type Mark struct {
	Symbol string
	Style  *lipgloss.Style // of the theme; nil: plain text
	Ticked bool
}

// Table shows rows that somebody else keeps: it knows how many there are, which one is selected and which ones are in
// view, and asks only for the cells that it draws.
type Table struct {
	env      *Env
	columns  []Column
	hidden   []bool // by column
	widths   []int  // of the columns; zero: left out
	rows     int
	selected int
	top      int
	w, h     int
}

// NewTable is an empty table.
func NewTable(env *Env, columns ...Column) *Table {
	return &Table{env: env, columns: columns, hidden: make([]bool, len(columns)), widths: make([]int, len(columns))}
}

// Hide leaves a column out, or takes it in again, from the next [Table.Layout] on.
func (t *Table) Hide(column int, hidden bool) { t.hidden[column] = hidden }

// Layout gives the table w by h cells, the line of titles included.
func (t *Table) Layout(w, h int) {
	t.w, t.h = w, h
	t.fit()
	t.scroll()
}

// SetLen says how many rows there are; the selected row stays among them.
func (t *Table) SetLen(n int) {
	t.rows = n
	t.Select(t.selected)
}

// Len is how many rows there are.
func (t *Table) Len() int { return t.rows }

// Select moves to a row, or to the nearest that there is.
func (t *Table) Select(i int) {
	t.selected = max(0, min(i, t.rows-1))
	t.scroll()
}

// Selected is the row under the cursor; -1 without rows.
func (t *Table) Selected() int {
	if t.rows == 0 {
		return -1
	}
	return t.selected
}

// Page is how many rows are in view at once.
func (t *Table) Page() int { return max(0, t.h-1) }

// Span is the rows in view: from the first up to, not including, the last.
func (t *Table) Span() (from, to int) { return t.top, min(t.rows, t.top+t.Page()) }

// Key moves the cursor for the keys that do: arrows, J and K, pages, home and end. It says whether the key is one.
func (t *Table) Key(key string) bool {
	page := max(1, t.Page()-1)
	switch key {
	case "up", "k":
		t.Select(t.selected - 1)
	case "down", "j":
		t.Select(t.selected + 1)
	case "pgup":
		t.Select(t.selected - page)
	case "pgdown":
		t.Select(t.selected + page)
	case "home":
		t.Select(0)
	case "end":
		t.Select(t.rows - 1)
	default:
		return false
	}
	return true
}

// Hit is the row drawn on a line of the table.
func (t *Table) Hit(y int) (row int, ok bool) {
	row = t.top + y - 1
	return row, y >= 1 && y < t.h && row < t.rows
}

// Shown says whether there is room for a column.
func (t *Table) Shown(column int) bool { return t.widths[column] > 0 }

// Width is how wide a column is drawn, in cells; zero if it is left out.
func (t *Table) Width(column int) int { return t.widths[column] }

// Cursor is where the terminal's cursor stands so that readers and magnifiers follow the selected row: nil without rows.
func (t *Table) Cursor() *tea.Cursor {
	if t.rows == 0 || t.Page() == 0 {
		return nil
	}
	c := tea.NewCursor(0, 1+t.selected-t.top)
	c.Blink = false
	return c
}

// scroll keeps the selected row in view and wastes no room at the end.
func (t *Table) scroll() {
	page := t.Page()
	t.top = min(t.top, t.selected)
	t.top = max(t.top, t.selected-page+1, 0)
	t.top = max(0, min(t.top, t.rows-page))
}

// fit shares the width among the columns.
func (t *Table) fit() {
	room := t.w - Gutter
	for drop := t.maxRank(); ; drop-- {
		used := 0
		for i, c := range t.columns {
			t.widths[i] = 0
			if c.Rank <= drop && !t.hidden[i] {
				t.widths[i] = c.Min
				used += c.Min + 1
			}
		}
		if used-1 <= room || drop <= 0 {
			room -= used - 1
			break
		}
	}
	for room > 0 {
		given := t.spread(room)
		if given == 0 {
			return
		}
		room -= given
	}
	for i := len(t.columns) - 1; i >= 0 && room < 0; i-- { // narrower than the columns that are always drawn
		cut := min(t.widths[i], -room)
		t.widths[i] -= cut
		room += cut
	}
}

// spread gives out room once, by the shares of the columns that can still grow.
func (t *Table) spread(room int) (given int) {
	shares := 0
	for i, c := range t.columns {
		if t.grows(i, c) {
			shares += c.Grow
		}
	}
	for i, c := range t.columns {
		if !t.grows(i, c) {
			continue
		}
		n := max(1, room*c.Grow/shares)
		if c.Max > 0 {
			n = min(n, c.Max-t.widths[i])
		}
		n = min(n, room-given)
		t.widths[i] += n
		given += n
	}
	return given
}

func (t *Table) grows(i int, c Column) bool {
	return c.Grow > 0 && t.widths[i] > 0 && (c.Max == 0 || t.widths[i] < c.Max)
}

func (t *Table) maxRank() (rank int) {
	for _, c := range t.columns {
		rank = max(rank, c.Rank)
	}
	return rank
}

// View draws the titles and the rows in view, each line on exactly the width of the table. It asks for the marks and cells
// of those rows only.
func (t *Table) View(mark func(row int) Mark, cell func(row, column int) Cell) string {
	p := &painter{theme: t.env.Theme}
	t.titles(p)
	for row, to := t.Span(); row < to; row++ {
		p.write("\n")
		p.under = row == t.selected
		t.drawRow(p, row, mark(row), cell)
		p.end()
	}
	return p.b.String()
}

func (t *Table) titles(p *painter) {
	p.paint(&t.env.Theme.Muted, strings.Repeat(" ", min(Gutter, t.w)))
	used := min(Gutter, t.w)
	for i, c := range t.columns {
		if t.widths[i] > 0 {
			used += t.gap(p, used)
			p.paint(&t.env.Theme.Muted, Align(c.Title, t.widths[i], c.Right))
			used += t.widths[i]
		}
	}
	p.write(strings.Repeat(" ", max(0, t.w-used)))
	p.end()
}

// gap separates a column from the one before and says how many cells that took.
func (t *Table) gap(p *painter, used int) int {
	if used <= Gutter {
		return 0
	}
	p.write(" ")
	return 1
}

func (t *Table) drawRow(p *painter, row int, mark Mark, cell func(row, column int) Cell) {
	cursor, tick := " ", " "
	if p.under {
		cursor = cursorGlyph
	}
	if mark.Ticked {
		tick = tickGlyph
	}
	p.paint(&t.env.Theme.Accent, cursor+tick)
	p.paint(orText(mark.Style, t.env), Align(mark.Symbol, 1, false)+" ")
	used := Gutter
	for i, c := range t.columns {
		if w := t.widths[i]; w > 0 {
			used += t.gap(p, used)
			t.drawCell(p, cell(row, i), w, c.Right)
			used += w
		}
	}
	p.write(strings.Repeat(" ", max(0, t.w-used)))
}

func (t *Table) drawCell(p *painter, c Cell, w int, right bool) {
	style := orText(c.Style, t.env)
	if len(c.Found) == 0 {
		p.paint(style, Align(c.Text, w, right))
		return
	}
	cut := Cut(c.Text, w)
	for _, part := range foundPieces(cut, c.Found) {
		if part.found {
			p.paint(&t.env.Theme.Match, part.text)
		} else {
			p.paint(style, part.text)
		}
	}
	p.use(style) // not the one of what was found, for it would go on into the gap
	p.write(strings.Repeat(" ", max(0, w-Width(cut))))
}

func orText(style *lipgloss.Style, env *Env) *lipgloss.Style {
	if style == nil {
		return &env.Theme.Text
	}
	return style
}
