// Package find is the full-text search over everything that the worker may read: names, addresses, telephone numbers, notes,
// dates, and what she wrote for herself alone. It finds as one types and shows where.
package find

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/programme"
	"seuil/store"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Session is what the search reads of the vault.
type Session interface {
	Case(id model.ID) *model.Case
	Companions(main model.ID) []*model.Case
	Find(query string, limit int) (hits []store.Hit, total int, ready bool)
}

// most is how many hits are listed: beyond, one more word is faster than scrolling.
const most = 200

// maxQuery is the longest query, in characters.
const maxQuery = 120

// Page is the search.
type Page struct {
	session Session
	names   *nav.Names
	env     *widget.Env
	set     *programme.Set
	route   nav.Route
	input   *widget.Input
	table   *widget.Table
	hits    []store.Hit
	total   int
	ready   bool // the index is complete
	waiting bool // a command is out that tells when to look again
	rows    map[int]*row
	w, h    int
}

// New is an empty search.
func New(s Session, names *nav.Names, env *widget.Env, set *programme.Set, route nav.Route) *Page {
	p := &Page{session: s, names: names, env: env, set: set, route: route, input: widget.NewInput(env)}
	p.input.Limit = maxQuery
	p.table = widget.NewTable(env, p.columns()...)
	p.search()
	return p
}

// again says that it is time to ask whether the index is complete.
type again struct{ nav.To }

// patience is how long to wait before asking again.
const patience = 150 * time.Millisecond

// Init waits for the index if it is still being made.
func (p *Page) Init() tea.Cmd { return p.wait() }

func (p *Page) wait() tea.Cmd {
	if p.ready || p.waiting {
		return nil
	}
	p.waiting = true
	to := nav.To{Route: p.route}
	return tea.Tick(patience, func(time.Time) tea.Msg { return again{to} })
}

// search asks the index; it takes less than the drawing of the answer.
func (p *Page) search() {
	p.hits, p.total, p.ready = p.session.Find(p.input.Value(), most)
	p.rows = make(map[int]*row)
	p.table.SetLen(len(p.hits))
}

// Update takes what no binding took.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case again:
		p.waiting = false
		p.refresh()
		return p.wait()
	case nav.Changed:
		p.refresh()
	case nav.Wheel:
		p.table.Select(p.table.Selected() + 3*msg.Delta)
	case nav.Click:
		return p.click(msg)
	case tea.PasteMsg, tea.KeyPressMsg:
		before := p.input.Value()
		p.input.Update(msg)
		if p.input.Value() != before {
			p.search()
			p.table.Select(0)
		}
	}
	return nil
}

// refresh searches again and keeps the cursor on its record.
func (p *Page) refresh() {
	var at model.ID
	if i := p.table.Selected(); i >= 0 {
		at = p.hits[i].Record
	}
	p.search()
	for i, h := range p.hits {
		if h.Record == at {
			p.table.Select(i)
			return
		}
	}
}

func (p *Page) click(c nav.Click) tea.Cmd {
	if c.Y == inputRow {
		p.input.ClickAt(c.X - p.inputX())
		return nil
	}
	i, ok := p.table.Hit(c.Y - topRows)
	if !ok {
		return nil
	}
	p.table.Select(i)
	if c.Double {
		return p.open()
	}
	return nil
}

// Typing says that letters go to the query, always.
func (p *Page) Typing() bool { return true }

// Layout takes the size in cells.
func (p *Page) Layout(w, h int) {
	p.w, p.h = w, h
	p.rows = make(map[int]*row)
	p.table.Layout(w, p.tableRows())
}

// Cursor stands in the query.
func (p *Page) Cursor() *tea.Cursor {
	return p.input.CursorAt(p.inputX(), inputRow)
}

// Keys is the one table of the page. It holds no key that the field needs.
func (p *Page) Keys() []nav.Binding {
	bind := func(hint bool, group, name string, run func() tea.Cmd, keys ...string) nav.Binding {
		l := p.env.L
		return nav.Binding{Keys: keys, Label: l.T("find.key." + name), Help: l.T("find.help." + name), Group: l.T("find.group." + group), Hint: hint, Run: run}
	}
	move := func(key string) func() tea.Cmd {
		return func() tea.Cmd { p.table.Key(key); return nil }
	}
	var table []nav.Binding
	if len(p.hits) > 0 {
		table = append(table,
			bind(true, "act", "open", p.open, "enter"),
			bind(true, "move", "up", move("up"), "up"),
			bind(true, "move", "down", move("down"), "down"),
			bind(false, "move", "pgup", move("pgup"), "pgup"),
			bind(false, "move", "pgdown", move("pgdown"), "pgdown"))
	}
	if p.input.Len() > 0 {
		return append(table, bind(true, "act", "clear", p.clear, "esc"))
	}
	return append(table, bind(true, "act", "leave", func() tea.Cmd { return nav.Send(nav.Back{}) }, "esc"))
}

func (p *Page) clear() tea.Cmd {
	p.input.SetValue("")
	p.search()
	return nil
}

// open goes to the household, on the record that was found.
func (p *Page) open() tea.Cmd {
	i := p.table.Selected()
	if i < 0 {
		return nil
	}
	h := p.hits[i]
	return nav.Send(nav.Open{Route: nav.Route{Page: nav.Household, Case: h.Case, Record: h.Record}})
}
