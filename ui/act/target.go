package act

import (
	"slices"
	"strings"

	"seuil/model"
	"seuil/model/due"
)

// Target is one date of one case: a task that a person set, or an occurrence that the programme makes due.
type Target struct {
	Case, Task model.ID
	Key        string // of the occurrence; empty for a task
}

// TargetOf is the target of an item of a case.
func TargetOf(id model.ID, i due.Item) Target {
	if i.Task != nil {
		return Target{Case: id, Task: i.Task.ID}
	}
	return Target{Case: id, Key: i.Obligation.Key}
}

// Record is the id of the record that the target is, or to which an act on it is written.
func (t Target) Record() model.ID {
	if t.computed() {
		return model.DerivedID(model.KindObligation, t.Key)
	}
	return t.Task
}

// computed says that the programme makes it due.
func (t Target) computed() bool { return t.Key != "" }

// casesOf are the cases of targets, each once.
func casesOf(targets []Target) []model.ID {
	var cases []model.ID
	for _, t := range targets {
		if !slices.Contains(cases, t.Case) {
			cases = append(cases, t.Case)
		}
	}
	return cases
}

// decision is what a person says of a date: postponed, done, without object, or open again.
type decision struct {
	act           model.Act
	to            model.Date
	at            model.Clock // of a task that is postponed; zero: as before
	done, skipped model.Date
	reason        string
}

// decide is the writes of a decision on targets. Each holds only the fields that the decision is about; targets that are gone
// are left out.
func (d *Desk) decide(targets []Target, x decision) (writes []model.Write) {
	for _, t := range targets {
		c := d.Session.Case(t.Case)
		w, ok := x.onTask(c, t.Task)
		if t.computed() {
			w, ok = x.onOccurrence(c, t.Key)
		}
		if ok {
			writes = append(writes, w)
		}
	}
	return writes
}

// postponed says that the decision moves the date; any other closes or opens it.
func (x decision) postponed() bool { return !x.to.IsZero() }

func (x decision) onTask(c *model.Case, id model.ID) (w model.Write, ok bool) {
	t, ok := c.Task(id)
	if !ok {
		return w, false
	}
	fields := []string{"done", "skipped"}
	if x.postponed() {
		fields = []string{"due", "at"}
		if t.Due = x.to; !x.at.IsZero() {
			t.At = x.at
		}
	} else {
		t.Done, t.Skipped = x.done, x.skipped
	}
	if x.postponed() || x.reason != "" {
		t.Reason, fields = x.reason, append(fields, "reason")
	}
	w, _ = c.Put(x.act, id, &t)
	return only(w, fields...)
}

func (x decision) onOccurrence(c *model.Case, key string) (model.Write, bool) {
	o := c.ObligationActs()[key]
	o.Key = key
	fields := []string{"key", "done", "skipped"}
	if x.postponed() {
		o.To, fields = x.to, []string{"key", "to"}
	} else {
		o.Done, o.Skipped = x.done, x.skipped
	}
	if x.postponed() || x.reason != "" {
		o.Reason, fields = x.reason, append(fields, "reason")
	}
	id := Target{Key: key}.Record()
	w, _ := c.Put(x.act, id, &o)
	return meant(c, w, fields...)
}

// occurrence is what the programme makes due under a key; nil while it is not known.
func (d *Desk) occurrence(t Target) *due.Obligation {
	o := d.Session.Outlook(t.Case)
	if o == nil {
		return nil
	}
	i := slices.IndexFunc(o.Obligations, func(o due.Obligation) bool { return o.Key == t.Key })
	if i < 0 {
		return nil
	}
	return &o.Obligations[i]
}

// ClosedBy says which fact of the case closed a target, and where to correct it: nobody opens again here what a fact did.
func (d *Desk) ClosedBy(t Target) string {
	o := d.occurrence(t)
	if o == nil {
		return d.Env.L.T("task.why_gone")
	}
	p := d.Set.Programme(d.Session.Case(t.Case).Header().Programme)
	family, _, _ := strings.Cut(o.By, ":")
	key := "task.closed_by." + family
	if !d.Env.L.Has(key) {
		key = "task.closed_by.other"
	}
	return d.Env.L.T(key, "fact", Teller{L: d.Env.L, P: &p}.Fact(o.By), "date", d.Env.L.ShortDay(o.Closed, d.today()))
}

// dateOf is when a target is due.
func (d *Desk) dateOf(t Target) (model.Date, model.Clock) {
	if t.computed() {
		if o := d.occurrence(t); o != nil {
			return o.Due, 0
		}
		return 0, 0
	}
	task, _ := d.Session.Case(t.Case).Task(t.Task)
	return task.Due, task.At
}

// label is what a target is called, as it may be shown.
func (d *Desk) label(t Target) string {
	c := d.Session.Case(t.Case)
	if t.computed() {
		p := d.Set.Programme(c.Header().Programme)
		return Teller{L: d.Env.L, P: &p}.Occurrence(t.Key)
	}
	task, _ := c.Task(t.Task)
	return d.Names.Text(c.Members(), task.Label)
}

// subject says which date of whom, or how many.
func (d *Desk) subject(targets []Target) string {
	if len(targets) != 1 {
		return d.Env.L.N("task.tasks", len(targets))
	}
	return d.Env.L.T("task.subject", "what", d.label(targets[0]), "who", d.title(casesOf(targets)))
}

// text is a label of a case as it may be shown.
func (d *Desk) text(cases []model.ID, s string) string {
	if len(cases) != 1 {
		return s
	}
	return d.Names.Text(d.Session.Case(cases[0]).Members(), s)
}
