package note

import (
	"strings"

	"seuil/model"
	"seuil/ui/widget"
)

// side is what is good to have under one's eyes while writing: the contact before, what is open, what the text suggests.
func (p *Page) side(w, h int) []string {
	offers := p.sideOffers(w)
	room := h - len(offers)
	lines := p.sideTasks(w, max(2, room/2))
	lines = append(p.sideLast(w, max(2, room-len(lines))), lines...)
	lines = append(lines, offers...)
	if len(lines) > h {
		lines = lines[:max(0, h)]
	}
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return lines
}

func (p *Page) sideHead(s string, w int) string { return p.env.Theme.Title.Render(widget.Cut(s, w)) }

// sideLast is the contact before this one, in at most h lines.
func (p *Page) sideLast(w, h int) []string {
	l, th := p.env.L, p.env.Theme
	k := p.last()
	if k == nil {
		return []string{p.sideHead(l.T("note.side.first"), w), ""}
	}
	title := l.T("note.side.last", "kind", l.T("contact.short."+string(k.Kind)), "date", l.ShortDay(k.Date, p.today()))
	if k.Private {
		title += " · " + l.T("note.me")
	}
	lines := []string{p.sideHead(title, w)}
	for _, s := range []string{k.Subject, k.Facts, k.Words, k.Appraisal, k.Shareable} {
		for _, para := range strings.Split(s, "\n") {
			for _, line := range widget.Lines(p.shown(para), w, max(0, h-1-len(lines))) {
				lines = append(lines, th.Text.Render(line))
			}
		}
	}
	return append(lines, "")
}

// sideTasks are the open tasks, in at most h lines.
func (p *Page) sideTasks(w, h int) []string {
	l, th, today := p.env.L, p.env.Theme, p.today()
	var open []model.Task
	for _, t := range p.tasks {
		if t.Open() {
			open = append(open, t)
		}
	}
	if len(open) == 0 {
		return []string{p.sideHead(l.T("note.side.no_tasks"), w), ""}
	}
	lines := []string{p.sideHead(l.N("note.side.tasks", len(open)), w)}
	for i, t := range open {
		if len(lines) == h-2 && i < len(open)-1 {
			lines = append(lines, th.Muted.Render(l.N("note.side.others", len(open)-i)))
			break
		}
		symbol, style := "○", th.Text
		switch {
		case !t.Due.IsZero() && t.Due < today:
			symbol, style = "▲", th.Late
		case t.Due == today:
			symbol, style = "■", th.Urgent
		}
		when := l.T("note.no_date")
		if !t.Due.IsZero() {
			when = l.Relative(t.Due, today)
		}
		s := symbol + " " + widget.Pad(when, 12) + " " + p.byWhom(t) + p.shown(t.Label)
		lines = append(lines, style.Render(widget.Cut(s, w)))
	}
	return append(lines, "")
}

// sideOffers are the dates and actions found in the text.
func (p *Page) sideOffers(w int) []string {
	if len(p.offers) == 0 || p.state == quick {
		return nil
	}
	l, th := p.env.L, p.env.Theme
	lines := []string{p.sideHead(l.T("note.side.spotted"), w)}
	for i, o := range p.offers {
		if i == 4 {
			lines = append(lines, th.Muted.Render(l.N("note.side.others", len(p.offers)-i)))
			break
		}
		lines = append(lines, th.Info.Render(widget.Cut("● "+p.when(o), w)),
			th.Text.Render(widget.Cut("  "+p.byWhom(o.task)+p.shown(o.task.Label), w)))
	}
	return append(lines, widget.KeyHint(p.env, l.KeyName("ctrl+e"), l.N("note.offer.key", len(p.offers))))
}
