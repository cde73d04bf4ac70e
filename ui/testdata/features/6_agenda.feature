# language: fr
Fonctionnalité: L’agenda dit chaque jour ce qui est dû, par le programme et par les personnes
  Les échéances du programme se calculent ; une personne les fait, les reporte avec un motif ou les dit sans objet. Rien de dû
  ne disparaît de soi-même.

  Contexte:
    Étant donné un coffre ouvert le 23/11/2026
    Et le ménage "BENALI" "Samira" en "sauvegarde" à l’agence "orange"
    Et le ménage "HADDAD" "Yanis" en "securisation" à l’agence "apt"
    Et "BENALI" est orienté le 19/10/2026 et entre en phase "prise_de_contact"

  Scénario: R133 Une date due devient un retard, et le reste jusqu’à ce qu’une personne décide
    Alors l’agenda attend "Faire la visite sur site" de "BENALI" pour le 23/11/2026
    Quand j’appuie sur "2"
    Alors la ligne "Faire la visite sur site" de l’agenda ne dit pas " j"
    Quand minuit passe, le programme ouvert sur l’agenda
    Alors la ligne "Faire la visite sur site" de l’agenda dit "1 j"
    Quand le temps passe jusqu’au 15/02/2027
    Et j’appuie sur "2"
    Alors la ligne "Faire la visite sur site" de l’agenda dit "84 j"
    Quand je vais dans l’agenda à "Faire la visite sur site"
    Et j’appuie sur "space"
    Alors l’agenda n’attend plus "Faire la visite sur site" de "BENALI"

  Scénario: R133 Ce qui est coché dans l’agenda l’est aussi sur la fiche, et s’annule
    Quand j’appuie sur "2"
    Et je vais dans l’agenda à "Faire la visite sur site"
    Et j’appuie sur "space"
    Alors l’agenda n’attend plus "Faire la visite sur site" de "BENALI"
    Quand j’appuie sur "ctrl+z"
    Alors l’agenda attend "Faire la visite sur site" de "BENALI" pour le 23/11/2026
    Et la ligne sous le curseur de l’agenda dit "Faire la visite sur site"
    Quand j’appuie sur "enter"
    Alors l’écran montre "[▲ Échéances"
    Et l’écran montre "Faire la visite sur"
    Quand j’appuie sur "space"
    Alors l’agenda n’attend plus "Faire la visite sur site" de "BENALI"
    Quand j’appuie sur "esc"
    Alors la ligne "Faire la visite sur site" manque à l’agenda

  Scénario: R133 Une étape cochée sur la fiche ôte sa date de l’agenda
    Quand je dis l’étape "lettre_simple" de "BENALI" faite le 20/11/2026
    Alors l’agenda n’attend plus "Envoyer la lettre simple de mise à disposition" de "BENALI"

  Scénario: Déplacer un jalon ne déplace que ce que personne n’a touché
    Quand j’appuie sur "2"
    Et je vais dans l’agenda à "Seuil de carence"
    Et j’appuie sur "p"
    Et j’appuie sur "a"
    Et je tape "4/1"
    Et j’appuie sur "tab"
    Et je tape "cellule du 4 janvier"
    Et j’appuie sur "enter"
    Alors l’agenda attend "Seuil de carence : décider en cellule" de "BENALI" pour le 04/01/2027
    Quand "BENALI" est orienté le 26/10/2026 et entre en phase "prise_de_contact"
    Alors l’agenda attend "Seuil de carence : décider en cellule" de "BENALI" pour le 04/01/2027
    Et l’agenda attend "Faire la visite sur site" de "BENALI" pour le 30/11/2026

  Scénario: Une date du programme ne se reporte pas sans motif
    Quand j’appuie sur "2"
    Et je vais dans l’agenda à "Faire la visite sur site"
    Et j’appuie sur "p"
    Et j’appuie sur "d"
    Et j’appuie sur "enter"
    Alors l’agenda attend "Faire la visite sur site" de "BENALI" pour le 23/11/2026

  Scénario: En retard d’abord, puis le jour même, puis jour par jour, les dates des personnes parmi celles du programme
    Étant donné une échéance "Appel au bailleur" pour "HADDAD" le 23/11/2026
    Et une échéance "Dossier FSL" pour "HADDAD" le 10/11/2026
    Et une échéance "Visite du logement" pour "HADDAD" le 27/11/2026
    Quand j’appuie sur "2"
    Alors dans l’agenda "Dossier FSL" vient avant "Appel au bailleur"
    Et dans l’agenda "Appel au bailleur" vient avant "Visite du logement"
    Et dans l’agenda "Visite du logement" vient avant "Seuil de carence"
    Et l’écran montre "EN RETARD"
    Et l’écran montre "AUJOURD’HUI · lundi 23 novembre"

  Scénario: Chacun peut savoir d’où vient une date
    Quand j’appuie sur "2"
    Et je vais dans l’agenda à "Faire la visite sur site"
    Et j’appuie sur "g"
    Alors l’écran montre "réception de l’orientation"
    Et l’écran montre "R133"

  Scénario: Ce qu’une étape a fait ne se décoche pas ailleurs : la fiche dit quoi corriger
    Quand je dis l’étape "visite_site" de "BENALI" faite le 20/11/2026
    Et je choisis "BENALI"
    Et j’appuie sur "enter"
    Et j’appuie sur "tab"
    Et je vais sur la fiche à "Faire la visite sur site"
    Et j’appuie sur "space"
    Alors l’écran montre "corrigez-la dans l’onglet Étapes"
