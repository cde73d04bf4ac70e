package note

import (
	tea "charm.land/bubbletea/v2"

	"seuil/model/text"
	"seuil/ui/widget"
)

// search is the line that finds words in the note (Ctrl+F).
type search struct {
	open  bool
	input *widget.Input
}

// query is what is looked for; nothing while the line is closed.
func (s search) query() string {
	if !s.open {
		return ""
	}
	return s.input.Value()
}

// inZone is where the query stands in a zone.
func (s search) inZone(z *zone) []text.Range {
	q := s.query()
	if q == "" {
		return nil
	}
	return z.ed.Find(q)
}

func (p *Page) openSearch() {
	if p.search.input == nil {
		p.search.input = widget.NewInput(p.env)
		p.search.input.Limit = 80
	}
	p.search.open = true
	if start, end := p.zone().ed.Selection(); end > start && end-start <= 80 {
		p.search.input.SetValue(p.zone().ed.Text()[start:end])
	}
	p.remark()
}

func (p *Page) closeSearch() {
	p.search.open = false
	p.remark()
}

func (p *Page) remark() {
	for _, z := range p.zones {
		p.mark(z)
	}
}

// searchKey takes the keys of the search line.
func (p *Page) searchKey(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "enter", "down":
			p.next(1)
			return nil
		case "up", "shift+enter":
			p.next(-1)
			return nil
		}
	}
	was := p.search.query()
	p.search.input.Update(msg)
	if p.search.query() != was {
		p.remark()
		p.nearest()
	}
	return nil
}

// hit is a place where the query stands.
type hit struct {
	zone int
	text.Range
}

func (p *Page) hits() (list []hit) {
	for i, z := range p.zones {
		for _, r := range z.hits {
			list = append(list, hit{i, r})
		}
	}
	return list
}

// present is the index of the hit that is selected, or of the first after the cursor; on says which.
func (p *Page) present(list []hit) (i int, on bool) {
	start, end := p.zone().ed.Selection()
	for i, h := range list {
		switch {
		case h.zone == p.focus && h.Start == start && h.End == end:
			return i, true
		case h.zone > p.focus || h.zone == p.focus && h.Start >= start:
			return i, false
		}
	}
	return 0, false
}

// nearest goes to the hit at the cursor or after it.
func (p *Page) nearest() {
	if list := p.hits(); len(list) > 0 {
		i, _ := p.present(list)
		p.goHit(list[i])
	}
}

// next goes to the next hit, or the former one, around.
func (p *Page) next(by int) {
	list := p.hits()
	if len(list) == 0 {
		return
	}
	i, on := p.present(list)
	if on || by < 0 {
		i = (i + by + len(list)) % len(list)
	}
	p.goHit(list[i])
}

func (p *Page) goHit(h hit) {
	p.focus = h.zone
	p.arrange()
	p.zone().ed.Select(h.Start, h.End)
}

// searchLine draws the line and how many hits there are; x is where its field begins.
func (p *Page) searchLine(w int) (line string, x int) {
	th, l := p.env.Theme, p.env.L
	label := " " + l.T("note.find.label") + " "
	list := p.hits()
	count := ""
	if p.search.query() != "" {
		i, _ := p.present(list)
		count = l.N("note.find.count", len(list), "nth", min(i+1, len(list)))
	}
	x = len([]rune(label))
	field := p.search.input.View(min(40, w-x-20))
	return widget.Sides(th.Accent.Render(label)+field, th.Muted.Render(count+" "), w), x
}
