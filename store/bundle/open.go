package bundle

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha512"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"filippo.io/age"

	"seuil/model"
	"seuil/store/seal"
)

// Bundle is an opened bundle. Who signed it holds the key of From; whether From is somebody known, whose words were compared and
// who was not revoked, is for the caller to find out before anything else is done with it. So is whether each change was signed by
// the device that it names ([Manifest.Keys], [codec.Verify]).
type Bundle struct {
	Manifest
	Changes [][]byte // stored changes, not looked into
	ByWords bool     // an emergency bundle
}

const (
	ageIntro = "age-encryption.org/v1\n"
	ageChunk = 64 << 10
	ageTag   = 16
)

// Open opens the content of a bundle's file with the reception keys of the own device, the present and the former ones. Errors:
// those of this package that begin with "bundle".
func Open(file []byte, keys ...*Key) (*Bundle, error) {
	g := &gate{}
	for _, k := range keys {
		g.identities = append(g.identities, k.identity)
	}
	b, err := unpack(file, g)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(b.To, keys[g.used].Device) {
		return nil, ErrForwarded
	}
	return b, nil
}

// OpenWords opens the content of an emergency bundle's file with its words as they were typed, whole or by their first letters. Me is
// the own device. Errors: as for [Open].
func OpenWords(file []byte, words string, me model.ID) (*Bundle, error) {
	identity, err := age.NewScryptIdentity(seal.Canonical(words))
	if err != nil {
		return nil, ErrWrongWords
	}
	identity.SetMaxWorkFactor(maxWordsWork)
	b, err := unpack(file, &gate{identities: []age.Identity{identity}, words: true})
	if err != nil {
		return nil, err
	}
	if len(b.To) > 0 && !slices.Contains(b.To, me) {
		return nil, ErrForwarded
	}
	b.ByWords = true
	return b, nil
}

func unpack(file []byte, g *gate) (*Bundle, error) {
	payload, sum, err := decrypt(file, g)
	if err != nil {
		return nil, err
	}
	return readPayload(payload, sum)
}

// decrypt is all that a file holds, and the digest of what its signature is about: age vouches for the whole only once its end was reached.
func decrypt(file []byte, g *gate) (payload, sum []byte, err error) {
	switch {
	case len(file) > MaxFile:
		return nil, nil, ErrTooLarge
	case len(file) < len(ageIntro) && strings.HasPrefix(ageIntro, string(file)):
		return nil, nil, ErrLength
	case !bytes.HasPrefix(file, []byte(ageIntro)):
		return nil, nil, ErrNotBundle
	}
	r, err := age.Decrypt(bytes.NewReader(file), g)
	if err != nil {
		return nil, nil, headerError(err)
	}
	if payload, sum, err = digested(r, len(file)); err != nil {
		return nil, nil, broken(file, err)
	}
	return payload, sum, nil
}

// digested reads all of r, which has fewer bytes than room, and digests all but the signature at the end while what follows is decrypted.
func digested(r io.Reader, room int) (all, sum []byte, err error) {
	all = make([]byte, 0, room)
	hash, ready, hashing := sha512.New(), make(chan []byte, 16), sync.WaitGroup{}
	hashing.Go(func() {
		for part := range ready {
			hash.Write(part)
		}
	})
	for done := 0; err == nil; {
		var n int
		n, err = r.Read(all[len(all):cap(all)])
		all = all[:len(all)+n]
		if to := len(all) - ed25519.SignatureSize; to > done {
			ready <- all[done:to]
			done = to
		}
	}
	close(ready)
	hashing.Wait()
	if err == io.EOF {
		err = nil
	}
	return all, hash.Sum(nil), err
}

// broken says what became of a file whose body does not decrypt to its end: what was decrypted of every bundle has a padded length.
func broken(file []byte, err error) error {
	header, headerErr := age.ExtractHeader(bytes.NewReader(file))
	size := len(file) - len(header) - ageTag // a nonce of 16 bytes stands before the chunks
	size -= (size + ageChunk + ageTag - 1) / (ageChunk + ageTag) * ageTag
	if errors.Is(err, io.ErrUnexpectedEOF) || headerErr != nil || padded(size) != size {
		return ErrLength
	}
	return ErrDamaged
}

// gate is the way from the header of a file to the key of its body. It caps what a header may ask for, and tells why it stays closed.
type gate struct {
	identities []age.Identity
	words      bool // the identities are words
	used       int  // index of the identity that opened the file
}

// Unwrap is that of [age.Identity].
func (g *gate) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if len(stanzas) > MaxRecipients {
		return nil, ErrManyRecipients
	}
	locked := false
	for _, s := range stanzas {
		if s.Type != "scrypt" {
			continue
		}
		locked = true
		if len(s.Args) == 2 {
			if work, err := strconv.Atoi(s.Args[1]); err == nil && work > maxWordsWork {
				return nil, ErrCostly
			}
		}
	}
	for i, identity := range g.identities {
		key, err := identity.Unwrap(stanzas)
		if errors.Is(err, age.ErrIncorrectIdentity) {
			continue
		}
		if err != nil {
			return nil, ErrDamaged
		}
		g.used = i
		return key, nil
	}
	switch {
	case g.words && locked:
		return nil, ErrWrongWords
	case g.words:
		return nil, ErrNoWords
	case locked:
		return nil, ErrNeedsWords
	}
	return nil, ErrNotForMe
}
