package store

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"slices"

	"seuil/model"
	"seuil/store/codec"
	"seuil/store/seal"
)

// groupResult is one case and what was found on the way.
type groupResult struct {
	folded     *model.Case
	summary    *model.Summary
	conflicted bool
	own        []*model.Change
	taken      []taken
	end        link
	forked     []model.ID
	part       head
	number     uint64
	findings
	broken int // values whose seal does not hold
	bad    int // values that are sealed, but are no change of the case they stand in
}

// taken is a change that an import brought, and its number.
type taken struct {
	number uint64
	change *model.Change
}

// findings are what only a check looks for.
type findings struct {
	unsigned  int // changes that their device did not sign
	strangers int // changes of a device whose key is not known
	loose     int // changes without the one before them
	doubled   int // changes that carry the number of another one of their device
	stubs     int // stubs that no retraction vouches for
	whole     int // changes that are retracted and still hold their text
}

func (f *findings) add(o findings) {
	f.unsigned, f.strangers = f.unsigned+o.unsigned, f.strangers+o.strangers
	f.loose, f.doubled = f.loose+o.loose, f.doubled+o.doubled
	f.stubs, f.whole = f.stubs+o.stubs, f.whole+o.whole
}

// groupReader reads cases one after the other, in one goroutine.
type groupReader struct {
	key     *seal.Key
	reader  *codec.Reader
	buffer  []byte // of the change being read, which keeps nothing of it
	self    model.ID
	me      model.ID // the worker of the vault
	why     purpose
	devices map[model.ID]ed25519.PublicKey
	imports []numbers // of what was imported and can be undone
}

// read opens, decodes and, for use, folds the changes of one case.
func (g *groupReader) read(group []entry) (r groupResult) {
	changes := make([]*model.Change, 0, len(group))
	for _, e := range group {
		stored, err := g.key.OpenIn(&g.buffer, []byte(changeBucket), e.key, e.value)
		if err != nil || len(e.key) != entrySize {
			r.broken++
			continue
		}
		c, err := g.reader.Read(stored)
		if err != nil || len(changes) > 0 && c.Case != changes[0].Case {
			r.bad++
			continue
		}
		if g.why == forCheck {
			g.verify(&r.findings, c, stored)
		}
		r.part.add(g.key, c.ID)
		number := binary.BigEndian.Uint64(e.key[tagSize:])
		r.number = max(r.number, number)
		if within(g.imports, number) {
			r.taken = append(r.taken, taken{number, c})
		}
		changes = append(changes, c)
	}
	if len(changes) == 0 {
		return r
	}
	if tag := g.key.CaseTag(changes[0].Case); !bytes.Equal(tag[:], group[0].key[:tagSize]) {
		r.bad += len(changes)
		return r
	}
	switch g.why {
	case forCheck:
		r.findings.follow(changes)
	case forUse:
		r.chains(changes, g.self)
		r.sum(model.Fold(changes[0].Case, changes), g.me)
	}
	return r
}

// sum takes a case, and says of it what the lists show.
func (r *groupResult) sum(c *model.Case, me model.ID) {
	r.folded, r.summary, r.conflicted = c, summary(c, me), len(conflictsIn(c)) > 0
}

func (g *groupReader) verify(f *findings, c *model.Change, stored []byte) {
	switch pub, ok := g.devices[c.Device]; {
	case c.Retracted: // its retraction vouches for it
	case !ok:
		f.strangers++
	case !codec.Verify(stored, pub):
		f.unsigned++
	}
}

// follow looks at the chains of one case.
func (f *findings) follow(changes []*model.Change) {
	type place struct {
		device model.ID
		seq    uint64
	}
	at := make(map[model.ChangeID]place, len(changes))
	numbers := make(map[place]bool, len(changes))
	for _, c := range changes {
		p := place{c.Device, c.Seq}
		if at[c.ID] = p; numbers[p] {
			f.doubled++
		}
		numbers[p] = true
	}
	by := retractionsAmong(changes)
	for _, c := range changes {
		switch vouched := by.of(c) != nil; {
		case c.Retracted && !vouched:
			f.stubs++
		case vouched && !c.Retracted:
			f.whole++
		}
		if c.Kind.Final() {
			continue // a backup has those that came after it, without what stood between
		}
		if c.Seq > 1 && at[c.Prev] != (place{c.Device, c.Seq - 1}) {
			f.loose++
		}
	}
}

// chains finds the own changes and the end of their chain, and the devices that numbered two changes alike. A hole cannot be:
// the head proves that the set is whole.
func (r *groupResult) chains(changes []*model.Change, self model.ID) {
	type device struct {
		id    model.ID
		count uint64
		max   uint64
	}
	var devices []device
	for _, c := range changes {
		i := slices.IndexFunc(devices, func(d device) bool { return d.id == c.Device })
		if i < 0 {
			i = len(devices)
			devices = append(devices, device{id: c.Device})
		}
		devices[i].count++
		devices[i].max = max(devices[i].max, c.Seq)
		if c.Device == self {
			if r.own == nil {
				r.own = make([]*model.Change, 0, len(changes))
			}
			r.own = append(r.own, c)
			if c.Seq > r.end.seq {
				r.end = link{c.Seq, c.ID}
			}
		}
	}
	for _, d := range devices {
		if d.count > d.max {
			r.forked = append(r.forked, d.id)
		}
	}
}
