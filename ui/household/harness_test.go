package household

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
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

// The two workers, each with her device.
var (
	maelle, yanis             = model.ID{0xAA}, model.ID{0xBB}
	herDev, hisDev            = model.ID{0xD1}, model.ID{0xD2}
	theCase, theOwn, theOther = model.ID{0xC1, 0x55, 0x21}, model.ID{0xC2}, model.ID{0xC3}
)

// fakeVault keeps cases in memory, with the fold of the model.
type fakeVault struct {
	cases map[model.ID]*model.Case
	own   bool // there is a companion case
	busy  bool // what is due is being computed
	next  uint64
	at    time.Time
	dev   model.ID
	order []model.ID

	drafts []model.Draft
}

func newVault() *fakeVault {
	v := &fakeVault{cases: map[model.ID]*model.Case{}, at: noon.AddDate(0, 0, -60), dev: herDev}
	reg := &model.Case{ID: model.RegistryID}
	v.commit(must(reg.Put("worker.add", maelle, &model.Worker{Name: "Maëlle Roquebrane", Role: model.RoleCESF, Organisation: "soligone"})),
		must(reg.Put("worker.add", yanis, &model.Worker{Name: "Yanis Dorvaux", Role: model.RoleASS, Organisation: "cap-habitat"})),
		must(reg.Put("worker.add", herDev, &model.Device{Worker: maelle})), must(reg.Put("worker.add", hisDev, &model.Device{Worker: yanis})))
	return v
}

func must(w model.Write, ok bool) model.Write {
	if !ok {
		panic("nothing to write")
	}
	return w
}

// commit stores writes as one step: one instant, as the vault does.
func (v *fakeVault) commit(writes ...model.Write) (ids []model.ID) {
	for _, w := range writes {
		if err := w.Validate(); err != nil {
			panic(err)
		}
		v.next++
		var b [8]byte
		binary.BigEndian.PutUint64(b[:], v.next)
		ch := &model.Change{Write: w, ID: sha256.Sum256(b[:]), Device: v.dev, Seq: v.next, Millis: v.at.UnixMilli()}
		v.cases[w.Case] = v.cases[w.Case].With(ch)
		if !slices.Contains(ids, w.Case) {
			ids = append(ids, w.Case)
		}
	}
	v.at = v.at.Add(time.Minute)
	return ids
}

// Outlook is made anew each time, with the programmes that ship.
func (v *fakeVault) Outlook(id model.ID) *due.Outlook {
	if v.busy {
		return nil
	}
	s := v.cases[id].Summary()
	return uitest.Planner().Outlook(v.cases[id], &s, today)
}

func (v *fakeVault) Case(id model.ID) *model.Case { return v.cases[id] }
func (v *fakeVault) Registry() *model.Case        { return v.cases[model.RegistryID] }
func (v *fakeVault) Device() model.ID             { return herDev }
func (v *fakeVault) Order() []model.ID            { return v.order }

func (v *fakeVault) Companions(id model.ID) (list []*model.Case) {
	for _, own := range []model.ID{theOwn, theOther} {
		if c := v.cases[own]; v.own && c.Main() == id {
			list = append(list, c)
		}
	}
	return list
}

func (v *fakeVault) NewID() (id model.ID) {
	v.next++
	binary.BigEndian.PutUint64(id[8:], v.next)
	id[0] = 1
	return id
}

// put stores one record of the case and returns its id.
func (v *fakeVault) put(act model.Act, put func(c *model.Case, id model.ID) (model.Write, bool)) model.ID {
	id := v.NewID()
	c := v.cases[theCase]
	if c == nil {
		c = &model.Case{ID: theCase}
	}
	v.commit(must(put(c, id)))
	return id
}

func (v *fakeVault) contact(k model.Contact) model.ID {
	return v.put("note.add", func(c *model.Case, id model.ID) (model.Write, bool) { return c.Put("note.add", id, &k) })
}

func (v *fakeVault) task(t model.Task) model.ID {
	return v.put("task.add", func(c *model.Case, id model.ID) (model.Write, bool) { return c.Put("task.add", id, &t) })
}

func (v *fakeVault) member(m model.Member) model.ID {
	return v.put("member.add", func(c *model.Case, id model.ID) (model.Write, bool) { return c.Put("member.add", id, &m) })
}

