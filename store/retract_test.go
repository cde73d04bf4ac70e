package store_test

import (
	"bytes"
	"crypto/ed25519"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store"
	"seuil/store/codec"
	"seuil/store/storetest"
)

const canary = "canari-de-l’autre-ménage"

// misplaced is a vault with a note in the wrong case, corrected once, with a draft of a second correction, and a task that was
// decided in it.
func misplaced(t *testing.T) (s *scratch, v *store.Vault, id, note, task model.ID) {
	s, v = newScratch(t)
	id = storetest.Household(t, v, "MAROUDI", "Tarek")
	storetest.Note(t, v, id, "Le chauffage fonctionne.")
	note = storetest.Note(t, v, id, canary)
	k, _ := v.Case(id).Contact(note)
	k.Facts = canary + ", corrigé"
	w, _ := v.Case(id).Put("note.revise", note, &k)
	task = v.NewID()
	decided, _ := v.Case(id).Put("task.add", task, &model.Task{Label: canary, Contact: note})
	storetest.Commit(t, v, w, decided)
	if err := v.SaveDraft(draft(note, id, canary+", encore")); err != nil {
		t.Fatal(err)
	}
	s.clock.Set(storetest.Noon.Add(time.Hour))
	return s, v, id, note, task
}

// retractAll retracts the note and the task.
func retractAll(t *testing.T, v *store.Vault, id, note, task model.ID) {
	t.Helper()
	c := v.Case(id)
	storetest.Commit(t, v, append(c.Retract("note.retract", model.KindContact, note), c.Retract("note.retract", model.KindTask, task)...)...)
}

// holding are the files of the vault in which the canary can be read with its key.
func holding(t *testing.T, s *scratch, v *store.Vault) (names []string) {
	t.Helper()
	return filesWith(t, s, v, canary)
}

// filesWith are the files of a vault in which a text can be read with its key, freed pages included.
func filesWith(t *testing.T, s *scratch, v *store.Vault, text string) (names []string) {
	t.Helper()
	files, _ := filepath.Glob(s.path("sauvegardes/*"))
	for _, path := range append(files, s.path("coffre.seuil")) {
		values := store.Salvaged(t, v, path)
		if len(values) < 5 {
			t.Fatalf("only %d values of %s open", len(values), filepath.Base(path))
		}
		if slices.ContainsFunc(values, func(b []byte) bool { return bytes.Contains(b, []byte(text)) }) {
			names = append(names, filepath.Base(path))
		}
	}
	return names
}

// wantRetracted fails unless nothing is left of the note but that it was there.
func wantRetracted(t *testing.T, v *store.Vault, id, note, task model.ID) {
	t.Helper()
	c := v.Case(id)
	if n := len(c.Contacts()); n != 1 || len(c.Tasks()) != 0 {
		t.Errorf("%d contacts and %d tasks are shown", n, len(c.Tasks()))
	}
	for _, r := range []*model.Record{c.Record(model.KindContact, note), c.Record(model.KindTask, task)} {
		for _, ch := range r.Changes() {
			if !ch.Retracted || ch.Act == "" || ch.Device.IsZero() || len(ch.Fields) == 0 {
				t.Errorf("what is left of a change: %+v", ch)
			}
		}
	}
	for _, ch := range c.Changes() {
		for _, f := range ch.Fields {
			if strings.Contains(f.Value, canary) {
				t.Errorf("the text is in the %s of a %s", f.Name, ch.Kind)
			}
		}
	}
	for _, d := range v.Drafts() {
		if d.ID == note {
			t.Error("its draft is still offered")
		}
	}
	v.WaitIndex()
	if hits, _, _ := v.Find("canari", 5); len(hits) > 0 {
		t.Errorf("the search finds %+v", hits)
	}
}

// wantSound fails if a check finds anything but that the newest backup is old.
func wantSound(t *testing.T, s *scratch) {
	t.Helper()
	report, err := store.Check(s.options(), store.Secret{Words: s.words})
	if err != nil || slices.ContainsFunc(report.Problems, func(p store.Problem) bool { return p.Code != store.ProblemNoBackup }) {
		t.Errorf("check: %+v, %v", report.Problems, err)
	}
}

