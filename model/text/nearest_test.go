package text

import "testing"

func TestNearest(t *testing.T) {
	names := []string{"agence", "référent", "retard", "échéance"}
	for name, want := range map[string]string{
		"agance":   "agence",
		"AGENCE":   "agence",
		"referant": "référent",
		"echeanse": "échéance",
		"retar":    "retard",
		"xyz":      "",
		"":         "",
	} {
		if got := Nearest(name, names); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
