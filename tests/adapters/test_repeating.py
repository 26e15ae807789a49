"""What may have arrived is sent again only while the platform knows it as the same message."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from adapters.chat import Outgoing, SendError
from core.db import schema
from core.db.store import Store
from tests.peers.recorder import Recorder
from tests.peers.stage import Stage

MOMENTS = [(0, ("sent", 2)), (19, ("sent", 2)), (72, ("unknown", 1))]
"""So many hours after the answer was lost: what is recorded then, and how often it had left."""


class Hides(Recorder):
    """Takes a message and, once, loses its answer; what it knows it knows for twenty hours."""

    hidden = False

    async def send(self, outgoing: Outgoing, part: str, *, number: int, last: bool) -> str:
        arrived = await super().send(outgoing, part, number=number, last=last)
        if not self.hidden:
            self.hidden = True
            raise SendError("timed out", retry_after=0.01)
        return arrived

    def repeats_since(self, now: datetime) -> datetime | None:
        return now - timedelta(hours=20)


@pytest.fixture
async def stage(store: Store) -> Stage:
    """Nadia is about to be asked."""
    stage = Stage(store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Nadia")
    stage.clock.at = datetime.fromisoformat("2026-11-27T16:00+01:00")
    await stage.ticker.tick()
    hides = Hides()
    hides.sent = stage.platform.sent
    stage.platforms["telegram"] = stage.platform = hides
    await stage.restarts()
    return stage


async def fate(stage: Stage) -> tuple[str, int]:
    table = schema.outbox
    async with stage.store.reading() as connection:
        found = await connection.scalar(select(table.c.state).where(table.c.key == "prompt:1:1"))
    return str(found), sum(said.key.startswith("prompt:1:1@") for said in stage.heard("Nadia"))


@pytest.mark.parametrize(("hours", "expected"), MOMENTS)
async def test_a_machine_that_slept(
    stage: Stage, hours: int, expected: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def sleep(_seconds: float) -> None:
        stage.clock.at += timedelta(hours=hours)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    await stage.courier.drain()
    assert await fate(stage) == expected


@pytest.mark.parametrize(("hours", "expected"), MOMENTS)
async def test_a_process_that_was_down(
    stage: Stage, hours: int, expected: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = asyncio.Event()

    async def sleep(_seconds: float) -> None:
        waits.set()
        await asyncio.Event().wait()

    with monkeypatch.context() as ending:
        ending.setattr(asyncio, "sleep", sleep)
        process = asyncio.create_task(stage.courier.drain())
        await waits.wait()
        process.cancel()
        await asyncio.gather(process, return_exceptions=True)
    await stage.restarts()
    await stage.courier.begin()
    await stage.later(hours=hours, seconds=1)
    assert await fate(stage) == expected
