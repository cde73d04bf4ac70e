package bundle

import (
	"crypto/ed25519"
	"crypto/sha512"
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"

	"seuil/store/codec"
	"seuil/store/seal"
)

// Work factors of scrypt, as powers of two.
const (
	WordsWork    = 18 // of an emergency bundle: each guess takes about 1.4 s and 256 MiB
	maxWordsWork = 20 // the greatest that is tried
)

// Seal writes a bundle for devices, at most [MaxRecipients]. The manifest's From is the card of the device that signs with key; To
// follows from the cards. Changes are stored changes (package codec), those of a case in the order of their chains. When Seal returns
// an error, what was written is not a bundle. Errors: [ErrIncomplete] for a manifest that could not be read again; [ErrTooLarge]
// (see [Cut]); those of w.
func Seal(w io.Writer, key ed25519.PrivateKey, m Manifest, changes [][]byte, to ...*Card) error {
	m.To = nil
	var recipients []age.Recipient
	for _, card := range to {
		r, err := age.ParseHybridRecipient(card.Reception)
		if err != nil {
			return ErrCardDamaged
		}
		m.To = append(m.To, card.Device())
		recipients = append(recipients, r)
	}
	if len(to) == 0 {
		return ErrIncomplete
	}
	return pack(w, key, m, changes, recipients)
}

// SealWords writes an emergency bundle: it opens with words (see [NewWords]), which must not go the way that the file goes. The devices
// of m.To, if any, are those that it was made for. Work is the work factor, [WordsWork] for what leaves: it takes 1.4 s more than [Seal]
// then. Errors: as for [Seal].
func SealWords(w io.Writer, key ed25519.PrivateKey, m Manifest, changes [][]byte, words []string, work int) error {
	r, err := age.NewScryptRecipient(seal.Canonical(strings.Join(words, " ")))
	if err != nil {
		return ErrIncomplete
	}
	r.SetWorkFactor(work)
	return pack(w, key, m, changes, []age.Recipient{r})
}

func pack(w io.Writer, key ed25519.PrivateKey, m Manifest, changes [][]byte, recipients []age.Recipient) error {
	if len(changes) > MaxChanges {
		return ErrTooLarge
	}
	begin, err := m.head(key, len(changes))
	if err != nil {
		return err
	}
	size := len(begin) + ed25519.SignatureSize
	for _, c := range changes {
		if len(c) <= ed25519.SignatureSize || len(c) > codec.MaxSize {
			return ErrIncomplete
		}
		size += FramedSize(c)
	}
	if size > maxPayload {
		return ErrTooLarge
	}
	sealed, err := age.Encrypt(w, recipients...)
	if err != nil {
		return fmt.Errorf("seal a bundle: %w", err)
	}
	if err := writePayload(sealed, key, begin, changes, padded(size)-size); err != nil {
		return fmt.Errorf("seal a bundle: %w", err)
	}
	if err := sealed.Close(); err != nil { // writes the last chunk
		return fmt.Errorf("seal a bundle: %w", err)
	}
	return nil
}

// head is the beginning of the payload of the manifest, which is proven to be one that will be read.
func (m *Manifest) head(key ed25519.PrivateKey, count int) ([]byte, error) {
	if m.From == nil || !m.From.Key.Equal(publicKey(key)) {
		return nil, ErrIncomplete
	}
	manifest, err := m.encode(count)
	if err != nil {
		return nil, err
	}
	if len(manifest) > MaxManifest {
		return nil, ErrTooLarge
	}
	if _, _, err := readManifest(manifest); err != nil {
		return nil, ErrIncomplete
	}
	return head(m.From.stored, manifest), nil
}

func writePayload(w io.Writer, key ed25519.PrivateKey, begin []byte, changes [][]byte, padding int) error {
	digest := make(chan []byte, 1)
	go func() { // while the same bytes are encrypted
		sum := sha512.New()
		_ = writeSigned(sum, begin, changes, padding) // a digest takes everything
		digest <- sum.Sum(nil)
	}()
	if err := writeSigned(w, begin, changes, padding); err != nil {
		return err
	}
	signature, err := key.Sign(nil, <-digest, signing())
	if err != nil {
		return err
	}
	_, err = w.Write(signature)
	return err
}

// writeSigned writes what stands before the signature.
func writeSigned(out io.Writer, begin []byte, changes [][]byte, padding int) error {
	if _, err := out.Write(begin); err != nil {
		return err
	}
	var length [frame]byte
	for _, c := range changes {
		binary.BigEndian.PutUint32(length[:], uint32(len(c)))
		if _, err := out.Write(length[:]); err != nil {
			return err
		}
		if _, err := out.Write(c); err != nil {
			return err
		}
	}
	for zeros := make([]byte, min(padding, 32<<10)); padding > 0; padding -= len(zeros) {
		zeros = zeros[:min(padding, len(zeros))]
		if _, err := out.Write(zeros); err != nil {
			return err
		}
	}
	return nil
}
