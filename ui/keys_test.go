package ui

import (
	"slices"
	"strings"
	"testing"

	"seuil/ui/nav"
)

// everyPage are the ways to every page of the program from the caseload.
var everyPage = map[string]string{
	"caseload": "", "filter": "/", "household": "enter", "dates": "enter tab", "steps": "enter tab tab", "home": "enter tab tab tab",
	"papers": "enter tab tab tab", "past": "enter tab tab tab tab tab",
	"grid": "4", "grid_filter": "4 f", "grid_papers": "4 o",
	"agenda": "2", "agenda_week": "2 o", "agenda_filter": "2 /", "why": "2 g",
	"note": "v", "quick": "n", "newcase": "ctrl+n", "find": "ctrl+f", "postpone": "p", "date": "e",
}

func TestEveryScreenFitsItsWindow(t *testing.T) {
	v := demoVault(t)
	for name, way := range everyPage {
		h := newHarness(t, v)
		h.keys(way)
		for _, size := range [][2]int{{80, 24}, {110, 28}, {120, 30}, {160, 45}, {300, 80}} {
			h.resize(size[0], size[1])
			lines := strings.Split(h.root.View().Content, "\n")
			if len(lines) != size[1] {
				t.Errorf("%s at %v has %d lines", name, size, len(lines))
			}
		}
		h.resize(79, 24)
		h.shows("80×24")
	}
}

// TestEveryKeyCanBeTypedOnAzerty holds every binding of every page to the keys that need neither AltGr nor Alt, and that
// every terminal passes on.
func TestEveryKeyCanBeTypedOnAzerty(t *testing.T) {
	const direct = "abcdefghijklmnopqrstuvwxyz&é\"'(-è_çà)=,;:!*$<ù"
	named := []string{"enter", "esc", "tab", "shift+tab", "space", "up", "down", "left", "right", "pgup", "pgdown", "home", "end", "delete", "backspace",
		"f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "shift+up", "shift+down", "shift+left", "shift+right", "shift+home", "shift+end",
		"shift+pgup", "shift+pgdown", "ctrl+home", "ctrl+end", "ctrl+up", "ctrl+down", "ctrl+left", "ctrl+right", "ctrl+backspace", "ctrl+delete",
		"ctrl+shift+left", "ctrl+shift+right", "ctrl+shift+home", "ctrl+shift+end"}
	twinned := []string{"?", "/", "+", "1", "2", "3", "4", "5", "6", "7", "8", "9", "ctrl+shift+z"} // with Shift; each needs another way
	const ctrl = "acdefglnpqrstvxyz"
	v := demoVault(t)
	for name, way := range everyPage {
		h := newHarness(t, v)
		h.keys(way)
		for _, table := range [][]nav.Binding{h.root.target().Keys(), h.root.globalKeys()} {
			for _, b := range table {
				free := len(b.Keys) == 0
				for _, key := range b.Keys {
					letter, isCtrl := strings.CutPrefix(key, "ctrl+")
					switch {
					case len([]rune(key)) == 1 && strings.Contains(direct, key), slices.Contains(named, key):
						free = true
					case isCtrl && len(letter) == 1 && strings.Contains(ctrl, letter):
						free = true
					case slices.Contains(twinned, key):
					default:
						t.Errorf("%s: %q (%s) is not for every keyboard and terminal", name, key, b.Text())
					}
				}
				if !free {
					t.Errorf("%s: %v (%s) needs Shift and has no twin", name, b.Keys, b.Text())
				}
				if b.Text() == "" || strings.HasPrefix(b.Text(), "‹") {
					t.Errorf("%s: %v has no name", name, b.Keys)
				}
			}
		}
	}
}

func TestEachKeyMeansOneThing(t *testing.T) {
	v := demoVault(t)
	for name, way := range everyPage {
		h := newHarness(t, v)
		h.keys(way)
		for _, table := range [][]nav.Binding{h.root.target().Keys(), h.root.globalKeys()} {
			seen := make(map[string]string)
			for _, b := range table {
				for _, key := range b.Keys {
					if other, twice := seen[key]; twice {
						t.Errorf("%s: %q is both %q and %q", name, key, other, b.Text())
					}
					seen[key] = b.Text()
				}
			}
		}
	}
}

func TestHintsEndWithHelp(t *testing.T) {
	v := demoVault(t)
	for name, way := range everyPage {
		h := newHarness(t, v)
		h.resize(80, 24)
		h.keys(way)
		lines := strings.Split(h.screen(), "\n")
		if last := lines[len(lines)-1]; !strings.HasSuffix(last, "aide") {
			t.Errorf("%s: the hint bar is %q", name, last)
		}
	}
}
