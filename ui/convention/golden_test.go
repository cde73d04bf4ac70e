package convention

import (
	"fmt"
	"testing"

	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

var sizes = [][2]int{{80, 24}, {120, 30}, {160, 45}}

func TestScreens(t *testing.T) {
	states := map[string]func(*stage){
		"ready": func(s *stage) { s.goTo("ORAZI", 2) },
		"right": func(s *stage) { s.goTo("D’AMICO", 6) },
		"steps": func(s *stage) { s.sheet("securisation", "orientation"); s.goTo("HADDAD", 2) },
		"empty": func(s *stage) { s.sheet("securisation", "engagement") },
		"none":  func(s *stage) { *s.vault = *newVault(); s.page.show(s.page.list.sheet) },
		"filter": func(s *stage) {
			s.Press("f")
			s.Type("elodie")
		},
		"masked": func(s *stage) {
			s.names.Masked = true
			s.Do(s.page.Update(nav.Changed{}))
			s.goTo("ORAZI", 2)
		},
	}
	for name, prepare := range states {
		for _, lang := range []locale.Lang{locale.French, locale.English} {
			for _, size := range sizes {
				t.Run(fmt.Sprintf("%s_%s_%d", name, lang, size[0]), func(t *testing.T) {
					s := newStage(t, small(), lang, size[0], size[1])
					prepare(s)
					uitest.Golden(t, fmt.Sprintf("%s_%s_%d", name, lang, size[0]), s.Screen())
				})
			}
		}
	}
}
