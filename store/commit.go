package store

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync"

	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/model/text"
	"seuil/store/codec"
)

// NewCase is the id of a case to be written: bound to the key of this device by the salt of its first change.
func (v *Vault) NewCase() model.ID {
	var salt [16]byte
	v.random(salt[:])
	id := codec.CaseID(publicKey(v.self.private), salt)
	v.write.Lock()
	defer v.write.Unlock()
	v.salts[id] = salt
	return id
}

// Commit stores writes, all or none, and deletes the draft that they came from, if any; the texts are cleaned first
// ([text.Clean]). When it returns nil, the changes are on the disk and in the cases. An error with a code of package model
// is a refusal: nothing was written. [ErrUnknown] and [ErrDiskFull] say that the disk failed: whether the changes are
// stored is not known, the vault takes no more writes, and the process should start again.
func (v *Vault) Commit(draft model.ID, writes ...model.Write) ([]*model.Change, error) {
	v.write.Lock()
	defer v.write.Unlock()
	return v.commit(draft, nil, writes...)
}

// commit is Commit with what extra adds to its transaction. The caller holds the lock.
func (v *Vault) commit(draft model.ID, extra func(*bolt.Tx) error, writes ...model.Write) ([]*model.Change, error) {
	if v.broken != nil {
		return nil, v.broken
	}
	if slices.ContainsFunc(writes, v.toErased) {
		return nil, ErrErased
	}
	b, err := v.prepare(writes)
	if err != nil {
		return nil, err
	}
	if err := v.store(b, draft, extra); err != nil {
		return nil, err
	}
	return b.changes, nil
}

// toErased says that a write is about a case that was erased, as is one that would make a companion of it.
func (v *Vault) toErased(w model.Write) bool {
	main, _ := w.Value("main")
	of, err := model.ParseID(main)
	return v.erased(w.Case) || w.Kind == model.KindCompanion && err == nil && v.erased(of)
}

// batch is changes that are stored together.
type batch struct {
	changes []*model.Change
	stored  [][]byte
	head    head
	chains  map[model.ID]link
	millis  int64

	imported bool                     // they came in a bundle
	ready    map[model.ID]*model.Case // the cases as they are with the changes, as far as that is known already
}

// prepare signs writes as the next changes of this device, all in one instant: together they are one act.
func (v *Vault) prepare(writes []model.Write) (*batch, error) {
	b := &batch{head: v.head, chains: make(map[model.ID]link), millis: max(v.opt.Now().UnixMilli(), v.last+1)}
	b.head.commits++
	for _, w := range writes {
		w.Fields = cleaned(w.Fields)
		end, ok := b.chains[w.Case]
		if !ok {
			end = v.chains[w.Case]
		}
		at := codec.Place{Seq: end.seq + 1, Prev: end.id, Millis: b.millis}
		salt, ok := v.salts[w.Case]
		if !ok || at.Seq > 1 {
			v.random(salt[:])
		}
		at.Salt = salt
		stored, c, err := codec.Sign(v.self.private, w, at)
		if err != nil {
			return nil, err
		}
		b.chains[w.Case] = link{c.Seq, c.ID}
		b.changes, b.stored = append(b.changes, c), append(b.stored, stored)
		b.head.add(v.seal.key, c.ID)
	}
	return b, nil
}

// cleaned is the fields with clean values; the caller's slice is left alone.
func cleaned(fields []model.Field) []model.Field {
	out := make([]model.Field, len(fields))
	for i, f := range fields {
		out[i] = model.Field{Name: f.Name, Value: text.Clean(f.Value)}
	}
	return out
}

// store puts a batch on the disk in one transaction with what extra adds, then in memory. The caller holds the lock.
func (v *Vault) store(b *batch, draft model.ID, extra func(*bolt.Tx) error) error {
	v.mu.RLock()
	d, drafted := v.drafts[draft]
	v.mu.RUnlock()
	by := v.retractionsFor(b.changes)
	var next folded
	var folding sync.WaitGroup // while the disk works
	folding.Go(func() { next = v.fold(b) })
	err := v.update(func(tx *bolt.Tx) error {
		if err := v.putChanges(tx, b); err != nil {
			return err
		}
		if err := v.retract(tx, b.changes, by); err != nil {
			return err
		}
		if drafted {
			if err := tx.Bucket([]byte(draftBucket)).Delete(v.seal.draftKey(d)); err != nil {
				return err
			}
		}
		if extra != nil {
			if err := extra(tx); err != nil {
				return err
			}
		}
		return v.seal.put(tx, headBucket, []byte(headKey), b.head.encode())
	})
	folding.Wait()
	if err != nil {
		return err
	}
	v.number += uint64(len(b.changes))
	v.head = b.head
	if len(b.changes) > 0 {
		v.last = b.millis
	}
	for id, end := range b.chains {
		v.chains[id] = end
		delete(v.salts, id)
	}
	// A witness that could not be written lags behind, as after a crash: nothing is lost, an old copy is harder to tell.
	_ = v.witness.write(v.head.commits)
	v.apply(b, next, draft, by)
	return nil
}

