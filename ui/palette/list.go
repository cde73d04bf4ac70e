// Package palette holds the root's own dialogs: the palette ("what do you want to do?"), the help whose lines can be run,
// and the question before quitting. All three show the one key table of the page.
package palette

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model/text"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// entry is one line that can be run, or a heading (no run).
type entry struct {
	label, key string
	folded     string
	run        func() tea.Cmd
}

// list is a field above lines that it filters; Enter runs the line under the cursor.
type list struct {
	env     *widget.Env
	title   string
	foot    string
	input   *widget.Input
	all     []entry
	shown   []entry
	more    func(query string) []entry // further lines for a query, after the others
	cursor  int
	top     int
	done    bool
	grouped bool // headings show while nothing is typed
}

func newList(env *widget.Env, title, foot string) *list {
	return &list{env: env, title: title, foot: foot, input: widget.NewInput(env)}
}

func entryOf(env *widget.Env, b nav.Binding) entry {
	keys := make([]string, 0, len(b.Keys))
	for _, k := range b.Keys {
		keys = append(keys, env.L.KeyName(k))
	}
	e := entry{label: b.Text(), key: strings.Join(keys, "  "), run: b.Run}
	e.folded = text.Fold(e.label + " " + b.Label)
	return e
}

// filter shows the entries that have every word that was typed.
func (l *list) filter() {
	words := strings.Fields(text.Fold(l.input.Value()))
	l.shown = l.shown[:0]
	for _, e := range l.all {
		if e.run == nil {
			if l.grouped && len(words) == 0 {
				l.shown = append(l.shown, e)
			}
			continue
		}
		match := true
		for _, w := range words {
			match = match && strings.Contains(e.folded, w)
		}
		if match {
			l.shown = append(l.shown, e)
		}
	}
	if l.more != nil && len(words) > 0 {
		l.shown = append(l.shown, l.more(l.input.Value())...)
	}
	l.cursor, l.top = 0, 0
	l.move(0)
}

// move moves the cursor by lines, over headings.
func (l *list) move(by int) {
	n := len(l.shown)
	if n == 0 {
		return
	}
	step := 1
	if by < 0 {
		step = -1
	}
	at := min(max(l.cursor+by, 0), n-1)
	for at >= 0 && at < n && l.shown[at].run == nil {
		at += step
	}
	if at >= 0 && at < n {
		l.cursor = at
	} else if l.shown[l.cursor].run == nil {
		l.cursor = min(l.cursor+1, n-1)
	}
}

func (l *list) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg:
		before := l.input.Value()
		cmd := l.input.Update(msg)
		if l.input.Value() != before {
			l.filter()
		}
		return cmd
	case nav.Wheel:
		l.move(msg.Delta)
	case nav.Click:
		if i := l.top + msg.Y - headRows; msg.Y >= headRows && i < len(l.shown) && l.shown[i].run != nil {
			l.cursor = i
			return l.run()
		}
	}
	return nil
}

func (l *list) run() tea.Cmd {
	l.done = true
	if l.cursor < len(l.shown) && l.shown[l.cursor].run != nil {
		return l.shown[l.cursor].run()
	}
	return nil
}

// Keys are the bindings of the dialog itself.
func (l *list) Keys() []nav.Binding {
	t := l.env.L.T
	step := func(by int) func() tea.Cmd { return func() tea.Cmd { l.move(by); return nil } }
	return []nav.Binding{
		{Keys: []string{"enter"}, Label: t("palette.run"), Hint: true, Run: l.run},
		{Keys: []string{"down"}, Label: t("palette.choose"), Hint: true, Run: step(1)},
		{Keys: []string{"up"}, Label: t("palette.choose"), Run: step(-1)},
		{Keys: []string{"pgdown"}, Label: t("palette.choose"), Run: step(10)},
		{Keys: []string{"pgup"}, Label: t("palette.choose"), Run: step(-10)},
		{Keys: []string{"esc", "f1", "ctrl+p"}, Label: t("palette.close"), Hint: true, Run: func() tea.Cmd { l.done = true; return nil }},
	}
}

func (l *list) Typing() bool { return true }
func (l *list) Done() bool   { return l.done }

// headRows is the number of rows above the first line: rule, field, rule.
const headRows = 3

// frame is how many cells the box adds to its content on both sides together.
const frame = 4

func (l *list) View(w, h int) string {
	w = min(w, 76)
	inner, rows := w-frame, max(1, min(h-headRows-2, max(12, len(l.shown))))
	l.top = min(max(l.top, l.cursor-rows+1), l.cursor)
	if l.cursor > 0 && l.top == l.cursor && l.shown[l.cursor-1].run == nil {
		l.top-- // the heading above the first line of a group
	}
	th := l.env.Theme
	var b strings.Builder
	rule := func(left, right, title string) {
		fill := strings.Repeat("─", max(0, w-2-ansi.StringWidth(title)))
		b.WriteString(th.Muted.Render(left) + th.Title.Render(title) + th.Muted.Render(fill+right) + "\n")
	}
	row := func(s string) { b.WriteString(th.Muted.Render("│") + " " + s + " " + th.Muted.Render("│") + "\n") }
	rule("┌", "┐", " "+l.title+" ")
	row(pad(th.Accent.Render("> ")+l.input.View(inner-2), inner))
	rule("├", "┤", "")
	for i := l.top; i < l.top+rows; i++ {
		if i >= len(l.shown) {
			row(strings.Repeat(" ", inner))
			continue
		}
		row(l.line(i, inner))
	}
	row(pad(th.Muted.Render(ansi.Truncate(l.foot, inner, "…")), inner))
	b.WriteString(th.Muted.Render("└" + strings.Repeat("─", w-2) + "┘"))
	return b.String()
}

func (l *list) line(i, w int) string {
	e, th := l.shown[i], l.env.Theme
	if e.run == nil {
		return pad(th.Title.Render(ansi.Truncate(e.label, w, "…")), w)
	}
	mark, style := "  ", th.Text
	if i == l.cursor {
		mark, style = "► ", th.Selected
	}
	key := ansi.Truncate(e.key, w/2, "…")
	label := ansi.Truncate(e.label, w-ansi.StringWidth(key)-4, "…")
	return style.Render(mark + label + strings.Repeat(" ", max(1, w-2-ansi.StringWidth(label)-ansi.StringWidth(key))) + key)
}

func pad(s string, w int) string { return s + strings.Repeat(" ", max(0, w-ansi.StringWidth(s))) }

func (l *list) Cursor() *tea.Cursor {
	if x, ok := l.input.Cursor(); ok {
		return tea.NewCursor(x+frame, 1)
	}
	return nil
}
