package household

import (
	"slices"
	"strings"
	"testing"

	"seuil/model"
	"seuil/ui/nav"
)

// told is the landlord's side of a household of which she was told all that may be, with a note of her own.
func told() *fakeVault {
	from := walked()
	note := model.Contact{Kind: model.HomeVisit, Date: today.AddDays(-4), Facts: "Dort mal.", Shareable: "Le loyer de novembre est payé.", ReadBack: true}
	id := from.contact(note)
	consent := model.Consent{Purpose: model.PurposeReview, Basis: model.BasisConsent, Fields: []string{"contact.shareable", "member.role", "member.birth"}, On: today}
	from.commit(must(from.cases[theCase].Put("liaison.consent", from.NewID(), &consent)))
	task := from.task(model.Task{Label: "Voir l’addictologue", Due: today.AddDays(3), At: model.NewClock(14, 30)})
	x := model.Extract(from.cases[theCase], nil, model.Link{Case: theCase, To: maelle, Key: model.ID{1}},
		model.Liaison{To: maelle, Landlord: "Mistral Habitat", Association: "Soligone", Worker: "Yanis Dorvaux"},
		model.Allowance{Purpose: model.PurposeReview, Fields: model.Tellable(), Notes: []model.ID{id}, Meetings: []model.ID{task}, On: today})
	v := newVault()
	v.own = true
	v.commit(x.Writes...)
	own := &model.Case{ID: theOwn}
	v.commit(must(own.Put("note.add", theOwn, &model.Companion{Main: theCase})),
		must(own.Put("note.add", v.NewID(), &model.Contact{Kind: model.PhoneCall, Date: today.AddDays(-1), Facts: "Rappeler l’agence d’Apt."})))
	return v
}

func TestOnTheLandlordsSideNothingCanBeWrittenButAnAnswerAndAPrivateNote(t *testing.T) {
	s := french(t, told(), TabThread)
	keys := func() (list []string) {
		for _, b := range s.page.Keys() {
			list = append(list, b.Keys...)
		}
		return list
	}
	for i, name := range tabNames {
		s.page.show(i)
		for _, k := range []string{"e", "p", "r", "l", "space"} {
			if slices.Contains(keys(), k) {
				t.Errorf("%s: %s is bound", name, k)
			}
		}
		if !slices.Contains(keys(), "b") || !slices.Contains(keys(), "n") {
			t.Errorf("%s: she can neither answer nor note", name)
		}
	}
	s.page.show(0)
	s.Press("home")
	s.Shows("Rappeler l’agence d’Apt.", "SYNTHÈSE DE L’ASSOCIATION", "Le loyer de novembre est payé.", "● Rendez-vous annoncé : jeu. 26 nov. 14:30")
	s.Hides("addictologue", "Dort mal")
	if !slices.Contains(keys(), "enter") {
		t.Error("her own note cannot be corrected")
	}
	s.Press("down")
	if slices.Contains(keys(), "enter") || slices.Contains(keys(), "delete") {
		t.Error("the association’s summary can be corrected")
	}
	before := len(s.Sent)
	s.Do(s.page.Update(nav.Click{Y: headRows + 3, Double: true}))
	if len(s.Sent) != before {
		t.Error("a double click opens it")
	}
}

func TestWhatTheLandlordWasNotToldDoesNotShowAsNotDone(t *testing.T) {
	s := french(t, told(), TabSteps)
	if screen := s.Plain(); strings.Contains(screen, "à faire") || !strings.Contains(screen, "√") {
		t.Errorf("the steps:\n%s", screen)
	}
	s = french(t, told(), TabPapers)
	s.Shows("L’association n’en a rien transmis.", "[Conventions]")
	s.Hides("0/4")
}
