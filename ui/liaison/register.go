package liaison

import (
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"seuil/model"
	"seuil/ui/widget"
)

// paper is text in paragraphs, as it is written line by line.
type paper struct {
	p    *Page
	rows []string
}

// say adds a paragraph that begins so many cells further right.
func (k *paper) say(style *lipgloss.Style, indent int, s string) {
	for i, line := range widget.WrapWords(s, k.p.w-indent-4) {
		k.rows = append(k.rows, strings.Repeat(" ", 1+indent+2*min(i, 1))+style.Render(line))
	}
}

// section adds a heading and, for none of its things, a sentence.
func (k *paper) section(key string, n int, none string) {
	th, l := k.p.env.Theme, k.p.env.L
	k.rows = append(k.rows, "")
	k.say(&th.Title, 0, l.T(key))
	if n == 0 {
		k.say(&th.Muted, 0, l.T(none))
	}
}

// replies adds the landlord's answers.
func (k *paper) replies(list []model.Reply) {
	p, l := k.p, k.p.env.L
	for _, r := range list {
		who := l.T("liaison.reply_line", "date", l.Date(r.On), "sort", l.T("liaison.sort."+r.Sort), "who", r.By)
		k.say(&p.env.Theme.Text, 0, who+" "+p.names.Text(p.c.Members(), r.Text))
	}
}

// inView is the part of the lines that is in view.
func (p *Page) inView(rows []string) []string {
	p.lines = rows
	p.top = max(0, min(p.top, len(rows)-p.room(registerTop)))
	return rows[p.top:min(len(rows), p.top+p.room(registerTop))]
}

// register is what came and what left, newest first, then the consents; on the landlord's side, what was told and answered.
func (p *Page) register() []string {
	if head, ok := p.c.Liaison(); ok {
		return p.answers(head)
	}
	th, l, k := p.env.Theme, p.env.L, &paper{p: p}
	stale := len(p.stale()) > 0
	if stale {
		k.say(&th.Late, 0, "▲ "+l.T("liaison.stale"))
	}
	replies := p.replies()
	k.section("liaison.replies", len(replies), "liaison.no_reply")
	k.replies(replies)
	left := p.c.Disclosures()
	k.section("liaison.register", len(left), "liaison.nothing_left")
	for _, d := range left {
		k.say(&th.Text, 0, l.T("liaison.left_line", "date", l.Date(d.On), "who", d.To, "purpose", l.T("liaison.purpose."+d.Purpose)))
		k.say(&th.Muted, 2, p.fieldWords(d)+" "+l.T("liaison.digest", "digest", strings.ToValidUTF8(d.Digest[:min(16, len(d.Digest))], "")))
		if d.Undone {
			k.say(&th.Late, 2, "▲ "+l.T("liaison.undone"))
		}
		for _, day := range p.retracted(d) {
			what := "▲ " + l.T("liaison.retracted", "date", l.Date(day))
			if !stale {
				what += " " + l.T("liaison.erased_next")
			}
			k.say(&th.Late, 2, what)
		}
	}
	consents := p.c.Consents()
	k.section("liaison.consents", len(consents), "liaison.no_consents")
	for _, c := range consents {
		style := &th.Text
		if !c.Holds(p.today()) {
			style = &th.Muted
		}
		k.say(style, 0, l.T("liaison.purpose."+c.Purpose)+" · "+p.consentWords(c))
	}
	return k.rows
}

// answers is, on the landlord's side, who told it, the meetings to come, the synthèses, and what was answered.
func (p *Page) answers(head model.Liaison) []string {
	th, l, k := p.env.Theme, p.env.L, &paper{p: p}
	k.say(&th.Bold, 0, l.T("liaison.told_by", "worker", head.Worker, "association", head.Association))
	k.say(&th.Muted, 0, l.T("liaison.theirs_help"))
	meetings := slices.DeleteFunc(p.c.Meetings(), func(m model.Meeting) bool { return m.On < p.today() })
	k.section("liaison.meetings", len(meetings), "liaison.no_meeting")
	for _, m := range meetings {
		k.say(&th.Text, 0, p.when(m.On, m.At))
	}
	told := p.c.Contacts()
	k.section("liaison.summaries", len(told), "liaison.no_summary")
	for _, c := range told {
		k.say(&th.Text, 0, l.T("liaison.value", "label", l.Date(c.Date), "value", p.names.Text(p.c.Members(), strings.Join(strings.Fields(c.Shareable), " "))))
	}
	replies := p.c.Replies()
	k.section("liaison.my_replies", len(replies), "liaison.not_answered")
	k.replies(replies)
	return k.rows
}

// replies are the landlord's answers, those of all landlords that were told something.
func (p *Page) replies() (replies []model.Reply) {
	for _, link := range p.c.Links() {
		replies = append(replies, p.s.Case(link.Case).Replies()...)
	}
	slices.SortStableFunc(replies, func(a, b model.Reply) int { return int(b.On - a.On) })
	return replies
}
