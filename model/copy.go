package model

import (
	"slices"
	"strings"
)

// Part is a part of a case that may be passed on to another association, or stay. Its words stand in the locale under
// "handover.part.<code>".
type Part string

// The parts. That of the landlord has no field: what the landlord was told goes on in words, for the register of another
// association tells what that one told.
const (
	PartHousehold Part = "household" // who lives there
	PartDwelling  Part = "dwelling"
	PartReach     Part = "reach"
	PartCourse    Part = "course" // programme, phases, steps
	PartPapers    Part = "papers" // with their signatures and commitments
	PartDates     Part = "dates"  // what people set, and their acts on what the programme makes due
	PartLandlord  Part = "landlord"
	PartDelicate  Part = "delicate" // what was noted about people and places in free words: it takes a decision of its own
)

// Parts are the parts, in the order in which they are offered.
var Parts = []Part{PartHousehold, PartDwelling, PartReach, PartCourse, PartPapers, PartDates, PartLandlord, PartDelicate}

// inPart says which fields a part has.
var inPart = map[Part]map[Kind][]string{
	PartHousehold: {KindMember: {"title", "last", "first", "birth", "role", "from", "until"}},
	PartDwelling:  {KindDwelling: {"address", "commune", "size", "surface", "floor", "tenure", "rent", "charges", "from", "until"}},
	PartReach:     {KindReach: {"means", "value", "whose", "from", "until"}},
	PartCourse: {KindCase: {"agency", "origin", "received", "funding"}, KindPhase: {"phase", "since"},
		KindStep: {"code", "done", "skipped", "reason", "proof", "contact"}},
	PartPapers: {KindAgreement: {"paper", "version", "parties", "text", "frozen", "annexed"},
		KindSignature:  {"agreement", "party", "signer", "on", "place", "kept"},
		KindCommitment: {"agreement", "code", "state", "on", "fact", "skipped", "reason", "contact"}},
	PartDates: {KindTask: {"label", "who", "due", "at", "place", "reason", "contact"},
		KindObligation: {"key", "done", "to", "skipped", "reason", "contact"}},
	PartDelicate: {KindCase: {"situation", "urgent", "urgent_why"}, KindMember: {"note"}, KindDwelling: {"access"}},
}

// passed are the kinds of record that are copied, in the order in which they are shown. Contacts go by note.
var passed = []Kind{KindCase, KindPhase, KindMember, KindDwelling, KindReach, KindStep, KindAgreement, KindSignature, KindCommitment, KindTask, KindObligation}

// Fields of a note that goes on: of a synthèse partageable, and those that a whole note has besides.
var (
	inSynthesis = []string{"date", "kind", "outcome", "shareable", "readback"}
	inNote      = []string{"start", "minutes", "travel", "place", "present", "subject", "facts", "words", "appraisal"}
)

// inOrder is by which field the records of a kind are shown one after the other; of others, chance decides.
var inOrder = map[Kind]string{KindPhase: "since", KindMember: "birth", KindStep: "done", KindTask: "due", KindObligation: "key"}

// Choice is what of a case goes on to another association.
type Choice struct {
	Parts     []Part
	Syntheses []ID       // contacts of which the synthèse partageable goes
	Notes     []ID       // contacts that go whole
	Without   []FieldRef // fields that stay, although their part goes
}

// Has says that a part was chosen.
func (ch Choice) Has(p Part) bool { return slices.Contains(ch.Parts, p) }

// Left is what stays where it was, of what might have gone.
type Left struct {
	Parts     []Part // that were not chosen and say something
	Notes     int    // of which nothing goes
	Partly    int    // of which the synthèse alone goes
	Conflicts int    // values of which the one that shows goes, and those beside it stay
}

// Copied is what a choice copies.
type Copied struct {
	Told   []Told // every value, in the order in which it is shown
	Writes []Write
	Left   Left
}

// Copy makes, under an id of its own, a case of chosen parts of a case, value by value, as they are now: no former value, nothing that was
// deleted, nobody who has left, no date that is behind. Private notes stand in another case, which is not given. Ids of the copies
// follow from key, which is random and kept by nobody, but of records that are named by what they are about: these keep theirs. source
// says in words who wrote a note, where and when.
func Copy(act Act, c *Case, id, key ID, ch Choice, source func(Contact) string) Copied {
	x := copying{act: act, from: c, to: &Case{ID: id}, link: Link{Key: key}, choice: ch}
	for _, kind := range passed {
		x.kind(kind)
	}
	for _, k := range c.Contacts() {
		x.note(k, source)
	}
	for _, p := range Parts {
		if !ch.Has(p) && c.says(p) {
			x.Left.Parts = append(x.Left.Parts, p)
		}
	}
	return x.Copied
}

