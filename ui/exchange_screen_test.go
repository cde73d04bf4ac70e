package ui

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"seuil/ui/locale"
)

var update = flag.Bool("update", false, "rewrite the golden screens")

// unstable is what differs from one run to the next: the names of bundles.
var unstable = regexp.MustCompile(`paquet-[0-9a-f]{8}`)

func TestScreensOfExchange(t *testing.T) {
	sizes := []struct {
		name string
		w, h int
	}{{"80", 80, 24}, {"120", 120, 30}, {"160", 160, 45}}
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		_, bob, _, _ := disagree(t, lang)
		states := []struct {
			name string
			do   func()
		}{
			{"preview", func() {}},
			{"settle", func() { bob.keys("enter") }},
			{"people", func() { bob.keys("tab tab") }},
			{"aside", func() { bob.keys("shift+tab") }},
			{"send", func() { bob.keys("tab x") }},
			{"masked", func() { bob.keys("esc tab d") }},
			{"verify", func() { bob.keys("d shift+tab v") }},
			{"add", func() { bob.keys("esc a") }},
			{"revoke", func() { bob.keys("esc r") }},
		}
		for _, s := range states {
			s.do()
			for _, size := range sizes {
				bob.resize(size.w, size.h)
				golden(t, "exchange_"+s.name+"_"+string(lang)+"_"+size.name, bob.screen(), size.w)
			}
			bob.resize(120, 30)
		}
		empty := newColleague(t, "Eve Martin", t.TempDir(), 3, lang)
		for _, size := range sizes {
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
