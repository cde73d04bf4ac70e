package due

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"seuil/model"
	"seuil/model/programme"
)

// Names of milestones and facts; see the package comment of programme.
const (
	anchorReceived = "received"
	anchorClosed   = "closed"
	anchorPhase    = "phase"
	anchorStep     = "step"
	anchorPaper    = "paper"
	anchorContact  = "contact"
	anchorRule     = "rule"
	anchorProject  = "project"
	anchorMonth    = "month:end"
	anchorYear     = "year:end"
	contactLast    = "last"
	contactFirst   = "first"
)

// facts are what the rules ask of a case, read once. The values are read from the records directly: decoding all of them into
// their types would take longer than all the rest.
type facts struct {
	today    model.Date
	received model.Date
	closed   model.Date
	start    model.Date    // of the project; zero for a case
	phases   []phaseFact   // by date
	steps    []stepFact    // by code
	papers   []paperFact   // by paper and version
	contacts []contactFact // by date and record; none after today, which have not taken place yet
	acts     []actFact     // by rule and key
}

type phaseFact struct {
	code  string
	since model.Date
}

type stepFact struct {
	code          string
	done, skipped model.Date
	record        *model.Record
}

// said is when the day on which the step is done was entered. A step that is fixed ahead is dated before that day comes.
func (s stepFact) said() (on model.Date) {
	for _, c := range s.record.Live("done") {
		on = model.DateOf(c.At())
	}
	return on
}

type paperFact struct {
	paper   string
	version int
	signed  model.Date // last signature; zero while a party's is missing
}

type contactFact struct {
	kind    string
	id      model.ID
	date    model.Date
	reached bool
}

type actFact struct {
	rule, key string
	done, to  model.Date
	skipped   model.Date
	record    *model.Record
	used      bool // it has found its occurrence
}

// pins says that a person has decided on this occurrence.
func (a *actFact) pins() bool { return a != nil && a.done+a.to+a.skipped != 0 }

func read(c *model.Case, p *programme.Programme, today model.Date) facts {
	f := facts{today: today}
	if c == nil {
		return f
	}
	if r := c.Record(model.KindCase, c.ID); r != nil {
		f.received, f.closed = date(r, "received"), date(r, "closed")
	}
	records := c.Records(model.KindPhase)
	f.phases = make([]phaseFact, 0, len(records))
	for _, r := range records {
		f.phases = append(f.phases, phaseFact{r.Value("phase"), date(r, "since")})
	}
	slices.SortStableFunc(f.phases, func(a, b phaseFact) int { return cmp.Compare(a.since, b.since) })
	records = c.Records(model.KindStep)
	f.steps = make([]stepFact, 0, len(records))
	for _, r := range records {
		f.steps = append(f.steps, stepFact{r.Value("code"), date(r, "done"), date(r, "skipped"), r})
	}
	slices.SortFunc(f.steps, func(a, b stepFact) int { return cmp.Compare(a.code, b.code) })
	f.readContacts(c)
	f.readActs(c)
	f.papers = papers(c, p)
	return f
}

func (f *facts) readContacts(c *model.Case) {
	records := c.Records(model.KindContact)
	f.contacts = make([]contactFact, 0, len(records))
	for _, r := range records {
		k := model.Contact{Kind: model.ContactKind(r.Value("kind")), Outcome: model.Outcome(r.Value("outcome"))}
		if !tookPlace(k) {
			continue
		}
		if on := date(r, "date"); on != 0 && on <= f.today {
			f.contacts = append(f.contacts, contactFact{string(k.Kind), r.ID, on, k.Reached()})
		}
	}
	slices.SortFunc(f.contacts, func(a, b contactFact) int {
		return cmp.Or(cmp.Compare(a.date, b.date), bytes.Compare(a.id[:], b.id[:]))
	})
}

// tookPlace says that the contact counts as one of its kind. A letter that nobody fetched was sent, and a visit to a closed
// site was made; an appointment that fell through was no meeting.
func tookPlace(k model.Contact) bool {
	switch k.Kind {
	case model.HomeVisit, model.OfficeMeeting, model.PhoneCall, model.TextMessage, model.Email, model.Escort:
		return k.Reached()
	}
	return k.Outcome != model.PostponedHousehold && k.Outcome != model.PostponedService
}

func (f *facts) readActs(c *model.Case) {
	records := c.Records(model.KindObligation)
	f.acts = make([]actFact, 0, len(records))
	for _, r := range records {
		a := actFact{key: r.Value("key"), done: date(r, "done"), to: date(r, "to"), skipped: date(r, "skipped"), record: r}
		a.rule, _, _ = strings.Cut(a.key, "#")
		if a.pins() {
			f.acts = append(f.acts, a)
		}
	}
	slices.SortFunc(f.acts, func(a, b actFact) int {
		return cmp.Or(cmp.Compare(a.rule, b.rule), cmp.Compare(a.key, b.key))
	})
}

func (f *facts) step(code string) stepFact {
	i, found := slices.BinarySearchFunc(f.steps, code, func(s stepFact, code string) int { return cmp.Compare(s.code, code) })
	if !found {
		return stepFact{}
	}
	return f.steps[i]
}

// entered is when the case first entered a phase: reopening keeps the first dates (R93).
func (f *facts) entered(phase string) model.Date {
	for _, p := range f.phases {
		if p.code == phase && p.since != 0 {
			return p.since
		}
	}
	return 0
}

// signed is when a paper was signed by all its parties: its first version, or the latest that is signed. A version that
// waits for signatures changes nothing yet.
func (f *facts) signed(paper string, first bool) (on model.Date) {
	for _, p := range f.papers {
		if p.paper != paper || p.signed == 0 {
			continue
		}
		if on = p.signed; first {
			break
		}
	}
	return on
}

// milestone is the date of a milestone that comes once, or zero while it has not come. For a series ("every"), a paper counts
// from its first version: changing its terms does not start the series anew.
func (f *facts) milestone(m milestone, series bool) model.Date {
	switch m.family {
	case anchorReceived:
		return f.received
	case anchorClosed:
		return f.closed
	case anchorProject:
		return f.start
	case anchorPhase:
		return f.entered(m.name)
	case anchorStep:
		return f.step(m.name).done
	case anchorPaper:
		return f.signed(m.name, series)
	case anchorContact:
		for _, k := range f.contacts {
			if k.is(m.name) {
				return k.date
			}
		}
	}
	return 0
}

// is says whether a contact is meant by the name of a milestone: a kind, or any that reached the household.
func (k contactFact) is(name string) bool {
	if name == contactLast || name == contactFirst {
		return k.reached
	}
	return k.kind == name
}

// milestone is the name of a milestone or fact, taken apart: "phase:veille" is of the family "phase".
type milestone struct{ family, name string }

func parseMilestone(s string) milestone {
	if s == anchorMonth || s == anchorYear {
		return milestone{family: s}
	}
	family, name, _ := strings.Cut(s, ":")
	return milestone{family, name}
}

// repeats says that the milestone comes again and again, each time with its own occurrence.
func (m milestone) repeats() bool {
	return m.family == anchorRule || m.family == anchorContact && m.name != contactFirst
}

func (m milestone) String() string {
	if m.name == "" {
		return m.family
	}
	return m.family + ":" + m.name
}
