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
	leave := func() { fmt.Print("\x1b[?1004l\x1b[?2004l\x1b[?1006l\x1b[?1002l\x1b[?25h\x1b[?1049l"); _ = term.Restore(0, state) }
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

func TestASessionThatEndsEndsTheProgramWithItsCode(t *testing.T) {
	t.Parallel()
	for _, want := range []int{0, 3} {
		s := play(t, strconv.Itoa(want))
		code, screen := s.end()
		if code != want {
			t.Errorf("exit code %d, want %d", code, want)
		}
		if strings.Contains(screen, "\x1b[?2027l") {
			t.Error("the terminal was reset after a session that had done it")
		}
		s.sane(screen)
	}
}

func TestALockedSessionIsFollowedByAFreshOne(t *testing.T) {
	t.Parallel()
	s := play(t, "75,75,0")
	code, screen := s.end()
	if code != 0 || read(s.dir, "count") != "3" {
		t.Errorf("exit code %d after %s sessions", code, read(s.dir, "count"))
	}
	if s.pid(0) == s.pid(1) {
		t.Error("the process stayed the same")
	}
	s.sane(screen)
}

func TestWhatTheSessionInherits(t *testing.T) {
	t.Parallel()
	s := play(t, "75,0")
	s.end()
	facts := read(s.dir, "facts0")
	if !strings.HasPrefix(facts, `core=0 umask=77 trace="" died="" demo=""`) {
		t.Errorf("the session inherited %s", facts)
	}
	if _, err := os.Stat("/proc/self/environ"); err == nil && os.Getuid() != 0 && !strings.Contains(facts, "undumpable=true") {
		t.Errorf("the memory of the session can be read: %s", facts)
	}
	if _, err := os.Stat(filepath.Join(s.dir, "trace")); err == nil {
		t.Error("TEA_TRACE was obeyed")
	}
}

func TestASessionThatDiesIsFollowedByAFreshOneOnASaneTerminal(t *testing.T) {
	t.Parallel()
	for _, plan := range []string{"killed", "panic", "fault"} {
		t.Run(plan, func(t *testing.T) {
			t.Parallel()
			s := play(t, plan+",0")
			code, screen := s.end()
			if code != 0 || read(s.dir, "count") != "2" {
				t.Errorf("exit code %d after %s sessions", code, read(s.dir, "count"))
			}
			if !strings.Contains(read(s.dir, "facts1"), `died="1"`) {
				t.Errorf("the next session does not know: %s", read(s.dir, "facts1"))
			}
			if !strings.Contains(screen, sane) {
				t.Error("the terminal was not reset")
			}
			s.sane(screen)
		})
	}
}

func TestASessionThatKeepsDyingIsGivenUp(t *testing.T) {
	t.Parallel()
	s := play(t, "killed")
	code, screen := s.end()
	if code != 1 || read(s.dir, "count") != "3" || !strings.HasSuffix(screen, "the session keeps dying") {
		t.Errorf("exit code %d after %s sessions: %q", code, read(s.dir, "count"), screen)
	}
	s.sane(screen)
}

func TestDeathsOfLongAgoDoNotCount(t *testing.T) {
	now := time.Now()
	deaths := []time.Time{now.Add(-time.Hour), now.Add(-11 * time.Second), now.Add(-9 * time.Second), now}
	if got := recent(deaths); len(got) != 2 {
		t.Errorf("%d deaths count, want 2", len(got))
	}
}

func TestTheSessionKeepsItsDraftWhenTheParentIsToldToEnd(t *testing.T) {
	t.Parallel()
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP} {
		t.Run(sig.String(), func(t *testing.T) {
			t.Parallel()
			s := play(t, "wait")
			s.pid(0)
			began := time.Now()
			_ = s.cmd.Process.Signal(sig)
			code, screen := s.end()
			if code != 128+int(sig) || read(s.dir, "draft") != "kept" {
				t.Errorf("exit code %d, draft %q", code, read(s.dir, "draft"))
			}
			if d := time.Since(began); d > time.Second {
				t.Errorf("it took %s", d)
			}
			s.sane(screen)
		})
	}
}

func TestADeafSessionIsKilledAfterTwoSeconds(t *testing.T) {
	t.Parallel()
	s := play(t, "deaf")
	s.pid(0)
	began := time.Now()
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	code, screen := s.end()
	if d := time.Since(began); d < grace || d > grace+2*time.Second {
		t.Errorf("it took %s", d)
	}
	if code != 128+int(syscall.SIGTERM) {
		t.Errorf("exit code %d", code)
	}
	s.sane(screen)
}

func TestAClosedTerminalEndsEverything(t *testing.T) {
	t.Parallel()
	s := play(t, "wait")
	pid := s.pid(0)
	_ = syscall.Kill(-s.cmd.Process.Pid, syscall.SIGHUP) // what the kernel does when the window is closed
	s.end()
	if read(s.dir, "draft") != "kept" {
		t.Error("the draft is lost")
	}
	if err := syscall.Kill(pid, 0); err == nil {
		t.Error("the session lives on")
	}
}

func TestAStoppedProgramHasNoSessionAndComesBackAtTheLockScreen(t *testing.T) {
	t.Parallel()
	s := play(t, "wait,0")
	first := s.pid(0)
	_ = s.cmd.Process.Signal(syscall.SIGTSTP)
	if s.await("draft") != "kept" {
		t.Error("the draft is lost")
	}
	stopped := false
	for range 300 {
		var status syscall.WaitStatus
		if pid, _ := syscall.Wait4(s.cmd.Process.Pid, &status, syscall.WUNTRACED|syscall.WNOHANG, nil); pid > 0 && status.Stopped() {
			stopped = true
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if !stopped {
		t.Fatal("the parent did not stop")
	}
	if err := syscall.Kill(first, 0); err == nil {
		t.Error("a session with keys stays while the program is stopped")
	}
	s.sane(s.screen())
	_ = s.cmd.Process.Signal(syscall.SIGCONT)
	s.pid(1)
	if code, _ := s.end(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

func TestASessionWithoutParentEnds(t *testing.T) {
	t.Parallel()
	if bound := new(exec.Cmd); func() bool { bind(bound); return bound.SysProcAttr == nil }() {
		t.Skip("this system does not tell a process that its parent is gone")
	}
	s := play(t, "wait")
	pid := s.pid(0)
	_ = s.cmd.Process.Kill()
	s.await("draft")
	for range 300 {
		if syscall.Kill(pid, 0) != nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the session lives on")
}

func TestTheDemonstrationIsPreparedAndRemoved(t *testing.T) {
	t.Parallel()
	s := play(t, "76,75,0")
	code, _ := s.end()
	if code != 0 || read(s.dir, "count") != "3" || read(s.dir, "demo") != "removed" {
		t.Errorf("exit code %d after %s sessions, the demonstration is %s", code, read(s.dir, "count"), read(s.dir, "demo"))
	}
	for n, want := range []string{`demo=""`, `demo="1"`, `demo="1"`} {
		if facts := read(s.dir, fmt.Sprintf("facts%d", n)); !strings.Contains(facts, want) {
			t.Errorf("session %d: %s, want %s", n, facts, want)
		}
	}
}
