package store

import (
	"cmp"
	"math"
	"slices"
	"time"

	"seuil/model"
	"seuil/store/bundle"
	"seuil/store/codec"
)

// Order is an erasure that waits for the worker of this device, with what would be lost here.
type Order struct {
	model.Erasure
	Loss
}

// Loss is what is here of a case.
type Loss struct {
	Notes   int // contacts of the team
	Unsent  int // of these, that no other device is known to have
	Private int // contacts that the worker alone reads
	Drafts  int
}

// loss counts what is here of a case. The caller holds the lock of the writer or that of the files.
func (v *Vault) loss(id model.ID) (l Loss, err error) {
	c := v.Case(id)
	l.Notes = len(c.Contacts())
	for _, own := range v.Companions(id) {
		l.Private += len(own.Contacts())
	}
	for _, d := range v.Drafts() {
		if d.Case == id {
			l.Drafts++
		}
	}
	var upto uint64
	v.mu.RLock()
	peers := make([]peerState, 0, len(v.peers))
	for _, s := range v.peers {
		upto, peers = max(upto, s.marks[id]), append(peers, s)
	}
	v.mu.RUnlock()
	alone := make(map[model.ID]bool)
	reader := codec.NewReader()
	err = v.eachStored(id, upto, math.MaxUint64, &peerState{}, func(number uint64, stored []byte) error {
		ch, err := reader.Read(stored)
		if err != nil || ch.Kind != model.KindContact || slices.ContainsFunc(peers, func(s peerState) bool { return s.gave(number) }) {
			return err
		}
		if r := c.Record(ch.Kind, ch.Record); r != nil && !r.Deleted() {
			alone[ch.Record] = true
		}
		return nil
	})
	l.Unsent = len(alone)
	return l, err
}

// orders are those that a bundle brings and that wait for the worker of this device then. The caller holds the lock of the writer.
func (in *Incoming) orders() (list []Order, err error) {
	v := in.vault
	waiting := v.ordered(v.Registry())
	fresh := append(v.ordered(in.registry()), in.told()...)
	for _, e := range fresh {
		if v.Case(e.ID) == nil || slices.ContainsFunc(waiting, func(w model.Erasure) bool { return w.ID == e.ID }) {
			continue
		}
		l, err := v.loss(e.ID)
		if err != nil {
			return nil, asError(err)
		}
		list = append(list, Order{e, l})
	}
	return list, nil
}

// registry is that of the vault once the bundle is taken in.
func (in *Incoming) registry() *model.Case {
	for _, n := range in.merged.cases {
		if n.Case == model.RegistryID {
			return n.After
		}
	}
	return in.vault.Registry()
}

// told are the orders that the bundle of a team brings to a landlord, who gets no registry, and that are new to her: about what that
// association told her, or about nothing that is here. Whoever's words were not compared orders nothing.
func (in *Incoming) told() (list []model.Erasure) {
	v := in.vault
	if !in.From.Verified || !v.landlord(v.Card()) || v.landlord(in.From.Card) {
		return nil
	}
	for _, e := range in.bundle.Erased {
		c := v.Case(e.Case)
		l, ok := c.Liaison()
		switch {
		case c != nil && (!ok || l.To != v.self.worker || l.Association != in.From.Card.Association):
		case e.Case == model.RegistryID || v.Registry().Record(model.KindErasure, e.Case) != nil:
		default:
			list = append(list, model.Erasure{ID: e.Case, On: model.DateOf(e.At), By: in.From.Card.Worker, Reason: model.ErasurePartner})
		}
	}
	return list
}

// answers are the writes of this device that go with an import: a landlord's notes of what she is told to erase; a team's of what a
// landlord says that she erased; and, at either, that there is nothing here of what is to be erased. What is here waits for a person.
func (in *Incoming) answers() (writes []model.Write) {
	v := in.vault
	registry := in.registry()
	orders := registry.Erasures()
	for _, e := range in.told() {
		w, _ := v.Registry().Put(actErased, e.ID, &e)
		writes, orders = append(writes, w), append(orders, e)
	}
	var mine, theirs []model.ID
	by := registry.ErasedBy()
	landlord := v.landlord(in.From.Card) && !v.landlord(v.Card())
	for _, e := range orders {
		if _, done := by[e.ID][v.self.device]; !done && v.Case(e.ID) == nil {
			mine = append(mine, e.ID)
		}
		if _, done := by[e.ID][in.From.Device]; !done && landlord && e.To == in.From.Card.Worker &&
			slices.ContainsFunc(in.bundle.Erased, func(x bundle.Erasure) bool { return x.Case == e.ID }) {
			theirs = append(theirs, e.ID)
		}
	}
	writes = append(writes, v.followed(actErased, v.self.device, mine)...)
	return append(writes, v.followed(actErased, in.From.Device, theirs)...)
}

