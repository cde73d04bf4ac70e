package store

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"time"

	"seuil/model"
)

// Reason says why something in a bundle is set aside; its sentence stands in the locale under "aside.<reason>".
type Reason string

// Reasons.
const (
	ReasonHole      Reason = "hole"      // what came before it is missing here, or what vouches for it and may come in the next part
	ReasonForged    Reason = "forged"    // the device that it names did not sign it
	ReasonAuthor    Reason = "author"    // the key of the device that it names is not known
	ReasonMalformed Reason = "malformed" // not what a seuil writes
	ReasonRevoked   Reason = "revoked"   // its device was revoked, and this comes after what is accepted of it: it is taken in, without effect
	ReasonPrivate   Reason = "private"   // of a private case, and the sender is no other device of this worker; or it would make a case private
)

// passing says that what is set aside for the reason may be taken in later: it is not confirmed to the sender, who sends it again.
func (r Reason) passing() bool { return r == ReasonHole || r == ReasonApart }

// Aside is a change that was set aside.
type Aside struct {
	Reason Reason
	Change *model.Change // nil if it is malformed
	From   model.ID      // the device that sent it, and when it was set aside: only of what is kept; with ReasonRevoked, who wrote it and when
	At     time.Time

	stored []byte
}

// farFuture is how far the clock of a device may be ahead before its dates are called doubtful.
const farFuture = 24 * time.Hour

// arrival is a change as it came.
type arrival struct {
	stored []byte
	change *model.Change // nil with ReasonMalformed
	fault  Reason        // what is wrong with it by itself
}

// rules say what may be taken in.
type rules struct {
	lookup   func(model.ID) *model.Case
	mine     bool              // the sender is another device of this worker
	audience audience          // what passes between the sender and this vault
	full     bool              // the sender left nothing out: what is missing in a chain is lost, as far as it knows
	begun    model.ID          // but of this case, which the part before may have begun
	goesOn   model.ID          // and this one the next part may go on with
	gone     map[model.ID]bool // cases that were erased here
	now      time.Time

	cut     func(registry CaseNews) *model.Case // the registry after the merge as far as the revocations hold then; nil: all of it
	refused map[model.ID]bool                   // cases that were erased, or are to be
}

// merged is what becomes of arrivals.
type merged struct {
	cases    []CaseNews // with something new, by id
	fresh    []arrival  // to be stored, those of a case one after the other, in the order of their chains
	known    int
	erased   int // of cases that were erased, or are to be: nothing is kept of them
	aside    []Aside
	doubtful map[model.ID]int // by device, changes dated in the future
	forked   map[model.ID]int // by device, changes that carry a number twice
	later    int              // of kinds or fields that this version does not know
}

// merge says what becomes of arrivals, in any order and possibly more than once. It is the same for the same sets, whatever the order:
// of what may be taken in, all whose chain is as complete as it will be.
func (r *rules) merge(arrivals []arrival) *merged {
	m := &merged{doubtful: make(map[model.ID]int), forked: make(map[model.ID]int)}
	sorted := make([]arrival, 0, len(arrivals))
	for _, a := range arrivals {
		if a.change == nil {
			m.aside = append(m.aside, Aside{Reason: a.fault, stored: a.stored})
			continue
		}
		sorted = append(sorted, a)
	}
	slices.SortFunc(sorted, func(a, b arrival) int {
		if c := cmp.Or(compareIDs(a.change.Case, b.change.Case), cmp.Compare(a.change.Seq, b.change.Seq)); c != 0 {
			return c // before the bytes are compared, which takes longer
		}
		return cmp.Or(bytes.Compare(a.change.ID[:], b.change.ID[:]),
			cmp.Compare(len(b.stored), len(a.stored)), bytes.Compare(a.stored, b.stored))
	})
	r.refused = refusedBy(r.gone, r.lookup(model.RegistryID))
	first, found := slices.BinarySearchFunc(sorted, model.RegistryID, func(a arrival, id model.ID) int { return compareIDs(a.change.Case, id) })
	rest := sorted
	if found { // before the others, for it may order to erase some of them
		next := first + sameCase(sorted[first:])
		m.add(r.mergeCase(sorted[first:next]))
		r.refuse(m)
		rest = slices.Concat(sorted[:first], sorted[next:])
	}
	var groups [][]arrival
	for len(rest) > 0 {
		n := sameCase(rest)
		groups = append(groups, rest[:n])
		rest = rest[n:]
	}
	results := make([]*merged, len(groups))
	_ = eachOnAllCores(context.Background(), len(groups), nil, func() func(int) error {
		return func(i int) error { results[i] = r.mergeCase(groups[i]); return nil }
	})
	for _, o := range results {
		m.add(o)
	}
	if found {
		slices.SortFunc(m.cases, func(a, b CaseNews) int { return compareIDs(a.Case, b.Case) })
	}
	return m
}

