"""The housekeeper: what was promised about people's data is done, also outside transactions.

Who was forgotten is written in a register; once their last message is out, their chat is let go
of, and nothing of them is left in files. What is kept for a while only is emptied in time.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.chat import Platform, SendError
from bot.register import Register
from core.app.ports import Clock
from core.crashpoints import crashpoint
from core.db.store import Store
from core.db.trouble import is_trouble

log = logging.getLogger("semainier.housekeeper")

EVERY = 20.0
"""Seconds between two looks."""

RETIRES = timedelta(hours=1)
"""How often what is old is emptied."""

RECENT = timedelta(days=1)
"""After a start, files are gone over again if somebody was forgotten so short a time ago: the
process may have ended before they were."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long what arrived, and the words of what was sent, are kept."""

    raw: timedelta
    sent: timedelta


class Housekeeper:
    """Tidies until cancelled."""

    def __init__(
        self,
        store: Store,
        platforms: Mapping[str, Platform],
        clock: Clock,
        keeping: Keeping,
        register: Register,
    ) -> None:
        """Look after a store, and after what platforms keep by themselves."""
        self._store = store
        self._platforms = platforms
        self._clock = clock
        self._keeping = keeping
        self._register = register
        self._retired_at: datetime | None = None
        self._scrubs = False

    async def run(self) -> None:
        """Tidy now and then; what fails is tried again."""
        while True:
            try:
                await self.tidy()
            except Exception as error:
                if is_trouble(error):
                    self._store.database.trouble.met(error)
                else:
                    log.exception("the house could not be tidied; it is tried again")
            await asyncio.sleep(EVERY)

    async def tidy(self) -> None:
        """Do all there is to do."""
        now = self._clock.now()
        await self._forget(now)
        if self._retired_at is None or now - self._retired_at >= RETIRES:
            async with self._store.work("house.empty-old") as work:
                emptied = await work.rights.empty_old(
                    now - self._keeping.raw, now - self._keeping.sent
                )
            self._retired_at = now
            if emptied:
                log.info("emptied %s old messages", emptied)

    async def _forget(self, now: datetime) -> None:
        async with self._store.work("house.look") as work:
            erasures = await work.rights.erasures()
            chats = await work.rights.last_chats()
        if self._retired_at is None:
            self._scrubs = any(at > now - RECENT for at in erasures.values())
        self._scrubs |= self._register.add(erasures)
        for key, platform, chat_id in chats:
            if await self._let_go(platform, chat_id):
                async with self._store.work("house.let-go") as work:
                    await work.rights.let_go(key)
                self._scrubs = True
        if self._scrubs:
            async with self._store.work("house.empty-arrived") as work:
                await work.rights.empty_what_arrived()
            await self._store.database.scrub()
            crashpoint("house.scrubbed")
            self._scrubs = False

    async def _let_go(self, platform: str, chat_id: str) -> bool:
        """Let a platform forget a chat; False if that has to be tried again."""
        if platform not in self._platforms:
            return True
        try:
            crashpoint("house.forget.before")
            await self._platforms[platform].forget(chat_id)
            crashpoint("house.forget.after")
        except SendError as error:
            log.warning("a chat of %s is still to be forgotten: %s", platform, error.reason)
            return error.permanent
        return True
