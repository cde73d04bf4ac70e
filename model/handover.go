package model

import (
	"cmp"
	"slices"
)

// KindHandover is the kind of the records of passing a case on.
const KindHandover Kind = "handover"

// Handover is the passing of a case from one worker to another (passation): proposed, then accepted or refused with a reason. It is one
// record, so that a refusal cannot be parted from what it refuses. Within a team the same case goes on; to another association goes a
// copy of chosen parts, with a [Passage] in which the answer comes back.
type Handover struct {
	ID       ID
	From     ID     `seuil:"from,red"` // workers of the registry, but for one of another association
	To       ID     `seuil:"to,red"`
	Name     string `seuil:"name,red"`    // of the latter worker; for one of another association, with it
	Passage  ID     `seuil:"passage,red"` // none within a team
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

// Passages are the passages of all proposals to another association, also of those that were withdrawn: that has to get there.
func (c *Case) Passages() (ids []ID) {
	for _, r := range c.group(KindHandover).records {
		if id, err := ParseID(r.Value("passage")); err == nil && !id.IsZero() {
			ids = append(ids, id)
		}
	}
	return ids
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

// Propose is the write of a proposal. One that was open gives way to it, in its passage too, which lookup finds.
func (c *Case) Propose(act Act, id ID, h Handover, lookup func(ID) *Case) []Write {
	w, _ := c.Put(act, id, &h)
	return append(c.Withdraw(act, lookup), w)
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
	return append(writes, c.lead(act, h.To, operator)...)
}

// lead is the write that gives the case to a worker and her association, if that is known.
func (c *Case) lead(act Act, worker ID, operator string) []Write {
	fields := []Field{{"lead", worker.String()}}
	if operator != "" {
		fields = append(fields, Field{"operator", operator})
	}
	if w, ok := c.write(act, KindCase, c.ID, fields); ok {
		return []Write{w}
	}
	return nil
}
