package widget

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// edit is one step of undo: at an offset, the text out became the text in.
type edit struct {
	at             int
	out, in        string
	cursor, anchor int // before the step
	kind           editKind
}

type editKind int

const (
	other editKind = iota
	typing
	erasing
)

// How much can be undone.
const (
	maxSteps     = 2000
	maxStepBytes = 4 << 20
)

// replace puts s in the place of the bytes from..to, as one step of undo or as a part of the last one. It returns how many
// characters there would be too many, and then changes nothing.
func (e *Editor) replace(from, to int, s string, kind editKind) (over int) {
	chars := e.chars - utf8.RuneCountInString(e.text[from:to]) + utf8.RuneCountInString(s)
	size := len(e.text) - (to - from) + len(s)
	if over = chars - e.limits.Chars; over > 0 && chars > e.chars {
		return over
	}
	if over = size - e.limits.Bytes; over > 0 && size > len(e.text) {
		return over/utf8.UTFMax + 1 // at least so many
	}
	if from == to && s == "" {
		return 0
	}
	step := edit{from, e.text[from:to], s, e.cursor, e.anchor, kind}
	e.apply(from, to, s)
	if !e.merge(step) {
		e.past = append(e.past, step)
		e.trim()
	}
	e.future, e.sealed = nil, kind == other
	return 0
}

// apply changes the text and puts the cursor after what was written.
func (e *Editor) apply(from, to int, s string) {
	e.chars += utf8.RuneCountInString(s) - utf8.RuneCountInString(e.text[from:to])
	e.text = e.text[:from] + s + e.text[to:]
	e.version++
	e.marks = shift(e.marks, from, to, len(s))
	e.rewrap(from, to, len(s))
	e.cursor = boundary(e.text, from+len(s))
	e.anchor, e.goal = e.cursor, -1
	e.follow()
}

// merge makes a step a part of the last one: letters of one word, or erased characters that touch.
func (e *Editor) merge(s edit) bool {
	if e.sealed || len(e.past) == 0 || s.kind == other {
		return false
	}
	last := &e.past[len(e.past)-1]
	switch {
	case last.kind != s.kind:
		return false
	case s.kind == typing:
		if s.out != "" || s.at != last.at+len(last.in) || beginsWord(last.in, s.in) {
			return false
		}
		last.in += s.in
	case s.at+len(s.out) == last.at: // backspace
		if beginsWord(s.out, last.out) {
			return false
		}
		last.out, last.at = s.out+last.out, s.at
	case s.at == last.at: // delete
		if beginsWord(last.out, s.out) {
			return false
		}
		last.out += s.out
	default:
		return false
	}
	return true
}

// beginsWord says that a word begins between two pieces of text.
func beginsWord(before, after string) bool {
	b, _ := utf8.DecodeLastRuneInString(before)
	a, _ := utf8.DecodeRuneInString(after)
	return b == '\n' || unicode.IsSpace(b) && !unicode.IsSpace(a)
}

// trim forgets the oldest steps beyond the bounds.
func (e *Editor) trim() {
	size, i := 0, len(e.past)
	for i > 0 && len(e.past)-i < maxSteps && size <= maxStepBytes {
		i--
		size += len(e.past[i].in) + len(e.past[i].out)
	}
	e.past = e.past[i:]
}

// Seal ends the present step: what is typed next is undone by itself.
func (e *Editor) Seal() { e.sealed = true }

// Steps is how many steps can be undone; a page with several editors can tell by it that a step began.
func (e *Editor) Steps() int { return len(e.past) }

// Undo takes the last step back; false if there is none.
func (e *Editor) Undo() bool {
	if len(e.past) == 0 {
		return false
	}
	s := e.past[len(e.past)-1]
	e.past = e.past[:len(e.past)-1]
	e.future = append(e.future, s)
	e.apply(s.at, s.at+len(s.in), s.out)
	e.anchor, e.cursor = s.anchor, s.cursor
	e.sealed = true
	e.follow()
	return true
}

// Redo does again what was undone; false if there is nothing.
func (e *Editor) Redo() bool {
	if len(e.future) == 0 {
		return false
	}
	s := e.future[len(e.future)-1]
	e.future = e.future[:len(e.future)-1]
	e.past = append(e.past, s)
	e.apply(s.at, s.at+len(s.out), s.in)
	e.sealed = true
	return true
}

// Replace makes s the whole text, as one step of undo; the cursor stands n characters from its start. It returns how many
// characters there would be too many, and then changes nothing.
func (e *Editor) Replace(s string, n int) (over int) {
	if s = e.clean(s); s == e.text {
		e.Go(n)
		return 0
	}
	if over = e.replace(0, len(e.text), s, other); over == 0 {
		e.Go(n)
	}
	return over
}

// Insert writes s in the place of the selection, as one step of undo. A text that does not fit is refused whole: the
// number of characters that are too many is returned.
func (e *Editor) Insert(s string) (over int) { return e.insert(s, other) }

func (e *Editor) insert(s string, kind editKind) (over int) {
	start, end := e.Selection()
	if s = e.clean(s); s == "" {
		return 0
	}
	if r, _ := utf8.DecodeRuneInString(s); start > 0 && unicode.Is(unicode.M, r) { // a dead key that came after its letter
		base := previous(e.text, start)
		s, start = e.clean(e.text[base:start]+s), base
	}
	if end > start {
		kind = other
	}
	return e.replace(start, end, s, kind)
}

// erase removes the selection, or else the bytes from..to.
func (e *Editor) erase(from, to int) {
	kind := erasing
	if start, end := e.Selection(); end > start {
		from, to, kind = start, end, other
	}
	if from < to {
		e.replace(from, to, "", kind)
	}
}

// Copy puts the selection into the register; false if nothing is selected.
func (e *Editor) Copy() bool {
	start, end := e.Selection()
	if start < end {
		e.reg.Text = strings.Clone(e.text[start:end])
	}
	return start < end
}

// Cut copies the selection and removes it; false if nothing is selected.
func (e *Editor) Cut() bool {
	if !e.Copy() {
		return false
	}
	e.erase(0, 0)
	return true
}
