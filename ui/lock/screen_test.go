package lock

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/ui/locale"
)

var update = flag.Bool("update", false, "rewrite the golden screens")

func TestScreens(t *testing.T) {
	states := []struct {
		name string
		make func(*Page, *door)
	}{
		{"asking", func(p *Page, _ *door) { typing(p, "abei ceri") }},
		{"wrong", func(p *Page, _ *door) { typing(p, "x"); press(p, "enter"); typing(p, "y"); press(p, "enter") }},
		{"empty", func(p *Page, _ *door) { press(p, "enter") }},
		{"opening", func(p *Page, _ *door) { typing(p, "abei"); binding(p, "enter")() }},
		{"demo", func(p *Page, d *door) { p.status = Status{Shown: "le chat dort au soleil"} }},
		{"died", func(p *Page, d *door) { p.status.Died = true }},
		{"recovering", func(p *Page, _ *door) { press(p, "f3"); typing(p, "abei cerizzz horl jard oliv tor") }},
		{"renewing", func(p *Page, _ *door) {
			press(p, "f3")
			p.Update(tea.PasteMsg{Content: strings.Join(list, " ")})
			press(p, "enter")
			typing(p, "abei ceri hor")
		}},
		{"own", func(p *Page, _ *door) {
			press(p, "f3")
			p.Update(tea.PasteMsg{Content: strings.Join(list, " ")})
			press(p, "enter", "tab")
			typing(p, "une barque en papier")
		}},
		{"damaged", func(p *Page, _ *door) { p.stage, p.reason = closed, Damaged }},
		{"elsewhere", func(p *Page, _ *door) { p.stage, p.reason = closed, Elsewhere }},
	}
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		for _, size := range [][2]int{{80, 22}, {120, 28}, {160, 43}} {
			for _, s := range states {
				if size[0] != 80 && s.name != "asking" && s.name != "renewing" {
					continue // the block is the same, only its place differs
				}
				name := fmt.Sprintf("%s-%s-%dx%d", s.name, lang, size[0], size[1])
				t.Run(name, func(t *testing.T) {
					d := door1()
					p := newPage(t, lang, d)
					p.Layout(size[0], size[1])
					s.make(p, d)
					golden(t, name, p, size[0], size[1])
				})
			}
		}
	}
}

// golden compares the screen, with a mark for the cursor, and checks that every line fits.
func golden(t *testing.T, name string, p *Page, w, h int) {
	t.Helper()
	got := screen(p)
	lines := strings.Split(got, "\n")
	if len(lines) > h {
		t.Errorf("%d lines, %d fit", len(lines), h)
	}
	for _, line := range lines {
		if ansi.StringWidth(line) > w {
			t.Errorf("%d cells, %d fit: %s", ansi.StringWidth(line), w, line)
		}
	}
	if strings.Contains(got, "‹") {
		t.Error("a sentence is missing")
	}
	if c := p.Cursor(); c != nil {
		if c.Y >= len(lines) || c.X >= w {
			t.Errorf("the cursor stands at %d, %d", c.X, c.Y)
		}
		got += fmt.Sprintf("\n\ncursor %d %d", c.X, c.Y)
	}
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got+"\n" != string(want) {
		t.Errorf("the screen differs from %s:\n%s", file, got)
	}
}
