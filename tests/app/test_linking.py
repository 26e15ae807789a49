"""One person on two platforms, and one team in two groups."""

import pytest

from core.db import schema
from core.db.store import Store
from tests.peers.stage import GROUP, Stage


@pytest.fixture
async def stage(store: Store) -> Stage:
    """A team on Telegram with Aïcha and Bob; whoever is on Matrix has another account there."""
    stage = Stage(store, "2026-11-23T12:00+01:00")
    code = await stage.sets_up()
    await stage.joins(code, "Nadia", "Aïcha", "Bob")
    return stage


async def code_of(stage: Stage, who: str) -> str:
    """Ask for a code in private, on Telegram."""
    (said,) = await stage.says(who, "/lier")
    return said.split(" : ")[1].split("\n")[0]


async def on_matrix(stage: Stage, who: str, said: str) -> list[str]:
    """Say something in private, from the account on Matrix."""
    return await stage.says(who, said, on=stage.matrix, chat_id=f"!{who}")


async def links(stage: Stage, who: str) -> None:
    (said,) = await on_matrix(stage, who, f"!lier {await code_of(stage, who)}")
    assert "ne font plus qu’une personne" in said


async def test_two_accounts_become_one_person_with_one_declaration(stage: Stage) -> None:
    await stage.says("Nadia", "/ouvrir")
    await stage.says("Aïcha", "45")
    assert "Je ne te connais pas encore" in (await on_matrix(stage, "Aïcha", "50"))[0]
    await links(stage, "Aïcha")
    assert "au lieu de 45,00" in (await on_matrix(stage, "Aïcha", "50"))[0]
    assert "au lieu de 50,00" in (await stage.says("Aïcha", "51"))[0]
    await stage.says("Nadia", "/fermer")
    post = stage.group()[-1].plain
    assert post.count("Aïcha") == 1
    assert "demandé 51,00" in post
    assert await stage.audit() == []


async def test_one_is_asked_where_one_last_answered(stage: Stage) -> None:
    await links(stage, "Aïcha")
    await stage.says("Nadia", "/ouvrir 2026-W40")
    assert [said.chat_id for said in stage.platform.sent if "Aïcha !" in said.plain][-1] == "!Aïcha"
    await stage.says("Aïcha", "0")
    await stage.says("Nadia", "/fermer")
    await stage.says("Nadia", "/ouvrir 2026-W41")
    asked = [said.chat_id for said in stage.platform.sent if "Bonjour Aïcha !" in said.plain]
    assert asked == ["!Aïcha", stage.user("Aïcha")]


async def test_where_one_account_is_closed_the_other_is_used(stage: Stage) -> None:
    await links(stage, "Aïcha")
    await stage.says("Aïcha", "/moi")
    stage.platform.gone.add(stage.user("Aïcha"))
    said = await stage.says("Nadia", "/ouvrir")
    prompts = [one for one in stage.platform.sent if "Bonjour Aïcha !" in one.plain]
    assert [one.chat_id for one in prompts] == ["!Aïcha"]
    assert not [line for line in said if "Je n’arrive plus à écrire" in line]


async def test_a_code_is_good_once_for_ten_minutes_and_nobody_can_read_it(
    stage: Stage,
) -> None:
    code = await code_of(stage, "Aïcha")
    async with stage.store.work() as work:
        kept = [
            str(row)
            for table in schema.metadata.tables.values()
            for row in (await work._connection.execute(table.select())).all()
        ]
    assert len(kept) > 10
    assert not [row for row in kept if code in row or code.replace("-", "") in row]
    await stage.later(minutes=11)
    assert "plus de dix minutes" in (await on_matrix(stage, "Aïcha", f"!lier {code}"))[0]
    old, new = await code_of(stage, "Aïcha"), await code_of(stage, "Aïcha")
    assert "n’est pas (ou plus) valable" in (await on_matrix(stage, "Aïcha", f"!lier {old}"))[0]
    typed = new.lower().replace("-", " ")
    assert "qu’une personne" in (await on_matrix(stage, "Aïcha", f"!lier {typed}"))[0]
    assert "n’est pas (ou plus) valable" in (await on_matrix(stage, "Zoé", f"!lier {new}"))[0]
    again = await code_of(stage, "Aïcha")
    assert "déjà une seule personne" in (await on_matrix(stage, "Aïcha", f"!lier {again}"))[0]
    assert "Un code s’écrit comme" in (await on_matrix(stage, "Aïcha", "!lier 1234"))[0]


