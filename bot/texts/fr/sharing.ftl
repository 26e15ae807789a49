# Le partage : les règles, se mettre d’accord, les limites, les enveloppes, la caisse, les corrections.

## Les règles

rules =
    <b>{ $team }</b> — le partage
    { $rule }
    { $kind ->
        [as-declared] Découvert permis : { $deficit }. Au-delà, voici comment on partage.
            { $fallback }
        [agree] Ce qui manque encore après, on le partage ainsi.
            { $fallback }
       *[other] { "" }
    }
    { $carry ->
        [yes] Ce qui reste passe à la semaine suivante.
       *[no] Ce qui reste retourne au plan.
    }
    { $limits }
    { $example }
rule-as-declared = Chaque demande est accordée en entier tant que le budget, découvert permis compris, suffit.
rule-proportional = Si on demande plus que le disponible, chaque personne reçoit la même part de sa demande. Les centimes qui restent vont aux plus grands restes ; à égalité, à la plus grande demande, puis à tour de rôle.
rule-equal-awards = Si on demande plus que le disponible, le même plafond vaut pour tout le monde : les petites demandes sont accordées en entier. Les centimes qui restent vont aux plus grands restes ; à égalité, à la plus grande demande, puis à tour de rôle.
rule-equal-losses = Si on demande plus que le disponible, chaque demande baisse du même montant, sans descendre sous zéro. Les centimes qui restent vont aux plus grands restes ; à égalité, à la plus grande demande, puis à tour de rôle.
rule-talmud = Si on demande plus que le disponible : jusqu’à la moitié des demandes, le même plafond pour tout le monde ; au-delà, personne n’a moins que la moitié de sa demande et chacun perd autant que les autres. Les centimes qui restent vont aux plus grands restes ; à égalité, à la plus grande demande, puis à tour de rôle.
rule-agree = Si on demande plus que le disponible, l’équipe a { $hours ->
        [one] { $hours } heure
       *[other] { $hours } heures
    } pour se mettre d’accord : chaque personne garde sa demande, prend la part proposée ou la baisse autrement. Personne ne demande plus qu’au début.
rules-ceiling = Plafond indicatif : { $ceiling }. Au-dessus, je le dis, et rien n’est bloqué.
rules-raise-cap = Les hausses sont limitées : au plus le double de la semaine d’avant, ou la semaine d’avant plus ce qui restait, ou la demande médiane, ou { $least } ; le plus grand des quatre.
rules-commons = { $percent } % du budget de chaque semaine restent au commun.
rules-announce = Au-dessus de { $above }, on prévient l’équipe avant : <code>/annoncer</code>.
rules-example =
    { $real ->
        [yes] Exemple, la semaine { $week } : { $claimed } demandés pour { $available }.
       *[no] Exemple, avec les demandes de la semaine { $week } ({ $claimed }) s’il n’y avait eu que la moitié, { $available } :
    }
    { $rows }
rules-example-row = • { $name } : { $claim } → { $award } ({ $reason })

why-equal-awards = Pourquoi moins : { $claimed } demandés pour { $available } disponibles. Le même plafond pour tout le monde, { $ceiling } ; en dessous, tout est accordé.
why-equal-losses = Pourquoi moins : { $claimed } demandés pour { $available } disponibles. Chaque demande baisse du même montant, { $cut }, sans descendre sous zéro.
why-talmud = Pourquoi moins : { $claimed } demandés pour { $available } disponibles, partagés comme au Talmud : d’abord le même plafond sur la moitié de chaque demande, puis la même perte pour tout le monde.

## Se mettre d’accord

closed-to-agree = La semaine { $week } dépasse le budget : l’équipe se met d’accord. /fermer encore une fois pour trancher tout de suite.
agree-opening =
    <b>{ $team } — semaine { $week }</b> ({ $week-dates }) : mettons-nous d’accord
    { $claims }

    Demandé : { $claimed }. Disponible : { $available }. <b>Il manque { $gap }.</b>
    J’écris à chaque personne qui a demandé : garder, prendre la part proposée, ou un autre montant, plus bas. On a jusqu’à { $until } ; dès qu’il ne manque plus rien, c’est fini.
    Ce qui manquerait encore sera partagé ainsi. { $rule }
