package demo

import "seuil/model"

// calendar is today. The dossier says when something falls due as days from today, and the rules of the programme count in
// calendar months: so the milestone from which they count is looked for backwards, and lies a day or two elsewhere in some years.
type calendar model.Date

// before is the last day from which n calendar months lead no further than a day; n may be negative. They lead exactly there
// but for the ends of months: a month after no day is it 31 March, and the rule then falls up to three days early. What the
// household keeps to is moved by an act, like any worker's ([kept]).
func (t calendar) before(n, day int) int {
	due := model.Date(t).AddDays(day)
	from := due.AddMonths(-n).AddDays(3) // a month is three days shorter than another at most
	for from.AddMonths(n) > due {
		from--
	}
	return from.Sub(model.Date(t))
}

// after is n calendar months after a day.
func (t calendar) after(n, day int) int {
	return model.Date(t).AddDays(day).AddMonths(n).Sub(model.Date(t))
}
