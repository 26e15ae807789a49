# L’équipe : installation, invitations, membres, plan, réglages.

set-up =
    <b>{ $team }</b> est prête ! { $name } anime l’équipe.
    Le plan : { $weekly } par semaine pendant { $weeks } semaines (/plan pour changer).
    Comment on partage : /regles
    Premier tour : { $first }.
    Chaque semaine, je pose la question à chacun en privé ; les montants sont visibles de l’équipe dans le bilan.
invitation = L’invitation de <b>{ $team }</b>, à donner aux nouveaux :
button-join = Rejoindre { $team }
arrived-in-group = Bonjour ! Je suis Semainier : chaque semaine, je demande en privé à chaque membre ce que valait sa contribution, et je poste le bilan ici. Pour commencer, un admin du groupe envoie /installer.

joined =
    Te voilà dans <b>{ $team }</b>, { $name } !
    Chaque semaine, je te demande ce que valait ta contribution ; tu réponds par un montant. On te voit sous ce nom : /nom pour changer.
    { $private }
    { $open ->
        [yes] Un tour est ouvert : à toi !
       *[no] Prochaine question : { $next }. /aide te dit tout ce que tu peux faire.
    }
joined-already = Tu es déjà dans <b>{ $team }</b>. /aide te dit ce que tu peux faire.
hello-again = Bonjour { $name } ! Écris un montant pour déclarer, ou /aide pour savoir ce que tu peux faire.
ask-leave = Quitter <b>{ $team }</b> ? Tes semaines passées restent dans le livre. (oui / non)
left = Tu as quitté <b>{ $team }</b>. Si tu changes d’avis, l’invitation de l’équipe marche toujours.

members =
    <b>{ $team }</b> — { $count ->
        [one] { $count } personne
       *[other] { $count } personnes
    }
    { $members }
member-row = • { $name }{ $role ->
        [both] , membre et animation
        [facilitator] , animation
       *[member] { "" }
    }
facilitator-added = { $name } anime maintenant <b>{ $team }</b>.
facilitator-removed = { $name } n’anime plus <b>{ $team }</b>.
member-removed = { $name } n’est plus dans <b>{ $team }</b>. Ses semaines passées restent dans le livre. L’ancien lien d’invitation ne marche plus : /inviter en donne un nouveau.
language-set = D’accord, je te parle en français.

plan =
    <b>{ $team }</b> — le plan
    { $weeks }
    { $more }
    Total à venir : <b>{ $total }</b> sur { $count ->
        [one] { $count } semaine
       *[other] { $count } semaines
    }{ $source }.
    Pour changer : <code>/plan 600</code> (toutes les semaines qui restent), <code>/plan { $last } 0 vacances</code> (une seule), <code>/plan total 42000 16 mois</code>, <code>/plan vacances B</code>, <code>/plan source espéré subvention</code>, ou un fichier CSV avec la légende <code>/plan</code>.
plan-changed =
    Le plan de <b>{ $team }</b> est changé.
    { $weeks }
    { $more }
    Total à venir : <b>{ $total }</b> sur { $count ->
        [one] { $count } semaine
       *[other] { $count } semaines
    }{ $source }.
plan-more =
    { $count ->
        [one] … et { $count } autre semaine, jusqu’à { $last }
       *[other] … et { $count } autres semaines, jusqu’à { $last }
    }
plan-row = • { $week } ({ $week-dates }) : { $amount }{ $deficit }{ $note }
plan-deficit = , découvert prévu { $deficit }
plan-deficit-set = Semaine { $week } ({ $week-dates }) : le plan permet maintenant un découvert de { $deficit }.
plan-marked =
    <b>{ $team }</b> — { $count ->
        [one] { $count } semaine notée
       *[other] { $count } semaines notées
    } au plan
    { $weeks }
plan-note = { " " }— <i>{ $note }</i>
plan-week-set = Semaine { $week } ({ $week-dates }) : { $amount } au plan{ $note }

settings =
    <b>{ $team }</b> — les réglages
    { $settings }
    Pour changer : choisis ci-dessous, ou écris <code>/reglages close dim 20:00</code>. <code>/reglages rule</code> dit ce que fait chaque valeur. Le plan a sa commande : /plan.
