package text

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestFoldMakesNamesComparable(t *testing.T) {
	for in, want := range map[string]string{
		"ÉTIENNE": "etienne", "Étienne": "etienne", "étienne": "etienne", "e\u0301tienne": "etienne",
		"Œuvrard": "oeuvrard", "ŒUVRARD": "oeuvrard", "Lætitia": "laetitia", "KOWALSKI Łucja": "kowalski lucja",
		"Søren": "soren", "Đorđe": "dorde", "Işıl": "isil", "İstanbul": "istanbul", "Weiß": "weiss", "STRAẞE": "strasse",
		"N’Diaye": "n'diaye", "N‘Diaye": "n'diaye", "Dupont‑Leroy": "dupont-leroy", "12\u202f000\u00a0€": "12 000 €",
		"ﬁche": "fiche", "m²": "m2", "Ærø": "aero", "Þór": "thor", "ΣΊΣΥΦΟΣ": "σισυφοσ", "": "", "déjà 2 €": "deja 2 €",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFoldingTwiceChangesNothing(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		s := string(r)
		if f := Fold(s); Fold(f) != f {
			t.Fatalf("U+%04X: %q, then %q", r, f, Fold(f))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := characters().Draw(t, "s")
		f := Fold(s)
		if Fold(f) != f || !utf8.ValidString(f) {
			t.Fatalf("%q: %q, then %q", s, f, Fold(f))
		}
		if Fold(strings.ToUpper(Clean(s))) != Fold(strings.ToUpper(Fold(Clean(s)))) && !strings.ContainsAny(s, "İı") && ascii(s) {
			t.Fatalf("case matters in %q", s)
		}
	})
}

func ascii(s string) bool { return strings.IndexFunc(s, func(r rune) bool { return r > 0x7E }) < 0 }

func TestFoldingFoldedASCIICostsNoAllocation(t *testing.T) {
	s := "rappeler le bailleur lundi - 06 12"
	if n := testing.AllocsPerRun(10, func() { _ = Fold(s) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestWords(t *testing.T) {
	for in, want := range map[string]string{
		"Rappeler l’école, lundi 14:30 !": "rappeler l ecole lundi 14 30",
		"DUPONT-LEROY Marc":               "dupont leroy marc",
		"":                                "", " \n ": "", "2A-3": "2a 3", "Œuvrard": "oeuvrard",
	} {
		if got := strings.Join(slices.Collect(Words(in)), " "); got != want {
			t.Errorf("Words(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNamesAreFoundHoweverTheirPartsAreJoined(t *testing.T) {
	for in, want := range map[string]string{
		"Ben Saïd":             "bensaid",
		"BEN SAÏD Karim":       "bensaid",
		"Karim BEN SAÏD":       "bensaid",
		"N’DIAYE Awa":          "ndiaye",
		"DUPONT-LEROY Marc":    "dupontleroy",
		"El Idrissi":           "elidrissi",
		"De La Tour":           "delatour",
		"O'Brien":              "obrien",
		"Jean-Marie L’Huilier": "lhuilier",
		"06 39 98 01 47":       "0639980147",
		"06.39.98.01.47":       "0639980147",
	} {
		if !slices.Contains(slices.Collect(NameWords(in)), want) {
			t.Errorf("NameWords(%q) = %v lacks %q", in, slices.Collect(NameWords(in)), want)
		}
	}
	for w := range NameWords("Marc DURAND") {
		if w != "marc" && w != "durand" {
			t.Errorf("unexpected %q", w)
		}
	}
	n := 0
	for range NameWords("Ben Saïd") {
		if n++; n == 1 {
			break // stopping early is allowed at any word
		}
	}
}

func TestMatchMarksWhatWasTyped(t *testing.T) {
	for _, c := range []struct{ s, query, want string }{
		{"Visite chez ÉTIENNE Rose", "etien", "Visite chez [ÉTIEN]NE Rose"},
		{"loyer payé, loyers suivants", "loyer", "[loyer] payé, [loyer]s suivants"},
		{"Ben Saïd Karim", "bensaid", "[Ben Saïd] Karim"},
		{"N’Diaye", "ndia", "[N’Dia]ye"},
		{"l’Œuvre", "oeu", "l’[Œu]vre"},
		{"l’Œuvre", "o", "l’[Œ]uvre"},
		{"70 m² au 3e", "m2", "70 [m²] au 3e"},
		{"reloyer", "loyer", "reloyer"},
		{"a b c", "c a", "[a] b [c]"},
		{"loyer", "loy loyer", "[loyer]"},
		{"", "x", ""}, {"x", "", "x"},
	} {
		got, at := "", 0
		for _, r := range Match(c.s, c.query) {
			got += c.s[at:r.Start] + "[" + c.s[r.Start:r.End] + "]"
			at = r.End
		}
		if got += c.s[at:]; got != c.want {
			t.Errorf("Match(%q, %q): %q, want %q", c.s, c.query, got, c.want)
		}
	}
}

func TestEveryWordOfATextIsMatchedByItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Clean(characters().Draw(t, "s"))
		for w := range Words(s) {
			if ascii(s) && len(Match(s, w)) == 0 {
				t.Fatalf("%q is a word of %q and does not match", w, s)
			}
		}
	})
}

func BenchmarkFold(b *testing.B) {
	s := strings.Repeat("Madame a repris le courrier d’EDF, on l’a rempli ensemble : mensualisation à 61 € dès janvier.\n", 500)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		_ = Fold(s)
	}
}
