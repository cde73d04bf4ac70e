package bundle

import (
	"crypto/ed25519"
	"time"

	"seuil/model"
	"seuil/store/codec"
)

const (
	revocationMagic = "seuil-revocation\n"

	// MaxRevocation is the greatest length of a revocation, in bytes.
	MaxRevocation = 1 << 20

	maxChains = 16_000 // of a revocation
)

// Revocation says that a device is not to be believed any more: a laptop was stolen or given back. In the cases that it names,
// the changes of the device up to the last one named count, later ones are set aside; in a case of which its signer has nothing of the
// device, all are. Of other cases it says nothing, because its signer does not have them. What the device was sent before, it keeps.
type Revocation struct {
	Device model.ID
	By     ed25519.PublicKey // who revokes; whether they may is for the reader to know
	Issued time.Time         // UTC, to the millisecond
	Last   []Head            // per case, in rising order
	stored []byte
}

// revocationWire is the body of a revocation as it is encoded.
type revocationWire struct {
	Device model.ID `cbor:"0,keyasint"`
	By     []byte   `cbor:"1,keyasint"`
	Issued uint64   `cbor:"2,keyasint"`
	Last   []byte   `cbor:"3,keyasint"`
}

// Revoke makes the revocation of a device, signed by the device of key. Error: [ErrMalformed] if it could not be read again: two
// last changes in one case, or too many cases.
func Revoke(device model.ID, last []Head, key ed25519.PrivateKey, at time.Time) (*Revocation, error) {
	body, err := codec.Encode(revocationWire{Device: device, By: publicKey(key), Issued: uint64(at.UnixMilli()), Last: packHeads(last)})
	if err != nil {
		return nil, err
	}
	return ReadRevocation(signPaper(revocationMagic, body, key))
}

// ReadRevocation reads a revocation from its bytes, which it keeps. Errors: [ErrMalformed], [ErrNewer].
func ReadRevocation(b []byte) (*Revocation, error) {
	p, later, ok := openPaper(revocationMagic, b, MaxRevocation)
	switch {
	case later:
		return nil, ErrNewer
	case !ok:
		return nil, ErrMalformed
	}
	r := &Revocation{stored: append([]byte(nil), b...)}
	cur := codec.NewCursor(p.body)
	seen := cur.Map(4, func(key int) {
		switch key {
		case 0:
			cur.Fixed(r.Device[:])
		case 1:
			r.By = readKey(cur)
		case 2:
			r.Issued = readTime(cur)
		case 3:
			r.Last = readEnds(cur, maxChains)
		}
	})
	if !cur.Done() || seen != 1<<4-1 || r.Device.IsZero() || !p.by(r.By) {
		return nil, ErrMalformed
	}
	for i := 1; i < len(r.Last); i++ {
		if r.Last[i].Chain == r.Last[i-1].Chain {
			return nil, ErrMalformed
		}
	}
	return r, nil
}

// Bytes are the exact bytes of the revocation, to be kept and passed on.
func (r *Revocation) Bytes() []byte { return append([]byte(nil), r.stored...) }
