package demo

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
	"time"

	"seuil/model"
	"seuil/model/programme"
)

// memory is a vault in memory.
type memory struct {
	me    model.Worker
	cases map[model.ID]*model.Case
	now   time.Time
	last  time.Time
	made  int
	acts  []string
}

func newMemory() *memory {
	m := &memory{cases: make(map[model.ID]*model.Case), me: Me()}
	m.me.ID = m.NewID()
	return m
}

func (m *memory) Me() model.Worker             { return m.me }
func (m *memory) Registry() *model.Case        { return m.open(model.RegistryID) }
func (m *memory) Case(id model.ID) *model.Case { return m.cases[id] }
func (m *memory) NewCase() model.ID            { return m.NewID() }

func (m *memory) NewID() (id model.ID) {
	m.made++
	sum := sha256.Sum256([]byte(fmt.Sprint(m.made)))
	copy(id[:], sum[:])
	return id
}

func (m *memory) open(id model.ID) *model.Case {
	if c := m.cases[id]; c != nil {
		return c
	}
	return &model.Case{ID: id}
}

func (m *memory) Commit(_ model.ID, writes ...model.Write) ([]*model.Change, error) {
	if len(writes) == 0 {
		return nil, fmt.Errorf("an act that writes nothing")
	}
	if m.now.Before(m.last) {
		return nil, fmt.Errorf("an act before the one before it")
	}
	m.last = m.now
	var changes []*model.Change
	written := make(map[[3]string]bool)
	for _, w := range writes {
		if record := [3]string{w.Case.String(), string(w.Kind), w.Record.String()}; written[record] {
			return nil, fmt.Errorf("a record written twice in one act: the second write has not seen the first")
		} else {
			written[record] = true
		}
		if err := w.Validate(); err != nil {
			return nil, err
		}
		m.made++
		c := &model.Change{Write: w, ID: sha256.Sum256([]byte(fmt.Sprint("change", m.made))), Millis: m.now.UnixMilli()}
		m.cases[w.Case] = m.cases[w.Case].With(c)
		changes = append(changes, c)
		m.acts = append(m.acts, string(w.Act))
	}
	return changes, nil
}

func seeded(t *testing.T, today model.Date) *memory {
	t.Helper()
	m := newMemory()
	m.now = First(today).Time()
	w, _ := m.Registry().Put("vault.create", m.me.ID, &m.me)
	if _, err := m.Commit(model.ID{}, w); err != nil {
		t.Fatal(err)
	}
	if err := Seed(m, today, func(at time.Time) { m.now = at }); err != nil {
		t.Fatal(err)
	}
	return m
}

// team are the cases of households, by the surname of the first holder.
func (m *memory) team() map[string]*model.Case {
	team := make(map[string]*model.Case)
	for id, c := range m.cases {
		if id != model.RegistryID && c.Main().IsZero() {
			last, _, _ := strings.Cut(c.Name(), " ")
			team[last] = c
		}
	}
	return team
}

var reference = model.NewDate(2026, time.November, 23)

// phases are the phases of the twelve households, as in the dossier.
var phases = map[string]string{
	"FONTARÈDE": "orientation", "GARRIGAL": "prise_de_contact", "MAROUDI": "caleol", "DESMARELLE": "accompagnement",
	"ROUVELIN": "diagnostic", "TISSANDRE": "bail_glissant", "BELLECASSE": "veille", "CHANTEMERLOU": "convention",
	"SANTOURI": "preparation_entree", "KERBOULEC": "issue", "AUBRESPIN": "glissement", "LAVOUTENC": "accompagnement",
}

func TestEveryHouseholdIsWhole(t *testing.T) {
	set, problems := programme.Load("")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	m := seeded(t, reference)
	team := m.team()
	for name, phase := range phases {
		c := team[name]
		if c == nil {
			t.Errorf("%s is missing", name)
			continue
		}
		h := c.Header()
		if got := c.Phase().Phase; got != phase {
			t.Errorf("%s is in phase %s, want %s", name, got, phase)
		}
		for _, p := range c.Phases() {
			if set.Programme(h.Programme).Phase(p.Phase).Name == (programme.Label{}) {
				t.Errorf("%s: programme %s has no phase %s", name, h.Programme, p.Phase)
			}
			if p.Since > reference {
				t.Errorf("%s: phase %s begins in the future", name, p.Phase)
			}
		}
		if set.Agency(h.Agency).Name == (programme.Label{}) || set.Organisation(h.Operator).Name(reference) == "" {
			t.Errorf("%s: unknown agency %s or operator %s", name, h.Agency, h.Operator)
		}
		lead := m.Registry().Worker(h.Lead)
		if lead.Organisation != h.Operator {
			t.Errorf("%s is led by a worker of %s, but belongs to %s", name, lead.Organisation, h.Operator)
		}
		if len(c.Reaches()) == 0 || len(c.Dwellings()) == 0 || len(c.Contacts()) < 2 || c.Summary().BirthYear == "" {
			t.Errorf("%s: something is missing", name)
		}
	}
	for _, w := range m.Registry().Workers() {
		if set.Organisation(w.Organisation).Name(reference) == "" {
			t.Errorf("%s: unknown organisation %s", w.Name, w.Organisation)
		}
	}
}

