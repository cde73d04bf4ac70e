package probe

import "encoding/binary"

// Bounds of salvage.
const (
	// longest is what an element whose page header is lost may extend to, in bytes: the largest value of seuil, sealed.
	longest = 4 << 20
	// effort is how many times the length of the file may be handed out in all: a healthy file needs less than once,
	// freed pages with old content included; a hostile one could ask for its square.
	effort = 16
)

// Salvage hands out every leaf element that stands anywhere in a damaged file, page by page, without following pointers:
// also what stands on freed pages, older versions, and what merely looks like an element. The caller keeps what opens
// under its seal. The content of inline buckets is handed out as well; whether an element is a bucket is not said. Each
// element is judged alone, so a damaged one does not hide its neighbours. Keys and values are slices of data.
func Salvage(data []byte, found func(key, value []byte)) {
	s := &salvage{data: data, found: found, budget: effort * uint64(len(data))}
	size := uint64(minPageSize)
	if m, _, problem := findMeta(data); problem == nil {
		size, s.known = uint64(m.pageSize), true
	}
	for at := uint64(0); at+headerSize+elementSize <= uint64(len(data)); at += size {
		s.page(at, size)
	}
}

type salvage struct {
	data   []byte
	known  bool   // the page size is
	budget uint64 // bytes that may still be handed out
	found  func(key, value []byte)
}

// page reads the page at an offset. Its count is that of its header, or what the place of the first key tells if the
// header is damaged: the elements stand between the header and the first key.
func (s *salvage) page(at, size uint64) {
	p := page{s.data[at:]}
	extent := uint64(longest)
	count := int(uint64(binary.LittleEndian.Uint32(p.b[headerSize+4:])) / elementSize)
	if s.known && p.id() == at/size {
		switch p.flags() {
		case branchFlag, freelistFlag, metaFlag:
			return
		case leafFlag:
			extent = max(extent, (uint64(p.overflow())+1)*size)
			count = max(count, p.count())
		}
	}
	p.b = p.b[:min(uint64(len(p.b)), extent)]
	// bbolt splits a leaf that is larger than a page, unless it has next to no elements.
	s.elements(p.b, min(count, int(size/elementSize)), 0)
}

// elements hands out the elements of a leaf that lie within b. Those of an inline bucket are one level deeper, and there
// is no level below.
func (s *salvage) elements(b []byte, count, level int) {
	count = min(count, (len(b)-headerSize)/elementSize)
	for i := range count {
		at := uint64(headerSize + i*elementSize)
		e := b[at : at+elementSize]
		le := binary.LittleEndian
		flags, pos, keySize, valueSize := le.Uint32(e), uint64(le.Uint32(e[4:])), uint64(le.Uint32(e[8:])), uint64(le.Uint32(e[12:]))
		from := at + pos
		end := from + keySize + valueSize
		if pos < elementSize || keySize == 0 || keySize > maxKey || end > uint64(len(b)) || keySize+valueSize > s.budget {
			continue
		}
		s.budget -= keySize + valueSize
		key, value := b[from:from+keySize:from+keySize], b[from+keySize:end:end]
		s.found(key, value)
		if level == 0 && flags != 0 && len(value) >= bucketSize+headerSize+elementSize {
			inner := value[bucketSize:]
			s.elements(inner, int(le.Uint32(inner[headerSize+4:])/elementSize), 1)
		}
	}
}
