package probe

import "encoding/binary"

// manyFree is the count of a freelist page whose true count stands in its first entry.
const manyFree = 0xFFFF

// freelist checks that the pages listed as free are exactly those without an owner. Without a list on disk they are so by
// definition: bbolt computes them, which is safe only since every overflow count has been found exact.
func (s *scan) freelist(id uint64) {
	if id == noFreelist {
		return
	}
	p, ok := s.load(id, freelistFlag)
	if !ok {
		return
	}
	ids, ok := freeIDs(p)
	if !ok {
		s.add(CodeFreelist, id)
		return
	}
	last := uint64(1)
	for i := 0; i < len(ids); i += 8 {
		free := binary.LittleEndian.Uint64(ids[i:])
		if free <= last || free >= s.pages {
			s.add(CodeFreelist, id)
			return
		}
		last = free
	}
	if len(s.problems) > 0 {
		return // pages that could not be reached would be reported as lost
	}
	s.complement(ids)
}

// freeIDs is the part of a freelist page that lists pages, 8 bytes each.
func freeIDs(p page) ([]byte, bool) {
	ids, count := p.b[headerSize:], uint64(p.count())
	if count == manyFree {
		count = binary.LittleEndian.Uint64(ids)
		ids = ids[8:]
		if count < manyFree {
			return nil, false
		}
	}
	if count > uint64(len(ids))/8 {
		return nil, false
	}
	return ids[:count*8], true
}

// complement reports the pages that are both owned and free, or neither.
func (s *scan) complement(ids []byte) {
	listed := func(id uint64) bool {
		if len(ids) == 0 || binary.LittleEndian.Uint64(ids) != id {
			return false
		}
		ids = ids[8:]
		return true
	}
	for id := range s.pages {
		owned := s.owned[id/64]&(1<<(id%64)) != 0
		if owned == listed(id) {
			s.add(CodeFree, id)
		}
	}
}
