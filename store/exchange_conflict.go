package store

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"github.com/fxamacker/cbor/v2"

	"seuil/model"
	"seuil/store/codec"
)

// Conflict is a field that several people wrote without knowing of each other, so that it has several values.
type Conflict struct {
	Case   model.ID
	Kind   model.Kind
	Record model.ID
	Field  string
	Values []*model.Change // one for each value that differs, the newest last: that is the one that is shown
}

// Conflicts are all the conflicts that wait for a person, those of a case together, in an order that is the same everywhere.
func (v *Vault) Conflicts() (list []Conflict) {
	v.mu.RLock()
	cases := make([]*model.Case, 0, len(v.view.conflicted))
	for id := range v.view.conflicted {
		cases = append(cases, v.view.cases[id])
	}
	v.mu.RUnlock()
	slices.SortFunc(cases, func(a, b *model.Case) int { return compareIDs(a.ID, b.ID) })
	for _, c := range cases {
		list = append(list, conflictsIn(c)...)
	}
	return list
}

// conflictsIn are the conflicts of a case. How people know each other is none to settle: of several cards the newest counts, which its
// holder made. Nor is a copy of what stands in another case: telling it again settles it.
func conflictsIn(c *model.Case) (list []Conflict) {
	_, copies := c.Liaison()
	for r := range c.EachRecord() {
		switch r.Kind {
		case model.KindCard, model.KindTrust, model.KindRevocation, model.KindLink, model.KindErasure, model.KindErased:
			continue
		}
		if r.Deleted() || copies && r.Kind != model.KindReply {
			continue
		}
		for _, field := range r.Conflicts() {
			k := Conflict{Case: c.ID, Kind: r.Kind, Record: r.ID, Field: field}
			for _, ch := range slices.Backward(r.Live(field)) {
				value, _ := ch.Value(field)
				if !slices.ContainsFunc(k.Values, func(o *model.Change) bool { other, _ := o.Value(field); return other == value }) {
					k.Values = append(k.Values, ch)
				}
			}
			slices.Reverse(k.Values)
			list = append(list, k)
		}
	}
	slices.SortFunc(list, func(a, b Conflict) int {
		return cmp.Or(strings.Compare(string(a.Kind), string(b.Kind)), bytes.Compare(a.Record[:], b.Record[:]), strings.Compare(a.Field, b.Field))
	})
	return list
}

// SetAside are the changes that were not taken in from bundles and are kept, and those that a revocation sets aside, the oldest first.
func (v *Vault) SetAside() (list []Aside, err error) {
	v.files.Lock()
	defer v.files.Unlock()
	reader := codec.NewReader()
	err = v.db.View(func(tx *bolt.Tx) error {
		return v.eachMeta(tx, []byte(setAsidePrefix), func(_, value []byte) error {
			var w asideWire
			if err := cbor.Unmarshal(value, &w); err != nil {
				return nil
			}
			k := Aside{Reason: w.Reason, From: w.From, At: time.UnixMilli(w.At).UTC(), stored: w.Stored}
			if c, err := reader.Read(w.Stored); err == nil {
				k.Change = c
			}
			list = append(list, k)
			return nil
		})
	})
	if err != nil {
		return nil, asError(err)
	}
	list = append(list, v.revokedChanges()...)
	slices.SortStableFunc(list, func(a, b Aside) int { return a.At.Compare(b.At) })
	return list, nil
}

// revokedChanges are the changes that a revocation sets aside, case by case.
func (v *Vault) revokedChanges() (list []Aside) {
	for _, id := range v.revocations().touched(revocations{}) {
		c := v.Case(id)
		for ch := range c.All() {
			if c.Aside(ch) {
				list = append(list, Aside{Reason: ReasonRevoked, Change: ch, From: ch.Device, At: ch.At()})
			}
		}
	}
	return list
}
