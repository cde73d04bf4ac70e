package welcome

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/ui/widget"
)

const (
	blockWidth   = 72 // of the text, in cells
	optionHeight = 3  // lines of one option of the first screen
	steps        = 4
)

// screen collects the lines of a step, with the cursor.
type screen struct {
	lines []string
	x, y  int
	shown bool
}

func (s *screen) add(lines ...string) { s.lines = append(s.lines, lines...) }

func (s *screen) at(x, y int) { s.x, s.y, s.shown = x, y, true }

// View draws the step.
func (p *Page) View() string {
	s := &screen{}
	left := 3
	if p.stage == choosing {
		left = max(0, (p.w-p.block())/2)
		s.add(make([]string, max(0, (p.h-16)/3))...)
	} else {
		left = max(left, (p.w-p.block())/4)
	}
	p.at = [2]int{left, 0}
	switch p.stage {
	case choosing:
		p.viewChoosing(s)
	case who:
		p.head(s, 1, "who")
		p.viewWho(s)
	case phrase:
		p.head(s, 2, "phrase")
		p.viewPhrase(s)
	case place, making:
		p.head(s, 3, "place")
		p.viewPlace(s)
	case showing:
		p.head(s, steps, "words")
		p.viewShowing(s)
	case copying:
		p.head(s, steps, "copy")
		p.viewCopying(s)
	}
	p.cursor = nil
	if s.shown && s.y < p.h {
		p.cursor = tea.NewCursor(left+s.x, s.y)
	}
	if len(s.lines) > p.h {
		s.lines = s.lines[:p.h]
	}
	for i, line := range s.lines {
		if p.stage == choosing || i > 1 {
			line = strings.Repeat(" ", left) + line
		}
		s.lines[i] = strings.TrimRight(widget.Cut(line, p.w), " ")
	}
	return strings.Join(s.lines, "\n")
}

func (p *Page) block() int { return max(1, min(blockWidth, p.w-4)) }

func (p *Page) wrap(sentence string) []string { return widget.WrapWords(sentence, p.block()) }

// head is the first lines of a step: where one is, a rule, the heading and what it is about.
func (p *Page) head(s *screen, step int, key string) {
	l, t := p.env.L, p.env.Theme
	s.add(widget.Sides(" "+t.Muted.Render("seuil")+" "+t.Title.Render(l.T("welcome.title")),
		t.Muted.Render(l.T("welcome.step", "n", step, "of", steps))+" ", p.w), widget.Rule(p.env, p.w), "")
	s.add(t.Bold.Render(l.T("welcome."+key+".heading")), "")
	s.add(p.wrap(l.T("welcome." + key + ".text"))...)
	s.add("")
}

// remark is the sentence of the note, if there is one.
func (p *Page) remark(s *screen) {
	if p.note == "" {
		return
	}
	s.add("")
	for _, line := range p.wrap("▲ " + p.env.L.T(p.note)) {
		s.add(p.env.Theme.Late.Render(line))
	}
}

func (p *Page) centre(line string) string {
	line = widget.Cut(line, p.block())
	return strings.Repeat(" ", max(0, (p.block()-ansi.StringWidth(line))/2)) + line
}

func (p *Page) viewChoosing(s *screen) {
	l, t := p.env.L, p.env.Theme
	s.add(p.centre(t.Title.Render("s e u i l")), p.centre(widget.Rule(p.env, 25)), "")
	for _, line := range p.wrap(l.T("welcome.about")) {
		s.add(p.centre(t.Text.Render(line)))
	}
	s.add("", "")
	p.at[1] = len(s.lines)
	const width, indent = 46, "             "
	for i, key := range []string{"demo", "own"} {
		title := "  " + l.T("welcome.choose."+key)
		detail := "  " + l.T("welcome.choose."+key+"_text")
		style := t.Bold
		if p.own == (i == 1) {
			title, style = "► "+strings.TrimPrefix(title, "  "), t.Selected
			s.at(len(indent), len(s.lines))
		}
		s.add(indent+style.Render(widget.Pad(title, width)), indent+t.Muted.Render(widget.Cut(detail, width+12)), "")
	}
}

func (p *Page) viewWho(s *screen) {
	from := len(s.lines)
	p.at[1] = from
	p.form.Layout(p.block(), max(3, p.h-from-3))
	s.add(strings.Split(p.form.View(), "\n")...)
	if x, y, ok := p.form.Cursor(); ok {
		s.at(x, from+y)
	}
	p.remark(s)
}

func (p *Page) viewPhrase(s *screen) {
	from := len(s.lines)
	s.add(strings.Split(p.choice.View(p.block()), "\n")...)
	x, y := p.choice.Cursor()
	s.at(x, from+y)
}

func (p *Page) viewPlace(s *screen) {
	l, t := p.env.L, p.env.Theme
	s.add(t.Muted.Render(l.T("welcome.place.dir")))
	s.add(p.dir.View(p.block()))
	if x, ok := p.dir.Cursor(); ok && p.stage == place {
		s.at(x, len(s.lines)-1)
	}
	if p.stage == making {
		s.add("", t.Info.Render("● "+l.T("welcome.place.making")))
	}
	p.remark(s)
}

func (p *Page) viewShowing(s *screen) {
	t := p.env.Theme
	const perRow = 3
	for i := 0; i < len(p.recovery); i += perRow {
		var row strings.Builder
		for j := i; j < min(i+perRow, len(p.recovery)); j++ {
			row.WriteString(t.Muted.Render(fmt.Sprintf("%4d  ", j+1)) + t.Bold.Render(widget.Pad(p.recovery[j], 14)))
		}
		s.add(row.String())
	}
	s.add("")
	for _, line := range p.wrap("■ " + p.env.L.T("welcome.words.lost")) {
		s.add(t.Urgent.Render(line))
	}
	p.remark(s)
}

func (p *Page) viewCopying(s *screen) {
	l, t := p.env.L, p.env.Theme
	p.at[1] = len(s.lines)
	x, y := p.grid.Cursor()
	s.at(x, len(s.lines)+y)
	s.add(strings.Split(p.grid.View(p.block()), "\n")...)
	if p.note == "" {
		s.add("", t.Muted.Render("○ "+l.N("welcome.words.typed", p.grid.Known())))
	}
	p.remark(s)
}
