package store_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store"
	"seuil/store/seal"
	"seuil/store/storetest"
)

// dump is all that a vault says of its cases, byte for byte, without what is private.
func dump(v *store.Vault) string {
	var b bytes.Buffer
	for _, c := range v.Cases() {
		for r := range c.EachRecord() {
			fmt.Fprintln(&b, c.ID, r.Kind, r.ID, r.Deleted(), r.Conflicts())
			for _, name := range r.FieldNames() {
				fmt.Fprintf(&b, "  %s %q", name, r.Value(name))
				for _, ch := range r.Live(name) {
					fmt.Fprintf(&b, " %x", ch.ID[:])
				}
			}
			for _, ch := range r.Changes() {
				fmt.Fprintf(&b, "  %x %v", ch.ID[:], ch.Retracted)
			}
			fmt.Fprintln(&b)
		}
		for _, ch := range c.Changes() {
			fmt.Fprintf(&b, "%x %v\n", ch.ID[:], c.Aside(ch))
		}
	}
	return b.String()
}

// TestRealVaultsThatExchangedInAnyOrderHoldTheSameCases lets vaults write and exchange at random over real bundles: lost, repeated and
// reordered, with clocks that are wrong by up to fifty years, and backups that are put back; the first two revoke each other. After each
// schedule all meet, then the third one makes peace.
func TestRealVaultsThatExchangedInAnyOrderHoldTheSameCases(t *testing.T) {
	seed := store.FirstSeed(t)
	r := rand.New(rand.NewPCG(seed, 5))
	var team []*member
	for i, name := range []string{"Ana Roquebrane", "Bob Delmas", "Cléa Vidal"} {
		m := newMemberFrom(t, colleague(name), rand.NewChaCha8([32]byte(fmt.Appendf(nil, "%031d%d", seed, i))))
		m.clock.Set(storetest.Noon.AddDate(r.IntN(100)-50, 0, 0))
		for _, o := range team {
			meet(t, m, o)
		}
		team = append(team, m)
	}
	id := storetest.Household(t, team[0].v, "MAROUDI", "Tarek")
	record := team[0].v.NewID()
	aside := 0
	for range 12 {
		var way [][]byte
		for range 14 {
			m := team[r.IntN(len(team))]
			switch n := r.IntN(10); {
			case n < 4:
				m.scribble(t, r, id, record)
			case n < 6:
				if o := team[r.IntN(len(team))]; o != m && m.knows(o) {
					way = append(way, m.send(t, store.Send{To: o.v.Device(), Full: r.IntN(4) == 0})...)
				}
			case n < 9 && len(way) > 0:
				m.receive(t, way[r.IntN(len(way))])
			case n == 9 && r.IntN(2) == 0:
				m.putBack(t, r.IntN(2) == 0)
			case n == 9 && m != team[2]:
				m.revokes(t, team[r.IntN(2)])
			}
		}
		for set := meetAll(t, team); len(set) > 0; set = meetAll(t, team) {
			aside += len(set)
			if err := team[2].v.Lift(set[0]); err != nil {
				t.Fatal(err)
			}
		}
	}
	if aside == 0 {
		t.Error("nobody was ever revoked")
	}
	for _, m := range team { // what was taken in one by one is what unlocking folds at once
		before := dump(m.v)
		if m.v = m.reopen(m.v); dump(m.v) != before {
			t.Fatal("another vault after unlocking")
		}
	}
}

// differences are the lines that are not in both.
func differences(a, b string) string {
	var out strings.Builder
	for i, pair := range [][2]string{{a, b}, {b, a}} {
		for line := range strings.Lines(pair[0]) {
			if !strings.Contains(pair[1], line) {
				fmt.Fprint(&out, i, ": ", line)
			}
		}
	}
	return out.String()
}

func TestAnImportIsOneStepThatCanBeUndoneAfterALockToo(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	task := ana.v.NewID()
	put := func(m *member, label string) {
		w, _ := m.v.Case(id).Put("task.edit", task, &model.Task{Label: label})
		storetest.Commit(t, m.v, w)
	}
	put(ana, "Bilan")
	ana.give(t, bob)
	put(ana, "Bilan d’étape")
	other := storetest.Household(t, ana.v, "TAVERNIER", "Lise")
	ana.give(t, bob)
	before := len(bob.v.Cases())
	bob.v = bob.reopen(bob.v)
	step, ok := bob.v.History().Undo(0)
	if !ok || step.Act != store.ActImport {
		t.Fatalf("the next undo is %s", step.Act)
	}
	writes, kept := step.Reverse(model.ActUndo, bob.v.Case)
	storetest.Commit(t, bob.v, writes...)
	if got, _ := bob.v.Case(id).Task(task); got.Label != "Bilan" || kept != 0 {
		t.Errorf("%q, %d kept", got.Label, kept)
	}
	if len(bob.v.Cases()) != before-1 || len(bob.v.Case(other).Records(model.KindMember)) != 0 {
		t.Error("the new case is still shown")
	}
	if step, _ := bob.v.History().Redo(0); step.Act != store.ActImport {
		t.Errorf("the next redo is %s", step.Act)
	}
	if step, ok := bob.v.History().Undo(0); !ok || step.Act != store.ActImport || len(step.Changes) < 3 {
		t.Error("the first import cannot be undone")
	}
}

