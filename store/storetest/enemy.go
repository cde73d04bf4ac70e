package storetest

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/bundle"
	"seuil/store/codec"
)

// Enemy is somebody whose cards, keys and signatures are good and whose program is not seuil: what it signs holds what it likes.
type Enemy struct {
	Card *store.Card

	t       testing.TB
	key     ed25519.PrivateKey
	last    map[model.ID]place // in each case
	changes [][]byte
	ids     byte
}

type place struct {
	seq  uint64
	prev model.ChangeID
}

// NewEnemy makes one; the same name has the same signing key.
func NewEnemy(t testing.TB, name, association string) *Enemy {
	t.Helper()
	seed := sha256.Sum256([]byte(name))
	e := &Enemy{t: t, key: ed25519.NewKeyFromSeed(seed[:]), last: make(map[model.ID]place)}
	key, err := bundle.NewKey(e.device())
	if err != nil {
		t.Fatal(err)
	}
	e.Card, err = bundle.NewCard(bundle.Holder{Name: name, Association: association, Role: model.RoleASS, Worker: model.ID(seed[:16])}, e.key, key.Recipient(), nil, Noon)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func (e *Enemy) device() model.ID { return codec.DeviceID(e.key.Public().(ed25519.PublicKey)) }

// NewID is an id that was not there before.
func (e *Enemy) NewID() model.ID {
	e.ids++
	return model.DerivedID("enemy", e.Card.Name, string(rune(e.ids)))
}

// Write signs a change, whatever it holds, and adds it to the next bundle. It replaces nothing.
func (e *Enemy) Write(id model.ID, kind model.Kind, record model.ID, act string, fields map[string]string) {
	e.t.Helper()
	at := e.last[id]
	at.seq++
	body := map[uint64]any{0: uint64(1), 1: id, 2: e.device(), 3: at.seq, 5: uint64(Noon.UnixMilli()) + at.seq, 6: string(kind), 7: record, 8: act, 9: fields, 11: [16]byte{e.ids}}
	if at.seq > 1 {
		body[4] = at.prev[:]
	}
	b, err := codec.Encode(body)
	if err != nil {
		e.t.Fatal(err)
	}
	signed := append([]byte("seuil-change-1"), b...)
	at.prev = sha256.Sum256(signed)
	e.last[id] = at
	e.changes = append(e.changes, append(b, ed25519.Sign(e.key, signed)...))
}

// Skip loses the next change of a case: what follows is a hole.
func (e *Enemy) Skip(id model.ID) {
	at := e.last[id]
	e.last[id] = place{at.seq + 1, model.ChangeID{1}}
}

// Spoil writes records of every kind into a case, in every mood and each twice, so that its fields are at odds with themselves. A
// record of the kind "liaison" makes the case one of those that the landlord has, which only liaison wants.
func (e *Enemy) Spoil(id model.ID, liaison bool) {
	turn := 0
	for _, kind := range append(model.Kinds(), "later") {
		for _, mood := range Moods {
			record := e.recordOf(id, kind, mood, liaison)
			for range 2 {
				e.Write(id, kind, record, string(kind)+".edit", hostileFields(kind, mood, turn, e.Card.Worker))
				turn++
			}
		}
	}
}

// recordOf is where a record has to stand, so that the program takes notice of it.
func (e *Enemy) recordOf(id model.ID, kind model.Kind, mood Mood, liaison bool) model.ID {
	switch {
	case kind == model.KindCase && mood != Shown:
		return e.NewID()
	case kind == model.KindCase, kind == model.KindLiaison && liaison:
		return id
	case kind == model.KindAgreement && mood == Shown:
		return model.AgreementID("protocole", 1)
	case kind == model.KindWorker && mood == Shown:
		return e.Card.Worker
	case kind == model.KindDevice && mood == Shown:
		return e.device()
	}
	return e.NewID()
}

// Bundle is all that was written since the last one, for a device.
func (e *Enemy) Bundle(to *store.Card) []byte {
	e.t.Helper()
	var b bytes.Buffer
	m := bundle.Manifest{ID: e.NewID(), Kind: bundle.KindDelta, From: e.Card, Created: Noon, Send: e.NewID(), Part: 1, Parts: 1}
	if err := bundle.Seal(&b, e.key, m, e.changes, to); err != nil {
		e.t.Fatal(err)
	}
	e.changes = nil
	return b.Bytes()
}