// copying is a Copy under way.
type copying struct {
	Copied
	act      Act
	from, to *Case
	link     Link
	choice   Choice
}

// names are the fields of a kind that go. The programme always does: without one, a case is none. What is said of somebody or something goes only with who or what it is.
func (x *copying) names(kind Kind) (names []string) {
	of := map[Kind]Part{KindMember: PartHousehold, KindDwelling: PartDwelling}[kind]
	if of != "" && !x.choice.Has(of) {
		return nil
	}
	if kind == KindCase {
		names = append(names, "programme")
	}
	for _, p := range Parts {
		if !x.choice.Has(p) {
			continue
		}
		for _, name := range inPart[p][kind] {
			if !slices.Contains(x.choice.Without, FieldRef{kind, name}) {
				names = append(names, name)
			}
		}
	}
	return names
}

func (x *copying) kind(kind Kind) {
	names := x.names(kind)
	if len(names) == 0 {
		return
	}
	records := x.from.passing(kind)
	if by := inOrder[kind]; by != "" {
		slices.SortStableFunc(records, func(a, b *Record) int { return strings.Compare(a.Value(by), b.Value(by)) })
	}
	for _, r := range records {
		x.record(r, names, x.idOf(kind, r.ID))
	}
}

// passing are the records of a kind that may go: those that say how things are now.
func (c *Case) passing(kind Kind) []*Record {
	switch kind {
	case KindCase, KindMember, KindDwelling, KindReach:
		return c.present(kind)
	case KindTask:
		return slices.DeleteFunc(c.Records(kind), func(r *Record) bool { return r.Value("done") != "" || r.Value("skipped") != "" })
	}
	return c.Records(kind)
}

// says says that a case has something of a part.
func (c *Case) says(p Part) bool {
	if p == PartLandlord {
		return len(c.Disclosures()) > 0
	}
	for kind, names := range inPart[p] {
		for _, r := range c.passing(kind) {
			if slices.ContainsFunc(names, func(name string) bool { return r.Value(name) != "" }) {
				return true
			}
		}
	}
	return false
}

// idOf is the id of the copy of a record.
func (x *copying) idOf(kind Kind, id ID) ID {
	switch kind {
	case KindCase:
		return x.to.ID
	case KindStep, KindAgreement, KindSignature, KindCommitment, KindObligation:
		return id
	}
	return x.link.copyOf(kind, id)
}

// record copies fields of a record, and what else is given.
func (x *copying) record(r *Record, names []string, id ID, more ...Field) {
	var fields []Field
	for _, name := range names {
		f := Field{name, r.Value(name)}
		if name == "contact" {
			f.Value = x.contact(f.Value)
		}
		if f.Value != "" {
			fields = append(fields, f)
			x.Told = append(x.Told, Told{FieldRef: FieldRef{r.Kind, name}, Record: id, Value: f.Value})
		}
		if slices.Contains(r.Conflicts(), name) {
			x.Left.Conflicts++
		}
	}
	for _, f := range more {
		fields = append(fields, f)
		x.Told = append(x.Told, Told{FieldRef: FieldRef{r.Kind, f.Name}, Record: id, Value: f.Value})
	}
	if w, ok := x.to.write(x.act, r.Kind, id, fields); ok {
		x.Writes = append(x.Writes, w)
	}
}

// contact is the copy of a note that something refers to; none if it stays.
func (x *copying) contact(value string) string {
	id, _ := ParseID(value) // checked when it was written; one that cannot be read is none
	if !slices.Contains(x.choice.Syntheses, id) && !slices.Contains(x.choice.Notes, id) {
		return ""
	}
	return x.link.copyOf(KindContact, id).String()
}

// note copies a note, its synthèse, or nothing of it.
func (x *copying) note(k Contact, source func(Contact) string) {
	names := inSynthesis
	switch {
	case slices.Contains(x.choice.Notes, k.ID):
		names = append(slices.Clone(inSynthesis), inNote...)
	case k.Shareable == "" || !slices.Contains(x.choice.Syntheses, k.ID):
		x.Left.Notes++
		return
	case k.Facts+k.Words+k.Appraisal != "":
		x.Left.Partly++
	}
	x.record(x.from.Record(KindContact, k.ID), names, x.link.copyOf(KindContact, k.ID), Field{"source", source(k)})
}
