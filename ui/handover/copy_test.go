package handover

import (
	"crypto/ed25519"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/store"
	"seuil/store/bundle"
	"seuil/store/storetest"
	"seuil/ui/locale"
	"seuil/ui/uitest"
)

// met is a correspondent whose words were compared.
func met(t testing.TB, name, association string, worker model.ID, apart bool) store.Peer {
	t.Helper()
	key, err := bundle.NewKey(model.ID{1})
	if err != nil {
		t.Fatal(err)
	}
	card, err := bundle.NewCard(bundle.Holder{Name: name, Association: association, Role: model.RoleASS, Worker: worker},
		ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)), key.Recipient(), nil, storetest.Noon)
	if err != nil {
		t.Fatal(err)
	}
	return store.Peer{Device: card.Device(), Card: card, Verified: true, Apart: apart}
}

// zoe is somebody of another association that is no part of the team.
var zoe = model.ID{0xDD}

// copying is the stage with a household that has something in every part, and the parts before it.
func copying(t testing.TB, lang locale.Lang, w, h int) *stage {
	t.Helper()
	s := newStage(t, lang, w, h)
	s.s.met = []store.Peer{met(t, "Zoé Arnaud", "Cap Habitat", zoe, true), met(t, "Hélène Castagnol", "Mistral Habitat", model.ID{0xCC}, true)}
	c := s.s.Case(s.id)
	put := func(w model.Write, ok bool) { storetest.Commit(t, s.s.Vault, w) }
	put(c.Put("dwelling.add", s.s.NewID(), &model.Dwelling{Address: "12 rue des Tilleuls", Commune: "Apt", Rent: 35240, Access: "code 12B"}))
	put(c.Put("case.new", s.s.NewID(), &model.PhaseEntry{Phase: "accompagnement", Since: today.AddDays(-40)}))
	put(c.Put("note.add", s.s.NewID(), &model.Contact{Kind: model.HomeVisit, Date: today.AddDays(-2), Worker: s.s.Vault.Me().ID, Facts: "dort mal", Present: "AS de secteur",
		Shareable: "Le loyer de novembre est payé.", ReadBack: true}))
	put(c.Put("liaison.consent", s.s.NewID(), &model.Consent{Purpose: model.PurposeReview, Basis: model.BasisConsent, On: today}))
	s.open(lang, w, h)
	return s
}

// to begins to propose to somebody by her name.
func (s *stage) to(name string) {
	s.press("p")
	s.typed(name)
	s.press("enter")
}

func TestScreensOfACopy(t *testing.T) {
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		for name, size := range map[string][2]int{"80": {80, 24}, "120": {120, 30}} {
			s := copying(t, lang, size[0], size[1])
			s.to("zoé")
			uitest.Golden(t, "choose_"+string(lang)+"_"+name, s.screen())
			s.press("enter")
			uitest.Golden(t, "values_"+string(lang)+"_"+name, s.screen())
			s.press("enter")
			s.typed("déménage à Orange")
			s.press("enter")
			uitest.Golden(t, "proposed_"+string(lang)+"_"+name, s.screen())
			given := s.id
			s.asTaker(lang, size[0], size[1])
			uitest.Golden(t, "arrived_"+string(lang)+"_"+name, s.screen())
			s.press("o")
			uitest.Golden(t, "came_"+string(lang)+"_"+name, s.screen())
			s.id = given
			s.open(lang, size[0], size[1])
			uitest.Golden(t, "taken_"+string(lang)+"_"+name, s.screen())
		}
	}
}

// asTaker sits down before the copy, as she to whom it is proposed.
func (s *stage) asTaker(lang locale.Lang, w, h int) {
	s.t.Helper()
	given, ok := s.s.Case(s.id).Proposal()
	if !ok {
		s.t.Fatal("nothing is proposed")
	}
	passage, _ := s.s.Case(given.Passage).Passage()
	s.id = passage.Copy
	s.s.me = model.Worker{ID: zoe, Name: "Zoé Arnaud", Role: model.RoleASS, Organisation: "cap-habitat"}
	s.open(lang, w, h)
}

