package caseload

import (
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/model/text"
	"seuil/ui/act"
	"seuil/ui/widget"
)

// Columns of the list, in the order in which they stand.
const (
	colName = iota
	colBorn
	colDue
	colReason
	colWhere
	colPhase
	colContact
	colAgency
	colWorker
	colProgramme
)

// columns are all that the list can show; [Page.Layout] chooses. Where agency, programme and phase have no room as words,
// one column tells them by their first letters, and the preview in full.
func (p *Page) columns() []widget.Column {
	title := func(name string) string { return p.env.L.T("caseload.column." + name) }
	return []widget.Column{
		colName:      {Title: title("name"), Min: 18, Grow: 3, Max: 34},
		colBorn:      {Title: title("born"), Min: 4, Rank: 2},
		colDue:       {Title: title("due"), Min: 12},
		colReason:    {Title: title("reason"), Min: 29, Grow: 4, Max: 60},
		colWhere:     {Title: title("where"), Min: agencyLetters + programmeLetters + phaseLetters + 2, Rank: 1},
		colPhase:     {Title: title("phase"), Min: 14, Rank: 1},
		colContact:   {Title: title("contact"), Min: 8, Rank: 3},
		colAgency:    {Title: title("agency"), Min: 14, Rank: 1},
		colWorker:    {Title: title("worker"), Min: 12, Grow: 1, Max: 22, Rank: 4},
		colProgramme: {Title: title("programme"), Min: 12, Rank: 1},
	}
}

// Letters of each word in the column that tells agency, programme and phase together.
const (
	agencyLetters    = 3
	programmeLetters = 3
	phaseLetters     = 6
)

// wideList is from how many cells on agency, programme and phase have columns of their own.
const wideList = 112

// chooseColumns fits the columns to the width of the list.
func (p *Page) chooseColumns(width int) {
	wide := width >= wideList
	p.table.Hide(colWhere, wide)
	for _, c := range []int{colPhase, colAgency, colProgramme, colWorker} {
		p.table.Hide(c, !wide)
	}
}

// where tells agency, programme and phase by their first letters.
func (r *row) where() string {
	return first(r.agency, agencyLetters) + " " + first(r.programme, programmeLetters) + " " + first(r.phase, phaseLetters)
}

// first is the first letters of a word, on exactly so many cells.
func first(s string, letters int) string { return widget.Pad(ansi.Truncate(s, letters, ""), letters) }

// cell is what stands in a column of a row.
func (p *Page) cell(today model.Date) func(row, column int) widget.Cell {
	th, typed := p.env.Theme, strings.Join(p.list.query.words, "")
	return func(i, column int) widget.Cell {
		r := p.list.shown[i]
		c := widget.Cell{Style: &th.Text}
		switch column {
		case colName:
			c.Text, c.Style = p.names.Title(r.Case, r.Name), &th.Bold
		case colBorn:
			c.Text, c.Style = r.BirthYear, &th.Muted
		case colDue:
			c.Text, c.Style = p.due(r.due, r.at, today)
		case colReason:
			switch c.Text = p.reason(r); {
			case c.Text == "":
				c.Text, c.Style = p.label(r), &th.Muted
			case r.urgent():
				c.Style = &th.Urgent
			}
		case colWhere:
			c.Text, c.Style = r.where(), &th.Muted
		case colPhase:
			c.Text = r.phase
		case colContact:
			c.Text, c.Style = p.ago(r.LastContact, today), &th.Muted
		case colAgency:
			c.Text = r.agency
		case colWorker:
			c.Text = r.worker
		case colProgramme:
			c.Text = r.programme
		}
		if typed != "" {
			c.Found = text.Match(c.Text, typed)
		}
		return c
	}
}

// reason is the heaviest reason why a household presses; empty without one.
func (p *Page) reason(r *row) string {
	if r.outlook == nil || len(r.outlook.Reasons) == 0 {
		return ""
	}
	return p.teller(r).Reason(&r.outlook.Reasons[0], p.mask(r))
}

func (p *Page) teller(r *row) act.Teller {
	prog := p.set.Programme(r.Header.Programme)
	return act.Teller{L: p.env.L, P: &prog}
}

// mask makes a person's own words about a household fit to be shown. Members are read only if they are needed.
func (p *Page) mask(r *row) func(string) string {
	return func(s string) string {
		if !p.names.Masked {
			return s
		}
		return p.names.Text(p.session.Case(r.Case).Members(), s)
	}
}

// label is what the next date is called, or that there is none.
func (p *Page) label(r *row) string {
	if r.label == "" {
		return p.env.L.T("caseload.no_date")
	}
	return p.mask(r)(r.label)
}

// due tells a date as its distance asks for: the lateness in days, the hour of today, the day of this week, a date.
func (p *Page) due(d model.Date, at model.Clock, today model.Date) (string, *lipgloss.Style) {
	th, l := p.env.Theme, p.env.L
	switch n := d.Sub(today); {
	case d.IsZero():
		return "", &th.Muted
	case n < 0:
		return l.Relative(d, today), &th.Late
	case n < 2 && at.IsZero():
		return l.Relative(d, today), &th.Info
	case n < 2:
		return l.Relative(d, today) + " " + l.Clock(at), &th.Info
	case n < week:
		return l.ShortDay(d, today), &th.Info
	}
	return p.dayMonth(d, today), &th.Text
}

// dayMonth is a date without its weekday, with its year if that is another one.
func (p *Page) dayMonth(d, today model.Date) string {
	if d.Year() == today.Year() {
		return p.env.L.DayMonth(d)
	}
	return p.env.L.DayMonth(d) + " " + strconv.Itoa(d.Year())
}

// ago is the date of the last contact; only the year when the day and month would mislead.
func (p *Page) ago(d, today model.Date) string {
	if !d.IsZero() && today.Sub(d) > 300 {
		return strconv.Itoa(d.Year())
	}
	return p.env.L.DayMonth(d)
}

// mark is the symbol of a row: seen today before all, for that is what the worker goes by on her way down the list. The
// words of the due date tell the state anyway.
func (p *Page) mark(today model.Date) func(row int) widget.Mark {
	return func(i int) widget.Mark {
		r := p.list.shown[i]
		m := p.stateMark(r.state(today))
		switch {
		case r.seen == today:
			m = widget.Mark{Symbol: "√", Style: &p.env.Theme.Done}
		case r.urgent():
			m = widget.Mark{Symbol: urgentGlyph, Style: &p.env.Theme.Urgent}
		}
		m.Ticked = p.ticked[r.Case]
		return m
	}
}

const urgentGlyph = "■"

func (p *Page) stateMark(s state) widget.Mark {
	th := p.env.Theme
	switch s {
	case stateLate:
		return widget.Mark{Symbol: "▲", Style: &th.Late}
	case stateSoon:
		return widget.Mark{Symbol: "●", Style: &th.Info}
	case stateLater:
		return widget.Mark{Symbol: "○", Style: &th.Muted}
	}
	return widget.Mark{Symbol: "·", Style: &th.Muted}
}
