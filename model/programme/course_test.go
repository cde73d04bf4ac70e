package programme

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"seuil/model"
)

func TestEverythingOfTheCourseIsNamedInBothLanguages(t *testing.T) {
	named := func(where string, l Label) {
		if l.FR == "" || l.EN == "" {
			t.Errorf("%s: %+v", where, l)
		}
	}
	for _, p := range shipped(t).Programmes() {
		for _, s := range p.Steps {
			named(p.Code+" "+s.Code, s.Name)
			named(p.Code+" "+s.Code+" proof", s.Proof)
			if s.Quote != (Label{}) {
				named(p.Code+" "+s.Code+" quote", s.Quote)
			}
		}
		for _, k := range p.Papers {
			named(p.Code+" "+k.Code, k.Name)
			named(p.Code+" "+k.Code+" quote", k.Quote)
			for _, c := range k.Commitments {
				named(p.Code+" "+k.Code+" "+c.Code, c.Text)
				named(p.Code+" "+k.Code+" "+c.Code, c.ShortName)
			}
		}
		for _, r := range slices.Concat(p.Rules, p.Project) {
			named(p.Code+" "+r.Code, r.Name)
			if r.Source == "" || r.ValidFrom.IsZero() || r.Note == "" {
				t.Errorf("%s %s: without source, validity or note", p.Code, r.Code)
			}
		}
	}
}

func TestThePapersHaveThePartiesAndCommitmentsOfTheText(t *testing.T) {
	for _, c := range []struct{ programme, paper, parties, operators, annexed, commitments string }{
		{"securisation", "protocole", "landlord operator", "", "", "landlord 5, operator 4"},                                 // R55 to R64
		{"securisation", "engagement", "household landlord operator", "one", "lease", "household 1, landlord 1, operator 1"}, // R82, R83
		{"securisation", "contrat", "household worker", "", "", "household 3, worker 2"},                                     // R84, R85
		{"securisation", "convention", "household landlord operator", "all", "", "household 2, landlord 2, operator 2"},      // R94 to R97: « et »
		{"sauvegarde", "convention", "household landlord operator", "one", "", "household 2, landlord 3, operator 2"},        // R136 to R139: « ou »
	} {
		p := shipped(t).Programme(c.programme)
		k := p.Paper(c.paper)
		if got := strings.Join(k.Parties, " "); got != c.parties || k.Operators != c.operators || k.AnnexedTo != c.annexed {
			t.Errorf("%s %s: %s %q %q", c.programme, c.paper, got, k.Operators, k.AnnexedTo)
		}
		var got []string
		for _, party := range k.Parties {
			got = append(got, fmt.Sprintf("%s %d", party, len(k.CommitmentsOf(party))))
		}
		if strings.Join(got, ", ") != c.commitments {
			t.Errorf("%s %s: %v", c.programme, c.paper, got)
		}
		if p.Step(c.paper).Name.FR == "" {
			t.Errorf("%s: no step is the signing of %s", c.programme, c.paper)
		}
	}
}

