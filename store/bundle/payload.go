package bundle

import (
	"crypto"
	"crypto/ed25519"
	"encoding/binary"
	"errors"
	"math/bits"

	"seuil/store/codec"
)

const (
	magic = "seuil-paquet\n"

	// MaxFile is the greatest length of a bundle's file, in bytes.
	MaxFile = 64 << 20

	// MaxContent is how many bytes the changes of one bundle may take, [FramedSize] each, whatever its manifest.
	MaxContent = maxPayload - headSizes - MaxCard - MaxManifest - ed25519.SignatureSize

	minPayload = 16 << 10
	maxPayload = 63 << 20 // the greatest padded length that fits in MaxFile with the header of age and its 16 bytes every 64 KiB
	headSizes  = len(magic) + 2 + 2 + 4
	frame      = 4
)

// signing is how a payload is signed: Ed25519ph of RFC 8032, over the SHA-512 of all that stands before the signature.
func signing() *ed25519.Options {
	return &ed25519.Options{Hash: crypto.SHA512, Context: "seuil-paquet-1"}
}

// FramedSize is what a stored change takes in a bundle, in bytes.
func FramedSize(change []byte) int { return frame + len(change) }

// padded is the padded length of a payload of n bytes (Padmé, PURBs 2019): it tells the length to within 3 % for bundles above
// 64 KiB and 6 % above 16 KiB, below which all are alike.
func padded(n int) int {
	n = max(n, minPayload)
	e := bits.Len(uint(n)) - 1
	mask := 1<<(e-bits.Len(uint(e))) - 1
	return (n + mask) &^ mask
}

// head is what a payload begins with: magic, format, card and manifest.
func head(card, manifest []byte) []byte {
	b := make([]byte, 0, headSizes+len(card)+len(manifest))
	b = append(b, magic...)
	b = binary.BigEndian.AppendUint16(b, format)
	b = binary.BigEndian.AppendUint16(b, uint16(len(card)))
	b = append(b, card...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(manifest)))
	return append(b, manifest...)
}

// readPayload reads what age decrypted, all of it. Nothing but the sender's card is looked at before the signature holds; who the
// sender is remains to be seen. Sum is the digest of all but the signature. The changes alias the payload. Errors: [ErrNotBundle], [ErrNewer], [ErrPadding], [ErrForged],
// [ErrMalformed].
func readPayload(payload, sum []byte) (*Bundle, error) {
	if len(payload) < headSizes || string(payload[:len(magic)]) != magic {
		return nil, ErrNotBundle
	}
	if f := binary.BigEndian.Uint16(payload[len(magic):]); f > format {
		return nil, ErrNewer
	} else if f < format {
		return nil, ErrMalformed
	}
	if len(payload) < minPayload {
		return nil, ErrPadding
	}
	n := len(payload) - ed25519.SignatureSize
	first, ok := cut(payload[len(magic)+2:n], 2, MaxCard)
	if !ok {
		return nil, ErrMalformed
	}
	card, err := ReadCard(first.item)
	switch {
	case errors.Is(err, ErrCardNewer):
		return nil, ErrNewer
	case errors.Is(err, ErrCardName):
		return nil, ErrMalformed
	case err != nil:
		return nil, ErrForged
	}
	if ed25519.VerifyWithOptions(card.Key, sum, payload[n:], signing()) != nil {
		return nil, ErrForged
	}
	b, rest, err := readSigned(first.rest)
	if err != nil {
		return nil, err
	}
	if padded(n-len(rest)+ed25519.SignatureSize) != len(payload) {
		return nil, ErrPadding
	}
	for _, x := range rest {
		if x != 0 {
			return nil, ErrPadding
		}
	}
	b.From = card
	return b, nil
}

// readSigned reads manifest and changes and returns the padding behind them. Error: [ErrMalformed].
func readSigned(signed []byte) (b *Bundle, padding []byte, err error) {
	p, ok := cut(signed, 4, MaxManifest)
	if !ok {
		return nil, nil, ErrMalformed
	}
	m, count, err := readManifest(p.item)
	if err != nil {
		return nil, nil, err
	}
	const least = frame + ed25519.SignatureSize + 1
	if count > len(p.rest)/least {
		return nil, nil, ErrMalformed
	}
	changes := make([][]byte, count)
	for i := range changes {
		if p, ok = cut(p.rest, frame, codec.MaxSize); !ok || len(p.item) <= ed25519.SignatureSize {
			return nil, nil, ErrMalformed
		}
		changes[i] = p.item
	}
	return &Bundle{Manifest: *m, Changes: changes}, p.rest, nil
}

// piece is a part of a payload that says its own length, and what follows it.
type piece struct{ item, rest []byte }

// cut takes a piece of at most limit bytes from the beginning of b; its length is written in size bytes, big-endian.
func cut(b []byte, size, limit int) (p piece, ok bool) {
	if len(b) < size {
		return p, false
	}
	n := uint64(0)
	for _, x := range b[:size] {
		n = n<<8 | uint64(x)
	}
	if n > uint64(min(limit, len(b)-size)) {
		return p, false
	}
	end := size + int(n)
	return piece{b[size:end:end], b[end:]}, true
}
