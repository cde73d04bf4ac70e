# language: fr
Fonctionnalité: Bail de sauvegarde : l’évaluation, la convention, les bilans d’étape
  « En plus du lien régulier, des bilans d’étape permettront au bailleur de participer à l’élaboration des objectifs » (R140).

  Contexte:
    Étant donné un coffre ouvert le 18/05/2026
    Et le ménage "DESMARELLE" orienté en "sauvegarde" le 09/03/2026
    Et un contact "VAD" avec "DESMARELLE" le 26/03/2026
    Et l’étape "Premier entretien" de "DESMARELLE" a été faite le 26/03/2026
    Et "DESMARELLE" est en phase "Évaluation sociale" depuis le 30/03/2026

  Scénario: R134 R135 Le retour de l’évaluation se transmet au bailleur dans les huit semaines, en quatre blocs
    Alors "Retour de l’évaluation sociale au bailleur" de "DESMARELLE" est à faire le 21/05/2026
    Quand j’ouvre les étapes de "DESMARELLE"
    Et je coche l’étape "Retour, 1er bloc : évaluation sociale"
    Et je coche l’étape "Retour, 2e bloc : objectifs visés"
    Et je coche l’étape "Retour, 3e bloc : actions à mettre en œuvre"
    Et je coche l’étape "Retour d’évaluation transmis au bailleur"
    Alors l’écran montre "il manque d’abord"
    Et "Retour de l’évaluation sociale au bailleur" de "DESMARELLE" est fait du 18/05/2026
    Quand je coche l’étape "Retour, 4e bloc : étayage proposé"
    Alors l’étape "Retour, 4e bloc : étayage proposé" de "DESMARELLE" est cochée du 18/05/2026

  Scénario: R136 R137 R138 R139 R140 La convention signée de tous ouvre les bilans, trois mois après le précédent
    Étant donné "DESMARELLE" est en phase "Accompagnement social" depuis le 18/05/2026
    Alors "Bilan d’étape avec le bailleur" de "DESMARELLE" n’est pas à faire
    Étant donné tous signent le papier "Convention tripartite" de "DESMARELLE" le 18/05/2026
    Alors "Bilan d’étape avec le bailleur" de "DESMARELLE" est à faire le 18/08/2026
    Quand nous sommes le 25/08/2026
    Alors "DESMARELLE" presse car "Bilan d’étape avec le bailleur en retard de 7 j"
    Quand je note "Bilan d’étape avec le bailleur" de "DESMARELLE" fait le 25/08/2026
    Alors "Bilan d’étape avec le bailleur" de "DESMARELLE" est à faire le 25/11/2026

  Scénario: R140 Un bilan tenu un 30 novembre ramène au dernier jour de février
    Étant donné "DESMARELLE" est en phase "Accompagnement social" depuis le 18/05/2026
    Et tous signent le papier "Convention tripartite" de "DESMARELLE" le 18/05/2026
    Quand nous sommes le 30/11/2026
    Et je note "Bilan d’étape avec le bailleur" de "DESMARELLE" fait le 30/11/2026
    Alors "Bilan d’étape avec le bailleur" de "DESMARELLE" est à faire le 28/02/2027

  Scénario: R142 R149 R150 La mesure de douze mois, et sa demande de renouvellement
    Étant donné "DESMARELLE" est en phase "Accompagnement social" depuis le 18/05/2026
    Et l’étape "Mesure financée ouverte" de "DESMARELLE" a été faite le 18/05/2026
    Alors "Fin de la mesure d’accompagnement" de "DESMARELLE" est à faire le 18/05/2027
    Et "Demande de renouvellement de la mesure" de "DESMARELLE" est à faire le 18/04/2027
    Et "Fin de la mesure d’accompagnement" de "DESMARELLE" s’explique par "Le dernier jour financé est la veille."

  Scénario: R144 La sous-location proposée, acceptée, se revoit tous les six mois
    Étant donné "DESMARELLE" est en phase "Convention tripartite" depuis le 04/05/2026
    Quand j’ouvre les étapes de "DESMARELLE"
    Et je coche l’étape "Sous-location en bail glissant proposée"
    Alors l’étape "Sous-location en bail glissant proposée" de "DESMARELLE" est cochée du 18/05/2026
    Étant donné "DESMARELLE" est en phase "Sous-location en bail glissant" depuis le 18/05/2026
    Et l’étape "Contrat de sous-location signé" de "DESMARELLE" a été faite le 18/05/2026
    Alors "Examen contradictoire semestriel du bail glissant" de "DESMARELLE" est à faire le 18/11/2026
