package store_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"fmt"
	"slices"
	"strings"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/bundle"
	"seuil/store/storetest"
)

// newPerson is a member with the card of an association, or of the landlord.
func newPerson(t testing.TB, name, association string) *member {
	t.Helper()
	return newPersonOf(t, model.Worker{Name: name, Role: model.RoleCESF, Organisation: "soligone"}, association)
}

// newPersonOf is newPerson with a worker who may have another device.
func newPersonOf(t testing.TB, me model.Worker, association string) *member {
	t.Helper()
	s, v := newScratchOf(t, me)
	m := &member{scratch: s, v: v, out: t.TempDir()}
	t.Cleanup(func() { _ = m.v.Close() })
	if _, err := m.v.IssueCard(association, false); err != nil {
		t.Fatal(err)
	}
	return m
}

// secretive is a household with a word in every place that the landlord must not know of.
func secretive(t testing.TB, m *member) model.ID {
	t.Helper()
	id := storetest.Household(t, m.v, "MAROUDI", "Tarek")
	c := m.v.Case(id)
	put := func(v model.Write, ok bool) {
		if !ok {
			t.Fatal("nothing to write")
		}
		storetest.Commit(t, m.v, v)
	}
	h := c.Header()
	h.Situation = "canari-situation"
	put(c.Put("test", id, &h))
	put(c.Put("test", m.v.NewID(), &model.Contact{Kind: model.HomeVisit, Date: model.DateOf(storetest.Noon), Facts: "canari-faits",
		Words: "canari-paroles", Appraisal: "canari-analyse", Place: "canari-lieu", Present: "canari-tiers", ReadBack: true, Shareable: "Le loyer est payé."}))
	put(c.Put("test", m.v.NewID(), &model.Contact{Kind: model.HomeVisit, Date: model.DateOf(storetest.Noon), Shareable: "canari-non-relu"}))
	put(c.Put("test", m.v.NewID(), &model.Task{Label: "canari-tâche", Reason: "canari-raison"}))
	put(c.Put("test", m.v.NewID(), &model.Dwelling{Address: "12 rue des Tilleuls", Access: "canari-accès"}))
	put(c.Put("test", m.v.NewID(), &model.Consent{Purpose: model.PurposeReview, Basis: model.BasisConsent, Fields: []string{"contact.shareable"}, On: model.DateOf(storetest.Noon), Kept: "canari-classeur"}))
	own := &model.Case{ID: m.v.NewCase()}
	mark, _ := own.Put("test", own.ID, &model.Companion{Main: id})
	private, _ := own.Put("test", m.v.NewID(), &model.Contact{Date: model.DateOf(storetest.Noon), Facts: "canari-privé", Shareable: "canari-privé", ReadBack: true})
	storetest.Commit(t, m.v, mark, private)
	return id
}

// tells has somebody tell a landlord all that may be told of a case, as the page does, and returns the liaison case.
func (m *member) tells(t testing.TB, id model.ID, to *member) model.ID {
	t.Helper()
	worker := to.v.Card().Worker
	c := m.v.Case(id)
	link := c.LinkTo(worker)
	a := model.Allowance{Purpose: model.PurposeReview, Fields: model.Tellable(), On: model.DateOf(storetest.Noon)}
	for _, k := range c.Contacts() {
		a.Notes = append(a.Notes, k.ID)
	}
	x := model.Extract(c, m.v.Case(link.Case), link, model.Liaison{To: worker, Landlord: "Mistral Habitat", Association: "Soligone", Worker: m.v.Me().Name}, a)
	writes := x.Writes
	if w, ok := c.Put(model.ActTell, model.LinkID(worker), &link); ok {
		writes = append(writes, w)
	}
	w, _ := c.Put(model.ActTell, m.v.NewID(), &model.Disclosure{To: "Hélène, Mistral Habitat", Purpose: a.Purpose, On: a.On, Digest: model.Digest(x.Told)})
	storetest.Commit(t, m.v, append(writes, w)...)
	return link.Case
}

// opened is all that a bundle holds for its recipient, decrypted, as text.
func opened(t testing.TB, to *member, file []byte) string {
	t.Helper()
	return string(bytes.Join(store.Opened(t, to.v, file), nil))
}

