package widget

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Tab is one title of a row of tabs. Count, if there is one, follows the title; Alert puts a ▲ before it, for something
// behind the tab wants a person.
type Tab struct {
	Label string
	Count string
	Alert bool
}

// tabGap is what stands between two tabs, in cells, where there is room for it.
const tabGap = 2

func (t Tab) text(active bool) string {
	s := t.Label
	if t.Count != "" {
		s += " " + t.Count
	}
	if t.Alert {
		s = "▲ " + s
	}
	if active {
		return "[" + s + "]"
	}
	return " " + s + " "
}

// gapOf is what stands between the tabs of a line of w cells.
func gapOf(w int, tabs []Tab, active int) int {
	room := w
	for i, t := range tabs {
		room -= ansi.StringWidth(t.text(i == active))
	}
	switch {
	case w < 0:
		return 0
	case w == 0 || len(tabs) < 2:
		return tabGap
	}
	return min(max(room/(len(tabs)-1), 0), tabGap)
}

// TabLine draws the tabs on w cells, the active one in brackets; on as many as they need if w is zero, on as few as they can if it is
// less.
func TabLine(env *Env, w int, tabs []Tab, active int) string {
	var b strings.Builder
	gap := strings.Repeat(" ", gapOf(w, tabs, active))
	for i, t := range tabs {
		if i > 0 {
			b.WriteString(gap)
		}
		switch {
		case i == active:
			b.WriteString(env.Theme.Title.Render(t.text(true)))
		case t.Alert:
			b.WriteString(env.Theme.Late.Render(t.text(false)))
		default:
			b.WriteString(env.Theme.Muted.Render(t.text(false)))
		}
	}
	if w <= 0 {
		return b.String()
	}
	return Pad(b.String(), w)
}

// TabAt is the tab drawn at column x of the [TabLine] of w cells.
func TabAt(w int, tabs []Tab, active, x int) (i int, ok bool) {
	from, gap := 0, gapOf(w, tabs, active)
	for i, t := range tabs {
		cells := ansi.StringWidth(t.text(i == active))
		if x >= from && x < from+cells {
			return i, true
		}
		from += cells + gap
	}
	return 0, false
}
