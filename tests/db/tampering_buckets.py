"""A book in which all was lived that can be decided about money."""

from tests.peers.stage import Stage

VOTERS = ("Bob", "Chloé", "Dina")


async def live(stage: Stage) -> None:
    """Live two weeks with two campaigns, gifts, grants, donations and sums shared out."""
    await stage.joins(await stage.sets_up(), "Aïcha", *VOTERS)
    await _closed_week(stage)
    await _a_campaign(stage)
    await _a_costs_meeting(stage)
    await _grants(stage)
    await _what_started_ends(stage)
    assert await stage.audit() == []


async def facilitate(stage: Stage, *said: str) -> None:
    for one in said:
        await stage.says("Nadia", one)


async def _closed_week(stage: Stage) -> None:
    await facilitate(
        stage, "/reglages commons_share 10", "/projet add atelier", "/tarif atelier 12"
    )
    await stage.at("2026-11-27T16:00+01:00")
    for who, said in {"Aïcha": "atelier 3h", "Bob": "atelier 2h", "Chloé": "60"}.items():
        await stage.says(who, said)
    await stage.at("2026-11-29T20:00+01:00")


async def _a_campaign(stage: Stage) -> None:
    """One bucket is funded and starts, one is cancelled, one keeps what it has, one is an idea."""
    await stage.at("2026-11-30T10:00+01:00")
    await facilitate(stage, "/recette 500 surplus", "/don 100 Jeanne Martin public", "/don 50 Paul")
    for title in ("Four à pain 100 150", "Vélo 200", "Banc 50 80", "Lune 900"):
        await stage.says("Aïcha", f"/cagnotte add {title} : pour voir")
    for number in (1, 2, 3):
        await stage.says("Aïcha", f"/cagnotte soumettre {number}")
    await facilitate(stage, "/allouer 400 égal", "oui", "/allouer 3 égal commun", "oui")
    await facilitate(stage, "/campagne Noël 31/12 plafond 60 : pour toute l’équipe")
    await stage.later(hours=3)
    for who, said in (
        *(("Aïcha", "/financer 1 60"), ("Bob", "/financer 1 50"), ("Bob", "/financer 1 45")),
        *(("Chloé", "/financer 2 30"), ("Dina", "/financer 2 10"), ("Dina", "/financer 3 20")),
        *(("Aïcha", "/donner 2"), ("Chloé", "/donner 5 3")),
    ):
        await stage.says(who, said)
    await stage.later(hours=3)
    await facilitate(stage, "/cagnotte annuler 2", "oui")
    await stage.later(hours=3)
    await facilitate(stage, "/campagne clore", "oui")


async def _a_costs_meeting(stage: Stage) -> None:
    await stage.at("2026-12-01T10:00+01:00")
    await facilitate(stage, "/campagne couts loyer 30, thé 8", "/allouer 50 égal", "oui")
    await stage.later(hours=1)
    for who, said in {"Aïcha": "5 10", "Bob": "5 10", "Chloé": "5 10", "Dina": "6 3"}.items():
        await stage.says(who, f"/financer {said}")
    await stage.later(hours=1)
    await facilitate(stage, "/campagne clore", "oui")


async def _grants(stage: Stage) -> None:
    """One is granted, one refused, one taken back, one amended after a vote and still open."""
    await stage.at("2026-12-02T10:00+01:00")
    await facilitate(stage, "/reglages quorum 2", *(f"/commission add {who}" for who in VOTERS))
    for asked in ("40 livres : douze", "70 tables", "20 fleurs", "25 lampes"):
        await stage.says("Aïcha", f"/demande {asked}")
    await stage.says("Aïcha", "/demande retirer 3")
    for number, votes in ((1, ("oui", "non", "oui")), (2, ("non", "non")), (4, ("oui",))):
        for who, vote in zip(VOTERS, votes, strict=False):
            await stage.later(minutes=5)
            await stage.says(who, f"/voter {number} {vote} parce que")
    await stage.says("Aïcha", "/demande 4 24 moins cher")
    for how in ("heures", "tarifs", "déclaré", "égal"):
        await stage.later(minutes=5)
        await facilitate(stage, f"/repartir 30 {how}", "oui")


async def _what_started_ends(stage: Stage) -> None:
    """A declaration draws on the funded bucket, and what it leaves goes back to the funders."""
    await facilitate(stage, "/reglages leftovers funders")
    await stage.at("2026-12-04T16:00+01:00")
    for who, said in {"Aïcha": "four à pain 80", "Bob": "20", "Dina": "atelier 1h"}.items():
        await stage.says(who, said)
    await stage.at("2026-12-06T20:00+01:00")
    await stage.later(hours=1)
    await facilitate(stage, "/cagnotte terminer 1", "oui")
    await stage.says("Bob", "/semaine 2026-W48 atelier 1h")
