//go:build unix

package supervise

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// The test binary plays three parts: the test, the parent (which runs supervise.Run on a pseudo-terminal) and the session.

const (
	planVar = "SEUIL_TEST_PLAN" // what each session is to do, one after another
	dirVar  = "SEUIL_TEST_DIR"
	demoVar = "SEUIL_TEST_DEMO"
)

func TestMain(m *testing.M) {
	switch {
	case os.Getenv(Marker) != "":
		os.Exit(session())
	case os.Getenv(planVar) != "":
		os.Exit(parent())
	}
	os.Exit(m.Run())
}

func parent() int {
	Harden()
	dir := os.Getenv(dirVar)
	code, err := Run(Session{Path: os.Args[0], Demo: func() ([]string, func(), error) {
		write(dir, "demo", "prepared")
		return []string{demoVar + "=1"}, func() { write(dir, "demo", "removed") }, nil
	}})
	if errors.Is(err, ErrDying) {
		fmt.Print("the session keeps dying")
	}
	write(dir, "parent", strconv.Itoa(code))
	return code
}

// session does its part of the plan after it has put the terminal into the state that the real one works in.
func session() int {
	Harden()
	dir := os.Getenv(dirVar)
	n, _ := strconv.Atoi(read(dir, "count"))
	write(dir, "count", strconv.Itoa(n+1))
	plan := strings.Split(os.Getenv(planVar), ",")
	write(dir, fmt.Sprintf("facts%d", n), facts())
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, syscall.SIGHUP, syscall.SIGTERM)
	state, err := term.MakeRaw(0)
	if err != nil {
		return 9
	}
	fmt.Print("\x1b[?1049h\x1b[?25l\x1b[?1002h\x1b[?1006h\x1b[?2004h\x1b[?1004h")
	write(dir, fmt.Sprintf("pid%d", n), strconv.Itoa(os.Getpid()))
	leave := func() {
		fmt.Print("\x1b[?1004l\x1b[?2004l\x1b[?1006l\x1b[?1002l\x1b[?25h\x1b[?1049l")
		_ = term.Restore(0, state)
	}
	switch act := plan[min(n, len(plan)-1)]; act {
	case "wait":
		<-signals
		write(dir, "draft", "kept")
		leave()
		return 0
	case "deaf":
		<-signals
		select {}
	case "panic":
		panic("a fault of the session")
	case "killed":
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	case "fault":
		_ = syscall.Kill(os.Getpid(), syscall.SIGBUS)
		select {}
	default:
		leave()
		code, _ := strconv.Atoi(act)
		return code
	}
}

// facts are what the session inherited.
func facts() string {
	var core syscall.Rlimit
	_ = syscall.Getrlimit(syscall.RLIMIT_CORE, &core)
	mask := syscall.Umask(0o077)
	_, dumpErr := os.ReadFile("/proc/self/environ")
	return fmt.Sprintf("core=%d umask=%o trace=%q died=%q demo=%q undumpable=%v", core.Max, mask, os.Getenv("TEA_TRACE"), os.Getenv(Died),
		os.Getenv(demoVar), dumpErr != nil)
}

func write(dir, name, text string) {
	_ = os.WriteFile(filepath.Join(dir, name+".tmp"), []byte(text), 0o600)
	_ = os.Rename(filepath.Join(dir, name+".tmp"), filepath.Join(dir, name))
}

func read(dir, name string) string {
	b, _ := os.ReadFile(filepath.Join(dir, name))
	return string(b)
}

// stage is a parent at work on a pseudo-terminal.
type stage struct {
	t      *testing.T
	dir    string
	cmd    *exec.Cmd
	tty    *os.File
	before *term.State
	mu     sync.Mutex
	output bytes.Buffer
	eof    chan struct{}
}

func play(t *testing.T, plan string) *stage {
	t.Helper()
	s := &stage{t: t, dir: t.TempDir(), eof: make(chan struct{})}
	master, tty, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo-terminal here: %v", err)
	}
	t.Cleanup(func() { _ = tty.Close(); _ = master.Close() })
	s.tty = tty
	if s.before, err = term.GetState(int(tty.Fd())); err != nil {
		t.Fatal(err)
	}
	s.cmd = exec.Command(os.Args[0], "-test.run=^$")
	s.cmd.Env = append(os.Environ(), planVar+"="+plan, dirVar+"="+s.dir, "TEA_TRACE="+filepath.Join(s.dir, "trace"))
	s.cmd.Stdin, s.cmd.Stdout, s.cmd.Stderr = tty, tty, tty
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.cmd.Process.Kill() })
	go func() {
		defer close(s.eof)
		buf := make([]byte, 4096)
		for {
			n, err := master.Read(buf)
			s.mu.Lock()
			s.output.Write(buf[:n])
			s.mu.Unlock()
			if err == io.EOF || err != nil {
				return
			}
		}
	}()
	return s
}

// await waits for a file that a part writes, and returns it.
func (s *stage) await(name string) string {
	s.t.Helper()
	for range 600 {
		if text := read(s.dir, name); text != "" {
			return text
		}
		time.Sleep(10 * time.Millisecond)
	}
	s.t.Fatalf("no %s after six seconds; the screen: %q", name, s.screen())
	return ""
}

func (s *stage) pid(n int) int {
	s.t.Helper()
	pid, err := strconv.Atoi(s.await(fmt.Sprintf("pid%d", n)))
	if err != nil {
		s.t.Fatal(err)
	}
	return pid
}

func (s *stage) screen() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.output.String()
}

// end waits for the parent and returns its exit code and what the terminal got.
func (s *stage) end() (code int, screen string) {
	s.t.Helper()
	done := make(chan error, 1)
	go func() { done <- s.cmd.Wait() }()
	select {
	case <-done:
	case <-time.After(8 * time.Second):
		s.t.Fatalf("the parent does not end; the screen: %q", s.screen())
	}
	time.Sleep(20 * time.Millisecond) // for the last bytes to come through
	return s.cmd.ProcessState.ExitCode(), s.screen()
}

// sane checks that the terminal is as it was: its modes, and every sequence taken back.
func (s *stage) sane(screen string) {
	s.t.Helper()
	after, err := term.GetState(int(s.tty.Fd()))
	if err != nil {
		s.t.Fatal(err)
	}
	if !reflect.DeepEqual(s.before, after) {
		s.t.Error("the modes of the terminal are not those of before")
	}
	for _, mode := range []string{"1049", "1002", "1006", "2004", "1004"} {
		if strings.LastIndex(screen, "\x1b[?"+mode+"h") > strings.LastIndex(screen, "\x1b[?"+mode+"l") {
			s.t.Errorf("mode %s stays on", mode)
		}
	}
	if strings.LastIndex(screen, "\x1b[?25l") > strings.LastIndex(screen, "\x1b[?25h") {
		s.t.Error("the cursor stays hidden")
	}
}
