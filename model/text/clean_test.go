package text

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// hostile texts, and what must be left of them on the screen.
var hostile = []struct{ name, in, want string }{
	{"an escape sequence that recolours", "\x1b[31mrouge\x1b[0m", "\uFFFD[31mrouge\uFFFD[0m"},
	{"a window title", "\x1b]0;pwned\a", "\uFFFD]0;pwned\uFFFD"},
	{"an 8-bit CSI, which ansi.Strip leaves", "a\u009b2Jb", "a\uFFFD2Jb"},
	{"a raw 0x9b byte", "a\x9b2Jb", "a\uFFFD2Jb"},
	{"a lone ESC does not eat what follows", "\x1bM. Benali", "\uFFFDM. Benali"},
	{"backspaces that hide", "oui\b\b\bnon", "oui\uFFFD\uFFFD\uFFFDnon"},
	{"bell, null, delete", "\a\x00\x7f", "\uFFFD\uFFFD\uFFFD"},
	{"a right-to-left override", "facture\u202efdp.exe", "facture\uFFFDfdp.exe"},
	{"isolates and marks of direction", "\u2066a\u2069\u200eb\u061c", "\uFFFDa\uFFFD\uFFFDb\uFFFD"},
	{"tag characters", "a\U000E0041\U000E007Fb", "ab"},
	{"variation selectors that carry bytes", "a\U000E0100\U000E0101b", "ab"},
	{"zero-width space, joiner, byte order mark", "a\u200b\u200d\ufeffb", "ab"},
	{"soft hyphen", "loge\u00adment", "logement"},
	{"line and paragraph separators", "a\u2028b\u2029c", "a\uFFFDb\uFFFDc"},
	{"next line (C1)", "a\u0085b", "a\uFFFDb"},
	{"private use", "\ue000\U000F0000", "\uFFFD\uFFFD"},
	{"noncharacters", "\uffff\ufdd0\U0001FFFE", "\uFFFD\uFFFD\uFFFD"},
	{"a lone surrogate in bytes", "a\xed\xa0\x80b", "a\uFFFD\uFFFD\uFFFDb"},
	{"an overlong slash", "\xc0\xaf", "\uFFFD\uFFFD"},
	{"a cut character", "caf\xc3", "caf\uFFFD"},
	{"Windows and old line ends", "a\r\nb\rc\nd", "a\nb\nc\nd"},
	{"tabs", "a\tb", "a b"},
	{"no-break spaces stay", "12\u202f000\u00a0€", "12\u202f000\u00a0€"},
	{"accents written apart are joined", "e\u0301te\u0301", "été"},
	{"an invisible character between a letter and its accent", "e\u200d\u0301", "é"},
	{"a heap of marks", "a" + strings.Repeat("\u0316", 500) + "b", "a" + strings.Repeat("\u0316", maxMarks) + "b"},
	{"a heap of Hangul vowels", "\u1112" + strings.Repeat("\u1161", 500) + "b", "\ud558" + strings.Repeat("\u1161", maxMarks) + "b"},
	{"a heap of skin tones", "👩" + strings.Repeat("🏽", 500), "👩" + strings.Repeat("🏽", maxMarks)},
	{"Hangul filler and grapheme joiner", "a\u3164\u034fb", "ab"},
	{"an emoji stays", "🙂", "🙂"},
}

func TestCleanLeavesNothingThatATerminalObeys(t *testing.T) {
	for _, h := range hostile {
		if got := Clean(h.in); got != h.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", h.name, h.in, got, h.want)
		}
	}
}

// checkClean says what is wrong with a cleaned text.
func checkClean(s string) string {
	switch {
	case !utf8.ValidString(s):
		return "not UTF-8"
	case !norm.NFC.IsNormalString(s):
		return "not NFC"
	case Clean(s) != s:
		return "cleaning again changes it"
	}
	for _, r := range s {
		if r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Co, unicode.Noncharacter_Code_Point, unicode.Zl, unicode.Zp) {
			return "holds a forbidden character"
		}
	}
	return ""
}

