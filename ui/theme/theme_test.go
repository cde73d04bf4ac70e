package theme

import (
	"image/color"
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
)

var names = []Name{Dark, Light, Contrast}

// luminance is the relative luminance of WCAG 2.2, 0 (black) to 1 (white).
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		s := float64(v) / 0xFFFF
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// contrast is the contrast ratio of WCAG 2.2, 1 to 21.
func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrastIsThatOfTheStandard(t *testing.T) {
	black, white, grey := lipgloss.Color("#000000"), lipgloss.Color("#FFFFFF"), lipgloss.Color("#767676")
	if got := contrast(black, white); math.Abs(got-21) > 0.001 {
		t.Errorf("black on white: %.3f", got)
	}
	if got := contrast(grey, white); math.Abs(got-4.54) > 0.01 {
		t.Errorf("#767676 on white: %.3f", got)
	}
}

// Ordinary text needs 4.5 (WCAG 2.2, 1.4.3), on the background and on the row under the cursor alike.
func TestEveryTokenIsReadableEverywhere(t *testing.T) {
	for _, name := range names {
		p := reflect.ValueOf(PaletteOf(name))
		background, selected := PaletteOf(name).Background, PaletteOf(name).Selected
		checked := 0
		for i := range p.NumField() {
			token := p.Type().Field(i).Name
			if token == "Background" || token == "Selected" {
				continue
			}
			c, ok := p.Field(i).Interface().(color.Color)
			if !ok {
				t.Fatalf("%s: %s has no colour", name, token)
			}
			checked++
			if got := contrast(c, background); got < 4.5 {
				t.Errorf("%s: %s on the background: %.2f", name, token, got)
			}
			if got := contrast(c, selected); got < 4.5 {
				t.Errorf("%s: %s on the selected row: %.2f", name, token, got)
			}
		}
		if checked < 7 {
			t.Errorf("%s: only %d tokens", name, checked)
		}
	}
}

// The palettes as designed: the least contrast of each is known.
func TestTheLeastContrastIsWhatTheDesignSays(t *testing.T) {
	for name, want := range map[Name]float64{Dark: 5.1, Light: 4.8, Contrast: 6.4} {
		p := PaletteOf(name)
		least := 21.0
		for _, c := range []color.Color{p.Text, p.Muted, p.Accent, p.Urgent, p.Late, p.Info, p.Done} {
			least = min(least, contrast(c, p.Background), contrast(c, p.Selected))
		}
		if math.Abs(least-want) > 0.1 {
			t.Errorf("%s: %.2f, the design says %.1f", name, least, want)
		}
	}
}

func TestStatesAreToldApart(t *testing.T) {
	for _, name := range names {
		p := PaletteOf(name)
		seen := make(map[color.Color]bool)
		for _, c := range []color.Color{p.Text, p.Muted, p.Accent, p.Urgent, p.Late, p.Info, p.Done} {
			if seen[c] {
				t.Errorf("%s: two tokens have the colour %v", name, c)
			}
			seen[c] = true
		}
	}
}

func TestAutoIsDarkUntilTheTerminalTells(t *testing.T) {
	if PaletteOf(Auto) != PaletteOf(Dark) || PaletteOf("nonsense") != PaletteOf(Dark) {
		t.Error("auto and unknown names are not dark")
	}
}

// styles are the styles of a theme by the name of their token.
func styles(th *Theme) map[string]lipgloss.Style {
	m := make(map[string]lipgloss.Style)
	v := reflect.ValueOf(*th)
	for i := range v.NumField() {
		if s, ok := v.Field(i).Interface().(lipgloss.Style); ok {
			m[v.Type().Field(i).Name] = s
		}
	}
	return m
}

// coloured says that a text has a sequence that sets a colour (SGR 30 to 49, 90 to 107).
func coloured(s string) bool {
	for seq := range strings.SplitSeq(s, "\x1b[") {
		codes, _, ok := strings.Cut(seq, "m")
		if !ok {
			continue
		}
		for code := range strings.SplitSeq(codes, ";") {
			if n, err := strconv.Atoi(code); err == nil && (n >= 30 && n < 50 || n >= 90 && n <= 107) {
				return true
			}
		}
	}
	return false
}

func TestWithoutColourNoStyleHasAny(t *testing.T) {
	for _, name := range names {
		all := styles(New(name, true))
		if len(all) < 10 {
			t.Fatalf("only %d styles", len(all))
		}
		for token, s := range all {
			if got := s.Render("x"); coloured(got) {
				t.Errorf("%s: %s has a colour: %q", name, token, got)
			}
		}
		th := New(name, true)
		for token, s := range map[string]lipgloss.Style{"Selected": th.Selected, "Field": th.Field, "Bold": th.Bold, "Match": th.Match, "Title": th.Title} {
			if s.Render("x") == "x" {
				t.Errorf("%s: %s cannot be told without colour", name, token)
			}
		}
	}
}

func TestWithColourEveryStyleHasOne(t *testing.T) {
	for _, name := range names {
		for token, s := range styles(New(name, false)) {
			if !coloured(s.Render("x")) {
				t.Errorf("%s: %s has no colour: %q", name, token, s.Render("x"))
			}
		}
	}
}
