package newcase

import (
	"crypto/sha256"
	"encoding/binary"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/model/programme"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/theme"
	"seuil/ui/widget"
)

var update = flag.Bool("update", false, "rewrite the golden screens")

// noon is the instant of every test: Monday 23 November 2026, 14:32.
var noon = time.Date(2026, time.November, 23, 14, 32, 0, 0, time.UTC)

var today = model.DateOf(noon)

var maelle, yanis = model.ID{0xAA}, model.ID{0xBB}

// fakeVault keeps cases in memory, with the fold of the model.
type fakeVault struct {
	cases map[model.ID]*model.Case
	next  uint64
}

func must(w model.Write, ok bool) model.Write {
	if !ok {
		panic("nothing to write")
	}
	return w
}

func newVault() *fakeVault {
	v := &fakeVault{cases: map[model.ID]*model.Case{}}
	reg := &model.Case{ID: model.RegistryID}
	v.commit(must(reg.Put("worker.add", maelle, &model.Worker{Name: "Maëlle Roquebrane", Role: model.RoleCESF, Organisation: "soligone"})),
		must(reg.Put("worker.add", yanis, &model.Worker{Name: "Yanis Dorvaux", Role: model.RoleASS, Organisation: "cap-habitat"})))
	return v
}

func (v *fakeVault) commit(writes ...model.Write) (ids []model.ID) {
	for _, w := range writes {
		if err := w.Validate(); err != nil {
			panic(err)
		}
		v.next++
		var b [8]byte
		binary.BigEndian.PutUint64(b[:], v.next)
		v.cases[w.Case] = v.cases[w.Case].With(&model.Change{Write: w, ID: sha256.Sum256(b[:]), Millis: int64(v.next)})
		if !slices.Contains(ids, w.Case) {
			ids = append(ids, w.Case)
		}
	}
	return ids
}

func (v *fakeVault) Cases() (list []*model.Case) {
	for id, c := range v.cases {
		if id != model.RegistryID {
			list = append(list, c)
		}
	}
	return list
}

func (v *fakeVault) Registry() *model.Case { return v.cases[model.RegistryID] }
func (v *fakeVault) Me() model.Worker      { return v.Registry().Worker(maelle) }
func (v *fakeVault) NewCase() model.ID     { return v.NewID() }

func (v *fakeVault) NewID() (id model.ID) {
	v.next++
	binary.BigEndian.PutUint64(id[8:], v.next)
	id[0] = 1
	return id
}

// The catalogues and the programmes do not change: they are read once for all tests.
var (
	speech = map[locale.Lang]func() *locale.Locale{locale.French: reader(locale.French), locale.English: reader(locale.English)}
	rules  = sync.OnceValue(func() *programme.Set {
		set, problems := programme.Load("")
		if len(problems) > 0 {
			panic(problems[0])
		}
		return set
	})
)

func reader(lang locale.Lang) func() *locale.Locale {
	return sync.OnceValue(func() *locale.Locale {
		l, err := locale.New(lang)
		if err != nil {
			panic(err)
		}
		return l
	})
}

// stage drives a page as the root does: bindings first, then Update; commands are run in place.
type stage struct {
	t       testing.TB
	vault   *fakeVault
	page    *Page
	names   *nav.Names
	env     *widget.Env
	dialogs []nav.Dialog
	sent    []tea.Msg // what the root would act on, but commits and dialogs
	effects []string
	commits []nav.Commit
	fail    error // of the next commits
}

func newStage(t testing.TB, v *fakeVault, lang locale.Lang, w, h int) *stage {
	t.Helper()
	l, set := speech[lang](), rules()
	s := &stage{t: t, vault: v, names: &nav.Names{}, env: &widget.Env{L: l, Theme: theme.New(theme.Dark, false), Now: func() time.Time { return noon }}}
	s.page = New(v, s.names, s.env, set, nav.Route{Page: nav.NewCase})
	s.do(s.page.Init())
	s.page.Layout(w, h-2)
	return s
}

func keyMsg(key string) tea.KeyPressMsg {
	special := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "up": tea.KeyUp, "down": tea.KeyDown, "tab": tea.KeyTab, "space": tea.KeySpace,
		"delete": tea.KeyDelete, "home": tea.KeyHome, "end": tea.KeyEnd, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp, "right": tea.KeyRight, "left": tea.KeyLeft, "backspace": tea.KeyBackspace}
	if code, ok := special[key]; ok {
		m := tea.KeyPressMsg{Code: code}
		if key == "space" {
			m.Text = " "
		}
		return m
	}
	if rest, ok := strings.CutPrefix(key, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: []rune(rest)[0], Mod: tea.ModCtrl}
	}
	if key == "shift+tab" {
		return tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
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
		name := msg.String()
		if name != key {
			s.t.Fatalf("the key %q calls itself %q", key, name)
		}
		name = strings.ToLower(name)
		run := func() tea.Cmd { return top.Update(msg) }
		for _, b := range top.Keys() {
			if slices.Contains(b.Keys, name) && !(msg.Text != "" && top.Typing()) {
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
	s.message(cmd())
}

func (s *stage) message(msg tea.Msg) {
	switch msg := msg.(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			s.do(c)
		}
	case nav.Show:
		s.dialogs = append(s.dialogs, msg.Dialog)
	case nav.Commit:
		s.commits = append(s.commits, msg)
		done := nav.Committed{To: msg.To, Err: s.fail}
		if s.fail == nil {
			done.Cases = s.vault.commit(msg.Writes...)
			s.effects = append(s.effects, msg.Effect)
		}
		s.do(s.page.Update(done))
	case read:
		s.do(s.page.Update(msg))
	default:
		s.sent = append(s.sent, msg)
	}
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

// plain is the screen with spaces that break in place of those that do not.
func (s *stage) plain() string { s.t.Helper(); return strings.ReplaceAll(s.screen(), "\u00a0", " ") }

// shows fails unless every text stands on the screen.
func (s *stage) shows(texts ...string) {
	s.t.Helper()
	screen := s.plain()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			s.t.Errorf("%q is not on the screen:\n%s", text, screen)
		}
	}
}

func (s *stage) hides(texts ...string) {
	s.t.Helper()
	screen := s.plain()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			s.t.Errorf("%q is on the screen:\n%s", text, screen)
		}
	}
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
