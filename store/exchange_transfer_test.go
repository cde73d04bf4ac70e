package store_test

import (
	"context"
	"crypto/ed25519"
	"slices"
	"strings"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/bundle"
	"seuil/store/storetest"
)

// join makes the associations of two people one team.
func join(t testing.TB, a, b *member) {
	t.Helper()
	for _, pair := range [][2]*member{{a, b}, {b, a}} {
		if err := pair[0].v.Join(pair[1].v.Device()); err != nil {
			t.Fatal(err)
		}
	}
}

// gives has somebody propose a case to a worker of another association by a copy of its household and of the synthèses, as the page does.
func (m *member) gives(t testing.TB, id model.ID, to *member) (passage, copied model.ID) {
	t.Helper()
	passage, copied = m.v.NewCase(), m.v.NewCase()
	c, me, taker := m.v.Case(id), m.v.Card(), to.v.Card()
	on := model.DateOf(storetest.Noon)
	ch := model.Choice{Parts: []model.Part{model.PartHousehold, model.PartDwelling}}
	for _, k := range c.Contacts() {
		if k.ReadBack {
			ch.Syntheses = append(ch.Syntheses, k.ID)
		}
	}
	x := model.Copy("handover.propose", c, copied, m.v.NewID(), ch, func(model.Contact) string { return "note de " + me.Name })
	writes := c.Propose("handover.propose", m.v.NewID(), model.Handover{From: me.Worker, To: taker.Worker, Name: taker.Name, Passage: passage, Proposed: on}, m.v.Case)
	w1, _ := (&model.Case{ID: passage}).Put("handover.propose", passage, &model.Passage{Copy: copied, From: me.Worker, Giver: me.Name, House: me.Association,
		To: taker.Worker, Taker: taker.Name, Household: c.Name(), Proposed: on, Pack: "Ce qui est à faire"})
	w2, _ := (&model.Case{ID: copied}).Put("handover.propose", copied, &model.Arrival{Passage: passage, By: me.Name, House: me.Association, To: taker.Worker, Proposed: on})
	storetest.Commit(t, m.v, append(append(writes, w1, w2), x.Writes...)...)
	return passage, copied
}

// offered are two associations, one of which has proposed a household to a worker of the other.
func offered(t testing.TB) (claire, yanis *member, id, passage, copied model.ID) {
	t.Helper()
	claire, yanis = newPerson(t, "Claire Roux", "Soligone"), newPerson(t, "Yanis Dorvaux", "Cap Habitat")
	meet(t, claire, yanis)
	id = secretive(t, claire)
	passage, copied = claire.gives(t, id, yanis)
	claire.give(t, yanis)
	return claire, yanis, id, passage, copied
}

// answers has the one to whom a case is proposed answer.
func (m *member) answers(t testing.TB, passage, copied model.ID, accepted bool) {
	t.Helper()
	if accepted {
		storetest.Commit(t, m.v, model.Take("handover.accept", m.v.Case(copied), m.v.Case(passage), "cap-habitat", model.DateOf(storetest.Noon))...)
	} else if err := m.v.Decline("handover.refuse", copied, "déjà seize ménages"); err != nil {
		t.Fatal(err)
	}
}

func households(v *store.Vault) (names []string) {
	for _, c := range v.Cases() {
		names = append(names, c.Name())
	}
	slices.Sort(names)
	return names
}

func TestAnotherAssociationGetsWhatIsProposedToItAndNothingElse(t *testing.T) {
	claire, yanis := newPerson(t, "Claire Roux", "Soligone"), newPerson(t, "Yanis Dorvaux", "Cap Habitat")
	meet(t, claire, yanis)
	id, other := secretive(t, claire), storetest.Household(t, claire.v, "TAVERNIER", "Lise")
	all := store.Send{To: yanis.v.Device(), Full: true}
	asked := store.Send{To: yanis.v.Device(), Full: true, Cases: []model.ID{id, other, model.RegistryID}}
	for _, s := range []store.Send{all, asked} {
		if o, err := claire.v.PrepareSend(context.Background(), s, nil); err != nil || o.Changes != 0 {
			t.Fatalf("before anything is proposed, %d changes leave, %v", o.Changes, err)
		}
	}
	_, copied := claire.gives(t, id, yanis)
	asked.Cases = append(asked.Cases, copied)
	for _, s := range []store.Send{all, asked} {
		text := opened(t, yanis, claire.send(t, s)[0])
		if !strings.Contains(text, "MAROUDI") || !strings.Contains(text, "Le loyer est payé.") || !strings.Contains(text, "note de Claire Roux") {
			t.Error("what was chosen is not in the bundle")
		}
		secrets := []string{"canari", "TAVERNIER", string(id[:]), id.String(), string(other[:])}
		for r := range claire.v.Case(id).EachRecord() {
			secrets = append(secrets, string(r.ID[:]), r.ID.String())
		}
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("%q leaves with the bundle", secret)
			}
		}
	}
	claire.give(t, yanis)
	if got := households(yanis.v); !slices.Equal(got, []string{"MAROUDI Tarek"}) || len(yanis.v.Registry().Workers()) != 1 {
		t.Errorf("the other association has %v, %d workers", got, len(yanis.v.Registry().Workers()))
	}
	if got := households(claire.v); !slices.Equal(got, []string{"MAROUDI Tarek", "TAVERNIER Lise"}) {
		t.Errorf("she who gives sees %v", got)
	}
	if hits, _, _ := claire.v.Find("tilleuls", 10); len(hits) != 1 {
		t.Errorf("the copy is found beside the original: %v", hits)
	}
}

