package household

import (
	"strings"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// piece is text in one style. Two pieces have the same style if they have the same pointer.
type piece struct {
	text  string
	style *lipgloss.Style
}

// wrap breaks pieces between words into lines of w cells. A word that is longer than a line is cut. Spaces that do not break
// (before : ; ! ? in French) stay where they are, which ansi.Wrap does not know of the narrow one.
func wrap(w int, pieces ...piece) []string {
	l := &liner{w: max(1, w)}
	for _, p := range pieces {
		l.style = p.style
		rest := p.text
		for rest != "" {
			n := strings.IndexAny(rest, " \n")
			if n < 0 {
				n = len(rest)
			}
			l.word(rest[:n])
			if rest = rest[n:]; rest == "" {
				break
			}
			if rest[0] == '\n' {
				l.flush()
				l.end()
			} else {
				l.gap()
			}
			rest = rest[1:]
		}
	}
	l.flush()
	if l.run.Len() > 0 || l.line.Len() > 0 {
		l.end()
	}
	return l.lines
}

// liner builds lines. What is not separated by a space stays together, even across pieces: it waits in held.
type liner struct {
	w     int
	style *lipgloss.Style
	lines []string
	line  strings.Builder
	run   strings.Builder // what is to be drawn in one style
	in    *lipgloss.Style
	used  int // cells of the line, waiting spaces left out
	space int // spaces that come before the next word; none after a break
	held  []piece
	width int // of held
}

func (l *liner) word(s string) {
	if s != "" {
		l.held = append(l.held, piece{s, l.style})
		l.width += cells(s)
	}
}

// gap ends a word.
func (l *liner) gap() {
	l.flush()
	l.space++
}

// flush puts the word that waits on the line, or on the next.
func (l *liner) flush() {
	if len(l.held) == 0 {
		return
	}
	if l.used > 0 && l.used+l.space+l.width > l.w {
		l.end()
	}
	l.put(strings.Repeat(" ", min(l.space, max(0, l.w-l.used-1))), l.held[0].style)
	l.space = 0
	for _, p := range l.held {
		l.place(p)
	}
	l.held, l.width = nil, 0
}

// place puts a piece of a word on the line, cut where the line ends.
func (l *liner) place(p piece) {
	for l.used+cells(p.text) > l.w {
		head := ansi.Truncate(p.text, l.w-l.used, "")
		if head == "" && l.used == 0 { // a character wider than the line
			return
		}
		l.put(head, p.style)
		p.text = p.text[len(head):]
		l.end()
	}
	l.put(p.text, p.style)
}

func (l *liner) put(s string, style *lipgloss.Style) {
	if s == "" {
		return
	}
	if l.run.Len() > 0 && l.in != style {
		l.draw()
	}
	l.in = style
	l.run.WriteString(s)
	l.used += cells(s)
}

func (l *liner) draw() {
	if l.run.Len() > 0 {
		l.line.WriteString(l.in.Render(l.run.String()))
		l.run.Reset()
	}
}

// end ends the line; a word that waits goes to the next.
func (l *liner) end() {
	l.draw()
	l.lines = append(l.lines, l.line.String())
	l.line.Reset()
	l.used, l.space = 0, 0
}

// cells is the width of s. Letters of European languages are one cell each, which need not be measured.
func cells(s string) int {
	for _, r := range s {
		if r < ' ' || r > 0x2ff || r == 0xad {
			return ansi.StringWidth(s)
		}
	}
	return utf8.RuneCountInString(s)
}
