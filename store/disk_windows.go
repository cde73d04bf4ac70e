package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"
	"unsafe"
)

// Flags of LockFileEx, and errors of Windows that package syscall does not name.
const (
	lockExclusive   = 2
	lockImmediately = 1
	lockViolation   = syscall.Errno(33)
	handleDiskFull  = syscall.Errno(39)
	diskFull        = syscall.Errno(112)

	noBuffering = 0x20000000 // FILE_FLAG_NO_BUFFERING of CreateFile
)

// lockFile locks an open file for this process, or says at once that another one has it.
func lockFile(f *os.File) error {
	var overlapped syscall.Overlapped
	ok, _, err := syscall.NewLazyDLL("kernel32.dll").NewProc("LockFileEx").Call(f.Fd(), lockExclusive|lockImmediately, 0, 1, 0,
		uintptr(unsafe.Pointer(&overlapped)))
	if ok != 0 {
		return nil
	}
	if errors.Is(err, lockViolation) || errors.Is(err, syscall.ERROR_IO_PENDING) {
		return ErrInUse
	}
	return err
}

// unlockFile gives the lock back: after closing alone, the system takes its time.
func unlockFile(f *os.File) {
	var overlapped syscall.Overlapped
	_, _, _ = syscall.NewLazyDLL("kernel32.dll").NewProc("UnlockFileEx").Call(f.Fd(), 0, 1, 0, uintptr(unsafe.Pointer(&overlapped)))
}

// fileNumber names a file on its disk: a copy of it has another number.
func fileNumber(f *os.File) (uint64, error) {
	var d syscall.ByHandleFileInformation
	if err := syscall.GetFileInformationByHandle(syscall.Handle(f.Fd()), &d); err != nil {
		return 0, err
	}
	return uint64(d.FileIndexHigh)<<32 | uint64(d.FileIndexLow), nil
}

// mapFile reads the file: a mapped one could not be replaced on this system.
func mapFile(f *os.File, size int) (data []byte, release func(), err error) {
	data = make([]byte, size)
	if _, err := io.ReadFull(io.NewSectionReader(f, 0, int64(size)), data); err != nil {
		return nil, nil, err
	}
	return data, func() {}, nil
}

// dropPages does nothing here.
func dropPages(uintptr, int) {}

// openCold opens a file to be read from its medium, past the cache: what is read at once has to be whole pages.
func openCold(path string) (*os.File, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ, syscall.FILE_SHARE_READ, nil, syscall.OPEN_EXISTING, noBuffering, 0)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(h), path), nil
}

// diskOf names the disk on which a file lies.
func diskOf(f *os.File) (uint64, error) {
	var d syscall.ByHandleFileInformation
	err := syscall.GetFileInformationByHandle(syscall.Handle(f.Fd()), &d)
	return uint64(d.VolumeSerialNumber), err
}

// syncDir does nothing: this system has no such thing.
func syncDir(string) error { return nil }

// tooOpen cannot be told from the mode here: the folder of the account is private.
func tooOpen(fs.FileMode) bool { return false }

// isFull says that an error means a full disk.
func isFull(err error) bool { return errors.Is(err, diskFull) || errors.Is(err, handleDiskFull) }
