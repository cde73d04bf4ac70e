package model

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// KindContact and KindTask are the kinds of the records of the daily work.
const (
	KindContact Kind = "contact"
	KindTask    Kind = "task"
)

// ContactKind is how a contact took place (type de contact, ../domain/domain.md 7.1).
type ContactKind string

// The contact kinds. Their French abbreviations and names stand in the locale under "contact.kind.<code>".
const (
	HomeVisit        ContactKind = "VAD"
	OfficeMeeting    ContactKind = "BUR"
	PhoneCall        ContactKind = "TEL"
	TextMessage      ContactKind = "SMS"
	Email            ContactKind = "MEL"
	Escort           ContactKind = "ACC"
	PlainLetter      ContactKind = "LS"
	RegisteredLetter ContactKind = "LRAR"
	SiteVisit        ContactKind = "SITE"
	CallingCard      ContactKind = "AVIS"
	CaseConference   ContactKind = "SYN"
	Cell             ContactKind = "CEL"
	LandlordExchange ContactKind = "BAILLEUR"
	Errand           ContactKind = "DEM"
	Missed           ContactKind = "ABS"
)

// ContactKinds are all kinds, in the order in which they are offered.
var ContactKinds = []ContactKind{HomeVisit, OfficeMeeting, PhoneCall, TextMessage, Email, Escort, PlainLetter,
	RegisteredLetter, SiteVisit, CallingCard, CaseConference, Cell, LandlordExchange, Errand, Missed}

// Outcome is what came of a contact.
type Outcome string

// The outcomes; their names stand in the locale under "contact.outcome.<code>".
const (
	Held               Outcome = "held"                // tenu
	PostponedHousehold Outcome = "postponed_household" // reporté par le ménage
	PostponedService   Outcome = "postponed_service"   // reporté par le service
	Absent             Outcome = "absent"              // absent
	DoorClosed         Outcome = "door_closed"         // porte close
	Unclaimed          Outcome = "unclaimed"           // pli avisé non réclamé
)

// Outcomes are all outcomes, in the order in which they are offered.
var Outcomes = []Outcome{Held, PostponedHousehold, PostponedService, Absent, DoorClosed, Unclaimed}

// Contact is one contact and its note (visite, entretien, appel, courrier…). A correction is a new change of the same
// record: both texts stay in [Record.Changes]. A contact whose audience is "moi" stands in the private companion case.
type Contact struct {
	ID        ID
	Private   bool        // it was read from the companion case; not a field
	entered   int64       // when its first change was entered, in milliseconds; not a field
	Kind      ContactKind `seuil:"kind,green"`
	Outcome   Outcome     `seuil:"outcome,green"`
	Date      Date        `seuil:"date,green"`
	Start     Clock       `seuil:"start,green"`
	Minutes   int         `seuil:"minutes,green"` // duration
	Travel    int         `seuil:"travel,green"`  // minutes on the way
	Place     string      `seuil:"place,red"`
	Present   string      `seuil:"present,red"` // roles, not the full names of third persons
	Subject   string      `seuil:"subject,red"`
	Facts     string      `seuil:"facts,red,text"`       // what was seen and done
	Words     string      `seuil:"words,red,text"`       // the person's own words « »
	Appraisal string      `seuil:"appraisal,red,text"`   // the worker's analysis, internal
	Shareable string      `seuil:"shareable,amber,text"` // synthèse partageable: what the landlord may one day read
	ReadBack  bool        `seuil:"readback,red"`         // read again together with the person
	Worker    ID          `seuil:"worker,green"`
	Source    string      `seuil:"source,red"` // of a note copied from another association, whose workers the registry does not know: who wrote it, where and when
}

func (*Contact) kind() Kind { return KindContact }

// Reached says that the household itself was met or spoken to.
func (k Contact) Reached() bool {
	switch k.Kind {
	case HomeVisit, OfficeMeeting, PhoneCall, TextMessage, Email, Escort:
		return k.Outcome == Held || k.Outcome == ""
	}
	return false
}

// Empty says that nothing was written in any zone.
func (k Contact) Empty() bool {
	return k.Subject == "" && k.Facts == "" && k.Words == "" && k.Appraisal == "" && k.Shareable == ""
}

// Validate says whether the contact can be kept.
func (k Contact) Validate() error {
	if k.Date.IsZero() {
		return &Error{Code: CodeRequired, Field: "date"}
	}
	for name, s := range map[string]string{"facts": k.Facts, "words": k.Words, "appraisal": k.Appraisal, "shareable": k.Shareable} {
		if n := utf8.RuneCountInString(s); n > MaxNote {
			return &Error{Code: CodeTooLong, Field: name, Count: n}
		}
	}
	return nil
}

