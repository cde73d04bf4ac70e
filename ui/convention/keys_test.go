package convention

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"seuil/ui/locale"
)

var cells = map[string]func(*stage){
	"a commitment": func(s *stage) { s.goTo("KOWALSKI", 1) }, "one that is kept": func(s *stage) { s.goTo("ŒUVRARD", 1) },
	"a paper": func(s *stage) { s.goTo("KOWALSKI", 0) }, "one that is not begun": func(s *stage) { s.goTo("VIDAL", 0) },
	"a step":  func(s *stage) { s.sheet("securisation", "orientation") },
	"nothing": func(s *stage) { s.sheet("sauvegarde", "accompagnement"); s.Press("f"); s.Type("zzz"); s.Press("tab") },
	"typing":  func(s *stage) { s.Press("f") },
}

func TestKeysAreNamedOnceAndTold(t *testing.T) {
	for name, prepare := range cells {
		for _, lang := range []locale.Lang{locale.French, locale.English} {
			s := newStage(t, small(), lang, 80, 24)
			prepare(s)
			seen := make(map[string]bool)
			for _, b := range s.page.Keys() {
				if b.Run == nil || strings.Contains(b.Label+b.Help+b.Group, "‹") {
					t.Errorf("%s: the binding %q does nothing or is not told", name, b.Label)
				}
				for _, k := range b.Keys {
					if strings.Contains("dzqh", k) || seen[k] {
						t.Errorf("%s: %q is bound twice, or the root's", name, k)
					}
					seen[k] = true
					if s.page.Typing() && (len(k) == 1 || slices.Contains([]string{"space", "home", "end", "left", "right"}, k)) {
						t.Errorf("%q is taken from the field of the filter", k)
					}
				}
			}
		}
	}
}

// At 80 columns the bar holds all that can be done with a cell, the choice of the paper, and the help.
func TestHintsFitIn80Columns(t *testing.T) {
	for name, prepare := range cells {
		for _, lang := range []locale.Lang{locale.French, locale.English} {
			s := newStage(t, small(), lang, 80, 24)
			prepare(s)
			at, room := 1, 80-2-ansi.StringWidth("? "+s.env.L.T("root.help"))
			for _, b := range s.page.Keys() {
				if !b.Hint || b.Keys[0] == "f" { // the filter may give way: / is told everywhere
					continue
				}
				if at += ansi.StringWidth(s.env.L.KeyName(b.Keys[0])+" "+b.Label) + 2; at-2 > room {
					t.Errorf("%s, %s: %v ends at %d of %d", name, lang, b.Keys, at-2, room)
				}
			}
		}
	}
}
