package caseload

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"sync"
	"testing"
	"time"

	"seuil/model"
	"seuil/model/due"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
	"seuil/ui/widget"
)

// noon is when every test begins.
var noon, today = uitest.Noon, model.DateOf(uitest.Noon)

// fakeVault keeps cases in memory, with the fold of the model.
type fakeVault struct {
	cases    map[model.ID]*model.Case
	order    []model.ID
	registry *model.Case
	drafts   []model.Draft
	looked   sync.Map // summaries and outlooks, by case as it stands
	waiting  bool     // the outlooks are being computed
	next     uint64
}

func newVault() *fakeVault {
	v := &fakeVault{cases: make(map[model.ID]*model.Case), registry: &model.Case{ID: model.RegistryID}}
	v.registry = v.registry.With(v.change(must(v.registry.Put("worker.add", workerID, &model.Worker{Name: "Maëlle Roquebrane", Role: model.RoleCESF}))))
	v.registry = v.registry.With(v.change(must(v.registry.Put("device.add", v.Device(), &model.Device{Worker: workerID}))))
	return v
}

var workerID = model.ID{0xAA}

func must(w model.Write, ok bool) model.Write {
	if !ok {
		panic("nothing to write")
	}
	return w
}

func (v *fakeVault) change(w model.Write) *model.Change {
	v.next++
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], v.next)
	return &model.Change{Write: w, ID: sha256.Sum256(b[:]), Device: v.Device(), Millis: int64(v.next)}
}

func (v *fakeVault) commit(writes ...model.Write) (ids []model.ID) {
	for _, w := range writes {
		if err := w.Validate(); err != nil {
			panic(err)
		}
		switch c := v.cases[w.Case]; {
		case w.Case == model.RegistryID:
			v.registry = v.registry.With(v.change(w))
		case c == nil:
			v.order = append(v.order, w.Case)
			fallthrough
		default:
			v.cases[w.Case] = c.With(v.change(w))
		}
		if !slices.Contains(ids, w.Case) {
			ids = append(ids, w.Case)
		}
	}
	return ids
}

func (v *fakeVault) Summaries() (list []*model.Summary) {
	for _, c := range v.Cases() {
		list = append(list, &v.look(c).summary)
	}
	return list
}

// look sums a case up and says what it needs, with the programmes that ship, once for each state of it.
func (v *fakeVault) look(c *model.Case) *lookedAt {
	if x, ok := v.looked.Load(c); ok {
		return x.(*lookedAt)
	}
	x := &lookedAt{summary: c.Summary()}
	x.outlook = uitest.Planner().Outlook(c, &x.summary, today)
	v.looked.Store(c, x)
	return x
}

type lookedAt struct {
	summary model.Summary
	outlook *due.Outlook
}

func (v *fakeVault) Cases() []*model.Case {
	list := make([]*model.Case, len(v.order))
	for i, id := range v.order {
		list[i] = v.cases[id]
	}
	return list
}

func (v *fakeVault) Case(id model.ID) *model.Case {
	if id == model.RegistryID {
		return v.registry
	}
	return v.cases[id]
}

func (v *fakeVault) Outlook(id model.ID) *due.Outlook {
	if v.waiting {
		return nil
	}
	return v.look(v.cases[id]).outlook
}

func (v *fakeVault) Registry() *model.Case { return v.registry }
func (v *fakeVault) Device() model.ID      { return model.ID{0xDD} }
func (v *fakeVault) Drafts() []model.Draft { return v.drafts }

func (v *fakeVault) NewID() (id model.ID) {
	v.next++
	binary.BigEndian.PutUint64(id[8:], v.next)
	id[0] = 1
	return id
}

// household adds a case and returns its id. The fields of h that matter are filled in.
func (v *fakeVault) household(last, first, birth, prog, phase, agency string) model.ID {
	id := v.NewID()
	sum := sha256.Sum256(id[:])
	copy(id[:], sum[:])
	c := &model.Case{ID: id}
	v.commit(
		must(c.Put("case.new", id, &model.Header{Programme: prog, Agency: agency, Lead: workerID})),
		must(c.Put("case.new", v.NewID(), &model.PhaseEntry{Phase: phase, Since: today.AddDays(-40)})),
		must(c.Put("case.new", v.NewID(), &model.Member{Last: last, First: first, Birth: birth, Role: model.RoleHolder})),
	)
	return id
}

func (v *fakeVault) task(id model.ID, label string, due model.Date, at model.Clock) model.ID {
	t := v.NewID()
	v.commit(must(v.cases[id].Put("task.add", t, &model.Task{Label: label, Who: model.WhoWorker, Due: due, At: at})))
	return t
}

