package liaison

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/model/programme"
	"seuil/store"
	"seuil/store/bundle"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/theme"
	"seuil/ui/widget"
)

var update = flag.Bool("update", false, "rewrite the golden screens")

// noon is the instant of every test: Monday 23 November 2026, 14:32.
var noon = time.Date(2026, time.November, 23, 14, 32, 0, 0, time.UTC)

var today = model.DateOf(noon)

var theCase, maelle, helene = model.ID{0xC1, 0x55, 0x21}, model.ID{0xAA}, model.ID{0xBB}

// fakeVault keeps cases in memory, with the fold of the model.
type fakeVault struct {
	cases     map[model.ID]*model.Case
	me        model.Worker
	card      *store.Card
	landlords []store.Peer
	next      uint64
	millis    int64
	changes   []*model.Change // of the last commit
}

func (v *fakeVault) Case(id model.ID) *model.Case { return v.cases[id] }
func (v *fakeVault) Me() model.Worker             { return v.me }
func (v *fakeVault) Card() *store.Card            { return v.card }
func (v *fakeVault) Landlords() []store.Peer      { return v.landlords }

func (v *fakeVault) NewID() (id model.ID) {
	v.next++
	binary.BigEndian.PutUint64(id[8:], v.next)
	id[0] = 1
	return id
}

// commit stores writes as one step.
func (v *fakeVault) commit(t testing.TB, writes ...model.Write) (ids []model.ID) {
	t.Helper()
	v.changes = nil
	v.millis++
	for _, w := range writes {
		if err := w.Validate(); err != nil {
			t.Fatal(err)
		}
		v.next++
		ch := &model.Change{Write: w, ID: sha256.Sum256(binary.BigEndian.AppendUint64(nil, v.next)), Device: model.ID{0xD1}, Seq: v.next, Millis: noon.UnixMilli() + v.millis}
		v.changes = append(v.changes, ch)
		v.cases[w.Case] = v.cases[w.Case].With(ch)
		if !slices.Contains(ids, w.Case) {
			ids = append(ids, w.Case)
		}
	}
	return ids
}

