package convention

import (
	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/act"
	"seuil/ui/nav"
)

// Groups of bindings in the help; their names stand in the locale.
const (
	groupAct  = "convention.group.act"
	groupMove = "convention.group.move"
	groupFind = "convention.group.find"
)

// Keys is the one table of the page. While the filter is typed into, it holds no key that a field needs.
func (p *Page) Keys() []nav.Binding {
	if p.typing {
		return p.filterKeys()
	}
	table := p.cellKeys()
	if len(p.sheets) > 0 {
		table = append(table, p.bind(true, groupFind, "sheet", p.chooseSheet, "o"))
	}
	if len(p.list.all) > 0 {
		table = append(table, p.bind(true, groupFind, "filter", func() tea.Cmd { p.typing = true; return nil }, "f", "/"))
	}
	if p.filter.Len() > 0 {
		table = append(table, p.bind(false, groupFind, "clear", p.clear, "esc"))
	}
	return append(table, p.moveKeys()...)
}

// bind makes a binding; its label has the key convention.key.<name>, its help convention.help.<name>.
func (p *Page) bind(hint bool, group, name string, run func() tea.Cmd, keys ...string) nav.Binding {
	l := p.env.L
	return nav.Binding{Keys: keys, Label: l.T("convention.key." + name), Help: l.T("convention.help." + name), Group: l.T(group), Hint: hint, Run: run}
}

// cellKeys are what can be done with the cell under the cursor.
func (p *Page) cellKeys() []nav.Binding {
	r, col, ok := p.current()
	if !ok {
		return nil
	}
	var table []nav.Binding
	switch {
	case p.list.sheet.paper == nil:
		table = p.stepKeys(r, col)
	case !r.paper.Begun():
		table = []nav.Binding{p.bind(true, groupAct, "begin", func() tea.Cmd { return p.desk.BeginPaper(r.Case, p.list.sheet.paper.Code, p.then) }, "space", "c")}
	case col == 0 && len(r.paper.Missing) > 0:
		table = []nav.Binding{p.bind(true, groupAct, "sign", func() tea.Cmd { return p.sign(r) }, "space")}
	case r.marks[col] != outside:
		table = p.pledgeKeys(r, col)
	}
	for i, b := range table {
		table[i].Run = func() tea.Cmd { return p.desk.OnOwn([]model.ID{r.Case}, b.Run) }
	}
	return append(table, p.bind(true, groupAct, "open", p.open, "enter"))
}

func show(d nav.Dialog) tea.Cmd { return nav.Send(nav.Show{Dialog: d}) }

// pledgeKeys say how a commitment stands.
func (p *Page) pledgeKeys(r *row, col int) []nav.Binding {
	pledges := []act.Pledge{{Case: r.Case, Agreement: r.paper.Agreement, Code: p.list.sheet.columns[col].pledge.Code}}
	tick := "tick"
	if r.marks[col] == kept || r.marks[col] == aside {
		tick = "again"
	}
	prove := func() tea.Cmd {
		if d, ok := p.desk.ProvePledge(pledges[0], p.then); ok {
			return show(d)
		}
		return nav.Send(nav.Open{Route: nav.Route{Page: nav.Note, Case: r.Case}})
	}
	return []nav.Binding{
		p.bind(true, groupAct, tick, func() tea.Cmd { return p.then(p.desk.TickPledges(pledges)) }, "space"),
		p.bind(tick == "tick", groupAct, "skip", func() tea.Cmd { return show(p.desk.SkipPledges(pledges, p.then)) }, "s"),
		p.bind(true, groupAct, "prove", prove, "n"),
		p.bind(true, groupAct, "judge", func() tea.Cmd { return show(p.desk.JudgePledges(pledges, p.then)) }, "e", "r"),
	}
}

