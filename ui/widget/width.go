package widget

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"seuil/model/text"
)

// Width is how many cells a line takes, its styles left out: what [ansi.StringWidth] says. Nearly all that is drawn consists of
// characters of one cell each and of colours; it is counted at a glance, and only the rest is taken apart into clusters.
func Width(s string) int {
	n := 0
	for i := 0; i < len(s); {
		if ' ' <= s[i] && s[i] <= '~' {
			n++
			i++
			continue
		}
		if size := styleLen(s[i:]); size > 0 {
			i += size
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !oneCell(r) {
			return ansi.StringWidth(s)
		}
		n++
		i += size
	}
	return n
}

// Harmless is a line as it may go to the terminal: of what it obeys, only the sequences that change the style of what follows are left
// ([text.CleanLine]). Texts are clean before they are drawn; this is the gate that nothing passes, whatever a page forgot.
func Harmless(line string) string {
	var b strings.Builder
	from, plain := 0, true
	for from < len(line) {
		end := strings.IndexByte(line[from:], '\x1b')
		if end < 0 {
			end = len(line) - from
		}
		style := styleLen(line[from+end:])
		if style == 0 && end < len(line)-from {
			end++ // an escape sequence of another sort is text
		}
		piece := line[from : from+end]
		clean := text.CleanLine(piece)
		if plain && clean != piece {
			plain = false
			b.WriteString(line[:from])
		}
		from += end + style
		if !plain {
			b.WriteString(clean)
			b.WriteString(line[from-style : from])
		}
	}
	if plain {
		return line
	}
	return b.String()
}

// head is where, in bytes, the first w characters of s end, which is wider. It knows only texts of characters of one cell each,
// without styles.
func head(s string, w int) (end int, ok bool) {
	n := 0
	for i, r := range s {
		if n == w {
			end = i
		}
		if (r < ' ' || r > '~') && !oneCell(r) {
			return 0, false
		}
		n++
	}
	return end, true
}

// styleLen is the length in bytes of the escape sequence at the start of s that changes the style of what follows; zero if there
// is none.
func styleLen(s string) int {
	if !strings.HasPrefix(s, "\x1b[") {
		return 0
	}
	i := len("\x1b[")
	for i < len(s) && '0' <= s[i] && s[i] <= ';' { // figures, and what stands between them
		i++
	}
	if i < len(s) && s[i] == 'm' {
		return i + 1
	}
	return 0
}

// oneCell knows the letters of Western languages, the punctuation of French, and the lines and blocks that are drawn. None of
// them joins its neighbours; what joins them, like an accent that stands alone, is not among them.
func oneCell(r rune) bool {
	switch {
	case 0xA0 <= r && r <= 0x17F:
		return r != 0xAD // a hyphen that is not always shown
	case 0x2010 <= r && r <= 0x2026:
		return true
	case 0x2500 <= r && r <= 0x25CF:
		return true
	}
	return r == 0x20AC || r == 0x221A // €, √
}
