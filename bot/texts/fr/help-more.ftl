# L’aide pas à pas, les notes, et pour qui n’est plus là ; les menus.

help-note = Ajouter une note : <code>/note service du samedi</code>
help-note-waits = J’attends les mots de ta note : écris-les.
help-cancel = Pour laisser tomber : /annuler.
help-not-asked = Tu n’avais rien demandé cette semaine : il n’y a rien à faire pour toi.
help-former = Tu n’es plus dans une équipe ; tes semaines passées restent dans le livre. Pour revenir, ouvre l’invitation de ton équipe. Tu peux encore : /langue, /lier un autre compte, /donnees que je garde sur toi, /oublier tout.
help-left = Tu n’es plus dans l’équipe. Pour revenir, demande l’invitation à la personne qui l’anime.

command-guide = Déclarer pas à pas
command-note = Ajouter une note à ma déclaration
command-cancel = Arrêter ce que je déclarais pas à pas
command-away = Dire que je m’absente
command-back = Dire que je suis de retour
