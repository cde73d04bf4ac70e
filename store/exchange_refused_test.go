package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"seuil/store"
	"seuil/store/bundle"
	"seuil/store/storetest"
)

func TestADamagedFileInTheFolderIsNewsUntilItWasRefusedAndAgainOnceItChanged(t *testing.T) {
	bob := newMember(t, "Bob Delmas")
	dir := t.TempDir()
	path := filepath.Join(dir, "paquet-0000000a.seuil")
	news := func() int {
		t.Helper()
		list, err := bob.v.Waiting(dir)
		if err != nil {
			t.Fatal(err)
		}
		fresh, err := bob.v.Unrefused(list)
		if err != nil || len(list) != 1 {
			t.Fatalf("%d files, %v", len(list), err)
		}
		return len(fresh)
	}
	put := func(content string, at time.Time) {
		t.Helper()
		if err := errors.Join(os.WriteFile(path, []byte(content), 0o600), os.Chtimes(path, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	put("half of a bundle", storetest.Noon)
	for _, why := range []error{store.ErrRevoked, bundle.ErrNewer, bundle.ErrNeedsWords, &store.Error{Code: store.CodeStranger}, os.ErrPermission} {
		if err := bob.v.Refuse(path, why); err != nil || news() != 1 {
			t.Fatalf("%v, which may be another time, is remembered, %v", why, err)
		}
	}
	if err := bob.v.Refuse(path, bundle.ErrLength); err != nil || news() != 0 {
		t.Fatalf("what was refused for good is news again, %v", err)
	}
	bob.v = bob.reopen(bob.v)
	if news() != 0 {
		t.Error("it is news again in the next session")
	}
	put("half of a bundle, and more", storetest.Noon)
	if news() != 1 {
		t.Error("a file that grew is no news")
	}
	if err := bob.v.Refuse(path, bundle.ErrLength); err != nil || news() != 0 {
		t.Fatal(err)
	}
	put("half of a bundle, and more", storetest.Noon.Add(time.Minute))
	if news() != 1 {
		t.Error("a file that was written anew is no news")
	}
	if err := bob.v.Refuse(filepath.Join(dir, "gone"), bundle.ErrLength); err != nil {
		t.Errorf("a file that is gone: %v", err)
	}
}
