package locale

import (
	"errors"
	"io/fs"
	"unicode"
	"unicode/utf8"

	"seuil/model"
)

// coder is an error of a package that the locale does not know, which names its sentence "error.<code>".
type coder interface{ ErrorCode() string }

// Error is the sentence for an error, with the next thing to try. It never says more of the error than its code, the name
// of a field and a number: what an error of the system says may hold the name of the account.
func (l *Locale) Error(err error) string {
	var m *model.Error
	var c coder
	switch {
	case err == nil:
		return ""
	case errors.As(err, &m):
		return Capital(l.code(string(m.Code), "field", l.field(m.Field), "n", l.Number(m.Count)))
	case errors.As(err, &c):
		return l.Code(c.ErrorCode())
	case errors.Is(err, fs.ErrPermission):
		return l.Code("permission")
	case errors.Is(err, fs.ErrNotExist):
		return l.Code("not_found")
	}
	return l.Code("unknown")
}

// Code is the sentence of an error's code, for a package that has the code at hand; an unknown one says so in general.
func (l *Locale) Code(code string) string { return Capital(l.code(code)) }

func (l *Locale) code(code string, args ...any) string {
	if key := "error." + code; l.Has(key) {
		return l.T(key, args...)
	}
	return l.T("error.unknown")
}

func (l *Locale) field(name string) string {
	if key := "error.field." + name; l.Has(key) {
		return l.T(key)
	}
	return l.T("error.field.other")
}

// Capital makes a sentence begin as sentences do, whatever name it begins with.
func Capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
