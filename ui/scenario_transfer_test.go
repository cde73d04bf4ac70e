package ui

import (
	"fmt"
	"strings"

	"github.com/cucumber/godog"

	"seuil/model"
	"seuil/ui/locale"
)

// transferSteps are the steps of a household that is passed on to somebody with a vault of her own.
func transferSteps(w *world, x *pair, sc *godog.ScenarioContext) {
	sc.Step(`^"(.+)" de l’association "(.+)", qui a son propre coffre$`, x.meetOf)
	sc.Step(`^je lui prépare un paquet, qu’elle prend$`, func() error {
		(&colleague{harness: x.h, vault: x.vault}).give()
		x.her.take()
		return nil
	})
	sc.Step(`^chez elle, l’écran montre "(.+)"$`, func(text string) error { return x.herScreen(text, true) })
	sc.Step(`^chez elle, l’écran ne montre pas "(.+)"$`, func(text string) error { return x.herScreen(text, false) })
	sc.Step(`^elle appuie sur "(.+)"$`, func(keys string) error { x.her.keys(keys); return nil })
	sc.Step(`^elle tape "(.+)"$`, func(text string) error { x.her.typed(text); return nil })
	sc.Step(`^le ménage "(.+)" est clos$`, func(name string) error { return w.closed(name, true) })
	sc.Step(`^le ménage "(.+)" n’est pas clos$`, func(name string) error { return w.closed(name, false) })
	sc.Step(`^chez elle, aucun dossier ne dit "(.+)"$`, x.sheLacks)
}

// meetOf is meet with somebody of another association.
func (x *pair) meetOf(name, house string) error {
	x.folder = x.t.TempDir()
	x.h.root.opt.Exchange = x.folder
	x.her = newWorker(x.t, model.Worker{Name: name, Role: model.RoleCESF, Organisation: strings.ToLower(strings.ReplaceAll(house, " ", "-"))}, x.folder, 8, locale.French)
	x.her.house = house
	x.her.resize(120, 30)
	x.her.now = x.h.now
	return nil
}

func (x *pair) herScreen(text string, want bool) error {
	screen := strings.ReplaceAll(x.her.screen(), "\u00a0", " ")
	if strings.Contains(screen, text) != want {
		return fmt.Errorf("%q on her screen: %v\n%s", text, !want, screen)
	}
	return nil
}

func (w *world) closed(name string, want bool) error {
	if h := w.vault.Case(w.cases[name]).Header(); h.Closed.IsZero() == want {
		return fmt.Errorf("closed on %v", h.Closed)
	}
	return nil
}

// sheLacks says that a text is nowhere in the colleague's vault.
func (x *pair) sheLacks(text string) error {
	for _, c := range x.her.vault.Cases() {
		for ch := range c.All() {
			for _, f := range ch.Fields {
				if strings.Contains(f.Value, text) {
					return fmt.Errorf("%q is in %s.%s", text, ch.Kind, f.Name)
				}
			}
		}
	}
	return nil
}
