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
	"sync"

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

// Locale is a language with all its sentences. The catalogue of an area is read when its first sentence is asked for: the lock
// screen, which a person waits for, shows few of them.
type Locale struct {
	Lang  Lang
	areas map[string]func() catalogue
	names func() *calendarNames
	words func() *vocabulary // of both languages
}

// catalogue holds the sentences of an area by their key, without the name of the area.
type catalogue map[string]string

// New finds the catalogues of a language. An error says that there are none.
func New(lang Lang) (*Locale, error) {
	files, err := data.ReadDir(path.Join("data", string(lang)))
	if err != nil {
		return nil, fmt.Errorf("no catalogue for language %q: %w", lang, err)
	}
	l := &Locale{Lang: lang, areas: make(map[string]func() catalogue, len(files))}
	for _, f := range files {
		area := strings.TrimSuffix(f.Name(), ".toml")
		l.areas[area] = sync.OnceValue(func() catalogue { return read(lang, area) })
	}
	l.names = sync.OnceValue(func() *calendarNames { return makeNames(l) })
	l.words = sync.OnceValue(func() *vocabulary { return makeVocabulary(lang, l.areas["date"](), read(lang.other(), "date")) })
	return l, nil
}

// Load reads everything that no sentence has asked for yet.
func (l *Locale) Load() {
	for _, sentences := range l.areas {
		sentences()
	}
	l.names()
	l.words()
}

// other is the language of the colleague at the next desk.
func (l Lang) other() Lang {
	if l == French {
		return English
	}
	return French
}

// read reads the catalogue of one area. A fault of it is one of the program, not of its user: the catalogues are part of it, and
// tested.
func read(lang Lang, area string) catalogue {
	tree := make(map[string]any)
	if _, err := toml.DecodeFS(data, path.Join("data", string(lang), area+".toml"), &tree); err != nil {
		panic(fmt.Sprintf("catalogue %s/%s: %v", lang, area, err))
	}
	c := make(catalogue)
	c.flatten("", tree)
	return c
}

func (c catalogue) flatten(prefix string, tree map[string]any) {
	for key, v := range tree {
		switch v := v.(type) {
		case map[string]any:
			c.flatten(prefix+key+".", v)
		case string:
			c[prefix+key] = strings.ReplaceAll(v, narrowSpace, noBreakSpace)
		}
	}
}

// find looks a sentence up.
func (l *Locale) find(key string) (s string, ok bool) {
	area, name, _ := strings.Cut(key, ".")
	if sentences := l.areas[area]; sentences != nil {
		s, ok = sentences()[name]
	}
	return s, ok
}

// T is the sentence of a key, with its named places filled: T("caseload.shown", "n", 12). A missing key shows itself.
func (l *Locale) T(key string, args ...any) string {
	s, ok := l.find(key)
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
	_, ok := l.find(key)
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
