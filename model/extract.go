package model

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"reflect"
	"slices"
	"strings"
)

// ActTell is the act by which the landlord is told something.
const ActTell Act = "liaison.tell"

// FieldRef names a field of a kind of record.
type FieldRef struct {
	Kind Kind
	Name string
}

// String is the reference as consents and disclosures keep it: "member.birth".
func (f FieldRef) String() string { return string(f.Kind) + "." + f.Name }

// roles is the field that says who is who in the household.
var roles = FieldRef{KindMember, "role"}

// shareable is the synthèse partageable of a note, which goes by note, not by field.
var shareable = FieldRef{KindContact, "shareable"}

// Shareable is the reference of the synthèse partageable, for a consent to name.
func Shareable() FieldRef { return shareable }

// copied are the kinds of record of which the landlord may be told fields, in the order in which they are told. The records of
// other kinds are never read by [Extract].
var copied = []Kind{KindCase, KindPhase, KindMember, KindDwelling, KindReach, KindAgreement, KindSignature, KindCommitment, KindStep}

// Tellable are the fields that may be chosen: green ones, and amber ones that need a consent. Fields that refer to another record
// are not among them; that of a paper goes along by itself.
func Tellable() (refs []FieldRef) {
	for _, kind := range copied {
		for _, f := range schemas[kind].fields {
			if f.class != Red && !schemas[kind].refers(f) {
				refs = append(refs, FieldRef{kind, f.name})
			}
		}
	}
	return refs
}

// refers says that a field is the id of something.
func (s schema) refers(f schemaField) bool { return s.typ.Field(f.index).Type == reflect.TypeFor[ID]() }

// Allowance is what a worker means to tell the landlord.
type Allowance struct {
	Purpose  string
	Fields   []FieldRef
	Notes    []ID // contacts whose synthèse partageable goes along
	Meetings []ID // tasks whose day and hour go along
	On       Date // today
}

// Told is one value that leaves.
type Told struct {
	FieldRef
	Record ID     // in the liaison case
	Value  string // empty if it is taken back
	Known  bool   // the landlord was told so before
}

// Extracted is what leaves a case.
type Extracted struct {
	Told    []Told
	Writes  []Write // of the liaison case; none if everything is known
	Consent ID      // on which amber fields leave; zero if none does
	Notes   []ID    // contacts of which the synthèse is among the values
}

// Extract copies into a liaison case (nil for a new one, whose id the link has) what an allowance names, field by field, as it is now:
// no former value, nothing that was deleted, nobody who has left. Whatever the allowance says, a red field is never copied, an amber
// one only if a consent of the case for the purpose that holds on the day names it, and a synthèse partageable only if that
// consent names it and it was read again with the household. Of a meeting the day and the hour are copied, neither what it is about nor
// where. What was told on a consent is taken back once none for any purpose allows it any more. Private notes stand in another case,
// which is not given.
func Extract(c, liaison *Case, link Link, head Liaison, a Allowance) Extracted {
	x := newExtraction(c, liaison, link, a)
	x.consent, _ = c.ConsentFor(a.Purpose, a.On)
	head.Household = c.Name()
	x.head(head)
	x.lapse()
	for _, kind := range copied {
		x.kind(kind)
	}
	x.notes()
	x.meetings()
	return x.Extracted
}

// Lapse is the writes that take back from the liaison cases what no consent allows any more on a day, but for one that ends now.
func (c *Case) Lapse(act Act, ended ID, on Date, lookup func(ID) *Case) (writes []Write) {
	for _, link := range c.Links() {
		x := newExtraction(c, lookup(link.Case), link, Allowance{On: on})
		x.consents = slices.DeleteFunc(x.consents, func(k Consent) bool { return k.ID == ended })
		x.lapse()
		for _, w := range x.Writes {
			w.Act = act
			writes = append(writes, w)
		}
	}
	return writes
}

// extraction is an Extract under way.
type extraction struct {
	Extracted
	from, to  *Case
	link      Link
	allowance Allowance
	consent   Consent   // for the purpose; zero if none holds
	consents  []Consent // for whatever purpose that hold
	gone      map[ID]bool
}

func newExtraction(c, liaison *Case, link Link, a Allowance) *extraction {
	if _, ok := liaison.Liaison(); !ok { // nothing is taken back from a case that a link only claims to be one
		liaison = &Case{ID: link.Case}
	}
	x := &extraction{from: c, to: liaison, link: link, allowance: a, gone: make(map[ID]bool)}
	x.consents = slices.DeleteFunc(c.Consents(), func(k Consent) bool { return !k.Holds(a.On) })
	return x
}

