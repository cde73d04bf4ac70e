package store

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/codec"
)

// What a vault remembers of its exchanges, sealed in the meta bucket:
//
//	"peer" | device               -> what that device is known to have, see peerState
//	"sent" | device | bundle      -> what a bundle holds that its recipient has not confirmed yet, see sentState
//	"import" | number u64         -> an import as one step, see importState
//	"aside" | digest 32           -> what was not taken in, see Aside
//	"log" | bundle                -> a bundle that passed, for people to read, see Passage
//
// Changes are counted by their numbers, the order in which this vault stored them. Restoring counts anew, as a new device: what was
// remembered under the former one is not believed then.
const (
	peerPrefix     = "peer"
	sentPrefix     = "sent"
	importPrefix   = "import"
	setAsidePrefix = "aside"
)

// Limits of what is remembered.
const (
	maxBundles  = 1024 // of one device, by which a repetition and a rolled back vault are told
	maxReceipts = 256  // that a bundle carries
	maxSent     = 64   // bundles of one device that wait for a confirmation
	maxImports  = 50   // imports that can be undone
)

// peerState is what this vault knows of another device's vault.
type peerState struct {
	marks    map[model.ID]uint64 // of a case, the number up to which the device has proved to have it
	got      []numbers           // of changes that came from the device, rising
	imported []model.ID          // bundles of the device that were taken in whole, the newest last
	made     []model.ID          // bundles that were made for the device, the newest last
	holes    bool                // something is missing between what it sent
	lost     bool                // it has imported bundles that are not known here: an old copy of this vault was put back
	asked    []model.ID          // the bundles that asked for everything again since then
	sent     int64               // when the last bundle was made for it, milliseconds; zero for never
	received int64
}

// numbers are those above After, up to Upto.
type numbers struct{ After, Upto uint64 }

type peerWire struct {
	Self     model.ID  `cbor:"0,keyasint"`
	Marks    []byte    `cbor:"1,keyasint"`
	Got      []numbers `cbor:"2,keyasint"`
	Imported []byte    `cbor:"3,keyasint"`
	Holes    bool      `cbor:"4,keyasint"`
	Sent     int64     `cbor:"5,keyasint"`
	Received int64     `cbor:"6,keyasint"`
	Made     []byte    `cbor:"7,keyasint"`
	Lost     bool      `cbor:"8,keyasint"`
	Asked    []byte    `cbor:"9,keyasint"`
}

// sentState is what a bundle was to bring: once the recipient says that it imported it, it has the cases up to a number.
type sentState struct {
	Self   model.ID `cbor:"0,keyasint"`
	Upto   uint64   `cbor:"1,keyasint"`
	Cases  []byte   `cbor:"2,keyasint"`
	At     int64    `cbor:"3,keyasint"`
	Before []byte   `cbor:"4,keyasint,omitempty"` // the bundles, if any, in which the first of the cases begins
}

// proved is what is known once the recipient names bundles that it imported, and whether that is all there is to know. A case that begins
// in another bundle counts only with that one: nothing need be missing before the changes that came without the others, for each device
// has a chain of its own.
func (s sentState) proved(receipts []model.ID) (sentState, bool) {
	for _, id := range unpackIDs(s.Before) {
		if !slices.Contains(receipts, id) {
			s.Cases = s.Cases[min(len(s.Cases), len(model.ID{})):]
			return s, false
		}
	}
	return s, true
}

// importState is an import: the changes of some numbers, which are one step in the history of this device.
type importState struct {
	Self   model.ID `cbor:"0,keyasint"`
	Millis int64    `cbor:"1,keyasint"` // among the instants of the own changes
	numbers
}

const markSize = 16 + 8

func (s *peerState) encode(self model.ID) ([]byte, error) {
	w := peerWire{Self: self, Got: s.got, Holes: s.holes, Lost: s.lost, Sent: s.sent, Received: s.received, Imported: packIDs(s.imported), Made: packIDs(s.made), Asked: packIDs(s.asked)}
	for id, n := range s.marks {
		w.Marks = append(w.Marks, id[:]...)
		w.Marks = binary.BigEndian.AppendUint64(w.Marks, n)
	}
	return cbor.Marshal(w)
}

