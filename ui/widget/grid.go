package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
)

// GridColumn is one column of a [Grid].
type GridColumn struct {
	Group string // stands once over all columns side by side that have it
	Title string // on one line above a note, else on two
	Note  string
	Width int // in cells; where there is room to spare, it is drawn wider
}

// GridCells is what a [Grid] asks for as it draws, for the cells in view only.
type GridCells struct {
	Head  func(row int) Cell      // what the row is about, at its beginning
	Cell  func(row, col int) Cell // at most the width of the column
	Tail  func(row int) Cell      // the sum of a row, at its end
	Foot  func(col int) Cell      // the sum of a column, below the rows
	Total Cell                    // what the line of sums is called
}

// Widths of a grid, in cells.
const (
	gridGutter  = 2
	gridHeadMin = 20
	gridHeadMax = 32
	gridTail    = 7
	gridSpare   = 6 // a column grows by this much at most
)

// Lines of a grid that are not rows: group, title and note above, the sums below.
const (
	gridTop  = 3
	gridFoot = 1
)

// Grid shows rows that somebody else keeps in columns of equal meaning, with a cursor on one cell. The beginning and the end of
// the rows stay in view while columns scroll sideways.
type Grid struct {
	env      *Env
	head     string // title of the beginning of the rows
	tail     string // title of their end
	columns  []GridColumn
	rows     int
	row, col int // the cursor
	top      int // first row in view
	left     int // first column in view
	right    int // the column after the last in view
	w, h     int
	headW    int
	extra    int // by how much each column is drawn wider
}

// NewGrid is an empty grid.
func NewGrid(env *Env) *Grid { return &Grid{env: env} }

// SetColumns replaces the columns, and the titles of what stands at both ends of the rows. The cursor goes to the first column.
func (g *Grid) SetColumns(head, tail string, columns []GridColumn) {
	g.head, g.tail, g.columns, g.col, g.left = head, tail, columns, 0, 0
	g.fit()
}

// SetLen says how many rows there are; the cursor stays among them.
func (g *Grid) SetLen(n int) {
	g.rows = n
	g.Select(g.row, g.col)
}

// Layout gives the grid w by h cells, titles and sums included.
func (g *Grid) Layout(w, h int) {
	if w != g.w {
		g.left = 0
	}
	g.w, g.h = w, h
	g.fit()
}

// Select moves the cursor to a cell, or to the nearest that there is.
func (g *Grid) Select(row, col int) {
	g.row = max(0, min(row, g.rows-1))
	g.col = max(0, min(col, len(g.columns)-1))
	g.scroll()
}

// Selected is the cell under the cursor; ok is false without rows or columns.
func (g *Grid) Selected() (row, col int, ok bool) {
	return g.row, g.col, g.rows > 0 && len(g.columns) > 0
}

// Shown is the columns in view: from the first up to, not including, the last.
func (g *Grid) Shown() (from, to int) { return g.left, g.right }

// page is how many rows are in view at once.
func (g *Grid) page() int { return max(0, g.h-gridTop-gridFoot) }

// Key moves the cursor for the keys that do: arrows, J and K, pages, home and end. It says whether the key is one.
func (g *Grid) Key(key string) bool {
	page := max(1, g.page()-1)
	switch key {
	case "up", "k":
		g.Select(g.row-1, g.col)
	case "down", "j":
		g.Select(g.row+1, g.col)
	case "left":
		g.Select(g.row, g.col-1)
	case "right":
		g.Select(g.row, g.col+1)
	case "pgup":
		g.Select(g.row-page, g.col)
	case "pgdown":
		g.Select(g.row+page, g.col)
	case "home":
		g.Select(0, g.col)
	case "end":
		g.Select(g.rows-1, g.col)
	default:
		return false
	}
	return true
}

// Hit is the cell drawn at a place; at the ends of a row, the column is that of the cursor.
func (g *Grid) Hit(x, y int) (row, col int, ok bool) {
	row = g.top + y - gridTop
	if y < gridTop || y >= gridTop+g.page() || row >= g.rows || x >= g.w {
		return 0, 0, false
	}
	for i := g.left; i < g.right; i++ {
		if from := g.x(i); x >= from && x <= from+g.width(i) {
			return row, i, true
		}
	}
	return row, g.col, true
}

// Cursor is where the terminal's cursor stands, so that readers and magnifiers follow the selected cell: nil without one.
func (g *Grid) Cursor() *tea.Cursor {
	if _, _, ok := g.Selected(); !ok || g.page() == 0 {
		return nil
	}
	c := tea.NewCursor(g.x(g.col), gridTop+g.row-g.top)
	c.Blink = false
	return c
}

// width is how wide a column is drawn.
func (g *Grid) width(col int) int { return g.columns[col].Width + g.extra }

// x is where a column in view begins.
func (g *Grid) x(col int) int {
	x := gridGutter + g.headW + 1
	for i := g.left; i < col; i++ {
		x += g.width(i) + 1
	}
	return x
}

// fit shares the width: the columns have theirs, the beginning of the rows has what they leave, and they have what that leaves.
func (g *Grid) fit() {
	room := g.w - gridGutter - 1 - gridTail
	for _, c := range g.columns {
		room -= c.Width + 1
	}
	g.headW = max(gridHeadMin, min(room, gridHeadMax))
	g.extra = 0
	if n := len(g.columns); n > 0 {
		g.extra = max(0, min((room-g.headW)/n, gridSpare))
	}
	g.scroll()
}

