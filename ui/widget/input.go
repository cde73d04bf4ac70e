package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model/text"
)

// maskGlyph stands for each character of a masked field.
const maskGlyph = "•"

// Input is a field of one line. It is ours because the one of bubbles blinks on a timer (a laptop on battery), starts other
// programs to read the clipboard, binds Emacs keys that AZERTY readers do not expect, and counts code points where an é
// typed with a dead key is two.
//
// It takes characters, arrows, home, end, backspace, delete, and pastes; any other key is left to the page. It draws no
// cursor: the page shows the terminal's own at [Input.Cursor].
type Input struct {
	Limit       int    // most characters; zero: maxInput
	Placeholder string // shown while the field is empty

	env      *Env
	clusters []string // the value, one character as a person counts them each
	at       int      // where the cursor stands, in clusters
	from     int      // first cluster drawn
	width    int      // of the last View
	blurred  bool
	masked   bool
	shown    bool // a masked value shows for a moment
	full     bool // the last text did not fit
}

// maxInput bounds a field without a limit of its own: a whole document pasted by mistake must not slow the program down.
const maxInput = 1000

// NewInput is an empty field that has the focus.
func NewInput(env *Env) *Input { return &Input{env: env} }

// Value is the text of the field.
func (f *Input) Value() string { return strings.Join(f.clusters, "") }

// Empty says that nothing but spaces stands in the field.
func (f *Input) Empty() bool { return strings.TrimSpace(f.Value()) == "" }

// SetValue replaces the text and puts the cursor at its end.
func (f *Input) SetValue(s string) {
	f.clusters, f.at, f.from, f.full = nil, 0, 0, false
	f.insert(s)
}

// Focus lets the field take keys; Blur leaves them to another.
func (f *Input) Focus() { f.blurred = false }

// Blur makes the field ignore keys and hides its cursor.
func (f *Input) Blur() { f.blurred = true }

// Focused says that the field takes keys.
func (f *Input) Focused() bool { return !f.blurred }

// SetMask hides the characters (a passphrase) or shows them. A field that is masked starts hidden.
func (f *Input) SetMask(on bool) { f.masked, f.shown = on, false }

// ToggleShown shows or hides the characters of a masked field.
func (f *Input) ToggleShown() { f.shown = !f.shown }

// Hidden says that the characters do not show.
func (f *Input) Hidden() bool { return f.masked && !f.shown }

// Full says that part of the last text typed or pasted was left out because of the limit.
func (f *Input) Full() bool { return f.full }

// Position is where the cursor stands, in characters from the start; Len is how many there are.
func (f *Input) Position() int { return f.at }

// Len is how many characters the field holds.
func (f *Input) Len() int { return len(f.clusters) }

// SetPosition moves the cursor, within the text.
func (f *Input) SetPosition(n int) { f.at = min(max(n, 0), len(f.clusters)) }

// Update takes a key press or a paste. It never returns a command: it has the signature of a page's Update so that a
// page can pass messages on.
func (f *Input) Update(msg tea.Msg) tea.Cmd {
	if f.blurred {
		return nil
	}
	switch msg := msg.(type) {
	case tea.PasteMsg:
		f.insert(msg.Content)
	case tea.KeyPressMsg:
		f.press(msg)
	}
	return nil
}

func (f *Input) press(msg tea.KeyPressMsg) {
	if msg.Text != "" { // also set when AltGr comes as Ctrl+Alt
		f.insert(msg.Text)
		return
	}
	switch msg.String() {
	case "left":
		f.SetPosition(f.at - 1)
	case "right":
		f.SetPosition(f.at + 1)
	case "ctrl+left":
		f.at = f.wordStart()
	case "ctrl+right":
		f.at = f.wordEnd()
	case "home":
		f.at = 0
	case "end":
		f.at = len(f.clusters)
	case "backspace":
		if f.at > 0 {
			f.remove(f.at-1, f.at)
		}
	case "delete":
		if f.at < len(f.clusters) {
			f.remove(f.at, f.at+1)
		}
	}
}

