package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

// fill writes until the disk is full.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for size := 1 << 20; size > 0; {
		if _, err := f.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
}

func TestAFullDiskCostsTheBallastFirstAndNeverAnAcknowledgedNote(t *testing.T) {
	mount := stick(t, "size=24m")
	opt := storetest.Options(filepath.Join(mount, "v"))
	v := storetest.Create(t, opt)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	v.WaitIndex() // the ballast is there now
	ballast := filepath.Join(opt.Dir, "coffre.ballast")
	if info, err := os.Stat(ballast); err != nil || info.Size() != 4<<20 {
		t.Fatal("no ballast: ", err)
	}
	fill(t, filepath.Join(mount, "filler"))
	acked := 0
	var failure error
	for i := range 200 {
		w, _ := v.Case(id).Put("note.add", v.NewID(), &model.Contact{Date: 1, Facts: strings.Repeat("x", 100_000)})
		if _, failure = v.Commit(model.ID{}, w); failure != nil {
			break
		}
		acked++
		if _, err := os.Stat(ballast); i > 5 && err == nil {
			t.Fatal("the ballast is still there: the disk was not full")
		}
	}
	if acked == 0 {
		t.Error("the ballast did not make room for one more note")
	}
	wantError(t, failure, store.ErrDiskFull)
	if !errors.Is(failure, syscall.ENOSPC) {
		t.Error("the reason is lost")
	}
	_, err := v.Commit(model.ID{})
	wantError(t, err, store.ErrDiskFull)
	if err := os.Remove(filepath.Join(mount, "filler")); err != nil {
		t.Fatal(err)
	}
	v = storetest.Reopen(t, v)
	if n := len(v.Case(id).Contacts()); n != acked && n != acked+1 || len(v.Notices()) > 0 {
		t.Errorf("%d notes of %d, notices %v", n, acked, v.Notices())
	}
	v.WaitIndex()
	if info, err := os.Stat(ballast); err != nil || info.Size() != 4<<20 {
		t.Error("the ballast was not restored: ", err)
	}
}

// stick mounts a small file system.
func stick(t *testing.T, options string) string {
	t.Helper()
	mount := t.TempDir()
	if err := syscall.Mount("tmpfs", mount, "tmpfs", 0, options); err != nil {
		t.Skip("a small file system cannot be mounted here: ", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(mount, syscall.MNT_DETACH) })
	return mount
}

func TestAStickThatIsFullOrReadOnlySaysSoAndLeavesTheVaultAlone(t *testing.T) {
	v := storetest.Open(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	full := stick(t, "size=8k")
	if _, err := v.CopyOut(t.Context(), full, nil); !errors.Is(err, store.ErrCopyFull) {
		t.Errorf("a full stick: %v", err)
	}
	if list, _ := os.ReadDir(full); len(list) != 0 {
		t.Errorf("something was left there: %v", list)
	}
	locked := stick(t, "size=8m")
	if err := syscall.Mount("tmpfs", locked, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := v.CopyOut(t.Context(), locked, nil); !errors.Is(err, store.ErrCopyRefused) {
		t.Errorf("a stick that cannot be written to: %v", err)
	}
	good := stick(t, "size=8m")
	if c, err := v.CopyOut(t.Context(), good, nil); err != nil || c.SameDisk {
		t.Errorf("a stick: %+v, %v", c, err)
	}
	if c, err := v.CopyOut(t.Context(), t.TempDir(), nil); err != nil || !c.SameDisk {
		t.Errorf("another folder of the disk: %+v, %v", c, err)
	}
	storetest.Note(t, v, id, "écrit après tout cela")
}
