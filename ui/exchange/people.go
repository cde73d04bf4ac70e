package exchange

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/store"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Columns of the list of correspondents.
const (
	colName = iota
	colState
	colReceived
	colSent
	colToSend
)

// people are the correspondents, and what is known of the one under the cursor.
type people struct {
	p      *Page
	table  *widget.Table
	list   []store.Peer
	toSend map[model.ID]int // by device, changes that it lacks; none while they are being counted
	words  []string         // of the own card
	spoken *store.Card      // the card that they are of
	backup time.Time        // when the last backup was made
	stale  bool             // something changed since the changes were counted
	stop   context.CancelFunc
	w, h   int
	split  bool // the details stand beside the list
	left   int  // width of the list
}

func newPeople(p *Page) *people {
	v := &people{p: p, toSend: make(map[model.ID]int), stop: func() {}}
	title := func(name string) string { return p.env.L.T("exchange.column." + name) }
	v.table = widget.NewTable(p.env,
		widget.Column{Title: title("name"), Min: 18, Grow: 2, Max: 40},
		widget.Column{Title: title("state"), Min: 13},
		widget.Column{Title: title("received"), Min: 10, Rank: 2},
		widget.Column{Title: title("sent"), Min: 10, Rank: 1},
		widget.Column{Title: title("tosend"), Min: 9, Right: true})
	return v
}

func (v *people) load() {
	at := v.device()
	v.list = v.p.s.Peers()
	v.table.SetLen(len(v.list))
	if i := slices.IndexFunc(v.list, func(o store.Peer) bool { return o.Device == at }); i >= 0 {
		v.table.Select(i)
	}
}

// device is that of the correspondent under the cursor, or none.
func (v *people) device() model.ID {
	if o, ok := v.current(); ok {
		return o.Device
	}
	return model.ID{}
}

func (v *people) current() (o store.Peer, ok bool) {
	i := v.table.Selected()
	if i < 0 || i >= len(v.list) {
		return o, false
	}
	return v.list[i], true
}

// look finds out what takes time: the words of the own card, the age of the backups, and what each correspondent lacks.
func (v *people) look() tea.Cmd {
	s, card, words := v.p.s, v.p.s.Card(), v.words
	known := card == v.spoken
	mine := v.p.do(func() func() tea.Cmd {
		switch {
		case card == nil:
			words = nil
		case !known:
			words = card.Words()
		}
		backups := store.Backups(s.Dir())
		return func() tea.Cmd {
			v.words, v.spoken = words, card
			if len(backups) > 0 {
				v.backup = backups[0].At
			}
			return nil
		}
	})
	return tea.Batch(mine, v.count())
}

func (v *people) lookAgain() tea.Cmd {
	if !v.stale {
		return nil
	}
	return v.count()
}

// count counts the changes that each correspondent lacks.
func (v *people) count() tea.Cmd {
	v.stop()
	v.stale = false
	ctx, stop := context.WithCancel(context.Background())
	v.stop = stop
	s, list := v.p.s, slices.Clone(v.list)
	if s.Card() == nil {
		return nil
	}
	return v.p.do(func() func() tea.Cmd {
		counts := make(map[model.ID]int)
		for _, o := range list {
			if !o.Verified || o.Revoked {
				continue
			}
			if out, err := s.PrepareSend(ctx, store.Send{To: o.Device}, nil); err == nil {
				counts[o.Device] = out.Changes
			}
		}
		return func() tea.Cmd {
			if ctx.Err() == nil {
				v.toSend = counts
			}
			return nil
		}
	})
}

// splitWidth is from how many cells the details stand beside the list.
const splitWidth = 110

func (v *people) layout(w, h int) {
	v.w, v.h, v.split = w, h, w >= splitWidth
	v.left = w
	if v.split {
		v.left = w * 6 / 10
		v.table.Layout(v.left-1, max(2, h-5))
		return
	}
	v.table.Layout(w-1, min(max(4, h-14), max(2, len(v.list)+1)))
}

