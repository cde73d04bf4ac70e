package caseload

import (
	"cmp"
	"slices"
	"strings"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/widget"
)

// glimpse is what the preview says of one case, kept while the cursor stays on it.
type glimpse struct {
	of      model.ID
	masked  bool
	title   string
	place   string // where they live
	phone   string
	people  int
	since   model.Date // of the phase
	reasons []due.Reason
	dates   []due.Item // open ones
	notes   []model.Contact
	members []model.Member
}

// Most that the preview shows.
const (
	maxReasons = 4
	maxDates   = 6
	maxNotes   = 4
)

// look reads the case under the cursor, unless it is known already.
func (p *Page) look(r *row) *glimpse {
	if p.glimpse.of == r.Case && p.glimpse.masked == p.names.Masked {
		return &p.glimpse
	}
	c := p.session.Case(r.Case)
	g := glimpse{of: r.Case, masked: p.names.Masked, title: p.names.Title(r.Case, r.Name), members: c.Members(), since: c.Phase().Since}
	for _, m := range g.members {
		if m.Until.IsZero() {
			g.people++
		}
	}
	if homes := c.Dwellings(); len(homes) > 0 && homes[0].Until.IsZero() {
		address := homes[0].Address
		if address != "" {
			address = p.names.Secret(address)
		}
		g.place = join(", ", address, homes[0].Commune)
	}
	for _, reach := range c.Reaches() {
		if reach.Means == model.MeansPhone && reach.Until.IsZero() {
			g.phone = p.names.Secret(partly(reach.Value))
			break
		}
	}
	if r.outlook != nil {
		g.reasons = r.outlook.Reasons
		g.dates = r.outlook.Items()
	} else {
		for _, t := range c.Tasks() {
			g.dates = append(g.dates, due.Item{Task: &t})
		}
	}
	if i := slices.IndexFunc(g.dates, func(i due.Item) bool { return !i.Open() }); i >= 0 {
		g.dates = g.dates[:i]
	}
	g.notes = latest(c, maxNotes)
	p.glimpse = g
	return &p.glimpse
}

// latest is the newest contacts of a case, newest first. Only those are decoded: a case may have a thousand.
func latest(c *model.Case, n int) []model.Contact {
	records := c.Records(model.KindContact)
	type dated struct {
		when string // as stored, which sorts by time
		id   model.ID
	}
	list := make([]dated, len(records))
	for i, r := range records {
		list[i] = dated{r.Value("date") + " " + r.Value("start"), r.ID}
	}
	slices.SortStableFunc(list, func(a, b dated) int { return cmp.Compare(b.when, a.when) })
	var contacts []model.Contact
	for _, d := range list[:min(n, len(list))] {
		if k, ok := c.Contact(d.id); ok {
			contacts = append(contacts, k)
		}
	}
	return contacts
}

// partly hides the middle of a telephone number, for the screen stands open in offices and kitchens.
func partly(phone string) string {
	digits := 0
	for _, r := range phone {
		if '0' <= r && r <= '9' {
			digits++
		}
	}
	seen := 0
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return r
		}
		seen++
		if seen > 4 && seen <= digits-2 {
			return '·'
		}
		return r
	}, phone)
}

// join puts together what is known.
func join(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}

// excerpt is the first thing that a note says, without the headings of its template.
func (p *Page) excerpt(g *glimpse, k model.Contact) string {
	facts := k.Facts
	for _, heading := range p.set.Template(k.Kind).Headings(programme.ZoneFacts, string(p.env.L.Lang)) {
		facts = strings.Replace(facts, heading+"\n", "", 1)
	}
	return p.names.Text(g.members, strings.TrimSpace(cmp.Or(facts, k.Subject, k.Words, k.Shareable, k.Appraisal)))
}

// kind is the short name of a kind of contact.
func (p *Page) kind(k model.Contact) string {
	if key := "contact.short." + string(k.Kind); p.env.L.Has(key) {
		return p.env.L.T(key)
	}
	return string(k.Kind)
}

// fewLines is the preview under the list: who and where, why, and what was last written.
func (p *Page) fewLines(w int) []string {
	r := p.current()
	if r == nil {
		return []string{"", "", ""}
	}
	th, l, g, today := p.env.Theme, p.env.L, p.look(r), p.today()
	where := join(" · ", r.BirthYear, join(", ", r.programme, r.phase), r.agency, g.place, r.worker)
	lines := []string{" " + th.Bold.Render(g.title) + th.Muted.Render(" · "+where), " " + p.reasonLine(r), " " + th.Muted.Render(l.T("caseload.no_note"))}
	if len(g.notes) > 0 {
		k := g.notes[0]
		lines[2] = " " + th.Muted.Render(l.T("caseload.last_note", "date", p.dayMonth(k.Date, today), "kind", p.kind(k))) + " " + th.Text.Render(p.excerpt(g, k))
	}
	for i := range lines {
		lines[i] = widget.Cut(lines[i], w)
	}
	return lines
}

// reasonLine is every reason on one line.
func (p *Page) reasonLine(r *row) string {
	var reasons []string
	for i := range p.glimpse.reasons {
		reasons = append(reasons, p.teller(r).Reason(&p.glimpse.reasons[i], p.mask(r)))
	}
	if len(reasons) == 0 {
		return p.noReason(r)
	}
	return p.env.Theme.Text.Render(strings.Join(reasons, " · "))
}

