package widget

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model/text"
)

const ellipsis = "…"

// Cut is s on one line of at most w cells, with … where it goes on.
func Cut(s string, w int) string {
	if strings.ContainsAny(s, "\n\t") {
		s = strings.NewReplacer("\n", " ", "\t", " ").Replace(s)
	}
	if Width(s) <= w {
		return s
	}
	if end, ok := head(s, w-1); ok && w > 0 {
		return s[:end] + ellipsis
	}
	return ansi.Truncate(s, max(0, w), ellipsis)
}

// Pad fills s, which may be styled, with spaces up to w cells; what is wider is cut.
func Pad(s string, w int) string {
	n := Width(s)
	if n > w {
		return Cut(s, w)
	}
	return s + strings.Repeat(" ", w-n)
}

// Align is s on exactly w cells, at the left or at the right.
func Align(s string, w int, right bool) string {
	s = Cut(s, w)
	spare := strings.Repeat(" ", max(0, w-Width(s)))
	if right {
		return spare + s
	}
	return s + spare
}

// Sides puts left and right at the ends of a line of w cells. Where there is no room for both, the left one is cut.
func Sides(left, right string, w int) string {
	room := w - Width(right)
	if right != "" {
		room--
	}
	if room < 0 {
		return Pad(right, w)
	}
	left = Cut(left, room)
	return left + strings.Repeat(" ", w-Width(left)-Width(right)) + right
}

// PartsAndSide puts parts, with a dot between two, and right near the ends of a line of w cells. Where there is no room, the
// last parts give way.
func PartsAndSide(env *Env, parts []string, right string, w int) string {
	dot := env.Theme.Muted.Render(" · ")
	left := strings.Join(parts, dot)
	for len(parts) > 1 && Width(left)+Width(right)+3 > w {
		parts = parts[:len(parts)-1]
		left = strings.Join(parts, dot)
	}
	return Sides(" "+left, right+" ", w)
}

// foundPiece is a part of a text, found by a filter or not.
type foundPiece struct {
	text  string
	found bool
}

// foundPieces parts s where something was found. What was found beyond the end of s, which may have been cut, is left out.
func foundPieces(s string, found []text.Range) (list []foundPiece) {
	end := len(s)
	if cut, ok := strings.CutSuffix(s, ellipsis); ok {
		end = len(cut)
	}
	at := 0
	for _, r := range found {
		if r.Start < at || r.Start >= end {
			continue
		}
		stop := min(r.End, end)
		if r.Start > at {
			list = append(list, foundPiece{s[at:r.Start], false})
		}
		list = append(list, foundPiece{s[r.Start:stop], true})
		at = stop
	}
	if at < len(s) {
		list = append(list, foundPiece{s[at:], false})
	}
	return list
}

// Highlight draws s in a style and the found pieces of it as such.
func Highlight(env *Env, s string, found []text.Range, style lipgloss.Style) string {
	var b strings.Builder
	for _, p := range foundPieces(s, found) {
		if p.found {
			b.WriteString(env.Theme.Match.Render(p.text))
		} else {
			b.WriteString(style.Render(p.text))
		}
	}
	return b.String()
}

// Lines wraps s between words into at most n lines of w cells; with more to say, the last one ends in ….
func Lines(s string, w, n int) []string {
	if w <= 0 || n <= 0 || strings.TrimSpace(s) == "" {
		return nil
	}
	if most := w * n * 4; len(s) > most { // enough for the lines that are drawn, however long the text
		s = strings.ToValidUTF8(s[:most], "")
	}
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' }), " ")
	lines := strings.Split(ansi.Wrap(s, w, ""), "\n")
	if len(lines) > n {
		lines = lines[:n]
		lines[n-1] = ansi.Truncate(lines[n-1], w-1, "") + ellipsis
	}
	return lines
}
