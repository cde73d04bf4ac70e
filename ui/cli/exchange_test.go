package cli

import (
	"os"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"seuil/model"
	"seuil/store"
	"seuil/ui/demo"
)

// makeColleague makes the vault of somebody, without any household: colleague DIR NAME [ASSOCIATION].
func makeColleague(ts *testscript.TestScript, _ bool, args []string) {
	me := model.Worker{Name: args[1], Role: model.RoleASS, Organisation: "soligone"}
	if len(args) > 2 {
		me.Organisation = args[2]
	}
	v, _, err := store.Create(store.Options{Dir: ts.MkAbs(args[0]), Params: demoParams()}, demo.Passphrase, me)
	ts.Check(err)
	ts.Check(v.Close())
}

// writeNote notes a call for a household: note DIR LAST-NAME TEXT.
func writeNote(ts *testscript.TestScript, _ bool, args []string) {
	inVault(ts, args[0], func(v *store.Vault) (model.Write, bool) {
		c := householdOf(ts, v, args[1])
		return c.Put("note.new", v.NewID(), &model.Contact{Kind: model.PhoneCall, Date: onDay(ts, "2026-11-20"), Facts: args[2]})
	})
}

// writeBirth corrects the birth of the holder of a household: birth DIR LAST-NAME YEAR.
func writeBirth(ts *testscript.TestScript, _ bool, args []string) {
	inVault(ts, args[0], func(v *store.Vault) (model.Write, bool) {
		c := householdOf(ts, v, args[1])
		m := c.Members()[0]
		m.Birth = args[2]
		return c.Put("member.edit", m.ID, &m)
	})
}

func inVault(ts *testscript.TestScript, dir string, write func(v *store.Vault) (model.Write, bool)) {
	openVault(ts, dir, func(v *store.Vault) {
		if w, ok := write(v); ok {
			_, err := v.Commit(model.ID{}, w)
			ts.Check(err)
		}
	})
}

func openVault(ts *testscript.TestScript, dir string, use func(v *store.Vault)) {
	locked, err := store.Open(store.Options{Dir: ts.MkAbs(dir)})
	ts.Check(err)
	v, err := locked.Unlock(demo.Passphrase)
	ts.Check(err)
	use(v)
	ts.Check(v.Close())
}

func householdOf(ts *testscript.TestScript, v *store.Vault, last string) *model.Case {
	for _, c := range v.Cases() {
		if strings.HasPrefix(c.Name(), last) {
			return c
		}
	}
	ts.Fatalf("no household %s", last)
	return nil
}

// halve cuts a file in half: halve FILE.
func halve(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	info, err := os.Stat(path)
	ts.Check(err)
	ts.Check(os.Truncate(path, info.Size()/2))
}

// meet makes two people accept each other's cards: meet DIR DIR.
func meet(ts *testscript.TestScript, _ bool, args []string) {
	var cards []*store.Card
	for _, dir := range args {
		openVault(ts, dir, func(v *store.Vault) {
			a := &app{now: time.Now}
			card, err := a.ownCard(v)
			ts.Check(err)
			cards = append(cards, card)
		})
	}
	for i, dir := range args {
		openVault(ts, dir, func(v *store.Vault) {
			card := cards[1-i]
			ts.Check(v.AddCard(card))
			ts.Check(v.Trust(card.Device(), card.Words(), false))
		})
	}
}
