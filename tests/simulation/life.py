"""One seed: sixteen months of a team, its bot and its machine, in true time and in the bot's."""

import asyncio
import heapq
import itertools
import logging
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.courier import Courier
from bot.desk import Desk
from bot.housekeeper import Housekeeper, Keeping
from bot.register import Register
from bot.ticker import Ticker
from core.app.membership import TeamDefaults
from core.db.store import Store
from core.domain.calendar import Week
from core.domain.team import Settings
from tests.simulation.chat import MATRIX, TELEGRAM, Arrived, Chat
from tests.simulation.clockwork import GRAIN
from tests.simulation.faults import CALM_WEEKS, DAY, HOUR, WEEK, planned
from tests.simulation.machine import Machine
from tests.simulation.people import TEAM, People, Person
from tests.simulation.promises import Promises, fingerprint, left_over
from tests.simulation.seen import PARIS, Seen

FIRST = Week.parse("2025-W40")
BEGIN = datetime.fromisoformat("2025-09-29T00:00+02:00").astimezone(UTC)
WEEKLY = (400_00, 60_00, 150_00, 250_00)
"""What the plan has for a week: sometimes too little for what is declared."""

PLATFORMS = ((TELEGRAM,), (MATRIX,), (TELEGRAM, MATRIX))
CADENCES = ("monthly", "two-weeks", "monthly", "two-weeks", "monthly", "weekly", "monthly")
"""Mostly the longer ones: as much can go wrong in a round, and there are fewer of them to play."""

TICKS = ((0, 9), (2, 12), (4, 16), (5, 18), (6, 12), (6, 15), (6, 20))
"""Day and hour, in Paris, at which the clock has something to do; it looks at other times too."""

YES = ("Oui", "Oui, oublie-moi")

Action = Callable[[], object]


@dataclass(frozen=True)
class Ended:
    """What became of a seed: the same seed, the same fingerprint."""

    seed: int
    fingerprint: str
    breaches: list[str]
    told: int
    starts: int


@dataclass(order=True)
class Event:
    """Something that happens at an instant of the true time, in seconds from the beginning."""

    at: float
    number: int
    what: str = field(compare=False)
    does: Action = field(compare=False)
    much: float = field(compare=False, default=0.0)


