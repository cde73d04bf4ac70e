package exchange

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"seuil/model"
	"seuil/store"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// erasures is the register of erased cases: by whose order, and who has not followed it.
type erasures struct {
	ledger
	p     *Page
	list  []store.Erasure // the latest first
	fault error
}

func newErasures(p *Page) *erasures {
	v := &erasures{p: p, ledger: ledger{env: p.env}}
	title := func(name string) string { return p.env.L.T("erasure.column." + name) }
	v.table = widget.NewTable(p.env,
		widget.Column{Title: title("case"), Min: 22, Grow: 1, Max: 30},
		widget.Column{Title: title("on"), Min: 10},
		widget.Column{Title: title("reason"), Min: 16, Grow: 2, Max: 44, Rank: 1},
		widget.Column{Title: title("waiting"), Min: 18, Grow: 2})
	return v
}

// look reads the register.
func (v *erasures) look() tea.Cmd {
	s := v.p.s
	return v.p.do(func() func() tea.Cmd {
		list, err := s.Erasures()
		return func() tea.Cmd {
			v.list, v.fault = list, err
			v.table.SetLen(len(v.list))
			return nil
		}
	})
}

// here is how many wait for the worker of this device.
func (v *erasures) here() (n int) {
	for _, e := range v.list {
		if e.Here {
			n++
		}
	}
	return n
}

func (v *erasures) load() {}

func (v *erasures) current() (e store.Erasure, ok bool) {
	i := v.table.Selected()
	if i < 0 || i >= len(v.list) {
		return e, false
	}
	return v.list[i], true
}

func (v *erasures) keys() []nav.Binding {
	moves := v.p.moves(v.table.Key)
	e, ok := v.current()
	if !ok || !e.Here {
		return moves
	}
	return append([]nav.Binding{v.p.bind(true, "erase", func() tea.Cmd { return v.p.confirmErasures([]store.Order{{Erasure: e.Erasure, Loss: e.Loss}}, nil) }, "enter")}, moves...)
}

func (v *erasures) view() []string {
	p, th, l := v.p, v.p.env.Theme, v.p.env.L
	e, ok := v.current()
	if !ok {
		text := l.T("erasure.none")
		if v.fault != nil {
			text = l.Error(v.fault)
		}
		return v.none(text)
	}
	v.layout(v.w, v.h)
	lines := v.rows(v.mark, v.cell)
	say := func(style lipgloss.Style, text string) { lines = said(lines, style, text, v.w-4) }
	say(th.Text, p.erasureLine(e.Erasure))
	if e.Here {
		say(th.Urgent, "■ "+l.T("erasure.here"))
		say(th.Text, p.lossLine(e.Loss))
	}
	for _, c := range e.Confirmed {
		say(th.Done, "√ "+l.T("erasure.confirmed", "who", p.author(c.Device), "date", l.Date(c.On)))
	}
	for _, o := range e.Waiting {
		say(th.Late, "○ "+l.T("erasure.waits", "who", o.Card.Name, "where", o.Card.Association, "ref", o.Device.Ref()))
	}
	return lines[:min(len(lines), v.h)]
}

func (v *erasures) mark(i int) widget.Mark {
	th, e := v.p.env.Theme, v.list[i]
	switch {
	case e.Here:
		return widget.Mark{Symbol: "■", Style: &th.Urgent}
	case len(e.Waiting) > 0:
		return widget.Mark{Symbol: "○", Style: &th.Late}
	}
	return widget.Mark{Symbol: "√", Style: &th.Done}
}

func (v *erasures) cell(i, column int) widget.Cell {
	p, th, l, e := v.p, v.p.env.Theme, v.p.env.L, v.list[i]
	switch column {
	case 0:
		return widget.Cell{Text: p.erasedName(e.Erasure), Style: &th.Bold}
	case 1:
		return widget.Cell{Text: l.Date(e.On), Style: &th.Text}
	case 2:
		return widget.Cell{Text: p.erasureReason(e.Reason), Style: &th.Text}
	}
	switch names := v.names(i); {
	case e.Here:
		return widget.Cell{Text: joined(", ", l.T("erasure.me"), names), Style: &th.Urgent}
	case names != "":
		return widget.Cell{Text: names, Style: &th.Late}
	}
	return widget.Cell{Text: l.T("erasure.everywhere"), Style: &th.Done}
}

