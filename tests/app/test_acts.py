"""What facilitators do is noted for the whole team, happens once, and is asked twice if hard."""

import ast
import asyncio
import json
from pathlib import Path
from types import UnionType
from typing import get_args

import pytest

from bot.courier import Courier
from bot.desk import Desk
from core.app import acts, commands
from core.app.buckets import commands as buckets
from core.app.payday import commands as payday
from core.app.records import Act
from core.db.engine import Database
from core.db.store import Store
from tests.app.test_texts import FRENCH
from tests.peers.recorder import Recorder
from tests.peers.stage import DEFAULTS, GROUP, Stage

APP = Path(acts.__file__).parent
NOTED: UnionType = acts.NOTED
KNOWN: dict[str, type] = {**vars(commands), **vars(payday), **vars(buckets)}
"""The commands of every part of the house, by name."""

LOOKS = {
    commands.ShowPlan,
    commands.ShowSettings,
    commands.ChooseSetting,
    commands.ShowStatus,
    commands.ShowMembers,
    commands.ShowFixedCosts,
    payday.ShowContracts,
    payday.ShowLevies,
}
"""What facilitators alone may see, and nobody needs to know they saw."""

EVERYTHING = (
    "/plan 500",
    "/plan 2026-W52 0 vacances",
    "/plan total 4000 10 semaines",
    "/plan découvert 2026-W52 200",
    "/plan fériés FR",
    "/reglages close dim 21:00",
    "/recette 1200 subvention ville",
    "/depense 80 peinture",
    "/charges loyer 50",
    "/projet add Café",
    "/projet budget Café 300",
    "/projet soucieux Café : Bob",
    "/tarif Café 12",
    "/animateur add Bob",
    "/animateur remove Bob",
    "oui",
    "/projet close Café",
    "/inviter",
    "/ouvrir",
    "/relancer",
    "/fermer",
    "/rouvrir",
    "/semaine 2026-W48 @Bob: 30",
    "/exporter csv",
    "/paie 15/12",
    "/paie -",
    "/versement 20 dons",
    "oui",
    "/versement fichiers",
    "/contrat Bob cesa 01/09/2026",
    "/cotisation employeur urssaf 30,2",
    "/cotisation employeur urssaf 0",
    "/reglages approve_buckets yes",
    "/campagne Noël 15/12",
    "/allouer 20 égal",
    "oui",
    "/campagne clore",
    "oui",
    "/campagne couts loyer 10",
    "/commission add Bob",
    "/don 50 Jeanne Martin public",
    "/repartir 10 égal",
    "oui",
    "/exclure Bob",
    "oui",
)


async def acts_of(store: Store) -> list[Act]:
    (team_id,) = await store.team_ids()
    async with store.work() as work:
        return list(await work.talk.acts(team_id, 100))


@pytest.fixture
async def stage(store: Store) -> Stage:
    stage = Stage(store, "2026-11-27T15:00+01:00")
    await stage.joins(await stage.sets_up(), "Bob", "Chloé")
    return stage


def facilitators_commands() -> set[type]:
    """The commands of every use case that asks whether its speaker is a facilitator."""
    found = set()
    for file in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.AsyncFunctionDef) or file.stem in ("access", "acts"):
                continue
            asks = any(
                isinstance(call, ast.Call) and getattr(call.func, "id", "") == "facilitator_of"
                for call in ast.walk(node)
            )
            named = [ast.walk(arg.annotation) for arg in node.args.args if arg.annotation]
            names = {one.id for part in named for one in part if isinstance(one, ast.Name)}
            found |= {KNOWN[name] for name in names if asks and name in KNOWN}
    return found


def test_every_command_of_facilitators_is_an_act_or_only_looks() -> None:
    asked = facilitators_commands()
    assert len(asked) > 20
    assert asked == {*get_args(NOTED), *LOOKS}


async def test_every_act_is_in_the_log_with_its_own_words(stage: Stage) -> None:
    for said in EVERYTHING:
        await stage.says("Nadia", said)
    await stage.says("Chloé", "/cagnotte add Four 10 20")
    await stage.says("Chloé", "/cagnotte soumettre Four")
    await stage.says("Nadia", "/cagnotte refuser Four")
    stage.platform.files["plan"] = b"2026-W50,700"
    await stage.says("Nadia", "/plan", file={"file_id": "plan", "name": "p.csv", "size": 12})
    done = await acts_of(stage.store)
    written = {key for key in FRENCH if key.startswith("act-")} - {"act-row", "act-note"}
    assert {act.text.key for act in done} == written
    assert len(done) == sum(said != "oui" for said in EVERYTHING) + 2
    (said,) = await stage.says("Chloé", "/journal", group=True)
    assert said.count("\n") == acts.MOST_SHOWN
    assert "exclusion de Bob" in said
    (said,) = await stage.says("Chloé", "/journal")
    assert "semaine 2026-W48 corrigée pour Bob" in said
    assert "Tu n’es plus dans une équipe" in (await stage.says("Bob", "/journal"))[0]


