package note

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"seuil/model/programme"
	"seuil/ui/widget"
)

// Cells and rows of the page.
const (
	indent    = 2 // of the text below its heading
	head      = 3 // rows above the zones: title, details, rule
	sideFrom  = 110
	sideRows  = 26 // of the page; the root draws two more
	quickRows = 6  // at most, of a note of one line
)

// wide says that there is a pane beside the text. One line leaves room for it below.
func (p *Page) wide() bool { return p.w >= sideFrom && p.h >= sideRows && p.state != quick }

// left is the width of the text's pane.
func (p *Page) left() int {
	if p.wide() {
		return max(p.w*2/3, p.w-64)
	}
	return p.w
}

// foot is how many rows stand below the zones: a rule, the offers unless they have the pane, and a line of warnings.
func (p *Page) foot() int {
	if p.wide() {
		return 2
	}
	return 3
}

// arrange shares the rows out: each zone has its heading; the one that is written in has at least the larger part of the
// rest, the others as much as they have, as far as there is room.
func (p *Page) arrange() {
	if p.state == missing {
		return
	}
	w, room := p.left()-indent, p.h-head-p.foot()
	for _, z := range p.zones {
		z.ed.Wrap(w)
		z.y, z.rows = -1, 0
	}
	if p.state == quick {
		z := p.zone()
		z.y, z.top, z.rows = head, head+1, min(quickRows, z.ed.Rows())
		z.ed.Layout(w, z.rows)
		return
	}
	room -= len(p.zones)
	has, want, others := make([]int, len(p.zones)), make([]int, len(p.zones)), 0
	for i, z := range p.zones {
		if i != p.focus && !p.heads.bare(z.ed.Text()) {
			has[i] = z.ed.Rows()
			want[i] = min(2, has[i])
			others += want[i]
		}
	}
	here := max(room-others, room*2/3)
	if own := p.zone().ed.Rows() + 1; own < here {
		here = max(own, 3)
	}
	here = max(1, min(here, room-others))
	rest := room - here - others
	for i := range want {
		more := min(has[i]-want[i], rest)
		if i != p.focus && more > 0 {
			want[i] += more
			rest -= more
		}
	}
	want[p.focus] = here
	gap := 0
	if rest >= len(p.zones)-1 {
		gap = 1
		rest -= len(p.zones) - 1
	}
	if p.focus == len(p.zones)-1 || rest < 0 {
		want[p.focus] += max(0, rest)
	}
	y := head
	for i, z := range p.zones {
		z.y, z.top, z.rows = y, y+1, want[i]
		y = z.top + z.rows + gap
	}
	p.zone().ed.Layout(w, want[p.focus])
}

// View draws the page.
func (p *Page) View() string {
	if p.state == missing {
		th := p.env.Theme
		return strings.Join([]string{widget.Header(p.env, p.w, th.Title.Render(p.env.L.T("note.title"))), widget.Rule(p.env, p.w), "",
			" " + th.Late.Render("▲ "+p.env.L.T("note.gone"))}, "\n")
	}
	lines := []string{p.title(), p.detailsLine()}
	body := p.h - head - p.foot()
	zones := p.zoneLines(body)
	if p.wide() {
		x := p.left()
		lines = append(lines, widget.RuleWith(p.env, p.w, x, "┬"))
		lines = append(lines, widget.Panes(p.env, p.w, body, x, zones, p.side(p.w-x-2, body))...)
		lines = append(lines, widget.RuleWith(p.env, p.w, x, "┴"))
	} else {
		lines = append(lines, widget.Rule(p.env, p.w))
		lines = append(lines, zones...)
		lines = append(lines, widget.Rule(p.env, p.w), p.offerLine(p.w))
	}
	return strings.Join(append(lines, p.lastLine()), "\n")
}

func (p *Page) title() string {
	key := "note.title"
	switch {
	case p.old.revision():
		key = "note.title_correction"
	case p.state == quick:
		key = "note.title_quick"
	}
	th := p.env.Theme
	name := p.names.Title(p.route.Case, p.dossier.Name())
	return widget.Header(p.env, p.w, th.Muted.Render(p.env.L.T(key)+" · ")+th.Title.Render(widget.Cut(name, p.w-40)))
}