async def test_a_code_is_never_made_or_used_in_a_group(stage: Stage) -> None:
    (said,) = await stage.says("Aïcha", "/lier", group=True)
    assert "en privé" in said
    code = await code_of(stage, "Aïcha")
    (said,) = await stage.says("Bob", f"/lier {code}", group=True)
    assert "en privé" in said
    assert "qu’une personne" in (await on_matrix(stage, "Aïcha", f"!lier {code}"))[0]


async def test_two_members_of_one_team_stay_two(stage: Stage) -> None:
    await stage.says("Nadia", "/ouvrir")
    await stage.says("Bob", "12")
    code = await code_of(stage, "Aïcha")
    (said,) = await stage.says("Bob", f"/lier {code}")
    assert "chacun membre de Kpa-Cité" in said
    assert "12,00" in (await stage.says("Bob", "/moi"))[0]
    assert "qu’une personne" in (await on_matrix(stage, "Aïcha", f"!lier {code}"))[0]


async def test_what_an_account_brings_from_another_team_comes_along(stage: Stage) -> None:
    stage.matrix.admins.add(("!room", stage.user("Aïcha")))
    await stage.says("Aïcha", "!setup Autre", on=stage.matrix, group=True, chat_id="!room")
    await stage.says("Aïcha", "!join", on=stage.matrix, group=True, chat_id="!room")
    await on_matrix(stage, "Aïcha", "!ouvrir")
    await on_matrix(stage, "Aïcha", "33")
    await links(stage, "Aïcha")
    (which,) = await stage.says("Aïcha", "/moi")
    assert "plusieurs équipes" in which
    assert "33,00" in (await stage.presses("Aïcha", "Autre"))[0]
    assert await stage.audit() == []


async def test_a_team_has_a_group_on_each_platform_and_the_post_in_both(stage: Stage) -> None:
    await links(stage, "Nadia")
    stage.matrix.admins.add(("!room", stage.user("Nadia")))
    (said,) = await stage.says(
        "Nadia", "!setup", on=stage.matrix, group=True, chat_id="!room", chat_title="Kpa"
    )
    assert "Ce groupe est maintenant aussi celui de Kpa-Cité" in said
    assert "!join" in said
    await stage.says("Chloé", "!join", on=stage.matrix, group=True, chat_id="!room")
    await stage.says("Nadia", "/ouvrir")
    await stage.says("Chloé", "20", on=stage.matrix)
    await stage.says("Bob", "30")
    before = len(stage.platform.sent)
    await stage.says("Nadia", "/fermer")
    posts = [said for said in stage.platform.sent[before:] if "Total demandé" in said.plain]
    assert sorted(said.chat_id for said in posts) == ["!room", GROUP]
    assert len({said.plain for said in posts}) == 1
    assert "• Bob : demandé 30,00" in posts[0].plain.replace("\u00a0", " ")
    assert "• Chloé : demandé 20,00" in posts[0].plain.replace("\u00a0", " ")


async def test_another_name_is_another_team(stage: Stage) -> None:
    await links(stage, "Nadia")
    stage.matrix.admins.add(("!room", stage.user("Nadia")))
    asked = {"on": stage.matrix, "group": True, "chat_id": "!room"}
    (said,) = await stage.says("Nadia", "!setup Les Tisserands", **asked)  # type: ignore[arg-type]
    assert "Les Tisserands est prête" in said
