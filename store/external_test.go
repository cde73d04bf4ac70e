package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"seuil/store"
	"seuil/store/storetest"
)

// namesIn are the names of the files of a folder.
func namesIn(t testing.TB, dir string) (names []string) {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

func TestACopyOnAStickIsAWholeVaultThatIsRestoredFrom(t *testing.T) {
	s, v := newScratch(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	stick := t.TempDir()
	if at, folder := v.LastCopy(); !at.IsZero() || folder != "" {
		t.Fatalf("a copy before the first: %v, %q", at, folder)
	}
	last, total := 0, 0
	c, err := v.CopyOut(context.Background(), stick, func(done, of int) {
		if done < last || done > of {
			t.Errorf("after %d comes %d of %d", last, done, of)
		}
		last, total = done, of
	})
	if err != nil || filepath.Dir(c.Path) != stick || last != total || total == 0 {
		t.Fatalf("%+v, %d of %d bytes, %v", c, last, total, err)
	}
	info, err := os.Stat(c.Path)
	if err != nil || info.Mode().Perm() != 0o600 || info.Size()*2 != int64(total) {
		t.Fatal(info, err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	v = s.mustUnlock()
	if at, folder := v.LastCopy(); at.Before(storetest.Noon) || folder != stick {
		t.Errorf("after a lock the last copy is %v in %q", at, folder)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	elsewhere := storetest.Options(t.TempDir())
	if _, err := store.Restore(elsewhere, c.Path, store.Secret{Words: s.words}); err != nil {
		t.Fatal(err)
	}
	restored, err := store.Open(elsewhere)
	if err != nil {
		t.Fatal(err)
	}
	other, err := restored.UnlockRecovery(s.words)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if other.Case(id) == nil {
		t.Error("the case is not in the copy")
	}
}

func TestAFolderThatTakesNoCopyIsRefusedWithItsReason(t *testing.T) {
	s, v := newScratch(t)
	defer v.Close()
	inside := filepath.Join(s.dir, "sauvegardes", "externe")
	if err := os.MkdirAll(inside, 0o700); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "cle")
	if err := os.Symlink(s.dir, link); err != nil {
		link = s.dir
	}
	plain := filepath.Join(t.TempDir(), "fichier")
	if err := os.WriteFile(plain, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, folder string
		want         error
	}{
		{"a stick that is not plugged in", filepath.Join(t.TempDir(), "absente"), store.ErrCopyFolder},
		{"a file", plain, store.ErrCopyFolder},
		{"the folder of the vault", s.dir, store.ErrCopyInside},
		{"one in it", inside, store.ErrCopyInside},
		{"the same by a link", link, store.ErrCopyInside},
	} {
		if _, err := v.CopyOut(context.Background(), c.folder, nil); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if len(store.Backups(s.dir)) != 0 {
		t.Error("a backup was made for nothing")
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(plain), "absente")); err == nil {
		t.Error("a folder was made in place of a stick")
	}
}

func TestACopyThatIsStoppedLeavesNothing(t *testing.T) {
	_, v := newScratch(t)
	defer v.Close()
	stick := t.TempDir()
	ctx, stop := context.WithCancel(context.Background())
	if _, err := v.CopyOut(ctx, stick, func(int, int) { stop() }); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if names := namesIn(t, stick); len(names) != 0 {
		t.Errorf("there is %v", names)
	}
	if at, _ := v.LastCopy(); !at.IsZero() {
		t.Error("it is held to be made")
	}
}

func TestAStickKeepsTheLastTwoCopiesOfAVaultAndWhatIsNotOurs(t *testing.T) {
	s, v := newScratch(t)
	defer v.Close()
	stick := t.TempDir()
	foreign := []string{"coffre-20260101-080000.seuil", "lisez-moi.txt"} // of a colleague's vault, and of nobody's
	for _, name := range foreign {
		if err := os.WriteFile(filepath.Join(stick, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var made []string
	copyAt := func(at time.Time) {
		s.clock.Set(at)
		c, err := v.CopyOut(context.Background(), stick, nil)
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, filepath.Base(c.Path))
	}
	has := func(what string, ours ...string) {
		t.Helper()
		want := slices.Sorted(slices.Values(append(slices.Clone(foreign), ours...)))
		if got := namesIn(t, stick); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
	for day := range 3 {
		copyAt(storetest.Noon.AddDate(0, 0, day))
	}
	has("after three copies", made[1], made[2])
	copyAt(storetest.Noon.AddDate(0, 0, 60))
	has("after two months: what was erased since is gone from there", made[3])
}

func TestACopyNeverTakesTheNameOfAnother(t *testing.T) {
	s, v := newScratch(t)
	defer v.Close()
	stick := t.TempDir()
	s.clock.Set(storetest.Noon)
	first, err := v.CopyOut(context.Background(), stick, nil)
	if err != nil {
		t.Fatal(err)
	}
	s.clock.Set(storetest.Noon)
	second, err := v.CopyOut(context.Background(), stick, nil)
	if err != nil || second.Path == first.Path {
		t.Fatalf("%q, then %q, %v", first.Path, second.Path, err)
	}
}
