package probe_test

import (
	"bytes"
	"encoding/binary"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"

	"seuil/store/probe"
)

func TestAShortenedFileIsNamedAsSuch(t *testing.T) {
	m := repeatable[0]
	data, _ := vault(t, m, 60)
	want, report := walk(data)
	used := int(report.Pages) * m.pageSize
	for n := 0; n < len(data); n += 512 {
		got, report := walk(data[:n])
		switch {
		case n >= used:
			if !report.Healthy() || !slices.EqualFunc(got, want, entry.equal) {
				t.Fatalf("cut at %d, behind the last page: %v", n, report.Problems)
			}
		case report.Healthy():
			t.Fatalf("cut at %d of %d: nothing seen", n, used)
		case n > 0 && report.Problems[0].Code != probe.CodeTruncated:
			t.Fatalf("cut at %d: %v", n, report.Problems[0])
		}
	}
}

func TestForeignFilesAreNamedAsSuch(t *testing.T) {
	older, _ := vault(t, repeatable[0], 10)
	for _, at := range []int{0, 4096} {
		putMeta(older, at, func(b []byte) { binary.LittleEndian.PutUint32(b[4:], 3) })
	}
	torn, _ := vault(t, repeatable[0], 10)
	torn[16+60]++
	torn[4096+16+60]++
	huge, _ := vault(t, repeatable[0], 10)
	for _, at := range []int{0, 4096} {
		putMeta(huge, at, func(b []byte) { binary.LittleEndian.PutUint32(b[8:], 1<<31) })
	}
	cases := []struct {
		name string
		data []byte
		want probe.Code
	}{
		{"nothing", nil, probe.CodeForeign},
		{"one byte", []byte{1}, probe.CodeForeign},
		{"zeros", make([]byte, 1<<20), probe.CodeForeign},
		{"ones", bytes.Repeat([]byte{0xff}, 1<<16), probe.CodeForeign},
		{"text", bytes.Repeat([]byte("seuil "), 9999), probe.CodeForeign},
		{"another version of the format", older, probe.CodeVersion},
		{"both meta pages torn", torn, probe.CodeMetas},
		{"a page size that nobody writes", huge, probe.CodeMeta},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			report := probe.Check(c.data)
			if len(report.Problems) != 1 || report.Problems[0].Code != c.want {
				t.Fatalf("%v", report.Problems)
			}
		})
	}
}

// putMeta edits a meta page and makes its checksum right again, as only an attacker would.
func putMeta(data []byte, at int, edit func(b []byte)) {
	b := data[at+16 : at+16+64]
	edit(b)
	h := fnv.New64a()
	h.Write(b[:56])
	binary.LittleEndian.PutUint64(b[56:], h.Sum64())
}

// A power cut while the meta page is written leaves the other one: probe must choose as bbolt does, and say so.
func TestATornMetaPageLeavesTheOther(t *testing.T) {
	for _, m := range repeatable {
		for page := range 2 {
			data, _ := vault(t, m, 40)
			clear(data[page*m.pageSize+16+40 : (page+1)*m.pageSize])
			got, report := walk(data)
			if !report.TornMeta || report.PageSize != m.pageSize {
				t.Fatalf("%s, page %d: %+v", m.name, page, report)
			}
			if !report.Healthy() {
				t.Fatalf("%s, page %d: the last commit but one is whole, yet %v", m.name, page, report.Problems)
			}
			path := filepath.Join(t.TempDir(), "file")
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			db := m.open(t, path)
			want := read(t, db)
			if !slices.EqualFunc(got, want, entry.equal) {
				t.Fatalf("%s, page %d: %d entries, bbolt chose %d", m.name, page, len(got), len(want))
			}
			if err := db.Update(func(tx *bolt.Tx) error { return nil }); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			if _, report = walk(readFile(t, path)); !report.Healthy() || report.TornMeta {
				t.Fatalf("%s, page %d: not mended by the next commit: %+v", m.name, page, report)
			}
		}
	}
}

