package household

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"seuil/model"
	"seuil/ui/theme"
	"seuil/ui/widget"
)

// Rows of the head: title, rule, three lines of facts, tabs, rule.
const (
	headRows = 7
	tabRow   = 5
)

// View draws the head and, below it, the tab, a form or the versions of a note.
func (p *Page) View() string {
	if p.w == 0 {
		return ""
	}
	if !p.facts.exists() {
		return strings.Join(p.gone(), "\n")
	}
	rows := p.head()
	switch {
	case p.sheet != nil:
		rows = append(rows, p.sheet.heading(p), p.sheet.rule(p), p.sheet.form.View())
	case p.diff != nil:
		rows = append(rows, p.diff.heading(), widget.Rule(p.env, p.w))
		rows = append(rows, p.diff.stack.view()...)
	default:
		rows = append(rows, " "+widget.TabLine(p.env, p.w-1, p.tabs(), p.tab))
		rows = append(rows, p.body()...)
	}
	return strings.Join(rows, "\n")
}

// body is the pane of the tab and, where there is room, what is useful beside it.
func (p *Page) body() []string {
	x, h := p.left(), max(1, p.h-headRows)
	if x == p.w {
		return append([]string{widget.Rule(p.env, p.w)}, p.pane().view()...)
	}
	rows := []string{widget.RuleWith(p.env, p.w, x, "┬")}
	beside := p.still().beside
	if own, ok := p.pane().(interface{ beside(w, n int) []string }); ok { // a pane that tells more of its selected line
		beside = slices.Concat(own.beside(p.w-x-1, h), []string{""}, beside)
	}
	return append(rows, widget.Panes(p.env, p.w, h, x, p.pane().view(), beside)...)
}

// head is the lines above the tabs.
func (p *Page) head() []string {
	return append([]string{p.topLine(), widget.Rule(p.env, p.w)}, p.still().head...)
}

// still is what does not change from key to key: it is drawn once for a state of the case, a size and a palette.
type still struct {
	key          stillKey
	head, beside []string
}

type stillKey struct {
	loads, tab, w, h int
	palette          theme.Palette
}

func (p *Page) still() *still {
	key := stillKey{p.loads, p.tab, p.w, p.h, p.env.Theme.Palette}
	if p.drawn.key != key {
		p.drawn = still{key: key, head: []string{p.who(), p.where(), p.next()}}
		if x := p.left(); x < p.w {
			p.drawn.beside = p.beside(p.w-x-1, max(1, p.h-headRows))
		}
	}
	return &p.drawn
}

// topLine says where one is and in which list.
func (p *Page) topLine() string {
	t, l := p.env.Theme, p.env.L
	title := t.Muted.Render("‹ "+l.T("household.list")) + "   " + t.Bold.Render(p.title())
	if order, at := p.order(); at >= 0 {
		title += t.Muted.Render(fmt.Sprintf("   %d/%d", at+1, len(order)))
		if p.w >= 150 {
			title += t.Muted.Render("   " + l.T("household.neighbours"))
		}
	}
	return widget.Header(p.env, p.w, title)
}

// freshDays is for how many days the head tells of the landlord's latest answer.
const freshDays = 31

// who is the line of programme, phase, agency and worker.
func (p *Page) who() string {
	t, l, h := p.env.Theme, p.env.L, p.facts.header
	var parts []string
	if !h.Urgent.IsZero() && h.Closed.IsZero() {
		parts = append(parts, t.Urgent.Bold(true).Render("■ "+l.T("household.urgent")))
	}
	if !h.Closed.IsZero() {
		parts = append(parts, t.Done.Render("√ "+l.T("household.closed", "date", p.date(h.Closed))))
	}
	if r := p.facts.registry.Record(model.KindErasure, p.route.Case); r != nil {
		parts = append(parts, t.Urgent.Bold(true).Render("■ "+l.T("household.to_erase")))
	}
	if s := p.handed(); s != "" {
		parts = append(parts, t.Info.Render("● "+s))
	}
	if a := p.facts.answer; !a.On.IsZero() && p.today().Sub(a.On) < freshDays {
		parts = append(parts, t.Info.Render("● "+l.T("household.answered", "sort", l.T("liaison.sort."+a.Sort), "date", p.date(a.On))))
	}
	name, phase := p.programmeName(h.Programme), p.phaseName(p.facts.phase.Phase)
	if p.w < 110 {
		name, phase = p.shortNames()
	}
	if phase != "" && !p.facts.phase.Since.IsZero() {
		phase += " " + l.T("household.since", "date", p.date(p.facts.phase.Since))
	}
	worker := p.workerName(h.Lead)
	if worker != "" {
		if p.w >= 110 {
			worker = join(", ", worker, p.facts.registry.Worker(h.Lead).Role)
		}
		worker = l.T("household.lead", "name", worker)
	}
	if p.facts.theirs {
		worker = l.T("liaison.told_by", "worker", p.facts.told.Worker, "association", p.facts.told.Association)
	}
	for _, s := range []string{name, phase, p.agencyName(h.Agency), worker} {
		if s != "" {
			parts = append(parts, t.Text.Render(s))
		}
	}
	if len(parts) == 0 {
		parts = []string{t.Muted.Render(l.T("household.nothing_said"))}
	}
	return widget.Pad(" "+strings.Join(parts, t.Muted.Render(" · ")), p.w)
}

