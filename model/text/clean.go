package text

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxMarks is how many characters that join the one before them one character keeps. Real scripts need four; a heap of combining
// marks would climb over the lines above and below, and of other joiners no two terminals agree how wide a heap is.
const maxMarks = 8

// Clean is s as it may be shown: valid UTF-8 in NFC, without anything that a terminal obeys or that hides or reorders
// text. Line ends become LF, a tab becomes a space; control characters, private use, noncharacters, bidirectional
// controls and invalid bytes become U+FFFD, so that a person sees that something was there; other invisible characters
// are dropped. No-break spaces (U+00A0, U+202F) are kept. Clean text comes back as it is, without allocation, and
// Clean(Clean(s)) == Clean(s).
//
// It is the only way from the outside (file, import, paste, file name) to the screen.
func Clean(s string) string {
	if plain(s) {
		return s
	}
	mapped := mapRunes(s)
	if !norm.NFC.IsNormalString(mapped) {
		mapped = norm.NFC.String(mapped)
	}
	if mapped = cutMarks(mapped, maxMarks); mapped == s {
		return s
	}
	return mapped
}

// CleanLine is [Clean] on one line: line ends become spaces.
func CleanLine(s string) string {
	return strings.ReplaceAll(Clean(s), "\n", " ")
}

// plain says that s is clean, for texts made of common characters only: the vault's texts go through here at unlock, tens
// of megabytes of them.
func plain(s string) bool {
	for i := 0; i < len(s); {
		if i+8 <= len(s) {
			n := printable(s[i : i+8])
			if i += n; n == 8 {
				continue
			}
		}
		b := s[i]
		if b < utf8.RuneSelf {
			if b < ' ' && b != '\n' || b == 0x7F {
				return false
			}
			i++
			continue
		}
		if b == 0xC3 && i+1 < len(s) && s[i+1]&0xC0 == 0x80 { // U+00C0 to U+00FF: nearly every accent of French
			i += 2
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !common(r) {
			return false
		}
		i += n
	}
	return true
}

// printable is how many of the eight bytes of s are printable ASCII before one that is not. It looks at all of them at once.
func printable(s string) int {
	const each, high = 0x0101010101010101, 0x8080808080808080
	_ = s[7]
	w := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	low := w &^ high
	// The high bit of a byte is set where it is not ASCII, below the space, or DEL.
	other := (w | ^((low | high) - ' '*each) | (low + each)) & high
	return bits.TrailingZeros64(other) / 8
}

// common says that a character above ASCII is kept as it is, whatever stands beside it: Latin letters, punctuation of
// Western languages, currency signs, and what screens are drawn with. None of them is changed by NFC, combines or is invisible.
func common(r rune) bool {
	switch {
	case r < 0xA0:
		return false
	case r <= 0x2FF:
		return r != 0xAD
	case r == 0x202F, r == 0x221A, r >= 0x2190 && r <= 0x2193, r >= 0x2500 && r <= 0x25FF: // no-break space, √, arrows, lines and blocks
		return true
	case r >= 0x2010 && r <= 0x2027 || r >= 0x2030 && r <= 0x205E || r >= 0x20A0 && r <= 0x20BF:
		return true
	}
	return false
}

// mapRunes replaces and drops.
func mapRunes(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r == '\r' {
			if i < len(s) && s[i] == '\n' {
				continue
			}
			r = '\n' // terminals paste line ends so
		}
		if r = mapRune(r); r >= 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// mapRune is the character to show for r, or -1 for none.
func mapRune(r rune) rune {
	switch {
	case r == '\n' || r >= ' ' && r < 0x7F || common(r):
		return r
	case r == '\t':
		return ' '
	case unicode.In(r, unicode.Cc, unicode.Co, unicode.Bidi_Control, unicode.Noncharacter_Code_Point),
		r == 0x2028, r == 0x2029:
		return utf8.RuneError
	case unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point), r >= 0xE0000 && r <= 0xE0FFF:
		return -1
	}
	return r
}

// joins says that a character joins the one before it: combining marks, vowels and finals of Hangul, skin tones, the sound marks of
// half-width kana.
func joins(r rune) bool {
	return r >= 0x300 && (unicode.Is(unicode.M, r) || r >= 0x1160 && r <= 0x11FF || r >= 0xD7B0 && r <= 0xD7FF || r >= 0x1F3FB && r <= 0x1F3FF || r == 0xFF9E || r == 0xFF9F)
}

// joiner is what NFC as implemented puts into a heap of more than thirty.
const joiner = '\u034f'

// cutMarks keeps at most limit characters that join each character, and no joiner.
func cutMarks(s string, limit int) string {
	marks, heap := 0, false
	for _, r := range s {
		if !joins(r) {
			marks = 0
		} else if marks++; marks > limit || r == joiner {
			heap = true
			break
		}
	}
	if !heap {
		return s
	}
	marks = 0
	return strings.Map(func(r rune) rune {
		if !joins(r) {
			marks = 0
		} else if marks++; marks > limit || r == joiner {
			return -1
		}
		return r
	}, s)
}
