package agenda

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Lines of the page before the list.
const (
	filterRow = 3 // header, rule, counters, then the filter or nothing
	topRows   = 4
)

// From this size on the list shares the screen with the calendar.
const (
	panesWidth  = 110
	panesHeight = 26 // without the effect line and the hints: 28 lines of the terminal
	aboutRows   = 3  // below the list: a rule and two lines
)

// geometry is where things stand, in cells.
type geometry struct {
	left  int // width of the list
	right int // width of the calendar; zero: there is none
	list  int // first line of the list
	rows  int // lines of the list
}

func (p *Page) geometry() geometry {
	if p.w < panesWidth || p.h < panesHeight {
		return geometry{left: p.w, list: topRows, rows: max(1, p.h-topRows-aboutRows)}
	}
	right := min(p.w*42/100, 52)
	return geometry{left: p.w - right - 1, right: right, list: topRows + 1, rows: p.h - topRows - 1 - aboutRows}
}

// View draws the lines in view, whatever the number of dates.
func (p *Page) View() string {
	at := p.geometry()
	lines := []string{act.ScreenHeader(p.env, p.w, nav.Agenda), widget.Rule(p.env, p.w), p.counters(), p.filterLine()}
	if left := p.listLines(at); at.right > 0 {
		lines = append(lines, widget.RuleWith(p.env, p.w, at.left, "┬"))
		lines = append(lines, widget.Panes(p.env, p.w, at.rows, at.left, left, p.calendar(at.right, at.rows))...)
		lines = append(lines, widget.RuleWith(p.env, p.w, at.left, "┴"))
	} else {
		lines = append(append(lines, left...), make([]string, at.rows-len(left))...)
		lines = append(lines, widget.Rule(p.env, p.w))
	}
	return strings.Join(append(lines, p.about(p.w)...), "\n")
}

// counters is the line that counts what the list shows, the most pressing first, and says which view it is.
func (p *Page) counters() string {
	th, l := p.env.Theme, p.env.L
	today := p.list.from(p.day)
	late := th.Muted
	if today > 0 {
		late = th.Late
	}
	undated := p.list.undated()
	parts := []string{
		late.Render(l.T("agenda.late", "n", l.Number(today))),
		th.Text.Render(l.T("agenda.today", "n", l.Number(p.list.on(p.day, p.day.AddDays(1))))),
		th.Text.Render(l.T("agenda.week", "n", l.Number(p.list.on(p.day, p.day.AddDays(soon))))),
	}
	if n := len(p.list.shown) - undated; n > 0 {
		parts = append(parts, th.Text.Render(l.T("agenda.undated", "n", l.Number(n))))
	}
	parts = append(parts, th.Text.Render(l.T("agenda.all", "n", l.Number(len(p.list.shown)))))
	view := l.T("agenda.view.list")
	if !p.week.IsZero() {
		_, n := p.week.Time().ISOWeek()
		view = l.T("agenda.view.week", "n", n)
	}
	if !p.list.mine.IsZero() {
		view = l.T("agenda.mine") + " · " + view
	}
	return widget.PartsAndSide(p.env, parts, th.Muted.Render(view), p.w)
}

// filterWidth is the width of the field, in cells.
const filterWidth = 26

func (p *Page) filterX() int { return ansi.StringWidth(" " + p.env.L.T("agenda.filter") + " ") }

// filterLine is the filter while there is one, else nothing.
func (p *Page) filterLine() string {
	th, l := p.env.Theme, p.env.L
	if !p.typing && p.filter.Len() == 0 {
		return ""
	}
	hint := l.T("agenda.filter_hint")
	if len(p.list.query) > 0 {
		hint = l.N("agenda.shown", len(p.list.shown))
	}
	return widget.Pad(" "+th.Accent.Render(l.T("agenda.filter"))+" "+p.filter.View(filterWidth)+"  "+th.Muted.Render(hint), p.w)
}

