# How updates reach the bot, and what ends its process.

lost-stuck = part of the bot got stuck and could not be started again ({ $part }): start it again; its log says more
lost-telegram-conflict = another process takes the messages of this Telegram bot: stop the other one, or take a new token from @BotFather (/revoke)
lost-telegram-listen = cannot listen for Telegram at { $listen } ({ $why }): check telegram.webhook.listen
lost-telegram-webhook = Telegram refuses the webhook { $url } ({ $why }): check telegram.webhook.url

config-webhook-url = { $key }: an address like “https://bot.example.org/telegram” is expected, with nothing after the path
config-webhook-listen = { $key }: an address and a port are expected, like “127.0.0.1:8443”
config-webhook-secret = { $key }: 1 to 256 letters, digits, “_” and “-” are expected; make one with “openssl rand -hex 32”
