# language: fr
Fonctionnalité: Bail de sécurisation : le protocole et le diagnostic partagé
  « signer un protocole d’accord avec engagements réciproques » (R55), « La réalisation d’un diagnostic partagé » (R56, R61).

  Contexte:
    Étant donné un coffre ouvert le 20/11/2026
    Et le ménage "FONTARÈDE" orienté en "securisation" le 02/11/2026
    Et un contact "BUR" avec "FONTARÈDE" le 09/11/2026
    Et l’étape "Premier entretien" de "FONTARÈDE" a été faite le 09/11/2026
    Et "FONTARÈDE" est en phase "Diagnostic partagé" depuis le 10/11/2026

  Scénario: R55 Le protocole se coche à sa date, qui n’est pas celle de la saisie
    Quand j’ouvre les étapes de "FONTARÈDE"
    Et je date l’étape "Protocole d’accord signé" du 16/11/2026
    Alors l’étape "Protocole d’accord signé" de "FONTARÈDE" est cochée du 16/11/2026

  Scénario: R56 R61 Le diagnostic a deux parts, celle du bailleur et celle de l’association
    Quand j’ouvre les étapes de "FONTARÈDE"
    Et je date l’étape "Diagnostic partagé : part du bailleur" du 17/11/2026
    Et je coche l’étape "Diagnostic partagé : part de l’association"
    Alors l’étape "Diagnostic partagé : part du bailleur" de "FONTARÈDE" est cochée du 17/11/2026
    Et l’étape "Diagnostic partagé : part de l’association" de "FONTARÈDE" est cochée du 20/11/2026
    Et l’écran montre "2/5"

  Scénario: R63 R98 R99 La cellule peut être cochée avant le diagnostic : c’est dit, et rien n’est refusé
    Quand j’ouvre les étapes de "FONTARÈDE"
    Et je coche l’étape "Situation étudiée en cellule de coordination"
    Alors l’étape "Situation étudiée en cellule de coordination" de "FONTARÈDE" est cochée du 20/11/2026
    Et l’écran montre "il manque d’abord"

  Scénario: R66 La grille, même partielle, vaut étape, et ce qui reste ouvert est montré en changeant de phase
    Quand j’ouvre les étapes de "FONTARÈDE"
    Et je coche l’étape "Grille d’évaluation à l’entrée"
    Et j’appuie sur "a"
    Alors l’écran montre "4 étapes y restent ouvertes"
    Et l’écran montre "Protocole d’accord signé"
    Quand j’appuie sur "enter"
    Alors "FONTARÈDE" est en phase "Projet logement et recherche"
    Et l’étape "Protocole d’accord signé" de "FONTARÈDE" reste à faire
