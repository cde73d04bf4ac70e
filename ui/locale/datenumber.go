package locale

import (
	"time"

	"seuil/model"
)

func monthOf(m int) time.Month { return time.Month(m) }

// civil is the date, if it exists: there is no 31 September.
func civil(year, month, day int) (Date, bool) {
	if month < 1 || month > 12 || day < 1 {
		return 0, false
	}
	first := model.NewDate(year, monthOf(month), 1)
	if day > first.DaysInMonth() {
		return 0, false
	}
	return first.AddDays(day - 1), true
}

// noYear is the nearest such day from today on, or up to today.
func (r *reader) noYear(month, day int) (Date, bool) {
	d, ok := civil(r.today.Year(), month, day)
	if ok && (d == r.today || d > r.today != r.past) {
		return d, true
	}
	if r.past {
		return civil(r.today.Year()-1, month, day)
	}
	return civil(r.today.Year()+1, month, day)
}

// century is the year that two figures mean: 26 is 2026; looking back, 85 is 1985.
func (r *reader) century(yy int) int {
	if r.past && yy > r.today.Year()%100 {
		return 1900 + yy
	}
	return 2000 + yy
}

// year reads the year after the name of a month: four figures, or two in a field. n is the number of tokens.
func (r *reader) year(i int) (year, n int) {
	if r.monthFirst && r.is(i, ",") {
		if year, n = r.year(i + 1); n > 0 {
			n++
		}
		return year, n
	}
	k := r.number(i, 4)
	switch {
	case k < 0 || r.isClock(i):
		return 0, 0
	case r.toks[i].digits() == 4 && k >= 1850 && k <= 2200:
		return k, 1
	case r.toks[i].digits() == 2 && r.loose:
		return r.century(k), 1
	}
	return 0, 0
}

// numeric reads 4/12, 4/12/26, 04.12.2026, 4-12-2026, 2026-12-04 and, in a field, 04122026.
func (r *reader) numeric(i int) found {
	a := r.number(i, maxDigits)
	if a < 0 || !r.apart(i) {
		return found{}
	}
	if r.toks[i].digits() == maxDigits && r.loose {
		d, ok := civil(a%10000, a/10000%100, a/1000000)
		return found{date: d, n: count(ok, 1), sure: true}
	}
	if i+2 >= len(r.toks) || r.toks[i+1].gap || r.toks[i+2].gap {
		return found{}
	}
	sep, b := r.toks[i+1].word, r.number(i+2, 2)
	if sep != "/" && sep != "." && sep != "-" || b < 0 {
		return found{}
	}
	third := -1
	if r.is(i+3, sep) && !r.toks[i+3].gap && i+4 < len(r.toks) && r.toks[i+4].number >= 0 && !r.toks[i+4].gap {
		third = i + 4
	}
	switch {
	case r.toks[i].digits() == 4:
		if third < 0 || sep != "-" || r.toks[third].digits() > 2 || !r.ends(third+1) {
			return found{}
		}
		d, ok := civil(a, b, r.toks[third].number)
		return found{date: d, n: count(ok, 5), sure: true}
	case r.toks[i].digits() > 2:
		return found{}
	case third >= 0:
		year := r.toks[third].number
		switch {
		case r.toks[third].digits() == 2 && (r.loose || sep == "/"):
			year = r.century(year)
		case r.toks[third].digits() != 4:
			return found{}
		}
		d, ok := civil(year, b, a)
		return found{date: d, n: count(ok && r.ends(third+1), 5), sure: true}
	}
	if !r.loose && (sep != "/" || !r.led || !r.ends(i+3) || r.fraction(i+3)) {
		return found{}
	}
	d, ok := r.noYear(b, a)
	return found{date: d, n: count(ok, 3)}
}

func count(ok bool, n int) int {
	if ok {
		return n
	}
	return 0
}

// apart says that the number at i does not go on to the left, as the middle of a telephone number or of a reference does.
func (r *reader) apart(i int) bool {
	if i == 0 || r.toks[i].gap || r.loose {
		return true
	}
	switch r.toks[i-1].word {
	case "/", ".", "-", ",", "+", "_", "#", "°":
		return false
	}
	return r.toks[i-1].class == classSign
}

// ends says that nothing at i goes on from the number before it.
func (r *reader) ends(i int) bool {
	if i >= len(r.toks) || r.toks[i].word == "\n" {
		return true
	}
	if _, n := r.match(roleAmount, r.toks, i); n > 0 {
		return false
	}
	t := r.toks[i]
	switch t.word {
	case "/", ".", "-", ",":
		return t.gap || i+1 >= len(r.toks) || r.toks[i+1].gap || r.toks[i+1].number < 0
	}
	return t.gap || t.class == classSign
}

func (r *reader) fraction(i int) bool {
	_, n := r.match(roleFraction, r.toks, i)
	return n > 0
}

// dayMonth reads 4 décembre, 1er déc. 2026, December 4, 2026.
func (r *reader) dayMonth(i int) found {
	day := r.number(i, 2)
	if day < 0 {
		return r.monthDay(i)
	}
	if !r.apart(i) {
		return found{}
	}
	n := 1
	if _, k := r.match(roleOrdinal, r.toks, i+n); k > 0 && !r.toks[i+n].gap {
		n += k
	}
	if r.fraction(i+n) && r.monthFirst { // the 4th of December
		n++
	}
	month, k := r.match(roleMonth, r.toks, i+n)
	if k == 0 {
		return found{}
	}
	return r.named(i, n+k, month, day)
}

// monthDay reads December 4, where that is how it is said.
func (r *reader) monthDay(i int) found {
	month, n := r.match(roleMonth, r.toks, i)
	if n == 0 || !r.monthFirst {
		return found{}
	}
	day := r.number(i+n, 2)
	if day < 0 || r.isClock(i+n) {
		return found{}
	}
	n++
	if _, k := r.match(roleOrdinal, r.toks, i+n); k > 0 && !r.toks[i+n].gap {
		n += k
	}
	return r.named(i, n, month, day)
}

// named ends a date with the name of its month: a year may follow.
func (r *reader) named(i, n, month, day int) found {
	at := i + n
	if r.is(at, ".") && !r.toks[at].gap {
		at++
	}
	if year, k := r.year(at); k > 0 {
		d, ok := civil(year, month, day)
		return found{date: d, n: count(ok, at+k-i), sure: true}
	}
	d, ok := r.noYear(month, day)
	return found{date: d, n: count(ok, n)}
}

// dayOnly reads, in a field, 28: the next 28th of a month.
func (r *reader) dayOnly(i int) found {
	day := r.number(i, 2)
	if !r.loose || day < 1 || r.isClock(i) {
		return found{}
	}
	first := r.today.AddDays(1 - r.today.Day())
	step := 1
	if r.past {
		step = -1
	}
	for k := range 3 {
		m := first.AddMonths(step * k)
		d, ok := civil(m.Year(), int(m.Month()), day)
		if ok && (d == r.today || d > r.today != r.past) {
			return found{date: d, n: 1}
		}
	}
	return found{}
}
