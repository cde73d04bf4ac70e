package widget

import (
	"testing"

	"github.com/charmbracelet/x/ansi"

	"seuil/ui/locale"
)

func TestABarIsAsFullAsWhatItShows(t *testing.T) {
	env := testEnv(t, locale.French)
	for _, c := range []struct {
		name     string
		n, total int
		want     string
	}{
		{"nothing yet", 0, 7, "░░░░░░░░"},
		{"not full before the last", 6, 7, "██████░░"},
		{"full with the last", 7, 7, "████████"},
		{"never fuller than full", 9, 7, "████████"},
		{"nothing to do", 0, 0, "░░░░░░░░"},
	} {
		if got := ansi.Strip(Bar(env, 8, c.n, c.total)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