func TestOnlyFictionalNumbersAndAddresses(t *testing.T) {
	for name, c := range seeded(t, reference).team() {
		for _, r := range c.Reaches() {
			switch r.Means {
			case model.MeansPhone:
				if !strings.HasPrefix(r.Value, "06 39 98 ") || len(r.Value) != 14 {
					t.Errorf("%s: %s is not a number kept for fiction", name, r.Value)
				}
			case model.MeansMail:
				if !strings.HasSuffix(r.Value, ".example") {
					t.Errorf("%s: %s could be somebody's address", name, r.Value)
				}
			}
		}
	}
}

func TestTextsNameDaysThatMoveWithToday(t *testing.T) {
	for _, c := range []struct {
		today      model.Date
		text, want string
	}{
		{reference, "bilan le {+2}", "bilan le 25/11"},
		{reference, "jugement du {-284}", "jugement du 12/02"},
		{reference, "jusqu'au {+128}", "jusqu’au 31/03/2027"},
		{reference, "jusqu'en {M+4}", "jusqu’en mars"},
		{model.NewDate(2027, time.May, 31), "revoir en {M-3} : oui ?", "revoir en février\u00a0: oui\u202f?"},
	} {
		s := &seeder{today: c.today}
		if got := s.text(c.text); got != c.want {
			t.Errorf("%q on %s: %q, want %q", c.text, c.today, got, c.want)
		}
	}
	for name, c := range seeded(t, reference).team() {
		for _, k := range c.Contacts() {
			if all := k.Facts + k.Words + k.Appraisal + k.Shareable + c.Header().Situation; strings.ContainsAny(all, "{}'") {
				t.Errorf("%s: a place is left in a text", name)
			}
			if k.Date > reference {
				t.Errorf("%s: a contact in the future", name)
			}
		}
	}
}

// dates are dates of the dossier, as its reference day gives them back.
var dates = map[string][]string{
	"GARRIGAL":   {"04/12/2025", "10/02", "10/04", "12/05", "12/07", "15/09", "31/10", "31/03/2027"},
	"MAROUDI":    {"22/09", "22/12"},
	"DESMARELLE": {"12/02", "21/04", "21/06", "06/07", "02/10", "31/03/2027", "18/05"},
	"TISSANDRE":  {"01/04"},
	"BELLECASSE": {"16/02"},
	"SANTOURI":   {"10/11", "16/11", "26/11", "19/11"},
	"KERBOULEC":  {"20/05/2025", "20/05/2027", "31/10", "31/01/2027"},
	"AUBRESPIN":  {"16/06/2025", "12/12/2025", "18/06", "31/01/2027", "30/11"},
	"LAVOUTENC":  {"08/06", "08/08", "03/11", "14/01/2027", "07/01/2027", "08/10"},
}

func TestTheDatesOfTheDossierComeBackOnItsDay(t *testing.T) {
	team := seeded(t, reference).team()
	for name, list := range dates {
		situation := team[name].Header().Situation
		for _, d := range list {
			if !strings.Contains(situation, d) {
				t.Errorf("%s: the situation does not name the %s", name, d)
			}
		}
	}
}

func TestHistoryIsSpreadInTime(t *testing.T) {
	m := seeded(t, reference)
	days := make(map[model.Date]bool)
	for _, c := range m.cases {
		for _, ch := range c.Changes() {
			days[model.DateOf(ch.At())] = true
			if model.DateOf(ch.At()) > reference {
				t.Fatalf("a change of the %s is in the future", model.DateOf(ch.At()))
			}
		}
	}
	if len(days) < 60 {
		t.Errorf("everything happened on %d days", len(days))
	}
	if First(reference) > model.DateOf(m.Registry().Changes()[0].At()) {
		t.Error("something happened before the first day")
	}
}
