package caseload

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/act"
	"seuil/ui/nav"
)

// Groups of bindings in the help; their names stand in the locale.
const (
	groupAct  = "caseload.group.act"
	groupMove = "caseload.group.move"
	groupFind = "caseload.group.find"
)

// Keys is the one table of the page. While the filter is typed into, it holds no key that a field needs.
func (p *Page) Keys() []nav.Binding {
	if p.typing {
		return p.filterKeys()
	}
	var table []nav.Binding
	if len(p.list.all) > 0 {
		table = append(table, p.actKeys()...)
	}
	table = append(table, p.bind(len(p.list.all) == 0, groupAct, "new", p.newCase, "ctrl+n"))
	if len(p.drafts) > 0 {
		table = append(table,
			p.bind(false, groupAct, "resume", func() tea.Cmd { return p.resume(p.drafts[0]) }, "r"),
			p.bind(false, groupAct, "drafts", p.chooseDraft, "b"))
	}
	if len(p.list.all) == 0 {
		return table
	}
	if p.filter.Len() > 0 || len(p.ticked) > 0 {
		table = append(table, p.bind(false, groupFind, "clear", p.clear, "esc"))
	}
	return append(table, p.moveKeys()...)
}

// bind makes a binding; its label has the key caseload.key.<name>, its help caseload.help.<name>.
func (p *Page) bind(hint bool, group, name string, run func() tea.Cmd, keys ...string) nav.Binding {
	l := p.env.L
	return nav.Binding{Keys: keys, Label: l.T("caseload.key." + name), Help: l.T("caseload.help." + name), Group: l.T(group), Hint: hint, Run: run}
}

func (p *Page) send(msg tea.Msg) func() tea.Cmd { return func() tea.Cmd { return nav.Send(msg) } }

func (p *Page) actKeys() []nav.Binding {
	return []nav.Binding{
		p.bind(true, groupAct, "open", p.open, "enter", "right"),
		p.bind(true, groupAct, "seen", p.seen, "m"),
		p.bind(true, groupAct, "note", p.note("quick"), "n"),
		p.bind(true, groupAct, "visit", p.note(""), "v"),
		p.bind(true, groupAct, "date", p.addDate, "e"),
		p.bind(true, groupAct, "postpone", p.postpone, "p"),
		p.bind(true, groupFind, "filter", p.startFilter, "/", "f3"),
		p.bind(true, groupAct, "why", p.why, "g"),
		p.bind(true, groupAct, "call", p.note(string(model.PhoneCall)), "t"),
		p.bind(true, groupAct, "tick", p.tick, "space"),
		p.bind(true, groupFind, "views", p.chooseView, "f"),
		p.bind(true, groupFind, "order", p.nextOrder, "o"),
		p.bind(false, groupAct, "done", p.done, "w"),
		p.bind(false, groupAct, "tick_all", p.tickAll, "a"),
		p.bind(false, groupAct, "urgent", p.urgent, "u"),
		p.bind(false, groupAct, "share", p.share, "x"),
		p.bind(false, groupAct, "close", p.close, "delete"),
	}
}

func (p *Page) moveKeys() []nav.Binding {
	move := func(key string) func() tea.Cmd {
		return func() tea.Cmd { p.table.Key(key); p.follow(); return nil }
	}
	return []nav.Binding{
		p.bind(false, groupMove, "up", move("up"), "up", "k"),
		p.bind(false, groupMove, "down", move("down"), "down", "j"),
		p.bind(false, groupMove, "pgup", move("pgup"), "pgup"),
		p.bind(false, groupMove, "pgdown", move("pgdown"), "pgdown"),
		p.bind(false, groupMove, "home", move("home"), "home"),
		p.bind(false, groupMove, "end", move("end"), "end"),
	}
}

// filterKeys are the keys while the filter is typed into. Space, home, end and delete belong to the field.
func (p *Page) filterKeys() []nav.Binding {
	move := func(key string) func() tea.Cmd {
		return func() tea.Cmd { p.table.Key(key); p.follow(); return nil }
	}
	tab := p.bind(true, groupFind, "to_list", p.endFilter, "tab")
	if head, list := p.lexicon.complete(p.filter.Value()); len(list) > 0 {
		tab = p.bind(true, groupFind, "complete", func() tea.Cmd { p.filter.SetValue(head + list[0]); p.ask(""); return nil }, "tab")
	}
	return []nav.Binding{
		p.bind(true, groupAct, "open", func() tea.Cmd { cmd := p.open(); p.endFilter(); return cmd }, "enter"),
		tab,
		p.bind(true, groupMove, "up", move("up"), "up"),
		p.bind(true, groupMove, "down", move("down"), "down"),
		p.bind(false, groupMove, "pgup", move("pgup"), "pgup"),
		p.bind(false, groupMove, "pgdown", move("pgdown"), "pgdown"),
		p.bind(true, groupFind, "clear", p.clear, "esc"),
		p.bind(true, groupAct, "new", p.newCase, "ctrl+n"),
	}
}

func (p *Page) newCase() tea.Cmd { return nav.Send(nav.Open{Route: nav.Route{Page: nav.NewCase}}) }

func (p *Page) startFilter() tea.Cmd {
	p.typing = true
	return nil
}

// endFilter goes to the list; what may have become a criterion is words now.
func (p *Page) endFilter() tea.Cmd {
	p.typing = false
	p.ask(p.view)
	return nil
}

