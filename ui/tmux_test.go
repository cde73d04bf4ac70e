package ui

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// tmux is a terminal that can be typed at and looked at, with the program in it and a home of its own.
type tmux struct {
	t       *testing.T
	dir     string // everything that the program may write to
	socket  string
	program string
	pane    string
	w, h    int
}

func onTmux(t *testing.T, program string, w, h int) *tmux {
	t.Helper()
	s := &tmux{t: t, dir: t.TempDir(), program: program, pane: "first", w: w, h: h}
	for _, d := range []string{"home", "tmp", "data", "settings", "state", "cache"} {
		if err := os.Mkdir(filepath.Join(s.dir, d), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	place, err := os.MkdirTemp("", "seuil") // the name of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	s.socket = filepath.Join(place, "tmux")
	t.Cleanup(func() {
		_ = s.command("kill-server").Run()
		_ = os.RemoveAll(place)
	})
	return s
}

// command is one of tmux, with an environment in which nothing of this account is left.
func (s *tmux) command(args ...string) *exec.Cmd {
	cmd := exec.Command("tmux", append([]string{"-u", "-f", os.DevNull, "-S", s.socket}, args...)...)
	at := func(name string) string { return filepath.Join(s.dir, name) }
	cmd.Env = []string{"HOME=" + at("home"), "TMPDIR=" + at("tmp"), "XDG_DATA_HOME=" + at("data"), "XDG_CONFIG_HOME=" + at("settings"),
		"XDG_STATE_HOME=" + at("state"), "XDG_CACHE_HOME=" + at("cache"), "TEA_TRACE=" + at("trace"), "PATH=" + os.Getenv("PATH"),
		"SHELL=/bin/sh", "LC_ALL=C.UTF-8", "TERM=xterm-256color"}
	return cmd
}

func (s *tmux) run(args ...string) string {
	s.t.Helper()
	out, err := s.command(args...).CombinedOutput()
	if err != nil {
		s.t.Fatalf("tmux %s: %v\n%s", args[0], err, out)
	}
	return strings.TrimRight(string(out), "\n")
}

// start starts the program in its pane.
func (s *tmux) start() {
	s.t.Helper()
	if s.command("has-session", "-t", s.pane).Run() == nil {
		s.run("respawn-pane", "-t", s.pane, "exec "+s.program)
	} else {
		s.run("new-session", "-d", "-s", s.pane, "-x", strconv.Itoa(s.w), "-y", strconv.Itoa(s.h), "exec "+s.program, ";",
			"set-option", "-g", "remain-on-exit", "on", ";", "set-option", "-g", "status", "off")
	}
}

func (s *tmux) keys(names ...string) {
	s.t.Helper()
	s.run(append([]string{"send-keys", "-t", s.pane}, names...)...)
}

func (s *tmux) typed(text string) {
	s.t.Helper()
	s.run("send-keys", "-t", s.pane, "-l", "--", text)
}

func (s *tmux) screen() string {
	s.t.Helper()
	return s.run("capture-pane", "-p", "-t", s.pane)
}

// await waits until the screen shows a text.
func (s *tmux) await(text string) (screen string) {
	s.t.Helper()
	for began := time.Now(); time.Since(began) < 30*time.Second; time.Sleep(10 * time.Millisecond) {
		if screen = s.screen(); strings.Contains(screen, text) {
			return screen
		}
	}
	s.t.Fatalf("%q does not appear on\n%s", text, screen)
	return ""
}

func (s *tmux) unlock() {
	s.t.Helper()
	s.await("Phrase de passe")
	s.typed(typedPhrase)
	s.keys("Enter")
	s.await("[1 Ménages]")
}

func (s *tmux) cursor() string {
	s.t.Helper()
	return s.run("display-message", "-p", "-t", s.pane, "column #{cursor_x}, row #{cursor_y}")
}

// ended waits for the end of the program. tmux now and then misses that a program of its has ended and leaves it a zombie:
// after a while it is told to look.
func (s *tmux) ended() (code string) {
	s.t.Helper()
	for began := time.Now(); time.Since(began) < 10*time.Second; time.Sleep(10 * time.Millisecond) {
		if dead, code, _ := strings.Cut(s.run("display-message", "-p", "-t", s.pane, "#{pane_dead} #{pane_dead_status}#{pane_dead_signal}"), " "); dead == "1" && code != "" {
			return code
		}
		if time.Since(began) > 2*time.Second {
			_ = exec.Command("kill", "-CHLD", s.run("display-message", "-p", "#{pid}")).Run()
			time.Sleep(200 * time.Millisecond)
		}
	}
	state, _ := exec.Command("ps", "-eo", "pid,ppid,stat,wchan:20,comm").Output()
	s.t.Fatalf("the program does not end:\n%s\n%s", s.screen(), state)
	return ""
}

// quit ends the program as a worker does.
func (s *tmux) quit() {
	s.t.Helper()
	s.keys("C-q")
	if code := s.ended(); code != "0" {
		s.t.Errorf("Ctrl+Q ends with exit code %s", code)
	}
}

// killSession kills the process that holds the keys: the one child of the one in the pane.
func (s *tmux) killSession() {
	s.t.Helper()
	parent := s.run("display-message", "-p", "-t", s.pane, "#{pane_pid}")
	out, err := exec.Command("ps", "-A", "-o", "pid=,ppid=").Output()
	if err != nil {
		s.t.Skip("the processes cannot be listed here: ", err)
	}
	var children []int
	for line := range strings.Lines(string(out)) {
		if f := strings.Fields(line); len(f) == 2 && f[1] == parent {
			pid, _ := strconv.Atoi(f[0])
			children = append(children, pid)
		}
	}
	if len(children) != 1 {
		s.t.Fatalf("the parent has %d sessions", len(children))
	}
	session, err := os.FindProcess(children[0])
	if err == nil {
		err = session.Kill()
	}
	if err != nil {
		s.t.Fatal(err)
	}
}
