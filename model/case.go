package model

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
)

// Case (dossier) is one household in one programme: the unit of sharing, of transfer and of erasure. It is the fold of its
// changes and immutable: [Case.With] makes the next one, [Case.Cut] the one after a revocation.
type Case struct {
	ID     ID
	groups []group // by kind
	cut    Cut
}

// group is the records of one kind, by id.
type group struct {
	kind    Kind
	records []*Record
}

// usualKinds is of how many kinds the records of a case mostly are.
const usualKinds = 8

// Fold makes a case from its changes, given in any order and possibly more than once.
func Fold(id ID, changes []*Change) *Case {
	changes = slices.Clone(changes)
	slices.SortFunc(changes, byRecord)
	c := &Case{ID: id, groups: make([]group, 0, usualKinds)}
	// The records of a case are allocated together: the whole caseload is folded at unlock.
	room, list := make([]Record, len(changes)), make([]*Record, 0, len(changes))
	for len(changes) > 0 {
		n := 1
		for n < len(changes) && byRecord(changes[n], changes[0]) == 0 {
			n++
		}
		r := &room[len(list)]
		r.fold(changes[:n:n], nil)
		list = append(list, r)
		if last := len(c.groups) - 1; last < 0 || c.groups[last].kind != r.Kind {
			c.groups = append(c.groups, group{kind: r.Kind})
		}
		g := &c.groups[len(c.groups)-1]
		from := len(list) - 1 - len(g.records)
		g.records = list[from:len(list):len(list)]
		changes = changes[n:]
	}
	c.retract()
	return c
}

func byRecord(a, b *Change) int {
	if c := cmp.Compare(a.Kind, b.Kind); c != 0 {
		return c
	}
	return bytes.Compare(a.Record[:], b.Record[:])
}

// With is the case after more changes of it. A nil case is an empty one.
func (c *Case) With(changes ...*Change) *Case {
	next := &Case{}
	if c != nil {
		next.ID, next.groups, next.cut = c.ID, slices.Clone(c.groups), c.cut
	}
	if len(changes) > manyChanges {
		return Fold(changes[0].Case, slices.AppendSeq(slices.Clone(changes), c.All())).Cut(next.cut)
	}
	for _, ch := range changes {
		next.ID = ch.Case
		next.add(ch)
	}
	next.retract()
	return next
}

// manyChanges is from how many changes on it is quicker to fold a case anew than to take them in one by one.
const manyChanges = 64

// add puts a change into a case whose groups are its own but share their records with an older one.
func (c *Case) add(ch *Change) {
	i, found := slices.BinarySearchFunc(c.groups, ch.Kind, func(g group, k Kind) int { return cmp.Compare(g.kind, k) })
	if !found {
		c.groups = slices.Insert(c.groups, i, group{kind: ch.Kind})
	}
	g := &c.groups[i]
	g.records = slices.Clone(g.records)
	if j, found := g.find(ch.Record); found {
		g.records[j] = foldRecord(append(g.records[j].all(), ch), c.cut)
	} else {
		g.records = slices.Insert(g.records, j, foldRecord([]*Change{ch}, c.cut))
	}
}

func (g *group) find(id ID) (int, bool) {
	return slices.BinarySearchFunc(g.records, id, func(r *Record, id ID) int { return bytes.Compare(r.ID[:], id[:]) })
}

func (c *Case) group(kind Kind) *group {
	if c != nil {
		for i := range c.groups {
			if c.groups[i].kind == kind {
				return &c.groups[i]
			}
		}
	}
	return &group{}
}

// Record is the record of a kind and id, deleted or not, or nil.
func (c *Case) Record(kind Kind, id ID) *Record {
	g := c.group(kind)
	if i, found := g.find(id); found && !g.records[i].empty() {
		return g.records[i]
	}
	return nil
}

// Records are the records of a kind that are not deleted, by id.
func (c *Case) Records(kind Kind) []*Record {
	g := c.group(kind)
	list := make([]*Record, 0, len(g.records))
	for _, r := range g.records {
		if !r.Deleted() {
			list = append(list, r)
		}
	}
	return list
}

// EachRecord is all the records of the case, deleted or not, by kind and id. A nil case has none.
func (c *Case) EachRecord() iter.Seq[*Record] {
	return func(yield func(*Record) bool) {
		if c == nil {
			return
		}
		for _, g := range c.groups {
			for _, r := range g.records {
				if !r.empty() && !yield(r) {
					return
				}
			}
		}
	}
}

// All is all the changes of the case, those that are set aside too, record by record. A nil case has none.
func (c *Case) All() iter.Seq[*Change] {
	return func(yield func(*Change) bool) {
		if c == nil {
			return
		}
		for _, g := range c.groups {
			for _, r := range g.records {
				for _, list := range [][]*Change{r.changes, r.aside} {
					for _, ch := range list {
						if !yield(ch) {
							return
						}
					}
				}
			}
		}
	}
}

// Changes are all the changes of the case, those that are set aside too, in the order of entry.
func (c *Case) Changes() []*Change {
	all := slices.Collect(c.All())
	slices.SortFunc(all, before)
	return all
}

// write makes a write of fields of a record and lists the live values that it replaces. Fields that would not change are
// left out; with nothing left, ok is false.
func (c *Case) write(act Act, kind Kind, id ID, fields []Field) (w Write, ok bool) {
	w = Write{Case: c.ID, Kind: kind, Record: id, Act: act}
	r := c.Record(kind, id)
	for _, f := range fields {
		if r == nil {
			if f.Value != "" {
				w.Fields = append(w.Fields, f)
			}
			continue
		}
		live := r.Live(f.Name)
		if len(live) == 0 && f.Value == "" || len(live) == 1 && r.Value(f.Name) == f.Value {
			continue
		}
		w.Fields = append(w.Fields, f)
		w.Pred = appendIDs(w.Pred, live)
	}
	slices.SortFunc(w.Fields, func(a, b Field) int { return cmp.Compare(a.Name, b.Name) })
	return w, len(w.Fields) > 0
}

// Delete is the write that deletes a record, having seen all its live values.
func (c *Case) Delete(act Act, kind Kind, id ID) (w Write, ok bool) {
	r := c.Record(kind, id)
	if r == nil || r.Deleted() {
		return w, false
	}
	w = Write{Case: c.ID, Kind: kind, Record: id, Act: act, Fields: []Field{{FieldDeleted, "yes"}}}
	for _, name := range r.FieldNames() {
		w.Pred = appendIDs(w.Pred, r.Live(name))
	}
	return w, true
}

func appendIDs(ids []ChangeID, changes []*Change) []ChangeID {
	for _, c := range changes {
		if !slices.Contains(ids, c.ID) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}
