package bundle

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"time"

	"seuil/model"
	"seuil/store/codec"
)

// Kind says what a bundle is for.
type Kind string

// Kinds of bundle.
const (
	KindDelta   Kind = "delta"   // what the recipient lacks; may hold no change, only receipts
	KindFull    Kind = "full"    // everything of its cases
	KindRequest Kind = "request" // asks for everything again, and brings what the recipient lacks

	KindFullRequest Kind = "full-request" // asks for everything again, and brings everything
)

// Limits of a bundle.
const (
	MaxManifest   = 8 << 20 // bytes
	MaxRecipients = 16      // devices, most bundles have one or two
	MaxChanges    = 1 << 20
	MaxParts      = 1000

	maxAuthors     = 4096
	maxCases       = 1 << 16
	maxHeads       = 1024 // of one case: more than one per device only after forks
	maxReceipts    = 4096
	maxErasures    = 4096
	maxRevocations = 64
)

// Manifest is what a bundle says of itself.
type Manifest struct {
	ID      model.ID // random; a bundle that was imported is known by it
	Kind    Kind
	From    *Card
	To      []model.ID // the devices that it was made for; none for an emergency bundle that whoever has the words may open
	Created time.Time  // UTC, to the millisecond

	Send  model.ID // random, the same in all parts of one send
	Part  int      // from 1
	Parts int

	// Authors are the keys of the devices that signed the changes, so that changes can be verified that were relayed. The
	// sender's need not be among them.
	Authors []ed25519.PublicKey

	Cases       []CaseState
	Receipts    []model.ID // bundles of the recipient that the sender has imported
	Erased      []Erasure
	Revocations []*Revocation

	Version int // of the manifest; set when it is read
}

// CaseState says what the sender has of a case, where it does not follow from the changes: of a case that has changes in the bundle
// and no state, the sender has just these.
type CaseState struct {
	ID    model.ID
	Base  []Head // what the recipient proved to have, so that it was left out
	Heads []Head // what the sender has, the changes in the bundle included
}

// Erasure is the order to erase a case, or says that it was followed.
type Erasure struct {
	Case model.ID
	At   time.Time // UTC, to the millisecond
}

// manifestVersion is the version that is written. A later one may add keys, which are passed over here; what cannot be passed over
// takes a new format.
const manifestVersion = 1

// manifestWire is a manifest as it is encoded; the sender's card stands before it.
type manifestWire struct {
	Version     uint64      `cbor:"0,keyasint"`
	ID          model.ID    `cbor:"1,keyasint"`
	Kind        Kind        `cbor:"2,keyasint"`
	To          []byte      `cbor:"3,keyasint"`
	Created     uint64      `cbor:"4,keyasint"`
	Send        model.ID    `cbor:"5,keyasint"`
	Part        uint64      `cbor:"6,keyasint"`
	Parts       uint64      `cbor:"7,keyasint"`
	Count       uint64      `cbor:"8,keyasint"`
	Authors     []byte      `cbor:"9,keyasint"`
	Cases       []stateWire `cbor:"10,keyasint"`
	Receipts    []byte      `cbor:"11,keyasint"`
	Erased      []byte      `cbor:"12,keyasint"`
	Revocations [][]byte    `cbor:"13,keyasint"`
}

type stateWire struct {
	ID    model.ID `cbor:"0,keyasint"`
	Base  []byte   `cbor:"1,keyasint"`
	Heads []byte   `cbor:"2,keyasint"`
}

// erasureSize is the length of an erasure: case 16 | milliseconds u64.
const erasureSize = 16 + 8

