package demo

import "seuil/model"

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
	}
}

func h07() household {
	home1 := home{address: "18 rue du Vieux Four", commune: "Carpentras", size: "T3", surface: 61, floor: "1er", rent: 34890, charges: 7200}
	sublet, lease := home1, home1
	sublet.tenure, sublet.from, sublet.until = model.TenureSliding, on(2024, 12, 16), on(2026, 2, 16)
	lease.tenure, lease.from = model.TenureLease, on(2026, 2, 16)
	return household{
		code: "H07", programme: securing, agency: "carpentras", operator: capHabitat, origin: "siao", funding: "Projet", lead: yanis,
		received: on(2024, 9, 2),
		situation: "Ressources : 1 740,18 € par mois, APL 230,07 €. Taux d'effort net 11,0 %, reste à vivre 22,57 € par jour et par " +
			"personne. Bail glissé le {-280}, après quatorze mois. Aucune dette.",
		phases: []phase{{"orientation", 0}, {"diagnostic", on(2024, 9, 16)}, {"recherche", on(2024, 10, 7)},
			{"instruction", on(2024, 10, 28)}, {"caleol", on(2024, 11, 19)}, {"preparation_entree", on(2024, 11, 25)},
			{"entree", on(2024, 12, 16)}, {"accompagnement", on(2024, 12, 17)}, {"glissement", on(2026, 1, 20)},
			{"evaluation_finale", on(2026, 2, 2)}, {"veille", on(2026, 2, 16)}},
		members: []member{
			{title: "Mme", last: "BELLECASSE", first: "Aurore", role: model.RoleHolder, age: 37},
			{last: "BELLECASSE", first: "Noé", role: model.RoleDependent, age: 8},
		},
		homes: []home{sublet, lease},
		reach: []reach{{model.MeansPhone, "06 39 98 07 37", "Mme"}},
		contacts: []contact{
			{day: on(2026, 2, 16), kind: model.OfficeMeeting, start: model.NewClock(10, 30), minutes: 60, subject: "Entrée en veille",
				facts: "Bilan final relu avec Mme. Relais : service social de secteur, si besoin.", words: "« J'appelle si ça bouge. »",
				readback: true},
			{day: -74, kind: model.PhoneCall, start: model.NewClock(16, 5), minutes: 15, subject: "Contact de veille",
				facts: "Situation stable, CDI de 30 h. Demande une information sur le chèque énergie, transmise."},
		},
		tasks: []task{
			{due: 17, label: "Contact de veille", set: -74},
			{due: -74, label: "Contact de veille", set: on(2026, 2, 16), done: -74},
			{due: on(2028, 2, 16), label: "Fin de la veille sociale", set: on(2026, 2, 16)},
		},
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
			{due: 3, label: "Réponse à l'offre de logement", who: model.WhoHousehold, set: -7, done: -4},
			{due: 7, label: "Attestation d'assurance habitation", who: model.WhoHousehold, set: -4},
			{due: 8, at: model.NewClock(10, 0), label: "Signature et état des lieux", place: "9 rue des Melonniers", set: -4},
			{due: on(2027, 2, 1), label: "Loca-Pass (dépôt de garantie 341,70 €)", set: -3},
			{due: on(2027, 6, 1), label: "Examen contradictoire n° 1", set: -4},
		},
	}
}

func h11() household {
	return household{
		code: "H11", programme: securing, agency: "orange", operator: soligone, origin: "siao", funding: "Projet", lead: maelle,
		received: on(2025, 2, 3),
		situation: "Ressources : 1 931,37 € par mois, APL 376,77 €. Taux d'effort net 3,9 %, reste à vivre 18,20 € par jour et par " +
			"personne. Sous-location depuis le {-525} ; examens tenus le {-346} et le {-158}. Période d'examen de la convention " +
			"jusqu'au {+69}, donc avis du bailleur au préfet le {+7} au plus tard. 17 loyers sur 17 payés.",
		phases: []phase{{"orientation", 0}, {"diagnostic", on(2025, 2, 17)}, {"recherche", on(2025, 3, 17)},
			{"instruction", on(2025, 4, 14)}, {"caleol", on(2025, 5, 13)}, {"preparation_entree", on(2025, 5, 20)},
			{"entree", on(2025, 6, 16)}, {"accompagnement", on(2025, 6, 17)}, {"glissement", -6}},
		members: []member{
			{title: "Mme", last: "AUBRESPIN", first: "Nadège", role: model.RoleHolder, age: 41},
			{last: "AUBRESPIN", first: "Clément", role: model.RoleDependent, age: 14},
			{last: "AUBRESPIN", first: "Jade", role: model.RoleDependent, age: 10},
		},
		homes: []home{{address: "25 rue du Théâtre Ancien", commune: "Orange", size: "T3", surface: 66, floor: "1er",
			tenure: model.TenureSliding, rent: 37230, charges: 7960, from: on(2025, 6, 16)}},
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
		tasks: []task{
			{due: on(2025, 12, 12), label: "Examen contradictoire n° 1", set: on(2025, 6, 16), done: on(2025, 12, 12)},
			{due: on(2026, 6, 16), label: "Examen contradictoire n° 2", set: on(2025, 12, 12), done: on(2026, 6, 18)},
			{due: 7, label: "Avis au préfet", who: model.WhoLandlord, set: -6},
			{due: 23, label: "Examen contradictoire n° 3", set: on(2026, 6, 18)},
			{due: on(2027, 2, 1), label: "Bail à son nom (souhaité)", who: model.WhoLandlord, set: -6},
		},
	}
}
