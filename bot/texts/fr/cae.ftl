# La CAE : ce qu’elle garde, les cotisations, les contrats, les papiers d’un versement.

setting-cae = ce que garde la CAE, en % du chiffre d’affaires de l’année, par tranches (« 11,5 » ou « 10, 8 &gt; 20000, 6 &gt; 50000 » ; « - » : rien de noté)
setting-siren = le numéro SIREN de la structure qui paie (la CAE), 9 chiffres (« - » : aucun)
refusal-cae-form = Écris un taux, comme <code>11,5</code>, ou des tranches qui montent : <code>10, 8 &gt; 20000, 6 &gt; 50000</code> (10 %, puis 8 % au-delà de 20 000 €, puis 6 % au-delà de 50 000 €).
refusal-siren-form = Ce n’est pas un numéro SIREN : il a 9 chiffres, et le dernier vérifie les autres. Par exemple <code>732 829 320</code>.
config-cae = { $key } : écris un taux, comme « 11,5 », ou des tranches, comme « 10, 8 &gt; 20000, 6 &gt; 50000 »
config-siren = { $key } : un SIREN a 9 chiffres, et le dernier vérifie les autres, comme « 732829320 »

cae-label = valeur HT avant contribution de la CAE et cotisations sociales

## Les contrats

contract-kind = { $kind ->
        [cape] CAPE
        [cesa] CESA
       *[other] autre contrat
    }
contract-days = du { $since } au { $until }
contract-since = depuis le { $since }, sans date de fin
contract-set =
    C’est noté pour { $name } : { $kind }, { $days }.
    { $left ->
        [-1] { "" }
        [0] Ce CAPE a déjà été renouvelé deux fois : il n’y en aura pas d’autre.
        [one] Il peut encore être renouvelé une fois.
       *[other] Il peut encore être renouvelé { $left } fois.
    }
ask-contract =
    { $name } a déjà ce contrat : { $old-kind }, { $old }.
    Je le remplace par celui-ci : { $kind }, { $new } ? (oui / non)
contracts =
    <b>{ $team }</b> — les contrats avec la CAE
    { $contracts }
    { $without }
    Pour noter : <code>/contrat Nom cape 01/09/2026 31/08/2027</code>. Pour renouveler : <code>/contrat Nom 31/08/2028</code>.
contract-row = • { $name } : { $kind } n° { $number }, { $days }{ $over ->
        [yes] { " " }(terminé)
       *[no] { "" }
    }
contracts-none = Aucun contrat n’est noté.
contracts-without = Rien de noté pour { $names }.
contract-ends =
    { $days ->
        [0] Un contrat se termine aujourd’hui, { $until } : { $name }, { $kind } ({ $team }).
        [one] Un contrat se termine demain, { $until } : { $name }, { $kind } ({ $team }).
       *[other] Un contrat se termine dans { $days } jours, { $until } : { $name }, { $kind } ({ $team }).
    }
    { $again ->
        [no] Un CAPE renouvelé deux fois ne se renouvelle plus : il est temps de parler de la suite avec la CAE (CESA, ou autre chose).
       *[yes] S’il est renouvelé, dis-le-moi avec la nouvelle date de fin : <code>/contrat { $name } { $next }</code>.
    }

refusal-usage-contract = Écris <code>/contrat Aïcha cape 01/09/2026 31/08/2027</code> (cape, cesa ou autre ; la fin est facultative sauf pour un CAPE), ou <code>/contrat Aïcha 31/08/2028</code> pour renouveler.
refusal-contract-order = La fin est avant le début. Écris le premier jour, puis le dernier.
refusal-contract-far = Cette date est à plus de dix ans d’aujourd’hui : vérifie l’année.
refusal-contract-cape-end = Un CAPE a toujours une fin : <code>/contrat Aïcha cape 01/09/2026 31/08/2027</code>.
refusal-contract-cape-long = Un CAPE dure douze mois au plus : celui-ci peut aller jusqu’au { $last }.
refusal-contract-cape-twice = Un CAPE se renouvelle deux fois, pas plus : après le troisième, c’est un CESA ou autre chose.
refusal-contract-overlap = Ces dates se croisent avec un contrat qui commence le { $since }. Donne d’abord à celui-là une autre fin : même début, nouvelle fin.
refusal-contract-unknown = Aucun contrat n’est noté pour { $name } : commence par <code>/contrat { $name } cape 01/09/2026 31/08/2027</code>.
refusal-contract-endless = Le contrat noté pour { $name } n’a pas de fin : il n’y a rien à renouveler.

## Ce que garde la CAE, les cotisations

levy-set = { $none ->
        [yes] C’est enlevé : { $side ->
            [employer] cotisation patronale
           *[employee] cotisation salariale
        } { $label }.
       *[no] C’est noté : { $side ->
            [employer] cotisation patronale
           *[employee] cotisation salariale
        } { $label }, { $rate } du brut.
    }
