"""The ticker: wakes up every 30 seconds and does what the tables say is due.

APScheduler is a wake-up here, never a memory: no job store, one interval job, and whatever it
misses the next wake-up finds.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from core.app.ports import Clock
from core.app.tick import tick_team
from core.db.store import Store

log = logging.getLogger("semainier.ticker")

EVERY = 30
"""Seconds between two wake-ups."""


class Ticker:
    """Calls the tick. `posted` is called when there is something to send."""

    def __init__(self, store: Store, clock: Clock, posted: Callable[[], None]) -> None:
        """Look after every team of a store."""
        self._store = store
        self._clock = clock
        self._posted = posted
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        """Wake up now, and every `EVERY` seconds."""
        self._scheduler.add_job(
            self.tick, "interval", seconds=EVERY, coalesce=True, misfire_grace_time=None
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Wake up no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def tick(self, at: datetime | None = None) -> None:
        """Do what is due for every team (at a past instant), each in its own transaction."""
        now = at or self._clock.now()
        for team_id in await self._store.due_teams(now):
            try:
                async with self._store.work() as work:
                    await tick_team(work, team_id, now)
            except Exception:
                log.exception("the tick of team %s broke; it is tried again", team_id)
        self._posted()
