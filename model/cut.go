package model

import (
	"maps"
	"slices"
)

// Cut says where the changes of revoked devices end in one case: of such a device, the number of the last one that counts.
//
// What comes after it is set aside: it stays in the case and is passed on like any other change, so that every machine has the same
// set, but it has no value and replaces none, and a record of which nothing else is left does not exist for readers. A case is thus a
// pure function of its changes and of its cut, in whatever order both came, and once a revocation is taken back all is there again. A
// retraction alone works although it is set aside, see [Case.Retractions].
type Cut map[ID]uint64

// Beyond says that a change is set aside.
func (k Cut) Beyond(ch *Change) bool {
	last, ok := k[ch.Device]
	return ok && ch.Seq > last
}

// split parts changes into those that count and those that are set aside, both in their order.
func (k Cut) split(changes []*Change) (count, aside []*Change) {
	if len(k) == 0 || !slices.ContainsFunc(changes, k.Beyond) {
		return changes, nil
	}
	for _, ch := range changes {
		if k.Beyond(ch) {
			aside = append(aside, ch)
		} else {
			count = append(count, ch)
		}
	}
	return count, aside
}

// Cut is the case with another cut in place of the one that it has; nil is none.
func (c *Case) Cut(k Cut) *Case {
	if c == nil || maps.Equal(c.cut, k) {
		return c
	}
	next := &Case{ID: c.ID, groups: slices.Clone(c.groups), cut: k}
	for i := range next.groups {
		g := &next.groups[i]
		if !slices.ContainsFunc(g.records, k.moves) {
			continue
		}
		g.records = slices.Clone(g.records)
		for j, r := range g.records {
			if k.moves(r) {
				g.records[j] = foldRecord(r.all(), k)
			}
		}
	}
	return next
}

// moves says that some changes of a record are set aside by this cut and were not, or the other way round.
func (k Cut) moves(r *Record) bool {
	return slices.ContainsFunc(r.changes, k.Beyond) || slices.ContainsFunc(r.aside, func(ch *Change) bool { return !k.Beyond(ch) })
}

// Aside says that a change of the case is set aside by a revocation.
func (c *Case) Aside(ch *Change) bool { return c != nil && c.cut.Beyond(ch) }

// Empty says that nothing of the case counts.
func (c *Case) Empty() bool {
	for range c.EachRecord() {
		return false
	}
	return true
}

// whole is the record as if nothing were set aside.
func (r *Record) whole() *Record {
	if len(r.aside) == 0 {
		return r
	}
	return foldRecord(r.all(), nil)
}
