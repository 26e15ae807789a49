# Une semaine à 0, là où l’équipe a un mot pour ça.

history-volunteers = , { $word } : { $count }
