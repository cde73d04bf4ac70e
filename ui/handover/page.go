// Package handover is the passing on of a case: what is passed on and what stays behind, in words, the proposal, and its answer. Within a
// team the same case goes on; to another association goes a copy of chosen parts, of which every value shows before it leaves.
package handover

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/store"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Acts of this page.
const (
	actPropose  model.Act = "handover.propose"
	actWithdraw model.Act = "handover.withdraw"
	actAccept   model.Act = "handover.accept"
	actRefuse   model.Act = "handover.refuse"
	actConclude model.Act = "handover.conclude"
)

// Session is what the page reads of the vault.
type Session interface {
	Case(id model.ID) *model.Case
	Registry() *model.Case
	Outlook(id model.ID) *due.Outlook // nil while it is being computed
	Me() model.Worker
	Card() *store.Card // nil if this device has none yet
	Peers() []store.Peer
	NewID() model.ID
	NewCase() model.ID
	Decline(act model.Act, id model.ID, reason string) error
}

// Page is the page of the passing on of one case.
type Page struct {
	s     Session
	names *nav.Names
	env   *widget.Env
	set   *programme.Set
	route nav.Route

	c      *model.Case
	choose *choosing // what of the case goes to another association; nil while the text shows
	lines  []string  // of the whole text, as it was drawn last
	top    int
	w, h   int
}

// New makes the page of a case.
func New(s Session, names *nav.Names, env *widget.Env, set *programme.Set, route nav.Route) *Page {
	return &Page{s: s, names: names, env: env, set: set, route: route, c: s.Case(route.Case)}
}

// Init has nothing to wait for.
func (p *Page) Init() tea.Cmd { return nil }

func (p *Page) today() model.Date { return model.DateOf(p.env.Now()) }

// Update takes what changes the page.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case nav.Changed:
		p.c = p.s.Case(p.route.Case)
		if p.choose != nil {
			p.choose.refresh(p)
		}
	case nav.Committed:
		if msg.Err == nil {
			p.choose = nil
		}
	case nav.Click:
		if p.choose != nil {
			p.choose.click(msg.Y)
		}
	case nav.Wheel:
		p.move(3 * msg.Delta)
	}
	return nil
}

// move moves the selection of what is chosen, or scrolls the text.
func (p *Page) move(by int) {
	if p.choose != nil {
		p.choose.pick(p.choose.at + by)
		return
	}
	p.top = max(0, min(p.top+by, len(p.lines)-p.room()))
}

// room is how many lines there are below the head.
func (p *Page) room() int { return max(1, p.h-2) }

// Layout gives the page its room.
func (p *Page) Layout(w, h int) { p.w, p.h = w, h }

// Typing is false: the page has no field.
func (p *Page) Typing() bool { return false }

// Cursor stands on the line that is selected, if one is.
func (p *Page) Cursor() *tea.Cursor {
	if p.choose == nil {
		return nil
	}
	c := tea.NewCursor(0, p.choose.row())
	c.Blink = false
	return c
}

// Keys is the key table: an answer is only for whom the case is proposed to, a note of the answer for those who proposed it.
func (p *Page) Keys() []nav.Binding {
	if p.choose != nil && p.c != nil {
		return append(p.choose.keys(p), p.moves()...)
	}
	var table []nav.Binding
	if p.c != nil {
		table = p.acts()
	}
	return append(table, p.moves()...)
}

func (p *Page) acts() (table []nav.Binding) {
	answers := []nav.Binding{p.bind("accept", true, act.Unmasked(p.env, p.names, p.accept), "o"), p.bind("refuse", true, act.Unmasked(p.env, p.names, p.refuse), "n")}
	if a, ok := p.c.Arrival(); ok && a.Waits() {
		return answers
	}
	h, ok := p.c.Heard(p.s.Case)
	switch {
	case ok && !h.Open(): // before anything else is proposed
		return []nav.Binding{p.bind("conclude", true, p.conclude, "c")}
	case ok && h.Passage.IsZero() && h.To == p.s.Me().ID:
		table = append(table, answers...)
	case ok:
		table = append(table, p.bind("withdraw", true, p.withdraw, "s"))
	}
	return append(table, p.bind("propose", true, act.Unmasked(p.env, p.names, p.propose), "p"))
}

// moves are the keys that move and step back.
func (p *Page) moves() []nav.Binding {
	by := func(n int) func() tea.Cmd { return func() tea.Cmd { p.move(n); return nil } }
	screen := func(sign int) func() tea.Cmd {
		return func() tea.Cmd { p.move(sign * max(1, p.room()-1)); return nil }
	}
	return []nav.Binding{
		p.bind("up", false, by(-1), "up", "k"), p.bind("down", false, by(1), "down", "j"),
		p.bind("pgup", false, screen(-1), "pgup"), p.bind("pgdown", p.choose == nil, screen(1), "pgdown"),
		p.bind("back", true, p.step, "esc"),
	}
}

func (p *Page) bind(name string, hint bool, run func() tea.Cmd, keys ...string) nav.Binding {
	l := p.env.L
	return nav.Binding{Keys: keys, Label: l.T("handover.key." + name), Help: l.T("handover.help." + name), Group: l.T("handover.title"), Hint: hint, Run: run}
}

// step steps back: from the values to what was chosen, to the text, then out of the page.
func (p *Page) step() tea.Cmd {
	switch {
	case p.choose == nil:
		return nav.Send(nav.Back{})
	case p.choose.shown:
		p.choose.back(p)
	default:
		p.choose = nil
	}
	return nil
}

func (p *Page) say(key string, tone nav.Tone, args ...any) tea.Cmd {
	return nav.Send(nav.Say{Text: p.env.L.T(key, args...), Tone: tone})
}

func (p *Page) commit(effect string, writes ...model.Write) tea.Cmd {
	return nav.Send(nav.Commit{To: nav.To{Route: p.route}, Writes: writes, Effect: effect})
}

// operator is the association of a worker, if the programme knows it: there is exactly one lead association (R17).
func (p *Page) operator(w model.Worker) string {
	if p.set.Organisation(w.Organisation).Kind != programme.Association {
		return ""
	}
	return w.Organisation
}

// landlord says that a worker is one of a landlord's.
func (p *Page) landlord(w model.Worker) bool {
	return p.set.Organisation(w.Organisation).Kind == programme.Landlord
}

// serving are the devices that something can be proposed to: of a worker each, in use, their words compared, none a landlord's.
func (p *Page) serving() []store.Peer {
	seen := make(map[model.ID]bool)
	return slices.DeleteFunc(p.s.Peers(), func(o store.Peer) bool {
		gone := !o.Verified || o.Revoked || o.Replaced || o.Mine || p.set.IsLandlord(o.Card.Association) || seen[o.Card.Worker]
		seen[o.Card.Worker] = seen[o.Card.Worker] || !gone
		return gone
	})
}
