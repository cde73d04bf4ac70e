package newcase

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// origins are the ways in which a household is referred (R26, R130, R132).
var origins = []string{"siao", "landlord", "ctpe"}

func (p *Page) today() model.Date { return model.DateOf(p.env.Now()) }

func (p *Page) lang() string { return string(p.env.L.Lang) }

func (p *Page) agencyName(code string) string {
	if code == "" {
		return ""
	}
	return p.set.Agency(code).Label(p.lang())
}

func (p *Page) makeForm() *widget.Form {
	l := p.env.L
	text := func(key, label string) widget.FormField {
		return widget.FormField{Key: key, Label: l.T(label), Limit: model.MaxLabel}
	}
	choice := func(key, label, initial string, choices []widget.Choice, free bool) widget.FormField {
		return widget.FormField{Key: key, Label: l.T(label), Initial: initial, Choices: choices, Free: free, Limit: model.MaxLabel}
	}
	date := func(key, label string, d model.Date) widget.FormField {
		return widget.FormField{Key: key, Label: l.T(label), Initial: l.Date(d), Read: widget.ReadDate(p.env), Hint: l.T("household.date_hint")}
	}
	titles := strings.Split(l.T("member.titles"), ",")
	choices := make([]widget.Choice, len(titles))
	for i, s := range titles {
		choices[i] = widget.Choice{Value: s, Label: s}
	}
	birth := text(fieldBirth, "member.field.birth")
	birth.Read, birth.Hint = widget.ReadBirth(p.env), l.T("member.birth_hint")
	me := p.s.Me()
	return widget.NewForm(p.env,
		choice(fieldProgramme, "case.field.programme", "", p.programmes(), false),
		choice(fieldTitle, "member.field.title", "", choices, true),
		text(fieldLast, "member.field.last"), text(fieldFirst, "member.field.first"), birth,
		choice(fieldLead, "case.field.lead", me.ID.String(), p.workers(me), true),
		choice(fieldOperator, "case.field.operator", me.Organisation, p.operators(me), false),
		choice(fieldAgency, "case.field.agency", "", p.agencies(), false),
		choice(fieldOrigin, "case.field.origin", "", p.origins(), true),
		date(fieldReceived, "case.field.received", 0),
		choice(fieldPhase, "case.phase.field.phase", "", []widget.Choice{}, false),
		date(fieldSince, "case.phase.field.since", 0),
	)
}

func (p *Page) programmes() (list []widget.Choice) {
	for _, v := range p.set.Programmes() {
		list = append(list, widget.Choice{Value: v.Code, Label: v.Label(p.lang())})
	}
	return list
}

func (p *Page) agencies() (list []widget.Choice) {
	for _, v := range p.set.Agencies() {
		if !v.Seat {
			list = append(list, widget.Choice{Value: v.Code, Label: v.Label(p.lang())})
		}
	}
	return list
}

// operators are the associations of the programme, and the worker's own if it is another.
func (p *Page) operators(me model.Worker) (list []widget.Choice) {
	own := me.Organisation != ""
	for _, v := range p.set.Associations() {
		list = append(list, widget.Choice{Value: v.Code, Label: v.Name(p.today())})
		own = own && v.Code != me.Organisation
	}
	if own {
		list = append(list, widget.Choice{Value: me.Organisation, Label: me.Organisation})
	}
	return list
}

func (p *Page) origins() (list []widget.Choice) {
	for _, code := range origins {
		list = append(list, widget.Choice{Value: code, Label: p.env.L.T("case.origin." + code)})
	}
	return list
}

// workers are the workers of the registry, the one at the keyboard first.
func (p *Page) workers(me model.Worker) (list []widget.Choice) {
	if !me.ID.IsZero() {
		list = append(list, widget.Choice{Value: me.ID.String(), Label: me.Name})
	}
	for _, v := range p.s.Registry().Workers() {
		if v.ID != me.ID {
			list = append(list, widget.Choice{Value: v.ID.String(), Label: v.Name})
		}
	}
	return list
}

