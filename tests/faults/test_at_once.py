"""Two processes at one database, as after a start that was done twice: nothing is lost or doubled.

`mutations.py` takes the protections away one by one and sees these fail.
"""

import asyncio
from datetime import UTC, datetime

from sqlalchemy import func, select

from core.app.records import Letter
from core.app.says import text
from core.db import schema
from core.db.engine import Database
from core.db.store import Store, Work
from core.domain.calendar import Week
from core.domain.plan import PlannedWeek
from tests.peers.stage import Stage

WEEK = Week.parse("2030-W01")
EACH = 20


async def test_two_processes_lose_nothing_of_each_other(any_store: Store, url: str) -> None:
    stage = Stage(any_store, "2026-11-24T10:00+01:00")
    await stage.sets_up()
    (team_id,) = await any_store.team_ids()
    other = Store(Database(url))

    async def adds(store: Store) -> None:
        for _ in range(EACH):
            async with store.work() as work:
                await work.teams.get(team_id)
                planned = await work.plans.released(team_id, WEEK, WEEK)
                await asyncio.sleep(0)
                await work.plans.put(team_id, PlannedWeek(WEEK, planned.amount + 1))

    await asyncio.gather(adds(any_store), adds(other))
    async with any_store.work() as work:
        assert (await work.plans.released(team_id, WEEK, WEEK)).amount == 2 * EACH
    await other.database.dispose()


async def test_what_is_said_under_one_key_is_sent_once(any_store: Store, url: str) -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    other = Store(Database(url))

    async def posts(work: Work) -> None:
        said = text("arrived-in-group")
        letter = Letter("prompt:1:1", "telegram", "7", True, "fr", said, None, now)
        await work.outbox.post([letter])

    async def says(store: Store) -> None:
        async with store.work() as work:
            await posts(work)
            await work.flush()
            await posts(work)

    await asyncio.gather(says(any_store), says(other))
    async with any_store.reading() as connection:
        count = select(func.count()).select_from(schema.outbox)
        assert await connection.scalar(count) == 1
    await other.database.dispose()
