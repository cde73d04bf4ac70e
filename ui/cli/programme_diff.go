package cli

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/model/programme"
	"seuil/ui/act"
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
	before, after := act.Teller{L: a.l(), P: used}, act.Teller{L: a.l(), P: fresh}
	what := a.l().T("cli.programme_check.of."+c.Of, "name", entryOf(before, c))
	switch c.Kind {
	case programme.Added:
		a.say("  + " + a.l().T("cli.programme_check.of."+c.Of, "name", entryOf(after, c)))
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
	from, to := valueOf(before, c.Key, c.From), valueOf(after, c.Key, c.To)
	if ansi.StringWidth(from)+ansi.StringWidth(to) <= maxInline {
		a.say(a.l().T("cli.programme_check.part", "where", line, "part", from+" → "+to))
		return
	}
	a.say(line)
	a.say("      - " + from)
	a.say("      + " + to)
}

// entryOf is the name of what a change is of, in the programme that the teller knows.
func entryOf(t act.Teller, c *programme.Change) string {
	lang := string(t.L.Lang)
	code, since, _ := strings.Cut(c.Code, " ")
	name := code
	switch c.Of {
	case programme.OfPhase:
		name = t.P.Phase(code).Label(lang)
	case programme.OfStep:
		name = t.P.Step(code).Label(lang)
	case programme.OfPaper:
		name = t.P.Paper(code).Label(lang)
	case programme.OfRule, programme.OfProject:
		name = t.RuleName(code)
	}
	if since != "" {
		on, _ := model.ParseDate(since) // one that cannot be read is none
		name += t.L.T("cli.programme_check.since", "date", t.L.Date(on))
	}
	if name == code {
		return code
	}
	return name + " (" + code + ")"
}

// valueOf is a value of a file in words, where it has any that are shorter to understand.
func valueOf(t act.Teller, key, v string) string {
	if v == "" {
		return t.L.T("cli.programme_check.nothing")
	}
	switch key {
	case "delay":
		if d, ok := programme.ParseDelay(v); ok {
			return t.Delay(d)
		}
	case "every":
		if d, ok := programme.ParseDelay(v); ok {
			return t.Every(d)
		}
	case "valid_from", "valid_until":
		if on, err := model.ParseDate(v); err == nil {
			return t.L.Date(on)
		}
	case "rolling", "adjustable", "ahead":
		return t.L.T("cli.programme_check.yes")
	case "while":
		return t.Phases(strings.Split(v, ", "))
	case "phase":
		return t.Phases([]string{v})
	case "anchor", "until":
		return t.Milestone(v)
	case "done_by":
		names := strings.Split(v, ", ")
		for i := range names {
			names[i] = t.Fact(names[i])
		}
		return strings.Join(names, ", ")
	}
	return v
}
