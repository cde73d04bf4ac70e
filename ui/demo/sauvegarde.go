package demo

import "seuil/model"

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
			{due: -2, label: "Seuil de carence (60 jours) : décider", set: on(2026, 9, 22)},
			{due: 4, label: "Deuxième visite sur site", place: "Résidence Le Calavon", set: -6},
			{due: 9, label: "Cellule : décision de carence", set: -6},
			{due: 128, label: "Fin de la trêve hivernale", set: -22},
			{due: -24, label: "Courrier recommandé", set: -56, done: -38},
		},
	}
}

func h04() household {
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
			{day: -41, kind: model.HomeVisit, start: model.NewClock(17, 0), minutes: 55, travel: 25, subject: "Paiements, courrier",
				facts: "Relevé fait ensemble : indemnité d'occupation (519,50 €) payée pour {M-2} et {M-1}. Mme tient un cahier.",
				words: "La cause dite par Mme : « quand les heures ont baissé, j'ai laissé le courrier »."},
			{day: -20, kind: model.Escort, start: model.NewClock(9, 0), minutes: 90, travel: 20, place: "CAF d'Avignon",
				facts: "CAF. Rappel d'APL possible dès signature d'un protocole ; justificatifs remis."},
			{day: -11, kind: model.LandlordExchange, subject: "Demande de protocole", readback: true,
				shareable: "Paiement de l'indemnité repris depuis trois mois. Demande de protocole avec plan de 60 € par mois, bilan le {+2}."},
		},
		tasks: []task{
			{due: 2, label: "Bilan d'étape", set: on(2026, 8, 18)},
			{due: 10, label: "Projet de protocole de cohésion sociale au bailleur", set: -11},
			{due: on(2027, 2, 1), label: "Alerte : la trêve finit dans deux mois", set: -22},
			{due: 128, label: "Fin de la trêve hivernale", set: -22},
			{due: on(2027, 5, 17), label: "Fin de mesure", set: on(2026, 5, 18)},
			{due: -20, label: "Accompagner Mme à la CAF", set: -41, done: -20},
		},
	}
}

