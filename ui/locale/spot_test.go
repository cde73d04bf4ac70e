package locale

import (
	"strings"
	"testing"
	"unicode/utf8"

	"seuil/model"
)

func spotted(l *Locale, s string) string {
	var parts []string
	for _, x := range l.Spot(s, monday) {
		p := s[x.Start:x.End] + " = " + x.Date.String()
		if !x.Clock.IsZero() {
			p += " " + x.Clock.String()
		}
		parts = append(parts, p)
	}
	return strings.Join(parts, " | ")
}

// Today is Monday 23 November 2026. An empty want says that nothing is offered.
func TestDatesSpottedInNotes(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Fournir l’attestation avant le 4 décembre.", "avant le 4 décembre = 2026-12-04"},
		{"rappeler lundi à 14 h", "lundi à 14 h = 2026-11-30 14:00"},
		{"Rappeler mardi, puis jeudi.", "mardi = 2026-11-24 | jeudi = 2026-11-26"},
		{"RDV le 12/12 à 9h30 puis le 15/12", "RDV le 12/12 à 9h30 = 2026-12-12 09:30 | le 15/12 = 2026-12-15"},
		{"audience le 04/01/2027", "le 04/01/2027 = 2027-01-04"},
		{"relance d’ici vendredi", "d’ici vendredi = 2026-11-27"},
		{"dossier à rendre avant la fin du mois", "avant la fin du mois = 2026-11-30"},
		{"plan signé fin décembre", "fin décembre = 2026-12-31"},
		{"rappeler dans 3 jours, réponse sous 15 j", "dans 3 jours = 2026-11-26 | sous 15 j = 2026-12-08"},
		{"visite prévue lundi 30 novembre 2026 à 10h", "lundi 30 novembre 2026 à 10h = 2026-11-30 10:00"},
		{"jeu. 26 nov. au bureau", "jeu. 26 nov = 2026-11-26"},
		{"on se revoit demain", "demain = 2026-11-24"},
		{"rendez-vous le 1er décembre", "rendez-vous le 1er décembre = 2026-12-01"},
		{"call back before 4 December 2026", "before 4 December 2026 = 2026-12-04"},
		// fractions, numbers, amounts
		{"a payé 3/4 des courses", ""}, {"le 3/4 des courses est payé", ""}, {"la 2/12e partie", ""}, {"ratio 12/12", ""}, {"note 12/20", ""},
		{"tél. 06.12.34.56.78 ou 06 12 34 56 78 ou 06/12/34/56/78", ""}, {"le 115, le 3919", ""}, {"réf. 12/12-45", ""}, {"N° 2026-12-04-7", ""},
		{"dette 1 240,50 € le 4/12 €", ""}, {"appartement 4/12", ""}, {"T3 de 62 m² dans 3 m", ""}, {"bât. B12/12", ""},
		// habits, the past, impossible days
		{"elle vient le lundi", ""}, {"tous les lundis", ""}, {"chaque mardi", ""}, {"ouvert du lundi au vendredi", ""}, {"les fins de mois sont dures", ""},
		{"découvert en fin de mois", ""}, {"vu le 4 novembre", ""}, {"vu lundi dernier", ""}, {"depuis le 4 décembre", ""}, {"depuis lundi", ""},
		{"née le 12/12/1988", ""}, {"vu hier et aujourd’hui", ""}, {"le 31/11 au plus tard", ""}, {"il y a 3 jours", ""}, {"le 23/11", ""},
		// words that look like days or months
		{"un jeu de cartes, la mer, le sam", ""}, {"Madame Mai", ""}, {"in May", ""}, {"le mars", ""}, {"avant\nle 4\ndécembre", ""}, {"", ""},
		{"il mange à midi", ""}, {"à 14 h", ""},
	}
	l := open(t, French)
	for _, tt := range tests {
		if got := spotted(l, tt.text); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
		checkSpots(t, l, tt.text)
	}
}

