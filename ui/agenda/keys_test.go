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
		s.Press("space")
		if slices.Contains(s.labels(), text) || s.page.current() == nil || s.page.current().target() == target {
			t.Fatalf("%q is still there:\n%s", text, s.Screen())
		}
		if !strings.Contains(s.Effects[len(s.Effects)-1], "Fait le lun. 23 nov.") {
			t.Errorf("it says %q", s.Effects)
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
	s.Press("p", "+", "2", "enter")
	if !strings.Contains(s.at(), "Dépôt dossier FSL") {
		t.Errorf("the cursor stands on %q", s.at())
	}
	s.Shows("MERCREDI 25 NOVEMBRE")
	s.on("Envoyer la lettre recommandée")
	s.Press("p", "d", "enter")
	s.Type("elle a téléphoné")
	s.Press("enter")
	if !strings.Contains(s.at(), "Envoyer la lettre recommandée") {
		t.Errorf("the cursor stands on %q", s.at())
	}
	s.Shows("prévue au mer. 4 nov. · elle a téléphoné")
}

func TestSettingAsideAsksWhy(t *testing.T) {
	s := fr(t)
	s.on("Le bailleur informe")
	s.Press("s", "enter")
	if len(s.Effects) != 0 {
		t.Fatal("it was set aside without a reason")
	}
	s.Type("bail déjà signé")
	s.Press("enter")
	if slices.Contains(s.labels(), "Le bailleur informe le préfet s’il propose un bail") {
		t.Error("it is still open")
	}
}

func TestADateIsAddedForTheHouseholdUnderTheCursor(t *testing.T) {
	s := fr(t)
	s.on("Appel au bailleur")
	s.Press("e")
	if !strings.Contains(s.Box(), "HADDAD Yanis") {
		t.Fatalf("the dialog is about another household:\n%s", s.Box())
	}
	s.Type("Visite du T3")
	s.Press("tab")
	s.Type("ven 9h")
	s.Press("enter")
	s.Shows("VENDREDI 27 NOVEMBRE", "09:00     Visite du T3")
	if !strings.Contains(s.at(), "Appel au bailleur") {
		t.Errorf("the cursor went to %q", s.at())
	}
}

func TestWithoutADateTheHouseholdIsChosen(t *testing.T) {
	s := newStage(t, alone(), locale.French, 80, 24)
	s.Press("e")
	s.Type("vid")
	s.Press("enter")
	s.Type("Rappeler")
	s.Press("tab")
	s.Type("demain")
	s.Press("enter")
	s.Shows("DEMAIN · mardi 24 novembre", "Rappeler")
	s = newStage(t, newMemory(), locale.French, 80, 24)
	s.Press("e")
	if say, ok := s.Sent[0].(nav.Say); !ok || !strings.Contains(say.Text, "Aucun ménage") {
		t.Errorf("without a household it sends %v", s.Sent)
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
		s.Press(key)
		if got := s.Sent[len(s.Sent)-1]; got != (nav.Open{Route: want}) {
			t.Errorf("%s asks for %v", key, got)
		}
	}
	s.on("Faire la visite sur site")
	s.Press("enter")
	record := model.DerivedID(model.KindObligation, s.page.current().item.Obligation.Key)
	if open, ok := s.Sent[len(s.Sent)-1].(nav.Open); !ok || open.Route.Record != record {
		t.Errorf("a computed date asks for %v", s.Sent[len(s.Sent)-1])
	}
	s.Press("g")
	if !strings.Contains(s.Box(), "réception de l’orientation") {
		t.Errorf("G shows\n%s", s.Box())
	}
}

func TestTodayAndWeeks(t *testing.T) {
	s := fr(t)
	s.Press("a")
	if !strings.Contains(s.at(), "16:30") {
		t.Fatalf("A goes to %q", s.at())
	}
	for _, step := range []struct{ key, at string }{
		{"right", "Le bailleur informe"}, {"right", "Point avec le bailleur"}, {"left", "Le bailleur informe"},
		{"left", "Visite à domicile"}, {"left", "Dépôt dossier FSL"}, {"left", "Envoyer la lettre recommandée"},
	} {
		if s.Press(step.key); !strings.Contains(s.at(), step.at) {
			t.Errorf("%s goes to %q, not to %q", step.key, s.at(), step.at)
		}
	}
	s.Press("home", "left")
	if !strings.Contains(s.at(), "Dossier resté ouvert") {
		t.Errorf("before the first week it goes to %q", s.at())
	}
	s.Press("end", "right")
	if !strings.Contains(s.at(), "Attestation scolaire") {
		t.Errorf("after the last week it goes to %q", s.at())
	}
	s.Press("left")
	if !strings.Contains(s.at(), "Bilan de l’an prochain") {
		t.Errorf("before what has no date it goes to %q", s.at())
	}
}

func TestTheViewOfAWeekShowsItsSevenDays(t *testing.T) {
	s := fr(t)
	s.Press("a", "o")
	s.Shows("AUJOURD’HUI · lundi 23 novembre", "DEMAIN · mardi 24 novembre", "MERCREDI 25 NOVEMBRE · rien de prévu", "DIMANCHE 29 NOVEMBRE", "semaine 48")
	s.Hides("EN RETARD", "Dossier resté ouvert")
	s.Press("left", "left")
	s.Shows("MERCREDI 11 NOVEMBRE · armistice de 1918 · rien de prévu", "semaine 46")
	if s.page.current() != nil || strings.Contains(s.Screen(), "►") {
		t.Errorf("in an empty week the cursor stands on %q", s.at())
	}
	for _, b := range s.page.Keys() {
		if b.Keys[0] == "space" || b.Keys[0] == "enter" {
			t.Errorf("%s can be pressed with nothing under the cursor", b.Keys[0])
		}
	}
	s.Press("up", "down", "pgup", "pgdown", "home", "end", "a")
	if !strings.Contains(s.at(), "16:30") {
		t.Errorf("A goes to %q", s.at())
	}
	s.Press("o")
	if !strings.Contains(s.at(), "16:30") || !strings.Contains(s.Screen(), "EN RETARD") && s.page.board.top == 0 {
		t.Errorf("back in the list the cursor stands on %q", s.at())
	}
}
