package store

import (
	"math"
	"slices"

	"seuil/model"
)

// Decline refuses, with a reason, what another association proposes to the worker of this vault. The answer goes back in the passage; the
// copy goes from here at once and for good, as what is erased does ([Vault.Erase]), with its private companions and drafts. Nobody is
// ordered to: who else has something of it learns of the answer by the passage. Errors: [ErrErased] if nothing of the kind waits for
// her; those of [Vault.Commit].
func (v *Vault) Decline(act model.Act, id model.ID, reason string) error {
	v.write.Lock()
	defer v.write.Unlock()
	if v.broken != nil {
		return v.broken
	}
	a, ok := v.Case(id).Arrival()
	answer, there := model.Decline(act, v.Case(a.Passage), reason, v.today())
	if !ok || !there || !a.Waits() || a.To != v.self.worker {
		return ErrErased
	}
	return v.remove(v.withCompanions(id), []model.Write{answer})
}

// dismiss takes out for good what is left of proposals of other associations that came to nothing, and says what that was: the copy, once
// it was withdrawn, or refused on another device of the worker; the passage, whose text tells of the household too, once the answer got
// where it goes. What was accepted stays, whatever the other side says of it later. The caller holds the lock.
func (v *Vault) dismiss() (ids []model.ID, err error) {
	ended := v.ended()
	for id, p := range ended {
		if a, ok := v.Case(p.Copy).Arrival(); ok && a.Passage == id {
			if a.Accepted {
				continue
			}
			ids = append(ids, v.withCompanions(p.Copy)...)
		}
		heard, err := v.heard(id, p.From)
		if err != nil {
			return nil, asError(err)
		}
		if heard || p.Undone {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	slices.SortFunc(ids, compareIDs)
	return ids, v.remove(ids, v.followed(actErased, v.self.device, ids))
}

// ended are the passages of other associations that were refused or withdrawn, by their cases.
func (v *Vault) ended() map[model.ID]model.Passage {
	card := v.Card()
	if card == nil {
		return nil
	}
	ended := make(map[model.ID]model.Passage)
	v.mu.RLock()
	defer v.mu.RUnlock()
	for id, c := range v.view.cases {
		if p, ok := c.Passage(); ok && p.House != card.Association && !p.Accepted && (p.Undone || p.Refused()) {
			ended[id] = p
		}
	}
	return ended
}

// heard says that the answer in a passage got to a device of the worker who gave the case, and to the other devices of this worker, which
// show the copy until then; or that a colleague's device let go of the passage, for that reason.
func (v *Vault) heard(passage, giver model.ID) (heard bool, err error) {
	if len(v.Registry().ErasedBy()[passage]) > 0 {
		return true, nil
	}
	for _, o := range v.Peers() {
		own := o.Mine && !o.Revoked && !o.Replaced
		if !own && o.Card.Worker != giver {
			continue
		}
		has, err := v.hasAll(o.Device, passage)
		if err != nil || own && !has {
			return false, err
		}
		heard = heard || !own && has
	}
	return heard, nil
}

// hasAll says that a device proved to have everything of a case.
func (v *Vault) hasAll(device, id model.ID) (all bool, err error) {
	state := v.peer(device)
	all = true
	err = v.eachStored(id, state.marks[id], math.MaxUint64, &state, func(uint64, []byte) error { all = false; return nil })
	return all, err
}
