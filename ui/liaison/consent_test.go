package liaison

import "testing"

func TestAConsentIsRecordedWhileChoosingAndOneThatAllowsNothingIsRefused(t *testing.T) {
	v := lived(t)
	s := french(t, v)
	s.Press(review...)
	s.Shows("Aucun accord pour ce but", "◊ La composition du ménage")
	s.Press("a", "ctrl+s")
	s.Says("Cet accord ne permet rien")
	s.Press("down", "right", "ctrl+s")
	s.Says("Accord noté : Bilan d’étape.")
	s.Shows("Pour Hélène Castagnol", "accord du ménage · composition", "[ ] La composition du ménage", "◊ Les coordonnées")
}

func TestWhatWasTakenOutIsSaidAndComesBackWithEscape(t *testing.T) {
	s := french(t, agreedTo(t))
	s.Press(review...)
	s.Press("enter")
	before := s.page.tell.count()
	for s.page.tell.x.Told[s.page.tell.at].Name != "agency" {
		s.Press("down")
	}
	s.Press("space")
	s.Says("« Agence » ne part pas. Échap remet tout ce qui a été retiré.")
	if n := s.page.tell.count(); n != before-1 {
		t.Errorf("%d values leave, not %d", n, before-1)
	}
	s.Press("esc", "enter")
	if n := s.page.tell.count(); n != before {
		t.Errorf("%d values leave after Esc, not %d", n, before)
	}
}
