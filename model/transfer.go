package model

// Kinds of record by which a case is passed on to another association.
const (
	KindPassage Kind = "passage"
	KindArrival Kind = "arrival"
)

// Passage is what two associations both hold of a case that one passes on to the other (transfert): who proposes what to whom, with which
// words, and the answer. It stands in a case of its own, which goes both ways; the copy that it speaks of goes one way only, so that
// the association that gave a case away never learns what becomes of it. Its record has the id of its case. Nothing in it leads back to
// the case that was copied.
type Passage struct {
	Undone    bool   // not a field: it was withdrawn before it was answered
	Copy      ID     `seuil:"copy,red"` // the case that was made by copy of chosen parts
	From      ID     `seuil:"from,red"` // the worker who gives, as her card names her
	Giver     string `seuil:"giver,red"`
	House     string `seuil:"house,red"` // the association that gives, from the same card
	To        ID     `seuil:"to,red"`    // the worker to whom it is proposed, as her card names her
	Taker     string `seuil:"taker,red"` // her name and association
	Household string `seuil:"household,red"`
	Proposed  Date   `seuil:"proposed,red"`
	Why       string `seuil:"why,red"`
	Pack      string `seuil:"pack,red,text"` // dossier de passation, as it stood when it was proposed
	Answered  Date   `seuil:"answered,red"`
	Accepted  bool   `seuil:"accepted,red"`
	Reason    string `seuil:"reason,red"` // of a refusal
}

func (*Passage) kind() Kind { return KindPassage }

// Refused says that the answer was no.
func (p Passage) Refused() bool { return !p.Answered.IsZero() && !p.Accepted }

// Arrival heads a copy: a case that another association passes on. Until the worker to whom it is proposed accepts, nobody but her sees
// it; then it is an ordinary case of her association. Her answer stands here too, for the passage does not go to all who get the copy.
// On the side of those who gave it away it is never answered, and so never seen. Its record has the id of the case.
type Arrival struct {
	Undone   bool   // not a field: the proposal was withdrawn
	Passage  ID     `seuil:"passage,red"`
	By       string `seuil:"by,red"`    // the worker who gives, and her association
	House    string `seuil:"house,red"` // the association that gives, as in the passage
	To       ID     `seuil:"to,red"`
	Proposed Date   `seuil:"proposed,red"`
	Answered Date   `seuil:"answered,red"`
	Accepted bool   `seuil:"accepted,red"`
}

func (*Arrival) kind() Kind { return KindArrival }

// Waits says that a worker has been asked and has not answered.
func (a Arrival) Waits() bool { return a.Answered.IsZero() && !a.Undone }

// Seen says that the case is one of those that a worker sees.
func (a Arrival) Seen(worker ID) bool { return a.Accepted || a.Waits() && a.To == worker }

// Passage is the head of a passage; ok is false for any other case.
func (c *Case) Passage() (p Passage, ok bool) {
	return headOf(c, KindPassage, func(p *Passage) { p.Undone = true })
}

// Arrival is the head of a copy that was passed on; ok is false for any other case.
func (c *Case) Arrival() (a Arrival, ok bool) {
	return headOf(c, KindArrival, func(a *Arrival) { a.Undone = true })
}

// headOf is the record that makes a case a case of its sort. It stays one after it was undone: that has to get to whoever has it.
func headOf[T any, P interface {
	*T
	typed
}](c *Case, kind Kind, undone func(*T)) (head T, ok bool) {
	if c == nil {
		return head, false
	}
	r := c.Record(kind, c.ID)
	if r == nil {
		return head, false
	}
	decode(r, P(&head))
	if r.Deleted() {
		undone(&head)
	}
	return head, true
}

// Heard is the proposal that is not settled in the case yet, with the answer that came back in its passage, if one did; lookup finds
// passages. ok is false if nothing is proposed.
func (c *Case) Heard(lookup func(ID) *Case) (h Handover, ok bool) {
	h, ok = c.Proposal()
	if !ok || h.Passage.IsZero() || lookup == nil {
		return h, ok
	}
	if p, there := lookup(h.Passage).Passage(); there && !p.Answered.IsZero() {
		h.Answered, h.Accepted = p.Answered, p.Accepted
		if !p.Accepted {
			h.Reason = p.Reason
		}
	}
	return h, ok
}

