"""Waiting for a change without ever sleeping a fixed time."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Bell:
    """Wakes whoever waits for a change; ringing costs nothing while nobody waits."""

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []

    def ring(self) -> None:
        """Let all who wait look again."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def heard(self) -> None:
        """Wait for the next ring."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        await future

    async def until(
        self, look: Callable[[], T | None], seconds: float, story: Callable[[], str]
    ) -> T:
        """Look at every ring until there is something; else fail with the story so far."""
        try:
            async with asyncio.timeout(seconds):
                while not (seen := look()):
                    await self.heard()
                return seen
        except TimeoutError:
            raise AssertionError(f"nothing came in {seconds:g} s\n{story()}") from None
