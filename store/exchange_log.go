package store

import (
	"bytes"
	"cmp"
	"slices"
	"time"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/bundle"
)

// logPrefix begins the names of the records of the meta bucket that tell of one bundle each: "log" | bundle -> passageWire.
const logPrefix = "log"

// maxLog is of how many bundles the log tells; the oldest go first.
const maxLog = 300

// PassageState is what became of a bundle. Its words stand in the locale under "exchange.log.state.<state>".
type PassageState string

// States of bundles.
const (
	PassageWaits     PassageState = "waits"     // made; its recipient has not confirmed it
	PassageConfirmed PassageState = "confirmed" // made, and its recipient has it
	PassageWords     PassageState = "words"     // made for whoever has its words, which nobody confirms
	PassageTaken     PassageState = "taken"     // taken in
	PassageAside     PassageState = "aside"     // taken in, but for what was set aside
	PassageUndone    PassageState = "undone"    // taken in, and undone
)

// Passage is a bundle that was made or taken in here. It names no household, for it outlives the cases that went along.
type Passage struct {
	Bundle model.ID
	Peer   model.ID // the device whose card it was made for, or that it came from
	At     time.Time
	Sent   bool // made here; else taken in
	Words  bool // it opens by words
	Full   bool
	Part   int // from 1
	Parts  int

	Cases   int // of households with something new
	Changes int
	Notes   int
	Aside   int // changes that were not taken in

	State PassageState

	self      model.ID
	confirmed int64 // milliseconds; zero for not yet
}

// File is the name that the bundle's file was given.
func (p Passage) File() string { return bundle.FileName(p.Bundle) }

type passageWire struct {
	Self      model.ID `cbor:"0,keyasint"`
	Peer      model.ID `cbor:"1,keyasint"`
	At        int64    `cbor:"2,keyasint"`
	Sent      bool     `cbor:"3,keyasint"`
	Words     bool     `cbor:"4,keyasint"`
	Full      bool     `cbor:"5,keyasint"`
	Part      int      `cbor:"6,keyasint"`
	Parts     int      `cbor:"7,keyasint"`
	Cases     int      `cbor:"8,keyasint"`
	Changes   int      `cbor:"9,keyasint"`
	Notes     int      `cbor:"10,keyasint"`
	Aside     int      `cbor:"11,keyasint"`
	Confirmed int64    `cbor:"12,keyasint"`
}

func (p *Passage) encode() ([]byte, error) {
	return cbor.Marshal(passageWire{p.self, p.Peer, p.At.UnixMilli(), p.Sent, p.Words, p.Full, p.Part, p.Parts, p.Cases, p.Changes, p.Notes, p.Aside, p.confirmed})
}

// decodePassage reads an entry of the log by its name.
func decodePassage(name string, b []byte) (p Passage, ok bool) {
	var w passageWire
	if len(name) != len(logPrefix)+16 || cbor.Unmarshal(b, &w) != nil {
		return p, false
	}
	return Passage{Bundle: model.ID([]byte(name[len(logPrefix):])), Peer: w.Peer, At: time.UnixMilli(w.At).UTC(), Sent: w.Sent, Words: w.Words, Full: w.Full,
		Part: w.Part, Parts: w.Parts, Cases: w.Cases, Changes: w.Changes, Notes: w.Notes, Aside: w.Aside, self: w.Self, confirmed: w.Confirmed}, true
}

func logKey(bundle model.ID) []byte { return append([]byte(logPrefix), bundle[:]...) }

// oldestFirst sorts the entries of a log.
func oldestFirst(log []Passage) {
	slices.SortFunc(log, func(a, b Passage) int { return cmp.Or(a.At.Compare(b.At), bytes.Compare(a.Bundle[:], b.Bundle[:])) })
}

// Undone says that the bundle was taken in before, and that this was undone.
func (in *Incoming) Undone() bool {
	return in.Already && slices.ContainsFunc(in.vault.Passages(), func(p Passage) bool {
		return !p.Sent && p.Bundle == in.bundle.ID && p.State == PassageUndone
	})
}

// Passages are the last bundles that were made or taken in, the newest first.
func (v *Vault) Passages() []Passage {
	v.history.mu.Lock()
	history := v.history.get(v.self.device)
	v.mu.RLock()
	log := slices.Clone(v.log)
	v.mu.RUnlock()
	for i := range log {
		p := &log[i]
		switch {
		case p.Sent && p.Words:
			p.State = PassageWords
		case p.Sent && p.confirmed == 0:
			p.State = PassageWaits
		case p.Sent:
			p.State = PassageConfirmed
		case history.Undone(p.At.UnixMilli()):
			p.State = PassageUndone
		case p.Aside > 0:
			p.State = PassageAside
		default:
			p.State = PassageTaken
		}
	}
	v.history.mu.Unlock()
	slices.Reverse(log)
	return log
}

// openedByWords says that this device took in a bundle that opens by words: it is nobody's to confirm, so that no state of a peer tells.
func (v *Vault) openedByWords(bundle model.ID) bool {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return slices.ContainsFunc(v.log, func(p Passage) bool {
		return p.Bundle == bundle && p.Words && !p.Sent && p.self == v.self.device
	})
}

// logged is the log with what is new in it.
type logged struct {
	log     []Passage // the oldest first
	touched []Passage // to be written
	gone    []Passage // to be removed
}

// logging is the log with an entry more, and with confirmations of some bundles.
func (v *Vault) logging(entry Passage, confirmed []model.ID) (l logged) {
	entry.self = v.self.device
	v.mu.RLock()
	log := slices.Clone(v.log)
	v.mu.RUnlock()
	for i := range log {
		if p := &log[i]; p.Sent && p.Peer == entry.Peer && p.confirmed == 0 && slices.Contains(confirmed, p.Bundle) {
			p.confirmed = entry.At.UnixMilli()
			l.touched = append(l.touched, *p)
		}
	}
	log, l.touched = append(log, entry), append(l.touched, entry)
	oldestFirst(log)
	over := max(0, len(log)-maxLog)
	l.log, l.gone = log[over:], log[:over]
	return l
}

// putLog writes what is new in the log.
func (v *Vault) putLog(tx *bolt.Tx, l logged) error {
	for _, p := range l.touched {
		b, err := p.encode()
		if err != nil {
			return err
		}
		if err := v.seal.put(tx, metaBucket, logKey(p.Bundle), b); err != nil {
			return err
		}
	}
	for _, p := range l.gone {
		if err := tx.Bucket([]byte(metaBucket)).Delete(logKey(p.Bundle)); err != nil {
			return err
		}
	}
	return nil
}

// setLog makes a stored log that of the vault.
func (v *Vault) setLog(l logged) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.log = l.log
}