func TestTheAnswerComesBackAndNothingOfWhatFollows(t *testing.T) {
	for name, accepted := range map[string]bool{"accepted": true, "refused": false} {
		claire, yanis, id, passage, copied := offered(t)
		zoe := newPerson(t, "Zoé Cap", "Cap Habitat")
		meet(t, yanis, zoe)
		yanis.answers(t, passage, copied, accepted)
		if accepted {
			storetest.Note(t, yanis.v, copied, "après la reprise")
		}
		file := yanis.send(t, store.Send{To: claire.v.Device(), Full: true, Cases: []model.ID{copied, passage}})[0]
		if text := opened(t, claire, file); strings.Contains(text, "après la reprise") || strings.Contains(text, "Le loyer est payé.") {
			t.Errorf("%s: the copy goes back", name)
		}
		claire.accept(t, file)
		h, ok := claire.v.Case(id).Heard(claire.v.Case)
		if !ok || h.Open() || h.Accepted != accepted {
			t.Errorf("%s: she who gave hears %+v", name, h)
		}
		if homes := claire.v.Homes([]model.ID{passage}); !slices.Equal(homes, []model.ID{id}) {
			t.Errorf("%s: the answer is told of %v", name, homes)
		}
		if got := households(yanis.v); (len(got) == 1) != accepted {
			t.Errorf("%s: he who answered sees %v", name, got)
		}
		if hits, _, _ := yanis.v.Find("tilleuls", 10); (len(hits) == 1) != accepted {
			t.Errorf("%s: he finds %v", name, hits)
		}
		yanis.give(t, zoe)
		if got := households(zoe.v); (len(got) == 1) != accepted {
			t.Errorf("%s: his colleague sees %v", name, got)
		}
		if again := yanis.reopen(yanis.v); (len(again.Cases()) == 1) != accepted {
			t.Errorf("%s: after a lock he sees %d households", name, len(again.Cases()))
		} else {
			yanis.v = again
		}
		if !accepted {
			continue
		}
		// What the giver still writes to the copy is none of her business any more.
		storetest.Note(t, claire.v, copied, "trop tard")
		in := yanis.preview(t, claire.send(t, store.Send{To: yanis.v.Device()})[0])
		if in.Notes != 0 || !slices.ContainsFunc(in.Aside, func(a store.Aside) bool { return a.Reason == store.ReasonApart }) {
			t.Errorf("a change of the former association is taken in: %d notes", in.Notes)
		}
	}
}

func TestAProposalThatIsWithdrawnBeforeItsAnswerGoesFromTheOtherSide(t *testing.T) {
	claire, yanis, id, passage, copied := offered(t)
	if len(yanis.v.Cases()) != 1 {
		t.Fatal("nothing is proposed")
	}
	storetest.Commit(t, claire.v, claire.v.Case(id).Withdraw("handover.withdraw", claire.v.Case)...)
	claire.give(t, yanis)
	if len(yanis.v.Cases()) != 0 {
		t.Error("what was withdrawn is still proposed")
	}
	if yanis.v.Case(passage) != nil || yanis.v.Case(copied) != nil {
		t.Error("something of it is left")
	}
}

func TestAProposalThatIsWithdrawnBeforeAnyBundleNeverLeaves(t *testing.T) {
	claire, yanis := newPerson(t, "Claire Roux", "Soligone"), newPerson(t, "Yanis Dorvaux", "Cap Habitat")
	meet(t, claire, yanis)
	id := secretive(t, claire)
	claire.give(t, yanis)
	_, copied := claire.gives(t, id, yanis)
	storetest.Commit(t, claire.v, claire.v.Case(id).Withdraw("handover.withdraw", claire.v.Case)...)
	claire.give(t, yanis)
	if yanis.v.Case(copied) != nil {
		t.Error("the copy left, although it was taken back first")
	}
}

