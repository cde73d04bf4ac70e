package agenda

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/theme"
	"seuil/ui/widget"
)

var update = flag.Bool("update", false, "rewrite the golden screens")

// noon is the instant at which every test begins: Monday 23 November 2026, 14:32.
var noon = time.Date(2026, time.November, 23, 14, 32, 0, 0, time.UTC)

var today = model.DateOf(noon)

// stage drives a page as the root does: bindings first, then Update; commands are run in place.
type stage struct {
	t       testing.TB
	vault   *memory
	page    *Page
	names   *nav.Names
	env     *widget.Env
	dialogs []nav.Dialog
	sent    []tea.Msg // what the root would act on, but commits and dialogs
	effects []string
}

func newStage(t testing.TB, m *memory, lang locale.Lang, w, h int) *stage {
	t.Helper()
	l, err := locale.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, vault: m, names: &nav.Names{}, env: &widget.Env{L: l, Theme: theme.New(theme.Dark, false), Now: func() time.Time { return m.now }}}
	s.page = New(m, s.names, s.env, rules(), nav.Route{Page: nav.Agenda})
	s.page.Layout(w, h-2)
	return s
}

// fr is the busy week on a small screen.
func fr(t testing.TB) *stage { return newStage(t, busyWeek(), locale.French, 80, 24) }

func keyMsg(key string) tea.KeyPressMsg {
	special := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
		"tab": tea.KeyTab, "space": tea.KeySpace, "home": tea.KeyHome, "end": tea.KeyEnd, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp}
	if code, ok := special[key]; ok {
		m := tea.KeyPressMsg{Code: code}
		if key == "space" {
			m.Text = " "
		}
		return m
	}
	return tea.KeyPressMsg{Code: []rune(key)[0], Text: key}
}

func (s *stage) press(keys ...string) {
	s.t.Helper()
	for _, key := range keys {
		msg := keyMsg(key)
		var top interface {
			Update(tea.Msg) tea.Cmd
			Keys() []nav.Binding
			Typing() bool
		} = s.page
		if n := len(s.dialogs); n > 0 {
			top = s.dialogs[n-1]
		}
		run := func() tea.Cmd { return top.Update(msg) }
		for _, b := range top.Keys() {
			if slices.Contains(b.Keys, strings.ToLower(msg.String())) && !(msg.Text != "" && top.Typing()) {
				run = b.Run
				break
			}
		}
		s.do(run())
		s.dialogs = slices.DeleteFunc(s.dialogs, func(d nav.Dialog) bool { return d.Done() })
	}
}

func (s *stage) typed(text string) {
	s.t.Helper()
	for _, r := range text {
		if r == ' ' {
			s.press("space")
		} else {
			s.press(string(r))
		}
	}
}

func (s *stage) do(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case nav.Show:
		s.dialogs = append(s.dialogs, msg.Dialog)
	case nav.Commit:
		s.effects = append(s.effects, msg.Effect)
		ids := s.vault.store(msg.Writes...)
		s.do(s.page.Update(nav.Changed{Cases: ids}))
		s.do(s.page.Update(nav.Committed{To: msg.To, Cases: ids}))
	default:
		s.sent = append(s.sent, msg)
	}
}

// change stores writes of somebody else.
func (s *stage) change(writes ...model.Write) {
	s.do(s.page.Update(nav.Changed{Cases: s.vault.store(writes...)}))
}

// pass lets days go by, as the root does at midnight.
func (s *stage) pass(days int) {
	s.vault.now = s.vault.now.AddDate(0, 0, days)
	var ids []model.ID
	for _, m := range s.vault.summaries {
		s.vault.look(m)
		ids = append(ids, m.Case)
	}
	s.do(s.page.Update(nav.Changed{Cases: ids}))
	s.do(s.page.Update(nav.Minute{}))
}

// find is the id of the household of a name.
func (s *stage) find(name string) model.ID {
	s.t.Helper()
	for _, m := range s.vault.summaries {
		if strings.HasPrefix(m.Name, name) {
			return m.Case
		}
	}
	s.t.Fatalf("no household %q", name)
	return model.ID{}
}

// on moves to the date whose line holds a text.
func (s *stage) on(text string) {
	s.t.Helper()
	s.press("home")
	for range len(s.page.list.shown) {
		if strings.Contains(s.at(), text) {
			return
		}
		s.press("down")
	}
	s.t.Fatalf("no line holds %q:\n%s", text, s.screen())
}

// at is the line under the cursor.
func (s *stage) at() string {
	s.t.Helper()
	for _, line := range s.lines() {
		if strings.HasPrefix(line, "►") {
			return line
		}
	}
	return ""
}

// lines is what the screen shows; every line must fit.
func (s *stage) lines() []string {
	s.t.Helper()
	lines := strings.Split(ansi.Strip(s.page.View()), "\n")
	if len(lines) > s.page.h {
		s.t.Errorf("%d lines drawn on %d", len(lines), s.page.h)
	}
	for i, line := range lines {
		if w := ansi.StringWidth(line); w > s.page.w {
			s.t.Errorf("line %d is %d cells wide, more than %d: %q", i, w, s.page.w, line)
		}
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines
}

func (s *stage) screen() string { s.t.Helper(); return strings.Join(s.lines(), "\n") }

func (s *stage) shows(texts ...string) {
	s.t.Helper()
	screen := strings.ReplaceAll(s.screen(), "\u00a0", " ")
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			s.t.Errorf("%q is not on the screen:\n%s", text, screen)
		}
	}
}

func (s *stage) hides(texts ...string) {
	s.t.Helper()
	screen := s.screen()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			s.t.Errorf("%q is on the screen:\n%s", text, screen)
		}
	}
}

// box is what the dialog on top shows.
func (s *stage) box() string {
	s.t.Helper()
	if len(s.dialogs) == 0 {
		s.t.Fatal("no dialog")
	}
	return ansi.Strip(s.dialogs[len(s.dialogs)-1].View(s.page.w-4, s.page.h-2))
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines, expected := strings.Split(got+"\n", "\n"), strings.Split(string(want), "\n")
	for i := range min(len(lines), len(expected)) {
		if lines[i] != expected[i] {
			t.Fatalf("%s, line %d:\n got %q\nwant %q", name, i, lines[i], expected[i])
		}
	}
	if len(lines) != len(expected) {
		t.Fatalf("%s has %d lines, not %d", name, len(lines), len(expected))
	}
}
