package model

import (
	"cmp"
	"slices"
	"strings"
)

// Kinds of record of a case.
const (
	KindCase      Kind = "case"
	KindPhase     Kind = "phase"
	KindMember    Kind = "member"
	KindDwelling  Kind = "dwelling"
	KindReach     Kind = "reach"
	KindSeen      Kind = "seen"
	KindCompanion Kind = "companion"
)

// Header is what is said once of a case; its record has the id of the case.
type Header struct {
	Programme string `seuil:"programme,green"` // code of the programme file: securisation, sauvegarde (R1)
	Agency    string `seuil:"agency,green"`    // code of the landlord's agency, unité de gestion (R5)
	Operator  string `seuil:"operator,green"`  // code of the lead association; exactly one (R17)
	Lead      ID     `seuil:"lead,green"`      // the lead worker (référent), a [Worker] of the registry
	Origin    string `seuil:"origin,amber"`    // who referred the household: siao, landlord, ctpe (R26, R130, R132)
	Received  Date   `seuil:"received,green"`  // when the referral came in
	Funding   string `seuil:"funding,green"`   // funding line as its label
	Situation string `seuil:"situation,red,text"`
	Urgent    Date   `seuil:"urgent,red"` // since when a person says that the household cannot wait; zero if nobody does
	UrgentWhy string `seuil:"urgent_why,red"`
	Closed    Date   `seuil:"closed,green"` // when the case left the caseload; zero while it is open
}

func (*Header) kind() Kind { return KindCase }

// PhaseEntry says that the case entered a phase of its programme on a date.
type PhaseEntry struct {
	Phase string `seuil:"phase,green"` // code of the programme file
	Since Date   `seuil:"since,green"`
}

func (*PhaseEntry) kind() Kind { return KindPhase }

// Roles of a member of the household.
const (
	RoleHolder    = "holder"    // titulaire
	RoleCoHolder  = "coholder"  // co-titulaire
	RoleDependent = "dependent" // personne à charge
	RoleOther     = "other"
)

// Roles are the roles of a member, in the order in which they are shown.
var Roles = []string{RoleHolder, RoleCoHolder, RoleDependent, RoleOther}

// Member is a person of the household, from one date until another.
type Member struct {
	ID    ID
	Title string `seuil:"title,green"` // M., Mme
	Last  string `seuil:"last,green"`
	First string `seuil:"first,green"`
	Birth string `seuil:"birth,amber"` // 1988 or 1988-03-02
	Role  string `seuil:"role,amber"`
	Note  string `seuil:"note,red"`
	From  Date   `seuil:"from,amber"`
	Until Date   `seuil:"until,amber"`
}

func (*Member) kind() Kind { return KindMember }

// BirthYear is the year of birth, four digits, or nothing.
func (m Member) BirthYear() string {
	if year := m.Birth[:min(4, len(m.Birth))]; strings.Trim(year, "0123456789") == "" {
		return year
	}
	return ""
}

// ValidBirth says whether s can stand as a birth: nothing, a year or a date.
func ValidBirth(s string) bool {
	if len(s) == 4 {
		s += "-01-01"
	}
	d, err := ParseDate(s)
	return err == nil && (s == "" || d.Year() > 1880)
}

// Tenures of a dwelling.
const (
	TenureLease   = "lease"   // bail direct
	TenureSublet  = "sublet"  // sous-location
	TenureSliding = "sliding" // sous-location en bail glissant
	TenureHosted  = "hosted"  // hébergé, sans titre
	TenureOther   = "other"
)

// Tenures are the tenures in the order in which they are shown.
var Tenures = []string{TenureLease, TenureSublet, TenureSliding, TenureHosted, TenureOther}

// Dwelling is where the household lives or is to live, from one date until another.
type Dwelling struct {
	ID      ID
	Address string `seuil:"address,green"`
	Commune string `seuil:"commune,green"`
	Size    string `seuil:"size,green"`    // T1 to T5
	Surface int    `seuil:"surface,green"` // square metres
	Floor   string `seuil:"floor,green"`
	Access  string `seuil:"access,red"` // door code, dog, "come in pairs"
	Tenure  string `seuil:"tenure,green"`
	Rent    Money  `seuil:"rent,green"`    // per month, without charges
	Charges Money  `seuil:"charges,green"` // per month
	From    Date   `seuil:"from,green"`
	Until   Date   `seuil:"until,green"`
}

func (*Dwelling) kind() Kind { return KindDwelling }

// Means of a [Reach].
const (
	MeansPhone = "phone"
	MeansMail  = "mail"
	MeansPost  = "post"
	MeansOther = "other"
)

// MeansList are the means in the order in which they are shown.
var MeansList = []string{MeansPhone, MeansMail, MeansPost, MeansOther}

