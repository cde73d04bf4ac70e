//go:build unix && !linux

package supervise

import "os/exec"

// bind has nothing to do: a session whose parent is gone loses the terminal, and ends by that.
func bind(*exec.Cmd) {}

func undumpable() {}

func discardInput(int) {}
