# Les campagnes, les allocations, le financement, la réunion des charges.

campaign =
    <b>{ $title }</b>{ $ends ->
        [yes] , jusqu’au { $day } inclus
       *[no] { "" }
    }{ $capped ->
        [yes] , au plus { $cap } par personne et par cagnotte
       *[no] { "" }
    }{ $hidden ->
        [yes] ; les montants restent cachés jusqu’à la fin
       *[no] { "" }
    }
    { $guidelines }
campaign-guidelines = { $words }
campaign-opened =
    <b>{ $team }</b> — la campagne est ouverte
    { $campaign }
    { $buckets }
    Pour financer : /financer, ici ou en privé. On peut changer jusqu’à la fin.
campaign-opened-reply = La campagne <b>{ $title }</b> est ouverte jusqu’au { $day } inclus : le groupe est prévenu.
campaign-shown =
    <b>{ $team }</b> — { $over ->
        [yes] la dernière campagne, terminée
       *[no] la campagne en cours
    }
    { $campaign }
    { $buckets }
ask-campaign-close = Terminer la campagne <b>{ $title }</b> maintenant ? { $costs ->
        [yes] Ce qui est financé est payé
       *[no] Ce qui est financé démarre
    }, et plus personne ne peut changer. (oui / non)
campaign-closed =
    <b>{ $team }</b> — la campagne <b>{ $title }</b> est terminée
    { $buckets }
    { $returned }
campaign-nothing = Rien n’a été financé.
campaign-closed-reply = La campagne <b>{ $title }</b> est terminée : le bilan est dans le groupe.
campaign-bucket =
    { $row }
    { $funders }
campaign-returned = { $where ->
        [pool] { $total } n’ont pas servi : ils retournent à la caisse.
        [commons] { $total } n’ont pas servi : ils retournent au commun.
       *[both] { $total } n’ont pas servi : { $pool } retournent à la caisse, { $commons } au commun.
    }

costs-opened = { $count ->
        [one] Une charge à financer ensemble, { $total } : le tableau est dans le groupe, et se met à jour à chaque contribution. À la fin : <code>/campagne clore</code>
       *[other] { $count } charges à financer ensemble, { $total } en tout : le tableau est dans le groupe, et se met à jour à chaque contribution. À la fin : <code>/campagne clore</code>
    }
board =
    <b>{ $team }</b> — les charges de l’année
    { $rows }
    En tout : { $bar } { $held } sur { $whole }. { $complete ->
        [yes] Tout est financé !
       *[no] Il manque { $missing }.
    }
    { $open ->
        [yes] Pour participer : /financer
       *[no] La réunion est terminée.
    }
board-row =
    { $number }. <b>{ $title }</b> — { $bar } { $held } sur { $goal }
    { $funders }
board-funders = { $funders }

allocation-same = { $how ->
        [set] { $each } en tout pour chacune des { $count } personnes
       *[other] { $total } { $source ->
            [commons] du commun
           *[pool] de la caisse
        }, { $each } pour chacune des { $count } personnes
    }
allocation-each =
    { $how ->
        [set] chaque personne aura :
        [declared] { $total } { $source ->
            [commons] du commun
           *[pool] de la caisse
        }, en proportion de ce que chaque personne a déclaré :
       *[other] { $total } { $source ->
            [commons] du commun
           *[pool] de la caisse
        } :
    }
    { $rows }
allocation-row = • { $name } : { $amount }
ask-allocate =
    À mettre dans les cagnottes : { $allocation }
    C’est bon ? (oui / non)
allocated =
    <b>{ $team }</b> — à mettre dans les cagnottes : { $allocation }
    Ce n’est pas un revenu : on le met dans les cagnottes avec /financer.
allocated-reply = { $how ->
        [set] C’est fixé. Le groupe est prévenu.
       *[other] C’est alloué : { $total }. Le groupe est prévenu.
    }

fund-choices =
    { $campaign }
    Il te reste <b>{ $left }</b> à mettre dans les cagnottes.
    { $buckets }
    { $how }
fund-row = { $row }{ $some ->
        [yes] , dont { $mine } de ta part
       *[no] { "" }
    }
