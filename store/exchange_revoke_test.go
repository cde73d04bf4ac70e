package store_test

import (
	"context"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

// stolen is a team of which one has lost her laptop: whoever has it goes on writing, and a colleague who does not know takes that in.
type stolen struct {
	ana, bob, eve *member
	id            model.ID // the household that all have
	before, after model.ID // notes from before and after
	withdrawn     model.ID // a note that the thief retracts
}

func newStolen(t *testing.T) *stolen {
	t.Helper()
	s := &stolen{ana: newMember(t, "Ana Roquebrane"), bob: newMember(t, "Bob Delmas"), eve: newMember(t, "Ève Martin")}
	meet(t, s.ana, s.bob)
	meet(t, s.bob, s.eve)
	s.id = storetest.Household(t, s.eve.v, "MAROUDI", "Tarek")
	s.before, s.withdrawn = storetest.Note(t, s.eve.v, s.id, "Visite faite"), storetest.Note(t, s.eve.v, s.id, "Appel au bailleur")
	other := storetest.Household(t, s.bob.v, "TAVERNIER", "Lise")
	s.eve.give(t, s.bob)
	s.bob.give(t, s.ana)
	s.bob.give(t, s.eve)
	if err := s.ana.v.AddCard(s.eve.v.Card()); err != nil {
		t.Fatal(err)
	}
	if err := s.ana.v.Revoke(s.eve.v.Device(), "volé"); err != nil {
		t.Fatal(err)
	}
	s.after = storetest.Note(t, s.eve.v, s.id, canary)
	storetest.Note(t, s.eve.v, other, "De qui n’avait rien à y dire") // Ana has this household without anything of hers
	storetest.Commit(t, s.eve.v, s.eve.v.Case(s.id).Retract("note.retract", model.KindContact, s.withdrawn)...)
	s.eve.give(t, s.bob)
	return s
}

// sees fails unless somebody reads what was written after the revocation, or does not.
func (s *stolen) sees(t *testing.T, m *member, after bool) {
	t.Helper()
	m.v.WaitIndex()
	_, found, _ := m.v.Find(canary, 10)
	there := m.v.Case(s.id).Record(model.KindContact, s.after) != nil
	list, err := m.v.SetAside()
	if err != nil {
		t.Fatal(err)
	}
	aside := 3 // two notes and a retraction
	if after {
		aside = 0
	}
	if there != after || found > 0 != after || len(list) != aside {
		t.Errorf("the note is there: %v, found %d times, %d changes are set aside", there, found, len(list))
	}
	for _, a := range list {
		if a.Reason != store.ReasonRevoked || a.From != s.eve.v.Device() || a.Change == nil {
			t.Errorf("set aside for %s", a.Reason)
		}
	}
	if k, _ := m.v.Case(s.id).Contact(s.before); k.Facts != "Visite faite" {
		t.Errorf("what was accepted is now %q", k.Facts)
	}
}

func TestWhatComesAfterARevocationIsTheSameForThoseWhoKnewAndThoseWhoDidNot(t *testing.T) {
	s := newStolen(t)
	s.sees(t, s.bob, true)
	files := s.bob.send(t, store.Send{To: s.ana.v.Device()})
	in := s.ana.preview(t, files[0])
	if len(in.Aside) != 3 || in.Changes != 3 || in.Notes != 0 || in.Withdrawn != 0 || !in.Complete {
		t.Fatalf("%d of %d changes are without effect, %d notes", len(in.Aside), in.Changes, in.Notes)
	}
	s.ana.accept(t, files[0])
	s.sees(t, s.ana, false)
	s.bob.v.TakeMoved()
	files = s.ana.send(t, store.Send{To: s.bob.v.Device()})
	if in := s.bob.preview(t, files[0]); in.Withdrawn != 3 || in.Returned != 0 {
		t.Fatalf("%d will be set aside", in.Withdrawn)
	}
	s.bob.accept(t, files[0])
	s.sees(t, s.bob, false)
	if moved := s.bob.v.TakeMoved(); len(moved) != 2 || len(s.bob.v.TakeMoved()) != 0 {
		t.Errorf("%d cases are told to have changed", len(moved))
	}
	if got, want := dump(s.bob.v), dump(s.ana.v); got != want {
		t.Errorf("two vaults differ:\n%s", differences(want, got))
	}
	for _, m := range []*member{s.ana, s.bob} {
		before := dump(m.v)
		if m.v = m.reopen(m.v); dump(m.v) != before {
			t.Error("another vault after unlocking")
		}
		s.sees(t, m, false)
	}
	_, err := s.bob.v.Preview(context.Background(), s.eve.send(t, store.Send{To: s.bob.v.Device()})[0], nil)
	wantError(t, err, store.ErrRevoked)
}

func TestWhatWasSetAsideComesBackOnceTheRevocationIsTakenBack(t *testing.T) {
	s := newStolen(t)
	s.bob.give(t, s.ana)
	s.ana.give(t, s.bob)
	step, _ := s.ana.v.History().Undo(1) // before the import
	writes, kept := step.Reverse(model.ActUndo, s.ana.v.Case)
	if step.Act != store.ActRevoke || kept != 0 {
		t.Fatalf("%s is undone, %d kept", step.Act, kept)
	}
	storetest.Commit(t, s.ana.v, writes...)
	s.sees(t, s.ana, true)
	files := s.ana.send(t, store.Send{To: s.bob.v.Device()})
	if in := s.bob.preview(t, files[0]); in.Returned != 3 || in.Withdrawn != 0 {
		t.Fatalf("%d will come back", in.Returned)
	}
	s.bob.accept(t, files[0])
	s.sees(t, s.bob, true)
	s.eve.give(t, s.bob)
	for _, m := range []*member{s.ana, s.bob} {
		if got := m.v.Case(s.id).Record(model.KindContact, s.withdrawn).Value("facts"); got != "" {
			t.Errorf("%q came back", got)
		}
	}
}

func TestARevocationCanBeTakenBackByAThirdOneAndMadeAgain(t *testing.T) {
	s := newStolen(t)
	s.bob.give(t, s.ana)
	s.ana.give(t, s.bob)
	device := s.eve.v.Device()
	if err := s.bob.v.Lift(device); err != nil {
		t.Fatal(err)
	}
	s.bob.give(t, s.ana)
	s.sees(t, s.ana, true)
	if p, _ := s.bob.v.Peer(device); p.Revoked || !p.Verified {
		t.Error("she is no correspondent again")
	}
	before := s.bob.fileOf(t)
	if err := s.bob.v.Lift(device); err != nil || s.bob.fileOf(t) != before {
		t.Errorf("taken back twice: %v", err)
	}
	if err := s.ana.v.Revoke(device, "volé encore"); err != nil {
		t.Fatal(err)
	}
	storetest.Note(t, s.eve.v, s.id, "Après la seconde fois")
	s.eve.give(t, s.bob)
	s.bob.give(t, s.ana)
	s.ana.give(t, s.bob)
	for _, m := range []*member{s.ana, s.bob} {
		if list, err := m.v.SetAside(); err != nil || len(list) != 1 {
			t.Errorf("%d changes are set aside, %v", len(list), err)
		}
	}
}

// The thief orders to erase a household. Whoever learns of that together with the revocation has the household all the same.
func TestAnOrderToEraseOfARevokedMachineKeepsNothingOutOfTheBundleThatBringsBoth(t *testing.T) {
	s := newStolen(t)
	if err := s.eve.v.Erase(s.id, model.ErasureAsked); err != nil {
		t.Fatal(err)
	}
	s.eve.give(t, s.bob)
	s.ana.give(t, s.bob)
	dave := newMember(t, "Dave Ollivier")
	meet(t, s.bob, dave)
	s.bob.give(t, dave)
	if orders := dave.v.Registry().Erasures(); len(orders) > 0 {
		t.Fatalf("the order stands: %+v", orders)
	}
	if k, ok := dave.v.Case(s.id).Contact(s.before); !ok || k.Facts != "Visite faite" {
		t.Error("the household did not come")
	}
}
