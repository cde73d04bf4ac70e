package store

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/codec"
	"seuil/store/seal"
)

// Acts of erasing.
const (
	ActErase  model.Act = "erasure.order" // a person ordered or confirmed it
	actErased model.Act = "vault.erased"  // there was nothing to erase here, or a landlord said that it is done there
)

// gonePrefix begins the names of the tombstones in the meta bucket: "gone" | case 16 -> milliseconds u64. A case that has one is taken in
// by no way any more.
const gonePrefix = "gone"

func goneKey(id model.ID) []byte { return append([]byte(gonePrefix), id[:]...) }

// goneIn are the cases that have a tombstone among opened records of the meta bucket.
func goneIn(meta map[string][]byte) map[model.ID]bool {
	gone := make(map[model.ID]bool)
	for name := range meta {
		if len(name) == len(gonePrefix)+16 && name[:len(gonePrefix)] == gonePrefix {
			gone[model.ID([]byte(name[len(gonePrefix):]))] = true
		}
	}
	return gone
}

// Erase erases a case here, for good, and orders all who have it to do so too: with its private companions, with what passed it on to
// another association, and with its liaison cases, whose landlords get the order with their next bundle. The reason is one of
// [model.ErasureReasons]. In one transaction everything of the case goes, and a tombstone stays, by which nothing of it is taken in
// again; freed pages and backups are for [Vault.Sweep]. Errors: [ErrErased] if there is no such case; a refusal of package model; those
// of [Vault.Commit].
func (v *Vault) Erase(id model.ID, reason string) error {
	v.write.Lock()
	defer v.write.Unlock()
	c := v.Case(id)
	switch {
	case v.broken != nil:
		return v.broken
	case c == nil || id == model.RegistryID || !c.Main().IsZero() || toldElsewhere(c, v.self.worker):
		return ErrErased
	case !slices.Contains(model.ErasureReasons, reason):
		return &model.Error{Code: model.CodeBadValue, Field: "reason"}
	}
	return v.erase(model.Erasure{ID: id, On: v.today(), By: v.self.worker, Reason: reason})
}

// ConfirmErasure does here what somebody ordered. Errors: [ErrErased] if nothing of the kind waits; those of [Vault.Commit].
func (v *Vault) ConfirmErasure(id model.ID) error {
	v.write.Lock()
	defer v.write.Unlock()
	if v.broken != nil {
		return v.broken
	}
	for _, e := range v.ordered(v.Registry()) {
		if e.ID == id {
			return v.erase(e)
		}
	}
	return ErrErased
}

// ordered are the orders of a registry that wait for the worker of this device: something of the case is here. That of a liaison case
// is part of that of the case that it was copied from, as long as this one is here too.
func (v *Vault) ordered(registry *model.Case) (list []model.Erasure) {
	for _, e := range registry.Erasures() {
		if v.Case(e.ID) != nil && (e.Of.IsZero() || v.Case(e.Of) == nil) {
			list = append(list, e)
		}
	}
	return list
}

// erase erases what is here of a case, and notes the order, if it is new, and that it was followed. The caller holds the lock.
func (v *Vault) erase(e model.Erasure) error {
	registry := v.Registry()
	told := v.told(e.ID)
	var writes []model.Write
	order := func(e model.Erasure) {
		if registry.Record(model.KindErasure, e.ID) == nil {
			w, _ := registry.Put(ActErase, e.ID, &e)
			writes = append(writes, w)
		}
	}
	order(e)
	followed := []model.ID{e.ID}
	for _, l := range told {
		order(model.Erasure{ID: l.Case, On: e.On, By: e.By, Reason: e.Reason, Of: e.ID, To: l.To})
		followed = append(followed, l.Case)
	}
	// What is stored takes numbers above all that go: none is ever given twice.
	writes = append(writes, v.followed(ActErase, v.self.device, followed)...)
	return v.remove(v.withCompanions(append(v.passed(e.ID), followed...)...), writes)
}

// withCompanions are cases with their private companions.
func (v *Vault) withCompanions(ids ...model.ID) []model.ID {
	all := slices.Clone(ids)
	for _, id := range ids {
		for _, c := range v.Companions(id) {
			all = append(all, c.ID)
		}
	}
	return all
}

// passed are the cases by which a case was passed on: where it was given away, the passage and the copy of which the passage speaks; where
// it was taken, the passage. They go with it here; to the other association, whose case it is now, nothing is ordered.
func (v *Vault) passed(id model.ID) (ids []model.ID) {
	c, house := v.Case(id).Cut(nil), ""
	if card := v.Card(); card != nil {
		house = card.Association
	}
	for _, p := range c.Passages() {
		if t, ok := v.Case(p).Cut(nil).Passage(); ok && t.House == house {
			ids = append(ids, p, t.Copy)
		}
	}
	if t, ok := c.Arrival(); ok && t.House != house {
		ids = append(ids, t.Passage)
	}
	return slices.DeleteFunc(ids, model.ID.IsZero)
}

// told are the liaison cases that a case is or was ever linked to, whatever two machines came to think that it is, and those that others
// ordered to erase with it.
func (v *Vault) told(id model.ID) (links []model.Link) {
	add := func(l model.Link) {
		known := slices.ContainsFunc(links, func(o model.Link) bool { return o.Case == l.Case })
		if !known && !l.Case.IsZero() && l.Case != id {
			links = append(links, l)
		}
	}
	for _, l := range v.Case(id).Cut(nil).Links() {
		add(l)
	}
	for _, e := range v.Registry().Erasures() {
		if e.Of == id {
			add(model.Link{Case: e.ID, To: e.To})
		}
	}
	return links
}

