# L’aide : où on est, qui demande, ce qui est ouvert.

help-private =
    { $now }
    { $several }

    { $declare }
    { $correct }
    <b>Voir</b> : /moi, /budget, /bilan, /historique, /versements, /projets, /tarifs, /regles, /charte, /journal, <code>/question Nom …</code>
    <b>Décider ensemble</b> : /cagnottes, /financer, /campagne, /demandes, /donner, /dons. Les unités ne s’envoient pas d’une personne à l’autre : une grande encyclopédie a essayé une telle monnaie, c’est devenu une monnaie de faveurs, et elle y a renoncé.
    <b>Moi</b> : /nom, /langue, /fuseau, /absence, /public, /fiche d’un versement, /lier un autre compte, /donnees que je garde sur toi, /oublier tout, /partir
    { $facilitator }
help-declare =
    <b>Déclarer</b> : un montant (<code>45</code>), des projets (<code>café 20, site 25</code>), du temps (<code>café 3h</code>), une note (<code>café 20 : service</code>). <code>0</code> est une vraie réponse.
    Ou : /pareil, /guider pas à pas, /passe, /retirer
help-correct = <b>Corriger</b> une semaine fermée : <code>/semaine 2026-W47 20</code>
help-facilitator =
    <b>Animer</b> : /ouvrir, /fermer, /rouvrir, /etat, /relancer, /plan, /recette, /depense, /don, /charges, /repartir, /campagne, /allouer, /commission, /versement, /paie, /contrats, /cotisations, /projet, /tarif, /membres, /inviter, /animateur, /exclure, /reglages, /exporter
help-several =
    { $count ->
        [one] Tu es dans { $count } équipe.
       *[other] Tu es dans { $count } équipes : réponds à la question d’une équipe, ou je te demande laquelle.
    }
help-open = <b>{ $team }</b> : la semaine { $week } est ouverte jusqu’à { $until }.
help-revising = <b>{ $team }</b> : on se met d’accord sur la semaine { $week }, jusqu’à { $until }.
help-closed = <b>{ $team }</b> : pas de tour ouvert. Prochaine question : { $next }.
help-charter = Avant de déclarer, il reste la charte à accepter : /charte.
help-away = Je te sais en absence : /retour quand tu reviens.
help-change = Pour changer, écris un autre montant ; /retirer pour reprendre.
help-agree = À toi : /garder, /prendre la part proposée, ou un montant plus bas.
help-draft = Ta déclaration pas à pas t’attend : /guider pour continuer.
help-question = Je t’ai posé une question : réponds <code>oui</code> ou <code>non</code>.
help-answer =
    { $count ->
        [one] Une question sur ta déclaration attend : <code>/repondre …</code>
       *[other] { $count } questions sur ta déclaration attendent : <code>/repondre …</code>
    }
help-group =
    { $now }
    Ici : /budget, /bilan, /historique, /projets, /cagnottes, /financer, /campagne, /demandes, /tarifs, /regles, /journal, <code>/question Nom …</code>
    { $facilitator }
    { $stranger }
    Pour déclarer, écris-moi en privé ; /aide là-bas te dit le reste.
help-group-facilitator = Animer, ici aussi : /ouvrir, /fermer, /etat, /relancer, /inviter, /reglages
help-stranger = Tu n’es pas encore dans l’équipe : demande l’invitation à la personne qui l’anime.
help-group-new = Ce groupe n’a pas encore d’équipe : un admin du groupe envoie /installer.
