package caseload

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

// noon is the instant of every test: Monday 23 November 2026, 14:32.
var noon = time.Date(2026, time.November, 23, 14, 32, 0, 0, time.UTC)

var today = model.DateOf(noon)

// fakeVault keeps cases in memory, with the fold of the model.
type fakeVault struct {
	cases    map[model.ID]*model.Case
	order    []model.ID
	registry *model.Case
	drafts   []model.Draft
	planner  *due.Planner
	looked   sync.Map // summaries and outlooks, by case as it stands
	waiting  bool     // the outlooks are being computed
	next     uint64
}

func newVault() *fakeVault {
	v := &fakeVault{cases: make(map[model.ID]*model.Case), registry: &model.Case{ID: model.RegistryID}}
	set, _ := programme.Load("")
	v.planner = due.NewPlanner(set, due.DefaultScale())
	v.registry = v.registry.With(v.change(must(v.registry.Put("worker.add", workerID, &model.Worker{Name: "Maëlle Roquebrane", Role: model.RoleCESF}))))
	v.registry = v.registry.With(v.change(must(v.registry.Put("device.add", v.Device(), &model.Device{Worker: workerID}))))
	return v
}

var workerID = model.ID{0xAA}

func must(w model.Write, ok bool) model.Write {
	if !ok {
		panic("nothing to write")
	}
	return w
}

func (v *fakeVault) change(w model.Write) *model.Change {
	v.next++
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], v.next)
	return &model.Change{Write: w, ID: sha256.Sum256(b[:]), Device: v.Device(), Millis: int64(v.next)}
}

func (v *fakeVault) commit(writes ...model.Write) (ids []model.ID) {
	for _, w := range writes {
		if err := w.Validate(); err != nil {
			panic(err)
		}
		switch c := v.cases[w.Case]; {
		case w.Case == model.RegistryID:
			v.registry = v.registry.With(v.change(w))
		case c == nil:
			v.order = append(v.order, w.Case)
			fallthrough
		default:
			v.cases[w.Case] = c.With(v.change(w))
		}
		if !slices.Contains(ids, w.Case) {
			ids = append(ids, w.Case)
		}
	}
	return ids
}

func (v *fakeVault) Summaries() (list []*model.Summary) {
	for _, c := range v.Cases() {
		list = append(list, &v.look(c).summary)
	}
	return list
}

// look sums a case up and says what it needs, with the programmes that ship, once for each state of it.
func (v *fakeVault) look(c *model.Case) *lookedAt {
	if x, ok := v.looked.Load(c); ok {
		return x.(*lookedAt)
	}
	x := &lookedAt{summary: c.Summary()}
	x.outlook = v.planner.Outlook(c, &x.summary, today)
	v.looked.Store(c, x)
	return x
}

type lookedAt struct {
	summary model.Summary
	outlook *due.Outlook
}

func (v *fakeVault) Cases() []*model.Case {
	list := make([]*model.Case, len(v.order))
	for i, id := range v.order {
		list[i] = v.cases[id]
	}
	return list
}

func (v *fakeVault) Case(id model.ID) *model.Case {
	if id == model.RegistryID {
		return v.registry
	}
	return v.cases[id]
}

func (v *fakeVault) Outlook(id model.ID) *due.Outlook {
	if v.waiting {
		return nil
	}
	return v.look(v.cases[id]).outlook
}

func (v *fakeVault) Registry() *model.Case { return v.registry }
func (v *fakeVault) Device() model.ID      { return model.ID{0xDD} }
func (v *fakeVault) Drafts() []model.Draft { return v.drafts }

func (v *fakeVault) NewID() (id model.ID) {
	v.next++
	binary.BigEndian.PutUint64(id[8:], v.next)
	id[0] = 1
	return id
}

// household adds a case and returns its id. The fields of h that matter are filled in.
func (v *fakeVault) household(last, first, birth, prog, phase, agency string) model.ID {
	id := v.NewID()
	sum := sha256.Sum256(id[:])
	copy(id[:], sum[:])
	c := &model.Case{ID: id}
	v.commit(
		must(c.Put("case.new", id, &model.Header{Programme: prog, Agency: agency, Lead: workerID})),
		must(c.Put("case.new", v.NewID(), &model.PhaseEntry{Phase: phase, Since: today.AddDays(-40)})),
		must(c.Put("case.new", v.NewID(), &model.Member{Last: last, First: first, Birth: birth, Role: model.RoleHolder})),
	)
	return id
}

func (v *fakeVault) task(id model.ID, label string, due model.Date, at model.Clock) model.ID {
	t := v.NewID()
	v.commit(must(v.cases[id].Put("task.add", t, &model.Task{Label: label, Who: model.WhoWorker, Due: due, At: at})))
	return t
}

