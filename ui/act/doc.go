// Package act is what can be done to a case from several pages: the dialogs that ask for what is missing (a date, a reason)
// and the writes that follow. A dialog stores nothing: it hands the writes and the sentence that tells them to [Then], and
// its opener commits them.
//
// Every act is one commit, also over several ticked households, so that one undo takes it back as a whole. A write holds
// only the fields that the act is about: what two machines disagree on elsewhere in the record stays for a person to settle.
package act

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Session is what an act needs to know of the vault.
type Session interface {
	Case(model.ID) *model.Case
	Outlook(model.ID) *due.Outlook // what a case needs today; nil while it is being computed
	NewID() model.ID
	Device() model.ID
}

// Then takes the writes of an act and the sentence that tells them once they are stored.
type Then func(writes []model.Write, effect string) tea.Cmd

// CommitFor is the Then of a page: one commit, whose end the page of the route is told.
func CommitFor(route nav.Route) Then {
	return func(writes []model.Write, effect string) tea.Cmd {
		return nav.Send(nav.Commit{To: nav.To{Route: route}, Writes: writes, Effect: effect})
	}
}

// Desk is where acts are made.
type Desk struct {
	Env     *widget.Env
	Names   *nav.Names
	Session Session
	Set     *programme.Set
}

// Acts of this package. The sentence of "task.postpone" has the key "task.act.postpone". They are the same for a date that a
// person set and for one that the programme makes due: a worker ticks and postpones both alike.
const (
	AddTask      model.Act = "task.add"
	PostponeTask model.Act = "task.postpone"
	FinishTask   model.Act = "task.done"
	SkipTask     model.Act = "task.skip"
	ReopenTask   model.Act = "task.reopen"
	CloseCase    model.Act = "case.close"
	MarkUrgent   model.Act = "case.urgent"
	CalmCase     model.Act = "case.calm"
	MarkSeen     model.Act = "seen.mark"
)

func (d *Desk) today() model.Date { return model.DateOf(d.Env.Now()) }

// title is how a case is called, or how many there are.
func (d *Desk) title(cases []model.ID) string {
	if len(cases) == 1 {
		return d.Names.Title(cases[0], d.Session.Case(cases[0]).Name())
	}
	return d.Env.L.N("task.households", len(cases))
}

// OnOwn is an act on cases, unless one of them is what this worker was told as a landlord's, which takes none: that is said before
// anything is typed that could not be stored.
func (d *Desk) OnOwn(cases []model.ID, act func() tea.Cmd) tea.Cmd {
	told := func(id model.ID) bool { _, ok := d.Session.Case(id).Liaison(); return ok }
	if slices.ContainsFunc(cases, told) {
		return nav.Send(nav.Say{Text: d.Env.L.Error(&model.Error{Code: model.CodeTold}), Tone: nav.Bad})
	}
	return act()
}

// only keeps the named fields of a write. Fields that are left out may stand for a conflict, which an act about something
// else must not settle.
func only(w model.Write, names ...string) (model.Write, bool) {
	w.Fields = slices.DeleteFunc(w.Fields, func(f model.Field) bool { return !slices.Contains(names, f.Name) })
	return w, len(w.Fields) > 0
}

// meant is the fields of a write that an act is about. A record whose making was undone comes back with nothing of what it said,
// so that all its fields are meant.
func meant(c *model.Case, w model.Write, names ...string) (model.Write, bool) {
	if r := c.Record(w.Kind, w.Record); r != nil && r.Deleted() {
		return w, len(w.Fields) > 0
	}
	return only(w, names...)
}

// Seen is the writes that mark cases as seen today by this worker, and what to say. There is none for those that are.
func (d *Desk) Seen(cases []model.ID) (writes []model.Write, effect string) {
	for _, id := range cases {
		if w, ok := d.Session.Case(id).Put(MarkSeen, d.Session.Device(), &model.Seen{On: d.today()}); ok {
			writes = append(writes, w)
		}
	}
	if len(cases) > 1 {
		return writes, d.Env.L.N("task.seen_all", len(cases))
	}
	return writes, d.Env.L.T("task.seen", "who", d.title(cases))
}

// Close is the writes that take cases out of the caseload today, and what to say. Undo brings them back.
func (d *Desk) Close(cases []model.ID) (writes []model.Write, effect string) {
	for _, id := range cases {
		c := d.Session.Case(id)
		h := c.Header()
		h.Closed = d.today()
		w, _ := c.Put(CloseCase, id, &h)
		if w, ok := only(w, "closed"); ok {
			writes = append(writes, w)
		}
	}
	if len(cases) > 1 {
		return writes, d.Env.L.N("task.closed_all", len(cases))
	}
	return writes, d.Env.L.T("task.closed", "who", d.title(cases))
}

// Urgent asks why cases cannot wait; they lead the caseload until a person says that they can.
func (d *Desk) Urgent(cases []model.ID, then Then) nav.Dialog {
	l := d.Env.L
	return NewPrompt(d.Env, l.T("task.urgent_title", "who", d.title(cases)), l.T("task.why"), func(why string) tea.Cmd {
		return then(d.urge(cases, MarkUrgent, d.today(), why), l.T("task.urgent", "who", d.title(cases)))
	})
}

// Calm is the writes that say that cases can wait again, and what to say.
func (d *Desk) Calm(cases []model.ID) (writes []model.Write, effect string) {
	return d.urge(cases, CalmCase, 0, ""), d.Env.L.T("task.calm", "who", d.title(cases))
}

func (d *Desk) urge(cases []model.ID, act model.Act, since model.Date, why string) (writes []model.Write) {
	for _, id := range cases {
		c := d.Session.Case(id)
		h := c.Header()
		h.Urgent, h.UrgentWhy = since, why
		w, _ := c.Put(act, id, &h)
		if w, ok := only(w, "urgent", "urgent_why"); ok {
			writes = append(writes, w)
		}
	}
	return writes
}
