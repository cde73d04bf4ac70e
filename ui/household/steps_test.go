package household

import (
	"errors"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/ui/act"
	"seuil/ui/locale"
	"seuil/ui/nav"
)

// walked is a household some of whose steps are done, one is set aside, and one was done too early.
func walked() *fakeVault {
	v := lived()
	visit := v.cases[theCase].Contacts()[0].ID
	for _, s := range []model.StepState{
		{Code: "fiche_orientation", Done: today.AddDays(-33), Proof: "Fiche SIAO 84-1127"},
		{Code: "public_verifie", Done: today.AddDays(-30)},
		{Code: "premier_entretien", Done: today.AddDays(-20), Contact: visit},
		{Code: "protocole", Done: today.AddDays(-5), Proof: "Protocole du 18 novembre, classeur SOLIGONE"},
		{Code: "diagnostic_bailleur", Skipped: today.AddDays(-2), Reason: "fait par l’autre agence pour Inès FONTARÈDE"},
		{Code: "correspondant", Done: today.AddDays(-1)},
	} {
		v.step(s)
	}
	return v
}

func (v *fakeVault) step(s model.StepState) {
	v.commit(must(v.cases[theCase].Put(act.DoneStep, stepID(s.Code), &s)))
}

// strange is a household of a programme that this version does not have, with a step of it.
func strange() *fakeVault {
	v := lived()
	h := v.cases[theCase].Header()
	h.Programme = "logement_d_abord"
	v.commit(must(v.cases[theCase].Put("case.edit", theCase, &h)))
	v.step(model.StepState{Code: "visite_du_ciel", Done: today.AddDays(-3)})
	return v
}

func (s *stage) stepsPane() *steps { return s.page.panes[stepsTab].(*steps) }

// onStep opens the tab with a step selected.
func onStep(t testing.TB, v *fakeVault, code string) *stage {
	t.Helper()
	s := newStage(t, v, locale.French, 80, 24, nav.Route{Arg: TabSteps, Record: stepID(code)})
	if r, ok := s.stepsPane().selected(); !ok || r.step.Code != code || s.page.tab != stepsTab {
		t.Fatalf("the route does not lead to the step %s but to %s", code, r.step.Code)
	}
	return s
}

func (s *stage) warning() string {
	s.T.Helper()
	say, ok := s.lastSent().(nav.Say)
	if !ok || say.Tone != nav.Warn {
		s.T.Fatalf("no warning but %v", s.lastSent())
	}
	return strings.ReplaceAll(say.Text, "\u00a0", " ")
}

func TestTheTabBeginsAtTheFirstOpenStepOfThePresentPhase(t *testing.T) {
	s := french(t, walked(), TabSteps)
	if r, _ := s.stepsPane().selected(); r.step.Code != "diagnostic_association" {
		t.Errorf("%q is selected", r.step.Code)
	}
	s.Shows("DIAGNOSTIC PARTAGÉ  ● en cours", "2/5", "[Étapes 2/5]", "√ Protocole d’accord signé", "fait le 18 nov.", "◊ Diagnostic partagé : part du bailleur", "sans objet",
		"fait par l’autre agence", "○ Diagnostic partagé : part de l’association", "à faire", "(R61 ·\n  association)", "Déjà fait : Premier entretien", "Preuve : Contribution datée")
}

func TestAStepIsTickedAndOpenedAgain(t *testing.T) {
	s := onStep(t, walked(), "grille_entree")
	s.Press("space")
	if got := s.now().Steps()["grille_entree"]; got.Done != today {
		t.Fatalf("done on %v", got.Done)
	}
	w := s.Commits[0].Writes
	if len(w) != 1 || w[0].Act != act.DoneStep || w[0].Record != model.DerivedID(model.KindStep, "grille_entree") || len(w[0].Fields) != 2 {
		t.Errorf("writes: %+v", w)
	}
	if want := "Fait le lun. 23 nov."; !strings.HasPrefix(strings.ReplaceAll(s.Effects[0], "\u00a0", " "), want) {
		t.Errorf("the effect is %q", s.Effects[0])
	}
	s.Shows("[Étapes 3/5]", "√ Grille d’évaluation à l’entrée")
	if len(s.Sent) != 0 {
		t.Errorf("nothing is odd, but: %v", s.Sent)
	}
	s.Press("space")
	if got := s.now().Steps()["grille_entree"]; !got.Open() {
		t.Error("a second press did not open it again")
	}
	if s.Commits[1].Writes[0].Act != act.ReopenStep {
		t.Errorf("the act is %s", s.Commits[1].Writes[0].Act)
	}
}

func TestUntickingKeepsTheProof(t *testing.T) {
	s := onStep(t, walked(), "protocole")
	s.Shows("Gardé : Protocole du 18 novembre")
	s.Press("space")
	got := s.now().Steps()["protocole"]
	if !got.Open() || got.Proof == "" {
		t.Errorf("%+v", got)
	}
	s.Shows("Gardé : Protocole du 18 novembre")
}

