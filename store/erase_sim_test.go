package store

import (
	"maps"
	"testing"

	"seuil/model"
)

// refused are the cases of which a device takes nothing in, and of which it sends nothing.
func (d *simDevice) refused() map[model.ID]bool { return refusedBy(d.gone, d.cases[model.RegistryID]) }

// erase takes a case out, as [Vault.Erase] does: its numbers stay taken.
func (d *simDevice) erase(id model.ID) {
	d.gone[id] = true
	delete(d.cases, id)
	delete(d.chains, id)
	for i, ch := range d.log {
		if ch != nil && ch.Case == id {
			d.log[i] = nil
		}
	}
	for device, s := range d.peers {
		s = s.clone()
		delete(s.marks, id)
		d.peers[device] = s
	}
}

// sweepErased takes out of a copy what its vault erased since, and gives it the orders, as [Vault.Sweep] does.
func (s *simulation) sweepErased(d, by *simDevice) {
	for id := range by.gone {
		d.erase(id)
	}
	known := make(map[model.ChangeID]bool)
	for ch := range d.cases[model.RegistryID].All() {
		known[ch.ID] = true
	}
	for ch := range by.cases[model.RegistryID].All() {
		if ch.Kind == model.KindErasure && !known[ch.ID] {
			s.store(d, []*model.Change{ch})
		}
	}
}

// order has a device erase a case, or do what somebody ordered.
func (s *simulation) order(d *simDevice) {
	id := s.cases[s.rand.IntN(len(s.cases))]
	registry := d.cases[model.RegistryID]
	if d.cases[id] == nil {
		return
	}
	if registry == nil {
		registry = &model.Case{ID: model.RegistryID}
	}
	if registry.Record(model.KindErasure, id) == nil {
		if s.erased[id] || len(s.erased) == len(s.cases)-1 { // one is left, or there would be nothing to compare
			return
		}
		w, _ := registry.Put(ActErase, id, &model.Erasure{On: 1, Reason: model.ErasureAsked})
		s.commit(d, w)
		s.erased[id] = true
	}
	d.erase(id)
}

// confirm has every device do what was ordered, and says how much of that there was.
func (s *simulation) confirm() (done int) {
	for _, d := range s.devices {
		for _, e := range d.cases[model.RegistryID].Erasures() {
			if d.cases[e.ID] != nil {
				done++
			}
			d.erase(e.ID)
		}
	}
	return done
}

// TestMachinesAgreeOnceEachConfirmedWhatIsToBeErased runs the schedules of [TestMachinesThatExchangedInAnyOrderHaveTheSameCases] with
// orders to erase a case, which some follow at once, some late, and some after an old copy of their vault brought the case back.
func TestMachinesAgreeOnceEachConfirmedWhatIsToBeErased(t *testing.T) {
	t.Parallel()
	first, confirmed := firstSeed(t), 0
	for i := range 100 {
		seed := first + uint64(i)
		s := newSimulation(seed, 5)
		s.erased = make(map[model.ID]bool)
		for range 120 {
			if s.step(); s.rand.IntN(10) == 0 {
				s.order(s.devices[s.rand.IntN(len(s.devices))])
			}
		}
		held := s.held()
		s.settle()
		s.reconcile()
		s.settle()
		for n, d := range s.devices {
			for id := range d.gone {
				if d.cases[id] != nil {
					t.Fatalf("seed %d: device %d has again what it erased", seed, n)
				}
			}
		}
		confirmed += s.confirm()
		s.settle()
		s.check(t, seed)
		for _, e := range s.devices[0].cases[model.RegistryID].Erasures() {
			maps.DeleteFunc(held, func(_ model.ChangeID, id model.ID) bool { return id == e.ID })
		}
		for _, ch := range s.devices[0].log {
			if ch != nil {
				delete(held, ch.ID)
			}
		}
		if len(held) > 0 {
			t.Fatalf("seed %d: %d changes that somebody had are lost", seed, len(held))
		}
	}
	if confirmed == 0 {
		t.Error("nobody had anything to confirm")
	}
}
