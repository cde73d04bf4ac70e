package bundle

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
	"testing"
	"time"

	"filippo.io/age"

	"seuil/model"
	"seuil/store/codec"
)

var noon = time.Date(2026, time.November, 23, 14, 32, 0, 0, time.UTC)

// device is a laptop and what it keeps.
type device struct {
	key       ed25519.PrivateKey
	reception *Key
	card      *Card
}

func signingKey(seed string) ed25519.PrivateKey {
	sum := sha256.Sum256([]byte(seed))
	return ed25519.NewKeyFromSeed(sum[:])
}

func holder(name string) Holder {
	h := Holder{Name: name, Association: "Soligone", Role: "CESF"}
	sum := sha256.Sum256([]byte(name))
	copy(h.Worker[:], sum[:])
	return h
}

func newDevice(t testing.TB, name string) device {
	t.Helper()
	d := device{key: signingKey(name)}
	var err error
	if d.reception, err = NewKey(codec.DeviceID(publicKey(d.key))); err != nil {
		t.Fatal(err)
	}
	if d.card, err = NewCard(holder(name), d.key, d.reception.Recipient(), nil, noon); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d device) id() model.ID { return d.card.Device() }

// writes are n stored changes of the device in one case, each with a text of some bytes.
func (d device) writes(t testing.TB, in model.ID, n, size int) [][]byte {
	t.Helper()
	var list [][]byte
	place := codec.Place{Millis: noon.UnixMilli()}
	for i := range n {
		place.Seq, place.Salt = place.Seq+1, [16]byte{byte(i), byte(i >> 8)}
		stored, c, err := codec.Sign(d.key, model.Write{Case: in, Kind: model.KindContact, Record: model.ID{2, byte(i)}, Act: "note.add",
			Fields: []model.Field{{Name: "facts", Value: string(bytes.Repeat([]byte("é "), size/3))}}}, place)
		if err != nil {
			t.Fatal(err)
		}
		place.Prev = c.ID
		list = append(list, stored)
	}
	return list
}

func (d device) manifest() Manifest {
	return Manifest{ID: model.ID{0xab, 0xcd, 0xef, 1, 2}, Kind: KindDelta, From: d.card, Created: noon, Send: model.ID{9}, Part: 1, Parts: 1}
}

func (d device) send(t testing.TB, changes [][]byte, to ...device) []byte {
	t.Helper()
	var cards []*Card
	for _, r := range to {
		cards = append(cards, r.card)
	}
	var file bytes.Buffer
	if err := Seal(&file, d.key, d.manifest(), changes, cards...); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// payload is what the file of a bundle holds for one of its recipients.
func (d device) payload(t testing.TB, file []byte) []byte {
	t.Helper()
	b, _, err := decrypt(file, &gate{identities: []age.Identity{d.reception.identity}})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// encrypt is a file of any content for anybody.
func encrypt(t testing.TB, payload []byte, to ...age.Recipient) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := age.Encrypt(&file, to...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(payload); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func (d device) recipient() age.Recipient { return d.reception.identity.Recipient() }

// signPayload pads and signs any content as a bundle of the device of key.
func signPayload(content []byte, key ed25519.PrivateKey) []byte {
	size := len(content) + ed25519.SignatureSize
	return signRaw(append(bytes.Clone(content), make([]byte, padded(size)-size)...), key)
}

func signRaw(b []byte, key ed25519.PrivateKey) []byte {
	sum := sha512.Sum512(b)
	signature, err := key.Sign(nil, sum[:], signing())
	if err != nil {
		panic("unreachable: the options are constant")
	}
	return append(b, signature...)
}

func wantError(t testing.TB, what string, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}
