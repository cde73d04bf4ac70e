package convention

import (
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/ui/act"
	"seuil/ui/widget"
)

// Lines on the cell under the cursor, and how many of them what is known of a commitment or a step may take: the words of the
// programme have the rest. What is missing of a paper comes before its words.
const (
	cellRows  = 3
	knownRows = 2
)

// about is what the programme says of the cell under the cursor, what is known of it, and what the symbols mean.
func (p *Page) about() []string {
	var lines []string
	if r, col, ok := p.current(); ok {
		c, th := p.session.Case(r.Case), p.env.Theme
		state, style := p.standing(c, r, col)
		name := p.names.Title(r.Case, r.Name)
		most := knownRows
		if p.list.sheet.paper != nil && col == 0 {
			most = cellRows
		}
		known := widget.Lines(join(name, state), p.w-2, most)
		for _, line := range widget.Lines(p.wording(c, col), p.w-2, cellRows-len(known)) {
			lines = append(lines, " "+th.Text.Render(line))
		}
		for i, line := range known {
			head := ""
			if rest, ok := strings.CutPrefix(line, name); ok && i == 0 {
				head, line = th.Bold.Render(name), rest
			}
			lines = append(lines, " "+head+style.Render(line))
		}
	}
	lines = append(lines, make([]string, cellRows-len(lines))...)
	return append(lines, p.legend())
}

// join puts together what is known.
func join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

// wording is what the programme says, in its own words, and whom it binds.
func (p *Page) wording(c *model.Case, col int) string {
	s, l := p.list.sheet, p.env.L
	column := s.columns[col]
	quote, source := column.pledge.Text, column.pledge.Source
	who := p.desk.PartyName(c, column.pledge.Party)
	switch {
	case s.paper == nil:
		quote, source = column.step.Quote, column.step.Source
		name := column.step.Label(p.lang())
		who = p.desk.PartyName(c, column.step.Who)
		if quote.FR == "" {
			return join(name, who)
		}
		return join(name, l.T("step.quote", "text", quote.In(p.lang()), "source", act.Requirements(source)), who)
	case column.pledge.Code == "":
		quote, source, who = s.paper.Quote, s.paper.Source, ""
	}
	return join(l.T("step.quote", "text", quote.In(p.lang()), "source", act.Requirements(source)), who)
}

// standing is what is known of a cell, with its symbol, and the colour of its state.
func (p *Page) standing(c *model.Case, r *row, col int) (string, lipgloss.Style) {
	s := p.list.sheet
	switch {
	case s.paper == nil:
		return p.stepStanding(c, r, col)
	case !r.paper.Begun():
		return join(p.env.L.T("paper.not_begun"), p.desk.Blocking(c, s.paper.Code)), p.env.Theme.Text
	case col == 0:
		return p.paperStanding(c, r)
	}
	l, k := p.env.L, p.said(r, col)
	symbol, style := p.symbol(r.marks[col])
	state, day := "", k.On
	switch r.marks[col] {
	case outside:
		return l.T("convention.outside"), *style
	case open:
		state = l.T("commitment.open")
	case kept, difficult, broken:
		state = k.State
		if key := "commitment.state." + k.State; l.Has(key) {
			state = l.T(key)
		}
	case aside:
		state, day = l.T("step.skipped"), k.Skipped
	}
	return p.told(c, symbol+" "+state, day, model.CommitmentID(r.paper.Agreement, k.Code), model.KindCommitment, k.Contact, k.Fact, k.Reason), *style
}

func (p *Page) stepStanding(c *model.Case, r *row, col int) (string, lipgloss.Style) {
	l, step := p.env.L, p.list.sheet.columns[col].step
	symbol, style := p.symbol(r.marks[col])
	k := c.Steps()[step.Code]
	state, day, proof := l.T("step.open"), k.Done, ""
	switch o := p.dueOf(r, col); {
	case r.marks[col] == kept:
		state = l.T("convention.done")
	case r.marks[col] == aside:
		state, day = l.T("step.skipped"), k.Skipped
	case o != nil && !o.Due.IsZero():
		state = l.T("convention.before", "date", l.LongDate(o.Due), "far", l.Distance(o.Due, p.today()))
		if o.Late(p.today()) > 0 {
			symbol, style = "▲", &p.env.Theme.Late
		}
	default:
		proof = l.T("step.proof", "proof", step.Proof.In(p.lang()))
	}
	id := model.DerivedID(model.KindStep, step.Code)
	return p.told(c, symbol+" "+state, day, id, model.KindStep, k.Contact, k.Proof, k.Reason, proof), *style
}

// paperStanding is who has still to sign, or when all did; then another version, if one is to take its place.
func (p *Page) paperStanding(c *model.Case, r *row) (string, lipgloss.Style) {
	l, th := p.env.L, p.env.Theme
	state, style, code := p.paperCell(r).Text, th.Text, p.list.sheet.paper.Code
	if r.paper.Signed() {
		state, style = "√ "+l.T("paper.signed_on", "date", p.shortDay(r.paper.Last)), th.Done
	}
	next := ""
	if last := due.Latest(c, code); last != nil && last.Version > r.paper.Version {
		next = l.T("convention.next", "n", last.Version)
	}
	return join(state, l.T("paper.version", "n", r.paper.Version), next, p.desk.Blocking(c, code)), style
}

func (p *Page) shortDay(d model.Date) string { return p.env.L.ShortDay(d, p.today()) }

// told is a state with its date, the note that shows it, and what people wrote about it, as it may be shown. Two values at
// once are for a person to settle on the household's page.
func (p *Page) told(c *model.Case, state string, day model.Date, id model.ID, kind model.Kind, contact model.ID, texts ...string) string {
	l := p.env.L
	parts := []string{state}
	if !day.IsZero() {
		parts[0] += " " + p.shortDay(day)
	}
	if r := c.Record(kind, id); r != nil && len(r.Conflicts()) > 0 {
		parts = append(parts, "▲ "+l.T("household.two_values"))
	}
	if k, ok := c.Contact(contact); ok {
		parts = append(parts, l.T("convention.note", "date", p.shortDay(k.Date)))
	}
	for _, text := range texts {
		if text != "" {
			parts = append(parts, p.names.Text(c.Members(), text))
		}
	}
	return strings.Join(parts, " · ")
}

// legend says what the symbols mean.
func (p *Page) legend() string {
	if p.list.sheet == nil {
		return ""
	}
	marks := []mark{kept, difficult, broken, open, aside, outside}
	if p.list.sheet.paper == nil {
		marks = []mark{kept, difficult, open, aside}
	}
	var b strings.Builder
	for _, m := range marks {
		symbol, style := p.symbol(m)
		word := p.env.L.T(p.word([...]string{outside: "outside", open: "open", kept: "kept", difficult: "difficult", broken: "broken", aside: "aside"}[m]))
		b.WriteString(style.Render(symbol) + " " + p.env.Theme.Muted.Render(word) + "  ")
	}
	return widget.Cut(" "+strings.TrimRight(b.String(), " "), p.w-1)
}
