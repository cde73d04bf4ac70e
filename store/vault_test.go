package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/seal"
	"seuil/store/storetest"
)

func TestWhatIsCommittedIsThereAtTheNextUnlock(t *testing.T) {
	v := storetest.Open(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	note := storetest.Note(t, v, id, "Visite.\nLe chauffage fonctionne.")
	device, me := v.Device(), v.Me()
	v = storetest.Reopen(t, v)
	if n := v.Notices(); len(n) > 0 {
		t.Errorf("notices: %v", n)
	}
	if v.Device() != device || v.Me() != me || me.Name != storetest.Me().Name {
		t.Errorf("the vault is %v of %v now", v.Device(), v.Me())
	}
	if len(v.Cases()) != 1 || v.Cases()[0].Name() != "MAROUDI Tarek" || v.Summaries()[0].Name != "MAROUDI Tarek" {
		t.Fatalf("cases: %v", v.Cases())
	}
	k, ok := v.Case(id).Contact(note)
	if !ok || k.Facts != "Visite.\nLe chauffage fonctionne." {
		t.Errorf("the note reads %+v", k)
	}
	first := storetest.Note(t, v, id, "Suite.")
	if k, ok := v.Case(id).Contact(first); !ok || k.Facts != "Suite." {
		t.Error("the vault does not go on")
	}
}

func TestAWrongPassphraseCanBeTriedAgain(t *testing.T) {
	v := storetest.Open(t)
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	l, err := store.Open(storetest.Options(v.Dir()))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := l.Unlock("abeille bambou cabane dauphin éclair fabuleux flamme"); !errors.Is(err, seal.ErrWrongPassphrase) {
		t.Fatal(err)
	}
	w, err := l.Unlock(storetest.Passphrase)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Commit(model.ID{}); !errors.Is(err, store.ErrClosed) {
		t.Error("a closed vault took a commit: ", err)
	}
}

func TestTheFilesAreForTheirOwnerAlone(t *testing.T) {
	v := storetest.Create(t, storetest.Options(filepath.Join(t.TempDir(), "new", "folder")))
	for _, name := range []string{"", "coffre.seuil", "coffre.lock", "coffre.witness"} {
		info, err := os.Stat(filepath.Join(v.Dir(), name))
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%q has mode %v", name, info.Mode())
		}
	}
	if _, err := os.Stat(filepath.Join(v.Dir(), "coffre.new")); !errors.Is(err, os.ErrNotExist) {
		t.Error("the making left a file: ", err)
	}
}
