package exchange

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/store"
	"seuil/ui/act"
)

// cardWords is how many words stand for a card.
const cardWords = 6

// hearing is the dialog in which the words of a card are typed as the other person reads them out. They are not shown: whoever copied
// them from the screen would have compared nothing.
type hearing struct {
	*spelling
	peer  store.Peer
	words []string // of the card; none while they are being computed
}

func newHearing(p *Page, o store.Peer) *hearing {
	l := p.env.L
	d := &hearing{spelling: newSpelling(p, cardWords, "compare"), peer: o}
	d.title, d.text, d.accept = l.T("exchange.verify.title", "name", o.Card.Name), l.T("exchange.verify.intro", "name", o.Card.Name), d.compare
	return d
}

// verify asks for the words of the correspondent under the cursor.
func (p *Page) verify() tea.Cmd {
	o, ok := p.people.current()
	if !ok {
		return nil
	}
	d := newHearing(p, o)
	return tea.Batch(p.ask(d), p.do(func() func() tea.Cmd {
		words := o.Card.Words()
		return func() tea.Cmd { d.words = words; return nil }
	}))
}

// compare tells which word is another one, or records that the words were compared.
func (d *hearing) compare() tea.Cmd {
	l := d.p.env.L
	switch {
	case d.words == nil:
		d.fault = l.T("exchange.verify.wait")
	case !d.grid.Compare(d.words):
		d.fault = l.T("exchange.verify.other")
	default:
		d.done = true
		return d.p.whose(d.peer, slices.Clone(d.words))
	}
	return nil
}

// whose asks, if a card says that it is of the worker herself, whether it is; and of somebody of another association, whether the two
// work as one team.
func (p *Page) whose(o store.Peer, words []string) tea.Cmd {
	l := p.env.L
	switch {
	case o.Card.Worker == p.s.Me().ID:
	case p.house(o) == "apart":
		return p.ask(act.NewQuestion(p.env, l.T("exchange.verify.team", "house", o.Card.Association), []string{l.T("exchange.verify.team_no_why"), "", l.T("exchange.verify.team_why")},
			act.Answer{Key: "n", Label: l.T("exchange.verify.team_no"), Run: func() tea.Cmd { return p.trust(o, words, false) }},
			act.Answer{Key: l.T("exchange.verify.yes"), Label: l.T("exchange.verify.team_yes"), Run: func() tea.Cmd { return p.join(o, words) }}))
	default:
		return p.trust(o, words, false)
	}
	return p.ask(act.NewQuestion(p.env, l.T("exchange.verify.mine"), []string{l.T("exchange.verify.mine_why")},
		act.Answer{Key: l.T("exchange.verify.yes"), Label: l.T("exchange.verify.mine_yes"), Run: func() tea.Cmd { return p.trust(o, words, true) }},
		act.Answer{Key: "n", Label: l.T("exchange.verify.mine_no"), Run: func() tea.Cmd { return p.trust(o, words, false) }}))
}

func (p *Page) trust(o store.Peer, words []string, mine bool) tea.Cmd {
	s := p.s
	return p.verified(o, func() error { return s.Trust(o.Device, words, mine) })
}

// join is trust in somebody whose association works with the own one as one team.
func (p *Page) join(o store.Peer, words []string) tea.Cmd {
	s := p.s
	return p.verified(o, func() error {
		if err := s.Trust(o.Device, words, false); err != nil {
			return err
		}
		return s.Join(o.Device)
	})
}

func (p *Page) verified(o store.Peer, record func() error) tea.Cmd {
	effect := p.env.L.T("exchange.verify.done", "name", o.Card.Name, "date", p.env.L.LongDate(p.today()))
	return p.write(func() ([]model.ID, string, error) {
		return []model.ID{model.RegistryID}, effect, record()
	}, func(error) tea.Cmd { return p.people.count() })
}
