package household

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model"
	"seuil/ui/act"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// dates is the tab of the dates to keep: those that are open, the latest first, then those done or set aside.
type dates struct {
	p     *Page
	stack *stack
}

func newDates(p *Page) *dates {
	d := &dates{p: p}
	d.stack = newStack(p.env, d.draw)
	return d
}

func (d *dates) load() {
	keys := make([]string, len(d.p.facts.tasks))
	for i, t := range d.p.facts.tasks {
		keys[i] = key(t.ID)
	}
	d.stack.reset(keys)
}

func (d *dates) layout(w, h int)              { d.stack.layout(w, h) }
func (d *dates) key(name string) bool         { return d.stack.key(name) }
func (d *dates) scroll(lines int)             { d.stack.scroll(lines) }
func (d *dates) cursor() (y int, ok bool)     { return d.stack.cursor() }
func (d *dates) find(id model.ID) bool        { return d.stack.find(key(id)) }
func (d *dates) selected() (model.Task, bool) { return at(d.p.facts.tasks, d.stack.at) }

func (d *dates) click(y int) {
	if i, ok := d.stack.hit(y); ok {
		d.stack.pick(i)
	}
}

func (d *dates) view() []string {
	if len(d.stack.keys) == 0 {
		return d.p.empty("household.no_task", d.stack.w)
	}
	return d.stack.view()
}

// draw is one date: its symbol, how far off it is, the day, what and who; below, place and reason.
func (d *dates) draw(i, w int) block {
	p, th, t := d.p, d.p.env.Theme, d.p.facts.tasks[i]
	var lines []string
	if heading := d.heading(i); heading != "" {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, th.Title.Render(strings.ToUpper(heading)))
	}
	mark := len(lines)
	symbol, distance := p.taskMark(t)
	dist := 12
	if !t.Open() {
		dist = 21
	}
	left := p.taskStyle(t).Render(symbol + " " + widget.Align(distance, dist, false))
	if t.Open() {
		left += " " + th.Text.Render(widget.Align(join(" ", p.day(t.Due), p.env.L.Clock(t.At)), 20, false))
	}
	label := th.Text
	if t.Open() && t.Due <= p.today() && !t.Due.IsZero() {
		label = th.Bold
	}
	who := ""
	if t.Who != model.WhoWorker {
		who = th.Muted.Render(p.word("contact.who.", t.Who))
	}
	lines = append(lines, widget.Sides(left+" "+label.Render(p.text(t.Label)), who, w))
	note := join(" · ", p.text(t.Place), p.text(t.Reason))
	if r := p.facts.team.Record(model.KindTask, t.ID); len(r.Conflicts()) > 0 {
		note = join(" · ", "▲ "+p.env.L.T("household.two_values"), note)
	}
	if note != "" {
		lines = append(lines, "    "+th.Muted.Render(widget.Cut(note, w-4)))
	}
	return block{lines: lines, mark: mark}
}

// heading is that of the group which the i-th task begins.
func (d *dates) heading(i int) string {
	tasks := d.p.facts.tasks
	if i > 0 && tasks[i-1].Open() == tasks[i].Open() {
		return ""
	}
	if tasks[i].Open() {
		return d.p.env.L.T("household.open_dates")
	}
	return d.p.env.L.T("household.past_dates")
}

func (d *dates) keys() []nav.Binding {
	p, l := d.p, d.p.env.L
	t, ok := d.selected()
	if !ok {
		return nil
	}
	group := l.T("household.tab.dates")
	target := []act.Target{{Case: p.route.Case, Task: t.ID}}
	return []nav.Binding{
		{Keys: []string{"space"}, Label: l.T("household.key.done"), Help: l.T("household.key.done_help"), Group: group, Hint: true, Run: func() tea.Cmd { return p.tick(t) }},
		{Keys: []string{"s"}, Label: l.T("household.key.skip"), Help: l.T("household.key.skip_help"), Group: group, Hint: t.Open(),
			Run: func() tea.Cmd { return nav.Send(nav.Show{Dialog: p.desk().Skip(target, p.then)}) }},
		{Keys: []string{"enter"}, Label: l.T("household.key.edit"), Help: l.T("household.key.edit_date"), Group: group, Hint: true, Run: d.enter},
		{Keys: []string{"delete"}, Label: l.T("household.key.delete"), Help: l.T("household.key.delete_date"), Group: group, Run: func() tea.Cmd {
			return p.deleteRecord("case.delete_task", model.KindTask, t.ID, p.text(t.Label))
		}},
	}
}

func (d *dates) enter() tea.Cmd {
	if t, ok := d.selected(); ok {
		return d.p.editTask(t)
	}
	return nil
}

// desk makes the acts that several pages share.
func (p *Page) desk() *act.Desk {
	return &act.Desk{Env: p.env, Names: p.names, Session: p.s, Set: p.set}
}

// then commits what a dialog has made.
func (p *Page) then(writes []model.Write, effect string) tea.Cmd { return p.commit(effect, writes...) }

// tick says that an open task was done today, and opens one that was done or set aside again.
func (p *Page) tick(t model.Task) tea.Cmd {
	target := []act.Target{{Case: p.route.Case, Task: t.ID}}
	if t.Open() {
		return p.then(p.desk().DoneOn(target, p.today()))
	}
	return p.then(p.desk().Reopen(target))
}

// deleteRecord deletes a record of the case; undo brings it back.
func (p *Page) deleteRecord(name model.Act, kind model.Kind, id model.ID, what string) tea.Cmd {
	w, ok := p.facts.team.Delete(name, kind, id)
	if !ok {
		return nil
	}
	return p.commit(p.env.L.T("household.deleted", "what", what), w)
}
