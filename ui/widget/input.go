package widget

import (
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model/text"
)

// maskGlyph stands for each cell of a masked field.
const maskGlyph = '•'

// Input is a field of one line: the textinput of bubbles, which edits and hides, in a thin layer for what it does not do.
// It works on code points, where an é typed with a dead key may be two; it drops U+FFFD, which tells that something could
// not be read; it leaves a hole in the background under a cursor that is not its own; and what it tells of the cursor
// forgets the part that is scrolled away.
//
// It takes characters, arrows, home, end, backspace, delete, and pastes; any other key is left to the page. It draws no
// cursor: the page shows the terminal's own at [Input.Cursor].
type Input struct {
	Limit       int    // most characters; zero: maxInput
	Placeholder string // shown while the field is empty

	env    *Env
	model  textinput.Model // its cursor never stands within a character
	from   int             // offset in the line drawn of what stands at the left edge
	width  int             // of the last View
	masked bool
	full   bool // the last text did not fit
}

// standIn stands in the model for U+FFFD, with as many bytes and cells. No clean text has it.
const standIn = string(rune(0xE000))

// maxInput bounds a field without a limit of its own: a whole document pasted by mistake must not slow the program down.
const maxInput = 1000

// NewInput is an empty field that has the focus.
func NewInput(env *Env) *Input {
	f := &Input{env: env, model: textinput.New()}
	f.model.Prompt, f.model.EchoCharacter, f.model.KeyMap = "", maskGlyph, inputKeys()
	f.model.SetStyles(textinput.Styles{}) // those of the theme are put on when drawing
	f.model.SetVirtualCursor(false)       // nor does it blink: a timer would wake a laptop up twice a second
	f.Focus()
	return f
}

// inputKeys leaves out the Emacs keys, which mean other things here, and the one that starts another program to read the
// clipboard: a terminal sends what is pasted.
func inputKeys() textinput.KeyMap {
	on := func(name string) key.Binding { return key.NewBinding(key.WithKeys(name)) }
	return textinput.KeyMap{
		CharacterBackward: on("left"), CharacterForward: on("right"), WordBackward: on("ctrl+left"), WordForward: on("ctrl+right"),
		LineStart: on("home"), LineEnd: on("end"), DeleteCharacterBackward: on("backspace"), DeleteCharacterForward: on("delete"),
	}
}

// Value is the text of the field.
func (f *Input) Value() string { return strings.ReplaceAll(f.model.Value(), standIn, "\uFFFD") }

// put replaces the text by a clean one, and puts the cursor after so many code points.
func (f *Input) put(s string, at int) {
	f.model.SetValue(strings.ReplaceAll(s, "\uFFFD", standIn))
	f.model.SetCursor(at)
}

// Empty says that nothing but spaces stands in the field.
func (f *Input) Empty() bool { return strings.TrimSpace(f.Value()) == "" }

// SetValue replaces the text and puts the cursor at its end.
func (f *Input) SetValue(s string) {
	f.model.Reset()
	f.from = 0
	f.insert(s)
}

// Focus lets the field take keys; Blur leaves them to another.
func (f *Input) Focus() { f.model.Focus() } // the command would make it blink, and is none

// Blur makes the field ignore keys and hides its cursor.
func (f *Input) Blur() { f.model.Blur() }

// Focused says that the field takes keys.
func (f *Input) Focused() bool { return f.model.Focused() }

// SetMask hides the characters (a passphrase) or shows them. A field that is masked starts hidden.
func (f *Input) SetMask(on bool) {
	f.masked = on
	f.show(!on)
}

// ToggleShown shows or hides the characters of a masked field.
func (f *Input) ToggleShown() { f.show(f.Hidden() || !f.masked) }

func (f *Input) show(on bool) {
	f.model.EchoMode = textinput.EchoPassword
	if on {
		f.model.EchoMode = textinput.EchoNormal
	}
	f.from = 0
}

// Hidden says that the characters do not show.
func (f *Input) Hidden() bool { return f.model.EchoMode != textinput.EchoNormal }

// Full says that part of the last text typed or pasted was left out because of the limit.
func (f *Input) Full() bool { return f.full }

// Position is where the cursor stands, in characters from the start; Len is how many there are.
func (f *Input) Position() int { return characters(f.before()) }

// Len is how many characters the field holds.
func (f *Input) Len() int { return characters(f.Value()) }

// SetPosition moves the cursor, within the text.
func (f *Input) SetPosition(n int) { f.model.SetCursor(utf8.RuneCountInString(first(f.Value(), n))) }

// before is the text before the cursor.
func (f *Input) before() string {
	value, left := f.Value(), f.model.Position()
	for i := range value {
		if left == 0 {
			return value[:i]
		}
		left--
	}
	return value
}

// Update takes a key press or a paste. It never returns a command: it has the signature of a page's Update so that a
// page can pass messages on.
func (f *Input) Update(msg tea.Msg) tea.Cmd {
	if !f.Focused() {
		return nil
	}
	switch msg := msg.(type) {
	case tea.PasteMsg:
		f.insert(msg.Content)
	case tea.KeyPressMsg:
		if msg.Text != "" { // also set when AltGr comes as Ctrl+Alt
			f.insert(msg.Text)
			return nil
		}
		f.press(msg)
	}
	return nil
}

