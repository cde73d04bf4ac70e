package widget

import (
	"strconv"
	"strings"

	"seuil/model"
	"seuil/model/text"
)

// ReadDate reads a date as a person types one (4/12, lun, +7, fin de mois); its value is as the model stores it, its
// preview the date in words.
func ReadDate(env *Env) func(string) Reading {
	return func(s string) Reading {
		d, ok := env.L.ParseDate(s, model.DateOf(env.Now()))
		return readingOf(env, s, d, ok)
	}
}

// ReadPast reads a date that is not in the future, such as that of a birth or of something that took place. What has no
// year is the latest such day.
func ReadPast(env *Env) func(string) Reading {
	return func(s string) Reading {
		today := model.DateOf(env.Now())
		d, ok := env.L.ParsePastDate(s, today)
		if ok && d > today {
			return Reading{Reason: env.L.T("form.future")}
		}
		return readingOf(env, s, d, ok)
	}
}

// ReadFact reads when something took place. A day to come is taken, for it is said to be odd afterwards.
func ReadFact(env *Env) func(string) Reading {
	return func(s string) Reading {
		d, ok := env.L.ParsePastDate(s, model.DateOf(env.Now()))
		return readingOf(env, s, d, ok)
	}
}

func readingOf(env *Env, typed string, d model.Date, ok bool) Reading {
	if !ok {
		return Reading{Reason: env.L.T("form.bad_date")}
	}
	r := Reading{Value: d.String(), Preview: env.L.LongDate(d)}
	if typed == env.L.Date(d) {
		r.Preview = ""
	}
	return r
}

// ReadBirth reads a year of birth, or a date of birth.
func ReadBirth(env *Env) func(string) Reading {
	past := ReadPast(env)
	return func(s string) Reading {
		if n, err := strconv.Atoi(s); err == nil && len(s) == 4 {
			if n > model.DateOf(env.Now()).Year() || !model.ValidBirth(s) {
				return Reading{Reason: env.L.T("form.bad_birth")}
			}
			return Reading{Value: s}
		}
		if !strings.ContainsAny(s, "0123456789") || !model.ValidBirth(past(s).Value) {
			return Reading{Reason: env.L.T("form.bad_birth")}
		}
		return past(s)
	}
}

// ReadNumber reads a whole number that is not negative, such as square metres.
func ReadNumber(env *Env) func(string) Reading {
	return func(s string) Reading {
		digits := strings.TrimSuffix(text.Fold(strings.ReplaceAll(s, " ", "")), "m2")
		n, err := strconv.Atoi(digits)
		if err != nil || n < 0 || n > 1_000_000 {
			return Reading{Reason: env.L.T("form.bad_number")}
		}
		if n == 0 {
			return Reading{}
		}
		return Reading{Value: strconv.Itoa(n)}
	}
}

// ReadMoney reads an amount: 352,40 or 1 240 € or 352.4. Its value is in cents.
func ReadMoney(env *Env) func(string) Reading {
	return func(s string) Reading {
		cents, ok := parseMoney(s)
		if !ok {
			return Reading{Reason: env.L.T("form.bad_money")}
		}
		if cents == 0 {
			return Reading{}
		}
		r := Reading{Value: strconv.FormatInt(int64(cents), 10), Preview: env.L.Money(cents)}
		if flat(r.Preview) == flat(s) {
			r.Preview = ""
		}
		return r
	}
}

// flat is an amount without its spaces and sign, to tell whether two are written alike.
func flat(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\u00a0' || r == '\u202f' || r == '€' {
			return -1
		}
		return r
	}, s)
}

// parseMoney takes spaces and a dot or comma before one or two decimals; a dot or comma before three digits groups them.
func parseMoney(s string) (model.Money, bool) {
	s = strings.ReplaceAll(flat(s), ",", ".")
	whole, decimals := s, ""
	if i := strings.LastIndexByte(s, '.'); i >= 0 && len(s)-i-1 != 3 {
		whole, decimals = s[:i], s[i+1:]
	}
	whole = strings.ReplaceAll(whole, ".", "")
	if whole == "" || len(whole) > 9 || len(decimals) > 2 || strings.ContainsAny(whole+decimals, "+-") {
		return 0, false
	}
	n, err := strconv.ParseInt(whole+(decimals + "00")[:2], 10, 64)
	return model.Money(n), err == nil
}
