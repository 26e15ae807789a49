"""Kills the bot at each of its crash points, lets it live again, and looks at what is left.

`python -m tests.faults.sweep FOLDER URL` forks a process for each life, with everything loaded, so
that a kill is a real one (SIGKILL) and a new life takes no time to begin. By default many kills
share a week, one after the other; with `--alone` each has a week of its own, at more moments.
Prints how many points there are; exit code 1 with what is wrong, if anything is.
"""

import argparse
import asyncio
import io
import json
import logging
import os
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.backup import back_up
from bot.restore import restore
from core import crashpoints
from core.db.engine import Database
from core.db.restores import UnfinishedError
from core.db.upgrade import upgrade
from tests.faults.checking import wrong
from tests.faults.databases import Databases, of
from tests.faults.life import Result, as_json, config_of, live, result
from tests.faults.points import IN_LIFE, IN_RESTORE, IN_RESTORED, UNFINISHED
from tests.faults.story import COPIED, ENDED_ONCE, STORY, moment
from tests.peers.stage import SetClock

Fuse = tuple[str, int]
"""A point, and the how-manieth time it is passed in one life."""

LATER = 3
"""The later time at which a process dies, where it passes that often."""


@dataclass
class Sweep:
    """One database, and what was found on it."""

    folder: Path
    databases: Databases
    weeks: int = 0
    kills: list[Fuse] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def rehearses(self) -> Result:
        """Play the story undisturbed; note which points are passed, and how it ends."""
        folder, url = self._begins(), self.databases.fresh()
        passed = folder / "passed"

        def listening() -> None:
            with passed.open("a") as file:
                crashpoints.arm(lambda name: print(name, file=file))
                asyncio.run(live(folder, url, until=ENDED_ONCE))
                print("end", file=file)
                asyncio.run(live(folder, url))

        self._must(listening)
        first, _, second = passed.read_text().partition("end\n")
        self.seen = Counter(first.split()) | Counter(second.split())
        return self._ends(folder, url)

    def together(self, fuses: Iterable[Fuse], wanted: Result) -> None:
        """Kill at these, one after the other, in as few weeks as it takes."""
        left = list(fuses)
        while left:
            folder, url = self._begins(), self.databases.fresh()
            before, in_a_row = len(self.kills), []
            while left and self._dies(left[0], lambda: asyncio.run(live(folder, url))):  # noqa: B023
                in_a_row.append(left[0])
                self.kills.append(left.pop(0))
            if left and len(self.kills) == before:
                self.found.append(f"{left.pop(0)} was never passed")
            self._judge(folder, url, wanted, in_a_row)

    def one_by_one(self, fuses: Iterable[Fuse], wanted: Result) -> None:
        """Kill at these, each in a week of its own."""
        for fuse in fuses:
            self.together([fuse], wanted)

    def restoring(self) -> None:
        """Go back to a copy, killed at each point of that and of the start after it."""
        folder, url = self._begins(), self.databases.fresh()
        copy = folder / "copy.tar"
        store = folder / "matrix-store"
        store.mkdir()
        (store / "account.json").write_text("keys")
        self._must(lambda: asyncio.run(live(folder, url, until=COPIED)))
        self._must(lambda: _ok(back_up(config_of(folder, url), copy, clock=_clock(COPIED))))
        self._must(lambda: asyncio.run(live(folder, url)))
        rehearsal, rehearsed = self._cloned(folder, url)
        self._must(lambda: self._restores(rehearsal, rehearsed))
        self._must(lambda: asyncio.run(live(rehearsal, rehearsed, after=AFTER)))
        wanted = self._ends(rehearsal, rehearsed)
        self.found += wrong(wanted, wanted)
        for point in (*IN_RESTORE[self.databases.dialect], *IN_RESTORED):
            here, there = self._cloned(folder, url)
            fuse = (point, 1)
            if point in IN_RESTORED:
                self._must(lambda: self._restores(here, there))  # noqa: B023
                died = self._dies(fuse, lambda: asyncio.run(live(here, there, after=AFTER)))  # noqa: B023
            else:
                died = self._dies(fuse, lambda: self._restores(here, there))  # noqa: B023
                if self.databases.lost(there):
                    self.found.append(f"killed at {fuse}: there is no database any more")
                if _refuses(there) != (point in UNFINISHED[self.databases.dialect]):
                    self.found.append(f"killed at {fuse}: it is not said whether to do it again")
                self._must(lambda: self._restores(here, there))  # noqa: B023
            if died:
                self.kills.append(fuse)
            else:
                self.found.append(f"{fuse} was never passed")
            self._judge(here, there, wanted, [fuse], after=AFTER)

    def _restores(self, folder: Path, url: str) -> None:
        with redirect_stdout(io.StringIO()):
            _ok(restore(config_of(folder, url), folder / "copy.tar", clock=_clock(len(STORY))))

    def _begins(self) -> Path:
        self.weeks += 1
        folder = self.folder / f"week-{self.weeks}"
        folder.mkdir()
        return folder

    def _cloned(self, folder: Path, url: str) -> tuple[Path, str]:
        self.weeks += 1
        copy = self.folder / f"week-{self.weeks}"
        shutil.copytree(folder, copy)
        return copy, self.databases.clone(url)

    def _judge(
        self,
        folder: Path,
        url: str,
        wanted: Result,
        fuses: Sequence[Fuse],
        after: timedelta = timedelta(),
    ) -> None:
        self._must(lambda: asyncio.run(live(folder, url, after=after)))
        for complaint in wrong(self._ends(folder, url), wanted):
            self.found.append(f"killed at {fuses}: {complaint}")
        if not self.found:
            shutil.rmtree(folder)

    def _ends(self, folder: Path, url: str) -> Result:
        into = folder / "result.json"
        self._must(lambda: _written(into, as_json(asyncio.run(result(folder, url)))))
        self.databases.ended(url)
        return Result(**json.loads(into.read_text()))

    def _must(self, life: Callable[[], object]) -> None:
        """Let something happen that must not fail."""
        if code := _forked(life, None):
            raise SystemExit(f"a life ended with {code}")

    def _dies(self, fuse: Fuse, life: Callable[[], object]) -> bool:
        """Live with a point armed; tell whether that was the end."""
        code = _forked(life, fuse)
        if code not in (0, -signal.SIGKILL):
            raise SystemExit(f"with {fuse} a life ended with {code}")
        return code != 0


