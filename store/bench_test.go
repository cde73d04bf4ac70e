package store_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

// caseloads are made once for all benchmarks of a run.
var caseloads = struct {
	sync.Mutex
	dirs map[int]string
}{dirs: make(map[int]string)}

func TestMain(m *testing.M) {
	if worker() {
		return
	}
	code := m.Run()
	for _, dir := range caseloads.dirs {
		_ = os.RemoveAll(dir)
	}
	os.Exit(code)
}

// caseload is the folder of a vault of so many households, with ten times as many notes or more.
func caseload(b testing.TB, households, notes int) string {
	caseloads.Lock()
	defer caseloads.Unlock()
	if dir := caseloads.dirs[households]; dir != "" {
		return dir
	}
	dir, err := os.MkdirTemp("", "caseload")
	if err != nil {
		b.Fatal(err)
	}
	storetest.Caseload(b, filepath.Join(dir, "v"), households, notes)
	caseloads.dirs[households] = filepath.Join(dir, "v")
	return filepath.Join(dir, "v")
}

var sizes = []struct {
	name              string
	households, notes int
}{{"20_cases_1000_notes", 20, 1000}, {"10000_cases_100000_notes", 10_000, 100_000}}

// BenchmarkUnlock is the time from the key to the cases, without the key derivation.
func BenchmarkUnlock(b *testing.B) {
	for _, s := range sizes {
		b.Run(s.name, func(b *testing.B) {
			dir := caseload(b, s.households, s.notes)
			for b.Loop() {
				b.StopTimer()
				l, err := store.Open(storetest.Options(dir))
				if err != nil {
					b.Fatal(err)
				}
				unlock := store.Derived(b, l, storetest.Passphrase)
				b.StartTimer()
				v := unlock()
				n := len(v.Summaries())
				b.StopTimer()
				if n != s.households {
					b.Fatal(n)
				}
				if err := v.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	for _, s := range sizes {
		b.Run(s.name, func(b *testing.B) {
			dir := caseload(b, s.households, s.notes)
			for b.Loop() {
				l, err := store.Open(storetest.Options(dir))
				if err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				l.Close()
				b.StartTimer()
			}
		})
	}
}

func BenchmarkCommitNote(b *testing.B) {
	v := storetest.Open(b)
	id := storetest.Household(b, v, "A", "B")
	for b.Loop() {
		w, _ := v.Case(id).Put("note.add", v.NewID(), &model.Contact{Kind: model.HomeVisit, Date: 1, Facts: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
		if _, err := v.Commit(model.ID{}, w); err != nil {
			b.Fatal(err)
		}
	}
}
