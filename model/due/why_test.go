package due

import (
	"fmt"
	"strings"
	"testing"

	"seuil/model"
	"seuil/model/programme"
)

// tell is an explanation as text.
func tell(o Obligation) string {
	var lines []string
	for _, l := range Explain(o) {
		s := string(l.Code)
		for _, part := range []string{l.Name, strings.Join(l.Names, ","), l.Delay.String(), l.Date.String(), l.Until.String(), l.Text} {
			if part != "" {
				s += " " + part
			}
		}
		if l.N != 0 {
			s += fmt.Sprintf(" n=%d", l.N)
		}
		for _, h := range l.Holidays {
			s += " " + h.Code
		}
		lines = append(lines, s)
	}
	return strings.Join(lines, "\n")
}

func TestHowADateCameAbout(t *testing.T) {
	for _, c := range []struct {
		name  string
		rule  programme.Rule
		do    func(b *book)
		which int
		want  string
	}{
		{"a delay of days", programme.Rule{Code: "carence", Anchor: "received", Delay: days(60), While: []string{"contact"}, Source: "P9", Kind: "programme", Note: "un réglage"}, func(b *book) {}, 0,
			"anchor received 2026-04-30\ndelay +60 days 2026-06-29\nphases contact\nsource programme P9\nnote un réglage"},
		{"working days over three holidays", programme.Rule{Code: "dsf", Anchor: "received", Delay: workingDays(10)}, func(b *book) {}, 0,
			"anchor received 2026-04-30\ndelay +10 working days 2026-05-19\nnot_working n=6 labour_day victory_day ascension"},
		{"a period", programme.Rule{Code: "examen", Anchor: "received", Delay: months(6), Every: months(6), Until: "step:bail", ValidFrom: day("2010-12-15")}, func(b *book) {}, 1,
			"anchor received 2026-04-30\ndelay +6 months 2026-10-30\nevery +6 months 2027-04-30 n=2\nuntil step:bail\nvalid 2010-12-15"},
		{"after the one before", programme.Rule{Code: "bilan", Anchor: "received", Delay: months(3), Every: months(2), Rolling: true}, func(b *book) {
			b.act(model.Obligation{Key: "bilan#1", Done: day("2026-08-03")})
		}, 0, "anchor received 2026-04-30\nprevious 2026-08-03\ndelay +2 months 2026-10-03"},
		{"postponed", programme.Rule{Code: "bilan", Anchor: "received", Delay: months(3)}, func(b *book) {
			b.act(model.Obligation{Key: "bilan#1", To: day("2026-12-24"), Reason: "congés"})
		}, 0, "anchor received 2026-04-30\ndelay +3 months 2026-07-30\npostponed 2026-12-24 congés"},
		{"set aside", programme.Rule{Code: "bilan", Anchor: "received", Delay: months(3)}, func(b *book) {
			b.act(model.Obligation{Key: "bilan#1", Skipped: day("2026-11-02"), Reason: "départ"})
		}, 0, "anchor received 2026-04-30\ndelay +3 months 2026-07-30\nskipped 2026-11-02 départ"},
		{"done by a step", programme.Rule{Code: "x", Anchor: "received", Delay: days(1), DoneBy: []string{"step:bail"}}, func(b *book) { b.step("bail", "2026-05-04") }, 0,
			"anchor received 2026-04-30\ndelay +1 days 2026-05-01\ndone step:bail 2026-05-04"},
		{"without its milestone", programme.Rule{Code: "x", Anchor: "step:bail", Delay: days(1)}, func(b *book) {
			b.act(model.Obligation{Key: "x#1", To: day("2026-12-24")})
		}, 0, "no_anchor step:bail\npostponed 2026-12-24"},
		{"without its rule", programme.Rule{Code: "y", Anchor: "closed"}, func(b *book) {
			b.act(model.Obligation{Key: "x#1", To: day("2026-12-24")})
		}, 0, "unknown_rule x\npostponed 2026-12-24"},
	} {
		b := newBook(1)
		b.received("2026-04-30")
		b.phase("contact", "2026-04-30")
		c.do(b)
		list := Compute(b.c, testProgramme(c.rule), today)
		if len(list) <= c.which {
			t.Errorf("%s: %s", c.name, show(list, today))
			continue
		}
		if got := tell(list[c.which]); got != c.want {
			t.Errorf("%s\ngot:\n%s\nwant:\n%s", c.name, got, c.want)
		}
	}
}
