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
	s.t.Helper()
	if len(s.sent) == 0 {
		s.t.Fatal("nothing was asked for")
	}
	open, ok := s.sent[len(s.sent)-1].(nav.Open)
	if !ok {
		s.t.Fatalf("%#v is no way to a page", s.sent[len(s.sent)-1])
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
	s.press("space")
	if k := s.said(r, "adherer"); k.State != model.CommitmentKept || k.On != today {
		t.Fatalf("%+v", k)
	}
	if want := "Tenu le lun. 23 nov. : à adhérer"; len(s.effects) != 1 || !strings.HasPrefix(s.effects[0], want) || !strings.Contains(s.effects[0], "KOWALSKI") {
		t.Errorf("told %q", s.effects)
	}
	s.shows("KOWALSKI Łucja               ○ à signer [√]", "1/6", "3/4")
	s.press("space")
	if k := s.said(r, "adherer"); !k.Open() {
		t.Errorf("%+v", k)
	}
	s.shows("[○]", "2/4")
}

func TestACommitmentWithoutObjectAsksWhyAndLeavesTheSums(t *testing.T) {
	s := french(t)
	r := s.goTo("KOWALSKI", 4)
	s.press("s", "enter") // no reason yet
	if !s.said(r, "procedures").Open() {
		t.Error("set aside without a reason")
	}
	s.typed("aucune procédure")
	s.press("enter")
	if k := s.said(r, "procedures"); k.Skipped != today || k.Reason != "aucune procédure" {
		t.Errorf("%+v", k)
	}
	s.shows("[◊]", "0/5", "◊ sans objet lun. 23 nov. · aucune procédure")
}

func TestACommitmentIsInDifficultyWithItsFactAndItsDate(t *testing.T) {
	for _, key := range []string{"e", "r"} {
		s := french(t)
		r := s.goTo("ŒUVRARD", 2)
		s.press(key, "tab")
		for range 10 {
			s.press("backspace")
		}
		s.typed("20/11")
		s.press("tab")
		s.typed("Paul ŒUVRARD n’est pas venu")
		s.press("enter")
		if k := s.said(r, "demarches"); k.State != model.CommitmentDifficulty || k.On != today.AddDays(-3) || k.Fact != "Paul ŒUVRARD n’est pas venu" {
			t.Fatalf("%+v", k)
		}
		s.shows("[▲ 20 nov.]", "5/6", "▲ en difficulté ven. 20 nov. · Paul ŒUVRARD n’est pas venu")
	}
}

func TestAFactDatedAheadIsStoredAndToldToBeOdd(t *testing.T) {
	s := french(t)
	r := s.goTo("ŒUVRARD", 2)
	s.press("e", "tab")
	for range 10 {
		s.press("backspace")
	}
	s.typed("1/12/2026")
	s.press("enter")
	if s.said(r, "demarches").On != today.AddDays(8) {
		t.Fatal("not stored")
	}
	if say, ok := s.sent[len(s.sent)-1].(nav.Say); !ok || say.Tone != nav.Warn || !strings.Contains(say.Text, "dans le futur") {
		t.Errorf("%+v", s.sent)
	}
}

func TestACommitThatFailsIsNotTakenForTheNext(t *testing.T) {
	s := french(t)
	r := s.goTo("KOWALSKI", 1)
	s.fail = errDisk
	s.press("space")
	if !s.said(r, "adherer").Open() || len(s.sent) > 0 {
		t.Fatal("the page acted on a commit that failed")
	}
	s.fail = nil
	s.press("space")
	if s.said(r, "adherer").State != model.CommitmentKept || len(s.page.asked) != 0 {
		t.Errorf("%d commits are waited for", len(s.page.asked))
	}
	s.do(s.page.Update(nav.Committed{})) // of a page that was left and opened again
}

func TestANoteProvesACommitment(t *testing.T) {
	v := small(t)
	note := v.contact(v.order[3], today.AddDays(-13), "Budget revu ensemble")
	s := newStage(t, v, locale.French, 120, 30)
	r := s.goTo("KOWALSKI", 6)
	s.press("n", "enter")
	if k := s.said(r, "orienter"); k.Contact != note || k.State != model.CommitmentKept || k.On != today.AddDays(-13) {
		t.Errorf("%+v", k)
	}
	s.shows("[√]", "note du mar. 10 nov.")
	s.goTo("ORAZI", 2)
	s.press("n")
	if got := s.route(); got.Page != nav.Note || got.Case != s.page.selected || len(s.dialogs) > 0 {
		t.Errorf("without a note: %+v", got)
	}
}

