package store

import (
	"os"
	"syscall"
)

// mapFlags reads the whole file in order at once: at random, a cold cache is seven times slower.
const mapFlags = syscall.MAP_SHARED | syscall.MAP_POPULATE

// dropPages gives back the memory of a mapped file that was read and will hardly be read again. The pages stay in the
// system's cache.
func dropPages(start uintptr, size int) {
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, start, uintptr(size), syscall.MADV_DONTNEED)
}

// fadviseDontNeed is POSIX_FADV_DONTNEED.
const fadviseDontNeed = 4

// openCold opens a synced file to be read from its medium: what the system's cache has of it is dropped first.
func openCold(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err == nil {
		_, _, _ = syscall.Syscall6(syscall.SYS_FADVISE64, f.Fd(), 0, 0, fadviseDontNeed, 0, 0) // a file system without a cache may refuse
	}
	return f, err
}
