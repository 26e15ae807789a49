"""An event loop whose time passes only when everybody waits: no sleeping, and no chance."""

import asyncio
import math
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


GRAIN = 1 / 1024
"""Seconds: less never passes, so that months of it add up without rounding, and come to an end."""


class DeadlockError(Exception):
    """Everybody waits, and nothing will ever happen."""


class _Nothing(selectors.DefaultSelector):
    """Waits for no file: lets the loop's time pass instead."""

    loop: "Clockwork"

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise DeadlockError
        self.loop.passed += grains(timeout)
        return []


class Clockwork(asyncio.SelectorEventLoop):
    """The loop; `passed` is how many seconds have."""

    def __init__(self) -> None:
        self.passed = 0.0
        selector = _Nothing()
        selector.loop = self
        super().__init__(selector)
        self._clock_resolution = GRAIN / 2

    def time(self) -> float:
        return self.passed

    def call_at(  # type: ignore[override]  # its own words for the rest are newer than 3.11
        self, when: float, *rest: Any, **options: Any
    ) -> asyncio.TimerHandle:
        return super().call_at(grains(when), *rest, **options)


def grains(seconds: float) -> float:
    """Round up to whole grains."""
    return math.ceil(seconds / GRAIN) * GRAIN


def played(scene: Coroutine[Any, Any, T]) -> T:
    """Run to the end what takes months."""
    with asyncio.Runner(loop_factory=Clockwork) as runner:
        return runner.run(scene)
