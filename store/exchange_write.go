package store

import (
	"bytes"
	"context"
	"errors"
	"hash/maphash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/bundle"
)

const (
	day = 24 * time.Hour

	// unfinished is the name of a bundle that is being made, in the folder that it is for. One that a crash left is taken for the next.
	unfinishedPrefix, unfinishedSuffix = ".seuil-", ".new"
)

// Write makes the bundles in a folder and returns their paths. Each is written under another name, read again and only then given its
// own, so that no part of a bundle ever passes for one; what stopped before the end is made anew by another call of
// [Vault.PrepareSend]. Errors: that of ctx; [ErrIO]; those of [Vault.Commit].
func (o *Outgoing) Write(ctx context.Context, folder string, tell Progress) (paths []string, err error) {
	v := o.vault
	if o.Bytes > largeBundle {
		defer settleMemory()
		defer v.lean()()
	}
	card := v.Card()
	send := v.NewID()
	done := 0
	var made []model.ID
	parts := o.parts
	if len(parts) == 0 {
		parts = make([][]bundle.Group, 1)
	}
	ctx, cancel := context.WithCancel(ctx)
	loads, loading := make(chan cargo), sync.WaitGroup{}
	defer loading.Wait()
	defer cancel()
	loading.Go(func() { o.loadAll(ctx, parts, loads) })
	for i := range parts {
		part, ok := <-loads
		if part.err != nil {
			return paths, part.err
		}
		if !ok || ctx.Err() != nil {
			return paths, ctx.Err()
		}
		m := bundle.Manifest{ID: v.NewID(), Kind: o.kind(), From: card, Created: v.opt.Now(), Send: send, Part: i + 1, Parts: len(parts),
			Authors: o.authors, Erased: o.Erased}
		if o.Words == nil {
			m.Receipts = v.receipts(o.To.Device)
		}
		sent := sentState{Cases: packIDs(o.ending(i)), Before: packIDs(made[i-o.begun(i):])}
		path, err := o.writePart(folder, &m, sent, part.changes)
		if err != nil {
			return paths, err
		}
		paths, made = append(paths, path), append(made, m.ID)
		if done += len(part.changes); tell != nil {
			tell(done, o.Changes)
		}
	}
	return paths, nil
}

// ending are the cases that are whole once a part has arrived: one that goes on in the next part is not.
func (o *Outgoing) ending(part int) (whole []model.ID) {
	if part >= len(o.parts) {
		return nil
	}
	for i, g := range o.parts[part] {
		last := i == len(o.parts[part])-1 && part+1 < len(o.parts)
		if !last || o.parts[part+1][0].Case != g.Case {
			whole = append(whole, g.Case)
		}
	}
	return whole
}

// begun is how many of the parts before begin the first case of a part.
func (o *Outgoing) begun(part int) (n int) {
	for ; n < part; n++ {
		groups := o.parts[part-n-1]
		if groups[len(groups)-1].Case != o.parts[part][0].Case {
			break
		}
	}
	return n
}

// kind is that of the bundles. Only those that leave out no case are full: they are what helps whoever has lost something.
func (o *Outgoing) kind() bundle.Kind {
	switch full := o.Full && o.all; {
	case o.Asks && full:
		return bundle.KindFullRequest
	case o.Asks:
		return bundle.KindRequest
	case full:
		return bundle.KindFull
	}
	return bundle.KindDelta
}

// receipts are the newest bundles of a device that were taken in whole.
func (v *Vault) receipts(device model.ID) []model.ID {
	v.mu.RLock()
	defer v.mu.RUnlock()
	all := v.peers[device].imported
	return slices.Clone(all[max(0, len(all)-maxReceipts):])
}

// cargo is the changes of a part, as they are stored.
type cargo struct {
	changes [][]byte
	err     error
}

// loadAll reads one part after the other, each while the one before is written.
func (o *Outgoing) loadAll(ctx context.Context, parts [][]bundle.Group, loads chan<- cargo) {
	defer close(loads)
	position := make(map[model.ID]uint64)
	for _, groups := range parts {
		changes, err := o.load(ctx, groups, position)
		select {
		case loads <- cargo{changes, err}:
		case <-ctx.Done():
		}
		if err != nil {
			return
		}
	}
}

// load reads the changes of a part, on all cores. Position is the last number that was read of each case.
func (o *Outgoing) load(ctx context.Context, groups []bundle.Group, position map[model.ID]uint64) ([][]byte, error) {
	type loaded struct {
		changes [][]byte
		last    uint64
	}
	parts := make([]loaded, len(groups))
	o.vault.files.Lock()
	defer o.vault.files.Unlock()
	err := eachOnAllCores(ctx, len(groups), nil, func() func(int) error {
		return func(i int) error {
			o.vault.forgetSome(i)
			g, part := groups[i], &parts[i]
			part.changes = make([][]byte, 0, len(g.Changes))
			err := o.vault.eachStored(g.Case, max(o.state.marks[g.Case], position[g.Case]), o.upto, &o.state, func(number uint64, stored []byte) error {
				if len(part.changes) == len(g.Changes) {
					return errEnough
				}
				part.changes, part.last = append(part.changes, bytes.Clone(stored)), number
				return nil
			})
			if errors.Is(err, errEnough) {
				return nil
			}
			return err
		}
	})
	if err != nil {
		if ctx.Err() == nil {
			err = asError(err)
		}
		return nil, err
	}
	var changes [][]byte
	for i, part := range parts {
		changes = append(changes, part.changes...)
		position[groups[i].Case] = part.last
	}
	return changes, nil
}

