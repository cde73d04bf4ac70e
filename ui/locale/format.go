package locale

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"seuil/model"
)

// Date and Clock are those of the model, by a shorter name.
type (
	Date  = model.Date
	Clock = model.Clock
)

// calendarNames are the names of days and months, read once: lists draw hundreds of dates. Index 0 is Monday, or January.
type calendarNames struct {
	weekday, day [7]string
	month, abbr  [12]string
	first        string // the first of a month: "1er"
}

func makeNames(l *Locale) *calendarNames {
	n := &calendarNames{}
	for i := range 7 {
		n.weekday[i] = l.T(fmt.Sprintf("date.weekday.%d", i+1))
		n.day[i] = l.T(fmt.Sprintf("date.day.%d", i+1))
	}
	for i := range 12 {
		n.month[i] = l.T(fmt.Sprintf("date.month.%d", i+1))
		n.abbr[i] = l.T(fmt.Sprintf("date.abbr.%d", i+1))
	}
	n.first = l.T("date.first")
	return n
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// isoDay is the day of the week from 0, Monday, to 6, Sunday.
func isoDay(d Date) int { return (int(d.Weekday()) + 6) % 7 }

func (l *Locale) dayNumber(d Date) string {
	if d.Day() == 1 {
		return l.names().first
	}
	return strconv.Itoa(d.Day())
}

// Date is the date in figures: "23/11/2026". No date is nothing, here and below.
func (l *Locale) Date(d Date) string {
	if d.IsZero() {
		return ""
	}
	return l.T("date.numeric", "dd", twoDigits(d.Day()), "mm", twoDigits(int(d.Month())),
		"yyyy", fmt.Sprintf("%04d", d.Year()))
}

// ShortDay is the date in a list: "lun. 23 nov.", with its year if that is not the year of today.
func (l *Locale) ShortDay(d, today Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Year() != today.Year():
		return l.ShortDayYear(d)
	}
	return l.T("date.short", "weekday", l.names().day[isoDay(d)], "day", l.dayNumber(d), "month", l.names().abbr[d.Month()-1])
}

// ShortDayYear is "lun. 23 nov. 2026".
func (l *Locale) ShortDayYear(d Date) string {
	if d.IsZero() {
		return ""
	}
	return l.T("date.short_year", "weekday", l.names().day[isoDay(d)], "day", l.dayNumber(d),
		"month", l.names().abbr[d.Month()-1], "year", d.Year())
}

// DayMonth is "23 nov.", for columns that have no room for more.
func (l *Locale) DayMonth(d Date) string {
	if d.IsZero() {
		return ""
	}
	return l.dayNumber(d) + " " + l.names().abbr[d.Month()-1]
}

// LongDate is "lundi 23 novembre 2026".
func (l *Locale) LongDate(d Date) string {
	if d.IsZero() {
		return ""
	}
	return l.T("date.long", "weekday", l.names().weekday[isoDay(d)], "day", l.dayNumber(d),
		"month", l.names().month[d.Month()-1], "year", d.Year())
}

// LongDay is "lundi 23 novembre", with the year if that is not the year of today.
func (l *Locale) LongDay(d, today Date) string {
	if d.IsZero() || d.Year() != today.Year() {
		return l.LongDate(d)
	}
	return l.T("date.short", "weekday", l.names().weekday[isoDay(d)], "day", l.dayNumber(d), "month", l.names().month[d.Month()-1])
}

// WeekdayAbbr is the day of the week of a date: "lun.".
func (l *Locale) WeekdayAbbr(d Date) string { return l.names().day[isoDay(d)] }

// MonthYear is the month of a date: "novembre 2026".
func (l *Locale) MonthYear(d Date) string {
	return l.names().month[d.Month()-1] + " " + strconv.Itoa(d.Year())
}

// Stamp is an instant in figures, in the instant's own time zone: "23/11/2026 à 14:32".
func (l *Locale) Stamp(t time.Time) string {
	return l.T("date.stamp", "date", l.Date(model.DateOf(t)), "clock", l.TimeOfDay(t))
}

// TimeOfDay is the clock of an instant, in the instant's own time zone: "14:32".
func (l *Locale) TimeOfDay(t time.Time) string { return l.Clock(model.NewClock(t.Hour(), t.Minute())) }

// Clock is a time of day: "14:32".
func (l *Locale) Clock(c Clock) string {
	if c.IsZero() {
		return ""
	}
	return l.T("date.clock", "h", twoDigits(int(c-1)/60), "mm", twoDigits(int(c-1)%60))
}

// Relative says how far a due date is, in ten cells or so: "dans 7 j", "auj.", "retard 4 j".
func (l *Locale) Relative(d, today Date) string {
	n := d.Sub(today)
	switch {
	case d.IsZero():
		return ""
	case n == 0:
		return l.T("date.due.today")
	case n == 1:
		return l.T("date.due.tomorrow")
	case n < 0:
		return l.T("date.due.late", "n", -n)
	}
	return l.T("date.due.in", "n", n)
}

// Distance says how far a date is, in words for a sentence: "dans 7 jours", "il y a 3 jours", "demain".
func (l *Locale) Distance(d, today Date) string {
	n := d.Sub(today)
	switch {
	case d.IsZero():
		return ""
	case n == 0:
		return l.T("date.distance.today")
	case n == 1:
		return l.T("date.distance.tomorrow")
	case n == -1:
		return l.T("date.distance.yesterday")
	case n < 0:
		return l.N("date.distance.ago", -n)
	}
	return l.N("date.distance.in", n)
}

// Number is a whole number with its thousands apart: "12 345".
func (l *Locale) Number(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = l.T("date.minus"), s[1:]
	}
	group := l.T("date.group")
	var b strings.Builder
	for i, r := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(r)
	}
	return sign + b.String()
}

// Money is an amount: "1 234,56 €". Its spaces do not break.
func (l *Locale) Money(m model.Money) string {
	sign := ""
	euros, cents := int64(m)/100, int64(m)%100
	if m < 0 {
		sign, euros, cents = l.T("date.minus"), -euros, -cents
	}
	return sign + l.T("date.money", "n", fmt.Sprintf("%s%s%02d", l.Number(int(euros)), l.T("date.decimal"), cents))
}

// Duration is a number of minutes: "45 min", "1 h", "1 h 30". Nothing for none.
func (l *Locale) Duration(minutes int) string {
	switch {
	case minutes <= 0:
		return ""
	case minutes < 60:
		return l.T("date.duration.minutes", "n", minutes)
	case minutes%60 == 0:
		return l.T("date.duration.hours", "h", minutes/60)
	}
	return l.T("date.duration.both", "h", minutes/60, "mm", twoDigits(minutes%60))
}

// KeyName is a key as it is written on the keyboard: KeyName("ctrl+s") is "Ctrl+S", KeyName("pgdown") "PgSuiv".
func (l *Locale) KeyName(key string) string {
	if name, ok := l.find("key." + key); ok {
		return name
	}
	head, last := "", key
	if i := strings.LastIndexByte(key[:max(0, len(key)-1)], '+'); i >= 0 { // the last key may be + itself
		head, last = key[:i], key[i+1:]
	}
	var b strings.Builder
	if head != "" {
		for mod := range strings.SplitSeq(head, "+") {
			b.WriteString(l.keyPart(mod) + "+")
		}
	}
	return b.String() + l.keyPart(last)
}

func (l *Locale) keyPart(part string) string {
	if name, ok := l.find("key." + part); ok {
		return name
	}
	return strings.ToUpper(part)
}
