package newcase

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
	"seuil/ui/widget"
)

// noon is when every test begins.
var noon, today = uitest.Noon, model.DateOf(uitest.Noon)

var maelle, yanis = model.ID{0xAA}, model.ID{0xBB}

// fakeVault keeps cases in memory, with the fold of the model.
type fakeVault struct {
	cases map[model.ID]*model.Case
	next  uint64
}

func must(w model.Write, ok bool) model.Write {
	if !ok {
		panic("nothing to write")
	}
	return w
}

func newVault() *fakeVault {
	v := &fakeVault{cases: map[model.ID]*model.Case{}}
	reg := &model.Case{ID: model.RegistryID}
	v.commit(must(reg.Put("worker.add", maelle, &model.Worker{Name: "Maëlle Roquebrane", Role: model.RoleCESF, Organisation: "soligone"})),
		must(reg.Put("worker.add", yanis, &model.Worker{Name: "Yanis Dorvaux", Role: model.RoleASS, Organisation: "cap-habitat"})))
	return v
}

func (v *fakeVault) commit(writes ...model.Write) (ids []model.ID) {
	for _, w := range writes {
		if err := w.Validate(); err != nil {
			panic(err)
		}
		v.next++
		var b [8]byte
		binary.BigEndian.PutUint64(b[:], v.next)
		v.cases[w.Case] = v.cases[w.Case].With(&model.Change{Write: w, ID: sha256.Sum256(b[:]), Millis: int64(v.next)})
		if !slices.Contains(ids, w.Case) {
			ids = append(ids, w.Case)
		}
	}
	return ids
}

func (v *fakeVault) Cases() (list []*model.Case) {
	for id, c := range v.cases {
		if id != model.RegistryID {
			list = append(list, c)
		}
	}
	return list
}

func (v *fakeVault) Registry() *model.Case { return v.cases[model.RegistryID] }
func (v *fakeVault) Me() model.Worker      { return v.Registry().Worker(maelle) }
func (v *fakeVault) NewCase() model.ID     { return v.NewID() }

func (v *fakeVault) NewID() (id model.ID) {
	v.next++
	binary.BigEndian.PutUint64(id[8:], v.next)
	id[0] = 1
	return id
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
	s.page = New(v, s.names, s.env, uitest.Programmes(), nav.Route{Page: nav.NewCase})
	s.Stage = &uitest.Stage{T: t, Page: s.page, Size: func() (w, h int) { return s.page.w, s.page.h }, Store: v.commit}
	s.Own = func(msg tea.Msg) bool { _, ok := msg.(read); return ok }
	s.Do(s.page.Init())
	s.page.Layout(w, h-2)
	return s
}
