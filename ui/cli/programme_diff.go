package cli

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/model/programme"
)

// maxInline is how long two values may be, in cells, to stand on one line with an arrow between.
const maxInline = 80

// changes writes what a file changes, in words: one line for each key of each entry.
func (a *app) changes(list []programme.Change, used, fresh *programme.Programme) {
	a.say("")
	if len(list) == 0 {
		a.say(a.l().T("cli.programme_check.same"))
		return
	}
	a.say(a.l().N("cli.programme_check.changes", len(list)))
	for i := range list {
		a.change(&list[i], used, fresh)
	}
}

func (a *app) change(c *programme.Change, used, fresh *programme.Programme) {
	before, after := teller{a.l(), used}, teller{a.l(), fresh}
	what := a.l().T("cli.programme_check.of."+c.Of, "name", before.entry(c))
	switch c.Kind {
	case programme.Added:
		a.say("  + " + a.l().T("cli.programme_check.of."+c.Of, "name", after.entry(c)))
		return
	case programme.Removed:
		a.say("  - " + what)
		return
	}
	key := c.Key
	if name := "cli.programme_key." + c.Key; a.l().Has(name) {
		key = a.l().T(name)
	}
	line := "  ~ " + a.l().T("cli.programme_check.part", "where", what, "part", key)
	from, to := before.value(c.Key, c.From), after.value(c.Key, c.To)
	if ansi.StringWidth(from)+ansi.StringWidth(to) <= maxInline {
		a.say(a.l().T("cli.programme_check.part", "where", line, "part", from+" → "+to))
		return
	}
	a.say(line)
	a.say("      - " + from)
	a.say("      + " + to)
}

// entry is the name of what a change is of, in the programme that the teller knows.
func (t teller) entry(c *programme.Change) string {
	lang := string(t.l.Lang)
	code, since, _ := strings.Cut(c.Code, " ")
	name := code
	switch c.Of {
	case programme.OfPhase:
		name = t.p.Phase(code).Label(lang)
	case programme.OfStep:
		name = t.p.Step(code).Label(lang)
	case programme.OfPaper:
		name = t.p.Paper(code).Label(lang)
	case programme.OfRule, programme.OfProject:
		name = t.ruleName(code)
	}
	if since != "" {
		on, _ := model.ParseDate(since) // one that cannot be read is none
		name += t.l.T("cli.programme_check.since", "date", t.l.Date(on))
	}
	if name == code {
		return code
	}
	return name + " (" + code + ")"
}

// value is a value of a file in words, where it has any that are shorter to understand.
func (t teller) value(key, v string) string {
	if v == "" {
		return t.l.T("cli.programme_check.nothing")
	}
	switch key {
	case "delay":
		if d, ok := programme.ParseDelay(v); ok {
			return t.delay(d)
		}
	case "every":
		if d, ok := programme.ParseDelay(v); ok {
			return t.every(d)
		}
	case "valid_from", "valid_until":
		if on, err := model.ParseDate(v); err == nil {
			return t.l.Date(on)
		}
	case "rolling", "adjustable", "ahead":
		return t.l.T("cli.programme_check.yes")
	case "while":
		return t.phases(strings.Split(v, ", "))
	case "phase":
		return t.phases([]string{v})
	case "anchor", "until":
		return t.milestone(v)
	case "done_by":
		names := strings.Split(v, ", ")
		for i := range names {
			names[i] = t.fact(names[i])
		}
		return strings.Join(names, ", ")
	}
	return v
}