// followed are the writes that say that a device has nothing of some cases any more.
func (v *Vault) followed(act model.Act, device model.ID, cases []model.ID) (writes []model.Write) {
	for part := range slices.Chunk(cases, model.MaxErased) {
		done := model.Erased{Device: device, On: v.today()}
		for _, id := range part {
			done.Cases = append(done.Cases, id.String())
		}
		w, _ := v.Registry().Put(act, v.NewID(), &done)
		writes = append(writes, w)
	}
	return writes
}

// remove stores writes and takes cases out of the vault, in one transaction.
func (v *Vault) remove(gone []model.ID, writes []model.Write) error {
	b, err := v.prepare(writes)
	if err != nil {
		return err
	}
	asides, err := v.leaving(b, gone)
	if err != nil {
		return asError(err)
	}
	peers := v.unmarked(gone)
	tombstone := binary.BigEndian.AppendUint64(nil, uint64(b.millis))
	err = v.store(b, model.ID{}, func(tx *bolt.Tx) error {
		for _, id := range gone {
			tag := v.seal.key.CaseTag(id)
			for _, bucket := range []string{changeBucket, draftBucket} {
				if err := deletePrefix(tx.Bucket([]byte(bucket)), tag[:]); err != nil {
					return err
				}
			}
			if err := v.seal.put(tx, metaBucket, goneKey(id), tombstone); err != nil {
				return err
			}
		}
		for _, key := range asides {
			if err := tx.Bucket([]byte(metaBucket)).Delete(key); err != nil {
				return err
			}
		}
		for device, s := range peers {
			if err := v.putPeer(tx, device, &s); err != nil {
				return err
			}
		}
		return v.seal.put(tx, metaBucket, []byte(sweepKey), []byte{1})
	})
	if err != nil {
		return err
	}
	v.unswept++
	v.forget(gone, peers)
	return nil
}

// leaving counts the changes of cases out of the head of a batch, and finds what was set aside of them.
func (v *Vault) leaving(b *batch, gone []model.ID) (asides [][]byte, err error) {
	err = v.db.View(func(tx *bolt.Tx) error {
		for _, id := range gone {
			err := v.seal.each(tx, id, func(_, _ []byte, c *model.Change) error {
				b.head.remove(v.seal.key, c.ID)
				return nil
			})
			if err != nil {
				return err
			}
		}
		reader := codec.NewReader()
		return v.eachMeta(tx, []byte(setAsidePrefix), func(key, value []byte) error {
			if slices.Contains(gone, asideCase(reader, value)) {
				asides = append(asides, key)
			}
			return nil
		})
	})
	return asides, err
}

// asideCase is the case of what was set aside, if it can be read.
func asideCase(reader *codec.Reader, value []byte) (id model.ID) {
	var w asideWire
	if cbor.Unmarshal(value, &w) != nil {
		return id
	}
	if c, err := reader.Read(w.Stored); err == nil {
		id = c.Case
	}
	return id
}

// unmarked are the states of the devices that were known to have something of cases, without that.
func (v *Vault) unmarked(gone []model.ID) map[model.ID]peerState {
	v.mu.RLock()
	defer v.mu.RUnlock()
	peers := make(map[model.ID]peerState)
	for device, s := range v.peers {
		if !slices.ContainsFunc(gone, func(id model.ID) bool { return s.marks[id] > 0 }) {
			continue
		}
		s = s.clone()
		for _, id := range gone {
			delete(s.marks, id)
		}
		peers[device] = s
	}
	return peers
}

func deletePrefix(bucket *bolt.Bucket, prefix []byte) error {
	var keys [][]byte
	cursor := bucket.Cursor()
	for k, _ := cursor.Seek(prefix); bytes.HasPrefix(k, prefix); k, _ = cursor.Next() {
		keys = append(keys, bytes.Clone(k))
	}
	for _, k := range keys {
		if err := bucket.Delete(k); err != nil {
			return err
		}
	}
	return nil
}

// forget takes erased cases out of the memory of the vault.
func (v *Vault) forget(gone []model.ID, peers map[model.ID]peerState) {
	var cases []*model.Case
	v.mu.Lock()
	for _, id := range gone {
		if c := v.view.cases[id]; c != nil {
			cases = append(cases, c)
		}
		v.view.drop(id)
		v.gone[id] = true
		delete(v.chains, id)
		delete(v.salts, id)
	}
	for id, d := range v.drafts {
		if slices.Contains(gone, d.Case) {
			delete(v.drafts, id)
		}
	}
	for device, s := range peers {
		v.peers[device] = s
	}
	v.mu.Unlock()
	v.history.forget(v.self.device, gone)
	v.index.forget(cases, v.self.worker)
}

// erased says that a case was erased here.
func (v *Vault) erased(id model.ID) bool {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.gone[id]
}

// refused are the cases of which nothing is taken in nor sent.
func (v *Vault) refused() map[model.ID]bool {
	registry := v.Registry()
	v.mu.RLock()
	defer v.mu.RUnlock()
	return refusedBy(v.gone, registry)
}

// refusedBy are the cases that were erased, and those that a registry says that somebody ordered to erase.
func refusedBy(gone map[model.ID]bool, registry *model.Case) map[model.ID]bool {
	refused := maps.Clone(gone)
	if refused == nil {
		refused = make(map[model.ID]bool)
	}
	for _, e := range registry.Erasures() {
		refused[e.ID] = true
	}
	return refused
}

// remove counts a change out.
func (h *head) remove(key *seal.Key, id model.ChangeID) {
	h.add(key, id) // what stands in the set twice does not stand in it
	h.changes -= 2
}
