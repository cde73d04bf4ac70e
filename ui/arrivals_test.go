package ui

import (
	"testing"
	"time"

	"seuil/ui/locale"
	"seuil/ui/nav"
)

func TestTheOpenProgramSaysThatABundleWaitsAndTakesNothingIn(t *testing.T) {
	ana, bob, _ := team(t, locale.French)
	ana.household("LAVOUTENC", "Gérard")
	bob.keys("1")
	bob.wait(lookEvery)
	bob.hides("attend dans le dossier d’échange")
	ana.give()
	bob.wait(10 * time.Second)
	bob.hides("attend dans le dossier d’échange") // the last look was a moment ago
	bob.wait(lookEvery)
	bob.shows("1 paquet attend dans le dossier d’échange : 5, puis I.")
	bob.hides("LAVOUTENC")
	if n := len(bob.vault.Cases()); n != 0 {
		t.Errorf("%d cases came in by themselves", n)
	}
	ana.wait(lookEvery)
	ana.hides("attend dans le dossier d’échange") // it is her own

	bob.keys("d d")
	bob.wait(lookEvery)
	bob.wait(lookEvery)
	bob.hides("attend dans le dossier d’échange") // once is enough
	bob.take()
	bob.keys("1")
	bob.shows("LAVOUTENC")
}

func TestWhatWasJustDoneStaysBeforeABundleIsOffered(t *testing.T) {
	ana, bob, _ := team(t, locale.French)
	ana.household("LAVOUTENC", "Gérard")
	ana.give()
	bob.keys("1")
	bob.send(nav.Say{Text: "Rendez-vous noté."})
	bob.wait(lookEvery)
	bob.shows("Rendez-vous noté.")
	bob.wait(lookEvery)
	bob.shows("1 paquet attend")
}

func TestASettingKeepsTheProgramFromLooking(t *testing.T) {
	ana, bob, _ := team(t, locale.French)
	bob.root.opt.Config.ExchangeAuto = false
	ana.household("LAVOUTENC", "Gérard")
	ana.give()
	bob.keys("1")
	bob.wait(lookEvery)
	bob.hides("attend dans le dossier d’échange")
}

func TestABundleForSomebodyElseIsNotOffered(t *testing.T) {
	ana, _, folder := team(t, locale.French)
	ines := newColleague(t, "Inès Castan", folder, 3, locale.French)
	ana.household("LAVOUTENC", "Gérard")
	ana.give()
	ines.keys("1")
	ines.wait(lookEvery)
	ines.hides("attend dans le dossier d’échange")
}