func TestALandlordGetsTheLiaisonCaseAndNothingElse(t *testing.T) {
	maelle, helene := newPerson(t, "Maëlle Roquebrane", "Soligone"), newPerson(t, "Hélène Castagnol", "Mistral Habitat")
	meet(t, maelle, helene)
	id := secretive(t, maelle)
	other := storetest.Household(t, maelle.v, "TAVERNIER", "Lise")
	for name, s := range map[string]store.Send{
		"before anything is told, everything is asked for": {},
		"the case itself is asked for":                     {Cases: []model.ID{id, other}, Full: true},
	} {
		s.To = helene.v.Device()
		o, err := maelle.v.PrepareSend(context.Background(), s, nil)
		if err != nil || o.Changes != 0 || o.Registry != 0 {
			t.Errorf("%s: %d changes leave, %d of the registry, %v", name, o.Changes, o.Registry, err)
		}
	}
	liaison := maelle.tells(t, id, helene)
	for name, s := range map[string]store.Send{
		"everything is asked for":      {},
		"the case itself is asked for": {Cases: []model.ID{id, other, liaison}, Full: true},
	} {
		s.To = helene.v.Device()
		file := maelle.send(t, s)[0]
		text := opened(t, helene, file)
		if !strings.Contains(text, "MAROUDI") || !strings.Contains(text, "Le loyer est payé.") || !strings.Contains(text, "12 rue des Tilleuls") {
			t.Errorf("%s: what was told is not in the bundle", name)
		}
		secrets := []string{"canari", "TAVERNIER", string(id[:]), string(other[:])}
		for r := range maelle.v.Case(id).EachRecord() {
			secrets = append(secrets, string(r.ID[:]), r.ID.String())
			for _, ch := range r.Changes() {
				secrets = append(secrets, string(ch.ID[:]), string(ch.Salt[:]))
			}
		}
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("%s: %q leaves with the bundle", name, secret)
			}
		}
	}
	maelle.give(t, helene)
	if cases := helene.v.Cases(); len(cases) != 1 || cases[0].ID != liaison || cases[0].Name() != "MAROUDI Tarek" {
		t.Errorf("the landlord has %d cases", len(cases))
	}
	if n := len(helene.v.Registry().Workers()); n != 1 {
		t.Errorf("the landlord knows of %d workers", n)
	}
	if cases := maelle.v.Cases(); len(cases) != 2 {
		t.Errorf("the worker sees %d households, the liaison case among them", len(cases))
	}
	if hits, _, _ := maelle.v.Find("tilleuls", 10); len(hits) > 1 {
		t.Errorf("the copy is found beside the original: %v", hits)
	}
	if homes := maelle.v.Homes([]model.ID{liaison, id, other}); !slices.Equal(homes, []model.ID{id, other}) {
		t.Errorf("the liaison case is seen in %v", homes)
	}
}

func TestTheLandlordsAnswerComesBackAndNothingElseOfHers(t *testing.T) {
	maelle, helene := newPerson(t, "Maëlle Roquebrane", "Soligone"), newPerson(t, "Hélène Castagnol", "Mistral Habitat")
	meet(t, maelle, helene)
	id := secretive(t, maelle)
	liaison := maelle.tells(t, id, helene)
	maelle.give(t, helene)
	own := storetest.Household(t, helene.v, "LOCATAIRE", "Sien")
	w, _ := helene.v.Case(liaison).Put("liaison.reply", helene.v.NewID(), &model.Reply{Sort: model.ReplyDecision, Text: "Mutation acceptée.", On: model.DateOf(storetest.Noon), By: "Hélène Castagnol"})
	storetest.Commit(t, helene.v, w)
	file := helene.send(t, store.Send{To: maelle.v.Device()})[0]
	if text := opened(t, maelle, file); strings.Contains(text, "LOCATAIRE") || !strings.Contains(text, "Mutation acceptée.") {
		t.Error("the landlord sends more or less than her answer")
	}
	maelle.accept(t, file)
	if got := maelle.v.Case(liaison).Replies(); len(got) != 1 || got[0].Text != "Mutation acceptée." {
		t.Errorf("%+v", got)
	}
	if maelle.v.Case(own) != nil {
		t.Error("a case of the landlord's own has come over")
	}
	stranger := newPerson(t, "Yanis Dorvaux", "Cap Habitat") // another association, which told her nothing
	meet(t, stranger, helene)
	o, err := helene.v.PrepareSend(context.Background(), store.Send{To: stranger.v.Device()}, nil)
	if err != nil || o.Changes != 0 {
		t.Errorf("%d changes of what one association told go to another, %v", o.Changes, err)
	}
}

