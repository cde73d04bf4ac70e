package model

import (
	"slices"
	"testing"
)

// note is a write of a contact's fields that saw what stands in the case.
func note(c *Case, id ID, v Contact) Write {
	w, _ := c.Put("note.add", id, &v)
	return w
}

// wrong is a case with a note that was written in it by mistake and corrected once, and the note's retraction.
func wrong() (b *bench, retraction []Write) {
	b = newBench()
	day := NewDate(2026, 11, 23)
	b.commit(b.device, note(b.caseOf(number(1)), number(7), Contact{Date: day, Facts: "de l’autre ménage"}))
	b.commit(b.device, note(b.caseOf(number(1)), number(7), Contact{Date: day, Facts: "de l’autre ménage, corrigé"}))
	return b, b.caseOf(number(1)).Retract("note.retract", KindContact, number(7))
}

func TestARetractedNoteIsGoneWithAllItsVersions(t *testing.T) {
	b, retraction := wrong()
	b.commit(b.device, retraction...)
	c := b.caseOf(number(1))
	r := c.Record(KindContact, number(7))
	if len(c.Contacts()) != 0 || !r.Deleted() || !r.Retracted() || r.Value("facts") != "" || r.Value("date") != "" {
		t.Errorf("%d contacts, deleted %v, facts %q", len(c.Contacts()), r.Deleted(), r.Value("facts"))
	}
	if s := c.Summary(); !s.LastContact.IsZero() {
		t.Errorf("it still counts as the last contact, on %s", s.LastContact)
	}
	if len(r.Changes()) != 2 || r.Changes()[1].Pred[0] != r.Changes()[0].ID {
		t.Error("what superseded what is not known any more")
	}
	if again := c.Retract("note.retract", KindContact, number(7)); len(again) != 0 {
		t.Errorf("it can be retracted again: %d writes", len(again))
	}
}

// Only the newer version is retracted: the older one, which it replaced, must not come back in its place.
func TestWhatARetractedTextReplacedDoesNotComeBack(t *testing.T) {
	b, retraction := wrong()
	b.commit(b.device, retraction[1])
	c := b.caseOf(number(1))
	k, ok := c.Contact(number(7))
	if k.Facts != "" || !ok || k.Date != NewDate(2026, 11, 23) {
		t.Errorf("shown %v: %q on %s", ok, k.Facts, k.Date)
	}
}

func TestWhatAColleagueWroteWithoutKnowingOfTheRetractionIsShownAndCanBeRetracted(t *testing.T) {
	b, retraction := wrong()
	hers := note(b.caseOf(number(1)), number(7), Contact{Date: NewDate(2026, 11, 23), Facts: "de l’autre ménage, corrigé, complété"})
	b.commit(b.device, retraction...)
	b.commit(number(2), hers)
	c := b.caseOf(number(1))
	if k, ok := c.Contact(number(7)); !ok || k.Facts != "de l’autre ménage, corrigé, complété" || !c.Record(KindContact, number(7)).Retracted() {
		t.Errorf("her text is lost: %v %q", ok, k.Facts)
	}
	again := c.Retract("note.retract", KindContact, number(7))
	b.commit(b.device, again...)
	if len(again) != 1 || len(b.caseOf(number(1)).Contacts()) != 0 {
		t.Errorf("%d writes retract it", len(again))
	}
}

func TestTwoPersonsWhoRetractTheSameNoteAgree(t *testing.T) {
	b, retraction := wrong()
	b.commit(b.device, retraction...)
	b.commit(number(2), retraction...)
	c := b.caseOf(number(1))
	if n := len(c.Records(KindRetraction)); n != 2 {
		t.Errorf("%d records of retraction", n)
	}
	for _, r := range c.Records(KindRetraction) {
		if got := r.Conflicts(); len(got) > 0 || len(r.Changes()) != 2 {
			t.Errorf("conflicts %v among %d", got, len(r.Changes()))
		}
	}
}

func TestARetractionIsNotTakenBack(t *testing.T) {
	b, retraction := wrong()
	b.commit(b.device, retraction...)
	c := b.caseOf(number(1))
	for _, r := range c.Records(KindRetraction) {
		w, ok := c.Delete("note.delete", KindRetraction, r.ID)
		if !ok {
			t.Fatal("nothing to delete")
		}
		b.commit(number(2), w)
	}
	if len(b.caseOf(number(1)).Contacts()) != 0 || b.caseOf(number(1)).Retract("x", KindRetraction, c.Records(KindRetraction)[0].ID) != nil {
		t.Error("deleting or retracting the retraction brings the text back")
	}
}

