package supervise

import (
	"os/exec"
	"syscall"
)

// bind tells the kernel to hang the session up if this process dies without having done so.
func bind(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGHUP} }

// undumpable keeps debuggers of the same account, and core dumps, from the memory of the process.
func undumpable() {
	_, _, _ = syscall.RawSyscall(syscall.SYS_PRCTL, syscall.PR_SET_DUMPABLE, 0, 0)
}

const flushInput = 0x540B // TCFLSH

func discardInput(fd int) {
	_, _, _ = syscall.Syscall(syscall.SYS_IOCTL, uintptr(fd), flushInput, 0)
}
