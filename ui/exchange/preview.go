package exchange

import (
	"slices"

	"charm.land/lipgloss/v2"

	"seuil/model"
	"seuil/store"
	"seuil/ui/widget"
)

// preview is what a bundle would change, before anything is written.
type preview struct {
	p    *Page
	in   *store.Incoming
	file string
	scroller
	w int
}

func newPreview(p *Page, in *store.Incoming, file string) *preview {
	return &preview{p: p, in: in, file: file}
}

func (v *preview) load() { v.layout(v.w, v.h) }

func (v *preview) layout(w, h int) {
	v.w, v.h = w, h
	v.set(slices.Concat(v.head(), v.orders(), v.body()))
}

// wrapped is a text on lines of a page, in a style.
func (v *preview) wrapped(style lipgloss.Style, mark, s string) (lines []string) {
	for i, line := range widget.WrapWords(s, min(v.w-4, 110)) {
		if i > 0 {
			mark = "  "
		}
		lines = append(lines, " "+style.Render(mark+line))
	}
	return lines
}

// head says who made the bundle, whether that is known, and what it would change in all.
func (v *preview) head() (lines []string) {
	p, in, th, l := v.p, v.in, v.p.env.Theme, v.p.env.L
	lines = append(lines, " "+th.Title.Render(widget.Cut(l.T("exchange.preview.title", "file", v.file), v.w-2)))
	card := in.From.Card
	lines = append(lines, v.wrapped(th.Bold, "", l.T("exchange.preview.from", "name", card.Name, "association", card.Association))...)
	if in.From.Verified {
		lines = append(lines, v.wrapped(th.Done, "√ ", l.T("exchange.preview.verified", "date", l.LongDate(in.From.On)))...)
	} else {
		lines = append(lines, v.wrapped(th.Late, "▲ ", l.T("exchange.preview.unverified"))...)
	}
	if in.Words {
		lines = append(lines, v.wrapped(th.Info, "● ", l.T("exchange.words.opened"))...)
	}
	if in.Parts > 1 {
		lines = append(lines, v.wrapped(th.Text, "● ", l.T("exchange.preview.part", "n", in.Part, "of", in.Parts))...)
	}
	switch {
	case in.Undone():
		return append(lines, v.wrapped(th.Info, "● ", l.T("exchange.preview.undone"))...)
	case in.Already:
		return append(lines, v.wrapped(th.Info, "● ", l.T("exchange.preview.already"))...)
	}
	switch {
	case in.Changes == 0 && len(in.Orders) > 0: // told below
	case in.Changes == 0:
		lines = append(lines, v.wrapped(th.Info, "● ", l.T("exchange.preview.nothing"))...)
	default:
		sum := joined(" · ", p.count("exchange.preview.cases", v.households()), p.count("exchange.preview.new", v.newHouseholds()), p.count("exchange.preview.notes", in.Notes),
			p.count("exchange.preview.ticks", in.Ticks), p.count("exchange.preview.changes", in.Changes))
		lines = append(lines, v.wrapped(th.Text, "● ", sum)...)
	}
	for _, s := range p.handed(in, false) {
		lines = append(lines, v.wrapped(th.Info, "● ", s)...)
	}
	revoked := 0
	for _, a := range in.Aside {
		if a.Reason == store.ReasonRevoked {
			revoked++
		}
	}
	for _, odd := range []struct {
		key string
		n   int
	}{{"exchange.preview.removed", in.Removed}, {"exchange.preview.clashes", in.Clashes}, {"exchange.preview.aside", len(in.Aside) - revoked}, {"exchange.preview.revoked", revoked},
		{"exchange.preview.withdrawn", in.Withdrawn}, {"exchange.preview.returned", in.Returned}, {"exchange.preview.doubtful", total(in.Doubtful)},
		{"exchange.preview.forked", total(in.Forked)}, {"exchange.preview.later", in.Later}, {"erasure.kept_out", in.Erased}} {
		if odd.n > 0 {
			lines = append(lines, v.wrapped(th.Late, "▲ ", l.N(odd.key, odd.n))...)
		}
	}
	if !in.Complete {
		lines = append(lines, v.wrapped(th.Late, "▲ ", l.T("exchange.preview.incomplete"))...)
	}
	if in.Asks {
		lines = append(lines, v.wrapped(th.Muted, "● ", l.T("exchange.preview.asks"))...)
	}
	return lines
}

