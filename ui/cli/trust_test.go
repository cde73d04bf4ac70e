//go:build unix

package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"seuil/model"
	"seuil/store"
	"seuil/ui/demo"
)

// A colleague reads her words by telephone: the first four letters of each are typed, a slip is named by its number and asked again.
func TestTheSixWordsAreTypedAsTheyAreHeard(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	me := model.Worker{Name: "Awa Diallo", Role: model.RoleASS, Organisation: "soligone"}
	vault := func(name string) *store.Vault {
		v, _, err := store.Create(store.Options{Dir: filepath.Join(dir, name), Params: demoParams()}, demo.Passphrase, me)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	other, mine := vault("other"), vault("mine")
	card, err := (&app{now: time.Now}).ownCard(other)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = other.Close(), mine.Close()
	file := filepath.Join(dir, "carte.seuil")
	if err := os.WriteFile(file, card.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	var heard []string
	for _, w := range card.Words() {
		heard = append(heard, string([]rune(w)[:min(4, len([]rune(w)))]))
	}
	slip := append([]string{heard[0], "xyzt"}, heard[2:]...)

	s := onTerminal(t, "trust", file, "--vault", filepath.Join(dir, "mine"))
	s.await("mot)")
	time.Sleep(500 * time.Millisecond) // the question is asked before the echo is off
	s.press(demo.Passphrase + "\r")
	s.await("Awa Diallo, ASS, Soligone")
	s.await("Les six mots")
	s.press(strings.Join(slip, " ") + "\r")
	s.await("mot 2")
	s.await("Les six mots")
	s.press(strings.ToUpper(strings.Join(heard, " ")) + "\r")
	s.await("Vérifiés ensemble")
	if code := s.end(); code != 0 {
		t.Errorf("exit code %d", code)
	}

	s = onTerminal(t, "trust", "awa", "--revoke", "--vault", filepath.Join(dir, "mine"))
	s.await("mot)")
	time.Sleep(500 * time.Millisecond)
	s.press(demo.Passphrase + "\r")
	s.await("(oui/non)")
	s.press("non\r")
	s.await("rien n’a été fait")
	if code := s.end(); code != exitFailed {
		t.Errorf("after a no: exit code %d", code)
	}
}
