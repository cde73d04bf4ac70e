package household

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

// The two workers, each with her device.
var (
	maelle, yanis             = model.ID{0xAA}, model.ID{0xBB}
	herDev, hisDev            = model.ID{0xD1}, model.ID{0xD2}
	theCase, theOwn, theOther = model.ID{0xC1, 0x55, 0x21}, model.ID{0xC2}, model.ID{0xC3}
)

// fakeVault keeps cases in memory, with the fold of the model.
type fakeVault struct {
	cases map[model.ID]*model.Case
	own   bool // there is a companion case
	busy  bool // what is due is being computed
	next  uint64
	at    time.Time
	dev   model.ID
	order []model.ID

	drafts []model.Draft
}

func newVault() *fakeVault {
	v := &fakeVault{cases: map[model.ID]*model.Case{}, at: noon.AddDate(0, 0, -60), dev: herDev}
	reg := &model.Case{ID: model.RegistryID}
	v.commit(must(reg.Put("worker.add", maelle, &model.Worker{Name: "Maëlle Roquebrane", Role: model.RoleCESF, Organisation: "soligone"})),
		must(reg.Put("worker.add", yanis, &model.Worker{Name: "Yanis Dorvaux", Role: model.RoleASS, Organisation: "cap-habitat"})),
		must(reg.Put("worker.add", herDev, &model.Device{Worker: maelle})), must(reg.Put("worker.add", hisDev, &model.Device{Worker: yanis})))
	return v
}

func must(w model.Write, ok bool) model.Write {
	if !ok {
		panic("nothing to write")
	}
	return w
}

// commit stores writes as one step: one instant, as the vault does.
func (v *fakeVault) commit(writes ...model.Write) (ids []model.ID) {
	for _, w := range writes {
		if err := w.Validate(); err != nil {
			panic(err)
		}
		v.next++
		var b [8]byte
		binary.BigEndian.PutUint64(b[:], v.next)
		ch := &model.Change{Write: w, ID: sha256.Sum256(b[:]), Device: v.dev, Seq: v.next, Millis: v.at.UnixMilli()}
		v.cases[w.Case] = v.cases[w.Case].With(ch)
		if !slices.Contains(ids, w.Case) {
			ids = append(ids, w.Case)
		}
	}
	v.at = v.at.Add(time.Minute)
	return ids
}

// Outlook is made anew each time, with the programmes that ship.
func (v *fakeVault) Outlook(id model.ID) *due.Outlook {
	if v.busy {
		return nil
	}
	s := v.cases[id].Summary()
	return planner().Outlook(v.cases[id], &s, today)
}

func (v *fakeVault) Case(id model.ID) *model.Case { return v.cases[id] }
func (v *fakeVault) Registry() *model.Case        { return v.cases[model.RegistryID] }
func (v *fakeVault) Device() model.ID             { return herDev }
func (v *fakeVault) Order() []model.ID            { return v.order }

func (v *fakeVault) Companions(id model.ID) (list []*model.Case) {
	for _, own := range []model.ID{theOwn, theOther} {
		if c := v.cases[own]; v.own && c.Main() == id {
			list = append(list, c)
		}
	}
	return list
}

func (v *fakeVault) NewID() (id model.ID) {
	v.next++
	binary.BigEndian.PutUint64(id[8:], v.next)
	id[0] = 1
	return id
}

// put stores one record of the case and returns its id.
func (v *fakeVault) put(act model.Act, put func(c *model.Case, id model.ID) (model.Write, bool)) model.ID {
	id := v.NewID()
	c := v.cases[theCase]
	if c == nil {
		c = &model.Case{ID: theCase}
	}
	v.commit(must(put(c, id)))
	return id
}

func (v *fakeVault) contact(k model.Contact) model.ID {
	return v.put("note.add", func(c *model.Case, id model.ID) (model.Write, bool) { return c.Put("note.add", id, &k) })
}

func (v *fakeVault) task(t model.Task) model.ID {
	return v.put("task.add", func(c *model.Case, id model.ID) (model.Write, bool) { return c.Put("task.add", id, &t) })
}

func (v *fakeVault) member(m model.Member) model.ID {
	return v.put("member.add", func(c *model.Case, id model.ID) (model.Write, bool) { return c.Put("member.add", id, &m) })
}