fund-none = Aucune cagnotte n’est ouverte au financement.
fund-how = Choisis, ou écris par exemple <code>/financer { $number } 50</code>
fund-ask =
    { $row }
    { $campaign }
    { $more ->
        [yes] Il te reste { $left }. Combien veux-tu y mettre en tout, jusqu’à { $most } ? Choisis, ou écris <code>/financer { $number } 50</code>
       *[no] Il te reste { $left } : tu ne peux rien y ajouter.
    }
button-bucket = { $number }. { $title }
button-fund-back = Reprendre { $amount }
funded =
    { $how ->
        [changed] C’est changé : { $mine } de ta part (avant : { $old }).
        [nothing] C’est changé : plus rien de ta part (avant : { $old }).
       *[new] C’est noté : { $mine } de ta part.
    }
    { $row }
    Il te reste <b>{ $left }</b>. Tu peux changer jusqu’à la fin de la campagne.

refusal-no-campaign = Aucune campagne n’est ouverte pour l’instant : on finance pendant une campagne.
refusal-campaign-open = La campagne { $title } est encore ouverte : <code>/campagne clore</code> la termine.
refusal-campaign-title = Il faut un titre et un dernier jour : <code>/campagne Noël 15/12 plafond 100 : ce qu’on veut financer</code>.
refusal-campaign-past = Ce jour est déjà passé.
refusal-usage-campaign = Écris <code>/campagne Noël 15/12 plafond 100 : ce qu’on veut financer</code> (avec <code>cachée</code>, les montants se voient à la fin), <code>/campagne couts loyer 2400, assurance 900</code> ou <code>/campagne clore</code>.
refusal-usage-costs = Écris chaque charge, puis son montant, une seule fois : <code>/campagne couts loyer 2400, assurance 900</code>.
refusal-usage-allocate = Écris <code>/allouer 5000 égal</code>, <code>/allouer 5000 déclaré</code>, <code>/allouer 5000 égal commun</code>, ou envoie un fichier CSV (nom, montant) avec la légende <code>/allouer ajouter</code> ou <code>/allouer fixer</code>.
refusal-allocate-short = { $source ->
        [commons] Le commun n’a que { $holds }.
       *[pool] La caisse n’a que { $holds }.
    }
refusal-allocate-nothing = Il n’y a rien à changer.
refusal-allocate-nobody = Personne n’a encore rien déclaré : partage à parts égales, <code>/allouer 5000 égal</code>.
refusal-allocate-twice = { $name } est deux fois dans le fichier.
refusal-allocation-row = Ligne { $row } du fichier : { $why } Rien n’a été alloué.
refusal-allocation-cells = il faut un nom et un montant, comme <code>Aïcha,250</code>.
refusal-allocation-empty = Ce fichier est vide. Il faut une ligne par personne, comme <code>Aïcha,250</code>.
refusal-allocation-too-long = Ce fichier est trop long : au plus { $most } lignes.
refusal-allocation-file-large = Ce fichier est trop gros : au plus { $most } Ko.
refusal-allocation-file-binary = Ce fichier n’est pas un CSV. Enregistre-le en CSV, une ligne par personne : <code>Aïcha,250</code>.
refusal-usage-fund = Écris la cagnotte, puis combien tu veux y mettre : <code>/financer 3 50</code>.
refusal-fund-not-open = La cagnotte { $number }, { $title }, ne se finance pas en ce moment. /financer montre celles qui sont ouvertes.
refusal-fund-earlier = Tes { $earlier } d’une campagne passée restent dans la cagnotte { $number }, { $title } : tu peux y ajouter, pas les reprendre.
refusal-fund-maximum = { $some ->
        [yes] Il ne reste que { $room } de place dans la cagnotte { $number }, { $title } : tu peux y avoir au plus { $most }.
       *[no] La cagnotte { $number }, { $title }, est pleine : elle ne prend plus rien.
    }
refusal-fund-allowance = Il ne te reste que { $left } : tu peux avoir au plus { $most } dans la cagnotte { $number }, { $title }.
refusal-fund-cap = Pendant cette campagne, une personne met au plus { $most } dans une cagnotte.

act-campaign-open = campagne ouverte, { $title }
act-costs = { $count ->
        [one] { $count } charge à financer ensemble
       *[other] { $count } charges à financer ensemble
    }
act-campaign-close = campagne terminée, { $title }
act-allocate = { $how ->
        [set] allocations fixées par un fichier
       *[other] { $total } alloués, à mettre dans les cagnottes
    }
