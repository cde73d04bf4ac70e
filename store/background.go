package store

import (
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Memory policy, in bytes of live data: a large caseload leaves less room for garbage, so that the whole stays bounded.
const (
	smallCaseload = 1000 // cases
	largeHeap     = 64 << 20
	largeGC       = 50        // percent of the live data that may gather as garbage
	leanGC        = 25        // likewise, while a large bundle is made or taken in,
	leanHeap      = 280 << 20 // or what fills the live data up to this much, if that is more
	leastHeap     = 4 << 20   // from which the percentage counts
	ballastSize   = 4 << 20
)

// Settle does in the background what the first screen need not wait for: what can be undone, the index of [Vault.Find], giving
// memory back. Whoever opens a vault calls it, as soon as something is on the screen; only the first call counts. Until then
// the garbage of a large caseload is not collected: the first screen would pay for it.
func (v *Vault) Settle() {
	v.settled.Do(func() {
		v.collect()
		v.bg.Go(func() {
			v.history.mu.Lock()
			v.history.get(v.self.device)
			v.history.mu.Unlock()
			v.index.build(v)
			settleMemory()
			v.restoreBallast()
		})
	})
}

// collect lets garbage be collected again.
func (v *Vault) collect() {
	if v.held {
		debug.SetGCPercent(largeGC)
	}
}

// lean leaves little room for garbage until the result is called, for a large bundle is in memory several times over and leaves a large
// vault, and leaves the cores to it: the index is not made meanwhile. A smaller vault has room for more garbage, which spares collecting
// it again and again.
func (v *Vault) lean() func() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	heap := max(leastHeap, int(live[0].Value.Uint64()))
	debug.SetGCPercent(max(leanGC, (leanHeap-heap)/(heap/100)))
	v.index.holders.Add(1)
	return func() {
		v.index.holders.Add(-1)
		debug.SetGCPercent(largeGC)
	}
}

// settleMemory gives back to the system what loading left over.
func settleMemory() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.HeapAlloc > largeHeap {
		debug.SetGCPercent(largeGC)
	}
	debug.FreeOSMemory()
}

// restoreBallast puts the ballast back after it was given up, if there is room again. Its bytes are random, so that no file
// system stores them in less space.
func (v *Vault) restoreBallast() {
	path := filepath.Join(v.opt.Dir, ballastName)
	if info, err := os.Lstat(path); err == nil && info.Size() == ballastSize {
		return
	}
	if err := writeBallast(path); err != nil {
		_ = os.Remove(path)
	}
}

func writeBallast(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.CopyN(f, rand.NewChaCha8([32]byte{}), ballastSize)
	if e := f.Sync(); err == nil {
		err = e
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
