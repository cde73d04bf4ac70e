package probe_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"

	"seuil/store/probe"
)

var rewrites = flag.Int("rewrites", 40, "harmless flips, per mode, after which bbolt rewrites every leaf; 0 is all")

type digest = [sha256.Size]byte

// vault is a file in the shape of a vault: buckets at the top only, values as if sealed, one value longer than a page,
// one bucket small enough to stand inline, some pages free. written is all that ever stood in it.
func vault(t testing.TB, m mode, n int) (data []byte, written map[digest]bool) {
	r := rand.New(rand.NewSource(7))
	written = map[digest]bool{}
	put := func(tx *bolt.Tx, bucket string, key, value []byte) error {
		written[entry{pathOf([][]byte{[]byte(bucket)}), key, value}.id()] = true
		return tx.Bucket([]byte(bucket)).Put(key, value)
	}
	fill := func(from, to int) func(*bolt.Tx) error {
		return func(tx *bolt.Tx) error {
			for _, name := range []string{"changes", "drafts", "head"} {
				written[entry{"", []byte(name), nil}.id()] = true
				if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
					return err
				}
			}
			if err := put(tx, "head", []byte("head"), randomBytes(r, 296)); err != nil {
				return err
			}
			for i := from; i < to; i++ {
				if err := put(tx, "changes", changeKey(i), randomBytes(r, 296+64*r.Intn(4))); err != nil {
					return err
				}
			}
			return put(tx, "drafts", []byte("draft"), randomBytes(r, 10_088))
		}
	}
	data = m.write(t, fill(0, n/2), fill(n/2, n), func(tx *bolt.Tx) error {
		for i := n / 3; i < n/2; i++ {
			if err := tx.Bucket([]byte("changes")).Delete(changeKey(i)); err != nil {
				return err
			}
		}
		return nil
	})
	return data, written
}

func changeKey(i int) []byte {
	return binary.BigEndian.AppendUint64(fmt.Appendf(nil, "case%04d", i%11), uint64(i))
}

