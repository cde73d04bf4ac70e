package convention

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
)

// said is what was said of a commitment of the convention of a household.
func (s *stage) said(r *row, code string) model.Commitment {
	k, _ := s.vault.cases[r.Case].Commitment(model.CommitmentID(model.AgreementID("convention", 1), code))
	return k
}

// route is where the page last asked to go.
func (s *stage) route() nav.Route {
	s.T.Helper()
	if len(s.Sent) == 0 {
		s.T.Fatal("nothing was asked for")
	}
	open, ok := s.Sent[len(s.Sent)-1].(nav.Open)
	if !ok {
		s.T.Fatalf("%#v is no way to a page", s.Sent[len(s.Sent)-1])
	}
	return open.Route
}

// labels are the keys of the hint bar and what they do here.
func (s *stage) labels() string {
	var list []string
	for _, b := range s.page.Keys() {
		if b.Hint {
			list = append(list, b.Keys[0]+" "+b.Label)
		}
	}
	return strings.Join(list, ", ")
}

func TestSpaceTicksACommitmentWithTodaysDateAndOpensItAgain(t *testing.T) {
	s := french(t)
	r := s.goTo("KOWALSKI", 1)
	s.Press("space")
	if k := s.said(r, "adherer"); k.State != model.CommitmentKept || k.On != today {
		t.Fatalf("%+v", k)
	}
	if want := "Tenu le lun. 23 nov. : à adhérer"; len(s.Effects) != 1 || !strings.HasPrefix(s.Effects[0], want) || !strings.Contains(s.Effects[0], "KOWALSKI") {
		t.Errorf("told %q", s.Effects)
	}
	s.Shows("KOWALSKI Łucja               ○ à signer [√]", "1/6", "3/4")
	s.Press("space")
	if k := s.said(r, "adherer"); !k.Open() {
		t.Errorf("%+v", k)
	}
	s.Shows("[○]", "2/4")
}

func TestACommitmentWithoutObjectAsksWhyAndLeavesTheSums(t *testing.T) {
	s := french(t)
	r := s.goTo("KOWALSKI", 4)
	s.Press("s", "enter") // no reason yet
	if !s.said(r, "procedures").Open() {
		t.Error("set aside without a reason")
	}
	s.Type("aucune procédure")
	s.Press("enter")
	if k := s.said(r, "procedures"); k.Skipped != today || k.Reason != "aucune procédure" {
		t.Errorf("%+v", k)
	}
	s.Shows("[◊]", "0/5", "◊ sans objet lun. 23 nov. · aucune procédure")
}

func TestACommitmentIsInDifficultyWithItsFactAndItsDate(t *testing.T) {
	for _, key := range []string{"e", "r"} {
		s := french(t)
		r := s.goTo("ŒUVRARD", 2)
		s.Press(key, "tab")
		for range 10 {
			s.Press("backspace")
		}
		s.Type("20/11")
		s.Press("tab")
		s.Type("Paul ŒUVRARD n’est pas venu")
		s.Press("enter")
		if k := s.said(r, "demarches"); k.State != model.CommitmentDifficulty || k.On != today.AddDays(-3) || k.Fact != "Paul ŒUVRARD n’est pas venu" {
			t.Fatalf("%+v", k)
		}
		s.Shows("[▲ 20 nov.]", "5/6", "▲ en difficulté ven. 20 nov. · Paul ŒUVRARD n’est pas venu")
	}
}

func TestAFactDatedAheadIsStoredAndToldToBeOdd(t *testing.T) {
	s := french(t)
	r := s.goTo("ŒUVRARD", 2)
	s.Press("e", "tab")
	for range 10 {
		s.Press("backspace")
	}
	s.Type("1/12/2026")
	s.Press("enter")
	if s.said(r, "demarches").On != today.AddDays(8) {
		t.Fatal("not stored")
	}
	if say, ok := s.Sent[len(s.Sent)-1].(nav.Say); !ok || say.Tone != nav.Warn || !strings.Contains(say.Text, "dans le futur") {
		t.Errorf("%+v", s.Sent)
	}
}

