package ui

import (
	"os"
	"os/exec"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"seuil/store"
	"seuil/store/storetest"
	"seuil/ui/nav"
)

// smallDir is a real worker's vault: 20 cases, 1,000 notes.
func smallDir(b *testing.B) string {
	dir := b.TempDir()
	storetest.CaseloadWith(b, realCost(dir), 20, 1000)
	return dir
}

// BenchmarkFirstFrame is what a worker waits for beyond the key derivation, from the passphrase to the first frame. The time
// of the derivation is that of a wrong passphrase just before. Cold: the system has no page of the file in memory.
func BenchmarkFirstFrame(b *testing.B) {
	for _, c := range []struct {
		name string
		dir  func() string
		cold bool
	}{
		{"cases=20/notes=1000", func() string { return smallDir(b) }, false},
		{"cases=10000/notes=100000", func() string { return largeDir() }, false},
		{"cases=10000/notes=100000/cold", func() string { return largeDir() }, true},
	} {
		b.Run(c.name, func(b *testing.B) {
			dir := c.dir()
			var waits []time.Duration
			for b.Loop() {
				if c.cold && !dropCaches() {
					b.Skip("only the system's administrator may empty its cache")
				}
				waits = append(waits, firstFrame(b, dir))
			}
			slices.Sort(waits)
			b.ReportMetric(float64(waits[len(waits)/2].Milliseconds()), "ms-beyond-kdf")
		})
	}
}

func firstFrame(b *testing.B, dir string) time.Duration {
	locked, err := store.Open(storetest.Options(dir))
	if err != nil {
		b.Fatal(err)
	}
	h := newHarness(b, nil, func(o *Options) { o.Locked = locked })
	h.root.width, h.root.height = 120, 30
	var kdf time.Duration
	for range 2 { // the first one also gets its memory from the system, as the one that counts will not
		start := time.Now()
		if h.root.gate.Unlock("not the passphrase at all") == nil {
			b.Fatal("any passphrase opens the vault")
		}
		kdf = time.Since(start)
	}
	start := time.Now()
	if err := h.root.gate.Unlock(storetest.Passphrase); err != nil {
		b.Fatal(err)
	}
	var cmd tea.Cmd
	_, cmd = h.root.Update(nav.Unlocked{})
	_ = h.root.View()
	took := time.Since(start) - kdf
	h.run(cmd)
	h.root.gate.close()
	return took
}

// dropCaches empties the page cache of the system; ok is false where that is not allowed.
func dropCaches() (ok bool) {
	_ = exec.Command("sync").Run()
	return os.WriteFile("/proc/sys/vm/drop_caches", []byte("1\n"), 0o200) == nil
}
