package store_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"seuil/model"
	"seuil/store"
	"seuil/store/seal"
	"seuil/store/storetest"
)

// backedUp is a vault with a note from before its backup and one from after.
func backedUp(t *testing.T) (s *scratch, id model.ID, backup string) {
	t.Helper()
	s, v := newScratch(t)
	id = storetest.Household(t, v, "MAROUDI", "Tarek")
	storetest.Note(t, v, id, "before")
	if made, err := v.BackUp(store.BackupEvery); err != nil || !made {
		t.Fatal(made, err)
	}
	if made, err := v.BackUp(store.BackupEvery); err != nil || made {
		t.Fatal("a second backup at once: ", made, err)
	}
	storetest.Note(t, v, id, "after")
	if err := v.SaveDraft(draft(v.NewID(), id, "draft")); err != nil {
		t.Fatal(err)
	}
	s.close(v)
	return s, id, store.Backups(s.dir)[0].Path
}

func notes(v *store.Vault, id model.ID) map[string]bool {
	all := make(map[string]bool)
	for _, k := range v.Case(id).Contacts() {
		all[k.Facts] = true
	}
	return all
}

func TestARestorationIsTheUnionOfBackupAndVault(t *testing.T) {
	s, id, backup := backedUp(t)
	v := s.mustUnlock()
	device := v.Device()
	s.close(v)
	r, err := store.Restore(s.options(), backup, store.Secret{Words: s.words})
	if err != nil {
		t.Fatal(err)
	}
	if r.Cases != 1 || r.Kept != 1 || r.Gained != 0 || r.Lost != 0 || r.Changes != 7 {
		t.Errorf("%+v", r)
	}
	v = s.mustUnlock()
	if got := notes(v, id); !got["before"] || !got["after"] {
		t.Errorf("notes %v", got)
	}
	if v.Device() == device || len(v.Notices()) > 0 || len(v.Drafts()) != 1 {
		t.Errorf("device %v, notices %v, %d drafts", v.Device(), v.Notices(), len(v.Drafts()))
	}
	if v.Me().Name != storetest.Me().Name {
		t.Error("it is somebody else's vault now")
	}
	s.close(v)
	if aside, _ := filepath.Glob(s.path("sauvegardes/aside-*.seuil")); len(aside) != 1 {
		t.Errorf("set aside: %v", aside)
	}
}

func TestABackupAloneRestoresOnANewMachine(t *testing.T) {
	s, id, backup := backedUp(t)
	other := *s
	other.dir = filepath.Join(t.TempDir(), "new")
	r, err := store.Restore(other.options(), backup, store.Secret{Passphrase: storetest.Passphrase})
	if err != nil || r.Gained != 5 {
		t.Fatalf("%+v, %v", r, err)
	}
	v := other.mustUnlock()
	if got := notes(v, id); !got["before"] || got["after"] {
		t.Errorf("notes %v", got)
	}
	other.close(v)
}