setting-row = • <code>{ $key } { $value }</code> — { $effect }
setting-changed = C’est réglé : <code>{ $key } { $value }</code> — { $effect }
setting-language = la langue du groupe (fr, en)
setting-timezone = le fuseau horaire de l’équipe
setting-unit = le nom de l’unité virtuelle
setting-open = quand je pose la question
setting-remind = quand je relance (plusieurs : séparés par une virgule ; « - » : jamais)
setting-close = quand le tour se ferme
setting-rule = la règle de partage
setting-fallback = la règle quand on dépasse le budget
setting-max-deficit = le découvert permis avant de partager
setting-carry-over = ce qui reste passe à la semaine suivante (yes, no)
setting-cadence = tous les combien je pose la question (weekly, two-weeks, monthly)
setting-revise-hours = avec la règle agree, le temps de se mettre d’accord, en heures
setting-correct-weeks = pendant combien de semaines chacun corrige ses semaines fermées
setting-source = d’où vient l’argent du plan (« espéré » ou « acquis », et un nom ; « - » : rien)
setting-ceiling = le plafond indicatif d’une demande : je le dis, rien n’est bloqué (« - » : aucun)
setting-raise-cap = limiter les hausses d’une semaine à l’autre (yes, no)
setting-commons = la part de chaque semaine qui reste au commun, en %
setting-announce = le montant au-dessus duquel on prévient l’équipe avant (« - » : aucun)

projects =
    <b>{ $team }</b> — les projets
    { $projects }
project-row = • { $name }{ $rate }{ $envelope }{ $keeper }
project-rate = { " " }: { $rate } de l’heure, à titre indicatif
projects-none = Aucun pour l’instant : chaque projet que quelqu’un déclare s’ajoute ici.
project-added = Projet ajouté : { $project }.
project-closed = Projet fermé : { $project }. Ce qui a été déclaré reste.

## Les commandes

command-me = Mes semaines et mon solde
command-budget = Où en est le budget
command-same = Déclarer comme la dernière fois
command-skip = Passer cette semaine
command-withdraw = Reprendre ma déclaration
command-summary = Le bilan d’une semaine
command-history = Les semaines passées
command-projects = Les projets et leurs tarifs
command-rules = Comment on partage
command-language = Changer de langue
command-link = Relier un deuxième compte
command-data = Tout ce que le bot garde sur moi
command-forget = Effacer ce qui est sur moi
command-leave = Quitter l’équipe
command-help = Ce que je peux faire ici
command-setup = Faire de ce groupe une équipe
command-week = Corriger une semaine fermée
command-income = Noter une recette
command-expense = Noter une dépense
command-invite = Redonner l’invitation
command-open = Ouvrir le tour maintenant
command-close = Fermer le tour maintenant
command-remind = Relancer qui n’a pas répondu
command-status = Qui a répondu
command-plan = Voir ou changer le plan
command-members = Qui est dans l’équipe
command-settings = Voir ou changer les réglages

## Ce qui empêche de parler

cannot-post = Je ne peux plus écrire dans le groupe de { $team } : vérifie que j’y suis toujours. Le bilan reste là : /bilan.
not-alone =
    { $count ->
        [one] { $names } est aussi dans ce salon : je n’y écris plus rien de privé. J’y reviens dès que nous sommes seuls.
       *[other] { $names } sont aussi dans ce salon : je n’y écris plus rien de privé. J’y reviens dès que nous sommes seuls.
    }
renewed = J’ai perdu mes clés de chiffrement Matrix et je repars avec un nouvel appareil. Ce qu’on m’a écrit pendant mon absence est peut-être illisible : les membres de { $team } concernés recevront un mot pour le renvoyer.
resend = Je n’ai pas pu déchiffrer ton message de { $at } : rien n’a été noté. Renvoie-le, s’il te plaît.
joined-look = { $name }, je t’ai ouvert un salon privé et chiffré : accepte l’invitation et on s’y retrouve.

## Deux comptes, une personne

link-code =
    Ton code : <code>{ $code }</code>
    Écris-moi <code>/lier { $code }</code> en privé depuis ton autre compte (Telegram ou Matrix), dans les { $minutes } minutes. Il ne sert qu’une fois ; ne le donne à personne.
linked = C’est fait, { $name } : tes comptes ne font plus qu’une personne. Je t’écris là où tu m’as répondu en dernier.
group-added = Ce groupe est maintenant aussi celui de <b>{ $team }</b> : chaque bilan arrive ici et là-bas.

## Jours fériés

bank-holiday-note = férié : { $days }
