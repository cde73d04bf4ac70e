package supervise

import (
	"os"

	"golang.org/x/term"
)

// terminal is the state of the terminal before anything was changed.
type terminal struct {
	files  []*os.File
	states []*term.State
}

// saveTerminal remembers the modes of the terminal: of both ends, for Windows keeps them apart.
func saveTerminal() *terminal {
	t := &terminal{}
	for _, f := range []*os.File{os.Stdin, os.Stdout} {
		if state, err := term.GetState(int(f.Fd())); err == nil {
			t.files, t.states = append(t.files, f), append(t.states, state)
		}
	}
	return t
}

// restore puts the modes back.
func (t *terminal) restore() {
	for i, f := range t.files {
		_ = term.Restore(int(f.Fd()), t.states[i])
	}
}

// sane takes back everything that a session may have asked of the terminal, in an order in which nothing is undone by what
// follows: what belongs to the alternate screen before it is left.
const sane = "\x1b[?2026l" + // end of a synchronised frame
	"\x1b[>4m\x1b[<u" + // keys reported otherwise
	"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l" + // mouse
	"\x1b[?1004l\x1b[?2004l\x1b[?2027l" + // focus, framed pastes, clusters
	"\x1b]110\x1b\\\x1b]111\x1b\\\x1b]112\x1b\\" + // colours of text, background and cursor
	"\x1b]2;\x1b\\" + // title
	"\x1b[r\x1b[0m\x1b[?7h\x1b[0 q" + // scrolling region, style, wrapping, cursor shape
	"\x1b[?1049l\x1b[?25h" // leave the alternate screen, show the cursor

// reset makes the terminal usable after a session that could not do it. Answers of the terminal that nobody read are thrown
// away: the next reader would take them for typed.
func (t *terminal) reset() {
	for _, f := range t.files {
		if f == os.Stdout {
			_, _ = f.WriteString(sane)
		}
	}
	t.restore()
	if term.IsTerminal(int(os.Stdin.Fd())) {
		discardInput(int(os.Stdin.Fd()))
	}
}
