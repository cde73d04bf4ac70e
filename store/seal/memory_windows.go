package seal

import (
	"syscall"
	"unsafe"
)

// memoryStatus is MEMORYSTATUSEX of the Windows API.
type memoryStatus struct {
	length, load                                uint32
	total, available, totalPage, availablePage  uint64
	totalVirtual, availableVirtual, availableEx uint64
}

// machineMemory is the memory of the machine in bytes, or zero if unknown.
func machineMemory() uint64 {
	proc := syscall.NewLazyDLL("kernel32.dll").NewProc("GlobalMemoryStatusEx")
	if proc.Find() != nil {
		return 0
	}
	var s memoryStatus
	s.length = uint32(unsafe.Sizeof(s))
	if ok, _, _ := proc.Call(uintptr(unsafe.Pointer(&s))); ok == 0 {
		return 0
	}
	return s.total
}

// lockedPage is ordinary memory here.
func lockedPage(size int) []byte { return make([]byte, size) }
