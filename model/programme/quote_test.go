package programme

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// programmeText is the text of the programme, every run of white space as one space.
func programmeText(t *testing.T) string {
	t.Helper()
	src, err := os.ReadFile("testdata/programme.fr.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(src)), " ")
}

func TestEveryQuoteStandsInTheProgrammeTextCharacterByCharacter(t *testing.T) {
	whole, quotes := programmeText(t), 0
	check := func(where, quote string) {
		if quote == "" {
			return
		}
		quotes++
		for piece := range strings.SplitSeq(quote, " … ") {
			if !strings.Contains(whole, strings.Join(strings.Fields(piece), " ")) {
				t.Errorf("%s: the text has no %q", where, piece)
			}
		}
	}
	for _, p := range shipped(t).Programmes() {
		for _, s := range p.Steps {
			check(p.Code+" "+s.Code, s.Quote.FR)
		}
		for _, k := range p.Papers {
			check(p.Code+" "+k.Code, k.Quote.FR)
			for _, c := range k.Commitments {
				check(p.Code+" "+k.Code+" "+c.Code, c.Text.FR)
			}
		}
	}
	if quotes < 100 {
		t.Errorf("only %d quotes were compared", quotes)
	}
}

// The text quotes a figure or a rhythm in the notes of some rules; these pieces are compared too.
func TestTheRhythmsQuotedInNotesStandInTheText(t *testing.T) {
	whole := programmeText(t)
	for _, p := range shipped(t).Programmes() {
		for _, r := range slices.Concat(p.Rules, p.Project) {
			_, rest, found := strings.Cut(r.Note, "« ")
			if !found {
				continue
			}
			quote, _, _ := strings.Cut(rest, " »")
			if quote = strings.ReplaceAll(quote, "’", "'"); !strings.Contains(whole, quote) {
				t.Errorf("%s %s: the text has no %q", p.Code, r.Code, quote)
			}
		}
	}
}

// requirements are the numbers that a source cites, ranges not being used.
func requirements(source string, cited map[int]bool) {
	for _, word := range strings.FieldsFunc(source, func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
		if n, err := strconv.Atoi(strings.TrimPrefix(word, "R")); err == nil && word[0] == 'R' {
			cited[n] = true
		}
	}
}

func TestEveryRequirementOfTheCourseIsCitedByItsProgramme(t *testing.T) {
	for code, ranges := range map[string][][2]int{
		"securisation": {{55, 102}},
		"sauvegarde":   {{130, 147}},
	} {
		p := shipped(t).Programme(code)
		cited := make(map[int]bool)
		for _, s := range p.Steps {
			requirements(s.Source, cited)
		}
		for _, k := range p.Papers {
			requirements(k.Source, cited)
			for _, c := range k.Commitments {
				requirements(c.Source, cited)
			}
		}
		for _, r := range slices.Concat(p.Rules, p.Project) {
			requirements(r.Source, cited)
		}
		for _, between := range ranges {
			for n := between[0]; n <= between[1]; n++ {
				if !cited[n] {
					t.Errorf("%s: R%d is cited nowhere", code, n)
				}
			}
		}
	}
}
