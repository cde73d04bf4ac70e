package text

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold is s for comparison: lower case, without accents, ligatures spelled out (œ is oe), letters that Unicode does not
// take apart replaced by their neighbour (ł is l), one apostrophe, one hyphen, one space. A person who types "etienne"
// finds "ÉTIENNE". Lower-case ASCII comes back as it is, without allocation, and Fold(Fold(s)) == Fold(s).
func Fold(s string) string {
	i := 0
	for i < len(s) && s[i] < utf8.RuneSelf && !('A' <= s[i] && s[i] <= 'Z') {
		i++
	}
	if i == len(s) {
		return s
	}
	b := make([]byte, i, len(s)+8)
	copy(b, s)
	return string(appendFold(b, s[i:]))
}

func appendFold(b []byte, s string) []byte {
	table := foldTable()
	for i := 0; i < len(s); {
		start := i
		for i < len(s) && s[i] < utf8.RuneSelf && !('A' <= s[i] && s[i] <= 'Z') {
			i++
		}
		b = append(b, s[start:i]...)
		if i == len(s) {
			break
		}
		if c := s[i]; c < utf8.RuneSelf {
			b = append(b, c+'a'-'A')
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		b = append(b, table.fold(r)...)
		i += n
	}
	return b
}

// folding holds what the letters of Western languages are folded to: ASCII, Latin-1, Latin Extended-A and B.
type folding [0x250]string

// foldTable is made when it is first needed: the start of the program does not wait for it.
var foldTable = sync.OnceValue(func() *folding {
	t := new(folding)
	for r := range t {
		t[r] = foldSlow(rune(r))
	}
	return t
})

// fold is what one character is folded to; combining marks are folded to nothing.
func (t *folding) fold(r rune) string {
	if r < rune(len(t)) {
		return t[r]
	}
	switch r { // the common ones, at once
	case 0x2018, 0x2019:
		return "'"
	case 0x2013, 0x2014:
		return "-"
	case 0x202F:
		return " "
	}
	return foldSlow(r)
}

func foldSlow(r rune) string {
	var b strings.Builder
	for _, d := range norm.NFKD.String(string(r)) {
		switch d = unicode.ToLower(d); d {
		case 'œ':
			b.WriteString("oe")
		case 'æ':
			b.WriteString("ae")
		case 'ß':
			b.WriteString("ss")
		case 'þ':
			b.WriteString("th")
		case 'ł':
			b.WriteByte('l')
		case 'ø':
			b.WriteByte('o')
		case 'đ', 'ð':
			b.WriteByte('d')
		case 'ħ':
			b.WriteByte('h')
		case 'ŧ':
			b.WriteByte('t')
		case 'ı':
			b.WriteByte('i')
		case 'ς':
			b.WriteRune('σ')
		case 'ʼ', 0x2018, 0x2019, 0x201B: // quotation marks that serve as apostrophes
			b.WriteByte('\'')
		case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212:
			b.WriteByte('-')
		default:
			if !unicode.Is(unicode.Mn, d) {
				b.WriteRune(d)
			}
		}
	}
	return b.String()
}
