package widget

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestEveryCharacterThatIsCountedTakesOneCell(t *testing.T) {
	counted := 0
	for r := rune(' '); r < 0x30000; r++ {
		if !oneCell(r) {
			continue
		}
		counted++
		if n := ansi.StringWidth(string(r)); n != 1 {
			t.Errorf("%q (%U) takes %d cells", r, r, n)
		}
	}
	if counted < 400 {
		t.Errorf("only %d characters are counted", counted)
	}
}

func TestALineIsMeasuredAndCutByItsClusters(t *testing.T) {
	pieces := []string{"a", "~", " ", "é", "œ", "’", "«\u00a0", "…", "■", "▲", "●", "○", "►", "◊", "█", "─", "│", "┬", "√", "€", "\u00ad",
		"e\u0301", "\u0301", "\u200d", "\ufe0f", "©", "日本", "👩\u200d👧", "🇫🇷", "1\u20e3", "\u202f", "\u200b", "\t", "\n", "\x00", "\x7f", "\x85", "\x9b", "\xff",
		"\x1b[38;2;1;2;3m", "\x1b[m", "\x1b[4:3m", "\x1b[0;1", "\x1b[?25h", "\x1b[2K", "\x1b]0;titre\a", "\x1b", "m", "["}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "pieces"), "")
		if got, want := Width(s), ansi.StringWidth(s); got != want {
			t.Fatalf("%q takes %d cells, not %d", s, want, got)
		}
		w := rapid.IntRange(-1, 14).Draw(t, "w")
		line := strings.NewReplacer("\n", " ", "\t", " ").Replace(s)
		if got, want := Cut(s, w), ansi.Truncate(line, max(0, w), ellipsis); got != want {
			t.Fatalf("%q on %d cells is %q, not %q", s, w, want, got)
		}
	})
}

func TestOnlyStylesAndCharactersThatShowPassTheGate(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"a plain line", "Zoé, 12 €", "Zoé, 12 €"},
		{"a styled line", "\x1b[1;38;2;1;2;3mZoé\x1b[m, \x1b[4:3m12\x1b[0m", "\x1b[1;38;2;1;2;3mZoé\x1b[m, \x1b[4:3m12\x1b[0m"},
		{"a screen that is erased", "\x1b[mZoé\x1b[2J\x1b[m", "\x1b[mZoé\uFFFD[2J\x1b[m"},
		{"a title, between two styles", "\x1b[1mZoé \x1b]0;volé\a\x1b[m !", "\x1b[1mZoé \uFFFD]0;volé\uFFFD\x1b[m !"},
		{"a style that does not end", "Zoé\x1b[1", "Zoé\uFFFD[1"},
		{"an escape at the end", "Zoé\x1b", "Zoé\uFFFD"},
		{"escapes one behind the other", "\x1b\x1b\x1b[1mZoé", "\uFFFD\uFFFD\x1b[1mZoé"},
		{"an 8-bit CSI, an override, a line end, a byte that is no character", "\x1b[1m\u009b2J\u202eé\n\xff", "\x1b[1m\uFFFD2J\uFFFDé \uFFFD"},
	} {
		if got := Harmless(c.in); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if again := Harmless(c.want); again != c.want {
			t.Errorf("%s: %q is changed again to %q", c.name, c.want, again)
		}
	}
	line := "\x1b[1;38;2;1;2;3mMAROUDI Tarek, Samia\x1b[m  loyer payé, « tout va bien » – 12\u00a0€ │ ▲ √ ← █ ─"
	if n := testing.AllocsPerRun(10, func() { _ = Harmless(line) }); n != 0 {
		t.Errorf("a good line costs %v allocations", n)
	}
}
