package store_test

import (
	"context"
	"crypto/ed25519"
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"seuil/model"
	"seuil/store"
	"seuil/store/bundle"
	"seuil/store/codec"
	"seuil/store/storetest"
)

// trio is three members of a team; Ana and Bob, and Bob and Cléa, have compared their words.
type trio struct{ ana, bob, clea *member }

func newTrio(t testing.TB) trio {
	t.Helper()
	x := trio{newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas"), newMember(t, "Cléa Vidal")}
	meet(t, x.ana, x.bob)
	meet(t, x.bob, x.clea)
	return x
}

// fileOf is the bytes of the vault, to see that nothing was written.
func (m *member) fileOf(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile(m.path("coffre.seuil"))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestADamagedBundleIsRefusedAndWritesNothing(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	file := ana.send(t, store.Send{To: bob.v.Device()})[0]
	before := bob.fileOf(t)
	r := rand.New(rand.NewPCG(3, 1))
	for i := range 120 {
		bad := slices.Clone(file)
		switch i % 3 {
		case 0:
			bad[r.IntN(len(bad))] ^= 1 << r.IntN(8)
		case 1:
			bad = bad[:r.IntN(len(bad))]
		default:
			bad = append(bad, file[:r.IntN(len(file))]...)
		}
		in, err := bob.v.Preview(context.Background(), bad, nil)
		var refusal *bundle.Error
		if in != nil || !errors.As(err, &refusal) || !strings.HasPrefix(refusal.ErrorCode(), "bundle_") {
			t.Fatalf("damage %d: %v", i, err)
		}
	}
	if bob.fileOf(t) != before {
		t.Error("something was written")
	}
}

func TestABundleIsForItsRecipientAlone(t *testing.T) {
	x := newTrio(t)
	storetest.Household(t, x.ana.v, "MAROUDI", "Tarek")
	file := x.ana.send(t, store.Send{To: x.bob.v.Device()})[0]
	_, err := x.clea.v.Preview(context.Background(), file, nil)
	wantError(t, err, bundle.ErrNotForMe)
	_, err = x.ana.v.PrepareSend(context.Background(), store.Send{To: x.clea.v.Device()}, nil)
	wantError(t, err, store.ErrNoRecipient)
	if err := x.ana.v.AddCard(x.clea.v.Card()); err != nil {
		t.Fatal(err)
	}
	_, err = x.ana.v.PrepareSend(context.Background(), store.Send{To: x.clea.v.Device()}, nil)
	wantError(t, err, store.ErrUnverified)
}

func TestAChangeKeepsItsAuthorsSignatureThroughARelay(t *testing.T) {
	x := newTrio(t)
	id := storetest.Household(t, x.ana.v, "MAROUDI", "Tarek")
	x.ana.give(t, x.bob)
	x.bob.give(t, x.clea)
	if got := x.clea.v.Case(id).Changes()[0]; got.Device != x.ana.v.Device() {
		t.Fatal("the author is another one now")
	}
	x.clea.close(x.clea.v)
	report, err := store.Check(x.clea.options(), store.Secret{Words: x.clea.words})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range report.Problems {
		if p.Code != store.ProblemNoBackup {
			t.Errorf("%+v", p)
		}
	}
	x.clea.v = x.clea.mustUnlock()
}

func TestWhatIsNotSignedByItsAuthorIsSetAsideAndTheRestGoesIn(t *testing.T) {
	x := newTrio(t)
	good, bad := storetest.Household(t, x.ana.v, "MAROUDI", "Tarek"), storetest.Household(t, x.ana.v, "TAVERNIER", "Lise")
	storetest.Note(t, x.ana.v, bad, "Visite")
	x.ana.give(t, x.bob)
	changes := store.Stored(t, x.bob.v, bad)
	changes[0][len(changes[0])-1] ^= 1 // of the signature
	changes = append(changes, store.Stored(t, x.bob.v, good)...)
	file := store.Forge(t, x.bob.v, bundle.KindFull, []ed25519.PublicKey{store.PublicKey(x.ana.v)}, changes, x.clea.v.Card())
	in := x.clea.preview(t, file)
	if len(in.Aside) != len(changes)-2 || in.New != 1 || !in.Complete {
		t.Fatalf("%d of %d aside, %d new", len(in.Aside), len(changes), in.New)
	}
	for _, a := range in.Aside {
		if a.Reason != store.ReasonForged {
			t.Errorf("set aside as %s", a.Reason)
		}
	}
	if _, err := in.Accept(); err != nil {
		t.Fatal(err)
	}
	if x.clea.v.Case(good) == nil || x.clea.v.Case(bad) != nil {
		t.Error("not what was signed went in")
	}
	if kept, err := x.clea.v.SetAside(); err != nil || len(kept) != len(in.Aside) || kept[0].From != x.bob.v.Device() {
		t.Errorf("%d kept, %v", len(kept), err)
	}
}

func TestWhatIsNoChangeOrOfAnUnknownKeyIsSetAside(t *testing.T) {
	x := newTrio(t)
	id := storetest.Household(t, x.ana.v, "MAROUDI", "Tarek")
	changes := [][]byte{store.Stored(t, x.ana.v, id)[0], []byte(strings.Repeat("no change", 20))}
	in := x.clea.preview(t, store.Forge(t, x.bob.v, bundle.KindFull, nil, changes, x.clea.v.Card()))
	if len(in.Aside) != 2 || in.Changes != 0 || in.Aside[0].Reason != store.ReasonMalformed || in.Aside[1].Reason != store.ReasonAuthor {
		t.Errorf("%d go in, %d aside", in.Changes, len(in.Aside))
	}
}

func TestPrivateNotesGoToTheWorkersOwnDevicesAlone(t *testing.T) {
	x := newTrio(t)
	id := storetest.Household(t, x.ana.v, "MAROUDI", "Tarek")
	own := x.ana.private(t, id, "Pour moi seule")
	if in := x.bob.preview(t, x.ana.send(t, store.Send{To: x.bob.v.Device(), Full: true})[0]); slices.ContainsFunc(store.Arrived(in), func(c *model.Change) bool { return c.Case == own || c.Kind == model.KindTrust }) {
		t.Fatal("a private note is in a colleague's bundle")
	}
	// A colleague who claims to be the same worker is still a colleague, as long as nobody says that the laptop is hers.
	claims := newMemberWith(t, x.ana.v.Me())
	x.ana.trusts(t, claims, false)
	claims.trusts(t, x.ana, true)
	o, err := x.ana.v.PrepareSend(context.Background(), store.Send{To: claims.v.Device(), Cases: []model.ID{id, own}}, nil)
	if err != nil || !slices.Equal(o.Held, []model.ID{own}) || len(o.Cases) != 1 {
		t.Fatalf("held %v, %d cases, %v", o.Held, len(o.Cases), err)
	}
	x.ana.trusts(t, claims, true)
	x.ana.give(t, claims)
	if claims.v.Companion(id) == nil {
		t.Fatal("the private note did not arrive on the other laptop")
	}
	if x.bob.v.Case(own) != nil {
		t.Fatal("it arrived elsewhere")
	}
}

func TestNobodyElseWritesIntoAPrivateCaseOrMakesACasePrivate(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	own := ana.private(t, id, "Pour moi seule")
	ana.give(t, bob)
	companion := func(of, main model.ID) []byte {
		w, _ := (&model.Case{ID: of}).Put("test", of, &model.Companion{Main: main})
		stored, _ := store.Sign(t, bob.v, w, codec.Place{Seq: 1, Millis: 1})
		return stored
	}
	task, _ := (&model.Case{ID: own}).Put("test", bob.v.NewID(), &model.Task{Label: "intrus"})
	intrusion, _ := store.Sign(t, bob.v, task, codec.Place{Seq: 1, Millis: 1})
	file := store.Forge(t, bob.v, bundle.KindDelta, nil, [][]byte{companion(id, own), intrusion, companion(model.RegistryID, id), companion(bob.v.NewID(), id)}, ana.v.Card())
	in := ana.preview(t, file)
	if in.Changes != 0 || len(in.Aside) != 4 {
		t.Fatalf("%d changes go in, %d aside", in.Changes, len(in.Aside))
	}
	for _, a := range in.Aside {
		if a.Reason != store.ReasonPrivate && a.Change.Case != model.RegistryID { // of the registry, Bob has a first change already
			t.Errorf("%s", a.Reason)
		}
	}
}

func TestWhatFollowsAHoleWaitsAndComesAgain(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	ana.give(t, bob)
	bob.give(t, ana)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	other := storetest.Household(t, ana.v, "TAVERNIER", "Lise")
	changes := append(store.Stored(t, ana.v, id)[1:], store.Stored(t, ana.v, other)...)
	in := bob.preview(t, store.Forge(t, ana.v, bundle.KindDelta, nil, changes, bob.v.Card()))
	if in.Complete || len(in.Aside) != 1 || in.Aside[0].Reason != store.ReasonHole || in.New != 1 {
		t.Fatalf("%d changes, %d aside, complete %v", in.Changes, len(in.Aside), in.Complete)
	}
	if _, err := in.Accept(); err != nil {
		t.Fatal(err)
	}
	if p, _ := bob.v.Peer(ana.v.Device()); !p.Holes {
		t.Error("nothing will be asked for")
	}
	if files := bob.send(t, store.Send{To: ana.v.Device()}); !ana.preview(t, files[0]).Asks {
		t.Error("nothing is asked for")
	}
	ana.give(t, bob)
	if c := bob.v.Case(id); c == nil || len(c.Changes()) != 2 || bob.v.Case(other) == nil {
		t.Error("it did not come again")
	}
	if p, _ := bob.v.Peer(ana.v.Device()); p.Holes {
		t.Error("it is still asked for")
	}
}

func TestARevokedDeviceSendsAndReceivesNothingMoreAndIsCutOffWhereItWas(t *testing.T) {
	x := newTrio(t)
	id := storetest.Household(t, x.ana.v, "MAROUDI", "Tarek")
	x.ana.give(t, x.bob)
	if err := x.clea.v.AddCard(x.ana.v.Card()); err != nil {
		t.Fatal(err)
	}
	if err := x.bob.v.Revoke(x.ana.v.Device(), "volé"); err != nil {
		t.Fatal(err)
	}
	note := storetest.Note(t, x.ana.v, id, "écrite par le voleur")
	_, err := x.bob.v.Preview(context.Background(), x.ana.send(t, store.Send{To: x.bob.v.Device()})[0], nil)
	wantError(t, err, store.ErrRevoked)
	_, err = x.bob.v.PrepareSend(context.Background(), store.Send{To: x.ana.v.Device()}, nil)
	wantError(t, err, store.ErrRevoked)
	wantError(t, x.bob.v.AddCard(x.ana.v.Card()), store.ErrRevoked)
	// Cléa learns of it with the registry; what others pass on of the thief is set aside then.
	x.bob.give(t, x.clea)
	relayed := store.Forge(t, x.bob.v, bundle.KindDelta, []ed25519.PublicKey{store.PublicKey(x.ana.v)}, store.Stored(t, x.ana.v, id), x.clea.v.Card())
	in := x.clea.preview(t, relayed)
	if len(in.Aside) != 1 || in.Aside[0].Reason != store.ReasonRevoked || in.Changes != 1 || in.Notes != 0 {
		t.Fatalf("%d changes, %d aside, complete %v", in.Changes, len(in.Aside), in.Complete)
	}
	if _, err := in.Accept(); err != nil {
		t.Fatal(err)
	}
	if c := x.clea.v.Case(id); c == nil || c.Record(model.KindContact, note) != nil {
		t.Error("what was accepted before is gone, or the thief's note is there")
	}
	if kept, err := x.clea.v.SetAside(); err != nil || len(kept) != 1 || kept[0].Change.Record != note {
		t.Errorf("%d kept, %v", len(kept), err)
	}
}

func TestATextFromABundleIsCleanAndAWrongClockIsTold(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := ana.v.NewCase()
	w := model.Write{Case: id, Kind: "later.kind", Record: id, Act: "test", Fields: []model.Field{{Name: "words", Value: "a\x1b[31m\u202e b"}}}
	stored, _ := store.Sign(t, ana.v, w, codec.Place{Seq: 1, Millis: storetest.Noon.Add(48 * time.Hour).UnixMilli()})
	in := bob.preview(t, store.Forge(t, ana.v, bundle.KindDelta, nil, [][]byte{stored}, bob.v.Card()))
	if in.Doubtful[ana.v.Device()] != 1 || in.Later != 1 || len(in.Aside) != 0 {
		t.Fatalf("%d changes, %d aside, complete %v", in.Changes, len(in.Aside), in.Complete)
	}
	if v := in.Cases[0].Fields()[0].To; strings.ContainsAny(v, "\x1b\u202e") {
		t.Errorf("%q", v)
	}
	if _, err := in.Accept(); err != nil {
		t.Fatal(err)
	}
	if got := store.Stored(t, bob.v, id); len(got) != 1 || string(got[0]) != string(stored) {
		t.Error("what is not known is not kept byte for byte")
	}
}

func TestAForkIsKeptWholeAndTold(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	ana.give(t, bob)
	end := slices.MaxFunc(ana.v.Case(id).Changes(), func(a, b *model.Change) int { return int(a.Seq) - int(b.Seq) })
	var twins [][]byte
	for _, label := range []string{"une", "autre"} {
		w, _ := ana.v.Case(id).Put("test", ana.v.NewID(), &model.Task{Label: label})
		stored, _ := store.Sign(t, ana.v, w, codec.Place{Seq: 3, Prev: end.ID, Millis: end.Millis + 1})
		twins = append(twins, stored)
	}
	in := bob.preview(t, store.Forge(t, ana.v, bundle.KindDelta, nil, twins, bob.v.Card()))
	if in.Forked[ana.v.Device()] != 1 || in.Changes != 2 {
		t.Fatalf("%d changes, %d aside, complete %v", in.Changes, len(in.Aside), in.Complete)
	}
	if _, err := in.Accept(); err != nil {
		t.Fatal(err)
	}
	if n := len(bob.v.Case(id).Tasks()); n != 2 {
		t.Errorf("%d tasks", n)
	}
	if p, _ := bob.v.Peer(ana.v.Device()); !p.Asks {
		t.Error("what the copy confirmed is still believed")
	}
}

func TestAStubIsTakenInOnlyWithTheRetractionThatVouchesForIt(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	note := storetest.Note(t, ana.v, id, "écrit dans le mauvais dossier")
	storetest.Commit(t, ana.v, ana.v.Case(id).Retract("note.retract", model.KindContact, note)...)
	changes := store.Stored(t, ana.v, id)
	without := slices.DeleteFunc(slices.Clone(changes), func(b []byte) bool {
		c, err := codec.NewReader().Read(b)
		return err != nil || c.Kind == model.KindRetraction
	})
	in := bob.preview(t, store.Forge(t, ana.v, bundle.KindFull, nil, without, bob.v.Card()))
	if in.Changes != 2 || len(in.Aside) != 1 || in.Aside[0].Reason != store.ReasonForged {
		t.Fatalf("%d go in, %d aside", in.Changes, len(in.Aside))
	}
	ana.give(t, bob)
	if r := bob.v.Case(id).Record(model.KindContact, note); !r.Retracted() || len(r.Changes()) != 1 {
		t.Error("the stub is not there")
	}
	for _, stored := range store.Stored(t, bob.v, id) {
		if strings.Contains(string(stored), "mauvais") {
			t.Error("the text is there")
		}
	}
	bob.close(bob.v)
	report, err := store.Check(bob.options(), store.Secret{Words: bob.words})
	if err != nil || slices.ContainsFunc(report.Problems, func(p store.Problem) bool { return p.Code != store.ProblemNoBackup }) {
		t.Errorf("%v, %v", report.Problems, err)
	}
	bob.v = bob.mustUnlock()
}

func TestANoteThatIsRetractedAfterItWasSentGoesThereToo(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	note := storetest.Note(t, ana.v, id, "écrit dans le mauvais dossier")
	ana.give(t, bob)
	storetest.Commit(t, ana.v, ana.v.Case(id).Retract("note.retract", model.KindContact, note)...)
	ana.give(t, bob)
	if err := bob.v.Sweep(); err != nil {
		t.Fatal(err)
	}
	for _, value := range store.Salvaged(t, bob.v, bob.path("coffre.seuil")) {
		if strings.Contains(string(value), "mauvais") {
			t.Fatal("the text is still in the file")
		}
	}
}