// head tells who tells whom.
func (x *extraction) head(h Liaison) {
	rv := reflect.ValueOf(h)
	var fields []Field
	for _, f := range schemas[KindLiaison].fields {
		fields = append(fields, Field{f.name, formatValue(rv.Field(f.index))})
	}
	x.tell(KindLiaison, x.to.ID, fields)
}

// kind copies the records of a kind, and takes back the copies of those that are gone.
func (x *extraction) kind(kind Kind) {
	var names []string
	for _, f := range schemas[kind].fields {
		if ref := (FieldRef{kind, f.name}); slices.Contains(x.allowance.Fields, ref) && !schemas[kind].refers(f) && x.allowed(ref) {
			names = append(names, f.name)
		}
	}
	if len(names) == 0 {
		return
	}
	present := make(map[ID]bool)
	for _, r := range x.present(kind) {
		id := x.link.copyOf(kind, r.ID)
		if kind == KindCase {
			id = x.to.ID
		}
		present[id] = true
		var fields []Field
		for _, name := range names {
			fields = append(fields, Field{name, r.Value(name)})
		}
		if of := r.Value("agreement"); of != "" {
			agreement, _ := ParseID(of) // checked when it was written; one that cannot be read is none
			fields = append(fields, Field{"agreement", x.link.copyOf(KindAgreement, agreement).String()})
		}
		x.tell(kind, id, fields)
	}
	x.takeBack(kind, func(r *Record) bool { return !present[r.ID] })
}

// takeBack takes back the copies of a kind for which gone says so.
func (x *extraction) takeBack(kind Kind, gone func(*Record) bool) {
	for _, r := range x.to.Records(kind) {
		if x.gone[r.ID] || !gone(r) {
			continue
		}
		x.gone[r.ID] = true
		w, _ := x.to.Delete(ActTell, kind, r.ID)
		x.Writes = append(x.Writes, w)
		x.Told = append(x.Told, Told{FieldRef: FieldRef{kind, FieldDeleted}, Record: r.ID, Value: "yes"})
	}
}

// lapse takes back the copies that rested on consents of which none holds any more.
func (x *extraction) lapse() {
	x.takeBack(KindContact, func(*Record) bool { return x.lapsed(shareable) })
	if x.lapsed(roles) { // with them goes who is told of by virtue of them
		holders := x.copies(KindMember, x.from.present(KindMember), holds)
		x.takeBack(KindMember, func(r *Record) bool { return !holders[r.ID] })
	}
	for _, kind := range copied {
		x.takeBack(kind, func(r *Record) bool { n := len(x.rested(r)); return n > 0 && n == len(x.said(r)) })
		for _, r := range x.to.Records(kind) {
			if !x.gone[r.ID] {
				x.tell(kind, r.ID, x.rested(r))
			}
		}
	}
}

// said are the fields of which a copy says something, beside what it belongs to.
func (x *extraction) said(r *Record) (names []string) {
	for _, f := range schemas[r.Kind].fields {
		if r.Value(f.name) != "" && !schemas[r.Kind].refers(f) {
			names = append(names, f.name)
		}
	}
	return names
}

// rested are those of them that rested on a consent, emptied.
func (x *extraction) rested(r *Record) (fields []Field) {
	for _, name := range x.said(r) {
		if x.lapsed(FieldRef{r.Kind, name}) {
			fields = append(fields, Field{name, ""})
		}
	}
	return fields
}

// lapsed says that no consent, whatever its purpose, allows an amber field.
func (x *extraction) lapsed(ref FieldRef) bool {
	return ClassOf(ref.Kind, ref.Name) != Green && !slices.ContainsFunc(x.consents, func(k Consent) bool { return k.Allows(ref) })
}

// copies are the ids of the copies of those records for which keep says so.
func (x *extraction) copies(kind Kind, records []*Record, keep func(*Record) bool) map[ID]bool {
	ids := make(map[ID]bool)
	for _, r := range records {
		if keep(r) {
			ids[x.link.copyOf(kind, r.ID)] = true
		}
	}
	return ids
}

// holds says that a member holds the lease.
func holds(r *Record) bool { return r.Value("role") == RoleHolder || r.Value("role") == RoleCoHolder }

// present are the records that may be told of. Who lives in the household beside those who hold the lease is told with the roles of its
// members, or not at all.
func (x *extraction) present(kind Kind) []*Record {
	records := x.from.present(kind)
	if kind != KindMember || slices.Contains(x.allowance.Fields, roles) && x.allowed(roles) {
		return records
	}
	return slices.DeleteFunc(records, func(r *Record) bool { return !holds(r) })
}

