package note

import (
	"testing"

	"pgregory.net/rapid"
)

// TestAnythingDoneIsUndoneAndRedone does random things to a note, takes them all back and does them again; at each step the
// draft, resumed on another page, is the same note.
func TestAnythingDoneIsUndoneAndRedone(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := newDesk(t, "fr").open(rapid.SampledFrom([]string{"VAD", "TEL", "DEM"}).Draw(rt, "kind"), none)
		texts := func() (s [4]string) {
			for i, z := range d.page.zones {
				s[i] = z.ed.Text()
			}
			return s
		}
		first := texts()
		for range rapid.IntRange(0, 25).Draw(rt, "n") {
			switch rapid.SampledFrom([]string{"type", "keys", "kind", "move"}).Draw(rt, "what") {
			case "type":
				d.typed(rapid.SampledFrom([]string{"é", "mot ", "\n", "avant le 4 décembre ", ">> ménage : payer le 12/12", "ingérable"}).Draw(rt, "text"))
			case "keys":
				d.keys(rapid.SampledFrom([]string{"backspace", "ctrl+a", "ctrl+x", "ctrl+v", "ctrl+d", "ctrl+c", "ctrl+r"}).Draw(rt, "key"))
			case "kind":
				d.keys("ctrl+t").typed(rapid.SampledFrom([]string{"visite", "bureau", "courriel"}).Draw(rt, "kind")).keys("enter")
			case "move":
				d.keys(rapid.SampledFrom([]string{"tab", "shift+tab", "up", "home", "shift+left", "shift+up", "ctrl+z", "ctrl+y"}).Draw(rt, "key"))
			}
			d.screen(80, 24)
		}
		for len(d.page.journal.future) > 0 {
			d.keys("ctrl+y")
		}
		last := texts()
		if dr, ok := d.page.Draft(); ok {
			want := d.page.contact()
			o := newDesk(t, "fr")
			o.drafts = append(o.drafts, dr)
			o.open(ArgDraft, dr.ID)
			if got := o.page.contact(); got != want || o.page.private != d.page.private || o.page.zone().ed.At() != d.page.zone().ed.At() {
				rt.Fatalf("resumed %+v\nwant %+v", got, want)
			}
		}
		for len(d.page.journal.past) > 0 {
			d.keys("ctrl+z")
		}
		if got := texts(); got != first {
			rt.Fatalf("undone to %q, want %q", got, first)
		}
		for len(d.page.journal.future) > 0 {
			d.keys("ctrl+y")
		}
		if got := texts(); got != last {
			rt.Fatalf("redone to %q, want %q", got, last)
		}
	})
}
