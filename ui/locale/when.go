package locale

import (
	"strings"

	"seuil/model"
)

func (l *Locale) reader(text string, today Date) *reader {
	return &reader{vocabulary: l.words(), toks: tokenize(text), today: today, loose: true}
}

// ParseDate reads a date to come as people type it: +7, +2s, lun, lundi prochain, 4/12, 4 déc 2026, fin de mois, dans 3
// jours, 2026-12-04; accents and case do not matter. What has no year is the nearest such day from today on. ok is false
// for an impossible date and for anything else that is not wholly understood.
func (l *Locale) ParseDate(text string, today Date) (d Date, ok bool) {
	return l.reader(text, today).whole()
}

// ParsePastDate is [Locale.ParseDate] for what lies behind: a visit made, an arrival, a birth. What has no year is the
// latest such day up to today.
func (l *Locale) ParsePastDate(text string, today Date) (d Date, ok bool) {
	r := l.reader(text, today)
	r.past = true
	return r.whole()
}

func (r *reader) whole() (Date, bool) {
	f, i := r.ledDate(0)
	if f.n == 0 || !r.over(i+f.n) {
		return 0, false
	}
	return f.date, true
}

// ledDate is the date at i, or after a lead that begins there, whichever reaches further ("après demain" is one word, as
// it were); at is where the date itself begins.
func (r *reader) ledDate(i int) (f found, at int) {
	at = r.skipLead(i)
	r.led = at > i
	led := r.date(at)
	r.led = false
	if f = r.date(i); at == i || led.n == 0 || f.n >= at-i+led.n {
		return f, i
	}
	return led, at
}

// skipLead is where a date may begin after "avant le".
func (r *reader) skipLead(i int) int {
	_, n := r.match(roleLead, r.toks, i)
	if _, k := r.match(roleSoftLead, r.toks, i); k > n {
		n = k
	}
	return i + n
}

// over says that nothing but full stops and line ends is left.
func (r *reader) over(i int) bool {
	for ; i < len(r.toks); i++ {
		if w := r.toks[i].word; w != "." && w != "\n" {
			return false
		}
	}
	return true
}

// ParseClock reads a time of day: 14h, 14h30, 14:30, 9 h, midi, 1430, 2pm.
func (l *Locale) ParseClock(text string) (c Clock, ok bool) {
	r := l.reader(text, 0)
	_, i := r.match(roleAt, r.toks, 0)
	c, n := r.clock(i)
	if n == 0 {
		c, n = r.bareClock(i)
	}
	if n == 0 || !r.over(i+n) {
		return 0, false
	}
	return c, true
}

// ParseWhen reads a date with or without a time of day, in either order: lun 14h30, 14h30 lundi, 4/12. A time alone is
// today.
func (l *Locale) ParseWhen(text string, today Date) (d Date, c Clock, ok bool) {
	r := l.reader(text, today)
	i := 0
	if _, n := r.match(roleAt, r.toks, i); n > 0 {
		i += n
	}
	if c, n := r.clock(i); n > 0 {
		if r.over(i + n) {
			return today, c, true
		}
		if f, at := r.ledDate(i + n); f.n > 0 && r.over(at+f.n) {
			return f.date, c, true
		}
		return 0, 0, false
	}
	f, i := r.ledDate(0)
	c, n := r.clockAfter(i + f.n)
	if f.n == 0 || !r.over(i+f.n+n) {
		return 0, 0, false
	}
	return f.date, c, true
}

// clockAfter reads ", à 14 h".
func (r *reader) clockAfter(i int) (c Clock, n int) {
	skip := 0
	if r.is(i, ",") {
		skip++
	}
	if _, k := r.match(roleAt, r.toks, i+skip); k > 0 {
		skip += k
	}
	if c, n = r.clock(i + skip); n > 0 {
		n += skip
	}
	return c, n
}

// clock reads a time of day that says that it is one. n is its number of tokens.
func (r *reader) clock(i int) (c Clock, n int) {
	if _, k := r.match(roleNoon, r.toks, i); k > 0 {
		return model.NewClock(12, 0), k
	}
	h := r.number(i, 2)
	if h < 0 || h > 23 || !r.apart(i) {
		return 0, 0
	}
	m, n := 0, 1
	if _, k := r.match(roleHour, r.toks, i+n); k > 0 {
		n += k
		if mm := r.minutes(i + n); mm >= 0 && (!r.toks[i+n].gap || r.toks[i+n-1].gap) {
			m, n = mm, n+1
		}
		return model.NewClock(h, m), n
	}
	if r.is(i+n, ":") && !r.toks[i+n].gap {
		if m = r.minutes(i + n + 1); m < 0 || r.toks[i+n+1].gap {
			return 0, 0
		}
		n += 2
	}
	if half, k := r.match(roleHalf, r.toks, i+n); k > 0 && h >= 1 && h <= 12 {
		return model.NewClock(h%12+half, m), n + k
	}
	if n == 1 {
		return 0, 0
	}
	return model.NewClock(h, m), n
}

// minutes is the value of the token i if it is two figures up to 59, or -1.
func (r *reader) minutes(i int) int {
	if m := r.number(i, 2); m >= 0 && m <= 59 && r.toks[i].digits() == 2 {
		return m
	}
	return -1
}

// bareClock reads what can only be a time because nothing else is asked for: 9, 930, 1430.
func (r *reader) bareClock(i int) (c Clock, n int) {
	k := r.number(i, 4)
	if k < 0 {
		return 0, 0
	}
	h, m := k, 0
	if r.toks[i].digits() > 2 {
		h, m = k/100, k%100
	}
	if h > 23 || m > 59 {
		return 0, 0
	}
	return model.NewClock(h, m), 1
}

// isClock says that a time of day stands at i, and so not a day or a year.
func (r *reader) isClock(i int) bool {
	_, n := r.clock(i)
	return n > 0
}

// trimLead cuts what leads to a date ("avant le", ",", ":") off the end of a label.
func trimLead(s string) string { return strings.TrimRight(s, " \u00A0\u202F,;:–-(") }
