//go:build !unix

package cli

import "os"

// endSignals end the question for a passphrase.
var endSignals = []os.Signal{os.Interrupt}
