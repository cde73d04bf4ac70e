package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

// told is the log in short, the newest first.
func (m *member) told() (list []string) {
	for _, p := range m.v.Passages() {
		way := "from"
		if p.Sent {
			way = "to"
		}
		card, _ := m.v.Peer(p.Peer)
		list = append(list, fmt.Sprintf("%s %s: %s, %d cases, %d notes", way, card.Card.Name, p.State, p.Cases, p.Notes))
	}
	return list
}

func (m *member) tellsOf(t testing.TB, what string, want ...string) {
	t.Helper()
	if got := m.told(); !slices.Equal(got, want) {
		t.Errorf("%s: the log tells\n%q, want\n%q", what, got, want)
	}
}

func TestTheLogTellsWhatBecameOfEachBundle(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	storetest.Note(t, ana.v, id, "Visite du logement")
	ana.private(t, id, "Pour moi seule")
	ana.give(t, bob)
	ana.tellsOf(t, "made", "to Bob Delmas: waits, 1 cases, 1 notes")
	bob.tellsOf(t, "taken in", "from Ana Roquebrane: taken, 1 cases, 1 notes")
	bob.give(t, ana)
	ana.tellsOf(t, "confirmed", "from Bob Delmas: taken, 0 cases, 0 notes", "to Bob Delmas: confirmed, 1 cases, 1 notes")
	bob.reverse(t, model.ActUndo)
	undone := []string{"to Ana Roquebrane: waits, 0 cases, 0 notes", "from Ana Roquebrane: undone, 1 cases, 1 notes"}
	bob.tellsOf(t, "undone", undone...)
	bob.reverse(t, model.ActRedo)
	bob.tellsOf(t, "brought again", undone[0], "from Ana Roquebrane: taken, 1 cases, 1 notes")
	bob.reverse(t, model.ActUndo)
	bob.tellsOf(t, "undone again", undone...)
	storetest.Household(t, bob.v, "TAVERNIER", "Lise") // another step, after which the undo cannot be taken back any more
	bob.tellsOf(t, "undone, and something done since", undone...)
	ana.seals(t, store.Send{To: bob.v.Device()})
	if got := ana.told()[0]; got != "to Bob Delmas: words, 1 cases, 1 notes" {
		t.Errorf("by words: %q", got)
	}
	if err := bob.v.Close(); err != nil {
		t.Fatal(err)
	}
	bob.v = bob.mustUnlock()
	bob.tellsOf(t, "after a lock", undone...)
}

// reverse undoes the last thing that was done, or does again what was undone last.
func (m *member) reverse(t testing.TB, act model.Act) {
	t.Helper()
	steps := m.v.History().Undo
	if act == model.ActRedo {
		steps = m.v.History().Redo
	}
	step, ok := steps(0)
	if !ok {
		t.Fatal("there is nothing to ", act)
	}
	writes, _ := step.Reverse(act, m.v.Case)
	storetest.Commit(t, m.v, writes...)
}

func TestTheLogIsBoundedAndOutlivesARestoration(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	store.FillLog(t, ana.v, bob.v.Device(), 300)
	ana.give(t, bob)
	list := ana.v.Passages()
	if len(list) != 300 || list[0].State != store.PassageWaits || !list[0].At.After(list[299].At) {
		t.Fatalf("%d entries, the newest %+v", len(list), list[0])
	}
	if _, err := ana.v.BackUp(0); err != nil {
		t.Fatal(err)
	}
	if err := ana.v.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Restore(ana.options(), store.Backups(ana.dir)[0].Path, store.Secret{Words: ana.words}); err != nil {
		t.Fatal(err)
	}
	ana.v = ana.mustUnlock()
	if n := len(ana.v.Passages()); n != 300 {
		t.Errorf("%d entries after a restoration", n)
	}
}

func TestABigImportHasABackupBeforeItAndASmallOneNone(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	ana.give(t, bob)
	var writes []model.Write
	for i := range 501 {
		w, _ := ana.v.Case(id).Put("note.add", ana.v.NewID(), &model.Contact{Date: 1, Facts: fmt.Sprint("constat ", i)})
		writes = append(writes, w)
	}
	storetest.Commit(t, ana.v, writes[:3]...)
	small := bob.preview(t, ana.send(t, store.Send{To: bob.v.Device()})[0])
	if made, err := small.BackUp(); made || err != nil || small.Large() {
		t.Errorf("three notes: %v, %v", made, err)
	}
	storetest.Commit(t, ana.v, writes[3:]...)
	file := ana.send(t, store.Send{To: bob.v.Device()})[0]
	big := bob.preview(t, file)
	made, err := big.BackUp()
	if !made || err != nil || len(store.Backups(bob.dir)) != 1 {
		t.Fatalf("501 notes: %v, %v", made, err)
	}
	if made, err := big.BackUp(); made || err != nil {
		t.Errorf("the next part at once: %v, %v", made, err)
	}
	if _, err := big.Accept(); err != nil {
		t.Fatal(err)
	}
	if again, err := bob.v.Preview(context.Background(), file, nil); err != nil || again.Large() {
		t.Errorf("the same bundle again is large: %v", err)
	}
}
