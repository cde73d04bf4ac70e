package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/codec"
	"seuil/store/seal"
)

// Sweep takes retracted texts and erased cases out of the files in which they still lie, though nothing shows them: bbolt leaves a
// replaced value in freed pages, and backups that were made before hold it whole. It rewrites the vault, after a backup, then every
// backup and every vault set aside that holds something of the kind. Without a retraction or an erasure since the last sweep it does
// nothing; what an error or the end of the program leaves undone is for the next sweep.
//
// A file that cannot be read whole is left to its age ([Vault.BackUp]). Copies outside the folder are out of reach; the
// text goes from them when they are restored.
func (v *Vault) Sweep() error {
	v.write.Lock()
	due := v.unswept
	v.write.Unlock()
	if due == 0 {
		return nil
	}
	if err := v.Rewrite(); err != nil {
		return err
	}
	for _, b := range append(Backups(v.opt.Dir), stamped(v.opt.Dir, asidePrefix)...) {
		if err := v.sweepFile(b.Path); err != nil {
			return asError(err)
		}
	}
	v.write.Lock()
	defer v.write.Unlock()
	if v.broken != nil {
		return v.broken
	}
	if v.unswept != due { // something was retracted or erased meanwhile
		return nil
	}
	b, err := v.prepare(nil)
	if err != nil {
		return err
	}
	err = v.store(b, model.ID{}, func(tx *bolt.Tx) error { return tx.Bucket([]byte(metaBucket)).Delete([]byte(sweepKey)) })
	if err == nil {
		v.unswept = 0
	}
	return err
}

// sweepFile writes a backup anew without what was retracted or erased since it was made. The retractions go into it too, to vouch for
// what is left, and what orders and notes the erasures.
func (v *Vault) sweepFile(path string) error {
	v.files.Lock()
	defer v.files.Unlock()
	s := &sweeper{sealer: v.seal, raw: strings.HasPrefix(filepath.Base(path), asidePrefix)}
	if err := v.vouchers(s); err != nil {
		return err
	}
	im, err := openImage(path)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) { // it was too old for the backup just made
			return nil
		}
		return err
	}
	defer im.close()
	fresh := filepath.Join(filepath.Dir(path), freshName)
	written, err := s.write(im, fresh)
	if err == nil && written {
		_, err = prove(fresh, v.seal.key)
	}
	if err == nil && written {
		im.close() // before the rename: this system may not let go of an open file
		err = install(fresh, path)
	}
	if err != nil {
		_ = os.Remove(fresh)
	}
	return err
}

