package widget

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model/text"
	"seuil/ui/locale"
	"seuil/ui/theme"
)

var gridList = []string{"abeille", "éclipse", "olivier", "tortue", "ustensile", "ivoire", "hymne", "enlever", "rival", "label"}

func gridComplete(prefix string) (string, bool) {
	p := text.Fold(prefix)
	for _, w := range gridList {
		if len(p) >= 4 && strings.HasPrefix(text.Fold(w), p) {
			return w, true
		}
	}
	return "", false
}

func newGrid(t *testing.T, n int) *WordGrid {
	t.Helper()
	l, err := locale.New(locale.French)
	if err != nil {
		t.Fatal(err)
	}
	return NewWordGrid(&Env{L: l, Theme: theme.New(theme.Dark, true)}, n, gridComplete)
}

func typeWords(g *WordGrid, s string) {
	for _, r := range s {
		switch r {
		case ' ':
			g.Update(tea.KeyPressMsg{Code: tea.KeySpace, Text: " "})
		case '<':
			g.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
		case '←':
			g.Update(tea.KeyPressMsg{Code: tea.KeyLeft})
		default:
			g.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
}

func TestWordsAreTypedInManyWays(t *testing.T) {
	for _, c := range []struct{ name, typed, want string }{
		{"four letters each, with spaces", "abei eclip oliv", "abeille éclipse olivier"},
		{"four letters each, without", "abeieclitort", "abeille éclipse tortue"},
		{"whole words", "abeille éclipse olivier", "abeille éclipse olivier"},
		{"whole words without spaces", "abeilleéclipseolivier", "abeille éclipse olivier"},
		{"Caps Lock", "ABEI ÉCLI OLIVIER", "abeille éclipse olivier"},
		{"a word that begins like the end of the one before it", "tortustensile abei", "tortue ustensile abeille"},
		{"a last word whose first letter ends the one before it", "abeirivalabe", "abeille rival label"},
		{"the same, and another word comes after all", "abeirivalabeille", "abeille rival abeille"},
		{"the same with a space", "tort uste abei", "tortue ustensile abeille"},
		{"a word that begins with the last letter of the one before it", "hymnenletort", "hymne enlever tortue"},
		{"a mistake taken back", "abex<i ecli oliv", "abeille éclipse olivier"},
		{"a whole word taken back", "abei ecli<<tort oliv", "tortue olivier -"},
		{"an unknown word, corrected later", "abei zzzz oliv←<<<<tort", "abeille tortue olivier"},
		{"unknown", "zzzzz", "- - -"},
		{"more than there are places", "abei ecli oliv tort", "abeille éclipse tortue"},
	} {
		g := newGrid(t, 3)
		typeWords(g, c.typed)
		words := g.Words()
		for i, w := range words {
			if w == "" {
				words[i] = "-"
			}
		}
		if got := strings.Join(words, " "); got != c.want {
			t.Errorf("%s: %q gave %q, want %q", c.name, c.typed, got, c.want)
		}
	}
}

func TestAPastedListFillsTheGrid(t *testing.T) {
	g := newGrid(t, 4)
	g.Update(tea.PasteMsg{Content: "abeille\r\néclipse\r\n3. olivier\ttortue\n"})
	if want := []string{"abeille", "éclipse", "olivier", "tortue"}; !slices.Equal(g.Words(), want) {
		t.Errorf("pasted: %q", g.Words())
	}
	if !g.Full() || g.Known() != 4 {
		t.Error("the grid is not full")
	}
}

func TestAWrongWordIsShownAndReached(t *testing.T) {
	g := newGrid(t, 3)
	typeWords(g, "abei ecli oliv")
	if g.Compare([]string{"abeille", "tortue", "olivier"}) {
		t.Fatal("a wrong word was not seen")
	}
	if x, y := g.Cursor(); x != wordCellWidth+4 || y != 0 {
		g.View(80)
		if x, y = g.Cursor(); x != wordCellWidth+4 || y != 0 {
			t.Errorf("the cursor stands at %d, %d", x, y)
		}
	}
	if !strings.Contains(g.View(80), "▲") {
		t.Error("the wrong word has no mark")
	}
	typeWords(g, "tort")
	if !g.Compare([]string{"abeille", "tortue", "olivier"}) || strings.Contains(g.View(80), "▲") {
		t.Errorf("corrected: %q", g.Words())
	}
	g.Clear()
	if !g.Empty() || g.Known() != 0 {
		t.Error("cleared, it is not empty")
	}
}

func TestTheGridFitsWhateverTheWidth(t *testing.T) {
	for _, w := range []int{16, 20, 40, 66, 200} {
		g := newGrid(t, 12)
		typeWords(g, "abei ecli zzzzzzzzzzzzzzzzzzzzzzzz oliv")
		lines := strings.Split(g.View(w), "\n")
		if len(lines) != g.Height(w) {
			t.Errorf("%d cells: %d lines, Height says %d", w, len(lines), g.Height(w))
		}
		for _, line := range lines {
			if n := ansi.StringWidth(line); n > w {
				t.Errorf("%d cells: a line of %d: %q", w, n, line)
			}
		}
		if x, y := g.Cursor(); x >= w || y >= len(lines) {
			t.Errorf("%d cells: the cursor stands at %d, %d", w, x, y)
		}
	}
}
