package store

import (
	"bytes"
	"encoding/base64"
	"maps"
	"slices"
	"strconv"

	"seuil/model"
	"seuil/store/bundle"
)

// revocations are what the registry says of devices that are not to be believed any more.
type revocations struct {
	by   map[model.ID][]*model.Change // of a revoked device, the changes that revoke it
	cuts map[model.ID]model.Cut       // by case
}

func (s revocations) revoked(device model.ID) bool { return len(s.by[device]) > 0 }

// ending is a revocation paper: the last changes of a device that are accepted.
type ending struct {
	device model.ID
	last   []bundle.Head // by case
}

// readEnding reads the text of a paper; nil if it is none.
func readEnding(paper string) *ending {
	b, err := base64.RawStdEncoding.DecodeString(paper)
	if err != nil {
		return nil
	}
	r, err := bundle.ReadRevocation(b)
	if err != nil {
		return nil
	}
	return &ending{r.Device, r.Last}
}

// revokes says that a change revokes a device, or takes that back.
func revokes(ch *model.Change) bool {
	return ch.Case == model.RegistryID && ch.Kind == model.KindRevocation
}

// dispute is the changes of a registry that revoke devices or take that back, some of which deny the right to others.
type dispute struct {
	changes []*model.Change
	papers  map[model.ChangeID]*ending         // of those that revoke
	over    map[model.ChangeID][]*model.Change // those that name a change as replaced, of the same record
}

// settled says which devices are revoked and where their changes end, as it follows from the changes of a registry, in any order; read
// reads the text of a paper.
//
// Several revocations of a device leave the shortest chain in each case. A device is heard neither about its own revocation nor with
// what comes after the end of its chain in the registry. So whether a revocation stands may depend on others, which may depend on it:
// two that revoke each other each say that the other one came too late. Nobody can tell then who was first or who is the thief, and
// no clock is asked. What counts is: a revocation stands unless it certainly does not, and taking one back works only if it certainly
// does; so those that revoke each other both stand, and a third one has to take one of them back. What is certain is found from what
// stands in any case (at first nothing) and from what may stand (at first all), each of which narrows the other one down, until
// nothing changes: the well-founded model of a logic programme, which is the same for the same set of changes. Each round settles at
// least one change, so that it ends.
func settled(changes []*model.Change, read func(paper string) *ending) revocations {
	d := dispute{changes: changes, papers: make(map[model.ChangeID]*ending), over: make(map[model.ChangeID][]*model.Change)}
	records := make(map[model.ChangeID]model.ID, len(changes))
	for _, ch := range changes {
		records[ch.ID] = ch.Record
		if paper, _ := ch.Value("paper"); paper != "" {
			if e := read(paper); e != nil {
				d.papers[ch.ID] = e
			}
		}
	}
	for _, ch := range changes {
		for _, p := range ch.Pred {
			if records[p] == ch.Record {
				d.over[p] = append(d.over[p], ch)
			}
		}
	}
	var certain []*model.Change
	possible := changes
	for {
		low, high := d.cut(certain), d.cut(possible)
		more, fewer := d.standing(high, low), d.standing(low, high)
		if len(more) == len(certain) && len(fewer) == len(possible) {
			break
		}
		certain, possible = more, fewer
	}
	s := revocations{by: make(map[model.ID][]*model.Change), cuts: make(map[model.ID]model.Cut)}
	for _, ch := range possible {
		e := d.papers[ch.ID]
		s.by[e.device] = append(s.by[e.device], ch)
		for _, h := range e.last {
			cut := s.cuts[h.Chain]
			if cut == nil {
				cut = make(model.Cut)
				s.cuts[h.Chain] = cut
			}
			shorten(cut, e.device, h.Seq)
		}
	}
	return s
}

// cut is what revocations leave of the registry.
func (d *dispute) cut(by []*model.Change) model.Cut {
	cut := make(model.Cut)
	for _, ch := range by {
		e := d.papers[ch.ID]
		if e == nil {
			continue
		}
		for _, h := range e.last {
			if h.Chain == model.RegistryID {
				shorten(cut, e.device, h.Seq)
			}
		}
	}
	return cut
}

func shorten(cut model.Cut, device model.ID, seq uint64) {
	if last, ok := cut[device]; !ok || seq < last {
		cut[device] = seq
	}
}

// standing are the revocations that stand if one cut goes for revocations and another one for what takes them back.
func (d *dispute) standing(revoking, lifting model.Cut) (list []*model.Change) {
	for _, ch := range d.changes {
		e := d.papers[ch.ID]
		if e == nil || revoking.Beyond(ch) || d.deleted(ch, e.device, revoking) {
			continue
		}
		lifted := slices.ContainsFunc(d.over[ch.ID], func(o *model.Change) bool {
			_, replaced := o.Value("paper")
			return o.Device != e.device && !lifting.Beyond(o) && (replaced || d.deleted(o, e.device, revoking))
		})
		if !lifted {
			list = append(list, ch)
		}
	}
	return list
}

