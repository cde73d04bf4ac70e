# language: fr
Fonctionnalité: Deux collègues qui n’ont pas de serveur tiennent les mêmes dossiers
  Chacun a son coffre sur son poste. Ce qui passe de l’un à l’autre est un fichier chiffré, remis en mains propres ; avant d’y
  croire, on compare six mots de vive voix, et avant de le prendre, on voit ce qu’il change.

  Contexte:
    Étant donné un coffre ouvert le 23/11/2026
    Et ma collègue "Nadia Ferrand", qui a son propre coffre
    Et elle suit le ménage "TAVERNIER" "Lise"

  Scénario: R131 La carte d’une collègue ne suffit pas : six mots lus au téléphone la confirment
    Étant donné qu’elle m’a donné le fichier de sa carte
    Quand j’appuie sur "5"
    Et j’appuie sur "a"
    Et je tape le chemin de sa carte
    Et j’appuie sur "enter"
    Alors l’écran montre "Nom annoncé : Nadia Ferrand"
    Quand j’appuie sur "a"
    Et j’appuie sur "x"
    Alors l’écran montre "rien ne peut lui être envoyé"
    Quand j’appuie sur "v"
    Et je tape les mots qu’elle me lit
    Et j’appuie sur "enter"
    Alors l’écran montre "Nadia Ferrand : mots vérifiés ensemble le lundi 23 novembre 2026"

  Scénario: R131 Un paquet montre ce qu’il change, puis entre d’un seul coup, et s’annule
    Étant donné que nos mots sont vérifiés
    Et elle note "Le bailleur a confirmé la visite." pour "TAVERNIER"
    Et elle me prépare un paquet
    Quand j’appuie sur "5"
    Et j’appuie sur "i"
    Et j’appuie sur "enter"
    Alors l’écran montre "Fait par : Nadia Ferrand, Soligone"
    Et l’écran montre "TAVERNIER Lise"
    Et mon coffre n’a pas le ménage "TAVERNIER"
    Quand j’appuie sur "enter"
    Alors l’écran montre "Paquet importé (Nadia Ferrand)"
    Et le dernier contact de "TAVERNIER" dit "Le bailleur a confirmé la visite."
    Quand j’appuie sur "ctrl+z"
    Alors l’écran montre "Annuler cet import vaut pour toute l’équipe"
    Quand j’appuie sur "ctrl+z"
    Alors l’écran montre "Annulé : paquet importé"

  Scénario: R56 Deux textes pour la même note : rien n’est perdu, une personne choisit
    Étant donné que nos mots sont vérifiés
    Et elle note "Visite prévue mardi." pour "TAVERNIER"
    Et elle me prépare un paquet, que je prends
    Et je corrige le dernier contact de "TAVERNIER" en ajoutant " Madame préfère le matin."
    Et elle corrige sa note pour "TAVERNIER" : "Visite faite mardi."
    Et elle me prépare un paquet, que je prends
    Alors l’écran montre "À régler 1"
    Et l’écran montre "Visite prévue mardi. Madame préfère le matin."
    Et l’écran montre "Visite faite mardi."
    Quand j’appuie sur "b"
    Alors l’écran montre "Rien à régler"
    Et le dossier "TAVERNIER" contient 2 contacts "VAD"

  Scénario: Un portable perdu ne reçoit plus rien
    Étant donné que nos mots sont vérifiés
    Quand j’appuie sur "5"
    Et j’appuie sur "r"
    Alors l’écran montre "Ce que ce poste a déjà reçu, il l’a gardé"
    Quand j’appuie sur "r"
    Et je tape "portable volé"
    Et j’appuie sur "enter"
    Alors l’écran montre "Nadia Ferrand : poste révoqué"
    Quand elle me prépare un paquet
    Et j’appuie sur "i"
    Et j’appuie sur "enter"
    Alors l’écran montre "rien n’en est pris"

  Scénario: R131 Son portable est remplacé, la carte du nouveau n’est pas encore là : sept mots dits au téléphone
    Étant donné que nos mots sont vérifiés
    Et elle note "Le bailleur a confirmé la visite." pour "TAVERNIER"
    Et elle me prépare un paquet fermé par sept mots
    Quand j’appuie sur "5"
    Et j’appuie sur "i"
    Alors l’écran montre "sept mots"
    Quand j’appuie sur "enter"
    Et je tape les sept mots, sauf le dernier
    Et j’appuie sur "enter"
    Alors l’écran montre "il manque encore 1 mot"
    Quand je tape le dernier des sept mots
    Et j’appuie sur "enter"
    Alors l’écran montre "Ouvert par ses sept mots"
    Et mon coffre n’a pas le ménage "TAVERNIER"
    Quand j’appuie sur "enter"
    Alors le dernier contact de "TAVERNIER" dit "Le bailleur a confirmé la visite."
    Quand j’appuie sur "h"
    Alors l’écran montre "Fermé par sept mots, dits de vive voix."

  Scénario: Une copie du coffre sur une clé USB, pour le jour où le portable tombe en panne
    Quand j’appuie sur "5"
    Alors l’écran montre "aucune copie externe"
    Quand j’appuie sur "s"
    Et je tape le chemin de ma clé
    Et j’appuie sur "enter"
    Alors ma clé porte une copie du coffre
    Et l’écran montre "copie externe aujourd’hui"
