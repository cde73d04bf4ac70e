package handover

import (
	"strings"

	"seuil/ui/widget"
)

// View draws where the passing on stands, the text, and what was proposed before.
func (p *Page) View() string {
	if p.w == 0 {
		return ""
	}
	th, l := p.env.Theme, p.env.L
	head := p.route.Case.Ref()
	if p.c != nil {
		head = p.names.Title(p.route.Case, p.c.Name())
	}
	rows := []string{widget.Header(p.env, p.w, th.Muted.Render("‹ ")+th.Bold.Render(head)+th.Muted.Render("   "+l.T("handover.title"))), widget.Rule(p.env, p.w)}
	if p.c == nil {
		return strings.Join(append(rows, " "+th.Late.Render("▲ "+l.T("household.gone"))), "\n")
	}
	if p.choose != nil {
		return strings.Join(append(rows, p.choose.view(p)...), "\n")
	}
	p.lines = p.text()
	p.top = max(0, min(p.top, len(p.lines)-p.room()))
	return strings.Join(append(rows, p.lines[p.top:min(len(p.lines), p.top+p.room())]...), "\n")
}

// text is all of the page below its head.
func (p *Page) text() (lines []string) {
	pack := p.state(&lines)
	th := p.env.Theme
	for _, s := range pack {
		style := th.Text.Render
		if !strings.HasPrefix(s, "  ") {
			style = th.Title.Render
			lines = append(lines, "")
		}
		lines = p.wrapped(lines, p.names.Text(p.c.Members(), s), style)
	}
	return p.former(lines)
}

// state says where the passing on stands, and returns the text that goes with it.
func (p *Page) state(lines *[]string) []string {
	th, l := p.env.Theme, p.env.L
	say := func(style func(...string) string, key string, args ...any) {
		*lines = p.wrapped(*lines, l.T(key, args...), style)
	}
	if a, ok := p.c.Arrival(); ok {
		passage, _ := p.s.Case(a.Passage).Passage()
		if a.Waits() {
			say(th.Info.Render, "handover.arrived", "by", a.By, "date", l.Date(a.Proposed), "why", passage.Why)
			return strings.Split(passage.Pack, "\n")
		}
		say(th.Muted.Render, "handover.came", "by", a.By, "date", l.Date(a.Answered))
	}
	h, ok := p.c.Heard(p.s.Case)
	args := []any{"from", p.worker(h.From), "to", p.name(h), "date", l.Date(h.Proposed), "answered", l.Date(h.Answered), "why", h.Reason}
	switch head := p.c.Header(); {
	case !ok && !head.Closed.IsZero():
		say(th.Text.Render, "handover.closed_since", "date", l.Date(head.Closed))
		return p.pack(nil)
	case !ok:
		say(th.Text.Render, "handover.none", "lead", p.worker(p.c.Header().Lead))
		return p.pack(nil)
	case h.Open():
		say(th.Info.Render, "handover.waiting", args...)
	case h.Accepted:
		say(th.Done.Render, "handover.taken", args...)
	default:
		say(th.Late.Render, "handover.declined", args...)
	}
	if h.Pack == "" {
		return p.pack(nil)
	}
	return strings.Split(h.Pack, "\n")
}

// former are the proposals that were answered and noted, and the text with which the case came from elsewhere.
func (p *Page) former(lines []string) []string {
	th, l := p.env.Theme, p.env.L
	first := true
	for _, h := range p.c.Handovers() {
		if h.Open() {
			continue
		}
		if first {
			lines = append(lines, "", " "+th.Title.Render(l.T("handover.before")))
			first = false
		}
		key := "handover.was_refused"
		if h.Accepted {
			key = "handover.was_accepted"
		}
		lines = p.wrapped(lines, "  "+l.T(key, "from", p.worker(h.From), "to", p.name(h), "date", l.Date(h.Answered), "why", h.Reason), th.Muted.Render)
	}
	if a, ok := p.c.Arrival(); ok && !a.Waits() {
		if passage, ok := p.s.Case(a.Passage).Passage(); ok {
			lines = append(lines, "", " "+th.Title.Render(l.T("handover.came_with", "by", a.By)))
			for s := range strings.SplitSeq(passage.Pack, "\n") {
				lines = p.wrapped(lines, "  "+p.names.Text(p.c.Members(), s), th.Muted.Render)
			}
		}
	}
	return lines
}

// wrapped adds a text, indented as it is itself.
func (p *Page) wrapped(lines []string, s string, style func(...string) string) []string {
	text := strings.TrimLeft(s, " ")
	indent := strings.Repeat(" ", 1+len(s)-len(text))
	for i, line := range widget.WrapWords(text, p.w-len(indent)-3) {
		if i > 0 {
			line = "  " + line
		}
		lines = append(lines, indent+style(line))
	}
	return lines
}
