package liaison

import (
	"slices"
	"strconv"
	"strings"

	"seuil/model"
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
	if d, err := model.ParseDate(v.Value); err == nil && v.Value != "" {
		return l.Date(d)
	}
	switch v.Name {
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
		return p.set.Programme(p.c.Header().Programme).Phase(v.Value).Label(lang)
	case "to":
		return p.tell.to.Card.Name
	}
	for _, prefix := range []string{"case.origin.", "member.role.", "dwelling.tenure.", "reach.means.", "contact.kind."} {
		if strings.HasPrefix(prefix, v.FieldRef.String()+".") && l.Has(prefix+v.Value) {
			return l.T(prefix + v.Value)
		}
	}
	return v.Value
}

// consentWords is what a consent rests on and until when.
func (p *Page) consentWords(k model.Consent) string {
	l := p.env.L
	parts := []string{l.T("liaison.basis." + k.Basis), l.T("liaison.since", "date", l.Date(k.On))}
	if !k.Until.IsZero() {
		parts = append(parts, l.T("liaison.until", "date", l.Date(k.Until)))
	}
	if k.Kept != "" {
		parts = append(parts, l.T("liaison.kept", "where", k.Kept))
	}
	var names []string
	for _, t := range agreed() {
		if t.allowedBy(k) {
			names = append(names, l.T("liaison.short."+t.name))
		}
	}
	return strings.Join(append(parts, strings.Join(names, ", ")), " · ")
}

// fieldWords are the topics that a disclosure told of.
func (p *Page) fieldWords(d model.Disclosure) string {
	var names []string
	for _, t := range append(topics(), topic{"notes", []model.FieldRef{model.Shareable()}}) {
		if slices.ContainsFunc(t.fields, func(f model.FieldRef) bool { return slices.Contains(d.Fields, f.String()) }) {
			names = append(names, p.env.L.T("liaison.short."+t.name))
		}
	}
	return strings.Join(names, ", ")
}
