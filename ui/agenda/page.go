// Package agenda is screen 2: every open date of the team's open cases, computed by the programme and set by people alike, late
// first, then today, then by day. Each key is one act on the date under the cursor.
package agenda

import (
	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/programme"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Session is what the agenda reads of the vault.
type Session interface {
	act.Session
	Summaries() []*model.Summary // of the team's cases, by id
	Registry() *model.Case
	Me() model.Worker
}

// Page is the agenda.
type Page struct {
	session  Session
	names    *nav.Names
	env      *widget.Env
	set      *programme.Set
	route    nav.Route
	desk     *act.Desk
	list     list
	board    board
	filter   *widget.Input
	typing   bool       // letters go to the filter
	week     model.Date // its Monday, in the view of a week; zero: the list
	selected act.Target // what the cursor follows, and comes back to should it come back
	day      model.Date // for which the lines hold
	w, h     int
}

// New reads the dates of the whole caseload.
func New(s Session, names *nav.Names, env *widget.Env, set *programme.Set, route nav.Route) *Page {
	p := &Page{
		session: s, names: names, env: env, set: set, route: route,
		desk:   &act.Desk{Env: env, Names: names, Session: s, Set: set},
		list:   list{lang: string(env.L.Lang), set: set},
		filter: widget.NewInput(env),
	}
	p.list.read(s)
	p.lay()
	p.board.Select(0)
	p.follow()
	return p
}

// Init has nothing to wait for: what is due is in memory.
func (p *Page) Init() tea.Cmd { return nil }

func (p *Page) today() model.Date { return model.DateOf(p.env.Now()) }

// lay makes the lines anew.
func (p *Page) lay() {
	p.day = p.today()
	p.board.lay(&p.list, p.day, p.week, p.geometry().right > 0)
}

// settle brings the lines in line with the list: the cursor follows its date, or stays on its place when that has left.
func (p *Page) settle() {
	if i := p.list.index(p.selected, p.board.selected); i >= 0 {
		p.board.selected = i
	}
	p.lay()
}

// follow notes which date is under the cursor.
func (p *Page) follow() {
	p.selected = act.Target{}
	if e := p.current(); e != nil {
		p.selected = e.target()
	}
}

// current is the date under the cursor, or nil if there is none.
func (p *Page) current() *entry {
	if i, ok := p.board.current(); ok {
		return &p.list.shown[i]
	}
	return nil
}

// Order is the households in the order of their first dates: a household's page goes through them.
func (p *Page) Order() []model.ID { return p.list.households() }

// maxSingly is up to how many changed cases are looked at one by one; more, and the whole list is read again.
const maxSingly = 20

// refresh looks at the cases that changed. None means that only the way of showing them did.
func (p *Page) refresh(cases []model.ID) {
	switch {
	case len(cases) == 0:
		return
	case len(cases) > maxSingly || p.list.waiting:
		p.list.read(p.session)
	default:
		p.list.put(p.session, cases)
	}
	p.settle()
}

// Update takes what no binding took.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case nav.Changed:
		p.refresh(msg.Cases)
	case nav.Minute:
		if p.day != p.today() {
			p.settle()
		}
	case nav.Wheel:
		p.board.Select(p.board.selected + 3*msg.Delta)
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
		p.applyFilter()
	}
}

// applyFilter shows what fits the words typed. The cursor stays on its date, or goes to the first.
func (p *Page) applyFilter() {
	p.list.filter(p.filter.Value())
	p.board.selected = max(0, p.list.index(p.selected, p.board.selected))
	p.lay()
	p.follow()
}

func (p *Page) click(c nav.Click) tea.Cmd {
	at := p.geometry()
	i, ok := p.board.hit(c.Y - at.list)
	if !ok || c.X >= at.left {
		return nil
	}
	p.board.Select(i)
	p.follow()
	if c.Double {
		return p.open()
	}
	return nil
}

// Typing says that letters go to the filter.
func (p *Page) Typing() bool { return p.typing }

// Layout takes the size.
func (p *Page) Layout(w, h int) {
	p.w, p.h = w, h
	p.board.layout(p.geometry().rows)
	p.lay()
}

// Cursor stands in the filter while it is typed into, else on the selected date.
func (p *Page) Cursor() *tea.Cursor {
	x, y := 0, p.geometry().list+p.board.line()-p.board.top
	if p.typing {
		at, ok := p.filter.Cursor()
		if !ok {
			return nil
		}
		x, y = p.filterX()+at, filterRow
	} else if p.current() == nil {
		return nil
	}
	c := tea.NewCursor(x, y)
	c.Blink = false
	return c
}

// monday is the first day of the week of a day.
func monday(d model.Date) model.Date { return d.AddDays(-((int(d.Weekday()) + 6) % 7)) }

// cursorDay is the day of the date under the cursor, else the week in view, else today.
func (p *Page) cursorDay() model.Date {
	switch e := p.current(); {
	case e != nil && !e.due.IsZero():
		return e.due
	case !p.week.IsZero() && monday(p.day) != p.week:
		return p.week
	}
	return p.day
}

// shownDay is the day that the calendar tells of. What is late in the list weighs on today.
func (p *Page) shownDay() model.Date {
	if p.week.IsZero() {
		return max(p.day, p.cursorDay())
	}
	return p.cursorDay()
}