func TestConflictsAreListedUntilSomebodySettlesThem(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	task := ana.v.NewID()
	put := func(m *member, v model.Task) {
		w, _ := m.v.Case(id).Put("task.edit", task, &v)
		storetest.Commit(t, m.v, w)
	}
	put(ana, model.Task{Label: "Bilan"})
	ana.give(t, bob)
	bob.clock.Set(storetest.Noon.Add(time.Hour))
	put(ana, model.Task{Label: "Bilan", Who: "tenant"})
	put(bob, model.Task{Label: "Bilan", Who: "worker"})
	file := bob.send(t, store.Send{To: ana.v.Device()})[0]
	if in := ana.preview(t, file); in.Clashes != 1 || len(in.Cases[0].Fields())+len(in.Cases[len(in.Cases)-1].Fields()) == 0 {
		t.Fatalf("%d conflicts announced", in.Clashes)
	}
	ana.accept(t, file)
	check := func() {
		t.Helper()
		list := ana.v.Conflicts()
		if len(list) != 1 || list[0].Case != id || list[0].Record != task || list[0].Field != "who" || len(list[0].Values) != 2 {
			t.Fatalf("%d conflicts", len(list))
		}
		if v, _ := list[0].Values[1].Value("who"); v != "worker" || list[0].Values[1].Device != bob.v.Device() {
			t.Errorf("%q is shown", v)
		}
	}
	check()
	ana.v = ana.reopen(ana.v)
	check()
	put(ana, model.Task{Label: "Bilan", Who: "tenant"})
	if n := len(ana.v.Conflicts()); n != 0 {
		t.Errorf("%d conflicts after it was settled", n)
	}
	ana.give(t, bob)
	if n := len(bob.v.Conflicts()); n != 0 {
		t.Errorf("%d conflicts elsewhere", n)
	}
}

func TestABundleTakesTheLengthOfItsChangesAndHardlyMore(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	for i := range 300 {
		storetest.Household(t, ana.v, fmt.Sprint("MAROUDI", i), "Tarek")
	}
	files := ana.send(t, store.Send{To: bob.v.Device()})
	in := bob.preview(t, files[0])
	changes := 0
	for _, n := range in.Cases {
		for _, stored := range store.Stored(t, ana.v, n.Case) {
			changes += 4 + len(stored)
		}
	}
	if limit := changes + changes*3/100 + 32<<10; len(files[0]) > limit {
		t.Errorf("%d bytes for %d of changes", len(files[0]), changes)
	}
}

