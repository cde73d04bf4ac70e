# language: fr
Fonctionnalité: Bail de sécurisation : le glissement, l’évaluation finale, la veille de vingt-quatre mois
  « Cet accompagnement social sera suivi d’une veille sociale de 24 mois » (R93).

  Contexte:
    Étant donné un coffre ouvert le 20/01/2026
    Et le ménage "BELLECASSE" orienté en "securisation" le 02/09/2024
    Et un contact "BUR" avec "BELLECASSE" le 10/09/2024
    Et "BELLECASSE" est en phase "Entrée et signatures" depuis le 16/12/2024
    Et l’étape "Sous-location en bail glissant signée" de "BELLECASSE" a été faite le 16/12/2024
    Et "BELLECASSE" est en phase "Glissement du bail" depuis le 20/01/2026

  Scénario: R85 Le bailleur écrit au préfet deux mois avant la fin de la période d’examen
    Étant donné l’étape "Fin de la période d’examen fixée par la convention" de "BELLECASSE" a été faite le 30/04/2026
    Alors "Le bailleur informe le préfet s’il propose un bail" de "BELLECASSE" est à faire le 28/02/2026
    Quand nous sommes le 27/02/2026
    Et j’ouvre les étapes de "BELLECASSE"
    Et je coche l’étape "Préfet informé par le bailleur"
    Alors "Le bailleur informe le préfet s’il propose un bail" de "BELLECASSE" est fait du 27/02/2026

  Scénario: R85 Le bail au nom du ménage arrête les examens qui n’étaient pas encore dus
    Étant donné l’étape "Bail au nom du ménage signé" de "BELLECASSE" a été faite le 16/02/2026
    Quand nous sommes le 17/02/2026
    Alors "Examen contradictoire semestriel du bail glissant" de "BELLECASSE" était à faire le 16/06/2025 : 246 jours de retard
    Quand je note "Examen contradictoire semestriel du bail glissant" de "BELLECASSE" fait le 12/06/2025
    Et je note "Examen contradictoire semestriel du bail glissant" de "BELLECASSE" fait le 11/12/2025
    Alors "Examen contradictoire semestriel du bail glissant" de "BELLECASSE" n’est pas à faire

  Scénario: R64 R100 L’évaluation finale est due quinze jours après, et aucune n’est oubliée en passant à la veille
    Étant donné "BELLECASSE" est en phase "Évaluation de fin d’accompagnement" depuis le 02/02/2026
    Et "BELLECASSE" est en phase "Veille sociale de 24 mois" depuis le 16/02/2026
    Quand nous sommes le 20/02/2026
    Alors "Évaluation de fin d’accompagnement" de "BELLECASSE" était à faire le 17/02/2026 : 3 jours de retard
    Quand j’ouvre les étapes de "BELLECASSE"
    Et je coche l’étape "Évaluation de fin d’accompagnement"
    Alors "Évaluation de fin d’accompagnement" de "BELLECASSE" est fait du 20/02/2026
    Et l’étape "Relais dits au bailleur" de "BELLECASSE" reste à faire

  Scénario: R93 Un contact tous les trois mois, vingt-quatre mois durant
    Étant donné "BELLECASSE" est en phase "Veille sociale de 24 mois" depuis le 16/02/2026
    Quand nous sommes le 17/02/2026
    Alors "Contact de veille" de "BELLECASSE" est à faire le 16/05/2026
    Et "Fin de la veille sociale" de "BELLECASSE" est à faire le 16/02/2028
    Étant donné un contact "TEL" avec "BELLECASSE" le 12/05/2026
    Quand nous sommes le 20/05/2026
    Alors "Contact de veille" de "BELLECASSE" est à faire le 12/08/2026
    Quand nous sommes le 10/09/2026
    Alors "Contact de veille" de "BELLECASSE" était à faire le 12/08/2026 : 29 jours de retard
    Étant donné un contact "TEL" avec "BELLECASSE" le 10/09/2026
    Alors "Contact de veille" de "BELLECASSE" est à faire le 10/12/2026

  Scénario: R93 La fin de la veille reste due tant que personne ne la dit, et un retour en accompagnement garde la première date
    Étant donné le ménage "CHALVET" orienté en "securisation" le 04/09/2023
    Et "CHALVET" est en phase "Veille sociale de 24 mois" depuis le 29/02/2024
    Et "CHALVET" est en phase "Accompagnement social" depuis le 02/06/2025
    Et "CHALVET" est en phase "Veille sociale de 24 mois" depuis le 01/09/2025
    Quand nous sommes le 03/03/2026
    Alors "Fin de la veille sociale" de "CHALVET" était à faire le 28/02/2026 : 3 jours de retard
    Quand j’ouvre les étapes de "CHALVET"
    Et je coche l’étape "Veille sociale terminée"
    Alors "Fin de la veille sociale" de "CHALVET" est fait du 03/03/2026
