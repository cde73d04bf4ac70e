package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

const secret = "canari-du-ménage"

// household is a case with a text in every place that a vault has: its changes, a note taken back, a private note, drafts of both; and
// beside it another household, which stays.
func household(t *testing.T, v *store.Vault) (id, own, other model.ID) {
	id = storetest.Household(t, v, secret, "Tarek")
	other = storetest.Household(t, v, "TAVERNIER", "Lise")
	storetest.Note(t, v, other, "Le chauffage fonctionne.")
	note := storetest.Note(t, v, id, secret)
	gone := storetest.Note(t, v, id, secret)
	storetest.Commit(t, v, v.Case(id).Retract("note.retract", model.KindContact, gone)...)
	own = v.NewCase()
	c := &model.Case{ID: own}
	mark, _ := c.Put("note.add", own, &model.Companion{Main: id})
	private, _ := c.Put("note.add", v.NewID(), &model.Contact{Kind: model.HomeVisit, Date: 1, Facts: secret})
	storetest.Commit(t, v, mark, private)
	for _, d := range []model.Draft{draft(note, id, secret), draft(v.NewID(), id, secret), draft(v.NewID(), other, "La voisine.")} {
		if err := v.SaveDraft(d); err != nil {
			t.Fatal(err)
		}
	}
	return id, own, other
}

// wantErased fails if a vault shows, finds or takes back anything of a case, or lacks anything of the other.
func wantErased(t *testing.T, v *store.Vault, id, own, other model.ID) {
	t.Helper()
	if v.Case(id) != nil || v.Case(own) != nil || v.Companion(id) != nil {
		t.Error("the case is still there")
	}
	if cases := v.Cases(); len(cases) != 1 || cases[0].ID != other || len(v.Summaries()) != 1 || v.Summaries()[0].Case != other || len(cases[0].Contacts()) != 1 {
		t.Errorf("%d cases are shown", len(cases))
	}
	if drafts := v.Drafts(); len(drafts) != 1 || drafts[0].Case != other {
		t.Errorf("%d drafts are offered", len(drafts))
	}
	v.WaitIndex()
	if hits, _, _ := v.Find("canari", 5); len(hits) > 0 {
		t.Errorf("the search finds %+v", hits)
	}
	for before := 0; ; before++ {
		step, ok := v.History().Undo(before)
		if !ok {
			break
		}
		for _, ch := range step.Changes {
			if ch.Case == id || ch.Case == own {
				t.Errorf("%s can be undone", ch.Act)
			}
		}
	}
	for ch := range v.Registry().All() {
		for _, f := range ch.Fields {
			if strings.Contains(f.Value, secret) {
				t.Errorf("the %s of a %s names the household", f.Name, ch.Kind)
			}
		}
	}
}

func TestAnErasedCaseIsGoneAtOnceAndAfterALock(t *testing.T) {
	s, v := newScratch(t)
	id, own, other := household(t, v)
	v.WaitIndex()
	if hits, _, _ := v.Find("canari", 9); len(hits) != 3 {
		t.Fatalf("%d hits before", len(hits))
	}
	if err := v.Erase(id, model.ErasureAsked); err != nil {
		t.Fatal(err)
	}
	wantErased(t, v, id, own, other)
	if step, ok := v.History().Undo(0); !ok || !step.Final() {
		t.Errorf("the last step is %q", step.Act)
	}
	v = s.reopen(v)
	wantErased(t, v, id, own, other)
	storetest.Note(t, v, other, "Le travail continue.")
	list, err := v.Erasures()
	if err != nil || len(list) != 1 || list[0].ID != id || list[0].Here || list[0].Reason != model.ErasureAsked || list[0].By != v.Me().ID || len(list[0].Confirmed) != 1 {
		t.Errorf("the register: %+v, %v", list, err)
	}
	s.close(v)
	wantSound(t, s)
}

func TestNothingOfAnErasedCaseIsInAnyFileAfterTheSweep(t *testing.T) {
	s, v := newScratch(t)
	id, own, other := household(t, v)
	if _, err := v.BackUp(0); err != nil {
		t.Fatal(err)
	}
	s.clock.Set(storetest.Noon.AddDate(0, 0, 2))
	v = s.reopen(v)
	if err := v.Erase(id, model.ErasureExpired); err != nil {
		t.Fatal(err)
	}
	if names := filesWith(t, s, v, secret); len(names) != 2 {
		t.Fatalf("found in %v before the sweep: the search for it finds nothing", names)
	}
	v = s.reopen(v) // as after a crash: the sweep is for the next session
	if err := v.Sweep(); err != nil {
		t.Fatal(err)
	}
	if names := filesWith(t, s, v, secret); len(names) > 0 {
		t.Errorf("something is still in %v", names)
	}
	wantErased(t, v, id, own, other)
	files, _ := filepath.Glob(s.path("sauvegardes/*"))
	written := modified(t, files)
	if err := v.Sweep(); err != nil || !slices.Equal(modified(t, files), written) {
		t.Errorf("with nothing to do, the sweep writes: %v", err)
	}
	s.close(v)
	wantSound(t, s)
}

