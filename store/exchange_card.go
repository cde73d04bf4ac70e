package store

import (
	"crypto/ed25519"
	"encoding/base64"
	"time"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/bundle"
	"seuil/store/codec"
)

// Card is the identity card of a device: see [bundle.Card].
type Card = bundle.Card

// Acts of this package, beside those that make a vault.
const (
	ActCard   model.Act = "exchange.card"   // somebody's card was taken in
	ActTrust  model.Act = "exchange.trust"  // its words were compared
	ActRevoke model.Act = "exchange.revoke" // a device is not to be believed any more
	ActLift   model.Act = "exchange.lift"   // its revocations were taken back
	ActImport model.Act = "exchange.import" // changes came in a bundle; no change carries it, only a step that can be undone
)

const (
	// actOwnCard: the own card was made or renewed. It belongs to the making of the vault and, like that, is not undone: nobody did it on
	// purpose, and what is sent to its key is under way.
	actOwnCard model.Act = "vault.card"

	receptionKey = "reception"

	// RenewCard is the age from which a card should be issued again with a new reception key.
	RenewCard = 90 * 24 * time.Hour

	// receptionKept is how long a former reception key still opens what is under way.
	receptionKept = 90 * 24 * time.Hour
)

// reception is a reception key of this vault as it is sealed.
type reception struct {
	Device model.ID `cbor:"0,keyasint"`
	Secret string   `cbor:"1,keyasint"`
	Until  int64    `cbor:"2,keyasint"` // milliseconds; zero for the present one
}

// ParseCard reads a card from the content of a file or from a text in which it was pasted: see [bundle.ParseCard].
func ParseCard(file []byte) (*Card, error) { return bundle.ParseCard(file) }

// Card is the card of this device, or nil as long as [Vault.IssueCard] has made none.
func (v *Vault) Card() *Card { return v.cardOf(v.self.device) }

// IssueCard makes the card of this device: the name and the role are those of the worker, the association is its name in full. With a
// card that says all this already and is not to be renewed, nothing is written. Renewing draws a new reception key; the former one
// still opens for 90 days what is under way. A device that goes on where another one of this vault ended vouches for itself with the
// key of that one. Errors: [bundle.ErrCardName] with the field that a card may not show; those of [Vault.Commit].
func (v *Vault) IssueCard(association string, renew bool) (*Card, error) {
	v.write.Lock()
	defer v.write.Unlock()
	me := v.Me()
	holder := bundle.Holder{Name: me.Name, Association: association, Role: me.Role, Worker: me.ID}
	now := v.opt.Now()
	old := v.Card()
	keys, key, err := v.receptionKeys(renew || old == nil, now)
	if err != nil {
		return nil, err
	}
	if old != nil && old.Holder == holder && old.Reception == key.Recipient() {
		return old, nil
	}
	former, formerKey := v.former()
	for _, c := range []*Card{old, former} {
		if c != nil && !now.After(c.Issued) { // a clock that went back must not make a card that succeeds nothing
			now = c.Issued.Add(time.Millisecond)
		}
	}
	card, err := bundle.NewCard(holder, v.self.private, key.Recipient(), formerKey, now)
	if err != nil {
		return nil, err
	}
	w, _ := v.Registry().Put(actOwnCard, card.Device(), &model.DeviceCard{Paper: paperOf(card.Bytes())})
	_, err = v.commit(model.ID{}, func(tx *bolt.Tx) error { return v.putReceptions(tx, keys) }, w)
	if err != nil {
		return nil, err
	}
	v.receptions = keys
	return card, nil
}

// receptionKeys are the reception keys of this vault, among them the present one of this device, which is made if there is none or
// a fresh one is wanted. Those that are too old are left out.
func (v *Vault) receptionKeys(fresh bool, now time.Time) (keys []reception, present *bundle.Key, err error) {
	for _, r := range v.receptions {
		switch {
		case r.Until > 0 && r.Until < now.UnixMilli():
			continue
		case r.Until == 0 && (r.Device != v.self.device || fresh):
			r.Until = now.Add(receptionKept).UnixMilli()
		case r.Until == 0:
			if present, err = bundle.ParseKey(r.Device, r.Secret); err != nil {
				return nil, nil, err
			}
		}
		keys = append(keys, r)
	}
	if present == nil {
		if present, err = bundle.NewKey(v.self.device); err != nil {
			return nil, nil, err
		}
		keys = append(keys, reception{Device: v.self.device, Secret: present.Secret()})
	}
	return keys, present, nil
}

func (v *Vault) putReceptions(tx *bolt.Tx, keys []reception) error {
	b, err := cbor.Marshal(keys)
	if err != nil {
		return err
	}
	return v.seal.put(tx, metaBucket, []byte(receptionKey), b)
}

// openers are the reception keys that still open bundles.
func (v *Vault) openers() (keys []*bundle.Key) {
	now := v.opt.Now().UnixMilli()
	for _, r := range v.receptions {
		if k, err := bundle.ParseKey(r.Device, r.Secret); err == nil && (r.Until == 0 || r.Until >= now) {
			keys = append(keys, k)
		}
	}
	return keys
}

// former is the card and the key of the device of this vault before this one, if that had a card: it vouches for the new one.
func (v *Vault) former() (latest *Card, key ed25519.PrivateKey) {
	for _, k := range v.formers {
		if c := v.cardOf(codec.DeviceID(publicKey(k))); c != nil && (latest == nil || c.Issued.After(latest.Issued)) {
			latest, key = c, k
		}
	}
	return latest, key
}

// AddCard takes in the card of somebody else, or a newer one of somebody known: the team gets it with the registry. Nothing is believed
// of it before [Vault.Trust], unless a card that was trusted vouches for it. Errors: [ErrRevoked]; [ErrNoRecipient] for the card of this
// device; those of [Vault.Commit].
func (v *Vault) AddCard(c *Card) error {
	v.write.Lock()
	defer v.write.Unlock()
	device := c.Device()
	if device == v.self.device {
		return ErrNoRecipient
	}
	if v.revoked(device) {
		return ErrRevoked
	}
	if old := v.cardOf(device); old != nil && !c.Succeeds(old) {
		return nil
	}
	w, ok := v.Registry().Put(ActCard, device, &model.DeviceCard{Paper: paperOf(c.Bytes())})
	if !ok {
		return nil
	}
	_, err := v.commit(model.ID{}, nil, w)
	return err
}

// cardOf is the newest card of a device, or nil. What does not hold for the device is passed over.
func (v *Vault) cardOf(device model.ID) (newest *Card) {
	for _, paper := range v.Registry().Papers(device) {
		c := v.readPaper(paper)
		if c == nil || c.Device() != device {
			continue
		}
		if newest == nil || c.Issued.After(newest.Issued) || c.Issued.Equal(newest.Issued) && paper > paperOf(newest.Bytes()) {
			newest = c
		}
	}
	return newest
}

// readPaper reads a card as the registry has it; nil if it is none. A card is read once, for that takes two signatures.
func (v *Vault) readPaper(paper string) *Card {
	if c, ok := v.papers.Load(paper); ok {
		return c.(*Card)
	}
	card := parsePaper(paper)
	v.papers.Store(paper, card)
	return card
}

func parsePaper(paper string) *Card {
	b, err := base64.RawStdEncoding.DecodeString(paper)
	if err != nil {
		return nil
	}
	card, err := bundle.ReadCard(b)
	if err != nil {
		return nil
	}
	return card
}

func paperOf(b []byte) string { return base64.RawStdEncoding.EncodeToString(b) }
