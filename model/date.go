package model

import (
	"fmt"
	"time"
)

// Date is a civil date without time zone: the number of days since 31 December of the year 0. Zero is no date.
type Date int32

var dateEpoch = time.Date(0, time.December, 31, 0, 0, 0, 0, time.UTC).Unix()

const daySeconds = 24 * 60 * 60

// NewDate is the date of a year, month and day; values outside their range are carried over, as in [time.Date].
func NewDate(year int, month time.Month, day int) Date {
	return Date((time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() - dateEpoch) / daySeconds)
}

// DateOf is the civil date of an instant, in the instant's own time zone.
func DateOf(t time.Time) Date { return NewDate(t.Date()) }

// ParseDate reads a date as it is stored: 2026-11-23. An empty string is no date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return 0, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return 0, fmt.Errorf("not a date: %q", s)
	}
	return DateOf(t), nil
}

// Time is midnight UTC of the date.
func (d Date) Time() time.Time { return time.Unix(dateEpoch+int64(d)*daySeconds, 0).UTC() }

// IsZero says that there is no date.
func (d Date) IsZero() bool { return d == 0 }

// String is the date as it is stored (2026-11-23), or nothing for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Year, Month, Day and Weekday are the parts of the date.
func (d Date) Year() int             { return d.Time().Year() }
func (d Date) Month() time.Month     { return d.Time().Month() }
func (d Date) Day() int              { return d.Time().Day() }
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// AddDays moves the date by calendar days.
func (d Date) AddDays(n int) Date { return d + Date(n) }

// AddMonths moves the date by calendar months: the same day of the month, else its last day.
func (d Date) AddMonths(n int) Date {
	y, m, day := d.Time().Date()
	first := NewDate(y, m+time.Month(n), 1)
	return first.AddDays(min(day, first.DaysInMonth()) - 1)
}

// DaysInMonth is the length of the date's month, in days.
func (d Date) DaysInMonth() int {
	y, m, _ := d.Time().Date()
	return NewDate(y, m+1, 0).Day()
}

// EndOfMonth is the last day of the date's month.
func (d Date) EndOfMonth() Date { return d.AddDays(d.DaysInMonth() - d.Day()) }

// Sub is the number of days from e to d: positive when d is later.
func (d Date) Sub(e Date) int { return int(d - e) }

// Clock is a time of day in minutes after midnight, plus one; zero is no time.
type Clock int16

// NewClock is the time of day h:m.
func NewClock(h, m int) Clock { return Clock(h*60 + m + 1) }

// ParseClock reads a time of day as it is stored: 14:05. An empty string is no time.
func ParseClock(s string) (Clock, error) {
	if s == "" {
		return 0, nil
	}
	t, err := time.Parse("15:04", s)
	if err != nil {
		return 0, fmt.Errorf("not a time of day: %q", s)
	}
	return NewClock(t.Hour(), t.Minute()), nil
}

// IsZero says that there is no time.
func (c Clock) IsZero() bool { return c == 0 }

// String is the time as it is stored (14:05), or nothing for no time.
func (c Clock) String() string {
	if c == 0 {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", (c-1)/60, (c-1)%60)
}

// Money is an amount in euro cents.
type Money int64
