package household

import (
	"strings"
	"testing"

	"seuil/model"
	"seuil/model/due"
	"seuil/ui/locale"
	"seuil/ui/nav"
)

// scheduled is a household for which the programme makes much due: late, soon, later, moved with a reason, done by a person and by
// a step, and set aside; and some dates that people set.
func scheduled() *fakeVault {
	v := lived()
	v.put("case.phase", func(c *model.Case, id model.ID) (model.Write, bool) {
		return c.Put("case.phase", id, &model.PhaseEntry{Phase: "accompagnement", Since: today.AddDays(-8)})
	})
	for _, s := range []model.StepState{
		{Code: "etat_des_lieux", Done: today.AddDays(-40)},
		{Code: "dossier_locapass", Done: today.AddDays(-38)},
		{Code: "assurance", Done: today.AddMonths(-12).AddDays(-12)},
		{Code: "sous_location", Done: today.AddMonths(-6).AddDays(20)},
		{Code: "periode_examen", Done: today.AddMonths(2).AddDays(7)},
		{Code: "mesure", Done: today.AddMonths(-12).AddDays(24)},
	} {
		v.step(s)
	}
	visit := v.cases[theCase].Contacts()[0].ID
	v.decide(model.Obligation{Key: v.next1("point_locatif"), To: today.AddDays(120), Reason: "demande de Mme FONTARÈDE"})
	v.decide(model.Obligation{Key: v.next1("examen_6_mois"), Skipped: today.AddDays(-1), Reason: "bail déjà glissé"})
	v.decide(model.Obligation{Key: v.next1("assurance"), Done: today.AddDays(-2), Contact: visit})
	return v
}

// next1 is the key of the open occurrence of a rule.
func (v *fakeVault) next1(rule string) string {
	for _, o := range v.Outlook(theCase).Obligations {
		if o.Rule.Code == rule && o.State == due.Open {
			return o.Key
		}
	}
	panic("nothing is due by the rule " + rule)
}

// decide stores what a person said of a date of the programme.
func (v *fakeVault) decide(o model.Obligation) {
	v.commit(must(v.cases[theCase].Put("task.done", model.DerivedID(model.KindObligation, o.Key), &o)))
}

// onRule opens the tab with the first occurrence of a rule selected.
func onRule(t testing.TB, v *fakeVault, rule string) (*stage, *due.Obligation) {
	t.Helper()
	for _, o := range v.Outlook(theCase).Obligations {
		if o.Rule.Code == rule {
			return newStage(t, v, locale.French, 80, 24, nav.Route{Arg: TabDates, Record: model.DerivedID(model.KindObligation, o.Key)}), &o
		}
	}
	t.Fatalf("nothing is due by the rule %s", rule)
	return nil, nil
}

// occurrence is what the programme makes due under a key.
func (s *stage) occurrence(key string) due.Obligation {
	s.T.Helper()
	for _, o := range s.vault.Outlook(theCase).Obligations {
		if o.Key == key {
			return o
		}
	}
	s.T.Fatalf("nothing is due under %q", key)
	return due.Obligation{}
}

func TestComputedDatesStandBetweenThoseThatPeopleSet(t *testing.T) {
	s := newStage(t, scheduled(), locale.French, 160, 45, nav.Route{Arg: TabDates})
	var labels []string
	for _, it := range s.page.facts.items {
		labels = append(labels, s.page.itemLabel(it))
	}
	got := strings.Join(labels, "|")
	for _, pair := range [][2]string{
		{"Demande de renouvellement de la mesure", "Fournir l’attestation d’assurance"},
		{"Premier entretien au CHRS", "Le bailleur informe le préfet"},
		{"Le bailleur informe le préfet", "Cellule"},
		{"Point avec le bailleur", "Attestation d’assurance habitation à renouveler"},
	} {
		if a, b := strings.Index(got, pair[0]), strings.Index(got, pair[1]); a < 0 || b < 0 || a > b {
			t.Errorf("%q does not come before %q in %s", pair[0], pair[1], got)
		}
	}
	s.Shows("prévue au", "demande de Mme FONTARÈDE", "Dossier Loca-Pass déposé", "◊ sans objet", "bail déjà glissé")
}

func TestTheSelectedDateSaysWhoAsksForIt(t *testing.T) {
	s, _ := onRule(t, scheduled(), "avis_prefet")
	s.Shows("[▲ Échéances", "Calculée · loi · CCH L442-8-3", "bailleur")
	s, _ = onRule(t, scheduled(), "mesure_fin")
	s.Shows("Calculée · financeur · R105")
	s, _ = onRule(t, scheduled(), "assurance")
	s.page.goTo(model.DerivedID(model.KindObligation, "assurance#1"))
	s.Shows("Preuve : Visite à domicile, 17 nov.")
	s = french(t, scheduled(), TabDates)
	s.Press("home", "g")
	if len(s.Dialogs) != 1 || !strings.Contains(s.Dialogs[0].View(76, 20), "Part de") {
		t.Error("G does not tell how the date came about")
	}
}

