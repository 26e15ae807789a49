# La ligne de commande.

cli-about = Semainier demande chaque semaine à chaque membre d’une équipe ce que valait sa contribution, compare la somme à un budget virtuel et poste le bilan.
cli-title = commandes
cli-arguments = arguments
cli-options = options
cli-help = affiche cette aide
cli-format = « table », ou « json » pour un programme
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
cli-plan = le plan d’une équipe
cli-simulate = le plan jusqu’à sa fin, sous chaque règle
cli-team = le nom de l’équipe
cli-team-unknown = { $count ->
        [0] { $said } : il n’y a encore aucune équipe
       *[other] { $said } : je ne connais pas cette équipe ; il y a { $known }
    }
cli-team-twice = { $said } : plusieurs équipes s’appellent ainsi ; renomme l’une d’elles
cli-export = écrit le livre et les semaines d’une équipe en fichiers
cli-export-format = le format des fichiers
cli-out = le dossier où écrire ; ce qui y porte le même nom est remplacé
cli-names = les noms des membres : tous (all), ceux qui l’ont accepté (agreed, par défaut) ou aucun (none) ; les autres sont des numéros
cli-bom = commence les CSV par la marque (BOM) que veulent les vieux tableurs
export-written = écrit : { $path }
export-unwritable = { $path } : impossible d’écrire ici ({ $why }) ; choisis un autre dossier avec --out
cli-share = essaie une règle de partage sur le papier
cli-rule = la règle
cli-available = ce qu’il y a à partager
cli-fallback = la règle qui partage quand « as_declared » ou « agree » ne suffit pas (par défaut : proportional)
cli-max-deficit = avec « as_declared », le découvert permis avant de partager (par défaut : 0)
cli-week = la semaine, qui décide à qui revient un centime impair
cli-claims = un nom et ce qu’il demande
cli-unknown-option = { $said } : je ne connais pas cette option ; voir { $program } --help
cli-command-needed = il manque une commande, parmi { $known } ; voir { $program } --help
cli-missing = il manque { $said } ; voir { $program } --help
cli-unknown-command = { $said } : je ne connais pas cette commande ; il y a { $known }
cli-value-needed = { $said } : il manque sa valeur ; voir { $program } --help
cli-value-wrong = { $said } : cette valeur ne va pas ; voir { $program } --help

init-hello = Quelques questions, puis j’écris { $path }. Entrée garde ce qui est proposé.
init-overwrite = { $path } existe déjà. Le remplacer ? (oui / non)
init-kept = Rien n’a changé : { $path } reste comme il était.
init-token = Le jeton de ton bot Telegram, donné par @BotFather (Entrée : pas de Telegram, mais Matrix) :
init-homeserver = L’adresse de ton serveur Matrix, comme https://matrix.exemple.org :
init-user-id = Le compte du bot là-bas, comme @semainier:exemple.org :
init-password = Son mot de passe, utilisé une seule fois :
init-database = La base de données [{ $default }] :
init-language = La langue de l’équipe, fr ou en [{ $default }] :
init-timezone = Son fuseau horaire [{ $default }] :
init-unit = Le nom de son unité virtuelle [{ $default }] :
init-weekly = Son budget par semaine [{ $default }] :
init-open = Quand poser la question [{ $default }] :
init-close = Quand fermer le tour [{ $default }] :
init-stopped = arrêté avant la fin : rien n’a été écrit
init-unwritable = { $path } : impossible d’écrire ici ({ $why })
init-written =
    C’est écrit dans { $path }, lisible par toi et personne d’autre.
    Ensuite : « semainier check » vérifie que tout marche, « semainier run » lance le bot.

check-works = ✓ { $line }
check-fails = ✗ { $line }
check-config = configuration : lue
check-database = base de données : au dernier schéma
check-database-old = base de données : atteinte ; « semainier run » ou « semainier db upgrade » la met à jour
check-database-new = base de données : { $file } sera créé au premier lancement
check-no-folder = base de données : le dossier { $folder } n’existe pas ; crée-le ou change database.url
check-open-file = base de données : d’autres peuvent lire { $file } ; lance : chmod 600 { $file }
check-telegram = Telegram : je suis { $name }
check-matrix = Matrix : je suis { $name }
check-matrix-new = Matrix : un appareil sera créé dans { $store } au premier lancement
lost-matrix-reach = Matrix ne répond pas à { $homeserver } : vérifie matrix.homeserver et le réseau
lost-matrix-password = Matrix a refusé le mot de passe de { $user } : vérifie matrix.user_id et matrix.password
lost-matrix-no-password = Matrix : pas encore d’appareil dans { $store } ; donne matrix.password une fois, ou remets le dossier en place (matrix.store)
lost-matrix-token = Matrix ne reconnaît plus l’appareil gardé dans { $store } : déplace ce dossier, donne matrix.password et relance pour en créer un nouveau
lost-matrix-access-token = Matrix : ce jeton d’accès n’est pas celui de { $user } ; vérifie matrix.access_token_file
lost-matrix-other-account = Matrix : { $store } appartient à { $user } ; change matrix.store ou matrix.user_id
lost-matrix-store = Matrix : impossible d’écrire dans { $store } ; vérifie matrix.store et ses droits
lost-matrix-keys-lost = Matrix : les clés de chiffrement manquent dans { $store } ; restaure ce dossier, sinon « semainier run » créera un nouvel appareil
lost-matrix-skew = Matrix : l’horloge de cette machine et celle du serveur diffèrent de { $seconds } secondes ; mets-la à l’heure (NTP)
lost-schema = la base vient d’une version plus récente de Semainier (schéma { $revision }) : mets le programme à jour