// sameCase is how many of the first arrivals are of one case.
func sameCase(sorted []arrival) int {
	n := 1
	for n < len(sorted) && sorted[n].change.Case == sorted[0].change.Case {
		n++
	}
	return n
}

// refuse goes by what the registry that was just merged orders to erase.
func (r *rules) refuse(m *merged) {
	for _, n := range m.cases {
		registry := n.After
		if r.cut != nil {
			registry = r.cut(n)
		}
		r.refused = refusedBy(r.gone, registry)
	}
}

// add puts what became of the arrivals of another case behind.
func (m *merged) add(o *merged) {
	m.cases, m.fresh, m.aside = append(m.cases, o.cases...), append(m.fresh, o.fresh...), append(m.aside, o.aside...)
	m.known, m.later, m.erased = m.known+o.known, m.later+o.later, m.erased+o.erased
	for device, n := range o.doubtful {
		m.doubtful[device] += n
	}
	for device, n := range o.forked {
		m.forked[device] += n
	}
}

// spot is a place in the chains of a case.
type spot struct {
	device model.ID
	seq    uint64
}

// intake is what becomes of the arrivals of one case.
type intake struct {
	fresh   []arrival
	aside   []Aside
	known   int
	doubled []model.ID // devices of changes that carry a number twice
}

// mergeCase takes in the arrivals of one case, in the order of their numbers. It is for any goroutine: no case depends on another.
func (r *rules) mergeCase(arrivals []arrival) *merged {
	m := &merged{doubtful: make(map[model.ID]int), forked: make(map[model.ID]int)}
	id := arrivals[0].change.Case
	if r.refused[id] {
		m.erased = len(arrivals)
		return m
	}
	before := r.lookup(id)
	refused := make(map[model.ChangeID]bool)
	in := r.take(before, arrivals, refused)
	for round := 1; ; round++ {
		stubs := unvouched(before, in.fresh, round > maxRounds)
		if len(stubs) == 0 {
			break
		}
		for _, id := range stubs {
			refused[id] = true
		}
		in = r.take(before, arrivals, refused)
	}
	var news CaseNews
	if len(in.fresh) > 0 {
		news = newsOf(id, before, in.fresh)
		if r.refused[news.After.Main()] {
			m.erased = len(arrivals)
			return m
		}
	}
	m.known, m.aside = in.known, in.aside
	if len(in.fresh) == 0 {
		return m
	}
	reason := r.audience.refuses(news)
	if reason == "" && !r.mayWrite(news) {
		reason = ReasonPrivate
	}
	if reason != "" {
		for _, a := range in.fresh {
			m.aside = append(m.aside, Aside{Reason: reason, Change: a.change, stored: a.stored})
		}
		return m
	}
	for _, device := range in.doubled {
		m.forked[device]++
	}
	m.note(in.fresh, r.now)
	m.fresh, m.cases = in.fresh, []CaseNews{news}
	return m
}

