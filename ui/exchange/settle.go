package exchange

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/store"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// Acts of settling.
const (
	KeepValue model.Act = "exchange.keep" // of several values one is kept
	KeepBoth  model.Act = "exchange.both" // the other text becomes a note of its own
)

// settle is the queue of what two people wrote without knowing of each other.
type settle struct {
	p     *Page
	table *widget.Table
	list  []store.Conflict
	other int // which of the received values is shown, where there are several
	w, h  int
}

func newSettle(p *Page) *settle {
	v := &settle{p: p}
	title := func(name string) string { return p.env.L.T("exchange.column." + name) }
	v.table = widget.NewTable(p.env,
		widget.Column{Title: title("who"), Min: 20, Grow: 2, Max: 40},
		widget.Column{Title: title("what"), Min: 20, Grow: 3},
		widget.Column{Title: title("field"), Min: 16, Grow: 1})
	return v
}

func (v *settle) load() {
	v.list = v.p.s.Conflicts()
	v.table.SetLen(len(v.list))
}

func (v *settle) layout(w, h int) {
	v.w, v.h = w, h
	v.table.Layout(w, max(3, min(len(v.list)+1, h/3)))
}

func (v *settle) scroll(lines int)    { v.key("down", lines) }
func (v *settle) cursor() *tea.Cursor { return v.table.Cursor() }

// key moves the cursor; the values of another conflict begin with the newest.
func (v *settle) key(name string, times int) bool {
	v.other = 0
	if times < 0 {
		name, times = "up", -times
	}
	ok := false
	for range times {
		ok = v.table.Key(name)
	}
	return ok
}

func (v *settle) click(y int) {
	if i, ok := v.table.Hit(y); ok {
		v.table.Select(i)
		v.other = 0
	}
}

// current is the conflict under the cursor with its values: the one that was written here, and the received ones, the newest first.
func (v *settle) current() (c store.Conflict, here *model.Change, received []*model.Change, ok bool) {
	i := v.table.Selected()
	if i < 0 || i >= len(v.list) {
		return c, nil, nil, false
	}
	c = v.list[i]
	received = slices.Clone(c.Values)
	slices.Reverse(received)
	at := slices.IndexFunc(received, func(ch *model.Change) bool { return ch.Device == v.p.s.Device() })
	if at < 0 { // two others disagree: the older value was here first
		at = len(received) - 1
	}
	here = received[at]
	return c, here, slices.Delete(received, at, at+1), true
}

func (v *settle) view() []string {
	p, th, l := v.p, v.p.env.Theme, v.p.env.L
	c, here, received, ok := v.current()
	if !ok {
		var lines []string
		for _, s := range widget.WrapWords(l.T("exchange.settle.none"), min(v.w-4, 100)) {
			lines = append(lines, " "+th.Text.Render(s))
		}
		return lines
	}
	v.layout(v.w, v.h)
	lines := append(strings.Split(v.table.View(func(int) widget.Mark { return widget.Mark{Symbol: "▲", Style: &th.Late} }, v.cell), "\n"), widget.Rule(p.env, v.w))
	cs := p.s.Case(c.Case)
	lines = append(lines, " "+th.Title.Render(widget.Cut(l.T("exchange.settle.title", "field", p.fieldName(c.Kind, c.Field), "who", p.title(cs)), v.w-2)), "")
	other := received[v.other%len(received)]
	mine, name := "exchange.settle.here", "exchange.settle.received"
	if here.Device != p.s.Device() {
		mine = "exchange.settle.older"
	}
	if len(received) > 1 {
		name = "exchange.settle.received_of"
	}
	foot := []string{"", " " + th.Muted.Render(widget.Cut(l.T("exchange.settle.safe"), v.w-2))}
	room := max(2, (v.h-len(lines)-len(foot)-2)/2)
	lines = append(lines, v.side("←", l.T(mine), cs, c, here, room)...)
	lines = append(lines, v.side("→", l.T(name, "n", v.other%len(received)+1, "of", len(received)), cs, c, other, room)...)
	return append(lines, foot...)
}

// side is one of the two values, with the key that keeps it, who wrote it and when.
func (v *settle) side(key, name string, cs *model.Case, c store.Conflict, ch *model.Change, room int) []string {
	p, th := v.p, v.p.env.Theme
	value, _ := ch.Value(c.Field)
	lines := []string{" " + th.Key.Render(key) + " " + th.Bold.Render(name) + th.Muted.Render("  "+p.env.L.T("exchange.settle.by", "who", p.author(ch.Device), "when", p.stamp(ch.At())))}
	for _, s := range widget.Lines(p.value(cs, c.Kind, c.Field, value), v.w-6, room-1) {
		lines = append(lines, "   "+th.Text.Render(s))
	}
	return lines
}