// follow keeps the fields that follow from others: the phases are those of the programme, the first one is proposed from today
// on; the association is that of the worker. What the person has chosen herself stays.
func (p *Page) follow() {
	f := p.form
	if code := f.Value(fieldProgramme); code != p.programme {
		p.programme = code
		was := f.Value(fieldPhase)
		phases := []widget.Choice{}
		for _, ph := range p.set.Programme(code).Phases {
			phases = append(phases, widget.Choice{Value: ph.Code, Label: ph.Label(p.lang())})
		}
		f.SetChoices(fieldPhase, phases)
		switch {
		case len(phases) == 0:
			f.Set(fieldSince, "")
		case was == "" || f.Value(fieldPhase) == "":
			f.Set(fieldPhase, phases[0].Value)
			f.Set(fieldSince, p.env.L.Date(p.today()))
		}
	}
	if lead := f.Value(fieldLead); lead != p.lead {
		p.lead = lead
		if id, err := model.ParseID(lead); err == nil && !id.IsZero() && f.Value(fieldOperator) == p.operator {
			p.operator = p.s.Registry().Worker(id).Organisation
			f.Set(fieldOperator, p.operator)
		}
	}
}

// save records the household and goes to it. With a value that is not understood it goes there first.
func (p *Page) save() tea.Cmd {
	if refused := p.form.Refused(); len(refused) > 0 {
		p.form.Focus(refused[0])
		return nav.Send(nav.Say{Text: p.env.L.T("household.refused", "field", p.form.LabelOf(refused[0])), Tone: nav.Warn})
	}
	p.leaving = false
	return p.record()
}

// leave closes an open list, or else the form: what was typed is recorded first, and can be undone.
func (p *Page) leave() tea.Cmd {
	switch {
	case p.form.CloseList():
		return nil
	case !p.form.Dirty():
		return nav.Send(nav.Back{})
	}
	p.leaving = true
	return p.record()
}

// record makes the writes of the household, all in one commit. Values that are not understood are left out and named.
func (p *Page) record() tea.Cmd {
	if !p.made.IsZero() {
		return nil // on its way already
	}
	f, id := p.form, p.s.NewCase()
	c := &model.Case{ID: id}
	var writes []model.Write
	add := func(w model.Write, ok bool) {
		if ok {
			writes = append(writes, w)
		}
	}
	h := model.Header{Programme: f.Value(fieldProgramme), Agency: f.Value(fieldAgency), Operator: f.Value(fieldOperator), Origin: f.Value(fieldOrigin)}
	h.Received = date(f.Value(fieldReceived))
	lead, listed := f.Typed(fieldLead)
	if listed {
		h.Lead, _ = model.ParseID(lead) // a choice of the list: an error is unreachable
	} else if lead != "" {
		h.Lead = p.s.NewID()
		add(p.registry().Put(actNew, h.Lead, &model.Worker{Name: lead, Organisation: h.Operator}))
	}
	add(c.Put(actNew, id, &h))
	if code := f.Value(fieldPhase); code != "" {
		since := date(f.Value(fieldSince))
		if since.IsZero() {
			since = p.today()
		}
		add(c.Put(actNew, p.s.NewID(), &model.PhaseEntry{Phase: code, Since: since}))
	}
	m := model.Member{Title: f.Value(fieldTitle), Last: f.Value(fieldLast), First: f.Value(fieldFirst), Birth: f.Value(fieldBirth)}
	if m != (model.Member{}) {
		m.Role = model.RoleHolder
		add(c.Put(actNew, p.s.NewID(), &m))
	}
	if len(writes) == 0 {
		return nav.Send(nav.Say{Text: p.env.L.T("newcase.nothing"), Tone: nav.Info})
	}
	p.made = id
	name := p.names.Title(id, strings.TrimSpace(m.Last+" "+m.First))
	effect := p.env.L.T("newcase.made", "who", name)
	if refused := f.Refused(); len(refused) > 0 {
		effect += " " + p.env.L.N("household.left_out", len(refused), "fields", p.labels(refused))
	}
	return nav.Send(nav.Commit{To: nav.To{Route: p.route}, Writes: writes, Effect: effect})
}

func (p *Page) labels(keys []string) string {
	labels := make([]string, len(keys))
	for i, key := range keys {
		labels[i] = p.form.LabelOf(key)
	}
	return strings.Join(labels, ", ")
}

// registry is the case of the workers, empty in a vault that has none yet.
func (p *Page) registry() *model.Case {
	if c := p.s.Registry(); c != nil {
		return c
	}
	return &model.Case{ID: model.RegistryID}
}

// date is a date as a form keeps it: nothing, or one that was read.
func date(s string) model.Date {
	d, _ := model.ParseDate(s) // made by the reader of the field: an error is unreachable
	return d
}