// Withdraw is the writes that take the open proposal back, in the passage and the copy too if it was made to another association. What
// already got there goes from there once this has got there as well.
func (c *Case) Withdraw(act Act, lookup func(ID) *Case) (writes []Write) {
	h, ok := c.Proposal()
	if !ok {
		return nil
	}
	gone := func(in *Case, kind Kind, id ID) {
		if w, ok := in.Delete(act, kind, id); ok {
			writes = append(writes, w)
		}
	}
	gone(c, KindHandover, h.ID)
	if h.Passage.IsZero() {
		return writes
	}
	if p, ok := lookup(h.Passage).Passage(); ok {
		gone(lookup(h.Passage), KindPassage, h.Passage)
		if copied := lookup(p.Copy); copied != nil {
			gone(copied, KindArrival, p.Copy)
			gone(copied, KindCase, p.Copy)
		}
	}
	return writes
}

// Take is the writes by which a proposal of another association is accepted: in the passage, which goes back to it, and in the copy, which
// becomes a case of the worker's own and her association's.
func Take(act Act, copied, passage *Case, operator string, on Date) (writes []Write) {
	a, ok := copied.Arrival()
	p, there := passage.Passage()
	if !ok || !there {
		return nil
	}
	a.Answered, a.Accepted = on, true
	p.Answered, p.Accepted = on, true
	answer, _ := copied.Put(act, copied.ID, &a)
	back, _ := passage.Put(act, passage.ID, &p)
	return append([]Write{answer, back}, copied.lead(act, a.To, operator)...)
}

// Decline is the write by which a proposal of another association is refused, in the passage, which goes back to it; the copy is to be
// erased with it. Nothing undoes it ([Step.Final]). ok is false without a passage.
func Decline(act Act, passage *Case, reason string, on Date) (w Write, ok bool) {
	p, ok := passage.Passage()
	if !ok {
		return w, false
	}
	p.Answered, p.Accepted, p.Reason = on, false, reason
	return passage.Put(act, passage.ID, &p)
}

// Conclude is the writes by which the answer that came back from another association is taken note of in the case; accepted, it is closed:
// it goes on as the other's copy.
func (c *Case) Conclude(act Act, lookup func(ID) *Case, on Date) (writes []Write) {
	h, ok := c.Heard(lookup)
	if !ok || h.Open() {
		return nil
	}
	w, _ := c.Put(act, h.ID, &h)
	writes = append(writes, w)
	if !h.Accepted {
		return writes
	}
	if w, ok := c.write(act, KindCase, c.ID, []Field{{"closed", on.String()}}); ok {
		writes = append(writes, w)
	}
	return writes
}

// Handed is what a case says anew of its passing on, for people to be told of when it comes in: a proposal, or an answer to one.
type Handed struct {
	Key      string // proposed, accepted or refused
	From, To string // who proposes and to whom, with their associations as far as they are known
	Worker   ID     // who is asked, or whose proposal was answered
	Why      string
}

// HandedIn is what is new of a case after more changes of it; name names the workers of the team. ok is false if nothing is.
func HandedIn(before, after *Case, name func(ID) string) (h Handed, ok bool) {
	if p, is := after.Passage(); is {
		was, _ := before.Passage()
		h = Handed{From: p.Giver + ", " + p.House, To: p.Taker}
		switch {
		case p.Undone || p.Answered == was.Answered && was.To == p.To:
			return h, false
		case p.Answered.IsZero():
			h.Key, h.Worker, h.Why = "proposed", p.To, p.Why
			return h, true
		}
		return h.answered(p.Accepted, p.From, p.Reason), true
	}
	for _, p := range after.Handovers() {
		if !p.Passage.IsZero() {
			continue // its passage tells
		}
		was := before.handover(p.ID)
		h = Handed{From: name(p.From), To: name(p.To)}
		switch {
		case p.Open() && was.To != p.To:
			h.Key, h.Worker, h.Why = "proposed", p.To, p.Reason
			return h, true
		case !p.Open() && was.Open() && was.To == p.To:
			return h.answered(p.Accepted, p.From, p.Reason), true
		}
	}
	return h, false
}

func (h Handed) answered(accepted bool, worker ID, reason string) Handed {
	if h.Key, h.Worker = "accepted", worker; !accepted {
		h.Key, h.Why = "refused", reason
	}
	return h
}

// handover is that of an id, as far as it is there.
func (c *Case) handover(id ID) (h Handover) {
	if c != nil {
		h, _ = one(c, KindHandover, id, func(*Handover) {})
	}
	return h
}
