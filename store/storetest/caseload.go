package storetest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"seuil/model"
	"seuil/model/text"
	"seuil/store"
)

// batch is how many households are stored together: one transaction of some thousand changes.
const batch = 250

// Caseload makes a vault of so many households and, among them, notes of about sixty words, in a folder; it is always the same
// for the same numbers. It is closed; the ids of its cases are returned.
func Caseload(t testing.TB, dir string, households, notes int) []model.ID {
	t.Helper()
	return CaseloadWith(t, Options(dir), households, notes)
}

// CaseloadWith is [Caseload] with options of its own, such as the cost of a real passphrase.
func CaseloadWith(t testing.TB, opt store.Options, households, notes int) []model.ID {
	t.Helper()
	clock := NewClock(Noon.AddDate(-1, 0, 0))
	opt.Now = clock.Now
	v, _, err := store.Create(opt, Passphrase, Me())
	if err != nil {
		t.Fatal(err)
	}
	g := newGenerator(v)
	var writes []model.Write
	for i := range households {
		n := notes*(i+1)/households - notes*i/households
		writes = append(writes, g.household(n)...)
		if (i+1)%batch == 0 || i == households-1 {
			Commit(t, v, writes...)
			writes = writes[:0]
		}
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	return g.cases
}

// generator invents households. Its words are no words of any language.
type generator struct {
	vault *store.Vault
	rand  *rand.Rand
	words []string
	cases []model.ID
}

func newGenerator(v *store.Vault) *generator {
	g := &generator{vault: v, rand: rand.New(rand.NewPCG(1, 2))}
	syllables := strings.Fields("ba be ca co da de fa fi ga gu ja je la le ma mo na ne pa po ra re sa so ta te va vo én èl ça ùr")
	for range 12_000 {
		var b strings.Builder
		for range 1 + g.rand.IntN(4) {
			b.WriteString(syllables[g.rand.IntN(len(syllables))])
		}
		g.words = append(g.words, text.Clean(b.String()))
	}
	return g
}

// word draws a word as a language does: few of them again and again.
func (g *generator) word() string {
	f := g.rand.Float64()
	return g.words[int(f*f*f*float64(len(g.words)))]
}

func (g *generator) sentence(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = g.word()
	}
	return strings.Join(words, " ") + "."
}

func pick[T any](g *generator, list ...T) T { return list[g.rand.IntN(len(list))] }

// household is all that is known of one, with so many notes.
func (g *generator) household(notes int) (writes []model.Write) {
	id := g.vault.NewCase()
	g.cases = append(g.cases, id)
	c := &model.Case{ID: id}
	put := func(w model.Write, ok bool) {
		if ok {
			writes = append(writes, w)
		}
	}
	me, today := g.vault.Me().ID, model.DateOf(Noon)
	since := today.AddDays(-g.rand.IntN(700))
	put(c.Put("case.new", id, &model.Header{Programme: pick(g, "securisation", "sauvegarde"), Lead: me, Operator: "soligone", Origin: "siao",
		Agency: pick(g, "apt", "avignon-vedene", "bollene", "carpentras", "cavaillon", "orange"), Received: since, Situation: g.sentence(20)}))
	put(c.Put("case.new", g.vault.NewID(), &model.PhaseEntry{Phase: "p1", Since: since}))
	last := strings.ToUpper(g.word() + g.word())
	for i, role := range []string{model.RoleHolder, model.RoleCoHolder} {
		put(c.Put("case.new", g.vault.NewID(), &model.Member{Last: last, First: g.word(), Role: role, Birth: fmt.Sprint(1950 + g.rand.IntN(50) + i), From: since}))
	}
	put(c.Put("dwelling.add", g.vault.NewID(), &model.Dwelling{Address: fmt.Sprint(1+g.rand.IntN(99), " ", g.sentence(3)), Commune: g.word(),
		Size: "T3", Surface: 60, Tenure: model.TenureSliding, Rent: 42_000, From: since}))
	put(c.Put("reach.add", g.vault.NewID(), &model.Reach{Means: model.MeansPhone, Value: fmt.Sprintf("06 %08d", g.rand.IntN(1e8)), From: since}))
	for range 2 {
		put(c.Put("task.add", g.vault.NewID(), &model.Task{Label: g.sentence(4), Who: pick(g, model.WhoList...), Due: today.AddDays(g.rand.IntN(90) - 20)}))
	}
	for range notes {
		put(c.Put("note.add", g.vault.NewID(), &model.Contact{Kind: pick(g, model.ContactKinds...), Outcome: model.Held, Minutes: 45,
			Date: today.AddDays(-g.rand.IntN(700)), Start: model.NewClock(8+g.rand.IntN(10), 0), Worker: me,
			Facts: g.sentence(30 + g.rand.IntN(40)), Words: g.sentence(g.rand.IntN(12) + 1), Appraisal: g.sentence(g.rand.IntN(12) + 1)}))
	}
	return writes
}
