package probe_test

import (
	"errors"
	"flag"
	"math/rand"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"seuil/store/probe"
)

var (
	files = flag.Int("files", 40, "random healthy files to compare with bbolt")
	large = flag.Bool("large", false, "also write a file of 300 MB")
	seed  = flag.Int64("seed", 1, "first seed of the random files")
)

var errLeave = errors.New("leave nothing")

// TestHealthyFilesReadAsBboltReadsThem is the measure against false alarms: after every few transactions, probe must find
// nothing wrong and see what bbolt sees, key for key. 10,000 files: go test ./store/probe -run Healthy -files 10000.
func TestHealthyFilesReadAsBboltReadsThem(t *testing.T) {
	for i := range *files {
		m, s := modes[i%len(modes)], *seed+int64(i)
		r := rand.New(rand.NewSource(s))
		path := filepath.Join(t.TempDir(), "file")
		db := m.open(t, path)
		for range 1 + r.Intn(8) {
			if err := db.Update(churn(r, 1+r.Intn(120))); err != nil {
				t.Fatal(err)
			}
			if r.Intn(6) == 0 {
				if err := db.Update(drop(r)); err != nil {
					t.Fatal(err)
				}
			}
			if r.Intn(6) == 0 { // a transaction that leaves nothing
				_ = db.Update(func(tx *bolt.Tx) error { return errors.Join(churn(r, 20)(tx), errLeave) })
			}
		}
		if r.Intn(4) == 0 { // the other way to keep the freelist, on the same file
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			m.noList = !m.noList
			db = m.open(t, path)
			if err := db.Update(churn(r, 30)); err != nil {
				t.Fatal(err)
			}
		}
		compare(t, db, path, s)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func compare(t *testing.T, db *bolt.DB, path string, seed int64) {
	t.Helper()
	want := read(t, db)
	got, report := walk(readFile(t, path))
	if !report.Healthy() || report.TornMeta {
		t.Fatalf("seed %d: %v, torn %v", seed, report.Problems, report.TornMeta)
	}
	if len(got) != len(want) {
		t.Fatalf("seed %d: %d entries, bbolt has %d", seed, len(got), len(want))
	}
	for i := range want {
		if !got[i].equal(want[i]) {
			t.Fatalf("seed %d: entry %d differs", seed, i)
		}
	}
}

func TestAFreshFileIsHealthy(t *testing.T) {
	for _, m := range modes {
		t.Run(m.name, func(t *testing.T) {
			data := m.write(t)
			report := probe.Check(data)
			if !report.Healthy() || report.PageSize != m.pageSize || report.Pages < 4 {
				t.Fatalf("%+v", report)
			}
			data = m.write(t,
				func(tx *bolt.Tx) error { _, err := tx.CreateBucket([]byte("a")); return err },
				func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte("a")) },
			)
			if entries, report := walk(data); !report.Healthy() || len(entries) != 0 {
				t.Fatalf("%d entries, %+v", len(entries), report)
			}
		})
	}
}

func TestAFreelistLongerThanItsCountFieldIsRead(t *testing.T) {
	if !*large {
		t.Skip("writes 300 MB: run it with -large")
	}
	big := make([]byte, 70_000*4096)
	data := repeatable[1].write(t,
		func(tx *bolt.Tx) error {
			b, err := tx.CreateBucket([]byte("a"))
			if err != nil {
				return err
			}
			return b.Put([]byte("k"), big)
		},
		func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte("a")) },
		func(tx *bolt.Tx) error { _, err := tx.CreateBucket([]byte("b")); return err },
	)
	if report := probe.Check(data); !report.Healthy() {
		t.Fatalf("%v", report.Problems[0])
	}
}

func BenchmarkCheck(b *testing.B) {
	data, _ := vault(b, repeatable[0], 2000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if r := probe.Check(data); !r.Healthy() {
			b.Fatal(r.Problems)
		}
	}
}
