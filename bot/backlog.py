"""The backlog: which of what waits in the inbox is handled next, so that nobody waits for a flood.

While little waits, all of it is handled in the order it came. When much does, chats take turns.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, islice, zip_longest

from adapters.chat import Platform, UnreadableError
from core.db.mail import Arrived
from core.db.store import Store, Work

log = logging.getLogger("semainier.desk")

BATCH = 100
"""Messages handled in one transaction."""

SEEN = 20_000
"""Waiting messages whose chats take turns; what came after them waits until there is room."""

_PAGE = 500

Chat = tuple[str, str]


class Backlog:
    """Chooses batches. What chat a message is of is found out once, and remembered."""

    def __init__(self, store: Store, platforms: Mapping[str, Platform]) -> None:
        """Choose from a store's inbox."""
        self._store = store
        self._platforms = platforms
        self._chats: dict[int, Chat] = {}

    async def batch(self, aside: Collection[int]) -> Sequence[Arrived]:
        """Read what is to be handled next, the oldest first, except what is set aside."""
        async with self._store.work("desk.look") as work:
            oldest = await work.inbox.waiting(BATCH + 1, aside)
            if len(oldest) <= BATCH:
                self._chats.clear()
                return oldest
            ids = [one for one in await work.inbox.waiting_ids(SEEN) if one not in aside]
            await self._find_chats(work, ids)
            return await work.inbox.waiting_among(_in_turn(ids, self._chats))

    async def _find_chats(self, work: Work, ids: Sequence[int]) -> None:
        self._chats = {one: self._chats[one] for one in ids if one in self._chats}
        unknown = [one for one in ids if one not in self._chats]
        for start in range(0, len(unknown), _PAGE):
            for arrived in await work.inbox.waiting_among(unknown[start : start + _PAGE]):
                self._chats[arrived.id] = self._chat_of(arrived)

    def _chat_of(self, arrived: Arrived) -> Chat:
        """Find out who waits for an answer to a message; nobody does to what means nothing."""
        platform = self._platforms.get(arrived.platform)
        try:
            incoming = platform.read(arrived.payload) if platform else None
        except UnreadableError as error:
            return arrived.platform, error.chat_id
        except Exception:
            log.debug("event %s cannot be read", arrived.id, exc_info=True)
            incoming = None
        return arrived.platform, incoming.chat_id if incoming else ""


def _in_turn(ids: Sequence[int], chats: Mapping[int, Chat]) -> list[int]:
    """Let every chat have its first, then its second, and so on, until a batch is full."""
    queues: dict[Chat, list[int]] = defaultdict(list)
    for one in ids:
        queues[chats[one]].append(one)
    rounds = zip_longest(*queues.values())
    return list(islice((one for one in chain.from_iterable(rounds) if one is not None), BATCH))
