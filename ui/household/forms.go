package household

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/widget"
)

// The acts of this page. The sentence of "member.add" has the key "member.act.add".
const (
	actEditCase     model.Act = "case.edit"
	actAddPhase     model.Act = "case.phase"
	actEditPhase    model.Act = "case.edit_phase"
	actEditTask     model.Act = "case.edit_task"
	actAddMember    model.Act = "member.add"
	actEditMember   model.Act = "member.edit"
	actAddDwelling  model.Act = "dwelling.add"
	actEditDwelling model.Act = "dwelling.edit"
	actAddReach     model.Act = "reach.add"
	actEditReach    model.Act = "reach.edit"
)

// actFor is the act of a form: adding or correcting.
func actFor(fresh bool, add, edit model.Act) model.Act {
	if fresh {
		return add
	}
	return edit
}

// codes are choices whose labels stand in the locale under prefix and code.
func (p *Page) codes(prefix string, values []string) []widget.Choice {
	list := make([]widget.Choice, len(values))
	for i, v := range values {
		list[i] = widget.Choice{Value: v, Label: p.word(prefix, v)}
	}
	return list
}

// literal are choices that are their own labels.
func literal(values ...string) []widget.Choice {
	list := make([]widget.Choice, len(values))
	for i, v := range values {
		list[i] = widget.Choice{Value: v, Label: v}
	}
	return list
}

// field is a line of a form for a field of a record; its label is the name that the history gives the field too.
func (p *Page) field(kind model.Kind, name, initial string) widget.FormField {
	return widget.FormField{Key: name, Label: p.fieldName(kind, name), Initial: initial, Limit: model.MaxLabel}
}

func (p *Page) dateField(kind model.Kind, name string, d model.Date) widget.FormField {
	f := p.field(kind, name, p.env.L.Date(d))
	f.Read, f.Hint = widget.ReadDate(p.env), p.env.L.T("household.date_hint")
	return f
}

func (p *Page) choiceField(kind model.Kind, name, initial string, choices []widget.Choice) widget.FormField {
	f := p.field(kind, name, initial)
	f.Choices = choices
	known := slices.ContainsFunc(choices, func(c widget.Choice) bool { return c.Value == initial })
	if initial != "" && !known { // written by a later version, or by hand
		f.Choices = append(slices.Clone(choices), widget.Choice{Value: initial, Label: p.valueWords(kind, name, initial)})
	}
	return f
}

func (p *Page) moneyField(kind model.Kind, name string, m model.Money) widget.FormField {
	f := p.field(kind, name, "")
	if m != 0 {
		f.Initial = p.env.L.Money(m)
	}
	f.Read = widget.ReadMoney(p.env)
	return f
}

// conflict is the fields of a record with two values that nobody has settled, and a sentence that names them.
func (p *Page) conflict(kind model.Kind, id model.ID) (fields []string, note string) {
	r := p.facts.team.Record(kind, id)
	if r == nil {
		return nil, ""
	}
	var names []string
	for _, name := range r.Conflicts() {
		fields = append(fields, name)
		names = append(names, p.fieldName(kind, name))
	}
	if len(names) == 0 {
		return nil, ""
	}
	return fields, "▲ " + p.env.L.T("household.settle", "fields", strings.Join(names, ", "))
}

// put makes the writes and the sentence of a form of one record.
func (p *Page) put(w model.Write, ok bool, key, what string) ([]model.Write, string) {
	if !ok {
		return nil, ""
	}
	return []model.Write{w}, p.env.L.T(key, "what", what)
}

func (p *Page) editMember(m model.Member, fresh bool) tea.Cmd {
	k := model.KindMember
	birth := p.field(k, "birth", p.birth(m.Birth))
	birth.Read, birth.Hint = widget.ReadBirth(p.env), p.env.L.T("member.birth_hint")
	title := p.choiceField(k, "title", m.Title, literal(strings.Split(p.env.L.T("member.titles"), ",")...))
	title.Free = true
	form := widget.NewForm(p.env, title, p.field(k, "last", m.Last), p.field(k, "first", m.First), birth,
		p.choiceField(k, "role", m.Role, p.codes("member.role.", model.Roles)),
		p.dateField(k, "from", m.From), p.dateField(k, "until", m.Until), p.field(k, "note", m.Note))
	if !fresh {
		form.Focus("last")
	}
	return p.openSheet(k, &sheet{
		title: p.formTitle("member", fresh, p.personName(m)), id: m.ID, form: form, fresh: fresh,
		save: func(f *widget.Form) ([]model.Write, string) {
			next := m
			next.Title, next.Last, next.First = textOf(f, "title", m.Title), textOf(f, "last", m.Last), textOf(f, "first", m.First)
			next.Birth, next.Role, next.Note = textOf(f, "birth", m.Birth), textOf(f, "role", m.Role), textOf(f, "note", m.Note)
			next.From, next.Until = dateOf(f, "from", m.From), dateOf(f, "until", m.Until)
			w, ok := p.facts.team.Put(actFor(fresh, actAddMember, actEditMember), m.ID, &next)
			return p.put(w, ok, "household.recorded", p.personName(next))
		}})
}

