package act

import (
	"strconv"

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
	r.paragraphs = append(r.paragraphs, l.T("rank.order"), l.T("rank.kinds", "legal", scale.Kinds["legal"], "funder", scale.Kinds["funder"],
		"programme", scale.Kinds["programme"], "rule", scale.Kinds["rule"], "task", scale.Task), l.T("rank.same"))
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
	n := strconv.Itoa
	switch r.Code {
	case due.ReasonLate:
		return t.L.T("rank.weight.late", "base", t.L.Number(s.Late), "day", n(s.LateDay), "most", n(s.LateDays))
	case due.ReasonMeasureEnd:
		return t.L.T("rank.weight.measure_end", "base", n(s.MeasureEnd), "near", n(s.DueNear), "days", n(s.DueDays), "within", n(s.Measure))
	case due.ReasonDueSoon:
		return t.L.T("rank.weight.due_soon", "base", n(s.DueSoon), "near", n(s.DueNear), "days", n(s.DueDays), "most", n(s.DueMost))
	case due.ReasonNeverReached:
		return t.L.T("rank.weight.never_reached", "base", n(s.Never), "days", n(s.NeverDays), "day", n(s.OverDay), "most", n(s.OverDays))
	case due.ReasonNoContact:
		return t.L.T("rank.weight.no_contact", "base", n(s.NoContact), "day", n(s.OverDay), "most", n(s.OverDays))
	}
	return t.L.T("rank.weight.signature", "base", n(s.Signature), "days", n(s.SignDays))
}