// maxErasures is how many erasures a bundle names, the latest ones.
const maxErasures = 1000

// erasuresFor is what passes between a team and a landlord about erased cases, who have no registry in common: the orders that a landlord
// has not followed; and from a landlord those that she followed, of the association that she is writing to. The former are orders.
func (v *Vault) erasuresFor(to Peer) (list []bundle.Erasure, orders bool) {
	all, by := v.Registry().Erasures(), v.Registry().ErasedBy()
	if len(all) == 0 {
		return nil, false
	}
	theirs, ours := v.landlord(to.Card), v.landlord(v.Card())
	if theirs == ours {
		return nil, false
	}
	for _, e := range all {
		on, done := by[e.ID][to.Device], theirs && e.To == to.Card.Worker
		if ours {
			on, done = by[e.ID][v.self.device], v.worksFor(e.By, to.Card.Association)
		}
		if done && !on.IsZero() == ours && len(list) < maxErasures {
			list = append(list, bundle.Erasure{Case: e.ID, At: time.UnixMilli(min(max(0, e.On.Time().UnixMilli()), codec.MaxMillis)).UTC()})
		}
	}
	return list, theirs
}

// worksFor says that a card names a worker as one of an association.
func (v *Vault) worksFor(worker model.ID, association string) bool {
	return slices.ContainsFunc(v.Peers(), func(p Peer) bool { return p.Card.Worker == worker && p.Card.Association == association })
}

// Erasure is an erased case in the register of this vault: nothing is left of it but what stands here.
type Erasure struct {
	model.Erasure
	Here      bool // it waits for the worker of this device, who would lose what Loss says
	Loss      Loss
	Confirmed []Confirmation // the oldest first
	Waiting   []Peer         // devices in use that have not confirmed
}

// Confirmation says that a device has nothing of a case any more.
type Confirmation struct {
	Device model.ID
	On     model.Date
}

// Erasures is the register, the latest first, each liaison case after the case that it was copied from. Error: that of the disk.
func (v *Vault) Erasures() ([]Erasure, error) {
	v.files.Lock()
	defer v.files.Unlock()
	registry := v.Registry()
	by, ordered := registry.ErasedBy(), v.ordered(registry)
	ours := v.landlord(v.Card())
	var house []Peer
	peers := slices.DeleteFunc(v.Peers(), func(p Peer) bool { return p.Revoked || p.Replaced })
	for _, p := range peers {
		if v.landlord(p.Card) == ours && !v.outside(p.Card) {
			house = append(house, p)
		}
	}
	orders := registry.Erasures()
	list := make([]Erasure, 0, len(orders))
	for _, o := range orders {
		e := Erasure{Erasure: o, Here: slices.Contains(ordered, o)}
		if e.Here {
			var err error
			if e.Loss, err = v.loss(o.ID); err != nil {
				return nil, asError(err)
			}
		}
		for device, on := range by[o.ID] {
			e.Confirmed = append(e.Confirmed, Confirmation{device, on})
		}
		slices.SortFunc(e.Confirmed, func(a, b Confirmation) int { return cmp.Or(cmp.Compare(a.On, b.On), compareIDs(a.Device, b.Device)) })
		from := house
		if !o.To.IsZero() {
			from = slices.DeleteFunc(slices.Clone(peers), func(p Peer) bool { return p.Card.Worker != o.To })
		}
		for _, p := range from {
			if _, done := by[o.ID][p.Device]; !done {
				e.Waiting = append(e.Waiting, p)
			}
		}
		list = append(list, e)
	}
	slices.SortStableFunc(list, func(a, b Erasure) int {
		return cmp.Or(cmp.Compare(b.On, a.On), compareIDs(a.main(), b.main()), compareIDs(a.Of, b.Of))
	})
	return list, nil
}

// main is the case of the team that an erasure is about.
func (e Erasure) main() model.ID {
	if e.Of.IsZero() {
		return e.ID
	}
	return e.Of
}
