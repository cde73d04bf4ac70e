package handover

import (
	"cmp"
	"strconv"
	"strings"

	"seuil/model"
	"seuil/ui/act"
)

// source says who wrote a note, where and when, for readers whose registry does not know her. One that came from elsewhere itself keeps
// its own.
func (p *Page) source(k model.Contact) string {
	l, house := p.env.L, p.s.Card().Association
	if k.Source != "" {
		return k.Source
	}
	if name := p.s.Registry().Worker(k.Worker).Name; name != "" {
		return l.T("handover.source", "who", name, "house", house, "date", l.Date(k.Date))
	}
	return l.T("handover.source_nobody", "house", house, "date", l.Date(k.Date))
}

// contact is a note by its date and kind.
func (p *Page) contact(k model.Contact) string {
	return p.env.L.T("handover.contact", "date", p.env.L.Date(k.Date), "kind", p.known("contact.kind.", string(k.Kind)))
}

// known is a code by its name; one of a later version stays as it is.
func (p *Page) known(prefix, code string) string {
	if p.env.L.Has(prefix + code) {
		return p.env.L.T(prefix + code)
	}
	return code
}

func (p *Page) kindName(kind model.Kind) string {
	return p.known("history.kind.", string(kind))
}

// fieldName is what a field is called where it is entered.
func (p *Page) fieldName(ref model.FieldRef) string {
	kind := string(ref.Kind)
	for _, prefix := range []string{"history." + kind + ".", kind + ".field.", "case." + kind + ".field.", "paper.field."} {
		if p.env.L.Has(prefix + ref.Name) {
			return p.env.L.T(prefix + ref.Name)
		}
	}
	return ref.Name
}

// value is a value as a person reads it.
func (p *Page) value(t model.Told) string {
	l, lang := p.env.L, string(p.env.L.Lang)
	prog := p.set.Programme(p.c.Header().Programme)
	if d, err := model.ParseDate(t.Value); err == nil && t.Value != "" {
		return l.Date(d)
	}
	n, err := strconv.Atoi(t.Value)
	switch {
	case (t.Name == "rent" || t.Name == "charges") && err == nil:
		return l.Money(model.Money(n))
	case (t.Name == "minutes" || t.Name == "travel") && err == nil:
		return l.Duration(n)
	case t.Name == "readback":
		return l.T("history.yes")
	case t.Name == "programme":
		return prog.Label(lang)
	case t.Name == "agency":
		return p.set.Agency(t.Value).Label(lang)
	case t.Name == "phase":
		return prog.Phase(t.Value).Label(lang)
	case t.Name == "paper":
		return prog.Paper(t.Value).Label(lang)
	case t.Name == "code" && t.Kind == model.KindStep:
		return prog.Step(t.Value).Label(lang)
	case t.Name == "key":
		return p.teller().Occurrence(t.Value)
	case t.Name == "code":
		return p.commitment(t)
	case t.Name == "party" || t.Name == "parties":
		return p.parties(t.Value)
	case t.Name == "agreement":
		return p.agreement(t.Value)
	case t.Name == "contact":
		return l.T("handover.that_note")
	case t.Name == "who":
		return p.known("contact.who.", t.Value)
	}
	for _, prefix := range []string{t.String() + ".", "case." + t.Name + "."} {
		if l.Has(prefix + t.Value) {
			return l.T(prefix + t.Value)
		}
	}
	return t.Value
}

// agreement is a version of a paper by its name.
func (p *Page) agreement(value string) string {
	id, _ := model.ParseID(value) // one that cannot be read names no version
	a, _ := p.c.Agreement(id)
	return p.env.L.T("paper.terms", "paper", p.set.Programme(p.c.Header().Programme).Paper(a.Paper).Label(string(p.env.L.Lang)), "n", a.Version)
}

// parties are the parties of a paper, one a word or line.
func (p *Page) parties(value string) string {
	desk := act.Desk{Env: p.env, Set: p.set}
	var names []string
	for _, party := range strings.Fields(value) {
		names = append(names, desk.PartyName(p.c, party))
	}
	return strings.Join(names, ", ")
}

// commitment is a commitment in the words of the programme.
func (p *Page) commitment(t model.Told) string {
	k, _ := p.c.Commitment(t.Record) // commitments are named by what they are about: the copy has the same id
	a, _ := p.c.Agreement(k.Agreement)
	return p.set.Programme(p.c.Header().Programme).Paper(a.Paper).Commitment(t.Value).Label(string(p.env.L.Lang))
}

// name is to whom a case is or was proposed.
func (p *Page) name(h model.Handover) string {
	return cmp.Or(h.Name, p.worker(h.To))
}