func (v *settle) cell(i, column int) widget.Cell {
	p, th, c := v.p, v.p.env.Theme, v.list[i]
	cs := p.s.Case(c.Case)
	switch column {
	case 0:
		return widget.Cell{Text: p.title(cs), Style: &th.Bold}
	case 1:
		return widget.Cell{Text: joined(" · ", p.kindName(c.Kind), p.recordName(cs, cs.Record(c.Kind, c.Record))), Style: &th.Text}
	}
	return widget.Cell{Text: p.fieldName(c.Kind, c.Field), Style: &th.Text}
}

func (v *settle) keys() []nav.Binding {
	p := v.p
	c, _, received, ok := v.current()
	if !ok {
		return nil
	}
	table := []nav.Binding{
		p.bind(true, "keep_here", func() tea.Cmd { return v.keep(true) }, "left"),
		p.bind(true, "keep_received", func() tea.Cmd { return v.keep(false) }, "right"),
	}
	if v.canKeepBoth(c) {
		table = append(table, p.bind(true, "both", v.both, "b"))
	}
	if len(received) > 1 {
		table = append(table, p.bind(true, "next_value", func() tea.Cmd { v.other++; return nil }, ";"))
	}
	if v.household(c) != (model.ID{}) {
		table = append(table, p.bind(true, "open", func() tea.Cmd {
			return nav.Send(nav.Open{Route: nav.Route{Page: nav.Household, Case: v.household(c), Record: c.Record}})
		}, "enter"))
	}
	return append(table, p.moves(func(key string) bool { return v.key(key, 1) })...)
}

// household is the case whose page shows a conflict, or none.
func (v *settle) household(c store.Conflict) model.ID {
	id := c.Case
	if main := v.p.s.Case(id).Main(); !main.IsZero() {
		id = main
	}
	if id == model.RegistryID {
		return model.ID{}
	}
	return id
}

// canKeepBoth says that the values are texts of a note, of which the other one can stand in a note of its own.
func (v *settle) canKeepBoth(c store.Conflict) bool {
	return c.Kind == model.KindContact && slices.Contains([]string{"facts", "words", "appraisal", "shareable"}, c.Field)
}

// keep settles a conflict by one of its values.
func (v *settle) keep(mine bool) tea.Cmd {
	c, ch, received, ok := v.current()
	if !ok {
		return nil
	}
	if !mine {
		ch = received[v.other%len(received)]
	}
	w, ok := v.write(c, ch)
	if !ok {
		return nil
	}
	return v.commit([]model.Write{w}, "exchange.settle.kept", c)
}

func (v *settle) write(c store.Conflict, ch *model.Change) (model.Write, bool) {
	value, _ := ch.Value(c.Field)
	cs := v.p.s.Case(c.Case)
	if c.Field == model.FieldDeleted && value != "" {
		return cs.Delete(KeepValue, c.Kind, c.Record)
	}
	return cs.Settle(KeepValue, c.Kind, c.Record, c.Field, value)
}

// both keeps the text of here in its note, and the received one in a new note of the same contact.
func (v *settle) both() tea.Cmd {
	c, here, received, ok := v.current()
	if !ok || !v.canKeepBoth(c) {
		return nil
	}
	cs := v.p.s.Case(c.Case)
	k, ok := cs.Contact(c.Record)
	if !ok {
		return nil
	}
	text, _ := received[v.other%len(received)].Value(c.Field)
	k.Facts, k.Words, k.Appraisal, k.Shareable = "", "", "", ""
	*map[string]*string{"facts": &k.Facts, "words": &k.Words, "appraisal": &k.Appraisal, "shareable": &k.Shareable}[c.Field] = text
	other, _ := cs.Put(KeepBoth, v.p.s.NewID(), &k)
	writes := []model.Write{other}
	if w, ok := v.write(c, here); ok {
		writes = append(writes, w)
	}
	return v.commit(writes, "exchange.settle.kept_both", c)
}

// commit asks for the writes, and goes to the next conflict.
func (v *settle) commit(writes []model.Write, effect string, c store.Conflict) tea.Cmd {
	if v.p.then != nil {
		return nil
	}
	v.p.then = func(error) tea.Cmd { v.other = 0; return nil }
	return nav.Send(nav.Commit{To: nav.To{Route: v.p.route}, Writes: writes,
		Effect: v.p.env.L.T(effect, "field", v.p.fieldName(c.Kind, c.Field), "who", v.p.title(v.p.s.Case(c.Case)))})
}
