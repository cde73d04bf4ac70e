package exchange

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"seuil/model"
	"seuil/model/text"
	"seuil/store"
	"seuil/ui/act"
	"seuil/ui/widget"
)

func (p *Page) today() model.Date { return model.DateOf(p.env.Now()) }

func (p *Page) local(t time.Time) time.Time { return t.In(p.env.Now().Location()) }

// stamp is an instant: its day and its time.
func (p *Page) stamp(t time.Time) string {
	t = p.local(t)
	if model.DateOf(t) == p.today() {
		return p.env.L.T("exchange.today", "clock", p.env.L.TimeOfDay(t))
	}
	return p.env.L.Stamp(t)
}

// whenOr is an instant, or the sentence of a key for none.
func (p *Page) whenOr(t time.Time, none string) string {
	if t.IsZero() {
		return p.env.L.T(none)
	}
	return p.stamp(t)
}

// shortDay is the day of an instant in a list; today its time of day.
func (p *Page) shortDay(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	t = p.local(t)
	if model.DateOf(t) == p.today() {
		return p.env.L.TimeOfDay(t)
	}
	return p.env.L.Date(model.DateOf(t))
}

// joined puts the parts that say something together.
func joined(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}

// role is the diploma of a worker as a card names it.
func (p *Page) role(code string) string {
	if key := "worker." + strings.ToLower(code); p.env.L.Has(key) {
		return p.env.L.T(key)
	}
	return code
}

// title is how a case is called. A private companion has the name of its case, the registry that of the team.
func (p *Page) title(c *model.Case) string {
	switch {
	case c.ID == model.RegistryID:
		return p.env.L.T("exchange.registry")
	case c.Main() == model.RegistryID:
		return p.env.L.T("exchange.mybook")
	case !c.Main().IsZero():
		name := c.Main().Ref()
		if main := p.s.Case(c.Main()); main != nil {
			name = p.names.Title(main.ID, main.Name())
		}
		return p.env.L.T("exchange.private", "who", name)
	}
	title := p.names.Title(c.ID, c.Name())
	if _, ok := c.Passage(); ok {
		return p.env.L.T("exchange.passage", "who", title)
	}
	return title
}

// handed is what a bundle says of the passing on of cases, in words; what is for this worker alone, if mine is said.
func (p *Page) handed(in *store.Incoming, mine bool) (sentences []string) {
	key, team := "handover.news.", in.Team()
	if mine {
		key = "handover.mine."
	}
	for _, n := range in.Cases {
		h, ok := model.HandedIn(n.Before, n.After, func(id model.ID) string { return team.Worker(id).Name })
		if !ok || mine && h.Worker != p.s.Me().ID {
			continue
		}
		who := p.names.Title(n.Case, n.After.Name())
		sentences = append(sentences, p.env.L.T(key+h.Key, "who", who, "from", h.From, "to", h.To, "why", p.names.Text(n.After.Members(), h.Why)))
	}
	return sentences
}

// author is who wrote a change: the worker whose device it was.
func (p *Page) author(device model.ID) string {
	if name := p.s.Registry().Owner(device).Name; name != "" {
		return name
	}
	for _, o := range p.people.list {
		if o.Device == device {
			return o.Card.Name
		}
	}
	return p.env.L.T("exchange.somebody")
}

func (p *Page) kindName(kind model.Kind) string {
	if key := "history.kind." + string(kind); p.env.L.Has(key) {
		return p.env.L.T(key)
	}
	return p.env.L.T("exchange.entry")
}

// fieldName is what a field is called where it is entered; one of a later version goes by its own name.
func (p *Page) fieldName(kind model.Kind, name string) string {
	if name == model.FieldDeleted {
		return p.env.L.T("history.deletion")
	}
	prefixes := []string{"history." + string(kind) + ".", string(kind) + ".field.", "case." + string(kind) + ".field."}
	switch kind {
	case model.KindPassage, model.KindArrival:
		prefixes = append(prefixes, "handover.field.")
	case model.KindAgreement, model.KindSignature:
		prefixes = append(prefixes, "paper.field.")
	}
	for _, prefix := range prefixes {
		if p.env.L.Has(prefix + name) {
			return p.env.L.T(prefix + name)
		}
	}
	return name
}

