package act

import (
	"slices"
	"strings"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/locale"
)

// Teller says in words what the engine of due dates says in codes: milestones, delays, how a date came about, and why a case
// presses.
type Teller struct {
	L *locale.Locale
	P *programme.Programme // whose codes they are
}

// Milestone is a milestone or a fact by its name. What the programme does not know keeps its code.
func (t Teller) Milestone(name string) string {
	lang := string(t.L.Lang)
	family, code, _ := strings.Cut(name, ":")
	switch family {
	case "phase":
		return t.L.T("due.milestone.phase", "name", t.P.Phase(code).Label(lang))
	case "step":
		return t.L.T("due.milestone.step", "name", t.P.Step(code).Label(lang))
	case "paper":
		return t.L.T("due.milestone.paper", "name", t.P.Paper(code).Label(lang))
	case "rule":
		return t.L.T("due.milestone.rule", "name", t.RuleName(code))
	case "contact":
		return t.contact(code)
	case "project":
		return t.L.T("due.milestone.start")
	case "month", "year", "received", "closed":
		return t.L.T("due.milestone." + family)
	}
	return name
}

func (t Teller) contact(code string) string {
	if code == "last" || code == "first" {
		return t.L.T("due.milestone." + code)
	}
	return t.L.T("due.milestone.contact", "name", kindName(t.L, code))
}

// kindName is the name of a kind of contact; its code, if a later version of seuil made it.
func kindName(l *locale.Locale, code string) string {
	if key := "contact.kind." + code; l.Has(key) {
		return l.T(key)
	}
	return code
}

// Fact is a milestone as what was done: any contact with the household does it, and not only the last.
func (t Teller) Fact(name string) string {
	if name == "contact:last" {
		return t.L.T("due.milestone.met")
	}
	return t.Milestone(name)
}

// RuleName is the name of a rule of cases or of the project.
func (t Teller) RuleName(code string) string {
	lang := string(t.L.Lang)
	for _, r := range t.P.Project {
		if r.Code == code {
			return r.Label(lang)
		}
	}
	return t.P.Rule(code, 0).Label(lang)
}

// Delay is a distance in words: "7 days after".
func (t Teller) Delay(d programme.Delay) string {
	if d.N == 0 {
		return t.L.T("due.delay.none")
	}
	side, n := "_after", d.N
	if n < 0 {
		side, n = "_before", -n
	}
	return t.L.N("due.delay."+unitKey(d)+side, n)
}

// Every is a period in words: "every 3 months".
func (t Teller) Every(d programme.Delay) string { return t.L.N("due.every."+unitKey(d), d.N) }

func unitKey(d programme.Delay) string { return strings.ReplaceAll(string(d.Unit), " ", "_") }

// line is one step of an explanation as a sentence.
func (t Teller) line(x *due.Line) string {
	key := "due.why." + string(x.Code)
	switch x.Code {
	case due.WhyValid:
		switch {
		case x.Until.IsZero():
			key += "_from"
		case x.Date.IsZero():
			key += "_until"
		}
	case due.WhyPostponed, due.WhyDone, due.WhySkipped:
		switch {
		case x.Name != "":
			key += "_fact"
		case x.Text != "":
			key += "_reason"
		}
	}
	name, kind, text := x.Name, "", x.Text
	switch x.Code {
	case due.WhyUnknownRule:
		name = t.RuleName(x.Name)
	case due.WhySource:
		kind = t.L.T("due.kind." + x.Name)
		if text = Requirements(x.Text); text == "" {
			key += "_kind"
		}
	case due.WhyDone, due.WhySkipped:
		name = t.Fact(x.Name)
	default:
		name = t.Milestone(x.Name)
	}
	period := ""
	switch x.Code {
	case due.WhyDelay:
		period = t.Delay(x.Delay)
	case due.WhyEvery:
		period = t.Every(x.Delay)
	}
	return t.L.T(key, "name", name, "names", t.Phases(x.Names), "date", t.L.ShortDayYear(x.Date), "until", t.L.ShortDayYear(x.Until),
		"delay", period, "every", period, "n", x.N, "days", t.skipped(x), "text", text, "kind", kind)
}

// Requirements leaves out of a source what is not a requirement or a law: the document in which it is discussed, and the code
// that the rule has there (P8, L3).
func Requirements(source string) string {
	inner := func(s string) bool {
		return strings.Contains(s, ".md") || len(s) <= 3 && strings.ContainsAny(s[:min(1, len(s))], "ALMP")
	}
	return strings.Join(slices.DeleteFunc(strings.Split(source, " ; "), inner), ", ")
}

// Phases is the names of phases, one after the other.
func (t Teller) Phases(codes []string) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = t.P.Phase(code).Label(string(t.L.Lang))
	}
	return strings.Join(names, ", ")
}

// skipped is the days on which nobody works that a delay leaves out.
func (t Teller) skipped(x *due.Line) string {
	var days []string
	if x.N > 0 && x.Code == due.WhyNotWorking {
		days = append(days, t.L.N("due.weekend", x.N))
	}
	for _, h := range x.Holidays {
		days = append(days, t.L.T("due.holiday."+h.Code)+" ("+t.L.Date(h.Date)+")")
	}
	return strings.Join(days, ", ")
}

// Lines is how the date of an obligation came about, line by line.
func (t Teller) Lines(o *due.Obligation) []string {
	var list []string
	for _, x := range due.Explain(*o) {
		list = append(list, t.line(&x))
	}
	return list
}

// Far is a date with how far it is: "23/11/2026, in 7 days".
func (t Teller) Far(d, today model.Date) string {
	if d.IsZero() {
		return "—"
	}
	return t.L.ShortDayYear(d) + ", " + t.L.Distance(d, today)
}

// Occurrence is what an occurrence is called, by its key: the name of its rule.
func (t Teller) Occurrence(key string) string {
	name, _, _ := strings.Cut(key, "#")
	return t.RuleName(name[strings.LastIndexByte(name, ':')+1:])
}

// Label is what a date of a case is called: the name of its rule, or the words of the person who set it.
func (t Teller) Label(i due.Item) string {
	if i.Task != nil {
		return i.Task.Label
	}
	return i.Obligation.Rule.Label(string(t.L.Lang))
}

// Reason is why a case presses, in words. mask makes a person's own words fit to be shown.
func (t Teller) Reason(r *due.Reason, mask func(string) string) string {
	what := ""
	switch {
	case r.Obligation != nil:
		what = t.RuleName(r.Obligation.Rule.Code)
	case r.Task != nil:
		what = mask(r.Task.Label)
	case r.Code == due.ReasonUrgent:
		what = mask(r.Text)
	case r.Pending != nil:
		what = t.P.Paper(r.Pending.Paper).Label(string(t.L.Lang))
	case r.Text != "": // a worker
		what = r.Text
	}
	key := "due.reason." + string(r.Code)
	if r.Days == 0 && t.L.Has(key+"_today") {
		key += "_today"
	}
	return t.L.T(key, "what", what, "n", r.Days)
}
