package codec

import (
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"hash"
	"slices"
	"strings"
	"unicode/utf8"

	"seuil/model"
	"seuil/model/text"
)

// Errors of this package. They never hold what a person wrote.
var (
	ErrMalformed = errors.New("not the canonical form of a change")
	ErrPlace     = errors.New("a change without a place among those of its device")
)

// Reader reads stored changes. It keeps one copy of each kind, act and field name, and allocates changes and their texts in
// blocks, so that hundreds of thousands of them take little room and time. It is for one goroutine.
type Reader struct {
	names   map[string]string
	last    model.Write // its kind and act are those of the change before
	hash    hash.Hash
	changes []model.Change
	fields  []model.Field
	preds   []model.ChangeID
	texts   strings.Builder // values one behind the other; it never grows, so that they may alias it
	spans   []span
	order   *order // of the change being read
	orders  map[model.Kind]*order
	signed  []byte // what the signature of the change being verified is over
}

// order remembers how the fields of a change are sorted by name, because the next one of its kind mostly has the same ones.
type order struct {
	names []string // as they are encoded
	ranks []int    // place of each among the sorted ones
}

func (o *order) learn(spans []span) {
	by := make([]int, len(spans))
	for i := range by {
		by[i] = i
	}
	slices.SortFunc(by, func(a, b int) int { return strings.Compare(spans[a].name, spans[b].name) })
	o.names, o.ranks = make([]string, len(by)), make([]int, len(by))
	for rank, i := range by {
		o.names[i], o.ranks[i] = spans[i].name, rank
	}
}

// span is one field of the change being read; its value aliases the input.
type span struct {
	name  string
	value []byte
}

// NewReader makes a reader.
func NewReader() *Reader {
	return &Reader{names: make(map[string]string), hash: sha256.New(), orders: make(map[model.Kind]*order)}
}

const (
	block     = 256      // changes, fields or ids that are allocated together
	textBlock = 64 << 10 // bytes of texts that are
)

// Read reads a stored change, or what is left of one that was retracted. The signature is not verified ([Verify]): what comes
// from the vault is authentic by its seal. Nothing of the result aliases stored.
func (r *Reader) Read(stored []byte) (*model.Change, error) {
	if IsStub(stored) {
		return r.readStub(stored)
	}
	n := len(stored) - ed25519.SignatureSize
	if n <= 0 || len(stored) > MaxSize {
		return nil, ErrMalformed
	}
	body := stored[:n]
	if len(r.changes) == 0 {
		r.changes = make([]model.Change, block)
	}
	c := &r.changes[0]
	cur := Cursor{b: body}
	r.readBody(&cur, c)
	if !cur.Done() || !r.finish(c) {
		*c = model.Change{}
		return nil, ErrMalformed
	}
	r.hash.Reset()
	r.hash.Write([]byte(domain))
	r.hash.Write(body)
	r.hash.Sum(c.ID[:0])
	r.changes = r.changes[1:]
	return c, nil
}

// readBody reads the map of a body: keys 0 to 11, of which 4 and 10 may be absent, then those of later versions.
func (r *Reader) readBody(cur *Cursor, c *model.Change) {
	const all, optional = 1<<12 - 1, 1<<4 | 1<<10
	seen := cur.Map(12, func(key int) { r.readKey(cur, c, key) })
	if seen|optional != all || (seen&(1<<4) == 0) != (c.Seq == 1) {
		cur.bad = true
	}
}

func (r *Reader) readKey(cur *Cursor, c *model.Change, key int) {
	switch key {
	case 0:
		if cur.expect(majorUint, 1<<16) < version {
			cur.bad = true
		}
	case 1:
		cur.Fixed(c.Case[:])
	case 2:
		cur.Fixed(c.Device[:])
	case 3:
		c.Seq = cur.expect(majorUint, 1<<62)
	case 4:
		cur.Fixed(c.Prev[:])
	case 5:
		c.Millis = int64(cur.expect(majorUint, MaxMillis))
	case 6:
		r.last.Kind = model.Kind(r.name(cur, string(r.last.Kind)))
		c.Kind = r.last.Kind
	case 7:
		cur.Fixed(c.Record[:])
	case 8:
		r.last.Act = model.Act(r.name(cur, string(r.last.Act)))
		c.Act = r.last.Act
	case 9:
		r.readFields(cur, c.Kind)
	case 10:
		r.readPred(cur, c)
	case 11:
		cur.Fixed(c.Salt[:])
	}
}