func TestARetractedNoteIsGoneAtOnceAndAfterALock(t *testing.T) {
	s, v, id, note, task := misplaced(t)
	before := len(v.Case(id).Changes())
	v.WaitIndex()
	if hits, _, _ := v.Find("canari", 5); len(hits) != 2 {
		t.Fatalf("%d hits before", len(hits))
	}
	retractAll(t, v, id, note, task)
	wantRetracted(t, v, id, note, task)
	changes := v.Case(id).Changes()
	if len(changes) != before+3 {
		t.Errorf("%d changes, %d before", len(changes), before)
	}
	v = s.reopen(v)
	wantRetracted(t, v, id, note, task)
	for i, ch := range v.Case(id).Changes() {
		if ch.ID != changes[i].ID || ch.Retracted != changes[i].Retracted || !slices.Equal(ch.Pred, changes[i].Pred) {
			t.Errorf("change %d is another one after a lock", i)
		}
	}
	storetest.Note(t, v, id, "La chaîne continue.")
	s.close(v)
	wantSound(t, s)
}

func TestARetractedTextIsInNoFileAfterTheSweep(t *testing.T) {
	s, v, id, note, task := misplaced(t)
	if _, err := v.BackUp(0); err != nil {
		t.Fatal(err)
	}
	s.clock.Set(storetest.Noon.AddDate(0, 0, 2))
	v = s.reopen(v)
	retractAll(t, v, id, note, task)
	if names := holding(t, s, v); len(names) != 2 {
		t.Fatalf("found in %v before the sweep: the search for it finds nothing", names)
	}
	v = s.reopen(v) // as after a crash: the sweep is for the next session
	if err := v.Sweep(); err != nil {
		t.Fatal(err)
	}
	if names := holding(t, s, v); len(names) > 0 {
		t.Errorf("the text is still in %v", names)
	}
	files, _ := filepath.Glob(s.path("sauvegardes/*"))
	if len(files) != 2 {
		t.Errorf("backups: %v", files)
	}
	wantRetracted(t, v, id, note, task)
	written := modified(t, files)
	if err := v.Sweep(); err != nil || !slices.Equal(modified(t, files), written) {
		t.Errorf("with nothing to do, the sweep writes: %v", err)
	}
	v = s.reopen(v)
	if err := v.Sweep(); err != nil || !slices.Equal(modified(t, files), written) {
		t.Errorf("it is begun anew at each unlock: %v", err)
	}
	s.close(v)
	wantSound(t, s)
}

func modified(t *testing.T, files []string) (at []time.Time) {
	t.Helper()
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil {
			t.Fatal(err)
		}
		at = append(at, info.ModTime())
	}
	return at
}

// A backup of before the retraction has been swept; the vault itself is lost. What is restored knows of the retraction.
func TestASweptBackupRestoresWithoutTheText(t *testing.T) {
	s, v, id, note, task := misplaced(t)
	if _, err := v.BackUp(0); err != nil {
		t.Fatal(err)
	}
	s.close(v)
	if err := os.Remove(s.path("coffre.witness")); err != nil { // it goes on as a device that the backup does not know
		t.Fatal(err)
	}
	v = s.mustUnlock()
	s.clock.Set(storetest.Noon.AddDate(0, 0, 2))
	storetest.Note(t, v, id, "Ce que la sauvegarde n’a pas, et qui précède le retrait.")
	retractAll(t, v, id, note, task)
	if err := v.Sweep(); err != nil {
		t.Fatal(err)
	}
	s.close(v)
	if err := os.Remove(s.path("coffre.seuil")); err != nil {
		t.Fatal(err)
	}
	list := store.Backups(s.dir)
	if _, err := store.Restore(s.options(), list[len(list)-1].Path, store.Secret{Words: s.words}); err != nil {
		t.Fatal(err)
	}
	wantSound(t, s)
	v = s.mustUnlock()
	wantRetracted(t, v, id, note, task)
	if names := holding(t, s, v); len(names) > 0 {
		t.Errorf("the text is in %v", names)
	}
	s.close(v)
}

