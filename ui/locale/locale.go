// Package locale holds every sentence that a person reads, in French and in English, with dates, numbers and plurals.
//
// A catalogue is one TOML file per area and language, data/<lang>/<area>.toml; its keys are named <area>.<key>. A sentence
// has named places: "{n} affichés". A plural has two forms, <key>.one and <key>.other.
package locale

import (
	"embed"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
)

// The narrow no-break space of good typography is no glyph of a console's fonts: the plain one is shown in its place.
const (
	narrowSpace  = "\u202F"
	noBreakSpace = "\u00A0"
)

//go:embed data
var data embed.FS

// Lang is a language of the interface.
type Lang string

// The languages.
const (
	French  Lang = "fr"
	English Lang = "en"
)

// Locale is a language with all its sentences.
type Locale struct {
	Lang  Lang
	texts map[string]string
	names calendarNames
	words *vocabulary // of both languages
}

// New loads a language. An error is a fault of the program, not of its user: the catalogues are part of it.
func New(lang Lang) (*Locale, error) {
	l := &Locale{Lang: lang, texts: make(map[string]string)}
	files, err := data.ReadDir(path.Join("data", string(lang)))
	if err != nil {
		return nil, fmt.Errorf("no catalogue for language %q: %w", lang, err)
	}
	for _, f := range files {
		if err := l.load(strings.TrimSuffix(f.Name(), ".toml")); err != nil {
			return nil, err
		}
	}
	l.names = makeNames(l)
	other := &Locale{Lang: lang.other(), texts: make(map[string]string)}
	if err := other.load("date"); err != nil {
		return nil, err
	}
	l.words = makeVocabulary(l, other)
	return l, nil
}

// other is the language of the colleague at the next desk.
func (l Lang) other() Lang {
	if l == French {
		return English
	}
	return French
}

// load reads the catalogue of one area.
func (l *Locale) load(area string) error {
	tree := make(map[string]any)
	if _, err := toml.DecodeFS(data, path.Join("data", string(l.Lang), area+".toml"), &tree); err != nil {
		return fmt.Errorf("catalogue %s/%s: %w", l.Lang, area, err)
	}
	l.flatten(area, tree)
	return nil
}

func (l *Locale) flatten(prefix string, tree map[string]any) {
	for key, v := range tree {
		name := prefix + "." + key
		switch v := v.(type) {
		case map[string]any:
			l.flatten(name, v)
		case string:
			l.texts[name] = strings.ReplaceAll(v, narrowSpace, noBreakSpace)
		}
	}
}

// T is the sentence of a key, with its named places filled: T("caseload.shown", "n", 12). A missing key shows itself.
func (l *Locale) T(key string, args ...any) string {
	s, ok := l.texts[key]
	if !ok {
		return "‹" + key + "›"
	}
	if len(args) == 0 {
		return s
	}
	return fill(s, args)
}

// fill puts values into the named places of a sentence, in one pass: what a value says is never taken for a place.
func fill(s string, args []any) string {
	var b strings.Builder
	for {
		head, rest, open := strings.Cut(s, "{")
		name, tail, closed := strings.Cut(rest, "}")
		b.WriteString(head)
		if !open {
			return b.String()
		}
		if value, ok := argument(args, name); closed && ok {
			b.WriteString(value)
			s = tail
			continue
		}
		b.WriteByte('{')
		s = rest
	}
}

func argument(args []any, name string) (string, bool) {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != name {
			continue
		}
		switch v := args[i+1].(type) {
		case string:
			return v, true
		case int:
			return strconv.Itoa(v), true
		default:
			return fmt.Sprint(v), true
		}
	}
	return "", false
}

// Has says whether there is a sentence of that key.
func (l *Locale) Has(key string) bool {
	_, ok := l.texts[key]
	return ok
}

// N is the sentence of a key for a number of things, which fills {n}: one or other, as the language counts.
func (l *Locale) N(key string, n int, args ...any) string {
	form := ".other"
	if n == 1 || n == 0 && l.Lang == French {
		form = ".one"
	}
	return l.T(key+form, append([]any{"n", n}, args...)...)
}
