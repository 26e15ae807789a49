# Les demandes d’argent, la commission qui les décide, les dons et les recettes.

## Demander

grant-asked =
    <b>{ $team }</b> — demande n° { $number } de { $name } : <b>{ $amount }</b>
    { $purpose }
    Pour en parler : <code>/demande { $number } : ton mot</code>. { $enough ->
        [yes] La commission décide, il faut { $quorum } oui : <code>/voter { $number } oui parce que…</code>
       *[no] Il manque du monde dans la commission pour décider ({ $voters } pour { $quorum } oui) : qui anime la complète avec <code>/commission add Nom</code>.
    }
grant-asked-reply =
    C’est demandé, n° { $number } : <b>{ $amount }</b> pour « { $title } ». Toute l’équipe peut lire ta demande et en parler. { $enough ->
        [yes] La commission décide : il faut { $quorum } oui sur { $voters }.
       *[no] Il manque encore du monde dans la commission pour décider ({ $voters } pour { $quorum } oui).
    }
    Pour changer le montant : <code>/demande { $number } 600 pourquoi</code>. Pour la retirer : <code>/demande retirer { $number }</code>
grant-to-vote =
    { $name } demande <b>{ $amount }</b> (n° { $number }) :
    { $purpose }
    Tu es dans la commission : <code>/voter { $number } oui parce que…</code> ou <code>/voter { $number } non parce que…</code>
grant-amended =
    <b>{ $team }</b> — demande n° { $number } : { $name } demande <b>{ $amount }</b> au lieu de { $old }. { $explained ->
        [yes] « { $words } »
       *[no] { "" }
    }
    { $count ->
        [0] Personne n’avait encore voté.
        [one] La voix déjà donnée ne compte plus : la commission vote de nouveau.
       *[other] Les { $count } voix déjà données ne comptent plus : la commission vote de nouveau.
    }
grant-amended-reply = C’est changé, n° { $number } : <b>{ $amount }</b> au lieu de { $old }. La commission est prévenue et vote sur le nouveau montant.
grant-to-vote-again =
    { $name } a changé sa demande n° { $number }, { $title } : <b>{ $amount }</b> au lieu de { $old }. { $explained ->
        [yes] « { $words } »
       *[no] { "" }
    }
    Ce qui a été voté avant ne compte plus : <code>/voter { $number } oui parce que…</code> ou <code>/voter { $number } non parce que…</code>
grant-commented = { $count ->
        [0] C’est noté, avec la demande n° { $number }, { $title }.
       *[other] C’est noté, avec la demande n° { $number }, { $title }. La personne qui demande est prévenue.
    }
grant-comment-told = { $name }, sur ta demande n° { $number }, { $title } : « { $words } ». Pour répondre : <code>/demande { $number } : ton mot</code>
grant-withdrawn = { $name } retire sa demande n° { $number }, { $title }.

grants =
    <b>{ $team }</b> — les demandes
    { $grants }
    Pour en lire une : <code>/demande 3</code>. Pour demander : <code>/demande 800 four à pain : ton plan, un lien</code>
grants-none = Aucune pour l’instant.
grant-row = • n° { $number }, { $name }, { $amount } — { $title } : { $state ->
        [open] ouverte, { $yes } oui, { $no } non
        [granted] accordée
        [refused] refusée
       *[withdrawn] retirée
    }
grant =
    <b>Demande n° { $number }</b> de { $name } : <b>{ $amount }</b>, { $state ->
        [open] ouverte
        [granted] accordée
        [refused] refusée
       *[withdrawn] retirée
    }
    { $purpose }
    { $facts }
grant-untitled = sans titre
grant-tally = { $yes } oui, { $no } non ; il faut { $quorum } oui, { $voters ->
        [one] { $voters } personne vote.
       *[other] { $voters } personnes votent.
    }
grant-votes =
    Les voix :
    { $votes }
grant-vote-row = • { $name } : { $vote ->
        [yes] oui
       *[no] non
    } — { $reason }
grant-comments =
    Ce qu’on en dit :
    { $comments }
grant-comment-row = • { $name } : { $words }
grant-next = Pour en parler : <code>/demande { $number } : ton mot</code>. Pour la commission : <code>/voter { $number } oui parce que…</code>

## Décider

voted = { $private ->
        [yes] C’est noté, tu votes
       *[no] { $name } vote
    } { $vote ->
        [yes] oui
       *[no] non
    } à la demande n° { $number }, { $title }. { $tally } Une voix peut changer tant que ce n’est pas décidé.
grant-decided =
    <b>Demande n° { $number } de { $name }, { $title } : { $state ->
        [granted] accordée, { $amount }
       *[refused] refusée
    }</b>
    { $tally }
    { $votes }
    { $then }
grant-project = C’est maintenant le projet { $project }, avec cette somme comme enveloppe : les déclarations pour ce projet y puisent.
grant-decided-reply = { $state ->
        [granted] Ta voix décide : la demande n° { $number }, { $title }, est accordée ({ $amount }). Le groupe le lit, avec toutes les raisons.
       *[refused] Ta voix décide : la demande n° { $number }, { $title }, est refusée. Le groupe le lit, avec toutes les raisons.
    }
grant-decided-told = { $state ->
        [granted] Bonne nouvelle, { $name } : ta demande n° { $number }, { $title }, est accordée. { $amount } t’attendent dans l’enveloppe du projet.
       *[refused] Ta demande n° { $number }, { $title }, n’est pas accordée cette fois. Les raisons sont dans le groupe, et avec <code>/demande { $number }</code>. Tu peux revenir avec une autre demande.
    }
