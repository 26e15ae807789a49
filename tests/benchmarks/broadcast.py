"""A question to many people, against a server that keeps Telegram's limits on a faster clock."""

import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.city import bot, city, config
from tests.benchmarks.seeding import seeded

ALLOWED = 30
"""Messages a second that Telegram takes overall."""


@dataclass(frozen=True)
class Broadcast:
    """How fast, in messages a second of Telegram's clock, and how often it had to refuse."""

    pace: float
    refused: int

    @property
    def ratio(self) -> float:
        return self.pace / ALLOWED


async def measure(folder: Path, *, people: int = 2000, scale: float = 6.0) -> Broadcast:
    """Open a round of one large team."""
    async with city("--limits", "--scale", str(scale)) as there:
        ids = await there.people(people)
        file = folder / "broadcast.db"
        store = await seeded(file, 1, people, ids)
        await store.database.dispose()
        async with bot("fast", str(config(folder, file, there)), str(scale)):
            await there.drained()
            before = (await there.stats())["sent"]
            begin = time.perf_counter()
            await there.all("say", [{"user": ids[0], "text": "/open"}])
            end = await there.sent(before + people, within=300)
            refused = int((await there.stats())["refused_429"])
    return Broadcast(people / (end - begin) / scale, refused)
