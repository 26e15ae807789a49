"""Whatever names something of another team, in whatever argument, reaches nothing of it.

Every command there is is pressed, from a button stored for the one who presses it, with the other
team's ids, numbers and names in every field that can hold one: by who looks after a team, and once
each by a member. What the other team has stays as it was; nothing of it is told; nobody there hears
a thing.
"""

import itertools
import shutil
import sys
import typing
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from adapters.chat import Key
from core.app import commands as c
from core.app.buckets import commands as b
from core.app.payday import commands as p
from core.app.records import Offered
from core.domain.calendar import Week
from tests.peers.stage import Stage
from tests.peers.two_teams import OTHER_GROUP, OTHER_MEMBERS, TwoTeams

THEIRS = 2
"""The id of the other team."""

PRIVATE = ("narval", "ornithorynque", "quokka", "Zephyr")
"""Words that only the other team knows."""

SAID = (
    ("Omar", "/projet add Zibeline"),
    ("Omar", "/recette 77 narval"),
    ("Omar", "/cagnotte add Ouistiti 10 20"),
    ("Omar", "/cagnotte soumettre Ouistiti"),
    ("Paul", "31 : ornithorynque"),
    ("Paul", "/question Omar quokka ?"),
    ("Paul", "/demande 12 quokka"),
)

NAMES = ("Paul", "Zibeline", "Ouistiti", "1")

WORDS = {
    "step": "approve",
    "how": "equal",
    "source": "pool",
    "key": "language",
    "value": "en",
    "what": "title",
    "mode": "",
    "kind": "cesa",
    "format": "csv",
    "side": "employer",
    "shown": "",
    "timezone": "Indian/Reunion",
    "language": "en",
    "why": "unknown",
    "code": "",
}
"""What a field of words holds where it chooses among ours, instead of naming something."""

DAY = c.SaidDay(21, 12, 2026)
LINE = c.SaidLine(amount=Decimal(5), project="Zibeline")
REPEATED: dict[type, object] = {
    c.SaidLine: LINE,
    c.PlanRow: c.PlanRow(1, Week(2026, 49), Decimal(7)),
    c.MarkedWeek: c.MarkedWeek(Week(2026, 50), "x"),
    b.SaidCost: b.SaidCost("Ouistiti", Decimal(5)),
    b.AllocationRow: b.AllocationRow(1, "Paul", Decimal(5)),
}
"""One item of each list a command can hold."""


def kinds() -> list[type[c.Command]]:
    """List them, each as its module names it: a class with slots has a predecessor without."""
    known = {vars(sys.modules[one.__module__])[one.__name__] for one in c.Command.__subclasses__()}
    return sorted(known, key=lambda kind: str(kind.__name__))


def forged(kind: type[c.Command], ids: list[int]) -> Iterator[c.Command]:
    """Make a command with theirs in every field that can name something."""
    hints = typing.get_type_hints(kind)
    rest = [field.name for field in fields(kind) if field.name != "team"]
    choices = [list(_theirs(name, hints[name], ids)) for name in rest]
    longest = max([1, *map(len, choices)])
    for team, number in itertools.product((THEIRS, None), range(longest)):
        values = {name: some[number % len(some)] for name, some in zip(rest, choices, strict=True)}
        yield kind(team=team, **values)


def _theirs(name: str, hint: object, ids: list[int]) -> list[object]:
    parts = typing.get_args(hint)
    if hint is str:
        return [WORDS[name]] if name in WORDS else list(NAMES)
    if hint is bool or bool in parts:
        return [True]
    if hint is int or int in parts:
        return list(ids)
    if hint is Decimal or Decimal in parts:
        return [Decimal(5)]
    if hint is Week or Week in parts:
        return [Week(2026, 48), Week(2026, 49)]
    if c.SaidDay in parts:
        return [DAY]
    if datetime in parts:
        return [None]
    if c.Command in parts:
        return [c.Declare(team=THEIRS, lines=(LINE,), confirmed=True)]
    inner = parts[0]
    if typing.get_origin(inner) is tuple:
        return [((LINE,),)]
    return [(REPEATED[inner],)]


async def _rich(teams: TwoTeams) -> None:
    """Give the other team what only it knows."""
    stage = await teams.at("funding")
    for who, said in SAID:
        await stage.says(who, said)
        assert "quokka" not in said or "pas compris" not in stage.platform.sent[-1].plain
    await teams.put_back()
    shutil.copy(teams.folder / "now.db", teams.folder / "funding.db")


async def _ids(stage: Stage) -> list[int]:
    """Collect numbers that name something of theirs: members, rounds, what is numbered from 1."""
    async with stage.store.work() as work:
        members = [one.id for one in await work.teams.members(THEIRS)]
        rounds = [one.id for one in await work.rounds.all(THEIRS)]
    return sorted({1, THEIRS, *members, *rounds})


async def _press(stage: Stage, who: str, command: c.Command, token: str) -> None:
    async with stage.store.work() as work:
        account = await work.people.account("telegram", stage.user(who))
        assert account is not None
        person = account.person_id
        now = stage.clock.now()
        await work.prompts.offer([Offered(token, token, 0, person, None, False, command, now)])
    await stage.presses_key(who, Key("", token=token))


async def test_nothing_of_another_team_is_reached_by_any_argument(
    tmp_path: Path, threadless: None
) -> None:
    teams = TwoTeams(tmp_path)
    await teams.play()
    await _rich(teams)
    tried, wrong = 0, []
    theirs_hear = {OTHER_GROUP}
    for kind in kinds():
        for who in ("Aïcha", "Nadia"):
            ids = await _ids(await teams.at("funding"))
            tries = forged(kind, ids) if who == "Nadia" else itertools.islice(forged(kind, ids), 1)
            for command in tries:
                stage = await teams.at("funding")
                theirs_hear |= {stage.user(name) for name in OTHER_MEMBERS}
                heard = len(stage.platform.sent)
                tried += 1
                await _press(stage, who, command, f"t{tried}")
                said = stage.platform.sent[heard:]
                if teams.stored(THEIRS) != teams.before[THEIRS]:
                    wrong.append(f"{who} changed what is theirs by {command}")
                if any(one.chat_id in theirs_hear for one in said):
                    wrong.append(f"{who} spoke to them by {command}")
                if any(word in one.plain for one in said for word in PRIVATE):
                    wrong.append(f"{who} was told of them by {command}")
                assert not wrong, "\n".join(wrong)
                if teams.stored() != teams.before[0]:
                    await teams.put_back()
    await teams.put_back()
    assert tried > 3 * len(kinds())


def test_every_command_is_tried_with_theirs() -> None:
    assert {p.Forget, b.Fund, c.AnswerQuestion} <= set(kinds())
    named = [command for kind in kinds() for command in forged(kind, [7])]
    assert {type(one) for one in named} == set(kinds())
    assert c.AnswerQuestion(team=THEIRS, question=7, words="Paul", corrects=True) in named