func (v *fakeVault) contact(id model.ID, kind model.ContactKind, on model.Date, facts string) {
	v.commit(must(v.cases[id].Put("note.add", v.NewID(), &model.Contact{Kind: kind, Outcome: model.Held, Date: on, Facts: facts})))
}

// small is a caseload with every state.
func small() *fakeVault {
	v := newVault()
	id := v.household("ORAZI", "Lina", "1998-05-02", "securisation", "accompagnement", "apt")
	v.commit(must(v.cases[id].Put("dwelling.add", v.NewID(), &model.Dwelling{Address: "12 rue des Tilleuls", Commune: "Apt", From: today.AddDays(-90)})))
	v.commit(must(v.cases[id].Put("reach.add", v.NewID(), &model.Reach{Means: model.MeansPhone, Value: "06 39 98 12 47", From: today.AddDays(-90)})))
	v.commit(must(v.cases[id].Put("member.add", v.NewID(), &model.Member{Last: "ORAZI", First: "Noa", Birth: "2021", Role: model.RoleDependent})))
	v.task(id, "Entretien à domicile", today.AddDays(3), model.NewClock(14, 30))
	v.task(id, "Attestation d’assurance de Lina ORAZI", today.AddDays(12), 0)
	v.contact(id, model.HomeVisit, today.AddDays(-12), "Le logement est bien tenu. Mme ORAZI demande comment régler le chauffage ; relevé fait ensemble, courrier d’EDF à reprendre.")
	v.contact(id, model.PhoneCall, today.AddDays(-30), "Dossier APL complet.")
	id = v.household("LAVOUTENC", "Gérard", "1964", "sauvegarde", "accompagnement", "orange")
	v.task(id, "Demande de renouvellement", today.AddDays(-23), 0)
	v.contact(id, model.OfficeMeeting, today.AddDays(-17), "Reprise du loyer courant en novembre.")
	id = v.household("D’AMICO-BEN SAÏD", "Élodie Marie-Françoise", "1988", "sauvegarde", "prise_de_contact", "avignon-vedene")
	v.task(id, "Seuil de carence : décider de la suite avec le bailleur et l’agence", today.AddDays(-2), 0)
	id = v.household("ŒUVRARD", "Paul", "1971", "securisation", "recherche", "carpentras")
	v.task(id, "Relance EDF", today, model.NewClock(16, 30))
	v.contact(id, model.HomeVisit, today.AddDays(-400), "Première visite.")
	id = v.household("KOWALSKI", "Łucja", "1990", "securisation", "orientation", "cavaillon")
	v.task(id, "Bilan de fin de mesure", model.NewDate(2027, time.May, 17), 0)
	v.household("VIDAL", "Lou", "", "securisation", "orientation", "bollene")
	id = v.household("CLOS", "Ancien", "1950", "securisation", "clos", "apt")
	h := v.cases[id].Header()
	h.Closed = today.AddDays(-10)
	v.commit(must(v.cases[id].Put("case.close", id, &h)))
	return v
}

// busy is the small caseload and a household for which the programme makes dates due, with several reasons.
func busy() *fakeVault {
	v := small()
	id := v.household("MARAVEL", "Inès", "1980", "securisation", "orientation", "orange")
	h := v.cases[id].Header()
	h.Received = today.AddDays(-19)
	v.commit(must(v.cases[id].Put("case.edit", id, &h)))
	v.task(id, "Rappeler le SIAO pour Inès", today.AddDays(-1), 0)
	return v
}

// stage is the page over a vault in memory.
type stage struct {
	*uitest.Stage
	vault *fakeVault
	page  *Page
	names *nav.Names
	env   *widget.Env
}

func newStage(t testing.TB, v *fakeVault, lang locale.Lang, w, h int) *stage {
	t.Helper()
	s := &stage{vault: v, names: &nav.Names{}, env: uitest.Env(lang, func() time.Time { return noon })}
	s.page = New(v, s.names, s.env, uitest.Programmes(), nav.Route{Page: nav.Caseload})
	s.page.Layout(w, h-2)
	s.Stage = &uitest.Stage{T: t, Page: s.page, Size: func() (w, h int) { return s.page.w, s.page.h }}
	s.Store = func(writes ...model.Write) []model.ID { return s.vault.commit(writes...) }
	return s
}

// reopen shows another vault.
func (s *stage) reopen(v *fakeVault) {
	s.vault, s.page.session, s.page.desk.Session = v, v, v
	s.page.selected = model.ID{}
	s.page.reload()
}
