package store_test

import (
	"context"
	"crypto/ed25519"
	"os"
	"slices"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/bundle"
	"seuil/store/storetest"
)

// waiting are the names of those who have not confirmed an erasure, as a vault knows.
func waiting(t testing.TB, v *store.Vault, id model.ID) (names []string) {
	t.Helper()
	list, err := v.Erasures()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		if e.ID != id {
			continue
		}
		if e.Here {
			names = append(names, "me")
		}
		for _, p := range e.Waiting {
			names = append(names, p.Card.Name)
		}
		return names
	}
	return []string{"nobody ordered it"}
}

func TestAnErasureWaitsForEachColleagueAndTheRegisterSaysForWhom(t *testing.T) {
	ana, bob, chloe := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas"), newMember(t, "Chloé Vidal")
	meet(t, ana, bob)
	meet(t, bob, chloe)
	meet(t, ana, chloe)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	other := storetest.Household(t, ana.v, "TAVERNIER", "Lise")
	ana.give(t, bob)
	storetest.Note(t, bob.v, id, "Une note que personne d’autre n’a.")
	if err := bob.v.SaveDraft(draft(bob.v.NewID(), id, "un brouillon")); err != nil {
		t.Fatal(err)
	}
	if err := ana.v.Erase(id, model.ErasureAsked); err != nil {
		t.Fatal(err)
	}
	if got := waiting(t, ana.v, id); !slices.Equal(got, []string{"Bob Delmas", "Chloé Vidal"}) {
		t.Errorf("at first the register waits for %v", got)
	}
	in := bob.preview(t, ana.send(t, store.Send{To: bob.v.Device()})[0])
	want := store.Loss{Notes: 1, Unsent: 1, Drafts: 1}
	if len(in.Orders) != 1 || in.Orders[0].ID != id || in.Orders[0].Loss != want || in.Orders[0].Reason != model.ErasureAsked {
		t.Fatalf("the preview says %+v", in.Orders)
	}
	if _, err := in.Accept(); err != nil {
		t.Fatal(err)
	}
	if c := bob.v.Case(id); c == nil || len(c.Contacts()) != 1 {
		t.Fatal("it took effect before it was confirmed")
	}
	bob.v = bob.reopen(bob.v)
	if got := waiting(t, bob.v, id); !slices.Equal(got, []string{"me", "Chloé Vidal"}) {
		t.Errorf("before Bob confirms, his register waits for %v", got)
	}
	bob.give(t, chloe) // he still has the case, and passes on the order only
	if chloe.v.Case(id) != nil || chloe.v.Case(other) == nil {
		t.Error("a case that is to be erased spreads, or another one does not")
	}
	if err := bob.v.ConfirmErasure(id); err != nil {
		t.Fatal(err)
	}
	wantError(t, bob.v.ConfirmErasure(id), store.ErrErased)
	if bob.v.Case(id) != nil || len(bob.v.Drafts()) != 0 {
		t.Error("it is confirmed and something is still there")
	}
	chloe.give(t, ana) // Chloé never had it: her program said so by itself
	bob.give(t, ana)
	bob.give(t, chloe)
	for _, m := range []*member{ana, chloe} {
		if got := waiting(t, m.v, id); len(got) > 0 {
			t.Errorf("at the end the register waits for %v", got)
		}
	}
	for _, m := range []*member{ana, bob, chloe} {
		m.close(m.v)
		wantSound(t, m.scratch)
	}
}

// Whoever still has the case sends it by every way there is.
func TestAnErasedCaseIsTakenInByNoWay(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	ana.give(t, bob)
	bob.give(t, ana)
	late := bob.send(t, store.Send{To: ana.v.Device(), Full: true})[0] // made before he knew
	stored := store.Stored(t, bob.v, id)
	if err := ana.v.Erase(id, model.ErasureAsked); err != nil {
		t.Fatal(err)
	}
	storetest.Note(t, bob.v, id, "Un ajout.")
	files := map[string][]byte{
		"a bundle that was under way":           late,
		"what was written since":                bob.send(t, store.Send{To: ana.v.Device()})[0],
		"everything again":                      bob.send(t, store.Send{To: ana.v.Device(), Full: true})[0],
		"a bundle of it alone, with half of it": store.Forge(t, bob.v, bundle.KindDelta, []ed25519.PublicKey{store.PublicKey(ana.v)}, stored[1:], ana.v.Card()),
	}
	for name, file := range files {
		in := ana.preview(t, file)
		if in.Erased == 0 || !in.Complete || len(in.Aside) > 0 {
			t.Errorf("%s: %d changes are kept out, complete %v, %d set aside", name, in.Erased, in.Complete, len(in.Aside))
		}
		if _, err := in.Accept(); err != nil {
			t.Fatal(err)
		}
		if ana.v.Case(id) != nil {
			t.Fatalf("%s brings it back", name)
		}
	}
	ana.give(t, bob)
	o, err := bob.v.PrepareSend(context.Background(), store.Send{To: ana.v.Device(), Full: true, Cases: []model.ID{id}}, nil)
	if err != nil || len(o.Cases) > 0 || !slices.Contains(o.Held, id) {
		t.Errorf("Bob knows that it is to be erased, and sends %d cases of it, %v", len(o.Cases), err)
	}
}