simulate-title = { $team } : les { $weeks ->
        [one] { $weeks } semaine qui reste
       *[other] { $weeks } semaines qui restent
    } au plan, avec les demandes des { $rounds ->
        [one] { $rounds } dernier tour
       *[other] { $rounds } derniers tours
    } (demandé : { $claimed })
simulate-rule = règle
simulate-granted = accordé
simulate-end = à la fin
simulate-lowest = au plus bas
simulate-short = semaines partagées
simulate-worst = la pire
simulate-out = à sec
simulate-never = jamais

share-name = nom
share-claim = demandé
share-award = accordé
share-reason = pourquoi
share-left = Reste : { $left }
reason-in-full = en entier
reason-proportion = la même part pour tout le monde
reason-ceiling = le même plafond pour tout le monde
reason-same-cut = la demande, moins la baisse commune
reason-cut-whole = rien : la demande ne dépasse pas la baisse commune
reason-half = la moitié de la demande
reason-odd-cent = ce que donne la règle, et un centime qui restait
reason-nothing-left = il n’y a rien à partager
refusal-claim-form = « { $said } » : une demande s’écrit comme aicha=100
refusal-claim-amount = « { $said } » n’est pas un montant ; écris par exemple 100 ou 100,50
refusal-claim-too-large = « { $said } », c’est trop grand : au plus { $most }
refusal-claimant-twice = { $name } est là deux fois : donne à chaque personne un nom à elle

run-no-platform = aucune messagerie n’est configurée : ajoute « telegram: » ou « matrix: » à la configuration (« semainier init » le fait pour toi)
lost-telegram-token = Telegram a refusé le jeton : recopie-le depuis @BotFather dans telegram.token
lost-telegram-reach = Telegram ne répond pas : vérifie telegram.api_url et le réseau
lost-no-database = la base de données { $path } n’existe pas encore : vérifie database.url, ou lance « semainier run »
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
breach-booked = { $team }, { $week } : le livre ne dit pas ce que la fermeture a décidé ({ $kind } : { $accounts })
breach-draws = { $team }, { $week } : ce que les enveloppes ont donné n’est pas ce qui leur était demandé
breach-correction = { $team }, { $week }, membre { $member } : la correction { $number } ne suit pas de ce qui était déclaré, ou le livre ne la dit pas
breach-envelope = { $team }, projet { $project } : son enveloppe n’est pas ce que le livre a mis de côté
breach-movement = { $team }, ligne { $row } du livre : une recette ou une dépense qui n’en est pas une, ou sans ses mots
breach-raised = { $team }, { $week }, membre { $member } : sa demande a augmenté pendant que l’équipe se mettait d’accord
breach-rule = { $team }, { $week } : les accords ne sont pas ceux que donne la règle
breach-carried = { $team }, { $week } : le report ou la tête du livre ne sont pas ceux du livre
breach-lines = { $team }, { $week }, membre { $member } : le total de la déclaration n’est pas la somme de ses lignes
breach-posting = { $team }, ligne { $row } du livre, compte { $account } : une écriture est sans sa ligne, ou n’est pas à sa place
breach-revision = { $team }, { $week }, membre { $member } : la version { $number } de la déclaration manque, ou ce n’est pas elle qui compte
breach-unread = { $team }, table { $table } : elle contient ce qu’aucune version de Semainier n’a écrit
breach-orphan = table { $table } : une ligne renvoie à ce qui n’est pas dans { $parent }
breach-head = le message { $key } montrait { $head } comme tête du livre : aucun livre ne l’a plus
breach-sent-twice = message { $key } : sa conversation l’a deux fois

config-extra = { $key } : cette clé n’existe pas
config-token-form = { $key } : un jeton ressemble à « 123456:ABC » ; recopie celui de @BotFather
config-number = { $key } : il faut un nombre{ $bound }
config-ge = { " " }d’au moins { $bound }
config-le = { " " }d’au plus { $bound }
config-bool = { $key } : il faut true ou false
config-mapping = { $key } : il faut des clés en dessous, comme dans config.example.yaml
config-list = { $key } : il faut une liste, comme dans config.example.yaml
config-missing-key = { $key } : il manque
config-other = { $key } : cette valeur ne va pas ; regarde config.example.yaml
config-slot = { $key } : « { $said } » n’est pas un moment de la semaine ; écris par exemple « fri 16:00 »
config-timezone = { $key } : « { $said } » n’est pas un fuseau horaire ; écris par exemple « Europe/Paris »
config-one-of = { $key } : « { $said } » n’est pas parmi { $known }
config-url-option = { $key } : l’option « { $said } » après le « ? » n’existe pas pour cette base : retire-la
config-url = { $key } : doit commencer par { $known }
config-homeserver-form = { $key } : une adresse comme https://matrix.exemple.org
config-matrix-id-form = { $key } : un identifiant comme @semainier:exemple.org
config-token-needed = { $key } : il faut « token » ou « token_file » ; @BotFather donne le jeton
config-open-is-close = { $key } : « open » et « close » doivent être deux moments différents
config-unit-name = { $key } : un nom court (16 caractères au plus), sans chiffre, par exemple « K »
config-too-fine = { $key }.{ $field } : plus de { $decimals } décimales
config-environment = une variable SEMAINIER_ de l’environnement est illisible ; écris-la comme dans config.yaml, par exemple [sat 18:00, sun 12:00]
config-missing = { $path } : ce fichier n’existe pas ; « semainier init » l’écrit
config-yaml = { $path }, ligne { $line } : ce n’est pas du YAML avec des clés comme « database: »
config-unreadable = { $path } : illisible
config-missing-secret = { $path } : ce fichier n’existe pas
config-empty-secret = { $path } : il est vide ; mets-y le secret, et rien d’autre
config-open-secret = { $path } : d’autres peuvent lire ses secrets ; lance : chmod 600 { $path }
