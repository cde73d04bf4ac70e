package programme

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"seuil/model"
	"seuil/model/text"
)

func shipped(t *testing.T) *Set {
	t.Helper()
	s, problems := Load("")
	if len(problems) > 0 {
		t.Fatalf("the files of the program have faults: %v", problems)
	}
	return s
}

// The codes of the phases are cited by every case: they never change (../../domain/domain.md 3.1, 3.2).
func TestThePhasesAreThoseOfTheProgrammeText(t *testing.T) {
	want := map[string]string{
		"securisation": "orientation diagnostic recherche instruction caleol preparation_entree entree accompagnement glissement evaluation_finale veille clos",
		"sauvegarde":   "orientation prise_de_contact diagnostic convention accompagnement bail_glissant issue clos",
	}
	s := shipped(t)
	if len(s.Programmes()) != len(want) {
		t.Errorf("%d programmes", len(s.Programmes()))
	}
	for code, phases := range want {
		var got []string
		for _, ph := range s.Programme(code).Phases {
			got = append(got, ph.Code)
		}
		if strings.Join(got, " ") != phases {
			t.Errorf("%s: %v", code, got)
		}
	}
}

func TestEverythingHasANameInBothLanguagesAndASource(t *testing.T) {
	s := shipped(t)
	check := func(where string, name, short Label, source string) {
		for _, lang := range []string{"fr", "en"} {
			if s := name.In(lang); s == "" || lang == "en" && name.EN == "" || s != text.CleanLine(s) {
				t.Errorf("%s: name in %s: %q", where, lang, s)
			}
			if n := utf8.RuneCountInString(short.In(lang)); n == 0 || n > MaxShort || lang == "en" && short.EN == "" {
				t.Errorf("%s: short name in %s has %d cells", where, lang, n)
			}
		}
		if source == "" {
			t.Errorf("%s: no source", where)
		}
	}
	for _, p := range s.Programmes() {
		check(p.Code, p.Name, p.ShortName, p.Source)
		for _, ph := range p.Phases {
			check(p.Code+"/"+ph.Code, ph.Name, ph.ShortName, ph.Source)
		}
	}
	for _, a := range s.Agencies() {
		check(a.Code, a.Name, a.ShortName, a.Source)
	}
}

func TestTheOrganisationsAreThoseOfTheProgrammeText(t *testing.T) {
	s := shipped(t)
	var agencies, seats []string
	for _, a := range s.Agencies() {
		if a.Seat {
			seats = append(seats, a.Code)
		} else {
			agencies = append(agencies, a.Label("fr"))
		}
	}
	if got := strings.Join(agencies, "/"); got != "Apt/Avignon-Vedène/Bollène/Carpentras/Cavaillon/Orange" { // R5
		t.Errorf("agencies: %s", got)
	}
	if !slices.Equal(seats, []string{"siege"}) {
		t.Errorf("seats: %v", seats)
	}
	var associations []string
	for _, o := range s.Associations() {
		associations = append(associations, o.Code+" "+o.Name(model.NewDate(2026, 11, 23))+" "+o.Founded.String())
	}
	if !slices.Equal(associations, []string{"soligone Soligone 2003-10-22", "cap-habitat Cap Habitat 2003-10-24"}) { // R17, R18
		t.Errorf("associations: %v", associations)
	}
	cap := s.Organisation("cap-habitat")
	if len(cap.Approvals) != 2 || cap.Approvals[0].Since != model.NewDate(2010, time.December, 22) { // R23
		t.Errorf("approvals of Cap Habitat: %v", cap.Approvals)
	}
	if len(cap.Networks) != 1 || cap.Networks[0].Since.Year() != 2005 { // R20
		t.Errorf("networks of Cap Habitat: %v", cap.Networks)
	}
}

func TestARenamedLandlordKeepsItsCode(t *testing.T) {
	o := Organisation{Code: "mistral-habitat", Names: []DatedName{
		{Name: "Mistral Habitat"}, {Since: model.NewDate(2020, 10, 1), Name: "Vallis Habitat"}}}
	for date, want := range map[model.Date]string{
		model.NewDate(2003, 1, 1): "Mistral Habitat", model.NewDate(2020, 9, 30): "Mistral Habitat",
		model.NewDate(2020, 10, 1): "Vallis Habitat", model.NewDate(2026, 11, 23): "Vallis Habitat",
	} {
		if got := o.Name(date); got != want {
			t.Errorf("%v: %q, want %q", date, got, want)
		}
	}
}

