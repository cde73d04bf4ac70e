package exchange

import (
	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/store"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// aside is what was not taken in from bundles, or is of a revoked machine: kept, readable, and without effect.
type aside struct {
	ledger
	p     *Page
	list  []store.Aside // the newest first
	fault error
}

func newAside(p *Page) *aside {
	v := &aside{p: p, ledger: ledger{env: p.env}}
	title := func(name string) string { return p.env.L.T("exchange.column." + name) }
	v.table = widget.NewTable(p.env,
		widget.Column{Title: title("when"), Min: 10},
		widget.Column{Title: title("from"), Min: 16, Grow: 1, Max: 30},
		widget.Column{Title: title("what"), Min: 20, Grow: 2, Max: 50},
		widget.Column{Title: title("reason"), Min: 20, Grow: 2})
	return v
}

// look reads what was set aside.
func (v *aside) look() tea.Cmd {
	s := v.p.s
	return v.p.do(func() func() tea.Cmd {
		list, err := s.SetAside()
		return func() tea.Cmd {
			v.list, v.fault = nil, err
			for i := range list {
				v.list = append(v.list, list[len(list)-1-i])
			}
			v.table.SetLen(len(v.list))
			return nil
		}
	})
}

func (v *aside) load() {}

func (v *aside) keys() []nav.Binding { return v.p.moves(v.table.Key) }

func (v *aside) view() []string {
	p, th, l := v.p, v.p.env.Theme, v.p.env.L
	text := l.T("exchange.aside.none")
	if v.fault != nil {
		text = l.Error(v.fault)
	}
	if len(v.list) == 0 {
		return v.none(text)
	}
	v.layout(v.w, v.h)
	mark := func(int) widget.Mark { return widget.Mark{Symbol: "▲", Style: &th.Late} }
	a := v.list[v.table.Selected()]
	lines := said(v.rows(mark, v.cell), th.Late, l.T("exchange.aside."+string(a.Reason)), v.w-4)
	lines = append(lines, p.asideText(a, v.w)...)
	return lines[:min(len(lines), v.h)]
}

func (v *aside) cell(i, column int) widget.Cell {
	p, th, a := v.p, v.p.env.Theme, v.list[i]
	switch column {
	case 0:
		return widget.Cell{Text: p.shortDay(a.At), Style: &th.Text}
	case 1:
		return widget.Cell{Text: p.author(a.From), Style: &th.Bold}
	case 2:
		return widget.Cell{Text: p.asideName(a), Style: &th.Text}
	}
	return widget.Cell{Text: p.env.L.T("exchange.aside.short." + string(a.Reason)), Style: &th.Late}
}

// asideName says what was set aside: a kind of record, and of whom.
func (p *Page) asideName(a store.Aside) string {
	if a.Change == nil {
		return p.env.L.T("exchange.aside.unreadable")
	}
	who := a.Change.Case.Ref()
	if c := p.s.Case(a.Change.Case); c != nil {
		who = p.title(c)
	}
	return joined(" · ", p.kindName(a.Change.Kind), who)
}

// asideText is what a change that was set aside says, on w cells.
func (p *Page) asideText(a store.Aside, w int) (lines []string) {
	if a.Change == nil {
		return nil
	}
	th, l := p.env.Theme, p.env.L
	c := p.s.Case(a.Change.Case)
	if c == nil {
		c = &model.Case{ID: a.Change.Case}
	}
	lines = []string{" " + th.Muted.Render(l.T("exchange.settle.by", "who", p.author(a.Change.Device), "when", p.stamp(a.Change.At()))), ""}
	for _, f := range a.Change.Fields {
		text := l.T("household.labelled", "label", p.fieldName(a.Change.Kind, f.Name), "value", p.value(c, a.Change.Kind, f.Name, f.Value))
		for _, s := range widget.Lines(text, w-4, 6) {
			lines = append(lines, "   "+th.Text.Render(s))
		}
	}
	return lines
}
