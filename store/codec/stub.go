package codec

import (
	"bytes"
	"fmt"

	"seuil/model"
)

// stubDomain begins a stub; a change begins with the head of a map.
const stubDomain = "seuil-stub-1"

// stubWire is the body of a stub as it is encoded.
type stubWire struct {
	frame
	Fields []string       `cbor:"9,keyasint"`
	ID     model.ChangeID `cbor:"12,keyasint"`
}

// IsStub says that stored bytes are a stub: what is left of a retracted change. All others are a change with its signature.
func IsStub(stored []byte) bool { return bytes.HasPrefix(stored, []byte(stubDomain)) }

// Stub makes the stub of a change: the bytes to store in place of it, and what [Reader.Read] would read from them.
func Stub(c *model.Change) ([]byte, *model.Change, error) {
	c = c.Blank()
	w := stubWire{frame: toFrame(c), ID: c.ID}
	for _, f := range c.Fields {
		w.Fields = append(w.Fields, f.Name)
	}
	body, err := Encode(w)
	if err != nil {
		return nil, nil, fmt.Errorf("encode a stub: %w", err)
	}
	return append([]byte(stubDomain), body...), c, nil
}

// readStub reads a stub, which has but one form: a key that its retraction does not vouch for is refused with the rest. What it
// says is worth what the retraction is worth ([model.Change.Retracts]), and the signature of that ([Verify]).
func (r *Reader) readStub(stored []byte) (*model.Change, error) {
	c := &model.Change{}
	cur := NewCursor(stored[len(stubDomain):])
	cur.Map(13, func(key int) {
		switch key {
		case 9:
			r.readFieldNames(cur, c)
		case 12:
			cur.Fixed(c.ID[:])
		default:
			r.readKey(cur, c, key)
		}
	})
	if !cur.Done() || !placed(c) || c.ID == (model.ChangeID{}) {
		return nil, ErrMalformed
	}
	again, c, err := Stub(c)
	if err != nil || !bytes.Equal(again, stored) {
		return nil, ErrMalformed
	}
	return c, nil
}

// readFieldNames reads the names of the fields of a stub, which are sorted.
func (r *Reader) readFieldNames(cur *Cursor, c *model.Change) {
	for n := cur.Array(model.MaxFields, 2); n > 0 && !cur.bad; n-- {
		name := r.name(cur, "")
		if k := len(c.Fields); k > 0 && c.Fields[k-1].Name >= name {
			cur.Refuse()
		}
		c.Fields = append(c.Fields, model.Field{Name: name})
	}
	if len(c.Fields) == 0 {
		cur.Refuse()
	}
}
