package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

// round is one visit of a member to the shared folder: what waits is taken in, what is confirmed is removed, what is new is dropped.
func (m *member) round(t testing.TB, dir string) (took, dropped int) {
	t.Helper()
	f := m.v.Folder(dir)
	waiting, err := m.v.Waiting(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range waiting {
		file, err := store.ReadBundle(w.Path)
		if err != nil {
			t.Fatal(err)
		}
		in, err := m.v.Preview(context.Background(), file, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Accept(in); err != nil {
			t.Fatal(err)
		}
		took++
	}
	if _, err := f.Tidy(); err != nil {
		t.Fatal(err)
	}
	for _, p := range f.Correspondents() {
		d, err := f.Drop(context.Background(), p.Device, nil)
		if err != nil {
			t.Fatal(err)
		}
		dropped += len(d.Paths)
	}
	return took, dropped
}

func filesIn(t testing.TB, dir string) int {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

func TestASharedFolderComesToRest(t *testing.T) {
	dir := t.TempDir()
	maelle, awa, ines := newMember(t, "Maëlle"), newMember(t, "Awa"), newMember(t, "Inès")
	meet(t, maelle, awa)
	meet(t, maelle, ines)
	meet(t, awa, ines)
	all := []*member{maelle, awa, ines}
	for round := range 12 {
		if round == 0 || round == 4 {
			for _, m := range all {
				storetest.Household(t, m.v, "LAVOUTENC", m.v.Me().Name)
			}
		}
		moved := 0
		for _, m := range all {
			took, dropped := m.round(t, dir)
			moved += took + dropped
		}
		if round > 9 && moved > 0 {
			t.Errorf("round %d: %d files still come or go though nobody wrote anything", round, moved)
		}
	}
	for _, m := range all {
		if n := len(m.v.Cases()); n != 6 {
			t.Errorf("%s has %d cases", m.v.Me().Name, n)
		}
	}
	if n := filesIn(t, dir); n > 6 {
		t.Errorf("%d files are left for six ways between three people", n)
	}
}

func TestADropIsMadeOnceAndReplaced(t *testing.T) {
	dir := t.TempDir()
	maelle, awa := newMember(t, "Maëlle"), newMember(t, "Awa")
	meet(t, maelle, awa)
	storetest.Household(t, maelle.v, "LAVOUTENC", "Gérard")
	for _, step := range []struct {
		name          string
		do            func()
		dropped, left int
	}{
		{"something is new", func() {}, 1, 1},
		{"nothing is new", func() {}, 0, 1},
		{"something else is new, which replaces the first", func() { storetest.Household(t, maelle.v, "GARRIGAL", "Nadia") }, 1, 1},
		{"somebody emptied the folder before it was confirmed", func() { emptyFolder(t, dir) }, 1, 1},
		{"a note of one's own goes to nobody else", func() { storetest.Commit(t, maelle.v, privateNote(t, maelle.v)...) }, 0, 1},
	} {
		step.do()
		if _, dropped := maelle.round(t, dir); dropped != step.dropped || filesIn(t, dir) != step.left {
			t.Errorf("%s: %d dropped, %d files, want %d and %d", step.name, dropped, filesIn(t, dir), step.dropped, step.left)
		}
	}
	if took, dropped := awa.round(t, dir); took != 1 || dropped != 1 {
		t.Errorf("Awa took %d and dropped %d", took, dropped)
	}
	if took, dropped := maelle.round(t, dir); took != 1 || dropped != 1 || filesIn(t, dir) != 2 {
		t.Errorf("confirmed: Maëlle took %d and dropped %d, %d files", took, dropped, filesIn(t, dir))
	}
	if err := maelle.v.Revoke(awa.v.Device(), "volé"); err != nil {
		t.Fatal(err)
	}
	if n, err := maelle.v.Folder(dir).Tidy(); n != 1 || err != nil {
		t.Errorf("revoked: %d removed, %v", n, err)
	}
}

func emptyFolder(t testing.TB, dir string) {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range list {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

// privateNote opens the private companion of the first case.
func privateNote(t testing.TB, v *store.Vault) []model.Write {
	t.Helper()
	home := &model.Case{ID: v.NewCase()}
	w, ok := home.Put("test.private", home.ID, &model.Companion{Main: v.Cases()[0].ID})
	if !ok {
		t.Fatal("no companion")
	}
	return []model.Write{w}
}

func TestTheFolderServesTheOwnHouseOnly(t *testing.T) {
	maelle, awa := newMember(t, "Maëlle"), newMember(t, "Awa")
	s, v := newScratchOf(t, model.Worker{Name: "Yanis", Role: model.RoleASS, Organisation: "cap-habitat"})
	yanis := &member{scratch: s, v: v}
	t.Cleanup(func() { _ = v.Close() })
	if _, err := v.IssueCard("Cap Habitat", false); err != nil {
		t.Fatal(err)
	}
	f := maelle.v.Folder(t.TempDir())
	if err := maelle.v.AddCard(awa.v.Card()); err != nil {
		t.Fatal(err)
	}
	if list := f.Correspondents(); len(list) != 0 {
		t.Errorf("unverified: %v", list)
	}
	maelle.trusts(t, awa, false)
	maelle.trusts(t, yanis, false)
	if list := f.Correspondents(); len(list) != 1 || list[0].Card.Name != "Awa" {
		t.Errorf("%v", list)
	}
}

func TestWhatLiesInTheFolderIsToldApart(t *testing.T) {
	dir := t.TempDir()
	maelle, awa, ines := newMember(t, "Maëlle"), newMember(t, "Awa"), newMember(t, "Inès")
	meet(t, maelle, awa)
	storetest.Household(t, maelle.v, "LAVOUTENC", "Gérard")
	maelle.round(t, dir)
	put := func(name string, b []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("paquet-00000001.seuil", []byte("Bonjour"))
	put("paquet-00000002.seuil", []byte("age-encryp"))
	put("paquet-00000003.seuil.tmp", nil)
	put("notes.txt", []byte("Bonjour"))
	if err := os.Mkdir(filepath.Join(dir, "paquet-00000004.seuil"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		who  *member
		name string
		mine int
	}{{maelle, "whoever made it", 0}, {awa, "the recipient", 1}, {ines, "somebody else", 0}} {
		list, err := c.who.v.Waiting(dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(list) != c.mine+2 {
			t.Errorf("%s: %d files, want %d and the two that are damaged", c.name, len(list), c.mine)
		}
	}
}