// The codes of steps and rules are cited by cases: they never change. A new one is added here with its file.
func TestTheCodesOfStepsAndRulesAreKept(t *testing.T) {
	for code, want := range map[string][2]string{
		"securisation": {
			"fiche_orientation public_verifie premier_entretien protocole diagnostic_bailleur diagnostic_association grille_entree etude_cellule " +
				"projet_logement demande_logement pret_a_habiter tableau_de_bord correspondant logement_propose adequation conditions composition " +
				"ressources dispositif_presente dossier_attribution dossier_fsl dossier_locapass invitation_cal bail_glissant_evoque presentation_cal " +
				"decision_cal offre_recue offre_reponse mesure information_demarches assurance suivi_securisation frais_entree bail sous_location " +
				"etat_des_lieux engagement engagement_annexe contrat convention acteurs_proximite rythme visite_domicile entretien_bureau " +
				"accompagnement_physique autonomie orientation_partenaires difficultes_bailleur stabilisation periode_examen demande_glissement " +
				"conditions_glissement avis_prefet decision_glissement bail_glisse grille_sortie evaluation_finale relais veille_expliquee veille_terminee",
			"premier_contact +15 days|renouvellement_demande +12 months|reponse_offre +10 days|locapass +2 months|assurance +12 months|" +
				"examen_6_mois +6 months|avis_prefet -2 months|mesure_fin +12 months|mesure_renouvellement +335 days|point_locatif +3 months|" +
				"evaluation_finale +15 days|veille_contact +3 months|veille_fin +24 months|cellule +6 weeks|tableau_de_bord +5 working days|" +
				"coordination +3 months|evaluation_annuelle +3 months",
		},
		"sauvegarde": {
			"demande_intervention public_verifie lettre_simple lettre_recommandee visite_site premier_entretien carence diagnostic_partage " +
				"grille_entree evaluation_sociale retour_objectifs retour_actions retour_etayage retour_transmis bail_sauvegarde_envisage " +
				"accompagnement_propose sous_location_proposee duree mesure convention projet_personnalise orientation_partenaires " +
				"objectifs_bailleur bail_association assurance sous_location convention_annexee periode_examen avis_prefet bail_glisse " +
				"fin_accompagnement issue_constatee grille_sortie evaluation_finale",
			"lettre_simple +7 days|lettre_recommandee +21 days|visite_site +35 days|carence +60 days|retour_evaluation +8 weeks|" +
				"bilan_etape +3 months|mesure_fin +12 months|mesure_renouvellement +335 days|assurance +12 months|examen_6_mois +6 months|" +
				"avis_prefet -2 months|fin_datee +15 days|evaluation_finale +15 days|coordination +3 months|evaluation_annuelle +3 months",
		},
	} {
		p := shipped(t).Programme(code)
		var steps, rules []string
		for _, s := range p.Steps {
			steps = append(steps, s.Code)
		}
		for _, r := range slices.Concat(p.Rules, p.Project) {
			rules = append(rules, r.Code+" "+r.Delay.String())
		}
		if got := strings.Join(steps, " "); got != want[0] {
			t.Errorf("%s: steps\n got %s\nwant %s", code, got, want[0])
		}
		if got := strings.Join(rules, "|"); got != want[1] {
			t.Errorf("%s: rules\n got %s\nwant %s", code, got, want[1])
		}
	}
}

func TestEveryPhaseThatIsLivedThroughHasSteps(t *testing.T) {
	for _, p := range shipped(t).Programmes() {
		n := 0
		for _, ph := range p.Phases {
			steps := p.StepsOf(ph.Code)
			if n += len(steps); (len(steps) == 0) != (ph.Code == "clos") {
				t.Errorf("%s %s: %d steps", p.Code, ph.Code, len(steps))
			}
		}
		if n != len(p.Steps) {
			t.Errorf("%s: %d steps of %d have a phase", p.Code, n, len(p.Steps))
		}
	}
}

func TestAStepComesAfterThoseItNeeds(t *testing.T) {
	for _, p := range shipped(t).Programmes() {
		place := make(map[string]int)
		for i, ph := range p.Phases {
			place[ph.Code] = i
		}
		for _, s := range p.Steps {
			for _, need := range s.Needs {
				if place[p.Step(need).Phase] > place[s.Phase] {
					t.Errorf("%s: %s needs %s of a later phase", p.Code, s.Code, need)
				}
			}
		}
	}
}

func TestWhatTheCourseDoesNotKnowHasItsCode(t *testing.T) {
	p := shipped(t).Programme("sauvegarde")
	if got := p.Step("x").Label("fr") + p.Paper("y").Label("en") + p.Rule("z", 1).Label("fr"); got != "xyz" {
		t.Errorf("%q", got)
	}
	if got := p.Step("premier_entretien").Label("en") + p.Paper("convention").Label("fr") + p.Rule("carence", 1).Label("en"); got !=
		"First interviewConvention tripartiteThreshold without contact: the cell is to decide" {
		t.Errorf("%q", got)
	}
}

func TestARuleHoldsForTheMilestonesOfItsTime(t *testing.T) {
	before, since := model.NewDate(2023, 7, 28), model.NewDate(2023, 7, 29)
	p := Programme{Rules: []Rule{
		{Code: "cdp", Delay: Delay{2, Months}, ValidFrom: 1, ValidUntil: before},
		{Code: "cdp", Delay: Delay{6, Weeks}, ValidFrom: since}}}
	for on, want := range map[model.Date]string{1: "+2 months", before: "+2 months", since: "+6 weeks", since + 999: "+6 weeks"} {
		if got := p.Rule("cdp", on).Delay.String(); got != want {
			t.Errorf("on %s: %s", on, got)
		}
	}
}