// name reads a name and returns the one copy of it. The likely one, that of last time, needs no look-up.
func (r *Reader) name(cur *Cursor, likely string) string {
	// A text of less than 24 bytes has one byte for its length.
	if n := len(likely); n > 0 && n < 24 && len(cur.b) > n && cur.b[0] == majorText<<5|byte(n) && string(cur.b[1:1+n]) == likely {
		cur.b = cur.b[1+n:]
		return likely
	}
	b := cur.str(majorText, maxName)
	if s, ok := r.names[string(b)]; ok {
		return s
	}
	if !isName(b) {
		cur.bad = true
		return ""
	}
	s := string(b)
	r.names[s] = s
	return s
}

// readFields reads the map of fields into r.spans. Its keys must stand in the order of their encoding:
// shorter ones first, then byte by byte.
func (r *Reader) readFields(cur *Cursor, kind model.Kind) {
	r.spans = r.spans[:0]
	if r.order = r.orders[kind]; r.order == nil {
		r.order = &order{}
		r.orders[kind] = r.order
	}
	n := cur.expect(majorMap, model.MaxFields)
	known := int(n) == len(r.order.names)
	for ; n > 0 && !cur.bad; n-- {
		k := len(r.spans)
		likely := ""
		if k < len(r.order.names) {
			likely = r.order.names[k]
		}
		name := r.name(cur, likely)
		known = known && name == likely
		if k > 0 {
			if prev := r.spans[k-1].name; len(prev) > len(name) || len(prev) == len(name) && prev >= name {
				cur.bad = true
			}
		}
		r.spans = append(r.spans, span{name, cur.str(majorText, model.MaxValue)})
	}
	if len(r.spans) == 0 {
		cur.bad = true
	}
	if !known {
		r.order.learn(r.spans)
	}
}

func (r *Reader) readPred(cur *Cursor, c *model.Change) {
	n := cur.Array(model.MaxPred, 1+len(model.ChangeID{}))
	if n == 0 {
		cur.bad = true
		return
	}
	if len(r.preds) < n {
		r.preds = make([]model.ChangeID, max(n, block))
	}
	c.Pred = r.preds[:n:n]
	for i := range c.Pred {
		cur.Fixed(c.Pred[i][:])
	}
	r.preds = r.preds[n:]
}

// placed says that a change names its case and record, and its place in a chain.
func placed(c *model.Change) bool {
	return !c.Case.IsZero() && !c.Record.IsZero() && c.Seq > 0 && (c.Seq == 1 || c.Prev != model.ChangeID{})
}

// finish gives the change its fields, sorted by name.
func (r *Reader) finish(c *model.Change) bool {
	if !placed(c) {
		return false
	}
	n := len(r.spans)
	if len(r.fields) < n {
		r.fields = make([]model.Field, max(n, block))
	}
	c.Fields = r.fields[:n:n]
	r.fields = r.fields[n:]
	for i, s := range r.spans {
		value := r.keep(s.value)
		clean := text.Clean(value)
		if clean != value && !utf8.ValidString(value) { // clean text is valid
			return false
		}
		c.Fields[r.order.ranks[i]] = model.Field{Name: s.name, Value: clean}
	}
	return true
}

// keep copies a value into the block of texts.
func (r *Reader) keep(value []byte) string {
	from := r.texts.Len()
	if r.texts.Cap()-from < len(value) {
		r.texts.Reset()
		r.texts.Grow(max(len(value), textBlock))
		from = 0
	}
	r.texts.Write(value)
	return r.texts.String()[from:]
}
