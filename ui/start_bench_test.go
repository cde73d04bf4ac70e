package ui

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// buildProgram is the program itself, built as a worker gets it.
func buildProgram(t testing.TB) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "seuil")
	if out, err := exec.Command("go", "build", "-o", program, "seuil").CombinedOutput(); err != nil {
		t.Fatalf("the program does not build: %v\n%s", err, out)
	}
	return program
}

// BenchmarkLockScreen measures how long after its start the program has drawn its lock screen on a pseudo-terminal: two
// processes, the settings, the lock and the look at the file included.
func BenchmarkLockScreen(b *testing.B) {
	program, vault := buildProgram(b), smallDir(b)
	var waits []time.Duration
	for b.Loop() {
		waits = append(waits, startToLockScreen(b, program, vault))
	}
	slices.Sort(waits)
	b.ReportMetric(float64(waits[len(waits)/2].Microseconds())/1000, "ms-median")
	b.ReportMetric(float64(waits[len(waits)-1].Microseconds())/1000, "ms-max")
}

// startToLockScreen starts the program, waits for its lock screen, and ends it.
func startToLockScreen(b *testing.B, program, vault string) time.Duration {
	b.Helper()
	cmd := exec.Command(program, "--vault", vault)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "HOME="+vault, "XDG_CONFIG_HOME="+vault)
	start := time.Now()
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		b.Skip("no pseudo-terminal here: ", err)
	}
	defer tty.Close()
	var took time.Duration
	var screen strings.Builder
	buf := make([]byte, 1<<16)
	for {
		n, err := tty.Read(buf)
		if err != nil {
			break
		}
		screen.Write(buf[:n])
		if took == 0 && strings.Contains(screen.String(), "Phrase de passe") {
			took = time.Since(start)
			if _, err := tty.WriteString("\x11"); err != nil { // Ctrl+Q
				b.Fatal(err)
			}
		}
	}
	if err := cmd.Wait(); err != nil || took == 0 {
		b.Fatalf("no lock screen (%v): %q", err, screen.String())
	}
	return took
}
