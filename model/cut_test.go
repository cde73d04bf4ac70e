package model

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawCut draws the revocation of some of the devices of [scenario], where they were at any time.
func drawCut(t *rapid.T) Cut {
	cut := make(Cut)
	for _, d := range rapid.SliceOfDistinct(rapid.IntRange(1, 3), rapid.ID).Draw(t, "revoked") {
		cut[number(d)] = rapid.Uint64Range(0, 25).Draw(t, "last")
	}
	return cut
}

// Whether a revocation is known before what it sets aside, after it, or is taken back in between: the case is the same in the end.
func TestTheCaseIsTheSameWheneverARevocationBecomesKnown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, cut := scenario().Draw(t, "scenario"), drawCut(t)
		want := dump(Fold(number(1), all).Cut(cut))
		var c *Case
		delivered := rapid.Permutation(all).Draw(t, "order")
		for len(delivered) > 0 {
			n := rapid.IntRange(1, len(delivered)).Draw(t, "part")
			before, was := c, dump(c)
			c, delivered = c.With(delivered[:n]...).Cut(drawCut(t)), delivered[n:]
			if before != nil && dump(before) != was {
				t.Fatal("a case changed under its reader")
			}
		}
		if got := dump(c.Cut(cut)); got != want {
			t.Fatalf("received in parts:\n%s\n%s", got, want)
		}
		if got, want := dump(c.Cut(nil)), dump(Fold(number(1), all)); got != want {
			t.Fatalf("not all is back:\n%s\n%s", got, want)
		}
		if n := len(c.Changes()); n != len(all) {
			t.Fatalf("%d changes of %d are left", n, len(all))
		}
	})
}

// Readers see what they would if what is set aside had never come, but for the texts that it retracts: those are gone for good.
func TestWhatIsSetAsideHasNoEffectButItsRetractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, cut := scenario().Draw(t, "scenario"), drawCut(t)
		gone := retracted(all)
		var counts []*Change
		for _, ch := range all {
			if gone[ch.ID] {
				ch = ch.Blank()
			}
			if !cut.Beyond(ch) {
				counts = append(counts, ch)
			}
		}
		got := Fold(number(1), all).Cut(cut)
		if got, want := shown(got), shown(Fold(number(1), counts)); got != want {
			t.Fatalf("with what is set aside:\n%s\nwithout:\n%s", got, want)
		}
		for r := range got.EachRecord() {
			if len(r.Changes()) == 0 || got.Record(r.Kind, r.ID) != r || slices.ContainsFunc(r.Changes(), cut.Beyond) {
				t.Fatal("a record is read of which nothing counts, or a change that does not")
			}
		}
	})
}

func TestAPrivateCaseStaysPrivateWhoeverIsRevoked(t *testing.T) {
	b := newBench()
	w, _ := b.caseOf(number(1)).Put("test", number(1), &Companion{Main: number(5)})
	b.commit(b.device, w)
	if c := b.caseOf(number(1)).Cut(Cut{b.device: 0}); c.Main() != number(5) || c.Record(KindCompanion, number(1)) != nil {
		t.Errorf("it accompanies %v", c.Main())
	}
}

// What she wrote after she was revoked is set aside on her own machine too, and then she has nothing there to undo.
func TestWhatIsSetAsideIsNotUndone(t *testing.T) {
	b := newBench()
	write := func(label string) {
		w, _ := b.caseOf(number(1)).Put("test", number(7), &Task{Label: label})
		b.commit(b.device, w)
	}
	write("Bilan")
	write("Visite")
	b.cases[number(1)] = b.caseOf(number(1)).Cut(Cut{b.device: 1})
	if kept, ok := b.undo(); !ok || kept != 0 || len(b.changes) != 2 {
		t.Errorf("undone %v, %d kept, %d changes", ok, kept, len(b.changes))
	}
	if task, _ := b.caseOf(number(1)).Task(number(7)); task.Label != "Bilan" {
		t.Errorf("%q is shown", task.Label)
	}
}