// The vault lost a third of its pages; what is left of it joins the backup.
func TestADamagedVaultGivesWhatItStillHas(t *testing.T) {
	s, v := newScratch(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	for range 40 {
		storetest.Note(t, v, id, string(make([]rune, 0))+v.NewID().String())
	}
	want := notes(v, id)
	if _, err := v.BackUp(0); err != nil {
		t.Fatal(err)
	}
	storetest.Note(t, v, id, "after")
	s.close(v)
	backup := store.Backups(s.dir)[0].Path
	b, err := os.ReadFile(s.path("coffre.seuil"))
	if err != nil {
		t.Fatal(err)
	}
	page := os.Getpagesize()
	for at := 3 * page; at+page <= len(b); at += 3 * page {
		copy(b[at:at+page], make([]byte, page))
	}
	if err := os.WriteFile(s.path("coffre.seuil"), b, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = store.Open(s.options())
	wantError(t, err, store.ErrDamaged)
	r, err := store.Restore(s.options(), backup, store.Secret{Words: s.words})
	if err != nil {
		t.Fatal(err)
	}
	v = s.mustUnlock()
	defer s.close(v)
	got := notes(v, id)
	for name := range want {
		if !got[name] {
			t.Fatal("a note that the backup has is missing")
		}
	}
	if !got["after"] && r.Lost == 0 {
		t.Errorf("a note is missing and not announced: %+v", r)
	}
}

func TestRestoreRefusesWhatDoesNotFit(t *testing.T) {
	s, _, backup := backedUp(t)
	before, err := os.ReadFile(s.path("coffre.seuil"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = store.Restore(s.options(), backup, store.Secret{Passphrase: "not the passphrase at all"})
	wantError(t, err, seal.ErrWrongPassphrase)
	junk := filepath.Join(t.TempDir(), "junk")
	if err := os.WriteFile(junk, make([]byte, 100_000), 0o600); err != nil {
		t.Fatal(err)
	}
	other, v := newScratch(t)
	other.close(v)
	_, err = store.Restore(s.options(), other.path("coffre.seuil"), store.Secret{Words: s.words})
	wantError(t, err, store.ErrOtherVault)
	_, err = store.Restore(storetest.Options(t.TempDir()), junk, store.Secret{Words: s.words})
	wantError(t, err, store.ErrUnreadable)
	_, err = store.Restore(storetest.Options(t.TempDir()), "", store.Secret{Words: s.words})
	wantError(t, err, store.ErrAbsent)
	if after, _ := os.ReadFile(s.path("coffre.seuil")); string(after) != string(before) {
		t.Error("a refused restoration changed the vault")
	}
	s.close(s.mustUnlock())
}

func TestBackupsAreKeptByDayThenByWeekAndNoLongerThanFiveWeeks(t *testing.T) {
	now := time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC) // a Monday
	var list []store.Backup
	for hours := 1; hours < 24*60; hours += 11 {
		at := now.Add(-time.Duration(hours) * time.Hour)
		list = append(list, store.Backup{Path: at.Format(time.RFC3339), At: at})
	}
	keep := store.Kept(store.Options{}, list, now)
	if len(keep) != 7+4 {
		t.Errorf("%d are kept: %v", len(keep), keep)
	}
	days := make(map[string]int)
	for _, b := range list {
		if keep[b.Path] {
			days[b.At.Format(time.DateOnly)]++
			if now.Sub(b.At) > 35*24*time.Hour {
				t.Errorf("%s is too old", b.Path)
			}
		}
	}
	for d := range 7 {
		if day := now.AddDate(0, 0, -d).Format(time.DateOnly); days[day] != 1 {
			t.Errorf("%d backups of %s", days[day], day)
		}
	}
	if !keep[list[0].Path] {
		t.Error("the newest one is gone")
	}
	if sparse := store.Kept(store.Options{}, []store.Backup{{Path: "a", At: now.AddDate(0, 0, -34)}, {Path: "b", At: now.AddDate(0, 0, -36)}}, now); !sparse["a"] || sparse["b"] {
		t.Errorf("sparse: %v", sparse)
	}
	for _, tt := range []struct{ days, weeks, want int }{{1, -1, 1}, {1, 1, 2}, {3, 2, 5}, {0, -1, 7}, {0, 1, 8}, {35, -1, 35}, {60, 52, 36}} {
		if keep := store.Kept(store.Options{KeepDays: tt.days, KeepWeeks: tt.weeks}, list, now); len(keep) != tt.want {
			t.Errorf("%d days and %d weeks: %d are kept, want %d", tt.days, tt.weeks, len(keep), tt.want)
		}
	}
}

func TestABackupIsAWholeVaultAndTellsWhatItHolds(t *testing.T) {
	s, _, backup := backedUp(t)
	b := store.Backups(s.dir)[0]
	changes, cases, problems := b.Look()
	if changes != 5 || cases != 1 || len(problems) > 0 || b.Path != backup || b.At.Sub(storetest.Noon).Abs() > time.Hour {
		t.Errorf("%d changes of %d cases, %v, %v", changes, cases, problems, b)
	}
	raw, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	raw[len(raw)/2] ^= 1
	raw[100] ^= 1
	if err := os.WriteFile(backup, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	report, err := store.Check(s.options(), store.Secret{Words: s.words})
	if err != nil || len(report.Problems) != 1 || report.Problems[0].Code != store.ProblemBackup || !report.Keyed {
		t.Errorf("%+v, %v", report, err)
	}
}