// listLines are the lines in view, or why there are none.
func (p *Page) listLines(at geometry) []string {
	if len(p.list.shown) == 0 && p.week.IsZero() {
		return p.nothing(at.left)
	}
	cols := p.columns(at)
	var rows []string
	for i := p.board.top; i < min(p.board.top+p.board.h, len(p.board.lines)); i++ {
		switch line := p.board.lines[i]; {
		case line >= 0:
			rows = append(rows, p.row(int(line), cols))
		case line == blank:
			rows = append(rows, "")
		default:
			title, rest := p.heading(p.board.heads[-2-line])
			rows = append(rows, widget.Cut(" "+p.env.Theme.Title.Render(title)+p.env.Theme.Muted.Render(rest), cols.w))
		}
	}
	return rows
}

// nothing says why the list is empty, and what to do.
func (p *Page) nothing(w int) []string {
	key := "agenda.empty"
	switch {
	case p.list.waiting:
		key = "agenda.waiting"
	case len(p.list.query) > 0:
		key = "agenda.nothing_fits"
	case !p.list.mine.IsZero() && len(p.list.all) > 0:
		key = "agenda.nothing_mine"
	case len(p.session.Summaries()) == 0:
		key = "agenda.no_household"
	}
	lines := []string{"", ""}
	for _, s := range widget.Lines(p.env.L.T(key), w-6, 4) {
		lines = append(lines, "   "+p.env.Theme.Text.Render(s))
	}
	return lines
}

// columns are the widths of the parts of a line.
type columns struct{ w, what, who, lead, right int }

// Widths of a line: cursor, mark and space; the day or the hour; lateness; lateness or programme; the worker.
const (
	gutter     = 3
	whenWidth  = 9
	lateWidth  = 6
	rightWidth = 12
	leadWidth  = 18
)

func (p *Page) columns(at geometry) columns {
	c := columns{w: at.left, right: rightWidth}
	if at.right > 0 {
		c.w-- // one cell stays free before the line between two panes
	}
	switch {
	case c.w < 78:
		c.right = lateWidth
	case c.w >= 100:
		c.lead = leadWidth
	}
	room := c.w - gutter - whenWidth - 1 - 1 - 1 - c.right
	if c.lead > 0 {
		room -= c.lead + 1
	}
	c.what = room * 57 / 100
	c.who = room - c.what
	return c
}

// row is one date: its mark, the day or the hour, what, who, and how late it is or which programme asks for it.
func (p *Page) row(i int, c columns) string {
	th, e := p.env.Theme, &p.list.shown[i]
	symbol, style := p.mark(e.due)
	right, rightStyle := p.late(e), th.Late
	if right == "" && c.right >= rightWidth {
		right, rightStyle = p.programme(e), th.Muted
	}
	when, what, who := widget.Align(p.when(e), whenWidth, false), widget.Align(p.what(e), c.what, false), widget.Align(p.who(e), c.who, false)
	lead := ""
	if c.lead > 0 {
		lead = widget.Align(p.session.Registry().Worker(e.summary.Header.Lead).Name, c.lead, false) + " "
	}
	right = widget.Align(right, c.right, true)
	if sel, ok := p.board.current(); ok && sel == i {
		return th.Selected.Render("►" + symbol + " " + when + " " + what + " " + who + " " + lead + right)
	}
	label := th.Text
	if symbol == "▲" || e.due == p.day {
		label = th.Bold
	}
	return " " + style.Render(symbol) + " " + style.Render(when) + " " + label.Render(what) + " " + th.Text.Render(who) + " " + th.Muted.Render(lead) + rightStyle.Render(right)
}

// about is two lines on the date under the cursor: what in full and who asks for it, then whom it is about.
func (p *Page) about(w int) []string {
	e := p.current()
	if e == nil {
		return []string{"", ""}
	}
	th := p.env.Theme
	after := func(s string) string {
		if s == "" {
			return ""
		}
		return th.Muted.Render(" · " + s)
	}
	return []string{
		widget.Cut(" "+th.Bold.Render(p.what(e))+after(p.origin(e)), w),
		widget.Cut(" "+th.Text.Render(p.who(e))+after(p.household(e)), w),
	}
}
