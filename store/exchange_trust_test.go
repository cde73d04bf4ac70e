package store_test

import (
	"errors"
	"strings"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

func TestTrustIsRecordedAsTheOtherTestsPrepareIt(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	if err := errors.Join(ana.v.AddCard(bob.v.Card()), bob.v.AddCard(ana.v.Card())); err != nil {
		t.Fatal(err)
	}
	words := bob.v.Card().Words()
	if err := ana.v.Trust(bob.v.Device(), words, true); err != nil {
		t.Fatal(err)
	}
	storetest.Trust(t, bob.v, ana.v.Device(), true)
	recorded := func(m, other *member) (trust model.Trust, act model.Act) {
		home := m.v.Companion(model.RegistryID)
		trust, _ = home.TrustIn(other.v.Device())
		return trust, home.Record(model.KindTrust, other.v.Device()).Live("on")[0].Act
	}
	found, act := recorded(ana, bob)
	prepared, same := recorded(bob, ana)
	if found.Words != strings.Join(words, " ") || len(strings.Fields(prepared.Words)) != len(words) {
		t.Errorf("the words recorded are %q, those prepared %q", found.Words, prepared.Words)
	}
	prepared.Words = found.Words
	if found != prepared || act != store.ActTrust || same != act {
		t.Errorf("recorded is %+v by %q, prepared %+v by %q", found, act, prepared, same)
	}
}
