package store_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"seuil/model"
	"seuil/store"
	"seuil/store/storetest"
)

// member is somebody of the team with her vault.
type member struct {
	*scratch
	v   *store.Vault
	out string // the folder that her bundles go to
}

func newMember(t testing.TB, name string) *member {
	t.Helper()
	return newMemberWith(t, colleague(name))
}

func colleague(name string) model.Worker {
	return model.Worker{Name: name, Role: model.RoleCESF, Organisation: "soligone"}
}

func newMemberWith(t testing.TB, me model.Worker) *member {
	t.Helper()
	return newMemberFrom(t, me, nil)
}

// newMemberFrom is newMemberWith with a source of randomness.
func newMemberFrom(t testing.TB, me model.Worker, random io.Reader) *member {
	t.Helper()
	s, v := newScratchFrom(t, me, random)
	m := &member{scratch: s, v: v, out: t.TempDir()}
	t.Cleanup(func() { _ = m.v.Close() })
	if _, err := m.v.IssueCard("Soligone", false); err != nil {
		t.Fatal(err)
	}
	return m
}

// meet makes two members trust each other's cards.
func meet(t testing.TB, a, b *member) {
	t.Helper()
	a.trusts(t, b, false)
	b.trusts(t, a, false)
}

func (m *member) trusts(t testing.TB, o *member, mine bool) {
	t.Helper()
	card := o.v.Card()
	if err := m.v.AddCard(card); err != nil {
		t.Fatal(err)
	}
	storetest.Trust(t, m.v, card.Device(), mine)
}

// send makes the bundles for somebody and returns their contents.
func (m *member) send(t testing.TB, s store.Send) [][]byte {
	t.Helper()
	o, err := m.v.PrepareSend(context.Background(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	paths, err := o.Write(context.Background(), m.out, nil)
	if err != nil {
		t.Fatal(err)
	}
	var files [][]byte
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, b)
	}
	return files
}

