package caseload

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/ui/nav"
)

func fr(t *testing.T) *stage { t.Helper(); return newStage(t, small(), "fr", 80, 24) }

// shown is the surnames in the order of the list.
func (s *stage) shown() (names []string) {
	for _, id := range s.page.Order() {
		last, _, _ := strings.Cut(s.vault.cases[id].Name(), " ")
		names = append(names, last)
	}
	return names
}

// at is the name under the cursor.
func (s *stage) at() string {
	if s.page.selected.IsZero() {
		return ""
	}
	return s.vault.cases[s.page.selected].Name()
}

func (s *stage) lastSent() tea.Msg {
	s.T.Helper()
	if len(s.Sent) == 0 {
		s.T.Fatal("nothing was sent")
	}
	return s.Sent[len(s.Sent)-1]
}

func (s *stage) id(last string) model.ID {
	for id, c := range s.vault.cases {
		if strings.HasPrefix(c.Name(), last) {
			return id
		}
	}
	s.T.Fatalf("nobody is called %s", last)
	return model.ID{}
}

func TestLateFirstThenByDateClosedLeftOut(t *testing.T) {
	s := fr(t)
	if got, want := s.shown(), []string{"LAVOUTENC", "D’AMICO-BEN", "ŒUVRARD", "ORAZI", "KOWALSKI", "VIDAL"}; !slices.Equal(got, want) {
		t.Errorf("the order is %v, not %v", got, want)
	}
}

func TestTheOrderDoesNotDependOnTheOrderOfTheVault(t *testing.T) {
	a := newStage(t, large(300), "fr", 80, 24)
	want := a.page.Order()
	slices.Reverse(a.vault.order)
	a.page.reload()
	if !slices.Equal(a.page.Order(), want) {
		t.Error("another machine shows another order")
	}
}

func TestFilterFindsWordsInAnyOrderWhateverAccentsAndCase(t *testing.T) {
	for typed, want := range map[string][]string{
		"ora":            {"LAVOUTENC", "ORAZI"}, // Orange, and Orazi
		"orazi":          {"ORAZI"},
		"lina ora":       {"ORAZI"},
		"elodie":         {"D’AMICO-BEN"},
		"ÉLODIE":         {"D’AMICO-BEN"},
		"damicobensaid":  {"D’AMICO-BEN"}, // in one piece
		"d’amico":        {"D’AMICO-BEN"},
		"oeuvrard":       {"ŒUVRARD"},
		"lucja":          {"KOWALSKI"},
		"avignon":        {"D’AMICO-BEN"},
		"sauve carence":  {"D’AMICO-BEN"},
		"bilan":          {"KOWALSKI"},
		"1964":           {"LAVOUTENC"},
		"roquebrane edf": {"ŒUVRARD"},
		"razi":           nil, // not the beginning of a word
		"zzz":            nil,
	} {
		s := fr(t)
		s.Press("/")
		s.Type(typed)
		if got := s.shown(); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, not %v", typed, got, want)
		}
		if typed == "zzz" && !strings.Contains(s.Screen(), "Aucun ménage ne correspond") {
			t.Error("an empty result does not say so")
		}
	}
}

func TestLettersInTheFilterAreText(t *testing.T) {
	s := fr(t)
	s.Press("/")
	s.Type("mnvtepazq")
	s.Press("delete", "home", "space", "end")
	if len(s.Effects)+len(s.Sent)+len(s.Dialogs) != 0 || len(s.page.ticked) != 0 {
		t.Errorf("typing acted: effects %v, sent %v, %d dialogs", s.Effects, s.Sent, len(s.Dialogs))
	}
	if got := s.page.filter.Value(); got != " mnvtepazq" {
		t.Errorf("the filter holds %q", got)
	}
}

func TestEscapeClearsThenClosesThenUnticks(t *testing.T) {
	s := fr(t)
	s.Press("space", "/")
	s.Type("ora")
	s.Press("esc")
	if s.page.filter.Len() != 0 || !s.page.Typing() || len(s.page.Order()) != 6 {
		t.Fatal("the first Esc does not clear the filter alone")
	}
	s.Press("esc")
	if s.page.Typing() || len(s.page.ticked) != 1 {
		t.Fatal("the second Esc does not close the field alone")
	}
	s.Press("esc")
	if len(s.page.ticked) != 0 {
		t.Fatal("the third Esc does not take the ticks away")
	}
	for _, b := range s.page.Keys() {
		if slices.Contains(b.Keys, "esc") {
			t.Error("Esc is kept from the root though there is nothing to step back from")
		}
	}
}

func TestEnterInTheFilterOpensAndKeepsIt(t *testing.T) {
	s := fr(t)
	s.Press("/")
	s.Type("ora")
	s.Press("down", "enter")
	want := nav.Open{Route: nav.Route{Page: nav.Household, Case: s.id("ORAZI")}}
	if got := s.lastSent(); got != want {
		t.Errorf("sent %v, not %v", got, want)
	}
	if s.page.Typing() || len(s.page.Order()) != 2 {
		t.Error("coming back, the filter is gone or still being typed")
	}
}

