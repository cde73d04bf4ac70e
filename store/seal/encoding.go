package seal

import (
	"crypto/sha256"
	"encoding/binary"
)

// magic begins every header.
const magic = "seuil-vault\n"

// Lengths of the encoded header, in bytes. There is no variable part: one header has one encoding.
const (
	slotSize  = 1 + 4 + 4 + 1 + saltSize + nonceSize + keySize + tagSize
	bodySize  = len(magic) + 2 + len(VaultID{}) + 2*slotSize
	checkSize = 8

	// HeaderSize is the length of an encoded header of this format.
	HeaderSize = bodySize + sha256.Size + checkSize
)

func formatBytes() []byte { return binary.BigEndian.AppendUint16(nil, Format) }

// Encode writes the header:
//
//	"seuil-vault\n" | format u16 | vault id 16 | slot passphrase | slot recovery | HMAC-SHA256 of all before 32 | check 8
//	slot = type u8 | memory KiB u32 | time u32 | threads u8 | salt 16 | nonce 24 | wrapped vault key 48
//
// Integers are big-endian. The check is a plain digest: it lets a damaged header be told from a wrong passphrase before
// the passphrase is asked. It protects from nobody; the HMAC does.
func (h Header) Encode() []byte {
	b := append(h.body(), h.mac[:]...)
	check := headerCheck(b)
	return append(b, check[:]...)
}

func (h Header) body() []byte {
	b := make([]byte, 0, HeaderSize)
	b = append(b, magic...)
	b = append(b, formatBytes()...)
	b = append(b, h.id[:]...)
	b = h.passphrase.append(b)
	return h.recovery.append(b)
}

func headerCheck(b []byte) (check [checkSize]byte) {
	sum := sha256.Sum256(append([]byte("seuil-header-check"), b...))
	copy(check[:], sum[:])
	return check
}

func (s slot) appendKind(b []byte) []byte {
	b = append(b, byte(s.kind))
	b = binary.BigEndian.AppendUint32(b, s.params.MemoryKiB)
	b = binary.BigEndian.AppendUint32(b, s.params.Time)
	return append(b, s.params.Threads)
}

func (s slot) append(b []byte) []byte {
	b = s.appendKind(b)
	b = append(b, s.salt[:]...)
	b = append(b, s.nonce[:]...)
	return append(b, s.wrapped[:]...)
}

// ParseHeader reads what [Header.Encode] wrote, and nothing else. Errors: [ErrNewer] for the format of a later seuil,
// whatever its length; [ErrDamagedHeader]; [ErrWeakKDF] and [ErrCostlyKDF] for parameters that must not be run.
func ParseHeader(b []byte) (Header, error) {
	if len(b) < len(magic)+2 || string(b[:len(magic)]) != magic {
		return Header{}, ErrDamagedHeader
	}
	if format := binary.BigEndian.Uint16(b[len(magic):]); format > Format {
		return Header{}, ErrNewer
	}
	if len(b) != HeaderSize {
		return Header{}, ErrDamagedHeader
	}
	check := headerCheck(b[:HeaderSize-checkSize])
	if string(check[:]) != string(b[HeaderSize-checkSize:]) {
		return Header{}, ErrDamagedHeader
	}
	var h Header
	r := b[len(magic)+2:]
	r = r[copy(h.id[:], r):]
	r = h.passphrase.read(r)
	r = h.recovery.read(r)
	copy(h.mac[:], r)
	if string(h.Encode()) != string(b) || h.passphrase.kind != passphraseSlot || h.recovery.kind != recoverySlot ||
		h.recovery.params != (Params{}) {
		return Header{}, ErrDamagedHeader
	}
	if err := h.passphrase.params.Check(); err != nil {
		return Header{}, err
	}
	return h, nil
}

// read takes a slot from the beginning of b, which is long enough, and returns what follows it.
func (s *slot) read(b []byte) []byte {
	s.kind = slotType(b[0])
	s.params.MemoryKiB = binary.BigEndian.Uint32(b[1:])
	s.params.Time = binary.BigEndian.Uint32(b[5:])
	s.params.Threads = b[9]
	b = b[10:]
	b = b[copy(s.salt[:], b):]
	b = b[copy(s.nonce[:], b):]
	return b[copy(s.wrapped[:], b):]
}
