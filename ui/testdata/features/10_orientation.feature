# language: fr
Fonctionnalité: Bail de sécurisation : l’orientation et le premier contact
  « Les ménages primo-locataires repérés par le SIAO ou les bailleurs sociaux » (R47) : un ménage orienté n’attend pas.

  Contexte:
    Étant donné un coffre ouvert le 05/11/2026
    Et le ménage "ROUVELIN" orienté en "securisation" le 26/10/2026

  Scénario: R26 R31 Un ménage orienté est contacté dans les quinze jours, et le retard ne s’efface pas
    Alors "Premier contact avec le ménage" de "ROUVELIN" est à faire le 10/11/2026
    Et "Premier contact avec le ménage" de "ROUVELIN" s’explique par "réception de l’orientation"
    Quand nous sommes le 14/11/2026
    Alors "Premier contact avec le ménage" de "ROUVELIN" était à faire le 10/11/2026 : 4 jours de retard
    Et "ROUVELIN" presse car "Premier contact avec le ménage en retard de 4 j"
    Quand nous sommes le 10/05/2027
    Alors "Premier contact avec le ménage" de "ROUVELIN" était à faire le 10/11/2026 : 181 jours de retard

  Scénario: R31 Un appel où le ménage répond vaut premier contact, même après l’échéance
    Étant donné un contact "TEL" avec "ROUVELIN" le 12/11/2026
    Quand nous sommes le 14/11/2026
    Alors "Premier contact avec le ménage" de "ROUVELIN" est fait du 12/11/2026

  Scénario: R31 Une visite où personne n’ouvre ne vaut pas premier contact
    Étant donné un contact "SITE" resté sans réponse chez "ROUVELIN" le 04/11/2026
    Alors "Premier contact avec le ménage" de "ROUVELIN" est à faire le 10/11/2026

  Scénario: R47 La fiche du SIAO et le public visé se cochent, et se décochent
    Quand j’ouvre les étapes de "ROUVELIN"
    Et je coche l’étape "Fiche d’orientation reçue"
    Alors l’étape "Fiche d’orientation reçue" de "ROUVELIN" est cochée du 05/11/2026
    Quand je coche l’étape "Public visé vérifié"
    Alors l’étape "Public visé vérifié" de "ROUVELIN" est cochée du 05/11/2026
    Quand j’appuie sur "ctrl+z"
    Alors l’étape "Public visé vérifié" de "ROUVELIN" reste à faire

  Scénario: R47 Hors du public visé, la raison est gardée et rien n’est bloqué
    Quand j’ouvre les étapes de "ROUVELIN"
    Et je dis l’étape "Public visé vérifié" sans objet car "déjà locataire il y a dix ans"
    Alors l’étape "Public visé vérifié" de "ROUVELIN" est sans objet depuis le 05/11/2026
    Et l’écran montre "déjà locataire il y a dix ans"
    Quand je fais entrer le ménage en phase "Diagnostic partagé"
    Alors "ROUVELIN" est en phase "Diagnostic partagé"
