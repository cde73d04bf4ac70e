package note

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/ui/nav"
	"seuil/ui/widget"
)

// offerDialog asks which offers become tasks: all are ticked, the space bar unticks one.
type offerDialog struct {
	page   *Page
	list   []offer
	off    map[int]bool // unticked
	cursor int
	top    int
	rows   int
	done   bool
}

func newOfferDialog(p *Page, list []offer) *offerDialog {
	return &offerDialog{page: p, list: list, off: make(map[int]bool)}
}

func (d *offerDialog) Done() bool   { return d.done }
func (d *offerDialog) Typing() bool { return false }

func (d *offerDialog) Keys() []nav.Binding {
	l := d.page.env.L
	return []nav.Binding{
		{Keys: []string{"enter", "ctrl+e"}, Label: l.T("note.offer.create"), Hint: true, Run: d.take},
		{Keys: []string{"space"}, Label: l.T("note.offer.tick"), Hint: true, Run: d.tick},
		{Keys: []string{"up"}, Label: l.T("note.offer.up"), Run: func() tea.Cmd { d.move(-1); return nil }},
		{Keys: []string{"down"}, Label: l.T("note.offer.down"), Run: func() tea.Cmd { d.move(1); return nil }},
		{Keys: []string{"esc"}, Label: l.T("note.offer.leave"), Hint: true, Run: func() tea.Cmd { d.done = true; return nil }},
	}
}

func (d *offerDialog) move(by int) { d.cursor = min(max(d.cursor+by, 0), len(d.list)-1) }

func (d *offerDialog) tick() tea.Cmd {
	d.off[d.cursor] = !d.off[d.cursor]
	return nil
}

func (d *offerDialog) take() tea.Cmd {
	var chosen []offer
	for i, o := range d.list {
		if !d.off[i] {
			chosen = append(chosen, o)
		}
	}
	d.done = true
	return d.page.create(chosen)
}

// Update takes the mouse; keys are all bound.
func (d *offerDialog) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case nav.Wheel:
		d.move(msg.Delta)
	case nav.Click:
		if i := d.top + msg.Y - 1; msg.Y >= 1 && msg.Y <= d.rows && i < len(d.list) {
			d.cursor = i
			return d.tick()
		}
	}
	return nil
}

// View draws one line for each offer: ticked or not, when, who, what.
func (d *offerDialog) View(w, h int) string {
	p, th := d.page, d.page.env.Theme
	w = min(w, 100)
	inner := w - 4
	foot := []string{""}
	if p.private {
		foot = append(foot, th.Late.Render(widget.Cut("▲ "+p.env.L.T("note.offer.team"), inner)))
	}
	d.rows = max(1, min(len(d.list), h-2-len(foot)))
	d.top = max(min(d.top, d.cursor), d.cursor-d.rows+1)
	var lines []string
	for i := d.top; i < min(len(d.list), d.top+d.rows); i++ {
		o := d.list[i]
		symbol := "√ "
		if d.off[i] {
			symbol = "○ "
		}
		at, style := "  ", th.Text
		if i == d.cursor {
			at, style = "► ", th.Selected
		}
		s := at + symbol + widget.Pad(p.when(o), 19) + " " + p.byWhom(o.task) + p.shown(o.task.Label)
		lines = append(lines, style.Render(widget.Pad(widget.Cut(s, inner), inner)))
	}
	return widget.Frame(p.env, w, p.env.L.N("note.offer.title", len(d.list)), append(lines, foot...))
}

// byWhom names the party that is to do a task, unless it is the worker.
func (p *Page) byWhom(t model.Task) string {
	if t.Who == "" || t.Who == model.WhoWorker {
		return ""
	}
	return p.env.L.T("note.by", "who", p.env.L.T("contact.who."+t.Who)) + " "
}

// Cursor stands on the line that the space bar ticks.
func (d *offerDialog) Cursor() *tea.Cursor {
	c := tea.NewCursor(2, 1+d.cursor-d.top)
	c.Blink = false
	return c
}

// offerLine tells the offers on one line: how many, the first ones, and the key.
func (p *Page) offerLine(w int) string {
	list := p.offers
	if len(list) == 0 {
		return ""
	}
	th, l := p.env.Theme, p.env.L
	key := "note.offer.short"
	if p.state == quick {
		key = "note.offer.enlarge"
	}
	right := widget.KeyHint(p.env, l.KeyName("ctrl+e"), l.N(key, len(list))) + " "
	line := th.Info.Render(" ● " + l.T("note.spotted"))
	room := w - ansi.StringWidth(line) - ansi.StringWidth(right) - 2
	for i, o := range list {
		share := room / (len(list) - i)
		if i < len(list)-1 {
			share = max(share, min(26, room))
		}
		day := l.DayMonth(o.task.Due)
		if o.task.Due.IsZero() {
			day = p.when(o)
		}
		s := th.Muted.Render("  "+day+" ") + th.Text.Render(p.shown(o.task.Label))
		if share < 18 {
			line += th.Muted.Render("  …")
			break
		}
		s = widget.Cut(s, share)
		room -= ansi.StringWidth(s)
		line += s
	}
	return widget.Sides(line, right, w)
}