func TestTheOrderInTheSameBundleCounts(t *testing.T) {
	ana, bob, chloe := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas"), newMember(t, "Chloé Vidal")
	meet(t, ana, bob)
	meet(t, bob, chloe)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	stored := store.Stored(t, ana.v, id)
	if err := ana.v.Erase(id, model.ErasureMistake); err != nil {
		t.Fatal(err)
	}
	ana.give(t, bob)
	all := append(store.Stored(t, bob.v, model.RegistryID), stored...)
	file := store.Forge(t, bob.v, bundle.KindFull, []ed25519.PublicKey{store.PublicKey(ana.v), store.PublicKey(bob.v)}, all, chloe.v.Card())
	in := chloe.preview(t, file)
	if _, err := in.Accept(); err != nil || in.Erased != 2 || len(in.Orders) != 0 || chloe.v.Case(id) != nil {
		t.Errorf("%d changes are kept out, %d orders, %v", in.Erased, len(in.Orders), err)
	}
}

// Ana has two laptops: her private notes go from both, although the team never hears of them.
func TestThePrivateNotesOfAnErasedCaseGoFromBothLaptops(t *testing.T) {
	first := newMember(t, "Ana Roquebrane")
	second := newMemberWith(t, first.v.Me())
	first.trusts(t, second, true)
	second.trusts(t, first, true)
	id, own, other := household(t, first.v)
	first.give(t, second)
	second.give(t, first)
	first.give(t, second) // now the second knows what the first has
	if second.v.Case(own) == nil {
		t.Fatal("the private notes have not arrived")
	}
	if err := first.v.Erase(id, model.ErasureAsked); err != nil {
		t.Fatal(err)
	}
	w, _ := second.v.Case(own).Put("note.add", second.v.NewID(), &model.Contact{Kind: model.HomeVisit, Date: 1, Facts: secret})
	storetest.Commit(t, second.v, w)
	in := first.preview(t, second.send(t, store.Send{To: first.v.Device()})[0])
	if _, err := in.Accept(); err != nil || in.Erased != 1 || !in.Complete {
		t.Errorf("of a private note written since, %d changes are kept out, complete %v, %v", in.Erased, in.Complete, err)
	}
	in = second.preview(t, first.send(t, store.Send{To: second.v.Device()})[0])
	if len(in.Orders) != 1 || in.Orders[0].Private != 2 || in.Orders[0].Unsent != 0 {
		t.Fatalf("%+v", in.Orders)
	}
	if _, err := in.Accept(); err != nil {
		t.Fatal(err)
	}
	if err := second.v.ConfirmErasure(id); err != nil {
		t.Fatal(err)
	}
	for _, m := range []*member{first, second} {
		if m.v.Case(id) != nil || m.v.Case(own) != nil || m.v.Case(other) == nil {
			t.Error("not what was to be erased is gone")
		}
	}
}

func TestTheLandlordIsToldToEraseHerCopyAndSaysThatSheDid(t *testing.T) {
	maelle, helene := newPerson(t, "Maëlle Roquebrane", "Soligone"), newPerson(t, "Hélène Castagnol", "Mistral Habitat")
	meet(t, maelle, helene)
	id := secretive(t, maelle)
	liaison := maelle.tells(t, id, helene)
	maelle.give(t, helene)
	own := storetest.Household(t, helene.v, "LOCATAIRE", "Sien")
	if err := maelle.v.Erase(id, model.ErasureAsked); err != nil {
		t.Fatal(err)
	}
	if maelle.v.Case(liaison) != nil {
		t.Error("the copy is still here")
	}
	if got := waiting(t, maelle.v, liaison); !slices.Equal(got, []string{"Hélène Castagnol"}) {
		t.Errorf("the register waits for %v", got)
	}
	file := maelle.send(t, store.Send{To: helene.v.Device()})[0]
	in := helene.preview(t, file)
	if len(in.Orders) != 1 || in.Orders[0].ID != liaison || in.Orders[0].By != maelle.v.Card().Worker || in.Changes != 0 {
		t.Fatalf("the landlord reads %+v, %d changes", in.Orders, in.Changes)
	}
	if _, err := in.Accept(); err != nil {
		t.Fatal(err)
	}
	helene.v = helene.reopen(helene.v)
	if helene.v.Case(liaison) == nil || !slices.Equal(waiting(t, helene.v, liaison), []string{"me"}) {
		t.Fatal("the order does not wait for her")
	}
	if in := helene.preview(t, maelle.send(t, store.Send{To: helene.v.Device()})[0]); len(in.Orders) != 0 {
		t.Error("the same order is told twice")
	}
	if err := helene.v.ConfirmErasure(liaison); err != nil {
		t.Fatal(err)
	}
	if helene.v.Case(liaison) != nil || helene.v.Case(own) == nil {
		t.Error("not what was to be erased is gone")
	}
	helene.give(t, maelle)
	if got := waiting(t, maelle.v, liaison); len(got) > 0 {
		t.Errorf("after her confirmation the register waits for %v", got)
	}
	o, err := maelle.v.PrepareSend(context.Background(), store.Send{To: helene.v.Device()}, nil)
	if err != nil || len(o.Erased) > 0 || o.Changes > 0 {
		t.Errorf("she is told again: %d erasures, %d changes, %v", len(o.Erased), o.Changes, err)
	}
}