func TestASendThatIsStoppedLeavesNothingAndAPreviewThatIsStoppedNeither(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	stopped, stop := context.WithCancel(context.Background())
	o, err := ana.v.PrepareSend(stopped, store.Send{To: bob.v.Device()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	stop()
	_, err = o.Write(stopped, ana.out, nil)
	wantError(t, err, context.Canceled)
	if left, _ := filepath.Glob(filepath.Join(ana.out, "*")); len(left) != 0 {
		t.Error(left)
	}
	_, err = ana.v.PrepareSend(stopped, store.Send{To: bob.v.Device()}, nil)
	wantError(t, err, context.Canceled)
	_, err = bob.v.Preview(stopped, ana.send(t, store.Send{To: bob.v.Device()})[0], nil)
	wantError(t, err, context.Canceled)
}

func TestADiskThatFailsDuringAnImportLeavesTheOldVault(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	file := ana.send(t, store.Send{To: bob.v.Device()})[0]
	in := bob.preview(t, file)
	store.BreakDisk(bob.v)
	_, err := in.Accept()
	if err == nil || bob.v.Case(id) != nil {
		t.Fatalf("%v, the case is there: %v", err, bob.v.Case(id) != nil)
	}
	_ = bob.v.Close()
	bob.v = bob.mustUnlock()
	if in := bob.preview(t, file); in.Already || in.New != 1 {
		t.Error("the bundle cannot be imported again")
	}
}

func TestAFormerReceptionKeyOpensForAWhileWhatIsUnderWay(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	file := ana.send(t, store.Send{To: bob.v.Device()})[0]
	old := bob.v.Card()
	card, err := bob.v.IssueCard("Soligone", true)
	if err != nil || card.Reception == old.Reception || !card.Succeeds(old) {
		t.Fatal(err)
	}
	bob.preview(t, file)
	bob.give(t, ana)
	if p, _ := ana.v.Peer(bob.v.Device()); p.Card.Reception != card.Reception || !p.Verified {
		t.Error("the new card did not come, or has to be looked at again")
	}
	bob.preview(t, ana.send(t, store.Send{To: bob.v.Device(), Full: true})[0])
	bob.clock.Set(storetest.Noon.Add(91 * 24 * time.Hour))
	if _, err := bob.v.Preview(context.Background(), file, nil); err == nil {
		t.Error("a key that was to be given up still opens")
	}
}

func TestWordsThatDifferAreNotTrusted(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	if err := ana.v.AddCard(bob.v.Card()); err != nil {
		t.Fatal(err)
	}
	words := bob.v.Card().Words()
	words[2] = "zzzz"
	wantError(t, ana.v.Trust(bob.v.Device(), words, false), seal.ErrUnknownWord)
	if p, _ := ana.v.Peer(bob.v.Device()); p.Verified {
		t.Error("it is trusted")
	}
	wantError(t, ana.v.Trust(ana.v.Device(), words, false), store.ErrNoRecipient)
}

func TestWhatIsWrittenBetweenAPreviewAndItsAcceptanceCounts(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	ana.give(t, bob)
	task := ana.v.NewID()
	put := func(m *member, label string) {
		w, _ := m.v.Case(id).Put("task.add", task, &model.Task{Label: label})
		storetest.Commit(t, m.v, w)
	}
	put(ana, "Bilan")
	file := ana.send(t, store.Send{To: bob.v.Device()})[0]
	first, second := bob.preview(t, file), bob.preview(t, file)
	put(bob, "Visite")
	if done, err := first.Accept(); err != nil || done.Changes != first.Changes || first.Clashes != 1 {
		t.Fatalf("%d changes, %d conflicts, %v", done.Changes, first.Clashes, err)
	}
	before := bob.fileOf(t)
	if done, err := second.Accept(); err != nil || done.Changes != 0 || bob.fileOf(t) != before {
		t.Errorf("the same bundle again: %d changes, %v", done.Changes, err)
	}
	third := bob.preview(t, ana.send(t, store.Send{To: bob.v.Device(), Full: true})[0])
	if err := bob.v.Revoke(ana.v.Device(), "perdu"); err != nil {
		t.Fatal(err)
	}
	_, err := third.Accept()
	wantError(t, err, store.ErrRevoked)
}

// wantRest fails unless two members have the same cases and neither asks for more.
func wantRest(t *testing.T, a, b *member) {
	t.Helper()
	if got, want := dump(b.v), dump(a.v); got != want {
		t.Errorf("two vaults differ:\n%s", differences(want, got))
	}
	b.give(t, a)
	for _, pair := range [][2]*member{{a, b}, {b, a}} {
		if p, _ := pair[0].v.Peer(pair[1].v.Device()); p.Holes {
			t.Error("what is lost is asked for again and again")
		}
	}
}

// What stood between a note and its retraction is lost with the laptop; the swept backup has both, and the colleague only the note.
func TestARetractionOutOfASweptBackupGetsToAColleagueToo(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	note := storetest.Note(t, ana.v, id, canary)
	ana.give(t, bob)
	ana.putBack(t, true)
	ana.clock.Set(storetest.Noon.AddDate(0, 0, 1))
	storetest.Note(t, ana.v, id, "Ce que personne d’autre n’a.")
	storetest.Commit(t, ana.v, ana.v.Case(id).Retract("note.retract", model.KindContact, note)...)
	if err := ana.v.Sweep(); err != nil {
		t.Fatal(err)
	}
	backups := store.Backups(ana.dir)
	if len(backups) != 2 {
		t.Fatalf("%d backups", len(backups))
	}
	if err := os.Remove(backups[0].Path); err != nil { // the sweep made it before it began
		t.Fatal(err)
	}
	ana.putBack(t, false)
	ana.give(t, bob)
	if bob.v.Case(id).Record(model.KindContact, note).Value("facts") != "" {
		t.Error("the colleague still reads the note")
	}
	wantRest(t, ana, bob)
}

// One of Ana's changes cannot be read any more and was never sent; those after it were not either.
func TestWhatADamagedVaultStillHasGetsToAColleagueToo(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	ana.give(t, bob)
	bob.give(t, ana)
	lost := storetest.Note(t, ana.v, id, "Ce qui se perd.")
	kept := storetest.Note(t, ana.v, id, "Ce qui reste.")
	ana.close(ana.v)
	tamper(t, ana.scratch, func(tx *bolt.Tx) error {
		b := tx.Bucket([]byte("changes"))
		var keys [][]byte
		if err := b.ForEach(func(k, _ []byte) error { keys = append(keys, bytes.Clone(k)); return nil }); err != nil {
			return err
		}
		slices.SortFunc(keys, func(a, b []byte) int { return bytes.Compare(b[8:], a[8:]) })
		return b.Delete(keys[1]) // the newest but one
	})
	ana.restore(t, "")
	ana.give(t, bob)
	if c := bob.v.Case(id); c.Record(model.KindContact, kept) == nil || c.Record(model.KindContact, lost) != nil {
		t.Error("the colleague does not have what is left")
	}
	wantRest(t, ana, bob)
}
