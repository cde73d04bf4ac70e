package model

import (
	"cmp"
	"slices"
	"strings"
)

// Step is one thing that a person did: all the changes that her device entered in one instant.
type Step struct {
	Act     Act // what it was; for an undo or a redo, what was undone or redone
	Changes []*Change
}

// maxSteps is how many steps can be undone.
const maxSteps = 500

// History is what the worker of one device can undo and redo. It is not stored: it follows from the changes of the device,
// and so survives a lock.
type History struct {
	undo, redo []Step
}

// NewHistory replays the changes of a device, in any order. Changes of other devices are left out.
func NewHistory(device ID, changes []*Change) *History {
	own := slices.DeleteFunc(slices.Clone(changes), func(c *Change) bool { return c.Device != device })
	slices.SortFunc(own, func(a, b *Change) int { return cmp.Or(cmp.Compare(a.Millis, b.Millis), cmp.Compare(a.Seq, b.Seq)) })
	h := &History{}
	for len(own) > 0 {
		n := slices.IndexFunc(own, func(c *Change) bool { return c.Millis != own[0].Millis })
		if n < 0 {
			n = len(own)
		}
		h.Add(own[:n:n])
		own = own[n:]
	}
	return h
}

// Add takes in the changes of one commit of the device.
func (h *History) Add(changes []*Change) {
	if len(changes) == 0 {
		return
	}
	step := Step{Act: changes[0].Act, Changes: changes}
	switch {
	case step.Act == ActUndo:
		if s, ok := pop(&h.undo); ok {
			step.Act = s.Act
			h.redo = append(h.redo, step)
		}
	case step.Act == ActRedo:
		if s, ok := pop(&h.redo); ok {
			step.Act = s.Act
			h.undo = append(h.undo, step)
		}
	case strings.HasPrefix(string(step.Act), "vault."): // making the vault is not undone
	default:
		h.undo, h.redo = append(h.undo, step), nil
		if len(h.undo) > maxSteps {
			h.undo = slices.Delete(h.undo, 0, 1)
		}
	}
}

func pop(stack *[]Step) (s Step, ok bool) {
	n := len(*stack)
	if n == 0 {
		return s, false
	}
	s, *stack = (*stack)[n-1], (*stack)[:n-1]
	return s, true
}

// Undo is the step that the next undo takes back.
func (h *History) Undo() (s Step, ok bool) {
	stack := h.undo
	return pop(&stack)
}

// Redo is the undo that the next redo takes back.
func (h *History) Redo() (s Step, ok bool) {
	stack := h.redo
	return pop(&stack)
}

// Reverse is the writes, under an act (ActUndo, ActRedo), that restore what was before a step. What somebody else wrote
// since stays as it is: kept counts the fields and records that were left alone for that reason.
func (s Step) Reverse(act Act, lookup func(ID) *Case) (writes []Write, kept int) {
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
	if r.changes[0].ID == ch.ID {
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
	w, _ = c.write(act, ch.Kind, ch.Record, fields)
	if d, ok := c.Delete(act, ch.Kind, ch.Record); gone && ok { // its predecessors are all live values, those of w among them
		d.Fields = append(d.Fields, w.Fields...)
		slices.SortFunc(d.Fields, func(a, b Field) int { return cmp.Compare(a.Name, b.Name) })
		w = d
	}
	return w, kept
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
