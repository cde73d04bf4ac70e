package seal

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"
)

const saltSize = 16

// slotType says who can unwrap a slot.
type slotType uint8

const (
	passphraseSlot slotType = 1
	recoverySlot   slotType = 2
)

// slot is the vault key, wrapped once.
type slot struct {
	kind    slotType
	params  Params // zero for the recovery slot: 128 random bits need no slow derivation
	salt    [saltSize]byte
	nonce   [nonceSize]byte
	wrapped [keySize + tagSize]byte
}

// Header is the only record of a vault in clear. It is a value: the methods that change it return another one.
type Header struct {
	id         VaultID
	passphrase slot
	recovery   slot
	mac        [sha256.Size]byte
}

// NewHeader makes a vault: a random identity, a random vault key, and the two slots that open it. The passphrase is
// judged elsewhere ([Strength]); here any is accepted.
func NewHeader(random io.Reader, p Params, passphrase string, recovery Recovery) (Header, *Key, error) {
	if err := p.Check(); err != nil {
		return Header{}, nil, err
	}
	var h Header
	secret := make([]byte, keySize)
	for _, b := range [][]byte{h.id[:], secret} {
		if _, err := io.ReadFull(random, b); err != nil {
			return Header{}, nil, fmt.Errorf("new vault: %w", err)
		}
	}
	key, err := newKey(h.id, secret)
	if err != nil {
		return Header{}, nil, err
	}
	if h, err = h.WithRecovery(random, key, recovery); err == nil {
		h, err = h.WithPassphrase(random, key, p, passphrase)
	}
	if err != nil {
		key.Wipe()
		return Header{}, nil, err
	}
	return h, key, nil
}

// VaultID is the vault that the header belongs to.
func (h Header) VaultID() VaultID { return h.id }

// Params are the costs of the passphrase slot.
func (h Header) Params() Params { return h.passphrase.params }

// Unlock opens the vault with its passphrase, however it was typed (see [Canonical]). It takes as long as the parameters
// say. Errors: [ErrWrongPassphrase], [ErrWeakKDF], [ErrCostlyKDF], [ErrDamagedHeader].
func (h Header) Unlock(passphrase string) (*Key, error) {
	if err := h.passphrase.params.Check(); err != nil {
		return nil, err
	}
	kek := derive(Canonical(passphrase), h.passphrase.salt[:], h.passphrase.params)
	return h.unwrap(h.passphrase, kek, ErrWrongPassphrase)
}

// UnlockRecovery opens the vault with its twelve words. Errors: those of [ParseRecovery], [ErrWrongRecovery],
// [ErrDamagedHeader].
func (h Header) UnlockRecovery(words []string) (*Key, error) {
	r, err := ParseRecovery(words)
	if err != nil {
		return nil, err
	}
	kek, err := r.kek(h.recovery.salt[:])
	if err != nil {
		return nil, err
	}
	return h.unwrap(h.recovery, kek, ErrWrongRecovery)
}

// WithPassphrase is the header with another passphrase. The former one opens it no more; old copies of the file still
// open with it.
func (h Header) WithPassphrase(random io.Reader, key *Key, p Params, passphrase string) (Header, error) {
	if err := p.Check(); err != nil {
		return Header{}, err
	}
	s := slot{kind: passphraseSlot, params: p}
	if err := s.fill(random); err != nil {
		return Header{}, err
	}
	kek := derive(Canonical(passphrase), s.salt[:], p)
	if err := h.wrap(&s, key, kek); err != nil {
		return Header{}, err
	}
	h.passphrase = s
	return h.signed(key), nil
}

// WithRecovery is the header with other recovery words, for when the paper is lost or was seen.
func (h Header) WithRecovery(random io.Reader, key *Key, r Recovery) (Header, error) {
	s := slot{kind: recoverySlot}
	if err := s.fill(random); err != nil {
		return Header{}, err
	}
	kek, err := r.kek(s.salt[:])
	if err != nil {
		return Header{}, err
	}
	if err := h.wrap(&s, key, kek); err != nil {
		return Header{}, err
	}
	h.recovery = s
	return h.signed(key), nil
}

// fill draws the salt and the nonce of a new slot.
func (s *slot) fill(random io.Reader) error {
	for _, b := range [][]byte{s.salt[:], s.nonce[:]} {
		if _, err := io.ReadFull(random, b); err != nil {
			return fmt.Errorf("new slot: %w", err)
		}
	}
	return nil
}

// wrap seals the vault key into the slot, bound to the vault and to what the slot says of itself.
func (h Header) wrap(s *slot, key *Key, kek []byte) error {
	defer clear(kek)
	if key.wiped.Load() {
		return ErrWiped
	}
	if key.id != h.id {
		return ErrDamagedHeader
	}
	aead, err := chacha20poly1305.NewX(kek)
	if err != nil {
		return fmt.Errorf("slot cipher: %w", err)
	}
	aead.Seal(s.wrapped[:0], s.nonce[:], key.sub(vaultKey), h.slotPlace(*s))
	return nil
}

// unwrap opens a slot. The digest of the whole header is checked with the key found: Poly1305 alone does not commit to
// its key, and a slot alone says nothing of its neighbour.
func (h Header) unwrap(s slot, kek []byte, wrong error) (*Key, error) {
	defer clear(kek)
	aead, err := chacha20poly1305.NewX(kek)
	if err != nil {
		return nil, fmt.Errorf("slot cipher: %w", err)
	}
	secret, err := aead.Open(nil, s.nonce[:], s.wrapped[:], h.slotPlace(s))
	if err != nil {
		return nil, wrong
	}
	key, err := newKey(h.id, secret)
	if err != nil {
		return nil, err
	}
	if want := h.digest(key); !hmac.Equal(want[:], h.mac[:]) {
		key.Wipe()
		return nil, ErrDamagedHeader
	}
	return key, nil
}

func (h Header) digest(key *Key) [sha256.Size]byte { return key.mac(headerKey, h.body()) }

func (h Header) signed(key *Key) Header {
	h.mac = h.digest(key)
	return h
}

// slotPlace is what a slot is bound to: format, vault, type, parameters.
func (h Header) slotPlace(s slot) []byte {
	b := append([]byte("seuil-slot"), formatBytes()...)
	b = append(b, h.id[:]...)
	return s.appendKind(b)
}

// kek derives the key that wraps the recovery slot: the words carry 128 random bits, so no slow derivation is needed.
func (r Recovery) kek(salt []byte) ([]byte, error) {
	kek, err := hkdf.Key(sha256.New, r[:], salt, "seuil-recovery-1", keySize)
	if err != nil {
		return nil, fmt.Errorf("recovery key: %w", err)
	}
	return kek, nil
}

// Equal says that two headers are the same, byte for byte.
func (h Header) Equal(o Header) bool { return bytes.Equal(h.Encode(), o.Encode()) }
