package probe_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"seuil/store/probe"
)

// mode is how a file is written.
type mode struct {
	name     string
	noList   bool // NoFreelistSync, as the vault is written
	pageSize int
	freelist bolt.FreelistType // the map places pages at random, the array always alike; on disk they are one format
}

var modes = []mode{
	{"no freelist", true, 4096, bolt.FreelistMapType},
	{"synced freelist", false, 4096, bolt.FreelistMapType},
	{"pages of 16 KiB", true, 16384, bolt.FreelistMapType},
}

// repeatable are the modes that write the same file at each run.
var repeatable = []mode{
	{"no freelist", true, 4096, bolt.FreelistArrayType},
	{"synced freelist", false, 4096, bolt.FreelistArrayType},
}

func (m mode) open(t testing.TB, path string) *bolt.DB {
	t.Helper()
	db, err := bolt.Open(path, 0o600, &bolt.Options{
		Timeout: time.Second, NoFreelistSync: m.noList, FreelistType: m.freelist, PageSize: m.pageSize, NoSync: true, NoGrowSync: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// write makes a file by transactions, and returns its bytes.
func (m mode) write(t testing.TB, txs ...func(*bolt.Tx) error) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	db := m.open(t, path)
	for _, tx := range txs {
		if err := db.Update(tx); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// entry is a key and its value, or the name of a bucket with a nil value.
type entry struct {
	path       string
	key, value []byte
}

func (e entry) equal(o entry) bool {
	return e.path == o.path && bytes.Equal(e.key, o.key) && bytes.Equal(e.value, o.value) && (e.value == nil) == (o.value == nil)
}

// id is the same for equal entries only.
func (e entry) id() [sha256.Size]byte {
	b := fmt.Appendf(nil, "%d %d %t ", len(e.path), len(e.key), e.value == nil)
	return sha256.Sum256(append(append(append(b, e.path...), e.key...), e.value...))
}

func pathOf(path [][]byte) string {
	var b []byte
	for _, name := range path {
		b = binary.AppendUvarint(b, uint64(len(name)))
		b = append(b, name...)
	}
	return string(b)
}

// walk is the content as probe sees it.
func walk(data []byte) ([]entry, probe.Report) {
	entries := make([]entry, 0, 256)
	var last *byte // of the name of the innermost bucket: most entries stand in the same one as the entry before
	var name string
	report := probe.Walk(data, func(path [][]byte, key, value []byte) {
		if len(path) == 0 {
			last, name = nil, ""
		} else if p := &path[len(path)-1][0]; p != last {
			last, name = p, pathOf(path)
		}
		entries = append(entries, entry{name, key, value})
	})
	return entries, report
}

// read is the content as bbolt sees it.
func read(t testing.TB, db *bolt.DB) []entry {
	t.Helper()
	var entries []entry
	err := db.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bolt.Bucket) error {
			entries = append(entries, entry{"", bytes.Clone(name), nil})
			return readBucket(b, [][]byte{name}, &entries)
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

func readBucket(b *bolt.Bucket, path [][]byte, entries *[]entry) error {
	return b.ForEach(func(k, v []byte) error {
		if v == nil {
			*entries = append(*entries, entry{pathOf(path), bytes.Clone(k), nil})
			return readBucket(b.Bucket(k), append(slices.Clone(path), k), entries)
		}
		*entries = append(*entries, entry{pathOf(path), bytes.Clone(k), append([]byte{}, v...)})
		return nil
	})
}

// randomValue is short, of the size of a note, or longer than a page.
func randomValue(r *rand.Rand) []byte {
	sizes := []int{0, 30, 300, 900, 20_000}
	b := make([]byte, r.Intn(sizes[r.Intn(len(sizes))]+1))
	r.Read(b)
	return b
}

// churn writes and deletes at random in nested buckets, some keys again and again.
func churn(r *rand.Rand, steps int) func(*bolt.Tx) error {
	return func(tx *bolt.Tx) error {
		for range steps {
			b, err := tx.CreateBucketIfNotExists([]byte{'a' + byte(r.Intn(4))})
			if err != nil {
				return err
			}
			for r.Intn(3) == 0 {
				if b, err = b.CreateBucketIfNotExists(fmt.Appendf(nil, "~%d", r.Intn(3))); err != nil {
					return err
				}
			}
			if err := step(r, b); err != nil {
				return err
			}
		}
		return nil
	}
}

func step(r *rand.Rand, b *bolt.Bucket) error {
	key := fmt.Appendf(nil, "%0*d", 1+r.Intn(30), r.Intn(400))
	switch r.Intn(12) {
	case 0, 1, 2:
		return b.Delete(key)
	case 3: // a whole range, so that pages empty and merge
		c, n := b.Cursor(), r.Intn(60)
		for k, v := c.Seek(key); k != nil && n > 0; k, v = c.Next() {
			if n--; v != nil {
				if err := c.Delete(); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return b.Put(key, randomValue(r))
}

// drop deletes a whole bucket, in a transaction of its own: where bbolt deletes from a bucket and then the bucket itself in
// one transaction, it can lose a page for good, which its own check reports as well.
func drop(r *rand.Rand) func(*bolt.Tx) error {
	return func(tx *bolt.Tx) error {
		name := []byte{'a' + byte(r.Intn(4))}
		if tx.Bucket(name) == nil {
			return nil
		}
		return tx.DeleteBucket(name)
	}
}
