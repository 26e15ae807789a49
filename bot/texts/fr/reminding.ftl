# Qui une relance à la main laisse tranquille.

reminded-quiet = En heures calmes, donc pas de relance maintenant : { $names }.
reminded-just = Relance envoyée il y a moins de dix minutes, donc rien de plus pour l’instant : { $names }.
