# Arriver dans une équipe : la charte, ce qui est privé, le nom, les choses qu’on demande deux fois.

what-is-private =
    <b>Privé</b> : notre conversation, je ne la montre à personne.{ $before ->
        [nothing] { " " }Avant la fermeture, personne d’autre que toi ne voit un montant.
        [amounts] { " " }Avant la fermeture, l’animation voit aussi ton montant.
       *[total] { " " }Avant la fermeture, l’équipe ne voit que le total.
    }
    <b>Visible de toute l’équipe</b> : à la fermeture, ton nom, ce que tu demandes et ce qui t’est accordé.

## La charte

charter-join =
    La charte de <b>{ $team }</b> :
    { $charter }

    À accepter avant ta première déclaration : choisis « J’accepte » ou écris /accepter.
charter-first =
    { $changed ->
        [yes] La charte de <b>{ $team }</b> a changé depuis que tu l’as acceptée. La voici :
       *[no] Juste avant, la charte de <b>{ $team }</b> :
    }
    { $charter }

    Accepte-la et ta déclaration est notée aussitôt : « J’accepte », ou /accepter. (oui / non)
charter =
    <b>{ $team }</b> — la charte
    { $charter }
    { $state ->
        [waiting] Pour l’accepter : « J’accepte », ou /accepter.
        [accepted] Tu l’as acceptée.
       *[shown] { "" }
    }
charter-accepted = Merci { $name }, c’est accepté. /charte te remontre la charte de { $team }.
command-charter = La charte de l’équipe
button-accept = J’accepte
button-later = Plus tard
refusal-charter-none = { $team } n’a pas de charte : rien à accepter.
refusal-charter-accepted = Tu l’as déjà acceptée. /charte te la remontre.
refusal-charter-late = Ce tour s’est fermé entre-temps : ton montant n’a pas été noté.
refusal-charter-too-long = Cette charte fait { $length } caractères ; j’en garde au plus { $most }.
setting-charter = la charte que chaque membre accepte avant de déclarer (« - » : aucune)

## Le nom

command-name = Changer le nom sous lequel on me voit
name-set = D’accord, tu es maintenant { $name } dans <b>{ $team }</b>.
refusal-name-taken = « { $name } », c’est déjà quelqu’un dans { $team }. Ajoute une initiale, par exemple.
refusal-usage-name = Écris <code>/nom Prénom</code>.

## Demander deux fois

ask-remove = Exclure { $name } de <b>{ $team }</b> ? Ses semaines passées restent dans le livre, et l’invitation change. (oui / non)
ask-role = { $name } n’animera plus <b>{ $team }</b>. Tu confirmes ? (oui / non)