class Simulation:
    """Plays one seed on a machine of its own."""

    def __init__(self, seed: int, folder: Path, template: Path, weeks: int) -> None:
        self.seed, self.weeks = seed, weeks
        self.chance = random.Random(f"seed {seed}")
        self.defaults = TeamDefaults(Settings(), WEEKLY[seed % len(WEEKLY)], 70)
        self.machine = Machine(folder, template, random.Random(f"codes {seed}"))
        names = PLATFORMS[seed % len(PLATFORMS)]
        self.chats = {
            name: Chat(
                name,
                random.Random(f"{name} {seed}"),
                self.machine.power,
                lambda: self.true,
                self._shown,
            )
            for name in names
        }
        people = random.Random(f"people {seed}")
        self.people = People(people, self.chats, self._date, self._plan)
        self.seen = Seen(self.people, self.chats, self.machine.file)
        self.promises = Promises(self.seen)
        self.skew = self._leapt = 0.0
        self._down_until = 0.0
        self._events: list[Event] = []
        self._numbers = itertools.count()
        self._bell = asyncio.Event()
        self._twice, self._tidies = False, True
        self.code = self.link = ""

    # Time -------------------------------------------------------------------------------------

    @property
    def true(self) -> float:
        return asyncio.get_running_loop().time() + self._leapt

    def _date(self) -> datetime:
        return BEGIN + timedelta(seconds=self.true)

    def now(self) -> datetime:
        """The bot's clock: implements `core.app.ports.Clock`."""
        return BEGIN + timedelta(seconds=self.true + self.skew)

    def _plan(self, at: float, does: Action, what: str = "people", much: float = 0.0) -> None:
        heapq.heappush(self._events, Event(at, next(self._numbers), what, does, much))

    def _planned(self, at: float, what: str, much: float = 0.0) -> None:
        self._plan(at, _nothing, what, much)

    # The bot ----------------------------------------------------------------------------------

    async def _bot(self, store: Store) -> None:
        """The running bot, in the order of `bot.main`; the bell rings instead of every 30 s."""
        courier = Courier(store, self.chats, self)
        desk = Desk(store, self.chats, self.defaults, self, courier.wake)
        ticker = Ticker(store, self, courier.wake)
        keeping = Keeping(timedelta(days=30), timedelta(days=90))
        register = Register(self.machine.folder / "erasures")
        housekeeper = Housekeeper(store, self.chats, self, keeping, register)
        async with asyncio.TaskGroup() as tasks:
            for chat in self.chats.values():
                chat.starts()
                position = await store.position(chat.name)
                tasks.create_task(chat.listen(desk.receive, position))
            tasks.create_task(courier.run())
            for chat in self.chats.values():
                with suppress(TimeoutError):
                    async with asyncio.timeout(15):
                        await chat.caught_up.wait()
            while await desk.handle_waiting():
                pass
            tasks.create_task(desk.run())
            while True:
                if self._tidies:
                    await housekeeper.tidy()
                await asyncio.gather(*(ticker.tick() for _ in range(1 + self._twice)))
                self._twice = self._tidies = False
                self._bell.clear()
                await self._bell.wait()

    def _shown(self, arrived: Arrived) -> None:
        self.seen.sees(arrived)
        said = arrived.outgoing
        for key in said.keys:
            self.code = key.invite or self.code
        if found := re.match(r"Ton code : (\S+)", said.plain):
            self.link = found[1]
        person = self.people.by_chat.get((arrived.platform, said.chat_id))
        if person is None:
            return
        yes = [key for key in said.keys if key.label in YES]
        if yes and self.chance.random() < 0.9:
            after = self.true + 5 + self.chance.expovariate(1 / 600)
            if self.chance.random() < 0.5:
                self._plan(after, lambda: self.people.presses(person, yes[0].token))
            else:
                self._plan(after, lambda: self.people.says(person, "oui"))

    # The course of things ---------------------------------------------------------------------

    async def play(self) -> Ended:
        """Play it all; stop at the first breach."""
        looks = self.machine.opened()
        store = Store(looks)
        with _complaints(self.seen.breaches, lambda: self.machine.power.on):
            try:
                self.machine.start(self._bot)
                self._gather()
                self._plan_all()
                while self._events and not self.seen.breaches:
                    event = heapq.heappop(self._events)
                    await self._wait(event.at)
                    self._looks_after_it()
                    self.seen.breaches += await self._happens(event, store)
                return Ended(
                    self.seed,
                    f"{await fingerprint(store)}-{self.seen.trace.hexdigest()[:8]}",
                    self.seen.breaches,
                    self.seen.told,
                    self.machine.starts,
                )
            finally:
                await self.machine.ends()
                await looks.dispose()

    def _plan_all(self) -> None:
        for number in range(self.weeks):
            week, monday = FIRST + number, number * WEEK
            midnight = datetime.fromisoformat(f"{week.monday}T00:00").replace(tzinfo=PARIS)
            for day, hour in TICKS:
                at = midnight + timedelta(days=day, hours=hour)
                seconds = (at.astimezone(UTC) - BEGIN).total_seconds()
                self._planned(seconds + self.chance.random() * 30, "tick")
            self._planned(monday + self.chance.random() * WEEK, "tick")
            if number:
                self._planned(monday + HOUR, "tidy")
                self._planned(monday + DAY + 3 * HOUR, "check", number)
            self._plan(monday, lambda m=monday, w=week: self._week(m, w), "week")  # type: ignore[misc]
        for fault in planned(self.chance, self.weeks):
            self._planned(fault.at, fault.kind, fault.much)
        self._planned(CALM_WEEKS * WEEK, "trouble", 1.0)
        self._planned((self.weeks - CALM_WEEKS) * WEEK, "trouble", 0.0)
        self._planned(self.weeks * WEEK + HOUR, "tidy")
        self._planned(self.weeks * WEEK + DAY, "end")

    def _week(self, monday: float, week: Week) -> None:
        self.people.plan_week(monday, str(week), str(week + -1))

    async def _wait(self, at: float) -> None:
        """Let time pass until then, through all the power cuts there are."""
        while (seconds := at - self.true) > GRAIN:
            if not self.machine.runs:
                await asyncio.sleep(seconds)
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self.machine.power.cut.wait()
                self._looks_after_it()
                await self.machine.ends()
                back = self.true + self.chance.choice([2, 30, HOUR, 3 * HOUR])
                if back < at:
                    await asyncio.sleep(back - self.true)
                    self._start()
                else:
                    self._planned(back, "start")

    def _looks_after_it(self) -> None:
        if died := self.machine.died:
            self.seen.breaches.append(f"the bot died: {died!r}")

    def _start(self) -> None:
        if not self.machine.runs and self.true >= self._down_until:
            self._tidies = True
            self.machine.start(self._bot)

    async def _happens(self, event: Event, store: Store) -> list[str]:
        match event.what:
            case "people" | "week":
                event.does()
            case "tick" | "tidy":
                self._tidies |= event.what == "tidy"
                self._bell.set()
            case "start":
                self._start()
            case "trouble":
                for chat in self.chats.values():
                    chat.trouble = event.much
            case "check":
                return await self.promises.check(store, whole=not event.much % 10)
            case "end":
                return [
                    *await self.promises.check(store, whole=True),
                    *await left_over(store, self.now()),
                ]
            case _:
                await self._befalls(event)
        return []

    async def _befalls(self, event: Event) -> None:
        """Do to the machine what `faults` drew."""
        match event.what:
            case "cut":
                self.machine.power.ends_in(int(event.much))
            case "clock":
                self.skew += event.much
                self._bell.set()
            case "twice":
                self._twice = True
                self._bell.set()
            case "down":
                await self.machine.ends()
                self._down_until = self.true + event.much
                self._planned(self._down_until, "start")
            case "moved" if TELEGRAM in self.chats:
                self.chats[TELEGRAM].moves()
            case "suspended":
                self._sleep_through(self.true + event.much)
                self._bell.set()

    def _sleep_through(self, until: float) -> None:
        """The world goes on, and the bot does not: nothing of it runs meanwhile."""
        later = []
        while self._events and self._events[0].at <= until:
            event = heapq.heappop(self._events)
            self._leapt += max(event.at - self.true, 0)
            if event.what in {"people", "week"}:
                event.does()
            elif event.what != "tick":
                later.append(event)
        self._leapt += until - self.true
        for event in later:
            self._plan(until, event.does, event.what, event.much)

    # The beginning ----------------------------------------------------------------------------

    def _gather(self) -> None:
        """The first Monday: the team is set up, and people join it, on each platform."""
        nadia = self.people.nadia
        for chat in self.chats.values():
            chat.admins.add((chat.group, nadia.user_id))
        self._plan(10, lambda: self.people.says(nadia, f"/setup {TEAM}", group=True))
        cadence = CADENCES[self.seed % len(CADENCES)]
        self._plan(9 * HOUR, lambda: self.people.says(nadia, f"/reglages cadence {cadence}"))
        for n, person in enumerate(self.people.all):
            self._plan(10 * HOUR + n, lambda p=person: self._joins(p))  # type: ignore[misc]
        if len(self.chats) > 1:
            there = replace(nadia, platform=MATRIX)
            self.people.by_chat[MATRIX, there.chat_id] = self.people.elsewhere = there
            self._plan(2 * HOUR + 890, lambda: self.people.says(nadia, "/lier"))
            self._plan(2 * HOUR + 905, lambda: self.people.says(there, f"!lier {self.link}"))
            self._plan(6 * HOUR, lambda: self.people.says(there, "!setup", group=True))
            self._plan(8 * HOUR, lambda: self.people.says(nadia, "/moi"))

    def _joins(self, person: Person) -> None:
        if person.platform == MATRIX:
            self.people.says(person, "!join", group=True)
        else:
            self.people.says(person, f"/start {self.code}")


def _nothing() -> None:
    return


@contextmanager
def _complaints(into: list[str], counts: Callable[[], bool]) -> Iterator[None]:
    """Every error that the bot logs is a breach: nothing here is anybody's fault but ours."""

    class Listens(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if counts():
                why = record.exc_info[1] if record.exc_info else ""
                into.append(f"logged: {record.getMessage()} {why!r}")

    log, handler = logging.getLogger("semainier"), Listens(logging.ERROR)
    before, log.propagate = log.propagate, False
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.propagate = before