levies =
    <b>{ $team }</b> — ce qu’on sait des prélèvements
    { $contribution }
    { $employer }
    { $employee }
    Je n’ai que les chiffres que tu entres, jamais un taux tout fait : sans eux, je n’estime rien. Le bulletin de la CAE fait foi.
    Les montants des versements : { $label }.
    Pour noter : <code>/cotisation employeur urssaf 30,2</code> ; <code>0</code> enlève.
contribution =
    Contribution de la CAE, sur le chiffre d’affaires de l’année :
    { $bands }
contribution-row = { $more ->
        [yes] • puis { $rate } au-delà de { $above }
       *[no] • { $rate }
    }
contribution-none = Contribution de la CAE : pas encore notée (<code>/reglages cae 11,5</code>).
levies-side = { $side ->
        [employer] Cotisations patronales :
       *[employee] Cotisations salariales :
    }
    { $levies }
levy-row = • { $label } : { $rate }
levies-none = • rien de noté
refusal-usage-levy = Écris <code>/cotisation employeur urssaf 30,2</code> ou <code>/cotisation salarié retraite 11,3</code> ; <code>0</code> enlève.
refusal-levy-rate = Un taux va de 0 à 100 %, avec deux chiffres après la virgule au plus, comme <code>30,2</code>.
refusal-levy-unknown = Je n’ai pas de cotisation « { $said } » de ce côté. /cotisations donne la liste.

## Les papiers d’un versement

payout-files =
    { $count ->
        [one] Versement n° { $number } ({ $label }) : le fichier pour la CAE, et la fiche d’une personne.
       *[other] Versement n° { $number } ({ $label }) : le fichier pour la CAE, et { $count } fiches, une par personne.
    }
    Ces papiers portent des noms : garde-les pour toi et pour la CAE.
sheet-here = Ta fiche du versement n° { $number } ({ $label }), à joindre à ta facture.
refusal-payout-none = Il n’y a pas encore eu de versement : <code>/versement 3000 subvention ville</code> en propose un.
refusal-payout-unknown =
    { $count ->
        [one] Il n’y a pas de versement n° { $number } : il y en a un seul, le n° 1.
       *[other] Il n’y a pas de versement n° { $number } : il y en a { $count }, de 1 à { $count }.
    }
refusal-payout-number = Un versement se nomme par son numéro, comme <code>2</code> ; /versements donne la liste.
refusal-sheet-none = Aucun versement ne t’a encore rien payé. /moi dit où tu en es.
refusal-sheet-not-paid = Le versement n° { $number } ne t’a rien payé. /moi dit lesquels l’ont fait.

cae-file-name = versement-{ $number }-{ $day }
cae-column-payout = Versement
cae-column-day = Date
cae-column-label = Objet
cae-column-member = Membre
cae-column-week = Semaine
cae-column-first = Du
cae-column-last = Au
cae-column-project = Projet
cae-column-units = Unités ({ $unit })
cae-column-euros = Euros ({ $value })

sheet-file-name = fiche-versement-{ $number }-{ $name }
sheet-title = Demande de paiement
sheet-team = Équipe : { $team }
sheet-siren = SIREN de la CAE : { $siren }
sheet-member = Membre : { $name }
sheet-payout = Versement n° { $number }, { $day }
sheet-for = Objet : { $label }
sheet-column-week = Semaine
sheet-column-work = Projet, temps, note
sheet-column-units = Unités
sheet-column-euros = Euros
sheet-total = Total
sheet-hours = { $hours ->
        [0] { $minutes } min
       *[other] { $minutes ->
            [0] { $hours } h
           *[other] { $hours } h { $minutes }
        }
    }
sheet-value = Le total est la { $value }.
sheet-contribution = Contribution de la CAE
sheet-budget = Reste avant cotisations sociales
sheet-employer = Cotisations patronales (estimation)
sheet-gross = Salaire brut (estimation)
sheet-employee = Cotisations salariales (estimation)
sheet-net = Net avant impôt (estimation)
sheet-estimate = Estimation faite avec les seuls taux que l’équipe a entrés ({ $levies }), pris sur le brut. Le bulletin de la CAE fait foi.
sheet-no-estimate = { $missing ->
        [levies] Les cotisations patronales n’ont pas été entrées : ce qu’il en reste en salaire n’est pas estimé.
       *[contribution] La contribution de la CAE n’a pas été entrée : ce qu’il en reste n’est pas estimé.
    }
sheet-invoice = Facture n°
sheet-signature = Date et signature

## Le journal

act-files = papiers du versement n° { $number } demandés
act-contract = contrat noté pour { $name }
act-levy = { $side ->
        [employer] cotisation patronale { $label } : { $rate }
       *[employee] cotisation salariale { $label } : { $rate }
    }
act-levy-ended = { $side ->
        [employer] cotisation patronale { $label } enlevée
       *[employee] cotisation salariale { $label } enlevée
    }