func TestAComputedDateIsTickedSetAsideAndPostponed(t *testing.T) {
	s, o := onRule(t, scheduled(), "avis_prefet")
	s.Press("space")
	if got := s.occurrence(o.Key); got.State != due.Done || got.Closed != today {
		t.Fatalf("ticked: %+v", got)
	}
	s.Shows("√ fait le 23 nov.")
	s.Press("space")
	if got := s.occurrence(o.Key); got.State != due.Open {
		t.Fatalf("ticked again: %+v", got)
	}
	s.Press("p", "d", "enter")
	s.Type("le préfet est prévenu")
	s.Press("enter")
	if got := s.occurrence(o.Key); got.Due != today.AddDays(1) || got.Reason() != "le préfet est prévenu" {
		t.Fatalf("postponed: %+v", got)
	}
	s.Press("s")
	s.Type("bail déjà signé")
	s.Press("enter")
	if got := s.occurrence(o.Key); got.State != due.Skipped || got.Reason() != "bail déjà signé" {
		t.Fatalf("set aside: %+v", got)
	}
	for _, b := range s.page.Keys() {
		if b.Keys[0] == "delete" {
			t.Error("a computed date can be deleted")
		}
	}
}

func TestWhatAStepDidIsNotOpenedAgainHere(t *testing.T) {
	s, o := onRule(t, scheduled(), "locapass")
	s.Press("space")
	if say, ok := s.lastSent().(nav.Say); !ok || !strings.Contains(say.Text, "Dossier Loca-Pass") || !strings.Contains(say.Text, "onglet Étapes") {
		t.Errorf("it says %v", s.lastSent())
	}
	if len(s.Commits) != 0 || s.occurrence(o.Key).State != due.Done {
		t.Error("it was opened again")
	}
}

func TestTheFormOfAComputedDateKeepsWhenItWasDoneAndItsProof(t *testing.T) {
	s, o := onRule(t, scheduled(), "avis_prefet")
	s.Press("enter")
	s.Type("20/11")
	s.Press("tab")
	s.page.sheet.form.Set("contact", s.now().Contacts()[0].ID.String())
	s.Press("ctrl+s")
	got := s.occurrence(o.Key)
	if got.State != due.Done || got.Closed != today.AddDays(-3) || got.Act.Value("contact") != s.now().Contacts()[0].ID.String() {
		t.Fatalf("%+v", got)
	}
	s, o = onRule(t, scheduled(), "examen_6_mois")
	s.Press("enter")
	s.page.sheet.form.Focus("done")
	s.Type("hier")
	s.Press("ctrl+s")
	if got := s.occurrence(o.Key); got.State != due.Done || got.Act.Value("skipped") != "" {
		t.Errorf("what was done stays without object: %+v", got)
	}
}

func TestAnOpenTaskIsDoneOnAnotherDayInItsForm(t *testing.T) {
	s := french(t, lived(), TabDates)
	id := s.now().Tasks()[0].ID
	s.Press("enter")
	s.page.sheet.form.Focus("done")
	s.Type("vendredi")
	s.Press("ctrl+s")
	if task, _ := s.now().Task(id); task.Done != today.AddDays(-3) {
		t.Errorf("done on %v", task.Done)
	}
}

func TestTheHeadAndThePaneBesideTellComputedDatesToo(t *testing.T) {
	s := newStage(t, scheduled(), locale.French, 120, 30, nav.Route{Arg: TabThread})
	s.Shows("▲ retard 6 j · Demande de renouvellement de la mesure")
	s.Press("p")
	if len(s.Dialogs) != 1 || !strings.Contains(s.Dialogs[0].View(76, 20), "Demande de renouvellement") {
		t.Error("P does not postpone what comes first")
	}
}

func TestWhatIsDueIsAwaitedWithTheDatesThatPeopleSet(t *testing.T) {
	v := scheduled()
	v.busy = true
	s := french(t, v, TabDates)
	s.Shows("Fournir l’attestation d’assurance")
	s.Hides("Le bailleur informe le préfet")
	v.busy = false
	s.Do(s.page.Update(nav.Changed{Cases: []model.ID{theCase}}))
	s.Shows("Demande de renouvellement de la mesure")
}

func TestTheHistoryTellsWhatWasSaidOfAComputedDate(t *testing.T) {
	s := french(t, scheduled(), TabPast)
	s.Shows("échéance faite · Attestation d’assurance", "Preuve", "Visite à domicile 17 nov.")
	s.Press("enter")
	if !s.page.Typing() {
		t.Error("Enter does not open what was said")
	}
}
