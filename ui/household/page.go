package household

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Session is what the page reads of the vault.
type Session interface {
	Case(model.ID) *model.Case
	Companions(main model.ID) []*model.Case // the private companion cases
	Registry() *model.Case
	Outlook(model.ID) *due.Outlook // what the case needs today; nil while it is being computed
	NewID() model.ID
	Device() model.ID
}

// orderer is a session that knows the list from which the page was opened; the page then goes to its neighbours.
type orderer interface{ Order() []model.ID }

// Tabs of the page, as they stand in the route.
const (
	TabThread = "thread" // the default
	TabDates  = "dates"
	TabSteps  = "steps"
	TabPapers = "papers"
	TabHome   = "home"
	TabPast   = "past"
)

var tabNames = []string{TabThread, TabDates, TabSteps, TabPapers, TabHome, TabPast}

// Places of tabs among the others.
const (
	stepsTab  = 2
	papersTab = 3
	homeTab   = 4
	pastTab   = 5
)

// pane is what a tab shows below the head of the page.
type pane interface {
	load()              // the case has changed
	layout(w, h int)    // in cells
	view() []string     // at most h lines of w cells
	key(string) bool    // moves the selection
	scroll(lines int)   // moves the view
	click(y int)        // selects what stands on a line
	find(model.ID) bool // selects a record, if it is here
	cursor() (y int, ok bool)
	keys() []nav.Binding // what can be done to the selected thing
	enter() tea.Cmd      // opens it
}

// Page is the page of one household.
type Page struct {
	s     Session
	set   *programme.Set
	names *nav.Names
	env   *widget.Env
	route nav.Route

	facts  facts
	panes  []pane
	tab    int
	w, h   int
	sheet  *sheet
	diff   *versions
	read   model.Date // the day of the distances on screen
	sent   int        // commits asked for, and how many of them have ended
	ended  int
	loads  int // how often the case was read
	drawn  still
	warn   map[int]func() string          // says what is odd about the writes of a commit, once they are stored
	refuse map[model.ID]map[string]string // texts of forms that were left without being understood
}

// New makes the page of a case. The route's Arg is a tab, its Record the contact to go to.
func New(s Session, names *nav.Names, env *widget.Env, set *programme.Set, route nav.Route) *Page {
	p := &Page{s: s, set: set, names: names, env: env, route: route, warn: make(map[int]func() string), refuse: make(map[model.ID]map[string]string)}
	p.tab = max(0, slices.Index(tabNames, route.Arg))
	p.panes = []pane{newThread(p), newDates(p), newSteps(p), newPapers(p), newHome(p), newPast(p)}
	p.load()
	p.panes[stepsTab].(*steps).start()
	p.panes[papersTab].(*papers).start()
	p.goTo(route.Record)
	return p
}

// goTo selects a record, on the tab that shows it.
func (p *Page) goTo(id model.ID) {
	for i, pane := range p.panes {
		if !id.IsZero() && pane.find(id) {
			p.tab = i
			return
		}
	}
}

// Init has nothing to wait for.
func (p *Page) Init() tea.Cmd { return nil }

// load reads the case again.
func (p *Page) load() {
	p.facts, p.read = readFacts(p.s, p.route.Case), p.today()
	p.loads++
	for _, pane := range p.panes {
		pane.load()
	}
	if p.diff != nil {
		p.diff.load()
	}
}

// Update takes what changes the page.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case nav.Changed:
		if len(msg.Cases) == 0 || slices.ContainsFunc(msg.Cases, p.concerned) {
			p.load()
		}
	case nav.Minute:
		if p.read != p.today() {
			p.load()
		}
	case nav.Committed:
		p.ended++
		return p.committed(msg)
	case nav.Click:
		return p.click(msg)
	case nav.Wheel:
		p.wheel(msg.Delta)
	case tea.PasteMsg:
		return p.input(msg)
	case tea.KeyPressMsg:
		return p.input(msg)
	}
	return nil
}

// concerned says whether the page shows something of a case.
func (p *Page) concerned(id model.ID) bool {
	return id == p.route.Case || id == model.RegistryID || slices.ContainsFunc(p.s.Companions(p.route.Case), func(c *model.Case) bool { return c.ID == id })
}

// input takes a key that no binding took, or a paste.
func (p *Page) input(msg tea.Msg) tea.Cmd {
	if p.sheet != nil {
		if p.sheet.form.Update(msg) {
			return p.saveSheet(false)
		}
		return nil
	}
	key, ok := msg.(tea.KeyPressMsg)
	name := strings.ToLower(key.String()) // Caps Lock is often on, to type surnames
	switch {
	case !ok:
		return p.offerNote(msg)
	case p.diff != nil:
		p.diff.stack.key(name)
	case p.facts.exists():
		p.pane().key(name)
	}
	return nil
}