// packed is how full the pages are made that many changes fill at once. Half full, as bbolt leaves them for others to come in between,
// they would be half as many again.
const packed = 0.95

// putChanges writes the changes of a batch, which it seals on all cores.
func (v *Vault) putChanges(tx *bolt.Tx, b *batch) error {
	keys, values := make([][]byte, len(b.changes)), make([][]byte, len(b.changes))
	err := eachOnAllCores(context.Background(), len(b.changes), nil, func() func(int) error {
		return func(i int) (err error) {
			keys[i] = v.seal.changeKey(b.changes[i].Case, v.number+uint64(i)+1)
			values[i], err = v.seal.key.Seal(v.seal.rand, []byte(changeBucket), keys[i], b.stored[i])
			return err
		}
	})
	if err != nil {
		return err
	}
	bucket := tx.Bucket([]byte(changeBucket))
	if len(b.changes) > manyChanges {
		bucket.FillPercent = packed
	}
	for i, key := range keys {
		if err := bucket.Put(key, values[i]); err != nil {
			return err
		}
	}
	return nil
}

// update runs a transaction. When the disk is full it gives up the ballast and tries once more; any other error means that
// nobody knows what is on the disk, even what a next transaction would say, so that there is none.
func (v *Vault) update(fn func(*bolt.Tx) error) error {
	err := v.db.Update(fn)
	if isFull(err) {
		_ = os.Remove(filepath.Join(v.opt.Dir, ballastName))
		err = v.db.Update(fn)
	}
	switch {
	case err == nil:
		return nil
	case isFull(err):
		v.broken = ioError(CodeDiskFull, err)
	default:
		v.broken = ioError(CodeUnknown, err)
	}
	return v.broken
}

// folded are the new states of cases, with their summaries.
type folded struct {
	cases []*model.Case
	sums  []*model.Summary

	revocations revocations
	moved       []*model.Change // that were here, and are set aside now or not any more
}

// fold makes the cases as they are once changes are stored.
func (v *Vault) fold(b *batch) (next folded) {
	changes := b.changes
	byCase := make(map[model.ID][]*model.Change)
	var order []model.ID
	for _, c := range changes {
		if byCase[c.Case] == nil {
			order = append(order, c.Case)
		}
		byCase[c.Case] = append(byCase[c.Case], c)
	}
	var fresh bool
	if next.revocations, fresh = v.revocationsWith(changes); fresh {
		for _, id := range v.revocations().touched(next.revocations) {
			if byCase[id] == nil && v.Case(id) != nil {
				order = append(order, id)
			}
		}
	}
	for _, id := range order {
		before := v.Case(id)
		c := b.ready[id]
		if c == nil {
			c = before.With(byCase[id]...).Cut(next.revocations.cuts[id])
		}
		next.cases, next.sums = append(next.cases, c), append(next.sums, summary(c, v.self.worker))
		if fresh {
			next.moved = append(next.moved, moved(before, c)...)
		}
	}
	return next
}

// apply puts in place the cases that stored changes make; by are the retractions that came or came true with them.
func (v *Vault) apply(b *batch, next folded, draft model.ID, by retractions) {
	changes := b.changes
	if by != nil {
		v.unswept++
	}
	stale := v.staleDrafts(by)
	v.mu.Lock()
	v.view.set(next.cases, next.sums)
	v.view.revocations = next.revocations
	for _, ch := range next.moved {
		if n := len(v.movedCases); n == 0 || v.movedCases[n-1] != ch.Case { // those of a case come together
			v.movedCases = append(v.movedCases, ch.Case)
		}
	}
	delete(v.drafts, draft)
	for _, d := range stale {
		delete(v.drafts, d.ID)
	}
	v.mu.Unlock()
	switch {
	case len(changes) == 0:
	case b.imported:
		v.history.push(v.self.device, undoable(model.Step{Act: ActImport, Changes: changes, Millis: b.millis, Taker: v.self.device})...)
	default:
		v.history.add(v.self.device, changes)
	}
	v.index.update(v, slices.Concat(changes, next.moved))
}
