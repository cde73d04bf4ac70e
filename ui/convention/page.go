// Package convention is screen 4: households × commitments of one paper, or households × steps of one phase, in one grid. The
// rows are in the order of triage, what is late first. Each key is one act on the cell under the cursor.
package convention

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/programme"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Session is what the grid reads of the vault.
type Session interface {
	act.Session
	Summaries() []*model.Summary // of the team's cases
	Registry() *model.Case
}

// Page is the grid.
type Page struct {
	session  Session
	names    *nav.Names
	env      *widget.Env
	set      *programme.Set
	route    nav.Route
	desk     *act.Desk
	sheets   []*sheet
	list     list
	grid     *widget.Grid
	filter   *widget.Input
	typing   bool            // letters go to the filter
	selected model.ID        // the household that the cursor follows
	asked    [][]model.Write // commits that have not ended, the first asked for first
	w, h     int
}

// New shows the paper that most households have or will have.
func New(s Session, names *nav.Names, env *widget.Env, set *programme.Set, route nav.Route) *Page {
	p := &Page{
		session: s, names: names, env: env, set: set, route: route,
		desk:   &act.Desk{Env: env, Names: names, Session: s, Set: set},
		sheets: sheets(set),
		list:   list{session: s, set: set, lang: string(env.L.Lang)},
		grid:   widget.NewGrid(env),
		filter: widget.NewInput(env),
	}
	if s := p.usual(); s != nil {
		p.show(s)
	}
	return p
}

// usual is the last paper, to which the others lead, of the programme that most open households are in.
func (p *Page) usual() (best *sheet) {
	in, most := make(map[string]int), 0
	for _, m := range p.session.Summaries() {
		if m.Open {
			in[m.Header.Programme]++
		}
	}
	for _, s := range p.sheets {
		n := in[s.prog.Code]
		if best == nil || n > most || best.prog == s.prog && s.paper != nil {
			best, most = s, n
		}
	}
	return best
}

// Init has nothing to wait for: the cases are in memory.
func (p *Page) Init() tea.Cmd { return nil }

func (p *Page) today() model.Date { return model.DateOf(p.env.Now()) }

func (p *Page) lang() string { return string(p.env.L.Lang) }

// show goes to a sheet, at its first row and the first commitment or step.
func (p *Page) show(s *sheet) {
	p.list.load(s)
	p.grid.SetColumns(p.env.L.T("convention.household"), p.env.L.T(p.word("sum")), p.gridColumns(s))
	p.grid.SetLen(len(p.list.shown))
	p.grid.Select(0, s.first())
	p.follow()
}

// settle brings the grid in line with the list: the cursor follows its household, or stays on its line when that has left.
func (p *Page) settle() {
	row, col, _ := p.grid.Selected()
	if i := p.list.at(p.selected); i >= 0 {
		row = i
	}
	p.grid.SetLen(len(p.list.shown))
	p.grid.Select(row, col)
	p.follow()
}

// follow notes which household is under the cursor.
func (p *Page) follow() {
	p.selected = model.ID{}
	if r, _, ok := p.current(); ok {
		p.selected = r.Case
	}
}

// current is the row and the place of the column under the cursor.
func (p *Page) current() (r *row, col int, ok bool) {
	i, col, ok := p.grid.Selected()
	if !ok {
		return nil, 0, false
	}
	return p.list.shown[i], col, true
}

// Order is the households in the order in which they show: a household's page goes through them.
func (p *Page) Order() []model.ID {
	ids := make([]model.ID, len(p.list.shown))
	for i, r := range p.list.shown {
		ids[i] = r.Case
	}
	return ids
}

// maxSingly is up to how many changed cases are read one by one; more, and all are read again.
const maxSingly = 50

// refresh reads the cases that changed. None means that only the way of showing them did.
func (p *Page) refresh(cases []model.ID) {
	switch {
	case len(cases) == 0 || p.list.sheet == nil:
		return
	case len(cases) > maxSingly || slices.Contains(cases, model.RegistryID): // workers may have other names
		p.list.load(p.list.sheet)
	default:
		for _, id := range cases {
			p.list.put(id)
		}
		p.list.show()
	}
	p.settle()
}

// Update takes what no binding took.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case nav.Changed:
		p.refresh(msg.Cases)
	case nav.Committed:
		return p.committed(msg)
	case nav.Wheel:
		row, col, _ := p.grid.Selected()
		p.grid.Select(row+3*msg.Delta, col)
		p.follow()
	case nav.Click:
		return p.click(msg)
	case tea.PasteMsg:
		if r, _, ok := p.current(); ok && !p.typing {
			return p.desk.OfferNote(r.Case, msg.Content)
		}
		if p.typing {
			p.edit(msg)
		}
	case tea.KeyPressMsg:
		if p.typing {
			p.edit(msg)
		}
	}
	return nil
}

// committed tells what is odd about the writes that are on the disk now. Those of a page that was left and opened again meanwhile
// are not known here.
func (p *Page) committed(msg nav.Committed) tea.Cmd {
	if len(p.asked) == 0 {
		return nil
	}
	writes := p.asked[0]
	p.asked = p.asked[1:]
	if msg.Err != nil {
		return nil
	}
	if odd := p.desk.Oddities(writes); odd != "" {
		return nav.Send(nav.Say{Text: odd, Tone: nav.Warn})
	}
	return nil
}

// edit changes the filter; the rows follow at once.
func (p *Page) edit(msg tea.Msg) {
	before := p.filter.Value()
	p.filter.Update(msg)
	if p.filter.Value() != before {
		p.applyFilter()
	}
}

// applyFilter shows the rows that fit. The cursor stays on its household, or goes to the first.
func (p *Page) applyFilter() {
	p.list.filter(p.filter.Value())
	_, col, _ := p.grid.Selected()
	p.grid.SetLen(len(p.list.shown))
	p.grid.Select(max(0, p.list.at(p.selected)), col)
	p.follow()
}

func (p *Page) click(c nav.Click) tea.Cmd {
	row, col, ok := p.grid.Hit(c.X, c.Y-topRows)
	if !ok {
		return nil
	}
	p.grid.Select(row, col)
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
	p.grid.Layout(w, p.gridRows())
}

// Cursor stands in the filter while it is typed into, else on the selected cell.
func (p *Page) Cursor() *tea.Cursor {
	if p.typing {
		return p.filter.CursorAt(p.filterX(), filterRow)
	}
	c := p.grid.Cursor()
	if c != nil {
		c.Y += topRows
	}
	return c
}
