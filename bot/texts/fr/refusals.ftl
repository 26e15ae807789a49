# Une ligne claire : ce qui ne va pas, et ce qui irait. Rien n’a été changé.

refused-standing =
    { $refusal }
    { $standing }

refusal-unknown = Je ne connais pas « { $said } ». /aide te dit ce que tu peux faire ici.
refusal-not-understood = Je n’ai pas compris « { $said } ». Écris un montant, par exemple <code>45</code> ou <code>café 20, site 25</code>.
refusal-edited-command = Dans un message modifié, une commande ne compte pas : envoie-la à part.
refusal-text-too-long = C’est trop long pour moi. Écris un montant, par exemple <code>45</code> ou <code>café 20, site 25</code>.
refusal-amount-negative = Pas de signe devant un montant : écris <code>45</code>, ou <code>0</code> si la semaine ne valait rien.
refusal-amount-too-large = C’est trop grand : le plus que je puisse noter est { $most }. Écris par exemple <code>45</code>.
refusal-amount-too-fine =
    { $decimals ->
        [0] Ici on compte sans centimes. Écris par exemple <code>45</code>.
       *[other] Au plus { $decimals } chiffres après la virgule. Écris par exemple <code>45,50</code>.
    }
refusal-amount-digits = Je ne lis que les chiffres 0 à 9. Écris par exemple <code>45</code>.
refusal-amount-form = Je n’arrive pas à lire ce montant. Écris par exemple <code>45</code>, <code>45,50</code> ou <code>1 200</code>.
refusal-amount-ambiguous = Je ne sais pas si ce sont des milliers ou des décimales. Écris <code>1200</code> ou <code>1,20</code>.
refusal-lines-without-project = Plusieurs montants séparés par une virgule ? Nomme chaque projet : <code>café 20, site 25</code>. Pour un montant à virgule : <code>45,50</code>.
refusal-time-form = Je n’arrive pas à lire cette durée. Écris par exemple <code>café 3h30</code> ou <code>café 45 min</code>.
refusal-hours-without-rate =
    { $named ->
        [0] Il me faut un tarif pour compter des heures. Écris par exemple <code>café 3h à 12</code>, ou directement le montant.
       *[other] Pas encore de tarif pour { $project }. Écris <code>{ $project } 3h à 12</code>, ou directement le montant.
    }
refusal-project-closed = Le projet { $project } est fermé. Choisis-en un autre (/projets) ou écris juste le montant.
refusal-project-exists = Le projet { $project } existe déjà.
refusal-project-unknown = Je ne connais pas le projet « { $said } ». /projets donne la liste.

refusal-week-form = Une semaine s’écrit comme <code>2026-W48</code>.
refusal-slot-form = Un moment s’écrit comme <code>ven 16:00</code> ou <code>fri 16:00</code>.
refusal-timezone-unknown = Je ne connais pas le fuseau « { $said } ». Écris par exemple <code>Europe/Paris</code>.
refusal-language-unknown = Je parle français (<code>fr</code>) et anglais (<code>en</code>).
refusal-setting-unknown = Je ne connais pas le réglage « { $said } ». Il y a : { $known }.
refusal-open-is-close = Le tour s’ouvrirait et se fermerait au même moment ({ $slot }). Choisis deux moments différents.
refusal-decimals-fixed = Le plan est déjà compté avec { $decimals } décimales : ça ne peut plus changer. Le nom de l’unité, si.
refusal-unit-form = Une unité a un nom court, sans chiffre, par exemple <code>K</code> ou <code>heures</code>.
refusal-rule-unknown = Je ne connais pas la règle « { $said } ». Il y a : { $known }.
refusal-cadence-unknown = Je ne connais pas la cadence « { $said } ». Il y a : { $known }.
refusal-whole-number = Il faut un nombre entier, de { $least } à { $most }.
refusal-source-form = Écris <code>espéré</code> ou <code>acquis</code>, puis d’où vient l’argent : <code>/plan source espéré subvention Région</code>.
refusal-yes-or-no = Réponds <code>oui</code> ou <code>non</code>.

