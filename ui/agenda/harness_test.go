package agenda

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
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/theme"
	"seuil/ui/widget"
)

var update = flag.Bool("update", false, "rewrite the golden screens")

// noon is the instant at which every test begins: Monday 23 November 2026, 14:32.
var noon = time.Date(2026, time.November, 23, 14, 32, 0, 0, time.UTC)

var today = model.DateOf(noon)

var maelle, yanis = model.ID{0xAA}, model.ID{0xBB}

// The programmes and what plans by them do not change: they are read once for all tests.
var (
	rules = sync.OnceValue(func() *programme.Set {
		set, problems := programme.Load("")
		if len(problems) > 0 {
			panic(problems[0])
		}
		return set
	})
	planner = sync.OnceValue(func() *due.Planner { return due.NewPlanner(rules(), due.DefaultScale()) })
)

// memory is a session without a disk. It keeps outlooks in step with the cases, as the root does.
type memory struct {
	cases     map[model.ID]*model.Case
	summaries []*model.Summary // by id
	outlooks  map[model.ID]*due.Outlook
	registry  *model.Case
	now       time.Time
	busy      bool // what is due is being computed
	next      uint64
}

func newMemory() *memory {
	m := &memory{cases: make(map[model.ID]*model.Case), outlooks: make(map[model.ID]*due.Outlook), registry: &model.Case{ID: model.RegistryID}, now: noon}
	for id, w := range map[model.ID]model.Worker{maelle: {Name: "Maëlle Roquebrane", Role: model.RoleCESF}, yanis: {Name: "Yanis Dorvaux", Role: model.RoleASS}} {
		m.registry = m.registry.With(m.change(must(m.registry.Put("worker.add", id, &w))))
	}
	return m
}

func must(w model.Write, ok bool) model.Write {
	if !ok {
		panic("nothing to write")
	}
	return w
}

func (m *memory) change(w model.Write) *model.Change {
	m.next++
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], m.next)
	return &model.Change{Write: w, ID: sha256.Sum256(b[:]), Device: m.Device(), Seq: m.next, Millis: m.now.UnixMilli()}
}

// store folds writes into their cases and says anew what those need.
func (m *memory) store(writes ...model.Write) (ids []model.ID) {
	for _, w := range writes {
		if err := w.Validate(); err != nil {
			panic(err)
		}
		m.cases[w.Case] = m.cases[w.Case].With(m.change(w))
		if !slices.Contains(ids, w.Case) {
			ids = append(ids, w.Case)
		}
	}
	for _, id := range ids {
		s := m.cases[id].Summary()
		i, found := slices.BinarySearchFunc(m.summaries, id, func(a *model.Summary, id model.ID) int { return slices.Compare(a.Case[:], id[:]) })
		if found {
			m.summaries[i] = &s
		} else {
			m.summaries = slices.Insert(m.summaries, i, &s)
		}
		m.look(&s)
	}
	return ids
}

func (m *memory) look(s *model.Summary) {
	m.outlooks[s.Case] = planner().Outlook(m.cases[s.Case], s, model.DateOf(m.now))
}

func (m *memory) Case(id model.ID) *model.Case { return m.cases[id] }
func (m *memory) Registry() *model.Case        { return m.registry }
func (m *memory) Device() model.ID             { return model.ID{0xDD} }
func (m *memory) Me() model.Worker             { return m.registry.Worker(maelle) }

func (m *memory) Summaries() []*model.Summary { return m.summaries }

func (m *memory) Outlook(id model.ID) *due.Outlook {
	if m.busy {
		return nil
	}
	return m.outlooks[id]
}

func (m *memory) NewID() (id model.ID) {
	m.next++
	binary.BigEndian.PutUint64(id[8:], m.next)
	id[0] = 1
	return id
}

// household adds a case in a phase and returns its id.
func (m *memory) household(last, first, prog, phase string, lead model.ID) model.ID {
	id := m.NewID()
	sum := sha256.Sum256(id[:])
	copy(id[:], sum[:])
	c := &model.Case{ID: id}
	m.store(
		must(c.Put("case.new", id, &model.Header{Programme: prog, Agency: "apt", Lead: lead, Received: today.AddDays(-40)})),
		must(c.Put("case.new", m.NewID(), &model.PhaseEntry{Phase: phase, Since: today.AddDays(-30)})),
		must(c.Put("case.new", m.NewID(), &model.Member{Last: last, First: first, Role: model.RoleHolder})),
	)
	return id
}

func (m *memory) task(id model.ID, label string, due model.Date, at model.Clock) model.ID {
	t := m.NewID()
	m.store(must(m.cases[id].Put("task.add", t, &model.Task{Label: label, Who: model.WhoWorker, Due: due, At: at})))
	return t
}

func (m *memory) step(id model.ID, code string, done model.Date) {
	s := model.StepState{Code: code, Done: done}
	m.store(must(m.cases[id].Put("step.done", model.DerivedID(model.KindStep, code), &s)))
}

// busyWeek is a team with everything: late dates of both sorts, today with and without an hour, the days after, a date moved with
// its reason, dates without a day, a closed household and one without dates.
func busyWeek() *memory {
	m := newMemory()
	id := m.household("BENALI", "Samira", "sauvegarde", "prise_de_contact", maelle) // letters late, visit soon, carence later
	m.task(id, "Dépôt dossier FSL de Samira BENALI", today.AddDays(-7), 0)
	m.task(id, "Relance EDF", 0, 0)
	id = m.household("DUPONT-LEROY", "Marc", "securisation", "accompagnement", yanis)
	m.task(id, "Visite à domicile", today, model.NewClock(16, 30))
	m.task(id, "Rappeler EDF (mensualisation)", today.AddDays(3), 0)
	m.step(id, "mesure", today.AddMonths(-12).AddDays(40))
	m.step(id, "periode_examen", today.AddMonths(2).AddDays(7))
	key := ""
	for _, o := range m.outlooks[id].Obligations {
		if o.Rule.Code == "point_locatif" {
			key = o.Key
		}
	}
	m.store(must(m.cases[id].Put("task.postpone", model.DerivedID(model.KindObligation, key), &model.Obligation{Key: key, To: today.AddDays(18), Reason: "M. DUPONT-LEROY est absent"})))
	id = m.household("HADDAD", "Yanis", "securisation", "recherche", maelle)
	m.task(id, "Appel au bailleur", today.AddDays(1), model.NewClock(9, 0))
	m.task(id, "Pièces d’assurance", today, 0)
	m.task(id, "Attestation scolaire", 0, 0)
	id = m.household("N’DIAYE", "Awa", "securisation", "recherche", yanis)
	m.task(id, "Bilan de l’an prochain", model.NewDate(2027, time.May, 17), 0)
	m.task(id, "Dossier resté ouvert", model.NewDate(2025, time.September, 3), 0)
	m.household("VIDAL", "Lou", "securisation", "recherche", yanis)
	id = m.household("CLOS", "Ancien", "securisation", "veille", maelle)
	m.task(id, "Rien d’ouvert ici", today, 0)
	h := m.cases[id].Header()
	h.Closed = today.AddDays(-10)
	m.store(must(m.cases[id].Put("case.close", id, &h)))
	return m
}

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
