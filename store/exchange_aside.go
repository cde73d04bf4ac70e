package store

import (
	"bytes"
	"slices"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/codec"
)

// blankAside is what is left of the record of a change that was set aside, under another key, if it is retracted.
func (by retractions) blankAside(value []byte) (key, left []byte, ok bool) {
	var w asideWire
	if cbor.Unmarshal(value, &w) != nil {
		return nil, nil, false
	}
	c, err := codec.NewReader().Read(w.Stored)
	if err != nil || c.Retracted || by.of(c) == nil {
		return nil, nil, false
	}
	if w.Stored, _, err = codec.Stub(c); err != nil {
		return nil, nil, false
	}
	left, err = cbor.Marshal(w)
	return asideKey(w.Stored), left, err == nil
}

// blankAsides takes the texts that are retracted out of what was set aside, from bundles before and by this one.
func (in *Incoming) blankAsides(tx *bolt.Tx) error {
	v := in.vault
	var changes []*model.Change
	for _, a := range in.merged.fresh {
		changes = append(changes, a.change)
	}
	for _, a := range in.merged.aside {
		if a.Change != nil {
			changes = append(changes, v.Case(a.Change.Case).Retractions()...)
		}
	}
	by := retractionsAmong(changes)
	if by == nil {
		return nil
	}
	var whole, blank []entry
	err := v.eachMeta(tx, []byte(setAsidePrefix), func(key, value []byte) error {
		if fresh, left, ok := by.blankAside(value); ok {
			whole, blank = append(whole, entry{key, value}), append(blank, entry{fresh, left})
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i, e := range blank {
		if err := tx.Bucket([]byte(metaBucket)).Delete(whole[i].key); err != nil {
			return err
		}
		if err := v.seal.put(tx, metaBucket, e.key, e.value); err != nil {
			return err
		}
	}
	return nil
}

// sweepAsides leaves out what the vault of the file had set aside of cases that were erased, and takes the texts that are retracted out of
// the rest.
func (s *sweeper) sweepAsides(by retractions) error {
	reader := codec.NewReader()
	kept := make([]entry, 0, len(s.meta))
	for _, e := range s.meta {
		if !bytes.HasPrefix(e.key, []byte(setAsidePrefix)) {
			kept = append(kept, e)
			continue
		}
		value, err := s.key.Open([]byte(metaBucket), e.key, e.value)
		if err != nil {
			return err
		}
		if slices.Contains(s.gone, s.key.CaseTag(asideCase(reader, value))) {
			s.dirty = true
			continue
		}
		if key, left, ok := by.blankAside(value); ok {
			sealed, err := s.key.Seal(s.rand, []byte(metaBucket), key, left)
			if err != nil {
				return err
			}
			e, s.dirty = entry{key, sealed}, true
		}
		kept = append(kept, e)
	}
	s.meta = kept
	return nil
}
