package model

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestMonthsAreCalendarMonths(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2024-02-29", 12, "2025-02-28"}, {"2024-02-29", 48, "2028-02-29"}, {"2024-02-29", -12, "2023-02-28"},
		{"2026-01-31", 1, "2026-02-28"}, {"2028-01-31", 1, "2028-02-29"}, {"2026-01-31", 2, "2026-03-31"}, {"2026-01-31", 3, "2026-04-30"},
		{"2026-08-31", 6, "2027-02-28"}, {"2026-12-15", 1, "2027-01-15"}, {"2026-01-15", -1, "2025-12-15"}, {"2026-03-31", -1, "2026-02-28"},
		{"2026-02-16", 24, "2028-02-16"}, // veille sociale (R93)
		{"2026-11-23", 0, "2026-11-23"}, {"2026-02-28", 1, "2026-03-28"},
	} {
		from, err := ParseDate(c.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := from.AddMonths(c.months).String(); got != c.want {
			t.Errorf("%s + %d months = %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

func TestTheEndOfAMonth(t *testing.T) {
	for from, want := range map[Date]Date{
		NewDate(2026, 2, 1): NewDate(2026, 2, 28), NewDate(2028, 2, 29): NewDate(2028, 2, 29), NewDate(2028, 2, 1): NewDate(2028, 2, 29),
		NewDate(2026, 12, 31): NewDate(2026, 12, 31), NewDate(2100, 2, 3): NewDate(2100, 2, 28), NewDate(2000, 2, 3): NewDate(2000, 2, 29),
	} {
		if got := from.EndOfMonth(); got != want {
			t.Errorf("%v: %v, want %v", from, got, want)
		}
	}
}

func TestDatesKeepTheirOrderAndTheirText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date(rapid.Int32Range(1, 3_652_059).Draw(t, "d")) // year 1 to 9999
		back, err := ParseDate(d.String())
		if err != nil || back != d {
			t.Fatalf("%d is %s, read as %d: %v", d, d, back, err)
		}
		if NewDate(d.Year(), d.Month(), d.Day()) != d || DateOf(d.Time()) != d {
			t.Fatalf("%v is not made of its parts", d)
		}
		n := rapid.IntRange(-400, 400).Draw(t, "n")
		if d.AddDays(n).Sub(d) != n {
			t.Fatalf("%v + %d days", d, n)
		}
		if int(d.AddDays(1).Weekday()) != (int(d.Weekday())+1)%7 {
			t.Fatalf("the day after %v", d)
		}
		m := d.AddMonths(n)
		if months := (m.Year()-d.Year())*12 + int(m.Month()) - int(d.Month()); months != n {
			t.Fatalf("%v + %d months = %v", d, n, m)
		}
		if m.Day() != d.Day() && (m.Day() > d.Day() || m != m.EndOfMonth()) {
			t.Fatalf("%v + %d months = %v", d, n, m)
		}
	})
}

func TestTheDateOfAnInstantIsThatOfItsPlace(t *testing.T) {
	paris := time.FixedZone("Paris", 3600)
	late := time.Date(2026, 11, 23, 23, 30, 0, 0, time.UTC)
	if DateOf(late) != NewDate(2026, 11, 23) || DateOf(late.In(paris)) != NewDate(2026, 11, 24) {
		t.Errorf("%v, %v", DateOf(late), DateOf(late.In(paris)))
	}
}

func TestWhatIsNoDateOrTimeIsRefused(t *testing.T) {
	for _, s := range []string{"2026-02-29", "2026-13-01", "2026-00-01", "0000-01-01", "23/11/2026", "2026-1-1", "2026-11-23 ", "x"} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("%q is read as %v", s, d)
		}
	}
	for _, s := range []string{"24:00", "12:60", "12", "noon", "-1:00"} {
		if c, err := ParseClock(s); err == nil {
			t.Errorf("%q is read as %v", s, c)
		}
	}
	if d, err := ParseDate(""); err != nil || !d.IsZero() || d.String() != "" {
		t.Error("no date")
	}
	if c, err := ParseClock(""); err != nil || !c.IsZero() || c.String() != "" {
		t.Error("no time")
	}
}

func TestTimesOfDay(t *testing.T) {
	for m := range 24 * 60 {
		c := NewClock(m/60, m%60)
		if back, err := ParseClock(c.String()); err != nil || back != c || c.IsZero() {
			t.Fatalf("%d minutes: %q read as %v: %v", m, c.String(), back, err)
		}
	}
	if NewClock(0, 0).String() != "00:00" || NewClock(9, 5) >= NewClock(14, 0) {
		t.Error("midnight, or the order")
	}
}

func TestIdentifiers(t *testing.T) {
	if back, err := ParseID(number(7).String()); err != nil || back != number(7) {
		t.Errorf("%v, %v", back, err)
	}
	if id, err := ParseID(""); err != nil || !id.IsZero() || id.String() != "" {
		t.Error("no identifier")
	}
	for _, s := range []string{"00", number(7).String() + "0", number(7).String()[:31] + "g", number(7).String() + "00"} {
		if id, err := ParseID(s); err == nil {
			t.Errorf("%q is read as %v", s, id)
		}
	}
	if ref := number(7).Ref(); len(ref) != 4 {
		t.Errorf("reference %q", ref)
	}
}
