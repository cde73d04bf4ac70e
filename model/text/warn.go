package text

import (
	"slices"
	"strings"
)

// WordList is words and phrases to warn about, under one code.
type WordList struct {
	Code  string
	Words []string
}

// CodeNumber is the code of a warning about a number of 13 to 15 digits, which may be a social security number (NIR).
const CodeNumber = "number"

// Warning points at a piece of a text that deserves a second look. It never blocks anything.
type Warning struct {
	Range
	Code string
}

// Checker finds words of lists in texts, in any gender and number. It is made once and safe for concurrent use.
type Checker struct {
	// phrases by the folded form of their first word, the longest first
	phrases map[string][]phrase
}

type phrase struct {
	rest []map[string]bool // forms of each following word
	code string
}

// NewChecker makes a checker of lists. A word that stands in several lists is reported under the first.
func NewChecker(lists ...WordList) *Checker {
	c := &Checker{phrases: make(map[string][]phrase)}
	for _, list := range lists {
		for _, entry := range list.Words {
			c.add(entry, list.Code)
		}
	}
	for _, p := range c.phrases {
		slices.SortStableFunc(p, func(a, b phrase) int { return len(b.rest) - len(a.rest) })
	}
	return c
}

func (c *Checker) add(entry, code string) {
	var forms []map[string]bool
	for w := range Words(entry) {
		forms = append(forms, inflections(w))
	}
	if len(forms) == 0 {
		return
	}
	for f := range forms[0] {
		c.phrases[f] = append(c.phrases[f], phrase{forms[1:], code})
	}
}

// Warnings are the pieces of s to look at again, in order: words of the lists, whole words only, and numbers that may be a
// social security number (../domain/domain.md 5.5).
func (c *Checker) Warnings(s string) []Warning {
	out := numbers(s)
	words := wordRanges(s)
	for i := 0; i < len(words); i++ {
		for _, p := range c.phrases[Fold(s[words[i].Start:words[i].End])] {
			if last, ok := p.matches(s, words, i); ok {
				out = append(out, Warning{Range{words[i].Start, words[last].End}, p.code})
				i = last
				break
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Warning) int { return a.Start - b.Start })
	return out
}

// matches says whether the phrase stands at words[i], and at which word it ends. Its words are parted by spaces, hyphens or
// apostrophes only.
func (p phrase) matches(s string, words []Range, i int) (last int, ok bool) {
	for _, forms := range p.rest {
		i++
		if i >= len(words) || !forms[Fold(s[words[i].Start:words[i].End])] {
			return 0, false
		}
		if gap := Fold(s[words[i-1].End:words[i].Start]); strings.Trim(gap, " -'\n") != "" {
			return 0, false
		}
	}
	return i, true
}

// feminines are the endings of French adjectives and nouns and what they become in the feminine, both folded.
var feminines = []struct{ masculine, feminine string }{
	{"eux", "euse"}, {"teur", "trice"}, {"eur", "euse"}, {"eur", "eresse"}, {"if", "ive"}, {"el", "elle"}, {"en", "enne"},
	{"on", "onne"}, {"et", "ette"}, {"er", "ere"}, {"ot", "otte"}, {"ou", "olle"}, {"eau", "elle"}, {"c", "que"},
}

// inflections are the forms in which a folded word may be written: as given, feminine, plural. It makes a few forms that
// do not exist, which no text contains.
func inflections(w string) map[string]bool {
	forms := map[string]bool{w: true, w + "e": true}
	for _, f := range feminines {
		if stem, ok := strings.CutSuffix(w, f.masculine); ok && stem != "" {
			forms[stem+f.feminine] = true
		}
	}
	if stem, ok := strings.CutSuffix(w, "al"); ok && stem != "" {
		forms[stem+"aux"] = true
	}
	if strings.HasSuffix(w, "eau") {
		forms[w+"x"] = true
	}
	for f := range forms {
		if !strings.HasSuffix(f, "s") && !strings.HasSuffix(f, "x") {
			forms[f+"s"] = true
		}
	}
	return forms
}

// numbers finds numbers of 13 to 15 digits, in one piece or in groups parted by single spaces, dots or hyphens. The
// letter of a Corsican département (2A, 2B) counts as a digit.
func numbers(s string) []Warning {
	var out []Warning
	start, end, digits, gap, prev := -1, 0, 0, 0, rune(0)
	flush := func() {
		if digits >= 13 && digits <= 15 {
			out = append(out, Warning{Range{start, end}, CodeNumber})
		}
		start, digits, gap = -1, 0, 0
	}
	for i, r := range s {
		corsican := (r == 'A' || r == 'B' || r == 'a' || r == 'b') && prev == '2' && digits == 6
		switch {
		case r >= '0' && r <= '9' || start >= 0 && corsican:
			if start < 0 {
				start = i
			}
			end, gap = i+1, 0
			digits++
		case start >= 0 && gap == 0 && (r == ' ' || r == 0xA0 || r == 0x202F || r == '.' || r == '-'):
			gap++
		default:
			flush()
		}
		prev = r
	}
	flush()
	return out
}

func sortRanges(ranges []Range) {
	slices.SortFunc(ranges, func(a, b Range) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.End - b.End
	})
}
