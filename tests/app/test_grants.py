"""Grants, donations, gifts and sharing out: what transcripts do not show."""

import csv
import io

import pytest

from core.db.store import Store
from core.domain.book import COMMONS, member_account
from tests.peers.stage import Stage

QUIET = "Paul Durand"
"""Gave without wanting to be named."""


@pytest.fixture
async def stage(store: Store) -> Stage:
    """A commission of three, with money in the pool."""
    stage = Stage(store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob", "Chloé", "Dina")
    for said in (
        "/reglages quorum 2",
        "/don 500 Jeanne Martin public",
        f"/don 250 {QUIET}",
        "/recette 150 =SUM(A1)",
        *(f"/commission add {name}" for name in ("Aïcha", "Bob", "Chloé")),
    ):
        await stage.says("Nadia", said)
    return stage


async def balance(stage: Stage, account: str) -> int:
    async with stage.store.work() as work:
        return await work.book.balance(1, account)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


async def test_the_file_of_what_came_in_names_who_agreed_alone(stage: Stage) -> None:
    await stage.says("Nadia", "/dons")
    ((chat, file),) = stage.platform.pictures
    assert (chat, file.name) == (stage.user("Nadia"), "dons-et-recettes.csv")
    assert rows_of(file.content) == [
        ["jour", "montant", "unité", "nature", "d’où"],
        ["2026-11-24", "500.00", "K", "don", "Jeanne Martin"],
        ["2026-11-24", "250.00", "K", "don", "don anonyme"],
        ["2026-11-24", "150.00", "K", "recette", "'=SUM(A1)"],
    ]


@pytest.mark.parametrize("kind", ["csv", "json", "hledger", "beancount"])
async def test_no_export_and_no_list_names_who_did_not_agree(stage: Stage, kind: str) -> None:
    await stage.says("Nadia", f"/exporter {kind}")
    files = [file.content.decode() for _, file in stage.platform.pictures]
    assert any("Jeanne Martin" in content for content in files)
    assert not any(QUIET in content for content in files)
    heard = await stage.says("Bob", "/dons") + await stage.says("Bob", "/journal")
    heard += await stage.says("Nadia", "/dons", group=True)
    assert not any(QUIET in said for said in heard)
    assert QUIET in (await stage.says("Nadia", "/dons"))[0]


async def test_who_left_the_commission_counts_no_more(stage: Stage) -> None:
    await stage.says("Dina", "/demande 80 four à pain")
    await stage.says("Aïcha", "/voter 1 oui du pain")
    await stage.says("Nadia", "/commission remove Aïcha")
    assert "1 oui, 0 non" in (await stage.says("Bob", "/voter 1 oui du pain"))[0]
    assert "accordée" in (await stage.says("Chloé", "/voter 1 oui du pain"))[0]
    assert await balance(stage, "project:1") == 80_00
    assert await stage.audit() == []


async def test_a_commission_that_cannot_say_yes_does_not_vote(stage: Stage) -> None:
    await stage.says("Nadia", "/commission remove Bob")
    await stage.says("Aïcha", "/demande 80 four à pain")
    (said,) = await stage.says("Chloé", "/voter 1 oui du pain")
    assert "Une seule personne peut voter" in said
    await stage.says("Nadia", "/reglages quorum 1")
    assert "accordée" in (await stage.says("Chloé", "/voter 1 oui du pain"))[0]


async def test_who_leaves_is_out_of_the_commission_and_their_request_rests(stage: Stage) -> None:
    await stage.says("Aïcha", "/demande 80 four à pain")
    await stage.says("Aïcha", "/partir")
    await stage.says("Aïcha", "oui")
    assert "Bob et Chloé" in (await stage.says("Nadia", "/commission"))[0]
    assert "n’est plus dans l’équipe" in (await stage.says("Bob", "/voter 1 oui du pain"))[0]
    await stage.joins(await invitation(stage), "Aïcha")
    assert "Bob et Chloé" in (await stage.says("Nadia", "/commission"))[0]


async def invitation(stage: Stage) -> str:
    return next(key.invite for said in stage.group() for key in said.keys if key.invite)


async def test_a_grant_of_a_name_that_is_taken_keeps_its_money_apart(stage: Stage) -> None:
    for number in (1, 2):
        await stage.says("Dina", "/demande 80 four à pain : plan")
        for voter in ("Aïcha", "Bob"):
            await stage.says(voter, f"/voter {number} oui du pain")
    assert await balance(stage, "project:1") == await balance(stage, "project:2") == 80_00
    projects = (await stage.says("Dina", "/projets"))[0]
    assert "four à pain 2" in projects
    assert await stage.audit() == []


async def test_what_a_grant_leaves_goes_back_to_the_pool_when_it_is_completed(stage: Stage) -> None:
    await stage.says("Dina", "/demande 80 four à pain")
    for voter in ("Aïcha", "Bob"):
        await stage.says(voter, "/voter 1 oui du pain")
    await stage.says("Nadia", "/reglages leftovers funders")
    await stage.says("Dina", "/cagnotte terminer 1")
    await stage.says("Dina", "oui")
    assert await balance(stage, "pool") == 900_00
    assert await stage.audit() == []


async def a_week(stage: Stage) -> None:
    """Bob is granted 40 and puts 4 of it back."""
    await stage.says("Nadia", "/reglages commons_share 10")
    await stage.at("2026-11-27T16:00+01:00")
    await stage.says("Bob", "40")
    await stage.at("2026-11-29T20:00+01:00")


async def test_a_correction_leaves_what_was_put_back_as_it_is(stage: Stage) -> None:
    await a_week(stage)
    await stage.says("Bob", "/semaine 2026-W48 20")
    assert await balance(stage, member_account(3)) == 16_00
    assert await balance(stage, COMMONS) == 4_00
    assert await stage.audit() == []


async def test_a_gift_to_a_bucket_comes_back_when_it_is_cancelled(stage: Stage) -> None:
    await a_week(stage)
    for said in ("/cagnotte add Vélo 10 20", "/cagnotte soumettre 1"):
        await stage.says("Nadia", said)
    await stage.says("Bob", "/donner 15 vélo")
    assert "donné 15,00" in (await stage.says("Bob", "/moi"))[0]
    await stage.says("Nadia", "/cagnotte annuler 1")
    await stage.says("Nadia", "oui")
    assert await balance(stage, member_account(3)) == 36_00
    assert "donné" not in (await stage.says("Bob", "/moi"))[0]
    assert await stage.audit() == []


async def test_a_gift_during_a_hidden_campaign_is_not_told_to_the_group(stage: Stage) -> None:
    await a_week(stage)
    for said in (
        "/cagnotte add Vélo 10 20",
        "/cagnotte soumettre 1",
        "/campagne Noël 15/12 cachée",
    ):
        await stage.says("Nadia", said)
    before = len(stage.group())
    assert "15,00" in (await stage.says("Bob", "/donner 15 vélo"))[0]
    assert len(stage.group()) == before
    await stage.says("Bob", "/donner 1")
    assert "au commun" in stage.group()[-1].plain


async def test_what_is_asked_about_counts_what_is_there_when_it_is_confirmed(stage: Stage) -> None:
    await a_week(stage)
    await stage.says("Bob", "/donner 30")
    await stage.says("Bob", "/donner 10")
    assert "26,00" in (await stage.presses("Bob", "Oui"))[0]
    assert await balance(stage, member_account(3)) == 26_00
