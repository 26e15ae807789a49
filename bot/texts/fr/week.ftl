# La semaine : la question, la réponse, les relances, le bilan.

when-pattern = EEEE d MMMM 'à' HH:mm
nothing = —

## La question

prompt =
    Bonjour { $name } ! Que valait ta contribution à <b>{ $team }</b> { $weeks ->
        [one] cette semaine
       *[other] ces { $weeks } semaines
    } ({ $week-dates }) ?
    { $last }
    { $total }
    { $rates }
    Écris un montant, par exemple <code>45</code>, ou par projet : <code>café 20, site 25</code>. Tu as jusqu’à { $until }.
prompt-last = La dernière fois : { $amount }.
button-same = Pareil : { $amount }
button-zero = { $amount }
button-by-project = Par projet
button-skip = Je passe cette semaine

reminder =
    { $name }, il manque ta réponse pour la semaine { $week } ({ $week-dates }).
    Écris ton montant, même <code>0</code>, avant { $until }. Et si tu passes ton tour : /passe.
    { $total }

## La réponse

echo =
    C’est noté : <b>{ $claim }</b> pour la semaine { $week }.
    { $details }
    { $new }
    { $ceiling }
    Pour changer, écris un autre montant jusqu’à { $until }. Pour retirer : /retirer. Une note : /note.
echo-changed =
    C’est changé : <b>{ $claim }</b> au lieu de { $before }, pour la semaine { $week }.
    { $details }
    { $new }
    { $ceiling }
    Tu peux encore changer jusqu’à { $until }.
echo-line = • { $project } : { $amount }{ $time }{ $note }
no-project = sans projet
time-said = { " " }({ $hours ->
        [0] { $minutes } min
       *[other] { $minutes ->
            [0] { $hours } h
           *[other] { $hours } h { $minutes }
        }
    })
note-said = { " " }— <i>{ $note }</i>
new-projects =
    { $count ->
        [one] Nouveau projet : { $projects }. Si c’est une faute de frappe, réécris ton montant.
       *[other] Nouveaux projets : { $projects }. Si c’est une faute de frappe, réécris ton montant.
    }
skipped = D’accord, tu passes la semaine { $week }. Si tu changes d’avis, écris un montant jusqu’à { $until }.
withdrawn = C’est retiré : tes { $claim } ne comptent plus pour la semaine { $week }. Tu peux répondre à nouveau jusqu’à { $until }.

not-skipped = D’accord, tu ne passes plus la semaine { $week }. Écris un montant jusqu’à { $until }.

taken-back-late = Trop tard pour retirer : la semaine { $week } est fermée, tes { $claim } y restent.

ask-which-amount =
    Je préfère demander : quel montant voulais-tu dire ?
    { $standing }
button-amount = { $amount }
button-neither = Autre chose
ask-over-budget =
    <b>{ $claim }</b>, c’est plus que tout ce que l’équipe a pour cette semaine. Tu confirmes ? (oui / non)
    { $standing }
ask-unusual =
    <b>{ $claim }</b>, c’est loin de tes montants habituels. Tu confirmes ? (oui / non)
    { $standing }
button-yes = Oui
button-no = Non
kept = D’accord, rien ne change. { $standing }
standing-nothing = Pour l’instant, rien n’est noté pour toi.
standing-skipped = Pour l’instant, tu passes cette semaine.
standing-claim = Pour l’instant, { $claim } sont notés pour toi.

ask-which-team = Tu fais partie de plusieurs équipes. Pour laquelle ?
button-team = { $name }

## Le tour

opened =
    La semaine { $week } ({ $week-dates }) est ouverte jusqu’à { $until }.
    { $asked ->
        [0] Personne à qui poser la question pour l’instant : envoie l’invitation avec /inviter.
        [one] J’ai posé la question à { $asked } personne.
       *[other] J’ai posé la question à { $asked } personnes.
    }
    { $unasked }
    { $away }
closed = La semaine { $week } est fermée. Le bilan est dans le groupe.
reminded =
    { $count ->
        [0] Personne à relancer.
        [one] J’ai relancé { $count } personne.
       *[other] J’ai relancé { $count } personnes.
    }
    { $unasked }
