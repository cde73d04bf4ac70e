package due

import (
	"time"

	"seuil/model"
)

// The dates of a whole caseload are read and moved at each computation; going through [time.Time] for each would take a third
// of it. These three functions are those of model, by integer arithmetic over the proleptic Gregorian calendar; a test compares
// them day by day.

// daysBefore is the number of days of a year that starts in March before each of its months.
var daysBefore = [12]int32{0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337}

// fromCivil is the date of a year (1 to 9999), a month and a day that exist.
func fromCivil(y, m, d int32) model.Date {
	if m < 3 {
		y--
	}
	// 306 days lie between 1 March of the year 0 and 31 December, which is day 0 of [model.Date] and 60 days after 1 January.
	return model.Date(365*y + y/4 - y/100 + y/400 + daysBefore[(m+9)%12] + d - 306)
}

// civil takes a date apart.
func civil(on model.Date) (y, m, d int32) {
	n := int32(on) + 305 // days since 1 March of the year 0
	y = (4*n + 3) / 1461 // years of 365.25 days, at most two too few or too many
	for y > 0 && 365*y+y/4-y/100+y/400 > n {
		y--
	}
	for 365*(y+1)+(y+1)/4-(y+1)/100+(y+1)/400 <= n {
		y++
	}
	n -= 365*y + y/4 - y/100 + y/400
	m = (5*n + 2) / 153
	d = n - daysBefore[m] + 1
	if m += 3; m > 12 {
		m, y = m-12, y+1
	}
	return y, m, d
}

// addMonths is [model.Date.AddMonths].
func addMonths(on model.Date, n int) model.Date {
	y, m, d := civil(on)
	months := int(y)*12 + int(m) - 1 + n
	if on <= 0 || months < 12 || months >= 9999*12 {
		return on.AddMonths(n)
	}
	y, m = int32(months/12), int32(months%12)+1
	return fromCivil(y, m, min(d, monthLength(y, m)))
}

func monthLength(y, m int32) int32 {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// date is a field of a record that holds a date, as [model.ParseDate] reads it; what cannot be read is no date.
func date(r *model.Record, field string) model.Date { return parseDate(r.Value(field)) }

func parseDate(s string) model.Date {
	if len(s) != len(time.DateOnly) || s[4] != '-' || s[7] != '-' {
		return 0
	}
	part := func(s string) (n int32) {
		for i := range len(s) {
			if s[i] < '0' || s[i] > '9' {
				return -1
			}
			n = n*10 + int32(s[i]-'0')
		}
		return n
	}
	y, m, d := part(s[:4]), part(s[5:7]), part(s[8:])
	if y < 1 || m < 1 || m > 12 || d < 1 || d > monthLength(y, m) {
		return 0
	}
	return fromCivil(y, m, d)
}

// weekday counts from Sunday, as [model.Date.Weekday]: the last day of the year 0 was a Sunday.
func weekday(on model.Date) time.Weekday { return time.Weekday(((int(on) % 7) + 7) % 7) }
