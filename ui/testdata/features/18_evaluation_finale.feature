# language: fr
Fonctionnalité: Bail de sauvegarde : l’issue et l’évaluation finale
  « situation stabilisée, maintien dans les lieux, réorientation adaptée » (R143), « Une évaluation sera faite » (R145).

  Contexte:
    Étant donné un coffre ouvert le 02/11/2026
    Et le ménage "KERBOULEC" orienté en "sauvegarde" le 10/02/2025
    Et un contact "VAD" avec "KERBOULEC" le 20/10/2026
    Et l’étape "Premier entretien" de "KERBOULEC" a été faite le 26/02/2025
    Et "KERBOULEC" est en phase "Issue de l’accompagnement" depuis le 02/11/2026

  Scénario: R142 R145 La fin se date d’avance ; la dater suffit, et l’évaluation suit de quinze jours
    Alors "Dater la fin de l’accompagnement" de "KERBOULEC" est à faire le 17/11/2026
    Quand j’ouvre les étapes de "KERBOULEC"
    Et je date l’étape "Fin de l’accompagnement décidée et datée" du 30/11/2026
    Alors "Dater la fin de l’accompagnement" de "KERBOULEC" est fait du 02/11/2026
    Et "Évaluation finale" de "KERBOULEC" est à faire le 15/12/2026
    Quand nous sommes le 20/11/2026
    Alors "Dater la fin de l’accompagnement" de "KERBOULEC" n’est pas à faire

  Scénario: R145 L’évaluation oubliée reste en tête, même le dossier clos
    Étant donné l’étape "Fin de l’accompagnement décidée et datée" de "KERBOULEC" a été faite le 30/11/2026
    Et "KERBOULEC" est en phase "Dossier clos" depuis le 20/12/2026
    Quand nous sommes le 04/01/2027
    Alors "Évaluation finale" de "KERBOULEC" était à faire le 15/12/2026 : 20 jours de retard

  Scénario: R143 R145 L’issue, la grille de sortie, puis l’évaluation
    Quand j’ouvre les étapes de "KERBOULEC"
    Et je coche l’étape "Issue notée"
    Et je coche l’étape "Grille d’évaluation à la sortie"
    Et je coche l’étape "Évaluation finale"
    Alors l’étape "Évaluation finale" de "KERBOULEC" est cochée du 02/11/2026
    Et l’écran ne montre pas "il manque d’abord"
    Et "Dater la fin de l’accompagnement" de "KERBOULEC" est fait du 02/11/2026
