"""The watchdog: what died or got stuck is noticed, said, started again, and else ends the process.

Each part that runs for ever is kept by a task of ours. One that dies, or whose pulse stands still
for `SILENT` seconds, is started again; what does not heal so ends the process, for systemd or a
container to start it anew. Last, a thread watches the event loop itself.
"""

import asyncio
import faulthandler
import logging
import os
import socket
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn

from adapters.chat import PlatformError, Pulse

log = logging.getLogger("semainier.watchdog")

LOOK = 5.0
"""Seconds between two looks at a part."""

SILENT = 50.0
"""Seconds without a heartbeat after which a part is stuck: with a look, noticed within a minute."""

HEALED = 600.0
"""Seconds a part has to run well before what happened to it is forgotten."""

MOST_STARTS = 4
"""Times in a row a part is started again before the process is given up."""

MOST_WAIT = 30.0
"""Seconds before a part is started again, at most."""

ENDING = 5.0
"""Seconds a part has to let go when it is told to end."""

FROZEN = 12
"""Looks in a row at which the event loop had not moved, after which the process is ended."""


class StuckError(Exception):
    """A part of the bot could not be brought back: `part` is its name."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True, slots=True)
class Part:
    """Something that runs for ever; without a pulse only its death is noticed."""

    name: str
    run: Callable[[], Coroutine[Any, Any, None]]
    pulse: Pulse | None = None


class Listener:
    """Listens to one heartbeat. Time comes as an argument, in seconds that never go back."""

    def __init__(self, now: float, beats: int) -> None:
        """Begin to listen."""
        self._beats = beats
        self._since = self._looked = now

    def is_silent(self, now: float, beats: int, *, excused: bool = False) -> bool:
        """Tell whether there was no beat for too long; `excused` where it is known why.

        A look that comes far too late means that this process was stopped, and everything in it:
        then nothing is held against anybody.
        """
        asleep = now - self._looked > SILENT / 2
        self._looked = now
        if beats != self._beats or excused or asleep:
            self._beats, self._since = beats, now
        return now - self._since >= SILENT


async def _pause(task: asyncio.Task[None]) -> None:
    await asyncio.wait({task}, timeout=LOOK)


class Watchdog:
    """Keeps parts running. `excused` tells that silence has a known cause that is dealt with.

    Tests bring their own clock and their own ways to wait.
    """

    def __init__(
        self,
        excused: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[asyncio.Task[None]], Awaitable[None]] = _pause,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Watch with a monotonic clock."""
        self._excused = excused
        self._clock = clock
        self._pause = pause
        self._sleep = sleep

    async def keep(self, part: Part) -> NoReturn:
        """Run a part for ever. Raises what it died of, or `StuckError`, where nothing helps.

        A `PlatformError` is for people to mend: it is raised at once.
        """
        starts = 0
        while True:
            begun = self._clock()
            task = asyncio.create_task(part.run(), name=part.name)
            try:
                error = await self._end_of(task, part)
            finally:
                await _let_go(task)
            if isinstance(error, PlatformError) or not task.done():
                raise error
            if self._clock() - begun >= HEALED:
                starts = 0
            starts += 1
            if starts > MOST_STARTS:
                log.critical("%s does not recover: the process ends", part.name)
                raise error
            wait = min(2.0 ** (starts - 1), MOST_WAIT)
            died = not isinstance(error, StuckError)
            what = "died" if died else f"made no progress for {SILENT:.0f} s"
            again = f"starting it again in {wait:.0f} s ({starts} of {MOST_STARTS})"
            log.error("%s %s; %s", part.name, what, again, exc_info=error if died else None)
            await self._sleep(wait)

    async def _end_of(self, task: asyncio.Task[None], part: Part) -> Exception:
        """Wait until a part dies or falls silent; say of what."""
        pulse = part.pulse or Pulse()
        listener = Listener(self._clock(), pulse.beats)
        while True:
            await self._pause(task)
            if task.done():
                return _cause(task, part.name)
            excused = part.pulse is None or self._excused()
            if listener.is_silent(self._clock(), pulse.beats, excused=excused):
                return StuckError(part.name)


def _cause(task: asyncio.Task[None], name: str) -> Exception:
    if task.cancelled():
        return StuckError(name)
    error: BaseException | None = task.exception()
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if error is not None and not isinstance(error, Exception):
        raise error
    return error or StuckError(name)


async def _let_go(task: asyncio.Task[None]) -> None:
    """End a part; one that does not let go is left behind, which ends the process."""
    task.cancel()
    await asyncio.wait({task}, timeout=ENDING)


class Notifier:
    """Tells systemd how we are, if it asked to be told (`Type=notify`, `WatchdogSec=`)."""

    def __init__(self, address: str | None = None) -> None:
        """Tell whoever listens at an address; None: who the environment names, if anybody."""
        self._address = address or os.environ.get("NOTIFY_SOCKET", "")

    def tell(self, *lines: str) -> None:
        """Send a datagram of `KEY=value` lines. That nobody takes it is no reason to fail."""
        if not self._address:
            return
        where = f"\0{self._address[1:]}" if self._address.startswith("@") else self._address
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
            channel.setblocking(False)
            channel.sendto("\n".join(lines).encode(), where)


class LoopGuard:
    """Ends the process, from a thread, when the event loop does not move any more.

    It counts looks instead of measuring time: a process that was suspended looked as rarely as it
    moved.
    """

    def __init__(
        self,
        end: Callable[[], None],
        look: float = LOOK,
    ) -> None:
        """Call `end` when the loop is frozen."""
        self.turns = 0
        self._end = end
        self._look = look
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="loop-guard", daemon=True)

    def __enter__(self) -> "LoopGuard":
        """Begin to watch."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Watch no more."""
        self._stopped.set()
        self._thread.join()

    def _watch(self) -> None:
        turns, frozen = self.turns, 0
        while not self._stopped.wait(self._look):
            frozen = frozen + 1 if turns == self.turns else 0
            turns = self.turns
            if frozen >= FROZEN:
                self._end()
                return


def end_frozen() -> None:
    """Show where every thread stands, and end the process: nothing else can."""
    log.critical("the event loop does not move any more: the process ends")
    faulthandler.dump_traceback(sys.stderr)
    os._exit(1)


async def turn(guard: LoopGuard | None, notifier: Notifier) -> NoReturn:
    """Show, as long as the event loop moves, that it does: to our own thread and to systemd."""
    while True:
        if guard is not None:
            guard.turns += 1
        notifier.tell("WATCHDOG=1")
        await asyncio.sleep(LOOK)
