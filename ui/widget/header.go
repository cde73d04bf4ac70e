package widget

import (
	"strings"

	"seuil/model"
)

// wide is from how many cells a line has room for the year.
const wide = 110

// Header is the first line of a page, on w cells: what is shown at the left (already styled), notices that must be seen
// (the first is the most important) and the date and time at the right. Where there is no room, the notices and then the
// end of the title give way.
func Header(env *Env, w int, title string, notices ...string) string {
	now := env.Now()
	today := model.DateOf(now)
	when := env.L.ShortDay(today, today)
	if w >= wide {
		when = env.L.ShortDayYear(today)
	}
	right := env.Theme.Muted.Render(when + " " + env.L.TimeOfDay(now))
	for i := len(notices) - 1; i >= 0; i-- {
		if notices[i] != "" && Width(title)+Width(notices[i])+Width(right)+6 <= w {
			right = notices[i] + "   " + right
		}
	}
	return Sides(" "+title, right+" ", w)
}

// Name is the title of a main page: " seuil [Ménages]".
func Name(env *Env, page string) string {
	return env.Theme.Muted.Render("seuil") + " " + env.Theme.Title.Render("["+page+"]")
}

// Rule is a line across w cells.
func Rule(env *Env, w int) string { return env.Theme.Muted.Render(strings.Repeat("─", max(0, w))) }

// RuleWith is a line across w cells with a joint (┬, ┴ or ┼) at column x, where the line between two panes meets it.
func RuleWith(env *Env, w, x int, joint string) string {
	if x < 0 || x >= w {
		return Rule(env, w)
	}
	return env.Theme.Muted.Render(strings.Repeat("─", x) + joint + strings.Repeat("─", w-x-1))
}

// Panes draws two columns of lines side by side, h lines high, with a line at column x between them.
func Panes(env *Env, w, h, x int, left, right []string) []string {
	bar := env.Theme.Muted.Render("│")
	at := func(lines []string, i int) string {
		if i < len(lines) {
			return lines[i]
		}
		return ""
	}
	out := make([]string, h)
	for i := range out {
		out[i] = Pad(at(left, i), x) + bar + Pad(at(right, i), max(0, w-x-1))
	}
	return out
}

// Frame draws a dialog: lines in a box of w cells with its title in the upper edge. Unlike a page, a dialog needs an edge,
// for it stands over something else.
func Frame(env *Env, w int, title string, lines []string) string {
	edge := env.Theme.Accent
	inner := max(0, w-4)
	title = Cut(title, inner-1)
	rest := max(0, w-5-Width(title))
	var b strings.Builder
	b.WriteString(edge.Render("┌ ") + env.Theme.Title.Render(title) + edge.Render(" "+strings.Repeat("─", rest)+"─┐"))
	for _, line := range lines {
		b.WriteString("\n" + edge.Render("│") + " " + Pad(line, inner) + " " + edge.Render("│"))
	}
	b.WriteString("\n" + edge.Render("└"+strings.Repeat("─", max(0, w-2))+"┘"))
	return b.String()
}

// KeyHint is a key and what it does, as the hint bar shows them.
func KeyHint(env *Env, key, label string) string {
	return env.Theme.Key.Render(key) + " " + env.Theme.Text.Render(label)
}
