package store

import (
	"slices"

	"seuil/model"
	"seuil/store/codec"
)

// ReasonAudience: it is none of the sender's business. A landlord's device writes to the liaison cases that are addressed to it, and
// to nothing else.
const ReasonAudience Reason = "audience"

// audience is what passes between this vault and a device.
type audience struct {
	mine   bool              // another device of this worker: everything
	closed bool              // one of the two is a landlord's: nothing but liaison cases, not even the registry
	apart  bool              // the other is of another association: nothing but what is proposed, not even the registry
	told   map[model.ID]bool // these cases: from the landlord, or both ways with another association
	tell   map[model.ID]bool // of them, to the landlord: where a revocation does not set the link aside
	self   model.ID          // the worker of this vault, if it is the landlord's, or the other is of another association

	ours, theirs string            // the associations of the two
	worker       model.ID          // whose device the other is
	gone         map[model.ID]bool // cases that were erased, or are to be: to nobody
}

// audience says what passes between this vault and a device. Between a team and a landlord it is the liaison cases to which the team
// has linked that landlord's worker; back from the landlord, those that the device itself wrote in. What is taken in does not depend on
// revocations: they set it aside, on every machine in the same way, whenever they become known.
func (v *Vault) audience(p Peer) audience {
	a := audience{mine: p.Mine, told: make(map[model.ID]bool), tell: make(map[model.ID]bool), gone: v.refused(), theirs: p.Card.Association, worker: p.Card.Worker}
	if me := v.Card(); me != nil {
		a.ours = me.Association
	}
	theirs, ours := v.landlord(p.Card), v.landlord(v.Card())
	if a.closed = theirs || ours; !a.closed && !a.mine && v.outside(p.Card) {
		a.apart, a.self = true, v.self.worker
		for _, c := range v.allCases() {
			a.offered(c, p)
		}
	}
	if !a.closed || a.mine {
		return a
	}
	if ours {
		a.self = v.self.worker
	}
	for _, c := range v.allCases() {
		if l, ok := c.Cut(nil).Liaison(); ok && ours && l.To == v.self.worker && wrote(c, p.Device) {
			a.told[c.ID], a.tell[c.ID] = true, true
		}
		for _, l := range c.Cut(nil).Links() {
			if l.To == p.Card.Worker {
				a.told[l.Case] = true
			}
		}
		if l, ok := c.Link(p.Card.Worker); ok {
			a.tell[l.Case] = true
		}
	}
	return a
}

func wrote(c *model.Case, device model.ID) bool {
	for ch := range c.All() {
		if ch.Device == device {
			return true
		}
	}
	return false
}

// toldElsewhere says that a case is a liaison case that holds what somebody else than this worker was told: all of it stands in another
// case of the team.
func toldElsewhere(c *model.Case, me model.ID) bool {
	l, ok := c.Liaison()
	return ok && l.To != me
}

// has says that a case may pass: a private companion only between the worker's own devices.
func (a audience) has(c *model.Case) bool {
	main := c.Main()
	switch {
	case a.gone[c.ID] || a.gone[main]:
		return false
	case a.mine:
		return true
	case !main.IsZero():
		return false
	case a.apart:
		return a.told[c.ID]
	case !a.closed:
		t, ok := c.Arrival()
		return !ok || a.copyPasses(t)
	}
	_, liaison := c.Liaison()
	return liaison && a.tell[c.ID]
}

// refuses says why the sender may not write to a case what the news tell; nothing if it may.
func (a audience) refuses(n CaseNews) Reason {
	if a.apart {
		if t, ok := n.After.Passage(); ok && (a.told[n.Case] || n.Before == nil && t.To == a.self) || a.takesCopy(n) {
			return ""
		}
		return ReasonApart
	}
	if a.mine || !a.closed || a.told[n.Case] {
		return ""
	}
	before, known := n.Before.Cut(nil).Liaison()
	after, tells := n.After.Cut(nil).Liaison()
	if !a.self.IsZero() && tells && after.To == a.self && (n.Before == nil || known && before.To == a.self) {
		return "" // the team tells this landlord: who else would know the id of the case?
	}
	return ReasonAudience
}

