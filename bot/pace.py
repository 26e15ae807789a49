"""Keeping within a platform's limits, so that it never has to say no."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from adapters.chat import Limits

LATE = 2
"""Turns that may follow at once after a wake-up that came late, so that the pace is kept."""


class Pace:
    """Gives turns to speak: overall, to one chat, to one group within a window of time.

    Turns are in seconds of `time`; both functions can be replaced by a test's own.
    """

    def __init__(
        self,
        limits: Limits,
        time: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Begin with nothing said."""
        self._limits = limits
        self._time = time or asyncio.get_running_loop().time
        self._sleep = sleep
        self._next = 0.0
        self._chats: dict[str, float] = {}
        self._groups: dict[str, deque[float]] = {}

    async def turn(self, chat_id: str, *, group: bool) -> None:
        """Wait until one more message may go to a chat, and count it."""
        while (wait := self._reserve(chat_id, group=group)) > 0:
            await self._sleep(wait)

    def pause(self, seconds: float, chat_id: str | None = None) -> None:
        """Say nothing for a while, to one chat or to all: the platform asked for it."""
        until = self._time() + seconds
        if chat_id is None:
            self._next = max(self._next, until)
        else:
            self._chats[chat_id] = max(self._chats.get(chat_id, 0.0), until)

    def _reserve(self, chat_id: str, *, group: bool) -> float:
        now = self._time()
        ready = max(self._next, self._chats.get(chat_id, 0.0))
        said = self._groups.setdefault(chat_id, deque()) if group else None
        if said is not None:
            while said and said[0] <= now - self._limits.group_window:
                said.popleft()
            if len(said) >= self._limits.group_messages:
                ready = max(ready, said[0] + self._limits.group_window)
        if ready > now:
            return ready - now
        slot = 1 / self._limits.per_second
        self._next = max(self._next, now - LATE * slot) + slot
        self._chats[chat_id] = now + self._limits.chat_gap
        if said is not None:
            said.append(now)
        if len(self._chats) > 10_000:
            self._chats = {chat: at for chat, at in self._chats.items() if at > now}
        return 0.0
