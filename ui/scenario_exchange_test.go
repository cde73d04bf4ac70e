package ui

import (
	"fmt"
	"path/filepath"

	"github.com/cucumber/godog"

	"seuil/model"
	"seuil/ui/locale"
)

// exchangeSteps are the steps of two people with a vault each.
func exchangeSteps(w *world, sc *godog.ScenarioContext) *pair {
	x := &pair{world: w}
	sc.Step(`^ma collègue "(.+)", qui a son propre coffre$`, x.meet)
	sc.Step(`^elle suit le ménage "(.+)" "(.+)"$`, x.follows)
	sc.Step(`^qu’elle m’a donné le fichier de sa carte$`, x.card)
	sc.Step(`^nos mots sont vérifiés$`, x.trust)
	sc.Step(`^je tape le chemin de sa carte$`, func() error { return w.typed(filepath.Join(x.folder, x.her.vault.Card().FileName())) })
	sc.Step(`^je tape les mots qu’elle me lit$`, func() error { return w.typed(first(x.her.vault.Card().Words())) })
	sc.Step(`^elle (?:note|corrige sa note pour) "(.+)" (?:pour|:) "(.+)"$`, x.notes)
	sc.Step(`^elle me prépare un paquet$`, x.gives)
	sc.Step(`^elle me prépare un paquet, que je prends$`, x.taken)
	sc.Step(`^elle me prépare un paquet fermé par sept mots$`, x.givesByWords)
	sc.Step(`^je tape les sept mots, sauf le dernier$`, func() error { return w.typed(first(x.words[:6])) })
	sc.Step(`^je tape le dernier des sept mots$`, func() error { return w.typed(first(x.words[6:])) })
	sc.Step(`^je tape le chemin de ma clé$`, func() error { return w.typed(x.folder) })
	sc.Step(`^ma clé porte une copie du coffre$`, x.copied)
	sc.Step(`^j’efface "(.+)"$`, func(name string) error { return x.erases(&colleague{harness: w.h, vault: w.vault}, name) })
	sc.Step(`^qu’elle efface "(.+)"$`, func(name string) error { return x.erases(x.her, name) })
	sc.Step(`^je note "(.+)" pour "(.+)"$`, func(text, name string) error {
		(&colleague{harness: w.h, vault: w.vault}).note(w.cases[name], w.vault.NewID(), text)
		return nil
	})
	sc.Step(`^mon coffre n’a pas le ménage "(.+)"$`, x.lacks)
	return x
}

// pair is the person of the scenario and a colleague. Their files lie in one folder.
type pair struct {
	*world
	her    *colleague
	folder string
	note   model.ID // the colleague's
	words  []string // that open the bundle of the colleague
}

func (x *pair) meet(name string) error {
	x.folder = x.t.TempDir()
	x.h.root.opt.Exchange = x.folder
	x.her = newColleague(x.t, name, x.folder, 7, locale.French)
	x.note = x.her.vault.NewID()
	return nil
}

func (x *pair) follows(last, given string) error {
	x.cases[last] = x.her.household(last, given)
	return nil
}

func (x *pair) card() error {
	if _, err := x.her.vault.IssueCard("Soligone", false); err != nil {
		return err
	}
	_, err := x.her.vault.SaveCard(x.folder)
	return err
}

func (x *pair) trust() error {
	mine := &colleague{harness: x.h, vault: x.vault}
	introduce(x.t, mine, x.her)
	return nil
}

// notes writes the colleague's one note, or corrects it.
func (x *pair) notes(a, b string) error {
	text, name := a, b
	if _, ok := x.cases[a]; ok {
		text, name = b, a
	}
	x.her.note(x.cases[name], x.note, text)
	return nil
}

func (x *pair) gives() error { x.her.give(); return nil }

func (x *pair) givesByWords() error {
	x.her.keys("5 x s enter")
	x.words = spoken(x.t, x.her.screen())
	return nil
}

func (x *pair) copied() error {
	if files, _ := filepath.Glob(filepath.Join(x.folder, "coffre-*.seuil")); len(files) != 1 {
		return fmt.Errorf("on the stick: %v", files)
	}
	return nil
}

func (x *pair) taken() error {
	x.her.give()
	(&colleague{harness: x.h, vault: x.vault}).take()
	return nil
}

func (x *pair) lacks(name string) error {
	if x.vault.Case(x.cases[name]) != nil {
		return fmt.Errorf("%s is here already", name)
	}
	return nil
}

// erases has one of the two erase a case, as its page does.
func (x *pair) erases(who *colleague, name string) error {
	id := x.cases[name]
	err := who.vault.Erase(id, model.ErasureAsked)
	who.run(who.root.changed([]model.ID{id, model.RegistryID}))
	return err
}