func TestSettingAStepAsideAsksWhy(t *testing.T) {
	s := onStep(t, walked(), "etude_cellule")
	s.Press("s", "enter")
	if len(s.Dialogs) != 1 || len(s.Commits) != 0 {
		t.Fatal("set aside without a reason")
	}
	s.Type("hors territoire")
	s.Press("enter")
	if got := s.now().Steps()["etude_cellule"]; got.Skipped != today || got.Reason != "hors territoire" {
		t.Errorf("%+v", got)
	}
	s.Shows("◊ Situation étudiée en cellule de coordination", "hors territoire", "[Étapes 3/5]")
	s.Press("space")
	if got := s.now().Steps()["etude_cellule"]; !got.Open() || got.Reason != "" {
		t.Errorf("opened again: %+v", got)
	}
}

func TestTheFormSaysWhenAndWithWhatProof(t *testing.T) {
	s := onStep(t, walked(), "grille_entree")
	s.Press("enter", "esc")
	if len(s.Commits) != 0 || s.page.Typing() {
		t.Fatal("an untouched form records something, or stays")
	}
	s.Press("enter")
	s.Type("16/11")
	s.Press("tab")
	s.Type("Grille n° 12")
	visit := s.page.facts.contacts[1]
	s.page.sheet.form.Set("contact", visit.ID.String())
	s.Press("ctrl+s")
	got := s.now().Steps()["grille_entree"]
	if got.Done.String() != "2026-11-16" || got.Proof != "Grille n° 12" || got.Contact != visit.ID {
		t.Fatalf("%+v", got)
	}
	s.Shows("fait le 16 nov.", "Gardé : Grille n° 12 · ")
	s.Press("enter")
	s.page.sheet.form.Set("done", "16/10")
	s.Press("esc")
	got = s.now().Steps()["grille_entree"]
	if got.Done.String() != "2026-10-16" || got.Proof != "Grille n° 12" {
		t.Errorf("corrected: %+v", got)
	}
	if f := s.Commits[1].Writes[0].Fields; len(f) != 1 {
		t.Errorf("the form wrote %+v", f)
	}
	if got := s.warning(); !strings.Contains(got, "avant la phase « Diagnostic partagé »") {
		t.Errorf("the warning is %q", got)
	}
}

func TestAStepMarkedDoneInTheFormIsNoLongerSetAside(t *testing.T) {
	s := onStep(t, walked(), "diagnostic_bailleur")
	s.Press("enter")
	s.page.sheet.form.Set("done", "20/11")
	s.Press("ctrl+s")
	if got := s.now().Steps()["diagnostic_bailleur"]; got.Done.String() != "2026-11-20" || !got.Skipped.IsZero() {
		t.Errorf("%+v", got)
	}
}

func TestWhatIsOddIsSaidAndKept(t *testing.T) {
	for _, test := range []struct{ name, code, typed, want string }{
		{"before its phase", "composition", "", "Fait avant la phase"},
		{"before what comes first", "etude_cellule", "", "il manque d’abord : Diagnostic partagé : part de l’association"},
		{"in the future", "grille_entree", "24/11/2026", "Fait le 24 nov., qui est à venir"},
	} {
		v := walked()
		code := test.code
		s := onStep(t, v, code)
		if test.typed == "" {
			s.Press("space")
		} else {
			s.Press("enter")
			s.Type(test.typed)
			s.Press("ctrl+s")
		}
		if got := s.warning(); !strings.Contains(got, test.want) {
			t.Errorf("%s: the warning is %q", test.name, got)
		}
		if s.now().Steps()[code].Done.IsZero() {
			t.Errorf("%s: it was not kept", test.name)
		}
	}
}

func TestAFailedCommitWarnsOfNothingAndKeepsTheForm(t *testing.T) {
	s := onStep(t, walked(), "composition")
	s.Fail = errors.New("no room")
	s.Press("space", "enter")
	s.page.sheet.form.Set("done", "2/11")
	s.Press("ctrl+s")
	if len(s.Sent) != 0 {
		t.Errorf("told of what is not stored: %v", s.Sent)
	}
	if typed, _ := s.page.sheet.form.Typed("done"); typed != "2/11" {
		t.Error("the text is gone")
	}
}

