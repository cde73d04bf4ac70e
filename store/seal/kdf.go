package seal

import (
	"runtime"
	"time"

	"golang.org/x/crypto/argon2"
)

// Bounds of the parameters that a header may carry, checked before anything is computed with them. The floor of the
// memory is that of the second choice of RFC 9106; the ceilings keep a hostile header from stalling the machine.
const (
	MinMemoryKiB = 64 << 10
	MaxMemoryKiB = 1 << 20
	MaxTime      = 16
	MaxThreads   = 8
)

// calibrated is what one unlocking should cost at least on the machine that made the vault.
const calibrated = 700 * time.Millisecond

// smallMachine is the memory, in bytes, below which 256 MiB for a passphrase is too much to ask.
const smallMachine = 4 << 30

// Params are the costs of Argon2id.
type Params struct {
	MemoryKiB uint32 // in KiB
	Time      uint32 // passes over the memory
	Threads   uint8
}

// DefaultParams are 256 MiB, three passes, four threads: a guess moves about 2 GB of memory.
func DefaultParams() Params { return Params{MemoryKiB: 256 << 10, Time: 3, Threads: 4} }

// Check refuses parameters outside the bounds: [ErrWeakKDF] below, [ErrCostlyKDF] above.
func (p Params) Check() error {
	switch {
	case p.MemoryKiB < MinMemoryKiB, p.Time < 1, p.Threads < 1:
		return ErrWeakKDF
	case p.MemoryKiB > MaxMemoryKiB, p.Time > MaxTime, p.Threads > MaxThreads:
		return ErrCostlyKDF
	}
	return nil
}

// Calibrate returns parameters that take this machine at least 0.7 s: [DefaultParams] with more passes if needed, at most
// [MaxTime]; with 64 MiB instead on a machine of less than 4 GiB. It runs the derivation a few times, so 1 to 2 seconds.
func Calibrate(now func() time.Time) Params {
	p := DefaultParams()
	if m := machineMemory(); m > 0 && m < smallMachine {
		p.MemoryKiB = MinMemoryKiB
	}
	return calibrate(p, now, func(p Params) { derive("calibration", make([]byte, saltSize), p) })
}

func calibrate(p Params, now func() time.Time, run func(Params)) Params {
	for p.Time < MaxTime {
		start := now()
		run(p)
		took := now().Sub(start)
		if took >= calibrated {
			break
		}
		p.Time = max(p.Time+1, scaled(p.Time, took))
	}
	return p
}

// scaled is the number of passes that should reach the aim, since the cost grows with it in proportion.
func scaled(passes uint32, took time.Duration) uint32 {
	if took <= 0 {
		return MaxTime
	}
	want := (time.Duration(passes)*calibrated + took - 1) / took
	return uint32(min(want, MaxTime))
}

// derive runs Argon2id. Its memory is free for what follows, the reading of the vault, which needs as much: the store gives
// what is left back to the system. The parameters are checked by the caller.
func derive(passphrase string, salt []byte, p Params) []byte {
	defer runtime.GC()
	return argon2.IDKey([]byte(passphrase), salt, p.Time, p.MemoryKiB, p.Threads, keySize)
}

// Fingerprint is n words, of 11 bits each, by which two people compare public data aloud. They come from Argon2id (64 MiB,
// three passes, four lanes), about 76 ms, so that looking for other data with the same words costs that much a try. The
// purpose keeps the words of one sort of data apart from those of another.
func Fingerprint(purpose string, data []byte, n int) []string {
	defer runtime.GC() // as in derive
	bits := argon2.IDKey(data, []byte(purpose), 3, MinMemoryKiB, 4, uint32(n*wordBits+7)/8)
	return spell(bits, n)
}
