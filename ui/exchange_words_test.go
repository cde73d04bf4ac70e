package ui

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"seuil/ui/locale"
	"seuil/ui/nav"
)

// spoken are the seven words that stand on the screen, in their order.
func spoken(t testing.TB, screen string) (words []string) {
	t.Helper()
	_, list, _ := strings.Cut(screen, "phone") // « téléphone : », “phone:”
	for _, m := range regexp.MustCompile(`\s([1-7]) (\pL+)`).FindAllStringSubmatch(list, -1) {
		words = append(words, m[2])
	}
	if len(words) != 7 {
		t.Fatalf("%d words: %v in\n%s", len(words), words, screen)
	}
	return words
}

// hasReplaced gives a colleague a new laptop, whose card nobody has, but which has that of the other one.
func hasReplaced(t *testing.T, name string, from *colleague, folder string, lang locale.Lang) *colleague {
	t.Helper()
	c := newColleague(t, name, folder, 9, lang)
	card := from.vault.Card()
	if err := c.vault.AddCard(card); err != nil {
		t.Fatal(err)
	}
	if err := c.vault.Trust(card.Device(), card.Words(), false); err != nil {
		t.Fatal(err)
	}
	c.run(c.root.changed(nil))
	return c
}

func TestAnEmergencyBundleIsToldOnThePhoneAndOpensOnTheNewLaptop(t *testing.T) {
	t.Parallel()
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		ana, _, folder := team(t, lang)
		id := ana.household("TAVERNIER", "Lise")
		ana.keys("5 x s")
		snap := func(c *colleague, name string) {
			t.Helper()
			for _, size := range sizes() {
				c.resize(size.w, size.h)
				golden(t, "exchange_words_"+name+"_"+string(lang)+"_"+size.name, c.screen(), size.w)
			}
			c.resize(120, 30)
		}
		snap(ana, "plan")
		ana.keys("s")
		ana.shows(map[locale.Lang]string{locale.French: "Fermeture : par sa carte", locale.English: "Locked by: that person’s card"}[lang])
		ana.keys("s enter")
		words := spoken(t, ana.screen())
		bob := hasReplaced(t, "Bob Delmas", ana, folder, lang)
		bob.send(nav.Minute{})
		bob.hides("paquet qui attend") // nobody can see whom it is for: Bob was called
		bob.keys("5 i")
		snap(bob, "waiting")
		bob.keys("enter")
		bob.typed("erig noci ajus cama zest vers erig")
		bob.keys("enter")
		bob.shows(bob.root.env.L.Code("bundle_wrong_words")[:30])
		snap(bob, "wrong")
		for range 7 {
			bob.keys("delete left")
		}
		bob.typed(first(words[:6]))
		bob.keys("enter")
		bob.shows(bob.root.env.L.N("exchange.verify.more", 1))
		bob.typed(first(words[6:]))
		bob.keys("enter")
		bob.shows(bob.root.env.L.T("exchange.words.opened")[:40], "TAVERNIER Lise")
		snap(bob, "preview")
		bob.keys("enter")
		if bob.vault.Case(id) == nil {
			t.Fatalf("nothing was imported:\n%s", bob.screen())
		}

		ana.keys("esc")
		ana.shows(ana.root.env.L.T("exchange.words.told"))
		ana.keys("esc")
		if !strings.Contains(ana.screen(), words[3]) {
			t.Error("Esc at the question cleared the words")
		}
		ana.keys("1")
		ana.keys("space x") // other cases would take the place of the words
		ana.shows(ana.root.env.L.T("exchange.words.still"), words[3])
		ana.keys("esc " + ana.root.env.L.T("exchange.verify.yes"))
		for _, w := range words {
			ana.hides(w)
		}
		ana.keys("h")
		snap(ana, "log")
	}
}

func TestByWordsARevokedLaptopsOwnerIsStillReachedAndAStrangerIsNot(t *testing.T) {
	t.Parallel()
	ana, bob, _ := team(t, locale.French)
	if err := ana.vault.Revoke(bob.vault.Device(), "portable volé"); err != nil {
		t.Fatal(err)
	}
	ana.household("TAVERNIER", "Lise")
	ana.keys("5 x")
	ana.shows("son poste est révoqué", "Qui a le fichier et les sept mots lit tout")
	ana.keys("s") // there is no card to lock it by
	ana.shows("son poste est révoqué")
	eve := newColleague(t, "Eve Martin", t.TempDir(), 3, locale.French)
	if err := eve.vault.AddCard(ana.vault.Card()); err != nil {
		t.Fatal(err)
	}
	eve.run(eve.root.changed(nil))
	eve.keys("x")
	eve.shows("Sa carte n’est pas vérifiée")
}

func TestACopyElsewhereIsMadeRemindedOfAndRemembered(t *testing.T) {
	t.Parallel()
	ana, _, _ := team(t, locale.French)
	stick := filepath.Join(t.TempDir(), "clé")
	ana.shows("aucune copie externe", "S copie externe")
	ana.keys("s")
	ana.typed(stick)
	ana.keys("enter")
	ana.shows("Ce dossier n’est pas là")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	ana.keys("s")
	ana.typed(stick)
	ana.keys("enter")
	ana.shows("Copie faite, mais sur le disque même du coffre", "copie externe aujourd’hui")
	files, _ := filepath.Glob(filepath.Join(stick, "coffre-*.seuil"))
	if len(files) != 1 {
		t.Fatalf("on the stick: %v", files)
	}
	ana.now = ana.now.AddDate(0, 0, 3)
	ana.send(nav.Minute{})
	ana.shows("√ sauvegarde automatique", "copie externe il y a 3 jours")
	ana.now = ana.now.AddDate(0, 0, 13)
	ana.send(nav.Minute{})
	ana.shows("▲ copie externe il y a 16 jours : à refaire")
	ana.keys("s")
	ana.shows(filepath.Join("004", "clé")) // the last folder is offered again
}

func TestAnOldCopyIsRemindedOfAtUnlock(t *testing.T) {
	t.Parallel()
	ana, _, _ := team(t, locale.French)
	remind := func() { ana.run(ana.root.backUp()) }
	remind()
	ana.hides("Pas de copie externe")
	if _, err := ana.vault.CopyOut(context.Background(), t.TempDir(), nil); err != nil {
		t.Fatal(err)
	}
	ana.clock.Set(time.Date(2026, time.December, 20, 8, 0, 0, 0, time.UTC))
	remind()
	ana.shows("Pas de copie externe depuis plus de deux semaines")
}

func TestTheHistoryOfExchangesTellsWhatBecameOfThem(t *testing.T) {
	t.Parallel()
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		ana, bob, _ := team(t, lang)
		bob.keys("h")
		bob.shows(bob.root.env.L.T("exchange.log.none"))
		bob.keys("esc")
		id := ana.household("TAVERNIER", "Lise")
		ana.note(id, ana.vault.NewID(), "Le chauffe-eau fuit.")
		ana.give()
		bob.take()
		bob.keys("ctrl+z ctrl+z") // an import is undone after a question
		bob.give()
		ana.take()
		bob.household("AUBRESPIN", "Nadège")
		bob.give()
		ana.take()
		for _, c := range []struct {
			name string
			who  *colleague
		}{{"ana", ana}, {"bob", bob}} {
			c.who.keys("5 h")
			for _, size := range sizes() {
				c.who.resize(size.w, size.h)
				golden(t, "exchange_log_"+c.name+"_"+string(lang)+"_"+size.name, c.who.screen(), size.w)
			}
		}
	}
}
