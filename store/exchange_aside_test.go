package store_test

import (
	"slices"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/bundle"
	"seuil/store/codec"
	"seuil/store/storetest"
)

// Cléa's note comes to Bob through Ana in a bundle that lacks Cléa's key, so that it is set aside.
func TestWhatWasSetAsideIsBlankedByItsRetractionToo(t *testing.T) {
	ana, clea := newMember(t, "Ana Roquebrane"), newMember(t, "Cléa Vidal")
	meet(t, ana, clea)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	ana.give(t, clea)
	note := storetest.Note(t, clea.v, id, canary)
	clea.give(t, ana)
	whole := store.Stored(t, ana.v, id)
	storetest.Commit(t, ana.v, ana.v.Case(id).Retract("note.retract", model.KindContact, note)...)
	retraction := slices.DeleteFunc(store.Stored(t, ana.v, id), func(b []byte) bool {
		c, err := codec.NewReader().Read(b)
		return err != nil || c.Kind != model.KindRetraction
	})
	for name, first := range map[string]int{"the retraction comes after": 0, "the retraction comes first": 1} {
		t.Run(name, func(t *testing.T) {
			bob := newMember(t, "Bob Delmas")
			bob.trusts(t, ana, false)
			files := [][]byte{
				store.Forge(t, ana.v, bundle.KindDelta, nil, whole, bob.v.Card()),
				store.Forge(t, ana.v, bundle.KindDelta, nil, retraction, bob.v.Card()),
			}
			bob.accept(t, files[first])
			if _, err := bob.v.BackUp(0); err != nil {
				t.Fatal(err)
			}
			bob.accept(t, files[1-first])
			wantBlank(t, bob, note)
			if n := len(holding(t, bob.scratch, bob.v)); n != 2*(1-first) {
				t.Errorf("%d files hold the text before the sweep", n)
			}
			bob.close(bob.v)
			bob.restore(t, store.Backups(bob.dir)[0].Path)
			wantBlank(t, bob, note)
			if err := bob.v.Sweep(); err != nil {
				t.Fatal(err)
			}
			if names := holding(t, bob.scratch, bob.v); len(names) > 0 {
				t.Errorf("the text is still in %v", names)
			}
		})
	}
}

// wantBlank fails unless a change of a note is all that was set aside, and its text is gone.
func wantBlank(t *testing.T, m *member, note model.ID) {
	t.Helper()
	list, err := m.v.SetAside()
	if err != nil || len(list) != 1 || list[0].Reason != store.ReasonAuthor || list[0].Change.Record != note {
		t.Fatalf("%d set aside, %v", len(list), err)
	}
	if !list[0].Change.Retracted {
		t.Error("the text can still be read")
	}
}
