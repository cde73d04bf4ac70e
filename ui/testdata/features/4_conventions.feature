# language: fr
Fonctionnalité: Les conventions, leurs signatures et leurs engagements
  « La mise en place de l’accompagnement social sera formalisée par la signature d’une convention tripartite » (R94).

  Contexte:
    Étant donné un coffre ouvert le 23/11/2026
    Et le ménage "BELLECASSE" "Aurore" en "securisation" à l’agence "carpentras"
    Et le ménage "GARRIGAL" "Roland" en "sauvegarde" à l’agence "apt"

  Scénario: R55 à R60 Le protocole, ses deux parties et les cinq engagements du bailleur
    Quand je regarde les conventions de "BELLECASSE"
    Alors l’écran montre "Conventions 0/4"
    Et l’écran montre "PROTOCOLE D’ACCORD"
    Et l’écran montre "R56"
    Et l’écran montre "R57"
    Et l’écran montre "R58"
    Et l’écran montre "R59"
    Et l’écran montre "R60"
    Quand je commence le papier de la ligne "PROTOCOLE"
    Et je vais à la ligne "La réalisation d'un diagnostic"
    Et j’appuie sur "space"
    Alors l’engagement "diagnostic_bailleur" du papier "protocole" de "BELLECASSE" est "respecté"
    Quand je vais à la ligne "PROTOCOLE"
    Alors l’écran montre "1/9"

  Scénario: R61 à R64 Les quatre engagements des associations, un chiffre va à chacun
    Quand je regarde les conventions de "BELLECASSE"
    Et je commence le papier de la ligne "PROTOCOLE"
    Et je vais à la ligne "La réalisation d'un diagnostic"
    Et j’appuie sur "8"
    Et j’appuie sur "space"
    Alors l’engagement "cellules" du papier "protocole" de "BELLECASSE" est "respecté"
    Quand j’appuie sur "ç"
    Et j’appuie sur "space"
    Alors l’engagement "relais" du papier "protocole" de "BELLECASSE" est "respecté"

  Scénario: R79 Ce qui bloque une signature est dit, les étapes d’abord, et n’empêche rien
    Quand je regarde les conventions de "BELLECASSE"
    Et je commence le papier de la ligne "CONTRAT"
    Alors l’écran montre "Avis de la commission reçu"
    Quand je signe à la ligne "Le ménage" le 20/11/2026
    Alors le papier "contrat" de "BELLECASSE" n’est pas signé
    Et l’écran montre "▲ Conventions 0/4"

  Scénario: R82, R83 L’engagement tripartite, signé de tous puis joint au bail
    Quand je regarde les conventions de "BELLECASSE"
    Et je commence le papier de la ligne "ENGAGEMENT"
    Et je vais à la ligne "ENGAGEMENT"
    Et j’appuie sur "space"
    Et j’appuie sur "enter"
    Et j’appuie sur "space"
    Et j’appuie sur "enter"
    Et j’appuie sur "space"
    Et j’appuie sur "enter"
    Alors le papier "engagement" de "BELLECASSE" est signé le 23/11/2026
    Et l’écran montre "à joindre au bail"
    Quand j’appuie sur "b"
    Et j’appuie sur "enter"
    Alors le papier "engagement" de "BELLECASSE" est joint au bail le 23/11/2026

  Scénario: R84, R85 Le contrat d’accompagnement, signé du ménage et du travailleur social
    Quand je regarde les conventions de "BELLECASSE"
    Et je commence le papier de la ligne "CONTRAT"
    Et je signe à la ligne "Le ménage" le 20/11/2026
    Et je signe à la ligne "Le travailleur social" le 21/11/2026
    Alors le papier "contrat" de "BELLECASSE" est signé le 21/11/2026
    Et le texte signé du papier "contrat" de "BELLECASSE" dit "des objectifs à atteindre"
    Et le texte signé du papier "contrat" de "BELLECASSE" dit "en vu du glissement du bail si nécessaire"

  Scénario: R94 La convention n’est signée que si les deux associations signent, et l’étape suit
    Quand je regarde les conventions de "BELLECASSE"
    Et je commence le papier de la ligne "CONVENTION TRIPARTITE"
    Et je signe à la ligne "Le ménage" le 19/11/2026
    Et je signe à la ligne "Mistral Habitat" le 19/11/2026
    Et je signe à la ligne "Soligone" le 20/11/2026
    Alors le papier "convention" de "BELLECASSE" n’est pas signé
    Quand je signe à la ligne "Cap Habitat" le 21/11/2026
    Alors le papier "convention" de "BELLECASSE" est signé le 21/11/2026
    Et l’étape "convention" de "BELLECASSE" est faite le 21/11/2026
    Et l’écran montre "Conventions 1/4"

  Scénario: R94 Une signature annulée rouvre le texte
    Quand je regarde les conventions de "BELLECASSE"
    Et je commence le papier de la ligne "CONTRAT"
    Et je signe à la ligne "Le ménage" le 20/11/2026
    Et je signe à la ligne "Le travailleur social" le 21/11/2026
    Et j’appuie sur "ctrl+z"
    Alors le papier "contrat" de "BELLECASSE" n’est pas signé
    Et l’écran montre "signature"

  Scénario: R95 Un engagement du ménage, en difficulté avec le fait, puis de nouveau tenu
    Quand je regarde les conventions de "BELLECASSE"
    Et je commence le papier de la ligne "CONVENTION TRIPARTITE"
    Et je vais à la ligne "à adhérer à l'accompagnement"
    Et j’appuie sur "r"
    Et j’appuie sur "tab tab"
    Et je tape "absente à deux rendez-vous"
    Et j’appuie sur "enter"
    Alors l’engagement "adherer" du papier "convention" de "BELLECASSE" est "en difficulté"
    Et l’écran montre "absente à deux rendez-vous"
    Quand j’appuie sur "space"
    Alors l’engagement "adherer" du papier "convention" de "BELLECASSE" est "respecté"
    Et l’écran ne montre pas "absente à deux rendez-vous"

  Scénario: R96 Un engagement du bailleur sans objet demande pourquoi
    Quand je regarde les conventions de "BELLECASSE"
    Et je commence le papier de la ligne "CONVENTION TRIPARTITE"
    Et je vais à la ligne "en tenant compte"
    Et j’appuie sur "s"
    Et j’appuie sur "enter"
    Alors l’engagement "procedures" du papier "convention" de "BELLECASSE" est "à renseigner"
    Quand je tape "aucune procédure"
    Et j’appuie sur "enter"
    Alors l’engagement "procedures" du papier "convention" de "BELLECASSE" est "sans objet"

  Scénario: R97 La note d’un entretien prouve un engagement de l’association
    Étant donné un contact "BUR" avec "BELLECASSE" le 10/11/2026
    Quand je regarde les conventions de "BELLECASSE"
    Et je commence le papier de la ligne "CONVENTION TRIPARTITE"
    Et je vais à la ligne "à orienter les ménages"
    Et j’appuie sur "n"
    Et j’appuie sur "enter"
    Alors l’engagement "orienter" du papier "convention" de "BELLECASSE" est "respecté"
    Et l’écran montre "tenu 10 nov."

  Scénario: R135 En bail de sauvegarde, le retour de l’évaluation vient avant la convention
    Quand je regarde les conventions de "GARRIGAL"
    Alors l’écran montre "Conventions 0/1"
    Et l’écran montre "d’abord"

  Scénario: R136 à R139 Une seule association signe, et chaque partie a ses engagements
    Quand je regarde les conventions de "GARRIGAL"
    Et je commence le papier de la ligne "CONVENTION TRIPARTITE"
    Alors l’écran montre "R137"
    Et l’écran montre "par des réponses adaptées"
    Et l’écran montre "R139"
    Quand je vais à la ligne "CONVENTION TRIPARTITE"
    Et j’appuie sur "space"
    Et j’appuie sur "enter"
    Et j’appuie sur "space"
    Et j’appuie sur "enter"
    Alors le papier "convention" de "GARRIGAL" n’est pas signé
    Quand j’appuie sur "space"
    Et j’appuie sur "enter"
    Alors le papier "convention" de "GARRIGAL" est signé le 23/11/2026
    Et l’écran montre "0/7"

  Scénario: R140 Un avenant recommence la convention sans effacer la première
    Quand je regarde les conventions de "BELLECASSE"
    Et je commence le papier de la ligne "CONTRAT"
    Et je signe à la ligne "Le ménage" le 20/11/2026
    Et je signe à la ligne "Le travailleur social" le 21/11/2026
    Et je vais à la ligne "CONTRAT"
    Et j’appuie sur "c"
    Alors l’écran montre "version 2"
    Et le papier "contrat" de "BELLECASSE" n’est pas signé
    Et l’écran montre "Conventions 1/4"

  Scénario: Une signature de demain est gardée, et dite
    Quand je regarde les conventions de "GARRIGAL"
    Et je commence le papier de la ligne "CONVENTION TRIPARTITE"
    Et je signe à la ligne "Le ménage" le 24/11/2026
    Alors l’écran montre "dans le futur"
    Et l’écran montre "signé le 24 nov."

  Scénario: Une signature du 29 février, et une date qui n’existe pas
    Quand je regarde les conventions de "GARRIGAL"
    Et je commence le papier de la ligne "CONVENTION TRIPARTITE"
    Et je signe à la ligne "Le ménage" le 30/02/2026
    Alors l’écran montre "date non comprise"
    Quand j’appuie sur "esc"
    Et je signe à la ligne "Le ménage" le 29/02/2024
    Alors l’écran montre "signé le 29 févr. 2024"