func TestAPhaseIsEnteredWithWhatIsOpenShown(t *testing.T) {
	s := french(t, walked(), TabSteps)
	s.Press("a")
	box := ansi.Strip(s.Dialogs[0].View(80, 22))
	for _, want := range []string{"Diagnostic partagé depuis le 13", "3 étapes y restent ouvertes", "○ Grille d’évaluation à l’entrée", "Projet logement et recherche"} {
		if !strings.Contains(strings.ReplaceAll(box, "\u00a0", " "), want) {
			t.Errorf("%q is not in the dialog:\n%s", want, box)
		}
	}
	s.Press("esc", "a", "down", "up", "enter")
	if got := s.now().Phase(); got.Phase != "recherche" || got.Since != today {
		t.Fatalf("the phase is %+v", got)
	}
	if w := s.Commits[0].Writes[0]; w.Act != actAddPhase {
		t.Errorf("the act is %s", w.Act)
	}
	if !strings.Contains(s.Effects[0], "3 étapes de la phase quittée restent ouvertes") {
		t.Errorf("the effect is %q", s.Effects[0])
	}
	s.Shows("PROJET LOGEMENT ET RECHERCHE  ● en cours", "[Étapes 1/6]")
}

func TestPhasesOfOneDayFollowOneAnother(t *testing.T) {
	v := walked()
	v.next = 0xF000000000000000 // later ids begin anew below
	s := french(t, v, TabSteps)
	for _, want := range []string{"recherche", "instruction", "caleol"} {
		s.Press("a", "enter")
		if got := s.now().Phase().Phase; got != want {
			t.Fatalf("the phase is %s, not %s", got, want)
		}
		v.next = 1<<40 - v.next>>30 // the next id is lower
	}
	s.page.show(homeTab)
	s.Press("home", "down")
	if it, _ := s.page.panes[homeTab].(*home).selected(); !strings.Contains(it.what, "CALEOL") {
		t.Errorf("the present phase is shown as %q", it.what)
	}
}

func TestTheLastPhaseHasNoNext(t *testing.T) {
	v := walked()
	v.commit(must(v.cases[theCase].Put(actAddPhase, v.NewID(), &model.PhaseEntry{Phase: "clos", Since: today})))
	s := french(t, v, TabSteps)
	s.Press("a")
	if say, ok := s.lastSent().(nav.Say); !ok || len(s.Dialogs) != 0 || !strings.Contains(say.Text, "dernière phase") {
		t.Errorf("sent %v", s.lastSent())
	}
	s.Press("end")
	s.Shows("DOSSIER CLOS  ● en cours")
}

func TestUnknownProgrammesAndStepsSaySo(t *testing.T) {
	s := french(t, strange(), TabSteps)
	s.Shows("HORS DU PROGRAMME", "√ visite_du_ciel", "n’a pas cette étape")
	s.Press("space")
	if got := s.now().Steps()["visite_du_ciel"]; !got.Open() {
		t.Errorf("%+v", got)
	}
	v := lived()
	h := v.cases[theCase].Header()
	h.Programme = "logement_d_abord"
	v.commit(must(v.cases[theCase].Put("case.edit", theCase, &h)))
	s = french(t, v, TabSteps)
	s.Shows("« logement_d_abord » n’est pas connu ici")
	s.Press("space", "enter", "s", "a", "down")
	if len(s.Commits)+len(s.Dialogs) != 0 {
		t.Error("something can be done to no step")
	}
	h.Programme = ""
	v.commit(must(v.cases[theCase].Put("case.edit", theCase, &h)))
	s = french(t, v, TabSteps)
	s.Shows("Aucun programme n’est choisi")
}

func TestTheHistoryTellsStepsInWords(t *testing.T) {
	s := french(t, walked(), TabPast)
	s.Shows("étape faite · Correspondant unique du bailleur connu", "Fait le : dim. 22 nov.", "Note : ", "Papier : Protocole du 18 novembre")
	s.Hides("correspondant ·", "Étape : ", "diagnostic_bailleur")
	s.Press("enter")
	if !s.page.Typing() {
		t.Error("Enter does not open the step")
	}
}

func TestMaskedStepsNameNobody(t *testing.T) {
	s := french(t, walked(), TabSteps)
	s.names.Masked = true
	s.Do(s.page.Update(nav.Changed{}))
	s.Shows("pour I. F.")
	s.Hides("FONTARÈDE", "Inès")
}

func TestTwoDatesOfOneStepAreSettled(t *testing.T) {
	v := walked()
	base := v.cases[theCase]
	one, two := base.Steps()["protocole"], base.Steps()["protocole"]
	one.Done, two.Done = today.AddDays(-4), today.AddDays(-3)
	first, second := must(base.Put(act.EditStep, stepID("protocole"), &one)), must(base.Put(act.EditStep, stepID("protocole"), &two))
	v.commit(first)
	v.dev = hisDev
	v.commit(second)
	s := onStep(t, v, "protocole")
	s.Shows("▲ deux valeurs en même temps")
	s.Press("enter", "ctrl+s")
	if r := s.now().Record(model.KindStep, stepID("protocole")); len(r.Conflicts()) != 0 {
		t.Errorf("not settled: %v", r.Conflicts())
	}
}
