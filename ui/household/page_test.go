package household

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
)

func (s *stage) lastSent() tea.Msg {
	s.T.Helper()
	if len(s.Sent) == 0 {
		s.T.Fatal("nothing was asked of the root")
	}
	return s.Sent[len(s.Sent)-1]
}

func (s *stage) now() *model.Case { return s.vault.cases[theCase] }

func TestTabsTurn(t *testing.T) {
	s := french(t, lived(), "")
	for _, want := range []string{"[▲ Échéances 3]", "[Étapes 0/5]", "[Conventions 0/4]", "[Ménage]", "[Historique]", "[Fil 3]"} {
		s.Press("tab")
		s.Shows(want)
	}
	s.Press("left")
	s.Shows("[Historique]")
	s.Press("right", "right")
	s.Shows("[▲ Échéances 3]")
	s.Press("h")
	s.Shows("[Historique]")
}

func TestCapsLockDoesNotMatter(t *testing.T) {
	s := french(t, lived(), TabThread)
	s.Do(s.page.Update(tea.KeyPressMsg{Code: 'j', Text: "J"}))
	if s.page.panes[0].(*thread).stack.at != 1 {
		t.Error("J does not move down")
	}
}

func TestTheRouteGoesToARecord(t *testing.T) {
	v := lived()
	var ids []model.ID
	for i := range 60 {
		ids = append(ids, v.contact(model.Contact{Kind: model.PhoneCall, Outcome: model.Held, Date: today.AddDays(-100 - i), Facts: "Appel numéro " + strings.Repeat("x", i)}))
	}
	s := newStage(t, v, locale.French, 80, 24, nav.Route{Record: ids[40]})
	s.Shows("Appel numéro " + strings.Repeat("x", 40))
	s.Press("enter")
	if got := s.lastSent(); got != (nav.Open{Route: nav.Route{Page: nav.Note, Case: theCase, Record: ids[40]}}) {
		t.Errorf("Enter asked for %v", got)
	}
	task := v.cases[theCase].Tasks()[1].ID
	s = newStage(t, v, locale.French, 80, 24, nav.Route{Record: task})
	s.Shows("[▲ Échéances 3]")
	if got, _ := s.page.panes[1].(*dates).selected(); got.Task == nil || got.Task.ID != task {
		t.Errorf("the date selected is %q", s.page.itemLabel(got))
	}
}

func TestVerbsAskForTheirPages(t *testing.T) {
	s := french(t, lived(), TabPast)
	for key, want := range map[string]nav.Route{
		"n": {Page: nav.Note, Case: theCase, Arg: "quick"},
		"v": {Page: nav.Note, Case: theCase},
		"t": {Page: nav.Note, Case: theCase, Arg: string(model.PhoneCall)},
	} {
		s.Press(key)
		if got := s.lastSent(); got != (nav.Open{Route: want}) {
			t.Errorf("%s asked for %v", key, got)
		}
	}
	s.Press("esc")
	if got := s.lastSent(); got != (nav.Back{}) {
		t.Errorf("Esc asked for %v", got)
	}
}

func TestNeighboursFollowTheList(t *testing.T) {
	v := lived()
	v.order = []model.ID{{1}, theCase, {2}}
	s := french(t, v, TabHome)
	s.Press(";")
	if got := s.lastSent(); got != (nav.Instead{Route: nav.Route{Page: nav.Household, Case: model.ID{2}, Arg: TabHome}}) {
		t.Errorf("; asked for %v", got)
	}
	s.Press(",")
	if got := s.lastSent(); got != (nav.Instead{Route: nav.Route{Page: nav.Household, Case: model.ID{1}, Arg: TabHome}}) {
		t.Errorf(", asked for %v", got)
	}
	v.order = []model.ID{theCase}
	s.Press(";")
	if say, ok := s.lastSent().(nav.Say); !ok || !strings.Contains(say.Text, "pas d’autre") {
		t.Errorf("at the end of the list: %v", s.lastSent())
	}
}

func TestDatesAreTickedSetAsideAndDeleted(t *testing.T) {
	s := french(t, lived(), TabDates)
	id := s.now().Tasks()[0].ID
	s.Press("space")
	if task, _ := s.now().Task(id); task.Done != today {
		t.Fatalf("done on %v", task.Done)
	}
	s.Shows("√ fait le 23 nov.")
	if got, _ := s.page.panes[1].(*dates).selected(); got.Task == nil || got.Task.ID != id {
		t.Errorf("the selection went to %q", s.page.itemLabel(got))
	}
	s.Press("space")
	if task, _ := s.now().Task(id); !task.Open() {
		t.Error("a second press did not open it again")
	}
	s.Press("s")
	if len(s.Dialogs) != 1 {
		t.Fatal("S asks nothing")
	}
	s.Type("assurance du bailleur")
	s.Press("enter")
	if task, _ := s.now().Task(id); task.Skipped != today || task.Reason != "assurance du bailleur" {
		t.Errorf("set aside: %+v", task)
	}
	s.Shows("◊ sans objet", "assurance du bailleur")
	s.Press("delete")
	if _, ok := s.now().Task(id); ok {
		t.Error("not deleted")
	}
	if !strings.Contains(s.Effects[len(s.Effects)-1], "Supprimé") {
		t.Errorf("effects: %q", s.Effects)
	}
}

