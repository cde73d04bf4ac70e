package demo

import (
	"slices"

	"seuil/model"
)

// started are the steps of a household that answered the first letter (R128 to R134); why says so.
func started(asked int, form, public string, letter, interview int, why string) []step {
	return []step{
		{day: asked, codes: "demande_intervention", proof: form},
		{day: asked, codes: "public_verifie", proof: public},
		{day: letter, codes: "lettre_simple", proof: "copie au dossier"},
		{day: interview, codes: "premier_entretien", proof: "note du jour"},
		{day: interview, codes: "lettre_recommandee visite_site carence", why: why},
	}
}

// assessed are the steps of an evaluation, written in four blocks and sent to the landlord (R116, R125, R134, R135).
func assessed(shared, written, sent int, proof string) []step {
	return []step{
		{day: shared, codes: "diagnostic_partage grille_entree"},
		{day: written, codes: "evaluation_sociale retour_objectifs retour_actions retour_etayage bail_sauvegarde_envisage"},
		{day: sent, codes: "retour_transmis", proof: proof},
	}
}

// tripartite is the agreement of the household, the landlord and one association (R136).
func tripartite(begun int, signatures ...signature) []paper {
	return []paper{{code: "convention", begun: begun, operators: soligone, signatures: signatures}}
}

func h02() household {
	return household{
		code: "H02", programme: safeguard, agency: "apt", operator: soligone, origin: "landlord", funding: "ASLL maintien", lead: maelle,
		received: on(2026, 9, 22),
		situation: "Bail de 2009, résilié par jugement du {-354}. Commandement de quitter les lieux du {-286}, échu le {-227}. Concours de " +
			"la force publique requis le {-195}, refus implicite le {-134}, nouvelle réquisition le {-69}. APL interrompue. Dette : " +
			"6 412,80 € au {-23}. Ressources inconnues. Trêve hivernale jusqu'au {+128}.",
		phases:  []phase{{"orientation", 0}, {"prise_de_contact", -60}},
		members: []member{{title: "M.", last: "GARRIGAL", first: "Roland", role: model.RoleHolder, age: 58}},
		homes: []home{{address: "Résidence Le Calavon, bât. C, n° 31", commune: "Apt", size: "T3", surface: 61, floor: "3e",
			access: "Interphone au nom de GARRIGAL.", tenure: model.TenureOther, rent: 35240, charges: 6130, from: on(2009, 5, 4)}},
		reach: []reach{{model.MeansPhone, "06 39 98 02 58", "M. (numéro donné par le bailleur)"}},
		contacts: []contact{
			{day: -56, kind: model.PlainLetter, subject: "Mise à disposition",
				facts: "Courrier de mise à disposition envoyé (présentation, numéro direct, trois créneaux)."},
			{day: -24, kind: model.RegisteredLetter, outcome: model.Unclaimed, subject: "Second courrier",
				facts: "Pli avisé, non réclamé (retour le {-24})."},
			{day: -6, kind: model.SiteVisit, outcome: model.DoorClosed, start: model.NewClock(17, 40), minutes: 20, travel: 50,
				place: "Résidence Le Calavon", subject: "Première visite sur site, avis de passage",
				facts: "Boîte aux lettres relevée, volets ouverts. Pas de réponse à l'interphone à 17 h 40. Avis de passage laissé, sans " +
					"mention du motif. Le gardien, rencontré dans le hall, n'est pas interrogé sur la vie de M."},
			{day: -6, kind: model.SiteVisit, outcome: model.DoorClosed, start: model.NewClock(18, 30), private: true,
				subject:   "Pour moi",
				appraisal: "Essayer une fois le matin : toutes nos tentatives ont eu lieu en fin de journée."},
		},
		tasks: []task{
			{due: 4, label: "Deuxième visite sur site", place: "Résidence Le Calavon", set: -6},
			{due: 9, label: "Cellule : décision de carence", set: -6},
			{due: 128, label: "Fin de la trêve hivernale", set: -22},
		},
		steps: []step{
			{day: on(2026, 9, 22), codes: "demande_intervention public_verifie", proof: "fiche du service contentieux"},
			{day: -56, codes: "lettre_simple", proof: "copie au dossier"},
			{day: -38, codes: "lettre_recommandee", proof: "pli avisé, non réclamé"},
			{day: -6, codes: "visite_site", proof: "avis de passage"},
		},
	}
}

