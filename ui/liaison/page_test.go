package liaison

import (
	"slices"
	"strings"
	"testing"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

// review chooses the second purpose, the interim review.
var review = []string{"i", "down", "enter"}

func TestScreens(t *testing.T) {
	states := []struct {
		name  string
		vault func(testing.TB) *fakeVault
		keys  []string
	}{
		{"blank", lived, nil},
		{"choose_without_consent", lived, review},
		{"choose", agreedTo, review},
		{"values", agreedTo, append(slices.Clone(review), "pgdown", "space", "up", "up", "space", "up", "up", "up", "up", "space", "enter", "pgdown", "pgdown")},
		{"taken_back", lapsed, append(slices.Clone(review), "enter", "pgdown")},
		{"register", told, nil},
		{"consent", lived, []string{"a", "down", "enter"}},
		{"retracted", retracted, nil},
		{"landlord", answered, nil},
		{"answer", answered, []string{"r"}},
	}
	for _, state := range states {
		eachSize(t, func(t *testing.T, name string, lang locale.Lang, w, h int) {
			v := state.vault(t)
			id := theCase
			if state.vault != nil && v.me.ID == helene {
				id = v.cases[theCase].Links()[0].Case
			}
			s := newStage(t, v, lang, w, h, id)
			s.Press(state.keys...)
			uitest.Golden(t, state.name+"_"+name, s.Screen())
		})
	}
}

// told is the household of which the landlord was told something, which was then taken back.
func told(t testing.TB) *fakeVault {
	v := agreedTo(t)
	s := french(t, v)
	s.Press(append(slices.Clone(review), "enter", "enter")...)
	s.Press(append(slices.Clone(review), "pgdown", "space", "enter", "enter")...)
	h := model.NewHistory(model.ID{0xD1}, v.changes)
	step, ok := h.Undo(0)
	if !ok {
		t.Fatal("nothing to undo")
	}
	writes, _ := step.Reverse(model.ActUndo, v.Case)
	v.commit(t, writes...)
	return v
}

// tellAll tells the landlord all that the consent allows, and of the meeting.
func tellAll(t testing.TB, v *fakeVault) {
	t.Helper()
	s := french(t, v)
	s.Press(review...)
	for i := range s.page.tell.choices {
		if c := &s.page.tell.choices[i]; !c.barred {
			c.ticked = true
		}
	}
	s.Press("enter", "enter")
}

// lapsed is the household of which the landlord was told on a consent that has ended since.
func lapsed(t testing.TB) *fakeVault {
	v := agreedTo(t)
	tellAll(t, v)
	k := v.cases[theCase].Consents()[0]
	k.Until = today.AddDays(-1)
	w, _ := v.cases[theCase].Put("liaison.consent", k.ID, &k)
	task := v.cases[theCase].Tasks()[0]
	task.Done = today
	done, _ := v.cases[theCase].Put("task.done", task.ID, &task)
	v.commit(t, w, done)
	return v
}

// retracted is the household of which a note was retracted on a machine that did not know that the landlord has its synthèse.
func retracted(t testing.TB) *fakeVault {
	v := agreedTo(t)
	tellAll(t, v)
	v.commit(t, v.cases[theCase].Retract("note.retract", model.KindContact, theNote(v))...)
	return v
}

// theNote is the note whose synthèse may be told.
func theNote(v *fakeVault) model.ID {
	list := v.cases[theCase].Contacts()
	return list[slices.IndexFunc(list, func(k model.Contact) bool { return k.ReadBack })].ID
}

// answered is the landlord's vault, with an answer of hers.
func answered(t testing.TB) *fakeVault {
	v := agreedTo(t)
	tellAll(t, v)
	v.me = model.Worker{ID: helene, Name: "Hélène Castagnol", Role: model.RoleCESF}
	id := v.cases[theCase].Links()[0].Case
	w, _ := v.cases[id].Put("liaison.reply", v.NewID(), &model.Reply{Sort: model.ReplyDecision, Text: "Mutation acceptée vers un T4.", On: today, By: "Hélène Castagnol"})
	v.commit(t, w)
	return v
}

func TestTellingTakesEveryStepInSightAndOneCommit(t *testing.T) {
	v := agreedTo(t)
	s := french(t, v)
	s.Press(review...)
	s.Shows("Pour Hélène Castagnol, Mistral Habitat · Bilan d’étape", "accord du ménage · composition, synthèses relues", "[√] Le logement", "[ ] La composition du ménage", "◊ Les coordonnées", "il faut un accord")
	s.Press("pgdown", "space", "enter")
	s.Shows("Voici les", "Ménage : FONTARÈDE Inès")
	if screen := s.Screen(); strings.Contains(screen, "dort mal") || strings.Contains(screen, "Noa") {
		t.Errorf("more shows than leaves:\n%s", screen)
	}
	for range 40 {
		s.Press("down")
	}
	s.Shows("réparée avant l’hiver.", "Synthèse du : 17/11/2026")
	s.Press("enter")
	s.Says("valeurs pour Hélène Castagnol : Échanges les envoie.")
	c := v.cases[theCase]
	left := c.Disclosures()
	if len(left) != 1 || left[0].To != "Hélène Castagnol, Mistral Habitat" || left[0].Purpose != model.PurposeReview || left[0].Consent != c.Consents()[0].ID || len(left[0].Digest) != 64 {
		t.Fatalf("%+v", left)
	}
	liaison := v.cases[left[0].Liaison]
	if liaison == nil || liaison.Name() != "FONTARÈDE Inès" || len(liaison.Contacts()) != 1 || liaison.Header().Situation != "" {
		t.Errorf("the landlord's copy: %+v", liaison)
	}
	for _, ch := range v.changes {
		if ch.Act != model.ActTell {
			t.Errorf("%s is not part of one act", ch.Act)
		}
	}
	s.Shows("Registre de ce qui est parti", "Bilan d’étape", "synthèses relues")
	s.Press(append(slices.Clone(review), "pgdown", "space", "enter", "enter")...)
	s.Says("Le bailleur sait déjà tout cela")
}

func TestAFieldIsTakenOutAmongTheValues(t *testing.T) {
	s := french(t, lived(t))
	s.Press(append(slices.Clone(review), "enter")...)
	i := slices.IndexFunc(s.page.tell.x.Told, func(v model.Told) bool { return v.Kind == model.KindDwelling && v.Name == "rent" })
	s.page.tell.pick(i)
	s.Press("space", "enter")
	left := s.v.cases[theCase].Disclosures()
	if slices.Contains(left[0].Fields, "dwelling.rent") || !slices.Contains(left[0].Fields, "dwelling.address") || !left[0].Consent.IsZero() {
		t.Errorf("%+v", left[0])
	}
	s.Press(append(slices.Clone(review), "enter")...)
	s.Press("space")
	s.Says("Cette ligne part avec le reste")
}

func TestWhatHasNoConsentCannotBeTickedAndOneConsentOpensOnePurpose(t *testing.T) {
	v := lived(t)
	s := french(t, v)
	s.Press(append(slices.Clone(review), "pgdown", "space")...)
	s.Says("Il faut un accord")
	s.Press("esc", "a", "down", "enter") // for the review
	for range 5 {
		s.Press("tab")
	}
	s.Type("oui")
	s.Press("ctrl+s")
	s.Says("Accord noté : Bilan d’étape.")
	k := v.cases[theCase].Consents()
	if len(k) != 1 || !k[0].Allows(model.Shareable()) || len(k[0].Fields) != 1 || k[0].On != today {
		t.Fatalf("%+v", k)
	}
	s.Press(append(slices.Clone(review), "pgdown", "space")...)
	if c := s.page.tell.choices; !c[len(c)-1].ticked {
		t.Error("the note cannot be ticked in spite of the consent")
	}
	s.Press("esc", "i", "enter", "pgdown", "space") // the first purpose
	s.Says("Il faut un accord")
	s.Press("esc", "s", "enter")
	s.Says("Accord terminé.")
	if held := s.page.held(); len(held) != 0 {
		t.Errorf("%+v still holds", held)
	}
}

func TestOfAMeetingTheDayAndTheHourLeaveAndStayTickedUntilItIsOver(t *testing.T) {
	v := lived(t)
	s := french(t, v)
	s.Press(review...)
	s.Shows("[ ] Rendez-vous jeu. 26 nov. à 14:30 : Voir l’addictologue", "date seule")
	at := slices.IndexFunc(s.page.tell.choices, func(c choice) bool { return !c.meeting.IsZero() })
	s.page.tell.pick(at)
	s.Press("space", "enter", "pgdown", "pgdown")
	s.Shows("Rendez-vous le : 26/11/2026", "Heure : 14:30", "Étape : Premier entretien", "Étape faite le : 14/10/2026")
	if strings.Contains(s.Screen(), "addictologue") {
		t.Errorf("more shows than leaves:\n%s", s.Screen())
	}
	s.Press("space")
	s.Says("Cette ligne part avec le reste")
	s.Press("enter")
	c := v.cases[theCase]
	liaison := v.cases[c.Disclosures()[0].Liaison]
	if got := liaison.Meetings(); len(got) != 1 || got[0].On != today.AddDays(3) || len(liaison.Tasks()) != 0 {
		t.Errorf("the landlord's copy: %+v %+v", got, liaison.Tasks())
	}
	s.Shows("étapes, rendez-vous")
	s.Press(review...)
	if !s.page.tell.choices[at].ticked {
		t.Error("telling something else would take the meeting back")
	}
	s.page.tell.pick(at)
	s.Press("space", "enter", "pgdown", "pgdown")
	s.Shows("Retiré : un rendez-vous qui ne tient plus")
}

func TestWhatIsToldAgainIsTickedAsItWasTold(t *testing.T) {
	v := agreedTo(t)
	tellAll(t, v)
	s := french(t, v)
	s.Press(append(slices.Clone(review), "enter")...)
	for _, told := range s.page.tell.x.Told {
		if !told.Known {
			t.Errorf("%s would change: %q", told.FieldRef, told.Value)
		}
	}
	s.Press("enter")
	s.Says("Le bailleur sait déjà tout cela")
}

func TestAConsentThatEndsTakesBackWhatItAloneAllowed(t *testing.T) {
	v := agreedTo(t)
	tellAll(t, v)
	s := french(t, v)
	s.Press("s", "enter")
	s.Says("L’envoi suivant reprend ce qu’il permettait.")
	liaison := v.cases[v.cases[theCase].Links()[0].Case]
	if len(liaison.Contacts()) != 0 || len(liaison.Members()) != 1 || liaison.Members()[0].Birth != "" || liaison.Members()[0].Last != "FONTARÈDE" {
		t.Errorf("the landlord still reads %+v %+v", liaison.Contacts(), liaison.Members())
	}
	for _, ch := range v.changes {
		if ch.Act != actWithdraw {
			t.Errorf("%s is not part of one act", ch.Act)
		}
	}
}

func TestWhatAConsentThatEndedAllowedCannotBeTickedBackIn(t *testing.T) {
	s := french(t, lapsed(t))
	s.Press(append(slices.Clone(review), "enter")...)
	s.page.tell.pick(slices.IndexFunc(s.page.tell.x.Told, func(v model.Told) bool { return v.Name == "birth" }))
	s.Press("space")
	s.Says("L’accord qui permettait de dire cela a pris fin")
	s.Press("enter")
	if liaison := s.v.cases[s.v.cases[theCase].Links()[0].Case]; len(liaison.Contacts()) != 0 || liaison.Members()[0].Birth != "" {
		t.Errorf("the landlord still reads %+v %+v", liaison.Contacts(), liaison.Members())
	}
}

func TestACopyThatOutlivedItsNoteIsRetractedToo(t *testing.T) {
	v := retracted(t)
	s := french(t, v)
	s.Shows("Le bailleur a encore une synthèse qui a été retirée d’ici", "Synthèse retirée pour de bon le 23/11/2026", "synthèses relues")
	s.Press("r")
	s.Says("Copie retirée.")
	if liaison := v.cases[v.cases[theCase].Links()[0].Case]; len(liaison.Contacts()) != 0 {
		t.Errorf("the landlord still reads %+v", liaison.Contacts())
	}
	if screen := s.Screen(); strings.Contains(screen, "encore une synthèse") || !strings.Contains(screen, "Synthèse retirée pour de bon") {
		t.Errorf("the register afterwards:\n%s", screen)
	}
	if slices.ContainsFunc(s.page.Keys(), func(b nav.Binding) bool { return slices.Contains(b.Keys, "r") }) {
		t.Error("there is still something to retract")
	}
}

func TestASynthesisThatWasNotReadTogetherCannotBeTicked(t *testing.T) {
	s := french(t, agreedTo(t))
	s.Press(append(slices.Clone(review), "pgdown", "up", "space", "enter")...)
	s.Says("n’a pas été relue avec le ménage")
	if screen := s.Screen(); strings.Contains(screen, "pas encore relu") {
		t.Error("it leaves all the same")
	}
}

func TestAConsentThatEndsWhileValuesShowTakesThemAway(t *testing.T) {
	v := agreedTo(t)
	s := french(t, v)
	s.Press(append(slices.Clone(review), "pgdown", "space", "enter")...)
	k := v.cases[theCase].Consents()[0]
	k.Until = today.AddDays(-1)
	w, _ := v.cases[theCase].Put("liaison.withdraw", k.ID, &k)
	s.Do(s.page.Update(nav.Changed{Cases: v.commit(t, w)}))
	s.Press("enter")
	left := v.cases[theCase].Disclosures()
	if slices.Contains(left[0].Fields, "contact.shareable") || !left[0].Consent.IsZero() {
		t.Errorf("the note left on a consent that had ended: %+v", left[0])
	}
}

func TestNothingBeginsWhileNamesAreMaskedOrNobodyCanBeTold(t *testing.T) {
	s := french(t, lived(t))
	s.names.Masked = true
	s.Press("i")
	s.Says("Les noms sont masqués")
	s.names.Masked, s.v.landlords = false, nil
	s.Press("i")
	s.Says("Aucune carte de bailleur vérifiée")
	s.v.card = nil
	s.Press("i")
	s.Says("pas encore de carte")
	if s.page.tell != nil {
		t.Error("the act has begun")
	}
	if s.Press("esc"); !s.back {
		t.Error("Esc does not leave")
	}
}

func TestTheLandlordAnswersAndTheTeamReadsIt(t *testing.T) {
	v := answered(t)
	id := v.cases[theCase].Links()[0].Case
	s := newStage(t, v, locale.French, 80, 24, id)
	s.Shows("Transmis par Maëlle Roquebrane, SOLIGONE", "Mutation acceptée")
	s.Press("r", "ctrl+s")
	s.Says("Sorte")
	s.Type("offre")
	s.Press("tab")
	s.Type("T4 rue des Écoles, visite jeudi")
	s.Press("ctrl+s")
	s.Says("Réponse écrite : offre de logement.")
	ours := french(t, v)
	ours.Shows("offre de logement (Hélène Castagnol)", "T4 rue des Écoles,")
	if replies := v.cases[id].Replies(); len(replies) != 2 {
		t.Errorf("%+v", replies)
	}
}

// Every field that may be told stands in one topic, so that ticking all topics forgets none, and a topic is either free or needs a
// consent as a whole.
func TestEveryFieldStandsInOneTopic(t *testing.T) {
	seen := make(map[model.FieldRef]bool)
	for _, topic := range topics() {
		if topic.name == "other" {
			t.Errorf("%v stand in no topic of their own", topic.fields)
		}
		for _, ref := range topic.fields {
			if seen[ref] || !slices.Contains(model.Tellable(), ref) {
				t.Errorf("%s stands twice, or may not be told", ref)
			}
			seen[ref] = true
			if amber := model.ClassOf(ref.Kind, ref.Name) != model.Green; amber != topic.amber() {
				t.Errorf("%s is in a topic of the other class", ref)
			}
		}
	}
	for _, ref := range model.Tellable() {
		if !seen[ref] {
			t.Errorf("%s stands in no topic", ref)
		}
	}
}

func TestEveryKeyIsOnceInTheTableAndOnAFrenchKeyboard(t *testing.T) {
	for _, keys := range [][]string{nil, review, append(slices.Clone(review), "enter"), {"a", "enter"}} {
		s := french(t, agreedTo(t))
		s.Press(keys...)
		seen := make(map[string]bool)
		for _, b := range s.page.Keys() {
			for _, k := range b.Keys {
				if seen[k] {
					t.Errorf("after %v, %s is bound twice", keys, k)
				}
				seen[k] = true
			}
		}
	}
}