// pane is the preview beside the list: who, where, what is next, what was last written.
func (p *Page) pane(w, h int) []string {
	r := p.current()
	if r == nil {
		return nil
	}
	th, l, g, today := p.env.Theme, p.env.L, p.look(r), p.today()
	lines := []string{widget.Sides(th.Bold.Render(g.title), th.Muted.Render(r.BirthYear), w)}
	people, phase := "", r.phase
	if g.people > 0 {
		people = l.N("caseload.people", g.people)
	}
	if !g.since.IsZero() {
		phase = l.T("caseload.since", "phase", r.phase, "date", strings.ReplaceAll(p.dayMonth(g.since, today), " ", "\u00a0"))
	}
	for _, s := range []string{g.place, join(" · ", g.phone, people), join(" · ", r.programme, phase), join(" · ", r.agency, r.worker)} {
		for _, line := range widget.Lines(s, w, 2) {
			lines = append(lines, th.Text.Render(line))
		}
	}
	lines = append(lines, "", widget.Sides(th.Title.Render(l.T("caseload.why_now")), widget.KeyHint(p.env, l.KeyName("g"), l.T("caseload.key.why")), w))
	lines = append(lines, p.reasonLines(r, w)...)
	lines = append(lines, "", th.Title.Render(l.T("caseload.next_dates")))
	lines = append(lines, p.dateLines(r, today, w)...)
	lines = append(lines, "", th.Title.Render(l.T("caseload.last_notes")))
	lines = append(lines, p.noteLines(g, today, w)...)
	lines = lines[:min(h, len(lines))]
	for i := range lines {
		lines[i] = " " + widget.Cut(lines[i], w)
	}
	return lines
}

// reasonLines are the heaviest reasons, one after the other.
func (p *Page) reasonLines(r *row, w int) (lines []string) {
	th, reasons := p.env.Theme, p.glimpse.reasons
	for i := range reasons[:min(len(reasons), maxReasons)] {
		x := &reasons[i]
		m := p.stateMark(stateLater)
		switch x.Code {
		case due.ReasonUrgent:
			m = widget.Mark{Symbol: urgentGlyph, Style: &th.Urgent}
		case due.ReasonLate:
			m = p.stateMark(stateLate)
		case due.ReasonDueSoon:
			m = p.stateMark(stateSoon)
		}
		lines = append(lines, p.beside(m.Style.Render(m.Symbol), 1, widget.Lines(p.teller(r).Reason(x, p.mask(r)), w-2, 2))...)
	}
	switch n := len(reasons) - maxReasons; {
	case n > 0:
		lines = append(lines, "  "+th.Muted.Render(p.env.L.N("caseload.more_reasons", n)))
	case len(reasons) == 0:
		lines = append(lines, p.noReason(r))
	}
	return lines
}

// noReason says that nothing presses, or that it is not known yet.
func (p *Page) noReason(r *row) string {
	key := "caseload.nothing_presses"
	if r.outlook == nil {
		key = "caseload.not_computed"
	}
	return p.env.Theme.Muted.Render(p.env.L.T(key))
}

// dueWidth is the width of the symbol and the date before what is due, in cells.
const dueWidth = 15

// dateLines are the open dates that come first, computed or set by a person.
func (p *Page) dateLines(r *row, today model.Date, w int) (lines []string) {
	th, dates := p.env.Theme, p.glimpse.dates
	for _, i := range dates[:min(len(dates), maxDates)] {
		m := p.stateMark(stateOf(i.Due(), today))
		when, style := p.due(i.Due(), i.At(), today)
		if i.Due().IsZero() {
			when = p.env.L.T("caseload.undated_task")
		}
		head := m.Style.Render(m.Symbol) + " " + style.Render(widget.Align(when, dueWidth-2, false))
		lines = append(lines, p.beside(head, dueWidth, widget.Lines(p.mask(r)(p.teller(r).Label(i)), w-dueWidth-1, 2))...)
	}
	if len(lines) == 0 {
		lines = append(lines, th.Muted.Render(p.env.L.T("caseload.no_date")))
	}
	return lines
}

// beside puts lines of text at the right of a head of n cells.
func (p *Page) beside(head string, n int, body []string) []string {
	lines := []string{head}
	for i, line := range body {
		line = p.env.Theme.Text.Render(line)
		if i == 0 {
			lines[0] += " " + line
		} else {
			lines = append(lines, strings.Repeat(" ", n+1)+line)
		}
	}
	return lines
}

// noteWidth is the width of the date and kind before an excerpt, in cells.
const noteWidth = 18

func (p *Page) noteLines(g *glimpse, today model.Date, w int) (lines []string) {
	th := p.env.Theme
	for _, k := range g.notes {
		head := th.Muted.Render(widget.Align(p.dayMonth(k.Date, today)+" "+p.kind(k), noteWidth, false))
		lines = append(lines, p.beside(head, noteWidth, widget.Lines(p.excerpt(g, k), w-noteWidth-1, 3))...)
	}
	if len(lines) == 0 {
		lines = append(lines, th.Muted.Render(p.env.L.T("caseload.no_note")))
	}
	return lines
}
