package store

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"seuil/model"
)

// council is the changes of a registry in which devices revoke each other; each has written so many others there before.
type council struct {
	changes []*model.Change
	seq     map[model.ID]uint64
	papers  map[string]*ending
}

const spoken = 10 // changes of each device in the registry, before any dispute

func newCouncil() *council {
	return &council{seq: make(map[model.ID]uint64), papers: make(map[string]*ending)}
}

func (c *council) read(text string) *ending { return c.papers[text] }

// say stores a change of the record that the device of somebody has for another one's.
func (c *council) say(by, of model.ID, fields []model.Field, over ...*model.Change) *model.Change {
	w := model.Write{Case: model.RegistryID, Kind: model.KindRevocation, Record: model.DerivedID("test", of.String()), Fields: fields}
	for _, o := range over {
		w.Pred = append(w.Pred, o.ID)
	}
	c.seq[by]++
	ch := &model.Change{Write: w, Device: by, Seq: spoken + c.seq[by], ID: model.ChangeID{by[0], byte(c.seq[by])}}
	c.changes = append(c.changes, ch)
	return ch
}

// revoke says that a device is not to be believed after so many changes in the registry beside those of before; over names what it
// replaces.
func (c *council) revoke(by, of model.ID, after uint64, over ...*model.Change) *model.Change {
	text := fmt.Sprint(len(c.papers))
	end := &ending{device: of}
	end.last = headsOf(of, []*model.Case{{ID: model.RegistryID}, {ID: model.ID{99}}})
	end.last[0].Seq, end.last[1].Seq = spoken+after, after
	c.papers[text] = end
	return c.say(by, of, []model.Field{{Name: "deleted", Value: ""}, {Name: "paper", Value: text}}, over...)
}

func (c *council) lift(by model.ID, over ...*model.Change) *model.Change {
	return c.say(by, c.papers[mustPaper(over[0])].device, []model.Field{{Name: "deleted", Value: "yes"}}, over...)
}

func mustPaper(ch *model.Change) string { paper, _ := ch.Value("paper"); return paper }

func TestWhichRevocationsStand(t *testing.T) {
	ana, bob, eve, dan, gus := model.ID{1}, model.ID{2}, model.ID{3}, model.ID{4}, model.ID{5}
	for name, test := range map[string]struct {
		say  func(c *council)
		want []model.ID
	}{
		"a stolen laptop":           {func(c *council) { c.revoke(ana, eve, 0) }, []model.ID{eve}},
		"who revoked takes it back": {func(c *council) { c.lift(ana, c.revoke(ana, eve, 0)) }, nil},
		"a third one takes it back": {func(c *council) { c.lift(bob, c.revoke(ana, eve, 0)) }, nil},
		"and who revoked insists":   {func(c *council) { r := c.revoke(ana, eve, 0); c.revoke(ana, eve, 0, r, c.lift(bob, r)) }, []model.ID{eve}},
		"taking it back is undone": {func(c *council) {
			l := c.lift(ana, c.revoke(ana, eve, 0))
			c.say(ana, eve, []model.Field{{Name: "deleted", Value: ""}}, l)
		}, []model.ID{eve}},
		"taking it back is undone by herself": {func(c *council) {
			l := c.lift(ana, c.revoke(ana, eve, 5))
			c.say(eve, eve, []model.Field{{Name: "deleted", Value: ""}}, l)
		}, nil},
		"two revoked her and one takes it back":               {func(c *council) { c.lift(ana, c.revoke(ana, eve, 0)); c.revoke(bob, eve, 0) }, []model.ID{eve}},
		"she takes her own back, before the end of her chain": {func(c *council) { c.lift(eve, c.revoke(ana, eve, 5)) }, []model.ID{eve}},
		"she gives herself a longer chain":                    {func(c *council) { c.revoke(eve, eve, 9, c.revoke(ana, eve, 5)) }, []model.ID{eve}},
		"she revokes another one afterwards":                  {func(c *council) { c.revoke(ana, eve, 0); c.revoke(eve, bob, 0) }, []model.ID{eve}},
		"she had revoked another one before":                  {func(c *council) { c.revoke(eve, bob, 0); c.revoke(ana, eve, 1) }, []model.ID{bob, eve}},
		"two revoke each other":                               {func(c *council) { c.revoke(ana, eve, 0); c.revoke(eve, ana, 0) }, []model.ID{ana, eve}},
		"three revoke each other in a ring":                   {func(c *council) { c.revoke(ana, eve, 0); c.revoke(eve, bob, 0); c.revoke(bob, ana, 0) }, []model.ID{ana, bob, eve}},
		"two revoke each other, and each takes the other's back": {func(c *council) {
			a, e := c.revoke(ana, eve, 0), c.revoke(eve, ana, 0)
			c.lift(ana, e)
			c.lift(eve, a)
		}, []model.ID{ana, eve}},
		"two revoke each other, and one takes back what a third one said": {func(c *council) {
			c.revoke(ana, eve, 0)
			c.revoke(eve, ana, 0)
			c.lift(ana, c.revoke(dan, bob, 0))
		}, []model.ID{ana, bob, eve}},
		"who is revoked, unless who takes that back is heard, revokes another one": {func(c *council) {
			c.revoke(ana, eve, 0)
			c.revoke(eve, ana, 0)
			c.lift(ana, c.revoke(dan, bob, 0))
			c.revoke(bob, gus, 0)
		}, []model.ID{ana, bob, eve, gus}},
		"two revoke each other, and a third one takes one of them back": {func(c *council) { c.revoke(ana, eve, 0); c.lift(dan, c.revoke(eve, ana, 0)) }, []model.ID{eve}},
		"who was revoked for certain revokes who revoked her, before that counts": {func(c *council) {
			c.revoke(eve, ana, 0)
			c.revoke(ana, eve, 0)
			c.revoke(dan, eve, 0)
		}, []model.ID{eve}},
		"who was revoked takes another revocation back": {func(c *council) { c.lift(bob, c.revoke(ana, eve, 0)); c.revoke(dan, bob, 0) }, []model.ID{bob, eve}},
		"the revocation of who took it back is taken back": {func(c *council) {
			c.lift(bob, c.revoke(ana, eve, 0))
			c.lift(ana, c.revoke(dan, bob, 0))
		}, nil},
		"a paper that is none": {func(c *council) { c.say(ana, eve, []model.Field{{Name: "paper", Value: "?"}}) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCouncil()
			test.say(c)
			got := slices.SortedFunc(maps.Keys(settled(c.changes, c.read).by), compareIDs)
			if !slices.Equal(got, test.want) {
				t.Errorf("%x are revoked, want %x", got, test.want)
			}
		})
	}
}

