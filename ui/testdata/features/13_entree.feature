# language: fr
Fonctionnalité: Bail de sécurisation : la préparation, les clés, les signatures
  « Dès l’avis positif de la CAL, l’Accompagnement social global se mettra en place » (R79).

  Contexte:
    Étant donné un coffre ouvert le 01/12/2026
    Et le ménage "SANTOURI" orienté en "securisation" le 06/07/2026
    Et un contact "BUR" avec "SANTOURI" le 19/11/2026
    Et "SANTOURI" est en phase "Préparation de l’entrée" depuis le 19/11/2026
    Et l’étape "Attestation d’assurance habitation" de "SANTOURI" a été faite le 30/11/2026
    Et "SANTOURI" est en phase "Entrée et signatures" depuis le 01/12/2026

  Scénario: R80 L’assurance se renouvelle chaque année
    Alors "Attestation d’assurance habitation à renouveler" de "SANTOURI" est à faire le 30/11/2027
    Quand nous sommes le 30/11/2027
    Et je note "Attestation d’assurance habitation à renouveler" de "SANTOURI" fait le 29/11/2027
    Alors "Attestation d’assurance habitation à renouveler" de "SANTOURI" est fait du 29/11/2027
    Et "Attestation d’assurance habitation à renouveler" de "SANTOURI" est à faire le 30/11/2028

  Scénario: R75 L’avance Loca-Pass se demande dans les deux mois de l’état des lieux
    Étant donné l’étape "État des lieux entrant fait" de "SANTOURI" a été faite le 01/12/2026
    Alors "Demander l’avance Loca-Pass" de "SANTOURI" est à faire le 01/02/2027
    Quand j’ouvre les étapes de "SANTOURI"
    Et je coche l’étape "Dossier Loca-Pass déposé"
    Alors "Demander l’avance Loca-Pass" de "SANTOURI" est fait du 01/12/2026

  Scénario: R75 Un état des lieux du 31 décembre donne jusqu’au dernier jour de février
    Étant donné l’étape "État des lieux entrant fait" de "SANTOURI" a été faite le 31/12/2026
    Quand nous sommes le 04/01/2027
    Alors "Demander l’avance Loca-Pass" de "SANTOURI" est à faire le 28/02/2027

  Scénario: R81 R82 R83 R84 R94 Les étapes du jour des clés, chacune avec sa date
    Quand j’ouvre les étapes de "SANTOURI"
    Et je coche l’étape "Sous-location en bail glissant signée"
    Et je coche l’étape "État des lieux entrant fait"
    Et je coche l’étape "Engagement tripartite signé"
    Et je coche l’étape "Engagement joint en annexe au bail"
    Et je coche l’étape "Contrat d’accompagnement signé"
    Et je coche l’étape "Convention tripartite signée"
    Et je dis l’étape "Bail signé" sans objet car "sous-location"
    Alors l’étape "Engagement joint en annexe au bail" de "SANTOURI" est cochée du 01/12/2026
    Et l’étape "Bail signé" de "SANTOURI" est sans objet depuis le 01/12/2026
    Et l’écran montre "7/8"
    Et "Examen contradictoire semestriel du bail glissant" de "SANTOURI" est à faire le 01/06/2027
