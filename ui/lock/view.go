package lock

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/ui/widget"
)

// The block of text in the middle of the screen, in cells.
const (
	blockWidth = 66
	fieldWidth = 44
)

// block collects the lines of the screen and knows where the cursor is to stand.
type block struct {
	lines    []string
	x, y     int
	hasField bool
}

func (b *block) add(lines ...string) { b.lines = append(b.lines, lines...) }

// View draws the block in the middle, a little above it.
func (p *Page) View() string {
	b := &block{}
	p.title(b)
	switch p.stage {
	case asking, opening:
		p.viewAsking(b)
	case recovering, checking:
		p.viewRecovering(b)
	case renewing, storing:
		p.viewRenewing(b)
	case closed:
		p.viewClosed(b)
	}
	if len(b.lines) > p.h {
		b.lines = b.lines[:p.h]
	}
	left := max(0, (p.w-p.block())/2)
	top := max(0, (p.h-len(b.lines))/3)
	p.cursor = nil
	if b.hasField && b.y < p.h {
		p.cursor = tea.NewCursor(left+b.x, top+b.y)
	}
	p.gridAt = [2]int{left, top + p.gridAt[1]}
	out := make([]string, top, top+len(b.lines))
	for _, line := range b.lines {
		out = append(out, strings.TrimRight(strings.Repeat(" ", left)+widget.Cut(line, p.w-left), " "))
	}
	return strings.Join(out, "\n")
}

func (p *Page) block() int { return max(1, min(blockWidth, p.w-4)) }

// centre is a line in the middle of the block.
func (p *Page) centre(s string) string {
	s = widget.Cut(s, p.block())
	return strings.Repeat(" ", max(0, (p.block()-ansi.StringWidth(s))/2)) + s
}

// wrap is a sentence cut to the block.
func (p *Page) wrap(s string) []string { return widget.WrapWords(s, p.block()) }

func (p *Page) title(b *block) {
	t := p.env.Theme
	b.add(p.centre(t.Title.Render("s e u i l")), p.centre(widget.Rule(p.env, 25)), "")
}

func (p *Page) viewAsking(b *block) {
	l, t := p.env.L, p.env.Theme
	if p.status.Shown == "" {
		b.add(p.centre(t.Text.Render(l.T("lock.vault", "dir", p.status.Dir))))
		if !p.status.Opened.IsZero() {
			b.add(p.centre(t.Muted.Render(l.T("lock.opened", "when", p.when()))))
		}
	} else {
		b.add(p.centre(t.Late.Render("● "+l.T("lock.demo"))), p.centre(t.Bold.Render(p.status.Shown)))
	}
	b.add("")
	indent := strings.Repeat(" ", (p.block()-fieldWidth)/2)
	b.add(indent+t.Muted.Render(l.T("lock.passphrase")), indent+p.field.View(fieldWidth))
	if x, ok := p.field.Cursor(); ok && p.stage == asking {
		b.x, b.y, b.hasField = len(indent)+x, len(b.lines)-1, true
	}
	switch {
	case p.stage == opening:
		b.add(indent + t.Info.Render("● "+l.T("lock.opening")))
	case p.note != "":
		b.add(p.notes(t.Info.Render, "● "+l.T(p.note), len(indent))...)
	case p.tries > 0 && p.field.Len() == 0:
		b.add(p.notes(t.Urgent.Render, "▲ "+l.N("lock.tries", p.tries), len(indent))...)
	default:
		b.add("")
	}
	b.add("")
	if p.status.Died {
		for _, line := range p.wrap("▲ " + l.T("lock.died")) {
			b.add(p.centre(t.Late.Render(line)))
		}
	}
	if p.status.Drafts {
		b.add(p.centre(t.Muted.Render(l.T("lock.drafts"))))
	}
}

// notes is a sentence below a field, wrapped from its indent to the end of the block.
func (p *Page) notes(render func(...string) string, s string, indent int) (lines []string) {
	for _, line := range widget.WrapWords(s, p.block()-indent) {
		lines = append(lines, strings.Repeat(" ", indent)+render(line))
	}
	return lines
}

// when is when the vault was last open: "hier à 18:04".
func (p *Page) when() string {
	opened := p.status.Opened.In(p.env.Now().Location())
	day := p.env.L.Distance(model.DateOf(opened), model.DateOf(p.env.Now()))
	return p.env.L.T("lock.opened_at", "day", day, "clock", p.env.L.TimeOfDay(opened))
}

func (p *Page) viewRecovering(b *block) {
	l, t := p.env.L, p.env.Theme
	b.add(t.Bold.Render(l.T("lock.recover.title")), "")
	b.add(p.wrap(l.T("lock.recover.text"))...)
	b.add("")
	x, y := p.grid.Cursor()
	p.gridAt[1] = len(b.lines)
	if p.stage == recovering {
		b.x, b.y, b.hasField = x, len(b.lines)+y, true
	}
	b.add(strings.Split(p.grid.View(p.block()), "\n")...)
	b.add("")
	switch {
	case p.stage == checking:
		b.add(t.Info.Render("● " + l.T("lock.opening")))
	case p.note != "":
		b.add(p.notes(t.Late.Render, "▲ "+l.T(p.note), 0)...)
	default:
		b.add(t.Muted.Render("○ " + l.N("lock.recover.typed", p.grid.Known())))
	}
	b.add("")
	b.add(p.notes(t.Muted.Render, l.T("lock.recover.lost"), 0)...)
}

func (p *Page) viewRenewing(b *block) {
	l, t := p.env.L, p.env.Theme
	b.add(t.Bold.Render(l.T("lock.renew.title")), "")
	b.add(p.wrap(l.T("lock.renew.text"))...)
	b.add("")
	from := len(b.lines)
	b.add(strings.Split(p.choice.View(p.block()), "\n")...)
	x, y := p.choice.Cursor()
	switch {
	case p.stage == storing:
		b.add("", t.Info.Render("● "+l.T("lock.renew.storing")))
	case p.note != "":
		b.add("")
		b.add(p.notes(t.Urgent.Render, "■ "+l.T(p.note), 0)...)
	}
	b.x, b.y, b.hasField = x, from+y, p.stage == renewing
}

func (p *Page) viewClosed(b *block) {
	l, t := p.env.L, p.env.Theme
	b.add(p.centre(t.Text.Render(l.T("lock.vault", "dir", p.status.Dir))), "")
	b.add(p.notes(t.Urgent.Render, "■ "+l.T("lock.reason."+string(p.reason)), 0)...)
	if remedy := "lock.remedy." + string(p.reason); l.Has(remedy) {
		b.add("")
		b.add(p.wrap(l.T(remedy))...)
	}
}
