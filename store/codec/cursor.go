package codec

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

// cursor reads CBOR items one after the other and refuses every encoding but the shortest. After the first thing wrong it
// is bad for good and yields zeros; the caller looks once, at the end.
type cursor struct {
	b   []byte
	bad bool
}

// head reads the head of an item.
func (c *cursor) head() (major byte, arg uint64) {
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
	for _, x := range c.b[:size] {
		arg = arg<<8 | uint64(x)
	}
	c.b = c.b[size:]
	if major != 7 && (size == 1 && arg < 24 || size > 1 && arg>>(4*size) == 0) {
		c.bad = true // a shorter form exists
	}
	return major, arg
}

// expect reads the head of an item of one major type and returns its argument, at most limit.
func (c *cursor) expect(want byte, limit uint64) uint64 {
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
func (c *cursor) str(major byte, limit int) []byte {
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

// fixed reads a byte string that fills dst exactly.
func (c *cursor) fixed(dst []byte) {
	if copy(dst, c.str(majorBytes, len(dst))) != len(dst) {
		c.bad = true
	}
}

// skip passes over one well-formed item of any type.
func (c *cursor) skip(depth int) {
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
