# Les cagnottes : proposer, raconter, financer, démarrer, terminer.

bucket-goal = { $range ->
        [yes] de { $minimum } à { $maximum }
       *[no] { $minimum }
    }
bucket-standing = { $standing ->
        [idea] une idée
        [waiting] attend d’être validée
        [open] ouverte au financement
        [partly] partiellement financée
        [funded] financée
        [full] financée au maximum
        [started] en cours
        [completed] terminée
       *[cancelled] annulée
    }
bucket-standing-hidden = on verra à la fin de la campagne
bucket-row = { $number }. <b>{ $title }</b> — { $state ->
        [started] { $bar } il reste { $held } sur { $funded } : en cours
        [completed] { $funded } réunis : terminée
        [paid] { $funded } réunis : payée
        [cancelled] annulée
        [open] { $bar } { $held } (objectif : { $goal }) : { $standing }
       *[other] objectif : { $goal } : { $standing }
    }
bucket-row-hidden = { $number }. <b>{ $title }</b> — objectif : { $goal }
bucket-funder = { $name } { $amount }
bucket-funders = Qui finance : { $funders }
bucket-mine = De toi : { $mine } (personne d’autre ne le voit avant la fin de la campagne)

buckets =
    <b>{ $team }</b> — les cagnottes
    { $buckets }
    { $over }
    Pour en voir une : <code>/cagnotte 3</code>. Pour en proposer une : <code>/cagnotte add Four à pain 400 600 : pourquoi</code>
buckets-none = Aucune pour l’instant.
buckets-over =
    Passées :
    { $buckets }
bucket-over = { $number }. { $title } ({ $how ->
        [paid] payée
        [completed] terminée
       *[cancelled] annulée
    })
bucket =
    { $row }
    { $description }
    { $facts }
bucket-lines =
    Le budget :
    { $lines }
bucket-line-row = • { $label } : { $amount }
bucket-proposed = { $together ->
        [yes] Proposée par { $name }, avec { $others }
       *[no] Proposée par { $name }
    }
bucket-comments =
    Ce qu’on en dit :
    { $comments }
bucket-comment-row = • { $name } : { $words }
bucket-next = { $state ->
        [idea] Prête ? <code>/cagnotte soumettre { $number }</code>. Une ligne de budget : <code>/cagnotte { $number } ligne bois 200</code>. La porter à plusieurs : <code>/cagnotte { $number } avec Bob</code>
        [waiting] Une personne qui anime la valide : <code>/cagnotte valider { $number }</code>
        [open] Pour la financer : <code>/financer { $number }</code>. Une question : <code>/cagnotte { $number } : combien de places ?</code>
        [started] C’est un projet : les déclarations à son nom y puisent. À la fin : <code>/cagnotte terminer { $number }</code>
        [paid] C’est payé, merci à toutes et à tous.
        [completed] C’est fini, merci à toutes et à tous.
       *[cancelled] Chaque contribution a été rendue.
    }

bucket-added =
    Cagnotte n° { $number } notée : <b>{ $title }</b>, objectif { $goal }.
    C’est une idée pour l’instant ; <code>/cagnotte soumettre { $number }</code> la propose au financement.
bucket-goal-set = C’est changé : cagnotte { $number }, <b>{ $title }</b>, objectif : { $goal } (avant : { $old }). État : { $standing }. { $told ->
        [yes] Qui l’a financée est prévenu.
       *[no] { "" }
    }
bucket-goal-told = { $name } a changé l’objectif de la cagnotte { $number }, <b>{ $title }</b>, que tu finances pour { $mine }. Maintenant : { $goal } (avant : { $old }). État : { $standing }. Pour changer ta part : <code>/financer { $number }</code>
bucket-commented = { $count ->
        [0] C’est noté sous la cagnotte { $number }, <b>{ $title }</b>.
       *[other] C’est noté sous la cagnotte { $number }, <b>{ $title }</b>, et transmis à { $names }.
    }
