package model

import (
	"bytes"
	"cmp"
	"slices"
)

// Kinds of record by which the landlord is told something of a case. The first three stand in the liaison case, the others in the
// case itself.
const (
	KindLiaison    Kind = "liaison"
	KindReply      Kind = "reply"
	KindMeeting    Kind = "meeting"
	KindLink       Kind = "link"
	KindConsent    Kind = "consent"
	KindDisclosure Kind = "disclosure"
)

// Liaison heads a liaison case: the only case that ever goes to a landlord's device. It holds copies ([Extract]) and the landlord's
// answers, and nothing in it leads back to the case that it was copied from. Its record has the id of the case.
type Liaison struct {
	To          ID     `seuil:"to,green"`          // the landlord's worker, as her card names her
	Landlord    string `seuil:"landlord,green"`    // the landlord's name, from the same card
	Association string `seuil:"association,green"` // who tells, in full
	Worker      string `seuil:"worker,green"`      // the name of the worker who tells
	Household   string `seuil:"household,green"`   // the names of those who hold the lease: who is who in the household is another matter
}

func (*Liaison) kind() Kind { return KindLiaison }

// Sorts of a [Reply].
const (
	ReplyOrientation = "orientation"
	ReplyOffer       = "offer"      // of a dwelling
	ReplyDecision    = "decision"   // of the allocation commission, which stays sovereign (R77)
	ReplyObjectives  = "objectives" // the landlord's part of them (R140)
)

// ReplySorts are the sorts, in the order in which they are offered.
var ReplySorts = []string{ReplyOrientation, ReplyOffer, ReplyDecision, ReplyObjectives}

// Reply is what the landlord's worker writes back into the liaison case, with a seuil of her own.
type Reply struct {
	ID   ID
	Sort string `seuil:"sort,green"`
	Text string `seuil:"text,green,text"`
	On   Date   `seuil:"on,green"`
	By   string `seuil:"by,green"`
}

func (*Reply) kind() Kind { return KindReply }

// Meeting is when a meeting takes place, as the landlord is told it: what it is about and where are a person's own words.
type Meeting struct {
	On Date  `seuil:"on,green"`
	At Clock `seuil:"at,green"`
}

func (*Meeting) kind() Kind { return KindMeeting }

// Link ties a case to one liaison case. It stays on our side. What it says is derived from the id of the case, which is random and which
// no landlord ever sees, and from her: two machines that first tell her something without having met write to one liaison case.
type Link struct {
	Case ID `seuil:"case,red"` // the liaison case
	To   ID `seuil:"to,red"`   // the landlord's worker
	Key  ID `seuil:"key,red"`  // secret: without it the ids of the copies cannot be compared with those of the originals
}

func (*Link) kind() Kind { return KindLink }

// TellsMeeting says that a liaison case tells of a task as of a meeting.
func (l Link) TellsMeeting(liaison *Case, task ID) bool {
	r := liaison.Record(KindMeeting, l.copyOf(KindMeeting, task))
	return r != nil && !r.Deleted()
}

// LinkID is the record of the link to a landlord's worker.
func LinkID(worker ID) ID { return DerivedID(KindLink, worker.String()) }

// copyOf is the id of the copy of a record.
func (l Link) copyOf(kind Kind, original ID) ID {
	return DerivedID(kind, "copy", l.Key.String(), original.String())
}

// Purposes of what is told (finalités). Their names stand in the locale under "liaison.purpose.<code>".
const (
	PurposeAssessment = "assessment" // return of the social assessment, objectives, actions, support (R135)
	PurposeReview     = "review"     // bilan d'étape, to which the landlord contributes (R140)
	PurposeTenancy    = "tenancy"    // point locatif (R62)
	PurposeTrouble    = "trouble"    // difficulties of the tenancy (R60)
	PurposeRelay      = "relay"      // relays at the end of the support (R64)
)

// Purposes are the purposes, in the order in which they are offered.
var Purposes = []string{PurposeAssessment, PurposeReview, PurposeTenancy, PurposeTrouble, PurposeRelay}

// What a [Consent] rests on.
const (
	BasisConsent    = "consent"    // the household agreed
	BasisConvention = "convention" // the signed convention says so
)

// Bases are the bases, in the order in which they are offered.
var Bases = []string{BasisConsent, BasisConvention}

// Consent says which amber fields may be told to the landlord, for one purpose, from one date until another. It is taken back by
// an end in the past.
type Consent struct {
	ID      ID
	Purpose string   `seuil:"purpose,red"`
	Basis   string   `seuil:"basis,red"`
	Fields  []string `seuil:"fields,red,text"` // as [FieldRef.String] has them
	On      Date     `seuil:"on,red"`
	Until   Date     `seuil:"until,red"`
	Kept    string   `seuil:"kept,red"` // where the signed paper is
}