// Who is to do a task: a party of the programme.
const (
	WhoWorker    = "worker"
	WhoHousehold = "household"
	WhoLandlord  = "landlord"
	WhoPartner   = "partner"
)

// WhoList are the parties, in the order in which they are offered.
var WhoList = []string{WhoWorker, WhoHousehold, WhoLandlord, WhoPartner}

// Task is a date that a person set (échéance), or an action decided together: who does what by when. It leaves the open
// list only by a person's act: done, or not applicable with a reason.
type Task struct {
	ID      ID
	Label   string `seuil:"label,red"`
	Who     string `seuil:"who,amber"`
	Due     Date   `seuil:"due,green"`
	At      Clock  `seuil:"at,green"`
	Place   string `seuil:"place,red"`
	Reason  string `seuil:"reason,red"` // why it was postponed, or why it is not applicable
	Done    Date   `seuil:"done,green"` // when it was done, which may differ from when that was entered
	Skipped Date   `seuil:"skipped,green"`
	Contact ID     `seuil:"contact,red"` // the contact in which it was decided
}

func (*Task) kind() Kind { return KindTask }

// Open says that nobody has done the task or set it aside.
func (t Task) Open() bool { return t.Done.IsZero() && t.Skipped.IsZero() }

// Validate says whether the task can be kept.
func (t Task) Validate() error {
	if t.Label == "" {
		return &Error{Code: CodeRequired, Field: "label"}
	}
	return nil
}

// Contacts are the contacts of the case, newest first; of the same hour, the one entered last.
func (c *Case) Contacts() []Contact {
	private := c != nil && !c.Main().IsZero()
	contacts := list(c, KindContact, func(k *Contact, r *Record) { k.ID, k.Private, k.entered = r.ID, private, r.changes[0].Millis })
	slices.SortStableFunc(contacts, func(a, b Contact) int {
		if d := cmp.Compare(b.Date, a.Date); d != 0 {
			return d
		}
		if d := cmp.Compare(b.Start, a.Start); d != 0 {
			return d
		}
		return cmp.Compare(b.entered, a.entered)
	})
	return contacts
}

// Contact is one contact of the case; ok is false if there is none, or it is deleted.
func (c *Case) Contact(id ID) (k Contact, ok bool) {
	if r := c.Record(KindContact, id); r == nil || r.Deleted() {
		return k, false
	}
	return c.FormerContact(id)
}

// FormerContact is [Case.Contact] of a deleted one too, whose text is still there; ok is false if there is none, or it was retracted.
func (c *Case) FormerContact(id ID) (k Contact, ok bool) {
	r := c.Record(KindContact, id)
	if r == nil || !slices.ContainsFunc(r.changes, func(ch *Change) bool { return !ch.Retracted }) {
		return k, false
	}
	decode(r, &k)
	k.ID, k.Private = id, !c.Main().IsZero()
	return k, true
}

// Tasks are the tasks of the case: open ones by date, those without a date last, then those done or set aside, latest first.
func (c *Case) Tasks() []Task {
	tasks := list(c, KindTask, func(t *Task, r *Record) { t.ID = r.ID })
	slices.SortStableFunc(tasks, func(a, b Task) int {
		if a.Open() != b.Open() {
			if a.Open() {
				return -1
			}
			return 1
		}
		if !a.Open() {
			return cmp.Compare(max(b.Done, b.Skipped), max(a.Done, a.Skipped))
		}
		if a.Due.IsZero() != b.Due.IsZero() {
			return cmp.Compare(b.Due, a.Due)
		}
		if d := cmp.Compare(a.Due, b.Due); d != 0 {
			return d
		}
		return cmp.Compare(a.At, b.At)
	})
	return tasks
}

// Task is one task of the case; ok is false if there is none, or it is deleted.
func (c *Case) Task(id ID) (t Task, ok bool) {
	return one(c, KindTask, id, func(t *Task) { t.ID = id })
}

// NextPlace proposes the other place than that of the last meeting held: domicile and bureau in turn (R87). Without any
// meeting it proposes the home.
func (c *Case) NextPlace() ContactKind {
	for _, k := range c.Contacts() {
		switch {
		case !k.Reached():
		case k.Kind == HomeVisit:
			return OfficeMeeting
		case k.Kind == OfficeMeeting:
			return HomeVisit
		}
	}
	return HomeVisit
}
