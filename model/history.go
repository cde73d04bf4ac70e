package model

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Step is one thing that a person did: all the changes that her device entered in one instant, or took in from somebody else.
type Step struct {
	Act     Act // what it was; for an undo or a redo, what was undone or redone
	Changes []*Change
	Millis  int64 // when it was done on this device: milliseconds since 1970 UTC
	Taker   ID    // the device, if it took in what others entered; else zero

	taken int64 // of an undo or a redo: when what it took back or brought again had been taken in; zero for what was entered here
}

// maxSteps is how many steps can be undone.
const maxSteps = 500

// History is what the worker of one device can undo and redo. It is not stored: it follows from the changes of the device,
// and so survives a lock.
type History struct {
	undo, redo []Step
	back       map[int64]bool // what was taken in and is undone, by its instant
}

// NewHistory replays the changes of a device, in any order, and what it took in from others, in the order of time. Changes of other
// devices are left out.
func NewHistory(device ID, changes []*Change, taken ...Step) *History {
	own := slices.DeleteFunc(slices.Clone(changes), func(c *Change) bool { return c.Device != device })
	slices.SortFunc(own, func(a, b *Change) int { return cmp.Or(cmp.Compare(a.Millis, b.Millis), cmp.Compare(a.Seq, b.Seq)) })
	h := &History{}
	for len(own) > 0 {
		n := slices.IndexFunc(own, func(c *Change) bool { return c.Millis != own[0].Millis })
		if n < 0 {
			n = len(own)
		}
		for len(taken) > 0 && taken[0].Millis < own[0].Millis {
			h.Push(taken[0])
			taken = taken[1:]
		}
		h.Add(own[:n:n])
		own = own[n:]
	}
	for _, s := range taken {
		h.Push(s)
	}
	return h
}

// Push takes in a step that is not to be read off the changes of the device.
func (h *History) Push(s Step) {
	h.undo, h.redo = append(h.undo, s), nil
	if len(h.undo) > maxSteps {
		h.undo = slices.Delete(h.undo, 0, 1)
	}
}

// Add takes in the changes of one commit of the device.
func (h *History) Add(changes []*Change) {
	if len(changes) == 0 {
		return
	}
	step := Step{Act: changes[0].Act, Changes: changes, Millis: changes[0].Millis}
	switch {
	case step.Act == ActUndo:
		if s, ok := take(&h.undo, changes[0]); ok {
			step.Act, step.taken = s.Act, s.taken
			if !s.Taker.IsZero() {
				step.taken = s.Millis
			}
			h.mark(step.taken, true)
			h.redo = append(h.redo, step)
		}
	case step.Act == ActRedo:
		if s, ok := take(&h.redo, changes[0]); ok {
			step.Act, step.taken = s.Act, s.taken
			h.mark(step.taken, false)
			h.undo = append(h.undo, step)
		}
	case strings.HasPrefix(string(step.Act), "vault."): // making the vault is not undone
	default:
		h.Push(step)
	}
}

// mark notes that something that was taken in is undone, or is no more.
func (h *History) mark(taken int64, undone bool) {
	switch {
	case taken == 0:
		return
	case h.back == nil:
		h.back = make(map[int64]bool)
	}
	h.back[taken] = undone
}

// Undone says that what was taken in at an instant is undone.
func (h *History) Undone(millis int64) bool { return h.back[millis] }

// take removes the latest step that wrote to the record of a change, with the steps above it, which were passed over: others
// had written over all that they could have restored.
func take(stack *[]Step, by *Change) (s Step, ok bool) {
	for i, s := range slices.Backward(*stack) {
		for _, ch := range s.Changes {
			if ch.Case == by.Case && ch.Kind == by.Kind && ch.Record == by.Record {
				*stack = (*stack)[:i]
				return s, true
			}
		}
	}
	return s, false
}

// Undo is the step that the next undo takes back, or a number of steps before it.
func (h *History) Undo(before int) (s Step, ok bool) { return from(h.undo, before) }

// Redo is the undo that the next redo takes back, or a number of undos before it.
func (h *History) Redo(before int) (s Step, ok bool) { return from(h.redo, before) }

func from(stack []Step, before int) (s Step, ok bool) {
	if i := len(stack) - 1 - before; i >= 0 {
		return stack[i], true
	}
	return s, false
}

// Final says that the step took something back for good: it cannot be undone.
func (s Step) Final() bool {
	return !slices.ContainsFunc(s.Changes, func(c *Change) bool { return !c.Kind.Final() && !refuses(c) })
}

// refuses says that a change is the answer by which a passage was refused: the copy that it speaks of is erased by then.
func refuses(c *Change) bool {
	if c.Kind != KindPassage {
		return false
	}
	on, _ := c.Value("answered")
	yes, _ := c.Value("accepted")
	return on != "" && yes == ""
}

// Final says that nothing undoes what records of the kind say, and that they count without what their device wrote before.
func (k Kind) Final() bool { return k == KindRetraction || k == KindErasure || k == KindErased }

// Forget leaves out what was done to some cases: they were erased.
func (h *History) Forget(cases ...ID) {
	for _, stack := range []*[]Step{&h.undo, &h.redo} {
		left := make([]Step, 0, len(*stack))
		for _, s := range *stack {
			s.Changes = slices.DeleteFunc(slices.Clone(s.Changes), func(c *Change) bool { return slices.Contains(cases, c.Case) })
			if len(s.Changes) > 0 {
				left = append(left, s)
			}
		}
		*stack = left
	}
}

