package supervise

import (
	"os"
	"os/exec"
	"syscall"
)

// watched are the events of the console; closing its window comes as SIGTERM, to the session as well.
var watched = []os.Signal{os.Interrupt, syscall.SIGTERM}

func isStop(os.Signal) bool { return false }

func isEnd(s os.Signal) bool { return s == syscall.SIGTERM }

func signalNumber(os.Signal) int { return int(syscall.SIGTERM) }

// hangUp has nothing to send: the console told the session itself.
func hangUp(*os.Process) {}

func suspend() {}

func bind(*exec.Cmd) {}

// killed says that an exit code stands for a death: that of TerminateProcess as Go and the task manager use it, or an exception.
func killed(code int) bool { return code == 1 || uint32(code) >= 0xC0000000 }

func discardInput(fd int) {
	_, _, _ = syscall.NewLazyDLL("kernel32.dll").NewProc("FlushConsoleInputBuffer").Call(uintptr(fd))
}

func harden() {}
