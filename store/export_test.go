package store

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"slices"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/bundle"
	"seuil/store/codec"
	"seuil/store/probe"
)

// Derived derives the key of a closed vault, and returns what is left to do to open it.
func Derived(t testing.TB, l *Locked, passphrase string) func() *Vault {
	t.Helper()
	key, err := l.header.Unlock(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	<-l.opening
	return func() *Vault {
		v, err := l.unlock(key)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// Kept are the backups to keep, for a test of the rule.
func Kept(o Options, list []Backup, now time.Time) map[string]bool { return o.filled().kept(list, now) }

// FirstSeed is that of random exchanges.
func FirstSeed(t testing.TB) uint64 { return firstSeed(t) }

// WaitIndex waits until the index is built.
func (v *Vault) WaitIndex() {
	v.Settle()
	v.bg.Wait()
}

// PublicKey is that of the device.
func PublicKey(v *Vault) ed25519.PublicKey { return publicKey(v.self.private) }

// BreakDisk makes every later write of the vault fail.
func BreakDisk(v *Vault) { _ = v.db.Close() }

// Salvaged is every value in a file that the key of the vault opens, those in freed pages included.
func Salvaged(t testing.TB, v *Vault, path string) (values [][]byte) {
	t.Helper()
	im, err := openImage(path)
	if err != nil {
		t.Fatal(err)
	}
	defer im.close()
	probe.Salvage(im.data, func(key, value []byte) {
		for _, bucket := range buckets {
			if b, err := v.seal.key.Open([]byte(bucket), key, value); err == nil {
				values = append(values, b)
			}
		}
	})
	return values
}

// LoseTombstones takes away what a vault itself notes of erased cases, as damage may.
func LoseTombstones(t testing.TB, v *Vault) {
	t.Helper()
	err := v.db.Update(func(tx *bolt.Tx) error { return deletePrefix(tx.Bucket([]byte(metaBucket)), []byte(gonePrefix)) })
	if err == nil {
		err = v.Rewrite() // it is not among the freed pages either
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Unvouched is what a check finds among the changes of a case: stubs without their retraction, and retracted texts.
func Unvouched(changes []*model.Change) (stubs, whole int) {
	var f findings
	f.follow(changes)
	return f.stubs, f.whole
}

// Receive stores changes that were signed elsewhere.
func Receive(v *Vault, stored ...[]byte) error {
	v.write.Lock()
	defer v.write.Unlock()
	b, err := v.prepare(nil)
	if err != nil {
		return err
	}
	reader := codec.NewReader()
	for _, s := range stored {
		c, err := reader.Read(s)
		if err != nil {
			return err
		}
		b.changes, b.stored = append(b.changes, c), append(b.stored, s)
		b.head.add(v.seal.key, c.ID)
	}
	return v.store(b, model.ID{}, nil)
}

// VerifyAlone verifies the signatures of the changes of a bundle on all cores and does nothing else: neither does anything else meanwhile.
func VerifyAlone(in *Incoming) time.Duration {
	authors := in.bundle.Manifest.Keys()
	defer in.vault.lean()()
	start := time.Now()
	_ = eachOnAllCores(context.Background(), len(in.arrivals), nil, func() func(int) error {
		reader := codec.NewReader()
		return func(i int) error {
			reader.Verify(in.arrivals[i].stored, authors[in.arrivals[i].change.Device])
			return nil
		}
	})
	return time.Since(start)
}

// CutCase makes two bundles of what is to be sent: the second has nothing but what follows after so many changes of a case.
func CutCase(o *Outgoing, id model.ID, after int) {
	var first []bundle.Group
	var cut bundle.Group
	for _, g := range slices.Concat(o.parts...) {
		if g.Case == id {
			cut = g
		} else {
			first = append(first, g)
		}
	}
	o.parts = [][]bundle.Group{append(first, bundle.Group{Case: id, Changes: cut.Changes[:after]}), {{Case: id, Changes: cut.Changes[after:]}}}
}

// EachChange reads and opens every change of a vault.
func EachChange(v *Vault, visit func(stored []byte)) {
	for _, c := range v.allCases() {
		_ = v.eachStored(c.ID, 0, v.number, &peerState{}, func(_ uint64, stored []byte) error {
			visit(stored)
			return nil
		})
	}
}

// Forge makes a bundle as the device of a vault would, of changes that it need not have.
func Forge(t testing.TB, v *Vault, kind bundle.Kind, authors []ed25519.PublicKey, changes [][]byte, to ...*Card) []byte {
	t.Helper()
	var b bytes.Buffer
	m := bundle.Manifest{ID: v.NewID(), Kind: kind, From: v.Card(), Created: v.opt.Now(), Send: v.NewID(), Part: 1, Parts: 1, Authors: authors}
	if err := bundle.Seal(&b, v.self.private, m, changes, to...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// ForgeErasures makes a bundle that holds nothing but erasures.
func ForgeErasures(t testing.TB, v *Vault, erased []bundle.Erasure, to *Card) []byte {
	t.Helper()
	var b bytes.Buffer
	m := bundle.Manifest{ID: v.NewID(), Kind: bundle.KindDelta, From: v.Card(), Created: v.opt.Now(), Send: v.NewID(), Part: 1, Parts: 1, Erased: erased}
	if err := bundle.Seal(&b, v.self.private, m, nil, to); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Stored are the stored changes of a case.
func Stored(t testing.TB, v *Vault, id model.ID) (list [][]byte) {
	t.Helper()
	err := v.eachStored(id, 0, v.number, &peerState{}, func(_ uint64, stored []byte) error {
		list = append(list, bytes.Clone(stored))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Sign signs a write as the device of a vault.
func Sign(t testing.TB, v *Vault, w model.Write, at codec.Place) ([]byte, *model.Change) {
	t.Helper()
	stored, c, err := codec.Sign(v.self.private, w, at)
	if err != nil {
		t.Fatal(err)
	}
	return stored, c
}

// Arrived are the changes of a previewed bundle.
func Arrived(in *Incoming) (list []*model.Change) {
	for _, a := range in.arrivals {
		list = append(list, a.change)
	}
	return list
}

// FillLog puts entries of bundles that were made for a device into the log, before anything that passed really.
func FillLog(t testing.TB, v *Vault, device model.ID, n int) {
	t.Helper()
	for i := range n {
		l := v.logging(Passage{Bundle: v.NewID(), Peer: device, At: time.UnixMilli(int64(i + 1)), Sent: true, Part: 1, Parts: 1}, nil)
		b, err := v.prepare(nil)
		if err == nil {
			err = v.store(b, model.ID{}, func(tx *bolt.Tx) error { return v.putLog(tx, l) })
		}
		if err != nil {
			t.Fatal(err)
		}
		v.setLog(l)
	}
}