// decodePeer reads a state that was written by this device; another one's is nothing.
func decodePeer(b []byte, self model.ID) (s peerState, ok bool) {
	var w peerWire
	if cbor.Unmarshal(b, &w) != nil || w.Self != self || len(w.Marks)%markSize != 0 {
		return s, false
	}
	s = peerState{marks: make(map[model.ID]uint64, len(w.Marks)/markSize), got: w.Got, imported: unpackIDs(w.Imported),
		made: unpackIDs(w.Made), asked: unpackIDs(w.Asked), holes: w.Holes, lost: w.Lost, sent: w.Sent, received: w.Received}
	for m := w.Marks; len(m) > 0; m = m[markSize:] {
		s.marks[model.ID(m)] = binary.BigEndian.Uint64(m[16:])
	}
	return s, true
}

// clone is a copy whose parts can be changed.
func (s peerState) clone() peerState {
	marks := make(map[model.ID]uint64, len(s.marks))
	for id, n := range s.marks {
		marks[id] = n
	}
	s.marks, s.got, s.imported = marks, slices.Clone(s.got), slices.Clone(s.imported)
	s.made, s.asked = slices.Clone(s.made), slices.Clone(s.asked)
	return s
}

// owed says that the device is to get everything: nothing was ever proved to be there, or it asked.
func (s *peerState) owed() bool { return len(s.marks) == 0 && len(s.got) == 0 }

// gave says that the change of a number came from the device.
func (s *peerState) gave(number uint64) bool { return within(s.got, number) }

// within says that a number is among those of a rising list.
func within(list []numbers, number uint64) bool {
	i, _ := slices.BinarySearchFunc(list, number, func(n numbers, at uint64) int {
		if n.Upto < at {
			return -1
		}
		return 1
	})
	return i < len(list) && list[i].After < number
}

// arrived is what a bundle of a device tells about its vault.
type arrived struct {
	bundle    model.ID
	stored    numbers     // the changes that were stored
	confirmed []sentState // what the device says to have
	receipts  []model.ID  // the bundles that it names for that
	complete  bool        // nothing was missing
	full      bool        // it left nothing out
	asks      bool        // everything is to be sent again
	forked    bool        // it numbered two changes alike
	millis    int64
}

// receive takes in what a bundle tells. Whatever is believed of a device rests on a bundle of it that was taken in whole, and is told
// by that bundle's name, so that the device can object: if an old copy of its vault was put back, it knows nothing of the bundle, and
// asks for everything again. Then nothing counts any more that was believed before, until the answer, which leaves out nothing, is
// confirmed; nor if it numbered two changes alike, which says the same.
func (s *peerState) receive(a arrived) {
	if s.marks == nil || a.asks || a.forked {
		s.marks, s.got = make(map[model.ID]uint64), nil
	}
	s.received, s.holes = a.millis, !a.complete
	if !a.complete {
		return
	}
	if !a.asks && !a.forked {
		for _, sent := range a.confirmed {
			for _, id := range unpackIDs(sent.Cases) {
				s.marks[id] = max(s.marks[id], sent.Upto)
			}
		}
	}
	if !a.asks && !a.forked {
		s.take(a.stored)
	}
	s.imported = noted(s.imported, a.bundle)
	if a.full && slices.ContainsFunc(a.receipts, func(id model.ID) bool { return slices.Contains(s.asked, id) }) {
		s.lost, s.asked = false, nil
	}
	for _, id := range a.receipts {
		if !slices.Contains(s.made, id) {
			s.lost, s.asked, s.made = true, nil, noted(s.made, id)
		}
	}
}

// make notes a bundle that is made for the device.
func (s *peerState) make(bundle model.ID, asks bool) {
	s.made = noted(s.made, bundle)
	if asks && s.lost {
		s.asked = noted(s.asked, bundle)
	}
}

// noted is a list of bundles with another one, without the oldest if there are many.
func noted(list []model.ID, bundle model.ID) []model.ID {
	list = append(list, bundle)
	return list[max(0, len(list)-maxBundles):]
}

// take notes that the changes of some numbers came from the device.
func (s *peerState) take(n numbers) {
	if last := len(s.got) - 1; last >= 0 && s.got[last].Upto == n.After {
		s.got[last].Upto = n.Upto
	} else if n.Upto > n.After {
		s.got = append(s.got, n)
	}
}

func packIDs(ids []model.ID) []byte {
	b := make([]byte, 0, len(ids)*16)
	for _, id := range ids {
		b = append(b, id[:]...)
	}
	return b
}

func unpackIDs(b []byte) (ids []model.ID) {
	for ; len(b) >= 16; b = b[16:] {
		ids = append(ids, model.ID(b))
	}
	return ids
}

func peerKey(device model.ID) []byte { return append([]byte(peerPrefix), device[:]...) }

func sentKey(device, bundle model.ID) []byte {
	return slices.Concat([]byte(sentPrefix), device[:], bundle[:])
}

