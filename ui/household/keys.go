package household

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/act"
	"seuil/ui/nav"
)

// Keys is the key table: of a form or the versions of a note while they are open, else of the tab and the page.
func (p *Page) Keys() []nav.Binding {
	switch {
	case p.sheet != nil:
		return p.sheetKeys()
	case !p.facts.exists():
		return nil
	case p.diff != nil:
		return p.diff.keys()
	}
	own := p.readable(p.pane().keys())
	return append(own, p.pageKeys(own)...)
}

func (p *Page) open(page nav.PageName, arg string) func() tea.Cmd {
	return func() tea.Cmd { return nav.Send(nav.Open{Route: nav.Route{Page: page, Case: p.route.Case, Arg: arg}}) }
}

// pageKeys are the bindings that every tab has. Those that a tab has for itself are left out.
func (p *Page) pageKeys(taken []nav.Binding) []nav.Binding {
	l := p.env.L
	acts, moves := l.T("household.group.act"), l.T("household.group.move")
	cases := []model.ID{p.route.Case}
	landlord, landlordHelp := l.T("household.key.landlord"), l.T("household.key.landlord_help")
	if p.facts.theirs {
		landlord, landlordHelp = l.T("household.key.answer"), l.T("household.key.answer_help")
	}
	tab := func(by int) func() tea.Cmd { return func() tea.Cmd { p.show(p.tab + by); return nil } }
	table := []nav.Binding{
		{Keys: []string{"n"}, Label: l.T("household.key.note"), Help: l.T("household.key.note_help"), Group: acts, Hint: true, Run: p.open(nav.Note, "quick")},
		{Keys: []string{"v"}, Label: l.T("household.key.visit"), Help: l.T("household.key.visit_help"), Group: acts, Hint: true, Run: p.open(nav.Note, "")},
		{Keys: []string{"t"}, Label: l.T("household.key.call"), Help: l.T("household.key.call_help"), Group: acts, Hint: true, Run: p.open(nav.Note, string(model.PhoneCall))},
		{Keys: []string{"e"}, Label: l.T("household.key.date"), Help: l.T("household.key.date_help"), Group: acts, Hint: true,
			Run: func() tea.Cmd { return nav.Send(nav.Show{Dialog: p.desk().AddDate(cases, p.then)}) }},
		{Keys: []string{"p"}, Label: l.T("household.key.postpone"), Help: l.T("household.key.postpone_help"), Group: acts, Hint: true, Run: p.postpone},
		{Keys: []string{"r"}, Label: l.T("household.key.identity"), Help: l.T("household.key.identity_help"), Group: acts, Run: p.identity},
		{Keys: []string{"b"}, Label: landlord, Help: landlordHelp, Group: acts, Hint: p.facts.theirs, Run: p.open(nav.Liaison, "")},
		{Keys: []string{"l"}, Label: l.T("household.key.handover"), Help: l.T("household.key.handover_help"), Group: acts, Run: p.open(nav.Handover, "")},
		{Keys: []string{"ctrl+delete"}, Label: l.T("household.key.erase"), Help: l.T("household.key.erase_help"), Group: acts, Run: p.erase},
		{Keys: []string{"tab", "right"}, Label: l.T("household.key.tab"), Help: l.T("household.key.tab_help"), Group: moves, Hint: true, Run: tab(1)},
		{Keys: []string{"shift+tab", "left"}, Label: l.T("household.key.tab"), Help: l.T("household.key.tab_back"), Group: moves, Run: tab(-1)},
		{Keys: []string{","}, Label: l.T("household.key.previous"), Help: l.T("household.key.previous_help"), Group: moves, Run: func() tea.Cmd { return p.neighbour(-1) }},
		{Keys: []string{";"}, Label: l.T("household.key.following"), Help: l.T("household.key.following_help"), Group: moves, Run: func() tea.Cmd { return p.neighbour(1) }},
		{Keys: []string{"h"}, Label: l.T("household.key.history"), Help: l.T("household.key.history_help"), Group: moves, Run: func() tea.Cmd { p.show(len(tabNames) - 1); return nil }},
		{Keys: []string{"esc"}, Label: l.T("household.key.back"), Help: l.T("household.key.back_help"), Group: moves, Hint: true, Run: func() tea.Cmd { return nav.Send(nav.Back{}) }},
	}
	used := make(map[string]bool)
	for _, b := range taken {
		for _, k := range b.Keys {
			used[k] = true
		}
	}
	free := table[:0]
	for _, b := range table {
		if !used[b.Keys[0]] && p.mayWrite(b) {
			free = append(free, b)
		}
	}
	return free
}

// postpone gives a new date to the selected item or, on another tab, to the next one.
func (p *Page) postpone() tea.Cmd {
	it, ok := p.facts.next()
	if d, here := p.pane().(*dates); here {
		it, ok = d.selected()
	}
	if !ok || !it.Open() {
		return nav.Send(nav.Say{Text: p.env.L.T("household.no_open_date"), Tone: nav.Info})
	}
	target := []act.Target{act.TargetOf(p.route.Case, it)}
	return nav.Send(nav.Show{Dialog: p.desk().Postpone(target, p.then)})
}

// identity corrects who the household is: its first member, or a new one if nobody is named.
func (p *Page) identity() tea.Cmd {
	if len(p.facts.members) == 0 {
		return p.editMember(model.Member{ID: p.s.NewID(), Role: model.RoleHolder}, true)
	}
	return p.editMember(p.facts.members[0], false)
}

// menu asks for a letter: what is to be added.
func (p *Page) menu() tea.Cmd {
	l := p.env.L
	add := func(name string, run func() tea.Cmd) act.Answer {
		return act.Answer{Key: strings.ToLower(l.T("household.add_key." + name)), Label: l.T("household.add." + name), Run: run}
	}
	q := act.NewQuestion(p.env, l.T("household.add_title"), []string{l.T("household.add_what")},
		add("member", func() tea.Cmd { return p.editMember(model.Member{ID: p.s.NewID()}, true) }),
		add("dwelling", func() tea.Cmd { return p.editDwelling(model.Dwelling{ID: p.s.NewID()}, true) }),
		add("reach", func() tea.Cmd { return p.editReach(model.Reach{ID: p.s.NewID(), Means: model.MeansPhone}, true) }),
		add("phase", func() tea.Cmd { return p.editPhase(p.s.NewID(), model.PhaseEntry{Since: p.today()}, true) }),
	)
	return nav.Send(nav.Show{Dialog: q})
}

// offerNote answers a paste outside of a field.
func (p *Page) offerNote(msg tea.Msg) tea.Cmd {
	paste, ok := msg.(tea.PasteMsg)
	if !ok || !p.facts.exists() || p.facts.theirs {
		return nil
	}
	return p.desk().OfferNote(p.route.Case, paste.Content)
}