// characters draws texts that are rich in what is dangerous.
func characters() *rapid.Generator[string] {
	odd := rapid.SampledFrom([]string{"\x1b[", "\u009b", "\u202e", "\u200d", "\r", "\r\n", "\t", "\x9b", "\xed\xa0\x80", "\u0301", "\u0316",
		"\u0344", "\u0f73", "\u0958", "\ufb1d", "\u1100", "\u1161", "\u11a8", "\U000E0041", "e", "é", "O", "\u212b", "\u2126", "\u09c7", "\u09be", "œ", "’", "İ"})
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOf(rapid.OneOf(odd, rapid.String(), rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 4), func(b []byte) string { return string(b) }))).Draw(t, "pieces"), "")
	})
}

func TestCleanedTextIsCleanWhateverItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		if wrong := checkClean(Clean(characters().Draw(t, "s"))); wrong != "" {
			t.Fatal(wrong)
		}
	})
}

func TestEveryCharacterAloneComesOutClean(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		s := string(r)
		if wrong := checkClean(Clean(s)); wrong != "" {
			t.Fatalf("U+%04X: %s", r, wrong)
		}
		if plain(s) && (mapRunes(s) != s || !norm.NFC.IsNormalString("e"+s+"e")) {
			t.Fatalf("U+%04X takes the short way and should not", r)
		}
	}
}

func TestEachOfEightBytesIsJudgedAloneWhateverStandsBesideIt(t *testing.T) {
	for _, neighbour := range []byte{' ', '~', 'a', 0, '\n', 0x1F, 0x7F, 0x80, 0xFF} {
		for at := range 8 {
			for b := range 256 {
				eight := bytes.Repeat([]byte{neighbour}, 8)
				eight[at] = byte(b)
				want := 0
				for want < 8 && eight[want] >= ' ' && eight[want] < 0x7F {
					want++
				}
				if got := printable(string(eight)); got != want {
					t.Fatalf("% x: %d bytes are printable, not %d", eight, want, got)
				}
			}
		}
	}
}

func TestCleaningCleanTextCostsNoAllocation(t *testing.T) {
	for _, s := range []string{"", "Visite de 16:30.\nLoyer payé, « tout va bien » – 12\u00a0€, l’œuvre", strings.Repeat("Rappeler le bailleur lundi. ", 100)} {
		if n := testing.AllocsPerRun(10, func() { _ = Clean(s) }); n != 0 {
			t.Errorf("%d bytes: %v allocations", len(s), n)
		}
	}
}

func TestCleanLine(t *testing.T) {
	if got := CleanLine("a\r\nb\tc\x1b"); got != "a b c\uFFFD" {
		t.Errorf("CleanLine = %q", got)
	}
}

func FuzzClean(f *testing.F) {
	for _, h := range hostile {
		f.Add(h.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := Clean(s)
		if wrong := checkClean(c); wrong != "" {
			t.Fatalf("%q: %s", s, wrong)
		}
		if got := Fold(Fold(c)); got != Fold(c) {
			t.Fatalf("folding twice: %q", s)
		}
		for _, r := range Match(c, "a e bensaid") {
			if r.Start >= r.End || !utf8.ValidString(c[r.Start:r.End]) {
				t.Fatalf("match %v of %q", r, c)
			}
		}
	})
}

func TestTheFuzzSeedsAreThere(t *testing.T) {
	for _, dir := range []string{"testdata/fuzz/FuzzClean", "testdata/fuzz/FuzzDiff"} {
		if files, err := os.ReadDir(dir); err != nil || len(files) == 0 {
			t.Errorf("no seeds in %s: %v", dir, err)
		}
	}
}

func BenchmarkClean(b *testing.B) {
	s := strings.Repeat("Madame a repris le courrier d’EDF, on l’a rempli ensemble : mensualisation à 61 € dès janvier.\n", 500)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		_ = Clean(s)
	}
}
