package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/store/storetest"
	"seuil/ui/locale"
)

func TestTwoColleaguesMeetByTheirCardsAndSixWords(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	ana, bob := newColleague(t, "Ana Roquebrane", folder, 1, locale.French), newColleague(t, "Bob Delmas", folder, 2, locale.French)
	ana.shows("Aucun correspondant pour l’instant.", "G : votre carte")
	bob.keys("g")
	bob.shows("Ma carte", "Bob Delmas", strings.Join(bob.vault.Card().Words(), " – ")[:20])
	bob.keys("s")
	bob.shows("Carte enregistrée")
	file := filepath.Join(folder, bob.vault.Card().FileName())

	ana.keys("a")
	ana.typed(file)
	ana.keys("enter")
	ana.shows("Nom annoncé : Bob Delmas", "Seuls les six mots")
	ana.keys("a")
	ana.shows("Bob Delmas : carte ajoutée", "non vérifiée")

	ana.keys("x")
	ana.shows("Sa carte n’est pas vérifiée, rien ne peut lui être envoyé")
	ana.keys("v")
	ana.typed(first(ownWords(t, ana)))
	ana.keys("enter")
	ana.shows("n’est pas celui de cette carte")
	ana.keys("esc v")
	ana.typed(first(bob.vault.Card().Words()))
	ana.keys("enter")
	ana.shows("Bob Delmas : mots vérifiés ensemble le lundi 23 novembre 2026")
	if p := ana.vault.Peers(); len(p) != 1 || !p[0].Verified {
		t.Fatalf("the card is not trusted: %+v", p)
	}
	ana.keys("ctrl+z")
	ana.shows("Annulé : mots vérifiés ensemble", "non vérifiée")
}

func TestUndoRightAfterALookAtTheOwnCardTakesBackWhatWasDoneBefore(t *testing.T) {
	t.Parallel()
	bob := newColleague(t, "Bob Delmas", t.TempDir(), 2, locale.French)
	id := bob.household("TAVERNIER", "Lise")
	bob.note(id, bob.vault.NewID(), "Le chauffe-eau fuit.")
	bob.keys("5 g")
	bob.shows("Ma carte")
	card := bob.vault.Card()
	if card == nil {
		t.Fatal("no card was made")
	}
	bob.keys("ctrl+z")
	if len(bob.vault.Case(id).Contacts()) != 0 || bob.vault.Card() == nil {
		t.Fatalf("%d notes are left, and the card %v", len(bob.vault.Case(id).Contacts()), bob.vault.Card())
	}
	bob.now = bob.now.AddDate(0, 0, 100) // the card is renewed at the next look
	bob.note(id, bob.vault.NewID(), "Le chauffe-eau est réparé.")
	bob.keys("esc g ctrl+z")
	if fresh := bob.vault.Card(); len(bob.vault.Case(id).Contacts()) != 0 || fresh == nil || !fresh.Succeeds(card) {
		t.Fatalf("%d notes are left, the card is %v", len(bob.vault.Case(id).Contacts()), fresh)
	}
}

func TestACardIsPastedFromAMessage(t *testing.T) {
	t.Parallel()
	ana, bob := newColleague(t, "Ana Roquebrane", t.TempDir(), 1, locale.French), newColleague(t, "Bob Delmas", t.TempDir(), 2, locale.French)
	card, err := bob.vault.IssueCard("Soligone", false)
	if err != nil {
		t.Fatal(err)
	}
	ana.keys("a")
	ana.send(tea.PasteMsg{Content: "Bonjour Ana,\n\n> " + strings.ReplaceAll(card.Text(), "\n", "\n> ") + "\n\nÀ demain !"})
	ana.keys("enter")
	ana.shows("Nom annoncé : Bob Delmas")
	ana.keys("esc a")
	ana.typed("n’importe quoi")
	ana.keys("enter")
	ana.shows("Fichier introuvable")
}

func TestACardOpenedAsABundleIsTakenForWhatItIs(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	ana, bob := newColleague(t, "Ana Roquebrane", folder, 1, locale.French), newColleague(t, "Bob Delmas", folder, 2, locale.French)
	bob.keys("g s")
	ana.keys("i")
	ana.typed(filepath.Join(folder, bob.vault.Card().FileName()))
	ana.keys("enter")
	ana.shows("Nom annoncé : Bob Delmas")
}

