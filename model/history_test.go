package model

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// act draws one thing that a person does: one to three records written or deleted in one instant.
func act(t *rapid.T, b *bench) []Write {
	var writes []Write
	records := rapid.SliceOfNDistinct(rapid.IntRange(1, 4), 1, 3, rapid.ID).Draw(t, "records")
	for _, n := range records {
		c := b.caseOf(number(1 + n%2))
		var w Write
		var ok bool
		if rapid.IntRange(0, 3).Draw(t, "delete") == 0 {
			w, ok = c.Delete("test.delete", KindTask, number(n))
		} else {
			v := Task{Label: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "label"), Who: rapid.SampledFrom([]string{"", "c"}).Draw(t, "who")}
			w, ok = c.Put("test.put", number(n), &v)
		}
		if ok {
			writes = append(writes, w)
		}
	}
	return writes
}

func (b *bench) shown() string {
	return shown(b.caseOf(number(1))) + "\n--\n" + shown(b.caseOf(number(2)))
}

func TestUndoRestoresEveryFormerStateAndRedoEveryLaterOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := newBench()
		states := []string{b.shown()} // what is shown after each step that can be undone
		at := 0
		for range rapid.IntRange(1, 30).Draw(t, "length") {
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0:
				kept, ok := b.undo()
				if ok != (at > 0) || kept != 0 {
					t.Fatalf("undo %v at step %d, %d kept", ok, at, kept)
				}
				at = max(0, at-1)
			case 1:
				kept, ok := b.redo()
				if ok != (at < len(states)-1) || kept != 0 {
					t.Fatalf("redo %v at step %d of %d, %d kept", ok, at, len(states)-1, kept)
				}
				at = min(len(states)-1, at+1)
			default:
				writes := act(t, b)
				if len(writes) == 0 {
					continue
				}
				b.commit(b.device, writes...)
				at++
				states = append(states[:at:at], b.shown())
			}
			if got := b.shown(); got != states[at] {
				t.Fatalf("step %d shows\n%s\nnot\n%s", at, got, states[at])
			}
			if replayed := NewHistory(b.device, rapid.Permutation(b.changes).Draw(t, "order")); !same(replayed, b.history) {
				t.Fatal("the history is another one after a lock")
			}
		}
		for at > 0 {
			at--
			if _, ok := b.undo(); !ok || b.shown() != states[at] {
				t.Fatalf("undone to step %d:\n%s\nnot\n%s", at, b.shown(), states[at])
			}
		}
		for at < len(states)-1 {
			at++
			if _, ok := b.redo(); !ok || b.shown() != states[at] {
				t.Fatalf("redone to step %d:\n%s\nnot\n%s", at, b.shown(), states[at])
			}
		}
	})
}

// same says that two histories undo and redo the same.
func same(a, b *History) bool {
	stack := func(x, y []Step) bool {
		return slices.EqualFunc(x, y, func(s, u Step) bool {
			return s.Act == u.Act && slices.EqualFunc(s.Changes, u.Changes, func(c, d *Change) bool { return c.ID == d.ID })
		})
	}
	return stack(a.undo, b.undo) && stack(a.redo, b.redo)
}

func TestUndoNamesWhatItUndoesAndRedoWhatItRedoes(t *testing.T) {
	b := newBench()
	put := func(act Act, label string) {
		w, _ := b.caseOf(number(1)).Put(act, number(7), &Task{Label: label})
		b.commit(b.device, w)
	}
	put("task.add", "a")
	put("task.edit", "b")
	b.undo()
	if s, _ := b.history.Undo(0); s.Act != "task.add" {
		t.Errorf("next undo: %s", s.Act)
	}
	if s, _ := b.history.Redo(0); s.Act != "task.edit" {
		t.Errorf("next redo: %s", s.Act)
	}
	b.undo()
	b.redo()
	b.redo()
	if s, _ := b.history.Undo(0); s.Act != "task.edit" {
		t.Errorf("next undo after two redos: %s", s.Act)
	}
	b.undo()
	put("task.edit", "c")
	if _, ok := b.history.Redo(0); ok {
		t.Error("something can be redone after a new act")
	}
}

func TestUndoLeavesWhatAColleagueWroteSince(t *testing.T) {
	b := newBench()
	b.commit(b.device, task(b.caseOf(number(1)), number(7), Task{Label: "Bilan", Due: NewDate(2026, 12, 1)}))
	b.commit(b.device, task(b.caseOf(number(1)), number(7), Task{Label: "Bilan d’étape", Due: NewDate(2026, 12, 8)}))
	b.commit(number(2), task(b.caseOf(number(1)), number(7), Task{Label: "Bilan d’étape", Due: NewDate(2026, 12, 15)}))
	kept, _ := b.undo()
	got, _ := b.caseOf(number(1)).Task(number(7))
	if kept != 1 || got.Label != "Bilan" || got.Due != NewDate(2026, 12, 15) {
		t.Errorf("%d kept: %+v", kept, got)
	}
}

