package newcase

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

func french(t *testing.T) *stage { return newStage(t, newVault(), locale.French, 80, 24) }

// made is the only case of the vault.
func (s *stage) made() *model.Case {
	s.T.Helper()
	cases := s.vault.Cases()
	if len(cases) != 1 {
		s.T.Fatalf("%d cases", len(cases))
	}
	return cases[0]
}

func (s *stage) sentNow() tea.Msg {
	if len(s.Sent) == 0 {
		return nil
	}
	return s.Sent[len(s.Sent)-1]
}

func TestScreens(t *testing.T) {
	states := map[string]func(s *stage){
		"empty":  func(s *stage) {},
		"list":   func(s *stage) { s.Type("sau") },
		"filled": func(s *stage) { fill(s); s.Press("tab", "tab", "tab"); s.Type("31/9") },
		"same":   func(s *stage) { fill(s); s.Press("ctrl+s"); s.page.Init(); s.Do(s.page.Init()) },
	}
	for name, prepare := range states {
		for _, lang := range []locale.Lang{locale.French, locale.English} {
			for _, size := range [][2]int{{80, 24}, {120, 30}, {160, 45}} {
				name := fmt.Sprintf("%s_%s_%d", name, lang, size[0])
				t.Run(name, func(t *testing.T) {
					s := newStage(t, newVault(), lang, size[0], size[1])
					prepare(s)
					uitest.Golden(t, name, s.Screen())
				})
			}
		}
	}
}

// fill types a whole household, Enter after each field, up to the agency.
func fill(s *stage) {
	for _, text := range []string{"sécu", "Mme", "FONTARÈDE", "Inès", "2002", "", "", "apt"} {
		s.Type(text)
		s.Press("enter")
	}
}

func TestAHouseholdIsMadeInOneCommit(t *testing.T) {
	s := french(t)
	fill(s)
	s.Press("ctrl+s")
	c := s.made()
	if want := (model.Header{Programme: "securisation", Agency: "apt", Operator: "soligone", Lead: maelle}); c.Header() != want {
		t.Errorf("header %+v", c.Header())
	}
	if m := c.Members()[0]; m.Title != "Mme" || m.Last != "FONTARÈDE" || m.First != "Inès" || m.Birth != "2002" || m.Role != model.RoleHolder {
		t.Errorf("member %+v", m)
	}
	if c.Phase() != (model.PhaseEntry{Phase: "orientation", Since: today}) {
		t.Errorf("phase %+v", c.Phase())
	}
	if len(s.Commits) != 1 || slices.ContainsFunc(s.Commits[0].Writes, func(w model.Write) bool { return w.Act != "case.new" }) {
		t.Errorf("commits %+v", s.Commits)
	}
	if got := s.sentNow(); got != (nav.Instead{Route: nav.Route{Page: nav.Household, Case: c.ID}}) {
		t.Errorf("then asked for %v", got)
	}
	if !strings.Contains(s.Effects[0], "FONTARÈDE Inès") {
		t.Errorf("effect %q", s.Effects[0])
	}
}

func TestANameAloneIsEnoughAndSoIsNoName(t *testing.T) {
	s := french(t)
	s.Press("tab", "tab")
	s.Type("VIDAL")
	s.Press("ctrl+s")
	if c := s.made(); c.Name() != "VIDAL" || len(c.Phases()) != 0 {
		t.Errorf("name %q, phases %v", c.Name(), c.Phases())
	}
	s = french(t)
	s.Type("sauv")
	s.Press("enter", "ctrl+s")
	c := s.made()
	if c.Name() != "" || c.Header().Programme != "sauvegarde" || c.Phase().Phase == "" {
		t.Errorf("%q %+v", c.Name(), c.Header())
	}
	if !strings.Contains(s.Effects[0], c.ID.Ref()) {
		t.Errorf("the household without a name is not told by its reference: %q", s.Effects[0])
	}
}

func TestEnterOnTheLastFieldSaves(t *testing.T) {
	s := french(t)
	s.Press("tab", "tab")
	s.Type("VIDAL")
	for range 10 {
		s.Press("enter")
	}
	if len(s.Commits) != 1 {
		t.Errorf("%d commits", len(s.Commits))
	}
}

