package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"seuil/model"
	"seuil/store"
	"seuil/store/bundle"
	"seuil/store/storetest"
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

// eraseHousehold erases the case of a household: erase DIR LAST-NAME.
func eraseHousehold(ts *testscript.TestScript, _ bool, args []string) {
	openVault(ts, args[0], func(v *store.Vault) { ts.Check(v.Erase(householdOf(ts, v, args[1]).ID, model.ErasureAsked)) })
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

// makeParts makes a trusted colleague's send in three bundles: parts VAULT FOLDER. The second and the third go on with the case that the
// first begins; old.seuil holds again what the first does, as another bundle.
func makeParts(ts *testscript.TestScript, _ bool, args []string) {
	write := func(name string, b []byte) {
		ts.Check(os.MkdirAll(ts.MkAbs(args[1]), 0o700))
		ts.Check(os.WriteFile(filepath.Join(ts.MkAbs(args[1]), name), b, 0o600))
	}
	openVault(ts, args[0], func(v *store.Vault) {
		card, err := (&app{now: time.Now}).ownCard(v)
		ts.Check(err)
		zoe, again := newSender(ts), newSender(ts)
		ts.Check(v.AddCard(zoe.Card))
		storetest.Trust(scriptTB{ts: ts}, v, zoe.Card.Device(), false)
		send := model.ID{1}
		for i := range 3 {
			writePart(zoe, i)
			write(fmt.Sprintf("part%d.seuil", i+1), zoe.Bundle(card, func(m *bundle.Manifest) { m.Send, m.Part, m.Parts = send, i+1, 3 }))
		}
		writePart(again, 0)
		write("old.seuil", again.Bundle(card, func(m *bundle.Manifest) { m.ID = model.ID{2} }))
	})
}

// writePart writes what stands in a part, counted from 0: a member of the household each.
func writePart(e *storetest.Enemy, i int) {
	id := model.ID{3}
	if i == 0 {
		e.Write(id, model.KindCase, id, "case.new", map[string]string{"programme": "sauvegarde", "agency": "apt"})
	}
	e.Write(id, model.KindMember, model.ID{4, byte(i)}, "member.add", map[string]string{"last": "PARTIE", "first": []string{"Un", "Deux", "Trois"}[i], "role": model.RoleHolder})
}

// newSender is somebody who sends what a test says, as a script needs her.
func newSender(ts *testscript.TestScript) *storetest.Enemy {
	return storetest.NewEnemy(scriptTB{ts: ts}, "Zoé Alard", "Soligone")
}

// scriptTB lets a script use what fails a test.
type scriptTB struct {
	testing.TB
	ts *testscript.TestScript
}

func (scriptTB) Helper()             {}
func (s scriptTB) Fatal(args ...any) { s.ts.Fatalf("%v", args) }

// byWords makes an emergency bundle whose words cost little to try: bywords DIR NAME FOLDER FILE, where FILE is a copy of "pass" with the
// words on a line of their own.
func byWords(ts *testscript.TestScript, _ bool, args []string) {
	locked, err := store.Open(store.Options{Dir: ts.MkAbs(args[0]), WordsWork: 10})
	ts.Check(err)
	v, err := locked.Unlock(demo.Passphrase)
	ts.Check(err)
	found := matchingPeers(v.Peers(), args[1])
	if len(found) != 1 {
		ts.Fatalf("%d people are called %s", len(found), args[1])
	}
	o, err := v.PrepareSend(context.Background(), store.Send{To: found[0].Device, Words: true}, nil)
	ts.Check(err)
	_, err = o.Write(context.Background(), ts.MkAbs(args[2]), nil)
	ts.Check(err)
	ts.Check(v.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[3]), []byte(demo.Passphrase+"\n"+strings.Join(o.Words, " ")+"\n"), 0o600))
}
