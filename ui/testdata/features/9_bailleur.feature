# language: fr
Fonctionnalité: Informer le bailleur
  Le bailleur désigne un correspondant (R70) ; sa CESF voit l’extrait du bailleur seulement (R104). Ce qui est envoyé, à qui et quand,
  reste écrit (R45). Rien de ce qui touche à la santé n’y figure (R34).

  Contexte:
    Étant donné un coffre ouvert le 23/11/2026
    Et le ménage "DESMARELLE" "Sylvie" en "sauvegarde" à l’agence "avignon-vedene"
    Et un contact "VAD" avec "DESMARELLE" le 20/11/2026
    Et la carte vérifiée de "Hélène Castagnol", du bailleur

  Scénario: R34, R104 Sans accord, le bailleur lit qui et où, jamais une note
    Quand je choisis "DESMARELLE"
    Et j’appuie sur "enter"
    Et j’appuie sur "b"
    Et j’appuie sur "i"
    Et j’appuie sur "enter"
    Alors l’écran montre "il faut un accord"
    Quand j’appuie sur "enter"
    Alors l’écran montre "DESMARELLE"
    Et l’écran ne montre pas "Vu ensemble"
    Quand j’appuie sur "enter"
    Alors le registre de "DESMARELLE" compte 1 ligne
    Et le bailleur lit "DESMARELLE"
    Et le bailleur ne lit pas "Vu ensemble"
    Et la liste montre un seul ménage

  Scénario: R45 Ce qui est repris reste au registre
    Quand je choisis "DESMARELLE"
    Et j’appuie sur "enter"
    Et j’appuie sur "b"
    Et j’appuie sur "i"
    Et j’appuie sur "enter"
    Et j’appuie sur "enter"
    Et j’appuie sur "enter"
    Et j’appuie sur "ctrl+z"
    Alors l’écran montre "Ce qui avait déjà été envoyé reste chez le bailleur"
    Et le registre de "DESMARELLE" compte 1 ligne

  Scénario: R45 Le bailleur sait quand a lieu un rendez-vous, jamais pourquoi
    Étant donné une échéance "Voir l’addictologue" pour "DESMARELLE" le 27/11/2026
    Quand je choisis "DESMARELLE"
    Et j’appuie sur "enter"
    Et j’appuie sur "b"
    Et j’appuie sur "i"
    Et j’appuie sur "enter"
    Et j’appuie sur "pgdown"
    Et j’appuie sur "space"
    Alors l’écran montre "[√] Rendez-vous ven. 27 nov. : Voir l’addictologue"
    Quand j’appuie sur "enter"
    Et j’appuie sur "enter"
    Alors le registre de "DESMARELLE" compte 1 ligne
    Et le bailleur lit "2026-11-27"
    Et le bailleur ne lit pas "addictologue"
