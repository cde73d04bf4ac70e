// Package handover is the passing on of a case from one worker of the team to another: what is passed on and what stays behind, in words,
// the proposal, and its answer.
package handover

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Acts of this page.
const (
	actPropose model.Act = "handover.propose"
	actAccept  model.Act = "handover.accept"
	actRefuse  model.Act = "handover.refuse"
)

// Session is what the page reads of the vault.
type Session interface {
	Case(id model.ID) *model.Case
	Registry() *model.Case
	Outlook(id model.ID) *due.Outlook // nil while it is being computed
	Me() model.Worker
	NewID() model.ID
}

// Page is the page of the passing on of one case.
type Page struct {
	s     Session
	names *nav.Names
	env   *widget.Env
	set   *programme.Set
	route nav.Route

	c     *model.Case
	lines []string // of the whole text, as it was drawn last
	top   int
	w, h  int
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
	case nav.Wheel:
		p.scroll(3 * msg.Delta)
	}
	return nil
}

func (p *Page) scroll(by int) { p.top = max(0, min(p.top+by, len(p.lines)-p.room())) }

// room is how many lines there are below the head.
func (p *Page) room() int { return max(1, p.h-2) }

// Layout gives the page its room.
func (p *Page) Layout(w, h int) { p.w, p.h = w, h }

// Typing is false: the page has no field.
func (p *Page) Typing() bool { return false }

// Cursor is hidden.
func (p *Page) Cursor() *tea.Cursor { return nil }

// Keys is the key table: the answer is only for whom the case is proposed to.
func (p *Page) Keys() []nav.Binding {
	by := func(n int) func() tea.Cmd { return func() tea.Cmd { p.scroll(n); return nil } }
	screen := func(sign int) func() tea.Cmd {
		return func() tea.Cmd { p.scroll(sign * max(1, p.room()-1)); return nil }
	}
	var table []nav.Binding
	if p.c != nil {
		h, open := p.c.Proposal()
		if open && h.To == p.s.Me().ID {
			table = append(table, p.bind("accept", true, p.unmasked(p.accept), "o"), p.bind("refuse", true, p.unmasked(p.refuse), "n"))
		}
		table = append(table, p.bind("propose", true, p.unmasked(p.propose), "p"))
	}
	return append(table,
		p.bind("up", false, by(-1), "up", "k"), p.bind("down", false, by(1), "down", "j"),
		p.bind("pgup", false, screen(-1), "pgup"), p.bind("pgdown", true, screen(1), "pgdown"),
		p.bind("back", true, func() tea.Cmd { return nav.Send(nav.Back{}) }, "esc"))
}

func (p *Page) bind(name string, hint bool, run func() tea.Cmd, keys ...string) nav.Binding {
	l := p.env.L
	return nav.Binding{Keys: keys, Label: l.T("handover.key." + name), Help: l.T("handover.help." + name), Group: l.T("handover.title"), Hint: hint, Run: run}
}

// unmasked is an act, but while names are masked: the text that it keeps would keep them so.
func (p *Page) unmasked(run func() tea.Cmd) func() tea.Cmd {
	return func() tea.Cmd {
		if p.names.Masked {
			return nav.Send(nav.Say{Text: p.env.L.T("household.masked"), Tone: nav.Info})
		}
		return run()
	}
}

// propose asks to whom and why; the text on screen goes along as it stands.
func (p *Page) propose() tea.Cmd {
	l, lead := p.env.L, p.c.Header().Lead
	workers := slices.DeleteFunc(p.s.Registry().Workers(), func(w model.Worker) bool {
		return w.ID == lead || p.set.Organisation(w.Organisation).Kind == programme.Landlord
	})
	if len(workers) == 0 {
		return nav.Send(nav.Say{Text: l.T("handover.nobody"), Tone: nav.Warn})
	}
	options := make([]act.Option, len(workers))
	for i, w := range workers {
		options[i] = act.Option{Label: w.Name, Detail: p.set.Organisation(w.Organisation).Name(p.today())}
	}
	return nav.Send(nav.Show{Dialog: act.NewChooser(p.env, l.T("handover.to_whom"), options, func(i int) tea.Cmd {
		return nav.Send(nav.Show{Dialog: act.NewPrompt(p.env, l.T("handover.propose_title", "who", workers[i].Name), l.T("handover.why"), func(reason string) tea.Cmd {
			h := model.Handover{From: lead, To: workers[i].ID, Proposed: p.today(), Reason: reason, Pack: strings.Join(p.pack(), "\n")}
			return p.commit(l.T("handover.proposed", "who", workers[i].Name), p.c.Propose(actPropose, p.s.NewID(), h)...)
		})})
	})})
}

func (p *Page) accept() tea.Cmd {
	me := p.s.Me()
	return p.commit(p.env.L.T("handover.accepted"), p.c.Answer(actAccept, true, "", p.operator(me), p.today())...)
}

// operator is the association of a worker, if the programme knows it: there is exactly one lead association (R17).
func (p *Page) operator(w model.Worker) string {
	if p.set.Organisation(w.Organisation).Kind != programme.Association {
		return ""
	}
	return w.Organisation
}

// refuse asks why: no refusal goes without its reason.
func (p *Page) refuse() tea.Cmd {
	l := p.env.L
	return nav.Send(nav.Show{Dialog: act.NewPrompt(p.env, l.T("handover.refuse_title"), l.T("handover.why"), func(reason string) tea.Cmd {
		return p.commit(l.T("handover.refused"), p.c.Answer(actRefuse, false, reason, "", p.today())...)
	})})
}

func (p *Page) commit(effect string, writes ...model.Write) tea.Cmd {
	return nav.Send(nav.Commit{To: nav.To{Route: p.route}, Writes: writes, Effect: effect})
}
