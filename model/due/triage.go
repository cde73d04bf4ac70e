package due

import (
	"bytes"
	"cmp"
	"slices"

	"seuil/model"
)

// ReasonCode names why a case needs a person; its sentence stands in the locale under "reason.<code>".
type ReasonCode string

// The reasons, most pressing first.
const (
	ReasonUrgent       ReasonCode = "urgent"        // a person said so, Days ago
	ReasonLate         ReasonCode = "late"          // something became due Days ago
	ReasonArrival      ReasonCode = "arrival"       // another association proposes the case since Days
	ReasonTaken        ReasonCode = "taken"         // another association took the case over Days ago: it can be closed
	ReasonRefused      ReasonCode = "refused"       // the case was proposed to somebody who refused it Days ago
	ReasonProposed     ReasonCode = "proposed"      // the case is proposed to somebody since Days
	ReasonMeasureEnd   ReasonCode = "measure_end"   // a funded measure ends in Days, or its renewal is due
	ReasonDueSoon      ReasonCode = "due_soon"      // something is due in Days
	ReasonNeverReached ReasonCode = "never_reached" // received Days ago, nobody met or spoken to since
	ReasonNoContact    ReasonCode = "no_contact"    // last met or spoken to Days ago
	ReasonSignature    ReasonCode = "signature"     // a paper waits for a signature since Days
)

// Reason is one reason with its weight. The weights of all reasons of a case add up to its score: there is nothing else in it.
type Reason struct {
	Code       ReasonCode
	Weight     int
	Days       int         // see the code
	Date       model.Date  // when it became or becomes due, or since when
	Obligation *Obligation // what is due; nil for the other reasons
	Task       *model.Task // what is due, if a person set the date
	Pending    *Pending    // the paper that waits
	Text       string      // why a person said that it is urgent, in her words; or who proposes, is asked or has answered
}

// Scale is the published weights and thresholds of triage (domain.md 6, beyond.md F2). A weight is a number of points; only
// their order means anything.
type Scale struct {
	Urgent     int // a person said that it is urgent; above whatever is late
	Late       int // something late; above all other reasons together, so that late stays on top until a person decides
	LateDay    int // each day that it is late
	LateDays   int // up to so many days
	DueSoon    int // something due within DueDays
	DueDays    int
	DueNear    int // each day nearer than DueDays
	DueMost    int // how many of those count
	Handover   int // the case is proposed to somebody, or that was answered and nobody took note
	MeasureEnd int // end of a funded measure within MeasureDays
	Measure    int // MeasureDays: days
	NoContact  int // no contact for longer than the threshold
	Never      int // never reached for longer than NeverDays after the referral
	NeverDays  int
	OverDay    int // each day over either threshold
	OverDays   int // up to so many days
	Signature  int // a paper that waits for a signature for longer than SignDays
	SignDays   int
	Kinds      map[string]int // added by the kind of what is due; an own weight of the rule takes its place
	Task       int            // added for a date that a person set
	Contact    []Threshold    // days without contact; the first that matches the case holds
}

// Threshold is how many days may pass without contact in a programme and phase; an empty name matches all.
type Threshold struct {
	Programme, Phase string
	Days             int
}

// DefaultScale is the scale of the program, the same on every machine. The days without contact are settings, for the text
// says only "lien régulier" (R140); in the watch, one contact every three months is due (R93) and what is late says so.
func DefaultScale() Scale {
	return Scale{
		Urgent: 100_000,
		Late:   1000, LateDay: 1, LateDays: 180,
		DueSoon: 20, DueDays: 7, DueNear: 3, DueMost: 8,
		Handover:   70,
		MeasureEnd: 60, Measure: 30,
		NoContact: 40, Never: 60, NeverDays: 15, OverDay: 1, OverDays: 60,
		Signature: 30, SignDays: 14,
		Kinds: map[string]int{"legal": 30, "funder": 20, "programme": 10, "rule": 5},
		Task:  10,
		Contact: []Threshold{
			{Phase: "veille", Days: 100},
			{Programme: "sauvegarde", Days: 30},
			{Days: 40},
		},
	}
}

// Input is what triage looks at.
type Input struct {
	Summary     model.Summary
	Tasks       []model.Task // open or not
	Obligations []Obligation // open or not
	Pending     []Pending
	Handover    Reason // why its passing on needs a person, without weight; no code if it does not
	Today       model.Date
}

// Triage is why a case needs a person, the heaviest reason first. A closed case has only what is still late or due. The
// reasons point into the input.
func Triage(in Input, s *Scale) []Reason {
	var reasons []Reason
	for i := range in.Obligations {
		o := &in.Obligations[i]
		if o.State != Open || o.Due == 0 {
			continue
		}
		if r, ok := s.due(o.Due, in.Today, o.Rule.Kind, s.weightOf(o)); ok {
			r.Obligation = o
			reasons = append(reasons, r)
		}
	}
	for i := range in.Tasks {
		t := &in.Tasks[i]
		if !t.Open() || t.Due == 0 {
			continue
		}
		if r, ok := s.due(t.Due, in.Today, "", s.Task); ok {
			r.Task = t
			reasons = append(reasons, r)
		}
	}
	if h := &in.Summary.Header; h.Closed == 0 {
		if h.Urgent != 0 {
			reasons = append(reasons, Reason{Code: ReasonUrgent, Weight: s.Urgent, Days: max(0, in.Today.Sub(h.Urgent)), Date: h.Urgent, Text: h.UrgentWhy})
		}
		if r := in.Handover; r.Code != "" {
			r.Weight = s.Handover
			reasons = append(reasons, r)
		}
		if r, ok := s.contact(&in); ok {
			reasons = append(reasons, r)
		}
		for i := range in.Pending {
			p := &in.Pending[i]
			if days := in.Today.Sub(p.Since); days > s.SignDays {
				reasons = append(reasons, Reason{Code: ReasonSignature, Weight: s.Signature, Days: days, Date: p.Since, Pending: p})
			}
		}
	}
	slices.SortStableFunc(reasons, func(a, b Reason) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Date, b.Date))
	})
	return s.bounded(reasons)
}

