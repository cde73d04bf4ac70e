package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/model/programme"
)

// entry is one household in the output of list --json. Names and meaning of its fields stay as they are in later versions;
// codes are those of the programme files, dates are 2026-11-23, nothing is left out.
type entry struct {
	ID          string `json:"id"`
	Ref         string `json:"ref"`
	Name        string `json:"name"`
	BirthYear   string `json:"birth_year"`
	Programme   string `json:"programme"`
	Agency      string `json:"agency"`
	Operator    string `json:"operator"`
	Phase       string `json:"phase"`
	Next        *next  `json:"next"` // null if there is no date
	LastContact string `json:"last_contact"`
}

// next is the open task with the earliest date.
type next struct {
	Label    string `json:"label"`
	Due      string `json:"due"`
	At       string `json:"at"`
	Who      string `json:"who"`
	DaysLate int    `json:"days_late"`
}

// list prints the open cases in the order of the caseload.
func (a *app) list(asJSON bool) error {
	a.warnSettings()
	v, err := a.unlock()
	if err != nil {
		return err
	}
	defer v.Close()
	var open []model.Summary
	for _, s := range v.Summaries() {
		if s.Header.Closed.IsZero() {
			open = append(open, *s)
		}
	}
	slices.SortFunc(open, model.BySoonest)
	today := model.DateOf(a.now())
	if asJSON {
		return a.listJSON(open, today)
	}
	set, _ := programme.Load(a.config.ProgrammeDir) // what is wrong with the files is told by the program itself
	a.listTable(open, today, set)
	return nil
}

func (a *app) listJSON(open []model.Summary, today model.Date) error {
	list := []entry{}
	for _, s := range open {
		e := entry{ID: s.Case.String(), Ref: s.Case.Ref(), Name: s.Name, BirthYear: s.BirthYear, Programme: s.Header.Programme,
			Agency: s.Header.Agency, Operator: s.Header.Operator, Phase: s.Phase, LastContact: s.LastContact.String()}
		if s.Next.Label != "" {
			e.Next = &next{Label: s.Next.Label, Due: s.Next.Due.String(), At: s.Next.At.String(), Who: s.Next.Who, DaysLate: s.Late(today)}
		}
		list = append(list, e)
	}
	out := json.NewEncoder(a.stdout)
	out.SetIndent("", "  ")
	return out.Encode(list)
}

func (a *app) listTable(open []model.Summary, today model.Date, set *programme.Set) {
	if len(open) == 0 {
		a.say(a.l().T("cli.list.empty"))
		return
	}
	lang := string(a.l().Lang)
	rows := [][]string{{a.l().T("cli.list.name"), a.l().T("cli.list.agency"), a.l().T("cli.list.programme"), a.l().T("cli.list.phase"),
		a.l().T("cli.list.next"), "", a.l().T("cli.list.contact")}}
	for _, s := range open {
		name := s.Name
		if name == "" {
			name = s.Case.Ref()
		}
		if s.BirthYear != "" {
			name += " (" + s.BirthYear + ")"
		}
		p := set.Programme(s.Header.Programme)
		rows = append(rows, []string{name, set.Agency(s.Header.Agency).Short(lang), p.Short(lang), p.Phase(s.Phase).Short(lang),
			a.due(s, today), s.Next.Label, a.l().DayMonth(s.LastContact)})
	}
	widths := make([]int, len(rows[0]))
	for _, r := range rows {
		for i, cell := range r {
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	for _, r := range rows {
		var b strings.Builder
		for i, cell := range r {
			b.WriteString(cell + strings.Repeat(" ", widths[i]-ansi.StringWidth(cell)+2))
		}
		a.say(strings.TrimRight(b.String(), " "))
	}
	a.say("")
	late := 0
	for _, s := range open {
		if s.Late(today) > 0 {
			late++
		}
	}
	a.say(a.l().N("cli.list.count", len(open)) + fmt.Sprintf(" · %s", a.l().N("cli.list.late", late)))
}

// due is the next date as the caseload says it: how late it is, or which day.
func (a *app) due(s model.Summary, today model.Date) string {
	if s.Late(today) > 0 {
		return "▲ " + a.l().Relative(s.Next.Due, today)
	}
	return strings.TrimSpace(a.l().ShortDay(s.Next.Due, today) + " " + a.l().Clock(s.Next.At))
}
