package due

import (
	"time"

	"seuil/model"
)

// Codes of the public holidays; their names stand in the locale under "holiday.<code>".
const (
	NewYear         = "new_year"      // jour de l'an
	GoodFriday      = "good_friday"   // vendredi saint: Alsace-Moselle only
	EasterMonday    = "easter_monday" // lundi de Pâques
	LabourDay       = "labour_day"    // 1er mai
	VictoryDay      = "victory_day"   // 8 mai
	Ascension       = "ascension"     // jeudi de l'Ascension
	WhitMonday      = "whit_monday"   // lundi de Pentecôte
	BastilleDay     = "bastille_day"  // 14 juillet
	Assumption      = "assumption"    // 15 août
	AllSaints       = "all_saints"    // Toussaint
	Armistice       = "armistice"     // 11 novembre
	Christmas       = "christmas"     // Noël
	SaintStephenDay = "saint_stephen" // 26 décembre: Alsace-Moselle only
)

// Calendar tells working days (jours ouvrés: Monday to Friday, but for public holidays) as French law counts them. The zero
// value is that of Vaucluse and of most of France.
type Calendar struct {
	AlsaceMoselle bool // two more holidays: Good Friday and 26 December
}

// Holiday is a public holiday of a year.
type Holiday struct {
	Date model.Date
	Code string
}

// Easter is Easter Sunday of a year of the Gregorian calendar (the computus of Meeus, Jones and Butcher).
func Easter(year int) model.Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return model.NewDate(year, time.Month(n/31), n%31+1)
}

// Holidays are the public holidays of a year, by date: the eleven of the Code du travail (L3133-1), and two more in
// Alsace-Moselle. Ascension may fall on the day of another one; both are listed.
func (c Calendar) Holidays(year int) []Holiday {
	easter := Easter(year)
	on := func(m time.Month, day int) model.Date { return model.NewDate(year, m, day) }
	list := []Holiday{{on(time.January, 1), NewYear}}
	if c.AlsaceMoselle {
		list = append(list, Holiday{easter.AddDays(-2), GoodFriday})
	}
	list = append(list, Holiday{easter.AddDays(1), EasterMonday})
	spring := []Holiday{{on(time.May, 1), LabourDay}, {on(time.May, 8), VictoryDay}}
	movable := []Holiday{{easter.AddDays(39), Ascension}, {easter.AddDays(50), WhitMonday}}
	for len(spring) > 0 || len(movable) > 0 {
		if len(movable) == 0 || len(spring) > 0 && spring[0].Date <= movable[0].Date {
			list, spring = append(list, spring[0]), spring[1:]
		} else {
			list, movable = append(list, movable[0]), movable[1:]
		}
	}
	list = append(list, Holiday{on(time.July, 14), BastilleDay}, Holiday{on(time.August, 15), Assumption},
		Holiday{on(time.November, 1), AllSaints}, Holiday{on(time.November, 11), Armistice}, Holiday{on(time.December, 25), Christmas})
	if c.AlsaceMoselle {
		list = append(list, Holiday{on(time.December, 26), SaintStephenDay})
	}
	return list
}

// Holiday is the code of the public holiday on a date, if it is one: that of the fixed holiday when two fall together.
func (c Calendar) Holiday(on model.Date) (code string, ok bool) {
	y, m, day := civil(on)
	year, month := int(y), time.Month(m)
	switch {
	case month == time.January && day == 1:
		return NewYear, true
	case month == time.May && day == 1:
		return LabourDay, true
	case month == time.May && day == 8:
		return VictoryDay, true
	case month == time.July && day == 14:
		return BastilleDay, true
	case month == time.August && day == 15:
		return Assumption, true
	case month == time.November && day == 1:
		return AllSaints, true
	case month == time.November && day == 11:
		return Armistice, true
	case month == time.December && day == 25:
		return Christmas, true
	case month == time.December && day == 26 && c.AlsaceMoselle:
		return SaintStephenDay, true
	case month < time.March || month > time.June:
		return "", false
	}
	switch n := on.Sub(Easter(year)); {
	case n == -2 && c.AlsaceMoselle:
		return GoodFriday, true
	case n == 1:
		return EasterMonday, true
	case n == 39:
		return Ascension, true
	case n == 50:
		return WhitMonday, true
	}
	return "", false
}

// WorkingDay says whether people work on a date.
func (c Calendar) WorkingDay(on model.Date) bool {
	if d := weekday(on); d == time.Saturday || d == time.Sunday {
		return false
	}
	_, holiday := c.Holiday(on)
	return !holiday
}

// AddWorkingDays is the n-th working day after a date, or before it if n is negative. The date itself never counts; with n
// zero it is returned as it is, working day or not.
func (c Calendar) AddWorkingDays(from model.Date, n int) model.Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		from = from.AddDays(step)
		if c.WorkingDay(from) {
			n--
		}
	}
	return from
}

// Skipped are the days between two dates on which nobody works: the number of Saturdays and Sundays, and the holidays that
// fall on other days. Neither date counts; they may come in any order.
func (c Calendar) Skipped(a, b model.Date) (weekend int, holidays []Holiday) {
	for d := min(a, b).AddDays(1); d < max(a, b); d = d.AddDays(1) {
		if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
			weekend++
		} else if code, ok := c.Holiday(d); ok {
			holidays = append(holidays, Holiday{d, code})
		}
	}
	return weekend, holidays
}
