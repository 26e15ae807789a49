"""Arriving in a team, its charter, the name one is shown by, two teams, help where one is."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from adapters.chat import Manner, Outgoing
from core.db.store import Store
from tests.peers.recorder import Recorder
from tests.peers.stage import GROUP, Stage

CHARTER = "On se parle.\n\nOn se dit <b>tout</b> en face."
SECOND = "-200"


@pytest.fixture
async def stage(store: Store) -> AsyncIterator[Stage]:
    """A team with a round open, and Bob in it; whatever happens, its book holds."""
    stage = Stage(store, "2026-11-27T15:00+01:00")
    await stage.joins(await stage.sets_up(), "Bob")
    await stage.says("Nadia", "/ouvrir")
    yield stage
    assert await stage.audit() == []


async def code_of(stage: Stage) -> str:
    await stage.says("Nadia", "/inviter")
    return next(key.invite for key in stage.heard("Nadia")[-1].keys if key.invite)


async def claims_of(stage: Stage, name: str) -> list[int]:
    """What somebody's current declarations claim, in every round of every team, by round."""
    found = []
    async with stage.store.work() as work:
        for team_id in await stage.store.team_ids():
            for round_ in await work.rounds.all(team_id):
                members = {one.id: one.name for one in await work.teams.members(team_id)}
                claims = await work.rounds.claims(round_.id)
                found += [claim for who, _, claim in claims if members[who] == name]
    return found


def on(stage: Stage, platform: str) -> tuple[Recorder, dict[str, Any], str]:
    """Where somebody writes on a platform, and the sign of its commands."""
    if platform == "matrix":
        return stage.matrix, {"chat_id": "!room"}, "!"
    return stage.platform, {}, "/"


@pytest.mark.parametrize("platform", ["telegram", "matrix"])
@pytest.mark.parametrize("charter", [True, False])
@pytest.mark.parametrize("name", ["Aïcha", "Zoé"])
async def test_a_first_declaration_takes_at_most_four_messages(
    stage: Stage, platform: str, charter: bool, name: str
) -> None:
    if charter:
        await stage.says("Nadia", f"/reglages charter {CHARTER}")
    recorder, where, sign = on(stage, platform)
    steps = [f"{sign}start {await code_of(stage)}"]
    steps += [f"{sign}accepter"] if charter else []
    steps += [f"{sign}nom {name}"] if name != "Aïcha" else []
    steps += ["45"]
    heard = [await stage.says("Aïcha", said, on=recorder, **where) for said in steps]
    assert "C’est noté" in heard[-1][-1]
    assert len(steps) <= 4
    assert await claims_of(stage, name) == [45_00]
    joined = "\n".join(heard[0])
    for word in ("Privé", "Visible de toute l’équipe", f"{sign}nom"):
        assert word in joined
    assert ("La charte de" in joined) == charter


async def test_from_the_room_of_a_matrix_team_it_takes_four_messages(store: Store) -> None:
    stage = Stage(store, "2026-11-27T15:00+01:00")
    stage.platform.manner = Manner(sign="!", links=False)
    stage.platform.admins.add((GROUP, stage.user("Nadia")))
    await stage.says("Nadia", "!setup Kpa-Cité", group=True)
    await stage.says("Nadia", f"!reglages charter {CHARTER}")
    await stage.says("Nadia", "!ouvrir")
    steps = [("!join", True), ("!accepter", False), ("!nom Zoé", False), ("45", False)]
    heard = [await stage.says("Aïcha", said, group=group) for said, group in steps]
    assert "C’est noté" in heard[-1][-1]
    assert len(steps) <= 4
    assert await claims_of(stage, "Zoé") == [45_00]


async def test_the_button_of_the_invitation_and_of_the_charter_are_enough(stage: Stage) -> None:
    await stage.says("Nadia", f"/reglages charter {CHARTER}")
    await stage.joins(await code_of(stage), "Aïcha")
    shown = [said for said in stage.heard("Aïcha") if "La charte de" in said.plain]
    assert [key.label for key in shown[0].keys] == ["J’accepte"]
    assert "On se parle.\n\nOn se dit <b>tout</b> en face." in shown[0].plain
    await stage.presses("Aïcha", "J’accepte")
    assert "C’est noté" in (await stage.says("Aïcha", "45"))[0]


