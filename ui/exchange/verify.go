package exchange

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/store"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// cardWords is how many words stand for a card.
const cardWords = 6

// hearing is the dialog in which the words of a card are typed as the other person reads them out. They are not shown: whoever copied
// them from the screen would have compared nothing.
type hearing struct {
	p     *Page
	peer  store.Peer
	grid  *widget.WordGrid
	words []string // of the card; none while they are being computed
	fault string
	done  bool
	w     int
}

// verify asks for the words of the correspondent under the cursor.
func (p *Page) verify() tea.Cmd {
	o, ok := p.people.current()
	if !ok {
		return nil
	}
	d := &hearing{p: p, peer: o, grid: widget.NewWordGrid(p.env, cardWords, p.s.Complete)}
	return tea.Batch(p.ask(d), p.do(func() func() tea.Cmd {
		words := o.Card.Words()
		return func() tea.Cmd { d.words = words; return nil }
	}))
}

func (d *hearing) Keys() []nav.Binding {
	return []nav.Binding{
		d.p.bind(true, "compare", d.compare, "enter", "ctrl+s"),
		d.p.bind(true, "cancel", func() tea.Cmd { d.done = true; return nil }, "esc"),
	}
}

func (d *hearing) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case nav.Click:
		d.grid.Click(msg.X-2, msg.Y-1-len(d.intro()))
	case tea.KeyPressMsg, tea.PasteMsg:
		d.fault = ""
		d.grid.Update(msg)
	}
	return nil
}

// compare tells which word is another one, or records that the words were compared.
func (d *hearing) compare() tea.Cmd {
	l := d.p.env.L
	switch {
	case !d.grid.Full():
		d.fault = l.N("exchange.verify.more", cardWords-d.grid.Known())
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
	case p.apart(o):
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

func (d *hearing) Typing() bool { return true }
func (d *hearing) Done() bool   { return d.done }

func (d *hearing) intro() []string {
	return append(widget.WrapWords(d.p.env.L.T("exchange.verify.intro", "name", d.peer.Card.Name), d.w-4), "")
}

func (d *hearing) View(w, _ int) string {
	d.w = min(w, dialogWidth)
	lines := append(append(d.intro(), strings.Split(d.grid.View(d.w-4), "\n")...), "")
	foot := ""
	if d.fault != "" {
		foot = d.p.env.Theme.Late.Render("▲ " + d.fault)
	}
	return widget.Frame(d.p.env, d.w, d.p.env.L.T("exchange.verify.title", "name", d.peer.Card.Name), append(lines, foot))
}

func (d *hearing) Cursor() *tea.Cursor {
	x, y := d.grid.Cursor()
	c := tea.NewCursor(x+2, y+1+len(d.intro()))
	c.Blink = false
	return c
}