// handed is where the passing on of the case stands, if it needs a person.
func (p *Page) handed() string {
	l, h := p.env.L, p.facts.handover
	who, _, _ := strings.Cut(cmp.Or(h.Name, p.workerName(h.To)), ",")
	who = brief(who)
	if a, ok := p.facts.team.Arrival(); ok && a.Waits() {
		by, _, _ := strings.Cut(a.By, ",")
		return l.T("household.proposed_by", "who", brief(by))
	}
	switch {
	case h.ID.IsZero():
		return ""
	case h.Open() && h.To == p.facts.registry.Owner(p.s.Device()).ID:
		return l.T("household.proposed_by", "who", brief(p.workerName(h.From)))
	case h.Open():
		return l.T("household.proposed_to", "who", who)
	case h.Accepted:
		return l.T("household.taken_by", "who", who)
	}
	return l.T("household.refused_by", "who", who)
}

// where is the line of dwelling, members and telephone. The number shows with its middle hidden: the Ménage tab has it whole.
func (p *Page) where() string {
	var address, phone string
	if d, ok := p.facts.home(); ok {
		address = join(", ", p.names.Secret(d.Address), d.Commune)
	}
	if r, ok := p.facts.phone(); ok {
		phone = p.names.Secret(phoneNumber(r.Value))
	}
	return widget.Pad(" "+p.env.Theme.Muted.Render(join(" · ", address, p.persons(), phone)), p.w)
}

// persons says how many live in the household, with their ages.
func (p *Page) persons() string {
	present := p.facts.present()
	if len(present) == 0 {
		return ""
	}
	var ages []string
	sum := 0 // decides between "an" and "ans"
	for _, m := range present {
		if n, ok := p.years(m); ok {
			ages = append(ages, strconv.Itoa(n))
			sum += n
		}
	}
	s := p.env.L.N("household.persons", len(present))
	if len(ages) > 0 {
		s += " (" + p.env.L.N("household.ages", sum, "ages", strings.Join(ages, ", ")) + ")"
	}
	return s
}

// next is the line of the next date to keep.
func (p *Page) next() string {
	l, t := p.env.L, p.env.Theme
	it, ok := p.facts.next()
	switch {
	case p.facts.theirs:
		return widget.Pad(" "+p.announced(), p.w)
	case !ok:
		return widget.Pad(" "+t.Muted.Render(l.T("household.no_date")), p.w)
	}
	symbol, distance, style := p.itemMark(it)
	when := join(" ", p.day(it.Due()), l.Clock(it.At()))
	if it.Due().IsZero() {
		when = ""
	}
	return widget.Pad(" "+style.Render(symbol+" "+distance)+t.Muted.Render(" · ")+
		t.Text.Render(join(" · ", p.itemLabel(it), when)), p.w)
}

// tabs are the titles of the tabs, with what they count.
func (p *Page) tabs() []widget.Tab {
	l := p.env.L
	tabs := make([]widget.Tab, len(tabNames))
	for i, name := range tabNames {
		tabs[i].Label = l.T("household.tab." + name)
	}
	tabs[0].Count = strconv.Itoa(len(p.facts.contacts))
	tabs[1].Count = strconv.Itoa(p.facts.open)
	it, ok := p.facts.next()
	tabs[1].Alert = ok && !it.Due().IsZero() && it.Due() < p.today()
	tabs[stepsTab].Count = p.panes[stepsTab].(*steps).count()
	papers := p.panes[papersTab].(*papers)
	tabs[papersTab].Count, tabs[papersTab].Alert = papers.count, papers.waiting
	tabs[pastTab].Alert = len(p.panes[pastTab].(*past).conflicts) > 0
	return tabs
}

// gone is the page of a case that is not there: deleted elsewhere, or its making was undone.
func (p *Page) gone() []string {
	t, l := p.env.Theme, p.env.L
	rows := []string{widget.Header(p.env, p.w, t.Muted.Render("‹ "+l.T("household.list"))), widget.Rule(p.env, p.w), ""}
	rows = append(rows, indent(wrap(p.w-4, piece{"▲ " + l.T("household.gone"), &t.Late}))...)
	return append(rows, indent(indent(wrap(p.w-6, piece{l.T("household.gone_next"), &t.Text})))...)
}
