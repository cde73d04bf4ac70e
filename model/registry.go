package model

import (
	"cmp"
	"slices"
)

// Kinds of record of the registry.
const (
	KindWorker Kind = "worker"
	KindDevice Kind = "device"
	KindView   Kind = "view"
)

// Diplomas of a worker (R106, R151): the secret by which they are bound differs.
const (
	RoleCESF = "CESF"
	RoleASS  = "ASS"
)

// Worker is a social worker of one of the associations.
type Worker struct {
	ID           ID
	Name         string `seuil:"name,green"`
	Role         string `seuil:"role,green"`         // CESF or ASS
	Organisation string `seuil:"organisation,green"` // code of the association
}

func (*Worker) kind() Kind { return KindWorker }

// Validate says whether the worker can be kept.
func (w Worker) Validate() error {
	if w.Name == "" {
		return &Error{Code: CodeRequired, Field: "name"}
	}
	return nil
}

// Device is one laptop's vault; its record has the id of the device.
type Device struct {
	Worker ID `seuil:"worker,green"`
}

func (*Device) kind() Kind { return KindDevice }

// Workers are the workers of the registry, by name.
func (c *Case) Workers() []Worker {
	workers := list(c, KindWorker, func(w *Worker, r *Record) { w.ID = r.ID })
	slices.SortStableFunc(workers, func(a, b Worker) int { return cmp.Compare(a.Name, b.Name) })
	return workers
}

// Worker is the worker of an id; unknown, it has no name.
func (c *Case) Worker(id ID) (w Worker) {
	if r := c.Record(KindWorker, id); r != nil {
		decode(r, &w)
	}
	w.ID = id
	return w
}

// Owner is the worker whose device this is; unknown, it has no name.
func (c *Case) Owner(device ID) Worker {
	var d Device
	if r := c.Record(KindDevice, device); r != nil {
		decode(r, &d)
	}
	return c.Worker(d.Worker)
}

// View (filtre enregistré) is a query over the caseload kept under a name: by one worker, for the whole team. Both may hold names
// of people.
type View struct {
	ID     ID
	Name   string `seuil:"name,red"`
	Query  string `seuil:"query,red"` // as it is typed into the filter
	Worker ID     `seuil:"worker,green"`
}

func (*View) kind() Kind { return KindView }

// Views are the saved views of the registry, by name.
func (c *Case) Views() []View {
	views := list(c, KindView, func(v *View, r *Record) { v.ID = r.ID })
	slices.SortStableFunc(views, func(a, b View) int { return cmp.Compare(a.Name, b.Name) })
	return views
}
