package convention

import (
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/ui/act"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Lines of the page above and below the grid.
const (
	filterRow = 3 // header, rule, heading, then the filter or nothing
	topRows   = 4
	aboutRows = 5 // a rule, three lines on the cell under the cursor, and what the symbols mean
)

// Widths of columns, in cells.
const (
	paperWidth = 11
	minWidth   = 9
	maxWidth   = 14
	stepWidth  = 14
)

// wide is from how many cells names are written out.
const wide = 110

// soon is how many days before it is due the date of a step is shown.
const soon = 30

func (p *Page) gridRows() int { return max(1, p.h-topRows-aboutRows) }

// gridColumns are the titles of the columns of a sheet.
func (p *Page) gridColumns(s *sheet) []widget.GridColumn {
	list := make([]widget.GridColumn, len(s.columns))
	for i, c := range s.columns {
		switch {
		case s.paper == nil:
			list[i] = widget.GridColumn{Title: c.step.Label(p.lang()), Width: stepWidth}
		case i == 0:
			list[i] = widget.GridColumn{Title: p.env.L.T("convention.paper"), Width: paperWidth}
		default:
			short := c.pledge.Short(p.lang())
			list[i] = widget.GridColumn{Group: locale.Capital(p.env.L.T("due.party." + c.pledge.Party)), Title: short, Note: c.pledge.Source,
				Width: min(max(minWidth, widget.Width(short)), maxWidth)}
		}
	}
	return list
}

// View draws the cells in view, whatever the number of households.
func (p *Page) View() string {
	lines := []string{act.ScreenHeader(p.env, p.w, nav.Convention), widget.Rule(p.env, p.w), p.heading(), p.filterLine()}
	var body []string
	if len(p.list.shown) == 0 {
		body = p.nothing()
	} else {
		body = p.grid.View(widget.GridCells{Head: p.head, Cell: p.cell, Tail: p.tail, Foot: p.foot,
			Total: widget.Cell{Text: p.env.L.T(p.word("total")), Style: &p.env.Theme.Muted}})
	}
	rows := p.gridRows()
	lines = append(append(lines, body...), make([]string, max(0, rows-len(body)))...)
	lines = append(lines, widget.Rule(p.env, p.w))
	return strings.Join(append(lines, p.about()...), "\n")
}

// word is the key of a sentence of its own for papers and for steps.
func (p *Page) word(name string) string {
	if p.list.sheet.paper == nil {
		return "convention.step." + name
	}
	return "convention.pledge." + name
}

// heading says what the grid shows of how many households and, where columns have no room, which ones are in view.
func (p *Page) heading() string {
	th, l, s := p.env.Theme, p.env.L, p.list.sheet
	if s == nil {
		return ""
	}
	name, programme := s.name(p.lang()), s.prog.Label(p.lang())
	if p.w < wide {
		programme = s.prog.Short(p.lang())
	}
	parts := []string{th.Bold.Render(name), th.Text.Render(l.N("root.households", len(p.list.shown))), th.Muted.Render(programme)}
	if p.list.later > 0 {
		parts = append(parts, th.Muted.Render(l.N("convention.later", p.list.later)))
	}
	right := ""
	if from, to := p.grid.Shown(); len(p.list.shown) > 0 {
		right = l.T("convention.order")
		if to-from < len(s.columns) {
			right = join(right, l.T("convention.columns", "from", from+1, "to", to, "of", len(s.columns)))
		}
	}
	return widget.PartsAndSide(p.env, parts, th.Muted.Render(right), p.w)
}

// filterWidth is the width of the field, in cells.
const filterWidth = 26

func (p *Page) filterX() int { return widget.Width(" " + p.env.L.T("convention.filter") + " ") }

// filterLine is the filter while there is one, else nothing.
func (p *Page) filterLine() string {
	th, l := p.env.Theme, p.env.L
	if !p.typing && p.filter.Len() == 0 {
		return ""
	}
	hint := l.T("convention.filter_hint")
	if len(p.list.query) > 0 {
		hint = l.N("convention.hidden", len(p.list.all)-len(p.list.shown))
	}
	return widget.Pad(" "+th.Accent.Render(l.T("convention.filter"))+" "+p.filter.View(filterWidth)+"  "+th.Muted.Render(hint), p.w)
}

// nothing says why there is no row, and what to do.
func (p *Page) nothing() []string {
	key := "convention.pledge.empty"
	switch s := p.list.sheet; {
	case s == nil:
		key = "convention.no_programme"
	case len(p.session.Summaries()) == 0:
		key = "convention.no_household"
	case len(p.list.query) > 0 && len(p.list.all) > 0:
		key = "convention.nothing_fits"
	case s.paper == nil:
		key = "convention.step.empty"
	}
	lines := []string{"", ""}
	for _, s := range widget.Lines(p.env.L.T(key), p.w-6, 4) {
		lines = append(lines, "   "+p.env.Theme.Text.Render(s))
	}
	return lines
}

// head is the name of a household, marked if something is late with it.
func (p *Page) head(i int) widget.Cell {
	r := p.list.shown[i]
	name := p.names.Title(r.Case, r.Name)
	if r.late() {
		return widget.Cell{Text: "▲ " + name, Style: &p.env.Theme.Late}
	}
	return widget.Cell{Text: "  " + name}
}

// tail is how much of a row is kept.
func (p *Page) tail(i int) widget.Cell {
	r, th := p.list.shown[i], p.env.Theme
	switch {
	case p.list.sheet.paper != nil && !r.paper.Begun():
		return widget.Cell{Text: "·", Style: &th.Muted}
	case r.kept == r.total:
		return widget.Cell{Text: figure(r.kept, r.total), Style: &th.Done}
	}
	return widget.Cell{Text: figure(r.kept, r.total)}
}

// foot is how much of a column is kept.
func (p *Page) foot(col int) widget.Cell {
	return widget.Cell{Text: figure(p.list.kept[col], p.list.total[col]), Style: &p.env.Theme.Muted}
}

func figure(n, of int) string { return strconv.Itoa(n) + "/" + strconv.Itoa(of) }

// symbol is how a mark is drawn.
func (p *Page) symbol(m mark) (string, *lipgloss.Style) {
	th := p.env.Theme
	switch m {
	case outside:
		return "·", &th.Muted
	case kept:
		return "√", &th.Done
	case difficult:
		return "▲", &th.Late
	case broken:
		return "■", &th.Urgent
	case aside:
		return "◊", &th.Muted
	}
	return "○", &th.Text
}

// cell is one mark, with a date where a person is to look: of the fact, or until when.
func (p *Page) cell(i, col int) widget.Cell {
	r, s := p.list.shown[i], p.list.sheet
	if s.paper != nil && col == 0 {
		return p.paperCell(r)
	}
	m := r.marks[col]
	symbol, style := p.symbol(m)
	switch {
	case m == difficult || m == broken:
		return widget.Cell{Text: symbol + " " + p.day(p.said(r, col).On), Style: style}
	case s.paper == nil && m == open:
		return p.dueCell(r, col)
	}
	return widget.Cell{Text: symbol, Style: style}
}

// paperCell is how the paper of a household stands: when it was signed, or by how many.
func (p *Page) paperCell(r *row) widget.Cell {
	th, l := p.env.Theme, p.env.L
	switch all, missing := len(r.paper.Parties), len(r.paper.Missing); {
	case !r.paper.Begun():
		return widget.Cell{Text: "· " + l.T("convention.to_begin"), Style: &th.Muted}
	case r.paper.Signed():
		return widget.Cell{Text: "√ " + p.day(r.paper.Last), Style: &th.Done}
	case missing == all:
		return widget.Cell{Text: "○ " + l.T("convention.to_sign"), Style: &th.Info}
	default:
		return widget.Cell{Text: "▲ " + l.T("convention.partly", "n", all-missing, "of", all), Style: &th.Late}
	}
}

// dueCell is an open step: how late it is, or its date if that is near.
func (p *Page) dueCell(r *row, col int) widget.Cell {
	o := p.dueOf(r, col)
	if o == nil || o.Due.IsZero() || o.Due.Sub(p.today()) > soon {
		return widget.Cell{Text: "○"}
	}
	if n := o.Late(p.today()); n > 0 {
		return widget.Cell{Text: "▲ " + p.env.L.T("convention.days", "n", n), Style: &p.env.Theme.Late}
	}
	return widget.Cell{Text: "○ " + p.env.L.DayMonth(o.Due), Style: &p.env.Theme.Info}
}

// dueOf is what makes the step of a column due; nil if nothing does now.
func (p *Page) dueOf(r *row, col int) *due.Obligation {
	rule, outlook := p.list.sheet.columns[col].step.Rule, p.session.Outlook(r.Case)
	if rule == "" || outlook == nil {
		return nil
	}
	for i := range outlook.Obligations { // the open ones come first, by date
		if o := &outlook.Obligations[i]; o.State == due.Open && o.Rule.Code == rule {
			return o
		}
	}
	return nil
}

// day is a date in a cell: the year alone when day and month would mislead.
func (p *Page) day(d model.Date) string {
	if !d.IsZero() && d.Year() != p.today().Year() {
		return strconv.Itoa(d.Year())
	}
	return p.env.L.DayMonth(d)
}

// said is what was said of the commitment of a cell.
func (p *Page) said(r *row, col int) model.Commitment {
	k, _ := p.session.Case(r.Case).Commitment(model.CommitmentID(r.paper.Agreement, p.list.sheet.columns[col].pledge.Code))
	return k
}