func TestAHostileMetaPageIsRefused(t *testing.T) {
	le := binary.LittleEndian
	cases := []struct {
		name string
		edit func(b []byte)
		want probe.Code
	}{
		{"root outside the file", func(b []byte) { le.PutUint64(b[16:], 1<<40) }, probe.CodeMeta},
		{"root on a meta page", func(b []byte) { le.PutUint64(b[16:], 1) }, probe.CodeMeta},
		{"more pages than the file", func(b []byte) { le.PutUint64(b[40:], 1<<50) }, probe.CodeTruncated},
		{"more pages than numbers", func(b []byte) { le.PutUint64(b[40:], 1<<63) }, probe.CodeTruncated},
		{"no page", func(b []byte) { le.PutUint64(b[40:], 0) }, probe.CodeMeta},
		{"freelist outside the file", func(b []byte) { le.PutUint64(b[32:], 1<<40) }, probe.CodeMeta},
		{"freelist on a page of the tree", func(b []byte) { copy(b[32:40], b[16:24]) }, probe.CodePageType},
		{"another format", func(b []byte) { le.PutUint32(b[4:], 3) }, probe.CodeVersion},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			data, _ := vault(t, repeatable[0], 20)
			at := 0
			if probe.Check(data).TxID%2 == 1 {
				at = 4096
			}
			putMeta(data, at, c.edit)
			report := probe.Check(data)
			if len(report.Problems) == 0 || report.Problems[0].Code != c.want {
				t.Fatalf("%v", report.Problems)
			}
		})
	}
}

func TestMetaPagesThatDisagreeOnThePageSizeAreRefused(t *testing.T) {
	for _, at := range []int{0, 4096} {
		data, _ := vault(t, repeatable[0], 20)
		putMeta(data, at, func(b []byte) { binary.LittleEndian.PutUint32(b[8:], 8192) })
		if probe.Check(data).Healthy() {
			t.Fatalf("meta page at %d", at)
		}
	}
}

// bbolt would believe a meta page hidden in the empty end of the first one, and read the file with a page size that is not
// its own.
func TestAMetaPageOutOfPlaceIsRefused(t *testing.T) {
	for _, at := range []int{1024, 2048, 8192} {
		data, _ := vault(t, repeatable[0], 20)
		copy(data[at:], data[4096:4096+80])
		clear(data[16:20])
		if at > 4096 {
			clear(data[4096+16 : 4096+20])
		}
		report := probe.Check(data)
		if len(report.Problems) != 1 || report.Problems[0].Code != probe.CodeMeta {
			t.Fatalf("at %d: %v", at, report.Problems)
		}
	}
}

// Whatever a branch of the tree is made to point at, but for pages that are free: itself, its parent, a sibling's child.
func TestAPageWithTwoOwnersIsSeen(t *testing.T) {
	data, _ := vault(t, repeatable[0], 100)
	pages := probe.Check(data).Pages
	le := binary.LittleEndian
	owned := map[uint64]bool{0: true, 1: true}
	for id := uint64(2); id < pages; id++ { // a page is used if its damage is seen
		header := data[id*4096:]
		header[0] ^= 1
		owned[id] = !probe.Check(data).Healthy()
		header[0] ^= 1
	}
	tried := 0
	for id := uint64(2); id < pages; id++ {
		p := data[id*4096 : (id+1)*4096]
		if !owned[id] || le.Uint16(p[8:]) != 1 { // branches of the tree only
			continue
		}
		child := p[16+8:]
		before := le.Uint64(child)
		for target := range pages + 2 {
			if target == before || target < pages && !owned[target] {
				continue
			}
			le.PutUint64(child, target)
			if probe.Check(data).Healthy() {
				t.Fatalf("page %d points at page %d", id, target)
			}
			tried++
		}
		le.PutUint64(child, before)
	}
	if tried < 20 {
		t.Fatalf("%d pointers turned", tried)
	}
}