@pytest.mark.parametrize("accepts", ["oui", "/accepter", "[J’accepte]", "[first]"])
async def test_what_is_said_before_accepting_is_declared_then(stage: Stage, accepts: str) -> None:
    await stage.says("Nadia", f"/reglages charter {CHARTER}")
    await stage.joins(await code_of(stage), "Aïcha")
    first = next(
        key for said in stage.heard("Aïcha") for key in said.keys if "accepte" in key.label
    )
    (said,) = await stage.says("Aïcha", "café 20, site 25")
    assert "On se parle." in said
    assert await claims_of(stage, "Aïcha") == []
    if accepts == "[first]":
        heard = await stage.presses_key("Aïcha", first)
    elif accepts.startswith("["):
        heard = await stage.presses("Aïcha", accepts.strip("[]"))
    else:
        heard = await stage.says("Aïcha", accepts)
    assert "c’est accepté" in heard[0]
    assert "• café : 20,00" in heard[1]
    assert await claims_of(stage, "Aïcha") == [45_00]
    assert "déjà acceptée" in (await stage.says("Aïcha", "/accepter"))[0]


async def test_a_button_a_repetition_and_a_correction_wait_for_the_charter_too(
    stage: Stage,
) -> None:
    await stage.says("Bob", "30")
    await stage.says("Nadia", "/fermer")
    await stage.says("Nadia", f"/reglages charter {CHARTER}")
    assert "On se parle." in (await stage.says("Bob", "/semaine 2026-W48 40"))[0]
    await stage.at("2026-12-04T16:00+01:00")
    for said in ("/pareil", "0"):
        assert "On se parle." in (await stage.says("Bob", said))[0]
    assert "On se parle." in (await stage.presses("Bob", "0,00"))[0]
    assert await claims_of(stage, "Bob") == [30_00]
    assert "tu passes la semaine" in (await stage.says("Bob", "/passe"))[0]
    assert "On se parle." in (await stage.says("Bob", "/semaine 2026-W48 40"))[0]
    heard = await stage.says("Bob", "/accepter")
    assert "demande 40,00" in "\n".join(heard)


async def test_what_waited_for_a_round_that_closed_is_not_declared_in_the_next(
    stage: Stage,
) -> None:
    await stage.says("Nadia", f"/reglages charter {CHARTER}")
    await stage.says("Bob", "45")
    await stage.says("Nadia", "/fermer")
    await stage.at("2026-12-04T16:00+01:00")
    heard = await stage.presses("Bob", "J’accepte")
    assert "c’est accepté" in heard[0]
    assert "n’a pas été noté" in heard[1]
    assert await claims_of(stage, "Bob") == []
    assert "C’est noté" in (await stage.says("Bob", "50"))[0]


async def test_a_changed_charter_is_accepted_anew_and_never_by_an_old_button(
    stage: Stage,
) -> None:
    await stage.says("Nadia", f"/reglages charter {CHARTER}")
    await stage.says("Bob", "/charte")
    old = stage.heard("Bob")[-1].keys[0]
    await stage.says("Bob", "/accepter")
    await stage.says("Bob", "45")
    await stage.says("Nadia", "/reglages charter Tout a changé.")
    assert "Tout a changé." in (await stage.presses_key("Bob", old))[0]
    (said,) = await stage.says("Bob", "50")
    assert "a changé depuis que tu l’as acceptée" in said
    assert "Tout a changé." in said
    assert await claims_of(stage, "Bob") == [45_00]
    assert "au lieu de" in (await stage.presses("Bob", "J’accepte"))[1]
    await stage.says("Nadia", "/reglages close dim 21:00")
    assert "au lieu de" in (await stage.says("Bob", "55"))[0], "only its charter asks anew"
    await stage.says("Nadia", "/reglages charter -")
    assert "n’a pas de charte" in (await stage.says("Bob", "/accepter"))[0]