func TestAPaperIsBegunAndSignedFromTheGrid(t *testing.T) {
	s := french(t)
	r := s.goTo("VIDAL", 3)
	if got := s.labels(); !strings.HasPrefix(got, "space commencer, enter ménage, ") {
		t.Errorf("keys: %s", got)
	}
	s.shows("pas commencé", "manque : le ménage, Mistral Habitat")
	s.press("space", "enter")
	s.shows("VIDAL Lou                    ○ à signer", "[○]")
	s.press("left", "left", "left", "space")
	s.typed("Lou VIDAL")
	s.press("enter")
	signature, ok := s.vault.cases[r.Case].Signature(model.SignatureID(model.AgreementID("convention", 1), "household"))
	if !ok || signature.On != today || signature.Signer != "Lou VIDAL" {
		t.Errorf("%+v", signature)
	}
	s.shows("[▲ 1 sur 4]", "manque : Mistral Habitat, Soligone, Cap")
}

func TestAVersionHoldsUntilTheNextIsSigned(t *testing.T) {
	v := small(t)
	v.paper(v.order[1], "convention", 2, both, 3)
	s := newStage(t, v, locale.French, 120, 30)
	s.goTo("ŒUVRARD", 0)
	s.shows("[√ 2025]", "6/6", "version 1 · version 2 en préparation · ", "manque : Mistral Habitat, Soligone, Cap Habitat")
	for i := 1; i < 4; i++ {
		party := strings.Fields(both)[i]
		a := model.AgreementID("convention", 2)
		v.put(v.cases[v.order[1]].Put("paper.sign", model.SignatureID(a, party), &model.Signature{Agreement: a, Party: party, On: today}))
	}
	s.do(s.page.Update(nav.Changed{Cases: v.order[1:2]}))
	s.shows("[√ 23 nov.]", "0/6", "√ signé le lun. 23 nov. · version 2")
}