bucket-comment-told = { $name }, sur la cagnotte { $number }, <b>{ $title }</b> : « { $words } ». Pour répondre : <code>/cagnotte { $number } : …</code>

bucket-opened =
    { $name } ouvre la cagnotte { $number } au financement : <b>{ $title }</b>, objectif { $goal }.
    { $description }
    { $running ->
        [yes] Pour la financer : <code>/financer { $number }</code>
       *[no] On pourra la financer dès la prochaine campagne.
    }
bucket-opened-reply = La cagnotte { $number }, <b>{ $title }</b>, est ouverte au financement : le groupe est prévenu.
bucket-approved-told = { $name } a validé ta cagnotte { $number }, <b>{ $title }</b> : elle est ouverte au financement.
bucket-waits = La cagnotte { $number }, <b>{ $title }</b>, attend qu’une personne qui anime la valide. Je te préviens.
bucket-to-approve =
    { $name } propose la cagnotte { $number }, <b>{ $title }</b>, objectif { $goal }.
    { $description }
    On l’ouvre au financement ? <code>/cagnotte valider { $number }</code> ou <code>/cagnotte refuser { $number } raison</code>
button-bucket-step = { $step ->
        [approve] Valider
       *[refuse] Refuser
    }
bucket-refused = La cagnotte { $number }, <b>{ $title }</b>, redevient une idée. Je l’ai dit à qui la propose.
bucket-refused-told = { $explained ->
        [yes] La cagnotte { $number }, <b>{ $title }</b>, n’est pas ouverte au financement : { $reason }. Elle reste une idée : change-la, puis soumets-la à nouveau.
       *[no] La cagnotte { $number }, <b>{ $title }</b>, n’est pas ouverte au financement. Elle reste une idée : parlez-en, puis soumets-la à nouveau.
    }
bucket-reached = C’est financé !
    { $row }
bucket-started = { $name } démarre la cagnotte { $number }, <b>{ $title }</b> : c’est maintenant le projet « { $project } », avec une enveloppe de { $amount }. Les déclarations pour ce projet y puisent d’abord.
ask-bucket-complete = { $rest ->
        [yes] Terminer la cagnotte { $number }, <b>{ $title }</b> ? Il y reste { $left }, { $where ->
            [commons] qui iront au commun
            [funders] qui retournent à qui l’a financée
           *[pool] qui retournent à la caisse
        }. (oui / non)
       *[no] Terminer la cagnotte { $number }, <b>{ $title }</b> ? Il n’y reste rien. (oui / non)
    }
bucket-completed =
    La cagnotte { $number }, <b>{ $title }</b>, est terminée. { $rest ->
        [yes] Il restait { $left }, { $where ->
            [commons] qui vont au commun
            [funders] qui retournent à qui l’a financée
           *[pool] qui retournent à la caisse
        }.
       *[no] Tout a servi.
    }
    { $shared }
bucket-given-back = Rendu, pour une prochaine cagnotte : { $funders }
ask-bucket-cancel =
    { $row }
    L’annuler ? Qui l’a financée retrouve sa part. (oui / non)
bucket-cancelled = { $count ->
        [0] { $name } a annulé la cagnotte { $number }, <b>{ $title }</b>. Rien n’était à rendre.
        [one] { $name } a annulé la cagnotte { $number }, <b>{ $title }</b>. { $back } rendus à une personne.
       *[other] { $name } a annulé la cagnotte { $number }, <b>{ $title }</b>. { $back } rendus à { $count } personnes.
    }
bucket-cancelled-hidden = { $name } a annulé la cagnotte { $number }, <b>{ $title }</b>. Tout est rendu.
bucket-done = C’est fait pour la cagnotte { $number }, <b>{ $title }</b> : le groupe est prévenu.
bucket-refunded = La cagnotte { $number }, <b>{ $title }</b>, est annulée : tes { $mine } te sont rendus.

