//go:build unix

package supervise

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

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
