package codec

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/fxamacker/cbor/v2"
	"pgregory.net/rapid"

	"seuil/model"
	"seuil/model/text"
)

func testKey(seed byte) ed25519.PrivateKey {
	s := sha256.Sum256([]byte{seed})
	return ed25519.NewKeyFromSeed(s[:])
}

func aWrite() model.Write {
	return model.Write{
		Case: model.ID{1}, Kind: model.KindContact, Record: model.ID{2}, Act: "note.add",
		Fields: []model.Field{{Name: "date", Value: "2026-11-23"}, {Name: "facts", Value: "Rencontrée à 14 h.\nLe chauffage fonctionne."}, {Name: "kind", Value: "VAD"}},
		Pred:   []model.ChangeID{{7}, {8}},
	}
}

func sign(t interface{ Fatal(...any) }, w model.Write, at Place) ([]byte, *model.Change) {
	stored, c, err := Sign(testKey(1), w, at)
	if err != nil {
		t.Fatal(err)
	}
	return stored, c
}

func TestFormatIsTheOneThatVaultsOnDiskHave(t *testing.T) {
	stored, c := sign(t, aWrite(), Place{Seq: 2, Prev: model.ChangeID{3}, Millis: 1_700_000_000_000, Salt: [16]byte{9}})
	sum := sha256.Sum256(stored)
	const golden = "978a65b5978ec0ab"
	if got := hex.EncodeToString(sum[:8]); got != golden {
		t.Errorf("the bytes of a change became %s: vaults that exist could not be read any more", got)
	}
	if want := sha256.Sum256(append([]byte("seuil-change-1"), stored[:len(stored)-64]...)); c.ID != want {
		t.Error("the id is not the digest of the signed bytes")
	}
}

func TestWhatIsSignedIsReadAsItIsByBothDecoders(t *testing.T) {
	names := rapid.StringMatching(`[a-z][a-z0-9._-]{0,63}`)
	id := rapid.Map(rapid.SliceOfN(rapid.Byte(), 16, 16), func(b []byte) (id model.ID) { copy(id[:], b); id[0] |= 1; return id })
	change := rapid.Map(rapid.SliceOfN(rapid.Byte(), 32, 32), func(b []byte) (id model.ChangeID) { copy(id[:], b); id[0] |= 1; return id })
	reader := NewReader()
	rapid.Check(t, func(t *rapid.T) {
		w := model.Write{Case: id.Draw(t, "case"), Record: id.Draw(t, "record"), Kind: model.Kind("x" + names.Draw(t, "kind")[1:]),
			Act: model.Act(names.Draw(t, "act")), Pred: rapid.SliceOfN(change, 0, model.MaxPred).Draw(t, "pred")}
		for _, n := range rapid.SliceOfNDistinct(names, 1, 20, rapid.ID[string]).Draw(t, "names") {
			w.Fields = append(w.Fields, model.Field{Name: n, Value: text.Clean(rapid.String().Draw(t, "value"))})
		}
		slices.SortFunc(w.Fields, func(a, b model.Field) int { return strings.Compare(a.Name, b.Name) })
		at := Place{Seq: rapid.Uint64Range(1, 1<<40).Draw(t, "seq"), Millis: rapid.Int64Range(0, MaxMillis).Draw(t, "millis"), Salt: id.Draw(t, "salt")}
		if at.Seq > 1 {
			at.Prev = change.Draw(t, "prev")
		}
		stored, signed := sign(t, w, at)
		read, err := reader.Read(stored)
		if err != nil {
			t.Fatal(err)
		}
		if len(signed.Pred) == 0 {
			signed.Pred = nil
		}
		if !reflect.DeepEqual(read, signed) {
			t.Fatalf("read %+v\nsigned %+v", read, signed)
		}
		if !Verify(stored, testKey(1).Public().(ed25519.PublicKey)) || Verify(stored, testKey(2).Public().(ed25519.PublicKey)) {
			t.Fatal("the signature holds for the wrong key, or not for the right one")
		}
		checkAgainstStrictDecoder(t, stored)
	})
}