// detailsLine says what contact it is and, always in view, for whom the note is.
func (p *Page) detailsLine() string {
	l, th, k := p.env.L, p.env.Theme, p.head
	parts := []string{th.Bold.Render(l.T("contact.kind." + string(k.Kind)))}
	add := func(s string) {
		if s != "" {
			parts = append(parts, th.Text.Render(s))
		}
	}
	if k.Outcome != "" {
		add(l.T("contact.outcome." + string(k.Outcome)))
	}
	add(strings.TrimSpace(l.ShortDay(k.Date, p.today()) + " " + l.Clock(k.Start)))
	add(l.Duration(k.Minutes))
	add(p.shown(k.Subject))
	add(p.shown(k.Place))
	add(p.shown(k.Present))
	if k.ReadBack {
		add(l.T("note.read_back"))
	}
	team, me := l.T("note.team"), l.T("note.me")
	var right string
	switch {
	case p.private && (p.told || p.old.revision()):
		right = th.Late.Render("■ [" + me + "]")
	case p.old.revision():
		right = th.Done.Render("● [" + team + "]")
	case p.private:
		right = th.Muted.Render("○ "+team) + "  " + th.Late.Bold(true).Render("■ ["+me+"]")
	default:
		right = th.Done.Bold(true).Render("● ["+team+"]") + "  " + th.Muted.Render("○ "+me)
	}
	return widget.Sides(" "+strings.Join(parts, th.Muted.Render(" · ")), " "+right+" ", p.w)
}

// zoneLines draws the headings and the visible rows.
func (p *Page) zoneLines(n int) []string {
	lines := make([]string, n)
	put := func(y int, s string) {
		if y -= head; y >= 0 && y < n {
			lines[y] = s
		}
	}
	for i, z := range p.zones {
		if z.y < 0 {
			continue
		}
		put(z.y, p.heading(i, z))
		var rows []string
		if i == p.focus {
			rows = z.ed.Lines()
		} else {
			rows = z.ed.Head(z.rows)
		}
		for j := range min(len(rows), z.rows) {
			put(z.top+j, strings.Repeat(" ", indent)+rows[j])
		}
	}
	if p.state == quick {
		for i, s := range p.side(min(p.w-4, 76), n-quickRows-2) {
			put(head+quickRows+2+i, " "+s)
		}
	}
	return lines
}

func (p *Page) heading(i int, z *zone) string {
	th, l := p.env.Theme, p.env.L
	mark, style := "  ", th.Muted
	if i == p.focus {
		mark, style = "► ", th.Title
	}
	key := z.field
	if p.state == quick {
		key = "quick"
	}
	s := style.Render(mark + l.T("note.zone."+key))
	about := th.Muted.Render(l.T("note.about." + key))
	if z.field == programme.ZoneShareable {
		about = th.Late.Render("▲ " + l.T("note.about."+key))
	}
	right := ""
	switch {
	case i == p.focus:
		if n := z.ed.Above(); n > 0 {
			right = fmt.Sprintf("↑ %d ", n)
		}
		if n := z.ed.Below(); n > 0 {
			right += fmt.Sprintf("↓ %d", n)
		}
	case z.rows < z.ed.Rows() && !p.heads.bare(z.ed.Text()):
		right = l.N("note.more", z.ed.Rows()-z.rows)
	}
	return widget.Sides(s+"  "+about, th.Muted.Render(right)+" ", p.left())
}

// lastLine is the search, or the warning nearest to the cursor, or how long the note is.
func (p *Page) lastLine() string {
	th, l := p.env.Theme, p.env.L
	if p.search.open {
		line, _ := p.searchLine(p.w)
		return line
	}
	count := ""
	if n := p.words(); n > 0 {
		count = l.N("note.words", n)
	}
	if w, ok := p.warning(); ok {
		key := "note.warn." + w.code
		if !l.Has(key) {
			key = "note.warn.other"
		}
		if w.of > 1 {
			count = fmt.Sprintf("%d/%d", w.nth, w.of)
		}
		return widget.Sides(" "+th.Late.Render("▲ "+l.T(key, "words", p.shown(w.words))), th.Muted.Render(count+" "), p.w)
	}
	return widget.Sides(" "+th.Muted.Render(count), th.Muted.Render(l.T("note.tip")+" "), p.w)
}

// Cursor stands where the next letter goes.
func (p *Page) Cursor() *tea.Cursor {
	x, y := 0, 0
	switch {
	case p.state == missing || p.state == saved:
		return nil
	case p.search.open:
		_, from := p.searchLine(p.w)
		at, ok := p.search.input.Cursor()
		if !ok {
			return nil
		}
		x, y = from+at, p.h-1
	default:
		z := p.zone()
		cx, cy, ok := z.ed.Cursor()
		if !ok {
			return nil
		}
		x, y = cx+indent, cy+z.top
	}
	c := tea.NewCursor(x, y)
	c.Blink = false
	return c
}