// landlord says that a card belongs to a landlord, whatever it says today: one that once did, or that a card vouches for which did, must
// not become a colleague's by saying something else.
func (v *Vault) landlord(card *Card) bool {
	seen := make(map[model.ID]bool)
	for c := card; c != nil && !seen[c.Device()]; c = v.formerOf(c) {
		seen[c.Device()] = true
		if v.linked(c.Worker) || v.saysLandlord(c) || slices.ContainsFunc(v.everyCardOf(c.Device()), v.saysLandlord) {
			return true
		}
	}
	return false
}

// linked says that somebody was told something of a case as a landlord, even of one that was erased since.
func (v *Vault) linked(worker model.ID) bool {
	if slices.ContainsFunc(v.Registry().Erasures(), func(e model.Erasure) bool { return !worker.IsZero() && e.To == worker }) {
		return true
	}
	for _, c := range v.allCases() {
		if _, ok := c.Cut(nil).Link(worker); ok {
			return true
		}
	}
	return false
}

func (v *Vault) saysLandlord(c *Card) bool {
	return v.opt.Landlord != nil && v.opt.Landlord(c.Association)
}

// formerOf is the card of the device that a card replaces, or nil.
func (v *Vault) formerOf(c *Card) *Card {
	if c.Former == nil {
		return nil
	}
	return v.cardOf(codec.DeviceID(c.Former))
}

// everyCardOf are the cards that a device ever had here, also those that were written over.
func (v *Vault) everyCardOf(device model.ID) (cards []*Card) {
	r := v.Registry().Record(model.KindCard, device)
	if r == nil {
		return nil
	}
	for _, ch := range slices.Concat(r.Changes(), r.Aside()) {
		paper, _ := ch.Value("paper")
		if c := v.readPaper(paper); c != nil && c.Device() == device {
			cards = append(cards, c)
		}
	}
	return cards
}

// Landlords are the landlords' devices that something can be told to: their words were compared and nobody revoked them.
func (v *Vault) Landlords() []Peer {
	return slices.DeleteFunc(v.Peers(), func(p Peer) bool {
		return !p.Verified || p.Revoked || p.Replaced || p.Mine || !v.landlord(p.Card)
	})
}

// Homes are the cases in which a person sees what stands in some cases: for a liaison case that somebody else was told, and for what was
// passed on to another association, the case that it was copied from; for a passage on the other side, the copy, which is its own home even once
// it is seen no more, so that it goes from the lists. One whose home is not here is left out.
func (v *Vault) Homes(ids []model.ID) (homes []model.ID) {
	var origin map[model.ID]model.ID // made for the first liaison case
	seen := make(map[model.ID]bool, len(ids))
	for _, id := range ids {
		if elsewhere(v.Case(id), v.self.worker) {
			if origin == nil {
				origin = v.origins()
			}
			_, copied := v.Case(id).Arrival()
			if home := origin[id]; !home.IsZero() || !copied {
				id = home
			}
		}
		if !id.IsZero() && !seen[id] {
			homes = append(homes, id)
		}
		seen[id] = true
	}
	return homes
}

// origins are, of cases that are no households of their own, those that they belong to.
func (v *Vault) origins() map[model.ID]model.ID {
	origins := make(map[model.ID]model.ID)
	for _, c := range v.allCases() {
		for _, l := range c.Links() {
			origins[l.Case] = c.ID
		}
		for _, id := range v.passedOn(c) {
			origins[id] = c.ID
		}
	}
	for _, c := range v.allCases() {
		if t, ok := c.Arrival(); ok && t.Seen(v.self.worker) {
			origins[t.Passage] = c.ID
		}
	}
	return origins
}
