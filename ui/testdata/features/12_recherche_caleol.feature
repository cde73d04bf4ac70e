# language: fr
Fonctionnalité: Bail de sécurisation : la recherche et la commission d’attribution
  « travaillé en amont le projet logement avec les ménages » (R65) ; « La CAL du bailleur reste souveraine » (R77).

  Contexte:
    Étant donné un coffre ouvert le 23/11/2026
    Et le ménage "SANTOURI" orienté en "securisation" le 06/07/2026
    Et un contact "BUR" avec "SANTOURI" le 15/07/2026
    Et "SANTOURI" est en phase "Projet logement et recherche" depuis le 07/09/2026
    Et l’étape "Demande de logement social en cours" de "SANTOURI" a été faite le 08/09/2026

  Scénario: R65 La demande de logement se renouvelle chaque année, jusqu’aux clés
    Alors "Demande de logement social à renouveler" de "SANTOURI" est à faire le 08/09/2027
    Et "Demande de logement social à renouveler" de "SANTOURI" s’explique par "Chaque année, à la date du dépôt"
    Étant donné "SANTOURI" est en phase "Entrée et signatures" depuis le 01/12/2026
    Et l’étape "État des lieux entrant fait" de "SANTOURI" a été faite le 01/12/2026
    Quand nous sommes le 02/12/2026
    Alors "Demande de logement social à renouveler" de "SANTOURI" n’est pas à faire

  Scénario: R41 R67 R70 Prêt à habiter, correspondant, tableau de bord : chacun sa case
    Quand j’ouvre les étapes de "SANTOURI"
    Et je coche l’étape "Projet logement travaillé avec le ménage"
    Et je coche l’étape "Ménage prêt à habiter"
    Et je coche l’étape "Correspondant unique du bailleur connu"
    Et je coche l’étape "Besoin inscrit au tableau de bord"
    Alors l’étape "Ménage prêt à habiter" de "SANTOURI" est cochée du 23/11/2026
    Et l’étape "Besoin inscrit au tableau de bord" de "SANTOURI" est cochée du 23/11/2026
    Et l’écran montre "5/6"

  Scénario: R72 R73 R74 R75 Le dossier d’attribution dit ce qui manque avant lui
    Étant donné "SANTOURI" est en phase "Instruction du dossier d’attribution" depuis le 12/10/2026
    Quand j’ouvre les étapes de "SANTOURI"
    Et je coche l’étape "Dossier d’attribution instruit"
    Alors l’étape "Dossier d’attribution instruit" de "SANTOURI" est cochée du 23/11/2026
    Et l’écran montre "il manque d’abord"

  Scénario: R77 L’offre se répond en dix jours, et la réponse la solde
    Étant donné "SANTOURI" est en phase "Présentation en CALEOL" depuis le 10/11/2026
    Et l’étape "Offre de logement reçue" de "SANTOURI" a été faite le 16/11/2026
    Alors "Répondre à l’offre de logement" de "SANTOURI" est à faire le 26/11/2026
    Et "SANTOURI" presse car "Répondre à l’offre de logement dans 3 j"
    Quand j’ouvre les étapes de "SANTOURI"
    Et je date l’étape "Réponse à l’offre" du 19/11/2026
    Alors "Répondre à l’offre de logement" de "SANTOURI" est fait du 19/11/2026
    Quand j’appuie sur "ctrl+z"
    Alors "Répondre à l’offre de logement" de "SANTOURI" est à faire le 26/11/2026

  Scénario: R59 R76 R78 Invitation, bail glissant évoqué, présentation, avis : dans cet ordre, sans rien bloquer
    Étant donné "SANTOURI" est en phase "Présentation en CALEOL" depuis le 10/11/2026
    Quand j’ouvre les étapes de "SANTOURI"
    Et je coche l’étape "Avis de la commission reçu"
    Alors l’écran montre "il manque d’abord : Bail glissant évoqué avant la décision"
    Et l’étape "Avis de la commission reçu" de "SANTOURI" est cochée du 23/11/2026
    Quand je date l’étape "Bail glissant évoqué avant la décision" du 10/11/2026
    Et je date l’étape "Invitation en commission reçue" du 12/11/2026
    Et je date l’étape "Dossier présenté en commission" du 19/11/2026
    Alors l’étape "Dossier présenté en commission" de "SANTOURI" est cochée du 19/11/2026
    Et l’écran montre "4/6"
