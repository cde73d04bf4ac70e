package liaison

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/store"
	"seuil/store/bundle"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

// noon is when every test begins.
var noon, today = uitest.Noon, model.DateOf(uitest.Noon)

var theCase, maelle, helene = model.ID{0xC1, 0x55, 0x21}, model.ID{0xAA}, model.ID{0xBB}

// fakeVault keeps cases in memory, with the fold of the model.
type fakeVault struct {
	cases     map[model.ID]*model.Case
	me        model.Worker
	card      *store.Card
	landlords []store.Peer
	next      uint64
	millis    int64
	changes   []*model.Change // of the last commit
}

func (v *fakeVault) Case(id model.ID) *model.Case { return v.cases[id] }
func (v *fakeVault) Me() model.Worker             { return v.me }
func (v *fakeVault) Card() *store.Card            { return v.card }
func (v *fakeVault) Landlords() []store.Peer      { return v.landlords }

func (v *fakeVault) NewID() (id model.ID) {
	v.next++
	binary.BigEndian.PutUint64(id[8:], v.next)
	id[0] = 1
	return id
}

// commit stores writes as one step.
func (v *fakeVault) commit(t testing.TB, writes ...model.Write) (ids []model.ID) {
	t.Helper()
	v.changes = nil
	v.millis++
	for _, w := range writes {
		if err := w.Validate(); err != nil {
			t.Fatal(err)
		}
		v.next++
		ch := &model.Change{Write: w, ID: sha256.Sum256(binary.BigEndian.AppendUint64(nil, v.next)), Device: model.ID{0xD1}, Seq: v.next, Millis: noon.UnixMilli() + v.millis}
		v.changes = append(v.changes, ch)
		v.cases[w.Case] = v.cases[w.Case].With(ch)
		if !slices.Contains(ids, w.Case) {
			ids = append(ids, w.Case)
		}
	}
	return ids
}

// cardOf is a card whose key is always the same.
func cardOf(t testing.TB, name, association string, worker model.ID) *store.Card {
	t.Helper()
	seed := sha256.Sum256([]byte(name))
	private := ed25519.NewKeyFromSeed(seed[:])
	key, err := bundle.NewKey(model.ID{1})
	if err != nil {
		t.Fatal(err)
	}
	c, err := bundle.NewCard(bundle.Holder{Name: name, Association: association, Role: "CESF", Worker: worker}, private, key.Recipient(), nil, noon)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// lived is a household with something that may and something that may not be told, and a landlord's worker who can be told.
func lived(t testing.TB) *fakeVault {
	t.Helper()
	v := &fakeVault{cases: map[model.ID]*model.Case{}, me: model.Worker{ID: maelle, Name: "Maëlle Roquebrane", Role: model.RoleCESF}}
	v.card = cardOf(t, "Maëlle Roquebrane", "SOLIGONE", maelle)
	card := cardOf(t, "Hélène Castagnol", "Mistral Habitat", helene)
	v.landlords = []store.Peer{{Device: card.Device(), Card: card, Verified: true}}
	c := &model.Case{ID: theCase}
	put := func(w model.Write, ok bool) {
		if !ok {
			t.Fatal("nothing to write")
		}
		v.commit(t, w)
	}
	put(c.Put("case.new", theCase, &model.Header{Programme: "sauvegarde", Agency: "apt", Operator: "soligone", Received: today.AddDays(-90), Situation: "suivi médical lourd"}))
	put(c.Put("case.new", v.NewID(), &model.PhaseEntry{Phase: "accompagnement", Since: today.AddDays(-40)}))
	put(c.Put("member.add", v.NewID(), &model.Member{Title: "Mme", Last: "FONTARÈDE", First: "Inès", Birth: "1988", Role: model.RoleHolder, Note: "sous traitement"}))
	put(c.Put("member.add", v.NewID(), &model.Member{Last: "FONTARÈDE", First: "Noa", Birth: "2020", Role: model.RoleDependent}))
	put(c.Put("dwelling.add", v.NewID(), &model.Dwelling{Address: "12 rue des Tilleuls", Commune: "Apt", Size: "T3", Tenure: model.TenureLease, Rent: 35240, Access: "code 12B", From: today.AddDays(-900)}))
	put(c.Put("step.done", v.NewID(), &model.StepState{Code: "premier_entretien", Done: today.AddDays(-40), Proof: "courrier"}))
	put(c.Put("task.add", v.NewID(), &model.Task{Label: "Voir l’addictologue", Place: "au centre", Due: today.AddDays(3), At: model.NewClock(14, 30)}))
	put(c.Put("note.add", v.NewID(), &model.Contact{Kind: model.HomeVisit, Date: today.AddDays(-6), Facts: "dort mal", ReadBack: true,
		Shareable: "Le loyer de novembre est payé en entier. Madame a rencontré le conseiller de l’agence, elle tient son plan depuis trois mois et demande que la fuite de la salle de bains soit réparée avant l’hiver."}))
	put(c.Put("note.add", v.NewID(), &model.Contact{Kind: model.HomeVisit, Date: today.AddDays(-2), Shareable: "pas encore relu"}))
	return v
}

// agreedTo is that household with a consent for the interim review.
func agreedTo(t testing.TB) *fakeVault {
	t.Helper()
	v := lived(t)
	k := model.Consent{Purpose: model.PurposeReview, Basis: model.BasisConsent, Fields: []string{"contact.shareable", "member.role", "member.birth", "member.from", "member.until"},
		On: today.AddDays(-30), Until: today.AddDays(300), Kept: "classeur bleu"}
	w, _ := v.cases[theCase].Put("liaison.consent", v.NewID(), &k)
	v.commit(t, w)
	return v
}

// stage is the page over a vault in memory.
type stage struct {
	*uitest.Stage
	v     *fakeVault
	page  *Page
	names *nav.Names
	back  bool
}

func newStage(t testing.TB, v *fakeVault, lang locale.Lang, w, h int, id model.ID) *stage {
	t.Helper()
	s := &stage{v: v, names: &nav.Names{}}
	s.page = New(v, s.names, uitest.Env(lang, func() time.Time { return noon }), uitest.Programmes(), nav.Route{Page: nav.Liaison, Case: id})
	s.page.Layout(w, h-2)
	s.Stage = &uitest.Stage{T: t, Page: s.page, Size: func() (w, h int) { return s.page.w, s.page.h }}
	s.Store = func(writes ...model.Write) []model.ID { return v.commit(t, writes...) }
	s.Own = func(msg tea.Msg) bool {
		if _, s.back = msg.(nav.Back); !s.back {
			t.Fatalf("%T", msg)
		}
		return false
	}
	return s
}

func french(t testing.TB, v *fakeVault) *stage {
	return newStage(t, v, locale.French, 80, 24, theCase)
}

func eachSize(t *testing.T, f func(t *testing.T, name string, lang locale.Lang, w, h int)) {
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		for _, size := range [][2]int{{80, 24}, {120, 30}} {
			f(t, fmt.Sprintf("%s_%d", lang, size[0]), lang, size[0], size[1])
		}
	}
}
