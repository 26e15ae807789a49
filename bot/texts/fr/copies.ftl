# Copies de la base, et retour à une copie.

cli-backup = copie la base et le dossier Matrix dans un seul fichier, pendant que le bot tourne
cli-restore = remet la base et le dossier Matrix depuis une copie, sans rien renvoyer
cli-copy = le fichier de la copie
cli-force = remplace le fichier s’il existe déjà
backup-exists = { $path } existe déjà : choisis un autre nom, ou ajoute --force pour le remplacer
backup-over-itself = { $path } est la base elle-même : choisis un autre nom pour la copie
backup-nothing = { $path } n’existe pas encore : il n’y a rien à copier ; vérifie database.url
backup-unwritable = { $path } : impossible d’écrire ici ({ $why })
backed-up = Copie faite dans { $path } ({ $size } Kio{ $files ->
        [0] {""}
        [one] , avec { $files } fichier de Matrix
       *[other] , avec { $files } fichiers de Matrix
    }), lisible par toi seul·e. Elle contient tout : garde-la en lieu sûr.
copy-no-program = { $program } est introuvable : installe les outils clients de PostgreSQL (paquet postgresql-client)
copy-program-failed = { $program } a échoué : { $why }
restore-missing = { $path } : ce fichier n’existe pas
restore-altered = { $path } n’est pas une copie intacte de Semainier (tronquée ou modifiée) : rien n’a changé
restore-other-database = cette copie vient d’une base { $dialect } : donne à database.url une base du même genre
restore-running = le bot tourne encore sur cette base : arrête-le d’abord, puis recommence
restore-unwritable = impossible d’écrire à côté de la base ({ $why })
restored-from = La base est revenue à la copie du { $at } ({ $path }). Rien ne sera renvoyé ; « semainier run » rattrape le reste.
restore-kept = Ce qui a été remplacé est gardé dans { $path } : efface-le quand tout va bien.
lost-unfinished = le retour à une copie s’est arrêté en route, la base n’est pas prête : relance « semainier db restore FICHIER »
lost-in-use = Semainier tourne déjà sur cette base ({ $database }) : arrête l’autre d’abord
