package store

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"seuil/model"
)

// CaseNews is what a bundle brings for a case.
type CaseNews struct {
	Case          model.ID
	Before, After *model.Case // Before is nil for a new case
	Changes       int
	Notes         int // contacts that were not there
	Ticks         int // steps, tasks and obligations that become done or set aside
	Removed       int // records that were there and go
	Conflicts     int // values that will differ from others, for a person to settle
	Aside         int // of the changes, those that a revocation sets aside

	fresh []*model.Change
}

// Named is the case as it can be called: as it will be, or as it was if nobody is left in it.
func (n CaseNews) Named() *model.Case {
	if n.Before != nil && n.After.Name() == "" {
		return n.Before
	}
	return n.After
}

// Silent says that nothing of what the bundle brings for the case has an effect.
func (n CaseNews) Silent() bool { return n.Aside == n.Changes }

// FieldNews is a value that a bundle changes.
type FieldNews struct {
	Kind     model.Kind
	Record   model.ID
	Field    string
	From, To string
	New      bool // the record was not there
	Device   model.ID
	At       time.Time
	Conflict bool // To stands beside other values
}

func newsOf(id model.ID, before *model.Case, fresh []arrival) CaseNews {
	n := CaseNews{Case: id, Before: before, Changes: len(fresh)}
	for _, a := range fresh {
		n.fresh = append(n.fresh, a.change)
	}
	if before == nil {
		n.After = model.Fold(id, n.fresh)
	} else {
		n.After = before.With(n.fresh...)
	}
	return n
}

// Household says that something changes in the case of a household: neither the registry, nor a private companion, nor a passage.
func (n CaseNews) Household() bool {
	_, passage := n.After.Passage()
	return !n.Silent() && n.Case != model.RegistryID && n.After.Main().IsZero() && !passage
}

// count looks at each record once.
func (n *CaseNews) count() {
	for _, r := range n.records() {
		old := n.Before.Record(r.Kind, r.ID)
		if r.Kind == model.KindContact && old == nil && !r.Deleted() {
			n.Notes++
		}
		if ticked(r) && !ticked(old) {
			n.Ticks++
		}
		if old != nil && !old.Deleted() && r.Deleted() {
			n.Removed++
		}
		n.Conflicts += len(r.Conflicts())
		if old != nil {
			n.Conflicts -= len(old.Conflicts())
		}
	}
	n.Conflicts = max(0, n.Conflicts)
}

// records are those that the bundle writes to, in their new state, as far as something of them counts.
func (n *CaseNews) records() (list []*model.Record) {
	type key struct {
		kind model.Kind
		id   model.ID
	}
	seen := make(map[key]bool)
	for _, ch := range n.fresh {
		if k := (key{ch.Kind, ch.Record}); !seen[k] {
			seen[k] = true
			if r := n.After.Record(ch.Kind, ch.Record); r != nil {
				list = append(list, r)
			}
		}
	}
	return list
}

// ticked says that somebody said of something that is to be done that it is, or that it is without object.
func ticked(r *model.Record) bool {
	if r == nil || r.Deleted() {
		return false
	}
	switch r.Kind {
	case model.KindTask, model.KindStep, model.KindObligation:
		return r.Value("done") != "" || r.Value("skipped") != ""
	}
	return false
}

// Fields are the values that change, the newest first.
func (n CaseNews) Fields() (list []FieldNews) {
	fresh := make(map[model.ChangeID]bool, len(n.fresh))
	for _, ch := range n.fresh {
		fresh[ch.ID] = true
	}
	for _, r := range n.records() {
		old := n.Before.Record(r.Kind, r.ID)
		from := make(map[string]string)
		if old != nil {
			for _, f := range old.AllLive() {
				from[f.Name] = f.Value
			}
		}
		newest := make(map[string]FieldNews)
		for ch, f := range r.AllLive() {
			if fresh[ch.ID] {
				newest[f.Name] = FieldNews{Kind: r.Kind, Record: r.ID, Field: f.Name, From: from[f.Name], To: f.Value, New: old == nil, Device: ch.Device, At: ch.At()}
			}
		}
		conflicts := r.Conflicts()
		for name, news := range newest {
			if _, news.Conflict = slices.BinarySearch(conflicts, name); news.Conflict || news.To != news.From {
				list = append(list, news)
			}
		}
	}
	slices.SortFunc(list, func(a, b FieldNews) int {
		return cmp.Or(b.At.Compare(a.At), strings.Compare(string(a.Kind), string(b.Kind)), compareIDs(a.Record, b.Record), strings.Compare(a.Field, b.Field))
	})
	return list
}

// Team is the registry as it will be, for the names of those who come in with the bundle.
func (in *Incoming) Team() *model.Case {
	for _, n := range in.Cases {
		if n.Case == model.RegistryID {
			return n.After
		}
	}
	return in.vault.Registry()
}
