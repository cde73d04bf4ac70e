package store

import (
	"path/filepath"
	"strings"
	"syscall"
)

// mntLocal is the flag of a file system on this machine (MNT_LOCAL of sys/mount.h).
const mntLocal = 0x1000

// mountedOn asks for the file system of the folder, or of the nearest one above it that exists.
func mountedOn(abs string) Place {
	if strings.HasPrefix(abs, "/Volumes/") {
		return Removable
	}
	for p := abs; ; p = filepath.Dir(p) {
		var st syscall.Statfs_t
		if err := syscall.Statfs(p, &st); err == nil {
			if st.Flags&mntLocal == 0 {
				return Network
			}
			return ""
		}
		if p == filepath.Dir(p) {
			return ""
		}
	}
}
