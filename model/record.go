package model

import "slices"

// Record is the fold of the changes of one record of a case. It is immutable.
type Record struct {
	Kind    Kind
	ID      ID
	changes []*Change // in display order, without those that are set aside
	aside   []*Change // likewise
	dead    map[deadWrite]struct{}

	retracted bool // some of its changes are
}

// deadWrite names the value that one change gave to one field.
type deadWrite struct {
	change ChangeID
	field  string
}

// foldRecord folds changes of one record, given in any order and possibly more than once.
func foldRecord(changes []*Change, cut Cut) *Record {
	r := &Record{}
	r.fold(changes, cut)
	return r
}

// fold makes r what [foldRecord] would.
func (r *Record) fold(changes []*Change, cut Cut) {
	slices.SortFunc(changes, before)
	changes = slices.CompactFunc(changes, func(a, b *Change) bool { return a.ID == b.ID })
	r.Kind, r.ID = changes[0].Kind, changes[0].Record
	changes, r.aside = cut.split(changes)
	r.changes = changes
	r.retracted = slices.ContainsFunc(changes, func(c *Change) bool { return c.Retracted })
	if len(changes) <= 1 {
		return
	}
	r.dead = make(map[deadWrite]struct{})
	for _, c := range changes {
		for _, p := range c.Pred {
			for _, f := range c.Fields {
				r.dead[deadWrite{p, f.Name}] = struct{}{}
			}
		}
	}
}

// Live are the changes whose value of the field no other write supersedes, oldest first. Several with different values
// are a conflict. A retracted change has no value.
func (r *Record) Live(field string) []*Change {
	var live []*Change
	for _, c := range r.changes {
		if _, ok := c.Value(field); !ok || c.Retracted {
			continue
		}
		if _, dead := r.dead[deadWrite{c.ID, field}]; !dead {
			live = append(live, c)
		}
	}
	return live
}

// Value is the field's value to show: the latest live one, or nothing.
func (r *Record) Value(field string) string {
	for i := len(r.changes) - 1; i >= 0; i-- {
		c := r.changes[i]
		v, ok := c.Value(field)
		if !ok || c.Retracted {
			continue
		}
		if len(r.dead) > 0 {
			if _, dead := r.dead[deadWrite{c.ID, field}]; dead {
				continue
			}
		}
		return v
	}
	return ""
}

// Conflicts are the fields that have several live values that differ, sorted.
func (r *Record) Conflicts() []string {
	if r.dead == nil {
		return nil
	}
	var names []string
	for _, name := range r.FieldNames() {
		live := r.Live(name)
		for _, c := range live[min(1, len(live)):] {
			first, _ := live[0].Value(name)
			if v, _ := c.Value(name); v != first {
				names = append(names, name)
				break
			}
		}
	}
	return names
}

// FieldNames are the fields that were ever written, sorted.
func (r *Record) FieldNames() []string {
	var names []string
	for _, c := range r.changes {
		for _, f := range c.Fields {
			names = append(names, f.Name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Changes are the changes of the record that count, in the order of entry. The slice is not to be modified.
func (r *Record) Changes() []*Change { return r.changes }

// Aside are the changes of the record that a revocation sets aside, in the order of entry. The slice is not to be modified.
func (r *Record) Aside() []*Change { return r.aside }

// all is every change of the record, in a slice of its own.
func (r *Record) all() []*Change { return slices.Concat(r.changes, r.aside) }

// empty says that nothing of the record counts: for its readers it does not exist.
func (r *Record) empty() bool { return len(r.changes) == 0 }

// Retracted says that something was retracted of the record, for good; if that is all it held, it counts as deleted too.
func (r *Record) Retracted() bool { return r.retracted }

// Deleted says that nothing of the record counts; or that it is deleted and that nobody wrote to it without having seen the deletion or being seen by it;
// or that it was retracted and nobody wrote to it without having seen that.
func (r *Record) Deleted() bool {
	if r.empty() {
		return true
	}
	if r.Value(FieldDeleted) == "" {
		return r.retracted && !slices.ContainsFunc(r.FieldNames(), func(name string) bool { return r.Value(name) != "" })
	}
	seen := make(map[ChangeID]bool)
	for _, d := range r.Live(FieldDeleted) {
		seen[d.ID] = true
		for _, p := range d.Pred {
			seen[p] = true
		}
	}
	for _, name := range r.FieldNames() {
		for _, c := range r.Live(name) {
			if !seen[c.ID] {
				return false
			}
		}
	}
	return true
}
