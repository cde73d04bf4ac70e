package ui

import (
	"testing"

	"seuil/model"
	"seuil/store/storetest"
	"seuil/ui/nav"
)

// What a landlord's worker was told is not hers to change from whatever page: only answers, and that she looked, go to that case.
func TestNothingButAnswersIsWrittenToWhatALandlordWasTold(t *testing.T) {
	v := storetest.Open(t)
	id, note := v.NewCase(), v.NewID()
	c := &model.Case{ID: id}
	told, _ := c.Put(model.ActTell, id, &model.Liaison{To: v.Me().ID, Association: "Soligone", Worker: "Yanis Dorvaux", Household: "ORAZI Lina"})
	who, _ := c.Put(model.ActTell, v.NewID(), &model.Member{Last: "ORAZI", First: "Lina", Role: model.RoleHolder})
	head, _ := c.Put(model.ActTell, id, &model.Header{Programme: "sauvegarde", Agency: "apt"})
	storetest.Commit(t, v, told, who, head)
	h := newHarness(t, v)
	for _, keys := range []string{"1 e", "1 p", "1 u", "2 e enter"} {
		if h.keys(keys); len(h.root.dialogs) > 0 {
			t.Errorf("%s opens a form of which nothing can be kept", keys)
		}
		h.shows("Ce dossier vient de l’association : B puis R répond, N note pour vous seule")
		h.send(nav.Say{})
	}
	for name, w := range map[string]func() (model.Write, bool){
		"a team note": func() (model.Write, bool) { return c.Put("note.add", note, &model.Contact{Facts: "Vu."}) },
		"a date":      func() (model.Write, bool) { return c.Put("task.add", note, &model.Task{Label: "Rappeler"}) },
		"a closing":   func() (model.Write, bool) { return c.Put("case.close", id, &model.Header{Closed: 1}) },
	} {
		write, _ := w()
		h.send(nav.Commit{Writes: []model.Write{write}})
		h.shows("Ce dossier vient de l’association : B puis R répond, N note pour vous seule")
		if n := len(v.Case(id).Changes()); n != 3 {
			t.Errorf("%s is written", name)
		}
	}
	answer, _ := c.Put("liaison.reply", v.NewID(), &model.Reply{Sort: model.ReplyOffer, Text: "T3", On: 1})
	seen, _ := c.Put("seen.mark", v.Device(), &model.Seen{On: 1})
	own := &model.Case{ID: v.NewCase()}
	mine, _ := own.Put("note.add", own.ID, &model.Companion{Main: id})
	h.send(nav.Commit{Writes: []model.Write{answer, seen, mine}, Effect: "Réponse écrite"})
	h.shows("Réponse écrite")
	if n := len(v.Case(id).Replies()); n != 1 {
		t.Errorf("%d answers", n)
	}
}