UNFINISHED_CODE = 3
"""How a process ends that met a restore which is not finished."""

AFTER = timedelta(minutes=5)
"""How long after a restore the bot starts."""


def _clock(step: int) -> SetClock:
    return SetClock(moment(step - 1))


def _ok(code: int) -> None:
    if code:
        raise SystemExit(code)


def _refuses(url: str) -> bool:
    """Tell whether a database says that a restore of it has to be done again."""
    code = _forked(lambda: os._exit(asyncio.run(_opened(url))), None)
    if code not in (0, UNFINISHED_CODE):
        raise SystemExit(f"{url} cannot be opened")
    return code == UNFINISHED_CODE


async def _opened(url: str) -> int:
    database = Database(url)
    try:
        await upgrade(database)
    except UnfinishedError:
        return UNFINISHED_CODE
    finally:
        await database.dispose()
    return 0


def _written(file: Path, content: str) -> None:
    file.write_text(content)


def _forked(life: Callable[[], object], fuse: Fuse | None) -> int:
    """Do something in a process of its own; how it ended, as `subprocess` says it."""
    child = os.fork()
    if child == 0:
        try:
            if fuse is not None:
                crashpoints.arm(crashpoints.killing(*fuse))
            life()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def first_and_later(seen: Counter[str]) -> list[Fuse]:
    """Each point at its first time, and then each at a later one."""
    later = [(name, min(times, LATER)) for name, times in seen.items() if times > 1]
    return [*((name, 1) for name in seen), *later]


def many(seen: Counter[str]) -> list[Fuse]:
    """Each point at its first time, its second, third, fifth, eighth and so on, and its last."""
    fuses: list[Fuse] = []
    for name, times in seen.items():
        one, two, chosen = 1, 2, {times}
        while one < times:
            chosen.add(one)
            one, two = two, one + two
        fuses += [(name, number) for number in sorted(chosen)]
    return fuses


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("url")
    options.add_argument("--alone", action="store_true")
    chosen = options.parse_args()
    logging.disable()
    begun = time.monotonic()
    sweep = Sweep(chosen.folder, of(chosen.url, chosen.folder))
    wanted = sweep.rehearses()
    sweep.found += wrong(wanted, wanted)
    sweep.found += [f"{name} is not listed" for name in sweep.seen.keys() - IN_LIFE]
    sweep.found += [f"{name} was never passed" for name in IN_LIFE - sweep.seen.keys()]
    if chosen.alone:
        sweep.one_by_one(many(sweep.seen), wanted)
    else:
        sweep.together(first_and_later(sweep.seen), wanted)
    sweep.restoring()
    points = {name for name, _ in sweep.kills}
    took = time.monotonic() - begun
    print(  # noqa: T201
        f"{sweep.databases.dialect}: {len(points)} crash points, {len(sweep.kills)} kills in"
        f" {sweep.weeks} weeks, {len(sweep.found)} breaches, {took:.0f} s"
    )
    for complaint in sweep.found:
        print(complaint)  # noqa: T201
    return 1 if sweep.found else 0


if __name__ == "__main__":
    sys.exit(main())
