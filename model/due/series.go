package due

import (
	"encoding/hex"
	"math"
	"slices"
	"strconv"

	"seuil/model"
)

// run is one computation of one case.
type run struct {
	engine *Engine
	facts
	out     []Obligation
	scratch []event // of the rule being computed
	done    []doing // of the rules that others follow, in the order of computing
}

// doing says that an occurrence of a rule was done.
type doing struct {
	rule, suffix string
	on           model.Date
}

// rule adds the occurrences of one rule.
func (r *run) rule(c *compiled) {
	first := len(r.out)
	switch anchor := c.anchor; {
	case anchor.family == anchorMonth || anchor.family == anchorYear:
		r.periods(c)
	case anchor.repeats():
		r.repeated(c)
	default:
		if on := r.milestone(anchor, c.series); c.valid(on) {
			switch {
			case !c.series:
				r.once(c, on)
			case c.Rolling:
				r.rolling(c, on)
			default:
				r.grid(c, on)
			}
		}
	}
	if !c.followed {
		return
	}
	for i := range r.out[first:] {
		if o := &r.out[first+i]; o.State == Done {
			r.done = append(r.done, doing{c.Code, o.Key[len(c.name)+1:], o.Closed})
		}
	}
}

// once adds the one occurrence of a rule.
func (r *run) once(c *compiled, anchor model.Date) {
	o := Obligation{Rule: c.Rule, Key: c.key(1), N: 1, Anchor: c.Rule.Anchor, AnchorDate: anchor, Base: anchor, Computed: add(anchor, c.Delay, 1)}
	if pinned := r.settle(c, &o, anchor, true); pinned || r.applies(c, &o, false) {
		r.put(o)
	}
}

// grid adds the occurrences of a fixed grid: all that are due, and the next.
func (r *run) grid(c *compiled, anchor model.Date) {
	from, before := anchor, model.Date(0)
	for k := 1; k <= maxOccurrences; k++ {
		o := Obligation{Rule: c.Rule, Key: c.key(k), N: k, Anchor: c.Rule.Anchor, AnchorDate: anchor, Base: anchor, Computed: c.dueAt(anchor, k)}
		if o.Computed <= before { // working days of an impossible rule
			return
		}
		before = o.Computed
		pinned := r.settle(c, &o, from, k == 1)
		applies := pinned || r.applies(c, &o, true)
		if applies {
			r.put(o)
		}
		if o.Computed > r.today && (!applies || !pinned && o.State == Open) {
			return
		}
		from = max(from, o.Computed+1)
		if applies && o.State == Done {
			from = max(from, o.Closed+1)
		}
	}
}

// rolling adds the occurrences of a rule that counts anew from each time it was done.
func (r *run) rolling(c *compiled, anchor model.Date) {
	from, base, delay := anchor, anchor, c.Delay
	for k := 1; k <= maxOccurrences; k++ {
		o := Obligation{Rule: c.Rule, Key: c.key(k), N: k, Anchor: c.Rule.Anchor, AnchorDate: anchor, Base: base, Computed: add(base, delay, 1)}
		pinned := r.settle(c, &o, from, k == 1)
		if !pinned && !r.applies(c, &o, false) {
			return
		}
		if pinned || c.followed || o.wasDue() {
			r.put(o)
		}
		switch o.State {
		case Open:
			return
		case Done:
			base = o.Closed
		case Skipped: // this time only: the next one is due as if it had been done in time
			base = max(o.Closed, o.Computed)
		}
		from, delay = max(from, o.Closed+1), c.Every
	}
}

// repeated adds an occurrence for each event: each contact, or each time another rule was done. What a contact makes due is
// done by the next contact; when a person says that it was done otherwise, the clock starts again from there.
func (r *run) repeated(c *compiled) {
	events := r.events(c)
	restarts := c.anchor.family == anchorContact && (c.anchor.name == contactLast || len(c.doneBy) == 0)
	acted := slices.ContainsFunc(r.acts, func(a actFact) bool { return a.rule == c.name })
	for i, ev := range events {
		if !c.valid(ev.on) {
			continue
		}
		base := ev.on
		if !acted && restarts && !c.followed && i+1 < len(events) && events[i+1].on < add(base, c.Delay, 1) {
			continue // was never due: not even its key is needed
		}
		for n := 1; n <= maxOccurrences; n++ {
			o := Obligation{Rule: c.Rule, N: i + 1, Anchor: c.Rule.Anchor, AnchorDate: ev.on, Base: base, Computed: add(base, c.Delay, 1)}
			o.Key = ev.key(c, n)
			if restarts && i+1 < len(events) {
				o.State, o.Closed, o.By = Done, events[i+1].on, c.Rule.Anchor
			}
			pinned := r.settle(c, &o, base, false)
			if pinned || r.applies(c, &o, false) && (o.wasDue() || c.followed || !restarts) {
				r.put(o)
			}
			again := restarts && pinned && o.State != Open && o.Closed >= base && (i+1 == len(events) || o.Closed < events[i+1].on)
			if !again {
				break
			}
			base = o.Closed
		}
	}
}