func total(counts map[model.ID]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

// count is a number of things in words; nothing for none.
func (p *Page) count(key string, n int) string {
	if n == 0 {
		return ""
	}
	return p.env.L.N(key, n)
}

// households are how many cases of the team change.
func (v *preview) households() (n int) {
	for _, c := range v.in.Cases {
		if c.Household() {
			n++
		}
	}
	return n
}

func (v *preview) newHouseholds() (n int) {
	for _, c := range v.in.Cases {
		if c.Before == nil && c.Household() {
			n++
		}
	}
	return n
}

// Limits of what is told of one bundle: the preview of ten thousand cases is looked at, not read.
const (
	mostCases  = 200
	mostFields = 12

	byWidth = 42 // cells for who wrote a value and when, where there is room for it
)

// orders tells what others ordered to erase, and what that would cost here.
func (v *preview) orders() (lines []string) {
	p, th, l := v.p, v.p.env.Theme, v.p.env.L
	for _, o := range v.in.Orders {
		lines = append(lines, "")
		lines = append(lines, v.wrapped(th.Urgent, "■ ", p.erasureLine(o.Erasure))...)
		lines = append(lines, v.wrapped(th.Text, "  ", p.lossLine(o.Loss))...)
	}
	if len(lines) > 0 {
		lines = append(lines, v.wrapped(th.Muted, "  ", l.T("erasure.choice"))...)
	}
	return lines
}

// body tells, case by case, each value that changes, then what is set aside.
func (v *preview) body() (lines []string) {
	p, th, l := v.p, v.p.env.Theme, v.p.env.L
	if v.in.Already {
		return nil
	}
	for i, n := range v.in.Cases {
		if i == mostCases {
			lines = append(lines, "", " "+th.Muted.Render(l.N("exchange.preview.more_cases", len(v.in.Cases)-i)))
			break
		}
		if n.Silent() {
			continue // what is set aside is told below
		}
		title := th.Bold.Render(p.title(n.Named()))
		if n.Before == nil {
			title += th.Done.Render("  + " + l.T("exchange.preview.new_case"))
		}
		lines = append(lines, "", widget.Cut(" "+title, v.w-1))
		if n.Case == model.RegistryID {
			lines = append(lines, "   "+th.Muted.Render(l.N("exchange.preview.registry", n.Changes-n.Aside)))
			continue
		}
		fields := v.fields(n)
		if len(fields) == 0 {
			fields = []string{"   " + th.Muted.Render(l.T("exchange.preview.history_only"))}
		}
		lines = append(lines, fields...)
	}
	for i, a := range v.in.Aside {
		if i == 0 {
			lines = append(lines, "", " "+th.Title.Render(l.T("exchange.preview.set_aside")))
		}
		if i == mostCases {
			lines = append(lines, "   "+th.Muted.Render(l.N("exchange.preview.more", len(v.in.Aside)-i)))
			break
		}
		lines = append(lines, "   "+widget.Cut(th.Text.Render(p.asideName(a))+th.Late.Render("  "+l.T("exchange.aside.short."+string(a.Reason))), v.w-4))
	}
	return lines
}

// fields are the values of a case that change: a new note by its date, another value by what it was and what it becomes.
func (v *preview) fields(n store.CaseNews) (lines []string) {
	p, th, l := v.p, v.p.env.Theme, v.p.env.L
	told, left := make(map[model.ID]bool), 0
	for _, f := range n.Fields() {
		if f.New && told[f.Record] || f.Kind == model.KindCompanion || f.Kind == model.KindSeen {
			continue
		}
		if len(lines) >= mostFields {
			left++
			continue
		}
		r := n.After.Record(f.Kind, f.Record)
		what := joined(" · ", p.kindName(f.Kind), p.recordName(n.After, r))
		by := widget.Cut(l.T("exchange.settle.by", "who", p.author(f.Device), "when", p.stamp(f.At)), byWidth)
		mark, style, text := "~ ", th.Text, ""
		switch {
		case f.New:
			told[f.Record] = true
			mark, style, text = "+ ", th.Done, what
		case f.Field == model.FieldDeleted && f.To != "" && !f.Conflict:
			mark, style, text = "– ", th.Late, l.T("exchange.preview.goes", "what", what)
		case f.Field == model.FieldDeleted && !f.Conflict:
			mark, style, text = "+ ", th.Done, l.T("exchange.preview.back", "what", what)
		case f.Conflict:
			mark, style = "▲ ", th.Late
			fallthrough
		case f.Field != model.FieldDeleted:
			text = l.T("exchange.preview.field", "what", what, "field", p.fieldName(f.Kind, f.Field),
				"from", excerpt(p.value(n.After, f.Kind, f.Field, f.From)), "to", excerpt(p.value(n.After, f.Kind, f.Field, f.To)))
		case f.To != "":
			text = l.T("exchange.preview.leaves", "what", what)
		default:
			text = l.T("exchange.preview.returns", "what", what)
		}
		room := v.w - 6
		if v.w >= splitWidth {
			room -= byWidth
		}
		for i, s := range widget.Lines(text, room, 3) {
			if i > 0 {
				mark = "  "
			}
			line := "   " + style.Render(mark+s)
			if i == 0 && v.w >= splitWidth {
				line = widget.Sides(line, th.Muted.Render(by)+" ", v.w)
			}
			lines = append(lines, line)
		}
	}
	if left > 0 {
		lines = append(lines, "   "+th.Muted.Render(l.N("exchange.preview.more", left)))
	}
	return lines
}
