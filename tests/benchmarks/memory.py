"""Resident memory with many teams, over one team."""

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.city import bot, city, config
from tests.benchmarks.seeding import seeded


@dataclass(frozen=True)
class Memory:
    """Peak resident MB of the process while it ticks and answers."""

    many: float
    one: float

    @property
    def ratio(self) -> float:
        return self.many / self.one


async def measure(folder: Path, *, teams: int = 1000, members: int = 12) -> Memory:
    """Let every team be looked at by the tick, and some people be answered."""
    return Memory(await _peak(folder, teams, members), await _peak(folder, 1, members))


async def _peak(folder: Path, teams: int, members: int) -> float:
    async with city() as there:
        ids = await there.people(members)
        everybody = [*ids, *(10**9 + n for n in range(teams * members - members))]
        file = folder / f"memory{teams}.db"
        store = await seeded(file, teams, members, everybody, due=True)
        await store.database.dispose()
        async with bot("fast", str(config(folder, file, there)), "1000") as pid:
            await there.all("say", [{"user": ids[0], "text": "/open"}])
            await there.all("say", [{"user": user, "text": "45"} for user in ids])
            await there.drained()
            status = await asyncio.to_thread(Path(f"/proc/{pid}/status").read_text)
    peak = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert peak is not None
    return int(peak[1]) / 1024
