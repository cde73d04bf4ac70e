package store

import (
	"context"
	"crypto/ed25519"
	"slices"
	"time"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/codec"
)

// Imported is what an import did.
type Imported struct {
	Changes int
	Cases   []model.ID // that changed, by id; then those that went, for what another association proposed came to nothing
	Aside   int
}

// backupFresh is how young a backup may be that is taken for the one before an import: the parts of one send follow each other.
const backupFresh = time.Hour

// BackUp makes a backup before a bundle that brings much is taken in, unless there is a fresh one; made tells. Whoever accepts a bundle
// calls it first. It takes as long as [Vault.BackUp]. Errors: those of [Vault.BackUp].
func (in *Incoming) BackUp() (made bool, err error) {
	if !in.Large() {
		return false, nil
	}
	return in.vault.BackUp(backupFresh)
}

// Large says that the bundle brings so much that a backup should come before it.
func (in *Incoming) Large() bool { return !in.Already && in.Changes > manyChanges }

// Accept takes in what the bundle brings, in one transaction: all of it or nothing. What was written here since the preview is taken
// into account. The import is a step that can be undone ([Vault.History]). Errors: [ErrRevoked], [ErrStranger], if the
// sender is not known any more; those of [Vault.Commit].
func (in *Incoming) Accept() (Imported, error) {
	v := in.vault
	v.write.Lock()
	defer v.write.Unlock()
	switch {
	case v.broken != nil:
		return Imported{}, v.broken
	case in.Already || v.imported(in.From.Device, in.bundle.ID):
		return Imported{}, nil
	}
	if v.number != in.at {
		from, err := v.sender(in.bundle)
		if err != nil {
			return Imported{}, err
		}
		in.From = from
		in.merge()
	}
	if len(in.merged.fresh) > manyChanges {
		defer v.lean()()
	}
	b, err := v.prepare(in.answers())
	if err != nil {
		return Imported{}, err
	}
	b.ready = in.folded(b.changes)
	from := numbers{v.number + uint64(len(b.changes)), v.number + uint64(len(b.changes)+len(in.merged.fresh))}
	v.addArrivals(b, in.merged.fresh)
	keys := in.authors()
	confirmed, settled, err := v.confirmed(in.From.Device, in.receipts())
	if err != nil {
		return Imported{}, asError(err)
	}
	state := v.peer(in.From.Device)
	in.learn(&state, b.millis, from, confirmed)
	log := v.logging(in.passage(b.millis, len(in.merged.fresh)), in.receipts())
	step := importState{Self: v.self.device, Millis: b.millis, numbers: from}
	err = v.store(b, model.ID{}, func(tx *bolt.Tx) error {
		if err := v.putKeys(tx, keys); err != nil {
			return err
		}
		for _, key := range settled {
			if err := tx.Bucket([]byte(metaBucket)).Delete(key); err != nil {
				return err
			}
		}
		if err := v.putAside(tx, in.From.Device, in.merged.aside); err != nil {
			return err
		}
		if err := in.blankAsides(tx); err != nil {
			return err
		}
		if err := v.putStep(tx, step); err != nil {
			return err
		}
		if err := v.putLog(tx, log); err != nil {
			return err
		}
		return v.putPeer(tx, in.From.Device, &state)
	})
	if err != nil {
		return Imported{}, err
	}
	for _, key := range keys {
		v.keys[codec.DeviceID(key)] = key
	}
	v.setPeer(in.From.Device, state)
	v.setLog(log)
	if len(b.changes) > manyChanges {
		v.forgetPages()
	}
	done := Imported{Changes: len(in.merged.fresh), Aside: len(in.Aside)}
	for _, n := range in.merged.cases {
		done.Cases = append(done.Cases, n.Case)
	}
	gone, err := v.dismiss()
	done.Cases = append(done.Cases, gone...)
	return done, err
}

// folded are the cases that the bundle writes to as they are with it, without those to which own changes are written with it.
func (in *Incoming) folded(own []*model.Change) map[model.ID]*model.Case {
	cases := make(map[model.ID]*model.Case, len(in.merged.cases))
	for _, n := range in.merged.cases {
		cases[n.Case] = n.After
	}
	for _, c := range own {
		delete(cases, c.Case)
	}
	return cases
}

// imported says that a bundle of a device was taken in here.
func (v *Vault) imported(device, bundle model.ID) bool {
	return slices.Contains(v.peer(device).imported, bundle) || v.openedByWords(bundle)
}

// passage is what the log tells of the bundle.
func (in *Incoming) passage(millis int64, changes int) Passage {
	p := Passage{Bundle: in.bundle.ID, Peer: in.From.Device, At: time.UnixMilli(millis).UTC(), Words: in.Words, Full: in.Full, Part: in.Part, Parts: in.Parts,
		Changes: changes, Notes: in.Notes, Aside: len(in.Aside)}
	for _, n := range in.Cases {
		if n.Case != model.RegistryID && n.After.Main().IsZero() {
			p.Cases++
		}
	}
	return p
}

