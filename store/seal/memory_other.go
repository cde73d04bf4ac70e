//go:build !linux && !darwin && !windows

package seal

// machineMemory is unknown here.
func machineMemory() uint64 { return 0 }

// lockedPage is ordinary memory here.
func lockedPage(size int) []byte { return make([]byte, size) }