func TestABundleShowsWhatItWouldChangeThenBringsItAndCanBeUndone(t *testing.T) {
	t.Parallel()
	ana, bob, folder := team(t, locale.French)
	id := ana.household("TAVERNIER", "Lise")
	ana.note(id, ana.vault.NewID(), "Le chauffe-eau fuit.")
	ana.keys("x")
	ana.shows("Envoyer à Bob Delmas", "1 ménage", "1 note", "rien de ce que vous avez envoyé n’est encore confirmé", "TAVERNIER Lise")
	ana.keys("enter")
	ana.shows("Paquet prêt pour Bob Delmas", "À remettre vous-même", "paquet-")
	files, _ := filepath.Glob(filepath.Join(folder, "paquet-*.seuil"))
	if len(files) != 1 {
		t.Fatalf("files: %v", files)
	}

	bob.keys("i")
	bob.shows("Paquets qui attendent", "un autre fichier…")
	bob.keys("enter")
	bob.shows("Fait par : Ana Roquebrane, Soligone", "mots vérifiés ensemble le", "nouveau dossier", "TAVERNIER Lise", "+ note")
	if bob.vault.Case(id) != nil {
		t.Fatal("a preview wrote something")
	}
	bob.keys("esc")
	bob.shows("tout est resté comme avant")
	bob.take()
	bob.shows("Paquet importé (Ana Roquebrane)", "Ctrl+Z annuler")
	if bob.vault.Case(id) == nil {
		t.Fatal("nothing was imported")
	}
	bob.keys("ctrl+z")
	bob.shows("Annuler cet import vaut pour toute l’équipe")
	if len(bob.vault.Case(id).Contacts()) == 0 {
		t.Fatal("the import was undone unasked")
	}
	bob.keys("ctrl+z")
	bob.shows("Annulé : paquet importé")
	if len(bob.vault.Case(id).Contacts()) != 0 {
		t.Fatal("the undo left the note")
	}
	bob.keys("i")
	bob.typed(files[0])
	bob.keys("enter")
	bob.shows("Ce paquet a été importé, puis cet import annulé")

	bob.keys("esc x enter esc") // the undo goes to everyone: whoever is told of it sees what it takes away, and of whom
	ana.keys("esc i enter")
	ana.shows("éléments d’ici seraient retirés", "TAVERNIER Lise", "– note", "retiré")
}

func TestTickedHouseholdsAreSentFromTheList(t *testing.T) {
	t.Parallel()
	ana, bob, _ := team(t, locale.French)
	sent := ana.household("TAVERNIER", "Lise")
	other := ana.household("AUBRESPIN", "Nadège")
	ana.keys("1")
	w := &world{h: ana.harness, cases: map[string]model.ID{"TAVERNIER": sent, "AUBRESPIN": other}}
	if err := w.choose("TAVERNIER"); err != nil {
		t.Fatal(err)
	}
	ana.keys("space x")
	ana.shows("Envoyer 1 dossier à…", "Bob Delmas")
	ana.keys("enter")
	ana.shows("celui que vous avez choisi", "TAVERNIER Lise")
	ana.hides("AUBRESPIN")
	ana.keys("a")
	ana.shows("AUBRESPIN Nadège")
	ana.keys("a enter")
	ana.shows("Paquet prêt pour Bob Delmas")
	bob.take()
	if bob.vault.Case(sent) == nil || bob.vault.Case(other) != nil {
		t.Fatal("another case than the ticked one arrived")
	}
}

func TestTheSameBundleTwiceIsSaid(t *testing.T) {
	t.Parallel()
	ana, bob, folder := team(t, locale.French)
	ana.household("TAVERNIER", "Lise")
	ana.give()
	bob.take()
	files, _ := filepath.Glob(filepath.Join(folder, "paquet-*.seuil"))
	bob.keys("i") // nothing waits any more
	bob.typed(files[0])
	bob.keys("enter")
	bob.shows("déjà importé")
	bob.keys("enter esc")
	bob.hides("déjà importé")
}

func TestFilesThatAreNoGoodBundlesAreRefusedWithWhatToTry(t *testing.T) {
	t.Parallel()
	ana, bob, folder := team(t, locale.French)
	ana.household("TAVERNIER", "Lise")
	ana.give()
	files, _ := filepath.Glob(filepath.Join(folder, "paquet-*.seuil"))
	whole, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	eve := newColleague(t, "Eve Martin", folder, 3, locale.French)
	for _, c := range []struct {
		name, says string
		who        *colleague
		file       []byte
	}{
		{"one that is cut short", "n’est pas entier", bob, whole[:len(whole)-100]},
		{"one with a byte that is another one", "abîmé", bob, flipped(whole, len(whole)-500)},
		{"a text", "n’est pas un paquet", bob, []byte("Chère collègue, voici les dossiers.")},
		{"an empty file", "n’est pas entier", bob, nil},
		{"one for somebody else", "n’est pas pour ce poste", eve, whole},
	} {
		path := filepath.Join(t.TempDir(), "reçu.seuil")
		if err := os.WriteFile(path, c.file, 0o600); err != nil {
			t.Fatal(err)
		}
		c.who.keys("5 i")
		c.who.keys("up") // to the last of the list, if files wait
		if strings.Contains(c.who.screen(), "un autre fichier") {
			c.who.typed("autre")
			c.who.keys("enter")
		}
		c.who.typed(path)
		c.who.keys("enter")
		if screen := c.who.screen(); !strings.Contains(screen, c.says) {
			t.Errorf("%s: the screen does not say %q:\n%s", c.name, c.says, screen)
		}
	}
	if len(bob.vault.Cases()) != 0 {
		t.Error("something was imported")
	}
}

func flipped(b []byte, at int) []byte {
	b = bytes.Clone(b)
	b[at] ^= 1
	return b
}

