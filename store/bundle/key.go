package bundle

import (
	"fmt"

	"filippo.io/age"

	"seuil/model"
)

// Key is the reception key of a device: it opens what is sent to the device. A device renews it and keeps the former one for a
// while, for bundles that are still under way; what lies about on USB keys and in mailboxes cannot be read by anyone afterwards.
type Key struct {
	Device   model.ID
	identity *age.HybridIdentity
}

// NewKey draws a reception key. age draws from the system's source of randomness, which cannot be injected.
func NewKey(device model.ID) (*Key, error) {
	identity, err := age.GenerateHybridIdentity()
	if err != nil {
		return nil, fmt.Errorf("reception key: %w", err)
	}
	return &Key{device, identity}, nil
}

// ParseKey reads what [Key.Secret] wrote.
func ParseKey(device model.ID, secret string) (*Key, error) {
	identity, err := age.ParseHybridIdentity(secret)
	if err != nil {
		return nil, fmt.Errorf("reception key: not one") // what age says may hold a part of it
	}
	return &Key{device, identity}, nil
}

// Secret is the key as text, to be sealed.
func (k *Key) Secret() string { return k.identity.String() }

// Recipient is the public half, for the card.
func (k *Key) Recipient() string { return k.identity.Recipient().String() }
