package text

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Range is a piece of a text: bytes from Start up to End, always on character boundaries.
type Range struct{ Start, End int }

// Words are the folded words of s, in order: runs of letters and digits. Apostrophes and hyphens part words.
func Words(s string) iter.Seq[string] {
	return func(yield func(string) bool) { folded(Fold(s), yield) }
}

// NameWords are the words by which a name is found: those of [Words], and its compounds written in one piece, so that
// "bensaid" finds Ben Saïd, "ndiaye" finds N'Diaye and "dupontleroy" finds Dupont-Leroy. So are the groups of a telephone
// number: "0639980147" finds 06 39 98 01 47.
func NameWords(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		f := Fold(s)
		if !folded(f, yield) {
			return
		}
		var run strings.Builder // words of the compound that is being read
		words := 0
		end := func() bool {
			ok := words < 2 || yield(run.String())
			run.Reset()
			words = 0
			return ok
		}
		start, last := -1, ""
		flush := func(i int) {
			if start >= 0 {
				last = f[start:i]
				run.WriteString(last)
				words++
				start = -1
			}
		}
		for i, r := range f {
			if wordRune(r) {
				if start < 0 {
					start = i
				}
				continue
			}
			flush(i)
			if r == '-' || r == '\'' || (r == ' ' || r == '.') && (particles[last] || number(last)) {
				continue
			}
			if !end() {
				return
			}
			last = ""
		}
		flush(len(f))
		end()
	}
}

func number(w string) bool {
	return w != "" && strings.Trim(w, "0123456789") == ""
}

// particles are the folded words that people write apart from the rest of a family name, or not.
var particles = map[string]bool{
	"ait": true, "al": true, "aux": true, "ben": true, "bel": true, "bou": true, "d": true, "da": true, "de": true, "del": true,
	"della": true, "der": true, "des": true, "di": true, "do": true, "dos": true, "du": true, "el": true, "la": true, "las": true,
	"le": true, "les": true, "mac": true, "mc": true, "o": true, "ould": true, "saint": true, "sainte": true, "st": true, "ste": true,
	"van": true, "von": true,
}

// folded yields the words of a folded text; false once yield said stop.
func folded(f string, yield func(string) bool) bool {
	start := -1
	for i := 0; i < len(f); {
		c, n := f[i], 1
		in := 'a' <= c && c <= 'z' || '0' <= c && c <= '9'
		if c >= utf8.RuneSelf {
			var r rune
			r, n = utf8.DecodeRuneInString(f[i:])
			in = wordRune(r)
		}
		if in {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			if !yield(f[start:i]) {
				return false
			}
			start = -1
		}
		i += n
	}
	return start < 0 || yield(f[start:])
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// Match is where words of s begin like one of the words of a query, whatever their case and accents: the pieces to show in
// bold, in order, never overlapping. A query word that begins no word of s is looked for across spaces, hyphens and
// apostrophes (see [NameWords]).
func Match(s, query string) []Range {
	var ranges []Range
	for q := range Words(query) {
		before := len(ranges)
		eachWord(s, func(w Range) {
			if end, ok := prefix(s, w.Start, w.End, q); ok {
				ranges = append(ranges, Range{w.Start, end})
			}
		})
		if len(ranges) > before {
			continue
		}
		eachWord(s, func(w Range) {
			if end, ok := prefix(s, w.Start, len(s), q); ok {
				ranges = append(ranges, Range{w.Start, end})
			}
		})
	}
	return mergeRanges(ranges)
}

// prefix says whether s from start to limit, folded, begins with q, and where the matching piece ends. Spaces, hyphens and
// apostrophes between words are passed over.
func prefix(s string, start, limit int, q string) (end int, ok bool) {
	table := foldTable()
	for i := start; i < limit; {
		r, n := utf8.DecodeRuneInString(s[i:])
		f := table.fold(r)
		i += n
		switch {
		case f == "": // a mark belongs to the letter before it
		case q == "":
			return end, true
		case f == " " || f == "-" || f == "'":
			continue
		case strings.HasPrefix(q, f):
			q = q[len(f):]
		case strings.HasPrefix(f, q):
			q = ""
		default:
			return 0, false
		}
		end = i
	}
	return end, q == ""
}

// eachWord calls f with the place of each word of s, in order.
func eachWord(s string, f func(Range)) {
	start := -1
	for i, r := range s {
		if wordRune(r) {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			f(Range{start, i})
			start = -1
		}
	}
	if start >= 0 {
		f(Range{start, len(s)})
	}
}

// wordRanges are where the words of s stand.
func wordRanges(s string) (ranges []Range) {
	eachWord(s, func(w Range) { ranges = append(ranges, w) })
	return ranges
}

// mergeRanges sorts ranges and joins those that overlap.
func mergeRanges(ranges []Range) []Range {
	sortRanges(ranges)
	out := ranges[:0]
	for _, r := range ranges {
		if n := len(out); n > 0 && r.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, r.End)
			continue
		}
		out = append(out, r)
	}
	return out
}
