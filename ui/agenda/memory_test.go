package agenda

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"time"

	"seuil/model"
	"seuil/model/due"
	"seuil/ui/uitest"
)

var maelle, yanis = model.ID{0xAA}, model.ID{0xBB}

// memory is a session without a disk. It keeps outlooks in step with the cases, as the root does.
type memory struct {
	cases     map[model.ID]*model.Case
	summaries []*model.Summary // by id
	outlooks  map[model.ID]*due.Outlook
	registry  *model.Case
	now       time.Time
	busy      bool // what is due is being computed
	next      uint64
}

func newMemory() *memory {
	m := &memory{cases: make(map[model.ID]*model.Case), outlooks: make(map[model.ID]*due.Outlook), registry: &model.Case{ID: model.RegistryID}, now: noon}
	for id, w := range map[model.ID]model.Worker{maelle: {Name: "Maëlle Roquebrane", Role: model.RoleCESF}, yanis: {Name: "Yanis Dorvaux", Role: model.RoleASS}} {
		m.registry = m.registry.With(m.change(must(m.registry.Put("worker.add", id, &w))))
	}
	return m
}

func must(w model.Write, ok bool) model.Write {
	if !ok {
		panic("nothing to write")
	}
	return w
}

func (m *memory) change(w model.Write) *model.Change {
	m.next++
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], m.next)
	return &model.Change{Write: w, ID: sha256.Sum256(b[:]), Device: m.Device(), Seq: m.next, Millis: m.now.UnixMilli()}
}

// store folds writes into their cases and says anew what those need.
func (m *memory) store(writes ...model.Write) (ids []model.ID) {
	for _, w := range writes {
		if err := w.Validate(); err != nil {
			panic(err)
		}
		m.cases[w.Case] = m.cases[w.Case].With(m.change(w))
		if !slices.Contains(ids, w.Case) {
			ids = append(ids, w.Case)
		}
	}
	for _, id := range ids {
		s := m.cases[id].Summary()
		i, found := slices.BinarySearchFunc(m.summaries, id, func(a *model.Summary, id model.ID) int { return slices.Compare(a.Case[:], id[:]) })
		if found {
			m.summaries[i] = &s
		} else {
			m.summaries = slices.Insert(m.summaries, i, &s)
		}
		m.look(&s)
	}
	return ids
}

func (m *memory) look(s *model.Summary) {
	m.outlooks[s.Case] = uitest.Planner().Outlook(m.cases[s.Case], s, model.DateOf(m.now))
}

func (m *memory) Case(id model.ID) *model.Case { return m.cases[id] }
func (m *memory) Registry() *model.Case        { return m.registry }
func (m *memory) Device() model.ID             { return model.ID{0xDD} }
func (m *memory) Me() model.Worker             { return m.registry.Worker(maelle) }

func (m *memory) Summaries() []*model.Summary { return m.summaries }

func (m *memory) Outlook(id model.ID) *due.Outlook {
	if m.busy {
		return nil
	}
	return m.outlooks[id]
}

func (m *memory) NewID() (id model.ID) {
	m.next++
	binary.BigEndian.PutUint64(id[8:], m.next)
	id[0] = 1
	return id
}

// household adds a case in a phase and returns its id.
func (m *memory) household(last, first, prog, phase string, lead model.ID) model.ID {
	id := m.NewID()
	sum := sha256.Sum256(id[:])
	copy(id[:], sum[:])
	c := &model.Case{ID: id}
	m.store(
		must(c.Put("case.new", id, &model.Header{Programme: prog, Agency: "apt", Lead: lead, Received: today.AddDays(-40)})),
		must(c.Put("case.new", m.NewID(), &model.PhaseEntry{Phase: phase, Since: today.AddDays(-30)})),
		must(c.Put("case.new", m.NewID(), &model.Member{Last: last, First: first, Role: model.RoleHolder})),
	)
	return id
}

func (m *memory) task(id model.ID, label string, due model.Date, at model.Clock) model.ID {
	t := m.NewID()
	m.store(must(m.cases[id].Put("task.add", t, &model.Task{Label: label, Who: model.WhoWorker, Due: due, At: at})))
	return t
}

func (m *memory) step(id model.ID, code string, done model.Date) {
	s := model.StepState{Code: code, Done: done}
	m.store(must(m.cases[id].Put("step.done", model.DerivedID(model.KindStep, code), &s)))
}

// busyWeek is a team with everything: late dates of both sorts, today with and without an hour, the days after, a date moved with
// its reason, dates without a day, a closed household and one without dates.
func busyWeek() *memory {
	m := newMemory()
	id := m.household("BENALI", "Samira", "sauvegarde", "prise_de_contact", maelle) // letters late, visit soon, carence later
	m.task(id, "Dépôt dossier FSL de Samira BENALI", today.AddDays(-7), 0)
	m.task(id, "Relance EDF", 0, 0)
	id = m.household("DUPONT-LEROY", "Marc", "securisation", "accompagnement", yanis)
	m.task(id, "Visite à domicile", today, model.NewClock(16, 30))
	m.task(id, "Rappeler EDF (mensualisation)", today.AddDays(3), 0)
	m.step(id, "mesure", today.AddMonths(-12).AddDays(40))
	m.step(id, "periode_examen", today.AddMonths(2).AddDays(7))
	key := ""
	for _, o := range m.outlooks[id].Obligations {
		if o.Rule.Code == "point_locatif" {
			key = o.Key
		}
	}
	m.store(must(m.cases[id].Put("task.postpone", model.DerivedID(model.KindObligation, key), &model.Obligation{Key: key, To: today.AddDays(18), Reason: "M. DUPONT-LEROY est absent"})))
	id = m.household("HADDAD", "Yanis", "securisation", "recherche", maelle)
	m.task(id, "Appel au bailleur", today.AddDays(1), model.NewClock(9, 0))
	m.task(id, "Pièces d’assurance", today, 0)
	m.task(id, "Attestation scolaire", 0, 0)
	id = m.household("N’DIAYE", "Awa", "securisation", "recherche", yanis)
	m.task(id, "Bilan de l’an prochain", model.NewDate(2027, time.May, 17), 0)
	m.task(id, "Dossier resté ouvert", model.NewDate(2025, time.September, 3), 0)
	m.household("VIDAL", "Lou", "securisation", "recherche", yanis)
	id = m.household("CLOS", "Ancien", "securisation", "veille", maelle)
	m.task(id, "Rien d’ouvert ici", today, 0)
	h := m.cases[id].Header()
	h.Closed = today.AddDays(-10)
	m.store(must(m.cases[id].Put("case.close", id, &h)))
	return m
}

// alone is a household without any date.
func alone() *memory {
	m := newMemory()
	m.household("VIDAL", "Lou", "", "", yanis)
	return m
}
