# language: fr
Fonctionnalité: La grille des conventions dit d’un coup d’œil qui tient quoi, ménage par ménage
  Une ligne par ménage, une colonne par engagement du papier, groupées par partie. On y coche au clavier, le retard d’abord.

  Contexte:
    Étant donné un coffre ouvert le 23/11/2026
    Et le ménage "BELLECASSE" "Aurore" en "securisation" à l’agence "carpentras"
    Et le ménage "FONTARÈDE" "Inès" en "securisation" à l’agence "orange"
    Et le ménage "GARRIGAL" "Roland" en "sauvegarde" à l’agence "apt"
    Et "BELLECASSE" est orienté le 03/11/2026 et entre en phase "accompagnement"
    Et "FONTARÈDE" est orienté le 03/11/2026 et entre en phase "accompagnement"
    Et "GARRIGAL" est orienté le 03/11/2026 et entre en phase "accompagnement"

  Scénario: R55 à R64 Les neuf engagements du protocole, du bailleur puis des associations
    Étant donné le papier "protocole" de "BELLECASSE" est établi entre "landlord, operator:soligone"
    Quand je regarde dans la grille "protocole"
    Alors la ligne "BELLECASSE" de la grille dit "○ à signer"
    Et la ligne "FONTARÈDE" de la grille dit "· à établir"
    Quand je vais dans la grille à "BELLECASSE", case "invitation en Commission d'Attribution"
    Alors l’écran montre "R59"
    Et l’écran montre "Mistral Habitat"
    Quand j’appuie sur "space"
    Et je vais dans la grille à "BELLECASSE", case "Invitation aux cellules de coordination"
    Alors l’écran montre "R63"
    Quand j’appuie sur "space"
    Alors l’engagement "invitation_cal" du papier "protocole" de "BELLECASSE" est "respecté"
    Et l’engagement "cellules" du papier "protocole" de "BELLECASSE" est "respecté"
    Et la ligne "BELLECASSE" de la grille dit "2/9"

  Scénario: R82 L’engagement tripartite se commence et se signe depuis la grille
    Quand je regarde dans la grille "engagement"
    Et je vais dans la grille à "FONTARÈDE", case "pas commencé"
    Et j’appuie sur "space"
    Et j’appuie sur "enter"
    Alors la ligne "FONTARÈDE" de la grille dit "[○ à signer]"
    Quand j’appuie sur "space"
    Et j’appuie sur "enter"
    Alors la ligne "FONTARÈDE" de la grille dit "[▲ 1 sur 3]"
    Et l’écran montre "Mistral Habitat, Soligone"

  Scénario: R84, R85 Le contrat engage le ménage et le travailleur social
    Étant donné le papier "contrat" de "BELLECASSE" est établi entre "household, worker"
    Quand je regarde dans la grille "contrat"
    Et je vais dans la grille à "BELLECASSE", case "des objectifs à atteindre"
    Et j’appuie sur "space"
    Alors l’engagement "objectifs" du papier "contrat" de "BELLECASSE" est "respecté"
    Quand j’appuie sur "ctrl+z"
    Alors l’engagement "objectifs" du papier "contrat" de "BELLECASSE" est "à renseigner"
    Et la ligne "BELLECASSE" de la grille dit "0/5"

  Scénario: R94 à R97 Ce que chaque partie tient de la convention, avec le fait et la raison
    Étant donné le papier "convention" de "BELLECASSE" est établi entre "household, landlord, operator:soligone, operator:cap-habitat"
    Quand je regarde dans la grille "convention securisation"
    Et je vais dans la grille à "BELLECASSE", case "à adhérer à l'accompagnement"
    Et j’appuie sur "e"
    Et j’appuie sur "tab tab"
    Et je tape "absente à deux rendez-vous"
    Et j’appuie sur "enter"
    Alors l’engagement "adherer" du papier "convention" de "BELLECASSE" est "en difficulté"
    Et la ligne "BELLECASSE" de la grille dit "[▲ 23 nov.]"
    Et l’écran montre "absente à deux rendez-vous"
    Quand je vais dans la grille à "BELLECASSE", case "procédures de gestion locative"
    Et j’appuie sur "s"
    Et je tape "aucune procédure"
    Et j’appuie sur "enter"
    Alors l’engagement "procedures" du papier "convention" de "BELLECASSE" est "sans objet"
    Et la ligne "BELLECASSE" de la grille dit "0/5"

  Scénario: R97 La note d’un entretien prouve un engagement ; sans note, on en écrit une
    Étant donné un contact "BUR" avec "BELLECASSE" le 10/11/2026
    Et le papier "convention" de "BELLECASSE" est établi entre "household, landlord, operator:soligone, operator:cap-habitat"
    Et le papier "convention" de "FONTARÈDE" est établi entre "household, landlord, operator:soligone, operator:cap-habitat"
    Quand je regarde dans la grille "convention securisation"
    Et je vais dans la grille à "BELLECASSE", case "à orienter les ménages"
    Et j’appuie sur "n"
    Et j’appuie sur "enter"
    Alors l’engagement "orienter" du papier "convention" de "BELLECASSE" est "respecté"
    Et l’écran montre "note du mar. 10 nov."
    Quand je vais dans la grille à "FONTARÈDE", case "à orienter les ménages"
    Et j’appuie sur "n"
    Alors l’écran montre "Note · FONTARÈDE Inès"

  Scénario: R136 à R139 La convention du bail de sauvegarde a sept engagements et ses propres ménages
    Étant donné le papier "convention" de "GARRIGAL" est établi entre "household, landlord, operator:cap-habitat"
    Quand je regarde dans la grille "convention sauvegarde"
    Alors l’écran ne montre pas "BELLECASSE"
    Quand je vais dans la grille à "GARRIGAL", case "par des réponses adaptées"
    Et j’appuie sur "space"
    Alors l’engagement "reponses" du papier "convention" de "GARRIGAL" est "respecté"
    Et la ligne "GARRIGAL" de la grille dit "1/7"
    Quand j’appuie sur "enter"
    Alors l’écran montre "[Conventions 0/1]"
    Et l’écran montre "réponses adaptées"

  Scénario: R31 Les étapes d’une phase se cochent de même, le retard d’abord
    Étant donné "FONTARÈDE" est orienté le 01/09/2026 et entre en phase "orientation"
    Quand je regarde dans la grille "etapes orientation securisation"
    Alors dans la grille "FONTARÈDE" vient avant "BELLECASSE"
    Quand je vais dans la grille à "FONTARÈDE", case "Premier entretien"
    Et j’appuie sur "space"
    Alors l’étape "premier_entretien" de "FONTARÈDE" est faite le 23/11/2026
