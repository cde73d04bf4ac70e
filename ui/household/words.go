package household

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"seuil/model"
)

// join puts the parts that say something behind one another.
func join(sep string, parts ...string) string {
	var full []string
	for _, s := range parts {
		if s != "" {
			full = append(full, s)
		}
	}
	return strings.Join(full, sep)
}

func (p *Page) today() model.Date { return model.DateOf(p.env.Now()) }

func (p *Page) lang() string { return string(p.env.L.Lang) }

// after is s behind a separator, or nothing.
func after(sep, s string) string {
	if s == "" {
		return ""
	}
	return sep + s
}

// word is the name of a code in the locale; the code itself if a later version wrote one that this one does not know.
func (p *Page) word(prefix, code string) string {
	if code == "" || !p.env.L.Has(prefix+code) {
		return code
	}
	return p.env.L.T(prefix + code)
}

// day is a date as short as it can be understood: without the year if that is the present one.
func (p *Page) day(d model.Date) string {
	if d.IsZero() {
		return ""
	}
	return p.env.L.ShortDay(d, p.today())
}

// date is a date without its day of the week, for what is past: "13 nov.", with the year if that is not the present one.
func (p *Page) date(d model.Date) string {
	if d.IsZero() || d.Year() == p.today().Year() {
		return p.env.L.DayMonth(d)
	}
	return p.env.L.DayMonth(d) + " " + strconv.Itoa(d.Year())
}

// period says since when and until when something held.
func (p *Page) period(from, until model.Date) string {
	l := p.env.L
	switch {
	case !from.IsZero() && !until.IsZero():
		return l.T("household.from_until", "from", p.date(from), "until", p.date(until))
	case !from.IsZero():
		return l.T("household.since", "date", p.date(from))
	case !until.IsZero():
		return l.T("household.until", "date", p.date(until))
	}
	return ""
}

func (p *Page) programmeName(code string) string {
	if code == "" {
		return ""
	}
	return p.set.Programme(code).Label(p.lang())
}

func (p *Page) phaseName(code string) string {
	if code == "" {
		return ""
	}
	return p.set.Programme(p.facts.header.Programme).Phase(code).Label(p.lang())
}

// shortNames are those of the programme and the phase, as the caseload has them.
func (p *Page) shortNames() (name, phase string) {
	prog := p.set.Programme(p.facts.header.Programme)
	if prog.Code != "" {
		name = prog.Short(p.lang())
	}
	if code := p.facts.phase.Phase; code != "" {
		phase = prog.Phase(code).Short(p.lang())
	}
	return name, phase
}

func (p *Page) agencyName(code string) string {
	if code == "" {
		return ""
	}
	return p.set.Agency(code).Label(p.lang())
}

func (p *Page) organisationName(code string) string {
	if code == "" {
		return ""
	}
	return p.set.Organisation(code).Name(p.today())
}

// workerName is the name of a worker; nothing for none.
func (p *Page) workerName(id model.ID) string {
	if id.IsZero() {
		return ""
	}
	if name := p.facts.registry.Worker(id).Name; name != "" {
		return name
	}
	return p.env.L.T("household.unknown_worker")
}

// title is how the household is called on this screen.
func (p *Page) title() string { return p.names.Title(p.route.Case, p.facts.name) }

// text is free text of the case, as it may be shown.
func (p *Page) text(s string) string { return p.names.Text(p.facts.members, s) }

// personName is the name of a member: "FONTARÈDE Inès".
func (p *Page) personName(m model.Member) string {
	return p.names.Person(strings.TrimSpace(m.Last + " " + m.First))
}

// years is how old a member is; a birth that is only a year gives the age reached in the present year.
func (p *Page) years(m model.Member) (n int, ok bool) {
	year, err := strconv.Atoi(m.BirthYear())
	if err != nil {
		return 0, false
	}
	today := p.today()
	n = today.Year() - year
	if d, err := model.ParseDate(m.Birth); err == nil && !d.IsZero() && (today.Month() < d.Month() || today.Month() == d.Month() && today.Day() < d.Day()) {
		n--
	}
	return n, n >= 0
}

func (p *Page) age(m model.Member) string {
	if n, ok := p.years(m); ok {
		return p.env.L.N("household.age", n)
	}
	return ""
}

// birth is a birth as it is shown: a year or a date.
func (p *Page) birth(s string) string {
	if d, err := model.ParseDate(s); err == nil && !d.IsZero() {
		return p.env.L.Date(d)
	}
	return s
}

// phoneNumber is a number with its middle hidden, for a screen that somebody else may see.
func phoneNumber(s string) string {
	var digits []rune
	for _, r := range s {
		if r >= '0' && r <= '9' {
			digits = append(digits, r)
		}
	}
	if len(digits) != 10 {
		return s
	}
	d := string(digits)
	return d[:2] + " " + d[2:4] + " ·· ·· " + d[8:]
}

// stamp is when something was entered, on this machine's clock: "17 nov. 11:02".
func (p *Page) stamp(t time.Time) string {
	t = t.In(p.env.Now().Location())
	return p.date(model.DateOf(t)) + " " + p.env.L.TimeOfDay(t)
}

// brief is a worker's name where there is little room: "Maëlle R.".
func brief(name string) string {
	first, rest, ok := strings.Cut(name, " ")
	r, _ := utf8.DecodeRuneInString(rest)
	if !ok || !unicode.IsLetter(r) || strings.Contains(rest, " ") {
		return name
	}
	return first + " " + string(r) + "."
}
