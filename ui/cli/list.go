package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/ui/act"
)

// entry is one household in the output of list --json. Names and meaning of its fields stay as they are in later
// versions; codes are those of the programme files, dates are 2026-11-23, nothing is left out.
type entry struct {
	ID          string   `json:"id"`
	Ref         string   `json:"ref"`
	Name        string   `json:"name"`
	BirthYear   string   `json:"birth_year"`
	Programme   string   `json:"programme"`
	Agency      string   `json:"agency"`
	Operator    string   `json:"operator"`
	Phase       string   `json:"phase"`
	Next        *next    `json:"next"` // null if nothing is open
	LastContact string   `json:"last_contact"`
	Score       int      `json:"score"`   // the sum of the weights of the reasons
	Reasons     []reason `json:"reasons"` // why the household stands where it does, the heaviest first
}

// next is the open date that comes first: computed by the programme, or set by a person.
type next struct {
	Label    string `json:"label"`
	Key      string `json:"key"` // rule and occurrence; empty if a person set the date
	Due      string `json:"due"`
	At       string `json:"at"`
	Who      string `json:"who"`
	DaysLate int    `json:"days_late"`
}

// reason is one reason of triage.
type reason struct {
	Code   string `json:"code"`
	Weight int    `json:"weight"`
	Days   int    `json:"days"`  // late by, due in, or since, as the code says
	Date   string `json:"date"`  // when it became or becomes due, or since when
	Key    string `json:"key"`   // rule and occurrence of a computed date; else empty
	Label  string `json:"label"` // what is due, the paper that waits for a signature, or why it is urgent; empty for the other reasons
}

// list prints the open cases in the order of the caseload: the most pressing first.
func (a *app) list(asJSON bool) error {
	a.warnSettings()
	v, err := a.unlock()
	if err != nil {
		return err
	}
	defer v.Close()
	var open []*model.Summary
	for _, s := range v.Summaries() {
		if s.Header.Closed.IsZero() {
			open = append(open, s)
		}
	}
	set, _ := programme.Load(a.config.ProgrammeDir) // what is wrong with the files is told by the program itself
	today := model.DateOf(a.now())
	outlooks := due.NewPlanner(set, due.DefaultScale()).Following(v.Case).Outlooks(open, v.Case, today)
	summaries := make(map[model.ID]*model.Summary, len(open))
	for _, s := range open {
		summaries[s.Case] = s
	}
	slices.SortFunc(outlooks, func(x, y *due.Outlook) int { return due.Compare(&x.Rank, &y.Rank) })
	var rows []listed
	for _, o := range outlooks {
		s := summaries[o.Case]
		p := set.Programme(s.Header.Programme)
		rows = append(rows, listed{s, o, &p})
	}
	if asJSON {
		return a.listJSON(rows, today)
	}
	a.listTable(rows, today, set)
	return nil
}

// listed is one household to print.
type listed struct {
	*model.Summary
	outlook   *due.Outlook
	programme *programme.Programme
}

func (a *app) listJSON(rows []listed, today model.Date) error {
	list := []entry{}
	for _, r := range rows {
		e := entry{ID: r.Case.String(), Ref: r.Case.Ref(), Name: r.Name, BirthYear: r.BirthYear, Programme: r.Header.Programme,
			Agency: r.Header.Agency, Operator: r.Header.Operator, Phase: r.Phase, LastContact: r.LastContact.String(),
			Score: r.outlook.Score, Reasons: []reason{}}
		if i, ok := r.outlook.Next(); ok {
			e.Next = &next{Label: a.teller(r).Label(i), Due: i.Due().String(), At: i.At().String(), DaysLate: late(i.Due(), today)}
			if i.Task != nil {
				e.Next.Who = i.Task.Who
			} else {
				e.Next.Key, e.Next.Who = i.Obligation.Key, i.Obligation.Rule.Who
			}
		}
		for _, x := range r.outlook.Reasons {
			e.Reasons = append(e.Reasons, a.reason(r, x))
		}
		list = append(list, e)
	}
	return a.toJSON(list)
}

func (a *app) teller(r listed) act.Teller { return act.Teller{L: a.l(), P: r.programme} }

func (a *app) reason(r listed, x due.Reason) reason {
	out := reason{Code: string(x.Code), Weight: x.Weight, Days: x.Days, Date: x.Date.String()}
	switch {
	case x.Obligation != nil:
		out.Key, out.Label = x.Obligation.Key, a.teller(r).Label(due.Item{Obligation: x.Obligation})
	case x.Task != nil:
		out.Label = x.Task.Label
	case x.Text != "":
		out.Label = x.Text
	case x.Pending != nil:
		out.Label = r.programme.Paper(x.Pending.Paper).Label(string(a.l().Lang))
	}
	return out
}

// late is since how many days a date has gone by; zero if it has not, or there is none.
func late(d, today model.Date) int {
	if d.IsZero() {
		return 0
	}
	return max(0, today.Sub(d))
}

// heaviest is the heaviest reason in words, else what the next date is called.
func (a *app) heaviest(r listed) string {
	if len(r.outlook.Reasons) > 0 {
		return a.teller(r).Reason(&r.outlook.Reasons[0], func(s string) string { return s })
	}
	if i, ok := r.outlook.Next(); ok {
		return a.teller(r).Label(i)
	}
	return ""
}

func (a *app) listTable(rows []listed, today model.Date, set *programme.Set) {
	if len(rows) == 0 {
		a.say(a.l().T("cli.list.empty"))
		return
	}
	lang := string(a.l().Lang)
	cells := [][]string{{a.l().T("cli.list.name"), a.l().T("cli.list.agency"), a.l().T("cli.list.programme"), a.l().T("cli.list.phase"),
		a.l().T("cli.list.next"), a.l().T("cli.list.why"), a.l().T("cli.list.contact")}}
	overdue := 0
	for _, r := range rows {
		name := r.Name
		if name == "" {
			name = r.Case.Ref()
		}
		if r.BirthYear != "" {
			name += " (" + r.BirthYear + ")"
		}
		i, ok := r.outlook.Next()
		when := ""
		if ok {
			when = a.due(i, today)
			overdue += min(1, late(i.Due(), today))
		}
		cells = append(cells, []string{name, set.Agency(r.Header.Agency).Short(lang), r.programme.Short(lang), r.programme.Phase(r.Phase).Short(lang),
			when, a.heaviest(r), a.l().DayMonth(r.LastContact)})
	}
	widths := make([]int, len(cells[0]))
	for _, r := range cells {
		for i, cell := range r {
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	for _, r := range cells {
		var b strings.Builder
		for i, cell := range r {
			b.WriteString(cell + strings.Repeat(" ", widths[i]-ansi.StringWidth(cell)+2))
		}
		a.say(strings.TrimRight(b.String(), " "))
	}
	a.say("")
	a.say(a.l().N("cli.list.count", len(rows)) + fmt.Sprintf(" · %s", a.l().N("cli.list.late", overdue)))
}

// due is the next date as the caseload says it: how late it is, or which day.
func (a *app) due(i due.Item, today model.Date) string {
	if late(i.Due(), today) > 0 {
		return "▲ " + a.l().Relative(i.Due(), today)
	}
	return strings.TrimSpace(a.l().ShortDay(i.Due(), today) + " " + a.l().Clock(i.At()))
}