async def test_a_charter_has_an_end(stage: Stage) -> None:
    (said,) = await stage.says("Nadia", f"/reglages charter {'x' * 3001}")
    assert "3001" in said.replace("\u202f", "")
    (said,) = await stage.says("Nadia", f"/reglages charter\n{'mot ' * 740}fin")
    assert len(said) < 400
    assert "fin" in (await stage.says("Bob", "/charte"))[0]


async def test_a_name_is_ones_own_in_a_team(stage: Stage) -> None:
    await stage.joins(await code_of(stage), "Bob ")
    assert "Ajoute une initiale" in (await stage.says("Bob ", "/nom  BÒB"))[0]
    assert "/nom Prénom" in (await stage.says("Bob ", "/nom \u200b"))[0]
    assert "en privé" in (await stage.says("Bob ", "/nom Zoé", group=True))[0]
    await stage.says("Bob ", "/nom Zoé")
    await stage.says("Bob ", "45")
    await stage.says("Nadia", "/fermer")
    assert "• Zoé : demandé 45,00" in stage.group()[-1].plain
    assert "Bonjour Zoé" in (await stage.says("Bob ", "/start"))[0]


async def in_two_teams(stage: Stage, platform: str = "telegram") -> dict[str, Outgoing]:
    """Malo is in a second team, looked after by Olga; both ask him. What each of them asked."""
    recorder, where, sign = on(stage, platform)
    stage.platform.admins.add((SECOND, stage.user("Olga")))
    await stage.says("Olga", "/setup Atelier", group=True, chat_id=SECOND)
    invited = [said for said in stage.platform.sent if said.chat_id == SECOND][-1]
    codes = [await code_of(stage), next(key.invite for key in invited.keys if key.invite)]
    for code in codes:
        await stage.says("Malo", f"{sign}start {code}", on=recorder, **where)
    await stage.says("Olga", "/ouvrir")
    asked = [said for said in stage.platform.sent if "Bonjour Malo" in said.plain]
    return {name: said for name in ("Kpa-Cité", "Atelier") for said in asked if name in said.plain}


def id_of(stage: Stage, said: Outgoing) -> str:
    return str(next(n for n, one in enumerate(stage.platform.sent, 1) if one is said))


@pytest.mark.parametrize("platform", ["telegram", "matrix"])
async def test_a_reply_is_for_the_team_it_replies_to(stage: Stage, platform: str) -> None:
    asked = await in_two_teams(stage, platform)
    recorder, where, _ = on(stage, platform)

    async def says(said: str, to: str = "") -> str:
        reply = id_of(stage, asked[to]) if to in asked else to
        return "\n".join(await stage.says("Malo", said, on=recorder, reply_to=reply, **where))

    assert "Pour laquelle ?" in await says("45")
    assert "C’est noté" in await says("45", "Atelier")
    assert "C’est noté" in await says("30", "Kpa-Cité")
    assert await claims_of(stage, "Malo") == [30_00, 45_00]
    assert "tu passes la semaine" in await says("/passe", "Atelier")
    assert await claims_of(stage, "Malo") == [30_00, 0]
    assert "Pour laquelle ?" in await says("50", "9999")


@pytest.mark.parametrize("platform", ["telegram", "matrix"])
async def test_a_message_without_buttons_is_of_its_team_too(stage: Stage, platform: str) -> None:
    asked = await in_two_teams(stage, platform)
    recorder, where, sign = on(stage, platform)

    async def says(said: str, to: Outgoing) -> Outgoing:
        reply = id_of(stage, to)
        await stage.says("Malo", said, on=recorder, reply_to=reply, **where)
        return [one for one in stage.platform.sent if one.chat_id == to.chat_id][-1]

    passed = await says("/passe", asked["Atelier"])
    assert not passed.keys
    assert "C’est noté : 20,00" in (await says("20", passed)).plain
    mine = await says(f"{sign}moi", asked["Atelier"])
    assert "C’est changé : 21,00" in (await says("21", mine)).plain
    refused = await says("-5", asked["Atelier"])
    assert "C’est changé : 22,00" in (await says("22", refused)).plain
    welcome = next(
        s for s in stage.platform.sent if "Te voilà dans Kpa" in s.plain and "Malo" in s.plain
    )
    assert "C’est noté : 30,00" in (await says("30", welcome)).plain
    assert await claims_of(stage, "Malo") == [30_00, 22_00]
    await says("/partir", welcome)
    left = await says("oui", welcome)
    assert "C’est changé : 23,00" in (await says("23", left)).plain, "only one team is left"