func TestOnlyWhatIsTickedGoesToAnotherAssociationAndTheTextSaysWhatStays(t *testing.T) {
	s := copying(t, locale.French, 120, 60)
	s.to("zoé")
	s.shows("[√] Le logement", "[ ] La situation", "[√] Synthèse", "[ ] Note entière")
	s.press("down", "space", "enter") // the dwelling stays
	s.shows("personne · Nom : FONTARÈDE", "De qui : note de Maëlle Roquebrane, Soligone, 21/11/2026", "Synthèse partageable : Le loyer de novembre est payé.",
		"Pas choisi, car la suite n’en a pas besoin : le logement ; la situation", "3 notes restent ici", "De 1 note ne part que la synthèse", "1 accord du ménage reste ici")
	s.press("enter")
	s.typed("déménage à Orange")
	s.press("enter")
	h, ok := s.s.Case(s.id).Proposal()
	if !ok || h.To != zoe || h.Name != "Zoé Arnaud, Cap Habitat" || h.Passage.IsZero() {
		t.Fatalf("%+v", h)
	}
	s.asTaker(locale.French, 120, 60)
	c := s.s.Case(s.id)
	if len(c.Dwellings()) != 0 || len(c.Contacts()) != 1 || c.Contacts()[0].Facts != "" || c.Name() != "FONTARÈDE Inès" {
		t.Errorf("%+v %+v", c.Dwellings(), c.Contacts())
	}
	for r := range c.EachRecord() {
		for _, name := range r.FieldNames() {
			for _, secret := range []string{"Tilleuls", "code 12B", "secret de la note", "à moi seule", "dort mal", "AS de secteur"} {
				if strings.Contains(r.Value(name), secret) {
					t.Errorf("%q is in %s.%s", secret, r.Kind, name)
				}
			}
		}
	}
	passage := s.s.Case(h.Passage)
	if p, _ := passage.Passage(); strings.Contains(p.Pack, "AS de secteur") || !strings.Contains(p.Pack, "Rappeler EDF") {
		t.Errorf("the text that goes along: %s", p.Pack)
	}
}

func TestAFieldThatIsTakenOutStays(t *testing.T) {
	s := copying(t, locale.French, 120, 60)
	s.to("zoé")
	s.press("enter")
	for !strings.Contains(s.selected(), "Financement") && !strings.Contains(s.selected(), "Agence") {
		s.press("down")
	}
	s.press("space")
	s.shows("1 rubrique a été retirée de l’envoi")
	if strings.Contains(s.screen(), "Agence :") {
		t.Error("what was taken out still shows")
	}
}

// selected is the line under the cursor.
func (s *stage) selected() string {
	lines := strings.Split(s.screen(), "\n")
	return lines[slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "►") })]
}

func TestTheAnswerOfAnotherAssociationIsToldAndClosesTheCaseWhenItIsNoted(t *testing.T) {
	for name, accept := range map[string]bool{"accepted": true, "refused": false} {
		s := copying(t, locale.French, 120, 60)
		s.to("zoé")
		s.press("enter", "enter")
		s.typed("déménage à Orange")
		s.press("enter")
		given, me := s.id, s.s.me
		s.shows("Proposé le 23/11/2026", "Zoé Arnaud, Cap Habitat", "déménage à Orange")
		s.asTaker(locale.French, 120, 60)
		s.shows("Proposé le 23/11/2026 par Maëlle Roquebrane, Soligone : déménage à Orange", "Rappeler EDF")
		if accept {
			s.press("o")
			if h := s.s.Case(s.id).Header(); h.Lead != zoe || h.Operator != "cap-habitat" {
				t.Errorf("%s: %+v", name, h)
			}
			s.shows("Repris de Maëlle Roquebrane, Soligone")
		} else {
			s.press("n")
			if view := ansi.Strip(s.dialogs[0].View(80, 24)); !strings.Contains(view, "La copie reçue sera effacée d’ici pour de bon") {
				t.Errorf("asked:\n%s", view)
			}
			s.typed("déjà seize ménages")
			s.press("enter")
		}
		s.id, s.s.me = given, me
		s.open(locale.French, 120, 60)
		if accept {
			s.shows("a accepté ce ménage le 23/11/2026")
		} else {
			s.shows("a refusé ce ménage le 23/11/2026 : déjà seize ménages")
		}
		s.press("c")
		if _, open := s.s.Case(s.id).Proposal(); open || s.s.Case(s.id).Header().Closed.IsZero() == accept {
			t.Errorf("%s: %+v", name, s.s.Case(s.id).Header())
		}
		s.shows("Passations précédentes", "à Zoé Arnaud, Cap Habitat")
	}
}