func TestSeveralRevocationsLeaveTheShortestChain(t *testing.T) {
	ana, bob, eve := model.ID{1}, model.ID{2}, model.ID{3}
	c := newCouncil()
	c.revoke(ana, eve, 7)
	shorter := c.revoke(bob, eve, 4)
	if s := settled(c.changes, c.read); s.cuts[model.ID{99}][eve] != 4 || s.cuts[model.RegistryID][eve] != spoken+4 {
		t.Errorf("%v", s.cuts)
	}
	c.lift(bob, shorter)
	if s := settled(c.changes, c.read); s.cuts[model.ID{99}][eve] != 7 {
		t.Errorf("%v", s.cuts)
	}
}

// Whatever they say of each other, and in whatever order it becomes known, all come to the same; and a device of which nobody says
// anything can always make peace.
func TestDisputesEndTheSameEverywhereAndCanBeEnded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := newCouncil()
		for range rapid.IntRange(1, 20).Draw(t, "acts") {
			by, of := model.ID{byte(rapid.IntRange(1, 5).Draw(t, "by"))}, model.ID{byte(rapid.IntRange(1, 5).Draw(t, "of"))}
			var over []*model.Change
			for _, ch := range c.changes {
				if ch.Record == model.DerivedID("test", of.String()) && rapid.Bool().Draw(t, "seen") {
					over = append(over, ch)
				}
			}
			switch rapid.IntRange(0, 3).Draw(t, "act") {
			case 0:
				c.say(by, of, []model.Field{{Name: "deleted", Value: "yes"}}, over...)
			case 1:
				c.say(by, of, []model.Field{{Name: "deleted", Value: ""}}, over...)
			default:
				c.revoke(by, of, uint64(rapid.IntRange(0, 4).Draw(t, "after")), over...)
			}
		}
		want := settled(c.changes, c.read)
		got := settled(rapid.Permutation(c.changes).Draw(t, "order"), c.read)
		if !maps.EqualFunc(got.cuts, want.cuts, func(a, b model.Cut) bool { return maps.Equal(a, b) }) {
			t.Fatalf("%v in one order, %v in another", want.cuts, got.cuts)
		}
		for round := 0; len(want.by) > 0; round++ {
			if round > len(c.changes) {
				t.Fatal("no end")
			}
			for of, by := range want.by {
				c.say(model.ID{9}, of, []model.Field{{Name: "deleted", Value: "yes"}}, by...)
			}
			want = settled(c.changes, c.read)
		}
	})
}
