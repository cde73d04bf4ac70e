package widget

import (
	"strings"
	"unicode/utf8"

	"seuil/model/text"
)

// Editor is a text of several lines that a person writes: soft wrap by words, selection, a clipboard of its own, undo and
// redo by words, marks under words. It keeps no more than its limits and says how much it refused.
//
// It is not bubbles/textarea, for three reasons found in that package's source: it has no undo, it draws every line of the
// text at each frame and lets a viewport throw most of them away, and its keys are those of Emacs. Here the text is one
// string; an edit wraps again from two rows above it until the rows agree with the former ones, and a frame draws the
// visible rows only, so that a key costs the same in a long note as in a short one.
//
// Offsets are bytes of the text and stand between characters as a person sees them (grapheme clusters).
type Editor struct {
	env    *Env
	reg    *Register
	limits Limits

	text   string
	chars  int // characters (runes) of text
	cursor int
	anchor int // the other end of the selection; the cursor itself if there is none
	goal   int // column that up and down aim at; -1 while it is where the cursor stands

	rows     []row // the whole text wrapped, at least one row
	w, h     int
	top      int // first visible row
	scrolled bool

	past, future []edit
	sealed       bool // the next edit begins a new step of undo
	version      int

	marks []TextMark
	line  bool // one paragraph: Enter is left to the page
}

// Limits are what an editor keeps at most.
type Limits struct{ Chars, Bytes int }

// Register is the clipboard that the editors of one page share. Nothing of it reaches the clipboard of the system, which
// other programs can read.
type Register struct{ Text string }

// NewEditor makes an empty editor.
func NewEditor(env *Env, reg *Register, limits Limits) *Editor {
	return &Editor{env: env, reg: reg, limits: limits, goal: -1, rows: []row{{hard: true}}, w: 80, h: 1}
}

// SetLine makes it an editor of one paragraph, wrapped like the others: line ends become spaces, Enter is left to the page.
func (e *Editor) SetLine(on bool) { e.line = on }

// SetText replaces the text and forgets the steps of undo; the cursor stands at the beginning.
func (e *Editor) SetText(s string) {
	s = e.clean(s)
	e.text, e.chars = s, utf8.RuneCountInString(s)
	e.cursor, e.anchor, e.top, e.goal = 0, 0, 0, -1
	e.past, e.future, e.marks = nil, nil, nil
	e.version++
	e.rows = wrapAll(e.text, e.wrapWidth())
}

func (e *Editor) clean(s string) string {
	if e.line {
		return text.CleanLine(s)
	}
	return text.Clean(s)
}

// Text is the text as it stands.
func (e *Editor) Text() string { return e.text }

// Chars is the length of the text in characters.
func (e *Editor) Chars() int { return e.chars }

// Version changes whenever the text does.
func (e *Editor) Version() int { return e.version }

// Rows is how many rows the whole text takes at the present width.
func (e *Editor) Rows() int { return len(e.rows) }

// Layout sets the size in cells. One column is kept for the cursor after the last character of a full row.
func (e *Editor) Layout(w, h int) {
	e.Wrap(w)
	e.h = max(1, h)
	e.follow()
}

// Wrap sets the width alone: enough for a text of which only [Editor.Head] is shown.
func (e *Editor) Wrap(w int) {
	if w = max(2, w); w != e.w {
		e.w = w
		e.rows = wrapAll(e.text, e.wrapWidth())
	}
}

func (e *Editor) wrapWidth() int { return e.w - 1 }

// At is where the cursor stands, in characters from the start of the text.
func (e *Editor) At() int { return utf8.RuneCountInString(e.text[:e.cursor]) }

// Offset is where the cursor stands, in bytes from the start of the text.
func (e *Editor) Offset() int { return e.cursor }

// Go puts the cursor n characters from the start, or at the end of a shorter text, and drops the selection.
func (e *Editor) Go(n int) {
	i := 0
	for ; n > 0 && i < len(e.text); n-- {
		_, size := utf8.DecodeRuneInString(e.text[i:])
		i += size
	}
	e.moveTo(boundary(e.text, i), false)
}

// GoByte puts the cursor at an offset in bytes, and drops the selection.
func (e *Editor) GoByte(i int) { e.moveTo(boundary(e.text, min(max(i, 0), len(e.text))), false) }

// Selection is the selected part, from start up to end; empty if nothing is selected.
func (e *Editor) Selection() (start, end int) {
	return min(e.anchor, e.cursor), max(e.anchor, e.cursor)
}

// Select selects from start up to end; the cursor stands at the end.
func (e *Editor) Select(start, end int) {
	e.anchor = boundary(e.text, start)
	e.moveTo(boundary(e.text, end), true)
}

// moveTo puts the cursor at a boundary between characters. Without extend the selection is dropped.
func (e *Editor) moveTo(i int, extend bool) {
	e.cursor, e.goal, e.sealed = i, -1, true
	if !extend {
		e.anchor = i
	}
	e.follow()
}

// follow scrolls so that the cursor is in view.
func (e *Editor) follow() {
	e.scrolled = false
	r := e.rowAt(e.cursor)
	e.top = min(max(e.top, r-e.h+1), r)
	e.top = max(0, min(e.top, len(e.rows)-e.h))
}

// Scroll moves the view by rows and leaves the cursor where it is; the next key brings it back into view.
func (e *Editor) Scroll(rows int) {
	e.top = max(0, min(e.top+rows, len(e.rows)-e.h))
	e.scrolled = true
}

// Above and Below are how many rows lie hidden on either side of the view.
func (e *Editor) Above() int { return e.top }

// Below is how many rows lie hidden under the view.
func (e *Editor) Below() int { return max(0, len(e.rows)-e.top-e.h) }

// WordCount is the number of words, as typists count: runs of characters between spaces.
func (e *Editor) WordCount() int { return len(strings.Fields(e.text)) }
