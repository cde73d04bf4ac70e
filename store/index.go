package store

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"seuil/model"
	"seuil/store/search"
)

// manyChanges is how many changes at once make the index anew instead of taking them in one by one, once a while has passed
// without more of them.
const (
	manyChanges  = 500
	rebuildAfter = 500 * time.Millisecond
)

// index keeps the full-text index in step with the cases.
type index struct {
	current atomic.Pointer[search.Index]
	holders atomic.Int32 // what needs all cores now, and would only have the index made again
}

func newIndex() *index {
	x := &index{}
	x.current.Store(search.New())
	return x
}

// Find is the records that hold every word of a query, as it is typed: names first, then the latest. hits are at most
// limit of total. Until ready, the index is still being made and hardly anything is found. A private hit stands in the
// companion of its case; the excerpt is the caller's to make.
func (v *Vault) Find(query string, limit int) (hits []search.Hit, total int, ready bool) {
	now := v.index.current.Load()
	ready = now.Ready()
	hits, total = now.Find(query, limit)
	return hits, total, ready
}

// build makes an index of all cases, unless the vault is closed or another index takes its place.
func (x *index) build(v *Vault) {
	mine := x.current.Load()
	v.mu.RLock()
	cases := slices.Collect(maps.Values(v.view.cases))
	v.mu.RUnlock()
	mine.Build(func(yield func(search.Document) bool) {
		for _, c := range cases {
			if !x.mayGoOn(v, mine) {
				return
			}
			for d := range documents(c, v.self.worker) {
				if !yield(d) {
					return
				}
			}
		}
	})
}

// mayGoOn waits while something holds the index, then says whether mine is still wanted.
func (x *index) mayGoOn(v *Vault, mine *search.Index) bool {
	for x.holders.Load() > 0 {
		select {
		case <-v.stop:
			return false
		case <-time.After(rebuildAfter):
		}
	}
	select {
	case <-v.stop:
		return false
	default:
		return x.current.Load() == mine
	}
}

// update takes in the records that changes wrote to, in the new state of their cases. The caller holds the lock of the
// writer.
func (x *index) update(v *Vault, changes []*model.Change) {
	if len(changes) > manyChanges {
		next := search.New()
		x.current.Store(next)
		v.bg.Go(func() {
			select {
			case <-v.stop:
			case <-time.After(rebuildAfter):
				if x.current.Load() == next {
					x.build(v)
				}
			}
		})
		return
	}
	now := x.current.Load()
	for _, ch := range changes {
		kind, record := ch.Kind, ch.Record
		if kind == model.KindArrival {
			again(v.Case(ch.Case), v.self.worker, now)
			continue
		}
		if t, ok := model.RetractionOf(ch); ok {
			kind, record = t.Kind, t.Record
		}
		found := false
		for d := range documentsOf(v.Case(ch.Case), v.self.worker, kind, record) {
			now.Put(d)
			found = true
		}
		if !found {
			now.Remove(record)
		}
	}
}

// forget takes out all that could be found of cases.
func (x *index) forget(cases []*model.Case, me model.ID) {
	now := x.current.Load()
	for _, c := range cases {
		for d := range documents(c, me) {
			now.Remove(d.Record)
		}
	}
}

// again takes in a whole case, which comes in sight or goes out of it.
func again(c *model.Case, me model.ID, now *search.Index) {
	for r := range c.EachRecord() {
		now.Remove(r.ID)
	}
	for d := range documents(c, me) {
		now.Put(d)
	}
}

// documents are what can be found of a case.
func documents(c *model.Case, me model.ID) iter.Seq[search.Document] {
	return func(yield func(search.Document) bool) {
		for _, kind := range []model.Kind{model.KindMember, model.KindDwelling, model.KindReach, model.KindTask, model.KindContact, model.KindCase} {
			for _, r := range c.Records(kind) {
				for d := range documentsOf(c, me, kind, r.ID) {
					if !yield(d) {
						return
					}
				}
			}
		}
	}
}

// documentsOf is what can be found of a record: one document, or none.
func documentsOf(c *model.Case, me model.ID, kind model.Kind, record model.ID) iter.Seq[search.Document] {
	return func(yield func(search.Document) bool) {
		r := c.Record(kind, record)
		if c.ID == model.RegistryID || r == nil || r.Deleted() || elsewhere(c, me) {
			return
		}
		d := search.Document{Case: c.ID, Kind: kind, Record: record}
		if main := c.Main(); !main.IsZero() {
			d.Case, d.Private = main, true
		}
		var date string
		var fields []string
		switch kind {
		case model.KindMember:
			d.Name, fields = true, []string{"last", "first", "note"}
		case model.KindDwelling:
			d.Name, fields = true, []string{"address", "commune", "access"}
		case model.KindReach:
			d.Name, fields = true, []string{"value", "whose"}
		case model.KindTask:
			date, fields = "due", []string{"label", "place", "reason"}
		case model.KindContact:
			date, fields = "date", []string{"subject", "place", "present", "facts", "words", "appraisal", "shareable"}
		case model.KindCase:
			fields = []string{"situation"}
		default:
			return
		}
		if date != "" {
			d.Date, _ = model.ParseDate(r.Value(date))
		}
		var text strings.Builder
		for _, name := range fields {
			if value := r.Value(name); value != "" {
				text.WriteString(value)
				text.WriteByte('\n')
			}
		}
		if d.Text = text.String(); d.Text != "" {
			yield(d)
		}
	}
}