// lived is a household with something on every tab.
func lived() *fakeVault {
	v := newVault()
	c := &model.Case{ID: theCase}
	v.commit(must(c.Put("case.new", theCase, &model.Header{Programme: "securisation", Agency: "apt", Operator: "cap-habitat", Lead: yanis, Origin: "siao", Received: today.AddDays(-34)})),
		must(c.Put("case.new", v.NewID(), &model.PhaseEntry{Phase: "orientation", Since: today.AddDays(-30)})))
	v.put("case.phase", func(c *model.Case, id model.ID) (model.Write, bool) {
		return c.Put("case.phase", id, &model.PhaseEntry{Phase: "diagnostic", Since: today.AddDays(-10)})
	})
	v.member(model.Member{Title: "Mme", Last: "FONTARÈDE", First: "Inès", Birth: "2002-03-14", Role: model.RoleHolder})
	v.member(model.Member{Last: "FONTARÈDE", First: "Noa", Birth: "2024", Role: model.RoleDependent})
	v.put("dwelling.add", func(c *model.Case, id model.ID) (model.Write, bool) {
		return c.Put("dwelling.add", id, &model.Dwelling{Address: "12 rue des Tilleuls", Commune: "Apt", Size: "T3", Surface: 61, Tenure: model.TenureSublet, Rent: 35240, Charges: 6130, Access: "code 12B, chien", From: today.AddDays(-200)})
	})
	v.put("reach.add", func(c *model.Case, id model.ID) (model.Write, bool) {
		return c.Put("reach.add", id, &model.Reach{Means: model.MeansPhone, Value: "06 39 98 12 47", Whose: "Inès", From: today.AddDays(-200)})
	})
	v.dev, v.at = hisDev, noon.AddDate(0, 0, -20)
	first := v.contact(model.Contact{Kind: model.PhoneCall, Outcome: model.Held, Date: today.AddDays(-20), Minutes: 15, Worker: yanis, Facts: "Présentation du dispositif et de l’accompagnement. Mme FONTARÈDE souhaite que sa référente CHRS soit présente."})
	v.dev, v.at = herDev, noon.AddDate(0, 0, -6)
	visit := v.contact(model.Contact{Kind: model.HomeVisit, Outcome: model.Held, Date: today.AddDays(-6), Start: model.NewClock(16, 30), Minutes: 75, Worker: maelle, Present: "Inès, sa référente CHRS",
		Facts: "Logement bien tenu ; le frigo est en panne depuis trois semaines. Courrier EDF rempli ensemble : mensualisation à 61 € dès janvier.", Words: "« Je veux être sûre de ne pas devoir repartir. »", Appraisal: "Grande fatigue ; à soutenir dans les démarches.", ReadBack: true})
	v.task(model.Task{Label: "Fournir l’attestation d’assurance", Who: model.WhoHousehold, Due: today.AddDays(-4), Contact: visit})
	v.task(model.Task{Label: "Premier entretien au CHRS", Who: model.WhoWorker, Due: today.AddDays(3), At: model.NewClock(14, 0), Place: "CHRS"})
	v.task(model.Task{Label: "Cellule", Who: model.WhoWorker, Due: today.AddDays(9)})
	done := v.task(model.Task{Label: "Demander l’accord du ménage", Who: model.WhoWorker, Due: today.AddDays(-15)})
	v.commit(must(v.cases[theCase].Put("task.done", done, &model.Task{Label: "Demander l’accord du ménage", Who: model.WhoWorker, Due: today.AddDays(-15), Done: today.AddDays(-14)})))
	v.at = noon.Add(-5 * time.Hour)
	k, _ := v.cases[theCase].Contact(first)
	k.Facts = "Présentation du dispositif, du bail glissant et de l’accompagnement. Mme FONTARÈDE souhaite que sa référente soit présente."
	v.commit(must(v.cases[theCase].Put("note.revise", first, &k)))
	v.own = true
	own := &model.Case{ID: theOwn}
	v.commit(must(own.Put("note.add", theOwn, &model.Companion{Main: theCase})))
	own = v.cases[theOwn]
	v.commit(must(own.Put("note.add", v.NewID(), &model.Contact{Kind: model.Errand, Date: today.AddDays(-2), Worker: maelle, Facts: "Penser à rappeler Yanis avant l’entretien."})))
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

func newStage(t testing.TB, v *fakeVault, lang locale.Lang, w, h int, route nav.Route) *stage {
	t.Helper()
	s := &stage{vault: v, names: &nav.Names{}, env: uitest.Env(lang, func() time.Time { return noon })}
	route.Page = nav.Household
	if route.Case.IsZero() {
		route.Case = theCase
	}
	s.page = New(v, s.names, s.env, uitest.Programmes(), route)
	s.page.Layout(w, h-2)
	s.Stage = &uitest.Stage{T: t, Page: s.page, Size: func() (w, h int) { return s.page.w, s.page.h }}
	s.Store = func(writes ...model.Write) []model.ID {
		v.at = noon
		return v.commit(writes...)
	}
	return s
}

func french(t testing.TB, v *fakeVault, tab string) *stage {
	return newStage(t, v, locale.French, 80, 24, nav.Route{Arg: tab})
}
