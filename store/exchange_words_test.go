package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"seuil/model"
	"seuil/store"
	"seuil/store/bundle"
	"seuil/store/seal"
	"seuil/store/storetest"
)

// seals makes an emergency bundle and returns its file with the words to be told.
func (m *member) seals(t testing.TB, s store.Send) (file []byte, words []string) {
	t.Helper()
	s.Words = true
	o, err := m.v.PrepareSend(context.Background(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	paths, err := o.Write(context.Background(), m.out, nil)
	if err != nil || len(paths) != 1 {
		t.Fatal(paths, err)
	}
	file, err = os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	return file, o.Words
}

func (m *member) hears(t testing.TB, file []byte, words string) *store.Incoming {
	t.Helper()
	in, err := m.v.PreviewWords(context.Background(), file, words, nil)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// beginnings are the first four letters of words, as they are typed.
func beginnings(words []string) string {
	var typed []string
	for _, w := range words {
		typed = append(typed, string([]rune(w)[:4]))
	}
	return strings.Join(typed, " ")
}

func TestAnEmergencyBundleOpensByItsWordsOnALaptopWhoseCardIsStillUnderWay(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	ana.private(t, id, "Pour moi seule")
	ana.give(t, bob)
	if err := ana.v.Revoke(bob.v.Device(), "portable volé"); err != nil {
		t.Fatal(err)
	}
	fresh := newMember(t, "Bob Delmas")
	fresh.trusts(t, ana, false)

	file, words := ana.seals(t, store.Send{To: bob.v.Device()})
	if _, err := fresh.v.Preview(context.Background(), file, nil); !errors.Is(err, bundle.ErrNeedsWords) {
		t.Fatalf("without its words: %v", err)
	}
	if list, err := fresh.v.Waiting(ana.out); err != nil || len(list) != 1 || !list[0].Words {
		t.Fatalf("in the folder: %+v, %v", list, err)
	}
	in := fresh.hears(t, file, beginnings(words))
	if !in.Words || !in.From.Verified || in.From.Card.Name != "Ana Roquebrane" || in.New != 1 || in.Asks || !in.Complete {
		t.Fatalf("the preview: %+v", in)
	}
	if _, err := in.Accept(); err != nil {
		t.Fatal(err)
	}
	if c := fresh.v.Case(id); c == nil || c.Name() != "MAROUDI Tarek" {
		t.Fatal("the case did not arrive")
	}
	for _, c := range in.Cases {
		if !c.After.Main().IsZero() {
			t.Error("something private went along, which whoever has the words can read")
		}
	}
	if in := fresh.hears(t, file, strings.Join(words, " ")); !in.Already {
		t.Error("the same bundle again is not told to be one that was taken in")
	}
	for name, m := range map[string]*member{"whoever made it": ana, "whoever took it in": fresh} {
		if list, err := m.v.Waiting(ana.out); err != nil || len(list) != 0 {
			t.Errorf("it still waits for %s: %v, %v", name, list, err)
		}
	}
	if _, err := ana.v.Folder(ana.out).Tidy(); err != nil || filesIn(t, ana.out) == 0 {
		t.Errorf("it was removed before anybody could confirm it: %v", err)
	}
}

func TestAnEmergencyBundleLeavesNothingToBeBelievedOfEitherSide(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	file, words := ana.seals(t, store.Send{To: bob.v.Device()})
	if _, err := bob.hears(t, file, strings.Join(words, " ")).Accept(); err != nil {
		t.Fatal(err)
	}
	if p, _ := ana.v.Peer(bob.v.Device()); !p.Asks || !p.Sent.IsZero() {
		t.Errorf("the sender believes something: %+v", p)
	}
	back := bob.preview(t, ana.send(t, store.Send{To: bob.v.Device()})[0])
	if back.Asks || back.Changes != 0 || back.Known == 0 {
		t.Errorf("the next bundle of the sender: %d new, %d known, asks %v", back.Changes, back.Known, back.Asks)
	}
	// The words' bundle is not named as received: a sender who does not know of it would take her own vault for an old copy.
	answer := ana.preview(t, bob.send(t, store.Send{To: ana.v.Device()})[0])
	if answer.Asks || answer.Known == 0 {
		t.Errorf("the answer: asks %v, %d known", answer.Asks, answer.Known)
	}
	if _, err := answer.Accept(); err != nil {
		t.Fatal(err)
	}
	if p, _ := ana.v.Peer(bob.v.Device()); p.Holes {
		t.Error("the sender asks for everything again")
	}
	if ana.v.Case(id) == nil {
		t.Error("the case is gone")
	}
}

func TestWordsThatDoNotOpenABundleWriteNothing(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	file, words := ana.seals(t, store.Send{To: bob.v.Device()})
	before := bob.fileOf(t)
	other := "erig noci ajus cama zest vers erig"
	for _, c := range []struct {
		name, typed string
		want        error
		word        int
	}{
		{"six words", strings.Join(words[:6], " "), bundle.ErrWordsCount, 0},
		{"none", "", bundle.ErrWordsCount, 0},
		{"a word that does not exist", strings.Join(append(append([]string{}, words[:4]...), "xyzzy", words[5], words[6]), " "), seal.ErrUnknownWord, 5},
		{"the words of another bundle", other, bundle.ErrWrongWords, 0},
	} {
		in, err := bob.v.PreviewWords(context.Background(), file, c.typed, nil)
		if in != nil || !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
		var unknown *seal.Error
		if c.word > 0 && (!errors.As(err, &unknown) || unknown.Word != c.word) {
			t.Errorf("%s: the word is not named: %v", c.name, err)
		}
	}
	if bob.fileOf(t) != before {
		t.Error("something was written")
	}
	stranger := newMember(t, "Eve Martin")
	_, err := stranger.v.PreviewWords(context.Background(), file, strings.Join(words, " "), nil)
	var refusal *store.Error
	if !errors.As(err, &refusal) || refusal.Code != store.CodeStranger || refusal.Card.Name != "Ana Roquebrane" {
		t.Errorf("a recipient who does not know the sender: %v", err)
	}
}

func TestAnEmergencyBundleIsForSomebodyWhoseWordsWereComparedOnce(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	if err := ana.v.AddCard(bob.v.Card()); err != nil {
		t.Fatal(err)
	}
	send := store.Send{To: bob.v.Device(), Words: true}
	if _, err := ana.v.PrepareSend(context.Background(), send, nil); !errors.Is(err, store.ErrUnverified) {
		t.Errorf("for a card that nobody verified: %v", err)
	}
	ana.trusts(t, bob, false)
	if err := ana.v.Revoke(bob.v.Device(), "volé"); err != nil {
		t.Fatal(err)
	}
	if o, err := ana.v.PrepareSend(context.Background(), send, nil); err != nil || len(o.Words) != bundle.BundleWords {
		t.Errorf("for whose laptop was stolen: %v", err)
	}
	if _, err := ana.v.PrepareSend(context.Background(), store.Send{To: bob.v.Device()}, nil); !errors.Is(err, store.ErrRevoked) {
		t.Errorf("for the stolen laptop itself: %v", err)
	}
	send.To = model.ID{1}
	if _, err := ana.v.PrepareSend(context.Background(), send, nil); !errors.Is(err, store.ErrNoRecipient) {
		t.Errorf("for nobody: %v", err)
	}
}

func TestAnEmergencyBundleHoldsTheChosenCasesWholeWhateverWasConfirmed(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	chosen, other := storetest.Household(t, ana.v, "MAROUDI", "Tarek"), storetest.Household(t, ana.v, "TAVERNIER", "Lise")
	ana.give(t, bob)
	bob.give(t, ana) // all is confirmed
	file, words := ana.seals(t, store.Send{To: bob.v.Device(), Cases: []model.ID{chosen}})
	fresh := newMember(t, "Bob Delmas")
	fresh.trusts(t, ana, false)
	if _, err := fresh.hears(t, file, strings.Join(words, " ")).Accept(); err != nil {
		t.Fatal(err)
	}
	if fresh.v.Case(chosen) == nil || fresh.v.Case(other) != nil {
		t.Error("another case than the chosen one arrived")
	}
}

// Who knows the passphrase of neither vault and has the file needs the words, which the vault must not keep.
func TestTheWordsStandInNoFile(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	_, words := ana.seals(t, store.Send{To: bob.v.Device()})
	for _, dir := range []string{ana.dir, ana.out} {
		_ = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			if err == nil && strings.Contains(string(b), strings.Join(words, " ")) {
				t.Errorf("%s holds the words", filepath.Base(path))
			}
			return err
		})
	}
	for _, value := range store.Salvaged(t, ana.v, ana.path("coffre.seuil")) {
		if strings.Contains(string(value), words[0]) && strings.Contains(string(value), words[6]) {
			t.Error("the vault keeps the words")
		}
	}
}
