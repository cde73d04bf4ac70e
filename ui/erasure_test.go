package ui

import (
	"testing"

	"seuil/model"
	"seuil/store/storetest"
	"seuil/ui/locale"
	"seuil/ui/nav"
)

// erasureWords are what is typed in each language.
var erasureWords = map[locale.Lang]struct{ reason, word string }{locale.French: {"m", "effacer"}, locale.English: {"h", "erase"}}

// An erasure as two colleagues see it, from the page of the household to the confirmation of both.
func TestScreensOfErasing(t *testing.T) {
	t.Parallel()
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		ana, bob, _ := team(t, lang)
		look := func(c *colleague, state string) {
			t.Helper()
			for _, size := range sizes()[:2] {
				c.resize(size.w, size.h)
				golden(t, "erasure_"+state+"_"+string(lang)+"_"+size.name, c.screen(), size.w)
			}
		}
		id := ana.household("TAVERNIER", "Lise")
		other := ana.household("AUBRESPIN", "Nadège")
		ana.give()
		bob.take()
		bob.note(id, bob.vault.NewID(), "Le chauffe-eau fuit.")
		if err := bob.vault.SaveDraft(model.Draft{ID: bob.vault.NewID(), Case: id, Kind: model.KindContact, Fields: []model.Field{{Name: "facts", Value: "Rappeler"}}, At: storetest.Noon}); err != nil {
			t.Fatal(err)
		}
		ana.run(nav.Send(nav.Open{Route: nav.Route{Page: nav.Household, Case: id}}))
		ana.keys("ctrl+delete")
		look(ana, "ask")
		ana.keys(erasureWords[lang].reason)
		look(ana, "word")
		ana.typed("TAVERN")
		ana.keys("enter")
		if ana.vault.Case(id) == nil {
			t.Fatal("half of the name was enough")
		}
		ana.typed("ier")
		ana.keys("enter")
		if ana.vault.Case(id) != nil || ana.vault.Case(other) == nil {
			t.Fatal("not what was to be erased is gone")
		}
		if page := ana.root.top().route.Page; page == nav.Household {
			t.Error("the page of the household is still open")
		}
		ana.keys("5 shift+tab")
		look(ana, "register")
		ana.keys("tab")
		ana.give()

		bob.keys("5 i enter")
		look(bob, "preview")
		bob.keys("enter")
		if bob.vault.Case(id) == nil {
			t.Fatal("it took effect without having been confirmed")
		}
		look(bob, "waiting")
		bob.run(nav.Send(nav.Open{Route: nav.Route{Page: nav.Household, Case: id}}))
		look(bob, "household")
		bob.keys("5 enter")
		look(bob, "confirm")
		bob.typed(erasureWords[lang].word)
		bob.keys("enter")
		if bob.vault.Case(id) != nil || len(bob.vault.Drafts()) > 0 {
			t.Fatal("it was confirmed and is still there")
		}
		for _, o := range bob.root.pages {
			if o.route.Case == id {
				t.Errorf("its page %s is still open", o.route.Page)
			}
		}
		look(bob, "followed")
		bob.keys("tab")
		bob.give()
		ana.take()
		ana.keys("5 shift+tab")
		look(ana, "everywhere")
	}
}

func TestAPreviewErasesAtOnceWhatItsBundleOrders(t *testing.T) {
	t.Parallel()
	ana, bob, _ := team(t, locale.French)
	id := ana.household("TAVERNIER", "Lise")
	ana.give()
	bob.take()
	if err := ana.vault.Erase(id, model.ErasureExpired); err != nil {
		t.Fatal(err)
	}
	ana.run(ana.root.changed([]model.ID{id, model.RegistryID}))
	ana.give()
	bob.keys("5 i enter")
	bob.shows("Effacement demandé par Ana Roquebrane", "durée de conservation écoulée", "TAVERNIER Lise", "Rien n’y est noté ici.")
	bob.keys("e esc")
	if bob.vault.Case(id) == nil || len(bob.vault.Registry().Erasures()) != 0 {
		t.Fatal("Esc does something")
	}
	bob.keys("e")
	bob.typed("effacer")
	bob.keys("enter")
	bob.shows("1 dossier effacé ici", "Votre prochain paquet le confirmera")
	bob.hides("Ctrl+Z annuler")
	if bob.vault.Case(id) != nil {
		t.Fatal("it is still there")
	}
	bob.keys("ctrl+z")
	bob.shows("ni un effacement")
}