// encode writes the manifest of a bundle of count changes. Sets may come in any order.
func (m *Manifest) encode(count int) ([]byte, error) {
	w := manifestWire{Version: manifestVersion, ID: m.ID, Kind: m.Kind, To: packIDs(m.To), Created: uint64(m.Created.UnixMilli()),
		Send: m.Send, Part: uint64(m.Part), Parts: uint64(m.Parts), Count: uint64(count), Receipts: packIDs(m.Receipts),
		Cases: []stateWire{}, Revocations: [][]byte{}}
	w.Authors = packSet(m.Authors, func(b []byte, key ed25519.PublicKey) []byte { return append(b, key...) })
	w.Erased = packSet(m.Erased, func(b []byte, e Erasure) []byte {
		return binary.BigEndian.AppendUint64(append(b, e.Case[:]...), uint64(e.At.UnixMilli()))
	})
	for _, c := range m.Cases {
		w.Cases = append(w.Cases, stateWire{c.ID, packHeads(c.Base), packHeads(c.Heads)})
	}
	slices.SortFunc(w.Cases, func(a, b stateWire) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	for _, r := range m.Revocations {
		w.Revocations = append(w.Revocations, r.stored)
	}
	return codec.Encode(w)
}

// readManifest reads a manifest and how many changes follow it. The sender's card is not in it. Error: [ErrMalformed].
func readManifest(b []byte) (m *Manifest, count int, err error) {
	const all = 1<<14 - 1
	m = new(Manifest)
	cur := codec.NewCursor(b)
	seen := cur.Map(14, func(key int) {
		if key == 8 {
			count = int(cur.Uint(MaxChanges))
			return
		}
		m.readKey(cur, key)
	})
	if !cur.Done() || seen != all || !m.sound() {
		return nil, 0, ErrMalformed
	}
	return m, count, nil
}

func (m *Manifest) readKey(cur *codec.Cursor, key int) {
	switch key {
	case 0:
		m.Version = int(cur.Uint(1 << 16))
	case 1:
		cur.Fixed(m.ID[:])
	case 2:
		m.Kind = Kind(cur.Text(16))
	case 3:
		m.To = readIDs(cur, MaxRecipients)
	case 4:
		m.Created = readTime(cur)
	case 5:
		cur.Fixed(m.Send[:])
	case 6:
		m.Part = int(cur.Uint(MaxParts))
	case 7:
		m.Parts = int(cur.Uint(MaxParts))
	case 9:
		m.Authors = readSet(cur, maxAuthors, ed25519.PublicKeySize, func(b []byte) ed25519.PublicKey { return slices.Clone(b) })
	case 10:
		m.Cases = readStates(cur)
	case 11:
		m.Receipts = readIDs(cur, maxReceipts)
	case 12:
		m.Erased = readSet(cur, maxErasures, erasureSize, func(b []byte) Erasure {
			millis := binary.BigEndian.Uint64(b[16:])
			if millis > codec.MaxMillis {
				cur.Refuse()
			}
			return Erasure{model.ID(b), time.UnixMilli(int64(millis)).UTC()}
		})
	case 13:
		m.Revocations = readRevocations(cur)
	}
}

func readStates(cur *codec.Cursor) []CaseState {
	states := make([]CaseState, cur.Array(maxCases, 4+len(model.ID{})))
	for i := range states {
		s := &states[i]
		seen := cur.Map(3, func(key int) {
			switch key {
			case 0:
				cur.Fixed(s.ID[:])
			case 1:
				s.Base = readHeads(cur, maxHeads)
			case 2:
				s.Heads = readHeads(cur, maxHeads)
			}
		})
		if seen != 1<<3-1 || s.ID.IsZero() || i > 0 && bytes.Compare(states[i-1].ID[:], s.ID[:]) >= 0 {
			cur.Refuse()
			return nil
		}
	}
	return states
}

func readRevocations(cur *codec.Cursor) []*Revocation {
	var list []*Revocation
	for range cur.Array(maxRevocations, 1) {
		r, err := ReadRevocation(cur.Bytes(MaxRevocation))
		if err != nil {
			cur.Refuse()
			return nil
		}
		list = append(list, r)
	}
	return list
}

// sound looks at what the form does not guarantee.
func (m *Manifest) sound() bool {
	switch m.Kind {
	case KindDelta, KindFull, KindRequest, KindFullRequest:
	default:
		return false
	}
	return m.Version >= 1 && !m.ID.IsZero() && !m.Send.IsZero() && m.Part >= 1 && m.Part <= m.Parts
}

// Keys are the keys by which the changes of the bundle can be verified, by device. A device cannot be claimed with another key
// than its own, so that they need no trust; whether a device may write in a case is another question.
func (m *Manifest) Keys() map[model.ID]ed25519.PublicKey {
	keys := map[model.ID]ed25519.PublicKey{m.From.Device(): m.From.Key}
	for _, key := range m.Authors {
		keys[codec.DeviceID(key)] = key
	}
	return keys
}

// FileName is the name of a bundle's file, which tells nothing.
func FileName(id model.ID) string { return "paquet-" + fileID(id) + ".seuil" }

func fileID(id model.ID) string { return hex.EncodeToString(id[:4]) }
