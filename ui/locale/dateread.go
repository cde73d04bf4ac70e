package locale

import "seuil/model"

// reader reads one date among tokens.
type reader struct {
	*vocabulary
	toks  []token
	today Date
	past  bool // what has no year lies behind: a visit made, a date of birth
	loose bool // a field of dates: bare numbers and abbreviations count
	led   bool // "avant le" stands before
}

// found is a date and how many tokens it takes; none means no date.
type found struct {
	date Date
	n    int
	sure bool // it names its year or is told by its distance from today
	bare bool // nothing but the name of a weekday
}

// date is the longest date that begins at the token i.
func (r *reader) date(i int) (best found) {
	if i >= len(r.toks) || !r.loose && !r.begins(i) {
		return best
	}
	for _, try := range [...]func(int) found{r.dayWord, r.shift, r.edge, r.weekday, r.next, r.numeric, r.dayMonth, r.dayOnly} {
		if f := try(i); f.n > best.n {
			best = f
		}
	}
	if best.n > 0 && (best.date.Year() < 1850 || best.date.Year() > 2200) {
		return found{}
	}
	return best
}

// begins says that a date may begin at i: most words of a text are turned away here.
func (r *reader) begins(i int) bool {
	return r.toks[i].number >= 0 || r.starters[r.toks[i].word]&beginsDate != 0
}

func (r *reader) is(i int, word string) bool {
	return i >= 0 && i < len(r.toks) && r.toks[i].word == word
}

// number is the value of the token i if it is a number of at most that many digits, or -1.
func (r *reader) number(i, digits int) int {
	if i < 0 || i >= len(r.toks) || r.toks[i].digits() > digits {
		return -1
	}
	return r.toks[i].number
}

// dayWord reads demain, après-demain.
func (r *reader) dayWord(i int) found {
	value, n := r.match(roleDay, r.toks, i)
	return found{date: r.today.AddDays(value), n: n, sure: true}
}

// shift reads +7, +2s, j+7, dans 3 jours, il y a 3 jours, 3 days ago.
func (r *reader) shift(i int) found {
	if _, n := r.match(roleIn, r.toks, i); n > 0 {
		return r.amount(i, n, 1, true)
	}
	if _, n := r.match(roleAgo, r.toks, i); n > 0 {
		return r.amount(i, n, -1, true)
	}
	if !r.loose {
		return found{}
	}
	if unit, n := r.match(roleUnit, r.toks, i); n > 0 && r.is(i+n, "+") { // J+7
		if k := r.number(i+n+1, 4); k >= 0 {
			return r.moved(unit, k, n+2)
		}
	}
	switch {
	case r.is(i, "+"):
		return r.amount(i, 1, 1, false)
	case r.is(i, "-"):
		return r.amount(i, 1, -1, false)
	}
	f := r.amount(i, 0, -1, true)
	if _, n := r.match(roleAfter, r.toks, i+f.n); f.n > 0 && n > 0 {
		f.n += n
		return f
	}
	return found{}
}

// amount reads a number and its unit, skip tokens after i; without a unit, days.
func (r *reader) amount(i, skip, sign int, needUnit bool) found {
	k := r.number(i+skip, 4)
	if k < 0 {
		return found{}
	}
	unit, n := r.match(roleUnit, r.toks, i+skip+1)
	if n > 0 && !r.loose && r.toks[i+skip+1].digits() < 2 && unit != unitDay {
		n = 0 // "dans 3 m" may be metres
	}
	if n == 0 && needUnit {
		return found{}
	}
	if n == 0 {
		unit = unitDay
	}
	return r.moved(unit, sign*k, skip+1+n)
}

func (r *reader) moved(unit, k, n int) found {
	d := r.today
	switch unit {
	case unitDay:
		d = d.AddDays(k)
	case unitWeek:
		d = d.AddDays(7 * k)
	case unitMonth:
		d = d.AddMonths(k)
	case unitYear:
		d = d.AddMonths(12 * k)
	}
	return found{date: d, n: n, sure: true}
}

// edge reads fin de mois, fin décembre, début janvier 2027, mi-mars, fin de semaine (Friday).
func (r *reader) edge(i int) found {
	if _, n := r.match(roleEOM, r.toks, i); n > 0 && r.loose {
		return found{date: r.today.EndOfMonth(), n: n, sure: true}
	}
	which, n := r.match(roleEdge, r.toks, i)
	if n == 0 {
		return found{}
	}
	if m, k := r.match(roleMonth, r.toks, i+n); k > 0 {
		f := r.monthEdge(m, which, i, n+k)
		return f
	}
	if !r.loose && !r.led { // "les fins de mois sont difficiles"
		return found{}
	}
	if _, k := r.match(roleWeekWord, r.toks, i+n); k > 0 && which == edgeEnd {
		days := (4 - isoDay(r.today) + 7) % 7
		return found{date: r.today.AddDays(days), n: n + k, sure: true}
	}
	if _, k := r.match(roleMonthWord, r.toks, i+n); k > 0 {
		first := r.today.AddDays(1 - r.today.Day())
		n += k
		if _, k := r.match(roleNext, r.toks, i+n); k > 0 {
			first, n = first.AddMonths(1), n+k
		} else if which != edgeEnd && edgeOf(first, which) < r.today && !r.past {
			first = first.AddMonths(1)
		}
		return found{date: edgeOf(first, which), n: n, sure: true}
	}
	return found{}
}

