package household

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/model/due"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// dates is the tab of the dates to keep, computed and set by a person alike: those that are open, the latest first, then those
// done or set aside. Below them stands where the selected one comes from.
type dates struct {
	p        *Page
	stack    *stack
	w, below int // cells of a line; lines below the list
	kept     about
}

func newDates(p *Page) *dates {
	d := &dates{p: p}
	d.stack = newStack(p.env, d.draw)
	return d
}

func (d *dates) load() {
	keys := make([]string, len(d.p.facts.items))
	for i, it := range d.p.facts.items {
		_, id := itemRecord(it)
		keys[i] = key(id)
	}
	d.stack.reset(keys)
}

// minListed is how many lines the list keeps before anything is told below it.
const minListed = 7

func (d *dates) layout(w, h int) {
	d.w, d.below = w, 0
	if below := min(max(h/4, 3), 6); h-below-1 >= minListed {
		d.below = below
		h -= below + 1 // a rule between
	}
	d.stack.layout(w, h)
}

func (d *dates) key(name string) bool       { return d.stack.key(name) }
func (d *dates) scroll(lines int)           { d.stack.scroll(lines) }
func (d *dates) cursor() (y int, ok bool)   { return d.stack.cursor() }
func (d *dates) find(id model.ID) bool      { return d.stack.find(key(id)) }
func (d *dates) selected() (due.Item, bool) { return at(d.p.facts.items, d.stack.at) }

func (d *dates) click(y int) {
	if y >= d.stack.h {
		return
	}
	if i, ok := d.stack.hit(y); ok {
		d.stack.pick(i)
	}
}

func (d *dates) view() []string {
	it, ok := d.selected()
	if !ok {
		return d.p.empty("household.no_task", d.stack.w)
	}
	return d.p.withAbout(d.stack, d.below, func(n int) []string {
		return d.kept.of(d.p, d.stack.at, d.w, n, func(w, _ int) []string { return d.p.itemAbout(it, w) })
	})
}

// narrow is below how many cells a line has no room for the day of the week.
const narrow = 70

// draw is one date: its symbol, how far off it is, the day, what and who; below, what else there is to know of it.
func (d *dates) draw(i, w int) block {
	p, th, it := d.p, d.p.env.Theme, d.p.facts.items[i]
	var lines []string
	if heading := d.heading(i); heading != "" {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, th.Title.Render(strings.ToUpper(heading)))
	}
	mark := len(lines)
	symbol, distance, style := p.itemMark(it)
	left := style.Render(symbol + " " + widget.Align(distance, 21, false))
	if it.Open() {
		when, cells := p.day(it.Due()), 20
		if w < narrow {
			when, cells = p.date(it.Due()), 13
		}
		left = style.Render(symbol+" "+widget.Align(distance, 12, false)) + " " +
			th.Text.Render(widget.Align(join(" ", when, p.env.L.Clock(it.At())), cells, false))
	}
	label := th.Text
	if it.Open() && it.Due() <= p.today() && !it.Due().IsZero() {
		label = th.Bold
	}
	lines = append(lines, widget.Sides(left+" "+label.Render(p.itemLabel(it)), th.Muted.Render(p.itemWho(it)), w))
	note := p.itemNote(it)
	kind, id := itemRecord(it)
	if r := p.facts.team.Record(kind, id); r != nil && len(r.Conflicts()) > 0 {
		note = join(" · ", "▲ "+p.env.L.T("household.two_values"), note)
	}
	if note != "" {
		lines = append(lines, "    "+th.Muted.Render(widget.Cut(note, w-4)))
	}
	return block{lines: lines, mark: mark}
}

// heading is that of the group which the i-th date begins.
func (d *dates) heading(i int) string {
	items := d.p.facts.items
	if i > 0 && items[i-1].Open() == items[i].Open() {
		return ""
	}
	if items[i].Open() {
		return d.p.env.L.T("household.open_dates")
	}
	return d.p.env.L.T("household.past_dates")
}

func (d *dates) keys() []nav.Binding {
	p, l := d.p, d.p.env.L
	it, ok := d.selected()
	if !ok {
		return nil
	}
	group := l.T("household.tab.dates")
	targets := []act.Target{act.TargetOf(p.route.Case, it)}
	show := func(dialog func() nav.Dialog) func() tea.Cmd {
		return func() tea.Cmd { return nav.Send(nav.Show{Dialog: dialog()}) }
	}
	again := l.T("household.key.done")
	if !it.Open() {
		again = l.T("step.key.again")
	}
	table := []nav.Binding{
		{Keys: []string{"space"}, Label: again, Help: l.T("household.key.done_help"), Group: group, Hint: true, Run: func() tea.Cmd { return p.tick(it) }},
		{Keys: []string{"s"}, Label: l.T("household.key.skip"), Help: l.T("household.key.skip_help"), Group: group, Hint: it.Open(),
			Run: show(func() nav.Dialog { return p.desk().Skip(targets, p.then) })},
		{Keys: []string{"p"}, Label: l.T("household.key.postpone"), Help: l.T("household.key.postpone_help"), Group: group, Hint: it.Open(), Run: p.postpone},
		{Keys: []string{"enter"}, Label: l.T("household.key.edit"), Help: l.T("household.key.edit_date"), Group: group, Hint: true, Run: d.enter},
		{Keys: []string{"g"}, Label: l.T("household.key.why"), Help: l.T("household.key.why_help"), Group: group, Hint: true,
			Run: show(func() nav.Dialog { return p.desk().Why(targets[0]) })},
	}
	if it.Task != nil {
		table = append(table, nav.Binding{Keys: []string{"delete"}, Label: l.T("household.key.delete"), Help: l.T("household.key.delete_date"), Group: group, Run: func() tea.Cmd {
			return p.deleteRecord("case.delete_task", model.KindTask, it.Task.ID, p.itemLabel(it))
		}})
	}
	return table
}

func (d *dates) enter() tea.Cmd {
	it, ok := d.selected()
	switch {
	case !ok:
		return nil
	case it.Task != nil:
		return d.p.editTask(*it.Task)
	}
	return d.p.editObligation(it.Obligation)
}

// desk makes the acts that several pages share.
func (p *Page) desk() *act.Desk {
	return &act.Desk{Env: p.env, Names: p.names, Session: p.s, Set: p.set}
}

// then commits what a dialog has made.
func (p *Page) then(writes []model.Write, effect string) tea.Cmd { return p.commit(effect, writes...) }

// tick says that an open date was kept today, and opens one that was done or set aside again. What a fact of the case did, like
// a signature, is not opened here: the fact is to be corrected.
func (p *Page) tick(i due.Item) tea.Cmd {
	targets := []act.Target{act.TargetOf(p.route.Case, i)}
	switch {
	case i.Open():
		return p.then(p.desk().DoneOn(targets, p.today()))
	case i.Obligation != nil && i.Obligation.By != "":
		return nav.Send(nav.Say{Text: p.desk().ClosedBy(targets[0]), Tone: nav.Info})
	}
	return p.then(p.desk().Reopen(targets))
}

// deleteRecord deletes a record of the case; undo brings it back.
func (p *Page) deleteRecord(name model.Act, kind model.Kind, id model.ID, what string) tea.Cmd {
	w, ok := p.facts.team.Delete(name, kind, id)
	if !ok {
		return nil
	}
	return p.commit(p.env.L.T("household.deleted", "what", what), w)
}