func h06() household {
	owned := home{address: "14 allée des Platanes", commune: "Bollène", size: "T4", surface: 72, floor: "1er", rent: 38960, charges: 8420}
	before, sublet := owned, owned
	before.tenure, before.from, before.until = model.TenureOther, on(2013, 3, 1), on(2026, 4, 1)
	sublet.tenure, sublet.from = model.TenureSliding, on(2026, 4, 1)
	return household{
		code: "H06", programme: safeguard, agency: "bollene", operator: soligone, origin: "landlord", funding: "FNAVDL", lead: maelle,
		received: on(2025, 6, 16),
		situation: "AAH 1 041,59 € et ARE 742 €, soit 1 783,59 € par mois. APL 358,41 €. Taux d'effort net 4,2 %, reste à vivre 13,84 € par " +
			"jour et par personne. Dette de départ 4 810 €, aujourd'hui 3 610 € : plan de 80 € par mois, quinzième échéance " +
			"réglée. Sous-location depuis le {-236}.",
		phases: []phase{{"orientation", 0}, {"prise_de_contact", on(2025, 6, 23)}, {"diagnostic", on(2025, 7, 7)},
			{"convention", on(2025, 9, 1)}, {"accompagnement", on(2025, 9, 8)}, {"bail_glissant", on(2026, 4, 1)}},
		members: []member{
			{title: "M.", last: "TISSANDRE", first: "Patrick", role: model.RoleHolder, age: 51},
			{title: "Mme", last: "TISSANDRE", first: "Lydia", role: model.RoleCoHolder, age: 49},
			{title: "M.", last: "TISSANDRE", first: "Dylan", role: model.RoleOther, age: 19, note: "Fils, sans ressources."},
		},
		homes: []home{before, sublet},
		reach: []reach{{model.MeansPhone, "06 39 98 06 51", "M."}, {model.MeansPhone, "06 39 98 06 49", "Mme"}},
		contacts: []contact{
			{day: -48, kind: model.Cell, subject: "Examen contradictoire n° 1",
				facts: "Examen : loyers réglés, plan respecté, un désordre signalé (infiltration). Le bailleur propose de revoir en {M+5}."},
			{day: -13, kind: model.HomeVisit, start: model.NewClock(10, 30), minutes: 45, travel: 55, present: "M., Mme",
				facts: "Infiltration toujours présente, photo remise par Mme. Fils : RDV à la mission locale pris par lui-même."},
			{day: -13, kind: model.LandlordExchange, start: model.NewClock(15, 0), subject: "Infiltration",
				shareable: "Relance technique, infiltration au plafond de la salle d'eau."},
		},
		tasks: []task{
			{due: 15, label: "Attestation d'assurance", who: model.WhoHousehold, set: -13},
			{due: on(2027, 1, 6), label: "Bilan d'étape", set: -48},
			{due: 129, label: "Examen contradictoire n° 2", set: -48},
			{due: -48, label: "Examen contradictoire n° 1", set: on(2026, 4, 1), done: -48},
		},
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
			{day: -10, kind: model.LandlordExchange, subject: "Retour d'évaluation", readback: true,
				shareable: "Loyer payé, pas de dette. Logement trop grand et d'accès difficile. Préconisation : accompagnement de six mois, " +
					"mutation, aide au tri et au déménagement."},
		},
		tasks: []task{
			{due: 11, label: "Signature de la convention", place: "chez Mme", set: -10},
			{due: 23, label: "RDV caisse de retraite (aide à domicile)", who: model.WhoHousehold, set: -10},
			{due: never, label: "Demande de mutation : T2, rez-de-chaussée ou ascenseur", who: model.WhoHousehold, set: -10},
		},
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
			{day: -21, kind: model.PhoneCall, start: model.NewClock(12, 15), minutes: 10, subject: "Fin du plan",
				shareable: "Dernière échéance honorée. Bailleur informé, prépare le bail."},
			{day: -10, kind: model.HomeVisit, start: model.NewClock(18, 0), minutes: 60, travel: 40, subject: "Bilan commencé",
				facts: "Bilan commencé ensemble. Souhaite garder un contact jusqu'en {M+2}.", words: "« payer le 5, pas le 20 »"},
		},
		tasks: []task{
			{due: 22, label: "Évaluation finale", set: -21},
			{due: 24, label: "Signature du bail (à confirmer)", who: model.WhoLandlord, set: -10},
			{due: on(2027, 1, 31), label: "Nouveau bail au plus tard", who: model.WhoLandlord, set: -23},
		},
	}
}

func h12() household {
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
			{day: -40, kind: model.Escort, start: model.NewClock(10, 0), minutes: 60, travel: 35, place: "Banque de France",
				facts: "Banque de France : courrier de recevabilité reçu, expliqué. Crédits suspendus ; le loyer courant reste dû."},
			{day: -17, kind: model.OfficeMeeting, start: model.NewClock(11, 0), minutes: 40,
				facts: "Reprise du loyer courant en {M+0} (virement fixé au 6)."},
			{day: -4, kind: model.Errand, subject: "Audience",
				facts: "Écrit pour l'audience : liste des pièces. M. ne souhaite pas de tiers présent."},
		},
		tasks: []task{
			{due: -23, label: "Demande de renouvellement de la mesure", set: -54},
			{due: 7, label: "Fin de mesure", set: on(2025, 12, 1)},
			{due: 15, at: model.NewClock(9, 30), label: "RDV DSF", who: model.WhoPartner, set: -17},
			{due: 45, label: "DSF transmis au juge", who: model.WhoPartner, set: -17},
			{due: 51, label: "Loyer courant repris en entier avant l'audience", who: model.WhoHousehold, set: -17},
			{due: 52, at: model.NewClock(9, 0), label: "Audience", place: "tribunal d'Orange", set: -20},
		},
	}
}