refusal-plan-row = Ligne { $row } du fichier : { $why } Rien n’a été importé.
refusal-plan-cells = il faut une semaine, un montant et, si tu veux, une note, comme <code>2026-W52,0,vacances</code>.
refusal-plan-week-twice = La semaine { $week } est deux fois dans le fichier. Rien n’a été importé.
refusal-plan-empty = Ce plan est vide. Il faut une ligne par semaine, comme <code>2026-W52,0,vacances</code>.
refusal-plan-too-long = Ce plan est trop long : au plus { $most } semaines.
refusal-plan-file-large = Ce fichier est trop gros pour un plan : au plus { $most } Ko.
refusal-plan-file-binary = Ce fichier n’est pas un CSV. Enregistre-le en CSV, une ligne par semaine : <code>2026-W52,0,vacances</code>.
refusal-plan-over = Il ne reste aucune semaine au plan. Ajoute-les une par une, comme <code>/plan 2027-W01 600</code>, ou envoie un fichier.
refusal-plan-months = Un plan a de 1 à { $most } mois.
refusal-plan-no-holidays = Aucune de ces dates n’est dans les semaines qui restent au plan.
refusal-zone-unknown = Je ne connais pas la zone « { $said } ». Il y a A, B et C (Lille est en zone B).
refusal-country-unknown = Je ne connais pas les jours fériés de « { $said } ». Écris un code de pays, par exemple <code>/plan fériés FR</code>.
refusal-plan-week-closed = La semaine { $week } est déjà fermée : son budget ne change plus.
refusal-plan-week-past = La semaine { $week } est passée : planifie à partir de { $current }, par exemple <code>/plan { $current } 600</code>.
refusal-file-without-command = Pour importer un plan, envoie le fichier CSV avec la légende <code>/plan</code>.
refusal-file-unreachable = Je n’ai pas réussi à télécharger ce fichier. Renvoie-le dans un moment.

refusal-no-open-round = Aucun tour n’est ouvert dans { $team }. Le prochain s’ouvre { $next }.
refusal-round-already-open = La semaine { $week } est déjà ouverte, jusqu’à { $until }. /fermer pour la fermer maintenant.
refusal-round-closed-already = La semaine { $week } est déjà fermée : /bilan la montre. Le prochain tour s’ouvre { $next }.
refusal-no-closed-week = Aucune semaine n’est encore fermée. /budget dit où on en est.
refusal-no-such-week = Pas de tour pour la semaine { $week }. /historique donne la liste.
refusal-week-still-open = La semaine { $week } est encore ouverte, jusqu’à { $until }. /budget dit où on en est.

refusal-group-without-team = Ce groupe n’a pas encore d’équipe : un admin du groupe envoie /installer.
refusal-not-a-member = Tu ne fais pas partie de cette équipe. Demande l’invitation à la personne qui l’anime.
refusal-no-team = Bonjour ! Je ne te connais pas encore. Demande à ton équipe son lien d’invitation, ou ajoute-moi à son groupe et envoie /installer là-bas.
refusal-no-team-any-more = Tu n’es plus dans une équipe. Pour revenir, ouvre l’invitation de la tienne ; /aide dit ce qui te reste ouvert.
refusal-facilitators-only = C’est réservé aux personnes qui animent l’équipe.
refusal-private-only = Ça se fait en privé : écris-moi directement.
refusal-not-declaring = Tu animes cette équipe sans y déclarer. Pour déclarer aussi, ouvre le lien d’invitation de l’équipe.
refusal-edit-superseded = Ce message ne compte plus : { $claim } sont notés depuis. Pour changer, écris un nouveau montant.
refusal-nothing-before = Je n’ai pas de semaine précédente à reprendre. Écris un montant, par exemple <code>45</code>.
refusal-nothing-to-withdraw = Tu n’as rien déclaré pour la semaine { $week }.
refusal-no-question = Je n’ai pas de question en attente. Écris un montant, par exemple <code>45</code>.

