"""Updates: kept until the bot confirms them, by offset or by answering its webhook."""

import asyncio
import random
from collections import deque
from dataclasses import dataclass
from itertools import islice

from .bell import Bell
from .wire import ApiError, Json, bad_request, encode

BY_DEFAULT = frozenset({
    "message", "edited_message", "channel_post", "edited_channel_post", "callback_query",
    "my_chat_member",
})  # fmt: skip
ASKED_FOR = frozenset({"chat_member"})
"""Kinds that come only to a bot that named them in `allowed_updates`."""


@dataclass(slots=True)
class Update:
    """One update that waits."""

    update_id: int
    body: str
    repeats: int = 0


class UpdateQueue:
    """What the bot has still to confirm, in order."""

    def __init__(self, chance: random.Random, bell: Bell) -> None:
        self.waiting: deque[Update] = deque()
        self.allowed = BY_DEFAULT
        self.shuffled = False
        self._bell = bell
        self._chance = chance
        self._next_id = chance.randrange(100_000_000, 900_000_000)
        self._again_same = 0
        self._again_new = 0
        self._poll: asyncio.Future[None] | None = None

    def add(self, kind: str, content: Json) -> None:
        """Queue an update, unless the bot did not want this kind when it happened."""
        if kind not in self.allowed:
            return
        body = f'"{kind}":{encode(content)}}}'
        self._append(body)
        if self._again_same:
            self._again_same -= 1
            self.waiting[-1].repeats += 1
        if self._again_new:
            self._again_new -= 1
            self._append(body)
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def _append(self, rest: str) -> None:
        update_id = self._next_id
        self._next_id += 1
        self.waiting.append(Update(update_id, f'{{"update_id":{update_id},{rest}'))

    def repeat(self, times: int, *, new_id: bool) -> None:
        """Deliver each of the next updates twice.

        With a new id, as a second update; else the same one again after it was confirmed.
        """
        if new_id:
            self._again_new += times
        else:
            self._again_same += times

    def jump_back(self, by: int) -> None:
        """Number the next updates lower, as the server may after a quiet week."""
        if self.waiting:
            raise RuntimeError("ids jump only while nothing waits")
        self._next_id -= by

    def allow(self, kinds: object) -> None:
        """Remember which kinds the bot wants; None keeps what it said before."""
        if kinds is None:
            return
        if not isinstance(kinds, list):
            raise bad_request("can't parse allowed updates JSON object")
        known = BY_DEFAULT | ASKED_FOR
        self.allowed = frozenset(kinds) & known if kinds else BY_DEFAULT

    async def poll(self, offset: int, limit: int, seconds: float) -> str:
        """Answer getUpdates: forget what is confirmed, wait if need be, show what is left."""
        self._confirm(offset)
        self.interrupt("terminated by other getUpdates request; make sure that only one bot "
                       "instance is running")  # fmt: skip
        if not self.waiting and seconds > 0:
            await self._arrival(seconds)
        batch = [update.body for update in islice(self.waiting, limit)]
        if self.shuffled:
            self._chance.shuffle(batch)
        return f"[{','.join(batch)}]"

    async def _arrival(self, seconds: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await poll
        except TimeoutError:
            pass
        finally:
            if self._poll is poll:
                self._poll = None

    def interrupt(self, why: str) -> None:
        """End the long poll that waits, if any: a newer caller wins."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(ApiError(409, f"Conflict: {why}"))

    def confirm_first(self) -> None:
        """Forget the first update; one that is to come again stays, once."""
        if self.waiting[0].repeats:
            self.waiting[0].repeats -= 1
        else:
            self.waiting.popleft()
        self._bell.ring()

    def clear(self) -> None:
        """Drop all that waits."""
        self.waiting.clear()
        self._bell.ring()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            offset += self._next_id
        # An offset far ahead of every id is from before the ids jumped: it confirms nothing.
        if not 0 < offset <= self._next_id + 10:
            return
        again = []
        while self.waiting and self.waiting[0].update_id < offset:
            update = self.waiting.popleft()
            if update.repeats:
                update.repeats -= 1
                again.append(update)
        self.waiting.extendleft(reversed(again))
        self._bell.ring()
