# language: fr
Fonctionnalité: Une visite notée à la table de la cuisine
  « Les rencontres se feront alternativement au domicile et au bureau » (R87).

  Contexte:
    Étant donné un coffre ouvert le 23/11/2026
    Et le ménage "BELLECASSE" "Aurore" en "securisation" à l’agence "carpentras"

  Scénario: R88 Trois touches au plus avant la première lettre, et rien ne se perd
    Quand je choisis "BELLECASSE"
    Et j’appuie sur "v"
    Et je tape "Loyer payé, chauffage éteint : à revoir dès l’été."
    Et j’appuie sur "ctrl+s"
    Alors le dossier "BELLECASSE" contient 1 contact "VAD"
    Et le dernier contact de "BELLECASSE" dit "Loyer payé, chauffage éteint : à revoir dès l’été."

  Scénario: R87 Après le domicile, le bureau est proposé
    Étant donné un contact "VAD" avec "BELLECASSE" le 10/11/2026
    Quand je choisis "BELLECASSE"
    Et j’appuie sur "v"
    Et je tape "Dossier repris ensemble."
    Et j’appuie sur "ctrl+s"
    Alors le dossier "BELLECASSE" contient 1 contact "BUR"

  Scénario: Le programme est tué au milieu d’une phrase
    Quand je choisis "BELLECASSE"
    Et j’appuie sur "v"
    Et je tape "Madame dit que le courrier d’EDF n’est pas arr"
    Et 2 secondes passent
    Et le programme est tué
    Et je rouvre le coffre
    Alors un brouillon de "BELLECASSE" dit "Madame dit que le courrier d’EDF n’est pas arr"
    Et l’écran montre "rouillon"

  Scénario: R93 Une note corrigée garde les deux textes
    Étant donné un contact "TEL" avec "BELLECASSE" le 20/11/2026
    Quand je corrige le dernier contact de "BELLECASSE" en ajoutant " Elle rappelle lundi."
    Alors le dernier contact de "BELLECASSE" a 2 versions

  Scénario: Une note pour moi seule n’entre pas dans le dossier de l’équipe
    Quand je choisis "BELLECASSE"
    Et j’appuie sur "v"
    Et j’appuie sur "ctrl+r"
    Et je tape "Hypothèse à vérifier."
    Et j’appuie sur "ctrl+s"
    Alors le dossier "BELLECASSE" contient 0 contact "VAD"
    Et le compagnon de "BELLECASSE" contient 1 contact "VAD"
