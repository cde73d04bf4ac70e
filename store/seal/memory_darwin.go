package seal

import (
	"encoding/binary"
	"syscall"
)

// machineMemory is the memory of the machine in bytes, or zero if unknown. Sysctl returns the number as a string that
// has lost its last zero byte.
func machineMemory() uint64 {
	s, err := syscall.Sysctl("hw.memsize")
	if err != nil || len(s) > 8 {
		return 0
	}
	var b [8]byte
	copy(b[:], s)
	return binary.LittleEndian.Uint64(b[:])
}

// lockedPage is ordinary memory here.
func lockedPage(size int) []byte { return make([]byte, size) }