// wasDue says that somebody may have seen it as due, or that more than a passing contact closed it.
func (o *Obligation) wasDue() bool {
	return o.State == Open || o.Closed >= o.Due || parseMilestone(o.By).family != anchorContact
}

// event is one coming of a milestone that repeats.
type event struct {
	suffix string // of the key; made when needed if empty
	id     model.ID
	on     model.Date
}

// key is that of the n-th occurrence of the event, from 1. An event is named by its record and not by its rank: a visit entered
// late does not shift the acts on others.
func (ev *event) key(c *compiled, n int) string {
	suffix := ev.suffix
	if suffix == "" {
		suffix = hex.EncodeToString(ev.id[:8])
	}
	if n > 1 {
		suffix += "." + strconv.Itoa(n)
	}
	return c.name + "#" + suffix
}

func (r *run) events(c *compiled) []event {
	list := r.scratch[:0]
	if c.anchor.family == anchorRule {
		for _, d := range r.done {
			if d.rule == c.anchor.name {
				list = append(list, event{suffix: d.suffix, on: d.on})
			}
		}
		slices.SortStableFunc(list, func(a, b event) int { return a.on.Sub(b.on) })
		return list
	}
	list = slices.Grow(list, len(r.contacts))
	r.scratch = list
	for _, k := range r.contacts {
		if k.is(c.anchor.name) {
			list = append(list, event{id: k.id, on: k.date})
		}
	}
	return list
}

// put adds an occurrence, unless another version of its rule has already.
func (r *run) put(o Obligation) {
	for i := len(r.out) - 1; i >= 0 && r.out[i].Rule.Code == o.Rule.Code; i-- {
		if r.out[i].Key == o.Key {
			return
		}
	}
	r.out = append(r.out, o)
}

// settle applies a person's act and the facts that close an occurrence, and says whether the act pins it. Facts count from a
// date on; for the first occurrence (first), steps and papers count whenever they were done, for they are done once.
func (r *run) settle(c *compiled, o *Obligation, from model.Date, first bool) (pinned bool) {
	o.Due = o.Computed
	r.close(c, o, from, first)
	for i := range r.acts {
		if a := &r.acts[i]; a.rule == c.name && a.key == o.Key {
			o.pin(a)
			return true
		}
	}
	return false
}

// close finds the earliest fact that does what is due.
func (r *run) close(c *compiled, o *Obligation, from model.Date, first bool) {
	for i, m := range c.doneBy {
		on, skipped := r.fact(c, m, from, first)
		if on == 0 || o.State != Open && on >= o.Closed {
			continue
		}
		if skipped && o.State == Done {
			continue
		}
		o.State, o.Closed, o.By = Done, on, c.doneBy[i].String()
		if skipped {
			o.State = Skipped
		}
	}
}

// fact is when the first fact of a name took place, from a date on, and whether it is a step that was set aside.
func (r *run) fact(c *compiled, m milestone, from model.Date, first bool) (on model.Date, skipped bool) {
	if m == c.anchor {
		from, first = from+1, false
	}
	switch m.family {
	case anchorStep:
		s := r.step(m.name)
		switch on = s.done; {
		case on == 0:
			on, skipped = s.skipped, true
		case r.engine.ahead[m.name]: // what is due is to fix the date
			on = min(on, s.said())
		}
	case anchorRule:
		for _, d := range r.done {
			if d.rule == m.name && (d.on >= from || first) && (on == 0 || d.on < on) {
				on = d.on
			}
		}
	case anchorContact:
		for _, k := range r.contacts {
			if k.date >= from && k.is(m.name) {
				return k.date, false
			}
		}
		return 0, false
	default:
		on = r.milestone(m, false)
	}
	if on > r.today || on < from && !first {
		return 0, false
	}
	return on, skipped
}

// applies says whether the rule holds when the occurrence falls due, or was done before. What was due by the time the phase was
// left, the rule ended or the case was closed stays; what was not is dropped. One occurrence of a grid belongs to the phase in
// which it falls (strict); any other waits for the phase, and is late when it comes.
func (r *run) applies(c *compiled, o *Obligation, strict bool) bool {
	at := o.Computed
	if o.State != Open {
		at = min(at, o.Closed)
	}
	if c.until.family != "" {
		if end := r.milestoneOrRule(c.until); end != 0 && at > end {
			return false
		}
	}
	if r.closed != 0 && at > r.closed && c.anchor.family != anchorClosed {
		return false
	}
	if len(c.While) == 0 {
		return true
	}
	for i, p := range r.phases {
		if !slices.Contains(c.While, p.code) {
			continue
		}
		left := model.Date(math.MaxInt32)
		if i+1 < len(r.phases) {
			left = r.phases[i+1].since
		}
		switch {
		case strict && p.since <= o.Computed && at <= left:
			return true
		case !strict && at <= left && (o.State == Open || o.Closed >= p.since):
			return true
		}
	}
	return false
}

func (r *run) milestoneOrRule(m milestone) (on model.Date) {
	if m.family != anchorRule {
		return r.milestone(m, true)
	}
	for _, d := range r.done {
		if d.rule == m.name && (on == 0 || d.on < on) {
			on = d.on
		}
	}
	return on
}
