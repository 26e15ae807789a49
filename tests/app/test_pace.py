"""The pace: on a clock of its own, never more than a platform lets a bot say."""

import asyncio
from collections import defaultdict
from itertools import pairwise

from adapters.telegram.platform import LIMITS
from bot.pace import Pace


class Clock:
    """Time that passes only when somebody sleeps, and for the shortest sleeper first."""

    def __init__(self) -> None:
        self.at = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self.at + seconds, len(self._sleepers), future))
        await future

    async def run(self, work: "asyncio.Future[object]") -> None:
        while not work.done():
            for _ in range(5):
                await asyncio.sleep(0)
            if self._sleepers and not work.done():
                self._sleepers.sort(key=lambda sleeper: sleeper[:2])
                self.at, _, future = self._sleepers.pop(0)
                future.set_result(None)


async def spoken(
    chats: dict[str, int], *, group: bool
) -> tuple[list[float], dict[str, list[float]]]:
    """Say so many messages in each chat, all lanes at once; when each passed."""
    clock = Clock()
    pace = Pace(LIMITS, lambda: clock.at, clock.sleep)
    times: list[float] = []
    by_chat: dict[str, list[float]] = defaultdict(list)

    async def lane(chat: str, count: int) -> None:
        for _ in range(count):
            await pace.turn(chat, group=group)
            times.append(clock.at)
            by_chat[chat].append(clock.at)

    everybody = asyncio.gather(*(lane(chat, count) for chat, count in chats.items()))
    await clock.run(everybody)  # type: ignore[arg-type]
    return times, by_chat


def most_within(times: list[float], window: float) -> int:
    return max(sum(begin <= at < begin + window for at in times) for begin in times)


async def test_to_many_people_it_keeps_under_thirty_a_second() -> None:
    times, _ = await spoken({f"p{n}": 1 for n in range(300)}, group=False)
    assert most_within(times, 1.0) <= 30
    assert times[-1] <= 300 / 25 + 1, "and does not dawdle"


async def test_to_one_person_it_waits_a_second_between_messages() -> None:
    _, by_chat = await spoken({"a": 5, "b": 5}, group=False)
    for times in by_chat.values():
        assert min(b - a for a, b in pairwise(times)) >= 1.0


async def test_in_a_group_it_says_no_more_than_twenty_things_a_minute() -> None:
    _, by_chat = await spoken({"g": 50}, group=True)
    assert most_within(by_chat["g"], 60.0) <= 20


async def test_after_a_refusal_it_is_quiet_as_long_as_it_was_told() -> None:
    clock = Clock()
    pace = Pace(LIMITS, lambda: clock.at, clock.sleep)
    pace.pause(7.0)
    turn = asyncio.ensure_future(pace.turn("a", group=False))
    await clock.run(turn)  # type: ignore[arg-type]
    assert clock.at >= 7.0
