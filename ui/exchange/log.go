package exchange

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"seuil/store"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// history is what was sent and received, the newest first.
type history struct {
	ledger
	p    *Page
	list []store.Passage
}

// Columns of the history.
const (
	logWhen = iota
	logWay
	logWho
	logWhat
	logState
)

func (p *Page) showLog() tea.Cmd {
	v := &history{p: p, ledger: ledger{env: p.env}}
	title := func(name string) string { return p.env.L.T("exchange.column." + name) }
	v.table = widget.NewTable(p.env,
		widget.Column{Title: title("when"), Min: 10},
		widget.Column{Title: title("way"), Min: 8},
		widget.Column{Title: title("name"), Min: 16, Grow: 1, Max: 30},
		widget.Column{Title: title("what"), Min: 16, Grow: 2, Rank: 1},
		widget.Column{Title: title("outcome"), Min: 18, Grow: 1})
	v.load()
	p.show(v)
	return nil
}

func (v *history) load() {
	v.list = v.p.s.Passages()
	v.table.SetLen(len(v.list))
}

func (v *history) layout(w, h int) {
	v.w, v.h = w, h
	v.table.Layout(w, max(3, min(len(v.list)+1, h-8)))
}

func (v *history) keys() []nav.Binding { return v.p.moves(v.table.Key) }

func (v *history) view() []string {
	if len(v.list) == 0 {
		return v.none(v.env.L.T("exchange.log.none"))
	}
	v.layout(v.w, v.h)
	mark := func(i int) widget.Mark { m, _ := v.state(v.list[i]); return m }
	lines := v.rows(mark, v.cell)
	for _, s := range v.about(v.list[v.table.Selected()]) {
		lines = said(lines, v.env.Theme.Text, s, v.w-4)
	}
	return lines[:min(len(lines), v.h)]
}

// state is what became of a bundle: a symbol and a few words.
func (v *history) state(b store.Passage) (widget.Mark, string) {
	th := v.p.env.Theme
	m := widget.Mark{Symbol: "√", Style: &th.Done}
	switch b.State {
	case store.PassageWaits:
		m = widget.Mark{Symbol: "○", Style: &th.Muted}
	case store.PassageWords:
		m = widget.Mark{Symbol: "●", Style: &th.Info}
	case store.PassageAside:
		m = widget.Mark{Symbol: "▲", Style: &th.Late}
	case store.PassageUndone:
		m = widget.Mark{Symbol: "◊", Style: &th.Muted}
	}
	return m, v.p.env.L.T("exchange.log.state." + string(b.State))
}

func (v *history) cell(i, column int) widget.Cell {
	p, th, b := v.p, v.p.env.Theme, v.list[i]
	switch column {
	case logWhen:
		return widget.Cell{Text: p.shortDay(b.At), Style: &th.Text}
	case logWay:
		return widget.Cell{Text: p.env.L.T("exchange.log." + way(b)), Style: &th.Text}
	case logWho:
		return widget.Cell{Text: v.who(b), Style: &th.Bold}
	case logWhat:
		return widget.Cell{Text: v.what(b), Style: &th.Text}
	}
	m, word := v.state(b)
	return widget.Cell{Text: word, Style: m.Style}
}

func way(b store.Passage) string {
	if b.Sent {
		return "sent"
	}
	return "received"
}

// who is the correspondent of a bundle.
func (v *history) who(b store.Passage) string {
	list := v.p.people.list
	if i := slices.IndexFunc(list, func(o store.Peer) bool { return o.Device == b.Peer }); i >= 0 {
		return list[i].Card.Name
	}
	return v.p.env.L.T("exchange.somebody")
}

// what is how much a bundle brought.
func (v *history) what(b store.Passage) string {
	p := v.p
	if b.Changes == 0 {
		return p.env.L.T("exchange.log.nothing")
	}
	return joined(" · ", p.count("exchange.preview.cases", b.Cases), p.count("exchange.preview.notes", b.Notes), p.count("exchange.preview.changes", b.Changes))
}

// about tells of one bundle what the list has no room for.
func (v *history) about(b store.Passage) []string {
	p, l := v.p, v.p.env.L
	lines := []string{
		l.T("exchange.log."+way(b)+"_long", "name", v.who(b), "when", p.stamp(b.At), "ref", b.Peer.Ref()),
		joined(" · ", b.File(), v.what(b), p.count("exchange.log.aside", b.Aside)),
	}
	if b.Parts > 1 {
		lines = append(lines, l.T("exchange.log.part", "n", b.Part, "of", b.Parts))
	}
	if b.Words {
		lines = append(lines, l.T("exchange.log.words"))
	}
	return append(lines, l.T("exchange.log.about."+string(b.State)))
}
