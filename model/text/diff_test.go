package text

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func show(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		switch s.Op {
		case Deleted:
			b.WriteString("[-" + s.Text + "-]")
		case Inserted:
			b.WriteString("{+" + s.Text + "+}")
		default:
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

func TestDiffShowsWordsNotLetters(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"", "", ""},
		{"", "un mot", "{+un mot+}"},
		{"un mot", "", "[-un mot-]"},
		{"Loyer payé hier.", "Loyer payé hier.", "Loyer payé hier."},
		{"Loyer payé hier.", "Loyer payé lundi.", "Loyer payé [-hier-]{+lundi+}."},
		{"un deux trois", "un 2 3", "un [-deux trois-]{+2 3+}"},
		{"Mme a dit oui.", "Mme n’a pas dit oui.", "Mme {+n’+}a{+ pas+} dit oui."},
		{"ligne 1\nligne 2", "ligne 1\nligne 1 bis\nligne 2", "ligne 1\nligne {+1 bis\nligne +}2"},
		{"été", "étés", "[-été-]{+étés+}"},
	} {
		if got := show(Diff(c.a, c.b)); got != c.want {
			t.Errorf("Diff(%q, %q) = %s, want %s", c.a, c.b, got, c.want)
		}
	}
}

// checkDiff says what is wrong with a diff of a and b.
func checkDiff(a, b string, spans []Span) string {
	var x, y string
	for i, s := range spans {
		if s.Text == "" {
			return "an empty span"
		}
		if i > 0 && (spans[i-1].Op == s.Op || spans[i-1].Op == Inserted && s.Op == Deleted) {
			return "spans that should be one, or stand the other way round"
		}
		if s.Op != Inserted {
			x += s.Text
		}
		if s.Op != Deleted {
			y += s.Text
		}
	}
	switch {
	case x != a:
		return "the former text is lost"
	case y != b:
		return "the latter text is lost"
	case a == b && len(spans) > 1:
		return "a difference where there is none"
	}
	return ""
}

func TestBothVersionsFollowFromTheirDiff(t *testing.T) {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", " ", "\n", ",", "été", "  "}), 0, 40)
	rapid.Check(t, func(t *rapid.T) {
		a, b := strings.Join(words.Draw(t, "a"), ""), strings.Join(words.Draw(t, "b"), "")
		if wrong := checkDiff(a, b, Diff(a, b)); wrong != "" {
			t.Fatalf("%q %q: %s", a, b, wrong)
		}
	})
}

func TestTheDiffIsShortest(t *testing.T) {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c"}), 0, 12)
	rapid.Check(t, func(t *rapid.T) {
		x, y := words.Draw(t, "x"), words.Draw(t, "y")
		path, ok := shortest(x, y)
		edits := 0
		for _, s := range path {
			if s.Op != Equal {
				edits++
			}
		}
		if want := len(x) + len(y) - 2*common2(x, y); !ok || edits != want {
			t.Fatalf("%d edits, want %d", edits, want)
		}
	})
}

// common2 is the length of the longest common subsequence, by the definition.
func common2(x, y []string) int {
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	row := make([]int, len(y)+1)
	for _, w := range x {
		diagonal := 0
		for j, v := range y {
			above := row[j+1]
			if w == v {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(y)]
}

func TestTextsWithoutAnythingInCommonAreReplacedWhole(t *testing.T) {
	a, b := "début "+strings.Repeat("x1 y2 ", 20_000)+"fin", "début "+strings.Repeat("z3 w4 ", 20_000)+"fin"
	if _, ok := shortest(tokens(a), tokens(b)); ok {
		t.Error("the search for a shortest script has no bound")
	}
	spans := Diff(a, b)
	if wrong := checkDiff(a, b, spans); wrong != "" {
		t.Error(wrong)
	}
	if len(spans) != 4 || spans[0].Text != "début " || spans[3].Text != " fin" && spans[3].Text != "fin" {
		t.Errorf("%d spans", len(spans))
	}
}

func TestAFewWordsChangedInALongNoteAreFound(t *testing.T) {
	a := strings.Repeat("Le loyer est payé, le frigo est mort. ", 1000)
	b := strings.Replace(a, "frigo", "four", 3)
	spans := Diff(a, b)
	if wrong := checkDiff(a, b, spans); wrong != "" || len(spans) != 10 {
		t.Errorf("%d spans; %s", len(spans), wrong)
	}
}

func FuzzDiff(f *testing.F) {
	f.Add("Loyer payé hier.", "Loyer payé lundi.")
	f.Add("\xff a", "a \xff")
	f.Fuzz(func(t *testing.T, a, b string) {
		if wrong := checkDiff(a, b, Diff(a, b)); wrong != "" {
			t.Fatalf("%q %q: %s", a, b, wrong)
		}
	})
}
