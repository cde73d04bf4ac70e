//go:build unix

package supervise

import (
	"os"
	"syscall"
)

// watched are the signals that the parent handles. Interrupt and quit only reach the terminal's processes before the session
// has taken the keyboard; the session decides.
var watched = []os.Signal{syscall.SIGHUP, syscall.SIGTERM, syscall.SIGTSTP, os.Interrupt, syscall.SIGQUIT}

func isStop(s os.Signal) bool { return s == syscall.SIGTSTP }

func isEnd(s os.Signal) bool { return s == syscall.SIGHUP || s == syscall.SIGTERM }

func signalNumber(s os.Signal) int {
	if n, ok := s.(syscall.Signal); ok {
		return int(n)
	}
	return 0
}

// hangUp tells the session to keep its draft and end.
func hangUp(p *os.Process) { _ = p.Signal(syscall.SIGHUP) }

// suspend stops this process, as the terminal asked, until it is continued: by then there is no session, and no key.
func suspend() { _ = syscall.Kill(os.Getpid(), syscall.SIGSTOP) }

// killed says that an exit code stands for a death; here a killed process has none.
func killed(int) bool { return false }

// harden lets no other account read the files and leaves no memory on the disk when the process dies.
func harden() {
	syscall.Umask(0o077)
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
	undumpable()
}
