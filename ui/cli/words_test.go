//go:build unix

package cli

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"

	"seuil/model"
	"seuil/store"
	"seuil/ui/demo"
)

// told are words as a bundle has them.
var told = strings.Fields("diminuer formuler ruisseau socle homard rocheux justice")

func TestTheSevenWordsStandOnTheScreenUntilTheyAreTold(t *testing.T) {
	t.Parallel()
	master, tty, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo-terminal here: %v", err)
	}
	defer master.Close()
	var shown bytes.Buffer
	var reading sync.WaitGroup
	reading.Go(func() { _, _ = io.Copy(&shown, master) }) // ends when nobody has the terminal any more
	a := newApp(t, tty, time.Now)
	a.stdin = tty
	if _, err := master.WriteString("\r"); err != nil {
		t.Fatal(err)
	}
	card := &store.Card{}
	card.Name = "Awa Diallo"
	if err := a.tellWords(&store.Outgoing{To: store.Peer{Card: card}, Words: told}); err != nil {
		t.Fatal(err)
	}
	_ = tty.Close()
	reading.Wait()
	out := shown.String()
	if !strings.Contains(out, "à dire à Awa Diallo") || !strings.Contains(out, strings.Join(told[:4], "   ")) || !strings.Contains(out, strings.Join(told[4:], "   ")) {
		t.Errorf("%q", out)
	}
	if !strings.HasSuffix(out, "\r\x1b[2A\x1b[J") {
		t.Errorf("the words stay: %q", out)
	}
}

// Awa types the words that she hears on the phone, unseen; a slip is named by its number and asked again.
func TestTheSevenWordsAreTypedAsTheyAreHeard(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	vault := func(name string) (*store.Vault, *store.Card) {
		opt := store.Options{Dir: filepath.Join(dir, name), Params: demoParams(), WordsWork: 10}
		v, _, err := store.Create(opt, demo.Passphrase, model.Worker{Name: name, Role: model.RoleASS, Organisation: "soligone"})
		if err != nil {
			t.Fatal(err)
		}
		card, err := (&app{now: time.Now}).ownCard(v)
		if err != nil {
			t.Fatal(err)
		}
		return v, card
	}
	maelle, hers := vault("Maëlle")
	awa, other := vault("Awa")
	for _, trust := range []struct {
		v *store.Vault
		c *store.Card
	}{{maelle, other}, {awa, hers}} {
		if err := trust.v.AddCard(trust.c); err != nil {
			t.Fatal(err)
		}
		if err := trust.v.Trust(trust.c.Device(), trust.c.Words(), false); err != nil {
			t.Fatal(err)
		}
	}
	o, err := maelle.PrepareSend(context.Background(), store.Send{To: awa.Device(), Words: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	files, err := o.Write(context.Background(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = maelle.Close(), awa.Close()
	var heard []string
	for _, w := range o.Words {
		heard = append(heard, string([]rune(w)[:min(4, len([]rune(w)))]))
	}

	s := onTerminal(t, "import", files[0], "--preview", "--vault", filepath.Join(dir, "Awa"))
	typed := func(line string) {
		time.Sleep(500 * time.Millisecond) // the question is asked before the echo is off
		s.press(line + "\r")
	}
	s.await("mot)")
	typed(demo.Passphrase)
	s.await("Les sept mots")
	typed(strings.Join(append([]string{"xyzt"}, heard[1:]...), " "))
	s.await("mot 1")
	s.await("Les sept mots")
	typed(strings.ToUpper(strings.Join(heard, " ")))
	s.await("Essai des sept mots")
	s.await("Maëlle, ASS")
	s.await("Ouvert par ses sept mots")
	if code := s.end(); code != 0 || strings.Contains(strings.ToLower(s.shown()), heard[1]+" "+heard[2]) {
		t.Errorf("exit code %d; the terminal got %q", code, s.shown())
	}
}
