"""Durable declarations a second, over a bare echo on the same server."""

import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.city import City, bot, city, config
from tests.benchmarks.seeding import seeded


@dataclass(frozen=True)
class Declaring:
    """Answers a second, medians over rounds that alternate."""

    ours: float
    echo: float

    @property
    def ratio(self) -> float:
        return self.ours / self.echo


async def measure(folder: Path, *, people: int = 200, each: int = 3, rounds: int = 3) -> Declaring:
    """Let people write `each` messages; count answers, which for us are declarations on disk."""
    ours, echoes = [], []
    async with city() as there:
        ids = await there.people(people)
        file = folder / "declaring.db"
        store = await seeded(file, max(people // 10, 1), min(people, 10), ids)
        await store.database.dispose()
        path = config(folder, file, there)
        facilitators = [{"user": user, "text": "/open"} for user in ids[:: min(people, 10)]]
        async with bot("fast", str(path), "1000"):
            await there.all("say", facilitators)
            await there.drained()
        for number in range(rounds):
            async with bot("echo", there.url, there.token):
                echoes.append(await _answers(there, ids, each, number))
            async with bot("fast", str(path), "1000"):
                ours.append(await _answers(there, ids, each, number))
    return Declaring(statistics.median(ours), statistics.median(echoes))


async def _answers(there: City, ids: list[int], each: int, number: int) -> float:
    """Let everybody write; answers a second, until the last one has arrived."""
    await there.all("say", [{"user": ids[0], "text": "45"}])
    await there.drained()
    before = (await there.stats())["sent"]
    said = [{"user": user, "text": f"{10 * number + n + 20}"} for n in range(each) for user in ids]
    begin = time.perf_counter()
    await there.all("say", said)
    end = await there.sent(before + len(said))
    return len(said) / (end - begin)
