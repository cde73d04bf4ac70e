package programme

import (
	"fmt"
	"slices"

	"seuil/model"
	"seuil/model/text"
)

// codes are all that a programme names, for checking what refers to them.
type codes struct {
	phases, steps, papers, rules []string
}

func (p *Programme) codes() codes {
	var n codes
	for _, ph := range p.Phases {
		n.phases = append(n.phases, ph.Code)
	}
	for _, s := range p.Steps {
		n.steps = append(n.steps, s.Code)
	}
	for _, k := range p.Papers {
		n.papers = append(n.papers, k.Code)
	}
	for _, r := range p.Rules {
		n.rules = append(n.rules, r.Code)
	}
	return n
}

// known checks that a name is one of a list.
func (d *decoder) known(at, name string, list []string) {
	switch {
	case name == "":
		d.fault(at, CodeMissing, "")
	case !slices.Contains(list, name):
		d.fault(at, CodeBadValue, text.Nearest(name, list))
	}
}

// allKnown checks the names of a list, of which none stands twice.
func (d *decoder) allKnown(at string, got, list []string) {
	for i, name := range got {
		key := fmt.Sprintf("%s[%d]", at, i)
		d.known(key, name, list)
		if slices.Contains(got[:i], name) {
			d.fault(key, CodeDuplicate, "")
		}
	}
}

// named checks what every entry of a programme has: a name, and where it comes from.
func (d *decoder) named(at string, name Label, source string) {
	if name.FR == "" {
		d.fault(join(at, "name.fr"), CodeMissing, "")
	}
	if source == "" {
		d.fault(join(at, "source"), CodeMissing, "")
	}
}

func (p *Programme) checkSteps(d *decoder, n codes) {
	seen := make(map[string]bool)
	for i, s := range p.Steps {
		at := fmt.Sprintf("step[%d]", i)
		d.code(join(at, "code"), s.Code, seen)
		d.named(at, s.Name, s.Source)
		d.known(join(at, "phase"), s.Phase, n.phases)
		d.known(join(at, "who"), s.Who, Parties)
		d.allKnown(join(at, "needs"), s.Needs, n.steps)
		if s.Rule != "" {
			d.known(join(at, "rule"), s.Rule, n.rules)
		}
		if s.Proof.FR == "" {
			d.fault(join(at, "proof.fr"), CodeMissing, "")
		}
	}
}

func (p *Programme) checkPapers(d *decoder) {
	signers := []string{PartyHousehold, PartyLandlord, PartyOperator, PartyWorker}
	seen := make(map[string]bool)
	for i, k := range p.Papers {
		at := fmt.Sprintf("paper[%d]", i)
		d.code(join(at, "code"), k.Code, seen)
		d.named(at, k.Name, k.Source)
		if len(k.Parties) == 0 {
			d.fault(join(at, "parties"), CodeMissing, "")
		}
		d.allKnown(join(at, "parties"), k.Parties, signers)
		switch {
		case k.Operators == "":
		case !slices.Contains(k.Parties, PartyOperator):
			d.fault(join(at, "operators"), CodeBadValue, "")
		default:
			d.known(join(at, "operators"), k.Operators, []string{OperatorsAll, OperatorsOne})
		}
		if k.AnnexedTo != "" {
			d.known(join(at, "annexed_to"), k.AnnexedTo, []string{AnnexedLease})
		}
		own := make(map[string]bool)
		for j, c := range k.Commitments {
			at := fmt.Sprintf("%s.commitment[%d]", at, j)
			d.code(join(at, "code"), c.Code, own)
			d.known(join(at, "party"), c.Party, k.Parties)
			if c.Text.FR == "" {
				d.fault(join(at, "text.fr"), CodeMissing, "")
			}
			d.shortEnough(at, c.ShortName)
			if c.Source == "" {
				d.fault(join(at, "source"), CodeMissing, "")
			}
		}
	}
}

// checkNeeds refuses steps that should come before themselves.
func (p *Programme) checkNeeds(d *decoder) {
	next := make(map[string][]string)
	for _, s := range p.Steps {
		next[s.Code] = s.Needs
	}
	for i, s := range p.Steps {
		if circular(s.Code, next) {
			d.fault(fmt.Sprintf("step[%d].needs", i), CodeCycle, "")
		}
	}
}

// circular says whether following the names from one leads back to it.
func circular(from string, next map[string][]string) bool {
	seen := make(map[string]bool)
	queue := slices.Clone(next[from])
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		if name == from {
			return true
		}
		if !seen[name] {
			seen[name] = true
			queue = append(queue, next[name]...)
		}
	}
	return false
}

// contactNames are what may follow "contact:".
func contactNames() []string {
	list := []string{"last", "first"}
	for _, k := range model.ContactKinds {
		list = append(list, string(k))
	}
	return list
}
