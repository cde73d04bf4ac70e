package bundle

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"seuil/model"
	"seuil/store/codec"
)

var update = flag.Bool("update", false, "write the seeds of the fuzz targets again")

// seed writes seeds of a target with -update; a target without any would fuzz nothing.
func seed(f *testing.F, seeds map[string][]byte) {
	f.Helper()
	dir := filepath.Join("testdata", "fuzz", f.Name())
	if *update {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			f.Fatal(err)
		}
		for name, b := range seeds {
			if err := os.WriteFile(filepath.Join(dir, name), fmt.Appendf(nil, "go test fuzz v1\n[]byte(%q)\n", b), 0o644); err != nil {
				f.Fatal(err)
			}
		}
	}
	if committed, err := os.ReadDir(dir); err != nil || len(committed) < len(seeds) {
		f.Fatalf("%d seeds are committed, %v", len(committed), err)
	}
}

// FuzzCard: whatever is read from the body of a card is the one encoding of itself, unless it has keys of a later version.
func FuzzCard(f *testing.F) {
	body := func(c *Card) []byte {
		p, _, _ := openPaper(cardMagic, c.stored, MaxCard)
		return p.body
	}
	d := newDevice(f, "Maëlle Roquebrane")
	replacing, err := NewCard(holder("Awa N’Diaye"), signingKey("new"), d.reception.Recipient(), d.key, noon)
	if err != nil {
		f.Fatal(err)
	}
	later := append(slices.Clone(body(d.card)), 9, 0x81, 0xf5)
	later[0]++
	seed(f, map[string][]byte{"plain": body(d.card), "replacing": body(replacing), "later_key": later})
	f.Fuzz(func(t *testing.T, b []byte) {
		var c Card
		if !c.read(codec.NewCursor(b)) {
			return
		}
		if len(c.Key) != ed25519.PublicKeySize || c.Former != nil && len(c.Former) != ed25519.PublicKeySize || c.Worker.IsZero() {
			t.Fatal("an incomplete card was read")
		}
		again, err := codec.Encode(cardWire{c.Name, c.Association, c.Role, c.Worker, c.Key, c.Reception, uint64(c.Issued.UnixMilli()), c.Former})
		if err != nil || len(again) > len(b) || b[0] == again[0] && !bytes.Equal(again, b) {
			t.Fatalf("read %x, which is written %x", b, again)
		}
	})
}

// FuzzPaste: a card that is found in any text is found again in its own.
func FuzzPaste(f *testing.F) {
	d := newDevice(f, "Maëlle")
	seed(f, map[string][]byte{"plain": []byte(d.card.Text()), "quoted": []byte("Bonjour\r\n> " + d.card.Text() + "\r\n-- "), "file": d.card.stored})
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := ParseCard(b)
		if err != nil {
			return
		}
		if again, err := FindCard(c.Text()); err != nil || !bytes.Equal(again.stored, c.stored) {
			t.Fatal("a card is not found in its own text: ", err)
		}
		if err := c.Check(); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzSigned: whatever is read of the signed part of a payload is the one encoding of itself, unless its manifest has keys of a
// later version.
func FuzzSigned(f *testing.F) {
	d := newDevice(f, "Maëlle")
	signed := func(change func(*Manifest), changes ...[]byte) []byte {
		m := d.manifest()
		m.To = []model.ID{{1}, {2}}
		change(&m)
		manifest, err := m.encode(len(changes))
		if err != nil {
			f.Fatal(err)
		}
		b := append(binary.BigEndian.AppendUint32(nil, uint32(len(manifest))), manifest...)
		for _, c := range changes {
			b = append(binary.BigEndian.AppendUint32(b, uint32(len(c))), c...)
		}
		return append(b, make([]byte, 40)...)
	}
	r, err := Revoke(model.ID{7}, []Head{{model.ID{1}, 2, model.ChangeID{3}}}, d.key, noon)
	if err != nil {
		f.Fatal(err)
	}
	seed(f, map[string][]byte{
		"receipts": signed(func(m *Manifest) { m.Receipts = []model.ID{{4}, {5}} }),
		"changes":  signed(func(m *Manifest) { m.Authors = []ed25519.PublicKey{d.card.Key} }, d.writes(f, model.ID{1}, 2, 60)...),
		"states": signed(func(m *Manifest) {
			m.Cases = []CaseState{{ID: model.ID{1}, Heads: []Head{{model.ID{1}, 2, model.ChangeID{3}}}}, {ID: model.ID{2}}}
			m.Erased = []Erasure{{model.ID{3}, noon}}
		}),
		"revocation": signed(func(m *Manifest) { m.Revocations, m.Kind, m.Parts = []*Revocation{r}, KindFull, 3 }),
	})
	f.Fuzz(func(t *testing.T, b []byte) {
		got, padding, err := readSigned(b)
		if err != nil {
			return
		}
		manifest, err := got.encode(len(got.Changes))
		if err != nil {
			t.Fatal(err)
		}
		p, _ := cut(b, 4, MaxManifest)
		if got.Version == manifestVersion && p.item[0] == manifest[0] && !bytes.Equal(manifest, p.item) {
			t.Fatalf("read %x, which is written %x", p.item, manifest)
		}
		size := len(padding)
		for _, c := range got.Changes {
			size += FramedSize(c)
		}
		if size != len(p.rest) {
			t.Fatalf("%d bytes of changes and padding are made of %d", len(p.rest), size)
		}
	})
}
