package lock

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"seuil/ui/locale"
	"seuil/ui/uitest"
)

func TestScreens(t *testing.T) {
	states := []struct {
		name string
		make func(*Page, *door)
	}{
		{"asking", func(p *Page, _ *door) { typing(p, "abei ceri") }},
		{"wrong", func(p *Page, _ *door) { typing(p, "x"); press(p, "enter"); typing(p, "y"); press(p, "enter") }},
		{"empty", func(p *Page, _ *door) { press(p, "enter") }},
		{"opening", func(p *Page, _ *door) { typing(p, "abei"); binding(p, "enter")() }},
		{"demo", func(p *Page, d *door) { p.status = Status{Shown: "le chat dort au soleil"} }},
		{"died", func(p *Page, d *door) { p.status.Died = true }},
		{"recovering", func(p *Page, _ *door) { press(p, "f3"); typing(p, "abei cerizzz horl jard oliv tor") }},
		{"renewing", func(p *Page, _ *door) {
			press(p, "f3")
			p.Update(tea.PasteMsg{Content: strings.Join(list, " ")})
			press(p, "enter")
			typing(p, "abei ceri hor")
		}},
		{"own", func(p *Page, _ *door) {
			press(p, "f3")
			p.Update(tea.PasteMsg{Content: strings.Join(list, " ")})
			press(p, "enter", "tab")
			typing(p, "une barque en papier")
		}},
		{"damaged", func(p *Page, _ *door) { p.stage, p.reason = closed, Damaged }},
		{"elsewhere", func(p *Page, _ *door) { p.stage, p.reason = closed, Elsewhere }},
	}
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		for _, size := range [][2]int{{80, 22}, {120, 28}, {160, 43}} {
			for _, s := range states {
				if size[0] != 80 && s.name != "asking" && s.name != "renewing" {
					continue // the block is the same, only its place differs
				}
				name := fmt.Sprintf("%s-%s-%dx%d", s.name, lang, size[0], size[1])
				t.Run(name, func(t *testing.T) {
					d := door1()
					p := newPage(t, lang, d)
					p.Layout(size[0], size[1])
					s.make(p, d)
					uitest.GoldenPage(t, name, p, size[0], size[1])
				})
			}
		}
	}
}
