package find

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"seuil/model/text"
	"seuil/ui/widget"
)

// Lines of the page before the table.
const (
	inputRow = 2 // header, rule, then the query
	topRows  = 4
)

// Columns of the list, in the order in which they stand.
const (
	colWho = iota
	colDate
	colKind
	colText
)

func (p *Page) columns() []widget.Column {
	title := func(name string) string { return p.env.L.T("find.column." + name) }
	return []widget.Column{
		colWho:  {Title: title("who"), Min: 18, Grow: 1, Max: 34},
		colDate: {Title: title("date"), Min: 10},
		colKind: {Title: title("kind"), Min: 14},
		colText: {Title: title("text"), Min: 20, Grow: 5},
	}
}

// previewLines are the lines below the list: what the selected hit is, and more of its text.
func (p *Page) previewLines() int {
	if p.h < 28 {
		return 3
	}
	return min(8, p.h/5)
}

func (p *Page) tableRows() int { return max(1, p.h-topRows-p.previewLines()-1) }

func (p *Page) inputX() int { return ansi.StringWidth(" " + p.env.L.T("find.query") + " ") }

// inputWidth is the width of the field, in cells.
func (p *Page) inputWidth() int { return min(48, p.w/2) }

// View draws the query, the hits in view and more of the selected one.
func (p *Page) View() string {
	th, l := p.env.Theme, p.env.L
	left := " " + th.Accent.Render(l.T("find.query")) + " " + p.input.View(p.inputWidth())
	lines := []string{
		widget.Header(p.env, p.w, widget.Name(p.env, l.T("find.title"))), widget.Rule(p.env, p.w),
		widget.Sides(left, th.Text.Render(p.count())+" ", p.w), "",
	}
	if len(p.hits) == 0 {
		return strings.Join(append(lines, p.nothing()...), "\n")
	}
	table := strings.Split(p.table.View(p.mark, p.cell), "\n")
	lines = append(append(lines, table...), make([]string, max(0, p.tableRows()-len(table)))...)
	lines = append(append(lines, widget.Rule(p.env, p.w)), p.preview()...)
	return strings.Join(lines, "\n")
}

// count says how many records were found, and how many of them are listed.
func (p *Page) count() string {
	l := p.env.L
	switch {
	case !p.ready:
		return l.T("find.preparing")
	case p.total == 0:
		return ""
	case p.total > len(p.hits):
		return l.T("find.first", "n", len(p.hits), "total", l.Number(p.total))
	}
	return l.N("find.total", p.total)
}

// nothing is the page without hits: what can be found, or what to try.
func (p *Page) nothing() []string {
	th, l := p.env.Theme, p.env.L
	say := func(keys ...string) []string {
		lines := []string{""}
		for i, key := range keys {
			style := th.Muted
			if i == 0 {
				style = th.Bold
			}
			for _, line := range widget.Lines(l.T(key, "typed", widget.Cut(p.input.Value(), 40)), min(p.w-6, 76), 3) {
				lines = append(lines, "   "+style.Render(line))
			}
		}
		return lines
	}
	switch {
	case !p.ready:
		return say("find.preparing_title", "find.preparing_text")
	case p.input.Empty():
		return say("find.what", "find.how", "find.several")
	}
	return say("find.none", "find.try")
}

func (p *Page) mark(i int) widget.Mark {
	if p.hits[i].Private {
		return widget.Mark{Symbol: "■", Style: &p.env.Theme.Late}
	}
	return widget.Mark{}
}

func (p *Page) cell(i, column int) widget.Cell {
	th, h, r := p.env.Theme, p.hits[i], p.row(i)
	query := p.input.Value()
	c := widget.Cell{Style: &th.Text}
	switch column {
	case colWho:
		c.Text, c.Style = r.who, &th.Bold
		c.Found = text.Match(r.who, query)
	case colDate:
		c.Text, c.Style = p.env.L.Date(h.Date), &th.Muted
	case colKind:
		c.Text = r.short
		if h.Private {
			c.Text, c.Style = p.env.L.T("find.private", "kind", r.short), &th.Late
		}
	case colText:
		c.Text = excerpt(r.found, query, p.table.Width(colText))
		c.Found = text.Match(c.Text, query)
	}
	return c
}

// preview is what the selected hit is and as much of its text as there is room for.
func (p *Page) preview() []string {
	th, l := p.env.Theme, p.env.L
	i := p.table.Selected()
	h, r, query := p.hits[i], p.row(i), p.input.Value()
	what := r.title
	if !h.Date.IsZero() {
		what += " · " + l.LongDate(h.Date)
	}
	line := " " + th.Bold.Render(r.who) + th.Muted.Render(" · "+what)
	if h.Private {
		line += th.Late.Render(" · ■ " + l.T("find.private_long"))
	}
	lines := []string{widget.Cut(line, p.w)}
	w, n := min(p.w-2, 110), p.previewLines()-1
	for _, s := range widget.Lines(excerpt(r.found, query, w*n), w, n) {
		lines = append(lines, " "+widget.Highlight(p.env, s, text.Match(s, query), th.Text))
	}
	return lines
}
