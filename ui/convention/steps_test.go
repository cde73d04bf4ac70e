package convention

import (
	"strings"
	"testing"

	"seuil/model"
)

func TestStepsAreTickedSetAsideAndDated(t *testing.T) {
	s := french(t)
	s.sheet("securisation", "orientation")
	r := s.goTo("KOWALSKI", 0)
	steps := func() map[string]model.StepState { return s.vault.cases[r.Case].Steps() }
	s.Press("space")
	if steps()["fiche_orientation"].Done != today {
		t.Fatalf("%+v", steps())
	}
	s.Shows("[√]", "1/3", "2/6", "√ fait le lun. 23 nov.")
	s.Press("space")
	if done := steps()["fiche_orientation"]; !done.Open() {
		t.Errorf("%+v", done)
	}
	s.Press("right", "s")
	s.Type("vérifié par le SIAO")
	s.Press("enter")
	if aside := steps()["public_verifie"]; aside.Skipped != today || aside.Reason == "" {
		t.Errorf("%+v", aside)
	}
	s.Press("right", "e")
	for range 10 {
		s.Press("backspace")
	}
	s.Type("hier")
	s.Press("enter")
	if steps()["premier_entretien"].Done != today.AddDays(-1) {
		t.Errorf("%+v", steps())
	}
	s.Shows("1/2")
}

func TestWhatIsLateComesFirstAndSaysSinceWhen(t *testing.T) {
	s := french(t)
	s.sheet("securisation", "orientation")
	if r := s.page.list.shown[0]; !strings.HasPrefix(r.Name, "HADDAD") || !r.late() {
		t.Errorf("%s comes first", r.Name)
	}
	s.goTo("HADDAD", 2)
	s.Shows("► ▲ HADDAD", "[▲ 20 j]", "à faire avant le mardi 3 novembre 2026, il y a 20 jours")
	s.Press("space")
	s.Hides("▲ HADDAD")
	if r, _, _ := s.page.current(); !strings.HasPrefix(r.Name, "HADDAD") {
		t.Errorf("the cursor went to %s", r.Name)
	}
}