func (v *people) scroll(lines int)    { v.table.Select(v.table.Selected() + lines) }
func (v *people) cursor() *tea.Cursor { return v.table.Cursor() }

func (v *people) click(y int) {
	if i, ok := v.table.Hit(y); ok {
		v.table.Select(i)
	}
}

func (v *people) view() []string {
	if len(v.list) == 0 {
		return v.empty()
	}
	v.layout(v.w, v.h)
	table := strings.Split(v.table.View(v.mark, v.cell), "\n")
	if v.split {
		left := append(append(table, ""), v.foot(v.left-2)...)
		var right []string
		for _, s := range v.about(v.w - v.left - 3) {
			right = append(right, " "+s)
		}
		return widget.Panes(v.p.env, v.w, v.h, v.left, left, right)
	}
	lines := append(table, widget.Rule(v.p.env, v.w))
	for _, s := range v.about(v.w - 2) {
		lines = append(lines, " "+s)
	}
	foot := v.foot(v.w - 2)
	if len(lines)+len(foot) > v.h {
		foot = v.saved(v.w - 2)
	}
	lines = lines[:min(len(lines), max(len(table)+1, v.h-len(foot)))]
	for len(lines)+len(foot) < v.h {
		lines = append(lines, "")
	}
	return append(lines, foot...)
}

// empty tells how to begin.
func (v *people) empty() []string {
	th, l := v.p.env.Theme, v.p.env.L
	lines := []string{" " + th.Bold.Render(l.T("exchange.none.title")), ""}
	for _, key := range []string{"exchange.none.mine", "exchange.none.add", "exchange.none.verify", "exchange.none.then"} {
		for i, s := range widget.WrapWords(l.T(key), min(v.w-6, 100)) {
			mark := "   "
			if i == 0 {
				mark = " ● "
			}
			lines = append(lines, mark+th.Text.Render(s))
		}
	}
	return append(append(lines, ""), v.foot(v.w-2)...)
}

// foot says that nothing leaves by itself, and how old the copies of the vault are.
func (v *people) foot(w int) (lines []string) {
	th, l := v.p.env.Theme, v.p.env.L
	for _, s := range widget.WrapWords(l.T("exchange.alone"), w) {
		lines = append(lines, " "+th.Muted.Render(s))
	}
	return append(lines, v.saved(w)...)
}

// state is how far a correspondent can be believed: a symbol and a word.
func (v *people) state(o store.Peer) (widget.Mark, string) {
	th, l := v.p.env.Theme, v.p.env.L
	switch {
	case o.Revoked:
		return widget.Mark{Symbol: "■", Style: &th.Urgent}, l.T("exchange.state.revoked")
	case !o.Verified:
		return widget.Mark{Symbol: "▲", Style: &th.Late}, l.T("exchange.state.unverified")
	case o.Replaced:
		return widget.Mark{Symbol: "○", Style: &th.Muted}, l.T("exchange.state.replaced")
	case o.Mine:
		return widget.Mark{Symbol: "√", Style: &th.Done}, l.T("exchange.state.mine")
	}
	return widget.Mark{Symbol: "√", Style: &th.Done}, l.T("exchange.state.verified")
}

func (v *people) mark(i int) widget.Mark {
	m, _ := v.state(v.list[i])
	return m
}

func (v *people) cell(i, column int) widget.Cell {
	th, l, o := v.p.env.Theme, v.p.env.L, v.list[i]
	switch column {
	case colName:
		return widget.Cell{Text: o.Card.Name, Style: &th.Bold}
	case colState:
		m, word := v.state(o)
		return widget.Cell{Text: word, Style: m.Style}
	case colReceived:
		return widget.Cell{Text: v.p.shortDay(o.Received), Style: &th.Text}
	case colSent:
		return widget.Cell{Text: v.p.shortDay(o.Sent), Style: &th.Text}
	}
	n, ok := v.toSend[o.Device]
	switch {
	case !ok || o.Revoked:
		return widget.Cell{Text: "–", Style: &th.Muted}
	case n == 0:
		return widget.Cell{Text: l.T("exchange.nothing"), Style: &th.Muted}
	}
	return widget.Cell{Text: l.Number(n), Style: &th.Text}
}

