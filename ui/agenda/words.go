package agenda

import (
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/ui/act"
)

// soon is how many days, today included, count as soon, as in the caseload.
const soon = 7

// join puts together what is known.
func join(sep string, parts ...string) string {
	var full []string
	for _, s := range parts {
		if s != "" {
			full = append(full, s)
		}
	}
	return strings.Join(full, sep)
}

// mark is the symbol of a date and the colour that goes with it.
func (p *Page) mark(d model.Date) (symbol string, style *lipgloss.Style) {
	th := p.env.Theme
	switch n := d.Sub(p.day); {
	case d.IsZero() || n >= soon:
		return "○", &th.Muted
	case n < 0:
		return "▲", &th.Late
	}
	return "●", &th.Info
}

// what is what is to be done, as it may be shown.
func (p *Page) what(e *entry) string {
	if e.item.Task != nil {
		return p.masked(e, e.item.Task.Label)
	}
	return e.item.Obligation.Rule.Label(p.list.lang)
}

// masked is a person's own words, with names taken out when somebody else may see the screen.
func (p *Page) masked(e *entry, s string) string {
	if s == "" || !p.names.Masked {
		return s
	}
	return p.names.Text(p.session.Case(e.summary.Case).Members(), s)
}

func (p *Page) who(e *entry) string { return p.names.Title(e.summary.Case, e.summary.Name) }

// when is the hour of a date to come, or the day of one that is late.
func (p *Page) when(e *entry) string {
	l := p.env.L
	switch n := p.day.Sub(e.due); {
	case p.week.IsZero() && !e.due.IsZero() && n > 0 && n < soon:
		return l.WeekdayAbbr(e.due) + " " + strconv.Itoa(e.due.Day())
	case p.week.IsZero() && !e.due.IsZero() && n > 0:
		return l.DayMonth(e.due)
	case e.item.At().IsZero():
		return "·"
	}
	return l.Clock(e.item.At())
}

// late is by how many days a date is late; nothing if it is not.
func (p *Page) late(e *entry) string {
	if n := p.day.Sub(e.due); !e.due.IsZero() && n > 0 {
		return p.env.L.T("agenda.days", "n", n)
	}
	return ""
}

func (p *Page) programme(e *entry) string {
	if code := e.summary.Header.Programme; code != "" {
		return p.set.Programme(code).Short(p.list.lang)
	}
	return ""
}

// heading is what stands above a group of dates; rest is said less loudly.
func (p *Page) heading(h head) (title, rest string) {
	l := p.env.L
	none := ""
	if h.none {
		none = l.T("agenda.none")
	}
	switch h.kind {
	case headLate:
		return strings.ToUpper(l.T("agenda.head.late")), ""
	case headUndated:
		return strings.ToUpper(l.T("agenda.head.undated")), ""
	}
	day := l.LongDay(h.day, p.day)
	switch h.day.Sub(p.day) {
	case 0:
		return strings.ToUpper(l.T("agenda.head.today")), " · " + join(" · ", day, p.holiday(h.day), none)
	case 1:
		return strings.ToUpper(l.T("agenda.head.tomorrow")), " · " + join(" · ", day, p.holiday(h.day), none)
	}
	if rest = join(" · ", p.holiday(h.day), none); rest != "" {
		rest = " · " + rest
	}
	return strings.ToUpper(day), rest
}

// holiday names the public holiday of a day; nothing for any other.
func (p *Page) holiday(d model.Date) string {
	if code, ok := (due.Calendar{}).Holiday(d); ok {
		return p.env.L.T("due.holiday." + code)
	}
	return ""
}

// origin says since when a date is late, from when and why it was moved, and who asks for it.
func (p *Page) origin(e *entry) string {
	l, since := p.env.L, ""
	if e.due < p.day {
		since = l.ShortDay(e.due, p.day)
	}
	if t := e.item.Task; t != nil {
		return join(" · ", since, p.masked(e, t.Place), p.masked(e, t.Reason), l.T("agenda.set"))
	}
	o := e.item.Obligation
	kind := o.Rule.Kind
	if key := "due.kind." + kind; l.Has(key) {
		kind = l.T(key)
	}
	moved := ""
	if o.Postponed && !o.Computed.IsZero() {
		moved = l.T("agenda.moved", "date", l.ShortDay(o.Computed, p.day))
	}
	return join(" · ", since, moved, p.masked(e, o.Reason()), kind, act.Requirements(o.Rule.Source))
}

// household says who a date is about, and where they are in the programme.
func (p *Page) household(e *entry) string {
	m := e.summary
	prog := p.set.Programme(m.Header.Programme)
	phase, agency := "", ""
	if m.Phase != "" {
		phase = prog.Phase(m.Phase).Short(p.list.lang)
	}
	if m.Header.Agency != "" {
		agency = p.set.Agency(m.Header.Agency).Short(p.list.lang)
	}
	return join(" · ", join(", ", p.programme(e), phase), agency, p.session.Registry().Worker(m.Header.Lead).Name)
}
