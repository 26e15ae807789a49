# Ce que semainier audit dit des cagnottes, des demandes, des dons et des partages.
breach-bucket-row = { $team }, ligne { $row } du livre ({ $kind }) : elle ne déplace pas ce qui pouvait l’être à ce moment-là
breach-bucket = { $team }, cagnotte { $number } : { $what ->
        [place] son numéro n’est pas le sien
        [title] son titre n’est pas celui sous lequel on la cherche
        [kind] elle n’est ni une charge d’une campagne, ni une demande accordée, ni une simple cagnotte
        [goal] ce qu’elle contient ne tient pas dans son objectif
        [dates] ses dates, ou ce qui reste dans son projet, ne sont pas ce que dit le livre
       *[state] le livre ne dit pas qu’elle en est là
    }
breach-campaign = { $team }, campagne { $number } : { $what ->
        [place] son numéro n’est pas le sien
        [kind] elle n’est ni pour des cagnottes, ni pour des charges
       *[dates] ses dates ne sont pas possibles
    }
breach-grant = { $team }, demande { $number } : { $what ->
        [place] son numéro n’est pas le sien
        [money] ce qui est accordé n’est pas ce que dit le livre
        [dates] ses dates ne sont pas celles de ses votes
       *[votes] ses votes ne décident pas ça
    }
breach-donation = { $team }, ligne { $row } du livre : un don qui n’est pas une recette, ou qui ne nomme pas qui il devrait
breach-share = { $team }, ligne { $row } du livre : le partage ne suit pas de ce qui était déclaré alors
