package note

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"seuil/model"
	"seuil/model/text"
)

// nameWords are the folded words of the names of the members: what must not show while names are masked.
func nameWords(members []model.Member) map[string]bool {
	words := make(map[string]bool)
	for _, m := range members {
		for w := range text.Words(m.Last + " " + m.First) {
			if utf8.RuneCountInString(w) > 1 {
				words[w] = true
			}
		}
	}
	return words
}

// namesIn are the words of s that are words of a name, whatever their case and accents. A half of a compound name counts: it
// names the person too.
func (p *Page) namesIn(s string) (found []text.Range) {
	start := -1
	for i, r := range s + " " {
		if unicode.IsLetter(r) || unicode.Is(unicode.M, r) {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			if p.people[text.Fold(s[start:i])] {
				found = append(found, text.Range{Start: start, End: i})
			}
			start = -1
		}
	}
	return found
}

// shown is a text of the case as it may be shown: while names are masked, with the initials of those in it.
func (p *Page) shown(s string) string {
	if !p.names.Masked {
		return s
	}
	var b strings.Builder
	at := 0
	for _, r := range p.namesIn(s) {
		first, _ := utf8.DecodeRuneInString(s[r.Start:])
		b.WriteString(s[at:r.Start] + string(unicode.ToUpper(first)) + ".")
		at = r.End
	}
	return b.String() + s[at:]
}
