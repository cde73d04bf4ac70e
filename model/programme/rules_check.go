package programme

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// milestones are all the names of milestones that a rule of a case, or of the project, can have.
func (n codes) milestones(project bool) []string {
	if project {
		return []string{"project:start", "month:end", "year:end"}
	}
	list := []string{"received", "closed"}
	for _, family := range []struct {
		name string
		list []string
	}{{"phase", n.phases}, {"step", n.steps}, {"paper", n.papers}, {"contact", contactNames()}, {"rule", n.rules}} {
		for _, code := range family.list {
			list = append(list, family.name+":"+code)
		}
	}
	return list
}

func (p *Programme) checkRules(d *decoder, n codes) {
	d.rules("rule", p.Rules, n, false)
	d.rules("project_rule", p.Project, n, true)
	for i, r := range p.Project {
		if slices.Contains(n.rules, r.Code) {
			d.fault(fmt.Sprintf("project_rule[%d].code", i), CodeDuplicate, "")
		}
	}
}

func (d *decoder) rules(table string, rules []Rule, n codes, project bool) {
	milestones := n.milestones(project)
	for i, r := range rules {
		at := fmt.Sprintf("%s[%d]", table, i)
		d.code(join(at, "code"), r.Code, make(map[string]bool))
		d.named(at, r.Name, r.Source)
		d.known(join(at, "anchor"), r.Anchor, milestones)
		d.known(join(at, "kind"), r.Kind, kinds)
		d.known(join(at, "who"), r.Who, Parties)
		d.allKnown(join(at, "while"), r.While, n.phases)
		if r.Until != "" {
			d.known(join(at, "until"), r.Until, milestones)
		}
		d.allKnown(join(at, "done_by"), r.DoneBy, milestones)
		if r.Weight < 0 || r.Weight > MaxWeight {
			d.fault(join(at, "weight"), CodeBadValue, "")
		}
		d.times(at, r)
		for _, other := range rules[:i] {
			if other.Code == r.Code && overlap(other, r) {
				d.fault(join(at, "code"), CodeDuplicate, "")
				break
			}
		}
	}
}

// times checks the delays and dates of a rule.
func (d *decoder) times(at string, r Rule) {
	if r.Delay.IsZero() {
		d.fault(join(at, "delay"), CodeMissing, "")
	}
	if r.Every.N < 0 || r.Every.N == 0 && r.Every.Unit != "" {
		d.fault(join(at, "every"), CodeBadDelay, "")
	}
	if r.Rolling && r.Every.IsZero() {
		d.fault(join(at, "rolling"), CodeBadValue, "")
	}
	if r.ValidFrom.IsZero() {
		d.fault(join(at, "valid_from"), CodeMissing, "")
	}
	if !r.ValidUntil.IsZero() && r.ValidUntil < r.ValidFrom {
		d.fault(join(at, "valid_until"), CodeBadValue, "")
	}
}

// overlap says whether there is a day on which both rules are valid.
func overlap(a, b Rule) bool {
	return (a.ValidUntil.IsZero() || a.ValidUntil >= b.ValidFrom) && (b.ValidUntil.IsZero() || b.ValidUntil >= a.ValidFrom)
}

// checkCycles refuses rules that wait for each other: by the doing of one another, or because a rule counts from a step that
// another one makes due. None of them would ever come.
func (p *Programme) checkCycles(d *decoder) {
	dueBy := make(map[string]string) // rule of each step
	for _, s := range p.Steps {
		dueBy["step:"+s.Code] = s.Rule
	}
	next := make(map[string][]string)
	for _, r := range p.Rules {
		if rule := dueBy[r.Anchor]; rule != "" {
			next[r.Code] = append(next[r.Code], rule)
		}
		for _, m := range append([]string{r.Anchor, r.Until}, r.DoneBy...) {
			if code, ok := strings.CutPrefix(m, "rule:"); ok {
				next[r.Code] = append(next[r.Code], code)
			}
		}
	}
	for i, r := range p.Rules {
		if circular(r.Code, next) {
			d.fault(fmt.Sprintf("rule[%d].anchor", i), CodeCycle, "")
		}
	}
}

// byPlace orders problems as a person reads the file.
func byPlace(a, b Problem) int {
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Code, b.Code))
}
