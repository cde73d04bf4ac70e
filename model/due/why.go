package due

import (
	"seuil/model"
	"seuil/model/programme"
)

// LineCode names one step of an explanation; its sentence stands in the locale under "why.<code>".
type LineCode string

// The lines of an explanation, in the order in which they may come.
const (
	WhyUnknownRule LineCode = "unknown_rule" // Name: the rule, which the programme no longer has
	WhyAnchor      LineCode = "anchor"       // Name: the milestone; Date: when it came
	WhyNoAnchor    LineCode = "no_anchor"    // Name: the milestone, which is no longer known; an act keeps the date
	WhyPrevious    LineCode = "previous"     // Date: when the occurrence before was done; the delay counts from there
	WhyDelay       LineCode = "delay"        // Delay; Date: what it leads to
	WhyEvery       LineCode = "every"        // Delay: the period; N: number of this occurrence; Date: what it leads to
	WhyNotWorking  LineCode = "not_working"  // N: Saturdays and Sundays left out; Holidays: holidays left out
	WhyPhases      LineCode = "phases"       // Names: the phases in which the rule applies
	WhyUntil       LineCode = "until"        // Name: the milestone at which the rule stops
	WhyValid       LineCode = "valid"        // Date, Until: between which dates of the milestone this rule holds; zero: no limit
	WhyPostponed   LineCode = "postponed"    // Date: the new date; Text: the reason
	WhyDone        LineCode = "done"         // Date: when; Name: the fact, or nothing if a person said so
	WhySkipped     LineCode = "skipped"      // Date: when; Name: the fact, or nothing; Text: the reason
	WhySource      LineCode = "source"       // Text: R-numbers and law texts; Name: the kind of the rule
	WhyNote        LineCode = "note"         // Text: the remark of the programme file
)

// Line is one step of how a date came about. Which of its values are set depends on its code.
type Line struct {
	Code     LineCode
	Name     string
	Names    []string
	Date     model.Date
	Until    model.Date
	Delay    programme.Delay
	N        int
	Holidays []Holiday
	Text     string
}

// Explain tells how the date of an obligation came about, and why it is open, done or set aside.
func Explain(o Obligation) []Line {
	lines := explainDate(&o)
	if len(o.Rule.While) > 0 {
		lines = append(lines, Line{Code: WhyPhases, Names: o.Rule.While})
	}
	if o.Rule.Until != "" {
		lines = append(lines, Line{Code: WhyUntil, Name: o.Rule.Until})
	}
	if o.Rule.ValidFrom != 0 || o.Rule.ValidUntil != 0 {
		lines = append(lines, Line{Code: WhyValid, Date: o.Rule.ValidFrom, Until: o.Rule.ValidUntil})
	}
	if o.Postponed {
		lines = append(lines, Line{Code: WhyPostponed, Date: o.Due, Text: o.Reason()})
	}
	switch o.State {
	case Done:
		lines = append(lines, Line{Code: WhyDone, Date: o.Closed, Name: o.By})
	case Skipped:
		lines = append(lines, Line{Code: WhySkipped, Date: o.Closed, Name: o.By, Text: o.Reason()})
	}
	if o.Rule.Source != "" {
		lines = append(lines, Line{Code: WhySource, Name: o.Rule.Kind, Text: o.Rule.Source})
	}
	if o.Rule.Note != "" {
		lines = append(lines, Line{Code: WhyNote, Text: o.Rule.Note})
	}
	return lines
}

// explainDate tells how the computed date came about.
func explainDate(o *Obligation) []Line {
	switch {
	case o.Rule.Anchor == "":
		return []Line{{Code: WhyUnknownRule, Name: o.Rule.Code}}
	case o.Computed == 0:
		return []Line{{Code: WhyNoAnchor, Name: o.Anchor}}
	}
	lines := []Line{{Code: WhyAnchor, Name: o.Anchor, Date: o.AnchorDate}}
	delay, first := o.Rule.Delay, add(o.Base, o.Rule.Delay, 1)
	if o.Base != o.AnchorDate || o.Rule.Rolling && o.N > 1 {
		lines = append(lines, Line{Code: WhyPrevious, Date: o.Base})
		if o.Rule.Rolling {
			delay, first = o.Rule.Every, o.Computed
		}
	}
	lines = append(lines, Line{Code: WhyDelay, Delay: delay, Date: first})
	lines = append(lines, notWorking(delay, o.Base, first)...)
	if o.N > 1 && !o.Rule.Rolling && o.Rule.Every.N > 0 && first != o.Computed {
		lines = append(lines, Line{Code: WhyEvery, Delay: o.Rule.Every, N: o.N, Date: o.Computed})
		lines = append(lines, notWorking(o.Rule.Every, first, o.Computed)...)
	}
	return lines
}

// notWorking tells which days a delay in working days left out.
func notWorking(d programme.Delay, from, to model.Date) []Line {
	if d.Unit != programme.WorkingDays {
		return nil
	}
	weekend, holidays := Calendar{}.Skipped(from, to)
	if weekend == 0 && len(holidays) == 0 {
		return nil
	}
	return []Line{{Code: WhyNotWorking, N: weekend, Holidays: holidays}}
}