func h04(t calendar) household {
	measure, review := t.before(12, on(2027, 5, 17)), t.before(3, 2)
	return household{
		code: "H04", programme: safeguard, agency: "avignon-vedene", operator: soligone, origin: "landlord", funding: "ASLL maintien",
		lead: maelle, received: on(2026, 3, 9),
		situation: "Ressources : 1 503,37 € par mois. APL suspendue depuis huit mois (taux d'effort 34,6 % ; rétablie, net 4,0 %). Jugement du " +
			"{-284} ; commandement de quitter les lieux du {-216}, échu le {-155} ; concours de la force publique requis le {-140}, " +
			"accordé le {-52} : exécution suspendue jusqu'au {+128}. Dette : 5 236,45 €. Convention tripartite du {-189}.",
		phases: []phase{{"orientation", 0}, {"prise_de_contact", on(2026, 3, 16)}, {"diagnostic", on(2026, 3, 30)},
			{"convention", on(2026, 5, 4)}, {"accompagnement", on(2026, 5, 18)}},
		members: []member{
			{title: "Mme", last: "DESMARELLE", first: "Sylvie", role: model.RoleHolder, age: 46},
			{last: "DESMARELLE", first: "Enzo", role: model.RoleDependent, age: 16},
			{last: "DESMARELLE", first: "Manon", role: model.RoleDependent, age: 11},
		},
		homes: []home{{address: "Les Hauts de Rhône, bât. 4, n° 22", commune: "Avignon", size: "T4", surface: 74, floor: "2e",
			tenure: model.TenureOther, rent: 42110, charges: 9840, from: on(2016, 10, 3)}},
		reach: []reach{{model.MeansPhone, "06 39 98 04 46", "Mme"}, {model.MeansMail, "s.desmarelle@courriel.example", "Mme"}},
		contacts: []contact{
			{day: on(2026, 3, 26), kind: model.HomeVisit, start: model.NewClock(17, 15), minutes: 70, travel: 25, subject: "Premier entretien",
				facts: "Mme a répondu à la lettre. Le courrier du bailleur, resté fermé depuis l'automne, est ouvert et classé ensemble."},
			{day: -41, kind: model.HomeVisit, start: model.NewClock(17, 0), minutes: 55, travel: 25, subject: "Paiements, courrier",
				facts: "Relevé fait ensemble : indemnité d'occupation (519,50 €) payée pour {M-2} et {M-1}. Mme tient un cahier.",
				words: "La cause dite par Mme : « quand les heures ont baissé, j'ai laissé le courrier »."},
			{day: -20, kind: model.Escort, start: model.NewClock(9, 0), minutes: 90, travel: 20, place: "CAF d'Avignon",
				facts: "CAF. Rappel d'APL possible dès signature d'un protocole ; justificatifs remis."},
			{day: -11, kind: model.LandlordExchange, subject: "Demande de protocole", readback: true,
				shareable: "Paiement de l'indemnité repris depuis trois mois. Demande de protocole avec plan de 60 € par mois, bilan le {+2}."},
		},
		tasks: []task{
			{due: 10, label: "Projet de protocole de cohésion sociale au bailleur", set: -11},
			{due: on(2027, 2, 1), label: "Alerte : la trêve finit dans deux mois", set: -22},
			{due: 128, label: "Fin de la trêve hivernale", set: -22},
			{due: -20, label: "Accompagner Mme à la CAF", set: -41, done: -20},
		},
		steps: slices.Concat(
			started(on(2026, 3, 9), "fiche du service contentieux", "précarité, impayé, bail résilié",
				on(2026, 3, 16), on(2026, 3, 26), "Mme a répondu à la lettre."),
			assessed(on(2026, 4, 14), on(2026, 4, 21), on(2026, 4, 23), "lu avec Mme, envoyé à l'agence"),
			[]step{
				{day: on(2026, 5, 5), codes: "accompagnement_propose duree"},
				{day: on(2026, 5, 5), codes: "sous_location_proposee", proof: "refusée : Mme préfère un protocole"},
				{day: measure, codes: "mesure", proof: "accord du FDUSL, douze mois", set: on(2026, 5, 18)},
				{day: on(2026, 5, 18), codes: "convention", proof: "signée à trois"},
				{day: on(2026, 6, 2), codes: "projet_personnalise"},
				{day: review, codes: "objectifs_bailleur", proof: "bilan d'étape"},
				{day: -20, codes: "orientation_partenaires", proof: "CAF d'Avignon"},
			}),
		papers: tripartite(on(2026, 5, 5), signature{on(2026, 5, 18), "household landlord operator:soligone", "chez Mme"}),
		pledges: []pledge{
			{"convention", "faciliter", model.CommitmentKept, review, "Bilan d'étape tenu avec l'agence."},
			{"convention", "demarches", model.CommitmentKept, -20, "Justificatifs remis à la CAF."},
			{"convention", "adherer", model.CommitmentKept, -41, "Mme tient un cahier des paiements."},
		},
		decided: slices.Concat(
			[]decision{{key: "bilan_etape#1", set: on(2026, 8, 11), to: review, why: "Congés à l'agence du bailleur."}},
			done("bilan_etape", review),
			kept("bilan_etape#2", t.after(3, review), 2, -41, "Rendez-vous pris avec l'agence du bailleur."),
			kept("mesure_fin#1", t.after(12, measure), on(2027, 5, 17), -41, "Date d'effet reprise de l'accord du FDUSL."),
		),
	}
}

