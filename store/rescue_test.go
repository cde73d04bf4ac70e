package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

const rescueFile = "coffre.rescue"

func draftOf(v *store.Vault, id model.ID, facts string) model.Draft {
	return model.Draft{ID: v.NewID(), Case: id, Kind: model.KindContact, Zone: "facts", Cursor: 3, At: storetest.Noon,
		Fields: []model.Field{{Name: "audience", Value: "team"}, {Name: "facts", Value: facts}}}
}

// The disk fails in the middle of a visit: the note is not confirmed, its text goes beside the vault, and the next session
// offers it again.
func TestATextOutlivesAFailedDisk(t *testing.T) {
	v := storetest.Open(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	d := draftOf(v, id, "Courrier rempli ensemble.")
	store.BreakDisk(v)
	w, _ := v.Case(id).Put("note.add", d.ID, &model.Contact{Kind: model.HomeVisit, Date: model.DateOf(storetest.Noon), Facts: "Courrier rempli ensemble."})
	if _, err := v.Commit(model.ID{}, w); !errors.Is(err, store.ErrUnknown) {
		t.Fatalf("the commit says %v", err)
	}
	for _, text := range []string{"Courrier", "Courrier rempli ensemble."} {
		d.Fields[1].Value = text
		if err := v.SaveDraft(d); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(v.Dir(), rescueFile)
	raw, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(raw), "Courrier") {
		t.Fatalf("the file beside the vault: %v, readable %v", err, err == nil)
	}
	v = storetest.Reopen(t, v)
	drafts := v.Drafts()
	if len(drafts) != 1 || drafts[0].ID != d.ID || drafts[0].Cursor != 3 || drafts[0].Fields[1].Value != "Courrier rempli ensemble." {
		t.Fatalf("drafts after reopening: %v", len(drafts))
	}
	if _, err := os.Lstat(path); err == nil {
		t.Error("the file beside the vault is still there")
	}
}

// A commit that reported an error may have reached the disk: its text is then no draft.
func TestATextThatIsStoredIsNoDraft(t *testing.T) {
	v := storetest.Open(t)
	id := storetest.Household(t, v, "MAROUDI", "Tarek")
	d := draftOf(v, id, "Loyer payé.")
	w, _ := v.Case(id).Put("note.add", d.ID, &model.Contact{Kind: model.HomeVisit, Date: model.DateOf(storetest.Noon), Facts: "Loyer payé."})
	storetest.Commit(t, v, w)
	store.BreakDisk(v)
	if _, err := v.Commit(model.ID{}, w); err == nil {
		t.Fatal("a closed file takes writes")
	}
	if err := v.SaveDraft(d); err != nil {
		t.Fatal(err)
	}
	if v = storetest.Reopen(t, v); len(v.Drafts()) != 0 {
		t.Errorf("%d drafts of a note that is stored", len(v.Drafts()))
	}
}

// A file that was put beside another vault is neither read nor removed.
func TestAForeignRescueFileStays(t *testing.T) {
	v := storetest.Open(t)
	path := filepath.Join(v.Dir(), rescueFile)
	for _, b := range []string{"", "garbage", "\x81\x58\x04abcd"} {
		if err := os.WriteFile(path, []byte(b), 0o600); err != nil {
			t.Fatal(err)
		}
		v = storetest.Reopen(t, v)
		if _, err := os.Lstat(path); err != nil || len(v.Drafts()) != 0 {
			t.Errorf("%q: %v, %d drafts", b, err, len(v.Drafts()))
		}
	}
}