func TestUndoingACreationLeavesARecordThatAColleagueHasTakenUp(t *testing.T) {
	b := newBench()
	b.commit(b.device, task(b.caseOf(number(1)), number(7), Task{Label: "Bilan"}))
	b.commit(number(2), task(b.caseOf(number(1)), number(7), Task{Label: "Bilan", Done: NewDate(2026, 12, 1)}))
	kept, ok := b.undo()
	if _, there := b.caseOf(number(1)).Task(number(7)); !ok || kept != 1 || !there {
		t.Errorf("%d kept, there %v", kept, there)
	}
}

func TestWhatOthersDidAndTheMakingOfTheVaultAreNotUndone(t *testing.T) {
	b := newBench()
	w, _ := b.caseOf(RegistryID).Put("vault.create", number(5), &Worker{Name: "Maëlle"})
	b.commit(b.device, w)
	b.commit(number(2), task(b.caseOf(number(1)), number(7), Task{Label: "Bilan"}))
	if s, ok := b.history.Undo(0); ok {
		t.Errorf("can undo %s", s.Act)
	}
	if s, ok := NewHistory(b.device, b.changes).Undo(0); ok {
		t.Errorf("after a lock, can undo %s", s.Act)
	}
}

func TestTheLastFiveHundredStepsCanBeUndone(t *testing.T) {
	b := newBench()
	for n := range maxSteps + 20 {
		b.commit(b.device, task(b.caseOf(number(1)), number(7), Task{Label: "x", Due: NewDate(2026, 1, n)}))
	}
	if n := len(b.history.undo); n != maxSteps {
		t.Errorf("%d steps", n)
	}
	if s, _ := b.history.Undo(0); s.Changes[0] != b.changes[len(b.changes)-1] {
		t.Error("the last step is not the next to undo")
	}
}

// take stores changes of others as one step of the own device.
func (b *bench) take(changes []*Change) {
	b.millis++
	for _, c := range changes {
		b.cases[c.Case] = b.caseOf(c.Case).With(c)
	}
	b.history.Push(Step{Act: "test.take", Changes: changes, Millis: b.millis, Taker: b.device})
}

func TestUndoingWhatWasTakenInFromOthersRestoresWhatWasShownBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, other := newBench(), newBench()
		other.device = number(98)
		for range rapid.IntRange(0, 8).Draw(t, "common") {
			changes := b.commit(b.device, act(t, b)...)
			other.take(changes)
		}
		for range rapid.IntRange(0, 4).Draw(t, "own") {
			b.commit(b.device, act(t, b)...)
		}
		other.millis += int64(rapid.IntRange(-1000, 1000).Draw(t, "clock"))
		var theirs []*Change
		for range rapid.IntRange(1, 6).Draw(t, "theirs") {
			theirs = append(theirs, other.commit(other.device, act(t, other)...)...)
		}
		if len(theirs) == 0 {
			return
		}
		before := b.shown()
		b.take(theirs)
		after, taken := b.shown(), b.millis
		if kept, ok := b.undo(); !ok || kept != 0 {
			t.Fatalf("undo %v, %d kept", ok, kept)
		}
		if got := b.shown(); got != before {
			t.Fatalf("before:\n%s\nafter the undo:\n%s", before, got)
		}
		if before != after && !b.history.Undone(taken) {
			t.Fatal("nothing tells that it is undone")
		}
		if _, ok := b.redo(); !ok && before != after {
			t.Fatal("the undo cannot be redone")
		}
		if before != after && b.shown() == after && b.history.Undone(taken) {
			t.Fatal("it is still told to be undone")
		}
	})
}

func TestUndoingWhatWasTakenInLeavesWhatWasWrittenToItSince(t *testing.T) {
	b, other := newBench(), newBench()
	other.device = number(98)
	w, _ := other.caseOf(number(1)).Put("test.put", number(7), &Task{Label: "theirs"})
	b.take(other.commit(other.device, w))
	w, _ = b.caseOf(number(1)).Put("test.put", number(7), &Task{Label: "mine"})
	b.commit(b.device, w)
	step, _ := b.history.Undo(1)
	if writes, kept := step.Reverse(ActUndo, b.caseOf); len(writes) != 0 || kept != 1 {
		t.Fatalf("%d writes, %d kept", len(writes), kept)
	}
}
