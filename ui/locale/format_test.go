package locale

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"seuil/model"
	"seuil/store/bundle"
)

// monday is Monday 23 November 2026, the today of these tests.
var monday = model.NewDate(2026, time.November, 23)

func TestDatesAndNumbersAreWrittenAsInEachLanguage(t *testing.T) {
	fr, en := open(t, French), open(t, English)
	first := model.NewDate(2026, time.December, 1)
	old := model.NewDate(987, time.February, 3)
	at := time.Date(2026, time.November, 23, 9, 5, 0, 0, time.FixedZone("CET", 3600))
	tests := []struct {
		name, fr, en     string
		wantFR, wantEN   string
		sameInBothIsFine bool
	}{
		{"in figures", fr.Date(monday), en.Date(monday), "23/11/2026", "23/11/2026", true},
		{"in figures, long ago", fr.Date(old), en.Date(old), "03/02/0987", "03/02/0987", true},
		{"in a list", fr.ShortDay(monday, monday), en.ShortDay(monday, monday), "lun. 23 nov.", "Mon 23 Nov", false},
		{"in a list, the first of a month", fr.ShortDay(first, monday), en.ShortDay(first, monday), "mar. 1er déc.", "Tue 1 Dec", false},
		{"in a list, another year", fr.ShortDay(first.AddMonths(12), monday), en.ShortDay(first.AddMonths(12), monday), "mer. 1er déc. 2027", "Wed 1 Dec 2027", false},
		{"long", fr.LongDate(monday), en.LongDate(monday), "lundi 23 novembre 2026", "Monday 23 November 2026", false},
		{"a Sunday in August", fr.LongDate(model.NewDate(2027, time.August, 1)), en.LongDate(model.NewDate(2027, time.August, 1)), "dimanche 1er août 2027", "Sunday 1 August 2027", false},
		{"the heading of a day", fr.LongDay(first, monday), en.LongDay(first, monday), "mardi 1er décembre", "Tuesday 1 December", false},
		{"the heading of a day of another year", fr.LongDay(first.AddMonths(12), monday), en.LongDay(first.AddMonths(12), monday), "mercredi 1er décembre 2027", "Wednesday 1 December 2027", false},
		{"a month and a day of the week", fr.MonthYear(first) + " " + fr.WeekdayAbbr(first), en.MonthYear(first) + " " + en.WeekdayAbbr(first), "décembre 2026 mar.", "December 2026 Tue", false},
		{"day and month", fr.DayMonth(first), en.DayMonth(first), "1er déc.", "1 Dec", false},
		{"no date", fr.Date(0) + fr.ShortDay(0, monday) + fr.ShortDayYear(0) + fr.LongDate(0) + fr.DayMonth(0), en.LongDate(0), "", "", true},
		{"an instant", fr.Stamp(at), en.Stamp(at), "23/11/2026 à 09:05", "23/11/2026 at 09:05", false},
		{"midnight", fr.Clock(model.NewClock(0, 0)), en.Clock(model.NewClock(0, 0)), "00:00", "00:00", true},
		{"no time", fr.Clock(0), en.Clock(0), "", "", true},
		{"money", fr.Money(123456), en.Money(123456), "1\u00A0234,56\u00A0€", "€1,234.56", false},
		{"a few cents owed", fr.Money(-5), en.Money(-5), "-0,05\u00A0€", "-€0.05", false},
		{"no money", fr.Money(0), en.Money(0), "0,00\u00A0€", "€0.00", false},
		{"a thousand less one", fr.Number(999), en.Number(999), "999", "999", true},
		{"a thousand", fr.Number(1000), en.Number(1000), "1\u00A0000", "1,000", false},
		{"a negative million", fr.Number(-1234567), en.Number(-1234567), "-1\u00A0234\u00A0567", "-1,234,567", false},
		{"no minutes", fr.Duration(0), en.Duration(-3), "", "", true},
		{"minutes", fr.Duration(59), en.Duration(59), "59 min", "59 min", true},
		{"an hour", fr.Duration(60), en.Duration(60), "1 h", "1 h", true},
		{"an hour and a bit", fr.Duration(65), en.Duration(65), "1 h 05", "1 h 05", true},
	}
	for _, tt := range tests {
		if tt.fr != tt.wantFR {
			t.Errorf("%s: %q in French, want %q", tt.name, tt.fr, tt.wantFR)
		}
		if tt.en != tt.wantEN {
			t.Errorf("%s: %q in English, want %q", tt.name, tt.en, tt.wantEN)
		}
		if tt.fr == tt.en && !tt.sameInBothIsFine {
			t.Errorf("%s is not translated: %q", tt.name, tt.fr)
		}
	}
}

func TestHowFarADateIs(t *testing.T) {
	tests := []struct {
		days                  int
		due, long, dueEnglish string
	}{
		{-30, "retard 30 j", "il y a 30 jours", "30 d late"},
		{-1, "retard 1 j", "hier", "1 d late"},
		{0, "auj.", "aujourd’hui", "today"},
		{1, "demain", "demain", "tomorrow"},
		{2, "dans 2 j", "dans 2 jours", "in 2 d"},
		{400, "dans 400 j", "dans 400 jours", "in 400 d"},
	}
	fr, en := open(t, French), open(t, English)
	for _, tt := range tests {
		d := monday.AddDays(tt.days)
		if got := fr.Relative(d, monday); got != tt.due {
			t.Errorf("%d days: %q, want %q", tt.days, got, tt.due)
		}
		if got := fr.Distance(d, monday); got != tt.long {
			t.Errorf("%d days: %q, want %q", tt.days, got, tt.long)
		}
		if got := en.Relative(d, monday); got != tt.dueEnglish {
			t.Errorf("%d days: %q, want %q", tt.days, got, tt.dueEnglish)
		}
	}
	if fr.Relative(0, monday)+fr.Distance(0, monday) != "" {
		t.Error("no date is at no distance")
	}
}

