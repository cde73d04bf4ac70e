package store

import (
	"bytes"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/codec"
)

// sweepKey stands in the meta bucket from a retraction until [Vault.Sweep] has been through all files.
const sweepKey = "sweep"

// retractions are the retractions among changes, by the id of what they name.
type retractions map[model.ChangeID][]*model.Change

func retractionsAmong(changes []*model.Change) retractions {
	var r retractions
	for _, c := range changes {
		if t, ok := model.RetractionOf(c); ok {
			if r == nil {
				r = make(retractions)
			}
			r[t.Target] = append(r[t.Target], c)
		}
	}
	return r
}

// of is one that retracts a change, or nil.
func (r retractions) of(c *model.Change) *model.Change {
	for _, by := range r[c.ID] {
		if by.Retracts(c) {
			return by
		}
	}
	return nil
}

// stale says that a draft holds what was retracted since: it became the record, or was to correct it.
func (r retractions) stale(d model.Draft) bool {
	for _, list := range r {
		for _, by := range list {
			if t, _ := model.RetractionOf(by); t.Record == d.ID && t.Kind == d.Kind && !d.At.After(by.At()) {
				return true
			}
		}
	}
	return false
}

// retractionsFor are the retractions among changes that are being stored, and those stored before that name one of them: a
// retraction may arrive before what it retracts.
func (v *Vault) retractionsFor(changes []*model.Change) retractions {
	var before []*model.Change
	for i, c := range changes {
		if i == 0 || c.Case != changes[i-1].Case { // those of a large import come case by case
			before = append(before, v.Case(c.Case).Retractions()...)
		}
	}
	if len(before) == 0 {
		return retractionsAmong(changes)
	}
	arriving := make(map[model.ChangeID]bool)
	for _, c := range changes {
		arriving[c.ID] = true
	}
	before = slices.DeleteFunc(before, func(by *model.Change) bool {
		t, _ := model.RetractionOf(by)
		return !arriving[t.Target]
	})
	return retractionsAmong(slices.Concat(changes, before))
}

// retract does in a transaction what retractions say of the cases of its changes: stubs take the place of what they name,
// drafts of it go, and a mark tells that the files still have to be swept.
func (v *Vault) retract(tx *bolt.Tx, changes []*model.Change, by retractions) error {
	if by == nil {
		return nil
	}
	done := make(map[model.ID]bool)
	for _, c := range changes {
		if done[c.Case] {
			continue
		}
		done[c.Case] = true
		if err := v.seal.blank(tx, c.Case, by); err != nil {
			return err
		}
	}
	for _, d := range v.staleDrafts(by) {
		if err := tx.Bucket([]byte(draftBucket)).Delete(v.seal.draftKey(d)); err != nil {
			return err
		}
	}
	return v.seal.put(tx, metaBucket, []byte(sweepKey), []byte{1})
}

func (v *Vault) staleDrafts(by retractions) (list []model.Draft) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	for _, d := range v.drafts {
		if d.At = (time.Time{}); by.stale(d) { // whatever its clock said, it is older than this commit
			list = append(list, d)
		}
	}
	return list
}

// blank puts stubs in the place of the changes of a case that are retracted.
func (s sealer) blank(tx *bolt.Tx, id model.ID, by retractions) error {
	var stubs []entry
	err := s.each(tx, id, func(key, _ []byte, c *model.Change) error {
		if c.Retracted || by.of(c) == nil {
			return nil
		}
		stub, _, err := codec.Stub(c)
		stubs = append(stubs, entry{bytes.Clone(key), stub})
		return err
	})
	if err != nil {
		return err
	}
	for _, e := range stubs {
		if err := s.put(tx, changeBucket, e.key, e.value); err != nil {
			return err
		}
	}
	return nil
}

// each opens and reads the stored changes of a case. Keys are good until the next one only.
func (s sealer) each(tx *bolt.Tx, id model.ID, visit func(key, stored []byte, c *model.Change) error) error {
	reader := codec.NewReader()
	tag := s.key.CaseTag(id)
	cursor := tx.Bucket([]byte(changeBucket)).Cursor()
	for k, value := cursor.Seek(tag[:]); bytes.HasPrefix(k, tag[:]); k, value = cursor.Next() {
		stored, c, err := s.open(reader, k, value)
		if err != nil {
			return err
		}
		if err := visit(k, stored, c); err != nil {
			return err
		}
	}
	return nil
}

// open opens and reads an entry of the changes.
func (s sealer) open(reader *codec.Reader, key, value []byte) (stored []byte, c *model.Change, err error) {
	if stored, err = s.key.Open([]byte(changeBucket), key, value); err == nil {
		c, err = reader.Read(stored)
	}
	return stored, c, err
}
