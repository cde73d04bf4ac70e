package store_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	bolt "go.etcd.io/bbolt"

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
	if worker() || resident() || peak() {
		return
	}
	code := m.Run()
	for _, dir := range caseloads.dirs {
		_ = os.RemoveAll(dir)
	}
	os.Exit(code)
}

// sizes are a real worker's vault, and one far beyond.
var sizes = []struct {
	name              string
	households, notes int
}{{"cases=20/notes=1000", 20, 1000}, {"cases=10000/notes=100000", 10_000, 100_000}}

// caseload is the folder of a vault of a size.
func caseload(b *testing.B, size int) string {
	caseloads.Lock()
	defer caseloads.Unlock()
	if dir := caseloads.dirs[size]; dir != "" {
		return dir
	}
	dir, err := os.MkdirTemp("", "caseload")
	if err != nil {
		b.Fatal(err)
	}
	caseloads.dirs[size] = dir
	storetest.Caseload(b, dir, sizes[size].households, sizes[size].notes)
	return dir
}

func openCaseload(b *testing.B, dir string) *store.Locked {
	b.Helper()
	l, err := store.Open(storetest.Options(dir))
	if err != nil {
		b.Fatal(err)
	}
	return l
}

// BenchmarkOpen is what comes before the passphrase: the structure of the file is proven.
func BenchmarkOpen(b *testing.B) {
	for i, s := range sizes {
		b.Run(s.name, func(b *testing.B) {
			dir := caseload(b, i)
			for b.Loop() {
				l := openCaseload(b, dir)
				b.StopTimer()
				l.Close()
				b.StartTimer()
			}
		})
	}
}

// BenchmarkUnlock is the time from the key to the cases and their summaries, without the key derivation; cold, with no page
// of the file in the system's cache when the program starts.
func BenchmarkUnlock(b *testing.B) {
	for i, s := range sizes {
		b.Run(s.name, func(b *testing.B) {
			dir := caseload(b, i)
			b.ResetTimer()
			for range b.N {
				b.StopTimer()
				unlock := store.Derived(b, openCaseload(b, dir), storetest.Passphrase)
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

// BenchmarkCommit is a note of sixty words, beside a bare bbolt update of as many bytes on the same disk.
func BenchmarkCommit(b *testing.B) {
	b.Run("note", func(b *testing.B) {
		v := storetest.Open(b)
		var ids []model.ID
		for range 20 {
			ids = append(ids, storetest.Household(b, v, "MAROUDI", "Tarek"))
		}
		v.WaitIndex()
		note := &model.Contact{Kind: model.HomeVisit, Outcome: model.Held, Date: model.DateOf(storetest.Noon), Facts: strings.Repeat("constat ", 60)}
		for i := 0; b.Loop(); i++ {
			w, _ := (&model.Case{ID: ids[i%len(ids)]}).Put("note.add", v.NewID(), note)
			if _, err := v.Commit(model.ID{}, w); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("bare", func(b *testing.B) {
		db, err := bolt.Open(filepath.Join(b.TempDir(), "bare"), 0o600, &bolt.Options{NoFreelistSync: true, FreelistType: bolt.FreelistMapType})
		if err != nil {
			b.Fatal(err)
		}
		defer db.Close()
		value := bytes.Repeat([]byte("x"), 1100)
		for i := 0; b.Loop(); i++ {
			err := db.Update(func(tx *bolt.Tx) error {
				bucket, err := tx.CreateBucketIfNotExists([]byte("b"))
				if err != nil {
					return err
				}
				return bucket.Put(fmt.Appendf(nil, "%016d", i), value)
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}
