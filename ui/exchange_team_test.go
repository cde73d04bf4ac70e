package ui

import (
	"cmp"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
	"seuil/ui/locale"
	"seuil/ui/nav"
)

// colleague is somebody with a vault and the program over it. The files of all colleagues lie in one folder.
type colleague struct {
	*harness
	vault *store.Vault
	house string           // on the card; Soligone if empty
	clock *storetest.Clock // of the vault
}

// newColleague makes a vault and opens the exchanges. The same seed gives the same identities, reception keys left out.
func newColleague(t testing.TB, name, folder string, seed byte, lang locale.Lang) *colleague {
	t.Helper()
	return newWorker(t, model.Worker{Name: name, Role: model.RoleCESF, Organisation: "soligone"}, folder, seed, lang)
}

// newWorker is newColleague for a worker of any association.
func newWorker(t testing.TB, me model.Worker, folder string, seed byte, lang locale.Lang) *colleague {
	t.Helper()
	opt := storetest.Options(filepath.Join(t.TempDir(), "coffre"))
	opt.Rand = rand.NewChaCha8([32]byte{seed})
	clock := storetest.NewClock(storetest.Noon)
	opt.Now = clock.Now
	v, _, err := store.Create(opt, storetest.Passphrase, me)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = v.Close() })
	l, err := locale.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	c := &colleague{vault: v, clock: clock}
	c.harness = newHarness(t, v, func(o *Options) { o.Exchange, o.Env.L = folder, l })
	c.now = storetest.Noon.Add(time.Hour)
	c.keys("5")
	return c
}

// team is two colleagues who have each other's verified card.
func team(t testing.TB, lang locale.Lang) (ana, bob *colleague, folder string) {
	folder = t.TempDir()
	ana, bob = newColleague(t, "Ana Roquebrane", folder, 1, lang), newColleague(t, "Bob Delmas", folder, 2, lang)
	introduce(t, ana, bob)
	return ana, bob, folder
}

// introduce gives two colleagues each other's verified card.
func introduce(t testing.TB, a, b *colleague) {
	t.Helper()
	for _, pair := range [][2]*colleague{{a, b}, {b, a}} {
		card, err := pair[1].vault.IssueCard(cmp.Or(pair[1].house, "Soligone"), false)
		if err == nil {
			err = pair[0].vault.AddCard(card)
		}
		if err != nil {
			t.Fatal(err)
		}
		storetest.Trust(t, pair[0].vault, card.Device(), false)
	}
	for _, c := range []*colleague{a, b} {
		c.run(c.root.changed([]model.ID{model.RegistryID}))
		c.send(nav.Minute{})
	}
}

// give prepares a bundle for the only correspondent, without anybody taking it.
func (c *colleague) give() {
	c.t.Helper()
	c.keys("5 x")
	c.keys("enter")
	c.keys("esc")
}

// take imports the newest bundle that waits.
func (c *colleague) take() {
	c.t.Helper()
	c.keys("5 i enter")
	c.keys("enter")
}

// written puts a change into a vault as another page would.
func (c *colleague) written(writes ...model.Write) {
	c.t.Helper()
	storetest.Commit(c.t, c.vault, writes...)
	c.run(c.root.changed([]model.ID{writes[0].Case}))
}

func (c *colleague) household(last, first string) model.ID {
	id := addHousehold(c.t, c.vault, last, first, "securisation", "apt")
	c.run(c.root.changed([]model.ID{id}))
	return id
}

func (c *colleague) note(id, note model.ID, facts string) {
	k, ok := c.vault.Case(id).Contact(note)
	if !ok {
		k = model.Contact{Kind: model.HomeVisit, Outcome: model.Held, Date: model.NewDate(2026, 11, 20), Worker: c.vault.Me().ID}
	}
	k.Facts = facts
	w, ok := c.vault.Case(id).Put("note.add", note, &k)
	if !ok {
		c.t.Fatal("nothing to write")
	}
	c.written(w)
}

// first are the first four letters of words, as they are typed while somebody reads them out.
func first(words []string) string {
	var b strings.Builder
	for _, w := range words {
		r := []rune(w)
		b.WriteString(string(r[:min(4, len(r))]) + " ")
	}
	return b.String()
}

// ownWords are the words of a colleague's own card.
func ownWords(t testing.TB, c *colleague) []string {
	t.Helper()
	card, err := c.vault.IssueCard("Soligone", false)
	if err != nil {
		t.Fatal(err)
	}
	return card.Words()
}