func TestPostponeTakesTheSelectedDateOrTheNext(t *testing.T) {
	for _, tab := range []string{TabDates, TabThread} {
		s := french(t, lived(), tab)
		want := s.now().Tasks()[0]
		if tab == TabDates {
			s.Press("down")
			want = s.now().Tasks()[1]
		}
		s.Press("p", "+", "2", "enter")
		task, _ := s.now().Task(want.ID)
		if task.Due != today.AddDays(2) {
			t.Errorf("%s: %q is due on %v", tab, task.Label, task.Due)
		}
	}
	s := french(t, blank(), TabThread)
	s.Press("p")
	if say, ok := s.lastSent().(nav.Say); !ok || !strings.Contains(say.Text, "Aucune échéance") {
		t.Errorf("without a date: %v", s.lastSent())
	}
}

func TestADateIsAdded(t *testing.T) {
	s := french(t, blank(), TabDates)
	s.Press("e")
	s.Type("Rappeler la CAF")
	s.Press("tab")
	s.Type("4/12 9h30")
	s.Press("enter")
	s.Shows("ven. 4 déc. 09:30", "Rappeler la CAF", "[Échéances 1]")
}

func TestNamesAreMaskedEverywhere(t *testing.T) {
	for _, tab := range tabNames {
		v := lived()
		s := newStage(t, v, locale.French, 160, 45, nav.Route{Arg: tab})
		s.names.Masked = true
		s.Do(s.page.Update(nav.Changed{}))
		for _, key := range []string{"home", "end"} {
			s.Press(key)
			s.Hides("FONTARÈDE", "Inès", "Noa", "06 39", "Tilleuls", "14/03/2002", "2002-03", "12B")
		}
	}
	s := french(t, lived(), TabHome)
	s.names.Masked = true
	s.Press("enter")
	if s.page.Typing() {
		t.Error("a form shows names while they are masked")
	}
}

func TestAPasteIsOfferedAsANote(t *testing.T) {
	s := french(t, lived(), TabThread)
	s.Do(s.page.Update(tea.PasteMsg{Content: "n\nv\nAppel de Mme"}))
	if len(s.Sent) != 0 || len(s.Dialogs) != 1 {
		t.Fatalf("the paste ran: %v", s.Sent)
	}
	if box := ansi.Strip(s.Dialogs[0].View(70, 20)); !strings.Contains(box, "n v Appel de Mme") {
		t.Errorf("the text is not shown:\n%s", box)
	}
	s.Press("esc")
	if len(s.Dialogs) != 0 || len(s.Sent) != 0 {
		t.Error("Esc did something")
	}
}

func TestADayThatPassesIsSeen(t *testing.T) {
	s := french(t, lived(), TabDates)
	s.Shows("retard 4 j")
	next := noon.AddDate(0, 0, 1)
	s.env.Now = func() time.Time { return next }
	s.Do(s.page.Update(nav.Minute{}))
	s.Shows("retard 5 j")
}

func TestAPaletteChangeRepaints(t *testing.T) {
	s := french(t, lived(), TabThread)
	before := s.page.View()
	s.env.Theme.Palette.Accent = s.env.Theme.Palette.Urgent
	s.env.Theme.Title = s.env.Theme.Urgent
	s.env.Theme.Bold = s.env.Theme.Urgent
	if after := s.page.View(); after == before || ansi.Strip(after) != ansi.Strip(before) {
		t.Error("the page keeps the colours that it was drawn in first")
	}
}

func TestMouse(t *testing.T) {
	s := french(t, lived(), TabThread)
	line := s.Lines()[tabRow]
	s.Do(s.page.Update(nav.Click{X: ansi.StringWidth(line[:strings.Index(line, "Ménage")]), Y: tabRow}))
	s.Shows("[Ménage]")
	y := slices.IndexFunc(s.Lines(), func(l string) bool { return strings.Contains(l, "FONTARÈDE Noa") })
	s.Do(s.page.Update(nav.Click{X: 5, Y: y, Double: true}))
	if !s.page.Typing() {
		t.Error("a double click opens nothing")
	}
	if typed, _ := s.page.sheet.form.Typed("first"); typed != "Noa" {
		t.Errorf("it opened %q", typed)
	}
}

func TestVersionsGoBackAndForth(t *testing.T) {
	s := french(t, lived(), TabThread)
	if slices.ContainsFunc(s.page.Keys(), hasKey("a")) {
		t.Error("versions are offered of a note that has one")
	}
	s.Press("end", "a")
	s.Shows("Version 2 sur 2", "référente [CHRS] soit", "du bail glissant")
	s.Press("left")
	s.Shows("Version 1 sur 2", "Yanis D.", "référente CHRS soit")
	s.Hides("[CHRS]")
	s.Press("right", "esc")
	s.Shows("[Fil 3]")
}

func hasKey(key string) func(nav.Binding) bool {
	return func(b nav.Binding) bool { return slices.Contains(b.Keys, key) }
}

func TestNoKeyMeansTwoThings(t *testing.T) {
	for _, tab := range tabNames {
		s := french(t, lived(), tab)
		seen := map[string]bool{}
		for _, b := range s.page.Keys() {
			for _, k := range b.Keys {
				if seen[k] {
					t.Errorf("%s: %q stands twice", tab, k)
				}
				seen[k] = true
			}
			if b.Run == nil || b.Label == "" || strings.Contains(b.Text(), "‹") {
				t.Errorf("%s: %v says %q", tab, b.Keys, b.Text())
			}
		}
	}
}
