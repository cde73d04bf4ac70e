package caseload

import (
	"slices"
	"strings"

	"seuil/model"
	"seuil/model/programme"
	"seuil/model/text"
	"seuil/ui/locale"
)

// field is what a criterion is about.
type field int

const (
	fieldAgency field = iota
	fieldProgramme
	fieldPhase
	fieldLead
	fieldLate
	fieldDue
	fieldContact
	fieldWithout
	fieldUrgent
)

// What a row can be without.
const (
	withoutContact = "contact"
	withoutDue     = "due"
	withoutLead    = "lead"
)

// Whether a row is urgent.
const (
	urgentYes = "yes"
	urgentNo  = "no"
)

// lexicon is the words of queries: the criteria in both languages, with the values that the programmes and the team give.
type lexicon struct {
	keys  []key
	units []string // folded words for days
}

// key is one criterion that can be asked for.
type key struct {
	field  field
	words  []string // as it may be written; the first is proposed
	folded []string
	sign   string // the operator that is proposed
	terms  []term // its values, unless it is a number of days
}

// days says that its value is a number of days.
func (k *key) days() bool { return k.sign != ":" }

// term is one value of a key.
type term struct {
	shown string // as it is proposed, in one word
	words string // folded words that name it, each after a space
	code  string
	lead  model.ID // of a worker
}

func newTerm(code, shown string, names ...string) term {
	words := spaced(text.Words(strings.Join(append(names, shown, code), " ")))
	return term{shown: strings.ReplaceAll(strings.ToLower(shown), " ", "-"), words: words, code: code}
}

// newLexicon reads the words of the locale, the programmes and the workers; me is the one for whom "moi" stands.
func newLexicon(l *locale.Locale, set *programme.Set, workers []model.Worker, me model.ID) lexicon {
	lang := string(l.Lang)
	var agencies, programmes, phases, missing []term
	for _, a := range set.Agencies() {
		if !a.Seat {
			agencies = append(agencies, newTerm(a.Code, a.Short(lang), a.Label(lang)))
		}
	}
	for _, p := range set.Programmes() {
		programmes = append(programmes, newTerm(p.Code, p.Short(lang), p.Label(lang)))
		for _, ph := range p.Phases {
			phases = append(phases, newTerm(ph.Code, ph.Short(lang), ph.Label(lang)))
		}
	}
	words := strings.Fields(l.T("query.me"))
	mine := newTerm("", words[0], words...)
	mine.lead = me
	leads := []term{mine}
	for _, w := range workers {
		t := newTerm("", w.Name)
		t.lead = w.ID
		leads = append(leads, t)
	}
	for _, code := range []string{withoutContact, withoutDue, withoutLead} {
		words := strings.Fields(l.T("query.without." + code))
		missing = append(missing, newTerm(code, words[0], words...))
	}
	var yesNo []term
	for _, code := range []string{urgentYes, urgentNo} {
		words := strings.Fields(l.T("query.urgent." + code))
		yesNo = append(yesNo, newTerm(code, words[0], words...))
	}
	x := lexicon{units: strings.Fields(l.T("query.units"))}
	add := func(f field, name, sign string, terms []term) {
		k := key{field: f, words: strings.Fields(l.T("query.key." + name)), sign: sign, terms: terms}
		for _, w := range k.words {
			k.folded = append(k.folded, text.Fold(w))
		}
		x.keys = append(x.keys, k)
	}
	add(fieldAgency, "agency", ":", agencies)
	add(fieldPhase, "phase", ":", phases)
	add(fieldProgramme, "programme", ":", programmes)
	add(fieldLead, "lead", ":", leads)
	add(fieldLate, "late", ">", nil)
	add(fieldContact, "contact", ">", nil)
	add(fieldDue, "due", "<", nil)
	add(fieldWithout, "without", ":", missing)
	add(fieldUrgent, "urgent", ":", yesNo)
	return x
}

// key is the criterion of a name, or nil.
func (x lexicon) key(name string) *key {
	name = text.Fold(name)
	i := slices.IndexFunc(x.keys, func(k key) bool { return slices.Contains(k.folded, name) })
	if i < 0 {
		return nil
	}
	return &x.keys[i]
}

// nearKey is the criterion that a wrong name may stand for, else several.
func (x lexicon) nearKey(name string) string {
	var names, first []string
	for _, k := range x.keys {
		names, first = append(names, k.words...), append(first, k.words[0])
	}
	if near := text.Nearest(name, names); near != "" {
		return near
	}
	return propose(first)
}

// propose is the first of many values, for a sentence.
func propose(list []string) string {
	if len(list) <= maxProposed {
		return strings.Join(list, ", ")
	}
	return strings.Join(list[:maxProposed], ", ") + "…"
}

// proposal is the name of the criterion with its operator.
func (k *key) proposal() string { return k.words[0] + k.sign }

// matching are the terms that value can stand for: each of its words begins one of theirs. One that is written in full means that
// one alone.
func (k *key) matching(value string) (found []term) {
	if !spoken(value) {
		return nil
	}
	whole := text.Fold(value)
	for _, t := range k.terms {
		if text.Fold(t.shown) == whole {
			found = append(found, t)
		}
	}
	if len(found) > 0 {
		return found
	}
	for _, t := range k.terms {
		fits := true
		for w := range text.Words(value) {
			fits = fits && strings.Contains(t.words, " "+w)
		}
		if fits {
			found = append(found, t)
		}
	}
	return found
}

// near is the value that a wrong one may stand for, else several.
func (k *key) near(value string) string {
	var names []string
	for _, t := range k.terms {
		if !slices.Contains(names, t.shown) {
			names = append(names, t.shown)
		}
	}
	if near := text.Nearest(value, names); near != "" {
		return near
	}
	return propose(names)
}

// begun says that a query ends in what may become a criterion, and what stands before it.
func (x lexicon) begun(typed string) (head string, ok bool) {
	last := lastWord(typed)
	if last == "" || strings.ContainsAny(last, signs) {
		return typed, false
	}
	head, list := x.complete(typed)
	return head, len(list) > 0
}

// exampleDays stands for a number of days where one is proposed.
const exampleDays = "7"

// complete is what the part of a query at its end can become: what stands before it, and the parts that can take its place. Typed
// is a part already (agence:or) or the beginning of a criterion (ag).
func (x lexicon) complete(typed string) (head string, list []string) {
	last := lastWord(typed)
	head = typed[:len(typed)-len(last)]
	name, op, value, ok := cut(last)
	if !ok {
		begin := text.Fold(last)
		for i := range x.keys {
			k := &x.keys[i]
			if slices.ContainsFunc(k.folded, func(w string) bool { return strings.HasPrefix(w, begin) }) {
				list = append(list, k.proposal())
			}
		}
		return head, list
	}
	k := x.key(name)
	switch {
	case k == nil:
		return head, nil
	case k.days() && (value != "" || op == ""):
		return head, nil
	case k.days():
		return head, []string{last + exampleDays}
	}
	before := last[:len(last)-len(value)+strings.LastIndexByte(value, ',')+1]
	value = value[strings.LastIndexByte(value, ',')+1:]
	terms := k.matching(value)
	if value == "" {
		terms = k.terms
	}
	for _, t := range terms {
		if p := before + t.shown; p != last && !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	return head, list
}
