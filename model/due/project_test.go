package due

import (
	"testing"

	"seuil/model"
	"seuil/model/programme"
)

func TestTheProjectHasItsOwnDates(t *testing.T) {
	p := &programme.Programme{Code: "securisation", Project: []programme.Rule{
		{Code: "cellule", Anchor: "project:start", Delay: weeks(6), Every: weeks(6), Rolling: true},
		{Code: "tableau", Anchor: "month:end", Delay: workingDays(5), Every: months(1)},
		{Code: "evaluation", Anchor: "year:end", Delay: months(3), Every: months(12)},
	}}
	b := newBook(1)
	today := day("2026-03-20")
	check := func(want string) {
		t.Helper()
		if got := show(ComputeProject(b.c, p, day("2026-01-12"), today), today); got != want {
			t.Errorf("got:\n%s\nwant:\n%s", got, want)
		}
	}
	check("securisation:tableau#2026-01 2026-02-06 late 42\nsecurisation:cellule#1 2026-02-23 late 25\n" +
		"securisation:tableau#2026-02 2026-03-06 late 14\nsecurisation:tableau#2026-03 2026-04-08\nsecurisation:evaluation#2026 2027-03-31")
	b.act(model.Obligation{Key: "securisation:cellule#1", Done: day("2026-03-02")})
	b.act(model.Obligation{Key: "securisation:tableau#2026-01", Done: day("2026-02-05")})
	b.act(model.Obligation{Key: "sauvegarde:tableau#2026-02", Done: day("2026-02-05")}) // of the other programme
	check("securisation:tableau#2026-02 2026-03-06 late 14\nsecurisation:tableau#2026-03 2026-04-08\nsecurisation:cellule#2 2026-04-13\n" +
		"securisation:evaluation#2026 2027-03-31\nsecurisation:cellule#1 2026-02-23 done 2026-03-02\nsecurisation:tableau#2026-01 2026-02-06 done 2026-02-05")
	if got := ComputeProject(nil, p, 0, today); len(got) != 0 {
		t.Errorf("without a start: %s", show(got, today))
	}
}
