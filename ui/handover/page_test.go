package handover

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/store"
	"seuil/store/storetest"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

var today = model.DateOf(storetest.Noon)

// session is a real vault with what the root adds to it.
type session struct {
	*store.Vault
	set *programme.Set
	me  model.Worker
	met []store.Peer
}

func (s session) Me() model.Worker { return s.me }

// Peers are the correspondents, those whom a test adds among them.
func (s session) Peers() []store.Peer { return append(s.Vault.Peers(), s.met...) }

func (s session) Outlook(id model.ID) *due.Outlook {
	sum := s.Case(id).Summary()
	return uitest.Planner().Outlook(s.Case(id), &sum, today)
}

// Decline writes the answer alone: the vault is that of her who gives too, which keeps the copy.
func (s session) Decline(act model.Act, id model.ID, reason string) error {
	a, _ := s.Case(id).Arrival()
	w, _ := model.Decline(act, s.Case(a.Passage), reason, today)
	_, err := s.Commit(model.ID{}, w)
	return err
}

// stage drives the page over a vault as the root does.
type stage struct {
	t       testing.TB
	s       session
	id      model.ID
	page    *Page
	names   nav.Names
	dialogs []nav.Dialog
	said    []string
}

// yanis is the worker to whom the case is proposed.
var yanis = model.Worker{ID: model.ID{0xBB}, Name: "Yanis Dorvaux", Role: model.RoleASS, Organisation: "cap-habitat"}

func newStage(t testing.TB, lang locale.Lang, w, h int) *stage {
	t.Helper()
	v := storetest.Open(t)
	if _, err := v.IssueCard("Soligone", false); err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, s: session{v, uitest.Programmes(), v.Me(), nil}}
	for _, worker := range []model.Worker{yanis, {ID: model.ID{0xCC}, Name: "Hélène Castagnol", Organisation: "mistral-habitat"}} {
		w, _ := v.Registry().Put("case.worker", worker.ID, &worker)
		storetest.Commit(t, v, w)
	}
	s.id = v.NewCase()
	c := &model.Case{ID: s.id}
	put := func(w model.Write, ok bool) { storetest.Commit(t, v, w) }
	put(c.Put("case.new", s.id, &model.Header{Programme: "sauvegarde", Agency: "apt", Operator: "soligone", Lead: v.Me().ID}))
	put(c.Put("case.new", v.NewID(), &model.Member{Last: "FONTARÈDE", First: "Inès", Role: model.RoleHolder}))
	put(c.Put("task.add", v.NewID(), &model.Task{Label: "Rappeler EDF", Who: model.WhoWorker, Due: today.AddDays(3)}))
	for _, days := range []int{40, 12} {
		put(c.Put("note.add", v.NewID(), &model.Contact{Kind: model.HomeVisit, Date: today.AddDays(-days), Worker: v.Me().ID, Facts: "secret de la note"}))
	}
	put(c.Put("note.add", v.NewID(), &model.Contact{Kind: model.PhoneCall, Date: today.AddDays(-5), Worker: yanis.ID}))
	put(c.Put("liaison.tell", v.NewID(), &model.Disclosure{To: "Hélène Castagnol, Mistral Habitat", Purpose: model.PurposeReview, On: today.AddDays(-9)}))
	own := &model.Case{ID: v.NewCase()}
	put(own.Put("note.add", own.ID, &model.Companion{Main: s.id}))
	put(own.Put("note.add", v.NewID(), &model.Contact{Date: today, Facts: "à moi seule"}))
	s.open(lang, w, h)
	return s
}

// open makes the page anew, for whoever sits before the screen.
func (s *stage) open(lang locale.Lang, w, h int) {
	env := uitest.Env(lang, func() time.Time { return storetest.Noon })
	s.page = New(s.s, &s.names, env, s.s.set, nav.Route{Page: nav.Handover, Case: s.id})
	s.page.Layout(w, h-2)
}

func (s *stage) press(keys ...string) {
	s.t.Helper()
	for _, key := range keys {
		msg := tea.KeyPressMsg{Code: []rune(key)[0], Text: key}
		if code, ok := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "down": tea.KeyDown, "pgdown": tea.KeyPgDown}[key]; ok {
			msg = tea.KeyPressMsg{Code: code}
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
			}
		}
		s.do(run())
		s.dialogs = slices.DeleteFunc(s.dialogs, func(d nav.Dialog) bool { return d.Done() })
	}
}

