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
	s.T.Helper()
	s.Press("f")
	s.Box()
	s.Type(typed)
	s.Press("enter")
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
			s.Press("f")
			line := strings.Split(s.Box(), "\n")[2+i]
			if n := strings.TrimSpace(strings.Trim(line, "│ ")); !strings.Contains(line, name) || !strings.HasSuffix(n, string(rune('0'+len(want.names)))) {
				t.Errorf("%s: %q", name, line)
			}
			s.Type(name)
			s.Press("enter")
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
	s.Press("/")
	s.Type("agence:orange retard>0")
	s.Press("tab")
	s.pick("enregistrer")
	s.Type("Orange en retard")
	s.Press("enter")
	views := s.vault.registry.Views()
	if len(views) != 1 || views[0].Name != "Orange en retard" || views[0].Query != "agence:orange retard>0" || views[0].Worker != workerID {
		t.Fatalf("saved %+v", views)
	}
	s.Press("esc")
	s.pick("orange")
	if got := s.shown(); !slices.Equal(got, []string{"MARAVEL", "LAVOUTENC"}) {
		t.Errorf("the view shows %v", got)
	}
	if got := s.Lines()[filterRow]; !strings.Contains(got, "cachés par « Orange en retard »") {
		t.Errorf("the line says %q", got)
	}
	s.pick("renommer")
	s.Press("enter")
	for range len("Orange en retard") {
		s.Press("backspace")
	}
	s.Type("Retards d’Orange")
	s.Press("enter")
	s.Press("f")
	if got := s.Box(); !strings.Contains(got, "Retards d’Orange") || !strings.Contains(got, "Maëlle Roquebrane · 2") {
		t.Errorf("after renaming:\n%s", got)
	}
	s.Press("esc")
	s.pick("supprimer")
	s.Press("enter")
	if left := s.vault.registry.Views(); len(left) != 0 {
		t.Errorf("left %+v", left)
	}
	if want := []string{"Filtre enregistré : Orange en retard", "Filtre renommé : Retards d’Orange", "Filtre supprimé : Retards d’Orange"}; !slices.Equal(s.Effects, want) {
		t.Errorf("effects %q", s.Effects)
	}
}

func TestSavingUnderOnesOwnNameReplacesAndOthersStay(t *testing.T) {
	s := frBusy(t)
	s.vault.commit(must(s.vault.registry.Put("view.save", s.vault.NewID(), &model.View{Name: "Orange", Query: "agence:orange", Worker: model.ID{0xBB}})))
	for _, typed := range []string{"agence:apt", "agence:apt retard>0"} {
		s.Press("/")
		s.page.filter.SetValue("")
		s.Type(typed)
		s.Press("tab")
		s.pick("enregistrer")
		s.Type("ORANGE")
		s.Press("enter")
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
	s.Press("space", "/")
	s.Type("orange")
	s.Press("tab")
	s.Fail = errors.New("disk full")
	s.pick("enregistrer")
	s.Type("Orange")
	s.Press("enter")
	if s.page.filter.Value() != "orange" || len(s.page.ticked) != 1 || len(s.Effects) != 0 {
		t.Errorf("filter %q, %d ticked, %v", s.page.filter.Value(), len(s.page.ticked), s.Effects)
	}
}

func TestTypingIntoAViewMakesItAFilterOfOnesOwn(t *testing.T) {
	s := frBusy(t)
	s.pick("en retard")
	s.Press("/")
	s.Type(" orange")
	if got := s.Lines()[filterRow]; strings.Contains(got, "« En retard »") || !strings.Contains(got, "« retard>0 orange »") {
		t.Errorf("the line says %q", got)
	}
}
