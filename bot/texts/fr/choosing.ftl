# Choisir un réglage : ce que fait chaque valeur.

setting =
    <code>{ $key }</code> : { $effect }.
    Maintenant : { $value }
    { $values }
    { $choice ->
        [listed] Choisis, ou écris <code>/reglages { $key } …</code> avec la valeur.
        [usual] Choisis, ou écris-en une autre : <code>/reglages { $key } …</code>
       *[free] Pour changer : <code>/reglages { $key } …</code> avec la valeur.
    }
button-setting = { $key }
button-value = { $value ->
        [yes] Oui
        [no] Non
        [none] Aucun
       *[other] { $value }
    }
value-rule-as-declared = • <code>{ $value }</code> — tout est accordé tant que le budget, découvert compris, suffit ; au-delà, <code>fallback</code>
value-rule-proportional = • <code>{ $value }</code> — chaque personne reçoit la même part de sa demande
value-rule-equal-awards = • <code>{ $value }</code> — le même plafond pour tout le monde
value-rule-equal-losses = • <code>{ $value }</code> — la même baisse pour tout le monde
value-rule-talmud = • <code>{ $value }</code> — le plafond d’abord, puis la même perte : personne sous la moitié si possible
value-rule-agree = • <code>{ $value }</code> — on se met d’accord, puis <code>fallback</code> pour ce qui manque encore
value-fallback-proportional = • <code>{ $value }</code> — chaque personne reçoit la même part de sa demande
value-fallback-equal-awards = • <code>{ $value }</code> — le même plafond pour tout le monde
value-fallback-equal-losses = • <code>{ $value }</code> — la même baisse pour tout le monde
value-fallback-talmud = • <code>{ $value }</code> — le plafond d’abord, puis la même perte : personne sous la moitié si possible
value-cadence-weekly = • <code>{ $value }</code> — chaque semaine
value-cadence-two-weeks = • <code>{ $value }</code> — toutes les deux semaines
value-cadence-monthly = • <code>{ $value }</code> — une fois par mois
value-carry-over-yes = • <code>{ $value }</code> — ce qui reste s’ajoute à la semaine suivante
value-carry-over-no = • <code>{ $value }</code> — ce qui reste retourne au plan
value-raise-cap-yes = • <code>{ $value }</code> — une demande ne bondit pas d’une semaine à l’autre (/regles dit jusqu’où)
value-raise-cap-no = • <code>{ $value }</code> — chaque personne demande ce qu’elle veut
value-private-until-close-yes = • <code>{ $value }</code> — avant la fermeture, personne ne voit un montant ni un total
value-private-until-close-no = • <code>{ $value }</code> — le total, au moins, se voit avant la fermeture
value-running-total-yes = • <code>{ $value }</code> — la question montre le total déclaré jusque-là
value-running-total-no = • <code>{ $value }</code> — la question ne le montre pas
value-show-amounts-yes = • <code>{ $value }</code> — l’animation voit dans /etat qui a déclaré combien
value-show-amounts-no = • <code>{ $value }</code> — /etat dit seulement qui a répondu
value-language-fr = • <code>{ $value }</code> — français
value-language-en = • <code>{ $value }</code> — anglais
