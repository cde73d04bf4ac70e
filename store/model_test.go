package store_test

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"seuil/model"
	"seuil/store"
)

// twin is what a vault should hold, kept in the simplest way.
type twin struct {
	cases  []model.ID
	labels map[model.ID]string // of tasks; deleted ones are gone
	homes  map[model.ID]model.ID
	drafts map[model.ID]string
	undone []map[model.ID]string // states before each act, to undo
}

func (w *twin) act(f func()) {
	w.undone = append(w.undone, maps.Clone(w.labels))
	f()
}

// TestTheVaultHoldsWhatAMapWouldHold does random things to a vault, closes and opens it in between, and compares.
func TestTheVaultHoldsWhatAMapWouldHold(t *testing.T) {
	s, v := newScratch(t) // one vault for all runs; each looks at the cases that it made
	rapid.Check(t, func(rt *rapid.T) {
		w := &twin{labels: make(map[model.ID]string), homes: make(map[model.ID]model.ID), drafts: make(map[model.ID]string)}
		for range rapid.IntRange(1, 15).Draw(rt, "steps") {
			v = step(rt, s, v, w)
			compare(rt, v, w)
		}
	})
	s.close(v)
}

func step(rt *rapid.T, s *scratch, v *store.Vault, w *twin) *store.Vault {
	text := rapid.StringMatching(`[a-zéà ]{1,40}`)
	tasks := slices.SortedFunc(maps.Keys(w.labels), func(a, b model.ID) int { return slices.Compare(a[:], b[:]) })
	switch n := rapid.IntRange(0, 11).Draw(rt, "step"); {
	case n == 0 || len(w.cases) == 0:
		id := v.NewCase()
		write, _ := (&model.Case{ID: id}).Put("case.new", id, &model.Header{Programme: "securisation"})
		w.act(func() { commit(rt, v, model.ID{}, write) })
		w.cases = append(w.cases, id)
	case n < 4:
		home, id, label := rapid.SampledFrom(w.cases).Draw(rt, "case"), v.NewID(), text.Draw(rt, "label")
		write, _ := v.Case(home).Put("task.add", id, &model.Task{Label: label})
		w.act(func() { commit(rt, v, home, write); w.labels[id], w.homes[id] = label, home })
		delete(w.drafts, home)
	case n == 4 && len(tasks) > 0:
		id, label := rapid.SampledFrom(tasks).Draw(rt, "task"), text.Draw(rt, "label")
		if write, ok := v.Case(w.homes[id]).Put("task.edit", id, &model.Task{Label: label}); ok {
			w.act(func() { commit(rt, v, model.ID{}, write); w.labels[id] = label })
		}
	case n == 5 && len(tasks) > 0:
		id := rapid.SampledFrom(tasks).Draw(rt, "task")
		write, _ := v.Case(w.homes[id]).Delete("task.delete", model.KindTask, id)
		w.act(func() { commit(rt, v, model.ID{}, write); delete(w.labels, id) })
	case n == 6:
		undo(rt, v, w)
	case n == 7:
		home, facts := rapid.SampledFrom(w.cases).Draw(rt, "case"), text.Draw(rt, "draft")
		if err := v.SaveDraft(draft(home, home, facts)); err != nil {
			rt.Fatal(err)
		}
		w.drafts[home] = facts
	case n == 8:
		home := rapid.SampledFrom(w.cases).Draw(rt, "case")
		if err := v.DropDraft(home); err != nil {
			rt.Fatal(err)
		}
		delete(w.drafts, home)
	case n == 9 && len(tasks) > 4:
		if err := v.Rewrite(); err != nil {
			rt.Fatal(err)
		}
	default:
		return s.reopen(v)
	}
	return v
}

func commit(rt *rapid.T, v *store.Vault, draft model.ID, writes ...model.Write) {
	if _, err := v.Commit(draft, writes...); err != nil {
		rt.Fatal(err)
	}
}

// undo takes the last act back, unless it made a case: that is left out to keep the twin simple.
func undo(rt *rapid.T, v *store.Vault, w *twin) {
	last, ok := v.History().Undo(0)
	if !ok || last.Act == "case.new" || len(w.undone) == 0 {
		return
	}
	writes, kept := last.Reverse(model.ActUndo, v.Case)
	if kept > 0 {
		rt.Fatal("something stands in the way of an undo")
	}
	commit(rt, v, model.ID{}, writes...)
	w.labels, w.undone = w.undone[len(w.undone)-1], w.undone[:len(w.undone)-1]
}

func compare(rt *rapid.T, v *store.Vault, w *twin) {
	got, drafts, cases := make(map[model.ID]string), make(map[model.ID]string), 0
	for i, c := range v.Cases() {
		if v.Summaries()[i].Case != c.ID {
			rt.Fatal("summaries and cases are not in step")
		}
		if !slices.Contains(w.cases, c.ID) {
			continue
		}
		cases++
		for _, t := range c.Tasks() {
			got[t.ID] = t.Label
		}
	}
	for _, d := range v.Drafts() {
		if slices.Contains(w.cases, d.Case) {
			drafts[d.ID] = d.Fields[0].Value
		}
	}
	if cases != len(w.cases) || !maps.Equal(got, w.labels) || !maps.Equal(drafts, w.drafts) {
		rt.Fatalf("the vault holds %d cases, %v, %v; it should hold %d, %v, %v", cases, got, drafts, len(w.cases), w.labels, w.drafts)
	}
}