// allowed says that the class of a field, or the consent, lets it go.
func (x *extraction) allowed(ref FieldRef) bool {
	switch ClassOf(ref.Kind, ref.Name) {
	case Green:
		return true
	case Amber:
		if x.consent.Allows(ref) {
			x.Consent = x.consent.ID
			return true
		}
	}
	return false
}

// notes copies the synthèses: each with its date, as something that was told to the landlord. Those of notes that are gone are taken back.
func (x *extraction) notes() {
	there := x.copies(KindContact, x.from.Records(KindContact), func(*Record) bool { return true })
	x.takeBack(KindContact, func(r *Record) bool { return !there[r.ID] })
	for _, k := range x.from.Contacts() {
		if k.Shareable != "" && k.ReadBack && slices.Contains(x.allowance.Notes, k.ID) && x.allowed(shareable) {
			x.tell(KindContact, x.link.copyOf(KindContact, k.ID), []Field{
				{"date", k.Date.String()}, {"kind", string(LandlordExchange)}, {"shareable", k.Shareable}})
			x.Notes = append(x.Notes, k.ID)
		}
	}
}

// meetings copies the day and the hour of the meetings to come, and takes back all others.
func (x *extraction) meetings() {
	told := make(map[ID]bool)
	for _, t := range x.from.Tasks() {
		if t.Open() && t.Due >= x.allowance.On && slices.Contains(x.allowance.Meetings, t.ID) &&
			x.allowed(FieldRef{KindTask, "due"}) && x.allowed(FieldRef{KindTask, "at"}) {
			id := x.link.copyOf(KindMeeting, t.ID)
			told[id] = true
			x.tell(KindMeeting, id, []Field{{"on", t.Due.String()}, {"at", t.At.String()}})
		}
	}
	x.takeBack(KindMeeting, func(r *Record) bool { return !told[r.ID] })
}

// tell copies values of one record.
func (x *extraction) tell(kind Kind, id ID, fields []Field) {
	r := x.to.Record(kind, id)
	var kept []Field
	for _, f := range fields {
		was := ""
		if r != nil && !r.Deleted() {
			was = r.Value(f.Name)
		}
		if f.Value == "" && was == "" {
			continue
		}
		kept = append(kept, f)
		x.Told = append(x.Told, Told{FieldRef{kind, f.Name}, id, f.Value, f.Value == was})
	}
	if r != nil && r.Deleted() {
		kept = append(kept, Field{FieldDeleted, ""})
	}
	if w, ok := x.to.write(ActTell, kind, id, kept); ok {
		x.Writes = append(x.Writes, w)
	}
}

// present are the records of a kind that say how things are now.
func (c *Case) present(kind Kind) []*Record {
	records := c.Records(kind)
	keep := func(f func(*Record) bool) []*Record {
		return slices.DeleteFunc(records, func(r *Record) bool { return !f(r) })
	}
	switch kind {
	case KindCase:
		return keep(func(r *Record) bool { return r.ID == c.ID })
	case KindPhase:
		slices.Reverse(records) // of two phases entered on one day, the last one is the present one, as in [Case.Phase]
		return latest(records, "since")
	case KindDwelling:
		return latest(records, "from")
	case KindStep:
		return keep(func(r *Record) bool { return r.Value("done") != "" || r.Value("skipped") != "" })
	case KindMember, KindReach:
		return keep(func(r *Record) bool { return r.Value("until") == "" })
	case KindAgreement:
		return keep(func(r *Record) bool { return r.Value("frozen") != "" })
	case KindSignature, KindCommitment:
		return keep(func(r *Record) bool {
			id, _ := ParseID(r.Value("agreement")) // as above
			of := c.Record(KindAgreement, id)
			return of != nil && !of.Deleted() && of.Value("frozen") != ""
		})
	}
	return records
}

// latest is the record with the greatest date in a field; of several, the first.
func latest(records []*Record, field string) []*Record {
	if len(records) == 0 {
		return nil
	}
	return []*Record{slices.MaxFunc(records, func(a, b *Record) int { return strings.Compare(a.Value(field), b.Value(field)) })}
}

// Digest is the SHA-256 of the values that leave, in hexadecimal: of each, in the order in which they are shown, the kind, the record, the
// field and the value, each after its length in bytes (eight of them, big-endian).
func Digest(told []Told) string {
	h := sha256.New()
	for _, t := range told {
		for _, s := range []string{string(t.Kind), t.Record.String(), t.Name, t.Value} {
			var length [8]byte
			binary.BigEndian.PutUint64(length[:], uint64(len(s)))
			h.Write(length[:])
			h.Write([]byte(s))
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