func TestWhatIsNotInTheVersionCannotBeTicked(t *testing.T) {
	s := french(t)
	s.goTo("D’AMICO", 5)
	if got := s.labels(); !strings.HasPrefix(got, "enter ménage, o ") {
		t.Errorf("keys: %s", got)
	}
	s.shows("pas dans cette version du papier")
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
		s.press(c.key)
		c.want.Page, c.want.Case = nav.Household, r.Case
		if got := s.route(); got != c.want {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
	s := french(t)
	s.sheet("securisation", "orientation")
	r := s.goTo("VIDAL", 1)
	s.press("enter")
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
		s.press("f")
		s.typed(typed)
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
	s.press("f")
	s.typed("zzz")
	s.shows("Aucun ménage ne correspond", "5 ménages cachés")
	s.press("esc")
	s.shows("5 ménages", "ORAZI")
	if !s.page.Typing() {
		t.Error("one step back left the field too")
	}
	s.press("esc", "s")
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
	s.do(s.page.Update(nav.Changed{Cases: ids}))
	later(0)
	s.shows("HADDAD", "6 ménages")
	h := s.vault.cases[r.Case].Header()
	h.Closed = today
	ids = s.vault.put(s.vault.cases[r.Case].Put("case.close", r.Case, &h))
	s.do(s.page.Update(nav.Changed{Cases: ids}))
	s.hides("ORAZI")
	s.do(s.page.Update(nav.Changed{Cases: []model.ID{{9}, workerID}})) // no case of ours
	s.shows("5 ménages")
}

func TestUntilWhatIsDueIsKnownRowsAreByName(t *testing.T) {
	v := small(t)
	known := v.outlooks
	v.outlooks = nil
	s := newStage(t, v, locale.French, 120, 30)
	s.sheet("securisation", "orientation")
	if r := s.page.list.shown[0]; !strings.HasPrefix(r.Name, "D’AMICO") {
		t.Errorf("%s comes first", r.Name)
	}
	s.goTo("HADDAD", 2)
	s.shows("[○]")
	v.outlooks = known
	s.do(s.page.Update(nav.Changed{Cases: slices.Concat(v.order, make([]model.ID, maxSingly))}))
	if r := s.page.list.shown[0]; !strings.HasPrefix(r.Name, "HADDAD") {
		t.Errorf("%s comes first", r.Name)
	}
	if r, _, _ := s.page.current(); !strings.HasPrefix(r.Name, "HADDAD") {
		t.Errorf("the cursor went to %s", r.Name)
	}
}

func TestTwoValuesAtOnceAreToldForAPersonToSettle(t *testing.T) {
	v := small(t)
	id := v.order[3]
	base, k := v.cases[id], model.Commitment{Agreement: model.AgreementID("convention", 1), Code: "adherer", State: model.CommitmentKept, On: today}
	one := must(base.Put("commitment.edit", model.CommitmentID(k.Agreement, k.Code), &k))
	k.State = model.CommitmentBroken
	two := must(base.Put("commitment.edit", model.CommitmentID(k.Agreement, k.Code), &k))
	v.commit(one, two)
	s := newStage(t, v, locale.French, 120, 30)
	s.goTo("KOWALSKI", 1)
	s.shows("▲ deux valeurs en même temps")
}

func TestThePaperOrPhaseIsChosen(t *testing.T) {
	s := french(t)
	s.press("o")
	s.typed("tripartite securisation")
	if box := s.dialogs[0].View(100, 30); !strings.Contains(box, "4 ménages") {
		t.Errorf("the closed household counts, or one is missing:\n%s", box)
	}
	s.press("enter", "o")
	s.typed("convention sauvegarde")
	s.press("enter")
	s.shows("Convention tripartite · 1 ménage · Bail de sauvegarde", "LAVOUTENC", "▲ 2 sur 3", "R138")
	s.press("o")
	s.typed("etapes veille")
	s.press("enter")
	s.shows("Veille sociale de 24 mois · 2 ménages · Bail de sécurisation")
}

func TestNamesAreMaskedEverywhere(t *testing.T) {
	s := french(t)
	s.names.Masked = true
	s.do(s.page.Update(nav.Changed{}))
	s.goTo("ORAZI", 2)
	s.hides("ORAZI", "Lina", "KOWALSKI")
	s.shows("L. O. absente à deux rendez-vous")
}

func TestTheMouseSelectsAndOpens(t *testing.T) {
	s := french(t)
	lines := strings.Split(s.screen(), "\n")
	y := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, "ŒUVRARD") })
	s.do(s.page.Update(nav.Click{X: 75, Y: y}))
	if r, col, _ := s.page.current(); !strings.HasPrefix(r.Name, "ŒUVRARD") || s.page.list.sheet.columns[col].pledge.Code != "procedures" {
		t.Errorf("%s, column %d", r.Name, col)
	}
	s.do(s.page.Update(nav.Click{X: 75, Y: y, Double: true}))
	if got := s.route(); got.Page != nav.Household {
		t.Errorf("%+v", got)
	}
	before := s.page.selected
	s.do(s.page.Update(nav.Click{X: 75, Y: 2}))
	s.do(s.page.Update(nav.Click{X: 75, Y: 25}))
	if s.page.selected != before {
		t.Error("a click beside the rows moved the cursor")
	}
	s.do(s.page.Update(nav.Wheel{Delta: -1}))
	if s.page.selected == before {
		t.Error("the wheel does nothing")
	}
}

func TestAPasteIsOfferedAsANoteOrGoesToTheFilter(t *testing.T) {
	s := french(t)
	s.goTo("ORAZI", 1)
	s.do(s.page.Update(tea.PasteMsg{Content: "Vu Lina ce matin."}))
	if len(s.dialogs) != 1 || !strings.Contains(s.dialogs[0].View(100, 30), "Vu Lina ce matin.") {
		t.Fatal("nothing is offered")
	}
	s.press("esc", "f")
	s.do(s.page.Update(tea.PasteMsg{Content: "vidal"}))
	if s.page.filter.Value() != "vidal" || len(s.page.list.shown) != 1 {
		t.Errorf("the filter is %q", s.page.filter.Value())
	}
}

func TestAHouseholdsPageGoesThroughTheRows(t *testing.T) {
	s := french(t)
	s.press("f")
	s.typed("veille")
	if order := s.page.Order(); len(order) != 2 || order[0] != s.page.list.shown[0].Case {
		t.Errorf("%v", order)
	}
}
