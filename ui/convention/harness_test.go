package convention

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
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

var errDisk = errors.New("the disk did not answer")

// fakeVault keeps cases in memory, with the fold of the model.
type fakeVault struct {
	cases     map[model.ID]*model.Case
	order     []model.ID
	summaries []*model.Summary // in that order
	registry  *model.Case
	outlooks  map[model.ID]*due.Outlook
	next      uint64
}

var workerID = model.ID{0xAA}

func newVault() *fakeVault {
	v := &fakeVault{cases: make(map[model.ID]*model.Case), outlooks: make(map[model.ID]*due.Outlook),
		registry: &model.Case{ID: model.RegistryID}}
	v.registry = v.registry.With(v.change(must(v.registry.Put("worker.add", workerID, &model.Worker{Name: "Maëlle Roquebrane", Role: model.RoleCESF}))))
	return v
}

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

// commit stores writes; summaries and outlooks of their cases follow, as in the program.
func (v *fakeVault) commit(writes ...model.Write) (ids []model.ID) {
	for _, w := range writes {
		if err := w.Validate(); err != nil {
			panic(err)
		}
		c := v.cases[w.Case]
		if c == nil {
			v.order = append(v.order, w.Case)
			v.summaries = append(v.summaries, nil)
		}
		v.cases[w.Case] = c.With(v.change(w))
		if !slices.Contains(ids, w.Case) {
			ids = append(ids, w.Case)
		}
	}
	for _, id := range ids {
		s := v.cases[id].Summary()
		v.summaries[slices.Index(v.order, id)] = &s
		v.outlooks[id] = uitest.Planner().Outlook(v.cases[id], &s, today)
	}
	return ids
}

func (v *fakeVault) Summaries() []*model.Summary           { return v.summaries }
func (v *fakeVault) Outlook(id model.ID) *due.Outlook      { return v.outlooks[id] }
func (v *fakeVault) Registry() *model.Case                 { return v.registry }
func (v *fakeVault) Device() model.ID                      { return model.ID{0xDD} }
func (v *fakeVault) Case(id model.ID) *model.Case          { return v.cases[id] }
func (v *fakeVault) put(w model.Write, ok bool) []model.ID { return v.commit(must(w, ok)) }

func (v *fakeVault) NewID() (id model.ID) {
	v.next++
	binary.BigEndian.PutUint64(id[8:], v.next)
	id[0] = 1
	return id
}

// household adds a case and returns its id.
func (v *fakeVault) household(last, first, prog, phase, agency string) model.ID {
	id := v.NewID()
	sum := sha256.Sum256(id[:])
	copy(id[:], sum[:])
	c := &model.Case{ID: id}
	v.commit(
		must(c.Put("case.new", id, &model.Header{Programme: prog, Agency: agency, Lead: workerID, Operator: "soligone"})),
		must(c.Put("case.new", v.NewID(), &model.PhaseEntry{Phase: phase, Since: today.AddDays(-40)})),
		must(c.Put("case.new", v.NewID(), &model.Member{Last: last, First: first, Birth: "1988", Role: model.RoleHolder})),
	)
	return id
}

// paper begins a version of a paper; parties sign so many days ago, in their order, as far as days are given.
func (v *fakeVault) paper(id model.ID, paper string, version int, parties string, ago ...int) model.ID {
	a := model.AgreementID(paper, version)
	v.put(v.cases[id].Put("paper.begin", a, &model.Agreement{Paper: paper, Version: version, Parties: strings.ReplaceAll(parties, " ", "\n")}))
	for i, days := range ago {
		party := strings.Fields(parties)[i]
		v.put(v.cases[id].Put("paper.sign", model.SignatureID(a, party), &model.Signature{Agreement: a, Party: party, On: today.AddDays(-days)}))
	}
	return a
}

func (v *fakeVault) pledge(id, agreement model.ID, code string, k model.Commitment) {
	k.Agreement, k.Code = agreement, code
	v.put(v.cases[id].Put("commitment.edit", model.CommitmentID(agreement, code), &k))
}

func (v *fakeVault) keep(id, agreement model.ID, codes ...string) {
	for _, code := range codes {
		v.pledge(id, agreement, code, model.Commitment{State: model.CommitmentKept, On: today.AddDays(-12)})
	}
}

