package probe

import (
	"bytes"
	"encoding/binary"
)

// maxKey is the longest key that bbolt accepts, in bytes.
const maxKey = 32768

// page is the bytes of one page with its overflow, or of an inline one. Its elements may be read once layout has
// accepted them.
type page struct {
	b []byte
}

func (p page) id() uint64       { return binary.LittleEndian.Uint64(p.b) }
func (p page) flags() uint16    { return binary.LittleEndian.Uint16(p.b[8:]) }
func (p page) count() int       { return int(binary.LittleEndian.Uint16(p.b[10:])) }
func (p page) overflow() uint32 { return binary.LittleEndian.Uint32(p.b[12:]) }
func (p page) leaf() bool       { return p.flags() == leafFlag }

// element gives the two or three numbers of an element, and where it stands in the page.
func (p page) element(i int) (at, pos, keySize, valueSize uint64) {
	a := headerSize + i*elementSize
	e := p.b[a : a+elementSize]
	if p.leaf() {
		e = e[4:]
		valueSize = uint64(binary.LittleEndian.Uint32(e[8:]))
	}
	return uint64(a), uint64(binary.LittleEndian.Uint32(e)), uint64(binary.LittleEndian.Uint32(e[4:])), valueSize
}

// layout says where the content of the page ends, if its elements stand exactly as bbolt writes them: each key and value
// behind the one before, nothing between.
func (p page) layout() (end int, ok bool) {
	next := uint64(headerSize + p.count()*elementSize)
	if next > uint64(len(p.b)) {
		return 0, false
	}
	for i := range p.count() {
		at, pos, keySize, valueSize := p.element(i)
		if at+pos != next || keySize == 0 || keySize > maxKey {
			return 0, false
		}
		next += keySize + valueSize
		if next > uint64(len(p.b)) || p.leaf() && p.elementFlags(i) > 1 {
			return 0, false
		}
	}
	return int(next), true
}

func (p page) key(i int) []byte {
	at, pos, keySize, _ := p.element(i)
	return p.b[at+pos : at+pos+keySize : at+pos+keySize]
}

func (p page) value(i int) []byte {
	at, pos, keySize, valueSize := p.element(i)
	from := at + pos + keySize
	return p.b[from : from+valueSize : from+valueSize]
}

// elementFlags is 1 for a bucket, of a leaf only.
func (p page) elementFlags(i int) uint32 {
	return binary.LittleEndian.Uint32(p.b[headerSize+i*elementSize:])
}

// child is the page that a branch element points to.
func (p page) child(i int) uint64 {
	return binary.LittleEndian.Uint64(p.b[headerSize+i*elementSize+8:])
}

// ordered says that the keys of the page ascend, begin with first and stay below limit; nil is no bound. That the first
// key is the one of the branch above, and not merely a greater one, matters: bbolt finds the branch element of a changed
// page by the first key of the page, and where they differ it keeps the old pointer beside the new one.
func (p page) ordered(first, limit []byte) bool {
	var last []byte
	for i := range p.count() {
		k := p.key(i)
		if i == 0 && first != nil && !bytes.Equal(k, first) || i > 0 && bytes.Compare(last, k) >= 0 {
			return false
		}
		last = k
	}
	return limit == nil || last == nil || bytes.Compare(last, limit) < 0
}

// blank says that nothing follows the header. bbolt clears a page before it fills it, so an empty page with bytes in it
// has lost its count.
func (p page) blank() bool {
	for _, b := range p.b[headerSize:] {
		if b != 0 {
			return false
		}
	}
	return true
}