func h06(t calendar) household {
	signed, review := t.before(12, 129), t.before(3, on(2027, 1, 6))
	owned := home{address: "14 allée des Platanes", commune: "Bollène", size: "T4", surface: 72, floor: "1er", rent: 38960, charges: 8420}
	before, sublet := owned, owned
	before.tenure, before.from, before.until = model.TenureOther, on(2013, 3, 1), signed
	sublet.tenure, sublet.from = model.TenureSliding, signed
	return household{
		code: "H06", programme: safeguard, agency: "bollene", operator: soligone, origin: "landlord", funding: "FNAVDL", lead: maelle,
		received: on(2025, 6, 16),
		situation: "AAH 1 041,59 € et ARE 742 €, soit 1 783,59 € par mois. APL 358,41 €. Taux d'effort net 4,2 %, reste à vivre 13,84 € par " +
			"jour et par personne. Dette de départ 4 810 €, aujourd'hui 3 610 € : plan de 80 € par mois, quinzième échéance " +
			"réglée. Sous-location depuis le " + place(signed) + ".",
		phases: []phase{{"orientation", 0}, {"prise_de_contact", on(2025, 6, 23)}, {"diagnostic", on(2025, 7, 7)},
			{"convention", on(2025, 9, 1)}, {"accompagnement", on(2025, 9, 8)}, {"bail_glissant", signed}},
		members: []member{
			{title: "M.", last: "TISSANDRE", first: "Patrick", role: model.RoleHolder, age: 51},
			{title: "Mme", last: "TISSANDRE", first: "Lydia", role: model.RoleCoHolder, age: 49},
			{title: "M.", last: "TISSANDRE", first: "Dylan", role: model.RoleOther, age: 19, note: "Fils, sans ressources."},
		},
		homes: []home{before, sublet},
		reach: []reach{{model.MeansPhone, "06 39 98 06 51", "M."}, {model.MeansPhone, "06 39 98 06 49", "Mme"}},
		contacts: []contact{
			{day: on(2025, 7, 1), kind: model.HomeVisit, start: model.NewClock(14, 0), minutes: 80, travel: 55, present: "M., Mme",
				subject: "Premier entretien",
				facts:   "M. et Mme ont répondu à la lettre. Relevé de la dette lu ensemble. Ils demandent un plan qu'ils puissent tenir."},
			{day: review, kind: model.Cell, subject: "Examen contradictoire n° 1",
				facts: "Examen : loyers réglés, plan respecté, un désordre signalé (infiltration). Le bailleur propose de revoir en {M+5}."},
			{day: -13, kind: model.HomeVisit, start: model.NewClock(10, 30), minutes: 45, travel: 55, present: "M., Mme",
				facts: "Infiltration toujours présente, photo remise par Mme. Fils : RDV à la mission locale pris par lui-même."},
			{day: -13, kind: model.LandlordExchange, start: model.NewClock(15, 0), subject: "Infiltration",
				shareable: "Relance technique, infiltration au plafond de la salle d'eau."},
		},
		steps: slices.Concat(
			started(on(2025, 6, 16), "fiche du service contentieux", "précarité, impayé, bail résilié",
				on(2025, 6, 23), on(2025, 7, 1), "M. et Mme ont répondu à la lettre."),
			assessed(on(2025, 7, 17), on(2025, 8, 20), on(2025, 8, 22), "lu avec M. et Mme, envoyé à l'agence"),
			[]step{
				{day: on(2025, 9, 2), codes: "accompagnement_propose sous_location_proposee duree", proof: "acceptés"},
				{day: on(2025, 9, 8), codes: "mesure", proof: "FNAVDL, douze mois"},
				{day: on(2025, 9, 8), codes: "convention", proof: "signée à trois"},
				{day: on(2025, 9, 22), codes: "projet_personnalise"},
				{day: on(2025, 12, 9), codes: "objectifs_bailleur", proof: "bilan d'étape"},
				{day: on(2026, 1, 13), codes: "orientation_partenaires", proof: "MDPH, mission locale"},
				{day: signed, codes: "bail_association assurance sous_location convention_annexee", proof: "classeur du service"},
			}),
		papers: tripartite(on(2025, 9, 2), signature{on(2025, 9, 8), "household landlord operator:soligone", "agence de Bollène"}),
		pledges: []pledge{
			{"convention", "adherer", model.CommitmentKept, review, "Toutes les rencontres tenues."},
			{"convention", "demarches", model.CommitmentKept, review, "Quinze échéances du plan réglées."},
			{"convention", "reponses", model.CommitmentDifficulty, -13, "Infiltration signalée à l'examen, relancée : pas de réponse."},
		},
		decided: slices.Concat(
			[]decision{{key: "bilan_etape#3", set: on(2026, 6, 4), to: on(2026, 7, 6), why: "L'agence attend le relevé du plan."}},
			done("bilan_etape", on(2025, 12, 9), on(2026, 3, 10), on(2026, 7, 6), review),
			kept("bilan_etape#5", t.after(3, review), on(2027, 1, 6), -13, "Rendez-vous pris avec l'agence du bailleur."),
			done("mesure_renouvellement", on(2026, 7, 27)), done("mesure_fin", on(2026, 9, 8)),
			done("examen_6_mois", review),
			kept("examen_6_mois#2", t.after(12, signed), 129, -13, "Rendez-vous pris avec le bailleur."),
			[]decision{{key: "assurance#1", set: signed, to: 15, why: "L'attestation remise à la signature vaut jusqu'au {+15}."}},
		),
	}
}

