package store

import (
	"bytes"
	"slices"

	"seuil/model"
)

// view is the cases in memory. Its parts are replaced, never changed, except the maps, which the lock of the vault guards.
type view struct {
	cases      map[model.ID]*model.Case
	companions map[model.ID][]model.ID // of a team case, its private companions, by id
	conflicted map[model.ID]bool       // the cases that have conflicts
	team       []*model.Case           // the team's cases, by id
	summaries  []*model.Summary        // of the same cases, in the same order

	revocations revocations
}

// shown says that a case belongs in the list of the team's cases: neither registry nor companion, nor set aside or taken back whole. A liaison case
// does on the device of the landlord's worker to whom it is addressed, a copy of another association's as [elsewhere] says.
func shown(c *model.Case, me model.ID) bool {
	if c.ID == model.RegistryID || !c.Main().IsZero() || c.Empty() {
		return false
	}
	if elsewhere(c, me) {
		return false
	}
	if r := c.Record(model.KindCase, c.ID); r == nil || !r.Deleted() {
		return true
	}
	for _, kind := range []model.Kind{model.KindPhase, model.KindMember, model.KindDwelling, model.KindReach, model.KindContact, model.KindTask} {
		if len(c.Records(kind)) > 0 {
			return true
		}
	}
	return false
}

// summary is that of a shown case, or nil.
func summary(c *model.Case, me model.ID) *model.Summary {
	if !shown(c, me) {
		return nil
	}
	s := c.Summary()
	return &s
}

// set puts new states of cases in place of the ones before; sums are their [summary]. The lists are made anew once, however many
// cases there are.
func (w *view) set(cases []*model.Case, sums []*model.Summary) {
	if len(cases) == 0 {
		return
	}
	byID := make([]int, len(cases))
	for i, c := range cases {
		w.put(c)
		byID[i] = i
	}
	slices.SortFunc(byID, func(a, b int) int { return compareIDs(cases[a].ID, cases[b].ID) })
	team, summaries := make([]*model.Case, 0, len(w.team)+len(cases)), make([]*model.Summary, 0, len(w.team)+len(cases))
	from := 0
	for _, k := range byID {
		i, found := slices.BinarySearchFunc(w.team[from:], cases[k].ID, func(a *model.Case, id model.ID) int { return compareIDs(a.ID, id) })
		team, summaries = append(team, w.team[from:from+i]...), append(summaries, w.summaries[from:from+i]...)
		if sums[k] != nil {
			team, summaries = append(team, cases[k]), append(summaries, sums[k])
		}
		if from += i; found {
			from++
		}
	}
	w.team, w.summaries = append(team, w.team[from:]...), append(summaries, w.summaries[from:]...)
}

// put is [view.set] for what is not in the lists of the team.
func (w *view) put(c *model.Case) {
	w.cases[c.ID] = c
	if w.conflicted[c.ID] = len(conflictsIn(c)) > 0; !w.conflicted[c.ID] {
		delete(w.conflicted, c.ID)
	}
	if main := c.Main(); !main.IsZero() {
		list := w.companions[main]
		if i, found := slices.BinarySearchFunc(list, c.ID, compareIDs); !found {
			w.companions[main] = slices.Insert(list, i, c.ID)
		}
	}
}

// drop takes a case out.
func (w *view) drop(id model.ID) {
	if main := w.cases[id].Main(); !main.IsZero() {
		w.companions[main] = slices.DeleteFunc(slices.Clone(w.companions[main]), func(o model.ID) bool { return o == id })
	}
	delete(w.cases, id)
	delete(w.conflicted, id)
	if i, found := slices.BinarySearchFunc(w.team, id, func(a *model.Case, id model.ID) int { return compareIDs(a.ID, id) }); found {
		w.team, w.summaries = slices.Delete(slices.Clone(w.team), i, i+1), slices.Delete(slices.Clone(w.summaries), i, i+1)
	}
}

func compareIDs(a, b model.ID) int { return bytes.Compare(a[:], b[:]) }

// Cases are the team's cases, by id: without the registry and the private companions. The slice is not to be modified.
func (v *Vault) Cases() []*model.Case {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.view.team
}

// Summaries are those of [Vault.Cases], in the same order, ready made. Neither slice nor summaries are to be modified.
func (v *Vault) Summaries() []*model.Summary {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.view.summaries
}

// Case is the case of an id, of whatever sort; nil if nothing was ever written to it.
func (v *Vault) Case(id model.ID) *model.Case {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.view.cases[id]
}

// Companion is the private companion of a team case that new notes go to. Nil if there is none.
func (v *Vault) Companion(main model.ID) *model.Case {
	if all := v.Companions(main); len(all) > 0 {
		return all[0]
	}
	return nil
}

// Companions are the private companions of a team case, by id: what its worker alone may read. Two of her devices may each have made
// one before they met.
func (v *Vault) Companions(main model.ID) (cases []*model.Case) {
	v.mu.RLock()
	defer v.mu.RUnlock()
	for _, id := range v.view.companions[main] {
		cases = append(cases, v.view.cases[id])
	}
	return cases
}

// Registry is the case of what stands outside cases: workers and devices.
func (v *Vault) Registry() *model.Case { return v.Case(model.RegistryID) }