func TestABundleOfAStrangerShowsTheCardThenWarns(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	ana, bob := newColleague(t, "Ana Roquebrane", folder, 1, locale.French), newColleague(t, "Bob Delmas", folder, 2, locale.French)
	card, err := bob.vault.IssueCard("Soligone", false)
	if err == nil {
		err = ana.vault.AddCard(card)
	}
	if err != nil {
		t.Fatal(err)
	}
	storetest.Trust(t, ana.vault, card.Device(), false)
	ana.run(ana.root.changed([]model.ID{model.RegistryID}))
	id := ana.household("TAVERNIER", "Lise")
	ana.give()
	bob.keys("i enter")
	bob.shows("un poste dont vous n’avez pas la carte", "Nom annoncé : Ana Roquebrane")
	bob.keys("a")
	bob.shows("Carte non vérifiée", "TAVERNIER Lise")
	bob.keys("enter")
	bob.shows("Importer sans savoir de qui ?")
	bob.keys("enter") // confirms nothing
	if bob.vault.Case(id) != nil {
		t.Fatal("imported without an answer")
	}
	bob.keys("o")
	bob.shows("Paquet importé")
	if bob.vault.Case(id) == nil {
		t.Fatal("nothing was imported")
	}
}

// disagree makes both colleagues write the facts of one note without knowing of each other; what Ana wrote has come to Bob.
func disagree(t testing.TB, lang locale.Lang) (ana, bob *colleague, id, note model.ID) {
	ana, bob, _ = team(t, lang)
	id = ana.household("TAVERNIER", "Lise")
	note = ana.vault.NewID()
	ana.note(id, note, "Le chauffe-eau fuit.")
	ana.give()
	bob.take()
	ana.note(id, note, "Le chauffe-eau est réparé.")
	bob.note(id, note, "Le chauffe-eau sera changé lundi.")
	ana.give()
	bob.keys("5 i enter")
	return ana, bob, id, note
}

func TestWhatTwoPeopleWroteIsSettledByOneKey(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, key, want string
		notes           int
	}{
		{"what was written here is kept", "left", "Le chauffe-eau sera changé lundi.", 1},
		{"what was received is kept", "right", "Le chauffe-eau est réparé.", 1},
		{"both are kept, the received one in a note of its own", "b", "Le chauffe-eau sera changé lundi.", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, bob, id, note := disagree(t, locale.French)
			bob.shows("1 valeur ne concorde pas avec la vôtre")
			bob.keys("enter")
			bob.shows("À régler 1", "TAVERNIER Lise · Faits et constats", "Le chauffe-eau est réparé.", "Le chauffe-eau sera changé lundi.", "Ana Roquebrane", "Bob Delmas")
			bob.keys(c.key)
			k, _ := bob.vault.Case(id).Contact(note)
			if n := len(bob.vault.Conflicts()); n != 0 || k.Facts != c.want || len(bob.vault.Case(id).Contacts()) != c.notes {
				t.Fatalf("%d conflicts, %q, %d notes", n, k.Facts, len(bob.vault.Case(id).Contacts()))
			}
			bob.shows("Rien à régler", "Ctrl+Z annuler")
			bob.keys("ctrl+z")
			if n := len(bob.vault.Case(id).Contacts()); n != 1 {
				t.Fatalf("%d notes after the undo", n)
			}
		})
	}
}

// To whom it belonged a bundle can still be made by seven words; the machine itself opens none.
func TestARevokedMachineGetsNothingMore(t *testing.T) {
	t.Parallel()
	ana, _, _ := team(t, locale.French)
	ana.keys("r")
	ana.shows("Ce que ce poste a déjà reçu, il l’a gardé")
	ana.keys("r")
	ana.typed("portable volé")
	ana.keys("enter")
	ana.shows("révoqué", "Bob Delmas : poste révoqué")
	if p := ana.vault.Peers(); !p[0].Revoked {
		t.Fatal("not revoked")
	}
	ana.keys("x")
	ana.shows("Fermeture : par sept mots, à dire de vive voix, car son poste est révoqué.")
}

// Bob and Eve disagree about a note of Ana, who has both from Bob: neither of the values was written where it is settled.
func TestWhatTwoOthersWroteIsSettledByAThird(t *testing.T) {
	t.Parallel()
	ana, bob, _ := team(t, locale.French)
	eve := newColleague(t, "Eve Martin", t.TempDir(), 3, locale.French)
	introduce(t, bob, eve)
	id, note := ana.household("TAVERNIER", "Lise"), ana.vault.NewID()
	ana.note(id, note, "Le chauffe-eau fuit.")
	relay(t, ana, bob, eve)
	bob.note(id, note, "Le plombier est venu.")
	eve.note(id, note, "Le plombier viendra lundi.")
	relay(t, eve, bob, ana)
	ana.shows("plus ancien", "reçu", "Le plombier est venu.", "Le plombier viendra lundi.", "Bob Delmas")
	ana.keys("left")
	if n := len(ana.vault.Conflicts()); n != 0 {
		t.Fatalf("%d conflicts are left", n)
	}
}
