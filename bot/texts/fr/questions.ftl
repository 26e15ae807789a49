# Les questions sur une déclaration : posées gentiment, répondues par la personne, vues ensemble.

question-asked = C’est transmis, { $asker } : je pose ta question à { $name } en privé. Sa réponse arrivera dans le groupe, avec ta question.
question-told =
    { $name }, { $asker } te pose une question sur ta semaine { $week } ({ $week-dates }){ $claim } :
    « { $words } »
    Écris <code>/repondre</code> et tes mots, ou choisis ci-dessous. L’équipe verra la question et ta réponse ensemble.
question-claim = , { $claim } déclarés
button-question-keep = Je garde
button-question-correct = Je corrige
question-correct =
    { $open ->
        [yes] D’accord : écris simplement le bon montant, par exemple <code>45</code>.
       *[no] D’accord : écris la semaine et le bon montant, par exemple <code>/semaine { $week } 45</code>.
    } Ensuite, <code>/repondre</code> et un mot à l’équipe.
question-thanks = Merci { $name } ! Ta réponse est dans le groupe, avec la question.
question-shown =
    { $asker } à { $name }, sur sa semaine { $week } ({ $week-dates }){ $claim } :
    « { $words } »
    { $answer }
question-kept = { $name } garde sa déclaration.
question-said = { $name } répond : « { $answer } »

questions-waiting =
    { $count ->
        [one] Question en attente de réponse :
       *[other] Questions en attente de réponse :
    }
    { $questions }
question-waiting-row = • { $asker } à { $name } : « { $words } »

refusal-usage-question = Écris un nom, puis ta question : <code>/question Aïcha tu avais fait quoi au café ?</code>
refusal-usage-answer = Écris <code>/repondre</code>, puis ta réponse : <code>/repondre deux services en plus, samedi</code>.
refusal-question-whom =
    { $count ->
        [0] Il n’y a encore personne à qui poser une question.
       *[other] Commence par un nom, puis ta question. Dans l’équipe, il y a { $names }.
    }
refusal-question-which = Plusieurs noms commencent ainsi : { $names }. Écris le nom entier, puis ta question.
refusal-question-left = { $name } n’est plus dans l’équipe : on ne peut plus lui poser de question ici.
refusal-question-yourself = C’est ta propre déclaration : pour la corriger, /semaine ; pour la voir, /moi.
refusal-question-nothing = { $name } n’a encore rien déclaré : il n’y a rien à demander pour l’instant.
refusal-question-unreachable = Je ne peux pas écrire à { $name } : il lui faut d’abord m’envoyer /start en privé.
refusal-question-many = Tu as déjà { $most } questions qui attendent une réponse. Laissons d’abord le temps d’y répondre.
refusal-question-crowd = { $name } a déjà { $most } questions à lire. Laissons-lui d’abord le temps d’y répondre.
refusal-question-too-long = C’est trop long pour se lire sur un téléphone : { $most } caractères au plus.
refusal-question-none = Personne n’attend de réponse de ta part.
refusal-question-answered = Tu as déjà répondu à cette question : l’équipe a vu ta réponse.

command-question = Poser une question sur une déclaration
