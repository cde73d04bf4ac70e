package probe_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"seuil/store/probe"
)

var update = flag.Bool("update", false, "write the seeds of the fuzz target again")

// seeds are the committed files, compressed. There must be some: a glob that matches nothing would fuzz nothing.
func seeds(t testing.TB) [][]byte {
	t.Helper()
	if *update {
		writeSeeds(t)
	}
	names, err := filepath.Glob(filepath.Join("testdata", "seeds", "*.gz"))
	if err != nil || len(names) < 4 {
		t.Fatalf("%d seeds, %v", len(names), err)
	}
	var all [][]byte
	for _, name := range names {
		z, err := gzip.NewReader(bytes.NewReader(readFile(t, name)))
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, data)
	}
	return all
}

func writeSeeds(t testing.TB) {
	t.Helper()
	few := func(tx *bolt.Tx) error {
		outer, err := tx.CreateBucket([]byte("outer"))
		if err != nil {
			return err
		}
		inner, err := outer.CreateBucket([]byte("inner"))
		if err != nil {
			return err
		}
		return inner.Put([]byte("key"), bytes.Repeat([]byte("value"), 900))
	}
	many := func(tx *bolt.Tx) error {
		b, err := tx.CreateBucket([]byte("many"))
		for i := 0; err == nil && i < 400; i++ {
			err = b.Put(fmt.Appendf(nil, "key%03d", i), []byte("value"))
		}
		return err
	}
	drop := func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte("outer")) }
	for name, data := range map[string][]byte{
		"fresh": repeatable[1].write(t), "nested": repeatable[0].write(t, few), "branch": repeatable[0].write(t, many),
		"freed": repeatable[1].write(t, few, many, drop),
	} {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write(data); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join("testdata", "seeds"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join("testdata", "seeds", name+".gz"), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSeedsAreHealthy(t *testing.T) {
	for i, data := range seeds(t) {
		if report := probe.Check(data); !report.Healthy() || report.TornMeta {
			t.Errorf("seed %d: %v", i, report.Problems)
		}
	}
}

// FuzzProbe changes a seed in a few places, with both checksums made right again, since a random file would be refused at
// once. Nothing may panic; nothing handed out may lie outside the file; and what is found healthy, bbolt reads alike.
func FuzzProbe(f *testing.F) {
	all := seeds(f)
	for i := range all {
		f.Add(uint8(i), []byte{}, true)
		f.Add(uint8(i), []byte{0, 48, 10, 0, 0, 64, 16, 200}, true)
		f.Add(uint8(i), []byte{0, 0, 40, 9, 0, 16, 90, 7}, false)
	}
	f.Fuzz(func(t *testing.T, which uint8, edits []byte, sums bool) {
		data := bytes.Clone(all[int(which)%len(all)])
		for ; len(edits) >= 4; edits = edits[4:] { // three bytes of place, one of content
			at := int(edits[0])<<16 | int(edits[1])<<8 | int(edits[2])
			data[at%len(data)] = edits[3]
		}
		if sums {
			putMeta(data, 0, func([]byte) {})
			putMeta(data, 4096, func([]byte) {})
		}
		got, report := walk(data)
		probe.Salvage(data, func(key, value []byte) {
			if len(key) == 0 || len(key)+len(value) > len(data) {
				t.Fatal("an element larger than the file")
			}
		})
		if !report.Healthy() {
			return
		}
		path := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		m := repeatable[0]
		m.noList = binary.LittleEndian.Uint64(data[16+32:]) == 1<<64-1
		db := m.open(t, path)
		defer db.Close()
		want := read(t, db)
		if len(got) != len(want) {
			t.Fatalf("%d entries, bbolt has %d", len(got), len(want))
		}
		for i := range want {
			if !got[i].equal(want[i]) {
				t.Fatalf("entry %d differs", i)
			}
		}
	})
}
