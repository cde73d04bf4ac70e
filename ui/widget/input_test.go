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

// Whatever is typed, the view has its width, the cursor is on it, and the value has no line end.
func TestInputAlwaysFits(t *testing.T) {
	env := testEnv(t, locale.French)
	keys := []string{"a", "é", "e", "\u0301", "字", "👩‍👩‍👧", "space", "left", "right", "home", "end", "backspace", "delete",
		"ctrl+left", "ctrl+right"}
	rapid.Check(t, func(t *rapid.T) {
		f := NewInput(env)
		f.Limit = rapid.IntRange(0, 12).Draw(t, "limit")
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
			if f.Limit > 0 && f.Len() > f.Limit || strings.Contains(f.Value(), "\n") {
				t.Fatalf("value %q", f.Value())
			}
		}
	})
}
