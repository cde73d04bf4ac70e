package household

import (
	"cmp"
	"slices"

	"seuil/model"
	"seuil/model/due"
)

// facts is what the page shows of a case, decoded once for all that is drawn between two changes.
type facts struct {
	team      *model.Case
	own       []*model.Case // the private companions
	registry  *model.Case
	name      string
	header    model.Header
	phase     model.PhaseEntry
	members   []model.Member
	dwellings []model.Dwelling
	reaches   []model.Reach
	items     []due.Item                 // computed and set by a person, the open ones first
	steps     map[string]model.StepState // by code
	contacts  []model.Contact            // of the team and of the companions, newest first
	decided   map[model.ID][]model.Task  // by the contact in which they were decided
	open      int                        // items that are open
	answer    model.Reply                // the landlord's latest; without a date there is none
	told      model.Liaison              // who told what there is of the case, if this is the landlord's side
	theirs    bool                       // it is
	handover  model.Handover             // that is proposed, or answered and not noted; without an id there is none
}

func readFacts(s Session, id model.ID) facts {
	f := facts{team: s.Case(id), own: s.Companions(id), registry: s.Registry()}
	if !f.exists() {
		return f
	}
	c := f.team
	f.name, f.header, f.phase = c.Name(), c.Header(), c.Phase()
	f.told, f.theirs = c.Liaison()
	f.members, f.dwellings, f.reaches, f.contacts = c.Members(), c.Dwellings(), c.Reaches(), c.Contacts()
	f.steps = c.Steps()
	f.decided = make(map[model.ID][]model.Task)
	f.items = itemsOf(s, c)
	for _, i := range f.items {
		if i.Task != nil && !i.Task.Contact.IsZero() {
			f.decided[i.Task.Contact] = append(f.decided[i.Task.Contact], *i.Task)
		}
		if i.Open() {
			f.open++
		}
	}
	f.handover, _ = c.Heard(s.Case)
	for _, link := range c.Links() {
		if replies := s.Case(link.Case).Replies(); len(replies) > 0 && replies[0].On > f.answer.On {
			f.answer = replies[0]
		}
	}
	for _, c := range f.own {
		f.contacts = append(f.contacts, c.Contacts()...)
	}
	if len(f.own) > 0 {
		slices.SortStableFunc(f.contacts, func(a, b model.Contact) int {
			return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(b.Start, a.Start))
		})
	}
	return f
}

// exists says that there is something of the case. A case whose making was undone has changes but no record left.
func (f facts) exists() bool {
	return f.team != nil && slices.ContainsFunc([]model.Kind{model.KindCase, model.KindMember, model.KindContact, model.KindTask,
		model.KindDwelling, model.KindReach, model.KindPhase, model.KindStep, model.KindAgreement, model.KindLiaison}, func(k model.Kind) bool { return len(f.team.Records(k)) > 0 })
}

// caseOf is the case in which a contact stands.
func (f facts) caseOf(k model.Contact) *model.Case {
	i := slices.IndexFunc(f.own, func(c *model.Case) bool { return c.Record(model.KindContact, k.ID) != nil })
	if !k.Private || i < 0 {
		return f.team
	}
	return f.own[i]
}

// next is the open item with the earliest date.
func (f facts) next() (i due.Item, ok bool) { return at(f.items[:f.open], 0) }

// lastMet is the latest contact in which the household was met or spoken to.
func (f facts) lastMet() (k model.Contact, ok bool) {
	i := slices.IndexFunc(f.contacts, model.Contact.Reached)
	if i < 0 {
		return k, false
	}
	return f.contacts[i], true
}

// contact is the contact of an id; ok is false if there is none that may be seen.
func (f facts) contact(id model.ID) (model.Contact, bool) {
	return at(f.contacts, slices.IndexFunc(f.contacts, func(k model.Contact) bool { return k.ID == id }))
}

// home is where the household lives now, or lived last.
func (f facts) home() (d model.Dwelling, ok bool) {
	if len(f.dwellings) == 0 {
		return d, false
	}
	return f.dwellings[0], true
}

// phone is the first telephone that still holds.
func (f facts) phone() (r model.Reach, ok bool) {
	i := slices.IndexFunc(f.reaches, func(r model.Reach) bool { return r.Means == model.MeansPhone && r.Until.IsZero() })
	if i < 0 {
		return r, false
	}
	return f.reaches[i], true
}

// present are the members who have not left.
func (f facts) present() []model.Member {
	return slices.DeleteFunc(slices.Clone(f.members), func(m model.Member) bool { return !m.Until.IsZero() })
}
