package cli

import (
	"seuil/model"
	"seuil/model/due"
	"seuil/model/programme"
	"seuil/store"
	"seuil/ui/act"
)

// move is one date of a household that another programme would move. A date that is not there, before or after, is zero.
type move struct {
	summary  *model.Summary
	from, to model.Date
}

// moves are those of one rule.
type moves struct {
	code string
	list []move
}

// effect says for how many open cases which dates would move. Only what waits for a person counts: what is done stays as it is.
func (a *app) effect(v *store.Vault, used, fresh *programme.Programme) {
	today := model.DateOf(a.now())
	before, after := due.NewEngine(used), due.NewEngine(fresh)
	var rules []moves
	cases, touched, late, willBeLate := 0, 0, 0, 0
	for _, s := range v.Summaries() {
		if s.Header.Programme != fresh.Code || !s.Header.Closed.IsZero() {
			continue
		}
		cases++
		c := v.Case(s.Case)
		was, will := before.Compute(c, today), after.Compute(c, today)
		late += countLate(was, today)
		willBeLate += countLate(will, today)
		if n := collect(&rules, s, was, will); n > 0 {
			touched++
		}
	}
	a.say(a.l().N("cli.programme_check.touched", touched, "of", a.l().N("cli.programme_check.open", cases)))
	t := act.Teller{L: a.l(), P: fresh}
	for _, r := range rules {
		name := t.RuleName(r.code)
		if name == r.code { // gone with the new file
			name = act.Teller{L: a.l(), P: used}.RuleName(r.code)
		}
		a.say("")
		a.say(a.l().N("cli.programme_check.moved", len(r.list), "name", name))
		for _, m := range r.list {
			a.say("  " + a.named(m.summary) + " · " + a.moved(m))
		}
	}
	if late != willBeLate {
		a.say("")
		a.say(a.l().T("cli.programme_check.late", "from", late, "to", willBeLate))
	}
}

func (a *app) moved(m move) string {
	switch {
	case m.from.IsZero():
		return a.l().T("cli.programme_check.appears", "to", a.l().ShortDayYear(m.to))
	case m.to.IsZero():
		return a.l().T("cli.programme_check.disappears", "from", a.l().ShortDayYear(m.from))
	}
	return a.l().ShortDayYear(m.from) + " → " + a.l().ShortDayYear(m.to)
}

func countLate(list []due.Obligation, today model.Date) (n int) {
	for i := range list {
		if list[i].Late(today) > 0 {
			n++
		}
	}
	return n
}

// collect adds the dates of a household that differ, by rule, and returns how many they are.
func collect(rules *[]moves, s *model.Summary, was, will []due.Obligation) (n int) {
	find := func(list []due.Obligation, key string) model.Date {
		for i := range list {
			if list[i].Key == key && list[i].State == due.Open {
				return list[i].Due
			}
		}
		return 0
	}
	note := func(code string, m move) {
		if m.from == m.to {
			return
		}
		n++
		for i := range *rules {
			if (*rules)[i].code == code {
				(*rules)[i].list = append((*rules)[i].list, m)
				return
			}
		}
		*rules = append(*rules, moves{code, []move{m}})
	}
	for i := range was {
		if o := &was[i]; o.State == due.Open {
			note(o.Rule.Code, move{s, o.Due, find(will, o.Key)})
		}
	}
	for i := range will {
		if o := &will[i]; o.State == due.Open && find(was, o.Key) == 0 {
			note(o.Rule.Code, move{s, 0, o.Due})
		}
	}
	return n
}
