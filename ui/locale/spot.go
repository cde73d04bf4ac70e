package locale

import (
	"strings"

	"seuil/model"
)

// Spotted is a date to come that was found in a text, with what leads to it ("avant le 4 décembre") and the time of day
// that follows it, if any.
type Spotted struct {
	Start, End int // bytes
	Date       Date
	Clock      Clock
}

// maxAhead is how many days ahead a date without a year is believed: further, it is rather the past that is told.
const maxAhead = 183

// Spot finds the dates to come in free text. It would rather miss one than take a fraction, a telephone number, an amount,
// a habit ("le lundi") or the past for one.
func (l *Locale) Spot(text string, today Date) []Spotted {
	return l.spot(text, today, today.AddDays(1))
}

func (l *Locale) spot(text string, today, from Date) []Spotted {
	r := &reader{vocabulary: l.words(), toks: tokenize(text), today: today}
	var list []Spotted
	for i := 0; i < len(r.toks); {
		if t := r.toks[i]; t.number < 0 && r.starters[t.word] == 0 {
			i++
			continue
		}
		s, n, ok := r.spotAt(i)
		if ok && s.Date >= from {
			list = append(list, s)
		}
		i += max(1, n)
	}
	return list
}

// spotAt is the date that begins at i with what leads to it: n is how many tokens it takes, ok whether it is one to offer.
func (r *reader) spotAt(i int) (s Spotted, n int, ok bool) {
	f, at := r.ledDate(i)
	if f.n == 0 {
		return s, 0, false
	}
	end := at + f.n
	c, k := r.clockAfter(end)
	end += k
	s = Spotted{Start: r.toks[i].start, End: r.toks[end-1].end, Date: f.date, Clock: c}
	return s, end - i, r.believed(i, at, f)
}

// believed says whether the date at the token at, led by what begins at i, is one to come.
func (r *reader) believed(i, at int, f found) bool {
	if r.follows(roleSince, i) || r.follows(roleHabit, i) {
		return false
	}
	if f.bare && (r.follows(roleArticle, at)) {
		return false
	}
	return f.sure || f.date.Sub(r.today) <= maxAhead
}

// follows says that a phrase of a role ends just before the token i.
func (r *reader) follows(role role, i int) bool {
	for k := 1; k <= 3 && k <= i; k++ {
		if _, n := r.match(role, r.toks, i-k); n == k {
			return true
		}
	}
	return false
}

// whoKeys are the parties of [model.WhoList] by their keys in the catalogue.
var whoKeys = [...]string{model.WhoWorker, model.WhoHousehold, model.WhoLandlord, model.WhoPartner}

// Mark is an action written as a line of a note: ">> ménage : fournir l’attestation avant le 12/12".
type Mark struct {
	Start, End int    // bytes of the line, without its end
	Who        string // a code of [model.WhoList]; the worker if the line does not say
	Label      string
	Due        Date // zero if the line names no date
	At         Clock
}

// Marks finds the lines of a text that begin with >> and say something.
func (l *Locale) Marks(text string, today Date) []Mark {
	var list []Mark
	start := 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		end := start + len(line)
		line = strings.TrimRight(line, "\n")
		body := strings.TrimLeft(line, " \t\u00A0\u202F")
		if rest, ok := strings.CutPrefix(body, ">>"); ok {
			m := l.mark(strings.TrimLeft(rest, "> "), today)
			m.Start, m.End = start+len(line)-len(body), start+len(line)
			if m.Label != "" {
				list = append(list, m)
			}
		}
		start = end
	}
	return list
}

func (l *Locale) mark(line string, today Date) Mark {
	m := Mark{Who: model.WhoWorker}
	if head, rest, ok := strings.Cut(line, ":"); ok {
		toks := tokenize(head)
		if value, n := l.words().match(roleWho, toks, 0); n > 0 && n == len(toks) {
			m.Who, line = whoKeys[value], rest
		}
	}
	m.Label = strings.Trim(line, " \u00A0\u202F")
	spots := l.spot(m.Label, today, today)
	if len(spots) == 0 {
		return m
	}
	s := spots[len(spots)-1]
	m.Due, m.At = s.Date, s.Clock
	if strings.Trim(m.Label[s.End:], " .\u00A0") == "" {
		m.Label = trimLead(m.Label[:s.Start])
	}
	if m.Label == "" { // a date alone says what is to be done no more than nothing does
		return Mark{}
	}
	return m
}
