package exchange

import (
	"context"
	"os"
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"

	"charm.land/lipgloss/v2"

	"seuil/model"
	"seuil/store"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// sending is what will leave for one correspondent, before the file is made; and where it is, afterwards.
type sending struct {
	p     *Page
	to    store.Peer
	cases []model.ID // that were ticked; nil: none were, all may go
	all   bool       // all may go although some were ticked
	full  bool
	words bool // it is closed by words, not by the card of the correspondent
	out   *store.Outgoing
	files []string // that were made
	scroller
	w int
}

// sendHere prepares a bundle for the correspondent under the cursor.
func (p *Page) sendHere() tea.Cmd {
	o, ok := p.people.current()
	if !ok {
		return nil
	}
	return p.send(o, nil)
}

// send prepares a bundle of some cases, or of all.
func (p *Page) send(o store.Peer, cases []model.ID) tea.Cmd {
	switch {
	case o.Revoked && !o.Met:
		return p.refuse(store.ErrRevoked)
	case !o.Met:
		return p.refuse(store.ErrUnverified)
	}
	v := &sending{p: p, to: o, cases: cases, words: o.Revoked}
	return p.withCard(v.prepare)
}

// prepare looks at what would leave.
func (v *sending) prepare() tea.Cmd {
	p, s := v.p, v.p.s
	want := store.Send{To: v.to.Device, Full: v.full, Words: v.words}
	if !v.all {
		want.Cases = v.cases
	}
	return begin(p, p.env.L.T("exchange.send.looking", "name", v.to.Card.Name), func(ctx context.Context, tell func(int, int)) (*store.Outgoing, error) {
		return s.PrepareSend(ctx, want, tell)
	}, func(out *store.Outgoing, err error) tea.Cmd {
		if err != nil {
			p.over = nil
			return p.refuse(err)
		}
		v.out = out
		p.show(v)
		return p.sayNothing()
	})
}

// make writes the file. It is not among the writes of the root: a long one must not keep drafts from being saved, and whatever ends it
// leaves nothing that passes for a bundle.
func (v *sending) make() tea.Cmd {
	p, out, folder := v.p, v.out, v.p.s.Folder()
	what := "exchange.send.writing"
	if v.words {
		what = "exchange.words.writing"
	}
	return begin(p, p.env.L.T(what, "name", v.to.Card.Name), func(ctx context.Context, tell func(int, int)) ([]string, error) {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return nil, err
		}
		return out.Write(ctx, folder, tell)
	}, func(files []string, err error) tea.Cmd {
		v.files = files
		p.show(v)
		p.people.load()
		p.people.choose(v.to.Device)
		if err != nil {
			return p.refuse(err)
		}
		return tea.Batch(p.people.count(), p.say(nav.Done, p.env.L.N("exchange.send.done", len(files), "name", v.to.Card.Name)))
	})
}

func (v *sending) load() { v.layout(v.w, v.h) }

func (v *sending) layout(w, h int) {
	v.w, v.h = w, h
	if v.out == nil {
		return
	}
	if v.files != nil {
		v.set(v.made())
		return
	}
	v.set(v.plan())
}

func (v *sending) wrapped(style lipgloss.Style, s string) (lines []string) {
	for _, line := range widget.WrapWords(s, min(v.w-2, 110)) {
		lines = append(lines, " "+style.Render(line))
	}
	return lines
}

// made says where the files are, and that somebody has to carry them.
func (v *sending) made() []string {
	th, l := v.p.env.Theme, v.p.env.L
	lines := append([]string{" " + th.Title.Render(l.T("exchange.send.title", "name", v.to.Card.Name)), ""}, v.wrapped(th.Done, "√ "+l.N("exchange.send.done", len(v.files), "name", v.to.Card.Name))...)
	lines = append(lines, "")
	for _, path := range v.files {
		lines = append(lines, "   "+th.Bold.Render(widget.Cut(filepath.Base(path), v.w-4)))
	}
	lines = append(lines, "")
	lines = append(lines, v.wrapped(th.Text, l.T("exchange.send.folder", "dir", v.p.s.Folder()))...)
	lines = append(lines, "")
	if v.words {
		return append(lines, v.told()...)
	}
	return append(lines, v.wrapped(th.Text, l.T("exchange.send.carry", "name", v.to.Card.Name))...)
}