// insert puts text at the cursor. The whole is cut into characters again, because a combining accent joins the letter
// that is there already.
func (f *Input) insert(s string) {
	s = text.CleanLine(s)
	head, tail := strings.Join(f.clusters[:f.at], ""), strings.Join(f.clusters[f.at:], "")
	before := split(text.CleanLine(head + s))
	all := split(text.CleanLine(head + s + tail))
	limit := f.Limit
	if limit == 0 {
		limit = maxInput
	}
	f.full = len(all) > limit
	if f.full {
		room := max(0, limit-len(f.clusters))
		added := split(s)
		added = added[:min(room, len(added))]
		before = split(head + strings.Join(added, ""))
		all = split(head + strings.Join(added, "") + tail)
	}
	f.clusters, f.at = all, min(len(before), len(all))
}

func (f *Input) remove(from, to int) {
	f.clusters = split(strings.Join(f.clusters[:from], "") + strings.Join(f.clusters[to:], ""))
	f.at, f.full = min(from, len(f.clusters)), false
}

func (f *Input) wordStart() int {
	i := f.at
	for i > 0 && f.clusters[i-1] == " " {
		i--
	}
	for i > 0 && f.clusters[i-1] != " " {
		i--
	}
	return i
}

func (f *Input) wordEnd() int {
	i := f.at
	for i < len(f.clusters) && f.clusters[i] != " " {
		i++
	}
	for i < len(f.clusters) && f.clusters[i] == " " {
		i++
	}
	return i
}

// View draws the field on exactly w cells: the part of the text around the cursor, one cell being kept for the cursor at
// the end.
func (f *Input) View(w int) string {
	f.width = w
	if w <= 0 {
		return ""
	}
	style := f.env.Theme.Field
	if f.blurred {
		style = f.env.Theme.Text
	}
	f.scroll()
	if len(f.clusters) == 0 && f.Placeholder != "" {
		line := ansi.Truncate(f.Placeholder, w, "…")
		pad := strings.Repeat(" ", w-ansi.StringWidth(line))
		return f.env.Theme.Muted.Inherit(style).Render(line) + style.Render(pad)
	}
	var b strings.Builder
	used := 0
	for i := f.from; i < len(f.clusters); i++ {
		cell := f.glyph(i)
		n := ansi.StringWidth(cell)
		if used+n > w {
			break
		}
		b.WriteString(cell)
		used += n
	}
	return style.Render(b.String() + strings.Repeat(" ", w-used))
}

// scroll moves the first cluster drawn so that the cursor is in view and no room is wasted on the right.
func (f *Input) scroll() {
	f.from = min(f.from, f.at)
	for used := f.span(f.from, f.at); used > f.width-1 && f.from < f.at; f.from++ {
		used -= f.span(f.from, f.from+1)
	}
	for rest := f.span(f.from, len(f.clusters)); f.from > 0; f.from-- {
		if rest += f.span(f.from-1, f.from); rest > f.width-1 {
			break
		}
	}
}

func (f *Input) glyph(i int) string {
	if f.Hidden() {
		return maskGlyph
	}
	return f.clusters[i]
}

func (f *Input) span(from, to int) int {
	n := 0
	for i := from; i < to; i++ {
		n += ansi.StringWidth(f.glyph(i))
	}
	return n
}

// Cursor is the column of the cursor in the last [Input.View]; ok is false while another field has the focus.
func (f *Input) Cursor() (x int, ok bool) {
	if f.blurred {
		return 0, false
	}
	if f.width > 0 {
		f.scroll()
	}
	return f.span(f.from, f.at), true
}

// ClickAt puts the cursor at a column of the last [Input.View].
func (f *Input) ClickAt(x int) {
	f.at = f.from
	for f.at < len(f.clusters) && f.span(f.from, f.at+1) <= x {
		f.at++
	}
}

// split cuts s into characters as a person counts them. Those that take no cell (none is left by [text.Clean] but a
// combining mark without a letter) join the one before.
func split(s string) []string {
	var out []string
	for s != "" {
		cluster, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		out = append(out, cluster)
		s = s[len(cluster):]
	}
	return out
}
