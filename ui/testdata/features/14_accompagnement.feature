# language: fr
Fonctionnalité: Bail de sécurisation : l’accompagnement et l’examen des six mois
  « L’accompagnement se poursuivra lors de l’accès et durant la période nécessaire à la stabilisation » (R92).

  Contexte:
    Étant donné un coffre ouvert le 17/06/2025
    Et le ménage "AUBRESPIN" orienté en "securisation" le 03/02/2025
    Et un contact "BUR" avec "AUBRESPIN" le 12/02/2025
    Et "AUBRESPIN" est en phase "Préparation de l’entrée" depuis le 20/05/2025
    Et l’étape "Mesure financée ouverte" de "AUBRESPIN" a été faite le 20/05/2025
    Et "AUBRESPIN" est en phase "Entrée et signatures" depuis le 16/06/2025
    Et l’étape "Sous-location en bail glissant signée" de "AUBRESPIN" a été faite le 16/06/2025
    Et "AUBRESPIN" est en phase "Accompagnement social" depuis le 17/06/2025

  Scénario: R85 Un examen tous les six mois depuis la signature, même si le précédent a été tenu en retard
    Alors "Examen contradictoire semestriel du bail glissant" de "AUBRESPIN" est à faire le 16/12/2025
    Et "Examen contradictoire semestriel du bail glissant" de "AUBRESPIN" s’explique par "CCH L442-8-3"
    Quand nous sommes le 12/01/2026
    Alors "Examen contradictoire semestriel du bail glissant" de "AUBRESPIN" était à faire le 16/12/2025 : 27 jours de retard
    Quand je note "Examen contradictoire semestriel du bail glissant" de "AUBRESPIN" fait le 12/01/2026
    Alors "Examen contradictoire semestriel du bail glissant" de "AUBRESPIN" est à faire le 16/06/2026

  Scénario: R81 Corriger la date de la signature déplace ce que personne n’a touché, et rien d’autre
    Quand nous sommes le 15/12/2025
    Et je note "Examen contradictoire semestriel du bail glissant" de "AUBRESPIN" fait le 12/12/2025
    Et nous sommes le 16/12/2025
    Alors "Examen contradictoire semestriel du bail glissant" de "AUBRESPIN" est à faire le 16/06/2026
    Quand j’ouvre les étapes de "AUBRESPIN"
    Et je date l’étape "Sous-location en bail glissant signée" du 20/06/2025
    Alors "Examen contradictoire semestriel du bail glissant" de "AUBRESPIN" est fait du 12/12/2025
    Et "Examen contradictoire semestriel du bail glissant" de "AUBRESPIN" est à faire le 20/06/2026

  Scénario: R62 Un point avec le bailleur tous les trois mois ; un échange noté fait repartir le compte
    Alors "Point avec le bailleur sur la situation locative" de "AUBRESPIN" est à faire le 17/09/2025
    Étant donné un contact "BAILLEUR" avec "AUBRESPIN" le 11/09/2025
    Quand nous sommes le 18/09/2025
    Alors "Point avec le bailleur sur la situation locative" de "AUBRESPIN" est à faire le 11/12/2025

  Scénario: R105 La mesure finit à douze mois, et son renouvellement se demande trente jours avant
    Alors "Fin de la mesure d’accompagnement" de "AUBRESPIN" est à faire le 20/05/2026
    Et "Demande de renouvellement de la mesure" de "AUBRESPIN" est à faire le 20/04/2026
    Quand nous sommes le 13/05/2026
    Alors "Demande de renouvellement de la mesure" de "AUBRESPIN" était à faire le 20/04/2026 : 23 jours de retard
    Et "AUBRESPIN" presse car "Fin de la mesure d’accompagnement dans 7 j"

  Scénario: R91 Reporter demande la raison, la garde, et s’annule
    Quand nous sommes le 10/12/2025
    Et je reporte "Examen contradictoire semestriel du bail glissant" de "AUBRESPIN" au 12/01/2026 car "Le bailleur demande la rentrée."
    Alors "Examen contradictoire semestriel du bail glissant" de "AUBRESPIN" est à faire le 12/01/2026
    Et "Examen contradictoire semestriel du bail glissant" de "AUBRESPIN" s’explique par "Le bailleur demande la rentrée."
    Quand j’appuie sur "ctrl+z"
    Alors "Examen contradictoire semestriel du bail glissant" de "AUBRESPIN" est à faire le 16/12/2025

  Scénario: R88 R89 R90 R92 Rencontres, démarches et stabilisation se disent au fil des mois
    Quand nous sommes le 15/07/2025
    Et j’ouvre les étapes de "AUBRESPIN"
    Et je date l’étape "Visite à domicile sur le logement" du 01/07/2025
    Et je coche l’étape "Engagement du ménage confirmé au bureau"
    Et je dis l’étape "Accompagnement physique dans les démarches" sans objet car "Mme fait ses démarches seule"
    Alors l’étape "Visite à domicile sur le logement" de "AUBRESPIN" est cochée du 01/07/2025
    Et l’étape "Situation stabilisée" de "AUBRESPIN" reste à faire
    Et l’écran montre "3/8"
