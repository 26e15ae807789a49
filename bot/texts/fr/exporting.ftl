# Les exports : le livre et les semaines en fichiers.

export-which =
    <b>{ $team }</b> : le livre et les semaines closes, en fichiers. Lequel veux-tu ?
    – <code>/exporter csv</code> : deux tableaux, pour un tableur
    – <code>/exporter json</code> : tout, pour un programme
    – <code>/exporter hledger</code> et <code>/exporter beancount</code> : le livre, pour ces logiciels de compta
    – <code>/exporter fec</code> : les versements en euros, pour le cabinet comptable
    – <code>/exporter ical</code> : le plan, pour un agenda
    Les noms des membres y figurent : ces fichiers sont pour toi et pour qui tient les comptes.
button-export = { $format ->
        [csv] CSV (tableur)
        [json] JSON
        [hledger] hledger
        [beancount] beancount
        [fec] FEC (comptable)
       *[ical] Agenda (iCal)
    }
export-here = { $count ->
        [one] Voici un fichier de <b>{ $team }</b> ({ $format }).
       *[other] Voici { $count } fichiers de <b>{ $team }</b> ({ $format }).
    }
refusal-export-unknown = Je ne connais pas le format « { $said } » ; il y a { $known }.
refusal-export-no-siren = Le FEC porte le numéro SIREN de la structure : donne-le d’abord avec /reglages siren (9 chiffres).
refusal-export-no-payout = Le FEC ne contient que de vrais versements en euros, et il n’y en a pas encore.
act-export = export du livre ({ $format })

# Le livre en toutes lettres

ledger-release = Budget de la semaine { $week }
ledger-fixed = Charges de la semaine { $week }
ledger-commons = Part du commun, semaine { $week }
ledger-award = Accordé pour la semaine { $week }
ledger-lapse = Non reporté, semaine { $week }
ledger-income = Recette, semaine { $week }
ledger-expense = Dépense, semaine { $week }
ledger-envelope = Enveloppe, semaine { $week }
ledger-correction = Correction de la semaine { $week }
ledger-payout = Unités versées, semaine { $week }
ledger-paid = Versement en euros, semaine { $week }
ledger-allocate = À répartir, semaine { $week }
ledger-fund = Cagnotte alimentée, semaine { $week }
ledger-return = Rendu au pot commun, semaine { $week }
ledger-refund = Cagnotte rendue, semaine { $week }
ledger-start = Cagnotte lancée, semaine { $week }
ledger-complete = Cagnotte terminée, semaine { $week }
ledger-gift = Don, semaine { $week }
ledger-put-back = Remis au commun, semaine { $week }
ledger-grant = Aide accordée, semaine { $week }
ledger-share = Part d’une aide, semaine { $week }

# Le FEC, toujours en français

fec-journal = Banque
fec-bank = Banque
fec-employed = Personnel - rémunérations dues
fec-other = Autres comptes débiteurs ou créditeurs
fec-payout = Versement { $number }
fec-piece = VERSEMENT-{ $number }

# Le plan en agenda

calendar-name = { $team } : le plan
calendar-week = { $amount } (semaine { $week })
calendar-week-noted = { $amount } (semaine { $week }) — { $note }
calendar-deficit = Découvert permis par le plan : { $deficit }
