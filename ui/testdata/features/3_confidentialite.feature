# language: fr
Fonctionnalité: Les yeux des autres
  Le travailleur social « recevra les ménages » (R71) : l’écran peut être vu.

  Contexte:
    Étant donné un coffre ouvert le 23/11/2026
    Et le ménage "DESMARELLE" "Sylvie" en "sauvegarde" à l’agence "avignon-vedene"
    Et le ménage "GARRIGAL" "Roland" en "sauvegarde" à l’agence "apt"

  Scénario: R71 Une touche masque tous les noms
    Quand j’appuie sur "d"
    Alors l’écran ne montre pas "DESMARELLE"
    Et l’écran ne montre pas "GARRIGAL"
    Et l’écran montre "D. S."
    Quand j’appuie sur "d"
    Alors l’écran montre "DESMARELLE"

  Scénario: Ctrl+L verrouille et garde le texte
    Quand je choisis "DESMARELLE"
    Et j’appuie sur "v"
    Et je tape "Relevé fait ensemble"
    Et j’appuie sur "ctrl+l"
    Alors le coffre est verrouillé
    Quand je rouvre le coffre
    Alors un brouillon de "DESMARELLE" dit "Relevé fait ensemble"

  Scénario: Cinq minutes sans une touche verrouillent
    Quand 301 secondes passent
    Alors le coffre est verrouillé

  Scénario: Aucun numéro à treize chiffres sans un avertissement, qui n’empêche rien
    Quand je choisis "DESMARELLE"
    Et j’appuie sur "v"
    Et je tape "Numéro 2 84 02 84 137 125"
    Alors l’écran montre "▲"
    Quand j’appuie sur "ctrl+s"
    Alors le dossier "DESMARELLE" contient 1 contact "VAD"
