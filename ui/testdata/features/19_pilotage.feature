# language: fr
Fonctionnalité: Le pilotage du projet
  « La cellule de coordination se réunira toutes les six semaines » (R98) ; le tableau de bord, chaque mois (R67).

  Scénario: R98 R99 La cellule toutes les six semaines depuis la précédente
    Étant donné un coffre ouvert le 23/11/2026
    Et le projet "securisation" commencé le 21/10/2026
    Alors "Cellule de coordination" du projet est à faire le 02/12/2026
    Étant donné nous sommes le 10/12/2026
    Et "Cellule de coordination" du projet a été fait le 09/12/2026
    Alors "Cellule de coordination" du projet est à faire le 20/01/2027

  Scénario: R67 R68 R69 Le tableau de bord cinq jours ouvrés après la fin du mois, sans compter les fêtes
    Étant donné un coffre ouvert le 15/12/2026
    Et le projet "securisation" commencé le 01/12/2026
    Alors "Tableau de bord envoyé au bailleur" du projet est à faire le 08/01/2027
    Étant donné nous sommes le 10/02/2027
    Alors "Tableau de bord envoyé au bailleur" du projet est à faire le 08/01/2027

  Scénario: R101 R102 La coordination chaque trimestre, l’évaluation annuelle avant la fin mars
    Étant donné un coffre ouvert le 23/11/2026
    Et le projet "securisation" commencé le 31/08/2026
    Alors "Réunion de coordination entre les associations et le bailleur" du projet est à faire le 30/11/2026
    Et "Évaluation annuelle du projet rendue au bailleur" du projet est à faire le 31/03/2027

  Scénario: R146 R147 Le bail de sauvegarde se coordonne et s’évalue de même
    Étant donné un coffre ouvert le 23/11/2026
    Et le projet "sauvegarde" commencé le 05/10/2026
    Alors "Réunion de coordination entre les associations et le bailleur" du projet est à faire le 05/01/2027
    Et "Évaluation annuelle du projet rendue au bailleur" du projet est à faire le 31/03/2027