// names are those of the holders of the devices that an erasure waits for.
func (v *erasures) names(i int) string {
	var names []string
	for _, o := range v.list[i].Waiting {
		names = append(names, o.Card.Name)
	}
	return strings.Join(names, ", ")
}

// erasedName is how a case is called that is erased: by its reference, which is all that is left of it; by its name while it is here.
func (p *Page) erasedName(e model.Erasure) string {
	name := e.ID.Ref()
	if c := p.s.Case(e.ID); c != nil {
		name = p.title(c)
	}
	if !e.Of.IsZero() {
		return p.env.L.T("erasure.copy", "ref", e.Of.Ref())
	}
	return name
}

// erasureReason is a reason in words; one of a later version is passed over.
func (p *Page) erasureReason(code string) string {
	if key := "erasure.reason." + code; p.env.L.Has(key) {
		return p.env.L.T(key)
	}
	return ""
}

// erasureLine says who ordered what, when and why.
func (p *Page) erasureLine(e model.Erasure) string {
	return joined(" · ", p.env.L.T("erasure.order", "who", p.workerName(e.By), "date", p.env.L.LongDate(e.On)), p.erasureReason(e.Reason), p.erasedName(e))
}

// workerName is that of a worker of the team, or of whoever's card names her.
func (p *Page) workerName(id model.ID) string {
	if name := p.s.Registry().Worker(id).Name; name != "" {
		return name
	}
	for _, o := range p.s.Peers() {
		if o.Card.Worker == id {
			return o.Card.Name
		}
	}
	return p.env.L.T("exchange.somebody")
}

// lossLine says what would be lost here.
func (p *Page) lossLine(l store.Loss) string {
	what := joined(" · ", p.count("erasure.notes", l.Notes), p.count("erasure.unsent", l.Unsent), p.count("erasure.private", l.Private), p.count("erasure.drafts", l.Drafts))
	if what == "" {
		return p.env.L.T("erasure.nothing")
	}
	return p.env.L.T("erasure.lost", "what", what)
}

// confirmErasures asks for the word that erases what others ordered; first is done before it, if there is anything.
func (p *Page) confirmErasures(orders []store.Order, first func() ([]model.ID, error)) tea.Cmd {
	l := p.env.L
	var lines []string
	for _, o := range orders[:min(len(orders), mostOrders)] {
		lines = append(lines, p.erasureLine(o.Erasure), p.lossLine(o.Loss), "")
	}
	if n := len(orders) - mostOrders; n > 0 {
		lines = append(lines, l.N("exchange.preview.more_cases", n), "")
	}
	lines = append(lines, l.T("erasure.final"))
	return p.ask(act.NewWord(p.env, l.N("erasure.confirm", len(orders)), lines, l.T("erasure.word"), func() tea.Cmd { return p.followOrders(orders, first) }))
}

// mostOrders is how many orders one question tells.
const mostOrders = 2

func (p *Page) followOrders(orders []store.Order, first func() ([]model.ID, error)) tea.Cmd {
	if p.then != nil {
		return nil
	}
	s, l := p.s, p.env.L
	p.then = func(err error) tea.Cmd {
		if err == nil {
			p.over = nil
		}
		return tea.Batch(p.people.count(), p.aside.look(), p.erasures.look())
	}
	return nav.Send(nav.Write{To: nav.To{Route: p.route}, Final: true, Do: func() (cases []model.ID, effect string, err error) {
		if first != nil {
			if cases, err = first(); err != nil {
				return nil, "", err
			}
		}
		for _, o := range orders {
			if err := s.ConfirmErasure(o.ID); err != nil {
				return cases, "", err
			}
			cases = append(cases, o.ID)
		}
		return cases, l.N("erasure.followed", len(orders)), nil
	}})
}
