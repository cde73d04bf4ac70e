package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/ui/nav"
	"seuil/ui/theme"
	"seuil/ui/widget"
)

// chrome is the number of rows that the root draws below the page: the effect line and the hint bar.
const chrome = 2

// The smallest screen that shows anything; below it a message, while the keys stay alive.
const (
	minWidth  = 80
	minHeight = 24
)

// View draws the page, the dialogs over it, the effect line and the hints.
func (r *Root) View() tea.View {
	v := tea.NewView("")
	v.AltScreen, v.ReportFocus, v.WindowTitle = true, true, "seuil"
	if r.moused {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if r.opt.Config.Theme != string(theme.Auto) && !r.opt.NoColor {
		v.BackgroundColor, v.ForegroundColor = r.env.Theme.Palette.Background, r.env.Theme.Palette.Text
	}
	switch {
	case r.width == 0:
	case r.width < minWidth || r.height < minHeight:
		v.Content = ansi.Truncate(r.env.L.T("root.too_small"), r.width, "")
	default:
		v.Content = strings.Join(r.frame(), "\n")
		v.Cursor = r.cursor()
	}
	return v
}

func (r *Root) frame() []string {
	lines := fit(r.top().page.View(), r.width, r.height-chrome)
	if r.opt.Demo {
		lines[0] = r.banner(lines[0])
	}
	for _, d := range r.dialogs {
		x, y := r.boxAt(d)
		lines = overlay(lines, r.box(d), x, y)
	}
	said := r.effectLines()
	lines = append(append(lines[:r.height-1-len(said)], said...), r.hintBar())
	for i := range lines {
		lines[i] = widget.Harmless(lines[i])
	}
	return lines
}

// fit cuts or fills a text to a number of lines.
func fit(text string, w, h int) []string {
	lines := strings.Split(text, "\n")
	if len(lines) > h {
		lines = lines[:h]
	}
	for i, line := range lines {
		if widget.Width(line) > w {
			lines[i] = ansi.Truncate(line, w, "…")
		}
	}
	for len(lines) < h {
		lines = append(lines, "")
	}
	return lines
}

// banner writes DÉMONSTRATION into the widest gap of the first line, or over its middle if there is none.
func (r *Root) banner(line string) string {
	text := r.env.Theme.Late.Bold(true).Reverse(true).Render(" " + r.env.L.T("root.demo") + " ")
	w := widget.Width(text)
	at, gap := widestGap(ansi.Strip(line), r.width)
	x := at + (gap-w)/2
	if gap < w {
		x = (r.width - w) / 2
	}
	return overlay([]string{line}, []string{text}, x, 0)[0]
}

// widestGap is where the longest run of spaces of a line of plain text stands, in cells; what lies behind its end is space.
func widestGap(line string, width int) (at, size int) {
	start, x := 0, 0
	end := func() {
		if x-start > size {
			at, size = start, x-start
		}
	}
	for _, r := range line {
		if r != ' ' {
			end()
			start = x + widget.Width(string(r))
		}
		x += widget.Width(string(r))
	}
	x = width
	end()
	return at, size
}

func (r *Root) box(d nav.Dialog) []string {
	return strings.Split(d.View(r.width-4, r.height-chrome-2), "\n")
}

// boxAt is where the upper left corner of a dialog stands.
func (r *Root) boxAt(d nav.Dialog) (x, y int) {
	lines := r.box(d)
	w := 0
	for _, line := range lines {
		w = max(w, widget.Width(line))
	}
	return max(0, (r.width-w)/2), max(0, (r.height-chrome-len(lines))/2)
}

// overlay lays lines over others, from a cell on.
func overlay(base, box []string, x, y int) []string {
	for i, line := range box {
		if y+i >= len(base) {
			break
		}
		under := base[y+i]
		left := ansi.Truncate(under, x, "")
		left += strings.Repeat(" ", max(0, x-widget.Width(left)))
		end := x + widget.Width(line)
		right, room := ansi.TruncateLeft(under, end, ""), max(0, widget.Width(under)-end)
		for at := end + 1; widget.Width(right) > room; at++ { // a character of two cells stands half below the box
			right = ansi.TruncateLeft(under, at, "")
		}
		base[y+i] = left + line + strings.Repeat(" ", room-widget.Width(right)) + right
	}
	return base
}

// maxEffect is on how many lines a sentence is said: the longest errors name a file and what to do with it.
const maxEffect = 4

// effectLines are what just happened, in full until a key is pressed: it then gives back the lines of the page that it covers.
func (r *Root) effectLines() []string {
	th, e := r.env.Theme, r.effect
	if e.text == "" {
		if r.opt.Config.Tips && r.vault != nil && len(r.dialogs) == 0 {
			return []string{" " + th.Muted.Render(ansi.Truncate(r.env.L.T("root.tip"), r.width-2, "…"))}
		}
		return []string{""}
	}
	symbol, style := "√", th.Done
	switch e.tone {
	case nav.Info:
		symbol, style = "●", th.Info
	case nav.Warn:
		symbol, style = "▲", th.Late
	case nav.Bad:
		symbol, style = "■", th.Urgent
	}
	right := ""
	if e.undo {
		right = r.env.L.T("root.undo_hint") + " "
	}
	room := r.width - widget.Width(right) - 4
	texts := widget.WrapAll(e.text, room)
	if e.seen || len(r.dialogs) > 0 || len(texts) > maxEffect {
		texts = []string{widget.Cut(e.text, room)}
	}
	lines := make([]string, len(texts))
	for i, text := range texts {
		lines[i] = " " + style.Render(symbol+" "+text)
		symbol = " "
	}
	last := len(lines) - 1
	lines[last] += strings.Repeat(" ", max(1, room-widget.Width(texts[last])+1)) + th.Muted.Render(right)
	return lines
}

// hint is one entry of the hint bar and where it stands.
type hint struct {
	binding nav.Binding
	text    string
	from    int
}

// hints are the entries that fit, with the help last.
func (r *Root) hints() []hint {
	t := r.target()
	tail := r.helpHint()
	room := r.width - 2 - widget.Width(tail.text)
	var list []hint
	at := 1
	for _, b := range t.Keys() {
		if !b.Hint || b.Run == nil || len(b.Keys) == 0 {
			continue
		}
		key := r.env.L.KeyName(b.Keys[0])
		w := widget.Width(key + " " + b.Label)
		if at+w+2 > room {
			break
		}
		list = append(list, hint{b, r.env.Theme.Key.Render(key) + " " + r.env.Theme.Muted.Render(b.Label), at})
		at += w + 2
	}
	tail.from = r.width - 1 - widget.Width(tail.text)
	return append(list, tail)
}

func (r *Root) helpHint() hint {
	b := nav.Binding{Run: r.showHelp}
	key := "?"
	if r.target().Typing() {
		key = "F1"
	}
	return hint{binding: b, text: r.env.Theme.Key.Render(key) + " " + r.env.Theme.Muted.Render(r.env.L.T("root.help"))}
}

func (r *Root) hintBar() string {
	var b strings.Builder
	at := 0
	for _, h := range r.hints() {
		b.WriteString(strings.Repeat(" ", max(0, h.from-at)))
		b.WriteString(h.text)
		at = h.from + widget.Width(h.text)
	}
	return b.String()
}

func (r *Root) hintAt(x int) (nav.Binding, bool) {
	for _, h := range r.hints() {
		if x >= h.from && x < h.from+widget.Width(h.text) {
			return h.binding, true
		}
	}
	return nav.Binding{}, false
}

// cursor is the hardware cursor of whatever is on top: screen readers and magnifiers follow it.
func (r *Root) cursor() *tea.Cursor {
	if n := len(r.dialogs); n > 0 {
		c := r.dialogs[n-1].Cursor()
		if c != nil {
			x, y := r.boxAt(r.dialogs[n-1])
			moved := *c
			moved.X, moved.Y = c.X+x, c.Y+y
			return &moved
		}
		return nil
	}
	c := r.top().page.Cursor()
	if c != nil && c.Y >= r.height-1-len(r.effectLines()) { // what just happened covers it
		return nil
	}
	return c
}
