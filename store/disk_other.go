//go:build unix && !linux && !darwin

package store

import "syscall"

const mapFlags = syscall.MAP_SHARED

// dropPages does nothing here.
func dropPages(uintptr, int) {}