func (m *member) preview(t testing.TB, file []byte) *store.Incoming {
	t.Helper()
	in, err := m.v.Preview(context.Background(), file, nil)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func (m *member) accept(t testing.TB, file []byte) store.Imported {
	t.Helper()
	done, err := m.preview(t, file).Accept()
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// give sends all that a colleague lacks, and has it accepted.
func (m *member) give(t testing.TB, to *member) {
	t.Helper()
	for _, file := range m.send(t, store.Send{To: to.v.Device()}) {
		to.accept(t, file)
	}
}

func TestTwoColleaguesHaveTheSameCasesOnceEachGaveTheOtherABundle(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id := storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	other := storetest.Household(t, bob.v, "TAVERNIER", "Lise")
	note := storetest.Note(t, ana.v, id, "Visite du logement")

	files := ana.send(t, store.Send{To: bob.v.Device()})
	if len(files) != 1 {
		t.Fatalf("%d files", len(files))
	}
	in := bob.preview(t, files[0])
	if !in.From.Verified || in.From.Card.Name != "Ana Roquebrane" || in.New != 1 || in.Notes != 1 || in.Already || !in.Complete || len(in.Aside) != 0 {
		t.Fatalf("the preview says %d new, %d notes, %d aside", in.New, in.Notes, len(in.Aside))
	}
	if bob.v.Case(id) != nil {
		t.Fatal("a preview wrote something")
	}
	if done, err := in.Accept(); err != nil || done.Changes != in.Changes {
		t.Fatal(done, err)
	}
	if r := bob.v.Case(id).Record(model.KindContact, note); r == nil || r.Value("facts") != "Visite du logement" {
		t.Fatal("the note did not arrive")
	}
	if again := bob.preview(t, files[0]); !again.Already {
		t.Fatal("the same bundle is not told")
	}
	bob.give(t, ana)
	if ana.v.Case(other) == nil {
		t.Fatal("nothing came back")
	}
	// What Bob received comes back to nobody, and Ana's next bundle holds only what Bob has not confirmed: nothing.
	o, err := ana.v.PrepareSend(context.Background(), store.Send{To: bob.v.Device()}, nil)
	if err != nil || len(o.Cases) != 0 || o.Full {
		t.Fatalf("after the confirmation %+v still leaves, %v", o.Cases, err)
	}
}

func TestABundleOfSomeCasesIsNoFullOne(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	id, other := storetest.Household(t, ana.v, "MAROUDI", "Tarek"), storetest.Household(t, ana.v, "TAVERNIER", "Lise")
	in := bob.preview(t, ana.send(t, store.Send{To: bob.v.Device(), Cases: []model.ID{id}})[0])
	if in.Full || in.New != 1 || in.Cases[0].Case == other {
		t.Errorf("full %v, %d new", in.Full, in.New)
	}
	if all := bob.preview(t, ana.send(t, store.Send{To: bob.v.Device()})[0]); !all.Full || all.New != 2 {
		t.Errorf("full %v, %d new", all.Full, all.New)
	}
}

func TestABundleOfAStrangerIsRefusedWithTheCardToAdd(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	ana.trusts(t, bob, false)
	storetest.Household(t, ana.v, "MAROUDI", "Tarek")
	file := ana.send(t, store.Send{To: bob.v.Device()})[0]
	_, err := bob.v.Preview(context.Background(), file, nil)
	var refusal *store.Error
	if !errors.As(err, &refusal) || refusal.Code != store.CodeStranger || refusal.Card.Name != "Ana Roquebrane" {
		t.Fatal(err)
	}
	if err := bob.v.AddCard(refusal.Card); err != nil {
		t.Fatal(err)
	}
	if in := bob.preview(t, file); in.From.Verified || in.New != 1 {
		t.Fatalf("verified %v, %d new", in.From.Verified, in.New)
	}
}

func TestABundlesFileTellsNothing(t *testing.T) {
	ana, bob := newMember(t, "Ana Roquebrane"), newMember(t, "Bob Delmas")
	meet(t, ana, bob)
	ana.send(t, store.Send{To: bob.v.Device()})
	names, _ := filepath.Glob(filepath.Join(ana.out, "*"))
	hidden, _ := filepath.Glob(filepath.Join(ana.out, ".*"))
	if len(names) != 1 || len(hidden) != 0 {
		t.Fatal(names, hidden)
	}
	info, err := os.Stat(names[0])
	if err != nil {
		t.Fatal(err)
	}
	if at := info.ModTime().UTC(); !at.Equal(at.Truncate(24 * time.Hour)) {
		t.Errorf("the file is of %v", at)
	}
}

// private writes a note for a member alone, and returns the companion that it stands in.
func (m *member) private(t testing.TB, main model.ID, facts string) model.ID {
	t.Helper()
	own := &model.Case{ID: m.v.NewCase()}
	link, _ := own.Put("note.add", own.ID, &model.Companion{Main: main})
	note, _ := own.Put("note.add", m.v.NewID(), &model.Contact{Kind: model.HomeVisit, Facts: facts})
	storetest.Commit(t, m.v, link, note)
	return own.ID
}

// Each of a worker's two laptops made a companion of one case before they met: what stands in either is there on both.
func TestBothCompanionsOfACaseAreReadOnBothLaptops(t *testing.T) {
	ana := newMember(t, "Ana")
	second := newMemberWith(t, ana.v.Me())
	ana.trusts(t, second, true)
	second.trusts(t, ana, true)
	id := storetest.Household(t, ana.v, "TAVERNIER", "Lise")
	ana.give(t, second)
	ana.private(t, id, "Inquiète pour le chauffage.")
	second.private(t, id, "La chaudière est changée.")
	second.give(t, ana)
	ana.give(t, second)
	for name, v := range map[string]*store.Vault{"the first": ana.v, "the second": second.v} {
		var texts []string
		for _, c := range v.Companions(id) {
			for _, k := range c.Contacts() {
				texts = append(texts, k.Facts)
			}
		}
		slices.Sort(texts)
		if !slices.Equal(texts, []string{"Inquiète pour le chauffage.", "La chaudière est changée."}) {
			t.Errorf("%s laptop reads %q", name, texts)
		}
		for _, word := range []string{"chauffage", "chaudière"} {
			if hits, _, _ := v.Find(word, 5); len(hits) != 1 || hits[0].Case != id || !hits[0].Private {
				t.Errorf("%s laptop finds %v for %s", name, hits, word)
			}
		}
	}
	if a, b := ana.v.Companion(id), second.v.Companion(id); a.ID != b.ID {
		t.Error("the laptops write their next private note to different companions")
	}
}
