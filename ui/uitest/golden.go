package uitest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"seuil/ui/nav"
)

var update = flag.Bool("update", false, "rewrite the golden screens")

// missing is a key that the locale has no sentence for.
var missing = regexp.MustCompile(`‹[a-z]+[.›]`)

// Lines are those that a page draws, without colours and without spaces at their ends. It fails if they are more than h, if one is wider
// than w cells, or if a sentence is missing.
func Lines(t testing.TB, p nav.Page, w, h int) []string {
	t.Helper()
	lines := strings.Split(ansi.Strip(p.View()), "\n")
	if len(lines) > h {
		t.Errorf("%d lines drawn on %d", len(lines), h)
	}
	for i, line := range lines {
		if n := ansi.StringWidth(line); n > w {
			t.Errorf("line %d is %d cells wide, more than %d: %q", i, n, w, line)
		}
		if missing.MatchString(line) {
			t.Errorf("line %d lacks a sentence: %q", i, line)
		}
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines
}

// GoldenPage compares the screen of a page laid out for w by h cells, and where its cursor stands, with the file of a name in testdata.
func GoldenPage(t testing.TB, name string, p nav.Page, w, h int) {
	t.Helper()
	lines := Lines(t, p, w, h)
	got := strings.Join(lines, "\n")
	if c := p.Cursor(); c != nil {
		if c.Y >= len(lines) || c.X >= w {
			t.Errorf("the cursor stands at %d, %d", c.X, c.Y)
		}
		got += fmt.Sprintf("\n\ncursor %d %d", c.X, c.Y)
	}
	Golden(t, name, got)
}

// Golden compares a screen with the file of its name in testdata.
func Golden(t testing.TB, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines, expected := strings.Split(got+"\n", "\n"), strings.Split(string(want), "\n")
	for i := range min(len(lines), len(expected)) {
		if lines[i] != expected[i] {
			t.Fatalf("%s, line %d:\n got %q\nwant %q", name, i, lines[i], expected[i])
		}
	}
	if len(lines) != len(expected) {
		t.Fatalf("%s has %d lines, not %d", name, len(lines), len(expected))
	}
}
