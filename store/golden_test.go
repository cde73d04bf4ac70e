package store_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"seuil/store"
	"seuil/store/storetest"
)

// makeGolden names the file to write a new golden vault to; its words are printed. A golden vault is never replaced: a new
// format gets a new one beside it.
const makeGolden = "SEUIL_STORE_TEST_GOLDEN"

func TestVaultsOfEveryFormatOpen(t *testing.T) {
	if path := os.Getenv(makeGolden); path != "" {
		s, v := newScratch(t)
		id := storetest.Household(t, v, "MAROUDI", "Tarek")
		storetest.Note(t, v, id, "Le chauffage fonctionne. « Ça va mieux. »")
		if err := v.SaveDraft(draft(id, id, "Brouillon")); err != nil {
			t.Fatal(err)
		}
		if err := v.Rewrite(); err != nil {
			t.Fatal(err)
		}
		s.close(v)
		copyFile(t, s.path("coffre.seuil"), path)
		t.Fatal(strings.Join(s.words, " "))
	}
	for name, words := range map[string]string{
		"format-1.seuil": "ériger nocif ajuster camarade zeste verser oiseau billard saturer innocent déductif varier",
	} {
		s := &scratch{t: t, dir: filepath.Join(t.TempDir(), "v"), clock: storetest.NewClock(storetest.Noon), words: strings.Fields(words)}
		if err := os.Mkdir(s.dir, 0o700); err != nil {
			t.Fatal(err)
		}
		copyFile(t, filepath.Join("testdata", name), s.path("coffre.seuil"))
		v := s.mustUnlock()
		if len(v.Cases()) != 1 || v.Cases()[0].Name() != "MAROUDI Tarek" || v.Me().Name != storetest.Me().Name || len(v.Drafts()) != 1 {
			t.Fatalf("%s: %d cases, %d drafts", name, len(v.Cases()), len(v.Drafts()))
		}
		if got := notes(v, v.Cases()[0].ID); !got["Le chauffage fonctionne. « Ça va mieux. »"] {
			t.Errorf("%s: notes %v", name, got)
		}
		if !slices.Equal(v.Notices(), []store.Notice{store.NoticeCopied}) {
			t.Errorf("%s: notices %v", name, v.Notices())
		}
		s.close(v)
	}
}
