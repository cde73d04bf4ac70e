package caseload

import (
	"cmp"
	"slices"
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

// From this size on the list shares the screen with a preview; below, three lines of it stand under the list.
const (
	panesWidth  = 110
	panesHeight = 26 // without the effect line and the hints: 28 lines of the terminal
	lineRows    = 4  // a rule and three lines
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
		lines = append(append(lines, widget.Rule(p.env, p.w)), p.fewLines(p.w-2)...)
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
	b.WriteString(p.env.Theme.Urgent.Render(urgentGlyph) + " " + p.env.Theme.Muted.Render(p.env.L.T("caseload.state.urgent")) + "  ")
	b.WriteString(p.env.Theme.Done.Render("√") + " " + p.env.Theme.Muted.Render(p.env.L.T("caseload.state.seen")))
	return widget.Cut("   "+b.String(), w)
}

// counters is the line that counts all households by state, and those ticked. The number of those without a date gives way.
func (p *Page) counters() string {
	th, l, today := p.env.Theme, p.env.L, p.today()
	if p.counted != today {
		p.counts, p.counted = p.list.count(today), today
	}
	late, n := th.Muted, p.counts.state
	if n[stateLate] > 0 {
		late = th.Late
	}
	parts := []string{
		late.Render(l.T("caseload.late", "n", n[stateLate])),
		th.Text.Render(l.T("caseload.week", "n", n[stateSoon])),
	}
	if urgent := p.counts.urgent; urgent > 0 {
		parts = slices.Insert(parts, 0, th.Urgent.Render(l.T("caseload.urgent", "n", urgent)))
	}
	parts = append(parts, th.Text.Render(l.T("caseload.all", "n", l.Number(len(p.list.all)))))
	sep, right := th.Muted.Render(" · "), p.sorted()
	left := strings.Join(parts, sep)
	if n := n[stateNone]; n > 0 {
		undated := th.Text.Render(l.T("caseload.undated", "n", n))
		if all := strings.Join(slices.Insert(parts, len(parts)-1, undated), sep); ansi.StringWidth(all)+ansi.StringWidth(right)+2 <= p.w {
			left = all
		}
	}
	return widget.Sides(" "+left, right, p.w)
}

// sorted says by what the list is sorted and, before that where there is room for both, how many households are ticked.
func (p *Page) sorted() string {
	ticks, o := p.ticks(), p.order
	if o == byPressure && !p.computed {
		o = byDate
	}
	if ticks != "" {
		if p.w < panesWidth {
			return ticks
		}
		ticks += " "
	}
	l := p.env.L
	return ticks + p.env.Theme.Muted.Render(l.T("caseload.sorted", "by", l.T("caseload.order."+o.name()))) + " "
}

// ticks says how many households the next verb acts on, those hidden by the filter included.
func (p *Page) ticks() string {
	if len(p.ticked) == 0 {
		return ""
	}
	text := p.env.L.N("caseload.ticked", len(p.ticked))
	if q := &p.list.query; !q.empty() { // without a filter nothing is hidden, and there is no need to look
		hidden := 0
		for id := range p.ticked {
			if r := p.list.byID[id]; r != nil && !r.fits(q, p.list.today) {
				hidden++
			}
		}
		if hidden > 0 {
			text += p.env.L.T("caseload.ticked_hidden", "n", hidden)
		}
	}
	return p.env.Theme.Accent.Bold(true).Render("× "+text) + " "
}

// filterWidth is the width of the field, in cells: a third of the line.
func (p *Page) filterWidth() int { return max(26, p.w/3) }

func (p *Page) filterX() int { return ansi.StringWidth(" " + p.env.L.T("caseload.filter") + " ") }

// noticeLine is the filter while there is one, else the drafts that wait, else that dates are being computed, else nothing.
func (p *Page) noticeLine() string {
	th, l := p.env.Theme, p.env.L
	switch {
	case p.typing || p.filter.Len() > 0:
		field := " " + th.Accent.Render(l.T("caseload.filter")) + " " + p.filter.View(p.filterWidth()) + "  "
		return widget.Pad(field+p.answer(), p.w)
	case len(p.drafts) > 0:
		return p.draftLine()
	case !p.computed && p.order == byPressure:
		return widget.Pad(" "+th.Muted.Render(l.T("caseload.computing")), p.w)
	}
	return ""
}

// answer is what stands beside the field: what was not understood, how many households show, and what the last word can become.
// Where there is no room for all, a criterion that is being typed is helped first.
func (p *Page) answer() string {
	th, l, q := p.env.Theme, p.env.L, &p.list.query
	if p.filter.Empty() {
		return th.Muted.Render(l.T("caseload.filter_hint"))
	}
	var parts []string
	for _, f := range q.faults {
		text := l.T("query.fault."+f.code, "typed", widget.Cut(f.typed, maxTyped), "key", f.key, "near", f.near)
		parts = append(parts, th.Late.Render("▲ "+text))
	}
	if !q.empty() {
		typed := cmp.Or(p.view, widget.Cut(strings.TrimSpace(p.filter.Value()), maxTyped))
		count := l.N("caseload.shown", len(p.list.shown)) + ", " + l.N("caseload.hidden", len(p.list.all)-len(p.list.shown), "typed", typed)
		parts = append(parts, th.Text.Render(count))
	}
	if help := p.proposals(); help != "" && len(q.faults) == 0 {
		at := len(parts)
		if strings.ContainsAny(lastWord(p.filter.Value()), signs) {
			at = 0
		}
		parts = slices.Insert(parts, at, help)
	}
	return strings.Join(parts, "  ")
}

// maxTyped is how much of what was typed a sentence repeats, in cells.
const maxTyped = 20

// proposals are what Tab makes of the last word, and what else it could become.
func (p *Page) proposals() string {
	if !p.typing {
		return ""
	}
	_, list := p.lexicon.complete(p.filter.Value())
	if len(list) == 0 {
		return ""
	}
	return widget.KeyHint(p.env, p.env.L.KeyName("tab"), list[0]) + p.env.Theme.Muted.Render(" "+strings.Join(list[1:], " "))
}

func (p *Page) draftLine() string {
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
