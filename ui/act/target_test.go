package act

import (
	"slices"
	"testing"

	"seuil/model"
	"seuil/model/due"
)

// watched is a household for which the programme makes something due, and what that is.
func (b *bench) watched() (id model.ID, late *due.Obligation) {
	b.t.Helper()
	id, _ = b.vault.household("ORAZI", 0, 0)
	c := b.vault.cases[id]
	h := c.Header()
	h.Received = today.AddDays(-40)
	w, _ := c.Put("case.edit", id, &h)
	b.vault.store(w)
	w, _ = b.vault.cases[id].Put("case.phase", b.vault.NewID(), &model.PhaseEntry{Phase: "orientation", Since: today.AddDays(-40)})
	b.vault.store(w)
	return id, b.occurrence(id, "")
}

// occurrence is what the programme makes due under a key; the first one that is open without a key.
func (b *bench) occurrence(id model.ID, key string) *due.Obligation {
	b.t.Helper()
	list := b.vault.Outlook(id).Obligations
	i := slices.IndexFunc(list, func(o due.Obligation) bool { return o.Key == key || key == "" && o.State == due.Open })
	if i < 0 {
		b.t.Fatalf("nothing is due under %q", key)
	}
	return &list[i]
}

func TestWhatTheProgrammeMakesDueIsPostponedOnlyWithItsReason(t *testing.T) {
	b := newBench(t)
	id, o := b.watched()
	b.dialog = b.desk.Postpone([]Target{{Case: id, Key: o.Key}}, b.then)
	b.shows("Premier contact")
	b.press("d", "enter")
	if b.called != 0 || b.dialog.Done() {
		t.Fatal("it was postponed without a reason")
	}
	b.press("hospitalisation", "enter")
	if b.called != 1 || len(b.writes) != 1 || b.writes[0].Act != PostponeTask {
		t.Fatalf("called %d times with %+v", b.called, b.writes)
	}
	b.vault.store(b.writes...)
	got := b.occurrence(id, o.Key)
	if got.Due != today.AddDays(1) || !got.Postponed || got.Reason() != "hospitalisation" || got.State != due.Open {
		t.Errorf("due on %v, %q", got.Due, got.Reason())
	}
}

func TestWhatTheProgrammeMakesDueIsDoneSetAsideAndOpenedAgain(t *testing.T) {
	b := newBench(t)
	id, o := b.watched()
	target := []Target{{Case: id, Key: o.Key}}
	writes, _ := b.desk.DoneOn(target, today.AddDays(-3))
	b.vault.store(writes...)
	if got := b.occurrence(id, o.Key); got.State != due.Done || got.Closed != today.AddDays(-3) {
		t.Fatalf("after it was done: %+v", got)
	}
	b.dialog = b.desk.Skip(target, b.then)
	b.press("enter")
	if b.called != 0 {
		t.Fatal("it was set aside without a reason")
	}
	b.press("déjà connu", "enter")
	b.vault.store(b.writes...)
	if got := b.occurrence(id, o.Key); got.State != due.Skipped || got.Closed != today || got.Reason() != "déjà connu" {
		t.Fatalf("after it was set aside: %+v", got)
	}
	writes, _ = b.desk.Reopen(target)
	b.vault.store(writes...)
	if got := b.occurrence(id, o.Key); got.State != due.Open || got.Due != o.Due {
		t.Fatalf("after it was opened again: %+v", got)
	}
}

func TestADecisionLeavesTheRestOfTheActAlone(t *testing.T) {
	b := newBench(t)
	id, o := b.watched()
	target := []Target{{Case: id, Key: o.Key}}
	b.dialog = b.desk.Postpone(target, b.then)
	b.press("s", "enter", "congés", "enter")
	b.vault.store(b.writes...)
	writes, _ := b.desk.DoneOn(target, today)
	if names := fieldNames(writes[0]); !slices.Equal(names, []string{"done"}) {
		t.Errorf("doing it writes %v", names)
	}
	b.vault.store(writes...)
	if got := b.occurrence(id, o.Key); !got.Postponed || got.Reason() != "congés" {
		t.Error("doing it forgets that it was postponed, and why")
	}
}

func TestADecisionAfterAnUndoSaysNothingOfWhatWasUndone(t *testing.T) {
	b := newBench(t)
	id, o := b.watched()
	target := []Target{{Case: id, Key: o.Key}}
	b.dialog = b.desk.Postpone(target, b.then)
	b.press("s", "enter", "congés", "enter")
	b.vault.store(b.writes...)
	undo, _ := b.vault.cases[id].Delete(model.ActUndo, model.KindObligation, target[0].Record())
	b.vault.store(undo)
	writes, _ := b.desk.DoneOn(target, today)
	b.vault.store(writes...)
	if got := b.occurrence(id, o.Key); got.State != due.Done || got.Postponed || got.Reason() != "" || got.Due != o.Due {
		t.Errorf("done after an undo: %+v", got)
	}
}

func TestOneDecisionServesDatesOfBothSorts(t *testing.T) {
	b := newBench(t)
	id, o := b.watched()
	other, task := b.vault.household("VIDAL", today.AddDays(-1), 0)
	targets := []Target{{Case: id, Key: o.Key}, {Case: other, Task: task}}
	b.dialog = b.desk.Postpone(targets, b.then)
	b.shows("2 échéances")
	b.press("s", "enter", "congés", "enter")
	if len(b.writes) != 2 {
		t.Fatalf("%d writes", len(b.writes))
	}
	b.vault.store(b.writes...)
	got, _ := b.vault.Case(other).Task(task)
	if got.Due != today.AddDays(7) || b.occurrence(id, o.Key).Due != today.AddDays(7) {
		t.Errorf("postponed to %v and %v", got.Due, b.occurrence(id, o.Key).Due)
	}
}
