package demo

import (
	"slices"

	"seuil/model"
)

// Steps that are often done on one day.
const (
	received  = "fiche_orientation public_verifie"
	shared    = "diagnostic_bailleur diagnostic_association grille_entree"                     // R56, R61, R66
	studied   = "adequation conditions composition ressources dispositif_presente"             // R71, R72, R73
	committee = "invitation_cal bail_glissant_evoque presentation_cal decision_cal"            // R59, R76, R77, R78
	keys      = "sous_location etat_des_lieux engagement engagement_annexe contrat convention" // R81 to R84, R94
)

// protocol is the memorandum of the landlord and the lead association (R55).
func protocol(day int, operator string) paper {
	return paper{code: "protocole", begun: day, operators: operator,
		signatures: []signature{{day, "landlord operator:" + operator, "siège du bailleur"}}}
}

// keyPapers are the papers that are signed with the sub-lease (R82, R84, R94).
func keyPapers(begun, day int, operator, where string) []paper {
	return []paper{
		{code: "engagement", begun: begun, operators: operator, annexed: day,
			signatures: []signature{{day, "household landlord operator:" + operator, where}}},
		{code: "contrat", begun: begun, signatures: []signature{{day, "household worker", where}}},
		{code: "convention", begun: begun, operators: soligone + " " + capHabitat,
			signatures: []signature{{day, "household landlord operator:soligone operator:cap-habitat", where}}},
	}
}

func h01() household {
	return household{
		code: "H01", programme: securing, agency: "apt", operator: capHabitat, origin: "siao", funding: "Projet", lead: yanis,
		received: -4,
		situation: "Hébergement en CHRS, jamais locataire en titre. RSA majoré 766 €, PAJE 196 €, soit 962 € par mois. Dette " +
			"d'énergie ancienne : 640 €. Recherche un T2 ou T3, loyer et charges de 420 € au plus avant APL, à Apt ou Cavaillon.",
		phases: []phase{{"orientation", -4}},
		members: []member{
			{title: "Mme", last: "FONTARÈDE", first: "Inès", role: model.RoleHolder, age: 24},
			{last: "FONTARÈDE", first: "Lilou", role: model.RoleDependent, age: 2},
		},
		homes: []home{{address: "CHRS Les Ocres, chambre 12", commune: "Apt", tenure: model.TenureHosted, from: on(2026, 2, 9)}},
		reach: []reach{{model.MeansPhone, "06 39 98 01 12", "Mme"}, {model.MeansPhone, "06 39 98 01 40", "référente CHRS"}},
		contacts: []contact{
			{day: -4, kind: model.Errand, subject: "Orientation du SIAO",
				facts: "Orientation reçue, transmise avec l'accord de Mme. Première demande de logement, jamais locataire en titre. " +
					"Demande un T3 à Apt ou Cavaillon. Permis en cours."},
			{day: -3, kind: model.PhoneCall, start: model.NewClock(11, 20), minutes: 25, subject: "Premier échange",
				facts: "Mme rappelle. Présentation du dispositif, du bail glissant et de l'accompagnement. Elle souhaite que sa " +
					"référente du CHRS soit présente. RDV fixé le {+3} à 14 h.",
				words: "« Je veux être sûre de ne pas devoir repartir. »"},
		},
		tasks: []task{
			{due: 3, at: model.NewClock(14, 0), label: "Premier entretien", place: "CHRS Les Ocres", set: -3},
			{due: 9, label: "Cellule de coordination", set: -4},
		},
		steps: []step{
			{day: -4, codes: "fiche_orientation", proof: "fiche du SIAO"},
			{day: -3, codes: "public_verifie", proof: "primo-locataire, parcours d'hébergement"},
		},
	}
}