// How far ahead a day without a year is believed: half a year, and no more.
func TestADayWithoutAYearIsBelievedForHalfAYear(t *testing.T) {
	l := open(t, French)
	last := monday.AddDays(maxAhead)
	for d, want := range map[Date]bool{last: true, last.AddDays(1): false, monday.AddDays(1): true, monday: false} {
		s := "le " + l.dayNumber(d) + " " + l.names().month[d.Month()-1]
		if got := len(l.Spot(s, monday)) == 1; got != want {
			t.Errorf("%s: offered %v, want %v", s, got, want)
		}
	}
}

// checkSpots: in order, apart, on whole characters, to come.
func checkSpots(t *testing.T, l *Locale, s string) {
	t.Helper()
	end := 0
	for _, x := range l.Spot(s, monday) {
		if x.Start < end || x.End <= x.Start || x.End > len(s) || x.Date <= monday {
			t.Errorf("%s: %q: %+v after %d", l.Lang, s, x, end)
			return
		}
		if utf8.ValidString(s) && (!utf8.RuneStart(s[x.Start]) || x.End < len(s) && !utf8.RuneStart(s[x.End])) {
			t.Errorf("%s: %q: %+v cuts a character", l.Lang, s, x)
		}
		end = x.End
	}
}

func TestActionsMarkedInNotes(t *testing.T) {
	tests := []struct {
		line, who, label, due, at string
	}{
		{">> ménage : fournir l’attestation avant le 12/12", model.WhoHousehold, "fournir l’attestation", "2026-12-12", ""},
		{">> Bailleur: travaux de la salle de bains", model.WhoLandlord, "travaux de la salle de bains", "", ""},
		{"  >>partenaire : dossier FSL, pour le 4 décembre.", model.WhoPartner, "dossier FSL", "2026-12-04", ""},
		{">> moi : appeler la Caf aujourd’hui", model.WhoWorker, "appeler la Caf", "2026-11-23", ""},
		{">> rappeler EDF lundi à 14h", model.WhoWorker, "rappeler EDF", "2026-11-30", "14:00"},
		{">> tenant: hand in the certificate by 4 December", model.WhoHousehold, "hand in the certificate", "2026-12-04", ""},
		{">>> travailleur : bilan lundi, avec la CESF", model.WhoWorker, "bilan lundi, avec la CESF", "2026-11-30", ""},
		{">> Caf : dossier à 14 h", model.WhoPartner, "dossier à 14 h", "", ""},
		{">> objet : voir", model.WhoWorker, "objet : voir", "", ""},
		{">> ménage :", "", "", "", ""}, {">>", "", "", "", ""}, {">> lundi", "", "", "", ""}, {"> citation", "", "", "", ""}, {"a >> b", "", "", "", ""},
	}
	l := open(t, French)
	for _, tt := range tests {
		text := "Vu : ok\n" + tt.line + "\nfin"
		marks := l.Marks(text, monday)
		if tt.label == "" {
			if len(marks) > 0 {
				t.Errorf("%q: %+v", tt.line, marks)
			}
			continue
		}
		if len(marks) != 1 {
			t.Errorf("%q: %d marks", tt.line, len(marks))
			continue
		}
		m := marks[0]
		if m.Who != tt.who || m.Label != tt.label || m.Due.String() != tt.due || m.At.String() != tt.at {
			t.Errorf("%q: %+v", tt.line, m)
		}
		if got := text[m.Start:m.End]; got != strings.TrimLeft(tt.line, " ") {
			t.Errorf("%q stands at %q", tt.line, got)
		}
	}
}

func BenchmarkSpot(b *testing.B) {
	l := open(b, French)
	note := strings.Repeat("Visite à domicile avec Madame, point sur le budget et les courriers ; rappeler la Caf avant le 4 décembre.\n", 180)
	b.SetBytes(int64(len(note)))
	for b.Loop() {
		l.Spot(note, monday)
	}
}
