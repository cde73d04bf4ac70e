package model

import (
	"cmp"
	"iter"
	"math/bits"
	"slices"
)

// Record is the fold of the changes of one record of a case. It is immutable.
type Record struct {
	Kind    Kind
	ID      ID
	changes []*Change // in display order, without those that are set aside
	aside   []*Change // likewise
	dead    []uint64  // of each change, the fields whose value another one replaces: bit i for its i-th field; nil for a single change

	retracted bool // some of its changes are
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
	r.dead = make([]uint64, len(changes))
	find := finder(changes)
	for _, c := range changes {
		for _, p := range c.Pred {
			if i := find(p); i >= 0 && bits.OnesCount64(r.dead[i]) < len(changes[i].Fields) {
				r.dead[i] |= common(changes[i].Fields, c.Fields)
			}
		}
	}
}

// fewChanges is up to how many changes it is quicker to look at each of them.
const fewChanges = 16

// finder finds the place of a change among some; -1 if it is not among them.
func finder(changes []*Change) func(ChangeID) int {
	if len(changes) <= fewChanges {
		return func(id ChangeID) int { return slices.IndexFunc(changes, func(c *Change) bool { return c.ID == id }) }
	}
	places := make(map[ChangeID]int, len(changes))
	for i, c := range changes {
		places[c.ID] = i
	}
	return func(id ChangeID) int {
		if i, ok := places[id]; ok {
			return i
		}
		return -1
	}
}

// common are the fields of a that b writes too: bit i for the i-th one. Both are sorted, and no more than [MaxFields].
func common(a, b []Field) (set uint64) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := cmp.Compare(a[i].Name, b[j].Name); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			set |= 1 << i
			i, j = i+1, j+1
		}
	}
	return set
}

// live says that the i-th change gives a value to its k-th field that no other one replaces.
func (r *Record) live(i, k int) bool {
	return !r.changes[i].Retracted && (r.dead == nil || r.dead[i]&(1<<k) == 0)
}

// AllLive is every live value with its change, the oldest first.
func (r *Record) AllLive() iter.Seq2[*Change, Field] {
	return func(yield func(*Change, Field) bool) {
		for i, c := range r.changes {
			for k, f := range c.Fields {
				if r.live(i, k) && !yield(c, f) {
					return
				}
			}
		}
	}
}

// Live are the changes whose value of the field no other write supersedes, oldest first. Several with different values
// are a conflict. A retracted change has no value.
func (r *Record) Live(field string) []*Change {
	var live []*Change
	for i, c := range r.changes {
		if k := c.field(field); k >= 0 && r.live(i, k) {
			live = append(live, c)
		}
	}
	return live
}

// Value is the field's value to show: the latest live one, or nothing.
func (r *Record) Value(field string) string {
	for i := len(r.changes) - 1; i >= 0; i-- {
		c := r.changes[i]
		if k := c.field(field); k >= 0 && r.live(i, k) {
			return c.Fields[k].Value
		}
	}
	return ""
}

// Conflicts are the fields that have several live values that differ, sorted.
func (r *Record) Conflicts() []string {
	if r.dead == nil {
		return nil
	}
	var names []string
	first := make(map[string]string)
	for _, f := range r.AllLive() {
		if value, again := first[f.Name]; !again {
			first[f.Name] = f.Value
		} else if value != f.Value {
			names = append(names, f.Name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
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

// Deleted says that nothing of the record counts; or that it is deleted and that nobody wrote to it without having seen the deletion or
// being seen by it; or that it was retracted and nobody wrote to it without having seen that.
func (r *Record) Deleted() bool {
	if r.empty() {
		return true
	}
	if r.Value(FieldDeleted) == "" {
		return r.retracted && r.blank()
	}
	seen := make(map[ChangeID]bool)
	for _, d := range r.Live(FieldDeleted) {
		seen[d.ID] = true
		for _, p := range d.Pred {
			seen[p] = true
		}
	}
	for c := range r.AllLive() {
		if !seen[c.ID] {
			return false
		}
	}
	return true
}

// blank says that no field has a value to show.
func (r *Record) blank() bool {
	shown := make(map[string]string)
	for _, f := range r.AllLive() {
		shown[f.Name] = f.Value
	}
	for _, value := range shown {
		if value != "" {
			return false
		}
	}
	return true
}
