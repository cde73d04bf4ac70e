package ui

import (
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"seuil/store"
	"seuil/store/seal"
	"seuil/store/storetest"
)

// The caseload of the benchmarks: ten times what an association has.
const (
	largeCases = 10_000
	largeNotes = 100_000
)

// large says that the vault of the benchmarks was made.
var large bool

// largeDir is a generated vault of that size, made once for all benchmarks; TestMain removes it.
var largeDir = sync.OnceValue(func() string {
	large = true
	dir, err := os.MkdirTemp("", "seuil-bench")
	if err != nil {
		panic(err)
	}
	storetest.CaseloadWith(&testing.B{}, realCost(dir), largeCases, largeNotes)
	return dir
})

// realCost are options with the key derivation of a real vault, whose memory the reading of the vault then uses again.
func realCost(dir string) store.Options {
	opt := storetest.Options(dir)
	opt.Params = seal.DefaultParams()
	return opt
}

func largeVault(t testing.TB) *store.Vault {
	t.Helper()
	return storetest.Unlock(t, storetest.Options(largeDir()))
}

// sample presses a key again and again and reports the median and the 99th percentile of Update and View together.
func sample(b *testing.B, h *harness, keys ...string) {
	var took []time.Duration
	i := 0
	for b.Loop() {
		msg := press(keys[i%len(keys)])
		i++
		start := time.Now()
		_, cmd := h.root.Update(msg)
		_ = h.root.View()
		took = append(took, time.Since(start))
		b.StopTimer()
		h.run(cmd)
		b.StartTimer()
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-median")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
}

// BenchmarkKeyInCaseload is a key in a caseload of 10,000 cases and 100,000 notes until the frame is computed.
func BenchmarkKeyInCaseload(b *testing.B) {
	h := newHarness(b, largeVault(b))
	h.awaitSearch()
	sample(b, h, "down", "down", "down", "up", "pgdown", "space")
}

// BenchmarkKeyInAgenda is a key in the agenda of the same caseload.
func BenchmarkKeyInAgenda(b *testing.B) {
	h := newHarness(b, largeVault(b))
	h.awaitSearch()
	h.keys("2")
	sample(b, h, "down", "down", "pgdown", "right", "left", "up")
}

// BenchmarkFilter is a letter in the filter of the same caseload.
func BenchmarkFilter(b *testing.B) {
	h := newHarness(b, largeVault(b))
	h.awaitSearch()
	h.keys("/")
	sample(b, h, "o", "r", "a", "backspace", "backspace", "backspace", "e", "backspace")
}

// BenchmarkFind is a letter in the search over all the notes, its index being ready.
func BenchmarkFind(b *testing.B) {
	h := newHarness(b, largeVault(b))
	h.awaitSearch()
	h.keys("ctrl+f")
	sample(b, h, "l", "o", "y", "e", "backspace", "backspace", "backspace", "backspace", "e", "backspace")
}

// BenchmarkKeyInNote is a letter typed into a note of 20,000 characters.
func BenchmarkKeyInNote(b *testing.B) {
	v := storetest.Open(b)
	addHousehold(b, v, "DUPONT-LEROY", "Marc", "securisation", "orange")
	h := newHarness(b, v)
	h.keys("v")
	for range 400 {
		h.typed("Madame a repris le courrier, rempli avec elle. ")
	}
	sample(b, h, "a", "b", "é", "space", "backspace")
}
