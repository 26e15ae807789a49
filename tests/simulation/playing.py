"""Playing seeds: each on a machine of its own, with nothing that only costs time."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import bot.courier
import bot.desk
from adapters.chat import File
from tests.simulation.clockwork import played
from tests.simulation.faults import WEEK
from tests.simulation.life import Ended, Simulation

SIXTEEN_MONTHS, SHORT, WHOLE = 70, 9, 25
"""Weeks. Where time is short, one seed of 25 is whole, and the others are short."""

MEMORY = Path("/dev/shm")


def scratch() -> "tempfile.TemporaryDirectory[str]":
    """A folder in memory, where there is such a thing."""
    where = MEMORY if os.access(MEMORY, os.W_OK) else None
    return tempfile.TemporaryDirectory(prefix="simulation-", dir=where)


def alone(seed: int, weeks: int, *, empty: Path) -> Ended:
    """Play a seed in a folder that is gone afterwards."""
    with scratch() as folder:
        return play(seed, Path(folder), empty, weeks)


async def _drawn(*_: object) -> File:
    return File("weeks.png", "image/png", b"")


@contextmanager
def lean() -> Iterator[None]:
    """Draw no charts; let courier and desk look only when called, and send many at once."""
    with (
        patch.object(bot.courier, "drawn", _drawn),
        patch.object(bot.courier, "IDLE", 4 * WEEK),
        patch.object(bot.courier, "REQUESTS", bot.courier.UNDER_WAY),
        patch.object(bot.desk, "IDLE", 4 * WEEK),
    ):
        yield


def lasts(seed: int) -> int:
    """How many weeks a seed has where time is short."""
    return SHORT if seed % WHOLE else SIXTEEN_MONTHS


def play(seed: int, folder: Path, empty: Path, weeks: int = SIXTEEN_MONTHS) -> Ended:
    """Play a seed in a folder of its own."""

    async def scene() -> Ended:
        return await Simulation(seed, folder, empty, weeks).play()

    with lean():
        return played(scene())