func (v *fakeVault) contact(id model.ID, kind model.ContactKind, on model.Date, facts string) {
	v.commit(must(v.cases[id].Put("note.add", v.NewID(), &model.Contact{Kind: kind, Outcome: model.Held, Date: on, Facts: facts})))
}

// small is a caseload with every state.
func small() *fakeVault {
	v := newVault()
	id := v.household("ORAZI", "Lina", "1998-05-02", "securisation", "accompagnement", "apt")
	v.commit(must(v.cases[id].Put("dwelling.add", v.NewID(), &model.Dwelling{Address: "12 rue des Tilleuls", Commune: "Apt", From: today.AddDays(-90)})))
	v.commit(must(v.cases[id].Put("reach.add", v.NewID(), &model.Reach{Means: model.MeansPhone, Value: "06 39 98 12 47", From: today.AddDays(-90)})))
	v.commit(must(v.cases[id].Put("member.add", v.NewID(), &model.Member{Last: "ORAZI", First: "Noa", Birth: "2021", Role: model.RoleDependent})))
	v.task(id, "Entretien à domicile", today.AddDays(3), model.NewClock(14, 30))
	v.task(id, "Attestation d’assurance de Lina ORAZI", today.AddDays(12), 0)
	v.contact(id, model.HomeVisit, today.AddDays(-12), "Le logement est bien tenu. Mme ORAZI demande comment régler le chauffage ; relevé fait ensemble, courrier d’EDF à reprendre.")
	v.contact(id, model.PhoneCall, today.AddDays(-30), "Dossier APL complet.")
	id = v.household("LAVOUTENC", "Gérard", "1964", "sauvegarde", "accompagnement", "orange")
	v.task(id, "Demande de renouvellement", today.AddDays(-23), 0)
	v.contact(id, model.OfficeMeeting, today.AddDays(-17), "Reprise du loyer courant en novembre.")
	id = v.household("D’AMICO-BEN SAÏD", "Élodie Marie-Françoise", "1988", "sauvegarde", "prise_de_contact", "avignon-vedene")
	v.task(id, "Seuil de carence : décider de la suite avec le bailleur et l’agence", today.AddDays(-2), 0)
	id = v.household("ŒUVRARD", "Paul", "1971", "securisation", "recherche", "carpentras")
	v.task(id, "Relance EDF", today, model.NewClock(16, 30))
	v.contact(id, model.HomeVisit, today.AddDays(-400), "Première visite.")
	id = v.household("KOWALSKI", "Łucja", "1990", "securisation", "orientation", "cavaillon")
	v.task(id, "Bilan de fin de mesure", model.NewDate(2027, time.May, 17), 0)
	v.household("VIDAL", "Lou", "", "securisation", "orientation", "bollene")
	id = v.household("CLOS", "Ancien", "1950", "securisation", "clos", "apt")
	h := v.cases[id].Header()
	h.Closed = today.AddDays(-10)
	v.commit(must(v.cases[id].Put("case.close", id, &h)))
	return v
}

// busy is the small caseload and a household for which the programme makes dates due, with several reasons.
func busy() *fakeVault {
	v := small()
	id := v.household("MARAVEL", "Inès", "1980", "securisation", "orientation", "orange")
	h := v.cases[id].Header()
	h.Received = today.AddDays(-19)
	v.commit(must(v.cases[id].Put("case.edit", id, &h)))
	v.task(id, "Rappeler le SIAO pour Inès", today.AddDays(-1), 0)
	return v
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
	fail    error // of the next commits
}

func newStage(t testing.TB, v *fakeVault, lang locale.Lang, w, h int) *stage {
	t.Helper()
	l, err := locale.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	set, problems := programme.Load("")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	s := &stage{t: t, vault: v, names: &nav.Names{}, env: &widget.Env{L: l, Theme: theme.New(theme.Dark, false), Now: func() time.Time { return noon }}}
	s.page = New(v, s.names, s.env, set, nav.Route{Page: nav.Caseload})
	s.page.Layout(w, h-2)
	return s
}

// reopen shows another vault.
func (s *stage) reopen(v *fakeVault) {
	s.vault, s.page.session, s.page.desk.Session = v, v, v
	s.page.selected = model.ID{}
	s.page.reload()
}

func keyMsg(key string) tea.KeyPressMsg {
	special := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "up": tea.KeyUp, "down": tea.KeyDown, "tab": tea.KeyTab, "space": tea.KeySpace,
		"delete": tea.KeyDelete, "home": tea.KeyHome, "end": tea.KeyEnd, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp, "right": tea.KeyRight, "backspace": tea.KeyBackspace}
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
		done := nav.Committed{To: msg.To, Err: s.fail}
		if s.fail == nil {
			done.Cases = s.vault.commit(msg.Writes...)
			s.effects = append(s.effects, msg.Effect)
			s.do(s.page.Update(nav.Changed{Cases: done.Cases}))
		}
		s.do(s.page.Update(done))
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
