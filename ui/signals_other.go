//go:build !unix

package ui

import (
	"os"
	"syscall"
)

// endSignals end the session; there is no signal that would suspend it.
var (
	endSignals  = []os.Signal{syscall.SIGHUP, syscall.SIGTERM, os.Interrupt}
	stopSignals []os.Signal
)