func TestLeavingIsAlwaysPossible(t *testing.T) {
	s := french(t)
	s.Press("esc")
	if s.sentNow() != (nav.Back{}) || len(s.Commits) != 0 {
		t.Errorf("an empty form: sent %v after %d commits", s.sentNow(), len(s.Commits))
	}
	s = french(t)
	s.Type("sauv")
	s.Press("esc")
	if len(s.Sent) != 0 {
		t.Error("Esc did not close the list first")
	}
	s.Press("tab", "tab")
	s.Type("VIDAL")
	s.page.form.Focus(fieldReceived)
	s.Type("31/09/2026")
	s.Press("ctrl+s")
	if say, ok := s.sentNow().(nav.Say); !ok || say.Tone != nav.Warn || len(s.Commits) != 0 {
		t.Fatalf("Ctrl+S with a date not understood: sent %v", s.sentNow())
	}
	s.Press("esc")
	if c := s.made(); c.Name() != "VIDAL" || !c.Header().Received.IsZero() {
		t.Errorf("Esc lost the rest: %q", c.Name())
	}
	if s.sentNow() != (nav.Back{}) || !strings.Contains(s.Effects[0], "Reçu le") {
		t.Errorf("sent %v, effect %q", s.sentNow(), s.Effects)
	}
	s = french(t)
	s.Press("tab", "tab")
	s.Type("VIDAL")
	s.Press("ctrl+x")
	if s.sentNow() != (nav.Back{}) || len(s.Commits) != 0 {
		t.Error("Ctrl+X made something")
	}
}

func TestLettersAreTextAndNotShortcuts(t *testing.T) {
	s := french(t)
	s.Press("tab", "tab")
	s.Type("qdznvtep:?,;1&")
	if got := s.page.form.Value(fieldLast); got != "qdznvtep:?,;1&" || len(s.Sent) != 0 {
		t.Errorf("the field holds %q, sent %v", got, s.Sent)
	}
}

func TestTheWorkerMayBeNew(t *testing.T) {
	s := french(t)
	s.page.form.Focus(fieldLead)
	s.Press("delete")
	s.Type("Hélène Castagnol")
	s.Press("ctrl+s")
	if name := s.vault.Registry().Worker(s.made().Header().Lead).Name; name != "Hélène Castagnol" {
		t.Errorf("the worker is %q", name)
	}
}

func TestTheAssociationFollowsTheWorkerUntilItIsChosen(t *testing.T) {
	s := french(t)
	s.page.form.Focus(fieldLead)
	s.Type("yanis")
	s.Press("enter")
	if got := s.page.form.Value(fieldOperator); got != "cap-habitat" {
		t.Fatalf("the association is %q", got)
	}
	s.page.form.Focus(fieldLead)
	s.Type("maelle")
	s.Press("enter")
	if got := s.page.form.Value(fieldOperator); got != "soligone" {
		t.Fatalf("the association is %q", got)
	}
	s.Type("cap")
	s.Press("enter")
	s.page.form.Focus(fieldLead)
	s.Type("yanis")
	s.Press("enter")
	s.page.form.Focus(fieldLead)
	s.Type("maelle")
	s.Press("enter")
	if got := s.page.form.Value(fieldOperator); got != "cap-habitat" {
		t.Errorf("the choice of the person was replaced by %q", got)
	}
}

func TestThePhaseFollowsTheProgramme(t *testing.T) {
	s := french(t)
	s.Type("sécu")
	s.Press("enter")
	s.page.form.Focus(fieldPhase)
	s.Type("diag")
	s.Press("enter")
	if got := s.page.form.Value(fieldPhase); got != "diagnostic" {
		t.Fatalf("phase %q", got)
	}
	s.page.form.Focus(fieldProgramme)
	s.Press("delete")
	if got := s.page.form.Value(fieldPhase); got != "" {
		t.Errorf("a phase %q of no programme", got)
	}
}

func TestAKnownNameIsToldSoftly(t *testing.T) {
	s := french(t)
	fill(s)
	s.Press("ctrl+s")
	next := newStage(t, s.vault, locale.French, 80, 24)
	next.Press("tab", "tab")
	next.Type("fontarede")
	next.Hides("déjà dans la liste")
	next.Press("tab")
	next.Type("INES")
	next.Shows("▲ déjà dans la liste : FONTARÈDE Inès, Apt")
	next.Press("ctrl+s")
	if len(next.Commits) != 1 {
		t.Error("the warning blocks")
	}
}

func TestAnErrorKeepsTheForm(t *testing.T) {
	s := french(t)
	fill(s)
	s.Fail = errors.New("disk")
	s.Press("ctrl+s")
	if s.page.form.Value(fieldLast) != "FONTARÈDE" || len(s.Sent) != 0 {
		t.Fatal("the form is gone")
	}
	s.Fail = nil
	s.Press("ctrl+s")
	if s.made().Name() != "FONTARÈDE Inès" {
		t.Error("the second attempt made nothing")
	}
}

func TestEveryKeyIsNamed(t *testing.T) {
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		s := newStage(t, newVault(), lang, 80, 24)
		for _, b := range s.page.Keys() {
			if strings.Contains(b.Text()+b.Label, "‹") || b.Run == nil {
				t.Errorf("%s: %v says %q", lang, b.Keys, b.Text())
			}
		}
	}
}