// scroll keeps the cursor in view and wastes no room at the end.
func (g *Grid) scroll() {
	page := g.page()
	g.top = min(g.top, g.row)
	g.top = max(g.top, g.row-page+1, 0)
	g.top = max(0, min(g.top, g.rows-page))
	g.left = min(g.left, g.col)
	for g.right = g.fits(g.left); g.right <= g.col && g.left < g.col; g.right = g.fits(g.left) {
		g.left++
	}
	for g.left > 0 && g.fits(g.left-1) == len(g.columns) {
		g.left--
		g.right = len(g.columns)
	}
}

// fits is the column after the last that has room if the first in view is left: at least one is drawn.
func (g *Grid) fits(left int) int {
	room := g.w - gridGutter - g.headW - 1 - gridTail
	for i := left; i < len(g.columns); i++ {
		if room -= g.width(i) + 1; room < 0 && i > left {
			return i
		}
	}
	return len(g.columns)
}

// View draws titles, the rows in view and the sums, each on exactly the width of the grid.
func (g *Grid) View(cells GridCells) []string {
	p := &painter{theme: g.env.Theme}
	g.titles(p)
	to := min(g.rows, g.top+g.page())
	for row := g.top; row < to; row++ {
		p.under = row == g.row
		g.line(p, row, cells)
		p.end()
		p.write("\n")
	}
	p.under = false
	for row := to; row < min(g.rows+1, g.top+g.page()); row++ { // a line apart, where there is room
		p.write("\n")
	}
	g.sums(p, cells)
	return strings.Split(p.b.String(), "\n")
}

// titles are the names of groups, of columns, and the notes below them.
func (g *Grid) titles(p *painter) {
	th := g.env.Theme
	blank := strings.Repeat(" ", gridGutter+g.headW)
	p.paint(&th.Muted, blank)
	for i := g.left; i < g.right; {
		group, w := g.columns[i].Group, 0
		for ; i < g.right && g.columns[i].Group == group; i++ {
			w += g.width(i) + 1
		}
		if group == "" {
			p.paint(&th.Muted, strings.Repeat(" ", w))
			continue
		}
		name := Cut(group, w-2)
		p.paint(&th.Muted, " ")
		p.paint(&th.Text, name)
		p.paint(&th.Muted, " "+strings.Repeat("─", max(0, w-2-Width(name))))
	}
	p.end()
	for line := range 2 {
		head, tail := strings.Repeat(" ", g.headW), ""
		if line == 1 {
			head, tail = Align(g.head, g.headW, false), g.tail
		}
		p.write("\n")
		p.paint(&th.Muted, strings.Repeat(" ", gridGutter)+head)
		for i := g.left; i < g.right; i++ {
			text, style := g.title(i, line)
			p.paint(&th.Muted, " ")
			p.paint(style, Align(text, g.width(i), false))
		}
		p.paint(&th.Muted, Align(tail, gridTail, true))
		p.end()
	}
	p.write("\n")
}

// title is one of the two lines of the title of a column.
func (g *Grid) title(col, line int) (string, *lipgloss.Style) {
	c, th := &g.columns[col], g.env.Theme
	if c.Note != "" {
		if line == 1 {
			return c.Note, &th.Muted
		}
		return c.Title, &th.Bold
	}
	lines := Lines(c.Title, g.width(col), 2)
	if line -= 2 - len(lines); line < 0 {
		return "", &th.Bold
	}
	return lines[line], &th.Bold
}

// line is one row. The cell under the cursor stands in brackets: it is never told by colour alone.
func (g *Grid) line(p *painter, row int, cells GridCells) {
	th := g.env.Theme
	cursor := " "
	if p.under {
		cursor = cursorGlyph
	}
	p.paint(&th.Accent, cursor+" ")
	head := cells.Head(row)
	p.paint(orText(head.Style, g.env), Align(head.Text, g.headW, false))
	gap := " "
	for i := g.left; i < g.right; i++ {
		c := cells.Cell(row, i)
		text, w := Cut(c.Text, g.width(i)), g.width(i)
		if !p.under || i != g.col {
			p.paint(&th.Text, gap)
			p.paint(orText(c.Style, g.env), Align(text, w, false))
			gap = " "
			continue
		}
		p.paint(&th.Accent, "[")
		p.paint(orText(c.Style, g.env), text)
		if gap = "]"; Width(text) < w {
			p.paint(&th.Accent, "]"+strings.Repeat(" ", w-1-Width(text)))
			gap = " "
		}
	}
	p.paint(&th.Accent, gap)
	tail := cells.Tail(row)
	p.paint(orText(tail.Style, g.env), Align(tail.Text, gridTail-1, true))
}

// sums are the line below the rows.
func (g *Grid) sums(p *painter, cells GridCells) {
	p.paint(orText(cells.Total.Style, g.env), strings.Repeat(" ", gridGutter)+Align(cells.Total.Text, g.headW, false))
	for i := g.left; i < g.right; i++ {
		c := cells.Foot(i)
		p.paint(&g.env.Theme.Muted, " ")
		p.paint(orText(c.Style, g.env), Align(c.Text, g.width(i), false))
	}
	p.end()
}
