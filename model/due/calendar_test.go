package due

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"seuil/model"
)

func day(s string) model.Date {
	d, err := model.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Published dates of Easter Sunday, earliest and latest of the two centuries among them.
func TestEasterFallsWhereItWasPublished(t *testing.T) {
	for _, s := range []string{
		"1900-04-15", "1913-03-23", "1918-03-31", "1940-03-24", "1943-04-25", "1954-04-18", "1961-04-02", "1970-03-29",
		"1980-04-06", "1981-04-19", "1990-04-15", "1999-04-04", "2000-04-23", "2001-04-15", "2002-03-31", "2005-03-27",
		"2008-03-23", "2010-04-04", "2011-04-24", "2016-03-27", "2019-04-21", "2020-04-12", "2021-04-04", "2022-04-17",
		"2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21",
		"2038-04-25", "2049-04-18", "2050-04-10", "2076-04-19", "2099-04-12", "2100-03-28",
	} {
		if d := day(s); Easter(d.Year()) != d {
			t.Errorf("Easter %d: %s, want %s", d.Year(), Easter(d.Year()), s)
		}
	}
}

func TestEasterIsASundayBetween22MarchAnd25April(t *testing.T) {
	for year := 1900; year <= 2100; year++ {
		e := Easter(year)
		if e.Weekday() != time.Sunday || e < model.NewDate(year, 3, 22) || e > model.NewDate(year, 4, 25) {
			t.Errorf("%s, a %s", e, e.Weekday())
		}
	}
}

func TestTheElevenHolidaysOf2026(t *testing.T) {
	want := "[2026-01-01 new_year 2026-04-06 easter_monday 2026-05-01 labour_day 2026-05-08 victory_day 2026-05-14 ascension " +
		"2026-05-25 whit_monday 2026-07-14 bastille_day 2026-08-15 assumption 2026-11-01 all_saints 2026-11-11 armistice 2026-12-25 christmas]"
	var got []string
	for _, h := range (Calendar{}).Holidays(2026) {
		got = append(got, h.Date.String(), h.Code)
	}
	if fmt.Sprint(got) != want {
		t.Errorf("got  %v\nwant %s", got, want)
	}
}

func TestHolidayAndHolidaysAgreeEveryDayOfTwoCenturies(t *testing.T) {
	for _, c := range []Calendar{{}, {AlsaceMoselle: true}} {
		for year := 1900; year <= 2100; year++ {
			days := make(map[model.Date]bool)
			last := model.Date(0)
			list := c.Holidays(year)
			for _, h := range list {
				if h.Date < last {
					t.Fatalf("%d: %s comes after %s", year, h.Date, last)
				}
				last = h.Date
				days[h.Date] = true
			}
			if want := map[bool]int{false: 11, true: 13}[c.AlsaceMoselle]; len(list) != want {
				t.Fatalf("%d has %d holidays", year, len(list))
			}
			for d := model.NewDate(year, 1, 1); d.Year() == year; d++ {
				if code, ok := c.Holiday(d); ok != days[d] || ok == (code == "") {
					t.Fatalf("%s: %q", d, code)
				}
			}
		}
	}
}

func TestAscensionMayFallOnTheFirstOfMay(t *testing.T) {
	if code, ok := (Calendar{}).Holiday(day("2008-05-01")); !ok || code != LabourDay {
		t.Errorf("%q", code)
	}
	if n := len((Calendar{}).Holidays(2008)); n != 11 {
		t.Errorf("%d holidays in 2008", n)
	}
}

func TestAlsaceAndMoselleHaveTwoMore(t *testing.T) {
	for _, s := range []string{"2026-04-03", "2026-12-26"} {
		_, here := Calendar{}.Holiday(day(s))
		_, there := Calendar{AlsaceMoselle: true}.Holiday(day(s))
		if here || !there {
			t.Errorf("%s: %v, %v", s, here, there)
		}
	}
}

func TestWorkingDaysAreCounted(t *testing.T) {
	for _, c := range []struct {
		name, from string
		n          int
		want       string
	}{
		{"none", "2026-05-01", 0, "2026-05-01"},
		{"over a week-end", "2026-11-20", 1, "2026-11-23"},
		{"from a Saturday", "2026-11-21", 1, "2026-11-23"},
		{"over All Saints on a Sunday", "2026-10-30", 5, "2026-11-06"},
		{"over the Armistice", "2026-11-10", 1, "2026-11-12"},
		{"over Labour Day, Victory Day, Ascension", "2026-04-30", 10, "2026-05-19"},
		{"over the New Year", "2026-12-31", 1, "2027-01-04"},
		{"fifteen (DSF)", "2026-11-23", 15, "2026-12-14"},
		{"five before a hearing", "2027-01-14", -5, "2027-01-07"},
		{"one before Easter Monday", "2026-04-07", -1, "2026-04-03"},
		{"29 February", "2028-02-28", 1, "2028-02-29"},
	} {
		if got := (Calendar{}).AddWorkingDays(day(c.from), c.n); got != day(c.want) {
			t.Errorf("%s: %s + %d = %s, want %s", c.name, c.from, c.n, got, c.want)
		}
	}
}

func TestWorkingDaysGoBackWhereTheyCameFrom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Calendar{AlsaceMoselle: rapid.Bool().Draw(t, "alsace")}
		from := c.AddWorkingDays(model.NewDate(1900, 1, rapid.IntRange(1, 73_000).Draw(t, "day")), 1)
		n := rapid.IntRange(1, 60).Draw(t, "n")
		to := c.AddWorkingDays(from, n)
		if !c.WorkingDay(to) || c.AddWorkingDays(to, -n) != from {
			t.Fatalf("%s + %d = %s - %d = %s", from, n, to, n, c.AddWorkingDays(to, -n))
		}
		weekend, holidays := c.Skipped(from, to)
		if to.Sub(from) != n+weekend+len(holidays) {
			t.Fatalf("%s to %s: %d days, %d working, %d of week-ends, %v", from, to, to.Sub(from), n, weekend, holidays)
		}
	})
}
