package cli

import (
	"seuil/model"
	"seuil/model/due"
)

// explained is a household in the output of why --json. As in list --json, names and meaning of the fields stay as they are in
// later versions; codes are those of the programme files, dates are 2026-11-23, no date is an empty string.
type explained struct {
	ID          string       `json:"id"`
	Ref         string       `json:"ref"`
	Name        string       `json:"name"`
	Programme   string       `json:"programme"`
	Phase       string       `json:"phase"`
	Obligations []obligation `json:"obligations"` // open ones first, late ones before all
	Tasks       []task       `json:"tasks"`       // dates that a person set
}

// obligation is one occurrence of a rule.
type obligation struct {
	Key        string `json:"key"` // rule and occurrence
	Rule       string `json:"rule"`
	Kind       string `json:"kind"`
	Source     string `json:"source"`
	State      string `json:"state"` // open, done, skipped
	Due        string `json:"due"`
	Computed   string `json:"computed"` // by the rule alone
	Postponed  bool   `json:"postponed"`
	Reason     string `json:"reason"`
	Closed     string `json:"closed"`
	ClosedBy   string `json:"closed_by"` // the fact that closed it; empty if a person's act did
	Anchor     string `json:"anchor"`
	AnchorDate string `json:"anchor_date"`
	DaysLate   int    `json:"days_late"`
	Why        []why  `json:"why"`
}

// why is one step of how a date came about; which of its values are set depends on its code.
type why struct {
	Code     string    `json:"code"`
	Name     string    `json:"name,omitempty"`
	Names    []string  `json:"names,omitempty"`
	Date     string    `json:"date,omitempty"`
	Until    string    `json:"until,omitempty"`
	Delay    string    `json:"delay,omitempty"`
	N        int       `json:"n,omitempty"`
	Holidays []holiday `json:"holidays,omitempty"`
	Text     string    `json:"text,omitempty"`
}

type holiday struct {
	Date string `json:"date"`
	Code string `json:"code"`
}

// task is a date that a person set.
type task struct {
	Label    string `json:"label"`
	Who      string `json:"who"`
	State    string `json:"state"` // open, done, skipped
	Due      string `json:"due"`
	At       string `json:"at"`
	Closed   string `json:"closed"`
	Reason   string `json:"reason"`
	DaysLate int    `json:"days_late"`
}

// The names of states in the output, which are the engine's.
const (
	stateOpen    = "open"
	stateDone    = "done"
	stateSkipped = "skipped"
)

func (a *app) whyJSON(s *model.Summary, list []due.Obligation, tasks []model.Task, today model.Date) error {
	e := explained{ID: s.Case.String(), Ref: s.Case.Ref(), Name: s.Name, Programme: s.Header.Programme, Phase: s.Phase,
		Obligations: []obligation{}, Tasks: []task{}}
	for i := range list {
		e.Obligations = append(e.Obligations, obligationOf(&list[i], today))
	}
	for _, t := range tasks {
		out := task{Label: t.Label, Who: t.Who, State: stateOpen, Due: t.Due.String(), At: t.At.String(), Reason: t.Reason}
		switch {
		case !t.Done.IsZero():
			out.State, out.Closed = stateDone, t.Done.String()
		case !t.Skipped.IsZero():
			out.State, out.Closed = stateSkipped, t.Skipped.String()
		case !t.Due.IsZero():
			out.DaysLate = max(0, today.Sub(t.Due))
		}
		e.Tasks = append(e.Tasks, out)
	}
	return a.toJSON(e)
}

func obligationOf(o *due.Obligation, today model.Date) obligation {
	states := map[due.State]string{due.Open: stateOpen, due.Done: stateDone, due.Skipped: stateSkipped}
	out := obligation{Key: o.Key, Rule: o.Rule.Code, Kind: o.Rule.Kind, Source: o.Rule.Source, State: states[o.State],
		Due: o.Due.String(), Computed: o.Computed.String(), Postponed: o.Postponed, Reason: o.Reason(), Closed: o.Closed.String(), ClosedBy: o.By,
		Anchor: o.Anchor, AnchorDate: o.AnchorDate.String(), DaysLate: o.Late(today), Why: []why{}}
	for _, x := range due.Explain(*o) {
		w := why{Code: string(x.Code), Name: x.Name, Names: x.Names, Date: x.Date.String(), Until: x.Until.String(), Delay: x.Delay.String(), N: x.N, Text: x.Text}
		for _, h := range x.Holidays {
			w.Holidays = append(w.Holidays, holiday{h.Date.String(), h.Code})
		}
		out.Why = append(out.Why, w)
	}
	return out
}