// press passes a key on, once for each code point of the character that it concerns.
func (f *Input) press(msg tea.KeyPressMsg) {
	times, head := 1, f.before()
	switch msg.String() {
	case "left", "backspace":
		times = utf8.RuneCountInString(head[previous(head, len(head)):])
	case "right", "delete":
		times = utf8.RuneCountInString(first(f.Value()[len(head):], 1))
	}
	was := f.model.Value()
	for range times {
		f.model, _ = f.model.Update(msg)
	}
	if f.model.Value() != was {
		f.full = false
		f.join()
	}
	f.leaveCharacter(msg.String() == "ctrl+left")
}

// leaveCharacter moves the cursor out of a character of several code points, where a move by words may have put it.
func (f *Input) leaveCharacter(left bool) {
	value, at := f.Value(), len(f.before())
	end := boundary(value, at)
	switch {
	case end == at:
		return
	case left:
		end = previous(value, end)
	}
	f.model.SetCursor(utf8.RuneCountInString(value[:end]))
}

// insert puts text at the cursor, as much of it as there is room for.
func (f *Input) insert(s string) {
	limit := f.Limit
	if limit == 0 {
		limit = maxInput
	}
	s = text.CleanLine(s)
	value, at, room := f.Value(), f.model.Position(), max(0, limit-f.Len())
	f.paste(first(s, limit+1)) // the first accent may join what is there
	if f.full = f.Len() > limit; f.full {
		f.put(value, at)
		f.paste(first(s, room))
	}
}

func (f *Input) paste(s string) {
	focused := f.Focused()
	f.model.Focus() // a field that is filled by the page need not have it
	f.model, _ = f.model.Update(tea.PasteMsg{Content: strings.ReplaceAll(s, "\uFFFD", standIn)})
	if !focused {
		f.model.Blur()
	}
	f.join()
}

// join makes one character of a letter and the accent that came to stand beside it, and keeps the cursor out of it.
func (f *Input) join() {
	value, head := f.Value(), f.before()
	whole := text.CleanLine(value)
	at := boundary(whole, min(len(text.CleanLine(head)), len(whole)))
	if whole != value || at != len(head) {
		f.put(whole, utf8.RuneCountInString(whole[:at]))
	}
}

// View draws the field on exactly w cells: the part of the text around the cursor, one cell being kept for the cursor at
// the end.
func (f *Input) View(w int) string {
	f.width = w
	if w <= 0 {
		return ""
	}
	style := f.env.Theme.Field
	if !f.Focused() {
		style = f.env.Theme.Text
	}
	line, _ := f.scrolled()
	if line == "" && f.Placeholder != "" {
		hint := ansi.Truncate(f.Placeholder, w, "…")
		pad := strings.Repeat(" ", w-ansi.StringWidth(hint))
		return f.env.Theme.Muted.Inherit(style).Render(hint) + style.Render(pad)
	}
	part := ansi.Truncate(line[f.from:], w, "")
	return style.Render(part + strings.Repeat(" ", w-ansi.StringWidth(part)))
}

// line is what the field shows, bullets or text, and the offset of the cursor in it.
func (f *Input) line() (line string, at int) {
	value, head := f.Value(), f.before()
	if !f.Hidden() {
		return value, len(head)
	}
	line = f.model.View()
	if len(head) == len(value) {
		line = strings.TrimSuffix(line, " ") // where it would draw a cursor
	}
	return line, min(utf8.RuneLen(maskGlyph)*ansi.StringWidth(head), len(line))
}

// scrolled is the line, after its part in view was moved so that it holds the cursor and wastes no room on the right.
func (f *Input) scrolled() (line string, at int) {
	line, at = f.line()
	f.from = min(boundary(line, f.from), at)
	for used := ansi.StringWidth(line[f.from:at]); used > f.width-1 && f.from < at; {
		end, cells := cluster(line, f.from)
		f.from, used = end, used-cells
	}
	for rest := ansi.StringWidth(line[f.from:]); f.from > 0; {
		start := previous(line, f.from)
		if rest += ansi.StringWidth(line[start:f.from]); rest > f.width-1 {
			break
		}
		f.from = start
	}
	return line, at
}

// Cursor is the column of the cursor in the last [Input.View]; ok is false while another field has the focus.
func (f *Input) Cursor() (x int, ok bool) {
	if !f.Focused() {
		return 0, false
	}
	line, at := f.line()
	if f.width > 0 {
		line, at = f.scrolled()
	}
	return ansi.StringWidth(line[min(f.from, at):at]), true
}

// CursorAt is the cursor of a field whose view begins at a cell, or nil while another field has the focus.
func (f *Input) CursorAt(x, y int) *tea.Cursor {
	at, ok := f.Cursor()
	if !ok {
		return nil
	}
	c := tea.NewCursor(x+at, y)
	c.Blink = false
	return c
}

// ClickAt puts the cursor at a column of the last [Input.View].
func (f *Input) ClickAt(x int) {
	line, _ := f.line()
	at := min(f.from, len(line))
	for at < len(line) {
		end, cells := cluster(line, at)
		if x -= cells; x < 0 {
			break
		}
		at = end
	}
	f.SetPosition(characters(line[:at]))
}

// first is the beginning of s, n characters of it at most.
func first(s string, n int) string {
	end := 0
	for ; n > 0 && end < len(s); n-- {
		end, _ = cluster(s, end)
	}
	return s[:end]
}

// characters counts them as a person does.
func characters(s string) int {
	n := 0
	for i := 0; i < len(s); n++ {
		i, _ = cluster(s, i)
	}
	return n
}
