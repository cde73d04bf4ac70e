package widget

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"seuil/ui/locale"
	"seuil/ui/theme"
)

// testEnv is an environment on Monday 23 November 2026 at 14:32.
func testEnv(t testing.TB, lang locale.Lang) *Env {
	t.Helper()
	l, err := locale.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, time.November, 23, 14, 32, 0, 0, time.FixedZone("CET", 3600))
	return &Env{L: l, Theme: theme.New(theme.Dark, false), Now: func() time.Time { return now }}
}

// press makes the message of a key by its name, or of a character.
func press(key string) tea.KeyPressMsg {
	codes := map[string]rune{"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
		"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape}
	if key == "space" {
		return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
	}
	if rest, ok := strings.CutPrefix(key, "ctrl+"); ok {
		m := press(rest)
		m.Mod, m.Text = tea.ModCtrl, ""
		return m
	}
	if code, ok := codes[key]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	r, _ := utf8.DecodeRuneInString(key)
	return tea.KeyPressMsg{Code: r, Text: key}
}

// typeIn types a text, a character at a time.
func typeIn(m interface{ Update(tea.Msg) tea.Cmd }, s string) {
	for _, r := range s {
		if r == ' ' {
			m.Update(press("space"))
			continue
		}
		m.Update(press(string(r)))
	}
}

func TestInputKeysAndPastes(t *testing.T) {
	tests := []struct {
		name string
		keys []string
		want string
	}{
		{"letters stay as they are typed", []string{"É", "t", "é", "space", "œ"}, "Été œ"},
		{"text goes in at the cursor", []string{"b", "left", "a", "end", "c"}, "abc"},
		{"backspace takes one character", []string{"a", "é", "backspace"}, "a"},
		{"an accent typed apart joins its letter", []string{"a", "e", "\u0301", "backspace"}, "a"},
		{"delete takes the next one", []string{"a", "b", "home", "delete"}, "b"},
		{"backspace at the start does nothing", []string{"a", "home", "backspace"}, "a"},
		{"delete at the end does nothing", []string{"a", "delete"}, "a"},
		{"ctrl and a letter are no text", []string{"a", "ctrl+k", "ctrl+a", "ctrl+u", "b"}, "ab"},
		{"ctrl and an arrow go by words", []string{"a", "space", "b", "ctrl+left", "x", "ctrl+left", "y", "ctrl+right", "z"}, "a yxbz"},
		{"emacs keys and ctrl+v are the page's", []string{"a", "b", "left", "ctrl+w", "ctrl+h", "ctrl+d", "ctrl+v", "ctrl+f", "c"}, "acb"},
		{"a letter with a mark of its own goes whole", []string{"a", "x\u0302", "b", "left", "backspace"}, "ab"},
		{"an emoji of two code points goes whole", []string{"👍🏽", "a", "home", "right", "b", "home", "delete"}, "ba"},
		{"enter and tab are the page's", []string{"a", "enter", "tab", "esc"}, "a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := NewInput(testEnv(t, locale.French))
			for _, k := range tt.keys {
				f.Update(press(k))
			}
			if got := f.Value(); got != tt.want {
				t.Errorf("value %q, want %q", got, tt.want)
			}
		})
	}
}

func TestInputTakesAPasteAsOneCleanLine(t *testing.T) {
	f := NewInput(testEnv(t, locale.French))
	f.Update(tea.PasteMsg{Content: "une\r\ndeux\x1b[31m\u200b"})
	if got, want := f.Value(), "une deux\uFFFD[31m"; got != want {
		t.Errorf("value %q, want %q", got, want)
	}
}

// Something that was not readable must stay in view, even if a page puts it back and a person edits beside it.
func TestInputKeepsTheMarkOfWhatCouldNotBeRead(t *testing.T) {
	f := NewInput(testEnv(t, locale.French))
	f.SetValue("caf\uFFFD du coin")
	f.SetPosition(4)
	f.Update(press("s"))
	if got := f.Value(); got != "caf\uFFFDs du coin" || f.Position() != 5 {
		t.Errorf("value %q, position %d", got, f.Position())
	}
	if got := ansi.Strip(f.View(8)); got != "caf\uFFFDs du" {
		t.Errorf("drawn %q", got)
	}
	f.SetPosition(4)
	f.Update(press("backspace"))
	if got := f.Value(); got != "cafs du coin" {
		t.Errorf("after backspace: %q", got)
	}
}

// A command would be a timer that makes the cursor blink, or another program that reads the clipboard.
func TestInputStartsNothing(t *testing.T) {
	f := NewInput(testEnv(t, locale.French))
	for _, k := range []string{"a", "é", "left", "home", "end", "ctrl+v", "ctrl+left", "backspace"} {
		if f.Update(press(k)) != nil {
			t.Errorf("%s starts a command", k)
		}
		if _, cmd := f.model.Update(press(k)); cmd != nil {
			t.Errorf("%s starts a command below", k)
		}
	}
	if f.model.Focus() != nil {
		t.Error("the focus starts a command")
	}
}

// Neither the words nor the accents of a passphrase show in what the keys do to a hidden field.
func TestInputGoesByTheWholeInAHiddenPassphrase(t *testing.T) {
	f := NewInput(testEnv(t, locale.French))
	f.SetMask(true)
	f.SetValue("été à Nœux")
	f.Update(press("ctrl+left"))
	if x, _ := f.Cursor(); x != 0 || f.Position() != 0 {
		t.Errorf("a word to the left: column %d, position %d", x, f.Position())
	}
	f.Update(press("right"))
	f.View(20)
	if x, _ := f.Cursor(); x != 1 {
		t.Errorf("a character to the right: column %d", x)
	}
	f.Update(press("ctrl+right"))
	f.View(20)
	if x, _ := f.Cursor(); x != 10 {
		t.Errorf("a word to the right: column %d", x)
	}
}

