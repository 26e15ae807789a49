"""kill -9 at ten random moments of a week: nothing confirmed is lost, nothing counts twice."""

import asyncio
import os
import random
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.peers.botapi import BotApi, Message, User
from tests.peers.process import Cooperative, Running, gathered, written

KILLS = 10
PEOPLE = ("Aïcha", "Bob", "Chloé", "Dany", "Enzo")
MOMENTS = [("getMe", 1), ("setMyCommands", 3), ("getUpdates", 2)] + [("sendMessage", 5)] * 7
"""What is waited for before a kill (requests of which method, how many at most): mostly sends."""

SKIPPED, WITHDRAWN = "skipped", "withdrawn"


@dataclass
class Member:
    """Somebody who answers in all ways, and what each answer should have left behind."""

    user: User
    revisions: list[tuple[str, int]] = field(default_factory=list)
    message: Message | None = None
    pressed: bool = False

    async def acts(self, chance: random.Random, cents: int) -> None:
        """Do one thing; `cents` was never said before."""
        can = [self.says, self.says, self.skips]
        if self.revisions and self.revisions[-1][0] != WITHDRAWN:
            can.append(self.withdraws)
        if self.message is not None:
            can += [self.edits, self.edits]
        if not self.pressed and any(message.button("0,00") for message in self.user.inbox):
            can.append(self.presses)
        await chance.choice(can)(cents)

    async def says(self, cents: int) -> None:
        self.message = await self.user.say(f"{cents / 100:.2f}")
        self.revisions.append(("declared", cents))

    async def edits(self, cents: int) -> None:
        assert self.message is not None
        await self.user.edit(self.message, f"{cents / 100:.2f}")
        self.revisions.append(("declared", cents))

    async def skips(self, _cents: int) -> None:
        await self.user.say("/passe")
        self._answers(SKIPPED)

    async def withdraws(self, _cents: int) -> None:
        await self.user.say("/retirer")
        self._answers(WITHDRAWN)

    async def presses(self, _cents: int) -> None:
        await self.user.tap(None, "0,00")
        self.pressed = True
        self._answers("declared")

    def _answers(self, answer: str) -> None:
        self.message = None
        self.revisions.append((answer, 0))


def rows(bot: Running, sql: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(f"file:{bot.database}?mode=ro", uri=True) as connection:
        return connection.execute(sql).fetchall()


async def settled(bot: Running) -> None:
    """Wait until all that arrived is handled and all that was to be said has left."""
    left = (
        "SELECT id FROM inbox WHERE state = 'waiting' UNION ALL"
        " SELECT id FROM outbox WHERE state IN ('waiting', 'in_flight')"
    )
    async with asyncio.timeout(90):
        while rows(bot, left):  # noqa: ASYNC110 - a database rings no bell
            await asyncio.sleep(0.05)


async def power_cut(
    bot: Running, api: BotApi, chance: random.Random, moments: Sequence[tuple[str, int]] = MOMENTS
) -> None:
    """Kill it as soon as it asked for so many things of a kind; start it again."""
    method, most = chance.choice(moments)
    wanted = len(api.calls(method)) + chance.randint(1, most)
    if method in {"getMe", "setMyCommands"}:
        await bot.kill()
        await bot.start()
    await api.until(lambda: len(api.calls(method)) >= wanted, timeout=60)
    for _ in range(chance.randrange(4)):
        await asyncio.sleep(0)  # the answer is under way, or has left
    await bot.kill()
    await bot.start()


async def live(team: Cooperative, bot: Running, chance: random.Random) -> dict[str, Member]:
    """Everybody answers in every way while the power is cut again and again."""
    members = {name: Member(team[name]) for name in PEOPLE}
    await team.nadia.say("/ouvrir")
    for cut in range(KILLS - 1):
        for name in chance.sample(PEOPLE, len(PEOPLE)):
            cents = 1000 * (PEOPLE.index(name) + 1) + 11 * (cut + 1)
            await members[name].acts(chance, cents)
        await team.nadia.say("/etat")
        team.api.repeat_updates(chance.randrange(3))
        await power_cut(bot, team.api, chance)
    return members


def told_twice(bot: Running, team: Cooperative) -> list[str]:
    """What a chat got more often than the outbox can explain.

    Each message is one that a row knows to be sent, or one of those nobody knows about.
    """
    known: dict[str, set[str]] = {}
    unknown: Counter[str] = Counter()
    for chat_id, state, ids in rows(bot, "SELECT chat_id, state, message_ids FROM outbox"):
        if state == "unknown":
            unknown[chat_id] += 1
        known.setdefault(chat_id, set()).update(re.findall(r"\d+", ids or ""))
    wrong = []
    private = [user.chat for user in (team.nadia, *team.members.values())]
    for chat in (team.group, *private):
        got = {str(message.message_id) for message in chat.sent}
        sure = known.get(str(chat.id), set())
        if sure - got or len(got - sure) > unknown[str(chat.id)]:
            wrong.append(chat.transcript())
    return wrong


async def test_a_week_with_ten_power_cuts(api: BotApi, tmp_path: Path) -> None:
    seed = int(os.environ.get("KILL_SEED") or random.SystemRandom().randrange(10**6))
    print(f"KILL_SEED={seed}")  # noqa: T201 - to play a failure again
    first_update = api.world.updates._next_id
    async with Running(tmp_path, api) as bot:
        team = await gathered(api, *PEOPLE)
        chance = random.Random(seed)
        members = await live(team, bot, chance)
        await team.nadia.say("/fermer")
        await power_cut(bot, api, chance, [("sendMessage", 1)])
        await api.until(lambda: not api.pending_updates, timeout=60)
        await settled(bot)

        said = [
            (name, answer, claim)
            for name, member in members.items()
            for answer, claim in member.revisions
        ]
        counted = rows(
            bot,
            "SELECT name, answer, claim FROM revisions JOIN members ON members.id = member_id"
            " ORDER BY member_id, revision",
        )
        assert sorted(counted, key=lambda row: PEOPLE.index(row[0])) == said
        events = rows(bot, "SELECT event_id, state FROM inbox ORDER BY CAST(event_id AS INTEGER)")
        ids = range(first_update, api.world.updates._next_id)
        assert events == [(str(number), "handled") for number in ids]

        claims = {
            name: member.revisions[-1][1]
            for name, member in members.items()
            if member.revisions[-1][0] == "declared"
        }
        await team.nadia.say("/bilan")
        post = written(await team.nadia.expect("Total demandé"))
        shown = re.findall(r"• (\S+) : demandé ([\d ]+,\d\d) K, accordé ([\d ]+,\d\d) K", post)
        assert {name: cents(claim) for name, claim, _ in shown} == claims
        assert {name: cents(award) for name, _, award in shown} == claims
        left = 600_00 - sum(claims.values())
        assert cents(post.split("Reporté à la semaine suivante : ")[1].split(" K")[0]) == left

        await settled(bot)
        assert told_twice(bot, team) == []
        fates = dict(rows(bot, "SELECT state, count(*) FROM outbox GROUP BY state"))
        assert fates.keys() <= {"sent", "unknown"}, fates
        assert await bot.stop() == 0
        assert await bot.audit() == (0, "1 team checked: all is well\n")


def cents(said: str) -> int:
    return int(re.sub(r"\D", "", said))
