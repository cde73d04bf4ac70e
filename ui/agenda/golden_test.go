package agenda

import (
	"fmt"
	"testing"
	"time"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

var sizes = [][2]int{{80, 24}, {120, 30}, {160, 45}}

func TestScreens(t *testing.T) {
	for _, state := range []struct {
		name    string
		vault   func() *memory
		prepare func(*stage)
	}{
		{"ready", busyWeek, func(s *stage) { s.Press("down", "down") }},
		{"late", busyWeek, func(s *stage) { s.pass(200); s.Press("home") }},
		{"empty", newMemory, func(*stage) {}},
		{"no_date", alone, func(*stage) {}},
		{"holiday", busyWeek, func(s *stage) {
			s.vault.task(s.find("HADDAD"), "Préparer l’audience", model.NewDate(2026, time.December, 25), 0)
			s.Do(s.page.Update(nav.Changed{Cases: []model.ID{s.find("HADDAD")}}))
			s.on("Préparer l’audience")
			s.Press("o")
		}},
		{"week", busyWeek, func(s *stage) { s.Press("a", "o") }},
		{"filter", busyWeek, func(s *stage) { s.Press("/"); s.Type("edf") }},
		{"nothing_fits", busyWeek, func(s *stage) { s.Press("/"); s.Type("zzz") }},
		{"mine", busyWeek, func(s *stage) { s.Press("r", "end") }},
		{"masked", busyWeek, func(s *stage) { s.names.Masked = true; s.Do(s.page.Update(nav.Changed{})); s.Press("a", "pgdown") }},
		{"waiting", func() *memory { m := busyWeek(); m.busy = true; return m }, func(*stage) {}},
	} {
		for _, lang := range []locale.Lang{locale.French, locale.English} {
			for _, size := range sizes {
				name := fmt.Sprintf("%s_%s_%d", state.name, lang, size[0])
				t.Run(name, func(t *testing.T) {
					s := newStage(t, state.vault(), lang, size[0], size[1])
					state.prepare(s)
					uitest.Golden(t, name, s.Screen())
				})
			}
		}
	}
}