// A stranger to what the landlord was told orders her to erase it; a landlord orders the team to.
func TestNobodyIsToldToEraseWhatSomebodyElseTold(t *testing.T) {
	maelle, helene, yanis := newPerson(t, "Maëlle Roquebrane", "Soligone"), newPerson(t, "Hélène Castagnol", "Mistral Habitat"), newPerson(t, "Yanis Dorvaux", "Cap Habitat")
	meet(t, maelle, helene)
	meet(t, yanis, helene)
	id := secretive(t, maelle)
	liaison := maelle.tells(t, id, helene)
	maelle.give(t, helene)
	order := []bundle.Erasure{{Case: liaison, At: storetest.Noon}, {Case: id, At: storetest.Noon}, {Case: model.RegistryID, At: storetest.Noon}}
	in := helene.preview(t, store.ForgeErasures(t, yanis.v, order, helene.v.Card()))
	if _, err := in.Accept(); err != nil || len(in.Orders) != 0 || helene.v.Case(liaison) == nil || helene.v.Case(model.RegistryID) == nil {
		t.Errorf("another association orders it: %+v, %v", in.Orders, err)
	}
	in = maelle.preview(t, store.ForgeErasures(t, helene.v, order, maelle.v.Card()))
	if _, err := in.Accept(); err != nil || len(in.Orders) != 0 || maelle.v.Case(id) == nil || len(maelle.v.Registry().Erasures()) != 0 {
		t.Errorf("a landlord orders it: %+v, %v", in.Orders, err)
	}
}

// What was rescued beside a vault whose disk failed is of a case that was erased on another day.
func TestARescuedDraftOfAnErasedCaseIsDropped(t *testing.T) {
	s, v := newScratch(t)
	id, _, _ := household(t, v)
	store.BreakDisk(v)
	w, _ := v.Case(id).Put("note.add", v.NewID(), &model.Contact{Kind: model.HomeVisit, Date: 1, Facts: secret})
	if _, err := v.Commit(model.ID{}, w); err == nil {
		t.Fatal("the disk works")
	}
	if err := v.SaveDraft(draft(v.NewID(), id, secret)); err != nil {
		t.Fatal(err)
	}
	s.close(v)
	kept, err := os.ReadFile(s.path("coffre.rescue"))
	if err != nil {
		t.Fatal(err)
	}
	v = s.mustUnlock()
	if err := v.Erase(id, model.ErasureAsked); err != nil {
		t.Fatal(err)
	}
	s.close(v)
	if err := os.WriteFile(s.path("coffre.rescue"), kept, 0o600); err != nil {
		t.Fatal(err)
	}
	v = s.mustUnlock()
	defer v.Close()
	if _, err := os.Stat(s.path("coffre.rescue")); !os.IsNotExist(err) || len(v.Drafts()) != 1 {
		t.Errorf("it is still there, %v, or among %d drafts", err, len(v.Drafts()))
	}
}

// A case that was passed on to another association is erased by those who gave it, then the copy by those who took it.
func TestWhatPassedACaseOnGoesWithItAndTheCopyStaysWithThoseWhoTookIt(t *testing.T) {
	claire, yanis, id, passage, copied := offered(t)
	yanis.answers(t, passage, copied, true)
	yanis.give(t, claire)
	if err := claire.v.Erase(id, model.ErasurePassed); err != nil {
		t.Fatal(err)
	}
	for _, c := range []model.ID{id, passage, copied} {
		if claire.v.Case(c) != nil {
			t.Error("something of what was given away is left")
		}
	}
	for _, c := range claire.v.Cases() {
		t.Errorf("%s is shown", c.Name())
	}
	in := yanis.preview(t, claire.send(t, store.Send{To: yanis.v.Device()})[0])
	if _, err := in.Accept(); err != nil || len(in.Orders) > 0 || yanis.v.Case(copied) == nil {
		t.Fatalf("those who took the case are told to erase it: %+v, %v", in.Orders, err)
	}
	if got := waiting(t, claire.v, id); len(got) > 0 {
		t.Errorf("the register waits for %v", got)
	}
	if err := yanis.v.Erase(copied, model.ErasureAsked); err != nil {
		t.Fatal(err)
	}
	if yanis.v.Case(copied) != nil || yanis.v.Case(passage) != nil {
		t.Error("something of what was taken is left")
	}
}
