package store

import (
	"path/filepath"
	"syscall"
	"unsafe"
)

// Results of GetDriveTypeW.
const (
	driveRemovable = 2
	driveRemote    = 4
)

// mountedOn asks for the type of the drive.
func mountedOn(abs string) Place {
	volume := filepath.VolumeName(abs)
	if len(volume) > 2 {
		return Network // \\server\share
	}
	root, err := syscall.UTF16PtrFromString(volume + `\`)
	if err != nil {
		return ""
	}
	kind, _, _ := syscall.NewLazyDLL("kernel32.dll").NewProc("GetDriveTypeW").Call(uintptr(unsafe.Pointer(root)))
	switch kind {
	case driveRemovable:
		return Removable
	case driveRemote:
		return Network
	}
	return ""
}
