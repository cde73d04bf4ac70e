package agenda

import (
	"slices"
	"strconv"
	"strings"

	"seuil/model"
	"seuil/ui/widget"
)

// calendar is what stands beside the list, on at most h lines of w cells: the month of the date under the cursor, its holidays,
// the load of the week, and what has no date.
func (p *Page) calendar(w, h int) []string {
	day := p.shownDay()
	rows := p.month(day)
	rows = append(append(rows, p.holidays(day)...), "")
	rows = append(append(rows, p.load(monday(day), w)...), "")
	rows = append(rows, p.withoutDate(w-1, h-len(rows))...)
	rows = rows[:min(h, len(rows))]
	for i := range rows {
		rows[i] = " " + rows[i]
	}
	return rows
}

// month is the weeks of a month with their ISO numbers. Today stands behind ►, a holiday in brackets, and each day before the
// mark of what is due on it.
func (p *Page) month(day model.Date) []string {
	th, l := p.env.Theme, p.env.L
	head := widget.Align(l.T("agenda.week_short"), 4, true) + " "
	for _, name := range strings.Fields(l.T("agenda.week_days")) {
		head += " " + widget.Align(name, 4, false)
	}
	rows := []string{th.Title.Render(strings.ToUpper(l.MonthYear(day))), th.Muted.Render(head)}
	first := model.NewDate(day.Year(), day.Month(), 1)
	for week := monday(first); week <= first.EndOfMonth(); week = week.AddDays(7) {
		_, n := week.Time().ISOWeek()
		row := th.Muted.Render(widget.Align(strconv.Itoa(n), 4, true)) + " "
		for i := range 7 {
			if d := week.AddDays(i); d.Month() == first.Month() {
				row += p.cell(d, d == day)
			} else {
				row += "     "
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// cell is one day of the calendar on five cells.
func (p *Page) cell(d model.Date, selected bool) string {
	th := p.env.Theme
	before, after, style := " ", " ", th.Text
	if p.holiday(d) != "" {
		before, after, style = "[", "]", th.Muted
	}
	if d == p.day {
		before, style = "►", th.Bold
	}
	text := before + widget.Align(strconv.Itoa(d.Day()), 2, true)
	symbol, mark := " ", &th.Text
	if p.list.on(d, d.AddDays(1)) > 0 {
		symbol, mark = p.mark(d)
	}
	if after == " " { // the mark stands at once behind the day
		after, symbol = symbol, " "
	}
	if selected {
		return th.Selected.Render(text + after + symbol)
	}
	if after == "]" {
		return style.Render(text+after) + mark.Render(symbol)
	}
	return style.Render(text) + mark.Render(after+symbol)
}

// holidays names the public holidays of a month.
func (p *Page) holidays(day model.Date) (rows []string) {
	first := model.NewDate(day.Year(), day.Month(), 1)
	for d := first; d <= first.EndOfMonth(); d++ {
		if name := p.holiday(d); name != "" {
			rows = append(rows, p.env.Theme.Muted.Render("["+widget.Align(strconv.Itoa(d.Day()), 2, true)+"] "+name))
		}
	}
	if len(rows) > 0 {
		rows = slices.Insert(rows, 0, "")
	}
	return rows
}

// loadCells is the longest bar.
const loadCells = 20

// load is how much is due on each day of a week; the days on which nobody works show only if something is.
func (p *Page) load(week model.Date, w int) []string {
	th, l := p.env.Theme, p.env.L
	_, n := week.Time().ISOWeek()
	rows := []string{th.Title.Render(strings.ToUpper(l.T("agenda.load", "n", n)))}
	var counts [7]int
	for i := range counts {
		counts[i] = p.list.on(week.AddDays(i), week.AddDays(i+1))
	}
	scale := max(loadCells/2, slices.Max(counts[:]))
	for i, n := range counts {
		if i >= 5 && n == 0 {
			continue
		}
		bar, style := strings.Repeat("█", (n*loadCells+scale-1)/scale), th.Info
		if n == 0 {
			bar, style = "░", th.Muted
		}
		day := week.AddDays(i)
		row := th.Text.Render(widget.Align(l.WeekdayAbbr(day), 5, false)) + style.Render(bar) + th.Text.Render(" "+l.Number(n))
		if name := p.holiday(day); name != "" {
			row += th.Muted.Render("  " + name)
		}
		rows = append(rows, widget.Cut(row, w-1))
	}
	return rows
}

// withoutDate is what is to be done some day, as far as there is room; the list has it all at its end.
func (p *Page) withoutDate(w, h int) []string {
	th, l := p.env.Theme, p.env.L
	rest := p.list.shown[p.list.undated():]
	if len(rest) == 0 || h < 2 {
		return nil
	}
	rows := []string{th.Title.Render(strings.ToUpper(l.T("agenda.head.undated")) + " (" + l.Number(len(rest)) + ")")}
	for i := range rest[:min(len(rest), h-1)] {
		e := &rest[i]
		rows = append(rows, widget.Sides(th.Muted.Render("○ ")+th.Text.Render(p.what(e)), th.Muted.Render(widget.Cut(p.who(e), w*2/5)), w))
	}
	return rows
}
