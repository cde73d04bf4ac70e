package seal

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
	"slices"
	"sync"
	"sync/atomic"

	"golang.org/x/crypto/chacha20poly1305"
)

// Format is the number of the vault format that this program writes. It is part of every seal.
const Format uint16 = 1

// MaxValue is the longest value that can be sealed, in bytes. A larger one is a fault of the caller, or a hostile file.
const MaxValue = 16 << 20

const (
	keySize    = 32
	nonceSize  = chacha20poly1305.NonceSizeX
	tagSize    = chacha20poly1305.Overhead
	prefixSize = 4   // length of the value, before the value
	smallest   = 256 // bytes of the shortest padded plaintext
	step       = 64  // longer ones are multiples of it
)

// VaultID names a vault. It is random, and written in clear in the header.
type VaultID [16]byte

// subkey is a place in the page of a key.
type subkey int

const (
	vaultKey subkey = iota
	valueKey
	indexKey
	headerKey
	setKey
	witnessKey
	subkeys
)

// info makes the derivation of each subkey its own.
func (s subkey) info() string {
	return [...]string{"", "seuil-values-1", "seuil-index-1", "seuil-header-1", "seuil-set-1", "seuil-witness-1"}[s]
}

// Key is an unlocked vault. Its methods may be called from several goroutines at once, except Wipe, which comes last.
type Key struct {
	id    VaultID
	page  []byte // the subkeys, one after another
	aead  cipher.AEAD
	macs  [subkeys]sync.Pool // of hash.Hash, so that a digest costs no key schedule
	wiped atomic.Bool
}

// newKey takes over the vault key, which it erases from secret.
func newKey(id VaultID, secret []byte) (*Key, error) {
	k := &Key{id: id, page: lockedPage(int(subkeys) * keySize)}
	copy(k.sub(vaultKey), secret)
	clear(secret)
	for s := valueKey; s < subkeys; s++ {
		b, err := hkdf.Key(sha256.New, k.sub(vaultKey), id[:], s.info(), keySize)
		if err != nil {
			return nil, fmt.Errorf("derive keys: %w", err)
		}
		copy(k.sub(s), b)
		clear(b)
	}
	aead, err := chacha20poly1305.NewX(k.sub(valueKey))
	if err != nil {
		return nil, fmt.Errorf("value cipher: %w", err)
	}
	k.aead = aead
	return k, nil
}

func (k *Key) sub(s subkey) []byte { return k.page[int(s)*keySize : int(s+1)*keySize] }

// VaultID is the vault that the key opens.
func (k *Key) VaultID() VaultID { return k.id }

// Wipe erases the keys. Every later Seal and Open is refused with [ErrWiped]. Ciphers may have left copies in ordinary
// memory: only the end of the process is a guarantee.
func (k *Key) Wipe() {
	k.wiped.Store(true)
	clear(k.page)
}

// Seal encrypts a value for its place: bucket and key. The result is a random nonce of 24 bytes, then the ciphertext and
// its tag, and is at least 296 bytes long. The only errors are those of random, [ErrTooLarge] and [ErrWiped].
func (k *Key) Seal(random io.Reader, bucket, key, value []byte) ([]byte, error) {
	if k.wiped.Load() {
		return nil, ErrWiped
	}
	if len(value) > MaxValue {
		return nil, ErrTooLarge
	}
	n := padded(len(value))
	// One buffer for all: the result, in whose place the plaintext stands first, then the bound place, which is not part of what is returned.
	buf := make([]byte, nonceSize+n+tagSize, nonceSize+n+tagSize+placeSize(bucket, key))
	if _, err := io.ReadFull(random, buf[:nonceSize]); err != nil {
		return nil, fmt.Errorf("nonce: %w", err)
	}
	plain := buf[nonceSize : nonceSize+n]
	binary.BigEndian.PutUint32(plain, uint32(len(value)))
	copy(plain[prefixSize:], value)
	place := k.appendPlace(buf[len(buf):], bucket, key)
	k.aead.Seal(plain[:0], buf[:nonceSize], plain, place)
	return buf[:len(buf):len(buf)], nil
}

// Open decrypts what Seal made for the same vault, bucket and key; anything else is [ErrBrokenSeal]. The value is a new
// slice; sealed is left alone.
func (k *Key) Open(bucket, key, sealed []byte) ([]byte, error) {
	return k.OpenIn(new([]byte), bucket, key, sealed)
}

// OpenIn is [Key.Open] in a buffer of the caller's, which grows as need be: the value is good until its next use.
func (k *Key) OpenIn(buffer *[]byte, bucket, key, sealed []byte) ([]byte, error) {
	if k.wiped.Load() {
		return nil, ErrWiped
	}
	n := len(sealed) - nonceSize - tagSize
	if n < smallest || n > padded(MaxValue) {
		return nil, ErrBrokenSeal
	}
	*buffer = slices.Grow((*buffer)[:0], n+placeSize(bucket, key))
	buf := *buffer
	place := k.appendPlace(buf[n:n], bucket, key)
	plain, err := k.aead.Open(buf[:0:n], sealed[:nonceSize], sealed[nonceSize:], place)
	if err != nil {
		return nil, ErrBrokenSeal
	}
	return unpad(plain)
}

// appendPlace writes what binds a value to its place. The bucket carries its length: otherwise "ab","c" and "a","bc" would
// be one place.
func (k *Key) appendPlace(b, bucket, key []byte) []byte {
	b = append(b, "seuil"...)
	b = binary.BigEndian.AppendUint16(b, Format)
	b = append(b, k.id[:]...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(bucket)))
	b = append(b, bucket...)
	return append(b, key...)
}

func placeSize(bucket, key []byte) int { return 5 + 2 + len(VaultID{}) + 4 + len(bucket) + len(key) }

// padded is the length of the plaintext that holds a value of n bytes.
func padded(n int) int {
	return max(smallest, (prefixSize+n+step-1)/step*step)
}

// unpad finds the value in a plaintext, and refuses any other padding than the one that Seal writes.
func unpad(plain []byte) ([]byte, error) {
	n := binary.BigEndian.Uint32(plain)
	if n > MaxValue || padded(int(n)) != len(plain) {
		return nil, ErrBrokenSeal
	}
	end := prefixSize + int(n)
	for _, b := range plain[end:] {
		if b != 0 {
			return nil, ErrBrokenSeal
		}
	}
	return plain[prefixSize:end:end], nil
}

// mac is HMAC-SHA256 of the parts under a subkey. After Wipe it is a digest under no secret, which nothing recognises.
func (k *Key) mac(s subkey, parts ...[]byte) (sum [sha256.Size]byte) {
	h, ok := k.macs[s].Get().(hash.Hash)
	if !ok || k.wiped.Load() {
		h = hmac.New(sha256.New, k.sub(s))
	}
	h.Reset()
	for _, p := range parts {
		h.Write(p)
	}
	h.Sum(sum[:0])
	k.macs[s].Put(h)
	return sum
}

// CaseTag is how the keys of a case begin in every bucket: the same case always has the same tag, and the tag tells
// nobody which case it is.
func (k *Key) CaseTag(id [16]byte) (tag [8]byte) {
	sum := k.mac(indexKey, id[:])
	copy(tag[:], sum[:])
	return tag
}

// SetTag is what a change weighs in the digest of the set of changes, which is the XOR of these tags.
func (k *Key) SetTag(id [32]byte) [32]byte { return k.mac(setKey, id[:]) }

// WitnessMAC signs the witness file of this vault.
func (k *Key) WitnessMAC(data []byte) [32]byte { return k.mac(witnessKey, k.id[:], data) }