// A copy on a stick of before the retraction is restored over a vault that knows of it.
func TestARestoredCopyDoesNotBringTheTextBack(t *testing.T) {
	s, v, id, note, task := misplaced(t)
	if _, err := v.BackUp(0); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "copy.seuil")
	copyFile(t, store.Backups(s.dir)[0].Path, outside)
	retractAll(t, v, id, note, task)
	s.close(v)
	if _, err := store.Restore(s.options(), outside, store.Secret{Words: s.words}); err != nil {
		t.Fatal(err)
	}
	wantSound(t, s)
	v = s.mustUnlock()
	wantRetracted(t, v, id, note, task)
	if names := holding(t, s, v); slices.Contains(names, "coffre.seuil") || len(names) != 2 {
		t.Errorf("the text is in %v", names)
	}
	if err := v.Sweep(); err != nil { // of the vault set aside, in freed pages too, and of the backup
		t.Fatal(err)
	}
	if names := holding(t, s, v); len(names) > 0 {
		t.Errorf("the text is still in %v", names)
	}
	s.close(v)
}

// Changes of a colleague arrive in any order and in any parts; her note is retracted by herself.
func TestARetractionThatArrivesFirstBlanksItsNoteOnArrival(t *testing.T) {
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, 32))
	for _, together := range []bool{false, true} {
		s, v := newScratch(t)
		id := storetest.Household(t, v, "MAROUDI", "Tarek")
		w, _ := (&model.Case{ID: id}).Put("note.add", model.ID{9}, &model.Contact{Date: 1, Facts: canary})
		note, c, err := codec.Sign(key, w, codec.Place{Seq: 1, Millis: 5, Salt: [16]byte{1}})
		if err != nil {
			t.Fatal(err)
		}
		r := (&model.Case{ID: id}).With(c).Retract("note.retract", model.KindContact, model.ID{9})[0]
		retraction, _, err := codec.Sign(key, r, codec.Place{Seq: 2, Prev: c.ID, Millis: 6, Salt: [16]byte{2}})
		if err != nil {
			t.Fatal(err)
		}
		parts := [][][]byte{{retraction}, {note}}
		if together {
			parts = [][][]byte{{retraction, note}}
		}
		for _, part := range parts {
			if err := store.Receive(v, part...); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			changes := v.Case(id).Record(model.KindContact, model.ID{9}).Changes()
			if len(v.Case(id).Contacts()) != 0 || len(changes) != 1 || changes[0].ID != c.ID || !changes[0].Retracted {
				t.Errorf("%d contacts; left: %+v", len(v.Case(id).Contacts()), changes)
			}
			v = s.reopen(v)
		}
		if err := v.Sweep(); err != nil {
			t.Fatal(err)
		}
		if names := holding(t, s, v); len(names) > 0 {
			t.Errorf("the text is in %v", names)
		}
		s.close(v)
	}
}

// An old vault was put back; a backup that knows of the retraction is restored over it. The old one is set aside, text and all.
func TestWhatARestorationSetsAsideIsSweptToo(t *testing.T) {
	s, v, id, note, task := misplaced(t)
	s.close(v)
	old, knowing := filepath.Join(t.TempDir(), "old"), filepath.Join(t.TempDir(), "knowing.seuil")
	copyFile(t, s.path("coffre.seuil"), old)
	v = s.mustUnlock()
	retractAll(t, v, id, note, task)
	if err := v.Sweep(); err != nil {
		t.Fatal(err)
	}
	if _, err := v.BackUp(0); err != nil {
		t.Fatal(err)
	}
	s.close(v)
	copyFile(t, store.Backups(s.dir)[0].Path, knowing)
	copyFile(t, old, s.path("coffre.seuil"))
	if _, err := store.Restore(s.options(), knowing, store.Secret{Words: s.words}); err != nil {
		t.Fatal(err)
	}
	v = s.mustUnlock()
	wantRetracted(t, v, id, note, task)
	if names := holding(t, s, v); len(names) != 1 || !strings.HasPrefix(names[0], "aside-") {
		t.Errorf("the text is in %v", names)
	}
	if err := v.Sweep(); err != nil {
		t.Fatal(err)
	}
	if names := holding(t, s, v); len(names) > 0 {
		t.Errorf("the text is still in %v", names)
	}
	s.close(v)
}

