"""What the JSON says of campaigns, buckets, grants and donations: what chat says, and no more."""

import json
from typing import Any

import pytest

from core.db.store import Store
from tests.peers.stage import Stage

NADIA, AICHA, BOB, CHLOE, DINA = range(1, 6)
QUIET = "Paul Durand"
"""Gave without wanting to be named."""


@pytest.fixture
async def stage(store: Store) -> Stage:
    """A team with money in the pool, an oven and a bike to fund, and 100 each to do it with."""
    stage = Stage(store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob", "Chloé", "Dina")
    for who, said in (
        ("Nadia", "/don 500 Jeanne Martin public"),
        ("Nadia", f"/don 250 {QUIET}"),
        ("Nadia", "/recette 450 vide-grenier"),
        ("Aïcha", "/cagnotte add Four 120 150 : du pain le mercredi"),
        ("Aïcha", "/cagnotte 1 ligne briques 80"),
        ("Aïcha", "/cagnotte 1 avec Bob"),
        ("Aïcha", "/cagnotte soumettre 1"),
        ("Bob", "/cagnotte add Vélo 300"),
        ("Bob", "/cagnotte soumettre 2"),
        ("Nadia", "/allouer 400 égal"),
        ("Nadia", "oui"),
    ):
        await stage.says(who, said)
    return stage


async def says(stage: Stage, who: str, said: str) -> str:
    (answer,) = await stage.says(who, said)
    return answer.replace("\u00a0", " ")


async def exported(stage: Stage) -> dict[str, Any]:
    await stage.says("Nadia", "/exporter json")
    (_, file) = stage.platform.pictures[-1]
    shape: dict[str, Any] = json.loads(file.content)
    return shape


def funded(shape: dict[str, Any]) -> list[tuple[str | None, str | None, dict[int, str] | None]]:
    """What each bucket holds, what its project has left, and who put in how much."""
    return [(one["holds"], one["left"], by_member(one["fundings"])) for one in shape["buckets"]]


def by_member(fundings: list[dict[str, Any]] | None) -> dict[int, str] | None:
    return None if fundings is None else {one["member"]: one["amount"] for one in fundings}


def left(shape: dict[str, Any]) -> dict[int, str | None]:
    return {one["member"]: one["left"] for one in shape["allocations"]}


async def test_a_campaign_is_there_with_its_buckets_and_who_funded_what(stage: Stage) -> None:
    await stage.says("Nadia", "/campagne Hiver 30/11 plafond 90 : ce qui réchauffe")
    for who, said in (("Aïcha", "1 80"), ("Bob", "1 50"), ("Chloé", "2 30"), ("Aïcha", "1 70")):
        await stage.says(who, f"/financer {said}")
    shape = await exported(stage)
    assert funded(shape) == [
        ("120.00", None, {AICHA: "70.00", BOB: "50.00"}),
        ("30.00", None, {CHLOE: "30.00"}),
    ]
    assert "Aïcha 70,00 K et Bob 50,00 K" in await says(stage, "Dina", "/cagnotte 1")
    assert left(shape) == {AICHA: "30.00", BOB: "50.00", CHLOE: "70.00", DINA: "100.00"}
    assert "70,00 K" in await says(stage, "Chloé", "/moi")
    four = shape["buckets"][0]
    assert (
        four
        | {
            "title": "Four",
            "description": "du pain le mercredi",
            "minimum": "120.00",
            "maximum": "150.00",
            "state": "open",
            "proposer": AICHA,
            "carriers": [BOB],
            "lines": [{"label": "briques", "amount": "80.00"}],
        }
        == four
    )

    await stage.at("2026-12-01T00:00+01:00")
    shape = await exported(stage)
    (campaign,) = shape["campaigns"]
    assert (
        campaign
        | {
            "number": 1,
            "kind": "buckets",
            "title": "Hiver",
            "guidelines": "ce qui réchauffe",
            "cap": "90.00",
            "hidden": False,
            "opened_at": "2026-11-24T09:00:00+00:00",
            "closes_at": "2026-11-30T23:00:00+00:00",
            "closed_at": "2026-11-30T23:00:00+00:00",
        }
        == campaign
    )
    assert funded(shape) == [
        ("0.00", "120.00", {AICHA: "70.00", BOB: "50.00"}),
        ("30.00", None, {CHLOE: "30.00"}),
    ]
    assert [one["state"] for one in shape["buckets"]] == ["started", "open"]
    assert left(shape) == dict.fromkeys((AICHA, BOB, CHLOE, DINA), "0.00")
    chloe = next(one for one in shape["allocations"] if one["member"] == CHLOE)
    assert [one["amount"] for one in chloe["given"]] == ["100.00", "-70.00"]


async def test_what_a_hidden_campaign_hides_is_told_once_it_closed(stage: Stage) -> None:
    await stage.says("Nadia", "/campagne Hiver 30/11 cachée")
    await stage.says("Aïcha", "/financer 1 80")
    shape = await exported(stage)
    assert funded(shape) == [(None, None, None)] * 2
    assert left(shape) == dict.fromkeys((AICHA, BOB, CHLOE, DINA))
    await stage.says("Bob", "/financer 1 50")
    await stage.says("Aïcha", "/cagnotte démarrer 1")
    shape = await exported(stage)
    assert funded(shape) == [("0.00", "130.00", None), (None, None, None)], "it was said in all"
    await stage.says("Nadia", "/campagne clore")
    await stage.says("Nadia", "oui")
    shape = await exported(stage)
    assert funded(shape)[0] == ("0.00", "130.00", {AICHA: "80.00", BOB: "50.00"})
    assert left(shape)[AICHA] == "0.00"


async def test_a_gift_counts_with_what_was_allocated_and_a_cancelled_bucket_has_nothing(
    stage: Stage,
) -> None:
    await stage.at("2026-11-27T16:00+01:00")
    await stage.says("Aïcha", "45")
    await stage.at("2026-11-29T20:00+01:00")
    await stage.says("Nadia", "/campagne Hiver 31/12")
    await stage.says("Aïcha", "/financer 2 30")
    await stage.says("Aïcha", "/donner 20 2")
    await stage.says("Bob", "/financer 1 10")
    await stage.says("Aïcha", "/cagnotte annuler 1")
    await stage.says("Aïcha", "oui")
    shape = await exported(stage)
    assert funded(shape) == [("0.00", None, {}), ("50.00", None, {AICHA: "50.00"})]
    assert [one["state"] for one in shape["buckets"]] == ["cancelled", "open"]
    assert "Aïcha 50,00 K" in await says(stage, "Dina", "/cagnotte 2")


async def test_a_request_is_there_with_its_votes_their_reasons_and_the_decision(
    stage: Stage,
) -> None:
    await stage.says("Nadia", "/reglages quorum 2")
    for name in ("Aïcha", "Bob", "Chloé"):
        await stage.says("Nadia", f"/commission add {name}")
    await stage.says("Dina", "/demande 800 sono : pour la fête")
    await stage.says("Aïcha", "/voter 1 oui ça manque")
    await stage.says("Dina", "/demande 1 300 d’occasion")
    await stage.says("Bob", "/voter 1 non trop fort")
    await stage.says("Nadia", "/commission add Nadia")
    (grant,) = (await exported(stage))["grants"]
    keys = ("revision", "state", "yes", "no", "quorum", "voters", "decided_at", "bucket")
    assert [grant[key] for key in keys] == [2, "open", 0, 1, 2, 4, None, None]
    assert "0 oui, 1 non" in await says(stage, "Dina", "/demande 1")

    await stage.says("Nadia", "/reglages quorum 3")
    for who in ("Aïcha", "Chloé", "Nadia"):
        await stage.says(who, f"/voter 1 oui {who} est pour")
    await stage.says("Nadia", "/reglages quorum 1")
    shape = await exported(stage)
    (grant,) = shape["grants"]
    assert (grant["member"], grant["amount"]) == (DINA, "300.00")
    assert grant["purpose"] == "sono : pour la fête"
    at = "2026-11-24T09:00:00+00:00"
    assert [grant[key] for key in keys] == [2, "granted", 3, 1, 3, 4, at, 3]
    assert [(one["member"], one["yes"], one["reason"], one["at"]) for one in grant["votes"]] == [
        (NADIA, True, "Nadia est pour", at),
        (AICHA, True, "Aïcha est pour", at),
        (BOB, False, "trop fort", at),
        (CHLOE, True, "Chloé est pour", at),
    ]
    given = shape["buckets"][2]
    assert (given["kind"], given["title"], given["left"]) == ("grant", "sono", "300.00")


async def test_who_gave_is_named_only_where_they_agreed(stage: Stage) -> None:
    shape = await exported(stage)
    told = [(one["amount"], one["public"], one["donor"]) for one in shape["donations"]]
    assert told == [("500.00", True, "Jeanne Martin"), ("250.00", False, None)]
    seqs = [one["seq"] for one in shape["donations"]]
    kinds = [one["kind"] for one in shape["book"]["transactions"] if one["seq"] in seqs]
    assert kinds == ["income", "income"]


async def test_words_of_who_was_forgotten_are_not_there(stage: Stage) -> None:
    await stage.says("Nadia", "/reglages quorum 1")
    await stage.says("Nadia", "/commission add Aïcha")
    await stage.says("Bob", "/demande 100 sono")
    await stage.says("Aïcha", "/voter 1 oui zibeline")
    await stage.says("Aïcha", "/demande 50 xylophage")
    await stage.says("Nadia", "/campagne Hiver 30/11")
    await stage.says("Aïcha", "/financer 1 80")
    before = json.dumps(await exported(stage), ensure_ascii=False)
    words = ("zibeline", "xylophage", "du pain le mercredi", "Aïcha")
    assert [one for one in words if one not in before] == []
    await stage.says("Aïcha", "/oublier")
    await stage.says("Aïcha", "oui")
    shape = await exported(stage)
    after = json.dumps(shape, ensure_ascii=False)
    assert [one for one in words if one in after] == []
    assert funded(shape)[0] == ("80.00", None, {AICHA: "80.00"}), "figures stay, under a number"
