package programme

import (
	"strings"
	"testing"
)

// course is a small programme with one step, paper and rule of each sort.
const course = `code = "essai"
name = { fr = "Essai" }
short = { fr = "Essai" }
[[phase]]
code = "debut"
name = { fr = "Début" }
short = { fr = "Début" }
[[step]]
code = "entretien"
phase = "debut"
name = { fr = "Entretien" }
source = "R134"
who = "worker"
proof = { fr = "Note" }
rule = "premier"
[[step]]
code = "bilan"
phase = "debut"
name = { fr = "Bilan" }
source = "R140"
who = "worker"
proof = { fr = "Note" }
needs = ["entretien"]
[[paper]]
code = "convention"
name = { fr = "Convention" }
source = "R136"
parties = ["household", "operator"]
operators = "one"
[[paper.commitment]]
code = "adherer"
party = "household"
text = { fr = "adhérer" }
source = "R137"
[[rule]]
code = "premier"
name = { fr = "Premier" }
anchor = "received"
delay = "+15 days"
while = ["debut"]
done_by = ["contact:VAD"]
kind = "programme"
who = "worker"
source = "R133"
valid_from = 2010-01-01
weight = 40
[[rule]]
code = "suite"
name = { fr = "Suite" }
anchor = "rule:premier"
delay = "+1 month"
every = "+2 weeks"
rolling = true
until = "step:bilan"
kind = "legal"
who = "landlord"
source = "R140"
valid_from = 2010-01-01
[[project_rule]]
code = "tableau"
name = { fr = "Tableau" }
anchor = "month:end"
delay = "+5 working days"
kind = "programme"
who = "operator"
source = "R67"
valid_from = 2010-01-01
`

func TestAWholeCourseIsRead(t *testing.T) {
	p, problems := Parse("essai.toml", []byte("\ufeff"+course))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	r := p.Rules[1]
	if r.Delay != (Delay{1, Months}) || r.Every != (Delay{2, Weeks}) || !r.Rolling || r.Until != "step:bilan" || p.Rules[0].Weight != 40 {
		t.Errorf("%+v", r)
	}
	if p.Project[0].Delay != (Delay{5, WorkingDays}) || p.Steps[1].Needs[0] != "entretien" || p.Papers[0].Commitments[0].Text.FR != "adhérer" {
		t.Errorf("%+v", p)
	}
}

