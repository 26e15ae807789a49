"""Reactions put under a message beforehand, so that one press answers it.

They are a comfort: the numbers stand in the message, and a reply does as well. So they leave after
the messages, and where a homeserver asked for patience they are left out.
"""

import asyncio
import logging
import time

import aiohttp

from adapters.matrix.client import Client
from adapters.matrix.errors import MatrixError
from adapters.matrix.writing import MOST_NUMBERS, reaction, transaction

log = logging.getLogger("semainier.matrix")

REST = 60.0
"""Seconds without any after the homeserver said it was too much."""


class Seeds:
    """Plants reactions one by one, in the background."""

    def __init__(self, client: Client) -> None:
        """Plant with one account."""
        self._client = client
        self._waiting: asyncio.Queue[tuple[str, str, int, str]] = asyncio.Queue()
        self._rest_until = 0.0

    def plant(self, room_id: str, event_id: str, count: int, key: str) -> None:
        """Ask for a reaction for each of `count` options of a message."""
        for number in range(1, min(count, MOST_NUMBERS) + 1):
            self._waiting.put_nowait((room_id, event_id, number, key))

    def rest(self) -> None:
        """Leave the homeserver alone for a while: messages go first."""
        self._rest_until = time.monotonic() + REST
        while not self._waiting.empty():
            self._waiting.get_nowait()

    async def sow(self) -> None:
        """Plant what is asked for, until cancelled."""
        while True:
            room_id, event_id, number, key = await self._waiting.get()
            if time.monotonic() < self._rest_until:
                continue
            txn = transaction(key, f"seed {number}")
            try:
                await self._client.send(room_id, "m.reaction", reaction(event_id, number), txn)
            except MatrixError as error:
                if error.limited:
                    self.rest()
                log.debug("a reaction could not be put: %s", error)
            except (aiohttp.ClientError, TimeoutError, KeyError) as error:
                log.debug("a reaction could not be put: %r", error)
