package household

import (
	"strings"

	"charm.land/lipgloss/v2"

	"seuil/model"
	"seuil/ui/widget"
)

// besideDates and besideLines bound what stands beside the tab.
const (
	besideDates = 8
	besideLines = 5 // of the last contact
)

// beside is what is useful next to the tab, on lines of w cells: the next dates, the members, how to reach them, and the last
// contact. What the tab shows itself is left out.
func (p *Page) beside(w, h int) []string {
	var rows []string
	section := func(title, hint string, lines []string) {
		if len(lines) == 0 {
			return
		}
		if len(rows) > 0 {
			rows = append(rows, "")
		}
		t := p.env.Theme
		rows = append(rows, widget.Sides(" "+t.Title.Render(strings.ToUpper(title)), t.Muted.Render(hint)+" ", w))
		for _, line := range lines {
			rows = append(rows, " "+widget.Pad(line, w-1))
		}
	}
	l := p.env.L
	if tabNames[p.tab] != TabDates && !p.facts.theirs {
		section(l.T("household.tab.dates"), l.T("household.add_date"), p.nextDates(w-2))
	}
	if tabNames[p.tab] != TabHome {
		section(l.T("household.members"), "", p.memberLines(w-2))
		section(l.T("household.reach"), "", p.reachLines(w-2))
	}
	if tabNames[p.tab] != TabThread && !p.facts.theirs {
		section(l.T("household.last_contact"), "", p.lastContact(w-2))
	}
	return rows[:min(h, len(rows))]
}

// nextDates are the open dates, the earliest first.
func (p *Page) nextDates(w int) []string {
	t := p.env.Theme
	var lines []string
	for _, it := range p.facts.items[:min(p.facts.open, besideDates)] {
		symbol, distance, style := p.itemMark(it)
		lines = append(lines, style.Render(symbol+" "+widget.Align(distance, 12, false))+" "+
			t.Text.Render(widget.Cut(p.itemLabel(it), w-15)))
	}
	if more := p.facts.open - len(lines); more > 0 {
		lines = append(lines, t.Muted.Render("  "+p.env.L.N("household.more", more)))
	}
	if len(lines) == 0 {
		lines = []string{t.Muted.Render(p.env.L.T("household.no_date"))}
	}
	return lines
}

func (p *Page) memberLines(w int) []string {
	t := p.env.Theme
	var lines []string
	for _, m := range p.facts.present() {
		rest := join(", ", p.age(m), p.word("member.role.", m.Role))
		lines = append(lines, t.Text.Render(p.personName(m))+t.Muted.Render(after("  ", rest)))
	}
	return lines
}

func (p *Page) reachLines(w int) []string {
	t := p.env.Theme
	var lines []string
	for _, r := range p.facts.reaches {
		if r.Until.IsZero() {
			lines = append(lines, t.Text.Render(p.names.Secret(phoneNumber(r.Value)))+t.Muted.Render(after("  ", p.text(r.Whose))))
		}
	}
	return lines
}

// lastContact is the latest contact in which the household was met, and how its note begins.
func (p *Page) lastContact(w int) []string {
	t := p.env.Theme
	k, ok := p.facts.lastMet()
	if !ok {
		return []string{t.Muted.Render(p.env.L.T("household.never_met"))}
	}
	lines := []string{t.Text.Render(join("  ", p.date(k.Date), p.word("contact.kind.", string(k.Kind))))}
	return append(lines, p.excerpt(k, w, besideLines, t.Muted)...)
}

// excerpt is the beginning of what was noted of a contact.
func (p *Page) excerpt(k model.Contact, w, n int, style lipgloss.Style) []string {
	s := k.Subject
	for _, zone := range []string{k.Facts, k.Words, k.Shareable, k.Appraisal} {
		if strings.TrimSpace(s) == "" {
			s = zone
		}
	}
	lines := widget.Lines(p.text(strings.ToValidUTF8(s[:min(len(s), w*n*4)], "")), w, n)
	for i := range lines {
		lines[i] = style.Render(lines[i])
	}
	return lines
}
