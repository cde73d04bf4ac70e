package handover

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/store"
	"seuil/ui/act"
	"seuil/ui/nav"
)

// taker is somebody to whom the case can be proposed.
type taker struct {
	worker model.ID
	name   string
	house  string      // her association
	other  bool        // it is another one
	team   bool        // she is of the team: the same case can go on
	card   *store.Card // by which a copy can go to her; nil if no words were compared
}

// full is the name with the association.
func (t taker) full() string { return t.name + ", " + t.house }

// takers are all of them: the workers that the registry knows, then the others that are met.
func (p *Page) takers() (list []taker) {
	lead, me := p.c.Header().Lead, p.s.Me()
	peers := p.serving()
	for _, w := range p.s.Registry().Workers() {
		if w.ID == lead || p.landlord(w) {
			continue
		}
		t := taker{worker: w.ID, name: w.Name, house: p.set.Organisation(w.Organisation).Name(p.today()), other: w.Organisation != me.Organisation, team: true}
		if i := slices.IndexFunc(peers, func(o store.Peer) bool { return o.Card.Worker == w.ID }); i >= 0 {
			t.card = peers[i].Card
		}
		list = append(list, t)
	}
	ours := p.set.Organisation(me.Organisation).Name(p.today())
	for _, o := range peers { // who has sent nothing yet is not in the registry
		if o.Card.Worker != lead && !slices.ContainsFunc(list, func(t taker) bool { return t.worker == o.Card.Worker }) {
			list = append(list, taker{worker: o.Card.Worker, name: o.Card.Name, house: o.Card.Association, other: o.Apart || o.Card.Association != ours, team: !o.Apart, card: o.Card})
		}
	}
	return list
}

// propose asks to whom.
func (p *Page) propose() tea.Cmd {
	l, list := p.env.L, p.takers()
	if len(list) == 0 {
		return p.say("handover.nobody", nav.Warn)
	}
	options := make([]act.Option, len(list))
	for i, t := range list {
		options[i] = act.Option{Label: t.name, Detail: t.house}
	}
	return nav.Send(nav.Show{Dialog: act.NewChooser(p.env, l.T("handover.to_whom"), options, func(i int) tea.Cmd { return p.way(list[i]) })})
}

// way asks, if both can be, whether the same case goes on or a copy of chosen parts.
func (p *Page) way(t taker) tea.Cmd {
	l := p.env.L
	copied := func() tea.Cmd { return p.begin(t) }
	same := func() tea.Cmd { return p.proposeSame(t) }
	switch {
	case !t.team:
		return copied()
	case !t.other || t.card == nil:
		return same()
	}
	return nav.Send(nav.Show{Dialog: act.NewQuestion(p.env, l.T("handover.way_title", "who", t.name),
		[]string{l.T("handover.way_same", "who", t.name), "", l.T("handover.way_copy", "house", t.house)},
		act.Answer{Key: l.T("handover.letter.same"), Label: l.T("handover.way_same_yes"), Run: same},
		act.Answer{Key: l.T("handover.letter.copy"), Label: l.T("handover.way_copy_yes"), Run: copied})})
}

// from is who passes the case on: its lead, or whoever sits here if it has none.
func (p *Page) from() model.ID {
	if lead := p.c.Header().Lead; !lead.IsZero() {
		return lead
	}
	return p.s.Me().ID
}

// why asks why: no proposal goes without its reason.
func (p *Page) why(t taker, then func(reason string) tea.Cmd) tea.Cmd {
	l := p.env.L
	return nav.Send(nav.Show{Dialog: act.NewPrompt(p.env, l.T("handover.propose_title", "who", t.name), l.T("handover.why"), then)})
}

// proposeSame proposes the case itself; the text on screen goes along as it stands.
func (p *Page) proposeSame(t taker) tea.Cmd {
	return p.why(t, func(reason string) tea.Cmd {
		h := model.Handover{From: p.from(), To: t.worker, Name: t.name, Proposed: p.today(), Reason: reason, Pack: strings.Join(p.pack(nil), "\n")}
		return p.commit(p.env.L.T("handover.proposed", "who", t.name), p.c.Propose(actPropose, p.s.NewID(), h, p.s.Case)...)
	})
}

func (p *Page) withdraw() tea.Cmd {
	return p.commit(p.env.L.T("handover.withdrawn"), p.c.Withdraw(actWithdraw, p.s.Case)...)
}

// arrived says that the case is a copy that another association proposes, and finds its passage.
func (p *Page) arrived() (passage *model.Case, ok bool) {
	a, ok := p.c.Arrival()
	return p.s.Case(a.Passage), ok && a.Waits()
}

// accept takes the case over, whoever proposes it: a colleague or another association.
func (p *Page) accept() tea.Cmd {
	operator := p.operator(p.s.Me())
	writes := p.c.Answer(actAccept, true, "", operator, p.today())
	if passage, ok := p.arrived(); ok {
		writes = model.Take(actAccept, p.c, passage, operator, p.today())
	}
	if len(writes) == 0 {
		return p.say("handover.incomplete", nav.Warn)
	}
	return p.commit(p.env.L.T("handover.accepted"), writes...)
}

// refuse asks why: no refusal goes without its reason.
func (p *Page) refuse() tea.Cmd {
	l := p.env.L
	passage, copied := p.arrived()
	if !copied {
		return nav.Send(nav.Show{Dialog: act.NewPrompt(p.env, l.T("handover.refuse_title"), l.T("handover.why"), func(reason string) tea.Cmd {
			return p.commit(l.T("handover.refused"), p.c.Answer(actRefuse, false, reason, "", p.today())...)
		})})
	}
	if _, whole := passage.Passage(); !whole {
		return p.say("handover.incomplete", nav.Warn)
	}
	return nav.Send(nav.Show{Dialog: act.NewPromptAbout(p.env, l.T("handover.refuse_title"), []string{l.T("handover.refuse_copy")}, l.T("handover.why"), p.decline)})
}

// decline refuses a copy, which goes from here with that.
func (p *Page) decline(reason string) tea.Cmd {
	s, id, effect := p.s, p.route.Case, p.env.L.T("handover.copy_refused")
	return nav.Send(nav.Write{To: nav.To{Route: p.route}, Final: true, Do: func() ([]model.ID, string, error) {
		if err := s.Decline(actRefuse, id, reason); err != nil {
			return nil, "", err
		}
		return []model.ID{id}, effect, nil
	}})
}

// conclude takes note of the answer of another association: what it took over is closed here.
func (p *Page) conclude() tea.Cmd {
	h, _ := p.c.Heard(p.s.Case)
	effect := "handover.noted"
	if h.Accepted {
		effect = "handover.closed"
	}
	return p.commit(p.env.L.T(effect, "who", h.Name), p.c.Conclude(actConclude, p.s.Case, p.today())...)
}
