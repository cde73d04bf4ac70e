package ui

import (
	"os"
	"os/exec"
	"slices"
	"strconv"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/creack/pty"

	"seuil/store/storetest"
	"seuil/ui/config"
)

// The two programs that the terminal benchmarks run are this test binary itself, told by the environment what to be: the
// caseload, or the smallest program that Bubble Tea can make.
const beProgram = "SEUIL_TEST_PROGRAM"

func TestMain(m *testing.M) {
	fps, _ := strconv.Atoi(os.Getenv("SEUIL_TEST_FPS"))
	switch os.Getenv(beProgram) {
	case "bare":
		_, _ = tea.NewProgram(&bare{}, tea.WithFPS(fps)).Run()
	case "caseload":
		runCaseload(fps)
	default:
		code := m.Run()
		if large {
			_ = os.RemoveAll(largeDir())
		}
		os.Exit(code)
	}
}

// bare shows a list whose cursor moves, and nothing else.
type bare struct{ at int }

func (b *bare) Init() tea.Cmd { return nil }

func (b *bare) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		b.at++
		if k.String() == "q" {
			return b, tea.Quit
		}
	}
	return b, nil
}

func (b *bare) View() tea.View {
	v := tea.NewView("row " + strconv.Itoa(b.at))
	v.AltScreen = true
	return v
}

// runCaseload shows the caseload of a generated vault on the terminal.
func runCaseload(fps int) {
	t := &testing.B{}
	h := newHarness(t, storetest.Unlock(t, storetest.Options(os.Getenv("SEUIL_TEST_VAULT"))))
	h.root.opt.After = func(d time.Duration, f func(time.Time) tea.Msg) tea.Cmd { return tea.Tick(d, f) }
	_, _ = tea.NewProgram(h.root, tea.WithFPS(fps)).Run()
}

// BenchmarkTerminal measures, through a real pseudo-terminal, what a key waits for until its frame comes out: the bare program
// and the caseload of 10,000 cases at the rate of the settings. A person's key comes at any moment between two ticks of the
// renderer, and so do these: always at the same moment, a program would be measured by which tick it just catches.
func BenchmarkTerminal(b *testing.B) {
	const moments = 97
	tick := time.Second / time.Duration(config.Default().FPS)
	for _, program := range []string{"bare", "caseload"} {
		b.Run(program, func(b *testing.B) {
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), beProgram+"="+program, "SEUIL_TEST_FPS="+strconv.Itoa(config.Default().FPS), "TERM=xterm-256color", "SEUIL_TEST_VAULT="+largeDir())
			tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 30, Cols: 120})
			if err != nil {
				b.Skip("no pseudo-terminal here: ", err)
			}
			defer func() { _ = cmd.Process.Kill(); _ = cmd.Wait(); _ = tty.Close() }()
			out := make(chan time.Time, 1024)
			go func() {
				buf := make([]byte, 1<<16)
				for {
					if _, err := tty.Read(buf); err != nil {
						close(out)
						return
					}
					out <- time.Now()
				}
			}()
			<-out // before its first frame the terminal itself would answer the keys
			quiet(out, 3*time.Second)
			var waits []time.Duration
			i := 0
			for b.Loop() {
				key := "\x1b[B"
				if i%64 >= 32 { // as many up as down: a cursor that cannot move draws nothing
					key = "\x1b[A"
				}
				i++
				start := time.Now()
				if _, err := tty.WriteString(key); err != nil {
					b.Fatal(err)
				}
				var at time.Time
				select {
				case t, ok := <-out:
					if !ok {
						b.Fatal("the program ended")
					}
					at = t
				case <-time.After(5 * time.Second):
					b.Fatal("a key that draws nothing")
				}
				waits = append(waits, at.Sub(start))
				quiet(out, 25*time.Millisecond+tick*time.Duration(i*61%moments)/moments)
			}
			slices.Sort(waits)
			b.ReportMetric(float64(waits[len(waits)/2].Microseconds())/1000, "ms-median")
			b.ReportMetric(float64(waits[len(waits)*99/100].Microseconds())/1000, "ms-p99")
		})
	}
}

// quiet waits until nothing has come out for a while.
func quiet(out <-chan time.Time, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for {
		select {
		case _, ok := <-out:
			if !ok {
				return
			}
			timer.Reset(d)
		case <-timer.C:
			return
		}
	}
}
