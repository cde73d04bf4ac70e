# language: fr
Fonctionnalité: Effacer un dossier pour de bon, partout où il est
  Un ménage peut demander que son dossier disparaisse (RGPD, article 17), et ce qui a été gardé assez longtemps doit disparaître
  (article 5). Personne n’efface à distance le poste d’un autre : chacun confirme, et le registre dit qui ne l’a pas encore fait.

  Contexte:
    Étant donné un coffre ouvert le 23/11/2026
    Et ma collègue "Nadia Ferrand", qui a son propre coffre
    Et elle suit le ménage "TAVERNIER" "Lise"
    Et nos mots sont vérifiés
    Et elle note "Le bailleur a confirmé la visite." pour "TAVERNIER"
    Et elle me prépare un paquet, que je prends

  Scénario: Le dossier disparaît ici une fois son nom tapé, et Ctrl+Z ne le ramène pas
    Quand j’appuie sur "1"
    Et je choisis "TAVERNIER"
    Et j’appuie sur "enter"
    Et j’appuie sur "ctrl+delete"
    Alors l’écran montre "Hors d’atteinte : un poste qui ne revient jamais, le papier"
    Quand j’appuie sur "m"
    Et je tape "oui"
    Et j’appuie sur "enter"
    Alors le dernier contact de "TAVERNIER" dit "Le bailleur a confirmé la visite."
    Quand j’appuie sur "esc"
    Et j’appuie sur "ctrl+delete"
    Et j’appuie sur "m"
    Et je tape "tavernier"
    Et j’appuie sur "enter"
    Alors l’écran montre "effacé ici. Vos collègues"
    Et mon coffre n’a pas le ménage "TAVERNIER"
    Et la liste ne montre pas "TAVERNIER"
    Quand j’appuie sur "ctrl+z"
    Alors l’écran montre "ni un effacement"
    Quand le programme est tué
    Et je rouvre le coffre
    Alors mon coffre n’a pas le ménage "TAVERNIER"

  Scénario: Le registre dit qui n’a pas encore confirmé, sans le nom du ménage
    Étant donné que j’efface "TAVERNIER"
    Quand j’appuie sur "5"
    Et j’appuie sur "shift+tab"
    Alors l’écran montre "Nadia Ferrand (Soligone"
    Et l’écran montre "pas encore confirmé"
    Et l’écran ne montre pas "TAVERNIER"

  Scénario: Ce qu’une collègue efface n’est effacé ici que si je le confirme, et je vois ce que je perdrais
    Étant donné que je note "Appel : tout va bien." pour "TAVERNIER"
    Et qu’elle efface "TAVERNIER"
    Et elle me prépare un paquet
    Quand j’appuie sur "5"
    Et j’appuie sur "i"
    Et j’appuie sur "enter"
    Alors l’écran montre "Effacement demandé par Nadia Ferrand"
    Et l’écran montre "dont 1 que vous n’avez pas encore envoyée"
    Quand j’appuie sur "enter"
    Alors le dernier contact de "TAVERNIER" dit "Appel : tout va bien."
    Et l’écran montre "À confirmer ici"
    Quand j’appuie sur "enter"
    Et je tape "effacer"
    Et j’appuie sur "enter"
    Alors mon coffre n’a pas le ménage "TAVERNIER"
    Et l’écran montre "effacé partout"
