package store

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"seuil/model"
)

// household is a case of one member, told apart by a number, and its summary.
func household(n byte, last string) (*model.Case, *model.Summary) {
	id := model.ID{n}
	w := model.Write{Case: id, Kind: model.KindMember, Record: model.ID{n, 1}, Act: "member.add", Fields: []model.Field{{Name: "last", Value: last}}}
	c := model.Fold(id, []*model.Change{{Write: w, ID: model.ChangeID{n}, Seq: 1}})
	s := c.Summary()
	return c, &s
}

func TestTheListsOfTheTeamStayInOrderHoweverManyCasesChangeAtOnce(t *testing.T) {
	v := view{cases: make(map[model.ID]*model.Case), companions: make(map[model.ID][]model.ID), conflicted: make(map[model.ID]bool)}
	for _, step := range []struct {
		name string
		set  map[byte]string // number and name; no name: taken back
		want string
	}{
		{"nothing", nil, ""},
		{"the first ones, in any order", map[byte]string{5: "e", 2: "b", 8: "h"}, "beh"},
		{"before, between and after", map[byte]string{9: "i", 1: "a", 4: "d"}, "abdehi"},
		{"one in the place of another", map[byte]string{5: "E"}, "abdEhi"},
		{"some go, some come, some change", map[byte]string{1: "", 3: "c", 8: "", 9: "I"}, "bcdEI"},
		{"one goes that was never there", map[byte]string{7: ""}, "bcdEI"},
		{"all go", map[byte]string{2: "", 3: "", 4: "", 5: "", 9: ""}, ""},
	} {
		before := slices.Clone(v.team)
		shared := v.team
		var cases []*model.Case
		var sums []*model.Summary
		for n, name := range step.set {
			c, s := household(n, name)
			if name == "" {
				s = nil
			}
			cases, sums = append(cases, c), append(sums, s)
		}
		v.set(cases, sums)
		got := ""
		for i, c := range v.team {
			got += c.Records(model.KindMember)[0].Value("last")
			if v.summaries[i].Case != c.ID {
				t.Errorf("%s: a summary is that of another case", step.name)
			}
		}
		if got != step.want {
			t.Errorf("%s: %q, want %q", step.name, got, step.want)
		}
		if !slices.Equal(shared, before) {
			t.Errorf("%s: a list that was handed out has changed", step.name)
		}
	}
}

func TestTheIndexIsMadeOnceALargeBundleIsThrough(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := &Vault{stop: make(chan struct{}), index: newIndex()}
		c, _ := household(1, "Maroudi")
		v.view.cases = map[model.ID]*model.Case{c.ID: c}
		release := v.lean()
		v.bg.Go(func() { v.index.build(v) })
		time.Sleep(time.Hour)
		if _, _, ready := v.Find("maroudi", 1); ready {
			t.Error("it was made meanwhile")
		}
		release()
		v.bg.Wait()
		if hits, _, ready := v.Find("maroudi", 1); !ready || len(hits) != 1 {
			t.Errorf("ready %v, found %v", ready, hits)
		}
	})
}
