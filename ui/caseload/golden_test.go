package caseload

import (
	"fmt"
	"testing"

	"seuil/model"
	"seuil/ui/locale"
	"seuil/ui/nav"
	"seuil/ui/uitest"
)

var sizes = [][2]int{{80, 24}, {120, 30}, {160, 45}}

func TestScreens(t *testing.T) {
	states := map[string]func(*stage){
		"computed": func(s *stage) { s.reopen(busy()) },
		"computing": func(s *stage) {
			v := busy()
			v.waiting = true
			s.reopen(v)
		},
		"query":    func(s *stage) { s.reopen(busy()); s.Press("/"); s.Type("orange retard>0") },
		"complete": func(s *stage) { s.reopen(busy()); s.Press("/"); s.Type("retard>0 agence:") },
		"fault":    func(s *stage) { s.reopen(busy()); s.Press("/"); s.Type("retard>0 agance:orange") },
		"by_name":  func(s *stage) { s.reopen(busy()); s.Press("o", "o") },
		"view":     func(s *stage) { s.reopen(busy()); s.Press("f", "down", "enter") },
		"urgent": func(s *stage) {
			s.reopen(busy())
			s.Press("down", "u")
			s.Type("audience le 4 décembre")
			s.Press("enter")
		},
		"why": func(s *stage) { s.reopen(busy()); s.Press("g") },
		"views": func(s *stage) {
			s.reopen(busy())
			s.vault.commit(must(s.vault.registry.Put("view.save", model.ID{7}, &model.View{Name: "Orange en retard", Query: "agence:orange retard>0", Worker: workerID})))
			s.Press("/")
			s.Type("apt")
			s.Press("tab", "f")
		},
		"ready":  func(*stage) {},
		"empty":  func(s *stage) { s.vault.cases, s.vault.order = map[model.ID]*model.Case{}, nil; s.page.reload() },
		"filter": func(s *stage) { s.Press("down", "/"); s.Type("ora") },
		"masked": func(s *stage) {
			s.names.Masked = true
			s.Do(s.page.Update(nav.Changed{}))
			s.Press("end", "up", "up", "up")
		},
		"ticked": func(s *stage) { s.Press("m", "space", "space") },
		"draft": func(s *stage) {
			for i, id := range s.vault.order[:2] {
				s.vault.drafts = append(s.vault.drafts, model.Draft{ID: id, Case: id, Kind: model.KindContact, At: noon.AddDate(0, 0, -i).Add(-3 * 3600e9)})
			}
			s.page.Layout(s.page.w, s.page.h)
		},
	}
	for name, prepare := range states {
		for _, lang := range []locale.Lang{locale.French, locale.English} {
			for _, size := range sizes {
				t.Run(fmt.Sprintf("%s_%s_%d", name, lang, size[0]), func(t *testing.T) {
					s := newStage(t, small(), lang, size[0], size[1])
					prepare(s)
					if len(s.Dialogs) > 0 {
						uitest.Golden(t, fmt.Sprintf("%s_%s_%d", name, lang, size[0]), s.Box())
						return
					}
					uitest.Golden(t, fmt.Sprintf("%s_%s_%d", name, lang, size[0]), s.Screen())
				})
			}
		}
	}
}
