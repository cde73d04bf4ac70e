package ui

import (
	"testing"

	"seuil/model"
	"seuil/ui/locale"
)

// Whether two associations are one team is asked once, when the words are compared: without a yes nothing passes but what is proposed.
func TestWhetherAnotherAssociationIsOneTeamIsAskedWithItsWords(t *testing.T) {
	for answer, apart := range map[string]bool{"n": true, "o": false} {
		folder := t.TempDir()
		ana := newColleague(t, "Ana Roquebrane", folder, 1, locale.French)
		zoe := newWorker(t, model.Worker{Name: "Zoé Arnaud", Role: model.RoleCESF, Organisation: "cap-habitat"}, folder, 3, locale.French)
		zoe.house = "Cap Habitat"
		introduce(t, ana, zoe)
		ana.household("TAVERNIER", "Lise")
		ana.keys("v")
		ana.typed(first(zoe.vault.Card().Words()))
		ana.keys("enter")
		ana.shows("Formez-vous une seule équipe avec Cap Habitat ?")
		ana.keys(answer)
		ana.shows("Zoé Arnaud : mots vérifiés ensemble")
		if p, _ := ana.vault.Peer(zoe.vault.Device()); p.Apart != apart {
			t.Errorf("%s: apart %v", answer, p.Apart)
		}
		ana.keys("x")
		if apart {
			ana.shows("ceux que vous lui proposez", "Rien de nouveau à envoyer")
		} else {
			ana.shows("tous ceux de l’équipe", "TAVERNIER Lise")
		}
	}
}
