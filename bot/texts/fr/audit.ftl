# Une fermeture qui attend parce que le livre n’est pas juste.
close-waits = ⏳ { $team }, { $week } : la fermeture attend, le temps de vérifier le livre. Tu peux continuer à déclarer ; la semaine se fermera toute seule.
book-broken =
    ⚠️ { $team }, { $week } : je n’ai pas fermé, car le livre ne dit plus ce qui a été décidé.
    { $breaches }
    La personne qui fait tourner le bot voit tout avec semainier audit, et peut remettre la dernière bonne copie. Tout le monde peut continuer à déclarer ; je réessaie chaque heure, et je fermerai dès que le livre sera juste.
book-broken-more =
    { $count ->
        [one] …et encore { $count } écart
       *[other] …et encore { $count } écarts
    }