// errEnough ends a walk early.
var errEnough = errors.New("enough")

// writePart makes one bundle and gives it its name, with another id if there is a file of that name.
func (o *Outgoing) writePart(folder string, m *bundle.Manifest, sent sentState, changes [][]byte) (path string, err error) {
	v := o.vault
	fresh := filepath.Join(folder, unfinishedPrefix+v.self.device.String()[:8]+unfinishedSuffix)
	defer func() {
		if err != nil {
			_ = os.Remove(fresh)
			err = asError(err)
		}
	}()
	for {
		path = filepath.Join(folder, bundle.FileName(m.ID))
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			break
		} else if err != nil {
			return "", err
		}
		m.ID = v.NewID()
	}
	err = writeProven(fresh, func(w io.Writer) error {
		if o.Words != nil {
			return bundle.SealWords(w, v.self.private, *m, changes, o.Words, v.opt.WordsWork)
		}
		return bundle.Seal(w, v.self.private, *m, changes, o.To.Card)
	})
	if err != nil {
		return "", err
	}
	date := m.Created.UTC().Truncate(day)
	if err = os.Chtimes(fresh, date, date); err != nil {
		return "", err
	}
	if err = o.noteSent(m, sent, len(changes)); err != nil {
		return "", err
	}
	return path, install(fresh, path)
}

// writeProven writes a file durably and reads it again: a stick that lies is noticed here.
func writeProven(path string, fill func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	var written, read maphash.Hash // against accidents: age and the signature are there against others
	read.SetSeed(written.Seed())
	if err := fill(io.MultiWriter(f, &written)); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if _, err := io.Copy(&read, f); err != nil {
		return err
	}
	if written.Sum64() != read.Sum64() {
		return ErrIO
	}
	return nil
}

// noteSent remembers what a bundle is to bring, so that its confirmation can be believed. It is written before the bundle has its name:
// a bundle that nothing is known of could never be confirmed. Of an emergency bundle the log alone tells.
func (o *Outgoing) noteSent(m *bundle.Manifest, sent sentState, changes int) error {
	v, device := o.vault, o.To.Device
	v.write.Lock()
	defer v.write.Unlock()
	if v.broken != nil {
		return v.broken
	}
	sent.Self, sent.Upto, sent.At = v.self.device, o.upto, m.Created.UnixMilli()
	encoded, err := cbor.Marshal(sent)
	if err != nil {
		return err
	}
	state := v.peer(device)
	state.sent = m.Created.UnixMilli()
	state.make(m.ID, o.Asks)
	log := v.logging(o.passage(m, changes), nil)
	b, err := v.prepare(nil)
	if err != nil {
		return err
	}
	err = v.store(b, model.ID{}, func(tx *bolt.Tx) error {
		if err := v.putLog(tx, log); err != nil || o.Words != nil {
			return err
		}
		if err := v.forgetSent(tx, device); err != nil {
			return err
		}
		if err := v.seal.put(tx, metaBucket, sentKey(device, m.ID), encoded); err != nil {
			return err
		}
		return v.putPeer(tx, device, &state)
	})
	if err != nil {
		return err
	}
	v.setLog(log)
	if o.Words == nil {
		v.setPeer(device, state)
	}
	return nil
}

// passage is what the log tells of a part.
func (o *Outgoing) passage(m *bundle.Manifest, changes int) Passage {
	p := Passage{Bundle: m.ID, Peer: o.To.Device, At: m.Created, Sent: true, Words: o.Words != nil, Full: o.Full, Part: m.Part, Parts: m.Parts, Changes: changes}
	if m.Part > len(o.parts) {
		return p
	}
	here := make(map[model.ID]bool)
	for _, g := range o.parts[m.Part-1] {
		here[g.Case] = true
	}
	for _, c := range o.Cases {
		if here[c.Case] {
			p.Notes += c.Notes
			if !c.Private {
				p.Cases++
			}
		}
	}
	return p
}

// forgetSent makes room for another bundle that waits for its confirmation.
func (v *Vault) forgetSent(tx *bolt.Tx, device model.ID) error {
	type waiting struct {
		key []byte
		at  int64
	}
	var list []waiting
	err := v.eachMeta(tx, append([]byte(sentPrefix), device[:]...), func(key, value []byte) error {
		var s sentState
		if cbor.Unmarshal(value, &s) != nil || s.Self != v.self.device {
			s.At = 0
		}
		list = append(list, waiting{key, s.At})
		return nil
	})
	if err != nil || len(list) < maxSent {
		return err
	}
	slices.SortFunc(list, func(a, b waiting) int { return int(a.at - b.at) })
	for _, w := range list[:len(list)-maxSent+1] {
		if err := tx.Bucket([]byte(metaBucket)).Delete(w.key); err != nil {
			return err
		}
	}
	return nil
}