async def test_what_is_refused_asked_or_changes_nothing_is_no_act(stage: Stage) -> None:
    for who, said in (
        ("Nadia", "/fermer"),
        ("Nadia", "/exclure Zoé"),
        ("Nadia", "/exclure Bob"),
        ("Nadia", "non"),
        ("Bob", "/plan 0"),
        ("Nadia", "/plan"),
        ("Nadia", "/reglages rule"),
        ("Nadia", "/reglages close dim 20:00"),
        ("Nadia", "/recette 0 rien"),
    ):
        await stage.says(who, said)
    assert await acts_of(stage.store) == []
    assert "Rien pour l’instant." in (await stage.says("Bob", "/journal"))[0]


async def test_a_setting_is_noted_with_what_it_was(stage: Stage) -> None:
    await stage.says("Nadia", "/reglages rule")
    await stage.presses("Nadia", "talmud")
    (act,) = await acts_of(stage.store)
    assert act.text.args == {"key": "rule", "old": "as_declared", "new": "talmud"}


async def test_what_is_hard_to_undo_happens_only_after_a_yes(stage: Stage) -> None:
    await stage.says("Nadia", "/animateur add Bob")
    for said in ("/exclure Chloé", "/animateur remove Bob", "/partir"):
        (asked,) = await stage.says("Nadia", said)
        assert "(oui / non)" in asked, said
        assert "rien ne change" in (await stage.presses("Nadia", "Non"))[0]
    (members,) = await stage.says("Bob", "/membres")
    for line in ("Bob, membre et animation", "Chloé", "Nadia, animation"):
        assert line in members


async def test_two_facilitators_at_once_do_everything_once(any_store: Store, url: str) -> None:
    stage = Stage(any_store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Olga", "Bob", "Chloé")
    await stage.says("Nadia", "/animateur add Olga")
    other = Store(Database(url))
    recorder = Recorder()
    courier = Courier(other, {recorder.name: recorder}, stage.clock)
    second = Desk(other, {recorder.name: recorder}, DEFAULTS, stage.clock, courier.wake)

    async def says(desk: Desk, who: str, said: str) -> None:
        event = {
            "chat_id": stage.user(who),
            "private": True,
            "sender": {"user_id": stage.user(who), "name": who, "language": "fr"},
            "text": said,
            "message_id": f"{who}-{said}",
        }
        await desk.receive("telegram", [(f"{who}-{said}", json.dumps(event))], None)
        while await desk.handle_waiting():
            pass

    async def both(said: str) -> list[str]:
        """Both say the same at once; what each of them heard, in whatever order."""
        before = len(stage.platform.sent)
        await asyncio.gather(says(stage.desk, "Nadia", said), says(second, "Olga", said))
        await stage.courier.drain()
        mine = (stage.user("Nadia"), stage.user("Olga"))
        return [one.plain for one in stage.platform.sent[before:] if one.chat_id in mine]

    def one_and_one(heard: list[str], done: str, told: str) -> None:
        assert sum(done in said for said in heard) == 1, heard
        assert sum(told in said for said in heard) == 1, heard

    one_and_one(await both("/ouvrir"), "est ouverte jusqu’à", "est déjà ouverte")
    questions = [said for said in stage.platform.sent if "Bonjour Bob" in said.plain]
    assert len(questions) == 1
    one_and_one(await both("/fermer"), "est fermée. Le bilan", "Aucun tour n’est ouvert")
    posts = [said for said in stage.platform.sent if said.chat_id == GROUP]
    assert sum("Total demandé" in said.plain for said in posts) == 1
    assert all("Exclure Bob" in said for said in await both("/exclure Bob"))
    one_and_one(await both("oui"), "n’est plus dans", "Je ne trouve pas « Bob »")
    done = [act.text.key for act in await acts_of(any_store)]
    assert done == ["act-role", "act-open", "act-close", "act-remove"]
    assert await stage.audit() == []
    await other.database.dispose()
