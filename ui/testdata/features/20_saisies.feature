# language: fr
Fonctionnalité: Une saisie qui ne peut pas être juste
  Rien n’est refusé, rien n’est perdu : c’est enregistré, et une phrase dit ce qui cloche et quoi faire.

  Contexte:
    Étant donné un coffre ouvert le 01/03/2028
    Et le ménage "FONTARÈDE" orienté en "securisation" le 15/02/2028

  Scénario: R66 Une étape cochée avant sa phase
    Quand j’ouvre les étapes de "FONTARÈDE"
    Et je coche l’étape "Grille d’évaluation à l’entrée"
    Alors l’étape "Grille d’évaluation à l’entrée" de "FONTARÈDE" est cochée du 01/03/2028
    Et l’écran montre "Fait avant la phase « Diagnostic partagé »"
    Et l’écran montre "A y fait entrer"

  Scénario: R66 Une étape datée d’avant l’entrée dans sa phase
    Étant donné "FONTARÈDE" est en phase "Diagnostic partagé" depuis le 28/02/2028
    Quand j’ouvre les étapes de "FONTARÈDE"
    Et je date l’étape "Grille d’évaluation à l’entrée" du 20/02/2028
    Alors l’étape "Grille d’évaluation à l’entrée" de "FONTARÈDE" est cochée du 20/02/2028
    Et l’écran montre "Entrée corrige la date"

  Scénario: R47 Une étape faite demain
    Quand j’ouvre les étapes de "FONTARÈDE"
    Et je date l’étape "Fiche d’orientation reçue" du 15/03/2028
    Alors l’étape "Fiche d’orientation reçue" de "FONTARÈDE" est cochée du 15/03/2028
    Et l’écran montre "qui est à venir"

  Scénario: R47 Le 29 février existe en 2028
    Quand j’ouvre les étapes de "FONTARÈDE"
    Et je date l’étape "Fiche d’orientation reçue" du 29/02/2028
    Alors l’étape "Fiche d’orientation reçue" de "FONTARÈDE" est cochée du 29/02/2028

  Scénario: R47 Le 29 février n’existe pas en 2027 : la date n’est pas comprise, et l’étape attend
    Quand j’ouvre les étapes de "FONTARÈDE"
    Et je date l’étape "Fiche d’orientation reçue" du 29/02/2027
    Alors l’étape "Fiche d’orientation reçue" de "FONTARÈDE" reste à faire
    Et l’écran montre "▲"

  Scénario: R80 Une assurance du 29 février se renouvelle le 28
    Étant donné "FONTARÈDE" est en phase "Préparation de l’entrée" depuis le 28/02/2028
    Quand j’ouvre les étapes de "FONTARÈDE"
    Et je date l’étape "Attestation d’assurance habitation" du 29/02/2028
    Alors "Attestation d’assurance habitation à renouveler" de "FONTARÈDE" est à faire le 28/02/2029

  Scénario: R93 Une veille entrée le 31 août finit un 31 août, ses contacts au dernier jour des mois courts
    Étant donné "FONTARÈDE" est en phase "Veille sociale de 24 mois" depuis le 31/08/2028
    Quand nous sommes le 01/09/2028
    Alors "Contact de veille" de "FONTARÈDE" est à faire le 30/11/2028
    Et "Fin de la veille sociale" de "FONTARÈDE" est à faire le 31/08/2030

  Scénario: R95 Deux signatures de la même partie, notées sur deux postes : les deux restent, et c’est dit
    Étant donné le papier "convention" de "FONTARÈDE", commencé entre "le ménage" et "le bailleur"
    Et un autre poste a noté la signature de "le ménage" sous le papier "convention" de "FONTARÈDE" le 21/02/2028
    Et un autre poste a noté la signature de "le ménage" sous le papier "convention" de "FONTARÈDE" le 22/02/2028
    Quand je regarde les conventions de "FONTARÈDE"
    Et j’appuie sur "end"
    Alors l’écran montre "a déjà signé"
    Et l’écran montre "signé le 21 févr."
    Et l’écran montre "signé le 22 févr."

  Scénario: R94 La signature de qui n’est pas partie au papier
    Étant donné le papier "convention" de "FONTARÈDE", commencé entre "le ménage" et "le bailleur"
    Et un autre poste a noté la signature de "le travailleur social" sous le papier "convention" de "FONTARÈDE" le 21/02/2028
    Quand je regarde les conventions de "FONTARÈDE"
    Et j’appuie sur "end"
    Alors l’écran montre "pas partie"

  Scénario: R97 L’engagement d’une association qui n’est pas de la convention
    Étant donné le papier "convention" de "FONTARÈDE", commencé entre "le ménage" et "le bailleur"
    Et un autre poste a noté tenu l’engagement "à mettre en œuvre l'accompagnement individualisé" du papier "convention" de "FONTARÈDE" le 21/02/2028
    Quand je regarde les conventions de "FONTARÈDE"
    Et j’appuie sur "end"
    Alors l’écran montre "engage l’association"
    Et l’écran montre "vérifiez ses parties"
    Et l’écran montre "√ tenu 21 févr."
