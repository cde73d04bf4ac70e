// Package exchange is the screen on which colleagues whose machines never meet a server keep one caseload: whose cards are known and
// whose words were compared, what to send and what came, what two people wrote without knowing of each other, and what was set aside.
package exchange

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/programme"
	"seuil/store"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Session is what the page reads of the vault, and the writes that it asks the root to have done.
type Session interface {
	Case(model.ID) *model.Case
	Registry() *model.Case
	Me() model.Worker
	Device() model.ID
	NewID() model.ID
	Dir() string
	Folder() string // of bundles and cards
	Complete(prefix string) (word string, ok bool)

	Card() *store.Card
	IssueCard(association string, renew bool) (*store.Card, error)
	SaveCard(folder string) (path string, err error)
	Peers() []store.Peer
	AddCard(*store.Card) error
	Trust(device model.ID, typed []string, mine bool) error
	Join(device model.ID) error
	Revoke(device model.ID, reason string) error
	Lift(device model.ID) error

	PrepareSend(context.Context, store.Send, store.Progress) (*store.Outgoing, error)
	Waiting(folder string) ([]store.Waiting, error)
	Refuse(path string, why error) error
	Preview(ctx context.Context, file []byte, tell store.Progress) (*store.Incoming, error)
	PreviewWords(ctx context.Context, file []byte, words string, tell store.Progress) (*store.Incoming, error)
	Passages() []store.Passage
	LastCopy() (at time.Time, folder string)
	CopyOut(ctx context.Context, folder string, tell store.Progress) (store.Copy, error)
	Conflicts() []store.Conflict
	SetAside() ([]store.Aside, error)
	Erasures() ([]store.Erasure, error)
	ConfirmErasure(model.ID) error
}

// pane is what a tab shows, or what stands in place of the tabs until it is closed.
type pane interface {
	load()               // something changed
	layout(w, h int)     // in cells
	view() []string      // at most h lines of at most w cells
	scroll(lines int)    // moves the selection or the text
	click(y int)         // selects what stands on a line
	keys() []nav.Binding // what can be done
	cursor() *tea.Cursor // relative to the pane
}

// Tabs of the page.
const (
	peopleTab = iota
	settleTab
	asideTab
	erasuresTab
)

// Page is the screen of exchanges.
type Page struct {
	s     Session
	names *nav.Names
	env   *widget.Env
	set   *programme.Set
	route nav.Route

	people   *people
	settle   *settle
	aside    *aside
	erasures *erasures
	tab      int
	over     pane // stands in place of the tabs; nil: none
	job      *job
	then     func(error) tea.Cmd // what comes after the write that was asked for; nil: none is under way
	w, h     int
}

// New is the page on its first tab.
func New(s Session, names *nav.Names, env *widget.Env, set *programme.Set, route nav.Route) *Page {
	p := &Page{s: s, names: names, env: env, set: set, route: route}
	p.people, p.settle, p.aside, p.erasures = newPeople(p), newSettle(p), newAside(p), newErasures(p)
	p.load()
	return p
}

// Init looks for what takes time to find out.
func (p *Page) Init() tea.Cmd { return tea.Batch(p.people.look(), p.aside.look(), p.erasures.look()) }

func (p *Page) load() {
	p.people.load()
	p.settle.load()
	if p.over != nil {
		p.over.load()
	}
}

func (p *Page) pane() pane {
	if p.over != nil {
		return p.over
	}
	return p.panes()[p.tab]
}

func (p *Page) panes() []pane { return []pane{p.people, p.settle, p.aside, p.erasures} }

// show puts a pane in place of the tabs.
func (p *Page) show(o pane) {
	p.over = o
	p.Layout(p.w, p.h)
}

// leave closes what stands in place of the tabs, or stops what is under way.
func (p *Page) leave() tea.Cmd {
	switch {
	case p.job != nil:
		p.job.stop()
		return nil
	case p.then != nil: // it is being stored, whole
		return nil
	case p.telling() != nil:
		return p.telling().askTold()
	}
	v, looked := p.over.(*preview)
	p.over = nil
	if looked && !v.in.Already {
		return p.say(nav.Info, p.env.L.T("exchange.receive.left"))
	}
	return nil
}

// Update takes what no binding took.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case nav.Changed:
		p.load()
		p.people.stale = true
		var looks []tea.Cmd
		registry := slices.Contains(msg.Cases, model.RegistryID)
		if registry { // a revocation may have come, or gone
			looks = append(looks, p.aside.look())
		}
		if registry || p.erasures.here() > 0 {
			looks = append(looks, p.erasures.look())
		}
		return tea.Batch(looks...)
	case nav.Share:
		return p.sendTicked(msg.Cases)
	case nav.Minute:
		return p.people.lookAgain()
	case nav.Committed:
		then := p.then
		p.then = nil
		p.load()
		if then != nil {
			return then(msg.Err)
		}
	case result:
		return msg.then()
	case ticked:
		return p.tick()
	case nav.Wheel:
		p.pane().scroll(3 * msg.Delta)
	case nav.Click:
		if msg.Y == tabRow && p.over == nil {
			if i, ok := widget.TabAt(p.w-1, p.tabs(), p.tab, msg.X-1); ok {
				p.tab = i
			}
			return nil
		}
		p.pane().click(msg.Y - topRows)
	}
	return nil
}