// addArrivals makes ready to store what comes from elsewhere, behind what this device writes itself, in the order of the keys that it gets:
// that packs the pages.
func (v *Vault) addArrivals(b *batch, fresh []arrival) {
	b.imported = true
	fresh = slices.Clone(fresh)
	sortByPlace(v.seal, fresh, func(a arrival) model.ID { return a.change.Case })
	b.changes, b.stored = slices.Grow(b.changes, len(fresh)), slices.Grow(b.stored, len(fresh))
	tags := make([][32]byte, len(fresh))
	_ = eachOnAllCores(context.Background(), len(fresh), nil, func() func(int) error {
		return func(i int) error { tags[i] = v.seal.key.SetTag(fresh[i].change.ID); return nil }
	})
	for i, a := range fresh {
		c := a.change
		b.changes, b.stored = append(b.changes, c), append(b.stored, a.stored)
		b.head.join(tags[i])
		if c.Device != v.self.device {
			continue
		}
		end, ok := b.chains[c.Case]
		if !ok {
			end = v.chains[c.Case]
		}
		if c.Seq > end.seq { // a copy of this vault wrote it: what is written here goes on from there
			b.chains[c.Case] = link{c.Seq, c.ID}
		}
	}
}

// authors are the keys, of those that were not known, by which something that is taken in was verified.
func (in *Incoming) authors() (keys []ed25519.PublicKey) {
	wrote := make(map[model.ID]bool)
	for _, a := range in.merged.fresh {
		wrote[a.change.Device] = true
	}
	for _, key := range in.keys {
		if wrote[codec.DeviceID(key)] {
			keys = append(keys, key)
		}
	}
	return keys
}

// receipts are what the bundle confirms, which counts only if it can be taken in whole.
func (in *Incoming) receipts() []model.ID {
	if !in.Complete {
		return nil
	}
	return in.bundle.Receipts
}

// learn is what this vault learns of the sender by the bundle. One that opens by words was for no device, so that its sender is not told
// that it arrived; and what it brought is not held to be what the sender has, for that would rest on it.
func (in *Incoming) learn(s *peerState, millis int64, stored numbers, confirmed []sentState) {
	if in.Words {
		s.received, s.holes = millis, s.holes || !in.Complete
		return
	}
	s.receive(arrived{bundle: in.bundle.ID, stored: stored, confirmed: confirmed, receipts: in.receipts(), complete: in.Complete, full: in.Full,
		asks: in.Asks, forked: in.merged.forked[in.From.Device] > 0, millis: millis})
}

// confirmed are the bundles for a device that it says it imported, of those that wait for that; keys are those about which nothing more
// is to be learnt.
func (v *Vault) confirmed(device model.ID, receipts []model.ID) (list []sentState, keys [][]byte, err error) {
	err = v.db.View(func(tx *bolt.Tx) error {
		for _, id := range receipts {
			key := sentKey(device, id)
			sealed := tx.Bucket([]byte(metaBucket)).Get(key)
			if sealed == nil {
				continue
			}
			b, err := v.seal.key.Open([]byte(metaBucket), key, sealed)
			if err != nil {
				return err
			}
			var sent sentState
			all := true
			if cbor.Unmarshal(b, &sent) == nil && sent.Self == v.self.device {
				sent, all = sent.proved(receipts)
				list = append(list, sent)
			}
			if all {
				keys = append(keys, key)
			}
		}
		return nil
	})
	return list, keys, err
}

// Limits of what is kept of the things that one bundle had set aside.
const (
	maxAside      = 1000
	maxAsideBytes = 8 << 20
)

// asideWire is a change that was set aside, as it is sealed.
type asideWire struct {
	Reason Reason   `cbor:"0,keyasint"`
	From   model.ID `cbor:"1,keyasint"`
	At     int64    `cbor:"2,keyasint"`
	Stored []byte   `cbor:"3,keyasint"`
}

// putAside keeps what was set aside for good, each change once. What is only missing something comes again.
func (v *Vault) putAside(tx *bolt.Tx, from model.ID, list []Aside) error {
	size := 0
	for i, a := range list {
		if size += len(a.stored); i >= maxAside || size > maxAsideBytes {
			return nil
		}
		if a.Reason.passing() {
			continue
		}
		b, err := cbor.Marshal(asideWire{a.Reason, from, v.opt.Now().UnixMilli(), a.stored})
		if err != nil {
			return err
		}
		if err := v.seal.put(tx, metaBucket, asideKey(a.stored), b); err != nil {
			return err
		}
	}
	return nil
}

// putStep remembers an import as a step, and forgets the oldest one when there are many.
func (v *Vault) putStep(tx *bolt.Tx, s importState) error {
	if s.Upto == s.After {
		return nil
	}
	b, err := cbor.Marshal(s)
	if err != nil {
		return err
	}
	var keys [][]byte
	err = v.eachMeta(tx, []byte(importPrefix), func(key, _ []byte) error {
		keys = append(keys, key)
		return nil
	})
	if err != nil {
		return err
	}
	for len(keys) >= maxImports {
		if err := tx.Bucket([]byte(metaBucket)).Delete(keys[0]); err != nil {
			return err
		}
		keys = keys[1:]
	}
	return v.seal.put(tx, metaBucket, numberKey(importPrefix, s.Upto), b)
}
