# Versements : la proposition, la liste, ce que chaque membre reçoit, le jour annoncé.

payout-proposed =
    { $changed }
    <b>{ $team }</b> — un versement à confirmer : <b>{ $offered }</b>, { $label }
    Partage : { $mode }. Une unité (1 { $unit }) vaut { $rate }.
    { $counted }
    { $rows }
    { $nothing }
    À payer en tout : <b>{ $total }</b> ({ cae-label }), pour { $units }.
    { $unneeded }
    Je ne déplace pas d’argent : c’est la liste des paiements à faire. Je l’inscris au livre ?
payout-changed = Entre-temps, les parts ont changé. Voici les nouvelles, à confirmer :
payout-done =
    <b>{ $team }</b> — versement n° { $number } : <b>{ $offered }</b>, { $label }
    Partage : { $mode }. Une unité (1 { $unit }) vaut { $rate }.
    { $counted }
    { $rows }
    { $nothing }
    À payer en tout : <b>{ $total }</b> ({ cae-label }), pour { $units }. Il reste { $left } sur les soldes.
    { $unneeded }
    Livre : <code>{ $head }</code>
payout-noted = { $count ->
        [one] C’est inscrit au livre : versement n° { $number }, { $total } pour une personne. Elle est prévenue, et la liste est dans le groupe. Il reste à faire le paiement.
       *[other] C’est inscrit au livre : versement n° { $number }, { $total } pour { $count } personnes. Elles sont prévenues, et la liste est dans le groupe. Il reste à faire les paiements.
    }
payout-row = • <b>{ $name }</b> : { $paid ->
        [yes] { $units }, soit <b>{ $total }</b> — { $weeks } ; solde { $balance }, il reste { $left }
       *[no] rien cette fois ; son solde de { $balance } reste
    }
payout-weeks = { $count ->
        [one] semaine { $last }{ $part ->
            [yes] { " " }en partie
           *[no] { "" }
        }
       *[other] { $count } semaines, de { $first } à { $last }{ $part ->
            [yes] { " " }(la dernière en partie)
           *[no] { "" }
        }
    }
payout-empty = Rien à payer, faute de solde : { $names }
payout-unneeded = Non distribués : { $amount }.
payout-counted-all = Aucun jour de paie n’était annoncé : tout ce qui est au livre à cet instant compte.
payout-counted-by = Ce qui compte : ce qui était au livre à la fin du { $day }.
payout-mode-proportional = en proportion des soldes
payout-mode-equal-awards = le même plafond pour tout le monde
payout-mode-equal-losses = la même baisse pour tout le monde
payout-mode-talmud = le plafond d’abord, puis la même perte
payout-mode-oldest = les semaines les plus anciennes d’abord
payout-yours =
    <b>{ $team }</b> — versement n° { $number }, { $label } : <b>{ $total }</b> pour toi ({ cae-label }), pour { $units } de ton solde.
    C’est pour : { $weeks }.
    Ton solde est maintenant de { $left }. /moi montre tout.
    Ta fiche, à joindre à ta facture, vient avec ce message ; /fiche la redonne.

payouts =
    <b>{ $team }</b> — les versements
    { $rows }
    En tout : <b>{ $total }</b>.
payouts-row = • n° { $number }, { $day }, { $label } : { $total } pour { $units }, sur { $offered } disponibles ; { $mode }
payouts-none = <b>{ $team }</b> : rien n’a encore été versé.

me-unpaid = Rien n’a encore été versé en euros.
me-paid =
    Ce qui t’a été versé :
    { $rows }
me-payout = • n° { $number }, { $day } : <b>{ $total }</b> pour { $units } — { $weeks }
me-week-paid = , payé { $amount }

payday-coming = <b>{ $team }</b> — le jour de paie annoncé : { $day }. Ce qui est au livre à la fin de ce jour compte pour le prochain versement ; la suite sera pour une autre fois.
payday-past = <b>{ $team }</b> — le jour de paie annoncé est passé : { $day }. Le prochain versement compte ce qui était au livre à la fin de ce jour.
payday-off = <b>{ $team }</b> — le jour de paie du { $day } est annulé.
payday-announced = C’est annoncé au groupe : { $day }. /versement attendra la fin de ce jour ; /paie - pour annuler.
payday-cancelled = C’est annulé, et le groupe le sait : il n’y a plus de jour de paie le { $day }.
payday-not-announced = <b>{ $team }</b> : aucun jour de paie n’est annoncé. Qui anime peut en annoncer un : <code>/paie 15/12</code>.

refusal-payout-nothing = Il n’y a rien à payer dans { $team } : aucun solde au-dessus de zéro ne compte pour ce versement.
refusal-payout-wait = Le jour de paie annoncé est { $day } : ce versement doit attendre sa fin, { $until }. /paie - l’annule.
refusal-payday-none = Aucun jour de paie n’est annoncé : rien à annuler.
refusal-payday-over = Le { $day } est passé : annonce un jour à venir, par exemple <code>/paie 15/12</code>.
refusal-payday-far = Le { $day } est à plus d’un an : annonce un jour plus proche.
refusal-euro-rate-form = Écris combien d’euros vaut une unité, avec six décimales au plus : <code>/reglages euro_rate 0,5</code>.
refusal-usage-payout = Écris la somme en euros, puis d’où elle vient : <code>/versement 3000 subvention ville</code>. Pour payer d’abord les semaines les plus anciennes, ajoute <code>oldest</code> à la fin.
refusal-usage-payday = Écris un jour : <code>/paie 15/12</code>. /paie seul montre celui qui est annoncé, /paie - l’annule.

act-payout = versement de { $total }, { $label }
act-payday = { $off ->
        [yes] jour de paie annulé : { $day }
       *[no] jour de paie annoncé : { $day }
    }

setting-euro-rate = combien d’euros vaut une unité au moment d’un versement
setting-payout-mode = comment un versement se partage
value-payout-mode-proportional = • <code>{ $value }</code> — en proportion des soldes
value-payout-mode-equal-awards = • <code>{ $value }</code> — le même plafond pour tout le monde
value-payout-mode-equal-losses = • <code>{ $value }</code> — la même baisse pour tout le monde
value-payout-mode-talmud = • <code>{ $value }</code> — le plafond d’abord, puis la même perte : personne sous la moitié si possible
value-payout-mode-oldest = • <code>{ $value }</code> — les semaines les plus anciennes d’abord, tout le monde ensemble

config-euro-rate = { $key } : combien d’euros vaut une unité, plus de 0, avec six décimales au plus, par exemple 0.5

breach-payout = { $team }, versement { $number } : { $what ->
        [place] son numéro, ses lignes du livre ou sa date ne sont pas celles du livre
        [terms] sa somme, son taux ou sa façon de partager n’en sont pas
        [cutoff] le jour qui compte n’est pas celui qui était annoncé
       *[shares] les parts ne suivent pas de la somme, du taux, de la façon de partager et des soldes d’alors
    }
breach-payout-share = { $team }, versement { $number }, membre { $member } : le livre dit { $units } et { $total }, ce n’est pas sa part
breach-payout-stranger = { $team }, ligne { $row } du livre : un versement que rien n’a décidé

command-payout = Partager de l’argent réel
command-payouts = Voir les versements
command-payday = Voir ou annoncer le jour de paie
