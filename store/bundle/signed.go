package bundle

import (
	"crypto/ed25519"
	"encoding/binary"
	"slices"
)

// A signed paper is a card or a revocation:
//
//	magic | format u16 | length u32 | body | Ed25519 signature 64, once or twice
//
// Each signature is over everything before the first one, so that the magic keeps a card from passing for something else.

// format is that of the papers and of the bundles.
const format = 1

// signPaper is a paper signed by one key or more.
func signPaper(magic string, body []byte, keys ...ed25519.PrivateKey) []byte {
	b := append([]byte(magic), 0, format)
	b = binary.BigEndian.AppendUint32(b, uint32(len(body)))
	b = append(b, body...)
	signed := slices.Clip(b)
	for _, key := range keys {
		b = append(b, ed25519.Sign(key, signed)...)
	}
	return b
}

// paper is a signed paper taken apart; its parts alias it.
type paper struct {
	signed     []byte
	body       []byte
	signatures []byte
}

// openPaper takes a paper of at most limit bytes apart. Later says that its format is one of a later seuil.
func openPaper(magic string, b []byte, limit int) (p paper, later, ok bool) {
	if len(b) > limit || len(b) < len(magic)+2 || string(b[:len(magic)]) != magic {
		return p, false, false
	}
	if f := binary.BigEndian.Uint16(b[len(magic):]); f != format {
		return p, f > format, false
	}
	body, ok := cut(b[len(magic)+2:], 4, limit)
	return paper{b[:len(b)-len(body.rest)], body.item, body.rest}, false, ok
}

// by says whether exactly these keys signed the paper, in this order.
func (p paper) by(keys ...ed25519.PublicKey) bool {
	if len(p.signatures) != len(keys)*ed25519.SignatureSize {
		return false
	}
	for i, key := range keys {
		if !ed25519.Verify(key, p.signed, p.signatures[i*ed25519.SignatureSize:][:ed25519.SignatureSize]) {
			return false
		}
	}
	return true
}
