package text

import "unicode"

// Op says what became of a piece of text between two versions.
type Op uint8

// The pieces of a [Diff].
const (
	Equal Op = iota
	Deleted
	Inserted
)

// Span is a piece of a diff: in both versions, or in the former or the latter only.
type Span struct {
	Op   Op
	Text string
}

// maxEdits bounds the work and the memory of one diff (a few megabytes): two versions further apart than so many words
// are shown as one deletion and one insertion between what they have in common at both ends.
const maxEdits = 800

// Diff is what changed from a to b, word by word. The texts of the equal and deleted spans make a, those of the equal and
// inserted ones make b. No two neighbouring spans have the same Op, and a deletion stands before its insertion.
func Diff(a, b string) []Span {
	x, y := tokens(a), tokens(b)
	head := 0
	for head < len(x) && head < len(y) && x[head] == y[head] {
		head++
	}
	tail := 0
	for tail < len(x)-head && tail < len(y)-head && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	var d script
	for _, t := range x[:head] {
		d.add(Equal, t)
	}
	d.middle(x[head:len(x)-tail], y[head:len(y)-tail])
	for _, t := range x[len(x)-tail:] {
		d.add(Equal, t)
	}
	return d.spans()
}

// tokens cuts s into words, runs of spaces, and single other characters; a line end is a token of its own.
func tokens(s string) []string {
	var out []string
	class := func(r rune) int {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.M, r):
			return 1
		case r != '\n' && unicode.IsSpace(r):
			return 2
		}
		return 0
	}
	start, was := 0, 0
	for i, r := range s {
		is := class(r)
		if i > start && (is == 0 || is != was) {
			out = append(out, s[start:i])
			start = i
		}
		was = is
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

// script is an edit script under construction: one entry for each token.
type script []Span

func (d *script) add(op Op, t string) { *d = append(*d, Span{op, t}) }

// middle appends a shortest edit script from x to y (Myers, 1986), or the whole replacement beyond maxEdits.
func (d *script) middle(x, y []string) {
	path, ok := shortest(x, y)
	if !ok {
		for _, t := range x {
			d.add(Deleted, t)
		}
		for _, t := range y {
			d.add(Inserted, t)
		}
		return
	}
	for _, s := range path {
		d.add(s.Op, s.Text)
	}
}

// shortest is the greedy algorithm of Myers. trace[n] holds, for each diagonal k from -n to n in steps of two, how far
// along x the best path with n edits gets.
func shortest(x, y []string) ([]Span, bool) {
	var trace [][]int32
	for n := 0; n <= min(maxEdits, len(x)+len(y)); n++ {
		row := make([]int32, n+1)
		for j := range row {
			k := 2*j - n
			i := step(trace, n, k)
			for i < len(x) && i-k < len(y) && x[i] == y[i-k] {
				i++
			}
			row[j] = int32(i)
			if i >= len(x) && i-k >= len(y) {
				return backtrack(append(trace, row), x, y), true
			}
		}
		trace = append(trace, row)
	}
	return nil, false
}

// reach is how far along x the best path with n edits gets on diagonal k; -1 off the table.
func reach(trace [][]int32, n, k int) int {
	if n < 0 || k < -n || k > n {
		return -1
	}
	return int(trace[n][(k+n)/2])
}

// step is where the n-th edit of a path to diagonal k leads, before the equal words that follow.
func step(trace [][]int32, n, k int) int {
	if n == 0 {
		return 0
	}
	return max(reach(trace, n-1, k+1), reach(trace, n-1, k-1)+1)
}

func backtrack(trace [][]int32, x, y []string) []Span {
	var back []Span
	i, j := len(x), len(y)
	for n := len(trace) - 1; n > 0; n-- {
		k := i - j
		start := step(trace, n, k)
		for i > start {
			i, j = i-1, j-1
			back = append(back, Span{Equal, x[i]})
		}
		if reach(trace, n-1, k+1) == start {
			j--
			back = append(back, Span{Inserted, y[j]})
		} else {
			i--
			back = append(back, Span{Deleted, x[i]})
		}
	}
	for i > 0 {
		i--
		back = append(back, Span{Equal, x[i]})
	}
	for a, b := 0, len(back)-1; a < b; a, b = a+1, b-1 {
		back[a], back[b] = back[b], back[a]
	}
	return back
}

// spans joins the script into spans. A lone space between two changes is counted as changed with them: "one two" → "three
// four" reads better as one replacement than as two.
func (d script) spans() []Span {
	var out []Span
	var same, gone, come []byte
	flush := func(op Op, t *[]byte) {
		if len(*t) > 0 {
			out = append(out, Span{op, string(*t)})
			*t = (*t)[:0]
		}
	}
	for i, s := range d {
		switch {
		case s.Op == Equal && s.Text == " " && len(gone) > 0 && len(come) > 0 && i+1 < len(d) && d[i+1].Op != Equal:
			gone, come = append(gone, ' '), append(come, ' ')
		case s.Op == Equal:
			flush(Deleted, &gone)
			flush(Inserted, &come)
			same = append(same, s.Text...)
		default:
			flush(Equal, &same)
			if s.Op == Deleted {
				gone = append(gone, s.Text...)
			} else {
				come = append(come, s.Text...)
			}
		}
	}
	flush(Equal, &same)
	flush(Deleted, &gone)
	flush(Inserted, &come)
	return out
}
