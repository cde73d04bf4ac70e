package household

import (
	"testing"

	"seuil/model"
	"seuil/ui/nav"
)

func TestTheHeadTellsThatTheHouseholdIsProposedToSomebodyElse(t *testing.T) {
	v := lived()
	v.commit(v.cases[theCase].Propose("handover.propose", v.NewID(), model.Handover{From: yanis, To: maelle, Proposed: today, Reason: "départ", Pack: "Rien"}, v.Case)...)
	french(t, v, TabThread).Shows("● proposé par Yanis D. : L répond") // it is she who sits there
	v.commit(v.cases[theCase].Answer("handover.refuse", false, "trop de ménages", "", today)...)
	french(t, v, TabThread).Hides("passation proposée")
}

func TestTheHistoryTellsOfLandlordAndHandoverInWords(t *testing.T) {
	v := lived()
	c := v.cases[theCase]
	v.commit(c.Propose("handover.propose", v.NewID(), model.Handover{From: yanis, To: maelle, Proposed: today, Reason: "départ", Pack: "Rien"}, v.Case)...)
	v.commit(must(c.Put(model.ActTell, v.NewID(), &model.Disclosure{To: "Hélène Castagnol, Mistral Habitat", Purpose: model.PurposeReview, On: today, Fields: []string{"member.last"}, Digest: "e704"})),
		must(c.Put(model.ActTell, model.LinkID(maelle), &model.Link{Case: model.ID{9}, To: maelle, Key: model.ID{8}})))
	s := french(t, v, TabPast)
	s.Press("home")
	s.Shows("bailleur informé", "But : Bilan d’étape", "passation proposée", "Raison : départ")
	s.Hides("member.last", "e704", "0900000", "review")
}

func TestTheHeadTellsOfTheLandlordsAnswerWhileItIsFresh(t *testing.T) {
	for days, shown := range map[int]bool{3: true, 40: false} {
		v := lived()
		liaison := &model.Case{ID: model.ID{9}}
		v.commit(must(v.cases[theCase].Put(model.ActTell, model.LinkID(maelle), &model.Link{Case: liaison.ID, To: maelle, Key: model.ID{8}})),
			must(liaison.Put("liaison.reply", v.NewID(), &model.Reply{Sort: model.ReplyOffer, Text: "T4", On: today.AddDays(-days), By: "Hélène"})))
		s := french(t, v, TabThread)
		if shown {
			s.Shows("● bailleur : offre de logement, 20 nov.")
		} else {
			s.Hides("offre de logement")
		}
	}
}

func TestTheLandlordAndTheHandoverAreReachedByTheirKeys(t *testing.T) {
	s := french(t, lived(), TabThread)
	s.Press("b", "l")
	for i, page := range []nav.PageName{nav.Liaison, nav.Handover} {
		if open, ok := s.Sent[i].(nav.Open); !ok || open.Route.Page != page || open.Route.Case != theCase {
			t.Errorf("%d: %v", i, s.Sent[i])
		}
	}
}
