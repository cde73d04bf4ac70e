package caseload

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"seuil/model"
	"seuil/model/text"
)

// query is what the filter asks for: plain words, each of which begins a word of the row, and criteria like agence:orange or
// retard>7. All of them hold together.
type query struct {
	words    []string // folded, each after a space
	criteria []criterion
	faults   []fault // what was not understood; the rest filters
}

// criterion is one condition.
type criterion struct {
	text  string // as typed
	field field
	codes []string   // what is meant, of those that have codes
	leads []model.ID // the workers that are meant
	op    string     // <, <=, =, >= or >
	days  int
}

// fault is a part of the query that was not understood; its sentence has the key query.fault.<code>.
type fault struct {
	code, typed string
	key         string // the criterion, as it is proposed
	near        string // what to try
}

// maxProposed is how many values a sentence proposes when none resembles what was typed.
const maxProposed = 4

// parse reads what was typed. It never fails: what it does not understand is a fault beside the rest.
func (x lexicon) parse(typed string) query {
	var q query
	for _, p := range split(typed) {
		name, op, value, ok := cut(p.text)
		if !ok {
			for w := range text.Words(p.text) {
				q.words = append(q.words, " "+w)
			}
			continue
		}
		k := x.key(name)
		switch {
		case k == nil:
			q.faults = append(q.faults, fault{code: "key", typed: name, near: x.nearKey(name)})
		case value == "": // still being typed
		case k.days():
			q.number(x, k, p.text, op, value)
		default:
			q.value(k, p.text, value)
		}
	}
	return q
}

// value adds a criterion of words: any of several parted by commas.
func (q *query) value(k *key, typed, value string) {
	c := criterion{text: typed, field: k.field}
	for one := range strings.SplitSeq(value, ",") {
		found := k.matching(one)
		if len(found) == 0 && spoken(one) {
			q.faults = append(q.faults, fault{code: "value", typed: one, key: k.words[0], near: k.near(one)})
		}
		for _, t := range found {
			c.codes = append(c.codes, t.code)
			c.leads = append(c.leads, t.lead)
		}
	}
	if len(c.codes) > 0 {
		q.criteria = append(q.criteria, c)
	}
}

// number adds a criterion of days: "7" or "7j".
func (q *query) number(x lexicon, k *key, typed, op, value string) {
	digits := strings.TrimRightFunc(value, func(r rune) bool { return !unicode.IsDigit(r) })
	days, err := strconv.Atoi(digits)
	unit := text.Fold(value[len(digits):])
	if err != nil || op == "" || unit != "" && !slices.Contains(x.units, unit) {
		q.faults = append(q.faults, fault{code: "number", typed: typed, key: k.words[0], near: k.proposal() + exampleDays})
		return
	}
	q.criteria = append(q.criteria, criterion{text: typed, field: k.field, op: op, days: days})
}

// empty says that every row fits.
func (q *query) empty() bool { return len(q.words)+len(q.criteria) == 0 }

// narrows says that every row that fits q fits the query before.
func (q *query) narrows(before *query) bool {
	if before.empty() || len(q.words) < len(before.words) {
		return false
	}
	for i, w := range before.words {
		if !strings.HasPrefix(q.words[i], w) {
			return false
		}
	}
	for i := range before.criteria {
		if !slices.ContainsFunc(q.criteria, func(c criterion) bool { return c.text == before.criteria[i].text }) {
			return false
		}
	}
	return true
}

// part is one part of what was typed: spaces stand between them, but for those within quotation marks.
type part struct {
	start int // in bytes
	text  string
}

func split(typed string) (parts []part) {
	start, quoted := -1, false
	for i, r := range typed {
		switch {
		case !quoted && unicode.IsSpace(r):
			if start >= 0 {
				parts = append(parts, part{start, typed[start:i]})
			}
			start = -1
			continue
		case start < 0:
			start = i
		}
		switch r {
		case '"':
			quoted = !quoted
		case '«':
			quoted = true
		case '»':
			quoted = false
		}
	}
	if start >= 0 {
		parts = append(parts, part{start, typed[start:]})
	}
	return parts
}

// lastWord is the part at the end of what was typed, or nothing after a space.
func lastWord(typed string) string {
	parts := split(typed)
	if n := len(parts); n > 0 && parts[n-1].start+len(parts[n-1].text) == len(typed) {
		return parts[n-1].text
	}
	return ""
}

// signs are the characters of an operator.
const signs = ":<>="

// cut parts "agence:orange" and "retard>7". What does not begin with a name and an operator is plain words: "14:30". An operator
// that there is not is empty.
func cut(s string) (name, op, value string, ok bool) {
	i := strings.IndexAny(s, signs)
	if i <= 0 || strings.ContainsFunc(s[:i], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) }) {
		return "", "", "", false
	}
	value = strings.TrimLeft(s[i:], signs)
	op = strings.ReplaceAll(s[i:len(s)-len(value)], ":", "")
	switch op {
	case "", "==":
		op = "="
	case "=<":
		op = "<="
	case "=>":
		op = ">="
	case "<", "<=", "=", ">=", ">":
	default:
		op = ""
	}
	return s[:i], op, value, true
}

// spoken says that there is a word in s.
func spoken(s string) bool {
	for range text.Words(s) {
		return true
	}
	return false
}

// never is how many days ago something was that has not been.
const never = 1 << 30

// fits says whether a row fits the criterion on a day.
func (c *criterion) fits(r *row, today model.Date) bool {
	switch c.field {
	case fieldAgency:
		return slices.Contains(c.codes, r.Header.Agency)
	case fieldProgramme:
		return slices.Contains(c.codes, r.Header.Programme)
	case fieldPhase:
		return slices.Contains(c.codes, r.Phase)
	case fieldLead:
		return !r.Header.Lead.IsZero() && slices.Contains(c.leads, r.Header.Lead)
	case fieldWithout:
		return slices.ContainsFunc(c.codes, r.lacks)
	case fieldUrgent:
		return r.urgent() && slices.Contains(c.codes, urgentYes) || !r.urgent() && slices.Contains(c.codes, urgentNo)
	case fieldLate:
		late := r.late(today)
		return (late > 0 || c.op == "=") && c.holds(late)
	case fieldDue:
		return !r.due.IsZero() && c.holds(r.due.Sub(today))
	case fieldContact:
		return c.holds(r.silent(today))
	}
	return false
}

func (c *criterion) holds(days int) bool {
	switch c.op {
	case "<":
		return days < c.days
	case "<=":
		return days <= c.days
	case ">=":
		return days >= c.days
	case ">":
		return days > c.days
	}
	return days == c.days
}

// lacks says whether the row has nothing of what [withoutContact] and its like name.
func (r *row) lacks(code string) bool {
	switch code {
	case withoutContact:
		return r.LastContact.IsZero()
	case withoutDue:
		return r.due.IsZero()
	}
	return r.Header.Lead.IsZero()
}

// silent is since how many days nobody met or spoke to the household: since it was received, if nobody ever did.
func (r *row) silent(today model.Date) int {
	switch {
	case !r.LastContact.IsZero():
		return today.Sub(r.LastContact)
	case !r.Header.Received.IsZero():
		return today.Sub(r.Header.Received)
	}
	return never
}
