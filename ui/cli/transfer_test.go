package cli

import (
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"seuil/model"
	"seuil/store"
)

// propose proposes a household of one person to another, of another association, by a copy of who lives there: propose DIR NAME DIR.
func propose(ts *testscript.TestScript, _ bool, args []string) {
	var taker *store.Card
	openVault(ts, args[2], func(v *store.Vault) { taker = v.Card() })
	openVault(ts, args[0], func(v *store.Vault) {
		c, me, on := householdOf(ts, v, args[1]), v.Card(), model.DateOf(time.Now())
		passage, copied := v.NewCase(), v.NewCase()
		x := model.Copy("handover.propose", c, copied, v.NewID(), model.Choice{Parts: []model.Part{model.PartHousehold}}, nil)
		writes := c.Propose("handover.propose", v.NewID(), model.Handover{To: taker.Worker, Name: taker.Name, Passage: passage, Proposed: on}, v.Case)
		w1, _ := (&model.Case{ID: passage}).Put("handover.propose", passage, &model.Passage{Copy: copied, From: me.Worker, Giver: me.Name, House: me.Association,
			To: taker.Worker, Taker: taker.Name + ", " + taker.Association, Household: c.Name(), Proposed: on, Why: "déménage à Orange"})
		w2, _ := (&model.Case{ID: copied}).Put("handover.propose", copied, &model.Arrival{Passage: passage, By: me.Name, House: me.Association, To: taker.Worker, Proposed: on})
		writes = append(append(writes, w1, w2), x.Writes...)
		_, err := v.Commit(model.ID{}, writes...)
		ts.Check(err)
	})
}
