"""What falls due while nobody runs the bot: the process finds it in the tables when it starts.

The days before are lived in this process, by the same parts on a clock set by hand.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.config import load
from bot.main import compose, platforms_of
from bot.ticker import Ticker
from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade
from tests.peers.botapi import BotApi, User
from tests.peers.process import DAYS, Running, gathered, written
from tests.peers.stage import SetClock

NOW = datetime.now(UTC)
YESTERDAY, TOMORROW = NOW - timedelta(days=1), NOW + timedelta(days=1)
AN_HOUR_AGO = NOW - timedelta(hours=1)


@dataclass(frozen=True)
class Past:
    """A bot that runs at some time in the past."""

    clock: SetClock
    ticker: Ticker


def slot(at: datetime) -> str:
    return f"{DAYS[at.weekday()]} {at:%H:%M}"


@asynccontextmanager
async def living(bot: Running, at: datetime) -> AsyncIterator[Past]:
    config = load(bot.config)
    database = Database(config.database.url)
    await upgrade(database)
    (platform,) = platforms_of(config)
    await platform.open()
    clock = SetClock(at)
    parts = compose(config, Store(database), [platform], clock)
    async with asyncio.TaskGroup() as tasks:
        running = [
            tasks.create_task(part)
            for part in (
                platform.listen(parts.desk.receive, None),
                parts.desk.run(),
                parts.courier.run(),
            )
        ]
        yield Past(clock, parts.ticker)
        await parts.courier.settle()
        for task in running:
            task.cancel()
    await platform.shut()
    await database.dispose()


def count(user: User, piece: str) -> int:
    return sum(piece in message.text for message in user.inbox)


async def test_it_opens_the_week_whose_time_has_come(api: BotApi, tmp_path: Path) -> None:
    times = {"open": slot(YESTERDAY), "remind": [], "close": slot(TOMORROW), "timezone": "UTC"}
    bot = Running(tmp_path, api, **times)
    async with living(bot, NOW - timedelta(days=2)):
        team = await gathered(api, "Aïcha", "Bob")
    assert not count(team["Aïcha"], "Que valait")
    async with bot:
        for user in team.members.values():
            await user.expect("Que valait ta contribution", after=0)
        assert await bot.stop() == 0
        await bot.start()
        await team["Aïcha"].say("45")
        await team["Aïcha"].expect("C’est noté")
        assert [count(user, "Que valait") for user in team.members.values()] == [1, 1]


async def test_it_reminds_who_has_not_answered_and_nobody_else(api: BotApi, tmp_path: Path) -> None:
    times = {
        "open": slot(YESTERDAY),
        "remind": [slot(AN_HOUR_AGO)],
        "close": slot(TOMORROW),
        "timezone": "UTC",
    }
    bot = Running(tmp_path, api, **times)
    async with living(bot, NOW - timedelta(days=2)) as past:
        team = await gathered(api, "Aïcha", "Bob")
        past.clock.at = YESTERDAY
        await past.ticker.tick()
        await team["Aïcha"].expect("Que valait", after=0)
        await team["Aïcha"].say("45")
        await team["Aïcha"].expect("C’est noté")
    async with bot:
        await team["Bob"].expect("il manque ta réponse", after=0)
        await team["Bob"].say("/passe")
        await team["Bob"].expect("tu passes la semaine")
        assert [count(user, "il manque") for user in team.members.values()] == [0, 1]
        assert [count(user, "Que valait") for user in team.members.values()] == [1, 1]


async def test_it_closes_the_week_that_ended_and_posts_it_once(api: BotApi, tmp_path: Path) -> None:
    times = {"open": slot(YESTERDAY), "remind": [], "close": slot(AN_HOUR_AGO), "timezone": "UTC"}
    bot = Running(tmp_path, api, **times)
    async with living(bot, NOW - timedelta(days=2)) as past:
        team = await gathered(api, "Aïcha", "Bob")
        past.clock.at = YESTERDAY
        await past.ticker.tick()
        await team["Aïcha"].expect("Que valait", after=0)
        await team["Aïcha"].say("45")
        await team["Aïcha"].expect("C’est noté")
    async with bot:
        post = written(await team.group.expect("Total demandé", after=0))
        assert "• Aïcha : demandé 45,00 K, accordé 45,00 K" in post
        assert "N’a pas répondu : Bob" in post
        assert "Reporté à la semaine suivante : 555,00 K" in post
        await team["Bob"].say("50")
        await team["Bob"].expect("Aucun tour n’est ouvert")
        assert await bot.stop() == 0
        await bot.start()
        await team["Bob"].say("/budget")
        await team["Bob"].expect("Reporté : 555,00 K".replace(" K", "\u00a0K"))
        assert sum("Total demandé" in message.text for message in team.group.messages) == 1
        assert await bot.stop() == 0
        assert (await bot.audit())[0] == 0
