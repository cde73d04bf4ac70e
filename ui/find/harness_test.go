package find

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"testing"
	"time"

	"seuil/model"
	"seuil/store"
	"seuil/store/search"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

// noon is when every test begins.
var noon, today = uitest.Noon, model.DateOf(uitest.Noon)

// fakeVault keeps cases in memory and finds in them with the real index.
type fakeVault struct {
	cases      map[model.ID]*model.Case
	companions map[model.ID][]model.ID
	index      *search.Index
	unready    bool
	next       uint64
	asked      int
}

func newVault() *fakeVault {
	v := &fakeVault{cases: make(map[model.ID]*model.Case), companions: make(map[model.ID][]model.ID), index: search.New()}
	v.index.Build(func(func(search.Document) bool) {})
	return v
}

func (v *fakeVault) Case(id model.ID) *model.Case { return v.cases[id] }

func (v *fakeVault) Companions(main model.ID) (list []*model.Case) {
	for _, id := range v.companions[main] {
		list = append(list, v.cases[id])
	}
	return list
}

func (v *fakeVault) Find(query string, limit int) ([]store.Hit, int, bool) {
	v.asked++
	if v.unready {
		return nil, 0, false
	}
	hits, total := v.index.Find(query, limit)
	return hits, total, true
}

func (v *fakeVault) id() (id model.ID) {
	v.next++
	binary.BigEndian.PutUint64(id[8:], v.next)
	sum := sha256.Sum256(id[:])
	copy(id[:], sum[:])
	return id
}

type putter = func(c *model.Case) (model.Write, bool)

// put stores a record and indexes its texts.
func (v *fakeVault) put(caseID, record model.ID, d search.Document, f putter) {
	c := v.cases[caseID]
	if c == nil {
		c = &model.Case{ID: caseID}
	}
	w, ok := f(c)
	if !ok {
		panic("nothing to write")
	}
	v.next++
	ch := &model.Change{Write: w, Millis: int64(v.next)}
	binary.BigEndian.PutUint64(ch.ID[:], v.next)
	v.cases[caseID] = c.With(ch)
	if d.Text != "" {
		d.Case, d.Record, d.Kind = caseID, record, w.Kind
		if main := v.cases[caseID].Main(); !main.IsZero() {
			d.Case, d.Private = main, true
		}
		v.index.Put(d)
	}
}

func (v *fakeVault) household(last, first string) model.ID {
	id, m := v.id(), v.id()
	v.put(id, id, search.Document{}, func(c *model.Case) (model.Write, bool) {
		return c.Put("case.new", id, &model.Header{Programme: "securisation"})
	})
	v.put(id, m, search.Document{Name: true, Text: last + " " + first}, func(c *model.Case) (model.Write, bool) {
		return c.Put("case.new", m, &model.Member{Last: last, First: first, Role: model.RoleHolder})
	})
	return id
}

func (v *fakeVault) contact(id model.ID, k model.Contact) model.ID {
	r := v.id()
	d := search.Document{Date: k.Date, Text: strings.Join([]string{k.Subject, k.Facts, k.Words, k.Appraisal, k.Shareable, k.Place, k.Present}, "\n")}
	v.put(id, r, d, func(c *model.Case) (model.Write, bool) { return c.Put("note.add", r, &k) })
	return r
}

// companion is the private companion of a case.
func (v *fakeVault) companion(main model.ID) model.ID {
	id := v.id()
	v.companions[main] = append(v.companions[main], id)
	v.put(id, id, search.Document{}, func(c *model.Case) (model.Write, bool) {
		return c.Put("note.add", id, &model.Companion{Main: main})
	})
	return id
}

const longFacts = "Suites depuis la dernière fois\nLe relevé de compteur a été envoyé.\n\nLoyer, budget, droits\nLoyer de novembre payé le 6, quittance vue. " +
	"Madame a repris le courrier d’EDF, rempli ensemble : mensualisation à 61 € dès janvier.\n\nDécidé ensemble\nLe frigo est mort : demande FSL à déposer, devis photographié."

// small is three households with every kind of record that can be found.
func small() *fakeVault {
	v := newVault()
	orazi := v.household("ORAZI", "Lina")
	v.contact(orazi, model.Contact{Kind: model.HomeVisit, Outcome: model.Held, Date: today.AddDays(-3), Facts: longFacts, Words: "« On y arrive. »"})
	v.contact(orazi, model.Contact{Kind: model.PhoneCall, Outcome: model.Held, Date: today.AddDays(-30), Subject: "Frigo", Facts: "Lina ORAZI demande où en est le frigo."})
	w := v.id()
	v.put(orazi, w, search.Document{Name: true, Date: today.AddDays(-400), Text: "12 rue des Frênes Apt"}, func(c *model.Case) (model.Write, bool) {
		return c.Put("dwelling.add", w, &model.Dwelling{Address: "12 rue des Frênes", Commune: "Apt", From: today.AddDays(-400)})
	})
	reach := v.id()
	v.put(orazi, reach, search.Document{Name: true, Text: "06 39 98 12 47"}, func(c *model.Case) (model.Write, bool) {
		return c.Put("reach.add", reach, &model.Reach{Means: model.MeansPhone, Value: "06 39 98 12 47"})
	})
	v.contact(v.companion(orazi), model.Contact{Kind: model.OfficeMeeting, Date: today.AddDays(-10), Appraisal: "Pour moi : frigo à suivre, fatigue."})
	said := v.household("BEN SAÏD", "Élodie Marie-Françoise")
	task := v.id()
	v.put(said, task, search.Document{Date: today.AddDays(4), Text: "Relancer le devis du frigo"}, func(c *model.Case) (model.Write, bool) {
		return c.Put("task.add", task, &model.Task{Label: "Relancer le devis du frigo", Due: today.AddDays(4)})
	})
	v.put(said, said, search.Document{Text: "Hébergée chez un tiers, sans frigo."}, func(c *model.Case) (model.Write, bool) {
		h := c.Header()
		h.Situation = "Hébergée chez un tiers, sans frigo."
		return c.Put("case.edit", said, &h)
	})
	return v
}

// stage is the page over a vault in memory.
type stage struct {
	*uitest.Stage
	vault *fakeVault
	page  *Page
	names *nav.Names
}

func newStage(t testing.TB, v *fakeVault, lang locale.Lang, w, h int) *stage {
	t.Helper()
	s := &stage{vault: v, names: &nav.Names{}}
	s.page = New(v, s.names, uitest.Env(lang, func() time.Time { return noon }), nil, nav.Route{Page: nav.Find})
	s.page.Layout(w, h-2)
	s.Stage = &uitest.Stage{T: t, Page: s.page, Size: func() (w, h int) { return s.page.w, s.page.h }}
	return s
}

// records are what is listed, by kind.
func (s *stage) records() (list []string) {
	for _, h := range s.page.hits {
		list = append(list, string(h.Kind))
	}
	return list
}
