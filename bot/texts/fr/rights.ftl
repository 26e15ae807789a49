# Tes données : les avoir, les faire effacer, être nommé·e ou non.

my-data = Voici tout ce que je garde sur toi : un fichier complet, et tes semaines dans un tableau. Ce que je t’ai écrit, tu l’as déjà ici. Pour tout faire effacer : /oublier
refusal-no-data = Je ne garde rien sur toi : on ne se connaît pas encore.

ask-forget =
    Tu veux que je t’oublie ? C’est définitif, dans toutes tes équipes.
    <b>Ce qui s’en va, tout de suite</b> : ton nom, tes comptes, tes notes, tes questions, tes absences et contrats, et tous tes messages chez moi.
    <b>Ce qui reste</b> : tes montants, sous un numéro, sans ton nom ; les comptes de l’équipe en ont besoin.
    Ce qui a déjà été posté dans un groupe, ou noté par d’autres, je ne peux pas l’enlever.
    { $balances }
    Pour garder une copie avant : /donnees
forget-balance = ⚠️ Dans { $team }, il te reste { $amount } : sans nom, personne ne pourra te les verser.
button-forget = Oui, oublie-moi
forgotten = C’est fait : je t’ai oublié·e. Il ne me reste que des montants, sans ton nom. Merci, et bonne route ! Ce message est le dernier ; si tu reviens un jour par une invitation, on fera connaissance.
member-forgotten = Une personne de { $team } a demandé à être oubliée. Ses montants restent au livre, sous { $number }.
refusal-forget-facilitator = Tu animes { $team } sans personne d’autre : passe d’abord le relais, par exemple /animateur add { $name }, puis redis /oublier

public-shown = { $public ->
        [yes] { $name }, ton nom peut apparaître dans ce que { $team } montre au-dehors. Pour n’être que { $number } : /public non
       *[no] { $name }, au-dehors de { $team } tu es { $number }, sans ton nom. Pour que ton nom apparaisse : /public oui
    }
public-set = { $public ->
        [yes] C’est noté : ton nom pourra apparaître dans ce que { $team } montre au-dehors. Tu peux changer d’avis : /public non
       *[no] C’est noté : au-dehors de { $team }, tu es { $number }, sans ton nom.
    }
refusal-usage-public = Dis-moi « oui » ou « non », par exemple : /public oui

restored = ⚠️ La base a été remise depuis la copie du { $at }. Ce qui s’est dit entre-temps est peut-être perdu, et je n’ai rien renvoyé. /etat dit qui a répondu, /relancer redemande aux autres.

data-week = semaine
data-team = équipe
data-answer = réponse
data-claimed = demandé
data-granted = accordé
data-project = projet
data-amount = montant
data-hours = heures
data-note = note
data-answer-declared = déclaré
data-answer-skipped = passé
data-answer-withdrawn = retiré
data-file = mes-donnees
data-weeks-file = mes-semaines
