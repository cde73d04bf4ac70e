package widget

import (
	"strings"
	"unicode/utf8"

	"seuil/model/text"
)

// Find is where the text holds the query, whatever case and accents: offsets in bytes, in order, never overlapping.
func (e *Editor) Find(query string) (found []text.Range) {
	q := text.Fold(query)
	if strings.TrimSpace(q) == "" {
		return nil
	}
	// The folded text, and for each of its bytes the offset of the character that it comes from.
	var folded strings.Builder
	folded.Grow(len(e.text))
	offsets := make([]int, 0, len(e.text)+1)
	for i := 0; i < len(e.text); {
		_, n := utf8.DecodeRuneInString(e.text[i:])
		f := text.Fold(e.text[i : i+n])
		folded.WriteString(f)
		for range len(f) {
			offsets = append(offsets, i)
		}
		i += n
	}
	offsets = append(offsets, len(e.text))
	f := folded.String()
	for i := 0; ; {
		j := strings.Index(f[i:], q)
		if j < 0 {
			return found
		}
		start := i + j
		i = start + len(q)
		before, _ := around(e.text, offsets[start])
		last := offsets[i-1]
		_, n := utf8.DecodeRuneInString(e.text[last:])
		found = append(found, text.Range{Start: before, End: boundary(e.text, last+n)})
	}
}