func TestOnlyTextsOfTheDailyWorkAreRetracted(t *testing.T) {
	c := &Case{ID: number(1)}
	b := newBench()
	header, _ := c.Put("case.new", number(1), &Header{Programme: "securisation"})
	link, _ := c.Put("note.add", number(1), &Companion{Main: number(2)})
	changes := b.commit(b.device, header, link)
	for _, ch := range changes {
		if w := b.caseOf(number(1)).Retract("x", ch.Kind, ch.Record); w != nil {
			t.Errorf("a %s can be retracted", ch.Kind)
		}
		forged, _ := (&Case{ID: number(1)}).Put("x", number(9), &Retraction{Target: ch.ID, Device: ch.Device, Seq: int64(ch.Seq), Millis: ch.Millis,
			Kind: ch.Kind, Record: ch.Record, Act: ch.Act, Fields: []string{ch.Fields[0].Name}})
		b.commit(number(2), forged)
	}
	if got := b.caseOf(number(1)); got.Header().Programme != "securisation" || got.Main() != number(2) {
		t.Error("a forged retraction took away what the case stands on")
	}
}

func TestARetractionThatDoesNotSayWhatIsSoIsWorthNothing(t *testing.T) {
	b, retraction := wrong()
	target := b.caseOf(number(1)).Record(KindContact, number(7)).Changes()[0]
	for name, f := range map[string]struct{ field, value string }{
		"the device": {"device", number(5).String()}, "the number": {"seq", "77"}, "the change before": {"prev", ChangeID{1}.String()},
		"the instant": {"millis", "9"}, "the act": {"act", "note.revise"}, "the fields": {"fields", "facts"}, "what it replaced": {"pred", ChangeID{1}.String()},
		"the record": {"record", number(8).String()}, "the kind": {"kind", string(KindTask)}, "the change": {"target", ChangeID{1}.String()},
	} {
		w := retraction[0]
		w.Fields = slices.Clone(w.Fields)
		i := slices.IndexFunc(w.Fields, func(g Field) bool { return g.Name >= f.field })
		if w.Fields[i].Name != f.field { // the first change has none before it and replaces nothing
			w.Fields = slices.Insert(w.Fields, i, Field{Name: f.field})
		}
		w.Fields[i].Value = f.value
		if change(w, b.device, 9, 9).Retracts(target) {
			t.Errorf("a retraction that is wrong about %s is taken", name)
		}
	}
	good := change(retraction[0], b.device, 9, 9)
	if !good.Retracts(target) || !good.Retracts(target.Blank()) || target.Retracts(target) {
		t.Error("the right one is not taken, or the note itself is")
	}
	elsewhere := *good
	elsewhere.Case = number(2)
	if elsewhere.Retracts(target) {
		t.Error("a retraction of another case is taken")
	}
}

func TestUndoAndRedoBringNothingRetractedBack(t *testing.T) {
	b, _ := wrong()
	if _, ok := b.undo(); !ok {
		t.Fatal("nothing to undo")
	}
	retraction := b.caseOf(number(1)).Retract("note.retract", KindContact, number(7))
	b.commit(b.device, retraction...)
	if len(retraction) != 3 {
		t.Fatalf("%d writes", len(retraction))
	}
	if s, ok := b.history.Undo(0); !ok || !s.Final() {
		t.Errorf("the last step is %q, final %v", s.Act, s.Final())
	}
	for before := range 2 {
		s, ok := b.history.Undo(before)
		if writes, kept := s.Reverse(ActUndo, b.caseOf); !ok || len(writes) > 0 || kept > 0 || s.Final() != (before == 0) {
			t.Errorf("step %d: %d writes, %d kept, final %v", before, len(writes), kept, s.Final())
		}
	}
	if _, ok := b.history.Redo(0); ok {
		t.Error("something can be redone")
	}
	if replayed := NewHistory(b.device, b.caseOf(number(1)).Changes()); !same(replayed, b.history) {
		t.Error("the history is another one after a lock")
	}
}