func h03() household {
	return household{
		code: "H03", programme: securing, agency: "avignon-vedene", operator: capHabitat, origin: "siao", funding: "FNAVDL DALO",
		lead: yanis, received: on(2026, 9, 28),
		situation: "Hébergés chez un tiers, T3 pour huit personnes. DALO : reconnus prioritaires le {-62}, délai du préfet (3 mois) " +
			"jusqu'au {+29}. Ressources : 2 245,06 € par mois. Logement proposé : loyer 468,20 €, annexe 18 €, charges 112,50 € ; APL " +
			"estimée 368,28 €. Taux d'effort net 10,3 %, brut 26,7 % ; reste à vivre 11,38 € par jour et par personne. Surface " +
			"minimale 43 m² : conforme. Aucune dette.",
		phases: []phase{{"orientation", 0}, {"diagnostic", on(2026, 10, 5)}, {"recherche", on(2026, 10, 19)}, {"instruction", -27},
			{"caleol", -5}},
		members: []member{
			{title: "M.", last: "MAROUDI", first: "Tarek", role: model.RoleHolder, age: 38},
			{title: "Mme", last: "MAROUDI", first: "Samia", role: model.RoleCoHolder, age: 35},
			{last: "MAROUDI", first: "Idris", role: model.RoleDependent, age: 12},
			{last: "MAROUDI", first: "Lina", role: model.RoleDependent, age: 9},
			{last: "MAROUDI", first: "Adam", role: model.RoleDependent, age: 4},
		},
		homes: []home{
			{address: "7 impasse des Cigales, chez un tiers", commune: "Avignon", size: "T3", tenure: model.TenureHosted, from: on(2025, 9, 1)},
			{address: "3 avenue du Grand Pré (proposé)", commune: "Vedène", size: "T4", surface: 78, floor: "2e", rent: 46820, charges: 13050,
				from: never, known: -13},
		},
		reach: []reach{{model.MeansPhone, "06 39 98 03 38", "M."}, {model.MeansPhone, "06 39 98 03 35", "Mme"},
			{model.MeansMail, "famille.maroudi@courriel.example", "le ménage"}},
		contacts: []contact{
			{day: on(2026, 10, 2), kind: model.OfficeMeeting, start: model.NewClock(9, 30), minutes: 75, present: "M., Mme", subject: "Premier entretien",
				facts: "Présentation du dispositif. Le tiers qui les héberge demande leur départ avant la fin de l'année scolaire."},
			{day: -27, kind: model.OfficeMeeting, start: model.NewClock(10, 0), minutes: 75, present: "M., Mme", subject: "Étude du dossier",
				facts: "Étude du dossier : composition, ressources, taux d'effort. Le couple met de côté 60 € par mois. Projet clair : " +
					"école des enfants à Vedène."},
			{day: -13, kind: model.Escort, start: model.NewClock(14, 30), minutes: 60, travel: 30, place: "3 avenue du Grand Pré, Vedène",
				present: "M., Mme, chargé de clientèle", subject: "Visite du logement avec le bailleur",
				facts:     "Visite du logement avec le bailleur. Échange sur le chauffage individuel et le forfait retenu.",
				appraisal: "Bail direct envisagé : la sous-location n'est jugée utile ni par Mme, ni par M., ni par le service."},
			{day: -5, kind: model.LandlordExchange, subject: "Dossier de CALEOL",
				shareable: "Dossier complet sauf une pièce. Présentation en CALEOL par le service.", readback: true},
		},
		tasks: []task{
			{due: 10, label: "CALEOL : présenter le dossier", set: -5},
			{due: 4, label: "Pièce : avis d'imposition N−2 de M.", who: model.WhoHousehold, set: -5},
			{due: on(2026, 12, 22), label: "DALO : fin du délai du préfet", who: model.WhoPartner, set: on(2026, 9, 28)},
		},
		steps: []step{
			{day: on(2026, 9, 28), codes: received, proof: "fiche du SIAO, décision DALO"},
			{day: on(2026, 10, 2), codes: "premier_entretien", proof: "note du jour"},
			{day: on(2026, 10, 8), codes: "protocole", proof: "classeur du service"},
			{day: on(2026, 10, 13), codes: shared},
			{day: on(2026, 10, 16), codes: "etude_cellule", proof: "compte rendu de la cellule"},
			{day: on(2026, 10, 20), codes: "projet_logement correspondant"},
			{day: on(2026, 10, 20), codes: "demande_logement", proof: "numéro unique, renouvelée"},
			{day: on(2026, 10, 23), codes: "pret_a_habiter tableau_de_bord"},
			{day: on(2026, 10, 26), codes: "logement_propose", proof: "T4 à Vedène, accord du préfet"},
			{day: -27, codes: studied},
			{day: -13, codes: "dossier_fsl", proof: "accusé du FSL"},
			{day: -13, codes: "dossier_locapass", why: "Dépôt de garantie demandé au FSL."},
			{day: -5, codes: "invitation_cal", proof: "séance du {+10}"},
			{day: -5, codes: "bail_glissant_evoque", proof: "bail direct souhaité"},
		},
		papers: []paper{protocol(on(2026, 10, 8), capHabitat)},
		pledges: []pledge{
			{"protocole", "diagnostic_bailleur", model.CommitmentKept, on(2026, 10, 13), "Part de la CESF du bailleur reçue."},
			{"protocole", "logements", model.CommitmentKept, on(2026, 10, 26), "T4 proposé à Vedène."},
			{"protocole", "invitation_cal", model.CommitmentKept, -5, "Invitation à la séance du {+10}."},
		},
	}
}