func (s *Scale) weightOf(o *Obligation) int {
	if o.Rule.Weight > 0 {
		return min(o.Rule.Weight, 100)
	}
	return s.Kinds[o.Rule.Kind]
}

// Parts are what the weight of a reason is made of: base for its code, over for its days, extra for the kind of what is due. Their
// sum is the weight, unless it was bounded: then the weight is less.
func (s *Scale) Parts(r *Reason) (base, over, extra int) {
	switch {
	case r.Obligation != nil:
		extra = s.weightOf(r.Obligation)
	case r.Task != nil:
		extra = s.Task
	}
	switch r.Code {
	case ReasonUrgent:
		return s.Urgent, 0, 0
	case ReasonLate:
		return s.Late, s.LateDay * min(r.Days, s.LateDays), extra
	case ReasonArrival, ReasonTaken, ReasonRefused, ReasonProposed:
		return s.Handover, 0, 0
	case ReasonMeasureEnd:
		return s.MeasureEnd, s.DueNear * max(0, s.DueDays-r.Days), 0
	case ReasonDueSoon:
		return s.DueSoon, s.DueNear * (s.DueDays - r.Days), extra
	case ReasonNeverReached:
		return s.Never, s.OverDay * min(r.Days-s.NeverDays, s.OverDays), 0
	case ReasonNoContact:
		return s.NoContact, max(0, r.Weight-s.NoContact), 0 // the threshold is that of the programme and phase
	}
	return s.Signature, 0, 0
}

// due is the reason that a date gives, if it gives one.
func (s *Scale) due(due, today model.Date, kind string, extra int) (Reason, bool) {
	days := today.Sub(due)
	switch {
	case days > 0:
		return Reason{Code: ReasonLate, Weight: s.Late + extra + s.LateDay*min(days, s.LateDays), Days: days, Date: due}, true
	case kind == "funder" && -days <= s.Measure:
		return Reason{Code: ReasonMeasureEnd, Weight: s.MeasureEnd + s.DueNear*max(0, s.DueDays+days), Days: -days, Date: due}, true
	case -days <= s.DueDays:
		return Reason{Code: ReasonDueSoon, Weight: s.DueSoon + extra + s.DueNear*(s.DueDays+days), Days: -days, Date: due}, true
	}
	return Reason{}, false
}

// contact is the reason that silence gives.
func (s *Scale) contact(in *Input) (Reason, bool) {
	since, limit, r := in.Summary.LastContact, s.limit(&in.Summary), Reason{Code: ReasonNoContact, Weight: s.NoContact}
	if since == 0 {
		since, limit, r = in.Summary.Header.Received, s.NeverDays, Reason{Code: ReasonNeverReached, Weight: s.Never}
	}
	r.Days, r.Date = in.Today.Sub(since), since
	if since == 0 || r.Days <= limit {
		return Reason{}, false
	}
	r.Weight += s.OverDay * min(r.Days-limit, s.OverDays)
	return r, true
}

func (s *Scale) limit(m *model.Summary) int {
	for _, t := range s.Contact {
		if (t.Programme == "" || t.Programme == m.Header.Programme) && (t.Phase == "" || t.Phase == m.Phase) {
			return t.Days
		}
	}
	return 1 << 30
}

// bounded takes the weight from what is due soon beyond the first DueMost, and from all that is neither urgent nor late once it would outweigh
// one thing late: many small things never pass before it.
func (s *Scale) bounded(reasons []Reason) []Reason {
	soon, total := 0, 0
	for i := range reasons {
		r := &reasons[i]
		if r.Code == ReasonLate || r.Code == ReasonUrgent {
			continue
		}
		if r.Code == ReasonDueSoon {
			if soon++; soon > s.DueMost {
				r.Weight = 0
			}
		}
		r.Weight = min(r.Weight, max(0, s.Late-1-total))
		total += r.Weight
	}
	return reasons
}

// Rank is the place of a case in the caseload.
type Rank struct {
	Case    model.ID
	Name    string
	Score   int
	Due     model.Date // the earliest date among the reasons that are due; zero without one
	Reasons []Reason   // heaviest first
}

// NewRank adds up the reasons of a case.
func NewRank(m *model.Summary, reasons []Reason) Rank {
	r := Rank{Case: m.Case, Name: m.Name, Reasons: reasons}
	for i := range reasons {
		x := &reasons[i]
		r.Score += x.Weight
		if (x.Obligation != nil || x.Task != nil) && (r.Due == 0 || x.Date < r.Due) {
			r.Due = x.Date
		}
	}
	return r
}

// Compare orders a caseload, the most pressing first: by score, then the earliest date, then name and id. It is a total order
// of bytes and numbers, the same on every machine and in every language.
func Compare(a, b *Rank) int {
	if c := cmp.Compare(b.Score, a.Score); c != 0 {
		return c
	}
	if (a.Due == 0) != (b.Due == 0) { // without a date last
		return cmp.Compare(b.Due, a.Due)
	}
	return cmp.Or(cmp.Compare(a.Due, b.Due), cmp.Compare(a.Name, b.Name), bytes.Compare(a.Case[:], b.Case[:]))
}
