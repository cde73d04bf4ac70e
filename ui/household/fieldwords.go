package household

import (
	"strconv"
	"strings"

	"seuil/model"
	"seuil/model/programme"
)

// fieldName is what a field of a record is called, in forms and in the history. A later version may have written fields that
// this one does not know: they go by their own name.
func (p *Page) fieldName(kind model.Kind, name string) string {
	if name == model.FieldDeleted {
		return p.env.L.T("history.deletion")
	}
	prefix := "history." + string(kind) + "."
	switch kind {
	case model.KindCase, model.KindMember, model.KindDwelling, model.KindReach:
		prefix = string(kind) + ".field."
	case model.KindStep, model.KindHandover:
		prefix = string(kind) + ".field."
	case model.KindArrival:
		prefix = "handover.field."
	case model.KindAgreement, model.KindSignature:
		prefix = "paper.field."
	case model.KindCommitment:
		prefix = "commitment.field."
	case model.KindPhase:
		prefix = "case.phase.field."
	}
	return p.word(prefix, name)
}

// codeWords says under which prefix of the locale the codes of a field have their names.
var codeWords = map[string]string{
	"member.role": "member.role.", "dwelling.tenure": "dwelling.tenure.", "reach.means": "reach.means.", "case.origin": "case.origin.",
	"contact.kind": "contact.kind.", "contact.outcome": "contact.outcome.", "task.who": "contact.who.",
	"commitment.state":   "commitment.state.",
	"reply.sort":         "liaison.sort.",
	"disclosure.purpose": "liaison.purpose.", "consent.purpose": "liaison.purpose.",
}

// valueWords is a stored value in words: a date as a date, a code by its name, an amount as an amount.
func (p *Page) valueWords(kind model.Kind, name, value string) string {
	l := p.env.L
	if value == "" {
		return ""
	}
	if prefix, ok := codeWords[string(kind)+"."+name]; ok {
		return p.word(prefix, value)
	}
	switch name {
	case "date", "proposed", "answered", "due", "to", "done", "skipped", "since", "from", "until", "received", "urgent", "closed", "on", "frozen", "annexed":
		if d, err := model.ParseDate(value); err == nil {
			return l.ShortDay(d, p.today())
		}
	case "start", "at":
		if c, err := model.ParseClock(value); err == nil {
			return l.Clock(c)
		}
	case "rent", "charges", "minutes", "travel":
		n, err := strconv.ParseInt(value, 10, 64)
		switch {
		case err != nil:
		case name == "rent" || name == "charges":
			return l.Money(model.Money(n))
		default:
			return l.Duration(int(n))
		}
	case "readback":
		return l.T("history.yes")
	case "programme":
		return p.programmeName(value)
	case "phase":
		return p.phaseName(value)
	case "agency":
		return p.agencyName(value)
	case "operator", "organisation":
		return p.organisationName(value)
	case "code":
		return p.codeName(kind, value)
	case "paper":
		return p.set.Programme(p.facts.header.Programme).Paper(value).Label(p.lang())
	case "party", "parties":
		return strings.Join(p.partyNames(strings.Fields(value)), ", ")
	case "signer":
		return p.names.Person(value)
	case "key":
		return p.teller().Occurrence(value)
	case "contact":
		if id, err := model.ParseID(value); err == nil {
			return p.contactWords(id)
		}
	case "lead", "worker":
		if id, err := model.ParseID(value); err == nil {
			return p.workerName(id)
		}
	case "birth":
		return p.maskedBirth(value)
	case "last", "first":
		return p.names.Person(value)
	case "address", "value", "access":
		return p.names.Secret(value)
	}
	return p.text(value)
}

// maskedBirth is a birth as it may be shown: masked, the year alone.
func (p *Page) maskedBirth(s string) string {
	if p.names.Masked {
		return model.Member{Birth: s}.BirthYear()
	}
	return p.birth(s)
}

// recordName says which record of its kind one is: the name of a member, the label of a task.
func (p *Page) recordName(kind model.Kind, r *model.Record) string {
	v := func(name string) string { return p.valueWords(kind, name, r.Value(name)) }
	switch kind {
	case model.KindMember:
		return strings.TrimSpace(v("last") + " " + v("first"))
	case model.KindTask:
		return v("label")
	case model.KindContact:
		return join(" ", v("kind"), p.contactDate(r))
	case model.KindDwelling:
		return join(", ", v("address"), v("commune"))
	case model.KindReach:
		return join(" ", v("means"), v("value"))
	case model.KindPhase:
		return v("phase")
	case model.KindStep:
		return v("code")
	case model.KindAgreement:
		return p.env.L.T("paper.terms", "paper", v("paper"), "n", r.Value("version"))
	case model.KindSignature:
		return join(" · ", p.paperOf(r).Label(p.lang()), v("party"))
	case model.KindCommitment:
		return excerpt(p.paperOf(r).Commitment(r.Value("code")).Label(p.lang()))
	case model.KindObligation:
		return v("key")
	}
	return ""
}

// paperOf is the paper that a signature or a commitment belongs to.
func (p *Page) paperOf(r *model.Record) programme.Paper {
	id, _ := model.ParseID(r.Value("agreement")) // one that cannot be read names no version
	a, _ := p.facts.team.Agreement(id)
	return p.set.Programme(p.facts.header.Programme).Paper(a.Paper)
}

// codeName is what the programme calls a code of the course.
func (p *Page) codeName(kind model.Kind, code string) string {
	if kind == model.KindStep {
		return p.set.Programme(p.facts.header.Programme).Step(code).Label(p.lang())
	}
	return code
}

func (p *Page) contactDate(r *model.Record) string {
	d, err := model.ParseDate(r.Value("date"))
	if err != nil {
		return ""
	}
	return p.date(d)
}

// author is who entered a change: the worker whose device it was.
func (p *Page) author(c *model.Change) string {
	if name := p.facts.registry.Owner(c.Device).Name; name != "" {
		return name
	}
	if p.facts.theirs {
		return p.facts.told.Worker
	}
	return p.env.L.T("household.unknown_worker")
}

// hidden fields mean nothing to a reader: they tie records together, or are the name of the record. The note that proves a step,
// a date or a commitment is told.
func hidden(kind model.Kind, name string) bool {
	switch kind {
	case model.KindStep, model.KindCommitment:
		return name == "code" || name == "agreement"
	case model.KindAgreement, model.KindSignature:
		return name == "paper" || name == "version" || name == "agreement" || name == "party"
	case model.KindObligation:
		return name == "key"
	case model.KindLiaison:
		return name == "to"
	case model.KindLink: // the page of the landlord tells all this
		return true
	case model.KindHandover, model.KindArrival: // those of the workers are ids
		return name == "pack" || name == "from" || name == "to" || name == "passage" || name == "accepted" || name == "house"
	case model.KindDisclosure, model.KindConsent:
		return name != "to" && name != "purpose" && name != "on" && name != "until"
	}
	return name == "main" || name == "contact"
}
