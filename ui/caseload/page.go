// Package caseload is screen 1: every open case of the team in one list, the most pressing first, each with its reason, the same
// on every machine. A worker triages it by keyboard: each key is one act on the household under the cursor, or on all that are
// ticked. What shows is asked for in a line of plain words and criteria ([query]), which can be kept under a name.
package caseload

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/programme"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Session is what the list reads of the vault.
type Session interface {
	act.Session
	Summaries() []*model.Summary // of the team's cases
	Registry() *model.Case
	Drafts() []model.Draft // the newest first
}

// Page is the list of households.
type Page struct {
	session  Session
	names    *nav.Names
	env      *widget.Env
	set      *programme.Set
	route    nav.Route
	desk     *act.Desk
	list     *list
	table    *widget.Table
	order    order
	lexicon  lexicon
	filter   *widget.Input
	typing   bool   // letters go to the filter
	view     string // name of the view that the filter was taken from, until it is typed into
	selected model.ID
	ticked   map[model.ID]bool
	bulk     bool // an act on the ticked cases is being stored
	drafts   []model.Draft
	counts   counts
	counted  model.Date // the day for which counts hold
	computed bool       // the dates of the programme are known
	glimpse  glimpse
	w, h     int
}

// New reads the whole caseload.
func New(s Session, names *nav.Names, env *widget.Env, set *programme.Set, route nav.Route) *Page {
	p := &Page{
		session: s, names: names, env: env, set: set, route: route,
		desk:   &act.Desk{Env: env, Names: names, Session: s, Set: set},
		filter: widget.NewInput(env), ticked: make(map[model.ID]bool),
	}
	p.filter.Limit = model.MaxLabel // as much as a saved view can hold
	p.table = widget.NewTable(env, p.columns()...)
	p.reload()
	return p
}

// Init has nothing to wait for: the cases are in memory.
func (p *Page) Init() tea.Cmd { return nil }

func (p *Page) today() model.Date { return model.DateOf(p.env.Now()) }

func (p *Page) maker() rowMaker { return newRowMaker(p.set, p.env.L, p.session) }

// reload reads every case again, and the team.
func (p *Page) reload() {
	team := p.session.Registry()
	p.lexicon = newLexicon(p.env.L, p.set, team.Workers(), team.Owner(p.session.Device()).ID)
	p.read(nil)
}

// read makes all rows; of those that are known and whose case has not changed, only what the day and the programme make of it.
func (p *Page) read(known map[model.ID]*row) {
	m := p.maker()
	m.known = known
	p.list = newList(m.rows(p.session.Summaries()), p.order, p.today())
	p.list.filter(p.lexicon.parse(p.filter.Value()))
	p.drafts = p.session.Drafts()
	p.settle()
}

// maxSingly is up to how many changed cases are read one by one; more, and the whole list is read again.
const maxSingly = 200

// refresh reads the cases that changed. None means that only the way of showing them did.
func (p *Page) refresh(cases []model.ID) {
	switch {
	case slices.Contains(cases, model.RegistryID): // workers may have other names
		p.reload()
		return
	case len(cases) > maxSingly:
		p.read(p.list.byID)
		return
	}
	m := p.maker()
	p.list.today = p.today()
	for _, id := range cases {
		c := p.session.Case(id)
		if !open(c) || !c.Main().IsZero() {
			p.list.put(id, nil)
			delete(p.ticked, id)
			continue
		}
		p.list.put(id, m.row(c, c.Summary()))
	}
	p.list.show()
	p.drafts = p.session.Drafts()
	p.settle()
}

// settle brings the table in line with the list: the cursor follows its case, or stays on its line when the case has left.
func (p *Page) settle() {
	p.table.SetLen(len(p.list.shown))
	if i := p.list.index(p.selected); i >= 0 {
		p.table.Select(i)
	}
	p.follow()
	p.counted = 0
	p.computed = p.list.computed()
	p.glimpse = glimpse{}
}

// follow notes which case is under the cursor.
func (p *Page) follow() {
	p.selected = model.ID{}
	if r := p.current(); r != nil {
		p.selected = r.Case
	}
}

// current is the row under the cursor, or nil in an empty list.
func (p *Page) current() *row {
	if i := p.table.Selected(); i >= 0 {
		return p.list.shown[i]
	}
	return nil
}

// Order is the cases in the order in which they show: a household's page goes through them.
func (p *Page) Order() []model.ID {
	ids := make([]model.ID, len(p.list.shown))
	for i, r := range p.list.shown {
		ids[i] = r.Case
	}
	return ids
}

// Update takes what no binding took.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case nav.Changed:
		p.refresh(msg.Cases)
	case nav.Committed:
		if msg.Err == nil && p.bulk {
			clear(p.ticked)
		}
		p.bulk = false
	case nav.Minute:
		p.drafts = p.session.Drafts()
	case nav.Wheel:
		p.table.Select(p.table.Selected() + 3*msg.Delta)
		p.follow()
	case nav.Click:
		return p.click(msg)
	case tea.PasteMsg:
		if !p.typing {
			return p.offerNote(msg.Content)
		}
		p.edit(msg)
	case tea.KeyPressMsg:
		if p.typing {
			p.edit(msg)
		}
	}
	return nil
}

// edit changes the filter; the list follows at once.
func (p *Page) edit(msg tea.Msg) {
	before := p.filter.Value()
	p.filter.Update(msg)
	if p.filter.Value() != before {
		p.ask("")
	}
}

// ask filters the list by what the field holds, which is that of a view of a name or of none. A word that no row has is left out
// as long as it may become a criterion, so that the list does not go and come back while that is typed.
func (p *Page) ask(view string) {
	p.view = view
	p.list.filter(p.lexicon.parse(p.filter.Value()))
	if head, ok := p.lexicon.begun(p.filter.Value()); ok && p.typing && len(p.list.shown) == 0 {
		p.list.filter(p.lexicon.parse(head))
	}
	p.table.SetLen(len(p.list.shown))
	p.table.Select(max(0, p.list.index(p.selected)))
	p.follow()
}

func (p *Page) click(c nav.Click) tea.Cmd {
	at := p.geometry()
	i, ok := p.table.Hit(c.Y - at.table)
	if !ok || c.X >= at.left {
		return nil
	}
	p.table.Select(i)
	p.follow()
	if c.Double {
		return p.open()
	}
	return nil
}

// Typing says that letters go to the filter.
func (p *Page) Typing() bool { return p.typing }

// Layout takes the size; it is told again whenever the page comes back to the top, when drafts may be waiting.
func (p *Page) Layout(w, h int) {
	p.w, p.h = w, h
	p.drafts = p.session.Drafts()
	at := p.geometry()
	p.chooseColumns(at.left)
	p.table.Layout(at.left-min(at.right, 1), at.rows) // a space before the line between the panes
}

// Cursor stands in the filter while it is typed into, else on the selected row.
func (p *Page) Cursor() *tea.Cursor {
	at := p.geometry()
	if p.typing {
		return p.filter.CursorAt(p.filterX(), filterRow)
	}
	c := p.table.Cursor()
	if c != nil {
		c.Y += at.table
	}
	return c
}