not-asked =
    { $count ->
        [one] Je ne peux pas écrire à { $names } : il faut d’abord m’envoyer /start en privé.
       *[other] Je ne peux pas écrire à { $names } : il leur faut d’abord m’envoyer /start en privé.
    }
weeks-missed =
    J’étais à l’arrêt. { $count ->
        [one] Cette semaine n’a pas été demandée, son budget est reporté :
       *[other] Ces semaines n’ont pas été demandées, leur budget est reporté :
    }
    { $weeks }
missed-row = • { $week } ({ $week-dates })

## Le bilan

summary =
    <b>{ $team } — semaine { $week }</b> ({ $week-dates })
    { $answers }
    { $absent }

    Total demandé : { $claimed }
    Total accordé : <b>{ $granted }</b>
    { $means }
    Reporté à la semaine suivante : { $left }
    { $weeks ->
        [0] Le plan est terminé.
        [one] Reste au plan : { $plan } pour { $weeks } semaine{ $source }
       *[other] Reste au plan : { $plan } pour { $weeks } semaines{ $source }
    }
    { $more }
    { $why }
    Livre : <code>{ $head }</code>
means = { $weeks ->
        [one] Budget de la semaine
       *[other] Budget des { $weeks } semaines
    } : { $planned }, plus { $carried } reportés : { $available } disponibles
means-in-parts =
    { $weeks ->
        [one] Budget de la semaine
       *[other] Budget des { $weeks } semaines
    } : { $planned }, plus { $carried } reportés
    { $parts }
    Disponible : { $available }
    { $deficit }
means-income = Plus les recettes : { $amount }
means-expense = Moins les dépenses : { $amount }
means-fixed = Moins ce qui est payé chaque semaine : { $amount }
means-commons = Moins la part du commun : { $amount }
means-buckets = Moins ce qui est mis de côté pour les cagnottes : { $amount }
means-returned = Plus ce qui revient des cagnottes : { $amount }
means-shared = Moins ce qui a été réparti : { $amount }
means-deficit = Le plan prévoit de descendre jusqu’à { $amount } sous zéro.
source-hoped = { " " }(espéré{ $label })
source-acquired = { " " }(acquis{ $label })
source-label = { " " }: { $label }
summary-projects =
    Par projet :
    { $projects }
project-total-row = – { $name } : { $granted } accordés sur { $claimed }
summary-envelope = De l’enveloppe { $project } d’abord : { $amount }, pour { $names }
small-raises = { $count } petites hausses de suite : { $name }, de { $before } à { $now }
summary-corrected = Corrigé depuis : { $name }, demandé { $claim }, accordé { $award }
summary-row = • { $name } : demandé { $claim }, accordé { $award }
summary-nobody = Personne n’a déclaré de montant.
summary-skipped =
    { $count ->
        [one] Passe cette semaine : { $names }
       *[other] Passent cette semaine : { $names }
    }
summary-silent =
    { $count ->
        [one] N’a pas répondu : { $names }
       *[other] N’ont pas répondu : { $names }
    }
why-proportional = Pourquoi moins : { $claimed } demandés pour { $available } disponibles. Chaque personne reçoit la même part de sa demande, { $part }, au centime près.
why-nothing = Pourquoi rien : il n’y avait plus rien de disponible cette semaine.
why-deficit = Tout est accordé : le découvert permis par l’équipe est entamé, { $left } passent à la semaine suivante.

## Où on en est

budget =
    <b>{ $team } — semaine { $week }</b> ({ $week-dates })
    { $figures }
    { $declared }
    { $plan }
    { $projects }
    { $facts }
budget-row = { $what } : { $amount }{ $note }
budget-planned = { $weeks ->
        [one] Budget de la semaine
       *[other] Budget des { $weeks } semaines
    }
budget-carried = Reporté
budget-income = Recettes
budget-expense = Dépenses
budget-fixed = Payé chaque semaine
budget-commons = Part du commun
budget-buckets = Mis de côté pour les cagnottes
budget-returned = Revenu des cagnottes
budget-shared = Réparti
budget-deficit = Le plan permet un découvert de
budget-available = <b>Disponible</b>
budget-note = { " " }— <i>{ $note }</i>
budget-declared =
    { $count ->
        [0] Déclaré : personne n’a encore répondu.
        [one] Déclaré : { $declared } par { $count } personne, { $sign ->
            [short] il manquerait { $missing }.
           *[left] il resterait { $left }.
        }
       *[other] Déclaré : { $declared } par { $count } personnes, { $sign ->
            [short] il manquerait { $missing }.
           *[left] il resterait { $left }.
        }
    }
