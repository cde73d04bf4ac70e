package store

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/model/text"
)

// draftRecord is a draft as it is sealed.
type draftRecord struct {
	ID     model.ID         `cbor:"1,keyasint"`
	Case   model.ID         `cbor:"2,keyasint"`
	Kind   string           `cbor:"3,keyasint"`
	Names  []string         `cbor:"4,keyasint"`
	Values []string         `cbor:"5,keyasint"`
	Seen   []model.ChangeID `cbor:"6,keyasint,omitempty"`
	Zone   string           `cbor:"7,keyasint,omitempty"`
	Cursor int              `cbor:"8,keyasint,omitempty"`
	At     int64            `cbor:"9,keyasint"`
}

func encodeDraft(d model.Draft) ([]byte, error) {
	r := draftRecord{ID: d.ID, Case: d.Case, Kind: string(d.Kind), Seen: d.Seen, Zone: d.Zone, Cursor: d.Cursor, At: d.At.UnixMilli()}
	for _, f := range d.Fields {
		r.Names, r.Values = append(r.Names, f.Name), append(r.Values, text.Clean(f.Value))
	}
	b, err := cbor.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encode a draft: %w", err)
	}
	return b, nil
}

func decodeDraft(b []byte) (d model.Draft, ok bool) {
	var r draftRecord
	if cbor.Unmarshal(b, &r) != nil || len(r.Names) != len(r.Values) || r.ID.IsZero() || r.Case.IsZero() {
		return d, false
	}
	d = model.Draft{ID: r.ID, Case: r.Case, Kind: model.Kind(r.Kind), Seen: r.Seen, Zone: r.Zone, Cursor: r.Cursor, At: time.UnixMilli(r.At).UTC()}
	for i, name := range r.Names {
		d.Fields = append(d.Fields, model.Field{Name: name, Value: text.Clean(r.Values[i])})
	}
	return d, true
}

// SaveDraft keeps text that is being written, in place of the draft of the same id. When it returns nil, the text is on
// the disk: beside the vault, if the disk failed while the vault was written. A draft without case or id is refused, and one of a case that was erased ([ErrErased]).
func (v *Vault) SaveDraft(d model.Draft) error {
	if d.ID.IsZero() || d.Case.IsZero() {
		return &model.Error{Code: model.CodeIncomplete}
	}
	b, err := encodeDraft(d)
	if err != nil {
		return err
	}
	v.write.Lock()
	defer v.write.Unlock()
	if v.erased(d.Case) {
		return ErrErased
	}
	if v.broken != nil && !v.closed {
		return v.rescue(d.ID, b)
	}
	if v.broken != nil {
		return v.broken
	}
	v.mu.RLock()
	old, had := v.drafts[d.ID]
	v.mu.RUnlock()
	next, err := v.prepare(nil)
	if err != nil {
		return err
	}
	err = v.store(next, model.ID{}, func(tx *bolt.Tx) error {
		if had && old.Case != d.Case {
			if err := tx.Bucket([]byte(draftBucket)).Delete(v.seal.draftKey(old)); err != nil {
				return err
			}
		}
		return v.seal.put(tx, draftBucket, v.seal.draftKey(d), b)
	})
	if err != nil {
		return err
	}
	kept, _ := decodeDraft(b)
	v.mu.Lock()
	v.drafts[d.ID] = kept
	v.mu.Unlock()
	return nil
}

// DropDraft deletes a draft; one that does not exist is no error.
func (v *Vault) DropDraft(id model.ID) error {
	v.write.Lock()
	defer v.write.Unlock()
	if v.broken != nil {
		return v.broken
	}
	v.mu.RLock()
	_, ok := v.drafts[id]
	v.mu.RUnlock()
	if !ok {
		return nil
	}
	b, err := v.prepare(nil)
	if err != nil {
		return err
	}
	return v.store(b, id, nil)
}

// Drafts are the drafts that wait to be finished, the newest first.
func (v *Vault) Drafts() []model.Draft {
	v.mu.RLock()
	defer v.mu.RUnlock()
	list := make([]model.Draft, 0, len(v.drafts))
	for _, d := range v.drafts {
		list = append(list, d)
	}
	slices.SortFunc(list, func(a, b model.Draft) int {
		if c := b.At.Compare(a.At); c != 0 {
			return c
		}
		return strings.Compare(a.ID.String(), b.ID.String())
	})
	return list
}
