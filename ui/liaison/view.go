package liaison

import (
	"strings"

	"charm.land/lipgloss/v2"

	"seuil/ui/widget"
)

// First lines of what is below the head: two lines of header and rule, then what a state says first.
const (
	registerTop = 2
	formTop     = 4
	listTop     = 6
)

// View draws the register, what is chosen, the values that leave, or a form.
func (p *Page) View() string {
	if p.w == 0 {
		return ""
	}
	rows := []string{p.header(), widget.Rule(p.env, p.w)}
	switch {
	case p.c == nil:
		rows = append(rows, "", p.line(&p.env.Theme.Late, "▲ "+p.env.L.T("household.gone")))
	case p.form != nil:
		rows = append(rows, p.line(&p.env.Theme.Title, p.form.title), widget.Rule(p.env, p.w), p.form.View())
	case p.tell != nil:
		rows = append(rows, p.telling()...)
	default:
		rows = append(rows, p.inView(p.register())...)
	}
	return strings.Join(rows, "\n")
}

func (p *Page) header() string {
	th, l := p.env.Theme, p.env.L
	name, title := p.route.Case.Ref(), "liaison.title"
	if p.theirs() {
		title = "liaison.title_theirs"
	}
	if p.c != nil {
		name = p.names.Title(p.route.Case, p.c.Name())
	}
	return widget.Header(p.env, p.w, th.Muted.Render("‹ ")+th.Bold.Render(name)+th.Muted.Render("   "+l.T(title)))
}

// line is one line of text, cut where the page ends.
func (p *Page) line(style *lipgloss.Style, s string) string {
	return " " + style.Render(widget.Cut(s, p.w-2))
}

// telling draws the four lines that say whom, what for and on what, then what can be chosen, or every value.
func (p *Page) telling() []string {
	th, l, t := p.env.Theme, p.env.L, p.tell
	basis := l.T("liaison.no_consent")
	if !t.consent.ID.IsZero() {
		basis = p.consentWords(t.consent)
	}
	title := l.N("liaison.choose_title", t.ticked())
	if t.shown {
		title = l.N("liaison.shown_title", len(t.x.Told))
	}
	rows := []string{
		p.line(&th.Title, l.T("liaison.to", "who", t.to.Card.Name, "landlord", t.to.Card.Association, "purpose", l.T("liaison.purpose."+t.purpose))),
		p.line(&th.Muted, basis), p.line(&th.Bold, title), widget.Rule(p.env, p.w),
	}
	return append(rows, p.list()...)
}

// list draws the part of the list that is in view, around what is selected. A value stands there whole, on as many lines as it takes.
func (p *Page) list() []string {
	t := p.tell
	draw := p.drawChoice
	if t.shown {
		draw = p.drawTold
	}
	var lines []string
	t.lines = t.lines[:0]
	from, to := 0, 0
	for i := range t.count() {
		block := draw(i, i == t.at)
		if i == t.at {
			from, to = len(lines), len(lines)+len(block)
		}
		for _, line := range block {
			lines, t.lines = append(lines, line), append(t.lines, i)
		}
	}
	h := p.room(listTop)
	t.top = max(0, min(max(t.top, to-h), from, len(lines)))
	return lines[t.top:min(len(lines), t.top+h)]
}

func (t *telling) ticked() (n int) {
	for _, c := range t.choices {
		if c.ticked {
			n++
		}
	}
	return n
}

// drawChoice is a topic or a note: whether it is ticked, and why it cannot be.
func (p *Page) drawChoice(i int, selected bool) []string {
	th, l, c := p.env.Theme, p.env.L, p.tell.choices[i]
	what, mark, style, side := "", "[ ] ", &th.Text, ""
	switch {
	case c.meeting.IsZero() && c.note.IsZero():
		what = l.T("liaison.topic." + c.name)
	case !c.note.IsZero():
		what = l.T("liaison.note", "date", l.DayMonth(c.on), "text", strings.ReplaceAll(c.text, "\n", " "))
	default:
		what, side = l.T("liaison.meeting", "date", p.when(c.on, c.at), "text", c.text), l.T("liaison.date_only")
	}
	switch {
	case c.unread:
		mark, style, side = "  ◊ ", &th.Muted, l.T("liaison.not_read")
	case c.barred:
		mark, style, side = "  ◊ ", &th.Muted, l.T("liaison.needs_consent")
	case c.ticked:
		mark = "[√] "
	}
	if !c.barred && (c.topic.amber() || !c.note.IsZero()) {
		side = l.T("liaison.agreed")
	}
	return []string{p.row(selected, style, mark+what, side)}
}

// drawTold is one value exactly as it leaves, with what it is.
func (p *Page) drawTold(i int, selected bool) (block []string) {
	th, l, v := p.env.Theme, p.env.L, p.tell.x.Told[i]
	style, side := &th.Text, ""
	if selected {
		style = &th.Selected
	}
	if v.Known {
		side = l.T("liaison.known")
	}
	for j, line := range widget.WrapWords(l.T("liaison.value", "label", p.label(v.FieldRef), "value", p.words(v)), p.w-20) {
		if j > 0 {
			line, side = "  "+line, ""
		}
		block = append(block, p.row(selected && j == 0, style, line, side))
	}
	return block
}

// row is a line of a list.
func (p *Page) row(selected bool, style *lipgloss.Style, left, right string) string {
	mark := "  "
	if selected {
		mark, style = "► ", &p.env.Theme.Selected
	}
	room := p.w - 1
	if right != "" {
		left = widget.Cut(left, room-2-2-lipgloss.Width(right))
	}
	return style.Render(widget.Sides(mark+widget.Cut(left, room-2), right, room)) + " "
}