func TestInputKeepsWithinItsLimitAndSaysSo(t *testing.T) {
	f := NewInput(testEnv(t, locale.French))
	f.Limit = 5
	typeIn(f, "abcd")
	f.SetPosition(2)
	f.Update(tea.PasteMsg{Content: "XYZ"})
	if got := f.Value(); got != "abXcd" || !f.Full() || f.Position() != 3 {
		t.Errorf("value %q, full %v, position %d", got, f.Full(), f.Position())
	}
	f.Update(press("backspace"))
	if f.Full() {
		t.Error("still full after a character was removed")
	}
}

func TestInputWithoutFocusIgnoresKeys(t *testing.T) {
	f := NewInput(testEnv(t, locale.French))
	f.Blur()
	typeIn(f, "a")
	if _, ok := f.Cursor(); f.Value() != "" || ok {
		t.Errorf("value %q, cursor %v", f.Value(), ok)
	}
}

func TestInputHidesAPassphraseUntilAsked(t *testing.T) {
	f := NewInput(testEnv(t, locale.French))
	f.SetMask(true)
	f.SetValue("abé")
	if got := ansi.Strip(f.View(6)); got != "•••   " {
		t.Errorf("hidden: %q", got)
	}
	f.ToggleShown()
	if got := ansi.Strip(f.View(6)); got != "abé   " {
		t.Errorf("shown: %q", got)
	}
	f.SetMask(true)
	if !f.Hidden() {
		t.Error("masking again must hide")
	}
}

func TestInputShowsThePartAroundTheCursor(t *testing.T) {
	f := NewInput(testEnv(t, locale.French))
	f.SetValue("abcdefghij")
	view := func() string { return ansi.Strip(f.View(5)) }
	if got := view(); got != "ghij " {
		t.Errorf("at the end: %q", got)
	}
	f.Update(press("home"))
	if x, _ := f.Cursor(); view() != "abcde" || x != 0 {
		t.Errorf("at the start: %q, cursor %d", view(), x)
	}
	f.ClickAt(3)
	if f.Position() != 3 {
		t.Errorf("clicked on d: position %d", f.Position())
	}
	f.SetValue("")
	f.Placeholder = "rien d’autre"
	if got := view(); got != "rien…" {
		t.Errorf("placeholder: %q", got)
	}
}

func TestAMoveByWordsNeverStopsWithinACharacter(t *testing.T) {
	f := NewInput(testEnv(t, locale.French))
	f.SetValue("mot \u0301x")
	for _, k := range []string{"ctrl+left", "ctrl+left", "ctrl+right", "ctrl+right"} {
		f.Update(press(k))
		if head := f.before(); boundary(f.Value(), len(head)) != len(head) {
			t.Errorf("after %s the cursor stands after %q", k, head)
		}
	}
}

// Whatever is typed, the view has its width, the cursor is on it, and the value has no line end.
func TestInputAlwaysFits(t *testing.T) {
	env := testEnv(t, locale.French)
	keys := []string{"a", "é", "e", "\u0301", "字", "👩‍👩‍👧", "👍🏽", "x\u0302", "\uFFFD", "space", "left", "right", "home", "end", "backspace", "delete",
		"ctrl+left", "ctrl+right"}
	rapid.Check(t, func(t *rapid.T) {
		f := NewInput(env)
		f.Limit = rapid.IntRange(0, 12).Draw(t, "limit")
		f.SetMask(rapid.Bool().Draw(t, "hidden"))
		w := rapid.IntRange(3, 12).Draw(t, "width")
		for _, k := range rapid.SliceOf(rapid.SampledFrom(keys)).Draw(t, "keys") {
			f.Update(press(k))
			got := ansi.Strip(f.View(w))
			x, ok := f.Cursor()
			if n := ansi.StringWidth(got); n != w {
				t.Fatalf("%q takes %d cells, not %d", got, n, w)
			}
			if !ok || x < 0 || x >= w {
				t.Fatalf("cursor at %d of %d", x, w)
			}
			if n := f.Position(); n < 0 || n > f.Len() || !strings.HasPrefix(f.Value(), f.before()) {
				t.Fatalf("position %d of %d in %q", n, f.Len(), f.Value())
			}
			if head := f.before(); boundary(f.Value(), len(head)) != len(head) {
				t.Fatalf("the cursor stands within a character of %q, after %q", f.Value(), head)
			}
			if f.Limit > 0 && f.Len() > f.Limit || strings.Contains(f.Value(), "\n") {
				t.Fatalf("value %q", f.Value())
			}
		}
	})
}

// A key in a field as long as can be, and the frame after it.
func BenchmarkInputKeyToFrame(b *testing.B) {
	f := NewInput(testEnv(b, locale.French))
	f.SetValue(strings.Repeat("Élodie à Nœux, ", maxInput/15))
	f.SetPosition(f.Len() / 2)
	keys := []tea.KeyPressMsg{press("é"), press("backspace"), press("left"), press("right")}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		f.Update(keys[i%len(keys)])
		_ = f.View(60)
		_, _ = f.Cursor()
	}
}

// A form of short fields is drawn anew at each key.
func BenchmarkInputShort(b *testing.B) {
	f := NewInput(testEnv(b, locale.French))
	f.SetValue("Éloïse Vandenbroucke")
	keys := []tea.KeyPressMsg{press("é"), press("backspace")}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		f.Update(keys[i%len(keys)])
		_ = f.View(30)
		_, _ = f.Cursor()
	}
}
