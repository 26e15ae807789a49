# Comment les messages arrivent au bot, et ce qui met fin à son programme.

lost-stuck = une partie du bot s’est bloquée et n’a pas pu repartir ({ $part }) : relance-le ; son journal en dit plus
lost-telegram-conflict = un autre programme prend les messages de ce bot Telegram : arrête l’autre, ou demande un nouveau jeton à @BotFather (/revoke)
lost-telegram-listen = impossible d’écouter Telegram sur { $listen } ({ $why }) : vérifie telegram.webhook.listen
lost-telegram-webhook = Telegram refuse le webhook { $url } ({ $why }) : vérifie telegram.webhook.url

config-webhook-url = { $key } : il faut une adresse comme « https://bot.example.org/telegram », sans rien après le chemin
config-webhook-listen = { $key } : il faut une adresse et un port, comme « 127.0.0.1:8443 »
config-webhook-secret = { $key } : il faut de 1 à 256 lettres, chiffres, « _ » et « - » ; tu peux en faire un avec « openssl rand -hex 32 »
