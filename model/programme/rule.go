package programme

import "seuil/model"

// Kinds of [Rule]: who asks for what is due.
const (
	RuleProgramme = "programme" // the programme text, or how it is carried out
	RuleLegal     = "legal"     // law or decree
	RuleFunder    = "funder"    // those who pay for the measure
	RuleTrade     = "rule"      // a rule of the trade: insurance, housing application, Loca-Pass
)

// kinds are all kinds of rule.
var kinds = []string{RuleProgramme, RuleLegal, RuleFunder, RuleTrade}

// MaxWeight is the greatest weight of a rule in the order of the caseload.
const MaxWeight = 100

// Rule says what becomes due, and when.
//
// A milestone (Anchor, Until) is one of
//
//	received, closed         the referral came in; the case left the caseload
//	phase:<code>             entry into the phase
//	step:<code>              the date of the step
//	paper:<code>             the last signature of the latest version
//	contact:last, :first     the last, the first contact that reached the household
//	contact:<KIND>           a contact of a kind: contact:LS
//	rule:<code>              the last time that what this rule makes due was done
//	project:start            a project rule only: the date from which the project counts
//	month:end, year:end      a project rule only
//
// Without Every, the rule is due once. With it, again and again: occurrence k is due at the milestone + Delay + (k-1) × Every,
// or, if Rolling, Every after the one before was done. A milestone that comes again makes a new occurrence each time.
//
// A rule may stand several times with the same code if the times of validity do not overlap: the law as it was, and as it is.
type Rule struct {
	Code       string
	Name       Label
	Anchor     string // a milestone
	Delay      Delay
	Every      Delay
	Rolling    bool
	While      []string   // phases in which it applies; none: all, until the case is closed
	Until      string     // a milestone after which it stops, or nothing
	Kind       string     // [RuleProgramme], [RuleLegal], [RuleFunder], [RuleTrade]
	Who        string     // a party
	Source     string     // R-number, law, or a section of domain.md
	Note       string     // where the figure comes from, what the worker should know; French, as the texts are
	ValidFrom  model.Date `toml:"valid_from"`  // first milestone for which it holds
	ValidUntil model.Date `toml:"valid_until"` // last one; zero: still
	DoneBy     []string   `toml:"done_by"`     // facts that count as done, named like milestones
	Weight     int        // in the order of the caseload, 0 to [MaxWeight]
	Adjustable bool       // the delay is a setting of the association, not of the text or of the law
}

// Label is the name of the rule in a language; its code if this version does not know it.
func (r Rule) Label(lang string) string { return orCode(r.Name, lang, r.Code) }

// Rule is the rule of a code that holds for a milestone on a date, else any of that code. Unknown, it has nothing but its code.
func (p Programme) Rule(code string, on model.Date) Rule {
	found := Rule{Code: code}
	for _, r := range p.Rules {
		if r.Code != code {
			continue
		}
		found = r
		if r.Holds(on) {
			break
		}
	}
	return found
}

// Holds says whether the rule is valid for a milestone on a date.
func (r Rule) Holds(on model.Date) bool {
	return on >= r.ValidFrom && (r.ValidUntil.IsZero() || on <= r.ValidUntil)
}
