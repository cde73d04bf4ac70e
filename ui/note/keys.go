package note

import (
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/act"
	"seuil/ui/nav"
)

// Keys is the key table; it says other things while the page is one line, searches, or has nothing to write in.
func (p *Page) Keys() []nav.Binding {
	switch {
	case p.state == missing:
		return []nav.Binding{{Keys: []string{"esc"}, Label: p.env.L.T("note.key.back"), Hint: true, Run: p.done}}
	case p.search.open:
		return p.searchKeys()
	}
	l := p.env.L
	writing, text := l.T("note.group.note"), l.T("note.group.text")
	table := []nav.Binding{{Keys: []string{"ctrl+s", "esc"}, Label: l.T("note.key.done"), Help: l.T("note.help.done"), Group: writing, Hint: true, Run: p.done}}
	create := nav.Binding{Keys: []string{"ctrl+e"}, Label: l.T("note.key.create"), Help: l.T("note.help.create"), Group: writing, Hint: len(p.offers) > 0, Run: p.createOffers}
	if p.state == quick {
		table[0].Keys = []string{"enter", "ctrl+s", "esc"}
		create = nav.Binding{Keys: []string{"ctrl+e"}, Label: l.T("note.key.enlarge"), Help: l.T("note.help.enlarge"), Group: writing, Hint: true, Run: p.enlarge}
	} else {
		table = append(table,
			nav.Binding{Keys: []string{"tab"}, Label: l.T("note.key.zone"), Help: l.T("note.help.zone"), Group: writing, Hint: true, Run: p.moving(1)},
			nav.Binding{Keys: []string{"shift+tab"}, Label: l.T("note.key.zone_back"), Help: l.T("note.help.zone_back"), Group: writing, Run: p.moving(-1)})
	}
	audience := l.T("note.key.me")
	if p.private {
		audience = l.T("note.key.team")
	}
	table = append(table, create)
	if !p.told {
		table = append(table, nav.Binding{Keys: []string{"ctrl+r"}, Label: audience, Help: l.T("note.help.audience"), Group: writing, Hint: true, Run: p.toggleAudience})
	}
	table = append(table,
		nav.Binding{Keys: []string{"ctrl+t"}, Label: l.T("note.key.kind"), Help: l.T("note.help.kind"), Group: writing, Hint: true, Run: p.chooseKind},
		nav.Binding{Keys: []string{"f2"}, Label: l.T("note.key.details"), Help: l.T("note.help.details"), Group: writing, Hint: true, Run: p.showDetails},
		nav.Binding{Keys: []string{"ctrl+z"}, Label: l.T("note.key.undo"), Group: text, Hint: true, Run: p.undo},
		nav.Binding{Keys: []string{"ctrl+y"}, Label: l.T("note.key.redo"), Group: text, Run: p.redo},
		nav.Binding{Keys: []string{"ctrl+f"}, Label: l.T("note.key.find"), Help: l.T("note.help.find"), Group: text, Hint: true, Run: func() tea.Cmd { p.openSearch(); return nil }},
		nav.Binding{Keys: []string{"ctrl+d"}, Label: l.T("note.key.date"), Help: l.T("note.help.date"), Group: text, Run: p.insertDate},
		nav.Binding{Keys: []string{"ctrl+g"}, Label: l.T("note.key.chars"), Help: l.T("note.help.chars"), Group: text, Run: p.chooseChar},
	)
	for _, k := range []string{"a", "x", "c", "v"} {
		table = append(table, nav.Binding{Keys: []string{"ctrl+" + k}, Label: l.T("note.key.ctrl_" + k), Group: text, Run: p.editorKey(rune(k[0]))})
	}
	return table
}

func (p *Page) searchKeys() []nav.Binding {
	l := p.env.L
	return []nav.Binding{
		{Keys: []string{"enter", "down"}, Label: l.T("note.find.next"), Hint: true, Run: func() tea.Cmd { p.next(1); return nil }},
		{Keys: []string{"up"}, Label: l.T("note.find.former"), Hint: true, Run: func() tea.Cmd { p.next(-1); return nil }},
		{Keys: []string{"esc", "ctrl+f"}, Label: l.T("note.find.close"), Hint: true, Run: func() tea.Cmd { p.closeSearch(); return nil }},
		{Keys: []string{"ctrl+s"}, Label: l.T("note.key.done"), Help: l.T("note.help.done"), Run: p.done},
	}
}

func (p *Page) moving(by int) func() tea.Cmd {
	return func() tea.Cmd { p.goZone(by); return nil }
}