// plan says what will leave, and for whom.
func (v *sending) plan() []string {
	p, out, th, l := v.p, v.out, v.p.env.Theme, v.p.env.L
	lines := []string{" " + th.Title.Render(l.T("exchange.send.title", "name", v.to.Card.Name)), ""}
	which, what := l.T("exchange.send.all"), "exchange.send.delta"
	if house := p.house(v.to); house != "" {
		which = l.T("exchange.send." + house)
	}
	if v.cases != nil && !v.all {
		which = l.N("exchange.send.chosen", len(v.cases))
	}
	if out.Full {
		what = "exchange.send.full"
	}
	switch {
	case v.words:
		what = "exchange.words.content"
	case out.Full && !v.full:
		what = "exchange.send.first"
	}
	lines = append(append(lines, v.wrapped(th.Text, which)...), v.wrapped(th.Text, l.T(what))...)
	lines = append(lines, v.lock()...)
	if out.Asks {
		lines = append(lines, v.wrapped(th.Late, "▲ "+l.T("exchange.send.asks"))...)
	}
	if n := len(out.Erased); n > 0 && out.Orders {
		lines = append(lines, v.wrapped(th.Late, "▲ "+l.N("exchange.send.erased", n))...)
	} else if n > 0 {
		lines = append(lines, v.wrapped(th.Text, "● "+l.N("exchange.send.erased_back", n))...)
	}
	lines = append(lines, "")
	switch {
	case out.Changes == 0 && len(out.Erased) > 0: // told above
	case out.Changes == 0:
		lines = append(lines, v.wrapped(th.Info, "● "+l.T("exchange.send.nothing"))...)
	default:
		ticks := out.Kinds[model.KindTask] + out.Kinds[model.KindStep] + out.Kinds[model.KindObligation]
		lines = append(lines, v.wrapped(th.Bold, joined(" · ", p.count("exchange.preview.cases", households(out)), p.count("exchange.preview.notes", out.Notes),
			p.count("exchange.send.dates", ticks), p.count("exchange.preview.changes", out.Changes), p.size(int64(out.Bytes)), p.count("exchange.send.files", out.Parts)))...)
		if n := len(out.Cases); n > 0 {
			lines = append(lines, v.wrapped(th.Muted, v.span(out.Cases[0].Newest, out.Cases[n-1].Newest))...)
		}
	}
	if len(out.Held) > 0 {
		key := "exchange.send.held"
		if v.to.Apart {
			key = "exchange.send.held_apart"
		}
		lines = append(lines, v.wrapped(th.Late, "▲ "+l.N(key, len(out.Held)))...)
	}
	if out.To.Mine {
		lines = append(lines, v.wrapped(th.Muted, l.T("exchange.send.mine"))...)
	} else {
		lines = append(lines, v.wrapped(th.Muted, l.T("exchange.send.private"))...)
	}
	return append(lines, v.list()...)
}

// households are how many cases leave of those that are no passage.
func households(out *store.Outgoing) (n int) {
	for _, c := range out.Cases {
		if !c.Passage {
			n++
		}
	}
	return n
}

// span says when the cases that leave were last written to.
func (v *sending) span(newest, oldest time.Time) string {
	l := v.p.env.L
	from, to := model.DateOf(v.p.local(oldest)), model.DateOf(v.p.local(newest))
	if from == to {
		return l.T("exchange.send.newest", "to", v.p.stamp(newest))
	}
	return l.T("exchange.send.span", "from", l.Date(from), "to", l.Date(to))
}

// list is the cases of which something leaves.
func (v *sending) list() (lines []string) {
	p, th, l := v.p, v.p.env.Theme, v.p.env.L
	for i, c := range v.out.Cases {
		if i == 0 {
			lines = append(lines, "")
		}
		if i == mostCases {
			return append(lines, "   "+th.Muted.Render(l.N("exchange.preview.more_cases", len(v.out.Cases)-i)))
		}
		right := joined(" · ", p.count("exchange.preview.changes", c.Changes), p.count("exchange.preview.notes", c.Notes), p.shortDay(c.Newest))
		lines = append(lines, widget.Sides("   "+th.Bold.Render(p.title(p.s.Case(c.Case))), th.Muted.Render(right)+" ", min(v.w, 110)))
	}
	return lines
}

func (v *sending) keys() []nav.Binding {
	p := v.p
	moves := p.moves(v.key)
	if v.files != nil || v.out == nil {
		return moves
	}
	table := []nav.Binding{p.bind(true, "make", v.make, "enter")}
	if !v.words && (v.full || !v.out.Full) {
		table = append(table, p.bind(true, "full", func() tea.Cmd { v.full = !v.full; return v.prepare() }, "space"))
	}
	if v.cases != nil {
		table = append(table, p.bind(true, "which", func() tea.Cmd { v.all = !v.all; return v.prepare() }, "a"))
	}
	if !v.to.Revoked {
		table = append(table, p.bind(false, "words", func() tea.Cmd { v.words = !v.words; return v.prepare() }, "s"))
	}
	return append(table, moves...)
}

// sendTicked asks for whom the ticked cases of another page are.
func (p *Page) sendTicked(cases []model.ID) tea.Cmd {
	var options []act.Option
	var peers []store.Peer
	if p.telling() != nil {
		return p.say(nav.Warn, p.env.L.T("exchange.words.still"))
	}
	for _, o := range p.people.list {
		if o.Revoked && !o.Met {
			continue
		}
		_, state := p.people.state(o)
		options, peers = append(options, act.Option{Label: o.Card.Name, Detail: joined(" · ", o.Card.Association, state)}), append(peers, o)
	}
	if len(peers) == 0 {
		return p.say(nav.Warn, p.env.L.T("exchange.send.nobody"))
	}
	return p.ask(act.NewChooser(p.env, p.env.L.N("exchange.send.whom", len(cases)), options, func(i int) tea.Cmd { return p.send(peers[i], cases) }))
}
