# language: fr
Fonctionnalité: La liste des ménages dit qui vient d’abord
  « étudier les situations des ménages » (R99) commence par voir lesquelles pressent.

  Contexte:
    Étant donné un coffre ouvert le 23/11/2026
    Et le ménage "FONTARÈDE" "Inès" en "securisation" à l’agence "apt"
    Et le ménage "LAVOUTENC" "Gérard" en "sauvegarde" à l’agence "orange"
    Et le ménage "AUBRESPIN" "Nadège" en "securisation" à l’agence "orange"
    Et une échéance "1er entretien" pour "FONTARÈDE" le 26/11/2026
    Et une échéance "Demande de renouvellement" pour "LAVOUTENC" le 31/10/2026

  Scénario: R99 Le retard vient en tête, puis la date, puis ce qui n’a pas de date
    Alors "LAVOUTENC" vient avant "FONTARÈDE"
    Et "FONTARÈDE" vient avant "AUBRESPIN"
    Et l’écran montre "23 j"

  Scénario: R5 Filtrer par agence en tapant, sans accents ni majuscules
    Quand j’appuie sur "/"
    Et je tape "orange"
    Alors l’écran montre "LAVOUTENC"
    Et l’écran montre "AUBRESPIN"
    Et la liste ne montre pas "FONTARÈDE"

  Scénario: Un prénom sans son accent trouve la personne
    Quand j’appuie sur "/"
    Et je tape "ines"
    Alors l’écran montre "FONTARÈDE"
    Et la liste ne montre pas "LAVOUTENC"

  Scénario: R98 Reporter montre la date comprise avant de l’accepter, et s’annule
    Quand je choisis "LAVOUTENC"
    Et j’appuie sur "p"
    Et j’appuie sur "a"
    Et je tape "4/12"
    Alors l’écran montre "vendredi 4 décembre 2026"
    Quand j’appuie sur "enter"
    Alors l’échéance "Demande de renouvellement" de "LAVOUTENC" est le 04/12/2026
    Quand j’appuie sur "ctrl+z"
    Alors l’échéance "Demande de renouvellement" de "LAVOUTENC" est le 31/10/2026
    Quand j’appuie sur "ctrl+y"
    Alors l’échéance "Demande de renouvellement" de "LAVOUTENC" est le 04/12/2026

  Scénario: Un collage n’est jamais une série de commandes
    Quand je colle "vnm supprimer tout"
    Alors aucun dossier n’a de contact
