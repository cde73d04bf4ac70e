package agenda

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/act"
	"seuil/ui/nav"
)

// Groups of bindings in the help; their names stand in the locale.
const (
	groupAct  = "agenda.group.act"
	groupMove = "agenda.group.move"
	groupFind = "agenda.group.find"
)

// Keys is the one table of the page. While the filter is typed into, it holds no key that a field needs.
func (p *Page) Keys() []nav.Binding {
	if p.typing {
		return p.filterKeys()
	}
	add := p.bind(true, groupAct, "add", p.add, "e")
	view := p.bind(true, groupMove, "view", p.turnView, "o")
	table := []nav.Binding{add, view}
	if p.current() != nil {
		table = []nav.Binding{
			p.bind(true, groupAct, "done", p.done, "space"),
			p.bind(true, groupAct, "postpone", p.postpone, "p"),
			add,
			p.bind(true, groupAct, "open", p.open, "enter"),
			p.bind(true, groupAct, "why", p.why, "g"),
			view,
			p.bind(true, groupAct, "skip", p.skip, "s"),
			p.bind(false, groupAct, "note", p.note("quick"), "n"),
			p.bind(false, groupAct, "visit", p.note(""), "v"),
			p.bind(false, groupAct, "call", p.note(string(model.PhoneCall)), "t"),
		}
	}
	table = append(table,
		p.bind(true, groupMove, "today", p.goToday, "a"),
		p.bind(true, groupFind, "mine", p.turnMine, "r"),
		p.bind(true, groupFind, "filter", p.startFilter, "/", "f"))
	if p.filter.Len() > 0 {
		table = append(table, p.bind(false, groupFind, "clear", p.clear, "esc"))
	}
	return append(table, p.moveKeys()...)
}

// bind makes a binding; its label has the key agenda.key.<name>, its help agenda.help.<name>.
func (p *Page) bind(hint bool, group, name string, run func() tea.Cmd, keys ...string) nav.Binding {
	l := p.env.L
	return nav.Binding{Keys: keys, Label: l.T("agenda.key." + name), Help: l.T("agenda.help." + name), Group: l.T(group), Hint: hint, Run: run}
}

func (p *Page) move(key string) func() tea.Cmd {
	return func() tea.Cmd { p.board.key(key); p.follow(); return nil }
}

func (p *Page) moveKeys() []nav.Binding {
	return []nav.Binding{
		p.bind(false, groupMove, "next_week", func() tea.Cmd { return p.goWeek(1) }, "right"),
		p.bind(false, groupMove, "last_week", func() tea.Cmd { return p.goWeek(-1) }, "left"),
		p.bind(false, groupMove, "up", p.move("up"), "up", "k"),
		p.bind(false, groupMove, "down", p.move("down"), "down", "j"),
		p.bind(false, groupMove, "pgup", p.move("pgup"), "pgup"),
		p.bind(false, groupMove, "pgdown", p.move("pgdown"), "pgdown"),
		p.bind(false, groupMove, "home", p.move("home"), "home"),
		p.bind(false, groupMove, "end", p.move("end"), "end"),
	}
}

// filterKeys are the keys while the filter is typed into. Space, home, end and the sideways arrows belong to the field.
func (p *Page) filterKeys() []nav.Binding {
	back := func() tea.Cmd { p.typing = false; return nil }
	return []nav.Binding{
		p.bind(true, groupAct, "open", func() tea.Cmd { p.typing = false; return p.open() }, "enter"),
		p.bind(true, groupFind, "to_list", back, "tab"),
		p.bind(true, groupMove, "up", p.move("up"), "up"),
		p.bind(true, groupMove, "down", p.move("down"), "down"),
		p.bind(false, groupMove, "pgup", p.move("pgup"), "pgup"),
		p.bind(false, groupMove, "pgdown", p.move("pgdown"), "pgdown"),
		p.bind(true, groupFind, "clear", p.clear, "esc"),
	}
}

// startFilter looks among all dates, and so in the list.
func (p *Page) startFilter() tea.Cmd {
	p.typing = true
	if !p.week.IsZero() {
		return p.turnView()
	}
	return nil
}

// clear is one step back: the text of the filter, then its field.
func (p *Page) clear() tea.Cmd {
	if p.filter.Len() == 0 {
		p.typing = false
		return nil
	}
	p.filter.SetValue("")
	p.applyFilter()
	return nil
}

// turnMine shows the households that this worker leads, or those of the whole team again.
func (p *Page) turnMine() tea.Cmd {
	if p.list.mine.IsZero() {
		p.list.mine = p.session.Me().ID
	} else {
		p.list.mine = model.ID{}
	}
	p.list.show()
	p.board.selected = max(0, p.list.index(p.selected, p.board.selected))
	p.lay()
	p.follow()
	return nil
}

