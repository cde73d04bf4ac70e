package codec

import (
	"encoding/binary"
	"unicode/utf8"
)

// Major types of CBOR.
const (
	majorUint  = 0
	majorNeg   = 1
	majorBytes = 2
	majorText  = 3
	majorArray = 4
	majorMap   = 5
	majorTag   = 6
)

// maxDepth is how deep an item of a later version may be nested.
const maxDepth = 8

// Cursor reads CBOR items one after the other and refuses every encoding but the shortest. After the first thing wrong it
// is bad for good and yields zeros; the caller looks once, at the end, by [Cursor.Done].
type Cursor struct {
	b   []byte
	bad bool
}

// NewCursor makes a cursor at the beginning of b.
func NewCursor(b []byte) *Cursor { return &Cursor{b: b} }

// Done says that everything was read and nothing was wrong.
func (c *Cursor) Done() bool { return !c.bad && len(c.b) == 0 }

// Refuse makes the cursor bad: what was read cannot be.
func (c *Cursor) Refuse() { c.bad = true }

// Map reads a map whose keys are integers in rising order: read is called for each key below known, the others, of a later
// version, are passed over. It returns the set of the known keys that were there, one bit each.
func (c *Cursor) Map(known int, read func(key int)) (seen uint64) {
	last := -1
	for n := c.expect(majorMap, 64); n > 0 && !c.bad; n-- {
		key := int(c.expect(majorUint, 1<<16))
		switch {
		case key <= last:
			c.bad = true
		case key < known:
			seen |= 1 << key
			read(key)
		default:
			c.skip(maxDepth)
		}
		last = key
	}
	return seen
}

// Array reads the head of an array of at most limit items, each of which takes at least size bytes.
func (c *Cursor) Array(limit, size int) int {
	n := int(c.expect(majorArray, uint64(limit)))
	if n*size > len(c.b) {
		c.bad = true
		return 0
	}
	return n
}

// Uint reads a number of at most limit.
func (c *Cursor) Uint(limit uint64) uint64 { return c.expect(majorUint, limit) }

// Bytes reads a byte string of at most limit bytes. It aliases the input.
func (c *Cursor) Bytes(limit int) []byte { return c.str(majorBytes, limit) }

// Fixed reads a byte string that fills dst exactly.
func (c *Cursor) Fixed(dst []byte) {
	if copy(dst, c.str(majorBytes, len(dst))) != len(dst) {
		c.bad = true
	}
}

// Text reads a text of at most limit bytes, valid UTF-8.
func (c *Cursor) Text(limit int) string {
	s := string(c.str(majorText, limit))
	if !utf8.ValidString(s) {
		c.bad = true
	}
	return s
}

// head reads the head of an item.
func (c *Cursor) head() (major byte, arg uint64) {
	if len(c.b) == 0 {
		c.bad = true
	}
	if c.bad {
		return 0, 0
	}
	major, info := c.b[0]>>5, c.b[0]&31
	c.b = c.b[1:]
	if info < 24 {
		return major, uint64(info)
	}
	size := 1 << (info - 24)
	if info > 27 || len(c.b) < size {
		c.bad = true
		return 0, 0
	}
	switch size {
	case 1:
		arg = uint64(c.b[0])
	case 2:
		arg = uint64(binary.BigEndian.Uint16(c.b))
	case 4:
		arg = uint64(binary.BigEndian.Uint32(c.b))
	default:
		arg = binary.BigEndian.Uint64(c.b)
	}
	c.b = c.b[size:]
	if major != 7 && (size == 1 && arg < 24 || size > 1 && arg>>(4*size) == 0) {
		c.bad = true // a shorter form exists
	}
	return major, arg
}

// expect reads the head of an item of one major type and returns its argument, at most limit.
func (c *Cursor) expect(want byte, limit uint64) uint64 {
	if len(c.b) > 0 && !c.bad { // nearly always the argument stands in the first byte
		if arg := c.b[0] - want<<5; arg < 24 && uint64(arg) <= limit {
			c.b = c.b[1:]
			return uint64(arg)
		}
	}
	major, arg := c.head()
	if major != want || arg > limit {
		c.bad = true
	}
	if c.bad {
		return 0
	}
	return arg
}

// str reads a byte or text string of at most limit bytes. It aliases the input.
func (c *Cursor) str(major byte, limit int) []byte {
	n := int(c.expect(major, uint64(limit)))
	if n > len(c.b) {
		c.bad = true
	}
	if c.bad {
		return nil
	}
	s := c.b[:n:n]
	c.b = c.b[n:]
	return s
}

// skip passes over one well-formed item of any type.
func (c *Cursor) skip(depth int) {
	if depth == 0 {
		c.bad = true
		return
	}
	major, arg := c.head()
	switch major {
	case majorUint, majorNeg:
	case majorBytes, majorText:
		if arg > uint64(len(c.b)) {
			c.bad = true
			return
		}
		c.b = c.b[arg:]
	case majorArray, majorMap, majorTag:
		n := arg
		switch {
		case arg > uint64(len(c.b)) && major != majorTag:
			c.bad = true // more items than bytes
		case major == majorMap:
			n = 2 * arg
		case major == majorTag:
			n = 1
		}
		for ; n > 0 && !c.bad; n-- {
			c.skip(depth - 1)
		}
	}
}
