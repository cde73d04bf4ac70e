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