// A landlord whose program was altered writes to cases and to the registry of the team: none of it is taken in.
func TestALandlordsDeviceWritesToNothingButWhatItWasTold(t *testing.T) {
	maelle, helene := newPerson(t, "Maëlle Roquebrane", "Soligone"), newPerson(t, "Hélène Castagnol", "Mistral Habitat")
	meet(t, maelle, helene)
	id := secretive(t, maelle)
	liaison := maelle.tells(t, id, helene)
	maelle.give(t, helene)
	before := fmt.Sprint(maelle.v.Registry().Workers(), maelle.v.Case(id).Header())
	w1, _ := (&model.Case{ID: id}).Put("test", id, &model.Header{Situation: "forgé"})
	w2, _ := helene.v.Registry().Put("test", helene.v.NewID(), &model.Worker{Name: "Intrus"})
	fresh := &model.Case{ID: helene.v.NewCase()}
	w3, _ := fresh.Put("test", fresh.ID, &model.Liaison{To: maelle.v.Me().ID, Landlord: "faux"})
	w4, _ := helene.v.Case(liaison).Put("test", helene.v.NewID(), &model.Reply{Text: "vrai"})
	changes := storetest.Commit(t, helene.v, w1, w2, w3, w4)
	var stored [][]byte
	for _, c := range []model.ID{id, model.RegistryID, fresh.ID, liaison} {
		stored = append(stored, store.Stored(t, helene.v, c)...)
	}
	file := store.Forge(t, helene.v, bundle.KindFull, []ed25519.PublicKey{store.PublicKey(helene.v), store.PublicKey(maelle.v)}, stored, maelle.v.Card())
	in := maelle.preview(t, file)
	aside := 0
	for _, a := range in.Aside {
		if a.Reason == store.ReasonAudience {
			aside++
		}
	}
	if _, err := in.Accept(); err != nil {
		t.Fatal(err)
	}
	if after := fmt.Sprint(maelle.v.Registry().Workers(), maelle.v.Case(id).Header()); after != before || maelle.v.Case(fresh.ID) != nil {
		t.Errorf("written: %s", after)
	}
	if len(changes) != 4 || aside < 3 || len(maelle.v.Case(liaison).Replies()) != 1 {
		t.Errorf("%d changes were set aside for being none of her business, %d answers came", aside, len(maelle.v.Case(liaison).Replies()))
	}
}

// Once known as the landlord's, a device gets no more by a card that names a colleague's association, nor by a new device that the old one
// vouches for.
func TestALandlordDoesNotBecomeAColleagueByANewCard(t *testing.T) {
	maelle, helene := newPerson(t, "Maëlle Roquebrane", "Soligone"), newPerson(t, "Hélène Castagnol", "Mistral Habitat")
	meet(t, maelle, helene)
	id := secretive(t, maelle)
	card, err := helene.v.IssueCard("Soligone", true)
	if err != nil {
		t.Fatal(err)
	}
	if err := maelle.v.AddCard(card); err != nil {
		t.Fatal(err)
	}
	p, ok := maelle.v.Peer(card.Device())
	if !ok || !p.Verified || p.Card.Association != "Soligone" {
		t.Fatalf("the new card is not taken over: %+v", p)
	}
	o, err := maelle.v.PrepareSend(context.Background(), store.Send{To: p.Device, Cases: []model.ID{id}}, nil)
	if err != nil || o.Changes != 0 || len(o.Held) != 1 {
		t.Errorf("%d changes leave, held %v, %v", o.Changes, o.Held, err)
	}
	if len(maelle.v.Landlords()) != 1 {
		t.Error("she is no longer among the landlords")
	}
}

func TestTwoColleaguesShareTheLiaisonCaseAndItsRegister(t *testing.T) {
	maelle, yanis, helene := newPerson(t, "Maëlle", "Soligone"), newPerson(t, "Yanis", "Cap Habitat"), newPerson(t, "Hélène", "Mistral Habitat")
	meet(t, maelle, helene)
	meet(t, maelle, yanis)
	join(t, maelle, yanis)
	id := secretive(t, maelle)
	liaison := maelle.tells(t, id, helene)
	for _, file := range maelle.send(t, store.Send{To: yanis.v.Device(), Cases: []model.ID{id}}) {
		yanis.accept(t, file)
	}
	if yanis.v.Case(liaison) == nil || len(yanis.v.Case(id).Disclosures()) != 1 || len(yanis.v.Cases()) != 1 {
		t.Errorf("liaison %v, %d disclosures, %d households", yanis.v.Case(liaison) != nil, len(yanis.v.Case(id).Disclosures()), len(yanis.v.Cases()))
	}
	if again := yanis.reopen(yanis.v); len(again.Cases()) != 1 {
		t.Errorf("after a lock %d households", len(again.Cases()))
	} else {
		yanis.v = again
	}
}

