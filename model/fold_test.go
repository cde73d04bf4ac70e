package model

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// scenario draws the changes of one case as several devices could have made them: with any knowledge of one another, forks,
// clocks that are wrong, and retractions, some of which do not say what is so.
func scenario() *rapid.Generator[[]*Change] {
	return rapid.Custom(func(t *rapid.T) []*Change {
		var all []*Change
		for n := range rapid.IntRange(1, 25).Draw(t, "changes") {
			device, clock := number(rapid.IntRange(1, 3).Draw(t, "device")), rapid.Int64Range(0, 5).Draw(t, "clock")
			if rapid.IntRange(0, 4).Draw(t, "retract") == 0 {
				if w, ok := retraction(t, all); ok {
					all = append(all, change(w, device, clock, n))
					continue
				}
			}
			w := Write{
				Case:   number(1),
				Kind:   rapid.SampledFrom([]Kind{KindTask, KindContact, "future"}).Draw(t, "kind"),
				Record: number(rapid.IntRange(1, 3).Draw(t, "record")),
				Act:    "test",
			}
			for _, name := range rapid.SliceOfDistinct(rapid.SampledFrom([]string{"a", "b", FieldDeleted}), rapid.ID).Draw(t, "fields") {
				value := rapid.SampledFrom([]string{"", "1", "2"}).Draw(t, "value")
				if name == FieldDeleted {
					value = rapid.SampledFrom([]string{"", "yes"}).Draw(t, "deleted")
				}
				w.Fields = append(w.Fields, Field{name, value})
			}
			if len(w.Fields) == 0 {
				w.Fields = []Field{{"a", "3"}}
			}
			slices.SortFunc(w.Fields, func(a, b Field) int { return slices.Compare([]byte(a.Name), []byte(b.Name)) })
			for _, c := range all {
				if rapid.Bool().Draw(t, "seen") {
					w.Pred = append(w.Pred, c.ID)
				}
			}
			all = append(all, change(w, device, clock, n))
		}
		return all
	})
}

// retraction draws the retraction of one of the changes; one in eight names it wrongly and is worth nothing.
func retraction(t *rapid.T, all []*Change) (w Write, ok bool) {
	if len(all) == 0 {
		return w, false
	}
	target := *rapid.SampledFrom(all).Draw(t, "target")
	if rapid.IntRange(0, 7).Draw(t, "lie") == 0 {
		target.Seq++
	}
	writes := (&Case{ID: target.Case}).With(&target).Retract("test", target.Kind, target.Record)
	if len(writes) == 0 {
		return w, false
	}
	return writes[0], true
}

// retracted are the ids of the changes that some retraction names rightly.
func retracted(all []*Change) map[ChangeID]bool {
	ids := make(map[ChangeID]bool)
	for _, c := range all {
		ids[c.ID] = slices.ContainsFunc(all, func(o *Change) bool { return o.Retracts(c) })
	}
	return ids
}

func TestTheCaseIsTheSameWhateverTheOrderAndTheRepeats(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := scenario().Draw(t, "scenario")
		want := dump(Fold(number(1), all))
		delivered := append(rapid.Permutation(all).Draw(t, "order"), rapid.SliceOf(rapid.SampledFrom(all)).Draw(t, "again")...)
		if got := dump(Fold(number(1), slices.Clone(delivered))); got != want {
			t.Fatalf("folded otherwise:\n%s\n%s", got, want)
		}
		var c *Case
		for len(delivered) > 0 {
			n := rapid.IntRange(1, len(delivered)).Draw(t, "part")
			before, was := c, dump(c)
			c, delivered = c.With(delivered[:n]...), delivered[n:]
			if before != nil && dump(before) != was {
				t.Fatal("a case changed under its reader")
			}
		}
		if got := dump(c); got != want || c.ID != number(1) {
			t.Fatalf("received in parts:\n%s\n%s", got, want)
		}
		if n := len(c.Changes()); n != len(all) {
			t.Fatalf("%d changes of %d are left", n, len(all))
		}
	})
}

// Whoever has the text and whoever has but its stub come to the same case, whichever of the two arrives first, and the text
// is nowhere in it.
func TestNoRetractedTextSurvivesAnyExchange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := scenario().Draw(t, "scenario")
		gone, want := retracted(all), dump(Fold(number(1), all))
		delivered := slices.Clone(all)
		for _, c := range all {
			if gone[c.ID] && rapid.Bool().Draw(t, "stub too") {
				delivered = append(delivered, c.Blank())
			}
			if gone[c.ID] && rapid.Bool().Draw(t, "no text") {
				delivered = slices.DeleteFunc(delivered, func(o *Change) bool { return o.ID == c.ID })
				delivered = append(delivered, c.Blank())
			}
		}
		var c *Case
		for _, ch := range rapid.Permutation(delivered).Draw(t, "order") {
			c = c.With(ch)
		}
		if got := dump(c); got != want {
			t.Fatalf("received one by one:\n%s\n%s", got, want)
		}
		for _, ch := range c.Changes() {
			empty := !slices.ContainsFunc(ch.Fields, func(f Field) bool { return f.Value != "" })
			if ch.Retracted != gone[ch.ID] || ch.Retracted && (!empty || ch.Salt != [16]byte{}) {
				t.Fatalf("retracted %v, want %v: %+v", ch.Retracted, gone[ch.ID], ch)
			}
			r := c.Record(ch.Kind, ch.Record)
			for _, f := range ch.Fields {
				if live := slices.Contains(r.Live(f.Name), ch); live && ch.Retracted {
					t.Fatal("a retracted change has a value")
				}
			}
		}
	})
}

