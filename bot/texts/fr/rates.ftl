# Les tarifs indicatifs, et les noms qu’on écrit presque bien.

rates =
    <b>{ $team }</b> — les tarifs, à titre indicatif
    { $rates }
rates-none = Aucun pour l’instant. Une personne qui anime peut écrire <code>/tarif base 12</code> ou <code>/tarif café 12</code>.
rates-base = De base : { $rate } de l’heure, avec ou sans projet.
rates-projects =
    Par projet, de l’heure :
    { $rates }
rates-project-row = • { $name } : { $rate }
rates-supplements =
    En plus, de l’heure :
    { $rates }
rates-supplement-row = • { $name } : + { $rate }
rates-units =
    Au temps passé :
    { $rates }
    Tu peux écrire <code>1 { $name }</code> ou <code>1/2 { $name }</code>.
rates-unit-row = • { $name } : { $rate }

rate-set =
    { $kind ->
        [base] Tarif de base : { $rate } de l’heure, à titre indicatif, là où un projet n’a pas le sien.
        [supplement] { $name } : { $rate } de plus par heure, à titre indicatif. /tarifs le montre à tout le monde.
        [unit] { $name } : { $rate }, à titre indicatif. On peut maintenant écrire <code>1 { $name }</code> ou <code>1/2 { $name }</code>.
       *[project] { $name } : { $rate } de l’heure, à titre indicatif.
    }
rate-ended =
    { $kind ->
        [base] Plus de tarif de base.
        [supplement] { $name } : plus de supplément.
        [unit] { $name } : plus de valeur. On écrit de nouveau des montants ou des heures.
       *[project] { $name } : plus de tarif à lui.
    }
rate-base-name = base

refusal-rate-unknown = Je n’ai pas de tarif « { $said } ». /tarifs donne la liste.
refusal-rate-name = Il me faut un nom sans chiffre, par exemple <code>/tarif + nuit 3</code> ou <code>/tarif unité journée 84</code>.
refusal-rate-unit-name = « { $said } » veut déjà dire autre chose, ou c’est trop long. Choisis un ou deux mots, par exemple <code>/tarif unité journée 84</code>.

## Compter en journées

refusal-time-unit-unknown = Ton équipe n’a pas donné de valeur à « { $label } ». Écris le montant, ou des heures : <code>café 3h</code>.
refusal-time-unit-uneven = Avec { $value } pour { $label }, ça ne tombe pas juste. Écris plutôt le montant.

## Un nom de projet qui peut en être plusieurs

ask-which-project =
    Je préfère demander : de quel projet parles-tu ?
    { $standing }
button-project-amount = { $project } : { $amount }
button-new-project-amount = Nouveau projet { $project } : { $amount }
refusal-lines-which-projects = Plusieurs noms peuvent vouloir dire plusieurs projets. Écris-les en entier : /projets donne la liste.