func h08() household {
	return household{
		code: "H08", programme: safeguard, agency: "carpentras", operator: soligone, origin: "landlord", funding: "ASLL maintien",
		lead: maelle, received: -45,
		situation: "Retraite 986 €, ASPA 57,59 €, APL 134,37 €. Taux d'effort net 35,1 %, brut 47,9 % ; reste à vivre 16,72 € par jour. Aucune " +
			"dette. Sous-occupation : quatre pièces pour une personne.",
		phases:  []phase{{"orientation", 0}, {"prise_de_contact", -43}, {"diagnostic", -38}, {"convention", -10}},
		members: []member{{title: "Mme", last: "CHANTEMERLOU", first: "Yvette", role: model.RoleHolder, age: 79}},
		homes: []home{{address: "Résidence du Marché, bât. A, n° 9", commune: "Carpentras", size: "T4", surface: 70,
			floor: "3e sans ascenseur", access: "Sonner longtemps, Mme entend mal.", tenure: model.TenureLease, rent: 39820, charges: 10210,
			from: on(1987, 4, 1)}},
		reach: []reach{{model.MeansPhone, "06 39 98 08 79", "Mme"}},
		contacts: []contact{
			{day: -38, kind: model.HomeVisit, start: model.NewClock(14, 0), minutes: 75, travel: 30, subject: "Première visite",
				facts: "Orientation pour courriers sans réponse. Mme reçoit volontiers. Ne descend plus que pour le marché. Deux pièces " +
					"non utilisées."},
			{day: -10, kind: model.HomeVisit, start: model.NewClock(14, 0), minutes: 45, travel: 30, subject: "Retour lu avec Mme",
				facts: "Évaluation lue ensemble avant l'envoi. Mme est d'accord pour l'accompagnement et pour chercher plus petit."},
			{day: -10, kind: model.LandlordExchange, subject: "Retour d'évaluation", readback: true,
				shareable: "Loyer payé, pas de dette. Logement trop grand et d'accès difficile. Préconisation : accompagnement de six mois, " +
					"mutation, aide au tri et au déménagement."},
		},
		tasks: []task{
			{due: 11, label: "Signature de la convention", place: "chez Mme", set: -10},
			{due: 23, label: "RDV caisse de retraite (aide à domicile)", who: model.WhoHousehold, set: -10},
			{due: never, label: "Demande de mutation : T2, rez-de-chaussée ou ascenseur", who: model.WhoHousehold, set: -10},
		},
		steps: slices.Concat(
			started(-45, "fiche du service locatif", "prévention : ni dette ni procédure, isolement et logement inadapté",
				-43, -38, "Mme a reçu dès la première lettre."),
			assessed(-31, -17, -10, "lu avec Mme, envoyé à l'agence"),
			[]step{
				{day: -10, codes: "accompagnement_propose duree", proof: "six mois, Mme est d'accord"},
				{day: -10, codes: "sous_location_proposee", why: "Mme garde son bail."},
			}),
		papers: tripartite(-10, signature{-10, "operator:soligone", "bureau"}),
	}
}

