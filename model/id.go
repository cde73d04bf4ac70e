package model

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
)

// ID names a case, a record or a device: 16 bytes. The zero ID names nothing.
type ID [16]byte

// ChangeID is the SHA-256 digest of the signed bytes of a change.
type ChangeID [32]byte

// RegistryID is the one case that holds what stands outside cases: workers, devices, saved views. It is the same in
// every vault, so that the registries of a team merge.
var RegistryID = func() (id ID) {
	sum := sha256.Sum256([]byte("seuil-registry-1"))
	copy(id[:], sum[:])
	return id
}()

// IsZero says that the ID names nothing.
func (id ID) IsZero() bool { return id == ID{} }

// String is the ID in hexadecimal, or nothing for the zero ID.
func (id ID) String() string {
	if id.IsZero() {
		return ""
	}
	return hex.EncodeToString(id[:])
}

// String is the digest in hexadecimal, or nothing for the zero one.
func (id ChangeID) String() string {
	if id == (ChangeID{}) {
		return ""
	}
	return hex.EncodeToString(id[:])
}

// ParseChangeID reads what [ChangeID.String] wrote.
func ParseChangeID(s string) (id ChangeID, err error) {
	err = parseHex(id[:], s)
	return id, err
}

// Ref is the short reference by which people name a case without naming the household: four letters or digits.
func (id ID) Ref() string { return base32.StdEncoding.EncodeToString(id[:3])[:4] }

// ParseID reads what [ID.String] wrote.
func ParseID(s string) (id ID, err error) {
	err = parseHex(id[:], s)
	return id, err
}

// parseHex fills an identifier; an empty string leaves it zero.
func parseHex(id []byte, s string) error {
	if s == "" {
		return nil
	}
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != len(id) {
		return fmt.Errorf("not an identifier: %d characters", len(s))
	}
	copy(id, b)
	return nil
}
