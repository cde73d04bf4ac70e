package caseload

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"seuil/model"
	"seuil/ui/locale"
)

// safe are the keys that every keyboard has without AltGr, and that every terminal passes on (design/screens.md, 2).
const safe = "abcdefghijklmnopqrstuvwxyz/"

var named = []string{"enter", "esc", "tab", "space", "up", "down", "left", "right", "pgup", "pgdown", "home", "end", "delete", "ctrl+n", "f3"}

func TestKeysAreSafeNamedOnceAndTold(t *testing.T) {
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		s := newStage(t, small(), lang, 80, 24)
		s.vault.drafts = []model.Draft{{ID: model.ID{1}, Case: s.vault.order[0]}}
		s.page.Layout(80, 22)
		s.Press("space")
		for _, typing := range []bool{false, true} {
			s.page.typing = typing
			seen := make(map[string]bool)
			for _, b := range s.page.Keys() {
				if b.Run == nil || b.Label == "" || strings.Contains(b.Label+b.Help+b.Group, "‹") {
					t.Errorf("%v: the binding %q does nothing or is not told", b.Keys, b.Label)
				}
				for _, k := range b.Keys {
					if !slices.Contains(named, k) && !(len(k) == 1 && strings.Contains(safe, k)) {
						t.Errorf("%q is no safe key", k)
					}
					if strings.Contains("dzqh", k) {
						t.Errorf("%q belongs to the root", k)
					}
					if seen[k] {
						t.Errorf("%q is bound twice", k)
					}
					seen[k] = true
					if typing && (len(k) == 1 || slices.Contains([]string{"space", "home", "end", "delete", "left", "right", "backspace"}, k)) {
						t.Errorf("%q is taken from the field of the filter", k)
					}
				}
			}
		}
	}
}

// At 80 columns the bar holds the hints of the mock-up and the help.
func TestHintsFitIn80Columns(t *testing.T) {
	for _, lang := range []locale.Lang{locale.French, locale.English} {
		s := newStage(t, small(), lang, 80, 24)
		at, room := 1, 80-2-ansi.StringWidth("? "+s.env.L.T("root.help"))
		for _, b := range s.page.Keys()[:7] {
			at += ansi.StringWidth(s.env.L.KeyName(b.Keys[0])+" "+b.Label) + 2
			if !b.Hint || at > room {
				t.Errorf("%v: the hint ends at %d of %d", b.Keys, at, room)
			}
		}
	}
}
