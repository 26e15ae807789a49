"""How fast one may talk, and how things go wrong on demand."""

import asyncio
import math
import time
from dataclasses import dataclass, field
from typing import Literal, get_args

from .wire import ApiError, Params, too_many_requests

FaultKind = Literal[
    "400", "403", "429", "500", "502",
    "drop_before", "drop_after", "timeout_after", "hang", "late",
]  # fmt: skip
"""What a fault does: answer with an error and do nothing; close the connection before or after
the effect; stay silent after the effect; stay silent and do nothing; go on only when `released`
is set."""

_DESCRIPTIONS = {
    "400": "Bad Request: something is wrong",
    "403": "Forbidden: bot was blocked by the user",
    "500": "Internal Server Error",
    "502": "Bad Gateway",
}


@dataclass(slots=True)
class Fault:
    """Something that will go wrong, `times` times."""

    kind: FaultKind
    method: str | None = None
    times: int = 1
    chat_id: int | None = None
    retry_after: int = 1
    description: str | None = None
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        if self.kind not in get_args(FaultKind):
            raise ValueError(f"no such fault: {self.kind}")
        if self.method is not None:
            self.method = self.method.lower()

    def meets(self, method: str, params: Params) -> bool:
        """Tell whether this request is one of those it waits for."""
        return (self.method is None or self.method == method) and (
            self.chat_id is None or self.chat_id == params.integer("chat_id")
        )

    def error(self) -> ApiError | None:
        """Return the refusal to answer with, if that is its kind."""
        if self.kind == "429":
            return too_many_requests(self.retry_after)
        if self.kind in _DESCRIPTIONS:
            return ApiError(int(self.kind), self.description or _DESCRIPTIONS[self.kind])
        return None


class Faults(list[Fault]):
    """The faults still armed, used up in the order in which they were armed."""

    def take(self, method: str, params: Params) -> Fault | None:
        """Use up one fault that meets this request."""
        for fault in self:
            if fault.meets(method, params):
                fault.times -= 1
                if fault.times <= 0:
                    self.remove(fault)
                return fault
        return None


class Bucket:
    """So many at once, so many a second after that."""

    __slots__ = ("at", "capacity", "closed_until", "level", "rate")

    def __init__(self, capacity: float, rate: float, now: float) -> None:
        self.capacity = capacity
        self.rate = rate
        self.level = capacity
        self.at = now
        self.closed_until = now

    def wait(self, now: float) -> float:
        """Say how long until one more may pass; 0 is now."""
        self.level = min(self.capacity, self.level + (now - self.at) * self.rate)
        self.at = now
        if now < self.closed_until:
            return self.closed_until - now
        return max(0.0, (1.0 - self.level) / self.rate)


class Limits:
    """Telegram's limits on messages: 30 a second, one a second a person, 20 a minute a group.

    As on the real server, who comes back before `retry_after` has passed is refused again.
    """

    def __init__(self, enabled: bool, scale: float) -> None:
        self.enabled = enabled
        self.scale = scale

    @property
    def scale(self) -> float:
        """How many of the server's seconds pass in one of ours; a change starts afresh."""
        return self._scale

    @scale.setter
    def scale(self, scale: float) -> None:
        self._scale = scale
        self._overall = Bucket(30, 30, self._now())
        self._chats: dict[int, Bucket] = {}

    def take(self, chat_id: int, *, private: bool) -> None:
        """Let one message pass, or raise 429."""
        if not self.enabled:
            return
        now = self._now()
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = Bucket(3, 1, now) if private else Bucket(20, 20 / 60, now)
            self._chats[chat_id] = chat
        for bucket in (self._overall, chat):
            if wait := bucket.wait(now):
                retry_after = max(1, math.ceil(wait))
                bucket.closed_until = now + retry_after
                raise too_many_requests(retry_after)
        self._overall.level -= 1
        chat.level -= 1

    def _now(self) -> float:
        return time.monotonic() * self._scale
