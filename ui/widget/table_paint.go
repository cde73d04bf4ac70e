package widget

import (
	"strings"

	"charm.land/lipgloss/v2"

	"seuil/ui/theme"
)

// painter draws a table. Rendering each cell by its style costs more than all the rest of a frame, so that it asks a style
// once for the escape sequences around a text, and leaves them out between neighbours of the same style.
type painter struct {
	theme   *theme.Theme
	b       strings.Builder
	brushes []brush
	now     string // the sequence that ends the present style
	style   *lipgloss.Style
	under   bool // the row is the selected one
}

// brush is what a style, on the selected row or not, writes before and after a text.
type brush struct {
	style         *lipgloss.Style
	under         bool
	before, after string
}

// paint writes text in a style, which is known by its address in the theme.
func (p *painter) paint(style *lipgloss.Style, text string) {
	if text != "" {
		p.use(style)
		p.b.WriteString(text)
	}
}

// use begins a style, unless it is the present one.
func (p *painter) use(style *lipgloss.Style) {
	if style != p.style {
		p.end()
		b := p.brush(style)
		p.b.WriteString(b.before)
		p.style, p.now = style, b.after
	}
}

// write adds to the text in the present style.
func (p *painter) write(text string) { p.b.WriteString(text) }

// end ends the present style.
func (p *painter) end() {
	p.b.WriteString(p.now)
	p.style, p.now = nil, ""
}

func (p *painter) brush(style *lipgloss.Style) brush {
	for _, b := range p.brushes {
		if b.style == style && b.under == p.under {
			return b
		}
	}
	s := *style
	if p.under {
		s = s.Inherit(p.theme.Selected)
	}
	const probe = "x"
	before, after, _ := strings.Cut(s.Render(probe), probe) // escape sequences of a style hold no x
	b := brush{style, p.under, before, after}
	p.brushes = append(p.brushes, b)
	return b
}
