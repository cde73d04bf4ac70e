package ui

import (
	"strings"
	"testing"

	"seuil/ui/locale"
	"seuil/ui/nav"
)

// TestWhatJustHappenedIsSaidInFullUntilTheNextKey: a refusal ends with what to try next, which must not be what is cut off.
func TestWhatJustHappenedIsSaidInFullUntilTheNextKey(t *testing.T) {
	h := newColleague(t, "Ana Roquebrane", t.TempDir(), 1, locale.French)
	h.resize(80, 24)
	h.send(nav.Say{Tone: nav.Bad, Text: strings.Repeat("Ce fichier ne va pas ", 5) + ": demandez-en un autre"})
	h.shows("demandez-en un autre", "G ma carte")
	for _, line := range strings.Split(h.screen(), "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), ":") {
			t.Errorf("a line begins with a colon: %q", line)
		}
	}
	h.keys("down")
	h.hides("demandez-en un autre")
	h.shows("■ Ce fichier ne va pas")
}
