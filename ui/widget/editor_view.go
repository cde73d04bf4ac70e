package widget

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
)

// TextMark is a part of the text that is shown otherwise, in bytes from Start up to End.
type TextMark struct {
	Start, End int
	Look       Look
}

// Look is how a marked part is shown. Where looks overlap, the greater one wins.
type Look int

// The looks. Spotted and Warned parts are also told in words by the page: neither colour nor underline stands alone.
const (
	Plain   Look = iota
	Heading      // a line that was there before anything was written
	Spotted      // a date that can become a task
	Warned       // a word to look at again
	Found        // what the search found
	chosen       // the selection
	Covered      // a name while names are masked: initial and dots
	looks
)

// SetMarks sets the marked parts; the selection is drawn over them.
func (e *Editor) SetMarks(marks []TextMark) {
	slices.SortStableFunc(marks, func(a, b TextMark) int { return a.Start - b.Start })
	e.marks = marks
}

// shift moves marks along with an edit, until the page has computed them again; those that it touches are dropped.
func shift(marks []TextMark, from, to, n int) []TextMark {
	out := marks[:0:0]
	for _, m := range marks {
		switch {
		case m.End <= from:
		case m.Start >= to:
			m.Start, m.End = m.Start+n-(to-from), m.End+n-(to-from)
		default:
			continue
		}
		out = append(out, m)
	}
	return out
}

func (e *Editor) style(look Look) lipgloss.Style {
	t := e.env.Theme
	switch look {
	case Heading:
		return t.Bold
	case Spotted:
		return t.Info.Underline(true)
	case Warned:
		return t.Late.Underline(true)
	case Found:
		return t.Match
	case chosen:
		return t.Selected
	}
	return t.Text
}

// Lines are the visible rows, at most as many and as wide as the layout says, from the first row on.
func (e *Editor) Lines() []string { return e.lines(e.top, e.h) }

// Head is the first n rows, wherever the cursor is: what is shown of a text that nobody is writing in.
func (e *Editor) Head(n int) []string { return e.lines(0, n) }

func (e *Editor) lines(top, n int) []string {
	var out []string
	var with paint
	for _, r := range e.rows[top:min(len(e.rows), top+n)] {
		out = append(out, e.draw(r, &with))
	}
	return out
}

// paint holds what a style writes before and after a text. Rendering each part by itself would take most of a frame: rows
// are many, looks few.
type paint [looks]struct {
	before, after string
	known         bool
}

func (e *Editor) paint(b *strings.Builder, with *paint, look Look, s string) {
	p := &with[look]
	if !p.known {
		p.before, p.after, _ = strings.Cut(e.style(look).Render("x"), "x")
		p.known = true
	}
	b.WriteString(p.before)
	b.WriteString(s)
	b.WriteString(p.after)
}

// draw renders one row.
func (e *Editor) draw(r row, with *paint) string {
	start, end := e.Selection()
	visible := r.start + len(strings.TrimRight(e.text[r.start:r.end], " "))
	if r.hard {
		visible = r.end
	}
	visible = e.fit(r.start, visible)
	if r.start == visible && !(start <= r.end && end > r.end) {
		return ""
	}
	var b strings.Builder
	for i := r.start; i < visible; {
		look, until := e.lookAt(i, visible)
		if start < end && look != Covered {
			switch {
			case i >= start && i < end:
				look, until = chosen, min(until, end)
			case i < start:
				until = min(until, start)
			}
		}
		part := e.text[i:until]
		if look == Covered {
			part = cover(part)
		}
		e.paint(&b, with, look, part)
		i = until
	}
	if r.hard && start <= r.end && end > r.end { // the selected line end
		e.paint(&b, with, chosen, " ")
	}
	return b.String()
}

// fit cuts trailing spaces that hang over the edge of a row.
func (e *Editor) fit(from, to int) int {
	if to-from <= e.wrapWidth() {
		return to
	}
	x := 0
	for i := from; i < to; {
		end, cells := cluster(e.text, i)
		if x += cells; x > e.wrapWidth() {
			return i
		}
		i = end
	}
	return to
}

// lookAt is the look of the text at i, and up to where it holds.
func (e *Editor) lookAt(i, limit int) (look Look, until int) {
	until = limit
	// Marks are short and sorted by their start: those that can hold i stand just before the first one after i.
	first := sort.Search(len(e.marks), func(j int) bool { return e.marks[j].Start > i })
	if first < len(e.marks) {
		until = min(until, e.marks[first].Start)
	}
	for j := max(0, first-8); j < first; j++ {
		if m := e.marks[j]; m.End > i {
			look = max(look, m.Look)
			until = min(until, m.End)
		}
	}
	return look, max(until, i+1)
}

// cover hides a name but for its first letter, in as many cells.
func cover(s string) string {
	if s == "" {
		return s
	}
	_, n := utf8.DecodeRuneInString(s)
	end, _ := cluster(s, 0)
	return s[:max(n, end)] + strings.Repeat("·", cellsOf(s[max(n, end):]))
}

// Cursor is where the cursor stands, in cells of the view; false if it is scrolled out of it.
func (e *Editor) Cursor() (x, y int, ok bool) {
	r := e.rowAt(e.cursor)
	y = r - e.top
	return e.column(e.rows[r], e.cursor), y, y >= 0 && y < e.h
}