func TestACommitThatFailsIsNotTakenForTheNext(t *testing.T) {
	s := french(t)
	r := s.goTo("KOWALSKI", 1)
	s.Fail = errDisk
	s.Press("space")
	if !s.said(r, "adherer").Open() || len(s.Sent) > 0 {
		t.Fatal("the page acted on a commit that failed")
	}
	s.Fail = nil
	s.Press("space")
	if s.said(r, "adherer").State != model.CommitmentKept || len(s.page.asked) != 0 {
		t.Errorf("%d commits are waited for", len(s.page.asked))
	}
	s.Do(s.page.Update(nav.Committed{})) // of a page that was left and opened again
}

func TestANoteProvesACommitment(t *testing.T) {
	v := small()
	note := v.contact(v.order[3], today.AddDays(-13), "Budget revu ensemble")
	s := newStage(t, v, locale.French, 120, 30)
	r := s.goTo("KOWALSKI", 6)
	s.Press("n", "enter")
	if k := s.said(r, "orienter"); k.Contact != note || k.State != model.CommitmentKept || k.On != today.AddDays(-13) {
		t.Errorf("%+v", k)
	}
	s.Shows("[√]", "note du mar. 10 nov.")
	s.goTo("ORAZI", 2)
	s.Press("n")
	if got := s.route(); got.Page != nav.Note || got.Case != s.page.selected || len(s.Dialogs) > 0 {
		t.Errorf("without a note: %+v", got)
	}
}

func TestAPaperIsBegunAndSignedFromTheGrid(t *testing.T) {
	s := french(t)
	r := s.goTo("VIDAL", 3)
	if got := s.labels(); !strings.HasPrefix(got, "space commencer, enter ménage, ") {
		t.Errorf("keys: %s", got)
	}
	s.Shows("pas commencé", "manque : le ménage, Mistral Habitat")
	s.Press("space", "enter")
	s.Shows("VIDAL Lou                    ○ à signer", "[○]")
	s.Press("left", "left", "left", "space")
	s.Type("Lou VIDAL")
	s.Press("enter")
	signature, ok := s.vault.cases[r.Case].Signature(model.SignatureID(model.AgreementID("convention", 1), "household"))
	if !ok || signature.On != today || signature.Signer != "Lou VIDAL" {
		t.Errorf("%+v", signature)
	}
	s.Shows("[▲ 1 sur 4]", "manque : Mistral Habitat, Soligone, Cap")
}

func TestAVersionHoldsUntilTheNextIsSigned(t *testing.T) {
	v := small()
	v.paper(v.order[1], "convention", 2, both, 3)
	s := newStage(t, v, locale.French, 120, 30)
	s.goTo("ŒUVRARD", 0)
	s.Shows("[√ 2025]", "6/6", "version 1 · version 2 en préparation · ", "manque : Mistral Habitat, Soligone, Cap Habitat")
	for i := 1; i < 4; i++ {
		party := strings.Fields(both)[i]
		a := model.AgreementID("convention", 2)
		v.put(v.cases[v.order[1]].Put("paper.sign", model.SignatureID(a, party), &model.Signature{Agreement: a, Party: party, On: today}))
	}
	s.Do(s.page.Update(nav.Changed{Cases: v.order[1:2]}))
	s.Shows("[√ 23 nov.]", "0/6", "√ signé le lun. 23 nov. · version 2")
}

func TestWhatIsNotInTheVersionCannotBeTicked(t *testing.T) {
	s := french(t)
	s.goTo("D’AMICO", 5)
	if got := s.labels(); !strings.HasPrefix(got, "enter ménage, o ") {
		t.Errorf("keys: %s", got)
	}
	s.Shows("pas dans cette version du papier")
}