refusal-bucket-unknown = Je ne connais pas la cagnotte « { $said } ». /cagnottes donne la liste.
refusal-bucket-title = Il faut un titre avec des lettres : <code>/cagnotte add Four à pain 400 600</code>.
refusal-bucket-exists = La cagnotte { $number } s’appelle déjà { $title } : choisis un autre titre, ou complète celle-là.
refusal-bucket-goal = L’objectif est un minimum au-dessus de zéro, puis, si tu veux, un maximum au moins aussi grand : <code>400 600</code>.
refusal-bucket-goal-ambiguous = Je ne sais pas si c’est un seul nombre ou deux. Écris <code>1200</code> pour un seul, <code>50-100</code> pour un minimum et un maximum.
refusal-bucket-goal-held = Il y a déjà { $held } dedans : le maximum ne peut pas être plus petit.
refusal-bucket-goal-exact = { $title } est une charge : elle coûte une somme exacte, donne un seul nombre.
refusal-bucket-goal-hidden = Il y a déjà plus dans cette cagnotte : le maximum ne peut pas être aussi petit.
refusal-bucket-line = Écris <code>/cagnotte 3 ligne bois 200</code> ; <code>0</code> enlève une ligne. Au plus { $most } lignes.
refusal-bucket-comment = Écris ta question après les deux-points : <code>/cagnotte 3 : combien de places ?</code>
refusal-bucket-not-yours = Seules les personnes qui portent la cagnotte { $title }, ou qui animent l’équipe, peuvent faire ça.
refusal-bucket-step = La cagnotte { $number }, { $title }, { $state ->
        [idea] est encore une idée : d’abord <code>/cagnotte soumettre { $number }</code>.
        [waiting] attend d’être validée par une personne qui anime.
        [open] est ouverte au financement : on peut la financer, la démarrer ou l’annuler.
        [started] a démarré : on ne peut plus que la terminer, <code>/cagnotte terminer { $number }</code>.
        [paid] est payée.
        [completed] est terminée.
       *[cancelled] est annulée.
    }
refusal-bucket-short = La cagnotte { $number }, { $title }, n’a pas encore son minimum : elle ne peut pas démarrer.
refusal-usage-bucket = Écris <code>/cagnotte add Four à pain 400 600 : pourquoi</code>, <code>/cagnotte 3</code>, <code>/cagnotte 3 ligne bois 200</code>, <code>/cagnotte 3 avec Bob</code>, <code>/cagnotte objectif 3 300 500</code> ou <code>/cagnotte soumettre 3</code>.
refusal-leftovers-unknown = Je ne connais pas « { $said } ». Il y a : { $known }.

setting-approve-buckets = une personne qui anime valide chaque cagnotte avant son financement (yes, no)
setting-keep-allocations = garder, après une campagne, ce qu’on n’a pas mis dans une cagnotte (yes, no)
setting-leftovers = où va ce qui reste d’une cagnotte terminée
value-approve-buckets-yes = • <code>{ $value }</code> — une personne qui anime valide chaque cagnotte
value-approve-buckets-no = • <code>{ $value }</code> — qui la propose l’ouvre au financement
value-keep-allocations-yes = • <code>{ $value }</code> — chaque personne garde ce qu’il lui reste pour la campagne suivante
value-keep-allocations-no = • <code>{ $value }</code> — ce qui n’a pas servi retourne d’où il vient
value-leftovers-pool = • <code>{ $value }</code> — à la caisse
value-leftovers-commons = • <code>{ $value }</code> — au commun
value-leftovers-funders = • <code>{ $value }</code> — à qui l’a financée, en proportion
act-bucket = cagnotte { $number }, { $title } : { $step ->
        [approve] validée
       *[refuse] pas ouverte
    }
command-buckets = Les cagnottes de l’équipe
command-fund = Mettre mon allocation dans les cagnottes
command-campaign = La campagne en cours : qui finance quoi