func TestSeenMarksAndGoesOn(t *testing.T) {
	s := fr(t)
	s.Press("m")
	if got := s.vault.cases[s.id("LAVOUTENC")].SeenOn(s.vault.Device()); got != today {
		t.Errorf("seen on %v", got)
	}
	if !strings.HasPrefix(s.at(), "D’AMICO") {
		t.Errorf("the cursor is on %s", s.at())
	}
	if lines := s.Lines(); !strings.Contains(lines[5], "√ LAVOUTENC") || !strings.Contains(lines[5], "retard 23 j") {
		t.Errorf("the row says %q", lines[5])
	}
	if s.Effects[0] != "LAVOUTENC Gérard : vu" {
		t.Errorf("the effect says %q", s.Effects[0])
	}
}

func TestVerbsActOnAllTickedInOneCommit(t *testing.T) {
	s := fr(t)
	s.Press("space", "space", "p", "s", "enter")
	if len(s.Effects) != 1 || len(s.page.ticked) != 0 {
		t.Fatalf("effects %v, %d still ticked", s.Effects, len(s.page.ticked))
	}
	for _, name := range []string{"LAVOUTENC", "D’AMICO"} {
		if got := s.vault.cases[s.id(name)].Tasks()[0].Due; got != today.AddDays(7) {
			t.Errorf("%s is due on %v", name, got)
		}
	}
	s.Press("a", "m")
	for id, c := range s.vault.cases {
		if open(c) && c.SeenOn(s.vault.Device()) != today {
			t.Errorf("%s is not seen", s.vault.cases[id].Name())
		}
	}
}

func TestTicksHiddenByTheFilterAreCounted(t *testing.T) {
	s := fr(t)
	s.Press("space", "space", "/")
	s.Type("lavoutenc")
	if got := s.Lines()[2]; !strings.Contains(got, "2 cochés, dont 1 hors filtre") {
		t.Errorf("the counters say %q", got)
	}
}

func TestAFailedCommitKeepsTheTicks(t *testing.T) {
	s := fr(t)
	s.Fail = errors.New("disk full")
	s.Press("space", "space", "m")
	if len(s.page.ticked) != 2 {
		t.Errorf("%d ticks left", len(s.page.ticked))
	}
}

func TestPostponeNeedsADate(t *testing.T) {
	s := fr(t)
	s.Press("end", "p")
	if say, ok := s.lastSent().(nav.Say); !ok || len(s.Dialogs) != 0 || !strings.Contains(say.Text, "E en pose une") {
		t.Errorf("sent %v", s.lastSent())
	}
}

func TestClosingLeavesTheListAndComesBack(t *testing.T) {
	s := fr(t)
	id := s.id("D’AMICO")
	s.Press("down", "delete")
	if len(s.page.Order()) != 5 || !strings.HasPrefix(s.at(), "ŒUVRARD") {
		t.Fatalf("%d left, the cursor on %s", len(s.page.Order()), s.at())
	}
	h := s.vault.cases[id].Header()
	h.Closed = 0
	s.vault.commit(must(s.vault.cases[id].Put(model.ActUndo, id, &h)))
	s.Do(s.page.Update(nav.Changed{Cases: []model.ID{id}}))
	if got := s.shown(); got[1] != "D’AMICO-BEN" || !strings.HasPrefix(s.at(), "ŒUVRARD") {
		t.Errorf("after undo %v, the cursor on %s", got, s.at())
	}
}

func TestTheCursorFollowsItsHousehold(t *testing.T) {
	s := fr(t)
	s.Press("down", "p", "m", "enter")
	if !strings.HasPrefix(s.at(), "D’AMICO") || s.page.table.Selected() != 3 {
		t.Errorf("the cursor is on %s, line %d", s.at(), s.page.table.Selected())
	}
}

func TestNotesAreAboutOneHousehold(t *testing.T) {
	for key, arg := range map[string]string{"n": "quick", "v": "", "t": "TEL"} {
		s := fr(t)
		s.Press("down", key)
		want := nav.Open{Route: nav.Route{Page: nav.Note, Case: s.id("D’AMICO"), Arg: arg}}
		if got := s.lastSent(); got != want {
			t.Errorf("%s sends %v", key, got)
		}
		s.Press("space", "space", key)
		if say, ok := s.lastSent().(nav.Say); !ok || !strings.Contains(say.Text, "ménage par ménage") {
			t.Errorf("with two ticked, %s says nothing of being about one", key)
		}
	}
}