func (v *fakeVault) contact(id model.ID, on model.Date, subject string) model.ID {
	k := v.NewID()
	v.put(v.cases[id].Put("note.add", k, &model.Contact{Kind: model.HomeVisit, Outcome: model.Held, Date: on, Subject: subject, Worker: workerID}))
	return k
}

func (v *fakeVault) step(id model.ID, s model.StepState) {
	v.put(v.cases[id].Put("step.done", model.DerivedID(model.KindStep, s.Code), &s))
}

const (
	three = "household landlord operator:soligone"
	both  = "household landlord operator:soligone operator:cap-habitat"
)

// small is a caseload with every state of a paper, a commitment and a step.
func small() *fakeVault {
	v := newVault()
	id := v.household("ORAZI", "Lina", "securisation", "accompagnement", "apt")
	a := v.paper(id, "convention", 1, both, 40, 39, 39, 38)
	v.keep(id, a, "adherer", "faciliter", "accompagner", "orienter")
	v.pledge(id, a, "demarches", model.Commitment{State: model.CommitmentDifficulty, On: today.AddDays(-9), Fact: "Lina ORAZI absente à deux rendez-vous"})
	v.pledge(id, a, "procedures", model.Commitment{Skipped: today.AddDays(-3), Reason: "aucune procédure en cours"})
	id = v.household("ŒUVRARD", "Paul", "securisation", "accompagnement", "carpentras")
	a = v.paper(id, "convention", 1, both, 400, 400, 399, 390)
	v.keep(id, a, "adherer", "demarches", "faciliter", "procedures", "accompagner", "orienter")
	id = v.household("D’AMICO-BEN SAÏD", "Élodie Marie-Françoise", "securisation", "veille", "avignon-vedene")
	a = v.paper(id, "convention", 1, "household landlord", 20)
	v.pledge(id, a, "faciliter", model.Commitment{State: model.CommitmentBroken, On: today.AddDays(-2), Fact: "courriers restés sans réponse"})
	id = v.household("KOWALSKI", "Łucja", "securisation", "accompagnement", "cavaillon")
	v.paper(id, "convention", 1, both)
	id = v.household("VIDAL", "Lou", "securisation", "veille", "bollene")
	v.step(id, model.StepState{Code: "fiche_orientation", Done: today.AddDays(-33)})
	v.step(id, model.StepState{Code: "public_verifie", Skipped: today.AddDays(-30), Reason: "vérifié par le SIAO"})
	id = v.household("HADDAD", "Yanis", "securisation", "orientation", "apt")
	h := v.cases[id].Header()
	h.Received = today.AddDays(-35)
	v.put(v.cases[id].Put("case.edit", id, &h))
	id = v.household("CLOS", "Ancien", "securisation", "clos", "apt")
	v.paper(id, "convention", 1, both, 40, 39, 39, 38)
	h = v.cases[id].Header()
	h.Closed = today.AddDays(-10)
	v.put(v.cases[id].Put("case.close", id, &h))
	id = v.household("LAVOUTENC", "Gérard", "sauvegarde", "accompagnement", "orange")
	v.paper(id, "convention", 1, three, 5, 5)
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
	s.page = New(v, s.names, s.env, uitest.Programmes(), nav.Route{Page: nav.Convention})
	s.page.Layout(w, h-2)
	s.Stage = &uitest.Stage{T: t, Page: s.page, Size: func() (w, h int) { return s.page.w, s.page.h }, Store: v.commit}
	return s
}

func french(t testing.TB) *stage { return newStage(t, small(), locale.French, 120, 30) }

// sheet goes to a paper or a phase by its code.
func (s *stage) sheet(programme, code string) {
	s.T.Helper()
	for _, sh := range s.page.sheets {
		if sh.prog.Code == programme && (sh.paper != nil && sh.paper.Code == code || sh.phase.Code == code) {
			s.page.show(sh)
			return
		}
	}
	s.T.Fatalf("no sheet %s of %s", code, programme)
}

// goTo puts the cursor on a household and a column, from 0.
func (s *stage) goTo(name string, col int) *row {
	s.T.Helper()
	for i, r := range s.page.list.shown {
		if strings.HasPrefix(r.Name, name) {
			s.page.grid.Select(i, col)
			s.page.follow()
			return r
		}
	}
	s.T.Fatalf("no row of %s:\n%s", name, s.Screen())
	return nil
}
