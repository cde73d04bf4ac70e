package widget

import (
	"slices"
	"sort"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// row is a visual row: bytes from start up to end. A hard row ends its paragraph, and the line end after it belongs to no
// row; a soft row is followed at once by the next. Spaces at the end of a soft row hang over the edge and are not drawn.
type row struct {
	start, end int
	hard       bool
}

// next is the row start after this one.
func (r row) next() int {
	if r.hard {
		return r.end + 1
	}
	return r.end
}

// wrapRow is the row that begins at start. It depends on nothing before start: that is what lets [Editor.rewrap] stop early.
func wrapRow(s string, start, w int) row {
	i, x, brk := start, 0, start
	for i < len(s) {
		if s[i] == '\n' {
			return row{start, i, true}
		}
		end, cells := cluster(s, i)
		if s[i] == ' ' {
			i, brk = end, end
			x++
			continue
		}
		if x+cells > w && i > start {
			if brk > start {
				return row{start, brk, false}
			}
			return row{start, i, false} // a word longer than the row
		}
		i, x = end, x+cells
	}
	return row{start, len(s), true}
}

func wrapAll(s string, w int) []row {
	rows := make([]row, 0, len(s)/max(1, w)+1)
	for i := 0; i <= len(s); {
		r := wrapRow(s, i, w)
		rows = append(rows, r)
		i = r.next()
	}
	return rows
}

// rewrap mends the rows after the bytes from..to of the former text have become n bytes of the present one.
func (e *Editor) rewrap(from, to, n int) {
	delta, w := n-(to-from), e.wrapWidth()
	// A word that got shorter may climb to the row above, and a joined character may change the row above that.
	first := max(0, e.rowAt(from)-2)
	var fresh []row
	for i := e.rows[first].start; i <= len(e.text); {
		if old := i - delta; i >= from+n && old >= to {
			j := sort.Search(len(e.rows), func(j int) bool { return e.rows[j].start >= old })
			if j < len(e.rows) && e.rows[j].start == old {
				e.splice(first, j, fresh, delta)
				return
			}
		}
		r := wrapRow(e.text, i, w)
		fresh = append(fresh, r)
		i = r.next()
	}
	e.splice(first, len(e.rows), fresh, delta)
}

// splice puts fresh rows in the place of rows[first:last] and shifts those that follow.
func (e *Editor) splice(first, last int, fresh []row, delta int) {
	e.rows = slices.Replace(e.rows, first, last, fresh...)
	for i := first + len(fresh); i < len(e.rows); i++ {
		e.rows[i].start += delta
		e.rows[i].end += delta
	}
}

// rowAt is the index of the row in which an offset stands. An offset between two soft rows stands in the second.
func (e *Editor) rowAt(i int) int {
	return sort.Search(len(e.rows), func(j int) bool { return e.rows[j].start > i }) - 1
}

// column is the cell of an offset in its row, never beyond the column kept for the cursor.
func (e *Editor) column(r row, i int) int { return min(cellsOf(e.text[r.start:i]), e.wrapWidth()) }

// offsetAt is the offset in a row that stands nearest before column x.
func (e *Editor) offsetAt(r row, x int) int {
	i, at := r.start, 0
	for i < r.end {
		end, cells := cluster(e.text, i)
		if at+cells > x {
			return i
		}
		if !r.hard && end >= r.end {
			return i // the offset after it stands in the next row
		}
		i, at = end, at+cells
	}
	return i
}

// combining is the first byte from which a character may join the one before it: U+0300 begins with it, everything below is
// a character by itself.
const combining = 0xCC

// cluster is the end of the character (grapheme cluster) that starts at i, and its width in cells.
func cluster(s string, i int) (end, cells int) {
	c, n := s[i], 1
	if c >= utf8.RuneSelf {
		if c >= combining {
			return slowCluster(s, i)
		}
		n = 2
	}
	if j := i + n; j >= len(s) || s[j] < combining {
		if c == '\n' {
			return j, 0
		}
		return min(j, len(s)), 1
	}
	return slowCluster(s, i)
}

func slowCluster(s string, i int) (end, cells int) {
	// A cluster of a clean text is short; a bound keeps the segmenter from reading the whole rest of it.
	piece := s[i:min(len(s), i+256)]
	got, cells := ansi.FirstGraphemeCluster(piece, ansi.GraphemeWidth)
	if len(got) == 0 {
		return i + 1, 0
	}
	return i + len(got), cells
}

// cellsOf is the width in cells of a part of a line.
func cellsOf(s string) int {
	x := 0
	for i := 0; i < len(s); {
		end, cells := cluster(s, i)
		i, x = end, x+cells
	}
	return x
}

// around are the boundaries between characters at or before, and at or after, an offset.
func around(s string, i int) (before, after int) {
	if i <= 0 || i >= len(s) {
		i = min(max(i, 0), len(s))
		return i, i
	}
	if s[i] < utf8.RuneSelf { // nothing before an ASCII character is joined to it
		return i, i
	}
	// Go back to where a character surely begins, then forward over whole ones.
	k := i - 1
	for floor := max(0, i-256); k > floor && s[k] >= utf8.RuneSelf; {
		k--
	}
	for k > 0 && !utf8.RuneStart(s[k]) {
		k--
	}
	for {
		end, _ := cluster(s, k)
		if end == i {
			return i, i
		}
		if end > i {
			return k, end
		}
		k = end
	}
}

func boundary(s string, i int) int {
	_, after := around(s, i)
	return after
}

// previous is the start of the character that ends at i.
func previous(s string, i int) int {
	if i <= 0 {
		return 0
	}
	j := i - 1
	for j > 0 && !utf8.RuneStart(s[j]) {
		j--
	}
	before, _ := around(s, j)
	return before
}