// Reverse is the writes, under an act (ActUndo, ActRedo), that restore what was before a step. What somebody else wrote
// since stays as it is: kept counts the fields and records that were left alone for that reason. What was retracted since
// does not come back, a retraction itself is not undone, and what a revocation sets aside has nothing to take back.
func (s Step) Reverse(act Act, lookup func(ID) *Case) (writes []Write, kept int) {
	if !s.Taker.IsZero() {
		return s.reverseTaken(act, lookup)
	}
	for _, ch := range slices.Backward(s.Changes) {
		c := lookup(ch.Case)
		r := c.Record(ch.Kind, ch.Record)
		if r == nil {
			continue
		}
		w, n := reverseChange(act, c, r, ch)
		kept += n
		if len(w.Fields) > 0 {
			writes = append(writes, w)
		}
	}
	return writes, kept
}

func reverseChange(act Act, c *Case, r *Record, ch *Change) (w Write, kept int) {
	if ch.Kind.Final() || refuses(ch) || c.Aside(ch) || slices.ContainsFunc(r.changes, func(o *Change) bool { return o.ID == ch.ID && o.Retracted }) {
		return w, 0
	}
	if r.changes[0].ID == ch.ID && len(ch.Pred) == 0 { // a clock that is wrong may put first what replaced something
		if slices.ContainsFunc(r.changes[1:], func(o *Change) bool { return o.Act != ActUndo && o.Act != ActRedo && o.Device != ch.Device }) {
			return w, 1
		}
		w, _ = c.Delete(act, ch.Kind, ch.Record)
		return w, 0
	}
	var fields []Field
	gone := false
	for _, f := range ch.Fields {
		former := formerValue(r, ch, f.Name)
		switch {
		case r.Value(f.Name) != f.Value:
			kept++
		case f.Name == FieldDeleted && former != "":
			gone = true
		default:
			fields = append(fields, Field{f.Name, former})
		}
	}
	return c.restore(act, r, fields, gone), kept
}

// restore is the write that gives fields of a record their former values, and deletes it again if it was gone.
func (c *Case) restore(act Act, r *Record, fields []Field, gone bool) Write {
	w, _ := c.write(act, r.Kind, r.ID, fields)
	if d, ok := c.Delete(act, r.Kind, r.ID); gone && ok { // its predecessors are all live values, those of w among them
		d.Fields = append(d.Fields, w.Fields...)
		slices.SortFunc(d.Fields, func(a, b Field) int { return cmp.Compare(a.Name, b.Name) })
		return d
	}
	return w
}

// reverseTaken restores, record by record, what was before the changes of others were taken in.
func (s Step) reverseTaken(act Act, lookup func(ID) *Case) (writes []Write, kept int) {
	type place struct {
		home   ID
		kind   Kind
		record ID
	}
	mine := make(map[ChangeID]bool, len(s.Changes))
	for _, ch := range s.Changes {
		mine[ch.ID] = true
	}
	done := make(map[place]bool)
	for _, ch := range slices.Backward(s.Changes) {
		p := place{ch.Case, ch.Kind, ch.Record}
		c := lookup(ch.Case)
		r := c.Record(ch.Kind, ch.Record)
		if r == nil || done[p] || ch.Kind.Final() || slices.ContainsFunc(r.changes, refuses) {
			continue
		}
		done[p] = true
		w, n := s.reverseRecord(act, c, r, mine)
		kept += n
		if len(w.Fields) > 0 {
			writes = append(writes, w)
		}
	}
	return writes, kept
}

// reverseRecord takes some of the changes of a record back. A record that they made goes, unless somebody wrote to it since.
func (s Step) reverseRecord(act Act, c *Case, r *Record, taken map[ChangeID]bool) (w Write, kept int) {
	var rest []*Change
	touched := make(map[string]bool)
	since := make(map[ChangeID]bool) // what was written after the step, as far as can be known
	made, written := true, false
	for _, ch := range r.changes {
		switch {
		case taken[ch.ID] && ch.Retracted: // nothing of it comes back, nor goes
			continue
		case taken[ch.ID]:
			for _, f := range ch.Fields {
				touched[f.Name] = true
			}
			continue
		case ch.Device == s.Taker && ch.Millis > s.Millis,
			ch.Device != s.Taker && slices.ContainsFunc(ch.Pred, func(p ChangeID) bool { return taken[p] || since[p] }):
			since[ch.ID] = true
			written = written || ch.Act != ActUndo && ch.Act != ActRedo
		default:
			made = false
		}
		rest = append(rest, ch)
	}
	switch {
	case made && written:
		return w, 1
	case made:
		w, _ = c.Delete(act, r.Kind, r.ID)
		return w, 0
	}
	former := foldRecord(rest, nil)
	if former.Deleted() && r.Deleted() {
		return w, 0
	}
	var fields []Field
	for _, name := range slices.Sorted(maps.Keys(touched)) {
		switch {
		case !slices.ContainsFunc(r.Live(name), func(l *Change) bool { return taken[l.ID] }):
			kept++
		case name != FieldDeleted || !former.Deleted():
			fields = append(fields, Field{name, former.Value(name)})
		}
	}
	return c.restore(act, r, fields, former.Deleted()), kept
}

// formerValue is the value of a field that a change replaced: the latest one, if it settled several.
func formerValue(r *Record, ch *Change, field string) (value string) {
	for _, c := range r.changes {
		if v, ok := c.Value(field); ok && slices.Contains(ch.Pred, c.ID) {
			value = v
		}
	}
	return value
}