func (r *reader) monthEdge(month, which, i, n int) found {
	year, k := r.year(i + n)
	if k > 0 {
		return found{date: edgeOf(model.NewDate(year, monthOf(month), 1), which), n: n + k, sure: true}
	}
	d := edgeOf(model.NewDate(r.today.Year(), monthOf(month), 1), which)
	if !r.past && d < r.today {
		d = edgeOf(model.NewDate(r.today.Year()+1, monthOf(month), 1), which)
	} else if r.past && d > r.today {
		d = edgeOf(model.NewDate(r.today.Year()-1, monthOf(month), 1), which)
	}
	return found{date: d, n: n}
}

func edgeOf(first Date, which int) Date {
	switch which {
	case edgeMid:
		return first.AddDays(14)
	case edgeEnd:
		return first.EndOfMonth()
	}
	return first
}

// weekday reads lundi, lundi prochain, lundi dernier, lundi en huit, lundi 30, lundi 30 novembre. A weekday that is not
// that of the date is a mistake: no date.
func (r *reader) weekday(i int) found {
	day, n := r.match(roleWeekday, r.toks, i)
	if n == 0 {
		return found{}
	}
	long := r.toks[i].digits() > 4
	if r.is(i+n, ".") && !r.toks[i+n].gap && i+n+1 < len(r.toks) {
		n++
	}
	if _, k := r.match(roleNext, r.toks, i+n); k > 0 {
		return found{date: r.weekStart(1).AddDays(day), n: n + k, sure: true}
	}
	if _, k := r.match(roleLast, r.toks, i+n); k > 0 {
		return found{date: r.nearest(day, true), n: n + k, sure: true}
	}
	if _, k := r.match(roleWeekOn, r.toks, i+n); k > 0 && (r.loose || k > 1) {
		return found{date: r.nearest(day, false).AddDays(7), n: n + k, sure: true}
	}
	rest := reader{vocabulary: r.vocabulary, toks: r.toks, today: r.today, past: r.past, loose: r.loose, led: true}
	best := found{}
	for _, try := range [...]func(int) found{rest.numeric, rest.dayMonth} {
		if f := try(i + n); f.n > best.n {
			best = f
		}
	}
	if best.n > 0 {
		if isoDay(best.date) != day {
			return found{}
		}
		best.n += n
		return best
	}
	if k := r.number(i+n, 2); k >= 0 && !r.isClock(i+n) {
		return r.weekdayNumber(day, k, n+1)
	}
	if !r.loose && !long {
		return found{}
	}
	return found{date: r.nearest(day, r.past), n: n, bare: true}
}

// weekdayNumber is the nearest date that is that day of the week and of the month, within two months.
func (r *reader) weekdayNumber(day, number, n int) found {
	step := 1
	if r.past {
		step = -1
	}
	for k := range 63 {
		if d := r.today.AddDays(step * k); d.Day() == number && isoDay(d) == day {
			return found{date: d, n: n}
		}
	}
	return found{}
}

// nearest is the next such weekday after today, or the last one before.
func (r *reader) nearest(day int, past bool) Date {
	if past {
		return r.today.AddDays(-((isoDay(r.today)-day+6)%7 + 1))
	}
	return r.today.AddDays((day-isoDay(r.today)+6)%7 + 1)
}

// weekStart is the Monday of the week that is so many weeks away.
func (r *reader) weekStart(weeks int) Date { return r.today.AddDays(7*weeks - isoDay(r.today)) }

// next reads next Monday, ce vendredi, semaine prochaine, mois prochain, next month.
func (r *reader) next(i int) found {
	if _, n := r.match(roleThis, r.toks, i); n > 0 {
		if day, k := r.match(roleWeekday, r.toks, i+n); k > 0 && r.number(i+n+k, 2) < 0 {
			return found{date: r.nearest(day, r.past), n: n + k, sure: true, bare: true}
		}
	}
	if _, n := r.match(roleNext, r.toks, i); n > 0 {
		if day, k := r.match(roleWeekday, r.toks, i+n); k > 0 {
			return found{date: r.weekStart(1).AddDays(day), n: n + k, sure: true}
		}
		return r.nextSpan(i+n, n)
	}
	if _, n := r.match(roleLast, r.toks, i); n > 0 {
		if day, k := r.match(roleWeekday, r.toks, i+n); k > 0 {
			return found{date: r.nearest(day, true), n: n + k, sure: true}
		}
	}
	f := r.nextSpan(i, 0)
	if _, k := r.match(roleNext, r.toks, i+f.n); f.n > 0 && k > 0 {
		f.n += k
		return f
	}
	return found{}
}

// nextSpan is the Monday of next week or the first of next month.
func (r *reader) nextSpan(i, n int) found {
	if _, k := r.match(roleWeekWord, r.toks, i); k > 0 {
		return found{date: r.weekStart(1), n: n + k, sure: true}
	}
	if _, k := r.match(roleMonthWord, r.toks, i); k > 0 {
		return found{date: r.today.AddDays(1 - r.today.Day()).AddMonths(1), n: n + k, sure: true}
	}
	return found{}
}