// vouchers finds the retractions of all cases and the orders to erase some, with their signed bytes, the keys of the devices that may
// have signed them, and which cases were erased. The caller holds the lock of the files, so that the vault is not replaced meanwhile.
func (v *Vault) vouchers(s *sweeper) error {
	v.write.Lock()
	broken := v.broken
	v.write.Unlock()
	if broken != nil {
		return broken
	}
	v.mu.RLock()
	var cases []model.ID
	for id, c := range v.view.cases {
		if len(c.Retractions()) > 0 || id == model.RegistryID && len(v.gone) > 0 {
			cases = append(cases, id)
		}
	}
	for id := range v.gone {
		s.gone = append(s.gone, v.seal.key.CaseTag(id))
	}
	v.mu.RUnlock()
	return v.db.View(func(tx *bolt.Tx) error {
		for _, id := range cases {
			err := v.seal.each(tx, id, func(_, stored []byte, c *model.Change) error {
				if c.Kind == model.KindRetraction || c.Kind == model.KindErasure {
					s.signed = append(s.signed, &found{stored: stored, change: c})
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		return tx.Bucket([]byte(metaBucket)).ForEach(func(key, value []byte) error {
			if bytes.HasPrefix(key, []byte(devicePrefix)) || bytes.HasPrefix(key, []byte(gonePrefix)) {
				s.vouching = append(s.vouching, entry{bytes.Clone(key), bytes.Clone(value)})
			}
			return nil
		})
	})
}

// sweeper takes what was retracted or erased out of the records of one file; the others stay sealed as they are.
type sweeper struct {
	sealer
	*contents
	signed   []*found         // the retractions and orders to erase of the vault
	vouching []entry          // the keys that it knows and its tombstones, as they are sealed in every file of it
	gone     [][tagSize]byte  // of the cases that were erased
	erased   []model.ChangeID // that were taken out with them
	raw      bool             // the file was a vault in use: freed pages may hold what its records do not
	dirty    bool             // there is something to take out
}

// write writes the records of a sound file to another one, if there is anything to take out.
func (s *sweeper) write(im *image, path string) (written bool, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if recover() != nil { // the file was cut short while it was read
			written, err = false, ErrIO
		}
	}()
	var problems []Problem
	if s.contents, problems = im.contents(); len(problems) > 0 {
		return false, nil
	}
	err = s.sweep()
	if errors.Is(err, seal.ErrBrokenSeal) || errors.Is(err, codec.ErrMalformed) {
		return false, nil
	}
	if err != nil || !s.dirty {
		return false, err
	}
	return true, createFile(path, s.fill)
}

func (s *sweeper) sweep() error {
	s.dirty = s.raw && slices.ContainsFunc(s.meta, func(e entry) bool { return string(e.key) == sweepKey })
	all := make([]*model.Change, len(s.signed))
	for i, f := range s.signed {
		all[i] = f.change
	}
	by := retractionsAmong(all)
	present, last, err := s.sweepChanges(by)
	if err != nil {
		return err
	}
	if err := s.sweepDrafts(by); err != nil {
		return err
	}
	if err := s.sweepAsides(by); err != nil || !s.dirty {
		return err
	}
	return s.vouch(present, last)
}

// sweepChanges leaves out what was erased, and puts stubs in the place of what is retracted. It tells which changes the file has, and the
// number of the newest.
func (s *sweeper) sweepChanges(by retractions) (present map[model.ChangeID]bool, last uint64, err error) {
	reader := codec.NewReader()
	present = make(map[model.ChangeID]bool, len(s.changes))
	all := s.changes
	s.changes = make([]entry, 0, len(all))
	for _, e := range all {
		if len(e.key) != entrySize {
			return nil, 0, codec.ErrMalformed
		}
		last = max(last, binary.BigEndian.Uint64(e.key[tagSize:]))
		_, c, err := s.open(reader, e.key, e.value)
		if err != nil {
			return nil, 0, err
		}
		if s.isGone(e) {
			s.erased, s.dirty = append(s.erased, c.ID), true
			continue
		}
		present[c.ID] = true
		if !c.Retracted && by.of(c) != nil {
			stub, _, err := codec.Stub(c)
			if err != nil {
				return nil, 0, err
			}
			if e.value, err = s.key.Seal(s.rand, []byte(changeBucket), e.key, stub); err != nil {
				return nil, 0, err
			}
			s.dirty = true
		}
		s.changes = append(s.changes, e)
	}
	return present, last, nil
}

// isGone says that a record is of a case that was erased.
func (s *sweeper) isGone(e entry) bool {
	return slices.ContainsFunc(s.gone, func(tag [tagSize]byte) bool { return bytes.HasPrefix(e.key, tag[:]) })
}

// sweepDrafts leaves out the drafts of what is retracted or erased.
func (s *sweeper) sweepDrafts(by retractions) error {
	kept := s.drafts[:0]
	for _, e := range s.drafts {
		b, err := s.key.Open([]byte(draftBucket), e.key, e.value)
		if err != nil {
			return err
		}
		if d, ok := decodeDraft(b); s.isGone(e) || ok && by.stale(d) {
			s.dirty = true
			continue
		}
		kept = append(kept, e)
	}
	s.drafts = kept
	return nil
}

// vouch adds the retractions that the file lacks of changes that it has, and the orders to erase that it lacks, and counts them in, and
// what was erased out; with the keys by which they are verified, and the tombstones.
func (s *sweeper) vouch(present map[model.ChangeID]bool, last uint64) error {
	b, err := s.key.Open([]byte(headBucket), []byte(headKey), s.contents.head)
	var h head
	if err != nil || !h.decode(b) {
		return seal.ErrBrokenSeal
	}
	for _, id := range s.erased {
		h.remove(s.key, id)
	}
	for _, f := range s.signed {
		t, retracts := model.RetractionOf(f.change)
		if present[f.change.ID] || retracts && !present[t.Target] {
			continue
		}
		last++
		key := s.changeKey(f.change.Case, last)
		value, err := s.key.Seal(s.rand, []byte(changeBucket), key, f.stored)
		if err != nil {
			return err
		}
		s.changes = append(s.changes, entry{key, value})
		h.add(s.key, f.change.ID)
	}
	for _, d := range s.vouching {
		if !slices.ContainsFunc(s.meta, func(e entry) bool { return bytes.Equal(e.key, d.key) }) {
			s.meta = append(s.meta, d)
		}
	}
	s.contents.head, err = s.key.Seal(s.rand, []byte(headBucket), []byte(headKey), h.encode())
	return err
}

// fill writes the records.
func (s *sweeper) fill(tx *bolt.Tx) error {
	for bucket, entries := range map[string][]entry{
		headerBucket: {{[]byte(headerKey), s.header}}, headBucket: {{[]byte(headKey), s.contents.head}},
		changeBucket: s.changes, draftBucket: s.drafts, metaBucket: s.meta,
	} {
		for _, e := range entries {
			if err := tx.Bucket([]byte(bucket)).Put(e.key, e.value); err != nil {
				return err
			}
		}
	}
	return nil
}