// The retractions themselves were destroyed in the file. What they blanked stays so, and a check says that something is missing.
func TestWhatWasRetractedStaysSoWithoutItsRetraction(t *testing.T) {
	s, v, id, note, task := misplaced(t)
	if _, err := v.BackUp(0); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "copy.seuil")
	copyFile(t, store.Backups(s.dir)[0].Path, outside)
	retractAll(t, v, id, note, task)
	s.close(v)
	tamper(t, s, func(tx *bolt.Tx) error {
		b := tx.Bucket([]byte("changes"))
		var keys [][]byte
		if err := b.ForEach(func(k, _ []byte) error { keys = append(keys, bytes.Clone(k)); return nil }); err != nil {
			return err
		}
		slices.SortFunc(keys, func(a, b []byte) int { return bytes.Compare(b[8:], a[8:]) })
		for _, k := range keys[:3] { // the newest: those of the retractions
			if err := b.Delete(k); err != nil {
				return err
			}
		}
		return nil
	})
	_, err := s.unlock()
	wantError(t, err, store.ErrDamaged)
	if _, err := store.Restore(s.options(), outside, store.Secret{Words: s.words}); err != nil {
		t.Fatal(err)
	}
	report, err := store.Check(s.options(), store.Secret{Words: s.words})
	if err != nil || !slices.ContainsFunc(report.Problems, func(p store.Problem) bool { return p.Code == store.ProblemStub && p.Count == 3 }) {
		t.Errorf("check: %+v, %v", report.Problems, err)
	}
	v = s.mustUnlock()
	if c := v.Case(id); len(c.Contacts()) != 1 || len(c.Tasks()) != 0 || !c.Record(model.KindContact, note).Changes()[0].Retracted {
		t.Errorf("%d contacts and %d tasks are shown", len(c.Contacts()), len(c.Tasks()))
	}
	s.close(v)
}

func TestWhatIsWrittenAfterTheRetractionIsNoDraftOfIt(t *testing.T) {
	s, v, id, note, task := misplaced(t)
	kept := v.NewID()
	if err := v.SaveDraft(draft(kept, id, "autre chose")); err != nil {
		t.Fatal(err)
	}
	retractAll(t, v, id, note, task)
	later := draft(note, id, "sur une version qu’un collègue a écrite")
	later.At = storetest.Noon.AddDate(0, 0, 1)
	if err := v.SaveDraft(later); err != nil {
		t.Fatal(err)
	}
	v = s.reopen(v)
	if err := v.Sweep(); err != nil {
		t.Fatal(err)
	}
	if n := len(v.Drafts()); n != 2 {
		t.Errorf("%d drafts are left", n)
	}
	s.close(v)
}

func TestABackupThatCannotBeReadStopsNoSweep(t *testing.T) {
	s, v, id, note, task := misplaced(t)
	if _, err := v.BackUp(0); err != nil {
		t.Fatal(err)
	}
	damaged := store.Backups(s.dir)[0].Path
	if err := os.Truncate(damaged, 5000); err != nil {
		t.Fatal(err)
	}
	s.clock.Set(storetest.Noon.AddDate(0, 0, 2))
	retractAll(t, v, id, note, task)
	if err := v.Sweep(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(damaged); err != nil || info.Size() != 5000 {
		t.Errorf("the damaged backup was written to: %v", err)
	}
	v = s.reopen(v)
	if values := store.Salvaged(t, v, s.path("coffre.seuil")); slices.ContainsFunc(values, func(b []byte) bool { return bytes.Contains(b, []byte(canary)) }) {
		t.Error("the vault was not swept")
	}
	s.close(v)
}

func TestAStubWithoutItsRetractionIsFound(t *testing.T) {
	s, v, id, note, task := misplaced(t)
	whole := v.Case(id).Changes()
	retractAll(t, v, id, note, task)
	changes := v.Case(id).Changes()
	if stubs, text := store.Unvouched(changes); stubs != 0 || text != 0 {
		t.Errorf("%d stubs and %d texts where all is right", stubs, text)
	}
	orphans := slices.DeleteFunc(slices.Clone(changes), func(c *model.Change) bool { return c.Kind == model.KindRetraction })
	if stubs, text := store.Unvouched(orphans); stubs != 3 || text != 0 {
		t.Errorf("%d stubs and %d texts without the retractions", stubs, text)
	}
	both := append(slices.DeleteFunc(slices.Clone(changes), func(c *model.Change) bool { return c.Retracted }), whole...)
	if stubs, text := store.Unvouched(both); stubs != 0 || text != 3 {
		t.Errorf("%d stubs and %d texts that are still there", stubs, text)
	}
	s.close(v)
}
