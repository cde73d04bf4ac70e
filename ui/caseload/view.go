package caseload

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Lines of the page before the table.
const (
	filterRow = 3 // header, rule, counters, then the filter or the drafts that wait
	topRows   = 4
)

// From this size on the list shares the screen with a preview; below, two lines of it stand under the list.
const (
	panesWidth  = 110
	panesHeight = 26 // without the effect line and the hints: 28 lines of the terminal
	lineRows    = 3  // a rule and two lines
)

// geometry is where things stand, in cells.
type geometry struct {
	left  int // width of the list
	right int // width of the preview pane; zero: it stands below
	table int // first line of the table
	rows  int // lines of the table, its titles included
}

func (p *Page) geometry() geometry {
	if p.w < panesWidth || p.h < panesHeight {
		return geometry{left: p.w, table: topRows, rows: max(1, p.h-topRows-lineRows)}
	}
	right := min(p.w*32/100, 54)
	return geometry{left: p.w - right - 1, right: right, table: topRows + 1, rows: p.h - topRows - 1}
}

// View draws the rows in view, whatever the number of households.
func (p *Page) View() string {
	at := p.geometry()
	lines := []string{
		act.ScreenHeader(p.env, p.w, nav.Caseload),
		widget.Rule(p.env, p.w), p.counters(), p.noticeLine(),
	}
	switch {
	case len(p.list.all) == 0:
		lines = append(lines, p.empty()...)
	case at.right > 0:
		lines = append(lines, widget.RuleWith(p.env, p.w, at.left, "┬"))
		lines = append(lines, widget.Panes(p.env, p.w, at.rows, at.left, p.tableLines(at), p.pane(at.right-2, at.rows))...)
	default:
		table := p.tableLines(at)
		lines = append(append(lines, table...), make([]string, max(0, at.rows-len(table)))...)
		lines = append(append(lines, widget.Rule(p.env, p.w)), p.twoLines(p.w-2)...)
	}
	return strings.Join(lines, "\n")
}

// tableLines are the list and, where it leaves room, what its symbols mean.
func (p *Page) tableLines(at geometry) []string {
	today := p.today()
	lines := strings.Split(p.table.View(p.mark(today), p.cell(today)), "\n")
	if len(p.list.shown) == 0 {
		lines = append(lines, "", p.env.Theme.Muted.Render("   "+p.env.L.T("caseload.nothing_fits")))
	}
	if at.rows-len(lines) >= 2 {
		lines = append(lines, "", p.legend(at.left))
	}
	return lines
}

func (p *Page) legend(w int) string {
	var b strings.Builder
	for i, key := range []string{"none", "later", "soon", "late"} {
		m := p.stateMark(state(i))
		b.WriteString(m.Style.Render(m.Symbol) + " " + p.env.Theme.Muted.Render(p.env.L.T("caseload.state."+key)) + "  ")
	}
	b.WriteString(p.env.Theme.Done.Render("√") + " " + p.env.Theme.Muted.Render(p.env.L.T("caseload.state.seen")))
	return widget.Cut("   "+b.String(), w)
}

// counters is the line that counts all households by state, and those ticked.
func (p *Page) counters() string {
	th, l, today := p.env.Theme, p.env.L, p.today()
	if p.counted != today {
		p.counts, p.counted = p.list.count(today), today
	}
	late := th.Muted
	if p.counts[stateLate] > 0 {
		late = th.Late
	}
	parts := []string{
		late.Render(l.T("caseload.late", "n", p.counts[stateLate])),
		th.Text.Render(l.T("caseload.week", "n", p.counts[stateSoon])),
	}
	if n := p.counts[stateNone]; n > 0 {
		parts = append(parts, th.Text.Render(l.T("caseload.undated", "n", n)))
	}
	parts = append(parts, th.Text.Render(l.T("caseload.all", "n", l.Number(len(p.list.all)))))
	return widget.Sides(" "+strings.Join(parts, th.Muted.Render(" · ")), p.ticks(), p.w)
}

// ticks says how many households the next verb acts on, those hidden by the filter included.
func (p *Page) ticks() string {
	if len(p.ticked) == 0 {
		return ""
	}
	text := p.env.L.N("caseload.ticked", len(p.ticked))
	if len(p.list.query) > 0 { // without a filter nothing is hidden, and there is no need to look
		hidden := 0
		for id := range p.ticked {
			if r := p.list.byID[id]; r != nil && !r.fits(p.list.query) {
				hidden++
			}
		}
		if hidden > 0 {
			text += p.env.L.T("caseload.ticked_hidden", "n", hidden)
		}
	}
	return p.env.Theme.Accent.Bold(true).Render("× "+text) + " "
}

// filterWidth is the width of the field, in cells.
const filterWidth = 26

func (p *Page) filterX() int { return ansi.StringWidth(" " + p.env.L.T("caseload.filter") + " ") }

// noticeLine is the filter while there is one, else the drafts that wait, else nothing.
func (p *Page) noticeLine() string {
	th, l := p.env.Theme, p.env.L
	if !p.typing && p.filter.Len() == 0 {
		return p.draftLine()
	}
	left := " " + th.Accent.Render(l.T("caseload.filter")) + " " + p.filter.View(filterWidth)
	hidden := len(p.list.all) - len(p.list.shown)
	if len(p.list.query) == 0 {
		return widget.Pad(left+"  "+th.Muted.Render(l.T("caseload.filter_hint")), p.w)
	}
	typed := widget.Cut(p.filter.Value(), 20)
	count := l.N("caseload.shown", len(p.list.shown)) + ", " + l.N("caseload.hidden", hidden, "typed", typed)
	return widget.Pad(left+"  "+th.Text.Render(count), p.w)
}

func (p *Page) draftLine() string {
	if len(p.drafts) == 0 {
		return ""
	}
	th, l := p.env.Theme, p.env.L
	text := p.draftTitle(p.drafts[0])
	if n := len(p.drafts) - 1; n > 0 {
		text += l.T("caseload.more_drafts", "n", n)
	}
	keys := widget.KeyHint(p.env, l.KeyName("r"), l.T("caseload.key.resume")) + "  " + widget.KeyHint(p.env, l.KeyName("b"), l.T("caseload.key.drafts"))
	return widget.Sides(" "+th.Info.Render("● "+text), keys+" ", p.w)
}

// empty is the page of a vault without households.
func (p *Page) empty() []string {
	th, l := p.env.Theme, p.env.L
	return []string{
		"", "", "   " + th.Bold.Render(l.T("caseload.empty")), "",
		"   " + widget.KeyHint(p.env, l.KeyName("ctrl+n"), l.T("caseload.help.new")),
	}
}