func TestKeysAreNamedAsOnTheKeyboard(t *testing.T) {
	fr, en := open(t, French), open(t, English)
	for key, want := range map[string][2]string{
		"ctrl+s": {"Ctrl+S", "Ctrl+S"}, "enter": {"Entrée", "Enter"}, "n": {"N", "N"}, "shift+tab": {"Maj+Tab", "Shift+Tab"},
		"shift+left": {"Maj+←", "Shift+←"}, "f1": {"F1", "F1"}, "pgdown": {"PgSuiv", "PgDn"}, "+": {"+", "+"}, "ctrl++": {"Ctrl++", "Ctrl++"},
		"space": {"Espace", "Space"}, "?": {"?", "?"}, "é": {"É", "É"}, "": {"", ""},
	} {
		if got := [2]string{fr.KeyName(key), en.KeyName(key)}; got != want {
			t.Errorf("%q: %q, want %q", key, got, want)
		}
	}
}

// coded stands for an error of the store.
type coded struct{ code string }

func (c coded) Error() string     { return "secret path" }
func (c coded) ErrorCode() string { return c.code }

func TestErrorsBecomeSentences(t *testing.T) {
	l := open(t, French)
	unknown := l.Error(errors.New("secret"))
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"none", nil, ""},
		{"a required field", fmt.Errorf("write 3: %w", &model.Error{Code: model.CodeRequired, Field: "date"}), "Il manque la date : complétez la saisie, ou gardez le brouillon"},
		{"too long", &model.Error{Code: model.CodeTooLong, Field: "facts", Count: 200001}, "Les faits : 200\u00A0001 caractères, c’est trop ; raccourcissez, ou répartissez sur deux notes"},
		{"a field without a name", &model.Error{Code: model.CodeBadValue, Field: "nonsense"}, "Ce champ : valeur impossible ; corrigez-la ou laissez le champ vide"},
		{"a code of a later version", &model.Error{Code: "later"}, unknown},
		{"of another package", fmt.Errorf("open: %w", coded{"disk_full"}), l.Code("disk_full")},
		{"of another package, not known", coded{"nonsense"}, unknown},
		{"of the system", &fs.PathError{Op: "open", Path: "/home/somebody/secret", Err: os.ErrPermission}, l.Code("permission")},
		{"no file", os.ErrNotExist, l.Code("not_found")},
	}
	for _, tt := range tests {
		got := l.Error(tt.err)
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
		if strings.Contains(got, "secret") || strings.Contains(got, "‹") {
			t.Errorf("%s: %q tells too much or nothing", tt.name, got)
		}
	}
}

func TestEveryCodeOfTheModelHasASentence(t *testing.T) {
	for _, lang := range languages {
		l := open(t, lang)
		for _, code := range []model.Code{model.CodeIncomplete, model.CodeNoFields, model.CodeTooMany, model.CodeFieldOrder, model.CodeTooLong,
			model.CodeBadValue, model.CodeDateOrder, model.CodeRequired} {
			if !l.Has("error." + string(code)) {
				t.Errorf("%s: no sentence for %s", lang, code)
			}
		}
	}
}

func TestEveryCodeOfBundlesHasASentence(t *testing.T) {
	for _, lang := range languages {
		l := open(t, lang)
		for _, code := range []bundle.Code{bundle.CodeTooLarge, bundle.CodeNotBundle, bundle.CodeLength, bundle.CodeDamaged, bundle.CodeNewer,
			bundle.CodeNotForMe, bundle.CodeNeedsWords, bundle.CodeNoWords, bundle.CodeWrongWords, bundle.CodeCostly, bundle.CodeManyRecipients,
			bundle.CodeForwarded, bundle.CodeForged, bundle.CodePadding, bundle.CodeMalformed, bundle.CodeIncomplete, bundle.CodeCardDamaged,
			bundle.CodeCardNewer, bundle.CodeCardName, bundle.CodeCardCount, bundle.CodeCardWord} {
			if l.Error(&bundle.Error{Code: code}) == l.Code("unknown") {
				t.Errorf("%s: no sentence for %s", lang, code)
			}
		}
	}
}

// What seuil writes, seuil reads: a date may be copied from a screen into a field.
func TestWhatIsWrittenIsRead(t *testing.T) {
	fr, en := open(t, French), open(t, English)
	rapid.Check(t, func(t *rapid.T) {
		d := model.NewDate(1900, time.January, 1).AddDays(rapid.IntRange(0, 109000).Draw(t, "day"))
		l := rapid.SampledFrom([]*Locale{fr, en}).Draw(t, "locale")
		for _, s := range []string{l.Date(d), l.LongDate(d), l.ShortDayYear(d), d.String()} {
			if got, ok := l.ParseDate(s, monday); !ok || got != d {
				t.Fatalf("%s: %q is read as %v, %v", l.Lang, s, got, ok)
			}
			if got, ok := l.ParsePastDate(s, monday); !ok || got != d {
				t.Fatalf("%s: %q is read as %v, %v, looking back", l.Lang, s, got, ok)
			}
		}
		c := model.NewClock(rapid.IntRange(0, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute"))
		if got, ok := l.ParseClock(l.Clock(c)); !ok || got != c {
			t.Fatalf("%s is read as %v, %v", l.Clock(c), got, ok)
		}
		if gotD, gotC, ok := l.ParseWhen(l.LongDate(d)+" "+l.Clock(c), monday); !ok || gotD != d || gotC != c {
			t.Fatalf("%s %s is read as %v %v %v", l.LongDate(d), l.Clock(c), gotD, gotC, ok)
		}
	})
}