commission =
    <b>{ $team }</b> — la commission, qui décide des demandes { $count ->
        [0] : personne pour l’instant.
       *[other] : { $names }.
    }
    Il faut { $quorum } oui, chaque voix a sa raison, et personne ne vote sur sa propre demande. { $enough ->
        [yes] { "" }
       *[no] Il manque du monde : qui anime ajoute quelqu’un avec <code>/commission add Nom</code>, ou change <code>/reglages quorum 2</code>.
    }
commission-changed =
    { $added ->
        [yes] { $name } est maintenant dans la commission.
       *[no] { $name } n’est plus dans la commission ; ses voix sur ce qui n’est pas décidé ne comptent plus.
    }
    { $commission }
commission-told = { $added ->
        [yes] Tu es maintenant dans la commission de <b>{ $team }</b> : tu votes sur les demandes d’argent, avec une raison. /demandes les montre.
       *[no] Tu n’es plus dans la commission de <b>{ $team }</b>. Merci pour le temps que tu y as donné !
    }
rules-grants = Les demandes d’argent (/demandes) : la commission vote, chaque voix avec sa raison. C’est accordé dès { $quorum } oui. C’est refusé dès que { $quorum } oui ne sont plus possibles, s’il y a au moins { $quorum } non ou si tout le monde a voté. Personne ne vote sur sa propre demande.
setting-quorum = combien de oui de la commission accordent une demande

refusal-grant-unknown = Je ne connais pas la demande n° { $number } : /demandes donne la liste. Pour en faire une, dis aussi pour quoi : <code>/demande 800 four à pain : ton plan</code>.
refusal-grant-not-yours = La demande n° { $number } n’est pas à toi. Une nouvelle demande commence par son montant, puis un mot : <code>/demande 800 four à pain : ton plan</code>.
refusal-grant-or-thousands = Tu n’as pas de demande n° { $number }. Si tu demandes { $number }{ $rest }, écris le montant d’un seul bloc : <code>/demande { $number }{ $rest } four à pain</code>.
refusal-grant-same = La demande n° { $number } est déjà de { $amount } : rien ne change.
refusal-grant-over = La demande n° { $number } est déjà { $state ->
        [granted] accordée
        [refused] refusée
       *[withdrawn] retirée
    }.
refusal-grant-own = C’est ta propre demande : les autres de la commission en décident.
refusal-grant-left = La personne qui a fait la demande n° { $number } n’est plus dans l’équipe : on ne vote plus dessus.
refusal-grant-quorum = { $voters ->
        [0] Personne ne peut voter sur cette demande
        [one] Une seule personne peut voter sur cette demande
       *[other] { $voters } personnes seulement peuvent voter sur cette demande
    }, et il faut { $quorum } oui : qui anime complète la commission (<code>/commission add Nom</code>) ou change <code>/reglages quorum</code>.
refusal-grant-short = Ta voix accorderait { $amount } à la demande n° { $number }, mais la caisse n’a que { $holds } : elle n’est pas comptée. Attends une recette, ou demande à la personne de baisser son montant.
refusal-commission-only = Seule la commission vote sur les demandes. /commission dit qui en est ; pour donner ton avis : <code>/demande 3 : ton mot</code>.
refusal-commission-already = { $has ->
        [yes] { $name } est déjà dans la commission.
       *[no] { $name } n’est pas dans la commission.
    }
refusal-usage-grant = Écris le montant, puis pour quoi : <code>/demande 800 four à pain : ton plan, un lien</code>. Pour en parler : <code>/demande 3 : ton mot</code>.
refusal-usage-vote = Écris le numéro, ta voix et ta raison : <code>/voter 3 oui parce que ça sert à tout le monde</code>.
refusal-usage-commission = Écris <code>/commission add Nom</code> ou <code>/commission remove Nom</code>.

## Les dons et les recettes

donation-booked = Don noté : { $amount } de { $donor }. Merci ! En caisse : { $pool }. { $public ->
        [yes] Son nom sera dans /dons et dans les exports.
       *[no] Son nom ne sera dans aucune liste. Si la personne est d’accord pour être nommée, finis par <code>public</code>.
    }
donations =
    <b>{ $team }</b> — ce qui est entré
    { $rows }
    { $count ->
        [one] En tout : <b>{ $total }</b>, dont { $given } de dons. Le fichier a cette ligne.
       *[other] En tout : <b>{ $total }</b> en { $count } fois, dont { $given } de dons. Le fichier a toutes les lignes.
    }
donation-row = • { $day } : { $amount } — { $source }
donation-from = don de { $donor }
donation-anonymous = don anonyme
donation-discreet = don de { $donor } (ne souhaite pas être nommé·e)
donations-file-name = dons-et-recettes
donations-day = jour
donations-amount = montant
donations-unit = unité
donations-kind = nature
donations-source = d’où
donations-kind-income = recette
donations-kind-donation = don
refusal-no-income = Aucun don ni aucune recette pour l’instant.
refusal-usage-donation = Écris le montant, puis qui donne : <code>/don 500 Jeanne Martin</code>, avec <code>public</code> à la fin si on peut dire son nom.

act-commission = { $added ->
        [yes] { $name } entre dans la commission
       *[no] { $name } sort de la commission
    }
act-donation = don de { $amount }{ $public ->
        [yes] , { $donor }
       *[no] { "" }
    }

command-grants = Les demandes d’argent, et leur vote
command-donations = Les dons et les recettes