async def test_what_a_facilitator_is_told_of_their_team_is_of_that_team(stage: Stage) -> None:
    await in_two_teams(stage)
    (invitation,) = [
        said
        for said in stage.platform.sent
        if "Atelier" in said.plain and said.keys and said.chat_id == SECOND
    ]
    for code in (await code_of(stage), invitation.keys[0].invite):
        await stage.says("Nadia", f"/start {code}")
    await stage.says("Nadia", "/etat")
    status = stage.heard("Nadia")[-1]
    assert "Kpa-Cité" not in status.plain
    await stage.says("Nadia", "12", reply_to=id_of(stage, status))
    assert await claims_of(stage, "Nadia") == [12_00]


async def test_a_reply_corrects_the_reopened_week_of_the_team_it_replies_to(stage: Stage) -> None:
    asked = await in_two_teams(stage)
    for name, amount in (("Kpa-Cité", "30"), ("Atelier", "40")):
        await stage.says("Malo", amount, reply_to=id_of(stage, asked[name]))
    for who in ("Nadia", "Olga"):
        await stage.says(who, "/fermer")
        await stage.says(who, "/rouvrir")
    reopened = [said for said in stage.heard("Malo") if "rouverte" in said.plain]
    await stage.says("Malo", "35", reply_to=id_of(stage, reopened[1]))
    assert await claims_of(stage, "Malo") == [30_00, 35_00]


async def test_a_reply_goes_past_what_is_declared_step_by_step_elsewhere(stage: Stage) -> None:
    asked = await in_two_teams(stage)
    await stage.says("Malo", "/guider", reply_to=id_of(stage, asked["Kpa-Cité"]))
    (said,) = await stage.says("Malo", "45", reply_to=id_of(stage, asked["Atelier"]))
    assert "C’est noté" in said
    assert await claims_of(stage, "Malo") == [45_00]


async def test_help_knows_where_it_is_and_what_waits(stage: Stage) -> None:
    (said,) = await stage.says("Zoé", "/aide")
    assert "Je ne te connais pas encore" in said
    (said,) = await stage.says("Zoé", "/aide", group=True)
    assert "Tu n’es pas encore dans l’équipe" in said
    (said,) = await stage.says("Nadia", "/aide", group=True)
    assert "Animer, ici aussi" in said
    (said,) = await stage.says("Bob", "/aide", group=True, chat_id="-999")
    assert "/installer" in said
    (said,) = await stage.says("Bob", "/aide")
    assert "est ouverte jusqu’à" in said
    assert "rien n’est noté" in said
    assert "Animer" not in said
    await stage.says("Bob", "45")
    await stage.says("Bob", "1000")
    (said,) = await stage.says("Bob", "/aide")
    assert "45,00\u00a0K sont notés pour toi" in said
    assert "réponds oui ou non" in said
    await stage.says("Bob", "non")
    await stage.says("Bob", "/guider")
    assert "pas à pas t’attend" in (await stage.says("Bob", "/aide"))[0]
    await stage.says("Nadia", "/fermer")
    (said,) = await stage.says("Bob", "/aide")
    assert "Prochaine question : vendredi 4 décembre" in said
    assert "Déclarer" not in said
    assert "Animer" in (await stage.says("Nadia", "/aide"))[0]
    await in_two_teams(stage)
    assert "Tu es dans 2 équipes" in (await stage.says("Malo", "/aide"))[0]


async def test_a_group_has_the_charter_without_a_button(stage: Stage) -> None:
    await stage.says("Nadia", f"/reglages charter {CHARTER}")
    (said,) = await stage.says("Bob", "/charte", group=True)
    assert "On se parle." in said
    assert not [said for said in stage.platform.sent if said.chat_id == GROUP][-1].keys