// clear is one step back: the text of the filter, then its field, then the ticks.
func (p *Page) clear() tea.Cmd {
	switch {
	case p.filter.Len() > 0:
		p.filter.SetValue("")
		p.ask("")
	case p.typing:
		p.typing = false
	default:
		clear(p.ticked)
	}
	return nil
}

func (p *Page) open() tea.Cmd {
	if r := p.current(); r != nil {
		return nav.Send(nav.Open{Route: nav.Route{Page: nav.Household, Case: r.Case}})
	}
	return nil
}

// share prepares a bundle of the cases for a colleague.
func (p *Page) share() tea.Cmd { return nav.Send(nav.Share{Cases: p.targets()}) }

// targets are the cases that a verb acts on: those ticked, in the order of the list, else the one under the cursor.
func (p *Page) targets() []model.ID {
	var cases []model.ID
	if len(p.ticked) > 0 {
		for _, r := range p.list.all {
			if p.ticked[r.Case] {
				cases = append(cases, r.Case)
			}
		}
		return cases
	}
	if r := p.current(); r != nil {
		cases = append(cases, r.Case)
	}
	return cases
}

// commit stores the writes of an act; the ticks go once it is done.
func (p *Page) commit(writes []model.Write, effect string) tea.Cmd {
	if len(writes) == 0 {
		return nil
	}
	p.bulk = len(p.ticked) > 0
	return act.CommitFor(p.route)(writes, effect)
}

// seen marks the household as seen today and goes to the next.
func (p *Page) seen() tea.Cmd {
	cmd := p.commit(p.desk.Seen(p.targets()))
	if len(p.ticked) == 0 {
		p.table.Key("down")
		p.follow()
	}
	return cmd
}

// note opens the editor for a contact of a kind. A note is about one household: ticks do not count.
func (p *Page) note(arg string) func() tea.Cmd {
	return func() tea.Cmd {
		r := p.current()
		if r == nil {
			return nil
		}
		open := nav.Send(nav.Open{Route: nav.Route{Page: nav.Note, Case: r.Case, Arg: arg}})
		if len(p.ticked) > 1 {
			who := p.names.Title(r.Case, r.Name)
			return tea.Batch(open, nav.Send(nav.Say{Text: p.env.L.T("caseload.one_by_one", "who", who), Tone: nav.Info}))
		}
		return open
	}
}

func (p *Page) addDate() tea.Cmd {
	cases := p.targets()
	if len(cases) == 0 {
		return nil
	}
	return p.desk.OnOwn(cases, func() tea.Cmd { return nav.Send(nav.Show{Dialog: p.desk.AddDate(cases, p.commit)}) })
}

// dates are the open dates that come first, computed or set by a person, of the households that a verb acts on.
func (p *Page) dates() (targets []act.Target) {
	for _, id := range p.targets() {
		if next, ok := p.list.byID[id].next(); ok {
			targets = append(targets, act.TargetOf(id, next))
		}
	}
	return targets
}

// onDates does something to the next dates, if there are any.
func (p *Page) onDates(do func([]act.Target) tea.Cmd) tea.Cmd {
	if targets := p.dates(); len(targets) > 0 {
		return do(targets)
	}
	return nav.Send(nav.Say{Text: p.env.L.T("caseload.no_date_yet"), Tone: nav.Info})
}

func (p *Page) postpone() tea.Cmd {
	return p.desk.OnOwn(p.targets(), func() tea.Cmd {
		return p.onDates(func(targets []act.Target) tea.Cmd {
			return nav.Send(nav.Show{Dialog: p.desk.Postpone(targets, p.commit)})
		})
	})
}

// done says that the next date of each household was done today.
func (p *Page) done() tea.Cmd {
	return p.onDates(func(targets []act.Target) tea.Cmd { return p.commit(p.desk.DoneOn(targets, p.today())) })
}

// why tells every reason for the place of the household under the cursor.
func (p *Page) why() tea.Cmd {
	if r := p.current(); r != nil {
		return nav.Send(nav.Show{Dialog: p.desk.WhyRank(r.Case)})
	}
	return nil
}

// nextOrder sorts the list in the next way; the cursor follows its household.
func (p *Page) nextOrder() tea.Cmd {
	p.order = (p.order + 1) % orders
	p.list.sort(p.order)
	p.list.show()
	p.settle()
	return nil
}

// urgent says that households cannot wait, or, if all of them are urgent, that they can again.
func (p *Page) urgent() tea.Cmd {
	cases := p.targets()
	waits := func(id model.ID) bool { return !p.list.byID[id].urgent() }
	switch {
	case len(cases) == 0:
		return nil
	case slices.ContainsFunc(cases, waits):
		return p.desk.OnOwn(cases, func() tea.Cmd { return nav.Send(nav.Show{Dialog: p.desk.Urgent(cases, p.commit)}) })
	}
	return p.commit(p.desk.Calm(cases))
}

func (p *Page) close() tea.Cmd { return p.commit(p.desk.Close(p.targets())) }

func (p *Page) tick() tea.Cmd {
	r := p.current()
	if r == nil {
		return nil
	}
	if p.ticked[r.Case] {
		delete(p.ticked, r.Case)
	} else {
		p.ticked[r.Case] = true
	}
	p.table.Key("down")
	p.follow()
	return nil
}

// tickAll ticks every row that shows; if all are, it takes their ticks away.
func (p *Page) tickAll() tea.Cmd {
	all := true
	for _, r := range p.list.shown {
		all = all && p.ticked[r.Case]
	}
	for _, r := range p.list.shown {
		if all {
			delete(p.ticked, r.Case)
		} else {
			p.ticked[r.Case] = true
		}
	}
	return nil
}
