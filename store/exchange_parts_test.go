package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

// sendCut makes two bundles for somebody; the second begins after so many changes of a case.
func (m *member) sendCut(t *testing.T, to *member, id model.ID, after int) (parts [2][]byte) {
	t.Helper()
	o, err := m.v.PrepareSend(context.Background(), store.Send{To: to.v.Device()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	store.CutCase(o, id, after)
	paths, err := o.Write(context.Background(), m.out, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, path := range paths {
		if parts[i], err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	return parts
}

// The changes of the second part are of another device than those of the first, so that no hole tells that the first is missing.
func TestACaseInTwoPartsCountsAsThereOnceBothAreConfirmed(t *testing.T) {
	for name, both := range map[string]bool{"the second part alone arrives": false, "both parts arrive, the second first": true} {
		t.Run(name, func(t *testing.T) {
			ana, bob, clea := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas"), newMember(t, "Cléa Vidal")
			meet(t, ana, bob)
			meet(t, ana, clea)
			id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
			ana.give(t, bob)
			storetest.Note(t, bob.v, id, "Une visite de Bob")
			bob.give(t, ana)

			parts := ana.sendCut(t, clea, id, len(store.Stored(t, ana.v, id))-1)
			clea.accept(t, parts[1])
			clea.give(t, ana)
			if both {
				clea.accept(t, parts[0])
				clea.give(t, ana)
			}
			o, err := ana.v.PrepareSend(context.Background(), store.Send{To: clea.v.Device(), Cases: []model.ID{id}}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if both != (len(o.Cases) == 0) {
				t.Errorf("%d cases would leave", len(o.Cases))
			}
			ana.give(t, clea)
			wantRest(t, ana, clea)
		})
	}
}

func TestAStubWhoseRetractionComesInTheNextPartComesAgain(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	note := storetest.Note(t, ana.v, id, canary)
	kept := storetest.Note(t, ana.v, id, "Une visite")
	storetest.Commit(t, ana.v, ana.v.Case(id).Retract("note.retract", model.KindContact, note)...)

	parts := ana.sendCut(t, bob, id, len(store.Stored(t, ana.v, id))-1)
	if in := bob.preview(t, parts[0]); in.Complete || len(in.Aside) == 0 || in.Aside[0].Reason != store.ReasonHole {
		t.Fatalf("complete: %v, %d aside", in.Complete, len(in.Aside))
	}
	bob.accept(t, parts[0])
	bob.accept(t, parts[1])
	bob.give(t, ana)
	ana.give(t, bob)
	if c := bob.v.Case(id); !c.Record(model.KindContact, note).Retracted() || c.Record(model.KindContact, kept) == nil {
		t.Error("the case is not there whole")
	}
	if list, err := bob.v.SetAside(); err != nil || len(list) > 0 {
		t.Errorf("%d set aside for good, %v", len(list), err)
	}
	wantRest(t, ana, bob)
}

func TestTheAnswerToAFullBundleDoesNotRepeatIt(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	ana.close(ana.v)
	for _, name := range vaultFiles {
		copyFile(t, ana.path(name), filepath.Join(ana.out, name))
	}
	ana.v = ana.mustUnlock()
	lost := storetest.Household(t, ana.v, "TAVERNIER", "Lise")
	ana.give(t, bob)
	storetest.Note(t, bob.v, id, "Une visite de Bob")
	o, err := bob.v.PrepareSend(context.Background(), store.Send{To: ana.v.Device()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if o.Full || len(o.Cases) != 1 || o.Cases[0].Changes != 1 {
		t.Errorf("full: %v, %d cases would leave", o.Full, len(o.Cases))
	}

	// Ana's vault of before comes back unnoticed: she no longer has all that she sent.
	ana.close(ana.v)
	for _, name := range vaultFiles {
		copyFile(t, filepath.Join(ana.out, name), ana.path(name))
	}
	ana.v = ana.mustUnlock()
	for range 2 {
		bob.give(t, ana)
		ana.give(t, bob)
	}
	if ana.v.Case(lost) == nil {
		t.Error("what the old copy lacks does not come back")
	}
	bob.give(t, ana)
	wantRest(t, ana, bob)
}

// vaultFiles are what an old copy of a vault takes to go unnoticed on its own machine.
var vaultFiles = []string{"coffre.seuil", "coffre.witness"}
