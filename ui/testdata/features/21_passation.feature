# language: fr
Fonctionnalité: Passer un ménage à quelqu’un d’autre
  Un ménage n’a qu’une association référente (R17). Quand il change de travailleur social ou d’association, ce qui passe, ce qui reste et
  pourquoi se voit avant l’envoi ; l’autre accepte, ou refuse avec une raison (R64).

  Scénario: R17, R64 Une autre association reçoit une copie de ce qui est choisi, et l’accepte
    Étant donné un coffre ouvert le 23/11/2026
    Et "Zoé Arnaud" de l’association "Cap Habitat", qui a son propre coffre
    Et que nos mots sont vérifiés
    Et le ménage "DESMARELLE" "Sylvie" en "sauvegarde" à l’agence "avignon-vedene"
    Et un contact "VAD" avec "DESMARELLE" le 20/11/2026
    Quand je choisis "DESMARELLE"
    Et j’appuie sur "enter"
    Et j’appuie sur "l"
    Et j’appuie sur "p"
    Et je tape "zoé"
    Et j’appuie sur "enter"
    Alors l’écran montre "Copie pour Zoé Arnaud, Cap Habitat"
    Quand j’appuie sur "enter"
    Alors l’écran montre "personne · Nom : DESMARELLE"
    Et l’écran montre "1 note reste ici : elle n’a pas été choisie."
    Et l’écran ne montre pas "Vu ensemble"
    Quand j’appuie sur "enter"
    Et je tape "déménage à Orange"
    Et j’appuie sur "enter"
    Alors l’écran montre "Sans réponse encore"
    Quand je lui prépare un paquet, qu’elle prend
    Alors chez elle, l’écran montre "Maëlle Roquebrane, Soligone vous propose DESMARELLE Sylvie : déménage à Orange."
    Et chez elle, aucun dossier ne dit "Vu ensemble"
    Quand elle appuie sur "1"
    Alors chez elle, l’écran montre "transfert à accepter ou refus"
    Quand elle appuie sur "enter"
    Alors chez elle, l’écran montre "proposé par Maëlle R. : L répond"
    Quand elle appuie sur "l"
    Alors chez elle, l’écran montre "déménage à Orange"
    Quand elle appuie sur "o"
    Alors chez elle, l’écran montre "vous suivez ce ménage"
    Quand elle appuie sur "5"
    Et elle me prépare un paquet, que je prends
    Alors l’écran montre "Zoé Arnaud, Cap Habitat a accepté DESMARELLE Sylvie."
    Et le ménage "DESMARELLE" n’est pas clos
    Quand j’appuie sur "1"
    Et je choisis "DESMARELLE"
    Alors l’écran montre "à clore : repris par Zoé"
    Quand j’appuie sur "enter"
    Et j’appuie sur "l"
    Et j’appuie sur "c"
    Alors le ménage "DESMARELLE" est clos
    Et l’écran montre "Passations précédentes"

  Scénario: R17, R64 Une autre association refuse, et dit pourquoi
    Étant donné un coffre ouvert le 23/11/2026
    Et "Zoé Arnaud" de l’association "Cap Habitat", qui a son propre coffre
    Et que nos mots sont vérifiés
    Et le ménage "DESMARELLE" "Sylvie" en "sauvegarde" à l’agence "avignon-vedene"
    Quand je choisis "DESMARELLE"
    Et j’appuie sur "enter"
    Et j’appuie sur "l"
    Et j’appuie sur "p"
    Et je tape "zoé"
    Et j’appuie sur "enter"
    Et j’appuie sur "enter"
    Et j’appuie sur "enter"
    Et je tape "déménage à Orange"
    Et j’appuie sur "enter"
    Et je lui prépare un paquet, qu’elle prend
    Et elle appuie sur "1"
    Et elle appuie sur "enter"
    Et elle appuie sur "l"
    Et elle appuie sur "n"
    Et elle tape "déjà seize ménages"
    Et elle appuie sur "enter"
    Et elle appuie sur "1"
    Alors chez elle, l’écran ne montre pas "DESMARELLE"
    Quand elle appuie sur "5"
    Et elle me prépare un paquet, que je prends
    Alors l’écran montre "Zoé Arnaud, Cap Habitat a refusé DESMARELLE Sylvie : déjà seize ménages."
    Quand j’appuie sur "1"
    Et je choisis "DESMARELLE"
    Alors l’écran montre "passation refusée par Zoé"
    Quand j’appuie sur "enter"
    Et j’appuie sur "l"
    Et j’appuie sur "c"
    Alors le ménage "DESMARELLE" n’est pas clos

  Scénario: R17, R64 Dans l’équipe, le même dossier passe d’un travailleur social à l’autre
    Étant donné un coffre ouvert le 23/11/2026
    Et ma collègue "Nadia Ferrand", qui a son propre coffre
    Et elle suit le ménage "TAVERNIER" "Lise"
    Et que nos mots sont vérifiés
    Et le ménage "DESMARELLE" "Sylvie" en "sauvegarde" à l’agence "avignon-vedene"
    Et un contact "VAD" avec "DESMARELLE" le 20/11/2026
    Et elle me prépare un paquet, que je prends
    Quand j’appuie sur "1"
    Et je choisis "DESMARELLE"
    Et j’appuie sur "enter"
    Et j’appuie sur "l"
    Et j’appuie sur "p"
    Et je tape "nadia"
    Et j’appuie sur "enter"
    Et je tape "congé maternité"
    Et j’appuie sur "enter"
    Alors l’écran montre "Sans réponse encore"
    Quand je lui prépare un paquet, qu’elle prend
    Alors chez elle, l’écran montre "Maëlle Roquebrane vous propose DESMARELLE Sylvie : congé maternité."
    Quand elle appuie sur "1"
    Alors chez elle, l’écran montre "passation proposée à Nadia"
    Quand elle appuie sur "up"
    Et elle appuie sur "enter"
    Alors chez elle, l’écran montre "proposé par Maëlle R. : L répond"
    Quand elle appuie sur "l"
    Et elle appuie sur "o"
    Et elle appuie sur "5"
    Et elle me prépare un paquet, que je prends
    Alors l’écran montre "Nadia Ferrand a accepté DESMARELLE Sylvie."
    Et le ménage "DESMARELLE" n’est pas clos
    Quand j’appuie sur "1"
    Et je choisis "DESMARELLE"
    Et j’appuie sur "enter"
    Et j’appuie sur "l"
    Alors l’écran montre "Suivi par Nadia Ferrand"
