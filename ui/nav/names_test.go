package nav

import (
	"testing"

	"seuil/model"
)

func TestNamesAreMaskedInText(t *testing.T) {
	members := []model.Member{{Last: "ÉTIENNE-DUPONT", First: "Rose"}, {Last: "DE LA TOUR", First: "Léo"}}
	n := &Names{Masked: true}
	for _, c := range []struct{ name, text, want string }{
		{"in capitals, as entered", "Vu ÉTIENNE.", "Vu É.."},
		{"as a title", "Madame Étienne-Dupont a signé", "Madame É.-D. a signé"},
		{"without its accent", "ETIENNE, Leo", "E., L."},
		{"not inside a longer word", "la roseraie, des roses", "la roseraie, des roses"},
		{"not the particles", "Le bail de la Tour", "Le bail de la T."},
		{"nothing", "", ""},
		{"no letters", "12/12 : 3", "12/12 : 3"},
	} {
		if got := n.Text(members, c.text); got != c.want {
			t.Errorf("%s: %q became %q, want %q", c.name, c.text, got, c.want)
		}
	}
	n.Masked = false
	if got := n.Text(members, "Rose"); got != "Rose" {
		t.Errorf("unmasked names became %q", got)
	}
}

func TestInitials(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"DUPONT-LEROY Marc", "D.-L. M."}, {"MAROUDI Tarek, Samia", "M. T., S."}, {"ŒUVRARD Paul", "Œ. P."}, {"N’DIAYE Awa", "N. A."}, {"", ""},
	} {
		if got := Initials(c.name); got != c.want {
			t.Errorf("%q has the initials %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTitlesAndSecrets(t *testing.T) {
	id := model.ID{1, 2, 3}
	n := &Names{}
	if got := n.Title(id, ""); got != id.Ref() {
		t.Errorf("a household without a name is called %q", got)
	}
	if n.Title(id, "ROUX Lou") != "ROUX Lou" || n.Secret("06 12") != "06 12" {
		t.Error("unmasked names are changed")
	}
	n.Masked = true
	if got := n.Title(id, "ROUX Lou"); got != "R. L. · "+id.Ref() {
		t.Errorf("masked: %q", got)
	}
	if got := n.Secret("06 12 34"); got == "06 12 34" || got[0] != '0' {
		t.Errorf("a masked number is %q", got)
	}
}
