// Package theme turns tokens (text, muted, accent, urgent, late…) into styles. Pages get a *Theme and name tokens only, so
// that one palette can be changed for another while the program runs. A state is never told by colour alone.
package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// Name of a palette, as in the settings.
type Name string

// The palettes. Auto follows the terminal's background.
const (
	Auto     Name = "auto"
	Dark     Name = "dark"
	Light    Name = "light"
	Contrast Name = "contrast"
)

// Palette is a set of colours with computed contrast: each is readable on Background and on Selected.
type Palette struct {
	Background, Selected, Text, Muted, Accent, Urgent, Late, Info, Done color.Color
}

// PaletteOf is the palette of a name; Auto is the dark one until the terminal has told its background.
func PaletteOf(name Name) Palette {
	c := lipgloss.Color
	switch name {
	case Light:
		return Palette{c("#FBFAF7"), c("#D8E6EF"), c("#1F2933"), c("#59636E"), c("#005F7A"), c("#A8320A"), c("#7A5200"), c("#0B5CAD"), c("#0F6656")}
	case Contrast:
		return Palette{c("#000000"), c("#003B73"), c("#FFFFFF"), c("#D0D0D0"), c("#7FE9FF"), c("#FFB199"), c("#FFE066"), c("#9CD3FF"), c("#A8F0DC")}
	}
	return Palette{c("#161B22"), c("#243A4C"), c("#D7DCE2"), c("#A9B2BC"), c("#7EC8E3"), c("#FF9470"), c("#F0C85A"), c("#6EB2DC"), c("#8CC8BE")}
}

// Theme is the styles of the tokens. Pages keep the pointer and never a style, for the root may change the palette.
type Theme struct {
	Palette                                             Palette
	Text, Muted, Accent, Urgent, Late, Info, Done, Bold lipgloss.Style
	Title                                               lipgloss.Style // bold, in the accent colour
	Selected                                            lipgloss.Style // the row under the cursor
	Match                                               lipgloss.Style // what a filter or a search found
	Key                                                 lipgloss.Style // a key in the hint bar
	Field                                               lipgloss.Style // the background of a text field
}

// New makes the styles of a palette. Without colour only bold, underline and reverse remain.
func New(name Name, noColor bool) *Theme {
	p := PaletteOf(name)
	fg := func(c color.Color) lipgloss.Style {
		if noColor {
			return lipgloss.NewStyle()
		}
		return lipgloss.NewStyle().Foreground(c)
	}
	t := &Theme{
		Palette: p,
		Text:    fg(p.Text), Muted: fg(p.Muted), Accent: fg(p.Accent), Urgent: fg(p.Urgent), Late: fg(p.Late),
		Info: fg(p.Info), Done: fg(p.Done), Bold: fg(p.Text).Bold(true), Title: fg(p.Accent).Bold(true),
		Match: fg(p.Accent).Bold(true).Underline(true), Key: fg(p.Accent).Bold(true),
	}
	t.Selected, t.Field = fg(p.Text).Background(p.Selected), fg(p.Text).Background(p.Selected)
	if noColor {
		t.Selected, t.Field = lipgloss.NewStyle().Reverse(true), lipgloss.NewStyle().Underline(true)
	}
	return t
}