budget-granted =
    { $count ->
        [one] Accordé jusqu’ici : { $granted } en { $count } tour.
       *[other] Accordé jusqu’ici : { $granted } en { $count } tours.
    }
budget-plan =
    { $count ->
        [one] Ensuite, le plan a encore { $left } pour { $count } semaine, jusqu’à { $last }{ $source }.
       *[other] Ensuite, le plan a encore { $left } pour { $count } semaines, jusqu’à { $last }{ $source }.
    }
budget-plan-over = Le plan se termine avec cette semaine{ $source }.
budget-forecast =
    { $sign ->
        [short] Au rythme actuel ({ $pace } par semaine), il manquerait { $missing } à la fin.
       *[left] Au rythme actuel ({ $pace } par semaine), il resterait { $end } à la fin.
    }

budget-runs-out = À ce rythme, l’argent manque à partir de { $week } ({ $week-dates }).
budget-habits =
    { $count ->
        [one] Sur { $count } tour :
       *[other] Sur { $count } tours :
    } { $under } sous le budget ({ $unclaimed } non demandés), { $over } au-dessus ({ $missing } de trop).
budget-projects =
    Par projet, depuis le début :
    { $projects }
budget-envelope = Enveloppe { $project } : il reste { $holds } sur { $envelope }

history =
    <b>{ $team }</b> — { $shown ->
        [one] la dernière semaine fermée
       *[other] les { $shown } dernières semaines fermées
    }
    { $weeks }
    Accordé depuis le début : <b>{ $total }</b> en { $count ->
        [one] { $count } semaine
       *[other] { $count } semaines
    }.
history-row = • { $week } : { $missed ->
        [yes] pas demandée
       *[no] demandé { $claimed }, accordé { $granted }
    }, reporté { $left }{ $volunteers }

me =
    <b>{ $name }</b>, voici tes semaines dans <b>{ $team }</b> :
    { $weeks }
    Ton solde : <b>{ $balance }</b>. { $paid }
    { $given }
me-row = • { $week } : { $state ->
        [open] { $claim } déclarés, le tour est encore ouvert
        [volunteer] { $claim }, le tour est encore ouvert
        [skipped] tu as passé
        [withdrawn] retiré
       *[closed] demandé { $claim }, accordé { $award }
    }{ $paid }
me-nothing = Rien pour l’instant.

status =
    Semaine { $week } : { $answered } sur { $asked } { $bar }
    { $names }
    Fermeture { $until }.
status-agreeing =
    Semaine { $week }, on se met d’accord : { $answered } sur { $asked } { $bar }
    { $names }
    Fin { $until }.
status-answered =
    { $count ->
        [one] A répondu : { $names }
       *[other] Ont répondu : { $names }
    }
status-waiting =
    { $count ->
        [one] On attend : { $names }
       *[other] On attend : { $names }
    }
status-cut-off = Je ne peux pas leur écrire (/start en privé) : { $names }
status-doubtful = Je ne sais pas si ma question leur est arrivée : { $names }
cannot-reach = Je n’arrive plus à écrire à { $name } ({ $team }) : la personne m’a bloqué ou a fermé la conversation. Il lui suffit de m’envoyer /start.

## L’image des semaines

chart-title = { $team } : demandé, accordé, reporté
chart-available = disponible
chart-claimed = demandé
chart-granted = accordé
chart-left = reporté à la semaine suivante
chart-file = semaines.png

## Les tableaux, là où on en dessine

title-name = Nom
title-claim = Demandé
title-award = Accordé
title-week = Semaine
title-amount = Montant
title-note = Note
title-deficit = Découvert prévu
title-budget = Budget

## Les invitations : un bouton, ou des mots là où il ne peut pas être un lien

invitation-link = Pour rejoindre l’équipe, appuie sur le bouton, puis sur « Démarrer ».
invitation-group = Pour rejoindre l’équipe, écris <code>!join</code> ici : je t’ouvre un salon privé et chiffré.
invitation-private = { $label } : en privé avec moi, écris <code>!start { $code }</code>
