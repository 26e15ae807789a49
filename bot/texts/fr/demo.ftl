# La démonstration, dans un terminal.

demo-title = Semainier : trois semaines dans une coopérative
demo-group = le groupe de La Ruche
demo-you = Tu joues { $name }. À ton tour, écris ce que tu veux : un montant, « café 20 », /aide ; une lettre pour un bouton. Entrée : l’histoire continue sans toi.
demo-others =
    { $count ->
        [one] … et en même temps, en privé, à { $names }.
       *[other] … et en même temps, en privé, à { $names }.
    }
demo-end = Fin des trois semaines. Tout est resté là, tu peux l’ouvrir :
demo-left-posts = les posts du groupe : { $file }
demo-left-chart = le graphique : { $file }
demo-left-book = le livre : { $file }
demo-audit =
    { $breaches ->
        [0] Le livre a été revérifié, ligne par ligne : tout est juste.
       *[other] Le livre a des écarts : { $breaches }.
    }
demo-next = Pour ta propre équipe : semainier init
demo-file-posts = posts.txt
demo-file-book = livre.csv
