"""The ticker: wakes up every 30 seconds and does what the tables say is due.

APScheduler is a wake-up here, never a memory: no job store, one interval job, and whatever it
misses the next wake-up finds.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from adapters.chat import Pulse
from core.app.ports import Clock
from core.app.tick import tick_team
from core.db.store import Store
from core.db.trouble import is_trouble

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
        self._trouble = store.database.trouble
        self.pulse = Pulse()

    async def run(self) -> None:
        """Wake up every `EVERY` seconds, until cancelled."""
        scheduler = AsyncIOScheduler(timezone="UTC")
        scheduler.add_job(
            self.tick, "interval", seconds=EVERY, coalesce=True, misfire_grace_time=None
        )
        scheduler.start()
        try:
            await asyncio.Event().wait()
        finally:
            scheduler.shutdown(wait=False)

    async def tick(self, at: datetime | None = None) -> None:
        """Do what is due for every team (at a past instant), each in its own transaction."""
        now = at or self._clock.now()
        try:
            due = await self._store.due_teams(now)
        except Exception as error:
            if not is_trouble(error):
                raise
            self._trouble.met(error)
            due = ()
        for team_id in due:
            self.pulse.beat()
            try:
                async with self._store.work("tick.team") as work:
                    await tick_team(work, team_id, now)
            except Exception as error:
                if is_trouble(error):
                    self._trouble.met(error)
                    break
                log.exception("the tick of team %s broke; it is tried again", team_id)
        self.pulse.beat()
        self._posted()