func (*Consent) kind() Kind { return KindConsent }

// Holds says that the consent stands on a day.
func (k Consent) Holds(on Date) bool {
	return !k.On.IsZero() && k.On <= on && (k.Until.IsZero() || on <= k.Until)
}

// Allows says that the consent names an amber field.
func (k Consent) Allows(ref FieldRef) bool { return slices.Contains(k.Fields, ref.String()) }

// Disclosure is a line of the register: what left the case, for whom, why, on which consent, when.
type Disclosure struct {
	ID      ID
	Undone  bool     // not a field: the worker took it back; what was sent meanwhile stays sent
	To      string   `seuil:"to,red"` // the person and the landlord
	Purpose string   `seuil:"purpose,red"`
	Consent ID       `seuil:"consent,red"` // none if only green fields left
	On      Date     `seuil:"on,red"`
	Fields  []string `seuil:"fields,red,text"`
	Digest  string   `seuil:"digest,red"`     // SHA-256 of the values that left, see [Digest]; in hexadecimal
	Liaison ID       `seuil:"liaison,red"`    // whose changes have the values
	Notes   []string `seuil:"notes,red,text"` // ids of the contacts whose synthèse left
}

func (*Disclosure) kind() Kind { return KindDisclosure }

// Liaison is the head of a liaison case; ok is false for any other case.
func (c *Case) Liaison() (l Liaison, ok bool) { return headOf(c, KindLiaison, func(*Liaison) {}) }

// Replies are the landlord's answers in a liaison case, newest first.
func (c *Case) Replies() []Reply {
	replies := list(c, KindReply, func(p *Reply, r *Record) { p.ID = r.ID })
	slices.SortStableFunc(replies, func(a, b Reply) int { return cmp.Compare(b.On, a.On) })
	return replies
}

// Meetings are the meetings that the landlord was told of in a liaison case, the next one first.
func (c *Case) Meetings() []Meeting {
	meetings := list(c, KindMeeting, func(*Meeting, *Record) {})
	slices.SortStableFunc(meetings, func(a, b Meeting) int { return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.At, b.At)) })
	return meetings
}

// Links are the liaison cases of the case. A link stays one after it was undone, and after another took its place: what takes back what
// was told has to get there too, and what was answered there is read.
func (c *Case) Links() (links []Link) {
	for _, r := range c.group(KindLink).records {
		for _, ch := range r.changes {
			var l Link
			decode(&Record{changes: []*Change{ch}}, &l)
			if !l.Case.IsZero() && !l.To.IsZero() && !slices.ContainsFunc(links, func(o Link) bool { return o.Case == l.Case }) {
				links = append(links, l)
			}
		}
	}
	slices.SortFunc(links, func(a, b Link) int { return bytes.Compare(a.Case[:], b.Case[:]) })
	return links
}

// Link is the liaison case for a landlord's worker; ok is false if there is none yet. Of several, which former versions made, it is the
// same one everywhere.
func (c *Case) Link(worker ID) (l Link, ok bool) {
	for _, l := range c.Links() {
		if l.To == worker {
			return l, true
		}
	}
	return l, false
}

// LinkTo is the liaison case for a landlord's worker, or the one to be made for her.
func (c *Case) LinkTo(worker ID) Link {
	if l, ok := c.Link(worker); ok {
		return l
	}
	return Link{Case: DerivedID(KindLiaison, c.ID.String(), worker.String()), To: worker, Key: DerivedID(KindLink, "key", c.ID.String(), worker.String())}
}

// Consents are the consents, the latest first.
func (c *Case) Consents() []Consent {
	consents := list(c, KindConsent, func(k *Consent, r *Record) { k.ID = r.ID })
	slices.SortStableFunc(consents, func(a, b Consent) int { return cmp.Compare(b.On, a.On) })
	return consents
}

// ConsentFor is the latest consent for a purpose that holds on a day.
func (c *Case) ConsentFor(purpose string, on Date) (k Consent, ok bool) {
	for _, k := range c.Consents() {
		if k.Purpose == purpose && k.Holds(on) {
			return k, true
		}
	}
	return k, false
}

// Disclosures are the register, newest first. What was undone stays in it.
func (c *Case) Disclosures() []Disclosure {
	records := slices.DeleteFunc(slices.Clone(c.group(KindDisclosure).records), (*Record).empty)
	slices.SortStableFunc(records, func(a, b *Record) int { return cmp.Compare(b.changes[0].Millis, a.changes[0].Millis) })
	list := make([]Disclosure, len(records))
	for i, r := range records {
		decode(r, &list[i])
		list[i].ID, list[i].Undone = r.ID, r.Deleted()
	}
	return list
}