// Somebody of another association whose program was altered writes to cases and to the registry: none of it is taken in, nor kept.
func TestAnotherAssociationWritesToNothingButWhatItProposes(t *testing.T) {
	claire, yanis := newPerson(t, "Claire Roux", "Soligone"), newPerson(t, "Yanis Dorvaux", "Cap Habitat")
	meet(t, claire, yanis)
	id := secretive(t, claire)
	before := claire.v.Case(id).Header()
	w1, _ := (&model.Case{ID: id}).Put("test", id, &model.Header{Situation: "forgé"})
	w2, _ := (&model.Case{ID: id}).Put("test", id, &model.Arrival{To: claire.v.Me().ID, House: "Cap Habitat"})
	w3, _ := yanis.v.Registry().Put("test", yanis.v.NewID(), &model.Worker{Name: "Intrus"})
	plain := storetest.Household(t, yanis.v, "INTRUS", "Cas")
	storetest.Commit(t, yanis.v, w1, w2, w3)
	var stored [][]byte
	for _, c := range []model.ID{id, model.RegistryID, plain} {
		stored = append(stored, store.Stored(t, yanis.v, c)...)
	}
	file := store.Forge(t, yanis.v, bundle.KindFull, []ed25519.PublicKey{store.PublicKey(yanis.v), store.PublicKey(claire.v)}, stored, claire.v.Card())
	in := claire.preview(t, file)
	if in.Changes != 0 || in.Complete {
		t.Errorf("%d changes would be taken in, complete %v", in.Changes, in.Complete)
	}
	if _, err := in.Accept(); err != nil {
		t.Fatal(err)
	}
	if claire.v.Case(id).Header() != before || claire.v.Case(plain) != nil || len(claire.v.Registry().Workers()) != 1 {
		t.Error("something was written")
	}
}

func TestTwoAssociationsAreOneTeamOnceSomebodySaysSo(t *testing.T) {
	claire, yanis, bea := newPerson(t, "Claire Roux", "Soligone"), newPerson(t, "Yanis Dorvaux", "Cap Habitat"), newPerson(t, "Béa Sol", "Soligone")
	meet(t, claire, yanis)
	meet(t, claire, bea)
	id := secretive(t, claire)
	if p, _ := claire.v.Peer(yanis.v.Device()); !p.Apart {
		t.Fatal("another association is taken for the team")
	}
	if p, _ := claire.v.Peer(bea.v.Device()); p.Apart {
		t.Fatal("a colleague is taken for somebody of another association")
	}
	// One side alone said so: the other takes nothing in, and gets it once it says so too.
	if err := claire.v.Join(yanis.v.Device()); err != nil {
		t.Fatal(err)
	}
	claire.give(t, yanis)
	if yanis.v.Case(id) != nil {
		t.Error("taken in without a word of his")
	}
	if err := yanis.v.Join(claire.v.Device()); err != nil {
		t.Fatal(err)
	}
	claire.give(t, yanis)
	if yanis.v.Case(id) == nil {
		t.Fatal("nothing passes within the team")
	}
	// What is given by copy within one team goes to him, and never back to the association that gave it.
	passage, copied := claire.gives(t, id, yanis)
	claire.give(t, bea)
	claire.give(t, yanis)
	yanis.answers(t, passage, copied, true)
	storetest.Note(t, yanis.v, copied, "après la reprise")
	yanis.give(t, claire)
	if len(claire.v.Case(copied).Contacts()) != 1 {
		t.Error("a later change came back to the association that gave the case away")
	}
	if h, ok := claire.v.Case(id).Heard(claire.v.Case); !ok || !h.Accepted {
		t.Errorf("she who gave hears %+v", h)
	}
	if got := households(yanis.v); len(got) != 2 {
		t.Errorf("he sees %v", got)
	}
	if got := households(bea.v); len(got) != 1 {
		t.Errorf("her colleague sees %v", got)
	}
}

func TestSomebodyOfAnotherAssociationDoesNotBecomeAColleagueByANewCard(t *testing.T) {
	claire, yanis := newPerson(t, "Claire Roux", "Soligone"), newPerson(t, "Yanis Dorvaux", "Cap Habitat")
	meet(t, claire, yanis)
	id := secretive(t, claire)
	card, err := yanis.v.IssueCard("Soligone", true)
	if err != nil {
		t.Fatal(err)
	}
	if err := claire.v.AddCard(card); err != nil {
		t.Fatal(err)
	}
	o, err := claire.v.PrepareSend(context.Background(), store.Send{To: card.Device(), Cases: []model.ID{id}}, nil)
	if err != nil || o.Changes != 0 || len(o.Held) != 1 {
		t.Errorf("%d changes leave, held %v, %v", o.Changes, o.Held, err)
	}
}
