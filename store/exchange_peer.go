package store

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"slices"
	"strconv"
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

	Revoked  bool
	Replaced bool // a newer device of the same person takes its place

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
	p.Asks = len(s.marks) == 0
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
	if t, ok := v.trustIn(card, find); ok && !p.Revoked {
		p.Verified, p.On, p.Mine = true, t.On, t.Mine && card.Worker == v.self.worker
	}
	return p
}

// trustIn is what was found out about the device of a card, or about one whose card vouches for it; find finds the card of a device.
func (v *Vault) trustIn(card *Card, find func(model.ID) *Card) (t model.Trust, ok bool) {
	for _, c := range v.companions(model.RegistryID) {
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
	trust := &model.Trust{On: v.today(), Words: strings.Join(words, " "), Mine: mine}
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

// revoked says that somebody of the team revoked a device.
func (v *Vault) revoked(device model.ID) bool {
	return slices.ContainsFunc(v.Registry().Revocations(), func(r model.Revocation) bool { return r.Device == device })
}

// cutoffs says where the accepted changes of revoked devices end: for device and case, the last number that is accepted. Several
// revocations leave the shortest chain.
type cutoffs map[model.ID]map[model.ID]uint64

func (v *Vault) cutoffs() cutoffs {
	cuts := make(cutoffs)
	for _, r := range v.Registry().Revocations() {
		b, err := base64.RawStdEncoding.DecodeString(r.Paper)
		if err != nil {
			continue
		}
		paper, err := bundle.ReadRevocation(b)
		if err != nil || paper.Device != r.Device {
			continue
		}
		last := cuts[r.Device]
		if last == nil {
			last = make(map[model.ID]uint64)
			cuts[r.Device] = last
		}
		for _, h := range paper.Last {
			if seq, ok := last[h.Chain]; !ok || h.Seq < seq {
				last[h.Chain] = h.Seq
			}
		}
	}
	return cuts
}

// beyond says that a change comes after what is accepted of its device.
func (c cutoffs) beyond(ch *model.Change) bool {
	seq, ok := c[ch.Device][ch.Case]
	return ok && ch.Seq > seq
}

// chainsPerPaper is how many cases one revocation paper names: its text stays below the limit of a value.
const chainsPerPaper = 2000

// Revoke says that a device is not to be believed any more: a laptop was stolen, lost or given back. Nothing is sent to it from now on,
// its bundles are refused, and what others pass on of what it writes from now on is set aside, by everybody who gets this registry.
// What the device received before, it keeps. Errors: [ErrNoRecipient]; those of [Vault.Commit].
func (v *Vault) Revoke(device model.ID, reason string) error {
	v.write.Lock()
	defer v.write.Unlock()
	if device == v.self.device || v.cardOf(device) == nil {
		return ErrNoRecipient
	}
	registry := v.Registry()
	record := func(part int) model.ID {
		return model.DerivedID(model.KindRevocation, device.String(), v.self.device.String(), strconv.Itoa(part))
	}
	if r := registry.Record(model.KindRevocation, record(0)); r != nil && !r.Deleted() {
		return nil // a later one would accept more
	}
	var writes []model.Write
	heads := v.headsOf(device)
	for part := 0; part == 0 || len(heads) > 0; part++ {
		n := min(len(heads), chainsPerPaper)
		paper, err := bundle.Revoke(device, heads[:n], v.self.private, v.opt.Now())
		if err != nil {
			return err
		}
		heads = heads[n:]
		if w, ok := registry.Put(ActRevoke, record(part), &model.Revocation{Device: device, On: v.today(), Reason: reason, Paper: paperOf(paper.Bytes())}); ok {
			writes = append(writes, w)
		}
	}
	_, err := v.commit(model.ID{}, nil, writes...)
	return err
}

// headsOf are the last changes of a device, one per case, by case. Private cases are not named: the whole team reads a revocation.
func (v *Vault) headsOf(device model.ID) (heads []bundle.Head) {
	for _, c := range v.allCases() {
		if !c.Main().IsZero() {
			continue
		}
		var last *model.Change
		for ch := range c.All() {
			if ch.Device == device && (last == nil || ch.Seq > last.Seq || ch.Seq == last.Seq && bytes.Compare(ch.ID[:], last.ID[:]) > 0) {
				last = ch
			}
		}
		if last != nil {
			heads = append(heads, bundle.Head{Chain: c.ID, Seq: last.Seq, ID: last.ID})
		}
	}
	return heads
}

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
