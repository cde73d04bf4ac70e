package household

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// sheet is a form that stands in place of the tab: one record, its fields, and the writes that it makes.
type sheet struct {
	title string
	id    model.ID
	form  *widget.Form
	open  []string // fields with two values that nobody has settled
	note  string   // a sentence that names them
	fresh bool     // the record is a new one
	save  func(f *widget.Form) (writes []model.Write, effect string)
	warn  func() string // says what is odd about what was saved; it is told once the writes are on the disk
	turn  int           // the commit whose end closes the form; zero while none is on its way
}

// openSheet shows a form. Texts of this record that were not understood when it was last left are there again. A form shows
// everything as it is, so none opens while names are masked.
func (p *Page) openSheet(kind model.Kind, s *sheet) tea.Cmd {
	if p.names.Masked {
		return nav.Send(nav.Say{Text: p.env.L.T("household.masked"), Tone: nav.Info})
	}
	s.open, s.note = p.conflict(kind, s.id)
	for name, typed := range p.refuse[s.id] {
		s.form.Set(name, typed)
	}
	delete(p.refuse, s.id)
	p.sheet = s
	p.Layout(p.w, p.h)
	return nil
}

// closeSheet goes back to the tab. What was not understood shows there until the form is opened again.
func (p *Page) closeSheet() {
	p.sheet = nil
	p.panes[homeTab].load()
	p.Layout(p.w, p.h)
}

// heading says what the form is about.
func (s *sheet) heading(p *Page) string {
	return widget.Pad(" "+p.env.Theme.Title.Render(s.title), p.w)
}

// rule is the line above the fields: it tells of two values that nobody has settled.
func (s *sheet) rule(p *Page) string {
	if s.note == "" {
		return widget.Rule(p.env, p.w)
	}
	return widget.Pad(" "+p.env.Theme.Late.Render(s.note), p.w)
}

func (p *Page) sheetKeys() []nav.Binding {
	l := p.env.L
	group := l.T("household.group.form")
	return []nav.Binding{
		{Keys: []string{"ctrl+s"}, Label: l.T("household.key.save"), Group: group, Hint: true, Run: func() tea.Cmd { return p.saveSheet(false) }},
		{Keys: []string{"tab"}, Label: l.T("household.key.field"), Group: group, Run: func() tea.Cmd {
			p.sheet.form.Update(tea.KeyPressMsg{Code: tea.KeyTab})
			return nil
		}},
		{Keys: []string{"ctrl+z"}, Label: l.T("household.key.revert"), Help: l.T("household.key.revert_help"), Group: group, Hint: true, Run: func() tea.Cmd {
			p.sheet.form.Revert()
			return nil
		}},
		{Keys: []string{"esc"}, Label: l.T("household.key.leave"), Help: l.T("household.key.leave_help"), Group: group, Hint: true, Run: p.leaveSheet},
	}
}

// leaveSheet steps back: it closes an open list first, then the form. What was changed is recorded, as everywhere in seuil, and
// can be undone; a text that was not understood is kept for the next time.
func (p *Page) leaveSheet() tea.Cmd {
	if p.sheet.form.CloseList() {
		return nil
	}
	return p.saveSheet(true)
}

// saveSheet records what the form says. With a text that was not understood it goes there, unless the form is being left.
func (p *Page) saveSheet(leaving bool) tea.Cmd {
	s, l := p.sheet, p.env.L
	if s.turn != 0 {
		return nil
	}
	refused := s.form.Refused()
	if len(refused) > 0 && !leaving {
		s.form.Focus(refused[0])
		return nav.Send(nav.Say{Text: l.T("household.refused", "field", s.form.LabelOf(refused[0])), Tone: nav.Warn})
	}
	p.keepRefused(s, refused)
	if (s.fresh || leaving) && !s.form.Dirty() {
		p.closeSheet()
		return nil
	}
	writes, effect := s.save(s.form)
	writes = s.about(writes, leaving)
	if len(refused) > 0 {
		effect = join(" ", effect, l.N("household.left_out", len(refused), "fields", p.labels(s.form, refused)))
	}
	if len(writes) == 0 {
		p.closeSheet()
		if len(refused) > 0 {
			return nav.Send(nav.Say{Text: effect, Tone: nav.Warn})
		}
		return nil
	}
	cmd := p.commit(effect, writes...)
	s.turn = p.sent
	if s.warn != nil {
		p.warn[s.turn] = s.warn
	}
	return cmd
}

func (p *Page) keepRefused(s *sheet, keys []string) {
	for _, name := range keys {
		if p.refuse[s.id] == nil {
			p.refuse[s.id] = make(map[string]string)
		}
		p.refuse[s.id][name], _ = s.form.Typed(name)
	}
}

// about leaves out of the writes of an existing record what the person did not touch, for it may have changed since the form
// was opened. Two values are settled by saving a form that shows them; leaving it settles nothing.
func (s *sheet) about(writes []model.Write, leaving bool) (kept []model.Write) {
	refused := s.form.Refused()
	meant := func(name string) bool {
		switch {
		case s.form.LabelOf(name) == "":
			return name == model.FieldDeleted
		case s.form.Changed(name):
			return !slices.Contains(refused, name)
		}
		return !leaving && slices.Contains(s.open, name)
	}
	for _, w := range writes {
		if w.Record == s.id && !s.fresh {
			w.Fields = slices.DeleteFunc(slices.Clone(w.Fields), func(f model.Field) bool { return !meant(f.Name) })
		}
		if len(w.Fields) > 0 {
			kept = append(kept, w)
		}
	}
	return kept
}

func (p *Page) labels(f *widget.Form, keys []string) string {
	labels := make([]string, len(keys))
	for i, name := range keys {
		labels[i] = f.LabelOf(name)
	}
	return strings.Join(labels, ", ")
}

// Values of a form: what was there before stays where the field was not touched or its text not understood.

func textOf(f *widget.Form, name, was string) string {
	if !f.Changed(name) || slices.Contains(f.Refused(), name) {
		return was
	}
	return f.Value(name)
}

func dateOf(f *widget.Form, name string, was model.Date) model.Date {
	d, err := model.ParseDate(textOf(f, name, was.String()))
	if err != nil {
		return was
	}
	return d
}

func numberOf(f *widget.Form, name string, was int) int {
	n, _ := strconv.Atoi(textOf(f, name, strconv.Itoa(was))) // empty is zero
	return n
}

func idOf(f *widget.Form, name string, was model.ID) model.ID {
	id, err := model.ParseID(textOf(f, name, was.String()))
	if err != nil {
		return was
	}
	return id
}

// number is a number as it stands in a field: nothing for zero.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
