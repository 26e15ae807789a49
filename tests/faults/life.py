"""One life of the bot: it starts on what the last one left, and goes on with the story.

The parts are the real ones, put together as `run` does; only the network is not there.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy import text

import bot.desk
from adapters.chat import File
from bot import main
from bot.catching_up import catch_up
from bot.config import Config
from bot.main import Bot
from core.app.audit import audit_beyond, audit_team
from core.db.alone import alone
from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade
from tests.faults.story import STORY, At, Does, Sets, moment, update
from tests.faults.world import TELEGRAM, Lasting, World, platforms
from tests.peers.stage import SetClock


@dataclass
class Result:
    """What is left at the end of the story, as far as two runs of it can be compared."""

    breaches: list[str]
    revisions: list[list[Any]]
    book: list[list[Any]]
    events: list[list[Any]]
    letters: list[list[Any]]
    """(key, state, chat, message ids) of each message of the outbox."""
    sent: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Clock(SetClock):
    """Time stands still between two steps."""


async def live(
    folder: Path, url: str, until: int = len(STORY), after: timedelta = timedelta()
) -> None:
    """Start, some time `after` the last step, and go on with the story up to a step."""
    world = World(folder)
    clock = Clock(moment(max(0, world.get("step") - 1)) + after)
    database = Database(url)
    with _small_files(), _a_bug(), mock.patch.object(main, "SystemClock", return_value=clock):
        async with alone(database):
            await upgrade(database)
            made = platforms(world)
            running = main.compose(config_of(folder, url), Store(database), made, clock)
            for one in made:
                one.renewed = one.name == TELEGRAM and bool(world.get("renewed"))
            await main._tell_if_renewed(running)
            await _starts(running, made, clock)
            for number in range(world.get("step"), until):
                clock.at = moment(number)
                _does(world, number)
                world.put("step", number + 1)
                await _goes_on(running, made)
    await database.dispose()


def config_of(folder: Path, url: str) -> Config:
    return Config(
        database={"url": url},
        telegram={"token": "123:ABC"},
        matrix={
            "homeserver": "https://hs.test",
            "user_id": "@bot:hs.test",
            "store": folder / "matrix-store",
        },
        retention={"erasures": folder / "erasures.txt"},
    )


def _does(world: World, number: int) -> None:
    """Let a step happen outside the bot, once."""
    match STORY[number]:
        case Does() as does:
            if all(line["id"] != number + 1 for line in world.lines("updates")):
                world.add("updates", update(world, number, does))
        case Sets(name, value):
            world.put(name, value)
        case At():
            pass


async def _starts(running: Bot, made: Sequence[Lasting], clock: Clock) -> None:
    """See `bot.main`: what waited is handled before the first tick, and before anything leaves."""
    async with running.store.work("start.look") as work:
        restored = await work.restores.pending() is not None
    if restored:
        await _receives(running, made)
        await catch_up(running.store, clock, running.ticker.tick)
    await running.courier.begin()
    await _goes_on(running, made)


async def _receives(running: Bot, made: Sequence[Lasting]) -> None:
    for one in made:
        await one.delivers(running.desk.receive, await running.store.position(one.name))
    while await running.desk.handle_waiting():
        pass


async def _goes_on(running: Bot, made: Sequence[Lasting]) -> None:
    await _receives(running, made)
    await running.ticker.tick()
    await running.courier.drain()
    await running.housekeeper.tidy()


def _a_bug() -> Any:
    """A message that breaks us."""
    handle: Any = vars(bot.desk)["handle"]

    async def broken(command: Any, *rest: Any) -> Any:
        if "CASSE" in repr(command):
            raise RuntimeError("a bug")
        return await handle(command, *rest)

    return mock.patch.object(bot.desk, "handle", broken)


def _small_files() -> Any:
    """Charts take a second to draw, which nobody looks at here."""

    async def drawn(*_: Any) -> File:
        return File("weeks.png", "image/png", b"png")

    return mock.patch("bot.courier.drawn", drawn)


async def result(folder: Path, url: str) -> Result:
    """Look at what is left, and audit it."""
    database = Database(url)
    store = Store(database)
    breaches: list[Any] = []
    for team_id in await store.team_ids():
        async with store.work() as work:
            breaches += await audit_team(work, await work.teams.get(team_id))
    async with store.work() as work:
        breaches += await audit_beyond(work)
        breaches += await work.outbox.sent_twice()
    async with store.reading() as connection:

        async def rows(sql: str) -> list[list[Any]]:
            return [list(row) for row in await connection.execute(text(sql))]

        found = Result(
            [repr(breach) for breach in breaches],
            await rows(
                "SELECT DENSE_RANK() OVER (ORDER BY m.id), w.week, r.revision, r.answer, r.claim"
                " FROM revisions r JOIN members m ON m.id = r.member_id"
                " JOIN rounds w ON w.id = r.round_id ORDER BY 1, 2, 3"
            ),
            in_ranks(
                await rows(
                    "SELECT t.seq, t.kind, t.week, p.account, p.amount FROM transactions t"
                    " JOIN postings p ON p.team_id = t.team_id AND p.seq = t.seq"
                    " ORDER BY t.seq, p.position"
                )
            ),
            await rows("SELECT platform, event_id, state FROM inbox ORDER BY 1, 2"),
            await rows("SELECT key, state, chat_id, message_ids FROM outbox ORDER BY id"),
        )
    await database.dispose()
    found.sent = World(folder).lines("sent")
    return found


def in_ranks(book: list[list[Any]]) -> list[list[Any]]:
    """Count those in the accounts from one: a number given in vain is not given again."""
    ids: dict[str, set[int]] = {}
    for *_, account, _amount in book:
        kind, _, number = account.rpartition(":")
        if number.isdecimal():
            ids.setdefault(kind, set()).add(int(number))

    def ranked(account: str) -> str:
        kind, _, number = account.rpartition(":")
        known = sorted(ids.get(kind, ())) if number.isdecimal() else []
        return f"{kind}:{known.index(int(number))}" if known else account

    return [[*rest, ranked(account), amount] for *rest, account, amount in book]


def as_json(found: Result) -> str:
    return json.dumps(found.__dict__)
