package model

import (
	"cmp"
	"maps"
	"slices"
)

// Case (dossier) is one household in one programme: the unit of sharing, of transfer and of erasure. It is the fold of its
// changes and immutable: [Case.With] makes the next one.
type Case struct {
	ID      ID
	records map[recordKey]*Record
}

type recordKey struct {
	kind Kind
	id   ID
}

// Fold makes a case from its changes, given in any order and possibly more than once.
func Fold(id ID, changes []*Change) *Case {
	groups := make(map[recordKey][]*Change)
	for _, c := range changes {
		key := recordKey{c.Kind, c.Record}
		groups[key] = append(groups[key], c)
	}
	c := &Case{ID: id, records: make(map[recordKey]*Record, len(groups))}
	for key, group := range groups {
		c.records[key] = foldRecord(group)
	}
	return c
}

// With is the case after more changes of it. A nil case is an empty one.
func (c *Case) With(changes ...*Change) *Case {
	next := &Case{records: make(map[recordKey]*Record)}
	if c != nil {
		next.ID, next.records = c.ID, maps.Clone(c.records)
	}
	groups := make(map[recordKey][]*Change)
	for _, ch := range changes {
		key := recordKey{ch.Kind, ch.Record}
		groups[key] = append(groups[key], ch)
		next.ID = ch.Case
	}
	for key, group := range groups {
		if r := next.records[key]; r != nil {
			group = append(slices.Clone(r.changes), group...)
		}
		next.records[key] = foldRecord(group)
	}
	return next
}

// Record is the record of a kind and id, deleted or not, or nil.
func (c *Case) Record(kind Kind, id ID) *Record {
	if c == nil {
		return nil
	}
	return c.records[recordKey{kind, id}]
}

// Records are the records of a kind that are not deleted, by id.
func (c *Case) Records(kind Kind) []*Record {
	if c == nil {
		return nil
	}
	var list []*Record
	for key, r := range c.records {
		if key.kind == kind && !r.Deleted() {
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(a, b *Record) int { return slices.Compare(a.ID[:], b.ID[:]) })
	return list
}

// Changes are all the changes of the case, in the order of entry.
func (c *Case) Changes() []*Change {
	if c == nil {
		return nil
	}
	var all []*Change
	for _, r := range c.records {
		all = append(all, r.changes...)
	}
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
	for _, name := range r.fieldNames() {
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