// formTitle says what a form is about: something new, or something by its name.
func (p *Page) formTitle(area string, fresh bool, what string) string {
	if fresh {
		return p.env.L.T(area + ".new")
	}
	return join(" · ", p.env.L.T(area+".one"), what)
}

func (p *Page) editDwelling(d model.Dwelling, fresh bool) tea.Cmd {
	k := model.KindDwelling
	size := p.choiceField(k, "size", d.Size, literal("T1", "T1 bis", "T2", "T3", "T4", "T5"))
	size.Free = true
	surface := p.field(k, "surface", number(d.Surface))
	surface.Read = widget.ReadNumber(p.env)
	form := widget.NewForm(p.env, p.field(k, "address", d.Address), p.field(k, "commune", d.Commune), size, surface,
		p.field(k, "floor", d.Floor), p.field(k, "access", d.Access),
		p.choiceField(k, "tenure", d.Tenure, p.codes("dwelling.tenure.", model.Tenures)),
		p.moneyField(k, "rent", d.Rent), p.moneyField(k, "charges", d.Charges),
		p.dateField(k, "from", d.From), p.dateField(k, "until", d.Until))
	return p.openSheet(k, &sheet{
		title: p.formTitle("dwelling", fresh, p.names.Secret(d.Address)), id: d.ID, form: form, fresh: fresh,
		save: func(f *widget.Form) ([]model.Write, string) {
			next := d
			next.Address, next.Commune, next.Size = textOf(f, "address", d.Address), textOf(f, "commune", d.Commune), textOf(f, "size", d.Size)
			next.Floor, next.Access, next.Tenure = textOf(f, "floor", d.Floor), textOf(f, "access", d.Access), textOf(f, "tenure", d.Tenure)
			next.Surface = numberOf(f, "surface", d.Surface)
			next.Rent, next.Charges = model.Money(numberOf(f, "rent", int(d.Rent))), model.Money(numberOf(f, "charges", int(d.Charges)))
			next.From, next.Until = dateOf(f, "from", d.From), dateOf(f, "until", d.Until)
			w, ok := p.facts.team.Put(actFor(fresh, actAddDwelling, actEditDwelling), d.ID, &next)
			return p.put(w, ok, "household.recorded", p.env.L.T("dwelling.one"))
		}})
}

func (p *Page) editReach(r model.Reach, fresh bool) tea.Cmd {
	k := model.KindReach
	form := widget.NewForm(p.env, p.choiceField(k, "means", r.Means, p.codes("reach.means.", model.MeansList)),
		p.field(k, "value", r.Value), p.field(k, "whose", r.Whose), p.dateField(k, "from", r.From), p.dateField(k, "until", r.Until))
	form.Focus("value")
	return p.openSheet(k, &sheet{
		title: p.formTitle("reach", fresh, p.names.Secret(r.Value)), id: r.ID, form: form, fresh: fresh,
		save: func(f *widget.Form) ([]model.Write, string) {
			next := r
			next.Means, next.Value, next.Whose = textOf(f, "means", r.Means), textOf(f, "value", r.Value), textOf(f, "whose", r.Whose)
			next.From, next.Until = dateOf(f, "from", r.From), dateOf(f, "until", r.Until)
			w, ok := p.facts.team.Put(actFor(fresh, actAddReach, actEditReach), r.ID, &next)
			return p.put(w, ok, "household.recorded", p.env.L.T("reach.one"))
		}})
}

func (p *Page) editPhase(id model.ID, ph model.PhaseEntry, fresh bool) tea.Cmd {
	k := model.KindPhase
	var choices []widget.Choice
	for _, phase := range p.set.Programme(p.facts.header.Programme).Phases {
		choices = append(choices, widget.Choice{Value: phase.Code, Label: phase.Label(p.lang())})
	}
	field := p.choiceField(k, "phase", ph.Phase, choices)
	field.Free = len(choices) == 0 // no programme is chosen yet: its name will do
	form := widget.NewForm(p.env, field, p.dateField(k, "since", ph.Since))
	return p.openSheet(k, &sheet{
		title: p.formTitle("case.phase", fresh, p.phaseName(ph.Phase)), id: id, form: form, fresh: fresh,
		save: func(f *widget.Form) ([]model.Write, string) {
			next := model.PhaseEntry{Phase: textOf(f, "phase", ph.Phase), Since: dateOf(f, "since", ph.Since)}
			w, ok := p.facts.team.Put(actFor(fresh, actAddPhase, actEditPhase), id, &next)
			return p.put(w, ok, "household.recorded", join(" ", p.env.L.T("case.phase.one"), p.phaseName(next.Phase)))
		}})
}

func (p *Page) readClock(s string) widget.Reading {
	c, ok := p.env.L.ParseClock(s)
	if !ok {
		return widget.Reading{Reason: p.env.L.T("household.bad_clock")}
	}
	return widget.Reading{Value: c.String()}
}

// situationOf is a text of several lines in a field of one.
func situationOf(s string) string { return strings.Join(strings.Fields(s), " ") }
