package store

import (
	"slices"
	"time"

	"seuil/model"
)

// What passes between two associations. A device of another association gets nothing of the team's but what is proposed to its worker:
// the passage, which both sides hold and which carries the answer back, and the copy that it speaks of. It writes to nothing else here.
// Only where the two work as one team does everything pass, as between colleagues: when somebody said so of that device ([Vault.Join]), or
// when the registry has it already.
//
// The copy goes one way. Whoever gave a case away sends it to the worker to whom it is proposed and to nobody else of her association;
// from there it goes to nobody before she accepts, and never back to a device of the association that gave it, although both may be one
// team. So the former association has what it gave and the answer, and no later change. Once it is accepted, the copy is a case like any
// other of those who took it, and nothing that its givers still write to it is taken in.

// ReasonApart: it comes from another association, and is nothing that it proposes or was proposed. It is not kept; should the two become one
// team, it comes again.
const ReasonApart Reason = "apart"

// outside says that a device belongs to another association that is not known to work as one team with that of this vault. A device whose
// card once named another association stays one of it, whatever its card says today, likewise one that it vouches for: as with
// landlords, somebody of another house must not become a colleague by saying something else of herself.
func (v *Vault) outside(card *Card) bool {
	me := v.Card()
	if me == nil {
		return false
	}
	foreign := false
	seen := make(map[model.ID]bool)
	for c := card; c != nil && !seen[c.Device()]; c = v.formerOf(c) {
		seen[c.Device()] = true
		if v.Registry().Record(model.KindDevice, c.Device()) != nil {
			return false
		}
		foreign = foreign || c.Association != me.Association ||
			slices.ContainsFunc(v.everyCardOf(c.Device()), func(o *Card) bool { return o.Association != me.Association })
	}
	if t, ok := v.trustIn(card, v.cardOf); ok && t.Team {
		return false
	}
	return foreign
}

// Join records that the association of a device and that of this vault work as one team: from now on everything passes between them that
// passes between colleagues. The other side has to say so too. Errors: [ErrNoRecipient], [ErrUnverified]; those of [Vault.Commit].
func (v *Vault) Join(device model.ID) error {
	p, ok := v.Peer(device)
	switch {
	case !ok:
		return ErrNoRecipient
	case !p.Verified:
		return ErrUnverified
	}
	t, _ := v.trustIn(p.Card, v.cardOf)
	t.Team = true
	w, ok := v.Companion(model.RegistryID).Put(ActTrust, device, &t)
	if !ok {
		return nil
	}
	_, err := v.Commit(model.ID{}, w)
	return err
}

// offered are the passages and copies that may go to a device of another association.
func (a *audience) offered(c *model.Case, p Peer) {
	if t, ok := c.Passage(); ok {
		a.told[c.ID] = a.told[c.ID] || t.To == p.Card.Worker || t.From == p.Card.Worker || wrote(c, p.Device)
	}
	if t, ok := c.Arrival(); ok {
		a.told[c.ID] = a.told[c.ID] || t.To == p.Card.Worker
	}
}

// copyPasses says that a copy may pass between two who are one team.
func (a audience) copyPasses(t model.Arrival) bool {
	switch {
	case a.theirs == t.House:
		return a.ours == t.House
	case a.ours == t.House:
		return a.worker == t.To
	}
	return t.Accepted || a.worker == t.To
}

// takesCopy says that what a device of another association sends of a copy is to be taken in: it is proposed to the worker of this vault,
// who has not answered yet.
func (a audience) takesCopy(n CaseNews) bool {
	t, ok := n.After.Arrival()
	if !ok || t.To != a.self {
		return false
	}
	if n.Before == nil {
		return true
	}
	before, was := n.Before.Arrival()
	return was && before.Answered.IsZero()
}

// elsewhere says that a case is no household of its own for a worker: what a landlord was told, whose original the team has; a passage; a
// copy that was given away, or is proposed to somebody else.
func elsewhere(c *model.Case, me model.ID) bool {
	if _, ok := c.Passage(); ok {
		return true
	}
	if t, ok := c.Arrival(); ok {
		return !t.Seen(me)
	}
	return toldElsewhere(c, me)
}

// passedOn are the passages in which a case was ever proposed to another association, and the copies.
func (v *Vault) passedOn(c *model.Case) (ids []model.ID) {
	for _, passage := range c.Passages() {
		ids = append(ids, passage)
		if t, ok := v.Case(passage).Passage(); ok {
			ids = append(ids, t.Copy)
		}
	}
	return ids
}

// recalled says that a case is of a proposal that was taken back before any bundle was made since it was proposed: none of it leaves.
func recalled(c *model.Case, sent time.Time) bool {
	t, _ := c.Passage()
	a, _ := c.Arrival()
	if !t.Undone && !a.Undone {
		return false
	}
	for ch := range c.All() {
		if !ch.At().After(sent) {
			return false
		}
	}
	return true
}
