package ui

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"seuil/store/storetest"
)

// player shows frames one after the other.
type player struct {
	frames []tea.View
	at     int
}

type nextFrame struct{}

func (p *player) Init() tea.Cmd  { return nil }
func (p *player) View() tea.View { return p.frames[p.at] }

func (p *player) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(nextFrame); !ok {
		return p, nil
	}
	if p.at+1 == len(p.frames) {
		return p, tea.Quit
	}
	p.at++
	return p, nil
}

// mostRendered is how many frames are shown, at the pace of the renderer.
const mostRendered = 100

// rendered is what a terminal would have got while it was shown frames, or, of more than [mostRendered], some of them.
func rendered(t *testing.T, frames []tea.View) []byte {
	t.Helper()
	p := &player{}
	for i := 0; i < len(frames); i += 1 + len(frames)/mostRendered {
		p.frames = append(p.frames, frames[i])
	}
	var out bytes.Buffer
	program := tea.NewProgram(p, tea.WithInput(nil), tea.WithOutput(&out), tea.WithWindowSize(120, 30), tea.WithFPS(120), tea.WithoutSignalHandler(),
		tea.WithColorProfile(colorprofile.TrueColor), tea.WithEnvironment([]string{"TERM=xterm-256color"}))
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go func() {
		for ctx.Err() == nil {
			time.Sleep(time.Second / 110)
			program.Send(nextFrame{})
		}
	}()
	if _, err := program.Run(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// strayIn is what in a stream is neither a sequence that the renderer writes of itself nor a character that only shows.
func strayIn(stream []byte) (stray []string) {
	parser := ansi.NewParser()
	for state := byte(0); len(stream) > 0; {
		seq, width, n, next := ansi.DecodeSequence(stream, state, parser)
		if width > 0 {
			if harm := storetest.Harm(string(seq)); harm != "" {
				stray = append(stray, harm)
			}
		} else if !renderers(string(seq)) {
			stray = append(stray, fmt.Sprintf("%q before %q", seq, stream[n:min(len(stream), n+40)]))
		}
		state, stream = next, stream[n:]
	}
	return stray
}

// renderers says that the renderer writes a sequence of itself: it moves the cursor, erases, scrolls, changes the style, the modes that
// the program asks for, and the title, which never says anything else.
func renderers(seq string) bool {
	csi, ok := strings.CutPrefix(seq, "\x1b[")
	switch {
	case !ok:
		return slices.Contains([]string{"\n", "\r", "\b", "\x1bM", "\x1b]2;seuil\a", "\x1b]2;\a"}, seq)
	case strings.HasPrefix(csi, "?"):
		mode := strings.TrimRight(csi[1:], "hl")
		return slices.Contains([]string{"7", "25", "1002", "1003", "1004", "1006", "1049", "2004", "2026"}, mode)
	}
	params := strings.TrimRight(csi, "@ABCDGHJKLMPSTXdmqr")
	return len(params) < len(csi) && strings.Trim(params, "0123456789;: ") == ""
}

func TestWhatIsNotTheRenderersIsFoundInAStream(t *testing.T) {
	for _, text := range storetest.Hostile() {
		harmful := storetest.Harm(strings.NewReplacer("\x1b[2J", "", "\x1b[31m", "", "\r", "").Replace(text)) != "" // the renderer writes these too
		if stray := strayIn([]byte("\x1b[1;1HZoé " + text + "\x1b[m")); harmful && len(stray) == 0 {
			t.Errorf("%q passes", text)
		}
	}
	if stray := strayIn([]byte("\x1b[?2026h\x1b[3;12H\x1b[1;38;2;1;2;3mZoé\uFFFD\x1b[m\x1b[K\r\n\x1b]2;seuil\a")); stray != nil {
		t.Errorf("its own are taken for something else: %q", stray)
	}
}