// Undoing is a correcting write: what was sent stays sent, and the correction gets there with the next bundle.
func TestWhatWasTakenBackGetsToTheLandlordToo(t *testing.T) {
	maelle, helene := newPerson(t, "Maëlle Roquebrane", "Soligone"), newPerson(t, "Hélène Castagnol", "Mistral Habitat")
	meet(t, maelle, helene)
	id := secretive(t, maelle)
	liaison := maelle.tells(t, id, helene)
	maelle.give(t, helene)
	step, ok := maelle.v.History().Undo(0)
	if !ok || step.Act != model.ActTell {
		t.Fatalf("the last step is %q", step.Act)
	}
	writes, _ := step.Reverse(model.ActUndo, maelle.v.Case)
	storetest.Commit(t, maelle.v, writes...)
	maelle.give(t, helene)
	if c := helene.v.Case(liaison); len(c.Members()) != 0 || len(c.Contacts()) != 0 {
		t.Errorf("she still reads of %d members and %d notes", len(c.Members()), len(c.Contacts()))
	}
	if d := maelle.v.Case(id).Disclosures(); len(d) != 1 || !d[0].Undone {
		t.Errorf("the register: %+v", d)
	}
	maelle.tells(t, id, helene)
	if links := maelle.v.Case(id).Links(); len(links) != 1 || links[0].Case != liaison {
		t.Errorf("telling again begins another liaison case: %+v", links)
	}
	maelle.give(t, helene)
	if c := helene.v.Case(liaison); len(c.Members()) != 1 || len(helene.v.Cases()) != 1 {
		t.Errorf("told again, she reads of %d members in %d cases", len(c.Members()), len(helene.v.Cases()))
	}

	// A note that was written in the wrong case is retracted with its copy, which goes from her vault too.
	c := maelle.v.Case(id)
	for _, k := range c.Contacts() {
		storetest.Commit(t, maelle.v, append(c.Retract("test", model.KindContact, k.ID), c.RetractCopies("test", k.ID, maelle.v.Case)...)...)
	}
	if len(helene.v.Case(liaison).Contacts()) != 1 {
		t.Fatal("nothing was told that could be retracted")
	}
	maelle.give(t, helene)
	if texts := string(bytes.Join(store.Stored(t, helene.v, liaison), nil)); len(helene.v.Case(liaison).Contacts()) != 0 || strings.Contains(texts, "Le loyer est payé.") {
		t.Error("her vault still has the text")
	}
	if d := maelle.v.Case(id).Disclosures(); len(d) != 2 {
		t.Errorf("the register: %+v", d)
	}
}

// Two machines of the team that have not met each tell the landlord of one household: it is one case for her, and what she answers to
// either is read on both.
func TestTwoMachinesThatTellTheLandlordUnknowinglyWriteToOneLiaisonCase(t *testing.T) {
	maelle, yanis, helene := newPerson(t, "Maëlle", "Soligone"), newPerson(t, "Yanis", "Soligone"), newPerson(t, "Hélène", "Mistral Habitat")
	meet(t, maelle, helene)
	meet(t, yanis, helene)
	meet(t, maelle, yanis)
	id := secretive(t, maelle)
	maelle.give(t, yanis)
	liaison := maelle.tells(t, id, helene)
	h := yanis.v.Case(id).Header()
	h.Agency = "apt"
	w, _ := yanis.v.Case(id).Put("test", id, &h)
	storetest.Commit(t, yanis.v, w)
	if other := yanis.tells(t, id, helene); other != liaison {
		t.Fatalf("two liaison cases: %s and %s", liaison, other)
	}
	answer := func(text string) {
		w, _ := helene.v.Case(liaison).Put("liaison.reply", helene.v.NewID(), &model.Reply{Sort: model.ReplyOffer, Text: text, On: model.DateOf(storetest.Noon)})
		storetest.Commit(t, helene.v, w)
	}
	maelle.give(t, helene)
	answer("T3 à Apt")
	yanis.give(t, helene)
	answer("T4 à Orange")
	if cases := helene.v.Cases(); len(cases) != 1 {
		t.Fatalf("the landlord has %d cases", len(cases))
	}
	helene.give(t, yanis)
	yanis.give(t, maelle)
	maelle.tells(t, id, helene) // which of two values holds is settled by telling it again
	maelle.give(t, yanis)
	maelle.give(t, helene)
	for name, v := range map[string]*store.Vault{"Maëlle": maelle.v, "Yanis": yanis.v, "Hélène": helene.v} {
		if got := v.Case(liaison).Replies(); len(got) != 2 {
			t.Errorf("%s reads %d answers", name, len(got))
		}
		if list := v.Conflicts(); len(list) != 0 {
			t.Errorf("%s is to settle %+v", name, list)
		}
	}
	if r := helene.v.Case(liaison).Record(model.KindCase, liaison); r.Value("agency") != "apt" || len(r.Conflicts()) > 0 {
		t.Errorf("the landlord reads agency %q, in conflict: %v", r.Value("agency"), r.Conflicts())
	}
	if left := maelle.v.Case(id).Disclosures(); len(left) != 3 {
		t.Errorf("the register has %d lines", len(left))
	}
}