// cardOf is a card whose key is always the same.
func cardOf(t testing.TB, name, association string, worker model.ID) *store.Card {
	t.Helper()
	seed := sha256.Sum256([]byte(name))
	private := ed25519.NewKeyFromSeed(seed[:])
	key, err := bundle.NewKey(model.ID{1})
	if err != nil {
		t.Fatal(err)
	}
	c, err := bundle.NewCard(bundle.Holder{Name: name, Association: association, Role: "CESF", Worker: worker}, private, key.Recipient(), nil, noon)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// lived is a household with something that may and something that may not be told, and a landlord's worker who can be told.
func lived(t testing.TB) *fakeVault {
	t.Helper()
	v := &fakeVault{cases: map[model.ID]*model.Case{}, me: model.Worker{ID: maelle, Name: "Maëlle Roquebrane", Role: model.RoleCESF}}
	v.card = cardOf(t, "Maëlle Roquebrane", "SOLIGONE", maelle)
	card := cardOf(t, "Hélène Castagnol", "Mistral Habitat", helene)
	v.landlords = []store.Peer{{Device: card.Device(), Card: card, Verified: true}}
	c := &model.Case{ID: theCase}
	put := func(w model.Write, ok bool) {
		if !ok {
			t.Fatal("nothing to write")
		}
		v.commit(t, w)
	}
	put(c.Put("case.new", theCase, &model.Header{Programme: "sauvegarde", Agency: "apt", Operator: "soligone", Received: today.AddDays(-90), Situation: "suivi médical lourd"}))
	put(c.Put("case.new", v.NewID(), &model.PhaseEntry{Phase: "accompagnement", Since: today.AddDays(-40)}))
	put(c.Put("member.add", v.NewID(), &model.Member{Title: "Mme", Last: "FONTARÈDE", First: "Inès", Birth: "1988", Role: model.RoleHolder, Note: "sous traitement"}))
	put(c.Put("member.add", v.NewID(), &model.Member{Last: "FONTARÈDE", First: "Noa", Birth: "2020", Role: model.RoleDependent}))
	put(c.Put("dwelling.add", v.NewID(), &model.Dwelling{Address: "12 rue des Tilleuls", Commune: "Apt", Size: "T3", Tenure: model.TenureLease, Rent: 35240, Access: "code 12B", From: today.AddDays(-900)}))
	put(c.Put("step.done", v.NewID(), &model.StepState{Code: "premier_entretien", Done: today.AddDays(-40), Proof: "courrier"}))
	put(c.Put("task.add", v.NewID(), &model.Task{Label: "Voir l’addictologue", Place: "au centre", Due: today.AddDays(3), At: model.NewClock(14, 30)}))
	put(c.Put("note.add", v.NewID(), &model.Contact{Kind: model.HomeVisit, Date: today.AddDays(-6), Facts: "dort mal", ReadBack: true,
		Shareable: "Le loyer de novembre est payé en entier. Madame a rencontré le conseiller de l’agence, elle tient son plan depuis trois mois et demande que la fuite de la salle de bains soit réparée avant l’hiver."}))
	put(c.Put("note.add", v.NewID(), &model.Contact{Kind: model.HomeVisit, Date: today.AddDays(-2), Shareable: "pas encore relu"}))
	return v
}

// agreedTo is that household with a consent for the interim review.
func agreedTo(t testing.TB) *fakeVault {
	t.Helper()
	v := lived(t)
	k := model.Consent{Purpose: model.PurposeReview, Basis: model.BasisConsent, Fields: []string{"contact.shareable", "member.role", "member.birth", "member.from", "member.until"},
		On: today.AddDays(-30), Until: today.AddDays(300), Kept: "classeur bleu"}
	w, _ := v.cases[theCase].Put("liaison.consent", v.NewID(), &k)
	v.commit(t, w)
	return v
}

// stage drives a page as the root does: bindings first, then Update; commands are run in place.
type stage struct {
	t       testing.TB
	v       *fakeVault
	page    *Page
	names   *nav.Names
	dialogs []nav.Dialog
	said    []string
	back    bool
}

func newStage(t testing.TB, v *fakeVault, lang locale.Lang, w, h int, id model.ID) *stage {
	t.Helper()
	l, err := locale.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	set, _ := programme.Load("")
	s := &stage{t: t, v: v, names: &nav.Names{}}
	env := &widget.Env{L: l, Theme: theme.New(theme.Dark, false), Now: func() time.Time { return noon }}
	s.page = New(v, s.names, env, set, nav.Route{Page: nav.Liaison, Case: id})
	s.page.Layout(w, h-2)
	return s
}

func french(t testing.TB, v *fakeVault) *stage {
	return newStage(t, v, locale.French, 80, 24, theCase)
}

func (s *stage) press(keys ...string) {
	s.t.Helper()
	special := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "up": tea.KeyUp, "down": tea.KeyDown, "tab": tea.KeyTab, "space": tea.KeySpace, "pgdown": tea.KeyPgDown}
	for _, key := range keys {
		msg := tea.KeyPressMsg{Code: []rune(key)[0], Text: key}
		if code, ok := special[key]; ok {
			msg = tea.KeyPressMsg{Code: code}
		} else if rest, ok := strings.CutPrefix(key, "ctrl+"); ok {
			msg = tea.KeyPressMsg{Code: []rune(rest)[0], Mod: tea.ModCtrl}
		}
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
			if slices.Contains(b.Keys, msg.String()) && !(msg.Text != "" && top.Typing()) {
				run = b.Run
				break
			}
		}
		s.do(run())
		s.dialogs = slices.DeleteFunc(s.dialogs, func(d nav.Dialog) bool { return d.Done() })
	}
	s.page.View() // as the root draws after each key
}

func (s *stage) typed(text string) {
	for _, r := range text {
		s.do(s.page.Update(tea.KeyPressMsg{Code: r, Text: string(r)}))
	}
}

func (s *stage) do(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nav.Show:
		s.dialogs = append(s.dialogs, msg.Dialog)
	case nav.Say:
		s.said = append(s.said, msg.Text)
	case nav.Back:
		s.back = true
	case nav.Commit:
		s.said = append(s.said, msg.Effect)
		cases := s.v.commit(s.t, msg.Writes...)
		s.do(s.page.Update(nav.Changed{Cases: cases}))
		s.do(s.page.Update(nav.Committed{To: msg.To, Cases: cases}))
	default:
		s.t.Fatalf("%T", msg)
	}
}

// screen is what shows; every line must fit.
func (s *stage) screen() string {
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
	return strings.Join(lines, "\n")
}

func (s *stage) shows(texts ...string) {
	s.t.Helper()
	screen := strings.ReplaceAll(s.screen(), "\u00a0", " ")
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			s.t.Errorf("%q is not on the screen:\n%s", text, screen)
		}
	}
}

func (s *stage) says(text string) {
	s.t.Helper()
	if len(s.said) == 0 || !strings.Contains(strings.ReplaceAll(s.said[len(s.said)-1], "\u00a0", " "), text) {
		s.t.Errorf("said %q, not %q", s.said, text)
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
	if got+"\n" != string(want) {
		t.Errorf("%s:\n got\n%s\nwant\n%s", name, got, want)
	}
}

func eachSize(t *testing.T, f func(t *testing.T, name string, lang locale.Lang, w, h int)) {
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		for _, size := range [][2]int{{80, 24}, {120, 30}} {
			f(t, fmt.Sprintf("%s_%d", lang, size[0]), lang, size[0], size[1])
		}
	}
}
