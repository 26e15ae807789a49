# Donner, remettre au commun, répartir une somme.

ask-give =
    { $where ->
        [commons] Donner <b>{ $amount }</b> au commun, c’est plus de la moitié de ton solde ({ $balance }).
       *[bucket] Donner <b>{ $amount }</b> à la cagnotte { $title }, c’est plus de la moitié de ton solde ({ $balance }).
    } Il te resterait { $left }, et un don ne se reprend pas. Tu confirmes ? (oui / non)
given =
    { $where ->
        [commons] Merci, { $name } ! { $amount } vont au commun.
       *[bucket] Merci, { $name } ! { $amount } vont à la cagnotte { $title }.
    } Ton solde : <b>{ $left }</b>.
gift-to-commons = { $name } donne { $amount } au commun. Merci !
gift-to-bucket =
    { $name } donne { $amount } de son solde à une cagnotte. Merci !
    { $row }
me-given = Tu as donné { $amount } de ton solde : merci !
me-put-back = Remis au commun à chaque fermeture, en tout : { $amount }.
summary-put-back = Remis au commun sur ce qui est accordé ({ $percent } %) : { $amount }
rules-put-back = Chaque personne remet au commun { $percent } % de ce qui lui est accordé, à chaque fermeture, arrondi au centime d’en dessous. Une correction n’y change rien.
setting-commons-share = la part que chaque personne remet au commun, en % de ce qui lui est accordé

refusal-give-too-much = { $some ->
        [yes] Ton solde est de { $balance } : tu peux donner jusque-là, pas plus.
       *[no] Tu n’as rien sur ton solde pour l’instant : on ne donne que ce qu’on a.
    }
refusal-give-not-open = La cagnotte { $number }, { $title }, n’est pas ouverte au financement. <code>/donner 50</code> donne au commun.
refusal-give-maximum = { $some ->
        [yes] Il ne reste que { $room } de place dans la cagnotte { $number }, { $title }.
       *[no] La cagnotte { $number }, { $title }, est pleine : elle ne prend plus rien.
    }
refusal-usage-give = Écris combien tu donnes au commun, <code>/donner 50</code>, ou à une cagnotte : <code>/donner 50 3</code>.

## Répartir

ask-share =
    { $moved ->
        [yes] Ce que je t’ai montré a changé entre-temps. Voici ce que ça donne maintenant.
       *[no] { "" }
    }
    <b>{ $team }</b> — { $amount } de la caisse, { $how ->
        [hours] selon les heures déclarées
        [rates] selon les heures déclarées, aux tarifs indicatifs
        [declared] selon ce qui a été demandé
       *[equal] à parts égales
    }{ $weeks ->
        [none] { "" }
        [single] , semaine { $since }
       *[several] , de la semaine { $since } à la semaine { $until }
    } :
    { $rows }
    Je répartis ainsi ? (oui / non)
shared-out =
    <b>{ $team }</b> — { $amount } de la caisse sont répartis, { $how ->
        [hours] selon les heures déclarées
        [rates] selon les heures déclarées, aux tarifs indicatifs
        [declared] selon ce qui a été demandé
       *[equal] à parts égales
    }{ $weeks ->
        [none] { "" }
        [single] , semaine { $since }
       *[several] , de la semaine { $since } à la semaine { $until }
    } :
    { $rows }
    Chaque part est sur le solde de la personne : /moi.
shared-out-reply = { $count ->
        [one] C’est fait : { $amount } pour { $count } personne. Le groupe le lit.
       *[other] C’est réparti : { $amount } entre { $count } personnes. Le groupe le lit.
    }
share-row = • { $name } : <b>{ $amount }</b> ({ $why })
share-equal = part égale
share-declared = demandé { $claimed }
share-hours = { $time }
share-rates = { $hours }
share-rated = { $time } à { $rate }
share-unrated = { $time } sans tarif
share-time = { $hours ->
        [0] { $minutes } min
       *[other] { $minutes ->
            [0] { $hours } h
           *[other] { $hours } h { $minutes }
        }
    }
act-share = { $amount } répartis, { $how ->
        [hours] selon les heures
        [rates] selon les heures et les tarifs
        [declared] selon ce qui a été demandé
       *[equal] à parts égales
    }

refusal-share-nobody = Personne n’a déclaré de quoi répartir ainsi dans ces semaines fermées. À parts égales : <code>/repartir 1200 égal</code>.
refusal-share-short = La caisse n’a que { $holds } : on ne peut pas répartir plus.
refusal-usage-share = Écris combien, selon quoi, et de quelle semaine à quelle semaine : <code>/repartir 1200 heures 2026-W40 2026-W47</code> (heures, tarifs, déclaré ou égal ; sans semaines, toutes celles qui sont fermées).

command-give = Donner de mon solde au commun ou à une cagnotte
