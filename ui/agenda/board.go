package agenda

import (
	"slices"

	"seuil/model"
)

// head is the heading of a group of dates.
type head struct {
	kind headKind
	day  model.Date // of headToday and headDay
	none bool       // nothing follows
}

type headKind int

const (
	headLate headKind = iota
	headToday
	headDay
	headUndated
)

// blank is a line between two groups; a line below it is a heading, one from zero on an entry.
const blank = -1

// board is the lines of the list, headings among them, and which entry is selected. It knows nothing of what they say.
type board struct {
	heads    []head
	lines    []int32 // an entry; blank; or -2-i for the i-th heading
	at       []int32 // the line of each entry, from first on
	first    int     // the first entry on the board
	selected int
	top      int // first line in view
	h        int // lines in view
}

// lay makes the lines: in the view of a week its seven days, empty or not; else all dates, the late ones under one heading.
func (b *board) lay(l *list, today, week model.Date, airy bool) {
	b.heads, b.lines, b.at = b.heads[:0], b.lines[:0], b.at[:0]
	begin := func(h head) {
		if airy && len(b.heads) > 0 {
			b.lines = append(b.lines, blank)
		}
		b.lines = append(b.lines, int32(-2-len(b.heads)))
		b.heads = append(b.heads, h)
	}
	add := func(from, to int) {
		for i := from; i < to; i++ {
			b.at = append(b.at, int32(len(b.lines)))
			b.lines = append(b.lines, int32(i))
		}
	}
	if !week.IsZero() {
		b.first = l.from(week)
		for i := range 7 {
			day := week.AddDays(i)
			from, to := l.from(day), l.from(day.AddDays(1))
			begin(head{headDay, day, from == to})
			add(from, to)
		}
		b.Select(b.selected)
		return
	}
	b.first = 0
	now, later, undated := l.from(today), l.from(today.AddDays(1)), l.undated()
	if now > 0 {
		begin(head{kind: headLate})
		add(0, now)
	}
	begin(head{headToday, today, now == later})
	add(now, later)
	for from := later; from < undated; {
		to := from
		for to < undated && l.shown[to].due == l.shown[from].due {
			to++
		}
		begin(head{kind: headDay, day: l.shown[from].due})
		add(from, to)
		from = to
	}
	if undated < len(l.shown) {
		begin(head{kind: headUndated})
		add(undated, len(l.shown))
	}
	b.Select(b.selected)
}

// current is the selected entry; ok is false if there is none on the board.
func (b *board) current() (i int, ok bool) { return b.selected, len(b.at) > 0 }

// Select moves to an entry, or to the nearest that there is.
func (b *board) Select(i int) {
	b.selected = max(b.first, min(i, b.first+len(b.at)-1))
	b.reveal()
}

// line is that of the selected entry; the first without one.
func (b *board) line() int {
	if len(b.at) == 0 {
		return 0
	}
	return int(b.at[b.selected-b.first])
}

// reveal scrolls so that the selected entry is in view, with its heading where it follows it, and wastes no room at the end.
func (b *board) reveal() {
	line := b.line()
	lead := line
	if lead > 0 && b.lines[lead-1] < blank {
		lead--
	}
	b.top = min(b.top, lead)
	b.top = max(b.top, line-b.h+1, 0)
	b.top = max(0, min(b.top, len(b.lines)-b.h))
}

// layout gives the board h lines.
func (b *board) layout(h int) {
	b.h = max(1, h)
	b.reveal()
}

// key moves the selection for the keys that do.
func (b *board) key(name string) {
	switch name {
	case "up":
		b.Select(b.selected - 1)
	case "down":
		b.Select(b.selected + 1)
	case "pgup":
		b.Select(b.near(b.line() - max(1, b.h-1)))
	case "pgdown":
		b.Select(b.near(b.line() + max(1, b.h-1)))
	case "home":
		b.Select(0)
	case "end":
		b.Select(b.first + len(b.at))
	}
}

// near is the entry on a line, or the next one below it.
func (b *board) near(line int) int {
	i, _ := slices.BinarySearch(b.at, int32(line))
	return b.first + i
}

// hit is the entry drawn on a line of the view.
func (b *board) hit(y int) (i int, ok bool) {
	line := b.top + y
	if y < 0 || y >= b.h || line >= len(b.lines) || b.lines[line] < 0 {
		return 0, false
	}
	return int(b.lines[line]), true
}
