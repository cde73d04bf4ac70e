package ui

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/store"
	"seuil/ui/locale"
)

var update = flag.Bool("update", false, "rewrite the golden screens")

// unstable is what differs from one run to the next: the names of bundles.
var unstable = regexp.MustCompile(`paquet-[0-9a-f]{8}`)

// screenSize is a size of the terminal that screens are looked at.
type screenSize struct {
	name string
	w, h int
}

func sizes() []screenSize { return []screenSize{{"80", 80, 24}, {"120", 120, 30}, {"160", 160, 45}} }

func TestScreensOfExchange(t *testing.T) {
	t.Parallel()
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		_, bob, _, _ := disagree(t, lang)
		states := []struct {
			name string
			do   func()
		}{
			{"preview", func() {}},
			{"settle", func() { bob.keys("enter") }},
			{"people", func() { bob.keys("tab tab tab") }},
			{"aside", func() { bob.keys("shift+tab shift+tab") }},
			{"send", func() { bob.keys("tab tab x") }},
			{"masked", func() { bob.keys("esc tab d") }},
			{"verify", func() { bob.keys("d shift+tab v") }},
			{"add", func() { bob.keys("esc a") }},
			{"revoke", func() { bob.keys("esc r") }},
		}
		for _, s := range states {
			s.do()
			for _, size := range sizes() {
				bob.resize(size.w, size.h)
				golden(t, "exchange_"+s.name+"_"+string(lang)+"_"+size.name, bob.screen(), size.w)
			}
			bob.resize(120, 30)
		}
		empty := newColleague(t, "Eve Martin", t.TempDir(), 3, lang)
		for _, size := range sizes() {
			empty.resize(size.w, size.h)
			golden(t, "exchange_empty_"+string(lang)+"_"+size.name, empty.screen(), size.w)
		}
	}
}

// golden compares a screen with the one that was looked at.
func golden(t *testing.T, name, got string, w int) {
	t.Helper()
	got = unstable.ReplaceAllString(got, "paquet-00000000") + "\n"
	for _, line := range strings.Split(got, "\n") {
		if ansi.StringWidth(line) > w {
			t.Errorf("%s: %q is wider than %d cells", name, line, w)
		}
	}
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s:\n got\n%s\nwant\n%s", name, got, want)
	}
}

// What somebody wrote after the revocation of her machine still comes by others: it is kept to be read, and has no effect.
func TestWhatARevokedMachineWroteIsSetAsideReadable(t *testing.T) {
	t.Parallel()
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		ana, bob, _ := team(t, lang)
		eve := newColleague(t, "Eve Martin", t.TempDir(), 3, lang)
		introduce(t, bob, eve)
		id, note := eve.household("TAVERNIER", "Lise"), eve.vault.NewID()
		relay(t, eve, bob, ana)
		if ana.vault.Case(id) == nil {
			t.Fatal("the case of a third one was not relayed")
		}
		if err := ana.vault.AddCard(eve.vault.Card()); err != nil {
			t.Fatal(err)
		}
		if err := ana.vault.Revoke(eve.vault.Device(), "portable volé"); err != nil {
			t.Fatal(err)
		}
		ana.run(ana.root.changed([]model.ID{model.RegistryID}))
		eve.note(id, note, "Écrit par qui a trouvé le portable.")
		relay(t, eve, bob, ana)
		if len(ana.vault.Case(id).Contacts()) != 0 {
			t.Fatal("what was written after the revocation has an effect")
		}
		ana.keys("5 tab tab")
		ana.shows("Écrit par qui a trouvé le portable.", "Eve Martin")
		for _, size := range sizes() {
			ana.resize(size.w, size.h)
			golden(t, "exchange_kept_"+string(lang)+"_"+size.name, ana.screen(), size.w)
		}
		ana.keys("1 enter h")
		ana.shows(ana.root.env.L.T("history.aside"))
		ana.keys("5 shift+tab shift+tab end r")
		for _, size := range sizes() {
			ana.resize(size.w, size.h)
			golden(t, "exchange_lift_"+string(lang)+"_"+size.name, ana.screen(), size.w)
		}
		ana.keys("r")
		ana.keys("tab tab")
		if strings.Contains(ana.screen(), "Écrit par qui a trouvé le portable.") {
			t.Error("it is still shown as set aside")
		}
		ana.keys("1 enter")
		ana.shows("Écrit par qui a trouvé le portable.")
	}
}

// relay hands on from one to the next what each lacks.
func relay(t *testing.T, way ...*colleague) {
	t.Helper()
	for i, from := range way[:len(way)-1] {
		to := way[i+1]
		out, err := from.vault.PrepareSend(t.Context(), store.Send{To: to.vault.Device()}, nil)
		if err != nil {
			t.Fatal(err)
		}
		files, err := out.Write(t.Context(), t.TempDir(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range files {
			to.keys("5 i")
			to.typed(path)
			to.keys("enter")
			to.keys("enter")
		}
	}
}