// value is a stored value in words, masked as names are.
func (p *Page) value(c *model.Case, kind model.Kind, name, value string) string {
	l := p.env.L
	if value == "" {
		return l.T("history.empty")
	}
	for _, prefix := range []string{string(kind) + "." + name + ".", "contact." + name + ".", "liaison." + name + "."} {
		if l.Has(prefix + value) {
			return l.T(prefix + value)
		}
	}
	switch name {
	case "last", "first":
		return p.names.Person(value)
	case "address", "value", "access":
		return p.names.Secret(value)
	case "birth":
		if p.names.Masked {
			return model.Member{Birth: value}.BirthYear()
		}
	case model.FieldDeleted, "readback", "accepted":
		return l.T("history.yes")
	case "rent", "charges":
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			return l.Money(model.Money(n))
		}
	case "programme", "phase", "code", "agency", "operator", "organisation":
		return p.termOf(c, kind, name, value)
	case "minutes", "travel":
		if n, err := strconv.Atoi(value); err == nil {
			return l.Duration(n)
		}
	}
	if d, err := model.ParseDate(value); err == nil {
		return l.ShortDay(d, p.today())
	}
	if id, err := model.ParseID(value); err == nil {
		if w := p.s.Registry().Worker(id).Name; w != "" {
			return w
		}
		return id.Ref()
	}
	return p.names.Text(c.Members(), text.CleanLine(value))
}

// termOf is what the programme calls the code that a field holds: a phase, an agency; the code itself if it has no word for it.
func (p *Page) termOf(c *model.Case, kind model.Kind, name, code string) string {
	lang, course := string(p.env.L.Lang), p.set.Programme(c.Header().Programme)
	switch {
	case name == "programme":
		return p.set.Programme(code).Label(lang)
	case name == "phase":
		return course.Phase(code).Label(lang)
	case name == "code" && kind == model.KindStep:
		return course.Step(code).Label(lang)
	case name == "agency":
		return p.set.Agency(code).Label(lang)
	case name == "operator", name == "organisation":
		return cmp.Or(p.set.Organisation(code).Name(p.today()), code)
	}
	return code
}

// recordName says which record of its kind one is, as far as it has a name.
func (p *Page) recordName(c *model.Case, r *model.Record) string {
	var parts []string
	for _, name := range map[model.Kind][]string{
		model.KindMember: {"last", "first"}, model.KindTask: {"label"}, model.KindContact: {"kind", "date"},
		model.KindDwelling: {"address", "commune"}, model.KindReach: {"means"}, model.KindStep: {"code"},
		model.KindPhase: {"phase"}, model.KindObligation: {"key"}, model.KindAgreement: {"paper"}, model.KindSignature: {"party"}, model.KindCommitment: {"code"},
		model.KindReply: {"sort", "on", "text"}, model.KindMeeting: {"on", "at"},
	}[r.Kind] {
		s := r.Value(name)
		if label := p.programmed(c, r, text.CleanLine(s)); label != "" {
			parts = append(parts, label)
		} else if s != "" {
			parts = append(parts, p.value(c, r.Kind, name, s))
		}
	}
	return strings.Join(parts, " ")
}

// programmed is the code by which a record of the programme is named, in its own words; nothing for another record.
func (p *Page) programmed(c *model.Case, r *model.Record, value string) string {
	prog, lang := p.set.Programme(c.Header().Programme), string(p.env.L.Lang)
	switch r.Kind {
	case model.KindPhase:
		return prog.Phase(value).Label(lang)
	case model.KindStep:
		return prog.Step(value).Label(lang)
	case model.KindObligation:
		return act.Teller{L: p.env.L, P: &prog}.Occurrence(value)
	case model.KindAgreement:
		return prog.Paper(value).Label(lang)
	case model.KindSignature:
		desk := act.Desk{Env: p.env, Names: p.names, Set: p.set}
		return desk.PartyName(c, value)
	case model.KindCommitment:
		k, _ := c.Commitment(r.ID)
		a, _ := c.Agreement(k.Agreement)
		return prog.Paper(a.Paper).Commitment(value).Label(lang)
	}
	return ""
}

// excerpt bounds a value, so that one change stays on a few lines.
func excerpt(s string) string { return widget.Cut(s, 120) }
