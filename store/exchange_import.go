package store

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"slices"
	"strings"

	"seuil/model"
	"seuil/store/bundle"
	"seuil/store/codec"
)

// Incoming is what a bundle would change. Nothing is written before [Incoming.Accept].
type Incoming struct {
	From    Peer // who made it; not verified, it is a claim
	Full    bool // it left nothing out that may go to this device
	Part    int
	Parts   int
	Words   bool // it opened by its words, as it does for whoever has them
	Already bool // it was imported before: accepting it does nothing

	Cases   []CaseNews // with something new, the registry and private companions among them, by id
	Changes int        // new ones
	Notes   int        // contacts that were not there
	Ticks   int        // steps, tasks and obligations that become done or set aside
	Removed int        // records that were here and go: their history stays
	New     int        // households that were not there
	Clashes int        // values that will differ from others
	Known   int        // changes that are here already
	Erased  int        // changes of cases that were erased, or are to be: nothing is kept of them
	Orders  []Order    // erasures that wait for this worker once it is accepted, and did not before
	Aside   []Aside    // what has no effect: it is not taken in, or only without effect ([ReasonRevoked])

	Withdrawn int // changes that are here, and that the revocations of the bundle set aside
	Returned  int // changes that are here, and that were set aside until the bundle takes revocations back

	Complete bool             // nothing is missing in between; otherwise it is not confirmed, so that it comes again
	Asks     bool             // the sender asks for everything again
	Doubtful map[model.ID]int // by device, changes dated more than a day ahead: its clock is wrong
	Forked   map[model.ID]int // by device, changes that carry a number twice: the laptop was restored or copied; all are kept
	Later    int              // changes of kinds or fields that this version does not know: kept, and passed on

	vault    *Vault
	bundle   *bundle.Bundle
	arrivals []arrival
	merged   *merged
	keys     []ed25519.PublicKey // of the authors, that were not known
	at       uint64              // number of the newest change of the vault when it was looked at
}

// largeBundle is from how many bytes on a bundle is large.
const largeBundle = 1 << 20

// Preview opens a bundle and says what it would change. Errors: those of [bundle.Open]; [ErrStranger] with the card of whoever made it;
// [ErrRevoked]; that of ctx. Opening takes memory of about three times the length of the file.
func (v *Vault) Preview(ctx context.Context, file []byte, tell Progress) (*Incoming, error) {
	v.collect() // whoever opened the vault may not have settled it
	if len(file) > largeBundle {
		defer v.lean()()
	}
	v.write.Lock()
	keys := v.openers()
	v.write.Unlock()
	b, err := bundle.Open(file, keys...)
	if err != nil {
		return nil, err
	}
	return v.look(ctx, b, tell)
}

// Errors that say what to ask a person for.
var (
	ErrNeedsWords = bundle.ErrNeedsWords // the words of an emergency bundle
	ErrWrongWords = bundle.ErrWrongWords // others
)

// PreviewWords is [Vault.Preview] for an emergency bundle with its words as they were heard. Trying them takes 1.4 s. Errors: those of
// [bundle.ReadWords] and [bundle.OpenWords] besides.
func (v *Vault) PreviewWords(ctx context.Context, file []byte, words string, tell Progress) (*Incoming, error) {
	v.collect()
	known, err := bundle.ReadWords(words)
	if err != nil {
		return nil, err
	}
	defer v.lean()() // trying the words takes 256 MiB
	b, err := bundle.OpenWords(file, strings.Join(known, " "), v.self.device)
	if err != nil {
		return nil, err
	}
	return v.look(ctx, b, tell)
}

// look says what an open bundle would change.
func (v *Vault) look(ctx context.Context, b *bundle.Bundle, tell Progress) (*Incoming, error) {
	from, err := v.sender(b)
	if err != nil {
		return nil, err
	}
	in := &Incoming{From: from, Part: b.Part, Parts: b.Parts, Words: b.ByWords, vault: v, bundle: b}
	in.Full = b.Kind == bundle.KindFull || b.Kind == bundle.KindFullRequest
	in.Asks = b.Kind == bundle.KindRequest || b.Kind == bundle.KindFullRequest
	in.Already = v.imported(from.Device, b.ID)
	if err := in.verify(ctx, tell); err != nil {
		return nil, err
	}
	v.write.Lock()
	defer v.write.Unlock()
	in.merge()
	if in.Orders, err = in.orders(); err != nil {
		return nil, err
	}
	return in, nil
}

// sender is who made a bundle, as far as is known here. A card that a known one vouches for is known, if need be by cards in between
// that the bundle brings: a card proves itself.
func (v *Vault) sender(b *bundle.Bundle) (Peer, error) {
	device := b.From.Device()
	if device == v.self.device {
		return Peer{}, bundle.ErrForwarded
	}
	if v.revoked(device) {
		return Peer{}, ErrRevoked
	}
	if p, ok := v.Peer(device); ok {
		return p, nil
	}
	var brought map[model.ID]*Card
	find := func(device model.ID) *Card {
		if c := v.cardOf(device); c != nil {
			return c
		}
		if brought == nil {
			brought = cardsIn(b)
		}
		return brought[device]
	}
	for c := formerOf(b.From, find); c != nil; c = formerOf(c, find) {
		switch _, known := v.Peer(c.Device()); {
		case v.revoked(c.Device()):
			return Peer{}, ErrRevoked
		case known:
			return v.claim(b.From, find), nil
		}
	}
	return Peer{}, &Error{Code: CodeStranger, Card: b.From}
}