func h05() household {
	return household{
		code: "H05", programme: securing, agency: "bollene", operator: soligone, origin: "siao", funding: "Projet", lead: maelle,
		received: on(2026, 10, 26),
		situation: "Seul, un chien. Vit en fourgon. RSA 573,49 €. Dette ancienne envers un bailleur privé : 1 180 €. Recherche un T1 ou " +
			"T2, en rez-de-chaussée si possible.",
		phases:  []phase{{"orientation", 0}, {"diagnostic", -19}},
		members: []member{{title: "M.", last: "ROUVELIN", first: "Kévin", role: model.RoleHolder, age: 33}},
		homes: []home{{address: "Fourgon, parking du stade", commune: "Bollène", tenure: model.TenureOther, from: never,
			access: "Un chien, calme quand M. est là."}},
		reach: []reach{{model.MeansPhone, "06 39 98 05 33", "M."}, {model.MeansPost, "CCAS de Bollène (domiciliation)", "M."}},
		contacts: []contact{
			{day: -19, kind: model.SiteVisit, start: model.NewClock(15, 10), minutes: 40, travel: 55, place: "parking du stade, à son choix",
				subject: "Premier entretien",
				facts: "Rencontre sur le parking, à son choix. Dit ne pas vouloir de foyer sans son chien. Domiciliation au CCAS valable " +
					"jusqu'en {M+4}."},
			{day: -7, kind: model.OfficeMeeting, start: model.NewClock(9, 30), minutes: 70, subject: "Demande de logement",
				facts: "Demande de logement social faite ensemble, numéro unique obtenu. Carte d'identité à renouveler. Premier échange " +
					"sur le coût réel d'un T2 (budget fait sur feuille)."},
		},
		tasks: []task{
			{due: 2, at: model.NewClock(10, 0), label: "Troisième entretien", place: "bureau", set: -7},
			{due: 7, label: "Diagnostic partagé à rendre", set: -19},
			{due: 9, label: "Cellule de coordination", set: -19},
			{due: never, label: "Renouveler la carte d'identité", who: model.WhoHousehold, set: -7},
		},
		steps: []step{
			{day: on(2026, 10, 26), codes: "fiche_orientation", proof: "fiche du SIAO"},
			{day: on(2026, 10, 28), codes: "public_verifie", proof: "jamais locataire en titre, vit en fourgon"},
			{day: -19, codes: "premier_entretien", proof: "note du jour"},
			{day: -7, codes: "grille_entree", proof: "grille partielle"},
		},
		papers: []paper{{code: "protocole", begun: -19, operators: soligone, signatures: []signature{{-18, "operator:soligone", "bureau"}}}},
	}
}