// stepKeys say whether a step is done.
func (p *Page) stepKeys(r *row, col int) []nav.Binding {
	step := act.Doing{Case: r.Case, Code: p.list.sheet.columns[col].step.Code}
	tick := "done"
	if r.marks[col] != open {
		tick = "again"
	}
	return []nav.Binding{
		p.bind(true, groupAct, tick, func() tea.Cmd { return p.then(p.desk.TickStep(step)) }, "space"),
		p.bind(tick == "done", groupAct, "skip", func() tea.Cmd { return show(p.desk.SkipStep(step, p.then)) }, "s"),
		p.bind(true, groupAct, "date", func() tea.Cmd { return show(p.desk.DateStep(step, p.then)) }, "e"),
	}
}

func (p *Page) sign(r *row) tea.Cmd {
	return show(p.desk.Sign(act.Signing{Case: r.Case, Agreement: r.paper.Agreement, Party: r.paper.Missing[0]}, p.then))
}

func (p *Page) move(key string) func() tea.Cmd {
	return func() tea.Cmd { p.grid.Key(key); p.follow(); return nil }
}

func (p *Page) moveKeys() []nav.Binding {
	return []nav.Binding{
		p.bind(false, groupMove, "left", p.move("left"), "left"),
		p.bind(false, groupMove, "right", p.move("right"), "right"),
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
		p.bind(true, groupFind, "to_grid", back, "enter", "tab"),
		p.bind(true, groupMove, "up", p.move("up"), "up"),
		p.bind(true, groupMove, "down", p.move("down"), "down"),
		p.bind(false, groupMove, "pgup", p.move("pgup"), "pgup"),
		p.bind(false, groupMove, "pgdown", p.move("pgdown"), "pgdown"),
		p.bind(true, groupFind, "clear", p.clear, "esc"),
	}
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

// then commits what a dialog or a key has made; what is odd about it is told once it is stored.
func (p *Page) then(writes []model.Write, effect string) tea.Cmd {
	if len(writes) == 0 {
		return nil
	}
	p.asked = append(p.asked, writes)
	return act.CommitFor(p.route)(writes, effect)
}

// open goes to the household's page, on what the cell is about.
func (p *Page) open() tea.Cmd {
	r, col, ok := p.current()
	if !ok {
		return nil
	}
	to := nav.Route{Page: nav.Household, Case: r.Case, Arg: "papers"}
	switch c := p.list.sheet.columns[col]; {
	case p.list.sheet.paper == nil:
		to.Arg, to.Record = "steps", model.DerivedID(model.KindStep, c.step.Code)
	case !r.paper.Begun():
	case c.pledge.Code == "":
		to.Record = r.paper.Agreement
	default:
		to.Record = model.CommitmentID(r.paper.Agreement, c.pledge.Code)
	}
	return nav.Send(nav.Open{Route: to})
}

// chooseSheet asks which paper or phase is to be shown.
func (p *Page) chooseSheet() tea.Cmd {
	l, counts := p.env.L, p.counts()
	options := make([]act.Option, len(p.sheets))
	for i, s := range p.sheets {
		name := s.name(p.lang())
		if s.paper == nil {
			name = l.T("convention.steps_of", "phase", name)
		}
		options[i] = act.Option{Label: join(name, s.prog.Short(p.lang())), Detail: l.N("root.households", counts[i])}
	}
	return show(act.NewChooser(p.env, l.T("convention.choose"), options, func(i int) tea.Cmd {
		p.show(p.sheets[i])
		return nil
	}))
}

// counts are how many open households have the paper of each sheet, or are in its phase.
func (p *Page) counts() []int {
	counts := make([]int, len(p.sheets))
	first := make([]model.ID, len(p.sheets)) // version of each paper
	for i, s := range p.sheets {
		if s.paper != nil {
			first[i] = model.AgreementID(s.paper.Code, 1)
		}
	}
	for _, m := range p.session.Summaries() {
		for i, s := range p.sheets {
			switch {
			case !s.concerns(m):
			case s.paper == nil:
				if m.Phase == s.phase.Code {
					counts[i]++
				}
			default:
				if r := p.session.Case(m.Case).Record(model.KindAgreement, first[i]); r != nil && !r.Deleted() {
					counts[i]++
				}
			}
		}
	}
	return counts
}
