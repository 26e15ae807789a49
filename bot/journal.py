"""The journal: that a message departs, and what became of it, is stored around its request."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from core.db.mail import Outcome
from core.db.store import Store


class Journal:
    """Marks and records what is sent; those asked for at the same time share a transaction."""

    def __init__(self, store: Store) -> None:
        """Write to a store."""
        self._store = store
        self._departing: dict[int, asyncio.Future[bool]] = {}
        self._departing_at: datetime | None = None
        self._outcomes: list[tuple[Outcome, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def depart(self, message_id: int, at: datetime) -> bool:
        """Mark a message in flight; False if it was not waiting any more."""
        self._departing_at = at
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._departing[message_id] = future
        self._write_soon()
        return await future

    async def record(self, outcome: Outcome) -> None:
        """Store what became of a message."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._outcomes.append((outcome, future))
        self._write_soon()
        await future

    def drop(self) -> None:
        """Forget what is not stored yet: nobody waits for it any more."""
        if self._writer is not None:
            self._writer.cancel()
        self._writer = None
        self._departing, self._outcomes = {}, []

    async def written(self) -> None:
        """Wait until all that was asked for is stored."""
        if self._writer is not None:
            await self._writer

    def _write_soon(self) -> None:
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())

    async def _write(self) -> None:
        while self._departing or self._outcomes:
            departing, self._departing = self._departing, {}
            outcomes, self._outcomes = self._outcomes, []
            try:
                kept = partial(self._keep, [outcome for outcome, _ in outcomes], set(departing))
                granted = await self._store.database.trouble.outlast(kept)
                self._store.database.trouble.over()
            except Exception as error:
                waiters: list[asyncio.Future[Any]] = [*departing.values()]
                waiters += [future for _, future in outcomes]
                for waiter in waiters:
                    if not waiter.done():
                        waiter.set_exception(error)
                continue
            for message_id, waiting in departing.items():
                if not waiting.done():
                    waiting.set_result(message_id in granted)
            for _, recorded in outcomes:
                if not recorded.done():
                    recorded.set_result(None)

    async def _keep(self, outcomes: Sequence[Outcome], departing: Collection[int]) -> set[int]:
        """Store outcomes, and which messages depart; return those that may."""
        async with self._store.work("courier.depart" if departing else "courier.record") as work:
            await work.outbox.record(outcomes)
            if not departing or self._departing_at is None:
                return set()
            return await work.outbox.depart(departing, self._departing_at)
