package codec

import (
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/fxamacker/cbor/v2"

	"seuil/model"
)

// MaxSize is the greatest length of a stored change, in bytes, signature included.
const MaxSize = 2 << 20

// MaxMillis is the last instant that is written, the end of the year 9999, in milliseconds since 1970 UTC.
const MaxMillis = 253402300799999

const (
	version = 1
	domain  = "seuil-change-1"
	maxName = 64 // length of a kind, an act or a field's name
)

// wire is the body of a change as it is encoded; the reader is written by hand, see [Reader].
type wire struct {
	frame
	Fields map[string]string `cbor:"9,keyasint"`
	Salt   [16]byte          `cbor:"11,keyasint"`
}

// frame is what a change and its stub have in common.
type frame struct {
	Version uint64   `cbor:"0,keyasint"`
	Case    model.ID `cbor:"1,keyasint"`
	Device  model.ID `cbor:"2,keyasint"`
	Seq     uint64   `cbor:"3,keyasint"`
	Prev    []byte   `cbor:"4,keyasint,omitempty"`
	Millis  uint64   `cbor:"5,keyasint"`
	Kind    string   `cbor:"6,keyasint"`
	Record  model.ID `cbor:"7,keyasint"`
	Act     string   `cbor:"8,keyasint"`
	Pred    [][]byte `cbor:"10,keyasint,omitempty"`
}

// deterministic is the one way in which bodies are encoded.
var deterministic = func() cbor.EncMode {
	mode, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		panic("unreachable: the options are constant")
	}
	return mode
}()

// Encode is v, whose types are those that a [Cursor] reads, in the core deterministic encoding.
func Encode(v any) ([]byte, error) { return deterministic.Marshal(v) }

// DeviceID is the id of the device that signs with the private key of pub: its first 16 digest bytes, so that a device's
// id cannot be claimed with another key.
func DeviceID(pub ed25519.PublicKey) (id model.ID) {
	sum := sha256.Sum256(append([]byte("seuil-device-1"), pub...))
	copy(id[:], sum[:])
	return id
}

// CaseID is the id of the case that the device of pub opens with a first change of this salt: it binds the case to the key
// of whoever made it.
func CaseID(pub ed25519.PublicKey, salt [16]byte) (id model.ID) {
	sum := sha256.Sum256(slices.Concat([]byte("seuil-case-1"), pub, salt[:]))
	copy(id[:], sum[:])
	return id
}

// Place is where a change stands among the changes of its device.
type Place struct {
	Seq    uint64         // from 1, per case and device
	Prev   model.ChangeID // the change with Seq-1; zero for the first
	Millis int64          // milliseconds since 1970 UTC
	Salt   [16]byte
}

// Sign makes a change of a write: the bytes to store, and the change that [Reader.Read] would read from them. The write must
// be valid and its text clean ([text.Clean]).
func Sign(key ed25519.PrivateKey, w model.Write, at Place) ([]byte, *model.Change, error) {
	pub, _ := key.Public().(ed25519.PublicKey)
	c := &model.Change{Write: w, Device: DeviceID(pub), Seq: at.Seq, Prev: at.Prev, Millis: at.Millis, Salt: at.Salt}
	if err := w.Validate(); err != nil {
		return nil, nil, err
	}
	if err := checkSignable(c); err != nil {
		return nil, nil, err
	}
	c.Fields, c.Pred = slices.Clone(w.Fields), slices.Clone(w.Pred)
	body, err := deterministic.Marshal(toWire(c))
	if err != nil {
		return nil, nil, fmt.Errorf("encode a change: %w", err)
	}
	if len(body) > MaxSize-ed25519.SignatureSize {
		return nil, nil, &model.Error{Code: model.CodeTooLong, Count: len(body)}
	}
	signed := append([]byte(domain), body...)
	c.ID = sha256.Sum256(signed)
	return append(body, ed25519.Sign(key, signed)...), c, nil
}

func toWire(c *model.Change) wire {
	w := wire{frame: toFrame(c), Fields: make(map[string]string, len(c.Fields)), Salt: c.Salt}
	for _, f := range c.Fields {
		w.Fields[f.Name] = f.Value
	}
	return w
}

func toFrame(c *model.Change) frame {
	f := frame{Version: version, Case: c.Case, Device: c.Device, Seq: c.Seq, Millis: uint64(c.Millis), Kind: string(c.Kind), Record: c.Record, Act: string(c.Act)}
	if c.Seq > 1 {
		f.Prev = c.Prev[:]
	}
	for _, p := range c.Pred {
		f.Pred = append(f.Pred, p[:])
	}
	return f
}

// checkSignable refuses what the reader would refuse, beyond what [model.Write.Validate] looks at.
func checkSignable(c *model.Change) error {
	if c.Seq == 0 || (c.Seq == 1) != (c.Prev == model.ChangeID{}) || c.Millis < 0 || c.Millis > MaxMillis {
		return ErrPlace
	}
	if !isName(string(c.Kind)) || !isName(string(c.Act)) {
		return &model.Error{Code: model.CodeBadValue}
	}
	for _, f := range c.Fields {
		if !isName(f.Name) || !utf8.ValidString(f.Value) {
			return &model.Error{Code: model.CodeBadValue, Field: f.Name}
		}
	}
	return nil
}

// isName says that s can be a kind, an act or a field's name: they are also keys of the locale.
func isName[S string | []byte](s S) bool {
	if len(s) == 0 || len(s) > maxName {
		return false
	}
	for i := range len(s) {
		b := s[i]
		if (b < 'a' || b > 'z') && (b < '0' || b > '9') && b != '.' && b != '_' && b != '-' {
			return false
		}
	}
	return true
}

// Verify says whether the device of pub signed a stored change. It does not look at the body.
func Verify(stored []byte, pub ed25519.PublicKey) bool { return new(Reader).Verify(stored, pub) }

// Verify is [Verify] in a buffer that the next one uses again.
func (r *Reader) Verify(stored []byte, pub ed25519.PublicKey) bool {
	n := len(stored) - ed25519.SignatureSize
	if n <= 0 || len(pub) != ed25519.PublicKeySize {
		return false
	}
	r.signed = append(append(r.signed[:0], domain...), stored[:n]...)
	return ed25519.Verify(pub, r.signed, stored[n:])
}