// editorKey gives a key with Ctrl to the editor and answers what it has no use for.
func (p *Page) editorKey(code rune) func() tea.Cmd {
	return func() tea.Cmd {
		if p.state == saving {
			return nil
		}
		handled := false
		p.edit(func() { handled = p.zone().ed.Update(tea.KeyPressMsg{Code: code, Mod: tea.ModCtrl}).Handled })
		switch {
		case handled:
			return nil
		case code == 'v':
			return p.say(nav.Info, p.env.L.T("note.nothing_pasted"))
		}
		return p.say(nav.Info, p.env.L.T("note.nothing_selected"))
	}
}

// chooseKind offers the kinds of contact; home or office comes first, in turn (R87).
func (p *Page) chooseKind() tea.Cmd {
	first := p.proposed()
	kinds := []model.ContactKind{first}
	for _, k := range model.ContactKinds {
		if k != first {
			kinds = append(kinds, k)
		}
	}
	options := make([]act.Option, len(kinds))
	for i, k := range kinds {
		options[i] = act.Option{Label: p.env.L.T("contact.kind." + string(k)), Detail: p.env.L.T("contact.short." + string(k))}
		switch {
		case k == p.head.Kind:
			options[i].Detail = p.env.L.T("note.kind.present")
		case i == 0:
			options[i].Detail = p.env.L.T("note.kind.turn")
		}
	}
	return nav.Send(nav.Show{Dialog: act.NewChooser(p.env, p.env.L.T("note.kind.title"), options, func(i int) tea.Cmd {
		p.setKind(kinds[i])
		return nil
	})})
}

// toggleAudience changes for whom the note is. A note that is stored stays in its case: to take it back from the team would
// leave it in every copy that the team has.
func (p *Page) toggleAudience() tea.Cmd {
	switch {
	case p.state == saving:
		return nil
	case p.old.revision():
		return p.say(nav.Warn, p.env.L.T("note.audience_fixed"))
	}
	p.private = !p.private
	key := "note.now_team"
	switch {
	case p.private && len(p.linked()) > 0:
		key = "note.now_me_tasks"
	case p.private:
		key = "note.now_me"
	}
	return p.say(nav.Info, p.env.L.T(key))
}

func (p *Page) insertDate() tea.Cmd { return p.insert(p.env.L.Date(p.today()), 0) }

// insert writes into the zone and moves the cursor back by so many characters.
func (p *Page) insert(s string, back int) tea.Cmd {
	if p.state == saving {
		return nil
	}
	over := 0
	p.edit(func() {
		if over = p.zone().ed.Insert(s); over == 0 && back > 0 {
			p.zone().ed.Go(p.zone().ed.At() - back)
		}
	})
	if over > 0 {
		return p.say(nav.Warn, p.env.L.N("note.over", over, "most", p.env.L.Number(model.MaxNote)))
	}
	return nil
}

// chooseChar offers the characters that are hard to type on a French keyboard, each by a letter.
func (p *Page) chooseChar() tea.Cmd {
	var answers []act.Answer
	for item := range strings.FieldsSeq(p.env.L.T("note.chars")) {
		letter, n := utf8.DecodeRuneInString(item)
		s := item[n:]
		back := 0
		label := s
		if r := []rune(s); len(r) == 2 { // a pair of quotation marks, with the spaces that belong inside
			s, back, label = string(r[0])+"\u00a0\u00a0"+string(r[1]), 2, string(r[0])+" "+string(r[1])
		}
		answers = append(answers, act.Answer{Key: string(letter), Label: label, Run: func() tea.Cmd { return p.insert(s, back) }})
	}
	return nav.Send(nav.Show{Dialog: act.NewQuestion(p.env, p.env.L.T("note.chars_title"), nil, answers...)})
}

// enlarge goes on with a quick note in the whole editor.
func (p *Page) enlarge() tea.Cmd {
	if p.state != quick {
		return nil
	}
	p.state = writing
	p.zone().ed.SetLine(false)
	p.arrange()
	return nil
}

// click puts the cursor where somebody pointed.
func (p *Page) click(c nav.Click) {
	i := slices.IndexFunc(p.zones, func(z *zone) bool { return z.y >= 0 && c.Y >= z.y && c.Y < z.top+max(z.rows, 0) })
	if i < 0 || c.X >= p.left() {
		return
	}
	z := p.zones[i]
	former := p.focus == i
	p.focus = i
	if c.Y >= z.top && former {
		z.ed.Point(c.X-indent, c.Y-z.top)
		if c.Double {
			z.ed.SelectWord()
		}
	} else if c.Y >= z.top {
		z.ed.Scroll(-z.ed.Rows())
		z.ed.Point(c.X-indent, c.Y-z.top)
	}
	p.arrange()
}
