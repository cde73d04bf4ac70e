package liaison

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"seuil/model"
	"seuil/model/programme"
	"seuil/ui/act"
)

// label is what a field is called.
func (p *Page) label(ref model.FieldRef) string {
	key := "liaison.field." + strings.ReplaceAll(ref.String(), ".", "_")
	if ref.Name == model.FieldDeleted {
		return p.env.L.T("liaison.taken_back")
	}
	if !p.env.L.Has(key) {
		return ref.String()
	}
	return p.env.L.T(key)
}

// words is a value as a person reads it; a code or a number of a later version stays as it is stored.
func (p *Page) words(v model.Told) string {
	l, lang := p.env.L, string(p.env.L.Lang)
	if v.Name == model.FieldDeleted {
		return p.env.L.T("liaison.gone." + string(v.Kind))
	}
	if v.Value == "" {
		return l.T("liaison.emptied")
	}
	if d, err := model.ParseDate(v.Value); err == nil {
		return l.Date(d)
	}
	course := p.set.Programme(p.c.Header().Programme)
	switch v.Name {
	case "at":
		if at, err := model.ParseClock(v.Value); err == nil {
			return l.Clock(at)
		}
	case "paper":
		return course.Paper(v.Value).Label(lang)
	case "agreement":
		return p.paperOf(v).Label(lang)
	case "party", "parties":
		return p.partyNames(v.Value)
	case "code":
		if v.Kind == model.KindStep {
			return course.Step(v.Value).Label(lang)
		}
		return p.paperOf(v).Commitment(v.Value).Label(lang)
	case "rent", "charges":
		if n, err := strconv.ParseInt(v.Value, 10, 64); err == nil {
			return l.Money(model.Money(n))
		}
	case "programme":
		return p.set.Programme(v.Value).Label(lang)
	case "agency":
		return p.set.Agency(v.Value).Label(lang)
	case "operator":
		return p.set.Organisation(v.Value).Name(p.today())
	case "phase":
		return course.Phase(v.Value).Label(lang)
	case "to":
		return p.tell.to.Card.Name
	}
	for _, prefix := range []string{"case.origin.", "member.role.", "dwelling.tenure.", "reach.means.", "contact.kind.", "commitment.state."} {
		if strings.HasPrefix(prefix, v.FieldRef.String()+".") && l.Has(prefix+v.Value) {
			return l.T(prefix + v.Value)
		}
	}
	return v.Value
}

// paperOf is the paper to which a signature or a commitment that is told belongs.
func (p *Page) paperOf(v model.Told) programme.Paper {
	value := func(kind model.Kind, record model.ID, name string) string {
		for _, o := range p.tell.x.Told {
			if o.Kind == kind && o.Record == record && o.Name == name {
				return o.Value
			}
		}
		if r := p.s.Case(p.tell.link.Case).Record(kind, record); r != nil {
			return r.Value(name)
		}
		return ""
	}
	id, _ := model.ParseID(value(v.Kind, v.Record, "agreement")) // made by [model.Extract]: an error is unreachable
	return p.set.Programme(p.c.Header().Programme).Paper(value(model.KindAgreement, id, "paper"))
}

// partyNames names parties, one a line.
func (p *Page) partyNames(codes string) string {
	desk := act.Desk{Env: p.env, Names: p.names, Set: p.set}
	var names []string
	for _, code := range strings.Fields(codes) {
		names = append(names, desk.PartyName(p.c, code))
	}
	return strings.Join(names, ", ")
}

// when is the day and, if there is one, the hour of a meeting.
func (p *Page) when(on model.Date, at model.Clock) string {
	when := p.env.L.ShortDay(on, p.today())
	if at.IsZero() {
		return when
	}
	return p.env.L.T("liaison.day_and_hour", "day", when, "hour", p.env.L.Clock(at))
}

// retracted are the days on which synthèses that a disclosure told of were retracted.
func (p *Page) retracted(d model.Disclosure) (days []model.Date) {
	for _, s := range d.Notes {
		id, _ := model.ParseID(s) // checked when it was written
		if millis, ok := p.c.RetractedOn(id); ok {
			days = append(days, model.DateOf(time.UnixMilli(millis).In(p.env.Now().Location())))
		}
	}
	return days
}

// consentWords is what a consent rests on, what it allows, and until when.
func (p *Page) consentWords(k model.Consent) string {
	l := p.env.L
	var names []string
	for _, t := range agreed() {
		if t.allowedBy(k) {
			names = append(names, l.T("liaison.short."+t.name))
		}
	}
	parts := []string{l.T("liaison.basis." + k.Basis), strings.Join(names, ", ")}
	switch {
	case k.Until.IsZero():
		parts = append(parts, l.T("liaison.since", "date", l.Date(k.On)))
	case k.Until < k.On: // it ended on the day on which it was given
		parts = append(parts, l.T("liaison.ended_at_once", "date", l.Date(k.On)))
	default:
		parts = append(parts, l.T("liaison.since", "date", l.Date(k.On)), l.T("liaison.until", "date", l.Date(k.Until)))
	}
	if k.Kept != "" {
		parts = append(parts, l.T("liaison.kept", "where", k.Kept))
	}
	return strings.Join(parts, " · ")
}

// fieldWords are the topics that a disclosure told of.
func (p *Page) fieldWords(d model.Disclosure) string {
	var names []string
	for _, t := range append(topics(), topic{"meetings", []model.FieldRef{{Kind: model.KindMeeting, Name: "on"}}}, topic{"notes", []model.FieldRef{model.Shareable()}}) {
		if slices.ContainsFunc(t.fields, func(f model.FieldRef) bool { return slices.Contains(d.Fields, f.String()) }) {
			names = append(names, p.env.L.T("liaison.short."+t.name))
		}
	}
	return strings.Join(names, ", ")
}