func TestEnterOpensTheHouseholdOnTheCell(t *testing.T) {
	convention := model.AgreementID("convention", 1)
	for _, c := range []struct {
		name, row string
		col       int
		key       string
		want      nav.Route
	}{
		{"on a commitment", "ORAZI", 2, "enter", nav.Route{Arg: "papers", Record: model.CommitmentID(convention, "demarches")}},
		{"on the paper", "ORAZI", 0, "enter", nav.Route{Arg: "papers", Record: convention}},
		{"on a paper that is not begun", "VIDAL", 2, "enter", nav.Route{Arg: "papers"}},
	} {
		s := french(t)
		r := s.goTo(c.row, c.col)
		s.Press(c.key)
		c.want.Page, c.want.Case = nav.Household, r.Case
		if got := s.route(); got != c.want {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
	s := french(t)
	s.sheet("securisation", "orientation")
	r := s.goTo("VIDAL", 1)
	s.Press("enter")
	if got := s.route(); got != (nav.Route{Page: nav.Household, Case: r.Case, Arg: "steps", Record: model.DerivedID(model.KindStep, "public_verifie")}) {
		t.Errorf("on a step: %+v", got)
	}
}

func TestTheFilterKnowsNameAgencyPhaseAndWorker(t *testing.T) {
	for typed, want := range map[string]string{
		"orazi": "ORAZI", "oeuvrard": "ŒUVRARD", "ben said": "D’AMICO", "carpen": "ŒUVRARD", "veille": "D’AMICO VIDAL",
		"roquebrane cavaillon": "KOWALSKI", "rien": "",
	} {
		s := french(t)
		s.Press("f")
		s.Type(typed)
		var got []string
		for _, r := range s.page.list.shown {
			name, _, _ := strings.Cut(strings.ReplaceAll(r.Name, "-", " "), " ")
			got = append(got, name)
		}
		if slices.Sort(got); strings.Join(got, " ") != want {
			t.Errorf("%q: %v", typed, got)
		}
	}
	s := french(t)
	s.Press("f")
	s.Type("zzz")
	s.Shows("Aucun ménage ne correspond", "5 ménages cachés")
	s.Press("esc")
	s.Shows("5 ménages", "ORAZI")
	if !s.page.Typing() {
		t.Error("one step back left the field too")
	}
	s.Press("esc", "s")
	if s.page.Typing() {
		t.Error("the field is still typed into")
	}
}

func TestRowsFollowTheirCases(t *testing.T) {
	s := french(t)
	r := s.goTo("ORAZI", 2)
	later := func(want int) {
		t.Helper()
		if s.page.list.later != want {
			t.Errorf("%d are not there yet, want %d", s.page.list.later, want)
		}
	}
	later(1)
	haddad := s.vault.order[5]
	ids := s.vault.put(s.vault.cases[haddad].Put("phase.enter", s.vault.NewID(), &model.PhaseEntry{Phase: "accompagnement", Since: today}))
	s.Do(s.page.Update(nav.Changed{Cases: ids}))
	later(0)
	s.Shows("HADDAD", "6 ménages")
	h := s.vault.cases[r.Case].Header()
	h.Closed = today
	ids = s.vault.put(s.vault.cases[r.Case].Put("case.close", r.Case, &h))
	s.Do(s.page.Update(nav.Changed{Cases: ids}))
	s.Hides("ORAZI")
	s.Do(s.page.Update(nav.Changed{Cases: []model.ID{{9}, workerID}})) // no case of ours
	s.Shows("5 ménages")
}

func TestUntilWhatIsDueIsKnownRowsAreByName(t *testing.T) {
	v := small()
	known := v.outlooks
	v.outlooks = nil
	s := newStage(t, v, locale.French, 120, 30)
	s.sheet("securisation", "orientation")
	if r := s.page.list.shown[0]; !strings.HasPrefix(r.Name, "D’AMICO") {
		t.Errorf("%s comes first", r.Name)
	}
	s.goTo("HADDAD", 2)
	s.Shows("[○]")
	v.outlooks = known
	s.Do(s.page.Update(nav.Changed{Cases: slices.Concat(v.order, make([]model.ID, maxSingly))}))
	if r := s.page.list.shown[0]; !strings.HasPrefix(r.Name, "HADDAD") {
		t.Errorf("%s comes first", r.Name)
	}
	if r, _, _ := s.page.current(); !strings.HasPrefix(r.Name, "HADDAD") {
		t.Errorf("the cursor went to %s", r.Name)
	}
}

func TestTwoValuesAtOnceAreToldForAPersonToSettle(t *testing.T) {
	v := small()
	id := v.order[3]
	base, k := v.cases[id], model.Commitment{Agreement: model.AgreementID("convention", 1), Code: "adherer", State: model.CommitmentKept, On: today}
	one := must(base.Put("commitment.edit", model.CommitmentID(k.Agreement, k.Code), &k))
	k.State = model.CommitmentBroken
	two := must(base.Put("commitment.edit", model.CommitmentID(k.Agreement, k.Code), &k))
	v.commit(one, two)
	s := newStage(t, v, locale.French, 120, 30)
	s.goTo("KOWALSKI", 1)
	s.Shows("▲ deux valeurs en même temps")
}

func TestThePaperOrPhaseIsChosen(t *testing.T) {
	s := french(t)
	s.Press("o")
	s.Type("tripartite securisation")
	if box := s.Dialogs[0].View(100, 30); !strings.Contains(box, "4 ménages") {
		t.Errorf("the closed household counts, or one is missing:\n%s", box)
	}
	s.Press("enter", "o")
	s.Type("convention sauvegarde")
	s.Press("enter")
	s.Shows("Convention tripartite · 1 ménage · Bail de sauvegarde", "LAVOUTENC", "▲ 2 sur 3", "R138")
	s.Press("o")
	s.Type("etapes veille")
	s.Press("enter")
	s.Shows("Veille sociale de 24 mois · 2 ménages · Bail de sécurisation")
}

func TestNamesAreMaskedEverywhere(t *testing.T) {
	s := french(t)
	s.names.Masked = true
	s.Do(s.page.Update(nav.Changed{}))
	s.goTo("ORAZI", 2)
	s.Hides("ORAZI", "Lina", "KOWALSKI")
	s.Shows("L. O. absente à deux rendez-vous")
}

func TestTheMouseSelectsAndOpens(t *testing.T) {
	s := french(t)
	lines := strings.Split(s.Screen(), "\n")
	y := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, "ŒUVRARD") })
	s.Do(s.page.Update(nav.Click{X: 75, Y: y}))
	if r, col, _ := s.page.current(); !strings.HasPrefix(r.Name, "ŒUVRARD") || s.page.list.sheet.columns[col].pledge.Code != "procedures" {
		t.Errorf("%s, column %d", r.Name, col)
	}
	s.Do(s.page.Update(nav.Click{X: 75, Y: y, Double: true}))
	if got := s.route(); got.Page != nav.Household {
		t.Errorf("%+v", got)
	}
	before := s.page.selected
	s.Do(s.page.Update(nav.Click{X: 75, Y: 2}))
	s.Do(s.page.Update(nav.Click{X: 75, Y: 25}))
	if s.page.selected != before {
		t.Error("a click beside the rows moved the cursor")
	}
	s.Do(s.page.Update(nav.Wheel{Delta: -1}))
	if s.page.selected == before {
		t.Error("the wheel does nothing")
	}
}

func TestAPasteIsOfferedAsANoteOrGoesToTheFilter(t *testing.T) {
	s := french(t)
	s.goTo("ORAZI", 1)
	s.Do(s.page.Update(tea.PasteMsg{Content: "Vu Lina ce matin."}))
	if len(s.Dialogs) != 1 || !strings.Contains(s.Dialogs[0].View(100, 30), "Vu Lina ce matin.") {
		t.Fatal("nothing is offered")
	}
	s.Press("esc", "f")
	s.Do(s.page.Update(tea.PasteMsg{Content: "vidal"}))
	if s.page.filter.Value() != "vidal" || len(s.page.list.shown) != 1 {
		t.Errorf("the filter is %q", s.page.filter.Value())
	}
}

func TestAHouseholdsPageGoesThroughTheRows(t *testing.T) {
	s := french(t)
	s.Press("f")
	s.Type("veille")
	if order := s.page.Order(); len(order) != 2 || order[0] != s.page.list.shown[0].Case {
		t.Errorf("%v", order)
	}
}