func randomBytes(r *rand.Rand, n int) []byte {
	b := make([]byte, n)
	r.Read(b)
	return b
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// verdict is what is known of a damaged file before bbolt sees it.
type verdict int

const (
	harmless verdict = iota // nothing seen, and nothing changed
	seen                    // by probe
	sealed                  // not by probe, but one entry differs, its key, value or the border between: its seal refuses it
	stale                   // neither, but the set of entries differs from what was written last, which its digest refuses
	missed                  // none of these
)

// judge compares what probe sees of a file with what was written.
func judge(data []byte, want []entry, written map[digest]bool) verdict {
	got, report := walk(data)
	if !report.Healthy() || report.TornMeta {
		return seen
	}
	if slices.EqualFunc(got, want, entry.equal) {
		return harmless
	}
	if !slices.ContainsFunc(got, func(e entry) bool { return !written[e.id()] }) {
		return stale // a pointer turned to a freed page, which still is an older version of the right one
	}
	if len(got) != len(want) {
		return missed
	}
	changed, moved := -1, false
	for i := range want {
		moved = moved || got[i].path != want[i].path
		if bytes.Equal(got[i].key, want[i].key) && bytes.Equal(got[i].value, want[i].value) {
			continue
		}
		if changed >= 0 || (got[i].value == nil) != (want[i].value == nil) {
			return missed
		}
		changed = i
	}
	if changed < 0 || moved && want[changed].value != nil { // only the name of a bucket takes others with it
		return missed
	}
	return sealed
}

// TestNoFlippedBitGoesUnseen turns every bit of the first 64 bytes of every page and one in a hundred of the others. Each
// must be seen by probe, or spoil one entry, where the seal sees it, or bring back an old page whole, which the digest of
// the set sees, or be harmless: and harmless is proved by
// bbolt, which rewrites every leaf of the damaged file and must still have the same content. In the content of a page that
// the file uses no bit may be harmless at all.
func TestNoFlippedBitGoesUnseen(t *testing.T) {
	for _, m := range repeatable {
		t.Run(m.name, func(t *testing.T) {
			data, written := vault(t, m, 60)
			want, report := walk(bytes.Clone(data))
			if !report.Healthy() || len(want) < 40 {
				t.Fatalf("%d entries, %v", len(want), report.Problems)
			}
			used := structure(data, m.pageSize)
			r := rand.New(rand.NewSource(3))
			count := map[verdict]int{}
			var quiet []int
			for bit := range len(data) * 8 {
				if bit/8%m.pageSize >= 64 && r.Intn(100) != 0 {
					continue
				}
				data[bit/8] ^= 1 << (bit % 8)
				v := judge(data, want, written)
				count[v]++
				switch v {
				case missed:
					t.Errorf("bit %d: missed, page %d byte %d", bit, bit/8/m.pageSize, bit/8%m.pageSize)
				case harmless:
					quiet = append(quiet, bit)
					if used[bit/8] {
						t.Errorf("bit %d: not seen, page %d byte %d", bit, bit/8/m.pageSize, bit/8%m.pageSize)
					}
				}
				data[bit/8] ^= 1 << (bit % 8)
			}
			if count[seen] < 2000 || count[sealed] < 100 || count[stale] > 10 || count[harmless] < 100 {
				t.Fatalf("not the file that was meant: %v", count)
			}
			r.Shuffle(len(quiet), func(i, j int) { quiet[i], quiet[j] = quiet[j], quiet[i] })
			if *rewrites > 0 {
				quiet = quiet[:min(len(quiet), *rewrites)]
			}
			path := filepath.Join(t.TempDir(), "file")
			for _, bit := range quiet {
				data[bit/8] ^= 1 << (bit % 8)
				rewrite(t, m, path, data, want, bit)
				data[bit/8] ^= 1 << (bit % 8)
			}
			t.Logf("%d bytes: %d seen by probe, %d by the seal, %d by the digest of the set, %d harmless, %d of them rewritten",
				len(data), count[seen], count[sealed], count[stale], count[harmless], len(quiet))
		})
	}
}

// structure says which bytes count: those of pages that the file uses, up to the end of their content, but for the
// sequences of buckets, which nothing here depends on.
func structure(data []byte, pageSize int) []bool {
	le := binary.LittleEndian
	used := make([]bool, len(data))
	mark := func(from, to int, counts bool) {
		for i := from; i < to; i++ {
			used[i] = counts
		}
	}
	mark(0, 80, true)
	mark(pageSize, pageSize+80, true)
	for id := 2; id < int(probe.Check(data).Pages); id++ {
		p := data[id*pageSize:]
		p[0] ^= 1
		seen := !probe.Check(data).Healthy() // damage is seen where the file uses the page
		p[0] ^= 1
		if !seen || le.Uint64(p) != uint64(id) {
			continue
		}
		base, count := id*pageSize, int(le.Uint16(p[10:]))
		if le.Uint16(p[8:]) == 16 {
			mark(base, base+16+8*count, true)
			continue
		}
		end := 16 + 16*count
		mark(base, base+end, true)
		for i := range count {
			e := p[16+16*i:]
			if le.Uint16(p[8:]) == 1 {
				mark(base+end, base+end+int(le.Uint32(e[4:])), true)
				end += int(le.Uint32(e[4:]))
				continue
			}
			value := end + int(le.Uint32(e[8:]))
			mark(base+end, base+value+int(le.Uint32(e[12:])), true)
			if le.Uint32(e) == 1 {
				mark(base+value+8, base+value+16, false)
			}
			end = value + int(le.Uint32(e[12:]))
		}
	}
	return used
}

// rewrite lets bbolt put every value again and add one to each bucket, so that every leaf moves, then compares.
func rewrite(t *testing.T, m mode, path string, data []byte, want []entry, bit int) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	db := m.open(t, path)
	extra := []byte("\xff\xff")
	put := func(tx *bolt.Tx) error {
		return tx.ForEach(func(_ []byte, b *bolt.Bucket) error {
			var keys, values [][]byte
			if err := b.ForEach(func(k, v []byte) error {
				keys, values = append(keys, bytes.Clone(k)), append(values, bytes.Clone(v))
				return nil
			}); err != nil {
				return err
			}
			for i := range keys {
				if err := b.Put(keys[i], values[i]); err != nil {
					return err
				}
			}
			return b.Put(extra, extra)
		})
	}
	remove := func(tx *bolt.Tx) error {
		return tx.ForEach(func(_ []byte, b *bolt.Bucket) error { return b.Delete(extra) })
	}
	for _, tx := range []func(*bolt.Tx) error{put, remove} {
		if err := db.Update(tx); err != nil {
			t.Fatalf("bit %d: %v", bit, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	got, report := walk(readFile(t, path))
	if !report.Healthy() || !slices.EqualFunc(got, want, entry.equal) {
		t.Fatalf("bit %d: harmless before, damage after bbolt wrote: %v", bit, report.Problems)
	}
}

// TestALostCountIsSeen sets whole fields, not single bits: the count of every page to zero, its overflow to others.
func TestALostCountIsSeen(t *testing.T) {
	m := repeatable[0]
	data, written := vault(t, m, 60)
	want, report := walk(bytes.Clone(data))
	changed := 0
	for id := 2; id < int(report.Pages); id++ {
		header := data[id*m.pageSize : id*m.pageSize+16]
		before := bytes.Clone(header)
		for _, count := range []uint16{0, 1, 2, 0xFFFF} {
			binary.LittleEndian.PutUint16(header[10:], count)
			if judge(data, want, written) == missed {
				t.Errorf("page %d, count %d", id, count)
			}
			copy(header, before)
		}
		for _, overflow := range []uint32{0, 1, 2, 1 << 31, 1<<32 - 1} {
			binary.LittleEndian.PutUint32(header[12:], overflow)
			if !bytes.Equal(header, before) && judge(data, want, written) == seen {
				changed++
			}
			copy(header, before)
		}
	}
	if changed < 50 {
		t.Fatalf("%d changes of overflow seen", changed)
	}
	if !probe.Check(data).Healthy() {
		t.Fatal("the file was not put back")
	}
}