// turnView goes from the list to the week of the date under the cursor, or back.
func (p *Page) turnView() tea.Cmd {
	if p.week.IsZero() {
		p.week = monday(p.cursorDay())
	} else {
		p.week = 0
	}
	p.settle()
	p.follow()
	return nil
}

// goToday moves to the first date of today, or the next that there is.
func (p *Page) goToday() tea.Cmd {
	if !p.week.IsZero() {
		p.week = monday(p.today())
		p.lay()
	}
	p.board.Select(p.list.from(p.today()))
	p.follow()
	return nil
}

// goWeek moves by one week in the view of a week; in the list, to the first date of the next week, or of the one before, in which
// something is due.
func (p *Page) goWeek(by int) tea.Cmd {
	if !p.week.IsZero() {
		p.week = p.week.AddDays(7 * by)
		p.lay()
		p.board.Select(p.list.from(p.week))
		p.follow()
		return nil
	}
	week := monday(p.cursorDay())
	from, to := p.list.from(week), p.list.from(week.AddDays(7))
	if e := p.current(); e != nil && e.due.IsZero() { // what has no date comes after every week
		from, to = p.list.undated(), p.board.selected
	}
	if by < 0 {
		to = 0
		if from > 0 {
			to = p.list.from(monday(p.list.shown[from-1].due))
		}
	}
	p.board.Select(to)
	p.follow()
	return nil
}

// then commits what a dialog or a key has made.
func (p *Page) then(writes []model.Write, effect string) tea.Cmd {
	if len(writes) == 0 {
		return nil
	}
	return act.CommitFor(p.route)(writes, effect)
}

// targets are the date under the cursor. The keys that act on it stand in the table only while there is one.
func (p *Page) targets() []act.Target { return []act.Target{p.current().target()} }

func (p *Page) done() tea.Cmd { return p.then(p.desk.DoneOn(p.targets(), p.today())) }

func (p *Page) postpone() tea.Cmd { return p.form(p.desk.Postpone) }

func (p *Page) skip() tea.Cmd { return p.form(p.desk.Skip) }

// form asks what is to become of the date under the cursor.
func (p *Page) form(dialog func([]act.Target, act.Then) nav.Dialog) tea.Cmd {
	return p.desk.OnOwn([]model.ID{p.current().summary.Case}, func() tea.Cmd {
		return nav.Send(nav.Show{Dialog: dialog(p.targets(), p.then)})
	})
}

func (p *Page) why() tea.Cmd { return nav.Send(nav.Show{Dialog: p.desk.Why(p.targets()[0])}) }

// add sets a date for the household under the cursor; without one it asks which.
func (p *Page) add() tea.Cmd {
	ask := func(id model.ID) tea.Cmd {
		cases := []model.ID{id}
		return p.desk.OnOwn(cases, func() tea.Cmd { return nav.Send(nav.Show{Dialog: p.desk.AddDate(cases, p.then)}) })
	}
	if e := p.current(); e != nil {
		return ask(e.summary.Case)
	}
	cases := slices.DeleteFunc(named(p.session), func(m *model.Summary) bool { return !m.Open })
	if len(cases) == 0 {
		return nav.Send(nav.Say{Text: p.env.L.T("agenda.no_household"), Tone: nav.Info})
	}
	options := make([]act.Option, len(cases))
	for i, m := range cases {
		options[i] = act.Option{Label: p.names.Title(m.Case, m.Name), Detail: p.set.Agency(m.Header.Agency).Short(p.list.lang)}
	}
	return nav.Send(nav.Show{Dialog: act.NewChooser(p.env, p.env.L.T("agenda.choose"), options, func(i int) tea.Cmd { return ask(cases[i].Case) })})
}

// open goes to the date on the page of its household.
func (p *Page) open() tea.Cmd {
	e := p.current()
	if e == nil {
		return nil
	}
	return nav.Send(nav.Open{Route: nav.Route{Page: nav.Household, Case: e.summary.Case, Record: e.target().Record(), Arg: "dates"}})
}

// note opens the editor for a contact of a kind with the household under the cursor.
func (p *Page) note(arg string) func() tea.Cmd {
	return func() tea.Cmd {
		return nav.Send(nav.Open{Route: nav.Route{Page: nav.Note, Case: p.current().summary.Case, Arg: arg}})
	}
}

// offerNote answers a paste outside of a field: a note with that text, if wanted; never a series of commands.
func (p *Page) offerNote(pasted string) tea.Cmd {
	e := p.current()
	if e == nil {
		return nil
	}
	return p.desk.OfferNote(e.summary.Case, pasted)
}
