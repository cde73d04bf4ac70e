package agenda

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/ui/act"
	"seuil/ui/locale"
	"seuil/ui/nav"
)

// labels are what the list shows, in its order.
func (s *stage) labels() (list []string) {
	for i := range s.page.list.shown {
		list = append(list, s.page.what(&s.page.list.shown[i]))
	}
	return list
}

func TestLateComesFirstThenTodayThenByDayAndLastWhatHasNoDate(t *testing.T) {
	s := fr(t)
	want := []string{"Dossier resté ouvert", "Envoyer la lettre simple de mise à disposition", "Envoyer la lettre recommandée", "Dépôt dossier FSL de Samira BENALI",
		"Faire la visite sur site", "Visite à domicile", "Pièces d’assurance", "Appel au bailleur", "Rappeler EDF (mensualisation)",
		"Le bailleur informe le préfet s’il propose un bail", "Demande de renouvellement de la mesure", "Point avec le bailleur sur la situation locative",
		"Seuil de carence : décider en cellule", "Fin de la mesure d’accompagnement", "Bilan de l’an prochain", "Relance EDF", "Attestation scolaire"}
	if got := s.labels(); !slices.Equal(got, want) {
		t.Errorf("the order is\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	s.Hides("Rien d’ouvert ici")
}

func TestTheFilterFindsWordsOfTheDateAndOfTheHousehold(t *testing.T) {
	s := fr(t)
	s.Press("/")
	s.Type("edf")
	if got := s.labels(); !slices.Equal(got, []string{"Rappeler EDF (mensualisation)", "Relance EDF"}) {
		t.Fatalf("edf finds %q", got)
	}
	s.Type(" dupont")
	if got := s.labels(); !slices.Equal(got, []string{"Rappeler EDF (mensualisation)"}) {
		t.Fatalf("edf dupont finds %q", got)
	}
	s.Press("tab", "space")
	if len(s.labels()) != 0 {
		t.Fatalf("done, it still shows %q", s.labels())
	}
	s.Shows("Rien ne correspond")
	s.Press("esc")
	if len(s.labels()) != 16 || s.page.filter.Len() != 0 {
		t.Errorf("Esc leaves %d dates", len(s.labels()))
	}
	s.Press("/")
	s.Type("prefet")
	if got := s.labels(); len(got) != 1 {
		t.Errorf("prefet, without its accent, finds %q", got)
	}
	s.Press("esc", "esc")
	if s.page.Typing() {
		t.Error("a second Esc does not leave the field")
	}
	s.Press("a", "o", "/")
	s.Type("prefet")
	s.Shows("LUNDI 30 NOVEMBRE", "Le bailleur informe") // beyond the week that was in view
}

func TestMineAreTheHouseholdsThatILead(t *testing.T) {
	s := fr(t)
	s.Press("r")
	for i := range s.page.list.shown {
		if s.page.list.shown[i].summary.Header.Lead != maelle {
			t.Errorf("%q is not hers", s.labels()[i])
		}
	}
	s.Shows("mes ménages", "BENALI Samira")
	s.Hides("N’DIAYE")
	s.Press("r")
	s.Shows("N’DIAYE")
	m := newMemory()
	m.task(m.household("VIDAL", "Lou", "", "", yanis), "Rappeler", today, 0)
	s = newStage(t, m, locale.French, 80, 24)
	s.Press("r")
	s.Shows("R montre ceux de toute")
}

func TestMidnightMakesTodayLate(t *testing.T) {
	s := fr(t)
	s.on("Visite à domicile")
	s.pass(1)
	s.Shows("AUJOURD’HUI · mardi 24 novembre", "lun. 23", "en retard 7")
	if !strings.Contains(s.at(), "Visite à domicile") || !strings.Contains(s.at(), "1 j") {
		t.Errorf("the cursor stands on %q", s.at())
	}
}

func TestWhatIsDueIsAwaited(t *testing.T) {
	m := busyWeek()
	m.busy = true
	s := newStage(t, m, locale.French, 80, 24)
	s.Shows("Calcul des échéances")
	m.busy = false
	s.Do(s.page.Update(nav.Changed{Cases: []model.ID{s.find("BENALI")}}))
	s.Shows("Envoyer la lettre simple", "N’DIAYE Awa")
}

func TestChangesOfOthersAreSeen(t *testing.T) {
	s := fr(t)
	id := s.find("N’DIAYE")
	h := s.vault.cases[id].Header()
	h.Closed = today
	s.change(must(s.vault.cases[id].Put("case.close", id, &h)))
	s.Hides("N’DIAYE")
	id = s.find("BENALI")
	s.change(must(s.vault.cases[id].Put("step.done", model.DerivedID(model.KindStep, "lettre_simple"), &model.StepState{Code: "lettre_simple", Done: today})))
	if slices.Contains(s.labels(), "Envoyer la lettre simple de mise à disposition") {
		t.Error("a step that was ticked leaves its date open")
	}
}

func TestSinglyOrAtOnceTheListIsTheSame(t *testing.T) {
	m := busyWeek()
	for i := range 60 {
		id := m.household("FAMILLE", string(rune('A'+i%26)), "sauvegarde", "prise_de_contact", maelle)
		m.task(id, "Visite", today.AddDays(i%9-4), model.NewClock(8+i%10, 0))
	}
	s := newStage(t, m, locale.French, 80, 24)
	for i, x := range m.summaries {
		m.task(x.Case, "Bilan", today.AddDays(i%5), 0)
		s.page.refresh([]model.ID{x.Case})
	}
	var singly []act.Target
	for i := range s.page.list.all {
		singly = append(singly, s.page.list.all[i].target())
	}
	s.page.list.read(m)
	for i := range s.page.list.all {
		if s.page.list.all[i].target() != singly[i] {
			t.Fatalf("the %d-th date is another one", i)
		}
	}
	if len(singly) != len(s.page.list.all) {
		t.Errorf("%d dates, not %d", len(singly), len(s.page.list.all))
	}
}

func TestNamesAreMasked(t *testing.T) {
	s := newStage(t, busyWeek(), locale.French, 160, 45)
	s.names.Masked = true
	s.Do(s.page.Update(nav.Changed{}))
	for _, key := range []string{"home", "down", "down", "down", "pgdown", "end"} {
		s.Press(key)
		s.Hides("BENALI", "Samira", "DUPONT", "HADDAD", "N’DIAYE", "Marc")
	}
	s.Press("e")
	if strings.Contains(s.Box(), "HADDAD") || strings.Contains(s.Box(), "BENALI") {
		t.Errorf("the dialog shows a name:\n%s", s.Box())
	}
}

func TestTheMouseSelectsAndOpens(t *testing.T) {
	s := newStage(t, busyWeek(), locale.French, 120, 30)
	y := slices.IndexFunc(s.Lines(), func(l string) bool { return strings.Contains(l, "Appel au bailleur") })
	s.Do(s.page.Update(nav.Click{X: 9, Y: y}))
	if !strings.Contains(s.at(), "Appel au bailleur") {
		t.Fatalf("a click selects %q", s.at())
	}
	if c := s.page.Cursor(); c == nil || c.Y != y || c.Blink {
		t.Errorf("the hardware cursor is at %+v, not on line %d", c, y)
	}
	s.Do(s.page.Update(nav.Click{X: 9, Y: y - 1})) // a heading
	s.Do(s.page.Update(nav.Click{X: 100, Y: y - 4}))
	if !strings.Contains(s.at(), "Appel au bailleur") || len(s.Sent) != 0 {
		t.Errorf("a click beside selects %q and sends %v", s.at(), s.Sent)
	}
	s.Do(s.page.Update(nav.Click{X: 9, Y: y, Double: true}))
	if _, ok := s.Sent[0].(nav.Open); !ok {
		t.Errorf("a double click sends %v", s.Sent)
	}
	s.Do(s.page.Update(nav.Wheel{Delta: -1}))
	if !strings.Contains(s.at(), "Faire la visite") {
		t.Errorf("the wheel selects %q", s.at())
	}
}

func TestAPasteIsOfferedAsANote(t *testing.T) {
	s := fr(t)
	s.Do(s.page.Update(tea.PasteMsg{Content: "s\ne\nAppel de Mme"}))
	if len(s.Dialogs) != 1 || len(s.Effects) != 0 || !strings.Contains(s.Box(), "Appel de Mme") {
		t.Fatalf("the paste did something else: %v", s.Sent)
	}
	s.Press("esc")
	s.Press("/")
	s.Do(s.page.Update(tea.PasteMsg{Content: "carence"}))
	if got := s.labels(); !slices.Equal(got, []string{"Seuil de carence : décider en cellule"}) {
		t.Errorf("pasted into the filter: %q", got)
	}
}

func TestEveryDateIsReachedAndInView(t *testing.T) {
	for _, size := range sizes {
		s := newStage(t, busyWeek(), locale.French, size[0], size[1])
		for i := range s.page.list.shown {
			if s.page.board.selected != i || s.at() == "" {
				t.Fatalf("%d columns: after %d steps down the cursor is on %d, %q", size[0], i, s.page.board.selected, s.at())
			}
			s.Press("down")
		}
		for range s.page.list.shown {
			s.Press("up")
		}
		if s.page.board.selected != 0 || s.page.board.top != 0 {
			t.Errorf("%d columns: back up, the heading is out of view", size[0])
		}
	}
}

func TestTheHouseholdsComeInTheOrderOfTheirDates(t *testing.T) {
	s := fr(t)
	got := s.page.Order()
	if len(got) != 4 || got[0] != s.find("N’DIAYE") || got[1] != s.find("BENALI") || got[2] != s.find("DUPONT") || got[3] != s.find("HADDAD") {
		t.Errorf("the order is %v", got)
	}
	s.Press("/")
	s.Type("haddad")
	if got := s.page.Order(); len(got) != 1 {
		t.Errorf("filtered, the order has %d households", len(got))
	}
}

func TestTheCalendarMarksDaysAndNamesHolidays(t *testing.T) {
	s := newStage(t, busyWeek(), locale.French, 120, 30)
	s.Shows("NOVEMBRE 2026", "48 ►23●  24●", "[11]", "16▲", "[ 1] Toussaint", "[11] armistice de 1918", "CHARGE DE LA SEMAINE 48", "lun. ████ 2", "mer. ░ 0")
	s.on("Bilan de l’an prochain")
	s.Shows("MAI 2027", "[17]○", "[ 6] Ascension", "[17] lundi de Pentecôte", "CHARGE DE LA SEMAINE 20", "lun. ██ 1  lundi de Pentecôte")
	s.on("Dossier resté ouvert")
	s.Shows("NOVEMBRE 2026") // what is late weighs on today
}

func TestADateOfARuleThatLeftTheProgrammeIsTold(t *testing.T) {
	m := alone()
	id := m.summaries[0].Case
	h := m.cases[id].Header()
	h.Programme = "securisation"
	m.store(must(m.cases[id].Put("case.edit", id, &h)))
	o := model.Obligation{Key: "ancienne_regle#1", To: today.AddDays(2), Reason: "convenu"}
	m.store(must(m.cases[id].Put("task.postpone", model.DerivedID(model.KindObligation, o.Key), &o)))
	s := newStage(t, m, locale.French, 80, 24)
	s.on("ancienne_regle")
	s.Press("space")
	if got := m.outlooks[id].Obligations; !slices.ContainsFunc(got, func(o due.Obligation) bool { return o.Key == "ancienne_regle#1" && o.State == due.Done }) {
		t.Errorf("it was not done: %+v", got)
	}
}

func TestMondays(t *testing.T) {
	for day := range 14 {
		d := model.NewDate(2026, time.December, 21+day)
		if m := monday(d); m.Weekday() != time.Monday || d.Sub(m) < 0 || d.Sub(m) > 6 {
			t.Errorf("the week of %v begins on %v", d, m)
		}
	}
}
