package act

import (
	"seuil/model"
	"seuil/model/due"
	"seuil/ui/nav"
)

// WhyRank tells why a case stands where it does in the caseload: the sum, every reason with its weight and what that weight is
// made of, and how each date came about. There is nothing else in the order.
func (d *Desk) WhyRank(id model.ID) nav.Dialog {
	l := d.Env.L
	r := &reading{env: d.Env, title: l.T("rank.title", "who", d.title([]model.ID{id}))}
	o := d.Session.Outlook(id)
	if o == nil {
		r.paragraphs = []string{l.T("rank.computing")}
		return r
	}
	r.paragraphs = []string{d.sum(o)}
	c := d.Session.Case(id)
	p := d.Set.Programme(c.Header().Programme)
	t, scale := Teller{L: l, P: &p}, due.DefaultScale()
	mask := func(s string) string { return d.Names.Text(c.Members(), s) }
	for i := range o.Reasons {
		x := &o.Reasons[i]
		r.heads = append(r.heads, len(r.paragraphs))
		r.paragraphs = append(r.paragraphs, l.N("rank.reason", x.Weight, "points", l.Number(x.Weight), "why", t.Reason(x, mask)), t.Weight(x, &scale))
		switch {
		case x.Obligation != nil:
			r.paragraphs = append(r.paragraphs, d.whyComputed(Target{Case: id, Key: x.Obligation.Key})...)
		case x.Task != nil:
			r.paragraphs = append(r.paragraphs, d.whySet(Target{Case: id, Task: x.Task.ID})...)
		default:
			r.paragraphs = append(r.paragraphs, l.T("rank.since", "date", l.ShortDayYear(x.Date)))
		}
	}
	r.heads = append(r.heads, len(r.paragraphs))
	r.paragraphs = append(r.paragraphs, l.T("rank.order"), l.T("rank.same"))
	return r
}

// sum is the score of a case as the sum of its reasons: "1 034 + 40 = 1 074 points".
func (d *Desk) sum(o *due.Outlook) string {
	l := d.Env.L
	if len(o.Reasons) == 0 {
		return l.T("rank.nothing")
	}
	terms := ""
	for i := range o.Reasons {
		if i > 0 {
			terms += " + "
		}
		terms += l.Number(o.Reasons[i].Weight)
	}
	if len(o.Reasons) == 1 {
		return l.N("rank.one", o.Score, "points", terms)
	}
	return l.T("rank.sum", "terms", terms, "points", l.Number(o.Score))
}

// Weight is what the weight of a reason is made of, by the scale that it was weighed with.
func (t Teller) Weight(r *due.Reason, s *due.Scale) string {
	n := t.L.Number
	base, over, extra := s.Parts(r)
	text := t.L.T("rank.weight."+string(r.Code), "base", n(base), "over", n(over), "extra", n(extra), "kind", t.weighed(r),
		"late_day", n(s.LateDay), "late_days", n(s.LateDays), "near", n(s.DueNear), "days", n(s.DueDays), "within", n(s.Measure),
		"never_days", n(s.NeverDays), "over_day", n(s.OverDay), "over_days", n(s.OverDays), "sign_days", n(s.SignDays))
	if r.Weight < base+over+extra {
		text += t.L.T("rank.bounded", "n", n(r.Weight))
	}
	return text
}

// weighed is that for which what is due weighs more or less: who asks for it, or its rule.
func (t Teller) weighed(r *due.Reason) string {
	switch {
	case r.Obligation == nil:
		return t.L.T("rank.kind.task")
	case r.Obligation.Rule.Weight > 0:
		return t.L.T("rank.kind.own")
	}
	return t.L.T("rank.kind." + r.Obligation.Rule.Kind)
}
