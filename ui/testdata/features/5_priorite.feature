# language: fr
Fonctionnalité: La liste dit qui a besoin de quelqu’un d’abord, et pourquoi
  « étudier les situations des ménages » (R99) commence par voir lesquelles pressent, et par quoi ; ce qui est dû reste en tête
  jusqu’à ce qu’une personne décide.

  Contexte:
    Étant donné un coffre ouvert le 23/11/2026
    Et le ménage "FONTARÈDE" "Inès" en "securisation" à l’agence "apt"
    Et le ménage "LAVOUTENC" "Gérard" en "sauvegarde" à l’agence "orange"
    Et le ménage "AUBRESPIN" "Nadège" en "securisation" à l’agence "orange"

  Scénario: R99 Le plus pressant vient en tête, avec sa raison en toutes lettres
    Étant donné "FONTARÈDE" reçu le 04/11/2026, en phase "orientation"
    Et un contact "VAD" avec "AUBRESPIN" le 13/10/2026
    Alors "FONTARÈDE" vient avant "AUBRESPIN"
    Et "AUBRESPIN" vient avant "LAVOUTENC"
    Et la ligne de "FONTARÈDE" dit "Premier contact avec le"
    Et la ligne de "AUBRESPIN" dit "aucun contact depuis 41 j"

  Scénario: R99 Chaque raison et son poids se lisent, et leur somme fait le rang
    Étant donné "FONTARÈDE" reçu le 04/11/2026, en phase "orientation"
    Quand je choisis "FONTARÈDE"
    Et j’appuie sur "?"
    Et je tape "rang"
    Et j’appuie sur "enter"
    Alors l’écran montre "Pourquoi ce rang · FONTARÈDE Inès"
    Et l’écran montre "014 points : Premier contact avec le ménage en retard de 4 j"
    Et l’écran montre "15 jours après : jeu. 19 nov. 2026"
    Et l’écran montre "64 points : jamais joint depuis 19 j"

  Scénario: R34 Une échéance du programme se dit faite depuis la liste, et l’annulation la rend
    Étant donné "FONTARÈDE" reçu le 04/11/2026, en phase "orientation"
    Quand je choisis "FONTARÈDE"
    Et j’appuie sur "w"
    Alors la ligne de "FONTARÈDE" ne dit pas "Premier contact"
    Quand j’appuie sur "ctrl+z"
    Alors la ligne de "FONTARÈDE" dit "Premier contact"

  Scénario: Plusieurs ménages cochés se reportent ensemble, et une seule annulation les rend tous
    Étant donné une échéance "Bilan" pour "LAVOUTENC" le 20/11/2026
    Et une échéance "Bilan" pour "AUBRESPIN" le 19/11/2026
    Quand j’appuie sur "/"
    Et je tape "retard>0"
    Et j’appuie sur "tab"
    Et j’appuie sur "a"
    Et j’appuie sur "p"
    Et j’appuie sur "s"
    Et j’appuie sur "enter"
    Alors l’échéance "Bilan" de "LAVOUTENC" est le 30/11/2026
    Et l’échéance "Bilan" de "AUBRESPIN" est le 30/11/2026
    Quand j’appuie sur "ctrl+z"
    Alors l’échéance "Bilan" de "LAVOUTENC" est le 20/11/2026
    Et l’échéance "Bilan" de "AUBRESPIN" est le 19/11/2026

  Scénario: R5 Les critères de la ligne de filtre se combinent avec des mots, et une faute de frappe se dit
    Étant donné une échéance "Bilan" pour "LAVOUTENC" le 10/11/2026
    Quand j’appuie sur "/"
    Et je tape "agence:orange retard>7 réf:moi"
    Alors l’écran montre "1 affiché, 2 cachés"
    Et la liste ne montre pas "AUBRESPIN"
    Quand j’appuie sur "esc"
    Et je tape "agance:orange"
    Alors l’écran montre "« agance » inconnu : essayez agence"
    Et l’écran montre "AUBRESPIN"

  Scénario: Un filtre enregistré se retrouve après avoir rouvert le coffre, et s’annule
    Quand j’appuie sur "/"
    Et je tape "agence:orange"
    Et j’appuie sur "tab"
    Et j’appuie sur "f"
    Et je tape "enregistrer"
    Et j’appuie sur "enter"
    Et je tape "Mon Orange"
    Et j’appuie sur "enter"
    Alors l’écran montre "Filtre enregistré : Mon Orange"
    Quand je rouvre le coffre
    Et j’appuie sur "f"
    Alors l’écran montre "Mon Orange"
    Quand je tape "mon orange"
    Et j’appuie sur "enter"
    Alors la liste ne montre pas "FONTARÈDE"
    Et l’écran montre "caché par « Mon Orange »"
    Quand j’appuie sur "ctrl+z"
    Alors l’écran montre "filtre enregistré"
    Quand j’appuie sur "f"
    Alors l’écran ne montre pas "Mon Orange  "

  Scénario: Ce qu’une personne dit urgent passe devant tout, avec son motif, et s’annule
    Étant donné une échéance "Bilan" pour "LAVOUTENC" le 20/11/2026
    Quand je choisis "AUBRESPIN"
    Et j’appuie sur "u"
    Et je tape "expulsion le 4 décembre"
    Et j’appuie sur "enter"
    Alors "AUBRESPIN" vient avant "LAVOUTENC"
    Et l’écran montre "urgents 1"
    Et la ligne de "AUBRESPIN" dit "expulsion le 4"
    Quand j’appuie sur "ctrl+z"
    Alors "LAVOUTENC" vient avant "AUBRESPIN"
