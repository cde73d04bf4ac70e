package store

import (
	"sync"

	"seuil/model"
)

// history is what the worker can undo and redo, made when it is first needed.
type history struct {
	mu   sync.Mutex
	own  []*model.Change // of this device, at unlock; dropped once made
	come []model.Step    // imports, likewise
	made *model.History
}

// get makes the history if need be. The caller holds the lock.
func (h *history) get(device model.ID) *model.History {
	if h.made == nil {
		h.made, h.own = model.NewHistory(device, h.own, h.come...), nil
		h.come = nil
	}
	return h.made
}

// add takes in a commit.
func (h *history) add(device model.ID, changes []*model.Change) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.get(device).Add(changes)
}

// forget leaves out what was done to cases that were erased.
func (h *history) forget(device model.ID, cases []model.ID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.get(device).Forget(cases...)
}

// push takes in steps that are not to be read off the own changes.
func (h *history) push(device model.ID, steps ...model.Step) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range steps {
		h.get(device).Push(s)
	}
}

// History is what the worker of this device can undo and redo; see [model.History].
type History struct{ v *Vault }

// History is for any goroutine.
func (v *Vault) History() History { return History{v} }

// Undo is the step that the next undo takes back, or a number of steps before it.
func (h History) Undo(before int) (model.Step, bool) {
	h.v.history.mu.Lock()
	defer h.v.history.mu.Unlock()
	return h.v.history.get(h.v.self.device).Undo(before)
}

// Redo is the undo that the next redo takes back, or a number of undos before it.
func (h History) Redo(before int) (model.Step, bool) {
	h.v.history.mu.Lock()
	defer h.v.history.mu.Unlock()
	return h.v.history.get(h.v.self.device).Redo(before)
}
