//go:build unix

package cli

import (
	"os"
	"syscall"
)

// endSignals end the question for a passphrase.
var endSignals = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}
