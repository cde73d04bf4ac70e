package model

import "slices"

// KindRetraction is the kind of a retraction (retrait): "this note was written in the wrong case".
const KindRetraction Kind = "retraction"

// retractable are the kinds of record that can be retracted: texts of the daily work. What a case stands on (its header, the
// link of a companion to it) is not among them.
var retractable = []Kind{KindContact, KindTask}

// Retraction takes back for good what one change of its case said. The change is blanked wherever the retraction comes to:
// its values and its salt go, and without the salt nobody can guess the text from the digest that is left; the names of its
// fields and what it supersedes stay, so that no older text comes back. A blanked change can no longer be verified by its own
// bytes. The signed retraction vouches for it, and so says again everything that is left of it. Nothing takes a retraction back, not
// even the revocation of the device that made it.
type Retraction struct {
	Target ChangeID   `seuil:"target,red"`
	Device ID         `seuil:"device,red"`
	Seq    int64      `seuil:"seq,red"`
	Prev   ChangeID   `seuil:"prev,red"`
	Millis int64      `seuil:"millis,red"`
	Kind   Kind       `seuil:"kind,red"`
	Record ID         `seuil:"record,red"`
	Act    Act        `seuil:"act,red"`
	Fields []string   `seuil:"fields,red,text"` // their names
	Pred   []ChangeID `seuil:"pred,red,text"`
}

func (*Retraction) kind() Kind { return KindRetraction }

// RetractionOf is what a change retracts; ok is false if it is no retraction.
func RetractionOf(c *Change) (t Retraction, ok bool) {
	if c.Kind != KindRetraction {
		return t, false
	}
	decode(&Record{changes: []*Change{c}}, &t)
	return t, slices.Contains(retractable, t.Kind)
}

// Retracts says that the change is a retraction of another one, blanked or not, and that all it says of it is so.
func (c *Change) Retracts(o *Change) bool {
	t, ok := RetractionOf(c)
	return ok && c.Case == o.Case && t.Target == o.ID && t.Device == o.Device && uint64(t.Seq) == o.Seq && t.Prev == o.Prev &&
		t.Millis == o.Millis && t.Kind == o.Kind && t.Record == o.Record && t.Act == o.Act &&
		slices.EqualFunc(t.Fields, o.Fields, func(name string, f Field) bool { return name == f.Name }) && slices.Equal(t.Pred, o.Pred)
}

// Blank is what is left of a change when it was retracted.
func (c *Change) Blank() *Change {
	b := *c
	b.Retracted, b.Salt, b.Fields = true, [16]byte{}, make([]Field, len(c.Fields))
	for i, f := range c.Fields {
		b.Fields[i].Name = f.Name
	}
	return &b
}

// Retract is the writes that retract a record, one for each change that still says something. What somebody else writes to
// it without knowing stays, for it is no text that was seen here; it can be retracted in turn.
func (c *Case) Retract(act Act, kind Kind, id ID) (writes []Write) {
	r := c.Record(kind, id)
	if r == nil || !slices.Contains(retractable, kind) {
		return nil
	}
	for _, ch := range r.all() {
		if ch.Retracted {
			continue
		}
		t := Retraction{Target: ch.ID, Device: ch.Device, Seq: int64(ch.Seq), Prev: ch.Prev, Millis: ch.Millis, Kind: ch.Kind, Record: ch.Record, Act: ch.Act, Pred: ch.Pred}
		for _, f := range ch.Fields {
			t.Fields = append(t.Fields, f.Name)
		}
		// Two machines that retract the same change write the same record, each of them all of it.
		w, _ := (&Case{ID: c.ID}).Put(act, DerivedID(KindRetraction, ch.ID.String()), &t)
		writes = append(writes, w)
	}
	return writes
}

// retract blanks the changes that the retractions of the case name. The groups of the case are its own; their records may be
// shared with an older one.
func (c *Case) retract() {
	retractions := c.Retractions()
	if len(retractions) == 0 {
		return
	}
	type place struct {
		kind   Kind
		record ID
	}
	by := make(map[place]map[ChangeID][]*Change)
	for _, r := range retractions {
		t, _ := RetractionOf(r)
		p := place{t.Kind, t.Record}
		if by[p] == nil {
			by[p] = make(map[ChangeID][]*Change)
		}
		by[p][t.Target] = append(by[p][t.Target], r)
	}
	for p, targets := range by {
		c.group(p.kind).blank(p.record, targets, c.cut)
	}
}

// Retractions are the changes of the case that are retractions, those that are set aside too: a text that is gone from one machine
// cannot be given back by another one, so that a revocation does not bring it back.
func (c *Case) Retractions() (list []*Change) {
	for _, r := range c.group(KindRetraction).records {
		for _, ch := range r.all() {
			if _, ok := RetractionOf(ch); ok {
				list = append(list, ch)
			}
		}
	}
	return list
}

// blank blanks the changes of a record that retractions name, which are given by what they name.
func (g *group) blank(record ID, by map[ChangeID][]*Change, cut Cut) {
	i, found := g.find(record)
	if !found {
		return
	}
	changes, blanked := g.records[i].all(), false
	for k, o := range changes {
		if !o.Retracted && slices.ContainsFunc(by[o.ID], func(r *Change) bool { return r.Retracts(o) }) {
			changes[k], blanked = o.Blank(), true
		}
	}
	if !blanked {
		return
	}
	g.records = slices.Clone(g.records)
	g.records[i] = foldRecord(changes, cut)
}

// RetractCopies is the writes that retract the copies of a contact from the liaison cases. What was sent to a landlord goes from there
// with the next bundle.
func (c *Case) RetractCopies(act Act, contact ID, lookup func(ID) *Case) (writes []Write) {
	for _, l := range c.Links() {
		writes = append(writes, lookup(l.Case).Retract(act, KindContact, l.copyOf(KindContact, contact))...)
	}
	return writes
}

// RetractedOn is when all that a contact said was retracted for the last time, in milliseconds since 1970 UTC; ok is false if something
// is left of it, or nothing was.
func (c *Case) RetractedOn(contact ID) (millis int64, ok bool) {
	r := c.Record(KindContact, contact)
	if r == nil || !r.Retracted() || !r.Deleted() {
		return 0, false
	}
	for _, by := range c.Retractions() {
		if t, _ := RetractionOf(by); t.Kind == KindContact && t.Record == contact {
			millis = max(millis, by.Millis)
		}
	}
	return millis, true
}

// StillTold are the writes that retract the copies that a landlord still has of contacts which were retracted: one machine retracted
// what another one told without knowing.
func (c *Case) StillTold(act Act, lookup func(ID) *Case) (writes []Write) {
	for _, r := range c.group(KindContact).records {
		if _, gone := c.RetractedOn(r.ID); gone {
			writes = append(writes, c.RetractCopies(act, r.ID, lookup)...)
		}
	}
	return writes
}