func (s *stage) typed(text string) {
	for _, r := range text {
		s.do(s.dialogs[len(s.dialogs)-1].Update(tea.KeyPressMsg{Code: r, Text: string(r)}))
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
	case nav.Write:
		_, effect, err := msg.Do()
		if err != nil {
			s.t.Fatal(err)
		}
		s.said = append(s.said, effect)
	case nav.Commit:
		s.said = append(s.said, msg.Effect)
		storetest.Commit(s.t, s.s.Vault, msg.Writes...)
		s.do(s.page.Update(nav.Changed{Cases: []model.ID{s.id}}))
		s.do(s.page.Update(nav.Committed{To: msg.To}))
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
			s.t.Errorf("line %d is %d cells wide: %q", i, w, line)
		}
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.ReplaceAll(strings.Join(lines, "\n"), "\u00a0", " ")
}

func (s *stage) shows(texts ...string) {
	s.t.Helper()
	for _, text := range texts {
		if screen := s.screen(); !strings.Contains(screen, text) {
			s.t.Errorf("%q is not on the screen:\n%s", text, screen)
		}
	}
}

// propose proposes the case to Yanis.
func (s *stage) propose() {
	s.press("p", "enter")
	s.typed("congé maternité")
	s.press("enter")
}

func TestScreens(t *testing.T) {
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		for name, size := range map[string][2]int{"80": {80, 24}, "120": {120, 30}} {
			s := newStage(t, lang, size[0], size[1])
			uitest.Golden(t, "none_"+string(lang)+"_"+name, s.screen())
			s.propose()
			uitest.Golden(t, "waiting_"+string(lang)+"_"+name, s.screen())
		}
	}
}

func TestThePackSaysWhatIsOpenWhoKnowsWhatTheLandlordWasToldAndWhatStays(t *testing.T) {
	s := newStage(t, locale.French, 120, 60)
	s.shows("Rappeler EDF", "Maëlle Roquebrane : 2 contacts", "Yanis Dorvaux : 1 contact", "Hélène Castagnol, Mistral Habitat · Bilan d’étape", "restent chez leur auteur")
	s.propose()
	h, ok := s.s.Case(s.id).Proposal()
	if !ok || h.To != yanis.ID || h.From != s.s.Vault.Me().ID || h.Reason != "congé maternité" || !strings.Contains(h.Pack, "Rappeler EDF") {
		t.Fatalf("%+v", h)
	}
	if strings.Contains(h.Pack, "secret") || strings.Contains(h.Pack, "à moi seule") {
		t.Error("the text of a note stands in the pack")
	}
	s.shows("Sans réponse encore")
}

func TestOnlyWhomTheCaseIsProposedToAnswers(t *testing.T) {
	for name, accept := range map[string]bool{"accepted": true, "refused": false} {
		s := newStage(t, locale.French, 120, 60)
		s.propose()
		if s.press("o"); len(s.said) != 1 {
			t.Errorf("%s: she who proposes answers herself: %v", name, s.said)
		}
		s.s.me = yanis
		s.open(locale.French, 120, 60)
		lead := s.s.Case(s.id).Header().Lead
		if accept {
			s.press("o")
			lead = yanis.ID
			s.shows("acceptée (congé maternité)", "Suivi par Yanis Dorvaux")
		} else {
			s.press("n", "enter")
			if _, open := s.s.Case(s.id).Proposal(); !open {
				t.Error("refused without a reason")
			}
			s.typed("déjà seize ménages")
			s.press("enter")
			s.shows("refusée (déjà seize ménages)")
		}
		if h := s.s.Case(s.id).Header(); h.Lead != lead || (h.Operator == "cap-habitat") != accept {
			t.Errorf("%s: %+v", name, h)
		}
	}
}

func TestNothingIsProposedWhileNamesAreMaskedNorToTheLandlord(t *testing.T) {
	s := newStage(t, locale.French, 80, 24)
	s.names.Masked = true
	if s.press("p"); len(s.dialogs) != 0 {
		t.Error("a text with masked names would be kept")
	}
	s.names.Masked = false
	s.press("p")
	if view := ansi.Strip(s.dialogs[0].View(80, 20)); strings.Contains(view, "Castagnol") || !strings.Contains(view, "Yanis") {
		t.Errorf("offered:\n%s", view)
	}
}
