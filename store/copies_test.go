package store_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

func TestASecondSeuilIsToldAtOnce(t *testing.T) {
	s, v := newScratch(t)
	start := time.Now()
	_, err := store.Open(s.options())
	wantError(t, err, store.ErrInUse)
	if took := time.Since(start); took > time.Second {
		t.Errorf("it took %v", took)
	}
	_, _, err = store.Create(s.options(), storetest.Passphrase, storetest.Me())
	wantError(t, err, store.ErrExists)
	_, err = store.Restore(s.options(), "", store.Secret{Words: s.words})
	wantError(t, err, store.ErrInUse)
	_, err = store.Check(s.options(), store.Secret{})
	wantError(t, err, store.ErrInUse)
	s.close(v)
	s.close(s.mustUnlock())
}

// A vault that was copied must not write under the same device as the one it was copied from.
func TestACopiedVaultGoesOnAsANewDevice(t *testing.T) {
	s, v := newScratch(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	device, me := v.Device(), v.Me()
	s.close(v)
	other := *s
	other.dir = filepath.Join(t.TempDir(), "other")
	if err := os.Mkdir(other.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"coffre.seuil", "coffre.witness", "coffre.lock"} { // the witness comes along, and does not help
		copyFile(t, s.path(name), other.path(name))
	}
	w := other.mustUnlock()
	if !slices.Equal(w.Notices(), []store.Notice{store.NoticeCopied}) || w.Device() == device {
		t.Fatalf("notices %v, device %v", w.Notices(), w.Device())
	}
	if w.Me() != me || w.Registry().Owner(w.Device()) != me || w.Registry().Owner(device) != me {
		t.Error("the new device is not that of the same worker")
	}
	if _, ok := w.History().Undo(0); ok {
		t.Error("the new device can undo what the former one did")
	}
	a := storetest.Note(t, w, id, "A")
	w = other.reopen(w)
	if len(w.Notices()) > 0 {
		t.Errorf("it is a new device again: %v", w.Notices())
	}
	change := w.Case(id).Record(model.KindContact, a).Changes()[0]
	if change.Device != w.Device() || change.Seq != 1 {
		t.Errorf("the copy goes on with number %d of %v", change.Seq, change.Device)
	}
	other.close(w)
	v = s.mustUnlock()
	if v.Device() != device || len(v.Notices()) > 0 {
		t.Error("the original changed its device")
	}
	s.close(v)
	for _, x := range []*scratch{s, &other} {
		report, err := store.Check(x.options(), store.Secret{Words: s.words})
		if err != nil || slices.ContainsFunc(report.Problems, func(p store.Problem) bool { return p.Code != store.ProblemNoBackup }) {
			t.Errorf("check: %+v, %v", report.Problems, err)
		}
	}
}

func TestAVaultWithoutItsWitnessIsANewDevice(t *testing.T) {
	s, v := newScratch(t)
	defer func() { s.close(v) }()
	for name, f := range map[string]func(path string) error{
		"gone":  os.Remove,
		"empty": func(p string) error { return os.Truncate(p, 0) },
		"long":  func(p string) error { return os.WriteFile(p, make([]byte, 100), 0o600) },
		"other": func(p string) error { return os.WriteFile(p, make([]byte, 72), 0o600) },
	} {
		device := v.Device()
		s.close(v)
		if err := f(s.path("coffre.witness")); err != nil {
			t.Fatal(err)
		}
		v = s.mustUnlock()
		if v.Device() == device || !slices.Equal(v.Notices(), []store.Notice{store.NoticeCopied}) {
			t.Errorf("%s: %v", name, v.Notices())
		}
		v = s.reopen(v)
		if len(v.Notices()) > 0 {
			t.Errorf("%s: again %v", name, v.Notices())
		}
	}
}

func TestAnOldCopyPutBackIsAnnounced(t *testing.T) {
	s, v := newScratch(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	s.close(v)
	old := filepath.Join(t.TempDir(), "old")
	copyFile(t, s.path("coffre.seuil"), old)
	v = s.mustUnlock()
	device := v.Device()
	storetest.Note(t, v, id, "A")
	s.close(v)
	copyFile(t, old, s.path("coffre.seuil"))
	report, err := store.Check(s.options(), store.Secret{Words: s.words})
	if err != nil || !slices.ContainsFunc(report.Problems, func(p store.Problem) bool { return p.Code == store.ProblemBehind }) {
		t.Errorf("check: %+v, %v", report.Problems, err)
	}
	v = s.mustUnlock()
	if v.Device() == device || !slices.Equal(v.Notices(), []store.Notice{store.NoticeRolledBack}) {
		t.Errorf("notices %v", v.Notices())
	}
	s.close(v)
}

func TestAVaultAheadOfItsWitnessIsAnOrdinaryCrash(t *testing.T) {
	s, v := newScratch(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	witness, err := os.ReadFile(s.path("coffre.witness"))
	if err != nil {
		t.Fatal(err)
	}
	storetest.Note(t, v, id, "A")
	device := v.Device()
	s.close(v)
	if err := os.WriteFile(s.path("coffre.witness"), witness, 0o600); err != nil {
		t.Fatal(err)
	}
	v = s.mustUnlock()
	if len(v.Notices()) > 0 || v.Device() != device || len(v.Case(id).Contacts()) != 1 {
		t.Errorf("notices %v", v.Notices())
	}
	s.close(v)
}

func TestNoVaultIsMadeWhereSomethingElseWrites(t *testing.T) {
	base := t.TempDir()
	for dir, want := range map[string]store.Place{
		"OneDrive - Soligone/seuil": store.OneDrive, "Dropbox/a/b": store.Dropbox, "Nextcloud2/x": store.Nextcloud,
		"Library/Mobile Documents/seuil": store.ICloud, "Mon Drive/x": store.GoogleDrive, "pCloudDrive/x": store.Synchronised, "pCloud Drive/x": store.Synchronised,
		"megane/x": "", "MEGA/x": store.Synchronised, "travail/seuil": "", "marked/x": store.Synchronised,
	} {
		if dir == "marked/x" {
			if err := os.MkdirAll(filepath.Join(base, "marked", ".stfolder"), 0o700); err != nil {
				t.Fatal(err)
			}
		}
		dir = filepath.Join(base, filepath.FromSlash(dir))
		if got := store.PlaceOf(dir); got != want {
			t.Errorf("%s: %q, want %q", dir, got, want)
		}
		if want != "" {
			_, _, err := store.Create(storetest.Options(dir), storetest.Passphrase, storetest.Me())
			wantError(t, err, store.ErrUnsafe)
			if _, err := os.Stat(dir); err == nil {
				t.Errorf("%s was made", dir)
			}
		}
	}
	link := filepath.Join(base, "link")
	if err := os.MkdirAll(filepath.Join(base, "Dropbox"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(base, "Dropbox"), link); err == nil && store.PlaceOf(filepath.Join(link, "seuil")) != store.Dropbox {
		t.Error("a link into Dropbox was not followed")
	}
}
