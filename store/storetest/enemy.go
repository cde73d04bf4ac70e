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
	e.Sign(e.Body(id, kind, record, act, fields))
}

// Body is the body of the next change of a case, as package codec has it, to be changed at will.
func (e *Enemy) Body(id model.ID, kind model.Kind, record model.ID, act string, fields any) map[uint64]any {
	at := e.last[id]
	body := map[uint64]any{0: uint64(1), 1: id, 2: e.device(), 3: at.seq + 1, 5: uint64(Noon.UnixMilli()) + at.seq, 6: string(kind), 7: record, 8: act, 9: fields, 11: [16]byte{e.ids}}
	if at.seq > 0 {
		body[4] = at.prev[:]
	}
	return body
}

// Sign signs a body and adds the change to the next bundle. The change is the last one of its case now.
func (e *Enemy) Sign(body map[uint64]any) model.ChangeID {
	e.t.Helper()
	signed := append([]byte("seuil-change-1"), e.encode(body)...)
	digest := model.ChangeID(sha256.Sum256(signed))
	id, _ := body[1].(model.ID)
	seq, _ := body[3].(uint64)
	e.last[id] = place{seq, digest}
	e.changes = append(e.changes, append(signed[len("seuil-change-1"):], ed25519.Sign(e.key, signed)...))
	return digest
}

// Stub adds what a retracted change would leave, without a retraction. It is the last one of its case now.
func (e *Enemy) Stub(body map[uint64]any, digest model.ChangeID) {
	e.t.Helper()
	delete(body, 11)
	body[12] = digest
	id, _ := body[1].(model.ID)
	seq, _ := body[3].(uint64)
	e.last[id] = place{seq, digest}
	e.changes = append(e.changes, append([]byte("seuil-stub-1"), e.encode(body)...))
}

func (e *Enemy) encode(body map[uint64]any) []byte {
	e.t.Helper()
	b, err := codec.Encode(body)
	if err != nil {
		e.t.Fatal(err)
	}
	return b
}

// Add adds bytes that need not be a change to the next bundle.
func (e *Enemy) Add(stored []byte) { e.changes = append(e.changes, stored) }

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

// Bundle is all that was written since the last one, for a device. Its manifest may be changed at will.
func (e *Enemy) Bundle(to *store.Card, change ...func(*bundle.Manifest)) []byte {
	e.t.Helper()
	var b bytes.Buffer
	m := bundle.Manifest{ID: e.NewID(), Kind: bundle.KindDelta, From: e.Card, Created: Noon, Send: e.NewID(), Part: 1, Parts: 1}
	for _, f := range change {
		f(&m)
	}
	if err := bundle.Seal(&b, e.key, m, e.changes, to); err != nil {
		e.t.Fatal(err)
	}
	e.changes = nil
	return b.Bytes()
}
