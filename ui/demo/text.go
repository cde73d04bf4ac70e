package demo

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// places are where a text names a day or a month: {+2}, {-24}, {M+4}.
var places = regexp.MustCompile(`\{(M?)([+-]\d+)\}`)

// place is where a text names a day that was computed.
func place(day int) string { return fmt.Sprintf("{%+d}", day) }

var months = [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
	"novembre", "décembre"}

var typography = strings.NewReplacer("'", "’", " :", "\u00a0:", " ;", "\u202f;", " ?", "\u202f?", " !", "\u202f!", "« ", "«\u00a0",
	" »", "\u00a0»", " €", "\u00a0€", " %", "\u00a0%", " m²", "\u00a0m²")

// text puts the days and months that the text counts from today, and the spaces and apostrophes of French print.
func (s *seeder) text(t string) string {
	t = places.ReplaceAllStringFunc(t, func(m string) string {
		parts := places.FindStringSubmatch(m)
		n, _ := strconv.Atoi(parts[2]) // the pattern lets only numbers pass
		if parts[1] == "M" {
			first := s.today.AddDays(1 - s.today.Day())
			return months[first.AddMonths(n).Month()-1]
		}
		d := s.today.AddDays(n)
		if d.Year() == s.today.Year() {
			return fmt.Sprintf("%02d/%02d", d.Day(), d.Month())
		}
		return fmt.Sprintf("%02d/%02d/%d", d.Day(), d.Month(), d.Year())
	})
	return typography.Replace(t)
}
