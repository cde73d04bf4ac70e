package due

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"seuil/model"
	"seuil/model/programme"
)

// Codes of faults; their sentences, with the next thing to try, stand in the locale under "error.<code>". Nothing is ever lost
// for a fault: what was entered is kept, and said to be odd.
const (
	FaultUnknownStep       model.Code = "unknown_step"       // Name: the step, which the programme does not have
	FaultStepBeforePhase   model.Code = "step_before_phase"  // Name: the step; Phase: not entered yet by Date
	FaultStepOrder         model.Code = "step_order"         // Name: the step; Other: a step that should come first and is open
	FaultFutureStep        model.Code = "future_step"        // Name: the step; Date: after today, for a step that is not fixed ahead
	FaultFutureSignature   model.Code = "future_signature"   // Name: the party; Date: after today
	FaultSignatureTwice    model.Code = "signature_twice"    // Name: the party, which signed this version already on Date
	FaultUnknownParty      model.Code = "unknown_party"      // Name: the party, which this version does not have
	FaultUnknownCommitment model.Code = "unknown_commitment" // Name: the commitment, which the paper does not have
	FaultCommitmentParty   model.Code = "commitment_party"   // Name: the commitment; Other: its party, which is not of this version
	FaultFutureFact        model.Code = "future_fact"        // Name: the commitment; Date: after today
	FaultUnknownVersion    model.Code = "unknown_version"    // the version of the paper is not there (or not yet, by bundle)
	FaultOneOperator       model.Code = "one_operator"       // Name: the paper, which only one association signs (R136)
)

// Fault is something entered that cannot be right. It holds codes and dates only.
type Fault struct {
	Code  model.Code
	Name  string
	Other string
	Phase string
	Paper string
	Date  model.Date
}

func (f *Fault) Error() string {
	return strings.TrimSpace(fmt.Sprintf("%s %s %s", f.Code, f.Name, f.Other))
}

// CheckStep says what is odd about what a person is to say of a step, before or after it is stored.
func CheckStep(c *model.Case, p *programme.Programme, s model.StepState, today model.Date) []*Fault {
	step := stepOf(p, s.Code)
	if step == nil {
		return []*Fault{{Code: FaultUnknownStep, Name: s.Code}}
	}
	if s.Done == 0 {
		return nil
	}
	var faults []*Fault
	if s.Done > today && !step.Ahead {
		faults = append(faults, &Fault{Code: FaultFutureStep, Name: s.Code, Date: s.Done})
	}
	if since, ok := reached(c, p, step.Phase); !ok || s.Done < since {
		faults = append(faults, &Fault{Code: FaultStepBeforePhase, Name: s.Code, Phase: step.Phase, Date: s.Done})
	}
	states := c.Steps()
	for _, need := range step.Needs {
		if first := states[need]; first.Open() {
			faults = append(faults, &Fault{Code: FaultStepOrder, Name: s.Code, Other: need})
		}
	}
	return faults
}

// reached is when the case entered a phase, or one that comes after it: phases may be passed over. Steps without a phase are
// always in time.
func reached(c *model.Case, p *programme.Programme, phase string) (since model.Date, ok bool) {
	place := func(code string) int {
		return slices.IndexFunc(p.Phases, func(ph programme.Phase) bool { return ph.Code == code })
	}
	own := place(phase)
	if own < 0 {
		return 0, true
	}
	for _, e := range c.Phases() {
		if place(e.Phase) >= own {
			return e.Since, true
		}
	}
	return 0, false
}

func stepOf(p *programme.Programme, code string) *programme.Step {
	for i := range p.Steps {
		if p.Steps[i].Code == code {
			return &p.Steps[i]
		}
	}
	return nil
}

// CheckSignature says what is odd about a signature, before or after it is stored under an id ([model.DerivedID] of the
// version and the party).
func CheckSignature(c *model.Case, p *programme.Programme, id model.ID, s model.Signature, today model.Date) []*Fault {
	version := versionOf(c, s.Agreement)
	if version == nil {
		return []*Fault{{Code: FaultUnknownVersion, Name: s.Party, Date: s.On}}
	}
	var faults []*Fault
	fault := func(code model.Code, on model.Date) {
		faults = append(faults, &Fault{Code: code, Name: s.Party, Paper: version.Paper, Date: on})
	}
	if s.On > today {
		fault(FaultFutureSignature, s.On)
	}
	terms := paperOf(p, version.Paper)
	known := slices.ContainsFunc(parties(version, terms), func(party string) bool {
		return party == s.Party || strings.HasPrefix(s.Party, party+":")
	})
	if !known {
		fault(FaultUnknownParty, s.On)
	}
	for _, r := range c.Records(model.KindSignature) {
		if r.ID == id || r.Value("agreement") != s.Agreement.String() {
			continue
		}
		switch on, other := date(r, "on"), r.Value("party"); {
		case on == 0:
		case other == s.Party:
			fault(FaultSignatureTwice, on)
		case terms.Operators == programme.OperatorsOne && isOperator(other) && isOperator(s.Party):
			fault(FaultOneOperator, on)
		}
	}
	return faults
}

func versionOf(c *model.Case, id model.ID) *model.Agreement {
	for _, a := range c.Agreements() {
		if a.ID == id {
			return &a
		}
	}
	return nil
}

// CheckCommitment says what is odd about the state of a commitment.
func CheckCommitment(c *model.Case, p *programme.Programme, s model.Commitment, today model.Date) []*Fault {
	version := versionOf(c, s.Agreement)
	if version == nil {
		return []*Fault{{Code: FaultUnknownVersion, Name: s.Code, Date: s.On}}
	}
	terms := paperOf(p, version.Paper)
	i := slices.IndexFunc(terms.Commitments, func(k programme.Commitment) bool { return k.Code == s.Code })
	if i < 0 {
		return []*Fault{{Code: FaultUnknownCommitment, Name: s.Code, Paper: version.Paper}}
	}
	party := terms.Commitments[i].Party
	member := slices.ContainsFunc(parties(version, terms), func(q string) bool {
		return q == party || strings.HasPrefix(q, party+":") || strings.HasPrefix(party, q+":")
	})
	if !member {
		return []*Fault{{Code: FaultCommitmentParty, Name: s.Code, Other: party, Paper: version.Paper}}
	}
	if s.On > today {
		return []*Fault{{Code: FaultFutureFact, Name: s.Code, Paper: version.Paper, Date: s.On}}
	}
	return nil
}

// Check is all that is odd about what was said of steps, signatures and commitments of a case, sorted by code and name.
func Check(c *model.Case, p *programme.Programme, today model.Date) []*Fault {
	var faults []*Fault
	for _, s := range c.Steps() {
		faults = append(faults, CheckStep(c, p, s, today)...)
	}
	signatures := c.Signatures()
	for i, r := range c.Records(model.KindSignature) { // the same records in the same order
		faults = append(faults, CheckSignature(c, p, r.ID, signatures[i], today)...)
	}
	for _, k := range c.Commitments() {
		faults = append(faults, CheckCommitment(c, p, k, today)...)
	}
	slices.SortFunc(faults, func(a, b *Fault) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Other, b.Other),
			cmp.Compare(a.Paper, b.Paper), cmp.Compare(a.Date, b.Date))
	})
	return faults
}
