package household

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/widget"
)

// origins are the ways in which a household is referred (R26, R130, R132).
var origins = []string{"siao", "landlord", "ctpe"}

// editHeader corrects what is said once of the case: programme, agency, association, worker, origin.
func (p *Page) editHeader() tea.Cmd {
	k, h := model.KindCase, p.facts.header
	programmes := p.choiceField(k, "programme", h.Programme, p.programmes())
	lead := p.choiceField(k, "lead", h.Lead.String(), p.workers())
	lead.Free = true
	origin := p.choiceField(k, "origin", h.Origin, p.codes("case.origin.", origins))
	origin.Free = true
	situation := p.field(k, "situation", situationOf(h.Situation))
	situation.Limit = model.MaxNote
	fields := []widget.FormField{programmes, p.choiceField(k, "agency", h.Agency, p.agencies()),
		p.choiceField(k, "operator", h.Operator, p.operators()), lead, origin, p.dateField(k, "received", h.Received),
		p.field(k, "funding", h.Funding), situation}
	open, _ := p.conflict(k, p.route.Case)
	if !h.Urgent.IsZero() || slices.Contains(open, "urgent") || slices.Contains(open, "urgent_why") {
		fields = append(fields, p.dateField(k, "urgent", h.Urgent), p.field(k, "urgent_why", h.UrgentWhy))
	}
	if !h.Closed.IsZero() || slices.Contains(open, "closed") {
		fields = append(fields, p.dateField(k, "closed", h.Closed))
	}
	return p.openSheet(k, &sheet{
		title: p.env.L.T("case.one"), id: p.route.Case, form: widget.NewForm(p.env, fields...),
		save: func(f *widget.Form) ([]model.Write, string) {
			next := h
			next.Programme, next.Agency = textOf(f, "programme", h.Programme), textOf(f, "agency", h.Agency)
			next.Operator, next.Origin = textOf(f, "operator", h.Operator), textOf(f, "origin", h.Origin)
			next.Funding, next.Situation = textOf(f, "funding", h.Funding), textOf(f, "situation", h.Situation)
			next.Urgent, next.UrgentWhy = dateOf(f, "urgent", h.Urgent), textOf(f, "urgent_why", h.UrgentWhy)
			next.Received, next.Closed = dateOf(f, "received", h.Received), dateOf(f, "closed", h.Closed)
			var writes []model.Write
			if name, listed := f.Typed("lead"); !listed {
				var w model.Write
				if next.Lead, w = p.newWorker(name, next.Operator); !next.Lead.IsZero() {
					writes = append(writes, w)
				}
			} else {
				next.Lead = idOf(f, "lead", h.Lead)
			}
			if w, ok := p.facts.team.Put(actEditCase, p.route.Case, &next); ok {
				writes = append(writes, w)
			}
			if len(writes) == 0 {
				return nil, ""
			}
			return writes, p.env.L.T("household.recorded", "what", p.env.L.T("case.one"))
		}})
}

// newWorker is a worker whom the registry does not know yet.
func (p *Page) newWorker(name, organisation string) (id model.ID, w model.Write) {
	registry := p.facts.registry
	if registry == nil {
		registry = &model.Case{ID: model.RegistryID}
	}
	id = p.s.NewID()
	w, ok := registry.Put(actEditCase, id, &model.Worker{Name: name, Organisation: organisation})
	if !ok {
		return model.ID{}, w
	}
	return id, w
}

func (p *Page) programmes() []widget.Choice {
	var list []widget.Choice
	for _, v := range p.set.Programmes() {
		list = append(list, widget.Choice{Value: v.Code, Label: v.Label(p.lang())})
	}
	return list
}

// agencies are the landlord's agencies that households belong to.
func (p *Page) agencies() []widget.Choice {
	var list []widget.Choice
	for _, v := range p.set.Agencies() {
		if !v.Seat {
			list = append(list, widget.Choice{Value: v.Code, Label: v.Label(p.lang())})
		}
	}
	return list
}

func (p *Page) operators() []widget.Choice {
	var list []widget.Choice
	for _, v := range p.set.Associations() {
		list = append(list, widget.Choice{Value: v.Code, Label: v.Name(p.today())})
	}
	return list
}

func (p *Page) workers() []widget.Choice {
	var list []widget.Choice
	for _, v := range p.facts.registry.Workers() {
		list = append(list, widget.Choice{Value: v.ID.String(), Label: v.Name})
	}
	return list
}
