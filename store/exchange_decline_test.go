package store_test

import (
	"errors"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

// wantSwept fails unless, after a sweep, nothing of a text is in any file of somebody's vault.
func (m *member) wantSwept(t *testing.T, texts ...string) {
	t.Helper()
	if err := m.v.Sweep(); err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		if names := filesWith(t, m.scratch, m.v, text); len(names) > 0 {
			t.Errorf("%q is still in %v", text, names)
		}
	}
}

func TestNothingOfACopyThatWasRefusedIsLeftAndTheAnswerArrives(t *testing.T) {
	claire, yanis, id, passage, copied := offered(t)
	zoe := newPerson(t, "Zoé Cap", "Cap Habitat")
	meet(t, yanis, zoe)
	yanis.private(t, copied, "pour moi seul")
	if err := zoe.v.Decline("handover.refuse", copied, "non"); !errors.Is(err, store.ErrErased) {
		t.Errorf("somebody else answers: %v", err)
	}
	if err := claire.v.Decline("handover.refuse", copied, "non"); !errors.Is(err, store.ErrErased) {
		t.Errorf("she who proposed answers: %v", err)
	}
	if _, err := yanis.v.BackUp(0); err != nil {
		t.Fatal(err)
	}
	yanis.clock.Set(storetest.Noon.AddDate(0, 0, 2))
	if names := filesWith(t, yanis.scratch, yanis.v, "Le loyer est payé."); len(names) != 2 {
		t.Fatalf("found in %v before: the search for it finds nothing", names)
	}
	yanis.answers(t, passage, copied, false)
	if yanis.v.Case(copied) != nil || yanis.v.Companion(copied) != nil || yanis.v.Case(passage) == nil {
		t.Fatal("the copy is there, or the answer is not")
	}
	if step, ok := yanis.v.History().Undo(0); !ok || !step.Final() {
		t.Errorf("the answer can be undone: %q", step.Act)
	}
	yanis.wantSwept(t, "Le loyer est payé.", "pour moi seul")
	yanis.v = yanis.reopen(yanis.v)
	if step, _ := yanis.v.History().Undo(0); !step.Final() || yanis.v.Case(copied) != nil {
		t.Error("after a lock the answer can be undone, or the copy is there")
	}
	yanis.give(t, zoe)
	yanis.give(t, claire)
	if h, ok := claire.v.Case(id).Heard(claire.v.Case); !ok || h.Open() || h.Accepted || h.Reason != "déjà seize ménages" {
		t.Errorf("she who gave hears %+v", h)
	}
	if yanis.v.Case(passage) == nil || zoe.v.Case(passage) == nil {
		t.Fatal("the passage went before anybody confirmed it")
	}
	claire.give(t, yanis)
	yanis.give(t, zoe)
	for name, m := range map[string]*member{"he who refused": yanis, "his colleague": zoe} {
		if m.v.Case(passage) != nil || m.v.Case(copied) != nil {
			t.Errorf("%s still has something of it", name)
		}
		m.wantSwept(t, "MAROUDI", "Ce qui est à faire")
	}
	in := yanis.preview(t, claire.send(t, store.Send{To: yanis.v.Device(), Full: true})[0])
	if _, err := in.Accept(); err != nil || in.Changes != 0 || yanis.v.Case(copied) != nil || yanis.v.Case(passage) != nil {
		t.Errorf("it came back with %d changes, %v", in.Changes, err)
	}
	if _, ok := claire.v.Case(passage).Passage(); !ok || claire.v.Case(id) == nil {
		t.Error("something went from her who gave it")
	}
	yanis.close(yanis.v)
	wantSound(t, yanis.scratch)
}

// Another device of the one who refused learns of it by the passage, from him or from her who gave the case.
func TestACopyThatWasRefusedOnOneMachineGoesFromTheOther(t *testing.T) {
	claire, yanis, _, passage, copied := offered(t)
	laptop := newPersonOf(t, yanis.v.Me(), "Cap Habitat")
	yanis.trusts(t, laptop, true)
	laptop.trusts(t, yanis, true)
	yanis.give(t, laptop)
	if laptop.v.Case(copied) == nil {
		t.Fatal("his other laptop has no copy")
	}
	yanis.answers(t, passage, copied, false)
	yanis.give(t, claire)
	claire.give(t, yanis)
	if yanis.v.Case(passage) == nil {
		t.Error("the passage went before his other laptop knew")
	}
	yanis.give(t, laptop)
	if laptop.v.Case(copied) != nil {
		t.Error("the copy is on his other laptop")
	}
	laptop.give(t, yanis)
	if yanis.v.Case(passage) != nil {
		t.Error("the passage stays")
	}
	laptop.reverse(t, model.ActUndo)
	if p, ok := laptop.v.Case(passage).Passage(); ok && !p.Refused() {
		t.Error("an undo of the import takes the answer back")
	}
}

// She who gave a case away changes her mind after it was accepted, or her program was altered: what the other association has it keeps.
func TestACopyThatWasAcceptedStaysWhateverTheGiverSaysLater(t *testing.T) {
	claire, yanis, id, passage, copied := offered(t)
	yanis.answers(t, passage, copied, true)
	yanis.give(t, claire)
	p, _ := claire.v.Case(passage).Passage()
	p.Accepted, p.Reason = false, "forgé"
	no, _ := claire.v.Case(passage).Put("handover.refuse", passage, &p)
	storetest.Commit(t, claire.v, no)
	storetest.Commit(t, claire.v, claire.v.Case(id).Withdraw("handover.withdraw", claire.v.Case)...)
	claire.give(t, yanis)
	if got, _ := yanis.v.Case(passage).Passage(); !got.Undone || got.Accepted {
		t.Fatalf("the passage did not come: %+v", got)
	}
	if len(households(yanis.v)) != 1 || yanis.v.Case(passage) == nil {
		t.Error("it went")
	}
}