// take goes along the chains. Stubs that are not to be believed are given.
func (r *rules) take(before *model.Case, arrivals []arrival, stubs map[model.ChangeID]bool) (in intake) {
	here := make(map[model.ChangeID]spot)
	taken := make(map[spot]bool)
	for ch := range before.All() {
		here[ch.ID] = spot{ch.Device, ch.Seq}
		taken[spot{ch.Device, ch.Seq}] = true
	}
	refused := make(map[model.ChangeID]Reason)
	for _, a := range arrivals {
		ch := a.change
		if _, ok := here[ch.ID]; ok {
			in.known++
			continue
		}
		if ch.Retracted && stubs[ch.ID] {
			if a.fault = ReasonForged; ch.Case == r.goesOn {
				a.fault = ReasonHole
			}
		}
		if reason := r.refusal(a, here, refused); reason != "" {
			if _, again := refused[ch.ID]; !again {
				in.aside = append(in.aside, Aside{Reason: reason, Change: ch, stored: a.stored})
			}
			refused[ch.ID] = reason
			continue
		}
		place := spot{ch.Device, ch.Seq}
		if taken[place] {
			in.doubled = append(in.doubled, ch.Device)
		}
		here[ch.ID], taken[place] = place, true
		in.fresh = append(in.fresh, a)
	}
	return in
}

// maxRounds is how often a case is gone along again without the stubs that are not to be believed, each time because the retractions
// that vouched for some followed others of them. Once is what happens; beyond this somebody made the bundle for that, and none is believed.
const maxRounds = 16

// unvouched are the stubs for which no retraction vouches that is here or taken in with them, or all of them. A stub has no signature of
// its own.
func unvouched(before *model.Case, fresh []arrival, all bool) (ids []model.ChangeID) {
	changes := before.Retractions()
	for _, a := range fresh {
		changes = append(changes, a.change)
	}
	by := retractionsAmong(changes)
	for _, a := range fresh {
		if a.change.Retracted && (all || by.of(a.change) == nil) {
			ids = append(ids, a.change.ID)
		}
	}
	return ids
}

// refusal says why a change cannot be taken in; nothing if it can. What follows something that is refused for good is refused for the
// same reason. What is written after something that a damaged vault has lost goes in without it, for nobody else may have it either. A
// retraction waits for nothing, nor does an order to erase: a swept backup has it without what stood between ([Vault.Sweep]), and what it
// is about has to go from every machine.
func (r *rules) refusal(a arrival, here map[model.ChangeID]spot, refused map[model.ChangeID]Reason) Reason {
	ch := a.change
	switch {
	case a.fault != "":
		return a.fault
	case ch.Seq == 1:
		return ""
	}
	prev, ok := here[ch.Prev]
	switch reason := refused[ch.Prev]; {
	case ok && prev == spot{ch.Device, ch.Seq - 1}:
		return ""
	case ok:
		return ReasonMalformed
	case reason != "" && !reason.passing():
		return reason
	case ch.Kind.Final() || r.full && ch.Case != r.begun:
		return ""
	}
	return ReasonHole
}

// mayWrite says whether the sender may write to a case what the news tell: private notes pass between devices of one worker only, and
// what the team had stays the team's.
func (r *rules) mayWrite(n CaseNews) bool {
	switch {
	case n.After.Main().IsZero():
		return true
	case n.Case == model.RegistryID:
		return false
	}
	return r.mine && (n.Before == nil || !n.Before.Main().IsZero())
}

// note counts what a person should know of changes that are taken in.
func (m *merged) note(fresh []arrival, now time.Time) {
	for _, a := range fresh {
		if a.change.At().Sub(now) > farFuture {
			m.doubtful[a.change.Device]++
		}
		if !known(a.change) {
			m.later++
		}
	}
}

// known says that this version has names for the kind and the fields of a change.
func known(ch *model.Change) bool {
	fields := model.FieldsOf(ch.Kind)
	for _, f := range ch.Fields {
		if f.Name != model.FieldDeleted && !slices.Contains(fields, f.Name) {
			return false
		}
	}
	return fields != nil
}

// complete says that nothing has to be sent again.
func (m *merged) complete() bool {
	return !slices.ContainsFunc(m.aside, func(a Aside) bool { return a.Reason.passing() })
}