// deleted says that a change deletes the record of a revocation of a device, and that nobody who is heard took the deletion back.
func (d *dispute) deleted(by *model.Change, device model.ID, revoking model.Cut) bool {
	if gone, _ := by.Value(model.FieldDeleted); gone == "" {
		return false
	}
	return !slices.ContainsFunc(d.over[by.ID], func(o *model.Change) bool {
		_, says := o.Value(model.FieldDeleted)
		return says && o.Device != device && !revoking.Beyond(o)
	})
}

// moved are the changes of a case that another state of it sets aside and it does not, or the other way round.
func moved(c, next *model.Case) (changes []*model.Change) {
	for ch := range c.All() {
		if c.Aside(ch) != next.Aside(ch) {
			changes = append(changes, ch)
		}
	}
	return changes
}

// touched are the cases in which two states of the revocations may differ, by id.
func (s revocations) touched(next revocations) []model.ID {
	ids := slices.AppendSeq(slices.Collect(maps.Keys(s.cuts)), maps.Keys(next.cuts))
	slices.SortFunc(ids, compareIDs)
	return slices.DeleteFunc(slices.Compact(ids), func(id model.ID) bool { return maps.Equal(s.cuts[id], next.cuts[id]) })
}

// revocationsWith are the revocations once changes are stored, and whether they may differ from those before.
func (v *Vault) revocationsWith(changes []*model.Change) (next revocations, fresh bool) {
	if !slices.ContainsFunc(changes, revokes) {
		return v.revocations(), false
	}
	all := v.Registry().RevocationChanges()
	for _, ch := range changes {
		if revokes(ch) {
			all = append(all, ch)
		}
	}
	return settled(all, readEnding), true
}

func (v *Vault) revocations() revocations {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.view.revocations
}

// revoked says that somebody of the team revoked a device.
func (v *Vault) revoked(device model.ID) bool { return v.revocations().revoked(device) }

// TakeMoved are the cases in which a revocation, or its end, set something aside or brought it back since this was last asked.
func (v *Vault) TakeMoved() []model.ID {
	v.mu.Lock()
	defer v.mu.Unlock()
	ids := v.movedCases
	v.movedCases = nil
	return ids
}

// chainsPerPaper is how many cases one revocation paper names: its text stays below the limit of a value.
const chainsPerPaper = 2000

// Revoke says that a device is not to be believed any more: a laptop was stolen, lost or given back. Nothing is sent to it from now on,
// its bundles are refused, and what it wrote that is not here yet is set aside, by everybody who gets this registry and until somebody
// takes the revocation back. What the device received before, it keeps. Errors: [ErrNoRecipient]; those of [Vault.Commit].
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
	if slices.ContainsFunc(v.revocations().by[device], func(ch *model.Change) bool { return ch.Record == record(0) }) {
		return nil // a later one would accept more
	}
	var writes []model.Write
	heads := headsOf(device, v.allCases())
	for part := 0; len(heads) > 0; part++ {
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

// Lift takes back every revocation of a device, whoever made it: all that was set aside counts again, for everybody who gets this
// registry. That may bring back what the device itself had said of others. Errors: those of [Vault.Commit].
func (v *Vault) Lift(device model.ID) error {
	v.write.Lock()
	defer v.write.Unlock()
	writes := v.revocations().lift(device)
	if len(writes) == 0 {
		return nil
	}
	_, err := v.commit(model.ID{}, nil, writes...)
	return err
}

// lift is the writes that take the revocations of a device back. They name each of them, for what a fold shows of their records is
// another matter: of two that revoke each other, both are set aside there.
func (s revocations) lift(device model.ID) (writes []model.Write) {
	for _, ch := range s.by[device] {
		writes = append(writes, model.Write{Case: model.RegistryID, Kind: model.KindRevocation, Record: ch.Record, Act: ActLift,
			Fields: []model.Field{{Name: model.FieldDeleted, Value: "yes"}}, Pred: []model.ChangeID{ch.ID}})
	}
	return writes
}

// headsOf are the last changes of a device, one per case; a case without any of it has an empty chain. Private cases are not named: the
// whole team reads a revocation.
func headsOf(device model.ID, cases []*model.Case) (heads []bundle.Head) {
	for _, c := range cases {
		if !c.Main().IsZero() {
			continue
		}
		last := bundle.Head{Chain: c.ID}
		for ch := range c.All() {
			if ch.Device == device && (ch.Seq > last.Seq || ch.Seq == last.Seq && bytes.Compare(ch.ID[:], last.ID[:]) > 0) {
				last.Seq, last.ID = ch.Seq, ch.ID
			}
		}
		heads = append(heads, last)
	}
	return heads
}
