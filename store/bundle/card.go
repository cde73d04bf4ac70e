package bundle

import (
	"crypto/ed25519"
	"time"

	"filippo.io/age"

	"seuil/model"
	"seuil/store/codec"
)

const (
	cardMagic = "seuil-card\n"

	// MaxCard is the greatest length of a card, in bytes. Most take 2.2 KB, nearly all of it the reception key.
	MaxCard = 4 << 10

	maxReception = 2048 // length of an encoded reception key, 1,959 today
)

// Holder is who a card names. The three texts are shown to people who decide whether to trust the card: see [Holder.Check].
type Holder struct {
	Name        string
	Association string
	Role        string
	Worker      model.ID // of the registry, so that two laptops of one worker are one person
}

// Card is the identity of a device: who holds it, the key that signs what it writes, and the key that opens what is sent to it.
// It proves that one and the same device claims all this, and nothing more: whether the holder is who the card says is for two
// people to find out, by its [Card.Words].
type Card struct {
	Holder
	Key       ed25519.PublicKey // verifies what the device signs
	Reception string            // age recipient of the device, post-quantum hybrid ("age1pq1…")
	Issued    time.Time         // UTC, to the millisecond
	Former    ed25519.PublicKey // of the device that this one replaces, which signed the card too; nil for none
	stored    []byte
}

// cardWire is the body of a card as it is encoded.
type cardWire struct {
	Name        string   `cbor:"0,keyasint"`
	Association string   `cbor:"1,keyasint"`
	Role        string   `cbor:"2,keyasint"`
	Worker      model.ID `cbor:"3,keyasint"`
	Key         []byte   `cbor:"4,keyasint"`
	Reception   string   `cbor:"5,keyasint"`
	Issued      uint64   `cbor:"6,keyasint"`
	Former      []byte   `cbor:"7,keyasint,omitempty"`
}

// NewCard makes the card of the device that signs with key and is sent what reception (see [Key.Recipient]) opens. With former,
// the key of the device that this one replaces, whoever trusted that device can trust this one ([Card.Succeeds]); else nil.
// Errors: [ErrCardName]; [ErrCardDamaged] if another part could not be read again.
func NewCard(h Holder, key ed25519.PrivateKey, reception string, former ed25519.PrivateKey, at time.Time) (*Card, error) {
	if err := h.Check(); err != nil {
		return nil, err
	}
	keys := []ed25519.PrivateKey{key}
	w := cardWire{Name: h.Name, Association: h.Association, Role: h.Role, Worker: h.Worker, Key: publicKey(key),
		Reception: reception, Issued: uint64(at.UnixMilli())}
	if former != nil {
		keys = append(keys, former)
		w.Former = publicKey(former)
	}
	body, err := codec.Encode(w)
	if err != nil {
		return nil, err
	}
	return ReadCard(signPaper(cardMagic, body, keys...))
}

func publicKey(key ed25519.PrivateKey) ed25519.PublicKey {
	pub, _ := key.Public().(ed25519.PublicKey)
	return pub
}

// ReadCard reads a card from its bytes, those of a file. It keeps them: a card is passed on as it was signed. Errors:
// [ErrCardDamaged], [ErrCardNewer], [ErrCardName].
func ReadCard(b []byte) (*Card, error) {
	p, later, ok := openPaper(cardMagic, b, MaxCard)
	switch {
	case later:
		return nil, ErrCardNewer
	case !ok:
		return nil, ErrCardDamaged
	}
	c := &Card{stored: append([]byte(nil), b...)}
	if !c.read(codec.NewCursor(p.body)) {
		return nil, ErrCardDamaged
	}
	signers := []ed25519.PublicKey{c.Key}
	if c.Former != nil {
		signers = append(signers, c.Former)
	}
	if r, err := age.ParseHybridRecipient(c.Reception); err != nil || r.String() != c.Reception || !p.by(signers...) {
		return nil, ErrCardDamaged
	}
	if err := c.Check(); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *Card) read(cur *codec.Cursor) bool {
	const all, former = 1<<8 - 1, 1 << 7
	seen := cur.Map(8, func(key int) {
		switch key {
		case 0:
			c.Name = cur.Text(maxLabel)
		case 1:
			c.Association = cur.Text(maxLabel)
		case 2:
			c.Role = cur.Text(maxLabel)
		case 3:
			cur.Fixed(c.Worker[:])
		case 4:
			c.Key = readKey(cur)
		case 5:
			c.Reception = cur.Text(maxReception)
		case 6:
			c.Issued = readTime(cur)
		case 7:
			c.Former = readKey(cur)
		}
	})
	return cur.Done() && seen|former == all && !c.Worker.IsZero() && !c.Former.Equal(c.Key)
}

func readKey(cur *codec.Cursor) ed25519.PublicKey {
	key := make([]byte, ed25519.PublicKeySize)
	cur.Fixed(key)
	return key
}

func readTime(cur *codec.Cursor) time.Time {
	return time.UnixMilli(int64(cur.Uint(codec.MaxMillis))).UTC()
}

// Device is the id of the device, which follows from its key.
func (c *Card) Device() model.ID { return codec.DeviceID(c.Key) }

// Bytes are the exact bytes of the card, for a file or a vault.
func (c *Card) Bytes() []byte { return append([]byte(nil), c.stored...) }

// Succeeds says whether the trust in an older card goes over to this one without another look: it is a later card of the same
// device, or of a device that the older one's key vouches for. It does not hold for a device that was revoked: whoever has the
// laptop has its key.
func (c *Card) Succeeds(older *Card) bool {
	return c.Issued.After(older.Issued) && (c.Key.Equal(older.Key) || c.Former.Equal(older.Key))
}
