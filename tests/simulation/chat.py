"""A chat platform that does what platforms do: loses, doubles, delays, shuffles, refuses, hides."""

import asyncio
import json
import math
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from adapters.chat import File, Limits, Manner, Outgoing, Receive, SendError
from tests.peers.recorder import Recorder
from tests.simulation.clockwork import GRAIN
from tests.simulation.machine import Power

DAY = 86_400.0
BATCH = 20
GROUPS = {"telegram": "-100", "matrix": "!group"}

TELEGRAM, MATRIX = "telegram", "matrix"
FREE = Limits(math.inf, 0, 10**9, 1)
"""No pace to keep: `tests/app/test_pace.py` has that, and here it would only cost time."""

POLL, CALM_POLL = 900.0, 60.0
"""Seconds between two looks at what happened: what comes together is handled together."""

MANNERS = {TELEGRAM: Manner(), MATRIX: Manner(sign="!", links=False, tables=True)}


@dataclass
class Update:
    """Something that happened, on its way: from when on, and how many times more."""

    id: str
    payload: str
    born: float
    due: float
    times: int = 1


@dataclass(frozen=True)
class Arrived:
    """A message that somebody sees; `again` if it was shown before and is not shown anew."""

    platform: str
    outgoing: Outgoing
    number: int
    id: str


class Chat(Recorder):
    """Implements `adapters.chat.Platform`, badly: how badly is `trouble`, 0 for not at all."""

    def __init__(
        self,
        name: str,
        chance: random.Random,
        power: Power,
        time: Callable[[], float],
        shown: Callable[[Arrived], None],
    ) -> None:
        super().__init__(name, limits=FREE, manner=MANNERS[name])
        self.trouble = 0.0
        self.group = GROUPS[name]
        self.chats = {self.group}
        """Those that are there; a message to any other is refused for good."""
        self.moved: dict[str, str] = {}
        self.in_doubt: set[str] = set()
        """Keys of messages that were sent, and nobody was told whether they arrived."""
        self.acknowledged: list[str] = []
        """Events that were taken since somebody looked: here they are known no more."""
        self._chance, self._power, self._time, self._shown = chance, power, time, shown
        self._waiting: list[Update] = []
        self._known: dict[tuple[str, int], tuple[float, str]] = {}
        self._numbers = 0
        self.new = asyncio.Event()

    def starts(self) -> None:
        """A process connects; what waited too long is gone."""
        if self.name == TELEGRAM:
            self._waiting = [one for one in self._waiting if self._time() - one.born < DAY]
        self.caught_up.clear()

    @property
    def quiet(self) -> bool:
        return not self._waiting

    def _happens(self, chances: float) -> bool:
        return self._chance.random() < chances * self.trouble

    def happened(self, said: dict[str, Any]) -> bool:
        """Somebody did something; False if the platform loses it."""
        self._numbers += 1
        if self._happens(0.02):
            return False
        now = self._time()
        late = self._chance.expovariate(1 / 3600) if self._happens(0.05) else self._chance.random()
        times = self._chance.randint(2, 5) if self._happens(0.08) else 1
        self._waiting.append(
            Update(f"e{self._numbers}", json.dumps(said), now, self._looks(now + late), times)
        )
        self.new.set()
        return True

    def _looks(self, at: float) -> float:
        """When what happened then is looked at."""
        every = POLL if self.trouble else CALM_POLL
        return math.ceil(at / every) * every

    async def listen(self, receive: Receive, position: str | None) -> None:
        while True:
            self.new.clear()
            now = self._time()
            due = sorted((u for u in self._waiting if u.due <= now), key=lambda u: u.due)[:BATCH]
            if not due:
                self.caught_up.set()
                following = min((u.due for u in self._waiting), default=None)
                wait = None if following is None else following - now + GRAIN
                with suppress(TimeoutError):
                    async with asyncio.timeout(wait):
                        await self.new.wait()
                continue
            if self._happens(0.1):
                self._chance.shuffle(due)
            await receive(self.name, [(one.id, one.payload) for one in due], None)
            self.acknowledged += [one.id for one in due]
            if self._happens(0.03):
                await asyncio.sleep(POLL)
                continue  # what was acknowledged comes again
            for one in due:
                one.times -= 1
                one.due = self._looks(self._time() + self._chance.expovariate(1 / 7200))
            self._waiting = [one for one in self._waiting if one.times > 0]

    async def send(self, outgoing: Outgoing, part: str, *, number: int, last: bool) -> str:
        return await self._sent(outgoing, number)

    async def send_file(self, outgoing: Outgoing, file: File, *, number: int) -> str:
        return await self._sent(outgoing, number)

    async def _sent(self, outgoing: Outgoing, number: int) -> str:
        await asyncio.sleep(self._chance.choice((0.1, 0.1, 0.1, 3.0)))
        await self._power.moment()
        if outgoing.chat_id in self.moved:
            raise SendError("migrated", moved_to=self.moved[outgoing.chat_id])
        if outgoing.chat_id in self.gone or outgoing.chat_id not in self.chats:
            raise SendError("403 Forbidden", gone=True)
        if self._happens(0.02):
            raise SendError("429 Too Many Requests", retry_after=self._chance.randint(1, 40))
        if self._happens(0.02):
            raise SendError("502 Bad Gateway")
        hidden = self.name == TELEGRAM
        self.in_doubt.add(outgoing.key)
        if self._happens(0.015):
            await asyncio.sleep(20)
            raise SendError("timed out, before", unknown=hidden)
        arrived = self._arrives(outgoing, number)
        await self._power.moment()
        if self._happens(0.015):
            await asyncio.sleep(20)
            raise SendError("timed out, after", unknown=hidden)
        self.in_doubt.discard(outgoing.key)
        return arrived

    def _arrives(self, outgoing: Outgoing, number: int) -> str:
        """Show it, unless the platform knows that it did: Matrix does, for a day."""
        now = self._time()
        known = self._known.get((outgoing.key, number))
        if known is not None and self.name == MATRIX and now - known[0] < DAY:
            return known[1]
        self._numbers += 1
        message_id = outgoing.edits or f"m{self._numbers}"
        self._known[outgoing.key, number] = (now, message_id)
        self._shown(Arrived(self.name, outgoing, number, message_id))
        return message_id

    def moves(self) -> None:
        """The group becomes a supergroup, with another id: it says so, and so does each refusal."""
        old, self.group = self.group, f"{self.group}9"
        self.moved[old] = self.group
        self.chats.add(self.group)
        sender = {"user_id": "u0", "name": "", "language": ""}
        self.happened({"chat_id": old, "private": False, "sender": sender, "moved_to": self.group})

    def parts(self, outgoing: Outgoing) -> Sequence[str]:
        return [outgoing.html]

    def repeats_since(self, now: datetime) -> datetime | None:
        return now - timedelta(hours=20) if self.name == MATRIX else None

    async def open_private(self, user_id: str) -> str | None:
        if self.name == TELEGRAM:
            return None
        self.chats.add(f"!{user_id}")
        return f"!{user_id}"
