# Le journal : ce que font les personnes qui animent, lisible de toute l’équipe.

acts =
    <b>{ $team }</b> — le journal de l’animation
    { $acts }
command-log = Ce qu’a fait l’animation
acts-none = Rien pour l’instant.
act-row = • { $at }, { $name } : { $act }
act-open = tour ouvert pour la semaine { $week }
act-close = { $agrees ->
        [yes] déclarations arrêtées pour la semaine { $week }, l’équipe se met d’accord
       *[no] tour fermé pour la semaine { $week }
    }
act-reopen = semaine { $week } rouverte aux corrections
act-remind = { $count ->
        [0] relance, mais personne à relancer
        [one] relance de { $count } personne
       *[other] relance de { $count } personnes
    }
act-correct = semaine { $week } corrigée pour { $name } : { $claim } demandés
act-invite = invitation redonnée
act-role = { $given ->
        [yes] { $name } anime aussi l’équipe
       *[no] { $name } n’anime plus l’équipe
    }
act-remove = exclusion de { $name }, l’invitation change
act-setting = réglage <code>{ $key }</code> : { $old } → { $new }
act-plan-all = plan : { $amount } pour chaque semaine qui reste
act-plan-total = plan : { $total } répartis sur les semaines
act-plan-week = plan : { $amount } pour la semaine { $week }{ $note }
act-plan-deficit = plan : découvert de { $amount } permis pour la semaine { $week }
act-plan-holidays = { $count ->
        [one] plan : { $count } semaine notée
       *[other] plan : { $count } semaines notées
    }
act-plan-file = { $count ->
        [one] plan remplacé par un fichier de { $count } semaine
       *[other] plan remplacé par un fichier de { $count } semaines
    }
act-income = recette de { $amount }, { $label }
act-expense = dépense de { $amount }, { $label }
act-fixed = charge de chaque semaine, { $label } : { $amount }
act-project-add = projet ajouté, { $project }
act-project-close = projet fermé, { $project }
act-rate = tarif indicatif, { $kind ->
        [base] de base
       *[other] { $name }
    } : { $amount }
act-envelope = enveloppe de { $project } : { $amount }
act-keeper = { $name } suit l’enveloppe de { $project }
act-note = { " " }({ $note })
