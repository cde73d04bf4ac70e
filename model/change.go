package model

import (
	"bytes"
	"cmp"
	"time"
)

// Kind says what a record is: "contact", "task", "member"…
type Kind string

// Act says what the person did, so that history and undo can tell it in words: "note.add", "task.postpone", "undo".
type Act string

// Acts that undo and redo others; see [History].
const (
	ActUndo Act = "undo"
	ActRedo Act = "redo"
)

// FieldDeleted is the field by which a record of any kind is deleted (value "yes") or brought back (empty).
const FieldDeleted = "deleted"

// Field is one named value. An empty value means that nothing is known or that the value was taken back.
type Field struct{ Name, Value string }

// Write is what a person records before it is stored: fields of one record of one case, what the person did, and the
// changes whose values of those fields it replaces (Pred).
type Write struct {
	Case   ID
	Kind   Kind
	Record ID
	Act    Act
	Fields []Field // sorted by name, each name once
	Pred   []ChangeID
}

// Change is a stored write: numbered, dated and signed by a device. It never changes again, unless it is retracted.
type Change struct {
	Write
	ID     ChangeID // digest of the signed bytes
	Device ID
	Seq    uint64   // from 1, per case and device
	Prev   ChangeID // the change with Seq-1 of the same case and device; zero for the first
	Millis int64    // when it was entered: milliseconds since 1970 UTC, increasing for one device
	Salt   [16]byte

	Retracted bool // only the names of its fields are left, see [Retraction]
}

// At is when the change was entered.
func (c *Change) At() time.Time { return time.UnixMilli(c.Millis).UTC() }

// Value is what the write says of a field, and whether it says anything.
func (w *Write) Value(name string) (string, bool) {
	if i := w.field(name); i >= 0 {
		return w.Fields[i].Value, true
	}
	return "", false
}

// field is the place of a field among those of the write, or -1.
func (w *Write) field(name string) int {
	for i := range w.Fields { // a handful: looking at each is quicker than searching
		if w.Fields[i].Name == name {
			return i
		}
	}
	return -1
}

// before orders changes for display: by the time of entry, then by digest, so that every machine has the same order.
func before(a, b *Change) int {
	if c := cmp.Compare(a.Millis, b.Millis); c != 0 {
		return c
	}
	if c := bytes.Compare(a.ID[:], b.ID[:]); c != 0 || a.Retracted == b.Retracted {
		return c
	}
	if a.Retracted { // of the same change, what is left of it comes first: it is the one that counts
		return -1
	}
	return 1
}

// Limits on what one change may hold (bytes, unless said otherwise).
const (
	MaxValue  = 256 << 10
	MaxNote   = 200_000 // characters of one text zone
	MaxLabel  = 200     // characters of a one-line value
	MaxPred   = 64
	MaxFields = 64
)

// Validate says whether the write can be stored: within the limits, its fields sorted and named once.
func (w *Write) Validate() error {
	switch {
	case w.Case.IsZero() || w.Kind == "" || w.Record.IsZero():
		return &Error{Code: CodeIncomplete}
	case len(w.Fields) == 0:
		return &Error{Code: CodeNoFields}
	case len(w.Fields) > MaxFields || len(w.Pred) > MaxPred:
		return &Error{Code: CodeTooMany}
	}
	for i, f := range w.Fields {
		if f.Name == "" || i > 0 && w.Fields[i-1].Name >= f.Name {
			return &Error{Code: CodeFieldOrder, Field: f.Name}
		}
		if len(f.Value) > MaxValue {
			return &Error{Code: CodeTooLong, Field: f.Name, Count: len(f.Value)}
		}
	}
	return validateKind(w)
}
