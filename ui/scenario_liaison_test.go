package ui

import (
	"crypto/ed25519"
	"fmt"
	"strings"

	"github.com/cucumber/godog"

	"seuil/model"
	"seuil/store/bundle"
	"seuil/store/storetest"
)

// landlordSteps are the steps of what the landlord is told.
func landlordSteps(w *world, sc *godog.ScenarioContext) {
	sc.Step(`^la carte vérifiée de "(.+)", du bailleur$`, w.landlordCard)
	sc.Step(`^le registre de "(.+)" compte (\d+) lignes?$`, func(name string, n int) error {
		if left := w.vault.Case(w.cases[name]).Disclosures(); len(left) != n {
			return fmt.Errorf("%d lines: %+v", len(left), left)
		}
		return nil
	})
	sc.Step(`^le bailleur lit "(.+)"$`, func(text string) error { return w.landlordReads(text, true) })
	sc.Step(`^le bailleur ne lit pas "(.+)"$`, func(text string) error { return w.landlordReads(text, false) })
	sc.Step(`^la liste montre un seul ménage$`, func() error {
		if n := len(w.vault.Cases()); n != 1 {
			return fmt.Errorf("%d households", n)
		}
		return nil
	})
}

func (w *world) landlordCard(name string) error {
	if _, err := w.vault.IssueCard("SOLIGONE", false); err != nil {
		return err
	}
	key, err := bundle.NewKey(model.ID{1})
	if err != nil {
		return err
	}
	holder := bundle.Holder{Name: name, Association: "Mistral Habitat", Role: model.RoleCESF, Worker: model.ID{0xBB}}
	card, err := bundle.NewCard(holder, ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)), key.Recipient(), nil, w.h.now)
	if err != nil {
		return err
	}
	if err := w.vault.AddCard(card); err != nil {
		return err
	}
	storetest.Trust(w.t, w.vault, card.Device(), false)
	return nil
}

// landlordReads looks for a text in all that the liaison cases hold.
func (w *world) landlordReads(text string, want bool) error {
	found := false
	for _, id := range w.cases {
		for _, link := range w.vault.Case(id).Links() {
			for ch := range w.vault.Case(link.Case).All() {
				for _, f := range ch.Fields {
					found = found || strings.Contains(f.Value, text)
				}
			}
		}
	}
	if found != want {
		return fmt.Errorf("%q in the liaison case: %v", text, found)
	}
	return nil
}
