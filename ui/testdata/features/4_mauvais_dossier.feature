# language: fr
Fonctionnalité: Une note écrite dans le mauvais dossier
  Le secret que l’on doit à un ménage (R106) vaut aussi contre le dossier d’un autre : une erreur de dossier ne doit laisser
  aucune trace de son texte, et le texte ne doit pas se perdre.

  Contexte:
    Étant donné un coffre ouvert le 23/11/2026
    Et le ménage "BELLECASSE" "Aurore" en "securisation" à l’agence "carpentras"
    Et le ménage "GARRIGAL" "Roland" en "sauvegarde" à l’agence "apt"
    Quand je choisis "BELLECASSE"
    Et j’appuie sur "v"
    Et je tape "M. Garrigal n’ouvre pas ; sa sœur dit qu’il est hospitalisé."
    Et j’appuie sur "ctrl+s"
    Et j’appuie sur "enter"

  Scénario: R106 Son texte part dans un brouillon du bon ménage et ne reste nulle part ailleurs
    Quand j’appuie sur "delete"
    Et j’appuie sur "r"
    Et j’appuie sur "c"
    Et je tape "garri"
    Et j’appuie sur "enter"
    Et je tape "retirer"
    Et j’appuie sur "enter"
    Alors le dossier "BELLECASSE" ne dit nulle part "hospitalisé"
    Et un brouillon de "GARRIGAL" dit "M. Garrigal n’ouvre pas ; sa sœur dit qu’il est hospitalisé."
    Et l’écran montre "Note retirée pour de bon"
    Quand j’appuie sur "h"
    Et j’appuie sur "home"
    Alors l’écran montre "note retirée pour de bon (mauvais dossier)"
    Et l’écran ne montre pas "hospitalisé"
    Quand le programme est tué
    Et je rouvre le coffre
    Alors le dossier "BELLECASSE" ne dit nulle part "hospitalisé"
    Et un brouillon de "GARRIGAL" dit "hospitalisé"

  Scénario: Rien ne part sans le mot demandé, et une suppression ordinaire s’annule
    Quand j’appuie sur "delete"
    Et j’appuie sur "r"
    Et j’appuie sur "r"
    Et je tape "oui"
    Et j’appuie sur "enter"
    Et j’appuie sur "esc"
    Alors le dossier "BELLECASSE" contient 1 contact "VAD"
    Quand j’appuie sur "delete"
    Et j’appuie sur "s"
    Alors le dossier "BELLECASSE" contient 0 contact "VAD"
    Quand j’appuie sur "ctrl+z"
    Alors le dossier "BELLECASSE" contient 1 contact "VAD"

  Scénario: Ctrl+Z ne ramène pas ce qui est retiré, et le dit
    Quand j’appuie sur "delete"
    Et j’appuie sur "r"
    Et j’appuie sur "r"
    Et je tape "RETIRER"
    Et j’appuie sur "enter"
    Et j’appuie sur "ctrl+z"
    Alors l’écran montre "Un retrait ne s’annule pas"
    Et le dossier "BELLECASSE" contient 0 contact "VAD"
    Et le dossier "BELLECASSE" ne dit nulle part "hospitalisé"