// Reach is how somebody can be reached (coordonnées), from one date until another.
type Reach struct {
	ID    ID
	Means string `seuil:"means,amber"`
	Value string `seuil:"value,amber"`
	Whose string `seuil:"whose,red"` // the household, or a third person by role
	From  Date   `seuil:"from,amber"`
	Until Date   `seuil:"until,amber"`
}

func (*Reach) kind() Kind { return KindReach }

// Seen says that a worker looked at the case on a date; its record has the id of her device.
type Seen struct {
	On Date `seuil:"on,red"`
}

func (*Seen) kind() Kind { return KindSeen }

// Companion is the one record of a private companion case: it names the case that it accompanies. What a worker writes
// for herself alone stands in the companion, which only ever goes to her own devices.
type Companion struct {
	Main ID `seuil:"main,red"`
}

func (*Companion) kind() Kind { return KindCompanion }

// list decodes the records of a kind.
func list[T any, P interface {
	*T
	typed
}](c *Case, kind Kind, set func(*T, *Record)) []T {
	records := c.Records(kind)
	out := make([]T, len(records))
	for i, r := range records {
		decode(r, P(&out[i]))
		set(&out[i], r)
	}
	return out
}

// one is the record of a kind and id, as set completes it; ok is false if there is none, or it is deleted.
func one[T any, P interface {
	*T
	typed
}](c *Case, kind Kind, id ID, set func(*T)) (v T, ok bool) {
	r := c.Record(kind, id)
	if r == nil || r.Deleted() {
		return v, false
	}
	decode(r, P(&v))
	set(&v)
	return v, true
}

// Header is what is said once of the case.
func (c *Case) Header() (h Header) {
	if c != nil {
		if r := c.Record(KindCase, c.ID); r != nil {
			decode(r, &h)
		}
	}
	return h
}

// Phases are the phases that the case entered, first to last.
func (c *Case) Phases() []PhaseEntry {
	phases := list(c, KindPhase, func(*PhaseEntry, *Record) {})
	slices.SortStableFunc(phases, func(a, b PhaseEntry) int { return cmp.Compare(a.Since, b.Since) })
	return phases
}

// Phase is the current phase, or nothing.
func (c *Case) Phase() PhaseEntry {
	phases := c.Phases()
	if len(phases) == 0 {
		return PhaseEntry{}
	}
	return phases[len(phases)-1]
}

// Members are the members of the household: holders first, then by age.
func (c *Case) Members() []Member {
	members := list(c, KindMember, func(m *Member, r *Record) { m.ID = r.ID })
	slices.SortStableFunc(members, func(a, b Member) int {
		if d := slices.Index(Roles, a.Role) - slices.Index(Roles, b.Role); d != 0 {
			return d
		}
		return cmp.Compare(a.Birth, b.Birth)
	})
	return members
}

// Dwellings are the dwellings, the current or latest one first.
func (c *Case) Dwellings() []Dwelling {
	dwellings := list(c, KindDwelling, func(d *Dwelling, r *Record) { d.ID = r.ID })
	slices.SortStableFunc(dwellings, func(a, b Dwelling) int { return cmp.Compare(b.From, a.From) })
	return dwellings
}

// Reaches are the ways to reach the household, those that still hold first.
func (c *Case) Reaches() []Reach {
	reaches := list(c, KindReach, func(p *Reach, r *Record) { p.ID = r.ID })
	slices.SortStableFunc(reaches, func(a, b Reach) int {
		if a.Until.IsZero() != b.Until.IsZero() {
			return cmp.Compare(a.Until, b.Until)
		}
		return cmp.Compare(b.From, a.From)
	})
	return reaches
}

// Name is how the household is called: "MAROUDI Tarek, Samia". It is empty while nobody is named.
func (c *Case) Name() string { return c.nameOf(c.Members()) }

func (c *Case) nameOf(members []Member) string {
	var name, last string
	if l, ok := c.Liaison(); ok {
		return l.Household
	}
	if p, ok := c.Passage(); ok {
		return p.Household
	}
	for _, m := range members {
		if m.Role != RoleHolder && m.Role != RoleCoHolder || !m.Until.IsZero() {
			continue
		}
		switch {
		case name == "":
			name = strings.TrimSpace(m.Last + " " + m.First)
		case m.Last == last || m.Last == "":
			name += ", " + m.First
		default:
			name += ", " + strings.TrimSpace(m.Last+" "+m.First)
		}
		last = m.Last
	}
	return name
}

// SeenOn is when the worker of a device last marked the case as seen.
func (c *Case) SeenOn(device ID) Date {
	var s Seen
	if r := c.Record(KindSeen, device); r != nil {
		decode(r, &s)
	}
	return s.On
}

// Main is the case that this private companion accompanies, or the zero ID for any other case. A revocation changes nothing of it:
// what is private stays so.
func (c *Case) Main() ID {
	var p Companion
	if c == nil {
		return p.Main
	}
	g := c.group(KindCompanion)
	if i, found := g.find(c.ID); found {
		decode(g.records[i].whole(), &p)
	}
	return p.Main
}