agree-row = • { $name } : demandé { $claim }, proposé { $proposed }
agree-question =
    { $name }, ensemble l’équipe demande { $claimed } pour { $available } : il manque <b>{ $gap }</b> (semaine { $week }).
    Toi, tu demandes { $claim } ; la part proposée est { $proposed }.
    Que veux-tu faire ? /garder, /prendre, ou écris un autre montant, plus bas, jusqu’à { $until }.
agree-reminder = { $name }, l’équipe attend ta réponse : garder { $claim } (/garder), prendre { $proposed } (/prendre), ou un autre montant, plus bas ? Jusqu’à { $until }.
button-keep = Je garde { $amount }
button-take = Je prends { $amount }
agree-kept = D’accord. { $standing } Tu peux encore baisser jusqu’à { $until }.
agree-changed =
    C’est noté : <b>{ $claim }</b> pour la semaine { $week }. Merci !
    { $available } disponibles, { $claimed } demandés : il manque encore { $gap }. Tu peux changer jusqu’à { $until }.
agree-changed-closed = C’est noté : <b>{ $claim }</b> pour la semaine { $week }. Merci ! Il ne manque plus rien : le bilan est dans le groupe.
agree-moved = { $name } passe de { $before } à { $claim }. Demandé : { $claimed } pour { $available } ; il manque encore <b>{ $gap }</b>.
refusal-agree-no-raise = On se met d’accord à la baisse : tu peux demander au plus { $most }, comme au début.
refusal-agree-below-already = Tu demandes déjà moins que la part proposée. { $standing }
refusal-agree-not-asked = Trop tard pour déclarer : l’équipe se met d’accord sur ce qui a été demandé à temps. La semaine fermée, /semaine permet de corriger.
refusal-agree-not-now = L’équipe n’est pas en train de se mettre d’accord. Pour déclarer, écris un montant, par exemple <code>45</code>.
refusal-agree-late = Trop tard pour prévenir : l’équipe se met déjà d’accord.
title-proposed = Proposé

## Les limites

echo-ceiling = C’est au-dessus du plafond indicatif de l’équipe ({ $ceiling }). Rien n’est bloqué : c’est pour que tu le saches.
raise-capped =
    Ton équipe limite les hausses d’une semaine à l’autre. La dernière fois : { $last } ; cette semaine, tu peux demander jusqu’à <b>{ $most }</b>.
    { $standing }
ask-announce =
    Au-dessus de { $above }, ton équipe demande de prévenir avant. Je préviens le groupe et je note <b>{ $claim }</b> ? (oui / non)
    { $standing }
button-announce = Oui, préviens
announced = { $name } prévient : sa demande de la semaine { $week } sera importante.{ $note }
announced-note = { " " }« { $note } »
announced-to-team = C’est dit à <b>{ $team }</b>. Maintenant, écris ton montant.

## Les enveloppes

project-envelope = { " " }— enveloppe de { $amount }
project-keeper = , suivie par { $name }
envelope-set = { $project } a maintenant une enveloppe de { $amount }, prise sur le plan. Il y reste { $holds } : les demandes pour ce projet y puisent d’abord.
envelope-ended = { $project } n’a plus d’enveloppe : ce qui y restait est retourné au plan.
keeper-set = { $name } suit maintenant l’enveloppe de { $project } : je préviens à 80 % et à 100 %.
envelope-low =
    { $all ->
        [yes] L’enveloppe de { $project } est vide : { $envelope } dépensés. Les prochaines demandes puiseront dans le budget commun.
       *[no] L’enveloppe de { $project } est dépensée à { $part } : il reste { $holds } sur { $envelope }.
    }
refusal-envelope-spent = L’enveloppe de { $project } a déjà servi pour { $spent } : elle ne peut pas être plus petite.
refusal-envelope-too-large = Les semaines qui restent au plan n’ont pas autant. /plan montre ce qu’il y a.

## La caisse

