package store

import (
	"iter"
	"strings"

	"seuil/model"
	"seuil/store/search"
)

// index keeps the full-text index in step with the cases.
type index struct{ *search.Index }

func newIndex() *index { return &index{search.New()} }

// Find is the records that hold every word of a query, as it is typed: names first, then the latest. hits are at most
// limit of total. Until ready, the index is still being made and hardly anything is found. A private hit stands in the
// companion of its case; the excerpt is the caller's to make.
func (v *Vault) Find(query string, limit int) (hits []search.Hit, total int, ready bool) {
	ready = v.index.Ready()
	hits, total = v.index.Find(query, limit)
	return hits, total, ready
}

// build makes the index of all cases.
func (x *index) build(v *Vault) {
	v.mu.RLock()
	cases := make([]*model.Case, 0, len(v.view.cases))
	for _, c := range v.view.cases {
		cases = append(cases, c)
	}
	v.mu.RUnlock()
	x.Build(func(yield func(search.Document) bool) {
		for _, c := range cases {
			select {
			case <-v.stop:
				return
			default:
			}
			for d := range documents(c) {
				if !yield(d) {
					return
				}
			}
		}
	})
}

// update takes in the records that changes wrote to, in the new state of their cases.
func (x *index) update(v *Vault, changes []*model.Change) {
	touched := make(map[model.ID]bool)
	for _, ch := range changes {
		touched[ch.Record] = true
	}
	seen := make(map[model.ID]bool)
	for _, ch := range changes {
		if seen[ch.Case] {
			continue
		}
		seen[ch.Case] = true
		live := make(map[model.ID]bool)
		for d := range documents(v.Case(ch.Case)) {
			if live[d.Record] = true; touched[d.Record] {
				x.Put(d)
			}
		}
		for _, other := range changes {
			if other.Case == ch.Case && !live[other.Record] {
				x.Remove(other.Record)
			}
		}
	}
}

// documents are what can be found of a case.
func documents(c *model.Case) iter.Seq[search.Document] {
	return func(yield func(search.Document) bool) {
		if c.ID == model.RegistryID {
			return
		}
		d := search.Document{Case: c.ID}
		if main := c.Main(); !main.IsZero() {
			d.Case, d.Private = main, true
		}
		put := func(kind model.Kind, record model.ID, date model.Date, name bool, parts ...string) bool {
			d.Kind, d.Record, d.Date, d.Name, d.Text = kind, record, date, name, strings.Join(parts, "\n")
			return yield(d)
		}
		for _, m := range c.Members() {
			if !put(model.KindMember, m.ID, m.From, true, m.Last+" "+m.First, m.Note) {
				return
			}
		}
		for _, w := range c.Dwellings() {
			if !put(model.KindDwelling, w.ID, w.From, true, w.Address, w.Commune, w.Access) {
				return
			}
		}
		for _, r := range c.Reaches() {
			if !put(model.KindReach, r.ID, r.From, true, r.Value, r.Whose) {
				return
			}
		}
		for _, t := range c.Tasks() {
			if !put(model.KindTask, t.ID, t.Due, false, t.Label, t.Place, t.Reason) {
				return
			}
		}
		for _, k := range c.Contacts() {
			if !put(model.KindContact, k.ID, k.Date, false, k.Subject, k.Place, k.Present, k.Facts, k.Words, k.Appraisal, k.Shareable) {
				return
			}
		}
		if s := c.Header().Situation; s != "" {
			put(model.KindCase, c.ID, 0, false, s)
		}
	}
}