func h10() household {
	return household{
		code: "H10", programme: safeguard, agency: "cavaillon", operator: soligone, origin: "landlord", funding: "FNAVDL", lead: maelle,
		received: on(2025, 2, 10),
		situation: "Salaire 1 410 €, pas d'APL, pension versée 160 €. Taux d'effort 28,8 %, reste à vivre 19,83 € par jour. Protocole de cohésion " +
			"sociale du {-552} (terme le {+178}). Dette de 3 274,60 € soldée le {-23} (FSL 1 500 €, plan) : nouveau bail le {+69} au plus tard.",
		phases: []phase{{"orientation", 0}, {"prise_de_contact", on(2025, 2, 17)}, {"diagnostic", on(2025, 3, 3)},
			{"convention", on(2025, 5, 20)}, {"accompagnement", on(2025, 5, 21)}, {"issue", on(2026, 11, 2)}},
		members: []member{
			{title: "M.", last: "KERBOULEC", first: "Denis", role: model.RoleHolder, age: 44},
			{last: "KERBOULEC", first: "Gwenn", role: model.RoleDependent, age: 13, note: "Garde alternée."},
			{last: "KERBOULEC", first: "Malo", role: model.RoleDependent, age: 10, note: "Garde alternée."},
		},
		homes: []home{{address: "2 place du Clos", commune: "Cavaillon", size: "T3", surface: 64, floor: "2e", tenure: model.TenureOther,
			rent: 33980, charges: 6640, from: on(2018, 7, 2)}},
		reach: []reach{{model.MeansPhone, "06 39 98 10 44", "M."}},
		contacts: []contact{
			{day: on(2025, 2, 26), kind: model.OfficeMeeting, start: model.NewClock(17, 30), minutes: 60, subject: "Premier entretien",
				facts: "M. a répondu à la lettre. Il travaille en semaine et demande des rendez-vous en fin de journée."},
			{day: -21, kind: model.PhoneCall, start: model.NewClock(12, 15), minutes: 10, subject: "Fin du plan",
				shareable: "Dernière échéance honorée. Bailleur informé, prépare le bail."},
			{day: -10, kind: model.HomeVisit, start: model.NewClock(18, 0), minutes: 60, travel: 40, subject: "Bilan commencé",
				facts: "Bilan commencé ensemble. Souhaite garder un contact jusqu'en {M+2}.", words: "« payer le 5, pas le 20 »"},
		},
		tasks: []task{
			{due: 24, label: "Signature du bail (à confirmer)", who: model.WhoLandlord, set: -10},
			{due: on(2027, 1, 31), label: "Nouveau bail au plus tard", who: model.WhoLandlord, set: -23},
		},
		steps: slices.Concat(
			started(on(2025, 2, 10), "fiche du service contentieux", "précarité, impayé, bail résilié",
				on(2025, 2, 17), on(2025, 2, 26), "M. a répondu à la lettre."),
			assessed(on(2025, 3, 20), on(2025, 4, 14), on(2025, 4, 15), "lu avec M., envoyé à l'agence"),
			[]step{
				{day: on(2025, 5, 20), codes: "accompagnement_propose duree"},
				{day: on(2025, 5, 20), codes: "sous_location_proposee", proof: "refusée : protocole de cohésion sociale"},
				{day: on(2025, 5, 20), codes: "convention", proof: "signée à trois"},
				{day: on(2025, 5, 21), codes: "mesure", proof: "FNAVDL, douze mois"},
				{day: on(2025, 6, 4), codes: "projet_personnalise"},
				{day: on(2025, 8, 21), codes: "objectifs_bailleur", proof: "bilan d'étape"},
				{day: on(2025, 9, 9), codes: "orientation_partenaires", proof: "FSL"},
				{day: 7, codes: "fin_accompagnement", set: -21},
				{day: -10, codes: "issue_constatee", proof: "situation stabilisée, maintien dans les lieux"},
			}),
		papers: tripartite(on(2025, 5, 13), signature{on(2025, 5, 20), "household landlord operator:soligone", "agence de Cavaillon"}),
		pledges: []pledge{
			{"convention", "adherer", model.CommitmentKept, -21, "Dernière échéance du plan honorée."},
			{"convention", "procedures", model.CommitmentKept, -21, "Bailleur informé, prépare le bail."},
		},
		decided: slices.Concat(
			done("bilan_etape", on(2025, 8, 21), on(2025, 11, 20), on(2026, 2, 19), on(2026, 5, 21), on(2026, 8, 20)),
			done("mesure_renouvellement", on(2026, 4, 9)), done("mesure_fin", on(2026, 5, 21)),
		),
	}
}

