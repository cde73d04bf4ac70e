package cli

import (
	"cmp"
	"slices"
	"strings"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/model/text"
	"seuil/store"
	"seuil/ui/act"
)

// maxMatches is how many households are listed when a name fits several.
const maxMatches = 30

// why prints how each date of a household came about: what the programme makes due, late first, then the dates that a person set.
func (a *app) why(args []string, asJSON bool) error {
	a.warnSettings()
	asked := strings.TrimSpace(strings.Join(args, " "))
	if asked == "" {
		return a.refuse(exitUsage, "why_missing")
	}
	v, err := a.unlock()
	if err != nil {
		return err
	}
	defer v.Close()
	found, err := a.household(v, asked)
	if err != nil {
		return err
	}
	set, faults := programme.Load(a.config.ProgrammeDir)
	for _, p := range faults {
		a.warn("▲ " + a.programmeFault(p))
	}
	p := set.Programme(found.Header.Programme)
	c, today := v.Case(found.Case), model.DateOf(a.now())
	obligations := due.Compute(c, &p, today)
	if asJSON {
		return a.whyJSON(found, obligations, c.Tasks(), today)
	}
	a.say(a.named(found) + " · " + p.Short(string(a.l().Lang)) + ", " + p.Phase(found.Phase).Label(string(a.l().Lang)))
	a.whyObligations(act.Teller{L: a.l(), P: &p}, obligations, today)
	a.whyTasks(c.Tasks(), today)
	return nil
}

// household is the one that was asked for. Several that fit are listed, on the standard error: what is asked for may go to a file.
func (a *app) household(v *store.Vault, asked string) (*model.Summary, error) {
	found := matching(v.Summaries(), asked)
	switch len(found) {
	case 0:
		return nil, a.refuse(exitFailed, "why_nobody", "asked", asked)
	case 1:
		return found[0], nil
	}
	for _, s := range found[:min(len(found), maxMatches)] {
		a.warn("  " + a.named(s))
	}
	return nil, a.refuse(exitFailed, "why_several", "asked", asked, "n", len(found))
}

// matching are the cases that are meant: by identifier or reference, else by their whole name, else by parts of it. A reference
// is not weaker than a name: where it is also part of one, both are meant.
func matching(all []*model.Summary, asked string) (found []*model.Summary) {
	folded := text.Fold(asked)
	words := strings.Fields(folded)
	var whole []*model.Summary
	for _, s := range all {
		name := text.Fold(s.Name)
		part := len(words) > 0
		for _, w := range words {
			part = part && strings.Contains(name, w)
		}
		switch {
		case s.Case.String() == asked:
			return []*model.Summary{s}
		case name == folded && name != "":
			whole = append(whole, s)
		case part || strings.EqualFold(s.Case.Ref(), asked):
			found = append(found, s)
		}
	}
	if len(whole) > 0 {
		found = whole
	}
	slices.SortFunc(found, func(a, b *model.Summary) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Case.String(), b.Case.String()))
	})
	return found
}

// named is a household as people tell it from others: reference, name and year of birth.
func (a *app) named(s *model.Summary) string {
	name := s.Case.Ref()
	if s.Name != "" {
		name += " · " + s.Name
	}
	if s.BirthYear != "" {
		name += " (" + s.BirthYear + ")"
	}
	return name
}

func (a *app) whyObligations(t act.Teller, list []due.Obligation, today model.Date) {
	a.say("")
	a.say(a.l().T("cli.why_computed"))
	if len(list) == 0 {
		a.say("  " + a.l().T("cli.why_none"))
	}
	for i := range list {
		o := &list[i]
		label := o.Rule.Label(string(a.l().Lang))
		a.say("")
		switch {
		case o.State == due.Done:
			a.say("√ " + label + " · " + a.l().T("cli.why_done", "date", a.l().ShortDayYear(o.Closed)))
		case o.State == due.Skipped:
			a.say("◊ " + label + " · " + a.l().T("cli.why_skipped", "date", a.l().ShortDayYear(o.Closed)))
		case o.Late(today) > 0:
			a.say("▲ " + label + " · " + a.l().ShortDayYear(o.Due) + ", " + a.l().Relative(o.Due, today))
		default:
			a.say("○ " + label + " · " + t.Far(o.Due, today))
		}
		for _, line := range t.Lines(o) {
			a.say("    " + line)
		}
	}
}

func (a *app) whyTasks(tasks []model.Task, today model.Date) {
	a.say("")
	a.say(a.l().T("cli.why_set"))
	if len(tasks) == 0 {
		a.say("  " + a.l().T("cli.why_none"))
	}
	for _, task := range tasks {
		line := task.Label
		switch {
		case !task.Done.IsZero():
			line = "√ " + line + " · " + a.l().T("cli.why_done", "date", a.l().ShortDayYear(task.Done))
		case !task.Skipped.IsZero():
			line = "◊ " + line + " · " + a.l().T("cli.why_skipped", "date", a.l().ShortDayYear(task.Skipped))
		case task.Due.IsZero():
			line = "○ " + line
		case task.Due < today:
			line = "▲ " + line + " · " + a.l().ShortDayYear(task.Due) + ", " + a.l().Relative(task.Due, today)
		default:
			line = "○ " + line + " · " + act.Teller{L: a.l()}.Far(task.Due, today)
		}
		a.say(line)
		if task.Reason != "" {
			a.say("    " + a.l().T("cli.why_reason", "text", task.Reason))
		}
	}
}
