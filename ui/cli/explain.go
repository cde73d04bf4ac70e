package cli

import (
	"strings"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/locale"
)

// teller says in words what the engine of due dates says in codes: milestones, delays, and how a date came about.
type teller struct {
	l *locale.Locale
	p *programme.Programme
}

// milestone is a milestone or a fact by its name. What the programme does not know keeps its code.
func (t teller) milestone(name string) string {
	lang := string(t.l.Lang)
	family, code, _ := strings.Cut(name, ":")
	switch family {
	case "phase":
		return t.l.T("due.milestone.phase", "name", t.p.Phase(code).Label(lang))
	case "step":
		return t.l.T("due.milestone.step", "name", t.p.Step(code).Label(lang))
	case "paper":
		return t.l.T("due.milestone.paper", "name", t.p.Paper(code).Label(lang))
	case "rule":
		return t.l.T("due.milestone.rule", "name", t.ruleName(code))
	case "contact":
		return t.contact(code)
	case "project":
		return t.l.T("due.milestone.start")
	case "month", "year", "received", "closed":
		return t.l.T("due.milestone." + family)
	}
	return name
}

func (t teller) contact(code string) string {
	if code == "last" || code == "first" {
		return t.l.T("due.milestone." + code)
	}
	kind := code
	if key := "contact.kind." + code; t.l.Has(key) {
		kind = t.l.T(key)
	}
	return t.l.T("due.milestone.contact", "name", kind)
}

// fact is a milestone as what was done: any contact with the household does it, and not only the last.
func (t teller) fact(name string) string {
	if name == "contact:last" {
		return t.l.T("due.milestone.met")
	}
	return t.milestone(name)
}

// ruleName is the name of a rule of cases or of the project.
func (t teller) ruleName(code string) string {
	lang := string(t.l.Lang)
	for _, r := range t.p.Project {
		if r.Code == code {
			return r.Label(lang)
		}
	}
	return t.p.Rule(code, 0).Label(lang)
}

// delay is a distance in words: "7 days after".
func (t teller) delay(d programme.Delay) string {
	if d.N == 0 {
		return t.l.T("due.delay.none")
	}
	side, n := "_after", d.N
	if n < 0 {
		side, n = "_before", -n
	}
	return t.l.N("due.delay."+unitKey(d)+side, n)
}

// every is a period in words: "every 3 months".
func (t teller) every(d programme.Delay) string { return t.l.N("due.every."+unitKey(d), d.N) }

func unitKey(d programme.Delay) string { return strings.ReplaceAll(string(d.Unit), " ", "_") }

// line is one step of an explanation as a sentence.
func (t teller) line(x *due.Line) string {
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
	name, kind := x.Name, ""
	switch x.Code {
	case due.WhyUnknownRule:
		name = t.ruleName(x.Name)
	case due.WhySource:
		kind = t.l.T("due.kind." + x.Name)
	case due.WhyDone, due.WhySkipped:
		name = t.fact(x.Name)
	default:
		name = t.milestone(x.Name)
	}
	period := ""
	switch x.Code {
	case due.WhyDelay:
		period = t.delay(x.Delay)
	case due.WhyEvery:
		period = t.every(x.Delay)
	}
	return t.l.T(key, "name", name, "names", t.phases(x.Names), "date", t.l.ShortDayYear(x.Date), "until", t.l.ShortDayYear(x.Until),
		"delay", period, "every", period, "n", x.N, "days", t.skipped(x), "text", x.Text, "kind", kind)
}

func (t teller) phases(codes []string) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = t.p.Phase(code).Label(string(t.l.Lang))
	}
	return strings.Join(names, ", ")
}

// skipped is the days on which nobody works that a delay leaves out.
func (t teller) skipped(x *due.Line) string {
	var days []string
	if x.N > 0 && x.Code == due.WhyNotWorking {
		days = append(days, t.l.N("due.weekend", x.N))
	}
	for _, h := range x.Holidays {
		days = append(days, t.l.T("due.holiday."+h.Code)+" ("+t.l.Date(h.Date)+")")
	}
	return strings.Join(days, ", ")
}

// lines is how the date of an obligation came about, line by line.
func (t teller) lines(o *due.Obligation) []string {
	var list []string
	for _, x := range due.Explain(*o) {
		list = append(list, t.line(&x))
	}
	return list
}

// far is a date with how far it is: "23/11/2026, in 7 days".
func (t teller) far(d, today model.Date) string {
	if d.IsZero() {
		return "—"
	}
	return t.l.ShortDayYear(d) + ", " + t.l.Distance(d, today)
}