// result is the end of something that a command did; then decides what becomes of it.
type result struct {
	nav.To
	then func() tea.Cmd
}

// do runs work elsewhere; what it returns is run by Update.
func (p *Page) do(work func() (then func() tea.Cmd)) tea.Cmd {
	to := nav.To{Route: p.route}
	return func() tea.Msg { return result{to, work()} }
}

// write asks the root for a write. While one is under way, another is not begun.
func (p *Page) write(do func() ([]model.ID, string, error), then func(error) tea.Cmd) tea.Cmd {
	if p.then != nil {
		return nil
	}
	p.then = then
	return nav.Send(nav.Write{To: nav.To{Route: p.route}, Do: do})
}

func (p *Page) say(tone nav.Tone, text string) tea.Cmd {
	return nav.Send(nav.Say{Text: text, Tone: tone})
}

// sayNothing takes a former refusal away, which would seem to be about what shows now.
func (p *Page) sayNothing() tea.Cmd { return p.say(nav.Info, "") }

func (p *Page) refuse(err error) tea.Cmd { return p.say(nav.Bad, p.env.L.Error(err)) }

func (p *Page) ask(d nav.Dialog) tea.Cmd { return nav.Send(nav.Show{Dialog: d}) }

// Typing is false: what is typed is typed into dialogs.
func (p *Page) Typing() bool { return false }

// Rows above the pane.
const (
	tabRow  = 2
	topRows = 4
)

// Layout takes the size in cells.
func (p *Page) Layout(w, h int) {
	p.w, p.h = w, h
	for _, pane := range p.panes() {
		pane.layout(w, max(1, h-topRows))
	}
	if p.over != nil {
		p.over.layout(w, max(1, h-topRows))
	}
}

// Cursor stands on what is selected.
func (p *Page) Cursor() *tea.Cursor {
	c := p.pane().cursor()
	if c == nil {
		return nil
	}
	moved := *c
	moved.Y += topRows
	return &moved
}

func (p *Page) tabs() []widget.Tab {
	l := p.env.L
	count := func(n int) string {
		if n == 0 {
			return ""
		}
		return l.Number(n)
	}
	return []widget.Tab{
		{Label: l.T("exchange.tab.people"), Count: count(len(p.people.list))},
		{Label: l.T("exchange.tab.settle"), Count: count(len(p.settle.list)), Alert: len(p.settle.list) > 0},
		{Label: l.T("exchange.tab.aside"), Count: count(len(p.aside.list)), Alert: len(p.aside.list) > 0},
		{Label: l.T("erasure.tab"), Count: count(len(p.erasures.list)), Alert: p.erasures.here() > 0},
	}
}

// View draws the line of screens, the tabs, and the pane.
func (p *Page) View() string {
	lines := []string{act.ScreenHeader(p.env, p.w, nav.Exchange), widget.Rule(p.env, p.w), " " + widget.TabLine(p.env, p.w-1, p.tabs(), p.tab), ""}
	if p.job != nil {
		return strings.Join(append(lines, p.job.view(p.env, p.w)...), "\n")
	}
	return strings.Join(append(lines, p.pane().view()...), "\n")
}

// Keys is the one table of the page.
func (p *Page) Keys() []nav.Binding {
	l := p.env.L
	if p.job != nil {
		return []nav.Binding{p.bind(true, "stop", p.leave, "esc")}
	}
	if p.over != nil {
		return append(p.over.keys(), p.bind(true, "close", p.leave, "esc"))
	}
	table := p.pane().keys()
	turn := func(by int) func() tea.Cmd {
		return func() tea.Cmd { p.tab = (p.tab + by + len(p.tabs())) % len(p.tabs()); return nil }
	}
	table = append(table,
		p.bind(true, "tab", turn(1), "tab"),
		p.bind(false, "tab_back", turn(-1), "shift+tab"))
	if p.tab != peopleTab { // the next bundle may be taken in from wherever the last one led to
		table = append(table, p.bind(true, "receive", p.receive, "i"), p.bind(false, "copy", p.copyOut, "s"), p.bind(false, "log", p.showLog, "h"))
	}
	for i := range table {
		if table[i].Group == "" {
			table[i].Group = l.T("exchange.group.act")
		}
	}
	return table
}

// bind is a line of the key table, named in the locale.
func (p *Page) bind(hint bool, name string, run func() tea.Cmd, keys ...string) nav.Binding {
	l := p.env.L
	return nav.Binding{Keys: keys, Label: l.T("exchange.key." + name), Help: l.T("exchange.help." + name), Group: l.T("exchange.group.act"), Hint: hint, Run: run}
}

// moves are the keys that move a selection or a text.
func (p *Page) moves(move func(key string) bool) (table []nav.Binding) {
	for _, k := range [][]string{{"up", "k"}, {"down", "j"}, {"pgup"}, {"pgdown"}, {"home"}, {"end"}} {
		b := p.bind(false, k[0], func() tea.Cmd { move(k[0]); return nil }, k...)
		b.Group = p.env.L.T("exchange.group.move")
		table = append(table, b)
	}
	return table
}
