# Être absent, revenir ; son propre fuseau ; ce que la question montre ; ce qui reste privé.

day-pattern = EEEE d MMMM y

## Absence et retour

away =
    D’accord, { $kind ->
        [open] tu es en absence à partir d’aujourd’hui, jusqu’à ton /retour
        [day] tu es en absence { $since }, ce jour-là seulement
       *[days] tu es en absence du { $since } au { $until }
    } ({ $teams }). Ni question, ni relance pendant ce temps ; tu peux quand même déclarer si tu veux.
    { $kind ->
        [day] Plus longtemps : <code>/absence 21/12 03/01</code>. Finalement là : /retour.
        [open] { "" }
       *[days] Finalement là plus tôt : /retour.
    }
button-returned = Finalement, je suis là
back =
    { $begun ->
        [no] D’accord, ton absence est annulée.
       *[yes] Te revoilà !
    }
    { $teams }
back-asked = { $team } : la semaine { $week } est ouverte jusqu’à { $until }, à toi.
back-answered = { $team } : { $standing } Tu peux changer jusqu’à { $until }.
back-next = { $team } : prochaine question, { $next }.
opened-away = En absence, sans question : { $names }
summary-away = Absents : { $names }
status-away = Absents : { $names }
refusal-not-away = Tu n’as pas d’absence en cours ni prévue. Pour en noter une : <code>/absence 21/12 03/01</code>.
refusal-away-order = Ton absence finirait ({ $until }) avant de commencer ({ $since }). Écris d’abord le premier jour : <code>/absence 21/12 03/01</code>.
refusal-away-over = Cette absence est déjà finie ({ $until }). Écris par exemple <code>/absence 21/12 03/01</code>.
refusal-away-far = C’est bien loin ({ $until }). Note une absence de moins de deux ans : <code>/absence 21/12 03/01</code>.
refusal-day-form = Le { $said } n’existe pas. Un jour s’écrit comme <code>21/12</code> ou <code>2026-12-21</code>.
refusal-usage-away = Écris le premier et le dernier jour : <code>/absence 21/12 03/01</code>. /absence seul : à partir d’aujourd’hui, jusqu’à ton /retour.

## Son fuseau, les heures calmes

timezone-set =
    { $own ->
        [yes] D’accord, ton fuseau est { $timezone } : je te donne les heures de chez toi, et je ne te relance pas pendant tes heures calmes. Chez toi, on est { $now }.
       *[no] D’accord, tu suis le fuseau de ton équipe, { $timezone }. Là, on est { $now }.
    }
setting-quiet = les heures sans relance, à l’heure de chaque membre (« - » : aucune)
refusal-quiet-form = Des heures calmes s’écrivent comme <code>22:00-08:00</code> (« - » : aucune).
config-quiet = { $key } : « { $said } » n’est pas une plage d’heures ; écris par exemple « 22:00-08:00 », ou « - » pour aucune

## Ce que la question montre

prompt-total =
    { $count ->
        [0] Disponible : { $available }. Personne n’a encore déclaré.
        [one] Déclaré jusqu’ici : { $declared } par { $count } personne, sur { $available } disponibles.
       *[other] Déclaré jusqu’ici : { $declared } par { $count } personnes, sur { $available } disponibles.
    }
prompt-rates = Tarifs indicatifs (/tarifs) : { $rates }.
prompt-rate-base = { $amount } de l’heure
prompt-rate-project = { $label } { $amount } de l’heure
prompt-rate-supplement = { $label } +{ $amount } de l’heure
prompt-rate-unit = { $label } { $amount }

## Ce qui reste privé

budget-declared-hidden =
    { $count ->
        [0] Personne n’a encore répondu. Les montants restent privés jusqu’à la fermeture.
        [one] { $count } personne a répondu. Les montants restent privés jusqu’à la fermeture.
       *[other] { $count } personnes ont répondu. Les montants restent privés jusqu’à la fermeture.
    }
status-amounts =
    Ont répondu :
    { $rows }
status-amount-row = • { $name } : { $amount }
setting-private-until-close = garder privés montants et sommes jusqu’à la fermeture, pour tout le monde (yes, no)
setting-running-total = montrer dans la question ce qui est déclaré jusque-là (yes, no ; jamais avec private_until_close)
setting-show-amounts = montrer dans /etat, avant la fermeture, qui a déclaré combien (yes, no ; jamais avec private_until_close)
refusal-private-while-open = La semaine { $week } est ouverte jusqu’à { $until }, et on a promis aux membres qui verrait quoi : change ce réglage après.
refusal-announce-private = Ici, les montants restent privés jusqu’à la fermeture : annonce sans chiffre, par exemple <code>/annoncer gros chantier</code>.
