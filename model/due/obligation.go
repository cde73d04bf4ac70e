package due

import (
	"cmp"
	"slices"

	"seuil/model"
	"seuil/model/programme"
)

// State says whether an occurrence still waits for a person.
type State int

// The states of an occurrence.
const (
	Open    State = iota
	Done          // by an act on it, or by a fact that its rule counts as doing it
	Skipped       // sans objet: by an act on it, or because the step that does it was set aside
)

// Obligation (échéance calculée) is one occurrence of a rule for a case. It is computed, never stored.
type Obligation struct {
	Rule       *programme.Rule // never nil; with nothing but its code if the programme no longer has the rule
	Key        string          // rule and occurrence; the key of a person's act on it
	N          int             // its number within its series, from 1; for display
	Due        model.Date      // the date that counts: postponed to, else computed
	Computed   model.Date      // what the rule says; zero if its milestone is no longer known and an act alone keeps it
	Anchor     string          // the milestone it depends on, as the rule names it
	AnchorDate model.Date      // when the milestone came
	Base       model.Date      // what the delay was added to: the milestone, or for a rolling rule when the one before was done
	State      State
	Closed     model.Date // when it was done or set aside; zero while it is open
	By         string     // the fact that closed it ("step:assurance"); empty if an act on it did
	Postponed  bool
	Act        *model.Record // the person's act on it, or nil: its reason and its note
}

// Late is the number of days since it became due; zero if it is not late or no longer open.
func (o *Obligation) Late(today model.Date) int {
	if o.State != Open || o.Due.IsZero() {
		return 0
	}
	return max(0, today.Sub(o.Due))
}

// Reason is why a person postponed it or set it aside, in her words. It is red (../../domain/domain.md 5.3).
func (o *Obligation) Reason() string {
	if o.Act == nil {
		return ""
	}
	return o.Act.Value("reason")
}

// compare orders obligations: those open first, by date, so that the late ones lead; then those closed, latest first.
func compare(a, b *Obligation) int {
	if c := cmp.Compare(min(a.State, Done), min(b.State, Done)); c != 0 {
		return c
	}
	c := cmp.Compare(a.Due, b.Due)
	if a.State != Open {
		c = cmp.Compare(b.Closed, a.Closed)
	}
	return cmp.Or(c, cmp.Compare(a.Rule.Code, b.Rule.Code), cmp.Compare(a.N, b.N), cmp.Compare(a.Key, b.Key))
}

// Compute is all that a programme makes due for a case on a day: every occurrence that is or was due, the next one of each
// series, and every one that a person has acted on; open ones first, late ones before all. It builds an [Engine] each time:
// for many cases of one programme, build one.
func Compute(c *model.Case, p *programme.Programme, today model.Date) []Obligation {
	return NewEngine(p).Compute(c, today)
}

// Compute is [Compute] with the engine's programme. It may be called from several goroutines.
func (e *Engine) Compute(c *model.Case, today model.Date) []Obligation {
	r := run{engine: e, facts: read(c, e.programme, today)}
	return r.compute()
}

func (r *run) compute() []Obligation {
	e := r.engine
	r.out = make([]Obligation, 0, len(e.rules)+len(r.acts))
	for i := range e.rules {
		r.rule(&e.rules[i])
	}
	r.orphans()
	// Sorting pointers would save moving the values, and cost more in allocation.
	slices.SortFunc(r.out, func(a, b Obligation) int { return compare(&a, &b) })
	return r.out
}

// orphans adds the occurrences that nothing but an act knows: their milestone was taken back, or the rule left the programme.
func (r *run) orphans() {
	for i := range r.acts {
		a := &r.acts[i]
		if a.used {
			continue
		}
		o := Obligation{Rule: r.engine.known(a.rule), Key: a.key, N: number(a.key)}
		o.Anchor = o.Rule.Anchor
		o.pin(a)
		r.out = append(r.out, o)
	}
}

// pin applies a person's act.
func (o *Obligation) pin(a *actFact) {
	a.used = true
	o.Act = a.record
	if a.to != 0 {
		o.Due, o.Postponed = a.to, true
	}
	switch {
	case a.done != 0:
		o.State, o.Closed, o.By = Done, a.done, ""
	case a.skipped != 0:
		o.State, o.Closed, o.By = Skipped, a.skipped, ""
	}
	if o.Due == 0 {
		o.Due = o.Closed
	}
}
