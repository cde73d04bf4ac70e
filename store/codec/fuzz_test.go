package codec

import (
	"os"
	"testing"

	"github.com/fxamacker/cbor/v2"

	"seuil/model"
)

// FuzzRead: whatever the reader accepts is complete, and the canonical form of itself unless it has keys of a later
// version.
func FuzzRead(f *testing.F) {
	seeds, err := os.ReadDir("testdata/fuzz/FuzzRead")
	if err != nil || len(seeds) == 0 {
		f.Fatal("no seeds: ", err)
	}
	stored, _ := sign(f, aWrite(), Place{Seq: 2, Prev: model.ChangeID{3}, Millis: 1_700_000_000_000})
	f.Add(stored)
	stub, _, _ := aStub(f, Place{Seq: 1, Millis: 5})
	f.Add(stub)
	f.Fuzz(func(t *testing.T, stored []byte) {
		c, err := NewReader().Read(stored)
		if err != nil {
			return
		}
		if IsStub(stored) != c.Retracted {
			t.Fatal("a stub was read as a change, or the other way round")
		}
		if c.Case.IsZero() || c.Record.IsZero() || len(c.Fields) == 0 || c.Seq == 0 || c.Kind == "" || c.Act == "" {
			t.Fatal("an incomplete change was read")
		}
		if c.Retracted {
			checkStubAgainstStrictDecoder(t, stored)
			return
		}
		var keys map[uint64]cbor.RawMessage
		if err := cbor.Unmarshal(stored[:len(stored)-64], &keys); err != nil {
			t.Fatal("the library cannot read what the reader accepts: ", err)
		}
		for k := range keys {
			if k > 11 {
				return
			}
		}
		checkAgainstStrictDecoder(t, stored)
	})
}
