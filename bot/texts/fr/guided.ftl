# Pas à pas : un projet, combien, une note. Et les boutons sous ce qui est noté.

guide-step =
    { $before }
    { $so-far }
    { $asked }
guide-project = Pour quel projet ? Choisis, ou écris son nom (un nouveau, ça marche aussi).
guide-quantity = <b>{ $project }</b> : combien, ou combien de temps ? Par exemple <code>20</code> ou <code>3h</code>.
guide-note = Une note ? Écris-la, ou passe.
guide-more = C’est tout, ou tu ajoutes un autre projet ? Rien n’est déclaré avant « C’est tout ».
guide-so-far =
    { $count ->
        [one] { $lines }
       *[other]
            { $lines }
            Total : { $total }
    }
guide-resumed = On reprend où tu en étais.
guide-closed = Ce que tu avais commencé la dernière fois n’a pas été déclaré : ce tour est fermé. On repart de zéro.
guide-cancelled = D’accord, on oublie ça. { $standing }
guide-amount-or-note = « { $said } » : c’est le montant, ou la note ?
guide-which-amount = Je préfère demander : quel montant voulais-tu dire ?

button-guide-project = { $project }
button-guide-no-project = Sans projet
button-guide-last = Pareil : { $amount }{ $time }
button-guide-skip = Sans note
button-guide-done = C’est tout
button-guide-more = Un autre projet
button-guide-back = Retour
button-guide-cancel = Annuler
button-guide-amount = Le montant
button-guide-words = La note

refusal-guide-none = Rien n’est en cours. Écris un montant, ou /guider pour déclarer pas à pas.
refusal-guide-edit = Tu déclares pas à pas : écris « retour » pour corriger ce qui précède.
refusal-guide-quantity = J’attends un montant ou une durée pour { $project } : par exemple <code>20</code> ou <code>3h</code>. Écris « retour » pour choisir un autre projet.
refusal-guide-amount-of-what = « { $said } », pour quel projet ? Écris par exemple <code>site 25</code>. Pour corriger ce qui précède, écris « retour ».
refusal-guide-full = Au plus { $most } lignes dans une déclaration. Écris « c’est tout » pour déclarer celles-ci.

## Sous ce qui est noté

button-change = Changer
button-note = Ajouter une note
button-withdraw = Retirer
button-as-it-is = Ne rien changer
change =
    { $standing }
    Écris le nouveau montant, par exemple <code>45</code> ou <code>café 20, site 25</code>. Tu as jusqu’à { $until }.
ask-note = Quelle note veux-tu ajouter ? Écris-la.
ask-note-for = Quelle note veux-tu ajouter à <b>{ $project }</b> ? Écris-la.
ask-note-which =
    À quelle ligne veux-tu ajouter une note ?
    { $lines }
    { $example }
ask-note-example = Ou écris <code>/note { $project } : ta note</code>.
button-note-line = { $project }
button-note-line-amount = { $project } : { $amount }

refusal-echo-old = Ce choix est sous un ancien message : rien ne change. { $standing }
refusal-nothing-to-note = Il n’y a pas encore de montant à qui ajouter une note. { $standing }

## Une semaine bénévole

volunteered = { $word } ({ $amount })
standing-volunteer = Pour l’instant, c’est noté : { $claim }.
setting-volunteer-word = comment on appelle une semaine à 0
