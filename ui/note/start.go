package note

import (
	"slices"

	"seuil/model"
)

// begin fills the page for its route.
func (p *Page) begin() {
	_, p.told = p.dossier.Liaison()
	p.private = p.told
	switch {
	case p.dossier == nil:
		p.state = missing
	case p.route.Arg == ArgDraft, p.drafted():
		p.resume()
	case !p.route.Record.IsZero():
		p.revise()
	default:
		p.start()
	}
}

// drafted says that somebody began to correct the note already: its draft goes on, or it would be written over.
func (p *Page) drafted() bool {
	return !p.route.Record.IsZero() && slices.ContainsFunc(p.s.Drafts(), func(d model.Draft) bool { return d.ID == p.route.Record })
}

// start begins a new note.
func (p *Page) start() {
	p.id = p.s.NewID()
	p.head = model.Contact{ID: p.id, Kind: p.kind(), Date: p.today(), Worker: p.s.Me().ID}
	p.head.Outcome = usual(p.head.Kind)
	if immediate(p.head.Kind) {
		now := p.env.Now()
		p.head.Start = model.NewClock(now.Hour(), now.Minute())
	}
	p.opened = p.head
	if p.route.Arg == ArgQuick {
		p.state = quick
		p.zone().ed.SetLine(true)
		return
	}
	for _, z := range p.zones {
		heads, at := p.prefill(p.head.Kind, z.field, "")
		z.ed.SetText(heads)
		z.ed.Go(at)
	}
}

// kind is the kind of a new note. A quick note is entered as an errand without the household until its writer says
// otherwise: a kind that counts as a meeting would falsify the last contact.
func (p *Page) kind() model.ContactKind {
	switch k := model.ContactKind(p.route.Arg); {
	case p.route.Arg == ArgQuick:
		return model.Errand
	case slices.Contains(model.ContactKinds, k):
		return k
	}
	return p.proposed()
}

// proposed is home or office in turn (R87), counting the meetings that only I can read too.
func (p *Page) proposed() model.ContactKind {
	for _, k := range p.known {
		if k.Reached() && (k.Kind == model.HomeVisit || k.Kind == model.OfficeMeeting) {
			if k.Kind == model.HomeVisit {
				return model.OfficeMeeting
			}
			return model.HomeVisit
		}
	}
	return model.HomeVisit
}

// contacts are those of the team and my own, newest first.
func (p *Page) contacts() []model.Contact {
	all := p.dossier.Contacts()
	own := p.s.Companions(p.route.Case)
	if len(own) == 0 {
		return all
	}
	for _, c := range own {
		all = append(all, c.Contacts()...)
	}
	slices.SortStableFunc(all, func(a, b model.Contact) int {
		if a.Date != b.Date {
			return int(b.Date - a.Date)
		}
		return int(b.Start - a.Start)
	})
	return all
}

// usual is the outcome that a kind most often has; letters and errands have none.
func usual(k model.ContactKind) model.Outcome {
	switch k {
	case model.HomeVisit, model.OfficeMeeting, model.PhoneCall, model.Escort, model.CaseConference, model.Cell, model.LandlordExchange:
		return model.Held
	case model.Missed:
		return model.Absent
	}
	return ""
}

// immediate says that a kind is most often noted while it takes place, so that the present time is its start. A visit is
// noted afterwards: its time is asked for rather than guessed.
func immediate(k model.ContactKind) bool {
	return k == model.PhoneCall || k == model.TextMessage || k == model.Email || k == model.Errand
}

// revise begins a correction of a note that is stored.
func (p *Page) revise() {
	p.id = p.route.Record
	home := p.homeOf(p.id)
	k, ok := home.Contact(p.id)
	if !ok {
		p.state = missing
		return
	}
	p.private = k.Private
	p.old = originOf(home, p.id, seenOf(home.Record(model.KindContact, p.id)))
	p.fill(k)
}

// homeOf is the case that holds a contact, deleted or not: the team's, one of my own, or nil.
func (p *Page) homeOf(id model.ID) *model.Case {
	for _, c := range append(p.s.Companions(p.route.Case), p.dossier) {
		if c.Record(model.KindContact, id) != nil {
			return c
		}
	}
	return nil
}

// seenOf are the changes that hold the live values of a record.
func seenOf(r *model.Record) (seen []model.ChangeID) {
	for _, name := range append(model.FieldsOf(model.KindContact), model.FieldDeleted) {
		for _, c := range r.Live(name) {
			if !slices.Contains(seen, c.ID) {
				seen = append(seen, c.ID)
			}
		}
	}
	return seen
}

// originOf is the record as it was when those changes held its live values, whatever came since.
func originOf(home *model.Case, id model.ID, seen []model.ChangeID) origin {
	var changes []*model.Change
	if r := home.Record(model.KindContact, id); r != nil {
		for _, c := range r.Changes() {
			if slices.Contains(seen, c.ID) {
				changes = append(changes, c)
			}
		}
	}
	if len(changes) == 0 {
		return origin{}
	}
	return origin{home: model.Fold(home.ID, changes), seen: seen}
}

// fill shows a contact.
func (p *Page) fill(k model.Contact) {
	p.head, p.opened = k, k
	for _, z := range p.zones {
		s := textOf(&p.head, z.field)
		z.ed.SetText(*s)
		*s = ""
	}
}