// lived is a household with something on every tab.
func lived() *fakeVault {
	v := newVault()
	c := &model.Case{ID: theCase}
	v.commit(must(c.Put("case.new", theCase, &model.Header{Programme: "securisation", Agency: "apt", Operator: "cap-habitat", Lead: yanis, Origin: "siao", Received: today.AddDays(-34)})),
		must(c.Put("case.new", v.NewID(), &model.PhaseEntry{Phase: "orientation", Since: today.AddDays(-30)})))
	v.put("case.phase", func(c *model.Case, id model.ID) (model.Write, bool) {
		return c.Put("case.phase", id, &model.PhaseEntry{Phase: "diagnostic", Since: today.AddDays(-10)})
	})
	v.member(model.Member{Title: "Mme", Last: "FONTARÈDE", First: "Inès", Birth: "2002-03-14", Role: model.RoleHolder})
	v.member(model.Member{Last: "FONTARÈDE", First: "Noa", Birth: "2024", Role: model.RoleDependent})
	v.put("dwelling.add", func(c *model.Case, id model.ID) (model.Write, bool) {
		return c.Put("dwelling.add", id, &model.Dwelling{Address: "12 rue des Tilleuls", Commune: "Apt", Size: "T3", Surface: 61, Tenure: model.TenureSublet, Rent: 35240, Charges: 6130, Access: "code 12B, chien", From: today.AddDays(-200)})
	})
	v.put("reach.add", func(c *model.Case, id model.ID) (model.Write, bool) {
		return c.Put("reach.add", id, &model.Reach{Means: model.MeansPhone, Value: "06 39 98 12 47", Whose: "Inès", From: today.AddDays(-200)})
	})
	v.dev, v.at = hisDev, noon.AddDate(0, 0, -20)
	first := v.contact(model.Contact{Kind: model.PhoneCall, Outcome: model.Held, Date: today.AddDays(-20), Minutes: 15, Worker: yanis, Facts: "Présentation du dispositif et de l’accompagnement. Mme FONTARÈDE souhaite que sa référente CHRS soit présente."})
	v.dev, v.at = herDev, noon.AddDate(0, 0, -6)
	visit := v.contact(model.Contact{Kind: model.HomeVisit, Outcome: model.Held, Date: today.AddDays(-6), Start: model.NewClock(16, 30), Minutes: 75, Worker: maelle, Present: "Inès, sa référente CHRS",
		Facts: "Logement bien tenu ; le frigo est en panne depuis trois semaines. Courrier EDF rempli ensemble : mensualisation à 61 € dès janvier.", Words: "« Je veux être sûre de ne pas devoir repartir. »", Appraisal: "Grande fatigue ; à soutenir dans les démarches.", ReadBack: true})
	v.task(model.Task{Label: "Fournir l’attestation d’assurance", Who: model.WhoHousehold, Due: today.AddDays(-4), Contact: visit})
	v.task(model.Task{Label: "Premier entretien au CHRS", Who: model.WhoWorker, Due: today.AddDays(3), At: model.NewClock(14, 0), Place: "CHRS"})
	v.task(model.Task{Label: "Cellule", Who: model.WhoWorker, Due: today.AddDays(9)})
	done := v.task(model.Task{Label: "Demander l’accord du ménage", Who: model.WhoWorker, Due: today.AddDays(-15)})
	v.commit(must(v.cases[theCase].Put("task.done", done, &model.Task{Label: "Demander l’accord du ménage", Who: model.WhoWorker, Due: today.AddDays(-15), Done: today.AddDays(-14)})))
	v.at = noon.Add(-5 * time.Hour)
	k, _ := v.cases[theCase].Contact(first)
	k.Facts = "Présentation du dispositif, du bail glissant et de l’accompagnement. Mme FONTARÈDE souhaite que sa référente soit présente."
	v.commit(must(v.cases[theCase].Put("note.revise", first, &k)))
	v.own = true
	own := &model.Case{ID: theOwn}
	v.commit(must(own.Put("note.add", theOwn, &model.Companion{Main: theCase})))
	own = v.cases[theOwn]
	v.commit(must(own.Put("note.add", v.NewID(), &model.Contact{Kind: model.Errand, Date: today.AddDays(-2), Worker: maelle, Facts: "Penser à rappeler Yanis avant l’entretien."})))
	return v
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

var planner = sync.OnceValue(func() *due.Planner { return due.NewPlanner(rules(), due.DefaultScale()) })

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

func newStage(t testing.TB, v *fakeVault, lang locale.Lang, w, h int, route nav.Route) *stage {
	t.Helper()
	l, set := speech[lang](), rules()
	s := &stage{t: t, vault: v, names: &nav.Names{}, env: &widget.Env{L: l, Theme: theme.New(theme.Dark, false), Now: func() time.Time { return noon }}}
	route.Page = nav.Household
	if route.Case.IsZero() {
		route.Case = theCase
	}
	s.page = New(v, s.names, s.env, set, route)
	s.page.Layout(w, h-2)
	return s
}

func french(t testing.TB, v *fakeVault, tab string) *stage {
	return newStage(t, v, locale.French, 80, 24, nav.Route{Arg: tab})
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
			s.vault.at = noon
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
		if strings.ContainsAny(line, "‹›") && strings.Contains(line, ".") && strings.Contains(line, "‹household.") {
			s.t.Errorf("line %d shows a missing key: %q", i, line)
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
