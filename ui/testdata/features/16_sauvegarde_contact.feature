# language: fr
Fonctionnalité: Bail de sauvegarde : entrer en relation
  « courrier de mise à disposition en lettre simple, recommandée, visite sur site... » (R133).

  Contexte:
    Étant donné un coffre ouvert le 23/09/2026
    Et le ménage "GARRIGAL" orienté en "sauvegarde" le 22/09/2026
    Et "GARRIGAL" est en phase "Prise de contact" depuis le 24/09/2026

  Scénario: R130 R131 R133 Lettre simple, lettre recommandée, visite : sept, vingt et un, trente-cinq jours
    Alors "Envoyer la lettre simple de mise à disposition" de "GARRIGAL" est à faire le 29/09/2026
    Et "Envoyer la lettre recommandée" de "GARRIGAL" est à faire le 13/10/2026
    Et "Faire la visite sur site" de "GARRIGAL" est à faire le 27/10/2026
    Et "Seuil de carence : décider en cellule" de "GARRIGAL" est à faire le 21/11/2026

  Scénario: R133 Une lettre non réclamée a été envoyée : elle est faite, la suite reste due
    Étant donné un contact "LS" resté sans réponse chez "GARRIGAL" le 28/09/2026
    Et un contact "LRAR" resté sans réponse chez "GARRIGAL" le 16/10/2026
    Et un contact "SITE" resté sans réponse chez "GARRIGAL" le 17/11/2026
    Quand nous sommes le 23/11/2026
    Alors "Envoyer la lettre simple de mise à disposition" de "GARRIGAL" est fait du 28/09/2026
    Et "Envoyer la lettre recommandée" de "GARRIGAL" est fait du 16/10/2026
    Et "Faire la visite sur site" de "GARRIGAL" est fait du 17/11/2026
    Et "Seuil de carence : décider en cellule" de "GARRIGAL" était à faire le 21/11/2026 : 2 jours de retard
    Et "GARRIGAL" presse car "jamais joint depuis 62 j"

  Scénario: R133 La carence est une décision de la cellule, qui solde l’échéance
    Quand nous sommes le 02/12/2026
    Et j’ouvre les étapes de "GARRIGAL"
    Et je coche l’étape "Carence décidée en cellule"
    Alors "Seuil de carence : décider en cellule" de "GARRIGAL" est fait du 02/12/2026
    Et l’écran montre "il manque d’abord"

  Scénario: R134 Le premier entretien arrête l’escalade, et rien ne reste en retard
    Étant donné un contact "LS" resté sans réponse chez "GARRIGAL" le 28/09/2026
    Et un contact "VAD" avec "GARRIGAL" le 06/10/2026
    Et l’étape "Premier entretien" de "GARRIGAL" a été faite le 06/10/2026
    Quand nous sommes le 07/10/2026
    Alors "Envoyer la lettre recommandée" de "GARRIGAL" n’est pas à faire
    Et "Faire la visite sur site" de "GARRIGAL" n’est pas à faire
    Et "Seuil de carence : décider en cellule" de "GARRIGAL" est fait du 06/10/2026

  Scénario: R128 Hors procédure, l’orientation de prévention est notée avec sa raison
    Quand j’ouvre les étapes de "GARRIGAL"
    Et je coche l’étape "Demande d’intervention reçue"
    Et je dis l’étape "Public visé vérifié" sans objet car "ni dette ni procédure : prévention"
    Alors l’étape "Demande d’intervention reçue" de "GARRIGAL" est cochée du 23/09/2026
    Et l’écran montre "ni dette ni procédure"