func TestWhatIsNotKnownShowsItsCode(t *testing.T) {
	s := shipped(t)
	if got := s.Programme("autre").Phase("etape").Label("fr"); got != "etape" {
		t.Errorf("phase %q", got)
	}
	if got := s.Programme("autre").Short("en") + s.Agency("nimes").Label("fr") + s.Agency("nimes").Short("fr") + s.Organisation("x").Name(1); got != "autrenimesnimesx" {
		t.Errorf("%q", got)
	}
	if got := s.Programme("sauvegarde").Label("en"); got != "Safeguarding lease" {
		t.Errorf("programme %q", got)
	}
}

func TestEveryContactKindHasATemplateInBothLanguages(t *testing.T) {
	s := shipped(t)
	for _, kind := range model.ContactKinds {
		tpl := s.Template(kind)
		if tpl.Kind != kind || len(tpl.Headings(ZoneFacts, "fr")) == 0 {
			t.Errorf("%s: no headings", kind)
		}
		for _, zone := range []string{ZoneFacts, ZoneWords, ZoneAppraisal, ZoneShareable} {
			if fr, en := tpl.Headings(zone, "fr"), tpl.Headings(zone, "en"); len(fr) != len(en) {
				t.Errorf("%s, %s: %d headings in French, %d in English", kind, zone, len(fr), len(en))
			}
		}
	}
}

func TestTheTemplatesOfVisitsHaveTheHeadingsOfTheProgramme(t *testing.T) {
	s := shipped(t)
	home := strings.ToLower(s.Template(model.HomeVisit).Text(ZoneFacts, "fr"))
	for _, heading := range []string{"appropriation du logement", "utilisation des équipements", "orientation et appropriation du nouvel environnement"} { // R88
		if !strings.Contains("\n\n"+home+"\n\n", "\n\n"+heading+"\n\n") {
			t.Errorf("home visit lacks %q", heading)
		}
	}
	office := strings.ToLower(s.Template(model.OfficeMeeting).Text(ZoneFacts, "fr"))
	for _, heading := range []string{"engagement dans la démarche d’accompagnement", "démarches administratives"} { // R89
		if !strings.Contains("\n\n"+office+"\n\n", "\n\n"+heading+"\n\n") {
			t.Errorf("office meeting lacks %q", heading)
		}
	}
	if got := s.Template(model.HomeVisit).Text(ZoneWords, "fr"); got != "" {
		t.Errorf("a zone without headings has %q", got)
	}
}

func TestTheWordsOfTheDossierAreFound(t *testing.T) {
	c := text.NewChecker(shipped(t).Words("fr")...)
	for word, code := range map[string]string{ // ../../domain/domain.md 5.5
		"sale": WordJudgement, "paresseuse": WordJudgement, "menteurs": WordJudgement, "ingérable": WordJudgement, "HYSTERIQUE": WordJudgement,
		"folle": WordJudgement, "agressives": WordJudgement, "dégoûtante": WordJudgement,
		"dépressive": WordDiagnosis, "alcooliques": WordDiagnosis, "schizophrène": WordDiagnosis, "syndrome de diogène": WordDiagnosis,
	} {
		w := c.Warnings("Elle est " + word + ".")
		if len(w) != 1 || w[0].Code != code {
			t.Errorf("%q: %v", word, w)
		}
	}
	ordinary := "Visite à domicile. La salle de bains est aménagée, le salaire est versé, le logement est propre. Mme a repris son courrier, " +
		"demande FSL déposée, quittance vue. Le bailleur social demande l’attestation ; un four neuf, du foin, la limite est au 4."
	if w := c.Warnings(ordinary); len(w) > 0 {
		t.Errorf("an ordinary note warns at %q", ordinary[w[0].Start:w[0].End])
	}
	if w := text.NewChecker(shipped(t).Words("en")...).Warnings("a lazy alcoholic"); len(w) != 2 {
		t.Errorf("English words: %v", w)
	}
}

func TestASetIsSafeToShow(t *testing.T) {
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			if s := v.String(); s != text.CleanLine(s) {
				t.Errorf("%q", s)
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Map:
			for _, k := range v.MapKeys() {
				walk(v.MapIndex(k))
			}
		}
	}
	walk(reflect.ValueOf(*shipped(t)))
}

func TestALandlordIsKnownByItsNameOnACard(t *testing.T) {
	set, _ := Load("")
	for name, want := range map[string]bool{"Mistral Habitat": true, "MISTRAL HABITAT": true, "SOLIGONE": false, "": false, "mistral-habitat": false} {
		if set.IsLandlord(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
}