// about is everything that is known of the correspondent under the cursor, on w cells.
func (v *people) about(w int) (lines []string) {
	o, ok := v.current()
	if !ok {
		return nil
	}
	p, th, l := v.p, v.p.env.Theme, v.p.env.L
	say := func(style interface{ Render(...string) string }, text string) {
		for _, s := range widget.WrapWords(text, w) {
			lines = append(lines, style.Render(s))
		}
	}
	say(th.Title, o.Card.Name)
	say(th.Text, joined(" · ", o.Card.Association, p.role(o.Card.Role), l.T("exchange.device", "ref", o.Device.Ref())))
	lines = append(lines, "")
	m, _ := v.state(o)
	switch {
	case o.Revoked:
		say(m.Style, m.Symbol+" "+l.T("exchange.about.revoked"))
	case !o.Verified:
		say(m.Style, m.Symbol+" "+l.T("exchange.about.unverified"))
	case o.Replaced:
		say(m.Style, m.Symbol+" "+l.T("exchange.about.replaced"))
	default:
		say(m.Style, m.Symbol+" "+l.T("exchange.about.verified", "date", l.LongDate(o.On)))
	}
	if house := p.house(o); o.Verified && house != "" {
		say(th.Muted, l.T("exchange.about."+house))
	}
	say(th.Muted, l.T("exchange.about.card", "date", p.stamp(o.Card.Issued)))
	lines = append(lines, "")
	say(th.Text, l.T("exchange.about.received", "when", p.whenOr(o.Received, "exchange.never")))
	say(th.Text, l.T("exchange.about.sent", "when", p.whenOr(o.Sent, "exchange.never")))
	if n, ok := v.toSend[o.Device]; ok && !o.Revoked {
		say(th.Text, l.N("exchange.about.tosend", n))
	}
	if o.Verified && o.Asks && !o.Revoked && !o.Sent.IsZero() {
		say(th.Muted, l.T("exchange.about.asks"))
	}
	if o.Holes {
		say(th.Late, "▲ "+l.T("exchange.about.holes"))
	}
	return lines
}

// house says of which other house somebody is, by the name of the sentences that tell what goes there: an association to which households
// are proposed, a landlord who is told of them, or for a landlord's worker an association that she answers. Nothing for one of the team.
func (p *Page) house(o store.Peer) string {
	switch {
	case o.Mine:
		return ""
	case p.set.IsLandlord(o.Card.Association):
		return "landlord"
	case p.set.IsLandlord(p.association()):
		return "teller"
	case o.Apart:
		return "apart"
	}
	return ""
}

func (v *people) keys() []nav.Binding {
	p := v.p
	var table []nav.Binding
	o, ok := v.current()
	if ok && (!o.Revoked || o.Met) {
		table = append(table, p.bind(true, "send", p.sendHere, "x"))
	}
	table = append(table, p.bind(true, "receive", p.receive, "i"), p.bind(true, "add", p.addCard, "a"))
	if ok && !o.Revoked {
		table = append(table, p.bind(true, "verify", p.verify, "v"))
	}
	table = append(table, p.bind(true, "mine", p.showMine, "g"))
	switch {
	case ok && o.Revoked:
		table = append(table, p.bind(true, "lift", p.lift, "r"))
	case ok:
		table = append(table, p.bind(false, "revoke", p.revoke, "r"))
	}
	table = append(table, p.bind(false, "copy", p.copyOut, "s"), p.bind(false, "log", p.showLog, "h"))
	return append(table, p.moves(v.table.Key)...)
}