func TestMergingDoesNotDependOnWhoMergesFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := scenario().Draw(t, "scenario")
		half := func(name string) []*Change {
			return slices.DeleteFunc(slices.Clone(all), func(*Change) bool { return rapid.Bool().Draw(t, name) })
		}
		a, b, c := half("a"), half("b"), half("c")
		merge := func(parts ...[]*Change) string { return dump(Fold(number(1), slices.Concat(parts...))) }
		if merge(a, b) != merge(b, a) {
			t.Fatal("not commutative")
		}
		ab := Fold(number(1), slices.Concat(a, b)).Changes()
		bc := Fold(number(1), slices.Concat(b, c)).Changes()
		if merge(ab, c) != merge(a, bc) {
			t.Fatal("not associative")
		}
		if merge(a, a) != merge(a) || merge(ab, ab) != merge(a, b) {
			t.Fatal("not idempotent")
		}
	})
}

func TestAValueIsLiveUntilAWriteThatSawItReplacesIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := scenario().Draw(t, "scenario")
		c, gone := Fold(number(1), slices.Clone(all)), retracted(all)
		for _, ch := range all {
			r := c.Record(ch.Kind, ch.Record)
			for _, f := range ch.Fields {
				replaced := gone[ch.ID] || slices.ContainsFunc(all, func(o *Change) bool {
					_, same := o.Value(f.Name)
					return same && o.Kind == ch.Kind && o.Record == ch.Record && slices.Contains(o.Pred, ch.ID)
				})
				if live := slices.ContainsFunc(r.Live(f.Name), func(l *Change) bool { return l.ID == ch.ID }); live == replaced {
					t.Fatalf("live %v, replaced %v", live, replaced)
				}
			}
		}
	})
}

// task is a write of a task's fields that saw what stands in the case.
func task(c *Case, id ID, v Task) Write {
	w, _ := c.Put("task.edit", id, &v)
	return w
}

func TestTwoPersonsWhoWriteTheSameFieldUnseenMakeAConflictForAThirdToSettle(t *testing.T) {
	b := newBench()
	b.commit(b.device, task(b.caseOf(number(1)), number(7), Task{Label: "Bilan", Due: NewDate(2026, 11, 18)}))
	before := b.caseOf(number(1))
	b.commit(number(2), task(before, number(7), Task{Label: "Bilan", Due: NewDate(2026, 11, 27)}))
	b.commit(number(3), task(before, number(7), Task{Label: "Bilan", Due: NewDate(2026, 11, 30)}))
	r := b.caseOf(number(1)).Record(KindTask, number(7))
	if got := r.Conflicts(); !slices.Equal(got, []string{"due"}) {
		t.Fatalf("conflicts: %v", got)
	}
	if len(r.Live("due")) != 2 || r.Value("due") != "2026-11-30" {
		t.Errorf("%d live, %q shown", len(r.Live("due")), r.Value("due"))
	}
	// To keep the value that is shown is a decision as well: it must be written and settle the matter.
	w := task(b.caseOf(number(1)), number(7), Task{Label: "Bilan", Due: NewDate(2026, 11, 30)})
	if len(w.Fields) != 1 || len(w.Pred) != 2 {
		t.Fatalf("settling writes %v over %d", w.Fields, len(w.Pred))
	}
	b.commit(b.device, w)
	if r = b.caseOf(number(1)).Record(KindTask, number(7)); len(r.Conflicts()) != 0 || len(r.Live("due")) != 1 {
		t.Errorf("conflicts: %v", r.Conflicts())
	}
}

func TestTheSameValueWrittenTwiceIsNoConflict(t *testing.T) {
	b := newBench()
	for _, device := range []ID{number(2), number(3)} {
		b.commit(device, task(&Case{ID: number(1)}, number(7), Task{Label: "Bilan"}))
	}
	if r := b.caseOf(number(1)).Record(KindTask, number(7)); len(r.Conflicts()) != 0 || len(r.Live("label")) != 2 {
		t.Errorf("conflicts %v, %d live", r.Conflicts(), len(r.Live("label")))
	}
}

func TestWhatWasDeletedHereAndChangedThereIsShown(t *testing.T) {
	b := newBench()
	b.commit(b.device, task(b.caseOf(number(1)), number(7), Task{Label: "Bilan"}))
	seen := b.caseOf(number(1))
	deletion, ok := seen.Delete("task.delete", KindTask, number(7))
	if !ok {
		t.Fatal("nothing to delete")
	}
	b.commit(b.device, deletion)
	if len(b.caseOf(number(1)).Tasks()) != 0 {
		t.Fatal("the deleted task is shown")
	}
	if _, ok := b.caseOf(number(1)).Delete("task.delete", KindTask, number(7)); ok {
		t.Error("deleting twice writes something")
	}
	edit := task(seen, number(7), Task{Label: "Bilan", Due: NewDate(2026, 12, 1)})
	b.commit(number(2), edit)
	if tasks := b.caseOf(number(1)).Tasks(); len(tasks) != 1 || tasks[0].Due != NewDate(2026, 12, 1) {
		t.Errorf("what a colleague wrote without knowing of the deletion is lost: %v", tasks)
	}
	again, _ := b.caseOf(number(1)).Delete("task.delete", KindTask, number(7))
	b.commit(b.device, again)
	if len(b.caseOf(number(1)).Tasks()) != 0 {
		t.Error("deleting what the colleague wrote does not hold")
	}
	back, ok := b.caseOf(number(1)).Put("task.edit", number(7), &Task{Label: "Bilan"})
	if !ok {
		t.Fatal("nothing brings the task back")
	}
	b.commit(b.device, back)
	if _, ok := b.caseOf(number(1)).Task(number(7)); !ok {
		t.Error("the task does not come back")
	}
}