// cardsIn are the cards that a bundle brings, whoever wrote them down.
func cardsIn(b *bundle.Bundle) map[model.ID]*Card {
	cards := make(map[model.ID]*Card)
	reader := codec.NewReader()
	for _, stored := range b.Changes {
		ch, err := reader.Read(stored)
		if err != nil || ch.Kind != model.KindCard {
			continue
		}
		paper, _ := ch.Value("paper")
		if c := parsePaper(paper); c != nil {
			cards[c.Device()] = c
		}
	}
	return cards
}

// verifyBatch is how many changes one core verifies before it takes the next ones.
const verifyBatch = 64

// verify reads every change and verifies its signature, on all cores.
func (in *Incoming) verify(ctx context.Context, tell Progress) error {
	v := in.vault
	authors := in.bundle.Manifest.Keys()
	v.write.Lock()
	for id, key := range authors {
		if v.keys[id] == nil {
			in.keys = append(in.keys, key)
		}
	}
	for id, key := range v.keys {
		authors[id] = key
	}
	v.write.Unlock()
	slices.SortFunc(in.keys, func(a, b ed25519.PublicKey) int { return bytes.Compare(a, b) })
	stored := in.bundle.Changes
	in.arrivals = make([]arrival, len(stored))
	batches := (len(stored) + verifyBatch - 1) / verifyBatch
	scaled := tell
	if tell != nil {
		scaled = func(done, _ int) { tell(min(len(stored), done*verifyBatch), len(stored)) }
	}
	return eachOnAllCores(ctx, batches, scaled, func() func(i int) error {
		reader := codec.NewReader()
		return func(i int) error {
			for k := i * verifyBatch; k < min(len(stored), (i+1)*verifyBatch); k++ {
				in.arrivals[k] = arrive(reader, stored[k], authors)
			}
			return nil
		}
	})
}

// arrive looks at a change by itself.
func arrive(reader *codec.Reader, stored []byte, authors map[model.ID]ed25519.PublicKey) arrival {
	a := arrival{stored: stored}
	ch, err := reader.Read(stored)
	if err != nil {
		a.fault = ReasonMalformed
		return a
	}
	a.change = ch
	switch key := authors[ch.Device]; {
	case ch.Retracted: // its retraction vouches for it
	case key == nil:
		a.fault = ReasonAuthor
	case !reader.Verify(stored, key):
		a.fault = ReasonForged
	}
	return a
}

// merge compares the changes with the vault as it is. The caller holds the lock of the writer.
func (in *Incoming) merge() {
	v := in.vault
	from := in.From
	from.Mine = from.Mine && !in.Words // no words open what is private
	r := &rules{lookup: v.Case, mine: from.Mine, audience: v.audience(from), full: in.Full, gone: v.gone, now: v.opt.Now()}
	r.cut = func(registry CaseNews) *model.Case {
		next, _ := v.revocationsWith(registry.fresh)
		return registry.After.Cut(next.cuts[model.RegistryID])
	}
	if n := len(in.arrivals); n > 0 {
		if first := in.arrivals[0].change; in.Part > 1 && first != nil {
			r.begun = first.Case
		}
		if last := in.arrivals[n-1].change; in.Part < in.Parts && last != nil {
			r.goesOn = last.Case
		}
	}
	m := r.merge(in.arrivals)
	in.at, in.merged = v.number, m
	in.Cases, in.Aside, in.Doubtful, in.Forked, in.Later, in.Known = m.cases, slices.Clone(m.aside), m.doubtful, m.forked, m.later, m.known
	in.Erased = m.erased
	in.Complete = m.complete()
	in.revoke()
	in.Changes, in.Notes, in.Ticks, in.Removed, in.Clashes, in.New = len(m.fresh), 0, 0, 0, 0, 0
	_ = eachOnAllCores(context.Background(), len(m.cases), nil, func() func(int) error {
		return func(i int) error { m.cases[i].count(); return nil }
	})
	for _, n := range m.cases {
		in.Notes, in.Ticks, in.Removed, in.Clashes = in.Notes+n.Notes, in.Ticks+n.Ticks, in.Removed+n.Removed, in.Clashes+n.Conflicts
		if n.Before == nil && n.Household() {
			in.New++
		}
	}
}

// revoke sets aside what the revocations say that hold once the bundle is taken in, and counts what changes of those that are here.
func (in *Incoming) revoke() {
	v, m := in.vault, in.merged
	fresh := make([]*model.Change, len(m.fresh))
	for i, a := range m.fresh {
		fresh[i] = a.change
	}
	next, changed := v.revocationsWith(fresh)
	for i := range m.cases {
		n := &m.cases[i]
		n.After, n.Aside = n.After.Cut(next.cuts[n.Case]), 0
		for _, ch := range n.fresh {
			if n.After.Aside(ch) {
				n.Aside++
				in.Aside = append(in.Aside, Aside{Reason: ReasonRevoked, Change: ch})
			}
		}
	}
	in.Withdrawn, in.Returned = 0, 0
	if !changed {
		return
	}
	for _, id := range v.revocations().touched(next) {
		c := v.Case(id)
		for _, ch := range moved(c, c.Cut(next.cuts[id])) {
			if c.Aside(ch) {
				in.Returned++
			} else {
				in.Withdrawn++
			}
		}
	}
}
