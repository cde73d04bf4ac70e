package seal

import "syscall"

// dontDump is MADV_DONTDUMP, which package syscall does not name.
const dontDump = 16

// machineMemory is the memory of the machine in bytes, or zero if unknown.
func machineMemory() uint64 {
	var info syscall.Sysinfo_t
	if err := syscall.Sysinfo(&info); err != nil {
		return 0
	}
	return uint64(info.Totalram) * uint64(info.Unit)
}

// lockedPage is memory outside the Go heap, kept out of swap and core dumps as far as the system grants it: a refusal
// (a low RLIMIT_MEMLOCK) leaves ordinary memory, which is no reason to keep a worker from her vault.
func lockedPage(size int) []byte {
	page, err := syscall.Mmap(-1, 0, size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return make([]byte, size)
	}
	_ = syscall.Mlock(page)
	_ = syscall.Madvise(page, dontDump)
	return page
}
