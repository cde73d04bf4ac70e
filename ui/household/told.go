package household

import (
	"slices"

	"seuil/ui/nav"
)

// On the landlord's side the case is what an association told of the household: it is read here, and answered on the page of the landlord.
// What her worker notes beside it is for her alone.

// readable are those of the keys of a tab that read, or that work on a note of her own.
func (p *Page) readable(keys []nav.Binding) []nav.Binding {
	switch {
	case !p.facts.theirs:
		return keys
	case !p.opens():
		return nil
	case p.tab == papersTab:
		return slices.DeleteFunc(keys, func(b nav.Binding) bool { return b.Keys[0] != "enter" })
	}
	return keys
}

// opens says that the selected line can be opened.
func (p *Page) opens() bool {
	if !p.facts.theirs {
		return true
	}
	switch pane := p.pane().(type) {
	case *thread:
		k, ok := pane.selected()
		return ok && k.Private
	case *papers:
		r, ok := pane.selected()
		return ok && r.kind == paperLine
	}
	return false
}

// mayWrite says whether a key of the page is hers.
func (p *Page) mayWrite(b nav.Binding) bool {
	return !p.facts.theirs || !slices.Contains([]string{"e", "p", "r", "l"}, b.Keys[0])
}

// announced is the line of the next meeting that the association told of.
func (p *Page) announced() string {
	l, t := p.env.L, p.env.Theme
	for _, m := range p.facts.team.Meetings() {
		if m.On >= p.today() {
			return t.Info.Render("● " + l.T("household.announced", "when", join(" ", p.day(m.On), l.Clock(m.At))))
		}
	}
	return t.Muted.Render(l.T("household.none_announced"))
}