func TestAPasteIsOfferedAsANoteAndNeverRun(t *testing.T) {
	s := fr(t)
	s.Do(s.page.Update(tea.PasteMsg{Content: "m\nmm\ne"}))
	if len(s.Dialogs) != 1 || len(s.Effects) != 0 || !strings.Contains(s.Box(), "Coller · LAVOUTENC Gérard") {
		t.Fatalf("%d dialogs, effects %v", len(s.Dialogs), s.Effects)
	}
	s.Press("esc")
	if len(s.Sent) != 0 {
		t.Fatal("Esc made a note")
	}
	s.Do(s.page.Update(tea.PasteMsg{Content: "Appel de Mme."}))
	s.Press("o")
	var got []tea.Msg
	for _, cmd := range sequence(t, s.lastSent()) {
		got = append(got, cmd())
	}
	want := []tea.Msg{nav.Open{Route: nav.Route{Page: nav.Note, Case: s.id("LAVOUTENC")}}, tea.PasteMsg{Content: "Appel de Mme."}}
	if !slices.Equal(got, want) {
		t.Errorf("sent %v", got)
	}
}

// sequence is the commands of a [tea.Sequence], whose message has no name.
func sequence(t *testing.T, msg tea.Msg) (cmds []tea.Cmd) {
	t.Helper()
	v := reflect.ValueOf(msg)
	if v.Kind() != reflect.Slice {
		t.Fatalf("%T is no sequence", msg)
	}
	for i := range v.Len() {
		cmds = append(cmds, v.Index(i).Interface().(tea.Cmd))
	}
	return cmds
}

func TestDraftsAreOfferedAndThrownAwayOnlyOnPurpose(t *testing.T) {
	s := fr(t)
	id := s.id("ORAZI")
	d := model.Draft{ID: model.ID{7}, Case: id, Kind: model.KindContact, At: noon.Add(-1e12), Fields: []model.Field{{Name: "facts", Value: "Rencontrée au"}}}
	s.vault.drafts = []model.Draft{d}
	s.page.Layout(80, 22)
	if got := s.Lines()[filterRow]; !strings.Contains(got, "ORAZI Lina") || !strings.Contains(got, "R reprendre") {
		t.Fatalf("the line says %q", got)
	}
	resume := nav.Open{Route: nav.Route{Page: nav.Note, Case: id, Record: d.ID, Arg: "draft"}}
	if s.Press("r"); s.lastSent() != resume {
		t.Errorf("R sends %v", s.lastSent())
	}
	s.Press("b", "enter")
	if len(s.Dialogs) != 1 || !strings.Contains(s.Box(), "Rencontrée au") {
		t.Fatal("the draft is not shown before it is thrown away, or Enter answers")
	}
	if s.Press("j"); s.lastSent() != (nav.DropDraft{ID: d.ID}) {
		t.Errorf("J sends %v", s.lastSent())
	}
}

func TestMouse(t *testing.T) {
	s := fr(t)
	s.Do(s.page.Update(nav.Click{X: 10, Y: topRows + 3}))
	if !strings.HasPrefix(s.at(), "ŒUVRARD") || len(s.Sent) != 0 {
		t.Errorf("a click selects %s and sends %v", s.at(), s.Sent)
	}
	s.Do(s.page.Update(nav.Click{X: 10, Y: topRows + 4, Double: true}))
	if open, ok := s.lastSent().(nav.Open); !ok || open.Route.Case != s.id("ORAZI") {
		t.Errorf("a double click sends %v", s.lastSent())
	}
	s.Do(s.page.Update(nav.Wheel{Delta: -1}))
	if !strings.HasPrefix(s.at(), "LAVOUTENC") {
		t.Errorf("the wheel selects %s", s.at())
	}
	for _, y := range []int{0, 2, topRows, 21, 400} {
		s.Do(s.page.Update(nav.Click{X: 3, Y: y}))
		if !strings.HasPrefix(s.at(), "LAVOUTENC") {
			t.Errorf("a click on line %d selects %s", y, s.at())
		}
	}
}

func TestTheHardwareCursorStandsOnTheSelectedRow(t *testing.T) {
	for _, w := range []int{80, 120} {
		s := newStage(t, small(), "fr", w, 30)
		s.Press("down", "down")
		c := s.page.Cursor()
		if c == nil || c.Blink || !strings.Contains(s.Lines()[c.Y], "► ● ŒUVRARD") {
			t.Fatalf("at %d columns the cursor is at %+v", w, c)
		}
		s.Press("/")
		s.Type("œu")
		c = s.page.Cursor()
		if want := ansi.StringWidth(" Filtrer : œu"); c == nil || c.Y != filterRow || c.X != want {
			t.Errorf("in the filter the cursor is at %+v, not %d", c, want)
		}
	}
}

func TestTodayMovesOn(t *testing.T) {
	s := fr(t)
	later := noon.AddDate(0, 0, 4)
	s.env.Now = func() time.Time { return later }
	if got := s.Lines()[2]; !strings.Contains(got, "en retard 4") {
		t.Errorf("four days later the counters say %q", got)
	}
}