func h07(t calendar) household {
	slid, call := t.before(24, on(2028, 2, 16)), t.before(3, 17)
	home1 := home{address: "18 rue du Vieux Four", commune: "Carpentras", size: "T3", surface: 61, floor: "1er", rent: 34890, charges: 7200}
	sublet, lease := home1, home1
	sublet.tenure, sublet.from, sublet.until = model.TenureSliding, on(2024, 12, 16), slid
	lease.tenure, lease.from = model.TenureLease, slid
	return household{
		code: "H07", programme: securing, agency: "carpentras", operator: capHabitat, origin: "siao", funding: "Projet", lead: yanis,
		received: on(2024, 9, 2),
		situation: "Ressources : 1 740,18 € par mois, APL 230,07 €. Taux d'effort net 11,0 %, reste à vivre 22,57 € par jour et par " +
			"personne. Bail glissé le " + place(slid) + ", après quatorze mois. Aucune dette.",
		phases: []phase{{"orientation", 0}, {"diagnostic", on(2024, 9, 16)}, {"recherche", on(2024, 10, 7)},
			{"instruction", on(2024, 10, 28)}, {"caleol", on(2024, 11, 19)}, {"preparation_entree", on(2024, 11, 25)},
			{"entree", on(2024, 12, 16)}, {"accompagnement", on(2024, 12, 17)}, {"glissement", on(2026, 1, 20)},
			{"evaluation_finale", on(2026, 2, 2)}, {"veille", slid}},
		members: []member{
			{title: "Mme", last: "BELLECASSE", first: "Aurore", role: model.RoleHolder, age: 37},
			{last: "BELLECASSE", first: "Noé", role: model.RoleDependent, age: 8},
		},
		homes: []home{sublet, lease},
		reach: []reach{{model.MeansPhone, "06 39 98 07 37", "Mme"}},
		contacts: []contact{
			{day: on(2024, 9, 10), kind: model.OfficeMeeting, start: model.NewClock(10, 0), minutes: 60, subject: "Premier entretien",
				facts: "Présentation du dispositif. Mme veut rester à Carpentras, près de l'école."},
			{day: slid, kind: model.OfficeMeeting, start: model.NewClock(10, 30), minutes: 60, subject: "Entrée en veille",
				facts: "Bilan final relu avec Mme. Relais : service social de secteur, si besoin.", words: "« J'appelle si ça bouge. »",
				readback: true},
			{day: on(2026, 5, 12), kind: model.PhoneCall, start: model.NewClock(17, 0), minutes: 10, subject: "Contact de veille",
				facts: "Loyer à jour. Rien à signaler."},
			{day: on(2026, 8, 11), kind: model.TextMessage, subject: "Contact de veille", facts: "Mme répond que tout va bien, congés en famille."},
			{day: call, kind: model.PhoneCall, start: model.NewClock(16, 5), minutes: 15, subject: "Contact de veille",
				facts: "Situation stable, CDI de 30 h. Demande une information sur le chèque énergie, transmise."},
		},
		steps: []step{
			{day: on(2024, 9, 2), codes: received, proof: "fiche du SIAO"},
			{day: on(2024, 9, 10), codes: "premier_entretien", proof: "note du jour"},
			{day: on(2024, 9, 20), codes: "protocole", proof: "classeur du service"},
			{day: on(2024, 9, 27), codes: shared},
			{day: on(2024, 10, 2), codes: "etude_cellule", proof: "compte rendu de la cellule"},
			{day: on(2024, 10, 8), codes: "projet_logement demande_logement correspondant"},
			{day: on(2024, 10, 15), codes: "pret_a_habiter tableau_de_bord"},
			{day: on(2024, 10, 24), codes: "logement_propose"},
			{day: on(2024, 10, 29), codes: studied},
			{day: on(2024, 11, 8), codes: "dossier_attribution dossier_fsl dossier_locapass"},
			{day: on(2024, 11, 19), codes: committee + " offre_recue"},
			{day: on(2024, 11, 22), codes: "offre_reponse", proof: "acceptée"},
			{day: on(2024, 11, 25), codes: "mesure information_demarches"},
			{day: on(2024, 12, 6), codes: "assurance suivi_securisation frais_entree"},
			{day: on(2024, 12, 16), codes: keys, proof: "classeur du service"},
			{day: on(2024, 12, 16), codes: "bail", why: "Sous-location : le bail vient au glissement."},
			{day: on(2024, 12, 19), codes: "acteurs_proximite"},
			{day: on(2025, 1, 7), codes: "rythme visite_domicile"},
			{day: on(2025, 2, 4), codes: "entretien_bureau accompagnement_physique", proof: "CAF"},
			{day: on(2025, 9, 16), codes: "autonomie orientation_partenaires"},
			{day: on(2026, 1, 15), codes: "difficultes_bailleur", why: "Aucune difficulté."},
			{day: on(2026, 1, 15), codes: "stabilisation"},
			{day: on(2026, 1, 20), codes: "demande_glissement conditions_glissement"},
			{day: on(2026, 3, 31), codes: "periode_examen", proof: "convention", set: on(2026, 1, 20)},
			{day: on(2026, 1, 28), codes: "avis_prefet", proof: "copie de la lettre"},
			{day: on(2026, 2, 5), codes: "decision_glissement"},
			{day: on(2026, 2, 10), codes: "grille_sortie"},
			{day: on(2026, 2, 12), codes: "evaluation_finale relais", proof: "relue avec Mme, envoyée à l'agence"},
			{day: slid, codes: "bail_glisse veille_expliquee", proof: "bail au nom de Mme"},
		},
		papers: append(keyPapers(on(2024, 12, 6), on(2024, 12, 16), capHabitat, "18 rue du Vieux Four"), protocol(on(2024, 9, 20), capHabitat)),
		pledges: []pledge{
			{"convention", "adherer", model.CommitmentKept, slid, "Bilan final relu avec Mme."},
			{"protocole", "relais", model.CommitmentKept, on(2026, 2, 12), "Service social de secteur, si besoin."},
		},
		decided: slices.Concat(
			done("point_locatif", on(2025, 3, 13), on(2025, 6, 12), on(2025, 9, 9), on(2025, 12, 4)),
			done("examen_6_mois", on(2025, 6, 12), on(2025, 12, 11)),
			done("mesure_renouvellement", on(2025, 10, 14)), done("mesure_fin", on(2025, 11, 25)),
			done("assurance", on(2025, 12, 4)),
			[]decision{{key: "assurance#2", set: slid, why: "Mme est locataire en titre : l'attestation va au bailleur."}},
			kept("veille_contact#5", t.after(3, call), 17, call, "Mme préfère être appelée ce jour-là."),
			kept("veille_fin#1", t.after(24, slid), on(2028, 2, 16), slid, "Vingt-quatre mois pleins."),
		),
	}
}

