package store

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"seuil/model"
	"seuil/store/bundle"
	"seuil/store/codec"
)

// Peer is a device that bundles are exchanged with, and who it belongs to as far as its card tells.
type Peer struct {
	Device model.ID
	Card   *Card

	// Verified says that the words of its card were compared here, or that a card vouches for it whose words were. Until then
	// the card is a claim: nothing is sent to it, and what comes from it is shown with a warning.
	Verified bool
	On       model.Date // when the words were compared
	Mine     bool       // verified, and said to be another device of this worker
	Met      bool       // the words were compared once, even if the device was revoked since

	Revoked  bool
	Replaced bool // a newer device of the same person takes its place
	Apart    bool // of another house: nothing passes but what is addressed to it, see [Vault.Join]

	Sent     time.Time // when the last bundle was made for it; zero if never
	Received time.Time // when the last bundle from it was accepted
	Asks     bool      // it asked for everything again, or nothing was ever proved to have arrived: the next bundle is a full one
	Holes    bool      // something it sent is missing here: the next bundle asks for everything again
}

// Peers are the other devices whose cards are known, by name.
func (v *Vault) Peers() []Peer {
	registry := v.Registry()
	replaced := make(map[model.ID]bool)
	var peers []Peer
	for _, device := range registry.CardDevices() {
		p, ok := v.Peer(device)
		if !ok && device != v.self.device {
			continue
		}
		if card := v.cardOf(device); card != nil && card.Former != nil {
			replaced[codec.DeviceID(card.Former)] = true
		}
		if ok {
			peers = append(peers, p)
		}
	}
	for i := range peers {
		peers[i].Replaced = replaced[peers[i].Device]
	}
	slices.SortFunc(peers, func(a, b Peer) int {
		return cmp.Or(cmp.Compare(a.Card.Name, b.Card.Name), compareIDs(a.Device, b.Device))
	})
	return peers
}

// Peer is what is known of one other device; ok is false without a card. Replaced is left to [Vault.Peers].
func (v *Vault) Peer(device model.ID) (p Peer, ok bool) {
	card := v.cardOf(device)
	if card == nil || device == v.self.device {
		return p, false
	}
	p = v.claim(card, v.cardOf)
	v.mu.RLock()
	defer v.mu.RUnlock()
	s := v.peers[device]
	p.Asks = s.owed()
	p.Holes = s.holes || s.lost
	if s.sent > 0 {
		p.Sent = time.UnixMilli(s.sent).UTC()
	}
	if s.received > 0 {
		p.Received = time.UnixMilli(s.received).UTC()
	}
	return p, true
}

// claim is who a card says that a device belongs to, and whether that is believed here.
func (v *Vault) claim(card *Card, find func(model.ID) *Card) Peer {
	p := Peer{Device: card.Device(), Card: card, Revoked: v.revoked(card.Device())}
	t, ok := v.trustIn(card, find)
	if p.Met = ok; ok && !p.Revoked {
		p.Verified, p.On, p.Mine = true, t.On, t.Mine && card.Worker == v.self.worker
	}
	p.Apart = !p.Mine && v.outside(card)
	return p
}

// trustIn is what was found out about the device of a card, or about one whose card vouches for it; find finds the card of a device.
func (v *Vault) trustIn(card *Card, find func(model.ID) *Card) (t model.Trust, ok bool) {
	for _, c := range v.Companions(model.RegistryID) {
		if t, ok = c.TrustIn(card.Device()); ok {
			return t, true
		}
	}
	former := formerOf(card, find)
	if former == nil || v.revoked(former.Device()) {
		return t, false
	}
	return v.trustIn(former, find) // the former card is an older one, so that this ends
}

// formerOf is the card that vouches for a card, or nil.
func formerOf(card *Card, find func(model.ID) *Card) *Card {
	if card.Former == nil {
		return nil
	}
	if former := find(codec.DeviceID(card.Former)); former != nil && card.Succeeds(former) {
		return former
	}
	return nil
}

// Trust records that the words of the card of a device were compared: typed are those that were heard, whole or by their first four
// letters. mine says that the device is another one of this worker's own, which alone opens the way to private notes; it counts only
// if the card says so too. It takes 80 ms. Errors: [ErrNoRecipient], [ErrRevoked]; those of [bundle.CheckWords] and [Vault.Commit].
func (v *Vault) Trust(device model.ID, typed []string, mine bool) error {
	card := v.cardOf(device)
	switch {
	case card == nil || device == v.self.device:
		return ErrNoRecipient
	case v.revoked(device):
		return ErrRevoked
	}
	words := card.Words()
	if err := bundle.CheckWords(words, typed); err != nil {
		return err
	}
	before, _ := v.trustIn(card, v.cardOf)
	trust := &model.Trust{On: v.today(), Words: strings.Join(words, " "), Mine: mine, Team: before.Team}
	var home *model.Case
	var writes []model.Write
	if home = v.Companion(model.RegistryID); home == nil {
		home = &model.Case{ID: v.NewCase()}
		w, _ := home.Put(ActTrust, home.ID, &model.Companion{Main: model.RegistryID})
		writes = append(writes, w)
	}
	if w, ok := home.Put(ActTrust, device, trust); ok {
		writes = append(writes, w)
	}
	if len(writes) == 0 {
		return nil
	}
	_, err := v.Commit(model.ID{}, writes...)
	return err
}

func (v *Vault) today() model.Date { return model.DateOf(v.opt.Now()) }

// allCases are all cases of whatever sort, by id.
func (v *Vault) allCases() []*model.Case {
	v.mu.RLock()
	defer v.mu.RUnlock()
	cases := make([]*model.Case, 0, len(v.view.cases))
	for _, c := range v.view.cases {
		cases = append(cases, c)
	}
	slices.SortFunc(cases, func(a, b *model.Case) int { return compareIDs(a.ID, b.ID) })
	return cases
}