func (p *Page) pane() pane { return p.panes[p.tab] }

// Layout gives the page its room.
func (p *Page) Layout(w, h int) {
	p.w, p.h = w, h
	body := max(1, h-headRows)
	for i, pane := range p.panes {
		pane.layout(p.paneWidth(i), body)
	}
	if p.sheet != nil {
		p.sheet.form.Layout(w, body)
	}
	if p.diff != nil {
		p.diff.stack.layout(w, body)
	}
}

// wide says that there is room for a second pane.
func (p *Page) wide() bool { return p.w >= 110 && p.h >= 26 }

// left is where the tab's pane ends. The history takes the whole width.
func (p *Page) left() int {
	if !p.wide() || tabNames[p.tab] == TabPast {
		return p.w
	}
	return p.w * 8 / 15
}

// paneWidth is how wide the pane of a tab is drawn: one cell stays free before the line between two panes.
func (p *Page) paneWidth(tab int) int {
	if !p.wide() || tabNames[tab] == TabPast {
		return p.w
	}
	return p.w*8/15 - 1
}

// show goes to a tab.
func (p *Page) show(tab int) {
	n := len(tabNames)
	p.tab, p.diff = (tab+n)%n, nil
}

func (p *Page) wheel(delta int) {
	switch {
	case p.sheet != nil:
	case p.diff != nil:
		p.diff.stack.scroll(3 * delta)
	case p.facts.exists():
		p.pane().scroll(3 * delta)
	}
}

// click selects what is under the mouse; a double click opens it.
func (p *Page) click(c nav.Click) tea.Cmd {
	y := c.Y - headRows
	switch {
	case p.sheet != nil:
		p.sheet.form.Click(c.X, y)
	case p.diff != nil || !p.facts.exists():
	case c.Y == tabRow:
		if i, ok := widget.TabAt(p.w-1, p.tabs(), p.tab, c.X-1); ok {
			p.show(i)
		}
	case y >= 0 && c.X < p.left():
		p.pane().click(y)
		if c.Double && p.opens() {
			return p.pane().enter()
		}
	}
	return nil
}

// Typing says that a form is open.
func (p *Page) Typing() bool { return p.sheet != nil }

// Cursor is on the field of a form, else on what is selected.
func (p *Page) Cursor() *tea.Cursor {
	x, y, ok := 0, 0, false
	switch {
	case p.sheet != nil:
		x, y, ok = p.sheet.form.Cursor()
	case p.diff != nil:
		y, ok = p.diff.stack.cursor()
	case p.facts.exists():
		y, ok = p.pane().cursor()
	}
	if !ok {
		return nil
	}
	c := tea.NewCursor(x, y+headRows)
	c.Blink = false
	return c
}

// commit asks to store writes and counts, so that their end can be told from that of others.
func (p *Page) commit(effect string, writes ...model.Write) tea.Cmd {
	p.sent++
	return nav.Send(nav.Commit{To: nav.To{Route: p.route}, Writes: writes, Effect: effect})
}

// committed closes the form whose writes are on the disk, and tells what is odd about them. After an error the form stays,
// with all that was typed.
func (p *Page) committed(msg nav.Committed) tea.Cmd {
	if p.sheet != nil && p.sheet.turn == p.ended {
		if msg.Err == nil {
			p.closeSheet()
		} else {
			p.sheet.turn = 0
		}
	}
	if s := p.panes[stepsTab].(*steps); s.turn == p.ended && msg.Err == nil {
		s.start()
	}
	if k := p.panes[papersTab].(*papers); k.turn == p.ended && msg.Err == nil {
		k.find(k.begun)
	}
	warn := p.warn[p.ended]
	delete(p.warn, p.ended)
	if warn == nil || msg.Err != nil {
		return nil
	}
	if odd := warn(); odd != "" {
		return nav.Send(nav.Say{Text: odd, Tone: nav.Warn})
	}
	return nil
}

// neighbour goes to the household before or after this one in the list from which the page was opened.
func (p *Page) neighbour(step int) tea.Cmd {
	order, at := p.order()
	if at < 0 || at+step < 0 || at+step >= len(order) {
		return nav.Send(nav.Say{Text: p.env.L.T("household.no_neighbour"), Tone: nav.Info})
	}
	return nav.Send(nav.Instead{Route: nav.Route{Page: nav.Household, Case: order[at+step], Arg: tabNames[p.tab]}})
}

// order is the list and the place of this household in it, or -1.
func (p *Page) order() ([]model.ID, int) {
	o, ok := p.s.(orderer)
	if !ok {
		return nil, -1
	}
	order := o.Order()
	return order, slices.Index(order, p.route.Case)
}