func asideKey(stored []byte) []byte {
	sum := sha256.Sum256(stored)
	return append([]byte(setAsidePrefix), sum[:]...)
}

func numberKey(prefix string, n uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte(prefix), n)
}

// remember is what the meta bucket says of exchanges, for a vault that was just opened as a device.
func (v *Vault) remember(meta map[string][]byte) {
	v.keys = publicKeys(meta)
	v.keys[v.self.device] = publicKey(v.self.private)
	v.peers = make(map[model.ID]peerState)
	for name, b := range meta {
		switch rest := name; {
		case strings.HasPrefix(name, devicePrefix) && len(b) == ed25519.PrivateKeySize && !bytes.Equal(b, v.self.private):
			v.formers = append(v.formers, ed25519.PrivateKey(b))
		case strings.HasPrefix(name, peerPrefix) && len(name) == len(peerPrefix)+16:
			if s, ok := decodePeer(b, v.self.device); ok {
				v.peers[model.ID([]byte(rest[len(peerPrefix):]))] = s
			}
		case strings.HasPrefix(name, logPrefix):
			if p, ok := decodePassage(name, b); ok {
				v.log = append(v.log, p)
			}
		case name == copyKey:
			_ = cbor.Unmarshal(b, &v.copied) // what cannot be read was never copied
		case name == receptionKey:
			_ = cbor.Unmarshal(b, &v.receptions) // a key that cannot be read opens nothing: the next card has a new one
		}
	}
	oldestFirst(v.log)
}

// imports are the imports that a device can undo, the oldest first.
func imports(meta map[string][]byte, self model.ID) (list []importState) {
	for name, b := range meta {
		var s importState
		if strings.HasPrefix(name, importPrefix) && cbor.Unmarshal(b, &s) == nil && s.Self == self {
			list = append(list, s)
		}
	}
	slices.SortFunc(list, func(a, b importState) int { return cmp.Compare(a.Upto, b.Upto) })
	return list
}

// steps are the imports as steps of the history.
func (l *loaded) steps() []model.Step {
	slices.SortFunc(l.taken, func(a, b taken) int { return cmp.Compare(a.number, b.number) })
	steps := make([]model.Step, 0, len(l.imports))
	rest := l.taken
	for _, s := range l.imports {
		step := model.Step{Act: ActImport, Millis: s.Millis, Taker: s.Self}
		for len(rest) > 0 && rest[0].number <= s.Upto {
			step.Changes = append(step.Changes, rest[0].change)
			rest = rest[1:]
		}
		steps = append(steps, undoable(step)...)
	}
	l.taken = nil
	return steps
}

// undoable is an import as far as it can be undone: who works in the team and on which devices is nobody's to take back. It is one step
// or none.
func undoable(s model.Step) []model.Step {
	s.Changes = slices.DeleteFunc(slices.Clone(s.Changes), func(c *model.Change) bool { return c.Case == model.RegistryID })
	if len(s.Changes) == 0 {
		return nil
	}
	return []model.Step{s}
}

// putPeer writes the state of a device.
func (v *Vault) putPeer(tx *bolt.Tx, device model.ID, s *peerState) error {
	b, err := s.encode(v.self.device)
	if err != nil {
		return err
	}
	return v.seal.put(tx, metaBucket, peerKey(device), b)
}

// setPeer makes a stored state that of the vault.
func (v *Vault) setPeer(device model.ID, s peerState) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.peers[device] = s
}

func (v *Vault) peer(device model.ID) peerState {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.peers[device].clone()
}

// eachMeta opens the records of the meta bucket whose names begin with prefix.
func (v *Vault) eachMeta(tx *bolt.Tx, prefix []byte, visit func(key, value []byte) error) error {
	cursor := tx.Bucket([]byte(metaBucket)).Cursor()
	for k, sealed := cursor.Seek(prefix); bytes.HasPrefix(k, prefix); k, sealed = cursor.Next() {
		value, err := v.seal.key.Open([]byte(metaBucket), k, sealed)
		if err != nil {
			return err
		}
		if err := visit(bytes.Clone(k), value); err != nil {
			return err
		}
	}
	return nil
}

// putKeys keeps the keys of devices whose changes were verified by them, so that they can be verified again.
func (v *Vault) putKeys(tx *bolt.Tx, keys []ed25519.PublicKey) error {
	for _, key := range keys {
		if err := v.seal.put(tx, metaBucket, deviceKey(codec.DeviceID(key)), key); err != nil {
			return err
		}
	}
	return nil
}
