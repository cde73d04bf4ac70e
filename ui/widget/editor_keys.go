package widget

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// Outcome is what an editor did with a message.
type Outcome struct {
	Handled bool
	Over    int // so many characters too many: nothing was written
}

// Update takes keys and pastes; what it does not know is left to its page.
func (e *Editor) Update(msg tea.Msg) Outcome {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		return Outcome{true, e.Insert(msg.Content)}
	case tea.KeyPressMsg:
		return e.key(msg)
	}
	return Outcome{}
}

func (e *Editor) key(msg tea.KeyPressMsg) Outcome {
	key := msg.String()
	if move, extend := strings.CutPrefix(strings.Replace(key, "ctrl+shift+", "shift+ctrl+", 1), "shift+"); e.move(move, extend) {
		return Outcome{Handled: true}
	}
	switch key {
	case "enter", "shift+enter":
		if e.line {
			return Outcome{}
		}
		return Outcome{true, e.insert("\n", typing)}
	case "backspace", "shift+backspace":
		e.erase(previous(e.text, e.cursor), e.cursor)
	case "delete", "shift+delete":
		e.erase(e.cursor, e.after(e.cursor))
	case "ctrl+a":
		e.anchor = 0
		e.moveTo(len(e.text), true)
	case "ctrl+x":
		return Outcome{Handled: e.Cut()}
	case "ctrl+c":
		return Outcome{Handled: e.Copy()}
	case "ctrl+v":
		if e.reg.Text == "" {
			return Outcome{}
		}
		return Outcome{true, e.Insert(e.reg.Text)}
	default:
		if msg.Text == "" {
			return Outcome{}
		}
		return Outcome{true, e.insert(msg.Text, typing)}
	}
	return Outcome{Handled: true}
}

// move takes the keys that move the cursor, with or without a selection.
func (e *Editor) move(key string, extend bool) bool {
	start, end := e.Selection()
	switch key {
	case "left":
		if extend || start == end {
			start = previous(e.text, e.cursor)
		}
		e.moveTo(start, extend)
	case "right":
		if extend || start == end {
			end = e.after(e.cursor)
		}
		e.moveTo(end, extend)
	case "ctrl+left":
		e.moveTo(e.wordBefore(), extend)
	case "ctrl+right":
		e.moveTo(e.wordAfter(), extend)
	case "up":
		e.vertical(-1, extend)
	case "down":
		e.vertical(1, extend)
	case "pgup":
		e.vertical(-e.h, extend)
	case "pgdown":
		e.vertical(e.h, extend)
	case "home":
		e.moveTo(e.rows[e.rowAt(e.cursor)].start, extend)
	case "end":
		e.moveTo(e.rowEnd(e.rows[e.rowAt(e.cursor)]), extend)
	case "ctrl+home":
		e.moveTo(0, extend)
	case "ctrl+end":
		e.moveTo(len(e.text), extend)
	default:
		return false
	}
	return true
}

// after is the end of the character that starts at i.
func (e *Editor) after(i int) int {
	if i >= len(e.text) {
		return len(e.text)
	}
	end, _ := cluster(e.text, i)
	return end
}

// rowEnd is the last offset that stands in a row.
func (e *Editor) rowEnd(r row) int {
	if r.hard {
		return r.end
	}
	return max(r.start, previous(e.text, r.end))
}

// vertical moves by rows and keeps aiming at the column where it began. Beyond the first or last row it goes to the end of
// the text.
func (e *Editor) vertical(rows int, extend bool) {
	r := e.rowAt(e.cursor)
	goal := e.goal
	if goal < 0 {
		goal = e.column(e.rows[r], e.cursor)
	}
	switch to := r + rows; {
	case to < 0 && r == 0:
		e.moveTo(0, extend)
	case to >= len(e.rows) && r == len(e.rows)-1:
		e.moveTo(len(e.text), extend)
	default:
		to = min(max(to, 0), len(e.rows)-1)
		e.moveTo(e.offsetAt(e.rows[to], goal), extend)
	}
	e.goal = goal
}

// wordBefore is the start of the word before the cursor.
func (e *Editor) wordBefore() int {
	i := e.cursor
	inWord := false
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(e.text[:i])
		if letter := wordRune(r); !letter && inWord {
			break
		} else if letter {
			inWord = true
		}
		i -= n
	}
	return boundary(e.text, i)
}

// wordAfter is the end of the word after the cursor.
func (e *Editor) wordAfter() int {
	i := e.cursor
	inWord := false
	for i < len(e.text) {
		r, n := utf8.DecodeRuneInString(e.text[i:])
		if letter := wordRune(r); !letter && inWord {
			break
		} else if letter {
			inWord = true
		}
		i += n
	}
	return boundary(e.text, i)
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// Point puts the cursor where somebody clicked, in cells of the view.
func (e *Editor) Point(x, y int) {
	r := min(max(e.top+y, 0), len(e.rows)-1)
	top := e.top
	e.moveTo(e.offsetAt(e.rows[r], max(0, x)), false)
	e.top = top
}

// SelectWord selects the word in which the cursor stands.
func (e *Editor) SelectWord() {
	end := e.wordAfter()
	e.cursor = end
	e.Select(e.wordBefore(), end)
}
