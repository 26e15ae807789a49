# La ligne de commande.

cli-about = Semainier demande chaque semaine à chaque membre d’une équipe ce que valait sa contribution, compare la somme à un budget virtuel et poste le bilan.
cli-title = commandes
cli-config = le fichier de configuration (par défaut : config.yaml, ou SEMAINIER_CONFIG)
cli-demo = trois semaines d’une coopérative inventée, dans ce terminal
cli-interactive = c’est toi qui réponds à la place des membres
cli-speed = la vitesse ; 0 : sans pauses
cli-init = pose les questions utiles et écrit config.yaml
cli-check = dit ce qui marche et ce qui ne marche pas
cli-run = lance le bot
cli-audit = revérifie tout le livre
cli-db = la base de données
cli-upgrade = met la base au dernier schéma
cli-share = essaie une règle de partage sur le papier
cli-rule = la règle
cli-available = ce qu’il y a à partager
cli-week = la semaine, qui décide à qui revient un centime impair
cli-claims = un nom et ce qu’il demande
cli-usage = { $why } ; voir { $program } --help

run-no-platform = aucune messagerie n’est configurée : ajoute « telegram: » à la configuration (« semainier init » le fait pour toi)
lost-token = Telegram a refusé le jeton : recopie-le depuis @BotFather dans telegram.token
lost-reach = Telegram ne répond pas : vérifie telegram.api_url et le réseau
lost-database = la base de données n’est pas utilisable ({ $why }) : vérifie database.url et qu’elle tourne
db-upgraded = la base a le dernier schéma

audit-done =
    { $breaches ->
        [0] { $teams ->
            [one] { $teams } équipe vérifiée : tout va bien
           *[other] { $teams } équipes vérifiées : tout va bien
        }
        [one] { $breaches } écart
       *[other] { $breaches } écarts
    }
breach-close = { $team }, { $week } : son état et sa fermeture se contredisent
breach-stranger = { $team }, ligne { $row } du livre : elle ne vient d’aucune semaine fermée
breach-balance = { $team }, ligne { $row } du livre : sa somme n’est pas nulle
breach-chain = { $team }, ligne { $row } du livre : elle a été modifiée, ou une ligne avant elle
breach-award = { $team }, { $week }, membre { $member } : l’accord { $award } ne répond pas à la demande { $claim }
breach-unsettled = { $team }, { $week }, membre { $member } : une demande est restée sans accord
breach-total = { $team }, { $week } : les totaux de la fermeture ne sont pas les sommes de ses accords
breach-plan = { $team }, { $week } : le budget écrit au livre n’est pas celui du plan
breach-booked = { $team }, { $week }, membre { $member } : le livre ne dit pas ce qui a été accordé
breach-sent-twice = message { $key } : sa conversation l’a deux fois

config-extra = { $key } : cette clé n’existe pas
config-other = { $key } : { $why }
config-slot = { $key } : « { $said } » n’est pas un moment de la semaine ; écris par exemple « fri 16:00 »
config-timezone = { $key } : « { $said } » n’est pas un fuseau horaire ; écris par exemple « Europe/Paris »
config-one-of = { $key } : « { $said } » n’est pas parmi { $known }
config-url = { $key } : doit commencer par { $known }
config-token-needed = { $key } : il faut « token » ou « token_file » ; @BotFather donne le jeton
config-open-is-close = { $key } : « open » et « close » doivent être deux moments différents
config-too-fine = { $key }.{ $field } : plus de { $decimals } décimales
config-environment = une variable SEMAINIER_ de l’environnement est illisible ; les listes s’écrivent en JSON
config-missing = { $path } : ce fichier n’existe pas ; « semainier init » l’écrit
config-yaml = { $path }, ligne { $line } : ce n’est pas du YAML avec des clés comme « database: »
config-unreadable = { $path } : illisible
config-missing-secret = { $path } : ce fichier n’existe pas
config-open-secret = { $path } : d’autres peuvent lire ses secrets ; lance : chmod 600 { $path }
