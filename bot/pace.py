"""Keeping within a platform's limits, so that it never has to say no."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from adapters.chat import Limits

LATE = 2
"""Turns that may follow at once after a wake-up that came late, so that the pace is kept."""

SLOWEST = 30.0
"""Seconds between two messages, at most, on a platform that asked for patience."""

FASTER = 0.8
"""What the gap between two messages is multiplied by after each that was taken."""


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
        self._slot = 1 / limits.per_second
        self._next = 0.0
        self._chats: dict[str, float] = {}
        self._groups: dict[str, deque[float]] = {}

    async def ready(self, chat_id: str, *, group: bool) -> None:
        """Wait until a chat's own limits allow one more message; nothing is counted yet."""
        while (wait := self._chat_ready(chat_id, group=group) - self._time()) > 0:
            await self._sleep(wait)

    async def turn(self, chat_id: str, *, group: bool) -> None:
        """Wait until one more message may go to a chat, and count it: it leaves at once."""
        while (wait := self._reserve(self._chat_ready(chat_id, group=group))) > 0:
            await self._sleep(wait)
        now = self._time()
        self._chats[chat_id] = now + self._limits.chat_gap
        if group:
            self._groups[chat_id].append(now)
        if len(self._chats) > 10_000:
            self._chats = {chat: at for chat, at in self._chats.items() if at > now}

    async def aside(self) -> None:
        """Wait until a request that is no message may leave, and count it overall."""
        while (wait := self._reserve(0.0)) > 0:
            await self._sleep(wait)

    def pause(self, seconds: float) -> None:
        """Say nothing for a while: the platform asked for it."""
        self._next = max(self._next, self._time() + seconds)
        if self._limits.adaptive:
            self._slot = max(self._slot, min(seconds, SLOWEST))

    def went_well(self) -> None:
        """Come back, step by step, from the pace a platform asked for."""
        self._slot = max(1 / self._limits.per_second, self._slot * FASTER)

    def _chat_ready(self, chat_id: str, *, group: bool) -> float:
        """Tell when a chat's own limits allow one more message."""
        ready = self._chats.get(chat_id, 0.0)
        if group:
            now = self._time()
            said = self._groups.setdefault(chat_id, deque())
            while said and said[0] <= now - self._limits.group_window:
                said.popleft()
            if len(said) >= self._limits.group_messages:
                ready = max(ready, said[0] + self._limits.group_window)
        return ready

    def _reserve(self, chat_ready: float) -> float:
        """Take the next turn overall; if it is too early, tell how long to wait instead."""
        now = self._time()
        ready = max(self._next, chat_ready)
        if ready > now:
            return ready - now
        self._next = max(self._next, now - LATE * self._slot) + self._slot
        return 0.0
