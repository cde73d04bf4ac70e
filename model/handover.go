package model

import (
	"cmp"
	"slices"
)

// KindHandover is the kind of the records of passing a case on.
const KindHandover Kind = "handover"

// Handover is the passing of a case from one worker of the team to another (passation): proposed, then accepted or refused with a
// reason. It is one record, so that a refusal cannot be parted from what it refuses.
type Handover struct {
	ID       ID
	From     ID     `seuil:"from,red"` // workers of the registry
	To       ID     `seuil:"to,red"`
	Proposed Date   `seuil:"proposed,red"`
	Answered Date   `seuil:"answered,red"`
	Accepted bool   `seuil:"accepted,red"`
	Reason   string `seuil:"reason,red"`    // of the proposal until it is answered, then of a refusal
	Pack     string `seuil:"pack,red,text"` // what was passed on in words (dossier de passation), as it stood when it was proposed
}

func (*Handover) kind() Kind { return KindHandover }

// Open says that nobody has answered.
func (h Handover) Open() bool { return h.Answered.IsZero() }

// Handovers are the proposals, the latest first.
func (c *Case) Handovers() []Handover {
	list := list(c, KindHandover, func(h *Handover, r *Record) { h.ID = r.ID })
	slices.SortStableFunc(list, func(a, b Handover) int { return cmp.Compare(b.Proposed, a.Proposed) })
	return list
}

// Proposal is the proposal that nobody has answered; ok is false if there is none.
func (c *Case) Proposal() (h Handover, ok bool) {
	for _, h := range c.Handovers() {
		if h.Open() {
			return h, true
		}
	}
	return h, false
}

// Propose is the write of a proposal. One that was open gives way to it.
func (c *Case) Propose(act Act, id ID, h Handover) (writes []Write) {
	if before, ok := c.Proposal(); ok {
		w, _ := c.Delete(act, KindHandover, before.ID)
		writes = append(writes, w)
	}
	w, _ := c.Put(act, id, &h)
	return append(writes, w)
}

// Answer is the writes of an answer to the open proposal: accepted, the case has the other worker as its lead, and her association as
// its operator.
func (c *Case) Answer(act Act, accepted bool, reason string, operator string, on Date) (writes []Write) {
	h, ok := c.Proposal()
	if !ok {
		return nil
	}
	h.Answered, h.Accepted = on, accepted
	if !accepted {
		h.Reason = reason
	}
	w, _ := c.Put(act, h.ID, &h)
	writes = append(writes, w)
	if !accepted {
		return writes
	}
	head := c.Header()
	fields := []Field{{"lead", h.To.String()}}
	if operator != "" && operator != head.Operator {
		fields = append(fields, Field{"operator", operator})
	}
	if w, ok := c.write(act, KindCase, c.ID, fields); ok {
		writes = append(writes, w)
	}
	return writes
}