func TestAColleagueWhoWasMetAndHasSentNothingYetCanTakeOver(t *testing.T) {
	s := copying(t, locale.French, 120, 60)
	nadia := model.ID{0xEE}
	s.s.met = []store.Peer{met(t, "Nadia Roux", "Soligone", nadia, false)}
	s.open(locale.French, 120, 60)
	s.to("nadia")
	s.typed("congé")
	s.press("enter")
	if h, ok := s.s.Case(s.id).Proposal(); !ok || h.To != nadia || h.Name != "Nadia Roux" || !h.Passage.IsZero() {
		t.Errorf("%+v", h)
	}
}

func TestWithinOneTeamSheWhoProposesChoosesBetweenTheCaseItselfAndACopy(t *testing.T) {
	s := copying(t, locale.French, 120, 60)
	s.s.met = []store.Peer{met(t, yanis.Name, "Cap Habitat", yanis.ID, false)}
	s.open(locale.French, 120, 60)
	s.to("yanis")
	if view := ansi.Strip(s.dialogs[0].View(100, 30)); !strings.Contains(view, "Le même dossier") || !strings.Contains(view, "Une copie choisie : Cap Habitat") {
		t.Fatalf("asked:\n%s", view)
	}
	s.press("m")
	s.typed("congé")
	s.press("enter")
	if h, ok := s.s.Case(s.id).Proposal(); !ok || !h.Passage.IsZero() || h.Name != yanis.Name {
		t.Errorf("the case itself: %+v", h)
	}
	s.to("yanis")
	s.press("c")
	s.shows("Copie pour Yanis Dorvaux, Cap Habitat")
	s.press("enter", "enter")
	s.typed("congé")
	s.press("enter")
	if h, ok := s.s.Case(s.id).Proposal(); !ok || h.Passage.IsZero() || len(s.s.Case(s.id).Handovers()) != 1 {
		t.Errorf("a copy: %+v", h)
	}
	s.press("s")
	if _, open := s.s.Case(s.id).Proposal(); open {
		t.Error("the proposal was not withdrawn")
	}
}

func TestThePackOfTheCaseItselfNamesThirdPartiesAndWhatIsNotSettled(t *testing.T) {
	s := copying(t, locale.French, 120, 60)
	s.shows("Qui d’autre a été rencontré", "AS de secteur : 1 contact, le 21/11/2026")
	c := s.s.Case(s.id)
	task := c.Tasks()[0]
	for _, label := range []string{"Rappeler Engie", "Rappeler EDF demain"} { // as two machines would that did not know of each other
		other := task
		other.Label = label
		w, _ := c.Put("task.edit", task.ID, &other)
		storetest.Commit(t, s.s.Vault, w)
	}
	s.open(locale.French, 120, 60)
	s.shows("1 saisie en double n’est pas réglée : elle passe avec le dossier")
	s.to("zoé")
	s.press("enter")
	s.shows("1 saisie en double n’est pas réglée : la valeur affichée part, l’autre reste")
}