booked-income = Recette notée : { $amount } — { $label }. { $sign ->
        [short] En caisse : { $pool }.
       *[left] En caisse, à partager en plus du budget : { $pool }.
    } Livre : <code>{ $head }</code>
booked-expense = Dépense notée : { $amount } — { $label }. { $sign ->
        [short] En caisse : { $pool } ; la prochaine semaine aura d’autant moins.
       *[left] En caisse : { $pool }.
    } Livre : <code>{ $head }</code>
fixed =
    <b>{ $team }</b> — ce qui est payé chaque semaine, avant tout partage
    { $costs }
    { $total }
    Pour changer : <code>/charges loyer 50</code>, ou <code>/charges loyer 0</code> pour arrêter.
fixed-row = • { $label } : { $amount }
fixed-total = En tout : <b>{ $total }</b> par semaine.
fixed-none = Rien pour l’instant.
refusal-usage-income = Écris le montant, puis d’où il vient : <code>/recette 1200 subvention ville</code>.
refusal-usage-expense = Écris le montant, puis pour quoi : <code>/depense 80 peinture</code>.
refusal-usage-fixed = Écris quoi, puis combien par semaine : <code>/charges loyer 50</code> (0 pour arrêter).

## Les corrections

ask-correction = <b>{ $claim }</b> pour la semaine { $week }, c’est loin de l’habitude ou plus que ce qu’il y a. Tu confirmes ? (oui / non)
correction-noted =
    C’est corrigé, semaine { $week } : { $name } demande { $moved ->
        [no] toujours <b>{ $claim }</b>, accordé <b>{ $award }</b> ; le détail a changé.
       *[yes] <b>{ $claim }</b> au lieu de { $before }, accordé <b>{ $award }</b> au lieu de { $had }.
    }
    { $new }
    { $why }
    L’équipe le voit dans le groupe.
corrected =
    Correction de la semaine { $week } ({ $week-dates }) : { $name }, { $answered ->
        [yes] { $moved ->
            [no] toujours demandé { $claim }, accordé { $award } ; le détail a changé
           *[yes] demandé { $claim } au lieu de { $before }, accordé { $award } au lieu de { $had }
        }
       *[no] demandé { $claim }, sans réponse jusque-là, accordé { $award } au lieu de { $had }
    }. Écrit par { $author }.
    { $why }
corrected-for-you =
    { $author } a corrigé ta semaine { $week } : { $moved ->
        [no] toujours demandé { $claim }, accordé { $award } ; le détail a changé.
       *[yes] demandé { $claim } au lieu de { $before }, accordé { $award } au lieu de { $had }.
    }
    { $why }
    Une question ? Parles-en avec { $author }.
correction-nothing-left = Cette semaine-là avait déjà tout donné : rien de plus n’est accordé.
correction-short = Cette semaine-là n’avait plus assez pour tout accorder.
reopened =
    La semaine { $week } est rouverte aux corrections jusqu’à { $until }. { $count ->
        [0] Je n’ai pu prévenir personne.
        [one] J’ai prévenu { $count } personne.
       *[other] J’ai prévenu { $count } personnes.
    }
reopened-member = { $name }, la semaine { $week } ({ $week-dates }) est rouverte aux corrections jusqu’à { $until }. Pour corriger : <code>/semaine { $week } 45</code>. Sinon, rien à faire.
refusal-correct-open = La semaine { $week } n’est pas encore fermée : écris simplement ton montant.
refusal-correct-before-joining = { $name } n’était pas encore dans l’équipe, la semaine { $week }.
refusal-correct-too-old = { $weeks ->
        [0] Une semaine fermée ne se corrige plus
        [one] La semaine { $week } a plus d’une semaine
       *[other] La semaine { $week } a plus de { $weeks } semaines
    } : demande à la personne qui anime de la corriger, ou de la rouvrir.
refusal-usage-week = Écris la semaine, puis ce qu’elle valait : <code>/semaine 2026-W47 café 20</code>. Qui anime peut corriger pour quelqu’un : <code>/semaine 2026-W47 @Aïcha : 20</code>.
