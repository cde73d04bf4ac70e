package probe_test

import (
	"encoding/binary"
	"math/rand"
	"testing"
	"time"

	"seuil/store/probe"
)

// salvaged is the set of elements that Salvage hands out, by key and value.
func salvaged(data []byte) map[digest]bool {
	found := map[digest]bool{}
	probe.Salvage(data, func(key, value []byte) { found[entry{"", key, value}.id()] = true })
	return found
}

// extent is where a value lies, as the pages that hold any of it and its element.
func leafPages(data []byte, pageSize int) map[digest][2]int {
	le := binary.LittleEndian
	where := map[digest][2]int{}
	for id := 2; id < len(data)/pageSize; id++ {
		p := data[id*pageSize:]
		if le.Uint64(p) != uint64(id) || le.Uint16(p[8:]) != 2 {
			continue
		}
		for i := range int(le.Uint16(p[10:])) {
			e := p[16+16*i:]
			from := 16 + 16*i + int(le.Uint32(e[4:]))
			mid := from + int(le.Uint32(e[8:]))
			end := mid + int(le.Uint32(e[12:]))
			where[entry{"", p[from:mid], p[mid:end]}.id()] = [2]int{id, id + int(le.Uint32(p[12:]))}
		}
	}
	return where
}

// TestSalvageFindsAllThatIsIntact destroys 1 to 20 % of the pages, each in one of several ways, both meta pages included.
func TestSalvageFindsAllThatIsIntact(t *testing.T) {
	for _, m := range []mode{repeatable[0], repeatable[1], modes[2]} {
		for s := range int64(8) {
			data, _ := vault(t, m, 400)
			r := rand.New(rand.NewSource(s))
			pages := len(data) / m.pageSize
			destroyed := map[int]bool{}
			want, _ := walk(data)
			where := leafPages(append([]byte{}, data...), m.pageSize)
			ids := map[digest]entry{}
			for _, e := range want {
				ids[entry{"", e.key, e.value}.id()] = e
			}
			for range 1 + pages*int(1+s*19/7)/100 {
				id := r.Intn(pages)
				destroyed[id] = true
				destroy(r, data[id*m.pageSize:(id+1)*m.pageSize])
			}
			found := salvaged(data)
			intact := 0
			for id, e := range ids {
				span, ok := where[id]
				if !ok || e.value == nil {
					continue
				}
				whole := true
				for p := span[0]; p <= span[1]; p++ {
					whole = whole && !destroyed[p]
				}
				if !whole {
					continue
				}
				intact++
				if !found[id] {
					t.Fatalf("%s, seed %d: an intact entry of page %d is lost", m.name, s, span[0])
				}
			}
			if intact < 150 {
				t.Fatalf("%s, seed %d: only %d intact entries", m.name, s, intact)
			}
		}
	}
}

func destroy(r *rand.Rand, page []byte) {
	switch r.Intn(3) {
	case 0:
		clear(page)
	case 1:
		r.Read(page)
	default:
		clear(page[:512*(1+r.Intn(len(page)/512))])
	}
}

// What is damaged in one place of a page must not hide the rest of it.
func TestSalvageLosesNoNeighbours(t *testing.T) {
	data, _ := vault(t, repeatable[0], 100)
	all := salvaged(data)
	if len(all) < 100 {
		t.Fatalf("%d elements", len(all))
	}
	le := binary.LittleEndian
	for id := 2; id < len(data)/4096; id++ {
		p := data[id*4096 : (id+1)*4096]
		if le.Uint64(p) != uint64(id) || le.Uint16(p[8:]) != 2 {
			continue
		}
		before := append([]byte{}, p...)
		clear(p[:16])
		if got := salvaged(data); len(missing(all, got)) != 0 {
			t.Fatalf("page %d without its header: %d lost", id, len(missing(all, got)))
		}
		copy(p, before)
		clear(p[16:32])
		if got := salvaged(data); len(missing(all, got)) > 2 { // the element, and what may stand inline in it
			t.Fatalf("page %d without its first element: %d lost", id, len(missing(all, got)))
		}
		copy(p, before)
	}
}

func missing(all, got map[digest]bool) (lost []digest) {
	for id := range all {
		if !got[id] {
			lost = append(lost, id)
		}
	}
	return lost
}

// A hostile file makes every page claim the same great value many times.
func TestSalvageIsBoundedByTheLengthOfTheFile(t *testing.T) {
	data := make([]byte, 4<<20)
	le := binary.LittleEndian
	for at := 0; at < len(data); at += 4096 {
		for e := at + 16; e+16 <= at+4096; e += 16 {
			le.PutUint32(data[e+4:], 4096)
			le.PutUint32(data[e+8:], 8)
			le.PutUint32(data[e+12:], 1<<20)
		}
	}
	start := time.Now()
	handed := 0
	probe.Salvage(data, func(key, value []byte) { handed += len(key) + len(value) })
	if handed > 16*len(data) || time.Since(start) > 2*time.Second {
		t.Fatalf("%d MiB in %v", handed>>20, time.Since(start))
	}
}
