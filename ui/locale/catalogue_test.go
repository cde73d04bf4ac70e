package locale

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/sfnt"
)

var languages = []Lang{French, English}

// open loads a language or ends the test.
func open(t testing.TB, lang Lang) *Locale {
	t.Helper()
	l, err := New(lang)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// sentences are all of a language, by their keys with the area.
func sentences(l *Locale) map[string]string {
	all := make(map[string]string)
	for area, read := range l.areas {
		for name, text := range read() {
			all[area+"."+name] = text
		}
	}
	return all
}

// wordList says that the key holds words to recognise, not a sentence to show.
func wordList(key string) bool {
	return strings.HasPrefix(key, "date.words.") || strings.HasPrefix(key, "date.who.")
}

func TestBothLanguagesHaveEverySentence(t *testing.T) {
	fr, en := open(t, French), open(t, English)
	for _, pair := range [][2]*Locale{{fr, en}, {en, fr}} {
		for _, key := range slices.Sorted(maps.Keys(sentences(pair[0]))) {
			switch text, ok := pair[1].find(key); {
			case !ok:
				t.Errorf("%s is in %s only", key, pair[0].Lang)
			case strings.TrimSpace(text) == "" && !wordList(key) && key != "date.group":
				t.Errorf("%s says nothing in %s", key, pair[1].Lang)
			}
		}
	}
	if n := len(sentences(fr)); n < 200 {
		t.Errorf("only %d sentences: the catalogues were not found", n)
	}
}

var place = regexp.MustCompile(`\{[a-z_]+\}`)

func places(s string) []string {
	found := place.FindAllString(s, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestBothLanguagesHaveTheSamePlaces(t *testing.T) {
	fr, en := open(t, French), open(t, English)
	for key, text := range sentences(fr) {
		english, _ := en.find(key)
		got, want := places(english), places(text)
		if strings.HasSuffix(key, ".one") { // "un seul ménage" may leave its number out
			got, want = without(got, "{n}"), without(want, "{n}")
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v in French, %v in English", key, want, got)
		}
		for _, s := range []string{text, english} {
			if strings.ContainsAny(place.ReplaceAllString(s, ""), "{}") {
				t.Errorf("%s: a brace that is no place in %q", key, s)
			}
		}
	}
}

func without(list []string, s string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(x string) bool { return x == s })
}

func TestPluralsHaveBothForms(t *testing.T) {
	for _, lang := range languages {
		l := open(t, lang)
		for key, text := range sentences(l) {
			base, ok := strings.CutSuffix(key, ".one")
			if !ok {
				continue
			}
			other, ok := l.find(base + ".other")
			if !ok && !strings.Contains(text, "{n}") {
				continue // "one" as in "a member", not as in counting
			}
			if !ok {
				t.Errorf("%s: %s has no other form", lang, base)
			}
			if got, want := without(places(text), "{n}"), without(places(other), "{n}"); !slices.Equal(got, want) {
				t.Errorf("%s: the forms of %s have the places %v and %v", lang, base, got, want)
			}
		}
	}
}

// notGlyphs says that a character takes no glyph: spaces of every kind.
func notGlyph(r rune) bool { return unicode.IsSpace(r) || r == '\u200B' }

// hasGlyph looks characters up in Go Mono, whose characters are WGL4: what the consoles of Windows can show without a
// second font.
func hasGlyph(t testing.TB) func(rune) bool {
	t.Helper()
	f, err := sfnt.Parse(gomono.TTF)
	if err != nil {
		t.Fatal(err)
	}
	var b sfnt.Buffer
	return func(r rune) bool {
		i, err := f.GlyphIndex(&b, r)
		return err == nil && i != 0
	}
}

func TestEveryCharacterOfTheCataloguesIsInGoMono(t *testing.T) {
	glyph := hasGlyph(t)
	for _, lang := range languages {
		for key, text := range sentences(open(t, lang)) {
			for _, r := range text {
				if r == '\u202F' || !notGlyph(r) && !glyph(r) {
					t.Errorf("%s: %s has %q (%U), which a console may not show", lang, key, r, r)
				}
			}
		}
	}
}

func TestFrenchIsTypeset(t *testing.T) {
	for key, text := range sentences(open(t, French)) {
		if wordList(key) {
			continue
		}
		if strings.Contains(text, "'") {
			t.Errorf("%s: a typewriter apostrophe in %q; French has ’", key, text)
		}
		if strings.Contains(text, "...") {
			t.Errorf("%s: three full stops in %q; write …", key, text)
		}
	}
}

func TestASentenceIsFilled(t *testing.T) {
	area := catalogue{"b": "{who} a {n} clés {n}", "one": "{n} clé", "other": "{n} clés", "odd": "{ {x"}
	l := &Locale{Lang: French, areas: map[string]func() catalogue{"a": func() catalogue { return area }}}
	tests := []struct{ name, got, want string }{
		{"its places", l.T("a.b", "n", 3, "who", "Léa"), "Léa a 3 clés 3"},
		{"a value that looks like a place", l.T("a.b", "n", 3, "who", "{n}"), "{n} a 3 clés 3"},
		{"a place without a value", l.T("a.b", "n", 3), "{who} a 3 clés 3"},
		{"braces alone", l.T("a.odd", "x", 1), "{ {x"},
		{"no such key", l.T("a.c"), "‹a.c›"},
		{"no such area", l.T("b.b"), "‹b.b›"},
		{"an area alone", l.T("a"), "‹a›"},
		{"none of them in French", l.N("a", 0), "0 clé"},
		{"one", l.N("a", 1), "1 clé"},
		{"two", l.N("a", 2), "2 clés"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
	l.Lang = English
	if got := l.N("a", 0); got != "0 clés" {
		t.Errorf("none of them in English: %q", got)
	}
}

func TestManyAskForSentencesThatNobodyHasReadYet(t *testing.T) {
	l := open(t, French)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got := l.T("date.due.today"); got != "auj." {
				t.Errorf("%q", got)
			}
			l.Load()
		})
	}
	all.Wait()
}

func TestALanguageThatThereIsNot(t *testing.T) {
	if _, err := New("de"); err == nil {
		t.Error("no error")
	}
}
