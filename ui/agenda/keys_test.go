package agenda

import (
	"slices"
	"strings"
	"testing"

	"seuil/model"
	"seuil/ui/act"
	"seuil/ui/locale"
	"seuil/ui/nav"
)

func TestADateDoneLeavesAndComesBackUnderTheCursor(t *testing.T) {
	s := fr(t)
	for _, text := range []string{"Faire la visite sur site", "Visite à domicile"} { // by the programme, by a person
		s.on(text)
		e := s.page.current()
		target := e.target()
		s.press("space")
		if slices.Contains(s.labels(), text) || s.page.current() == nil || s.page.current().target() == target {
			t.Fatalf("%q is still there:\n%s", text, s.screen())
		}
		if !strings.Contains(s.effects[len(s.effects)-1], "Fait le lun. 23 nov.") {
			t.Errorf("it says %q", s.effects)
		}
		writes, _ := s.page.desk.Reopen([]act.Target{target}) // as an undo does
		s.change(writes...)
		if !strings.Contains(s.at(), text) {
			t.Errorf("the cursor did not come back to %q but stands on %q", text, s.at())
		}
	}
}

func TestTheCursorFollowsADateThatMoves(t *testing.T) {
	s := fr(t)
	s.on("Dépôt dossier FSL")
	s.press("p", "+", "2", "enter")
	if !strings.Contains(s.at(), "Dépôt dossier FSL") {
		t.Errorf("the cursor stands on %q", s.at())
	}
	s.shows("MERCREDI 25 NOVEMBRE")
	s.on("Envoyer la lettre recommandée")
	s.press("p", "d", "enter")
	s.typed("elle a téléphoné")
	s.press("enter")
	if !strings.Contains(s.at(), "Envoyer la lettre recommandée") {
		t.Errorf("the cursor stands on %q", s.at())
	}
	s.shows("prévue au mer. 4 nov. · elle a téléphoné")
}

func TestSettingAsideAsksWhy(t *testing.T) {
	s := fr(t)
	s.on("Le bailleur informe")
	s.press("s", "enter")
	if len(s.effects) != 0 {
		t.Fatal("it was set aside without a reason")
	}
	s.typed("bail déjà signé")
	s.press("enter")
	if slices.Contains(s.labels(), "Le bailleur informe le préfet s’il propose un bail") {
		t.Error("it is still open")
	}
}

func TestADateIsAddedForTheHouseholdUnderTheCursor(t *testing.T) {
	s := fr(t)
	s.on("Appel au bailleur")
	s.press("e")
	if !strings.Contains(s.box(), "HADDAD Yanis") {
		t.Fatalf("the dialog is about another household:\n%s", s.box())
	}
	s.typed("Visite du T3")
	s.press("tab")
	s.typed("ven 9h")
	s.press("enter")
	s.shows("VENDREDI 27 NOVEMBRE", "09:00     Visite du T3")
	if !strings.Contains(s.at(), "Appel au bailleur") {
		t.Errorf("the cursor went to %q", s.at())
	}
}

func TestWithoutADateTheHouseholdIsChosen(t *testing.T) {
	s := newStage(t, alone(), locale.French, 80, 24)
	s.press("e")
	s.typed("vid")
	s.press("enter")
	s.typed("Rappeler")
	s.press("tab")
	s.typed("demain")
	s.press("enter")
	s.shows("DEMAIN · mardi 24 novembre", "Rappeler")
	s = newStage(t, newMemory(), locale.French, 80, 24)
	s.press("e")
	if say, ok := s.sent[0].(nav.Say); !ok || !strings.Contains(say.Text, "Aucun ménage") {
		t.Errorf("without a household it sends %v", s.sent)
	}
}

func TestVerbsGoToTheHousehold(t *testing.T) {
	s := fr(t)
	s.on("Appel au bailleur")
	e := s.page.current()
	id, task := e.summary.Case, e.item.Task.ID
	for key, want := range map[string]nav.Route{
		"enter": {Page: nav.Household, Case: id, Record: task, Arg: "dates"},
		"n":     {Page: nav.Note, Case: id, Arg: "quick"},
		"v":     {Page: nav.Note, Case: id},
		"t":     {Page: nav.Note, Case: id, Arg: string(model.PhoneCall)},
	} {
		s.press(key)
		if got := s.sent[len(s.sent)-1]; got != (nav.Open{Route: want}) {
			t.Errorf("%s asks for %v", key, got)
		}
	}
	s.on("Faire la visite sur site")
	s.press("enter")
	record := model.DerivedID(model.KindObligation, s.page.current().item.Obligation.Key)
	if open, ok := s.sent[len(s.sent)-1].(nav.Open); !ok || open.Route.Record != record {
		t.Errorf("a computed date asks for %v", s.sent[len(s.sent)-1])
	}
	s.press("g")
	if !strings.Contains(s.box(), "réception de l’orientation") {
		t.Errorf("G shows\n%s", s.box())
	}
}

func TestTodayAndWeeks(t *testing.T) {
	s := fr(t)
	s.press("a")
	if !strings.Contains(s.at(), "16:30") {
		t.Fatalf("A goes to %q", s.at())
	}
	for _, step := range []struct{ key, at string }{
		{"right", "Le bailleur informe"}, {"right", "Point avec le bailleur"}, {"left", "Le bailleur informe"},
		{"left", "Visite à domicile"}, {"left", "Dépôt dossier FSL"}, {"left", "Envoyer la lettre recommandée"},
	} {
		if s.press(step.key); !strings.Contains(s.at(), step.at) {
			t.Errorf("%s goes to %q, not to %q", step.key, s.at(), step.at)
		}
	}
	s.press("home", "left")
	if !strings.Contains(s.at(), "Dossier resté ouvert") {
		t.Errorf("before the first week it goes to %q", s.at())
	}
	s.press("end", "right")
	if !strings.Contains(s.at(), "Attestation scolaire") {
		t.Errorf("after the last week it goes to %q", s.at())
	}
	s.press("left")
	if !strings.Contains(s.at(), "Bilan de l’an prochain") {
		t.Errorf("before what has no date it goes to %q", s.at())
	}
}

func TestTheViewOfAWeekShowsItsSevenDays(t *testing.T) {
	s := fr(t)
	s.press("a", "o")
	s.shows("AUJOURD’HUI · lundi 23 novembre", "DEMAIN · mardi 24 novembre", "MERCREDI 25 NOVEMBRE · rien de prévu", "DIMANCHE 29 NOVEMBRE", "semaine 48")
	s.hides("EN RETARD", "Dossier resté ouvert")
	s.press("left", "left")
	s.shows("MERCREDI 11 NOVEMBRE · armistice de 1918 · rien de prévu", "semaine 46")
	if s.page.current() != nil || strings.Contains(s.screen(), "►") {
		t.Errorf("in an empty week the cursor stands on %q", s.at())
	}
	for _, b := range s.page.Keys() {
		if b.Keys[0] == "space" || b.Keys[0] == "enter" {
			t.Errorf("%s can be pressed with nothing under the cursor", b.Keys[0])
		}
	}
	s.press("up", "down", "pgup", "pgdown", "home", "end", "a")
	if !strings.Contains(s.at(), "16:30") {
		t.Errorf("A goes to %q", s.at())
	}
	s.press("o")
	if !strings.Contains(s.at(), "16:30") || !strings.Contains(s.screen(), "EN RETARD") && s.page.board.top == 0 {
		t.Errorf("back in the list the cursor stands on %q", s.at())
	}
}
