package programme

// Parties of the programme: who is to do a step, who signs a paper, who is bound by a commitment. In a signed paper an operator
// is "operator:<association>".
const (
	PartyHousehold = "household" // ménage
	PartyLandlord  = "landlord"  // bailleur
	PartyOperator  = "operator"  // association
	PartyWorker    = "worker"    // travailleur social
	PartyPartner   = "partner"   // acts, never signs
)

// Parties are all parties, in the order in which they are shown.
var Parties = []string{PartyHousehold, PartyLandlord, PartyOperator, PartyWorker, PartyPartner}

// Step of a phase (étape): something to do and tick. A step that has the code of a paper is the signing of that paper. Codes
// never change: cases cite them.
type Step struct {
	Code   string
	Phase  string // code of the phase in which it is to be done
	Name   Label
	Quote  Label    // FR is verbatim from the programme text, « … » joining two pieces; empty if the text does not have the step
	Source string   // R-numbers, or a section of domain.md
	Proof  Label    // what counts as proof
	Needs  []string // steps that should come first; none that goes round in a circle
	Who    string   // a party
	Rule   string   // code of the rule that makes it due, or nothing; ticking the step does what is due
	Ahead  bool     // its date is fixed beforehand and may lie in the future: the end of a period
}

// Step is the step of a code. Unknown, it has nothing but its code.
func (p Programme) Step(code string) Step {
	for _, s := range p.Steps {
		if s.Code == code {
			return s
		}
	}
	return Step{Code: code}
}

// Label is the name of the step in a language; its code if this version does not know it.
func (s Step) Label(lang string) string { return orCode(s.Name, lang, s.Code) }

// StepsOf are the steps of a phase, in the order of the file.
func (p Programme) StepsOf(phase string) []Step {
	var list []Step
	for _, s := range p.Steps {
		if s.Phase == phase {
			list = append(list, s)
		}
	}
	return list
}