func h12(t calendar) household {
	measure := t.before(12, 7)
	return household{
		code: "H12", programme: safeguard, agency: "orange", operator: soligone, origin: "ctpe", funding: "ASLL maintien", lead: maelle,
		received: on(2025, 10, 6),
		situation: "Dérogation notée : bail de 2017 non encore résilié. Pension d'invalidité 890 €, APL 120,36 €. Taux d'effort net 22,0 %, reste à " +
			"vivre 14,15 € par jour, 18,98 € depuis la suspension des crédits (145 € par mois). Commandement de payer du {-168} (deux " +
			"mois : {-107}) ; CCAPEX saisie ; assignation du {-20} ; audience le {+52} ; DSF à transmettre avant le {+45}. " +
			"Dette : 2 948,30 €. Surendettement recevable le {-46}.",
		phases: []phase{{"orientation", 0}, {"prise_de_contact", on(2025, 10, 13)}, {"diagnostic", on(2025, 10, 27)},
			{"convention", on(2025, 11, 24)}, {"accompagnement", on(2025, 12, 1)}},
		members: []member{{title: "M.", last: "LAVOUTENC", first: "Gérard", role: model.RoleHolder, age: 62}},
		homes: []home{{address: "6 rue de la Meyne", commune: "Orange", size: "T2", surface: 46, floor: "rez-de-chaussée",
			tenure: model.TenureLease, rent: 28650, charges: 5890, from: on(2017, 3, 1)}},
		reach: []reach{{model.MeansPhone, "06 39 98 12 62", "M."}},
		contacts: []contact{
			{day: on(2025, 10, 21), kind: model.HomeVisit, start: model.NewClock(10, 30), minutes: 60, travel: 35, subject: "Premier entretien",
				facts: "M. a répondu à la lettre. Trois crédits en cours, loyer payé en partie depuis l'été."},
			{day: -40, kind: model.Escort, start: model.NewClock(10, 0), minutes: 60, travel: 35, place: "Banque de France",
				facts: "Banque de France : courrier de recevabilité reçu, expliqué. Crédits suspendus ; le loyer courant reste dû."},
			{day: -17, kind: model.OfficeMeeting, start: model.NewClock(11, 0), minutes: 40,
				facts: "Reprise du loyer courant en {M+0} (virement fixé au 6)."},
			{day: -4, kind: model.Errand, subject: "Audience",
				facts: "Écrit pour l'audience : liste des pièces. M. ne souhaite pas de tiers présent."},
		},
		tasks: []task{
			{due: 15, at: model.NewClock(9, 30), label: "RDV DSF", who: model.WhoPartner, set: -17},
			{due: 45, label: "DSF transmis au juge", who: model.WhoPartner, set: -17},
			{due: 51, label: "Loyer courant repris en entier avant l'audience", who: model.WhoHousehold, set: -17},
			{due: 52, at: model.NewClock(9, 0), label: "Audience", place: "tribunal d'Orange", set: -20},
		},
		steps: slices.Concat(
			started(on(2025, 10, 6), "fiche de la CTPE", "dérogation : bail non encore résilié",
				on(2025, 10, 13), on(2025, 10, 21), "M. a répondu à la lettre."),
			assessed(on(2025, 11, 3), on(2025, 11, 17), on(2025, 11, 18), "lu avec M., envoyé à l'agence"),
			[]step{
				{day: on(2025, 11, 24), codes: "accompagnement_propose duree"},
				{day: on(2025, 11, 24), codes: "sous_location_proposee", why: "Le bail n'est pas résilié."},
				{day: measure, codes: "mesure", proof: "accord du FDUSL, douze mois", set: on(2025, 12, 1)},
				{day: on(2025, 12, 1), codes: "convention", proof: "signée à trois"},
				{day: on(2025, 12, 15), codes: "projet_personnalise"},
				{day: on(2026, 3, 3), codes: "objectifs_bailleur", proof: "bilan d'étape"},
				{day: on(2026, 7, 7), codes: "orientation_partenaires", proof: "Banque de France, dossier de surendettement"},
			}),
		papers: tripartite(on(2025, 11, 24), signature{on(2025, 12, 1), "household landlord operator:soligone", "agence d'Orange"}),
		pledges: []pledge{
			{"convention", "demarches", model.CommitmentDifficulty, -40, "Loyer courant payé en partie depuis l'été."},
			{"convention", "orienter", model.CommitmentKept, -46, "Surendettement recevable."},
		},
		decided: slices.Concat(
			done("bilan_etape", on(2026, 3, 3), on(2026, 6, 2), on(2026, 8, 27)),
			[]decision{{key: "bilan_etape#4", set: -17, to: 59, why: "Après l'audience : un seul bilan avec le bailleur."}},
			kept("mesure_renouvellement#1", measure+335, -23, -54, "Accord du financeur : la veille de la fin du mois."),
			kept("mesure_fin#1", t.after(12, measure), 7, -54, "Date d'effet reprise de l'accord du FDUSL."),
		),
	}
}
