package caseload

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"seuil/model"
)

// pick opens the saved filters and takes the one that is left by what is typed.
func (s *stage) pick(typed string) {
	s.t.Helper()
	s.press("f")
	s.box()
	s.typed(typed)
	s.press("enter")
}

func TestBuiltInViewsShowWhatTheyCount(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		for i, want := range []struct {
			fr, en string
			names  []string
		}{
			{"En retard", "Late", []string{"MARAVEL", "LAVOUTENC", "D’AMICO-BEN"}},
			{"Sous 7 jours", "Within 7 days", []string{"ŒUVRARD", "ORAZI"}},
			{"Mes ménages", "My households", []string{"MARAVEL", "LAVOUTENC", "D’AMICO-BEN", "ŒUVRARD", "ORAZI", "KOWALSKI", "VIDAL"}},
			{"Sans contact depuis 40 jours", "No contact for 40 days", []string{"D’AMICO-BEN", "ŒUVRARD", "KOWALSKI", "VIDAL"}},
			{"Tous les ménages", "All households", []string{"MARAVEL", "LAVOUTENC", "D’AMICO-BEN", "ŒUVRARD", "ORAZI", "KOWALSKI", "VIDAL"}},
		} {
			s := newStage(t, busy(), "fr", 120, 30)
			name := want.fr
			if lang == "en" {
				s, name = newStage(t, busy(), "en", 120, 30), want.en
			}
			s.press("f")
			line := strings.Split(s.box(), "\n")[2+i]
			if n := strings.TrimSpace(strings.Trim(line, "│ ")); !strings.Contains(line, name) || !strings.HasSuffix(n, string(rune('0'+len(want.names)))) {
				t.Errorf("%s: %q", name, line)
			}
			s.typed(name)
			s.press("enter")
			if got := s.shown(); !slices.Equal(got, want.names) || s.page.Typing() {
				t.Errorf("%s shows %v", name, got)
			}
			if q := s.page.list.query; len(q.faults) > 0 {
				t.Errorf("%s is not understood: %+v", name, q.faults)
			}
		}
	}
}

func TestAViewIsSavedChosenRenamedAndDeleted(t *testing.T) {
	s := frBusy(t)
	s.press("/")
	s.typed("agence:orange retard>0")
	s.press("tab")
	s.pick("enregistrer")
	s.typed("Orange en retard")
	s.press("enter")
	views := s.vault.registry.Views()
	if len(views) != 1 || views[0].Name != "Orange en retard" || views[0].Query != "agence:orange retard>0" || views[0].Worker != workerID {
		t.Fatalf("saved %+v", views)
	}
	s.press("esc")
	s.pick("orange")
	if got := s.shown(); !slices.Equal(got, []string{"MARAVEL", "LAVOUTENC"}) {
		t.Errorf("the view shows %v", got)
	}
	if got := s.lines()[filterRow]; !strings.Contains(got, "cachés par « Orange en retard »") {
		t.Errorf("the line says %q", got)
	}
	s.pick("renommer")
	s.press("enter")
	for range len("Orange en retard") {
		s.press("backspace")
	}
	s.typed("Retards d’Orange")
	s.press("enter")
	s.press("f")
	if got := s.box(); !strings.Contains(got, "Retards d’Orange") || !strings.Contains(got, "Maëlle Roquebrane · 2") {
		t.Errorf("after renaming:\n%s", got)
	}
	s.press("esc")
	s.pick("supprimer")
	s.press("enter")
	if left := s.vault.registry.Views(); len(left) != 0 {
		t.Errorf("left %+v", left)
	}
	if want := []string{"Filtre enregistré : Orange en retard", "Filtre renommé : Retards d’Orange", "Filtre supprimé : Retards d’Orange"}; !slices.Equal(s.effects, want) {
		t.Errorf("effects %q", s.effects)
	}
}

func TestSavingUnderOnesOwnNameReplacesAndOthersStay(t *testing.T) {
	s := frBusy(t)
	s.vault.commit(must(s.vault.registry.Put("view.save", s.vault.NewID(), &model.View{Name: "Orange", Query: "agence:orange", Worker: model.ID{0xBB}})))
	for _, typed := range []string{"agence:apt", "agence:apt retard>0"} {
		s.press("/")
		s.page.filter.SetValue("")
		s.typed(typed)
		s.press("tab")
		s.pick("enregistrer")
		s.typed("ORANGE")
		s.press("enter")
	}
	var queries []string
	for _, v := range s.vault.registry.Views() {
		queries = append(queries, v.Query)
	}
	slices.Sort(queries)
	if !slices.Equal(queries, []string{"agence:apt retard>0", "agence:orange"}) {
		t.Errorf("%v", queries)
	}
}

func TestAViewThatCouldNotBeSavedKeepsTheFilterAndTheTicks(t *testing.T) {
	s := frBusy(t)
	s.press("space", "/")
	s.typed("orange")
	s.press("tab")
	s.fail = errors.New("disk full")
	s.pick("enregistrer")
	s.typed("Orange")
	s.press("enter")
	if s.page.filter.Value() != "orange" || len(s.page.ticked) != 1 || len(s.effects) != 0 {
		t.Errorf("filter %q, %d ticked, %v", s.page.filter.Value(), len(s.page.ticked), s.effects)
	}
}

func TestTypingIntoAViewMakesItAFilterOfOnesOwn(t *testing.T) {
	s := frBusy(t)
	s.pick("en retard")
	s.press("/")
	s.typed(" orange")
	if got := s.lines()[filterRow]; strings.Contains(got, "« En retard »") || !strings.Contains(got, "« retard>0 orange »") {
		t.Errorf("the line says %q", got)
	}
}
