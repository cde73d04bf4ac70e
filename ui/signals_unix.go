//go:build unix

package ui

import (
	"os"
	"syscall"
)

// endSignals end the session, stopSignals lock it.
var (
	endSignals  = []os.Signal{syscall.SIGHUP, syscall.SIGTERM, os.Interrupt}
	stopSignals = []os.Signal{syscall.SIGTSTP}
)
