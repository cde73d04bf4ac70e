package programme

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
)

func parsed(t *testing.T, src string) *Programme {
	t.Helper()
	p, problems := Parse("essai.toml", []byte(src))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return p
}

func TestADiffSaysWhatAFileChanges(t *testing.T) {
	second := `[[phase]]
code = "fin"
name = { fr = "Fin" }
short = { fr = "Fin" }
`
	for _, c := range []struct{ name, old, new, want string }{
		{"nothing", "", "", ""},
		{"a delay", `"+15 days"`, `"+3 weeks"`, "changed rule premier delay: +15 days → +3 weeks"},
		{"days and working days", `"+15 days"`, `"+15 working days"`, "changed rule premier delay: +15 days → +15 working days"},
		{"a rhythm no more", "every = \"+2 weeks\"\nrolling = true\n", "", "changed rule suite every: +2 weeks →  | changed rule suite rolling: true → "},
		{"a fact more", `["contact:VAD"]`, `["contact:VAD", "step:bilan"]`, "changed rule premier done_by: contact:VAD → contact:VAD, step:bilan"},
		{"an end", "weight = 40", "valid_until = 2026-12-31", "changed rule premier valid_until:  → 2026-12-31 | changed rule premier weight: 40 → "},
		{"a rule of the project", `"+5 working days"`, `"+2 working days"`, "changed project_rule tableau delay: +5 working days → +2 working days"},
		{"a name", `name = { fr = "Bilan" }`, `name = { fr = "Bilan", en = "Review" }`, "changed step bilan name.en:  → Review"},
		{"a step renamed", `code = "entretien"`, `code = "rencontre"`, ""},
		{"a commitment", `code = "adherer"`, `code = "adhesion"`, "removed commitment convention/adherer | added commitment convention/adhesion"},
		{"who signs", `operators = "one"`, `operators = "all"`, "changed paper convention operators: one → all"},
		{"a phase before", "[[phase]]", second + "[[phase]]", "changed phase debut order: 1 → 2 | added phase fin"},
		{"the programme", `short = { fr = "Essai" }`, `short = { fr = "Test" }`, "changed programme essai short.fr: Essai → Test"},
		{"the law changes", "weight = 40\n", "valid_until = 2026-12-31\n[[rule]]\ncode = \"premier\"\nname = { fr = \"Premier\" }\nanchor = \"received\"\ndelay = \"+20 days\"\n" +
			"kind = \"programme\"\nwho = \"worker\"\nsource = \"R133\"\nvalid_from = 2027-01-01\n",
			"changed rule premier 2010-01-01 valid_until:  → 2026-12-31 | changed rule premier 2010-01-01 weight: 40 →  | added rule premier 2027-01-01"},
	} {
		changed := strings.Replace(course, c.old, c.new, 1)
		if c.name == "a step renamed" {
			changed = strings.ReplaceAll(changed, `"entretien"`, `"rencontre"`)
			c.want = "removed step entretien | changed step bilan needs: entretien → rencontre | added step rencontre"
		}
		var got []string
		for _, d := range Diff(parsed(t, course), parsed(t, changed)) {
			s := fmt.Sprintf("%s %s %s", d.Kind, d.Of, d.Code)
			if d.Kind == Changed {
				s += fmt.Sprintf(" %s: %s → %s", d.Key, d.From, d.To)
			}
			got = append(got, s)
		}
		if strings.Join(got, " | ") != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, strings.Join(got, " | "), c.want)
		}
	}
}

func TestAProgrammeDoesNotDifferFromItself(t *testing.T) {
	for _, p := range shipped(t).Programmes() {
		src, err := fs.ReadFile(Embedded(), "programmes/"+p.Code+".toml")
		if err != nil {
			t.Fatal(err)
		}
		if d := Diff(&p, parsed(t, string(src))); len(d) > 0 {
			t.Errorf("%s: %v", p.Code, d)
		}
	}
}

func TestAnAssociationThatChangesOneDelayChangesOneRule(t *testing.T) {
	p := shipped(t).Programme("sauvegarde")
	src, err := fs.ReadFile(Embedded(), "programmes/sauvegarde.toml")
	if err != nil {
		t.Fatal(err)
	}
	d := Diff(&p, parsed(t, strings.Replace(string(src), `delay = "+60 days"`, `delay = "+45 days"`, 1)))
	if len(d) != 1 || d[0] != (Change{Changed, OfRule, "carence", "delay", "+60 days", "+45 days"}) {
		t.Errorf("%+v", d)
	}
}