refusal-setup-in-group = Ajoute-moi au groupe de l’équipe et envoie /installer là-bas.
refusal-team-exists = Ce groupe est déjà celui de { $team }. /aide te dit ce que tu peux faire ici.
refusal-setup-admins-only = Seul un admin de ce groupe peut l’installer.
refusal-invitation-unknown = Cette invitation n’est plus valable. Demande la nouvelle à ton équipe.
refusal-role-already =
    { $has ->
        [yes] { $name } anime déjà l’équipe.
       *[no] { $name } n’anime pas l’équipe.
    }
refusal-remove-yourself = Pour quitter toi-même l’équipe : /partir en privé.
refusal-last-facilitator = Plus personne n’animerait { $team }. Nomme d’abord quelqu’un : <code>/animateur add Nom</code>.
refusal-member-unknown =
    { $several ->
        [0] Je ne trouve pas « { $said } ». /membres donne la liste.
       *[other] Plusieurs personnes commencent par « { $said } ». Écris le nom entier.
    }

refusal-usage-plan = Écris <code>/plan 600</code>, <code>/plan 2026-W52 0 vacances</code>, <code>/plan total 42000 16 mois</code>, <code>/plan vacances B 300</code>, <code>/plan fériés</code>, <code>/plan découvert 2026-W52 200</code>, <code>/plan source espéré subvention</code>, ou envoie un fichier CSV avec la légende <code>/plan</code>.
refusal-usage-facilitator = Écris <code>/animateur add Nom</code> ou <code>/animateur remove Nom</code>.
refusal-usage-remove = Écris <code>/exclure Nom</code>.
refusal-usage-project = Écris <code>/projet add Nom</code>, <code>/projet close Nom</code>, <code>/projet budget Nom 1200</code> ou <code>/projet soucieux Nom : Aïcha</code>.
refusal-usage-rate = Écris <code>/tarif café 12</code>, <code>/tarif base 12</code>, <code>/tarif + nuit 3</code> ou <code>/tarif unité journée 84</code> ; <code>0</code> enlève un tarif.

refusal-speak-as-yourself = Je ne vois pas qui parle : désactive « rester anonyme » et renvoie la commande en ton nom.
refusal-button-unknown = Ce choix ne marche plus. Écris ta réponse.
refusal-button-not-yours = Ce choix n’est pas pour toi.
refusal-button-late = Trop tard : ce tour est fermé.
refusal-button-used = C’est déjà pris en compte. Pour changer, écris ta réponse.
refusal-error-ours = Quelque chose s’est cassé chez moi en lisant ton message. Rien n’a changé ; réessaie, et préviens la personne qui anime si ça recommence.

refusal-join-in-group = Écris <code>!join</code> dans le groupe de ton équipe, et je t’ouvre un salon privé.
refusal-join-by-link = Pour rejoindre l’équipe, appuie sur le bouton de son invitation : /inviter la redonne.
refusal-cannot-open-private = Je n’arrive pas à t’ouvrir un salon privé. Réessaie dans un moment, ou invite-moi toi-même dans un salon privé et chiffré.

refusal-link-form = Un code s’écrit comme <code>/lier ABCDE-FGHJK</code>. /lier seul t’en donne un.
refusal-link-unknown = Ce code n’est pas (ou plus) valable. Demandes-en un autre avec /lier depuis ton premier compte.
refusal-link-expired = Ce code a plus de dix minutes. Demandes-en un autre avec /lier depuis ton premier compte.
refusal-link-same = Ces deux comptes sont déjà une seule personne.
refusal-link-both =
    { $count ->
        [one] Tes deux comptes sont (ou ont été) chacun membre de { $teams } : je ne peux pas en faire un seul sans mélanger leurs déclarations. Rien n’a changé.
       *[other] Tes deux comptes sont (ou ont été) chacun membres de { $teams } : je ne peux pas en faire un seul sans mélanger leurs déclarations. Rien n’a changé.
    }
refusal-setup-which = Pour laquelle de tes équipes : { $teams } ? Écris <code>/installer Nom</code>.