func TestAFaultOfTheCourseIsNamedWithLineAndNearestName(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"an unknown phase of a step", `phase = "debut"`, `phase = "debit"`, "essai.toml:10: bad_value step.phase debut"},
		{"an unknown party", `who = "worker"`, `who = "worke"`, "essai.toml:13: bad_value step.who worker"},
		{"an unknown rule of a step", `rule = "premier"`, `rule = "premie"`, "essai.toml:15: bad_value step.rule premier"},
		{"an unknown step before", `needs = ["entretien"]`, `needs = ["entretient"]`, "essai.toml:23: bad_value step.needs entretien"},
		{"a step that needs itself", `needs = ["entretien"]`, `needs = ["bilan"]`, "essai.toml:23: cycle step.needs"},
		{"a step needed twice", `needs = ["entretien"]`, `needs = ["entretien", "entretien"]`, "essai.toml:23: duplicate step.needs"},
		{"a step twice", `code = "bilan"`, `code = "entretien"`, "essai.toml:17: duplicate step.code | essai.toml:54: bad_value rule.until"},
		{"a step without source", "source = \"R134\"\n", "", "essai.toml:8: missing step.source"},
		{"a step without proof", "proof = { fr = \"Note\" }\nrule", "rule", "essai.toml:8: missing step.proof.fr"},
		{"an unknown party of a paper", `"household", "operator"`, `"household", "operateur"`, "essai.toml:28: bad_value paper.parties operator | essai.toml:29: bad_value paper.operators"},
		{"one or all", `operators = "one"`, `operators = "on"`, "essai.toml:29: bad_value paper.operators one"},
		{"a commitment of nobody", `party = "household"`, `party = "landlord"`, "essai.toml:32: bad_value paper.commitment.party"},
		{"a short name too wide", `text = { fr = "adhérer" }`, "text = { fr = \"adhérer\" }\nshort = { fr = \"Accompagnement social\" }", "essai.toml:34: too_long paper.commitment.short.fr"},
		{"an unknown milestone", `"received"`, `"recieved"`, "essai.toml:38: bad_value rule.anchor received"},
		{"an unknown rule as milestone", `"rule:premier"`, `"rule:premer"`, "essai.toml:50: bad_value rule.anchor rule:premier"},
		{"an unknown contact", `contact:VAD`, `contact:VAC`, "essai.toml:41: bad_value rule.done_by contact:VAD"},
		{"a project milestone in a case", `anchor = "received"`, `anchor = "month:end"`, "essai.toml:38: bad_value rule.anchor"},
		{"a case milestone in the project", `anchor = "month:end"`, `anchor = "received"`, "essai.toml:62: bad_value project_rule.anchor"},
		{"a delay in years", `"+15 days"`, `"+1 year"`, "essai.toml:39: bad_delay rule.delay"},
		{"a delay without sign", `"+15 days"`, `"15 days"`, "essai.toml:39: bad_delay rule.delay"},
		{"a delay that is a number", `"+15 days"`, `15`, "essai.toml:39: bad_delay rule.delay"},
		{"a delay of two centuries", `"+1 month"`, `"+2400 months"`, "essai.toml:51: bad_delay rule.delay"},
		{"no delay", "delay = \"+15 days\"\n", "", "essai.toml:35: missing rule.delay"},
		{"again and again at once", `"+2 weeks"`, `"+0 weeks"`, "essai.toml:52: bad_delay rule.every"},
		{"again and again backwards", `"+2 weeks"`, `"-2 weeks"`, "essai.toml:52: bad_delay rule.every"},
		{"rolling without end", "every = \"+2 weeks\"\n", "", "essai.toml:52: bad_value rule.rolling"},
		{"a kind in French", `kind = "legal"`, `kind = "legale"`, "essai.toml:55: bad_value rule.kind legal"},
		{"a day that is not", "valid_from = 2010-01-01\nweight", "valid_from = \"2011-02-29\"\nweight", "essai.toml:45: bad_value rule.valid_from"},
		{"an end before the beginning", "weight = 40", "valid_until = 2009-12-31", "essai.toml:46: bad_value rule.valid_until"},
		{"no validity", "valid_from = 2010-01-01\nweight", "weight", "essai.toml:35: missing rule.valid_from"},
		{"a weight that hides all others", "weight = 40", "weight = 1000", "essai.toml:46: bad_value rule.weight"},
		{"a weight in words", "weight = 40", "weight = \"lourd\"", "essai.toml:46: bad_value rule.weight"},
		{"two versions at one time", `code = "suite"`, `code = "premier"`, "essai.toml:48: duplicate rule.code"},
		{"rules that wait for each other", `"received"`, `"rule:suite"`, "essai.toml:38: cycle rule.anchor | essai.toml:50: cycle rule.anchor"},
		{"a rule that counts from the step that it makes due", `"received"`, `"step:entretien"`, "essai.toml:38: cycle rule.anchor"},
		{"a project rule with the code of another", `code = "tableau"`, `code = "suite"`, "essai.toml:60: duplicate project_rule.code"},
		{"a key of another table", "weight = 40", "wait = 40", "essai.toml:46: unknown_key rule.wait"},
	} {
		if !strings.Contains(course, c.old) {
			t.Fatalf("%s: nothing to replace", c.name)
		}
		p, problems := Parse("essai.toml", []byte(strings.Replace(course, c.old, c.new, 1)))
		var got []string
		for _, problem := range problems {
			got = append(got, problem.Error())
		}
		if p != nil || strings.Join(got, " | ") != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, strings.Join(got, " | "), c.want)
		}
	}
}

func TestDelaysAreReadAndWrittenAlike(t *testing.T) {
	for s, want := range map[string]Delay{
		"+60 days": {60, Days}, "-2 months": {-2, Months}, "+5 working days": {5, WorkingDays}, "+6 weeks": {6, Weeks}, "+0 days": {0, Days},
		"+1200 months": {1200, Months}, "-36525 days": {-36525, Days},
	} {
		if got, ok := ParseDelay(s); !ok || got != want || got.String() != s {
			t.Errorf("%s: %+v, %v, %q", s, got, ok, got)
		}
	}
	for s, want := range map[string]string{"+1 day": "+1 days", "-1 month": "-1 months", "+1 week": "+1 weeks"} {
		if got, ok := ParseDelay(s); !ok || got.String() != want {
			t.Errorf("%s: %q", s, got)
		}
	}
	for _, s := range []string{"", "60 days", "+60", "+60 jours", "+60  days", " +60 days", "+60 days ", "+6.5 days", "+1201 months", "+36526 days", "+999999 days", "+1 years", "++1 day"} {
		if got, ok := ParseDelay(s); ok {
			t.Errorf("%q is read as %v", s, got)
		}
	}
}