func h09() household {
	return household{
		code: "H09", programme: securing, agency: "cavaillon", operator: capHabitat, origin: "siao", funding: "Projet", lead: yanis,
		received: on(2026, 7, 6),
		situation: "Sortie de CPH. Ressources : 1 660,60 € par mois, APL estimée 239,21 €. Taux d'effort net 7,9 %, reste à vivre 15,01 € " +
			"par jour et par personne. CALEOL favorable le {-13} (rang 1), offre reçue le {-7}, réponse avant le {+3} : acceptée le " +
			"{-4}. Sous-location en bail glissant votée.",
		phases: []phase{{"orientation", 0}, {"diagnostic", on(2026, 7, 20)}, {"recherche", on(2026, 9, 7)},
			{"instruction", on(2026, 10, 12)}, {"caleol", -13}, {"preparation_entree", -4}},
		members: []member{
			{title: "M.", last: "SANTOURI", first: "Moussa", role: model.RoleHolder, age: 29},
			{title: "Mme", last: "SANTOURI", first: "Awa", role: model.RoleCoHolder, age: 27},
			{last: "SANTOURI", first: "Issa", role: model.RoleDependent, months: 5},
		},
		homes: []home{
			{address: "CPH du Luberon, appartement 4", commune: "Cavaillon", tenure: model.TenureHosted, from: on(2025, 11, 3)},
			{address: "9 rue des Melonniers", commune: "Cavaillon", size: "T3", surface: 62, floor: "rez-de-chaussée",
				tenure: model.TenureSliding, rent: 34170, charges: 6840, from: 8, known: -4},
		},
		reach: []reach{{model.MeansPhone, "06 39 98 09 29", "M."}, {model.MeansPhone, "06 39 98 09 60", "interprète du CPH"}},
		contacts: []contact{
			{day: -4, kind: model.OfficeMeeting, start: model.NewClock(14, 0), minutes: 80, present: "M., Mme, interprète",
				subject: "Acceptation de l'offre",
				facts:   "Acceptation signée. Devis d'assurance comparés. Le contrat de sous-location lu avec interprète."},
			{day: -3, kind: model.Errand, subject: "FSL accès, Loca-Pass",
				facts: "Dossier FSL accès (premier loyer, équipement de base) déposé ; Loca-Pass demandée (M. intérimaire)."},
		},
		tasks: []task{
			{due: 7, label: "Attestation d'assurance habitation", who: model.WhoHousehold, set: -4},
			{due: 8, at: model.NewClock(10, 0), label: "Signature et état des lieux", place: "9 rue des Melonniers", set: -4},
			{due: on(2027, 2, 1), label: "Loca-Pass (dépôt de garantie 341,70 €)", set: -3},
			{due: on(2027, 6, 1), label: "Examen contradictoire n° 1", set: -4},
		},
		steps: []step{
			{day: on(2026, 7, 6), codes: received, proof: "fiche du SIAO"},
			{day: on(2026, 7, 15), codes: "premier_entretien", proof: "avec interprète"},
			{day: on(2026, 7, 24), codes: "protocole", proof: "classeur du service"},
			{day: on(2026, 8, 26), codes: shared},
			{day: on(2026, 9, 2), codes: "etude_cellule", proof: "compte rendu de la cellule"},
			{day: on(2026, 9, 8), codes: "projet_logement demande_logement correspondant"},
			{day: on(2026, 9, 30), codes: "pret_a_habiter tableau_de_bord"},
			{day: on(2026, 10, 8), codes: "logement_propose", proof: "T3 à Cavaillon"},
			{day: on(2026, 10, 13), codes: studied},
			{day: on(2026, 10, 27), codes: "dossier_attribution"},
			{day: -13, codes: committee, proof: "avis favorable, rang 1"},
			{day: -7, codes: "offre_recue"},
			{day: -4, codes: "offre_reponse", proof: "acceptation signée"},
			{day: -4, codes: "mesure information_demarches"},
			{day: -3, codes: "dossier_fsl", proof: "accusé du FSL"},
		},
		papers: []paper{
			protocol(on(2026, 7, 24), capHabitat),
			{code: "engagement", begun: -3, operators: capHabitat},
			{code: "contrat", begun: -3},
			{code: "convention", begun: -3, operators: soligone + " " + capHabitat, signatures: []signature{{-3, "operator:cap-habitat", "bureau"}}},
		},
	}
}

