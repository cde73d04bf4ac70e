package codec

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/fxamacker/cbor/v2"

	"seuil/model"
)

func aStub(t interface{ Fatal(...any) }, at Place) (stub []byte, left, whole *model.Change) {
	_, whole = sign(t, aWrite(), at)
	stub, left, err := Stub(whole)
	if err != nil {
		t.Fatal(err)
	}
	return stub, left, whole
}

func TestTheFormatOfAStubIsTheOneThatVaultsOnDiskHave(t *testing.T) {
	stub, _, _ := aStub(t, Place{Seq: 2, Prev: model.ChangeID{3}, Millis: 1_700_000_000_000, Salt: [16]byte{9}})
	sum := sha256.Sum256(stub)
	const golden = "7a33c17b6b60af8a"
	if got := hex.EncodeToString(sum[:8]); got != golden {
		t.Errorf("the bytes of a stub became %s: vaults that exist could not be read any more", got)
	}
}

func TestAStubIsReadAsWhatIsLeftOfItsChange(t *testing.T) {
	for _, at := range []Place{{Seq: 1, Millis: 5, Salt: [16]byte{9}}, {Seq: 300, Prev: model.ChangeID{3}, Millis: MaxMillis, Salt: [16]byte{9}}} {
		stub, left, whole := aStub(t, at)
		read, err := NewReader().Read(stub)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(read, left) || !reflect.DeepEqual(read, whole.Blank()) {
			t.Errorf("read %+v\nleft %+v", read, left)
		}
		for _, f := range whole.Fields {
			if bytes.Contains(stub, []byte(f.Value)) {
				t.Errorf("the stub holds %q", f.Value)
			}
		}
		if bytes.Contains(stub, whole.Salt[:]) {
			t.Error("the stub holds the salt, with which a short text can be guessed")
		}
		checkStubAgainstStrictDecoder(t, stub)
	}
}

func TestAStubIsToldFromAChange(t *testing.T) {
	stored, _ := sign(t, aWrite(), Place{Seq: 1, Millis: 5})
	stub, _, _ := aStub(t, Place{Seq: 1, Millis: 5})
	if IsStub(stored) || !IsStub(stub) || IsStub(nil) {
		t.Error("one passes for the other")
	}
	if Verify(stub, publicOf(1)) {
		t.Error("a stub passes for signed")
	}
}

func publicOf(seed byte) []byte { return testKey(seed)[32:] }

// A stub is worth what its retraction is worth: one that says something else of the change does not vouch for it.
func TestARetractionVouchesForItsStubAlone(t *testing.T) {
	stub, _, whole := aStub(t, Place{Seq: 1, Millis: 5, Salt: [16]byte{9}})
	w := (&model.Case{ID: whole.Case}).With(whole).Retract("note.retract", whole.Kind, whole.Record)
	stored, _ := sign(t, w[0], Place{Seq: 1, Millis: 6})
	by, err := NewReader().Read(stored)
	if err != nil || !Verify(stored, publicOf(1)) {
		t.Fatal("the retraction itself does not hold: ", err)
	}
	read, err := NewReader().Read(stub)
	if err != nil || !by.Retracts(read) {
		t.Fatalf("the retraction does not vouch for its stub: %v", err)
	}
	for i := range stub {
		for bit := range 8 {
			b := slices.Clone(stub)
			b[i] ^= 1 << bit
			if c, err := NewReader().Read(b); err == nil && by.Retracts(c) {
				t.Fatalf("bit %d of byte %d can be flipped", bit, i)
			}
		}
	}
}

// checkStubAgainstStrictDecoder does for a stub what checkAgainstStrictDecoder does for a change.
func checkStubAgainstStrictDecoder(t interface{ Fatal(...any) }, stub []byte) {
	mode, err := cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden, ExtraReturnErrors: cbor.ExtraDecErrorUnknownField}.DecMode()
	if err != nil {
		t.Fatal(err)
	}
	var w stubWire
	body := stub[len(stubDomain):]
	if err := mode.Unmarshal(body, &w); err != nil {
		t.Fatal("the library refuses what the reader accepts: ", err)
	}
	if again, err := deterministic.Marshal(w); err != nil || !bytes.Equal(again, body) {
		t.Fatal("the reader accepted a form that is not the canonical one")
	}
}

func TestReaderRefusesEveryOtherFormOfAStub(t *testing.T) {
	stub, _, _ := aStub(t, Place{Seq: 2, Prev: model.ChangeID{3}, Millis: 1_700_000_000_000})
	replace := func(old, new string) []byte {
		if strings.Count(string(stub), old) != 1 {
			t.Fatalf("%q stands %d times in the stub", old, strings.Count(string(stub), old))
		}
		return []byte(strings.Replace(string(stub), old, new, 1))
	}
	end := len(stub) - 32 - 3 // of key 10: the id, its head and its key are left
	for name, b := range map[string][]byte{
		"the name alone":        []byte(stubDomain),
		"bytes left over":       append(slices.Clone(stub), 0),
		"cut":                   stub[:len(stub)-1],
		"an upper-case act":     replace("note.add", "NOTE.ADD"),
		"fields out of order":   replace("ddate", "dzate"),
		"a field named twice":   replace("dkind", "ddate"),
		"no fields":             slices.Concat(stub[:bytes.Index(stub, []byte("\x09\x83ddate"))+1], []byte("\x80"), stub[bytes.Index(stub, []byte("dkind"))+5:]),
		"fields with values":    replace("\x09\x83ddate", "\x09\xa3ddate"),
		"a sequence of one":     replace("\x03\x02\x04\x58", "\x03\x01\x04\x58"),
		"a salt":                slices.Concat(bytes.Replace(stub[:end], []byte("\xac\x00\x01\x01"), []byte("\xad\x00\x01\x01"), 1), []byte("\x0b\x50"), make([]byte, 16), stub[end:]),
		"no id":                 bytes.Replace(stub[:end], []byte("\xac\x00\x01\x01"), []byte("\xab\x00\x01\x01"), 1),
		"an id of zeros":        slices.Concat(stub[:len(stub)-32], make([]byte, 32)),
		"a key more":            slices.Concat(bytes.Replace(stub, []byte("\xac\x00\x01\x01"), []byte("\xad\x00\x01\x01"), 1), []byte("\x0d\x61x")),
		"a key far beyond":      slices.Concat(bytes.Replace(stub, []byte("\xac\x00\x01\x01"), []byte("\xad\x00\x01\x01"), 1), []byte("\x18\x64\x61x")),
		"a key of a later time": replace("\x0c\x58\x20", "\x0d\x58\x20"),
		"version 0":             replace("\xac\x00\x01\x01", "\xac\x00\x00\x01"),
		"version 2":             replace("\xac\x00\x01\x01", "\xac\x00\x02\x01"),
		"keys out of order":     replace("\xac\x00\x01\x01", "\xac\x01\x01\x01"),
	} {
		if c, err := NewReader().Read(b); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %+v, %v", name, c, err)
		}
	}
}
