package locale

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"seuil/model"
)

func date(t testing.TB, s string) Date {
	t.Helper()
	d, err := model.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Today is Monday 23 November 2026. An empty want is a refusal.
func TestDatesAreReadAsPeopleTypeThem(t *testing.T) {
	tests := []struct{ typed, want string }{
		// from today
		{"+7", "2026-11-30"}, {"+7j", "2026-11-30"}, {"+ 7 jours", "2026-11-30"}, {"j+7", "2026-11-30"}, {"J+15", "2026-12-08"},
		{"+2s", "2026-12-07"}, {"+2 sem", "2026-12-07"}, {"+1m", "2026-12-23"}, {"+1 mois", "2026-12-23"}, {"+1 an", "2027-11-23"},
		{"-3", "2026-11-20"}, {"+0", "2026-11-23"}, {"+w", ""}, {"+99999", ""},
		{"auj", "2026-11-23"}, {"aujourd’hui", "2026-11-23"}, {"aujourd'hui", "2026-11-23"}, {"demain", "2026-11-24"}, {"DEMAIN", "2026-11-24"},
		{"après-demain", "2026-11-25"}, {"apres demain", "2026-11-25"}, {"hier", "2026-11-22"}, {"avant-hier", "2026-11-21"},
		{"dans 3 jours", "2026-11-26"}, {"dans 2 semaines", "2026-12-07"}, {"dans 3 mois", "2027-02-23"}, {"sous 8 jours", "2026-12-01"},
		{"il y a 3 jours", "2026-11-20"}, {"dans jours", ""}, {"dans 3", ""},
		{"in 3 days", "2026-11-26"}, {"3 days ago", "2026-11-20"}, {"day after tomorrow", "2026-11-25"},
		// by the week
		{"lun", "2026-11-30"}, {"lundi", "2026-11-30"}, {"Lundi.", "2026-11-30"}, {"mar", "2026-11-24"}, {"ve", "2026-11-27"}, {"dimanche", "2026-11-29"},
		{"lundi prochain", "2026-11-30"}, {"vendredi prochain", "2026-12-04"}, {"ce vendredi", "2026-11-27"}, {"lundi dernier", "2026-11-16"},
		{"lundi en huit", "2026-12-07"}, {"semaine prochaine", "2026-11-30"}, {"next friday", "2026-12-04"}, {"friday", "2026-11-27"},
		{"lundi 30", "2026-11-30"}, {"lun. 30 nov.", "2026-11-30"}, {"lundi 30 novembre 2026", "2026-11-30"}, {"lun 30/11", "2026-11-30"},
		{"mardi 30 novembre", ""}, {"mardi 30", ""}, {"lundi lundi", ""},
		// in figures
		{"4/12", "2026-12-04"}, {"4/12/26", "2026-12-04"}, {"04/12/2026", "2026-12-04"}, {"04.12.2026", "2026-12-04"}, {"4-12-2026", "2026-12-04"},
		{"2026-12-04", "2026-12-04"}, {"04122026", "2026-12-04"}, {"23/11", "2026-11-23"}, {"22/11", "2027-11-22"}, {"4/1", "2027-01-04"},
		{"28", "2026-11-28"}, {"23", "2026-11-23"}, {"22", "2026-12-22"}, {"31", "2026-12-31"},
		{"31/09", ""}, {"31/9/2026", ""}, {"30/2", ""}, {"29/2", ""}, {"29/02/2028", "2028-02-29"}, {"29/02/2027", ""}, {"4/13", ""}, {"0/1", ""},
		{"32", ""}, {"0", ""}, {"4/12/2", ""}, {"4/12/202", ""}, {"4/12/9999", ""}, {"4/12/2026/1", ""}, {"2026-13-01", ""}, {"4/", ""}, {"12/2026", ""},
		// with the name of the month
		{"4 déc", "2026-12-04"}, {"4 dec.", "2026-12-04"}, {"4 décembre", "2026-12-04"}, {"4 DÉCEMBRE 2026", "2026-12-04"}, {"4 dec 26", "2026-12-04"},
		{"1er déc.", "2026-12-01"}, {"le 1er décembre", "2026-12-01"}, {"3 nov", "2027-11-03"}, {"31 nov", ""}, {"december", ""}, {"4 december 2026", "2026-12-04"},
		{"fin de mois", "2026-11-30"}, {"fin du mois", "2026-11-30"}, {"fin du mois prochain", "2026-12-31"}, {"fin déc", "2026-12-31"},
		{"fin février", "2027-02-28"}, {"fin février 2028", "2028-02-29"}, {"fin d’octobre", "2027-10-31"}, {"mi-janvier", "2027-01-15"},
		{"début janvier", "2027-01-01"}, {"mois prochain", "2026-12-01"}, {"fin de semaine", "2026-11-27"}, {"end of month", "2026-11-30"},
		// led, and nonsense
		{"avant le 12/12", "2026-12-12"}, {"pour vendredi", "2026-11-27"}, {"d’ici fin décembre", "2026-12-31"},
		{"", ""}, {"   ", ""}, {"bientôt", ""}, {"4/12 et 5/12", ""}, {"13:00", ""}, {"\n", ""}, {"+", ""}, {"\xff\xfe", ""},
	}
	l := open(t, French)
	for _, tt := range tests {
		got, ok := l.ParseDate(tt.typed, monday)
		if got.String() != tt.want || ok != (tt.want != "") {
			t.Errorf("%q: %v %v, want %q", tt.typed, got, ok, tt.want)
		}
	}
}

func TestEnglishSaysMonthsFirstToo(t *testing.T) {
	en := open(t, English)
	for typed, want := range map[string]string{"December 4": "2026-12-04", "dec 4th, 2026": "2026-12-04", "4th of December": "2026-12-04",
		"mar 4": "2027-03-04", "4 mar": "2027-03-04", "lundi": "2026-11-30", "4 déc": "2026-12-04", "4/12": "2026-12-04", "mar": "", "may": ""} {
		if got, ok := en.ParseDate(typed, monday); got.String() != want || ok != (want != "") {
			t.Errorf("%q: %v %v, want %q", typed, got, ok, want)
		}
	}
}

func TestWhatLiesBehindIsTheLatestSuchDay(t *testing.T) {
	l := open(t, French)
	for typed, want := range map[string]string{
		"4/12": "2025-12-04", "22/11": "2026-11-22", "23/11": "2026-11-23", "24/11": "2025-11-24", "lun": "2026-11-16", "dim": "2026-11-22",
		"28": "2026-10-28", "23": "2026-11-23", "31": "2026-10-31", "hier": "2026-11-22", "auj": "2026-11-23", "3 nov": "2026-11-03",
		"12/3/85": "1985-03-12", "12/3/26": "2026-03-12", "12/3/27": "1927-03-12", "12/3/1985": "1985-03-12", "fin octobre": "2026-10-31",
		"lundi 16": "2026-11-16", "29/2": "", "31/09/1985": "",
	} {
		if got, ok := l.ParsePastDate(typed, monday); got.String() != want || ok != (want != "") {
			t.Errorf("%q: %v %v, want %q", typed, got, ok, want)
		}
	}
}

// Each boundary is the day before, the day itself and the day after.
func TestDaysWithoutAYearTurnOnTheirDay(t *testing.T) {
	l := open(t, French)
	for today, want := range map[string]string{"2026-12-03": "2026-12-04", "2026-12-04": "2026-12-04", "2026-12-05": "2027-12-04"} {
		if got, _ := l.ParseDate("4/12", date(t, today)); got.String() != want {
			t.Errorf("on %s, 4/12 is %v, want %s", today, got, want)
		}
	}
	for today, want := range map[string]string{"2027-02-28": "2028-02-29", "2028-02-29": "2028-02-29", "2028-03-01": ""} {
		if got, _ := l.ParseDate("29/2", date(t, today)); got.String() != want {
			t.Errorf("on %s, 29/2 is %v, want %q", today, got, want)
		}
	}
	for today, want := range map[string]string{"2027-01-31": "2027-02-28", "2027-01-28": "2027-02-28"} {
		if got, _ := l.ParseDate("+1m", date(t, today)); got.String() != want {
			t.Errorf("on %s, +1m is %v, want %s", today, got, want)
		}
	}
	for k := range 7 { // every weekday from every weekday lies one to seven days ahead
		today := monday.AddDays(k)
		for i := range 7 {
			d, ok := l.ParseDate(l.names().weekday[i], today)
			if n := d.Sub(today); !ok || n < 1 || n > 7 || isoDay(d) != i {
				t.Errorf("on %v, %s is %v", today, l.names().weekday[i], d)
			}
		}
	}
}

func TestTimesOfDay(t *testing.T) {
	l := open(t, French)
	for typed, want := range map[string]string{"14h": "14:00", "14h30": "14:30", "14 h 30": "14:30", "14:30": "14:30", "9 h": "09:00", "9": "09:00",
		"0h": "00:00", "23:59": "23:59", "930": "09:30", "1430": "14:30", "midi": "12:00", "à 9h": "09:00", "14 heures": "14:00", "2pm": "14:00",
		"12am": "00:00", "12 pm": "12:00", "24h": "", "14:60": "", "9h75": "", "2460": "", "1": "01:00", "14h30 demain": "", "": "", "h": "", "14:3": ""} {
		got, ok := l.ParseClock(typed)
		if got.String() != want || ok != (want != "") {
			t.Errorf("%q: %v %v, want %q", typed, got, ok, want)
		}
	}
}

func TestADateWithItsTime(t *testing.T) {
	l := open(t, French)
	for typed, want := range map[string]string{"lun 14h30": "2026-11-30 14:30", "14h30 lundi": "2026-11-30 14:30", "lun": "2026-11-30 ", "14h": "2026-11-23 14:00",
		"4/12 9h": "2026-12-04 09:00", "4 déc 14h": "2026-12-04 14:00", "+7 à 9 h 05": "2026-11-30 09:05", "demain, midi": "2026-11-24 12:00",
		"lundi 30 à 14h": "2026-11-30 14:00", "le 4/12/26 à 8:15": "2026-12-04 08:15", "à 14h le 4/12": "2026-12-04 14:00",
		"lun 25h": " ", "31/09 14h": " ", "14h30 x": " ", "": " ", "4/12 9": " "} {
		d, c, ok := l.ParseWhen(typed, monday)
		if got := d.String() + " " + c.String(); got != want || ok != (want != " ") {
			t.Errorf("%q: %q %v, want %q", typed, got, ok, want)
		}
	}
}

// Whatever is typed, reading ends, and what is accepted is a date that a calendar has.
func FuzzParseDate(f *testing.F) {
	seeds, err := filepath.Glob(filepath.Join("testdata", "fuzz", "FuzzParseDate", "*"))
	if err != nil || len(seeds) == 0 {
		f.Fatalf("no committed seeds: %v", err)
	}
	if _, err := os.Stat(seeds[0]); err != nil {
		f.Fatal(err)
	}
	fr, en := open(f, French), open(f, English)
	f.Fuzz(func(t *testing.T, s string) {
		for _, l := range []*Locale{fr, en} {
			d, ok := l.ParseDate(s, monday)
			if ok && (d.Year() < 1850 || d.Year() > 2200) || !ok && d != 0 {
				t.Errorf("%s: %q is %v, %v", l.Lang, s, d, ok)
			}
			if _, c, ok := l.ParseWhen(s, monday); ok && (c < 0 || c > model.NewClock(23, 59)) {
				t.Errorf("%s: %q has the time %v", l.Lang, s, c)
			}
			checkSpots(t, l, s)
			for _, m := range l.Marks(s, monday) {
				if m.Label == "" || m.Start < 0 || m.End > len(s) || m.Start > m.End {
					t.Errorf("%s: %q has the mark %+v", l.Lang, s, m)
				}
			}
		}
	})
}

func TestNoMonthIsForgotten(t *testing.T) {
	for _, lang := range languages {
		l := open(t, lang)
		for m := time.January; m <= time.December; m++ {
			for _, name := range []string{l.names().month[m-1], l.names().abbr[m-1]} {
				if d, ok := l.ParseDate("15 "+name+" 2027", monday); !ok || d != model.NewDate(2027, m, 15) {
					t.Errorf("%s: 15 %s 2027 is %v", lang, name, d)
				}
			}
		}
	}
}
