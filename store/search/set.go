package search

import (
	"encoding/binary"
	"math/bits"
)

// set is a set of document numbers, or of case numbers, as bits. Bits beyond its length are zero.
type set []uint64

func newSet(n int) set { return make(set, (n+63)/64) }

func (s set) add(n uint32)      { s[n/64] |= 1 << (n % 64) }
func (s set) has(n uint32) bool { return int(n/64) < len(s) && s[n/64]&(1<<(n%64)) != 0 }

// grown is s with room for n numbers.
func (s set) grown(n int) set {
	for len(s)*64 < n {
		s = append(s, 0)
	}
	return s
}

// or adds the numbers of o, which is not longer than s.
func (s set) or(o set) {
	for i, w := range o {
		s[i] |= w
	}
}

// and keeps the numbers that o has as well.
func (s set) and(o set) {
	n := min(len(s), len(o))
	for i, w := range o[:n] {
		s[i] &= w
	}
	clear(s[n:])
}

func (s set) count() (n int) {
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// eachFrom calls f with the numbers of s from first on, in order.
func (s set) eachFrom(first uint32, f func(n uint32)) {
	for i := int(first / 64); i < len(s); i++ {
		w := s[i]
		if i == int(first/64) {
			w &= ^uint64(0) << (first % 64)
		}
		for ; w != 0; w &= w - 1 {
			f(uint32(i*64 + bits.TrailingZeros64(w)))
		}
	}
}

// posting is the documents of one word, in one of two forms: the differences of their numbers as varints, or bits once
// these take no more room.
type posting struct {
	last  uint32 // the greatest number
	count uint32
	list  []byte
	bits  set
}

// add takes in a number that is not smaller than any before.
func (p *posting) add(n uint32) {
	if p.count > 0 && p.last == n {
		return
	}
	if p.bits != nil {
		p.bits = p.bits.grown(int(n) + 1)
		p.bits.add(n)
	} else {
		p.list = binary.AppendUvarint(p.list, uint64(n-p.last))
		if len(p.list) > 64 && len(p.list) > int(n)/8 {
			b := newSet(int(n) + 1)
			p.addTo(b)
			p.bits, p.list = b, nil
			p.bits.add(n)
		}
	}
	p.last = n
	p.count++
}

// addTo adds the documents to a set.
func (p *posting) addTo(s set) {
	if p.bits != nil {
		s.or(p.bits)
		return
	}
	n := uint32(0)
	for i := 0; i < len(p.list); {
		b := p.list[i]
		i++
		if b < 0x80 {
			n += uint32(b)
		} else {
			d, used := binary.Uvarint(p.list[i-1:])
			n += uint32(d)
			i += used - 1
		}
		s.add(n)
	}
}