func h11(t calendar) household {
	signed, period := t.before(18, 23), t.before(-2, 7)
	return household{
		code: "H11", programme: securing, agency: "orange", operator: soligone, origin: "siao", funding: "Projet", lead: maelle,
		received: on(2025, 2, 3),
		situation: "Ressources : 1 931,37 € par mois, APL 376,77 €. Taux d'effort net 3,9 %, reste à vivre 18,20 € par jour et par " +
			"personne. Sous-location depuis le " + place(signed) + " ; examens tenus le {-346} et le {-158}. Période d'examen de la " +
			"convention jusqu'au " + place(period) + ", donc avis du bailleur au préfet le {+7} au plus tard. 17 loyers sur 17 payés.",
		phases: []phase{{"orientation", 0}, {"diagnostic", on(2025, 2, 17)}, {"recherche", on(2025, 3, 17)},
			{"instruction", on(2025, 4, 14)}, {"caleol", on(2025, 5, 13)}, {"preparation_entree", on(2025, 5, 20)},
			{"entree", signed}, {"accompagnement", signed + 1}, {"glissement", -6}},
		members: []member{
			{title: "Mme", last: "AUBRESPIN", first: "Nadège", role: model.RoleHolder, age: 41},
			{last: "AUBRESPIN", first: "Clément", role: model.RoleDependent, age: 14},
			{last: "AUBRESPIN", first: "Jade", role: model.RoleDependent, age: 10},
		},
		homes: []home{{address: "25 rue du Théâtre Ancien", commune: "Orange", size: "T3", surface: 66, floor: "1er",
			tenure: model.TenureSliding, rent: 37230, charges: 7960, from: signed}},
		reach: []reach{{model.MeansPhone, "06 39 98 11 41", "Mme"}, {model.MeansMail, "n.aubrespin@courriel.example", "Mme"}},
		contacts: []contact{
			{day: on(2025, 12, 12), kind: model.HomeVisit, start: model.NewClock(10, 0), minutes: 60, travel: 40,
				present: "Mme, chargé de clientèle", subject: "Examen contradictoire n° 1",
				shareable: "Examen tenu : loyers payés, logement en bon état. Prochain examen dans six mois.", readback: true},
			{day: on(2026, 6, 18), kind: model.HomeVisit, start: model.NewClock(10, 0), minutes: 60, travel: 40,
				present: "Mme, chargé de clientèle", subject: "Examen contradictoire n° 2",
				shareable: "Examen tenu : loyers payés. Mme dit vouloir le bail à son nom.", readback: true},
			{day: -33, kind: model.HomeVisit, start: model.NewClock(16, 30), minutes: 50, travel: 40, subject: "Demande de glissement",
				facts: "Mme demande le glissement. Logement investi. Une tension avec un voisin, close après échange direct."},
			{day: -14, kind: model.OfficeMeeting, start: model.NewClock(9, 0), minutes: 45, subject: "Budget",
				facts: "Budget refait sans l'aide du service. Assurance à son nom dès le bail."},
			{day: -6, kind: model.LandlordExchange, subject: "Proposition de glissement", readback: true,
				shareable: "Proposition de glissement au {+70}, éléments de l'examen joints. Rappel de l'information due au préfet."},
		},
		tasks: []task{{due: on(2027, 2, 1), label: "Bail à son nom (souhaité)", who: model.WhoLandlord, set: -6}},
		steps: []step{
			{day: on(2025, 2, 3), codes: received, proof: "fiche du SIAO"},
			{day: on(2025, 2, 12), codes: "premier_entretien", proof: "note du jour"},
			{day: on(2025, 2, 21), codes: "protocole", proof: "classeur du service"},
			{day: on(2025, 3, 4), codes: shared},
			{day: on(2025, 3, 12), codes: "etude_cellule", proof: "compte rendu de la cellule"},
			{day: on(2025, 3, 18), codes: "projet_logement demande_logement correspondant"},
			{day: on(2025, 3, 25), codes: "pret_a_habiter tableau_de_bord"},
			{day: on(2025, 4, 9), codes: "logement_propose"},
			{day: on(2025, 4, 15), codes: studied},
			{day: on(2025, 4, 24), codes: "dossier_attribution dossier_fsl"},
			{day: on(2025, 4, 24), codes: "dossier_locapass", why: "Dépôt de garantie accordé par le FSL."},
			{day: on(2025, 5, 13), codes: committee + " offre_recue"},
			{day: on(2025, 5, 16), codes: "offre_reponse", proof: "acceptée"},
			{day: on(2025, 5, 20), codes: "mesure information_demarches"},
			{day: on(2025, 6, 10), codes: "assurance suivi_securisation frais_entree"},
			{day: signed, codes: keys, proof: "classeur du service"},
			{day: signed, codes: "bail", why: "Sous-location : le bail vient au glissement."},
			{day: on(2025, 6, 20), codes: "acteurs_proximite"},
			{day: on(2025, 7, 1), codes: "rythme visite_domicile"},
			{day: on(2025, 7, 15), codes: "entretien_bureau"},
			{day: on(2025, 9, 11), codes: "autonomie orientation_partenaires"},
			{day: on(2025, 9, 11), codes: "accompagnement_physique", why: "Mme fait ses démarches seule."},
			{day: -33, codes: "difficultes_bailleur", proof: "tension avec un voisin, close"},
			{day: -14, codes: "stabilisation"},
			{day: period, codes: "periode_examen", proof: "convention", set: -6},
			{day: -6, codes: "demande_glissement conditions_glissement"},
		},
		papers: append(keyPapers(on(2025, 6, 10), signed, soligone, "25 rue du Théâtre Ancien"), protocol(on(2025, 2, 21), soligone)),
		pledges: []pledge{
			{"convention", "adherer", model.CommitmentKept, -33, "Mme demande le glissement."},
			{"convention", "demarches", model.CommitmentKept, -14, "Budget refait sans l'aide du service."},
			{"convention", "accompagner", model.CommitmentKept, -14, "Rencontres au domicile et au bureau."},
			{"contrat", "objectifs", model.CommitmentKept, -14, "17 loyers sur 17 payés."},
		},
		decided: slices.Concat(
			done("point_locatif", on(2025, 9, 11), on(2025, 12, 9), on(2026, 3, 5), on(2026, 6, 4), on(2026, 8, 27)),
			done("examen_6_mois", on(2025, 12, 12), on(2026, 6, 18)),
			kept("examen_6_mois#3", t.after(18, signed), 23, -6, "Rendez-vous pris avec le bailleur."),
			kept("avis_prefet#1", t.after(-2, period), 7, -6, "Le bailleur écrit au préfet en fin de mois."),
			done("mesure_renouvellement", on(2026, 4, 9)), done("mesure_fin", on(2026, 5, 20)),
			done("assurance", on(2026, 6, 9)),
		),
	}
}
