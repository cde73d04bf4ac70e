package due

import (
	"testing"

	"pgregory.net/rapid"

	"seuil/model"
)

func TestDatesAreThoseOfTheModelDayByDay(t *testing.T) {
	for d := model.NewDate(1, 1, 1); d <= model.NewDate(9999, 12, 31); d++ {
		if d == model.NewDate(1600, 1, 1) {
			d = model.NewDate(1890, 1, 1) // two spans of four centuries would tell nothing more
		}
		if d == model.NewDate(2110, 1, 1) {
			d = model.NewDate(9990, 1, 1)
		}
		y, m, day := d.Time().Date()
		if gy, gm, gd := civil(d); int(gy) != y || int(gm) != int(m) || int(gd) != day {
			t.Fatalf("%s is taken for %d-%d-%d", d, gy, gm, gd)
		}
		if got := fromCivil(int32(y), int32(m), int32(day)); got != d {
			t.Fatalf("%s is made %s", d, got)
		}
		if weekday(d) != d.Weekday() {
			t.Fatalf("%s is a %s, not a %s", d, d.Weekday(), weekday(d))
		}
	}
}

func TestDatesAreReadAndMovedAsTheModelDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.StringMatching(`[0-9]{4}-[0-3][0-9]-[0-3][0-9]`), rapid.StringMatching(`[0-9-]{0,11}`), rapid.StringMatching(`.{10}`)).Draw(t, "s")
		want, err := model.ParseDate(s)
		if err != nil {
			want = 0
		}
		if got := parseDate(s); got != want {
			t.Fatalf("%q is read %s, not %s", s, got, want)
		}
		n := rapid.IntRange(-1300, 1300).Draw(t, "n")
		if want > 0 && addMonths(want, n) != want.AddMonths(n) {
			t.Fatalf("%s %+d months is %s, not %s", want, n, addMonths(want, n), want.AddMonths(n))
		}
	})
}