// checkAgainstStrictDecoder reads a body that our reader accepted with the library's strict decoder and encodes it again:
// the same bytes must come out.
func checkAgainstStrictDecoder(t interface{ Fatal(...any) }, stored []byte) {
	mode, err := cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden, ExtraReturnErrors: cbor.ExtraDecErrorUnknownField}.DecMode()
	if err != nil {
		t.Fatal(err)
	}
	var w wire
	body := stored[:len(stored)-64]
	if err := mode.Unmarshal(body, &w); err != nil {
		t.Fatal("the library refuses what the reader accepts: ", err)
	}
	again, err := deterministic.Marshal(w)
	if err != nil || string(again) != string(body) {
		t.Fatal("the reader accepted a form that is not the canonical one")
	}
}

func TestReaderRefusesEveryOtherForm(t *testing.T) {
	stored, _ := sign(t, aWrite(), Place{Seq: 2, Prev: model.ChangeID{3}, Millis: 1_700_000_000_000})
	body := stored[:len(stored)-64]
	sig := stored[len(stored)-64:]
	replace := func(old, new string) []byte {
		if strings.Count(string(body), old) != 1 {
			t.Fatalf("%q stands %d times in the body", old, strings.Count(string(body), old))
		}
		return append([]byte(strings.Replace(string(body), old, new, 1)), sig...)
	}
	for name, b := range map[string][]byte{
		"empty":                           nil,
		"a signature alone":               sig,
		"bytes left over":                 slices.Concat(body, []byte{0}, sig),
		"cut":                             slices.Concat(body[:len(body)-1], sig),
		"a longer form of a number":       replace("\x03\x02\x04\x58", "\x03\x18\x02\x04\x58"),
		"a sequence number of zero":       replace("\x03\x02\x04\x58", "\x03\x00\x04\x58"),
		"the first of a chain with prev":  replace("\x03\x02\x04\x58", "\x03\x01\x04\x58"),
		"version 0":                       replace("\xac\x00\x01\x01", "\xac\x00\x00\x01"),
		"an upper-case act":               replace("note.add", "NOTE.ADD"),
		"a field named twice":             replace("dkind", "ddate"),
		"fields out of order":             replace("ddate", "dzate"),
		"invalid UTF-8":                   replace("chauffage", "chauff\xffge"),
		"an indefinite map":               replace("\xac\x00\x01\x01", "\xbf\x00\x01\x01"),
		"keys out of order":               replace("\xac\x00\x01\x01", "\xac\x01\x01\x01"),
		"longer than any change may be":   make([]byte, MaxSize+1),
		"a text longer than there is":     replace("cVAD", "yVAD"),
		"a byte string where text stands": replace("cVAD", "CVAD"),
	} {
		if _, err := NewReader().Read(b); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestKeysOfALaterVersionAreCoveredAndIgnored(t *testing.T) {
	stored, c := sign(t, aWrite(), Place{Seq: 2, Prev: model.ChangeID{3}, Millis: 5})
	body := slices.Clone(stored[:len(stored)-64])
	body[0]++ // one more key
	later := slices.Concat(body, []byte{12, 0xa1, 0x61, 'x', 0x82, 1, 0xf9, 0x3c, 0})
	signed := append(later, ed25519.Sign(testKey(1), append([]byte(domain), later...))...)
	got, err := NewReader().Read(signed)
	if err != nil {
		t.Fatal(err)
	}
	if got.ID == c.ID {
		t.Error("the id does not cover the unknown key")
	}
	if !reflect.DeepEqual(got.Write, c.Write) || !Verify(signed, testKey(1).Public().(ed25519.PublicKey)) {
		t.Error("the known keys read differently, or the signature does not hold")
	}
	for _, junk := range []string{"\x0c\xff", "\x0c\x9f", "\x0c\x81\x81\x81\x81\x81\x81\x81\x81\x01", "\x0c\x1b\x7f\xff\xff\xff\xff\xff\xff", "\x0c\x5b\x7f\xff\xff\xff\xff\xff\xff\xff\x00", "\x0c\xbb\x80\x00\x00\x00\x00\x00\x00\x01\x00"} {
		if _, err := NewReader().Read(slices.Concat(body, []byte(junk), make([]byte, 64))); err == nil {
			t.Errorf("%x was accepted", junk)
		}
	}
}

func TestHostileTextIsCleanWhenRead(t *testing.T) {
	w := aWrite()
	w.Fields[1].Value = "a\x1b[2Jb\u009bc\u202ed\re\u200b"
	_, c := sign(t, w, Place{Seq: 1, Millis: 5})
	stored, _ := sign(t, w, Place{Seq: 1, Millis: 5})
	got, err := NewReader().Read(stored)
	if err != nil {
		t.Fatal(err)
	}
	v, _ := got.Value("facts")
	if raw, _ := c.Value("facts"); v != text.Clean(raw) || strings.ContainsAny(v, "\x1b\u009b\u202e\r\u200b") {
		t.Errorf("the reader let %q pass", v)
	}
}

func TestSignRefusesWhatCannotBeRead(t *testing.T) {
	long := strings.Repeat("a", 65)
	for name, f := range map[string]func(*model.Write, *Place){
		"no sequence number":    func(_ *model.Write, p *Place) { p.Seq = 0 },
		"a second without prev": func(_ *model.Write, p *Place) { p.Seq = 2 },
		"before 1970":           func(_ *model.Write, p *Place) { p.Millis = -1 },
		"after the year 9999":   func(_ *model.Write, p *Place) { p.Millis = MaxMillis + 1 },
		"no fields":             func(w *model.Write, _ *Place) { w.Fields = nil },
		"a long act":            func(w *model.Write, _ *Place) { w.Act = model.Act(long) },
		"an odd field name":     func(w *model.Write, _ *Place) { w.Fields[0].Name = "Date" },
		"invalid UTF-8":         func(w *model.Write, _ *Place) { w.Fields[1].Value = "\xff" },
		"no case":               func(w *model.Write, _ *Place) { w.Case = model.ID{} },
		"more text than a change may hold": func(w *model.Write, _ *Place) {
			w.Kind, w.Fields = "later", nil
			for i := range 10 {
				w.Fields = append(w.Fields, model.Field{Name: string(rune('a' + i)), Value: strings.Repeat("x", model.MaxValue)})
			}
		},
	} {
		w, at := aWrite(), Place{Seq: 1, Millis: 5}
		f(&w, &at)
		if stored, _, err := Sign(testKey(1), w, at); err == nil {
			_, err := NewReader().Read(stored)
			t.Errorf("%s: signed; reading it says %v", name, err)
		}
	}
}

func TestBlocksDoNotShareMemory(t *testing.T) {
	// Now and then a text that fits into no block.
	facts := func(i int) string { return strings.Repeat(fmt.Sprint(i, " "), 40+i%100/99*textBlock/2) }
	r := NewReader()
	var all []*model.Change
	for i := range 3 * block {
		w := aWrite()
		w.Fields[0].Value = model.DateOf(model.Date(700_000 + i).Time()).String()
		w.Fields[1].Value = facts(i)
		stored, _ := sign(t, w, Place{Seq: 1, Millis: int64(i)})
		c, err := r.Read(stored)
		if err != nil {
			t.Fatal(err)
		}
		clear(stored)
		all = append(all, c)
		if _, err := r.Read(stored); err == nil {
			t.Fatal("zeros were read")
		}
	}
	for i, c := range all {
		if v, _ := c.Value("date"); v != model.Date(700_000+i).String() || c.Millis != int64(i) || c.Pred[1] != (model.ChangeID{8}) {
			t.Fatalf("change %d was overwritten: %+v", i, c)
		}
		if v, _ := c.Value(c.Fields[1].Name); v != facts(i) {
			t.Fatalf("the text of change %d was overwritten: %d bytes", i, len(v))
		}
		if cap(c.Fields) != len(c.Fields) || cap(c.Pred) != len(c.Pred) {
			t.Fatal("appending to a change would write into its neighbour")
		}
	}
}

func BenchmarkRead(b *testing.B) {
	w := aWrite()
	w.Fields[1].Value = strings.Repeat("Rencontrée à son domicile. ", 15)
	stored, _ := sign(b, w, Place{Seq: 1, Millis: 5})
	r := NewReader()
	b.ReportAllocs()
	b.SetBytes(int64(len(stored)))
	for b.Loop() {
		if _, err := r.Read(stored); err != nil {
			b.Fatal(err)
		}
	}
}