func TestNothingIsWrittenToAnErasedCase(t *testing.T) {
	_, v := newScratch(t)
	defer v.Close()
	id, own, other := household(t, v)
	note, _ := v.Case(id).Put("note.add", v.NewID(), &model.Contact{Kind: model.HomeVisit, Date: 1, Facts: secret})
	private, _ := v.Case(own).Put("note.add", v.NewID(), &model.Contact{Kind: model.HomeVisit, Date: 1, Facts: secret})
	fresh := v.NewCase()
	companion, _ := (&model.Case{ID: fresh}).Put("note.add", fresh, &model.Companion{Main: id})
	if err := v.Erase(id, model.ErasureAsked); err != nil {
		t.Fatal(err)
	}
	for name, w := range map[string]model.Write{"a note": note, "a private note": private, "a new companion": companion} {
		if _, err := v.Commit(model.ID{}, w); !errors.Is(err, store.ErrErased) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := v.SaveDraft(draft(v.NewID(), id, secret)); !errors.Is(err, store.ErrErased) {
		t.Errorf("a draft: %v", err)
	}
	wantErased(t, v, id, own, other)
}

func TestOnlyACaseOfTheTeamIsErasedAndForAReason(t *testing.T) {
	_, v := newScratch(t)
	defer v.Close()
	id, own, _ := household(t, v)
	for _, row := range []struct {
		what   string
		id     model.ID
		reason string
		want   error
	}{
		{"the registry", model.RegistryID, model.ErasureAsked, store.ErrErased},
		{"a private companion alone", own, model.ErasureAsked, store.ErrErased},
		{"a case that is not there", model.ID{9}, model.ErasureAsked, store.ErrErased},
		{"a reason in words", id, "à la demande de M. Canari", &model.Error{}},
	} {
		err := v.Erase(row.id, row.reason)
		var refusal *model.Error
		if _, worded := row.want.(*model.Error); worded && !errors.As(err, &refusal) || !worded && !errors.Is(err, row.want) {
			t.Errorf("%s: %v", row.what, err)
		}
	}
	if v.Case(id) == nil || v.Registry() == nil {
		t.Error("something was erased")
	}
}

// A number of a change is what other vaults are remembered by: the newest changes are those that are erased.
func TestNoNumberIsGivenTwiceAfterAnErasure(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	ana.give(t, bob)
	bob.give(t, ana)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	ana.give(t, bob)
	bob.give(t, ana)
	if err := ana.v.Erase(id, model.ErasureMistake); err != nil {
		t.Fatal(err)
	}
	ana.v = ana.reopen(ana.v)
	other := storetest.Household(t, ana.v, "TAVERNIER", "Lise")
	ana.give(t, bob)
	if bob.v.Case(other) == nil {
		t.Error("what was written after an erasure is believed to have arrived before")
	}
}

// A backup on a stick, of before the erasure, is restored over the vault; or the vault is damaged, and what is left of it restored with it.
func TestARestoredCopyDoesNotBringAnErasedCaseBack(t *testing.T) {
	for _, damaged := range []bool{false, true} {
		s, v := newScratch(t)
		id, own, other := household(t, v)
		if _, err := v.BackUp(0); err != nil {
			t.Fatal(err)
		}
		outside := filepath.Join(t.TempDir(), "copy.seuil")
		copyFile(t, store.Backups(s.dir)[0].Path, outside)
		if err := v.Erase(id, model.ErasureAsked); err != nil {
			t.Fatal(err)
		}
		if damaged {
			store.LoseTombstones(t, v)
		}
		s.close(v)
		if damaged {
			f, err := os.OpenFile(s.path("coffre.seuil"), os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			_, err = f.WriteAt(make([]byte, 8192), 0) // both meta pages: all that is left are the pages of records
			if e := f.Close(); err != nil || e != nil {
				t.Fatal(err, e)
			}
		}
		done, err := store.Restore(s.options(), outside, store.Secret{Words: s.words})
		if err != nil || done.Erased != 1 {
			t.Fatalf("%d cases were kept out, %v", done.Erased, err)
		}
		wantSound(t, s)
		v = s.mustUnlock()
		wantErased(t, v, id, own, other)
		if err := v.Sweep(); err != nil {
			t.Fatal(err)
		}
		for _, name := range filesWith(t, s, v, secret) {
			if !damaged || !strings.HasPrefix(name, "aside-") { // a damaged file is left to its age
				t.Errorf("damaged %v: something is in %s", damaged, name)
			}
		}
		s.close(v)
	}
}

// A backup that was swept is all that is left of a vault: it still knows what was erased.
func TestASweptBackupTakesNothingOfAnErasedCaseIn(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, bob.v, "MAROUDI", "Tarek")
	bob.give(t, ana)
	if _, err := ana.v.BackUp(0); err != nil {
		t.Fatal(err)
	}
	ana.clock.Set(storetest.Noon.AddDate(0, 0, 2))
	if err := ana.v.Erase(id, model.ErasureAsked); err != nil {
		t.Fatal(err)
	}
	if err := ana.v.Sweep(); err != nil {
		t.Fatal(err)
	}
	ana.close(ana.v)
	if err := os.Remove(ana.path("coffre.seuil")); err != nil {
		t.Fatal(err)
	}
	list := store.Backups(ana.dir)
	if _, err := store.Restore(ana.options(), list[len(list)-1].Path, store.Secret{Words: ana.words}); err != nil {
		t.Fatal(err)
	}
	wantSound(t, ana.scratch)
	ana.v = ana.mustUnlock()
	if ana.v.Case(id) != nil {
		t.Fatal("the swept backup holds the case")
	}
	if _, err := ana.v.IssueCard("Soligone", false); err != nil {
		t.Fatal(err)
	}
	bob.trusts(t, &member{scratch: ana.scratch, v: ana.v}, false)
	in := ana.preview(t, bob.send(t, store.Send{To: ana.v.Device(), Full: true})[0])
	if in.Erased != 2 || len(in.Orders) != 0 {
		t.Errorf("%d changes are kept out, %d orders", in.Erased, len(in.Orders))
	}
	if _, err := in.Accept(); err != nil || ana.v.Case(id) != nil {
		t.Errorf("the case is back: %v", err)
	}
}

// eraseAll is what the child process of [TestAnErasureThatIsKilledIsDoneOrNot] does.
func eraseAll(dir string, words []string) error {
	v, err := unlockWith(dir, words)
	if err != nil {
		return err
	}
	v.Settle()
	if err := v.Sweep(); err != nil { // what the one before left undone
		return err
	}
	for _, c := range v.Cases() {
		fmt.Println("erasing", c.ID)
		if err := v.Erase(c.ID, model.ErasureExpired); err != nil {
			return err
		}
		fmt.Println("erase", c.ID)
		if err := v.Sweep(); err != nil {
			return err
		}
	}
	return nil
}

func TestAnErasureThatIsKilledIsDoneOrNot(t *testing.T) {
	s, v := newScratch(t)
	size := make(map[model.ID]int)
	for i := range 60 {
		id := storetest.Household(t, v, fmt.Sprint(secret, i), "Tarek")
		storetest.Note(t, v, id, secret)
		size[id] = len(v.Case(id).Changes())
	}
	if _, err := v.BackUp(0); err != nil {
		t.Fatal(err)
	}
	s.close(v)
	all := &acked{notes: make(map[string]bool), gone: make(map[string]bool)}
	for i := range 6 {
		killWriter(t, s, all, 0, time.Duration(i)*4*time.Millisecond, workerErase+"=yes")
		v := s.mustUnlock()
		for id, n := range size {
			switch c := v.Case(id); {
			case c != nil && (len(c.Changes()) != n || all.gone[id.String()]):
				t.Fatalf("kill %d: half of a case is left, or one that was erased", i)
			case c == nil && !slices.ContainsFunc(v.Registry().Erasures(), func(e model.Erasure) bool { return e.ID == id }):
				t.Fatalf("kill %d: a case is gone without an order", i)
			}
		}
		s.close(v)
		wantSound(t, s)
	}
	if len(all.gone) == 0 {
		t.Fatal("nothing was erased")
	}
	v = s.mustUnlock()
	if err := v.Sweep(); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(s.path("sauvegardes/*"))
	for _, path := range append(files, s.path("coffre.seuil")) {
		for _, value := range store.Salvaged(t, v, path) {
			for id := range size {
				if v.Case(id) == nil && bytes.Contains(value, []byte(secret)) && bytes.Contains(value, id[:]) {
					t.Fatalf("%s still holds an erased case", filepath.Base(path))
				}
			}
		}
	}
	s.close(v)
}
