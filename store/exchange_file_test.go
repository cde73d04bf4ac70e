package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"seuil/store"
	"seuil/store/bundle"
)

func TestAFileThatIsLargerThanAnyBundleIsNotReadWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "film.mp4")
	for _, c := range []struct {
		name string
		size int64
		want error
	}{{"the largest bundle", bundle.MaxFile, nil}, {"one byte more", bundle.MaxFile + 1, bundle.ErrTooLarge}, {"much more", 40 << 30, bundle.ErrTooLarge}} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, c.size); err != nil {
			t.Skipf("no file of %d bytes can be made here: %v", c.size, err)
		}
		if file, err := store.ReadBundle(path); !errors.Is(err, c.want) || err == nil && int64(len(file)) != c.size {
			t.Errorf("%s: %d bytes, %v", c.name, len(file), err)
		}
	}
}

func TestTheCardOfADeviceIsSavedAsAFileThatIsACard(t *testing.T) {
	ana := newMember(t, "Ana Roquebrane")
	folder := filepath.Join(ana.out, "a folder that is not there yet")
	for range 2 { // a second time, it takes the place of the first
		path, err := ana.v.SaveCard(folder)
		if err != nil {
			t.Fatal(err)
		}
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if card, err := store.ParseCard(file); err != nil || card.Device() != ana.v.Device() {
			t.Fatalf("the file holds %v, %v", card, err)
		}
	}
	if names, _ := filepath.Glob(filepath.Join(folder, "*")); len(names) != 1 {
		t.Errorf("the folder holds %v", names)
	}
}
