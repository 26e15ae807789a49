"""`semainier demo`: three weeks of a made-up cooperative, through the real desk, book and courier.

Only the chat platform (a terminal) and the clock (the story's) are not those of `semainier run`.
"""

import asyncio
import csv
import io
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.rule import Rule
from rich.text import Text as Shown

from adapters.terminal.platform import GROUP, Terminal
from bot.charts import drawn
from bot.console import FAILED, OK, language
from bot.courier import Courier
from bot.desk import Desk
from bot.i18n import words
from bot.render import plain
from bot.story import (
    FACILITATOR,
    Chapter,
    Does,
    Event,
    Joins,
    Narrated,
    Others,
    Passes,
    Shows,
    story,
)
from bot.ticker import Ticker
from core.app.audit import audit_team
from core.app.figures import closed_weeks, weeks_chart
from core.app.membership import TeamDefaults
from core.app.says import Names, text
from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade
from core.domain.team import Settings

YOU = "Inès"
"""Whom a newcomer plays with `--interactive`."""

BEAT = 0.45
"""Seconds of a pause of 1: the whole story takes less than a minute."""

WIDEST = 100


class StoryClock:
    """Implements `core.app.ports.Clock`: it stands where the story set it."""

    def __init__(self) -> None:
        """Begin nowhere: the story says when it begins."""
        self.at = datetime(2026, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        """Read it."""
        return self.at


async def demo(*, interactive: bool, speed: float) -> int:
    """Play the story; `speed` 0 is without pauses, 2 twice as fast. Exit code 0.

    Without a terminal to watch it on there are no pauses either.
    """
    spoken = language()
    console = Console(highlight=False, emoji=False)
    console = Console(highlight=False, emoji=False, width=min(console.width, WIDEST))
    folder = Path(tempfile.mkdtemp(prefix="semainier-demo-"))
    database = Database(f"sqlite+aiosqlite:///{folder}/semainier.db")
    try:
        await upgrade(database)
        play = _Play(Store(database), console, spoken, speed, interactive=interactive)
        for event in story(spoken):
            await play.happens(event)
        return await play.ends(folder)
    finally:
        await database.dispose()


class _Play:
    """The stage: the bot's real parts, the terminal, and the story's clock."""

    def __init__(
        self, store: Store, console: Console, spoken: str, speed: float, *, interactive: bool
    ) -> None:
        self._store = store
        self._console = console
        self._language = spoken
        self._speed = speed
        self._you = YOU if interactive else None
        self._clock = StoryClock()
        self._terminal = Terminal(console, words(spoken).say("demo-group", {}), [FACILITATOR])
        platforms = {self._terminal.name: self._terminal}
        self._courier = Courier(store, platforms, self._clock)
        wake = self._courier.wake
        defaults = TeamDefaults(Settings(language=spoken), 600_00, 70)
        self._desk = Desk(store, platforms, defaults, self._clock, wake)
        self._ticker = Ticker(store, self._clock, wake)
        console.print(Rule(Shown(self._say("demo-title"), "bold")))
        if self._you:
            self._narrate(self._say("demo-you", name=self._you))

    async def happens(self, event: Event) -> None:
        """Let one line of the story happen."""
        match event:
            case Chapter(title):
                self._console.print()
                self._console.print(Rule(Shown(title, "bold")))
                await self._pause(1.0)
            case Narrated(said):
                self._narrate(said)
                await self._pause(0.5 + len(said) / 80)
            case Passes(at):
                self._clock.at = at.astimezone(UTC)
                await self._ticker.tick()
                await self._courier.drain()
                await self._pause(2.0)
            case Joins(names):
                await self._join(names)
            case Shows(names):
                self._terminal.shown = None if names is None else set(names)
                self._show_you()
            case Others():
                self._tell_unseen()
            case Does():
                await self._does(event)

    async def ends(self, folder: Path) -> int:
        """Leave the posts, the chart and the book as files; say where, and that all is right."""
        async with self._store.work() as work:
            (team_id,) = await self._store.team_ids()
            team = await work.teams.get(team_id)
            weeks = await closed_weeks(work, team)
            book = await work.book.transactions(team.id)
            breaches = await audit_team(work, team)
        rows = io.StringIO()
        table = csv.writer(rows)
        table.writerow(["number", "week", "kind", "account", "amount", "hash"])
        for one in book:
            for posting in one.postings:
                amount = team.settings.unit.plain(posting.amount)
                table.writerow([one.seq, one.week, one.kind, posting.account, amount, one.hash])
        chart = await drawn(weeks_chart(team, weeks), self._language)
        line = "\n\n" + "─" * 40 + "\n\n"
        found = {
            "posts": (self._say("demo-file-posts"), line.join(self._terminal.posts).encode()),
            "chart": (chart.name, chart.content),
            "book": (self._say("demo-file-book"), rows.getvalue().encode()),
        }
        self._console.print()
        self._console.print(Rule())
        self._narrate(self._say("demo-end"))
        for kind, (name, content) in found.items():
            file = folder / name
            file.write_bytes(content)
            left = self._say(f"demo-left-{kind}", file=str(file))
            self._console.print(f"  {left}", soft_wrap=True)
        self._narrate(self._say("demo-audit", breaches=len(breaches)))
        self._narrate(self._say("demo-next"))
        return FAILED if breaches else OK

    async def _join(self, names: tuple[str, ...]) -> None:
        invitation = self._terminal.key(GROUP, "")
        self._terminal.shown = {names[0], self._you or names[0]}
        for name in names:
            shown = name in self._terminal.shown
            event = self._terminal.pressed(name, invitation, self._clock.at, shown=shown)
            await self._arrives(event)
        self._tell_unseen()
        self._terminal.shown = None
        await self._pause(2.0)

    async def _does(self, event: Does) -> None:
        if event.who == self._you and await self._you_do():
            return
        self._terminal.brief = event.brief
        at = self._clock.at
        if event.how == "presses":
            key = self._terminal.key(event.who, event.what)
            await self._arrives(self._terminal.pressed(event.who, key, at))
        else:
            group, edit = event.how == "group", event.how == "edit"
            await self._arrives(
                self._terminal.typed(event.who, event.what, at, group=group, edit=edit)
            )
        self._terminal.brief = False
        await self._pause(0.5 if event.brief else 1.5)

    async def _you_do(self) -> bool:
        """Let the newcomer type as long as they like; False if the story speaks for them."""
        you, did = self._you or "", False
        while self._you is not None:
            self._terminal.scroll.asks(you)
            said = await asyncio.to_thread(sys.stdin.readline)
            if not sys.stdin.isatty():
                self._console.print(said.strip(), markup=False)
            if not said:
                self._you = None
            if not said.strip():
                break
            key = self._terminal.lettered(you, said)
            at = self._clock.at
            event = self._terminal.pressed(you, key, at) if key else None
            await self._arrives(event or self._terminal.typed(you, said.strip(), at, shown=False))
            did = True
        return did

    async def _arrives(self, event: tuple[str, str]) -> None:
        await self._desk.receive(self._terminal.name, [event], None)
        while await self._desk.handle_waiting():
            pass
        await self._courier.drain()

    def _show_you(self) -> None:
        if self._you and self._terminal.shown is not None:
            self._terminal.shown.add(self._you)

    def _tell_unseen(self) -> None:
        names = tuple(dict.fromkeys(self._terminal.unseen))
        self._terminal.unseen.clear()
        if names:
            others = text("demo-others", names=Names(names), count=len(names))
            self._narrate(plain(others, self._language))

    def _narrate(self, said: str) -> None:
        self._console.print(Shown(said, "italic"))

    def _say(self, key: str, **args: str | int) -> str:
        return words(self._language).say(key, args)

    async def _pause(self, seconds: float) -> None:
        if self._speed and self._console.is_terminal:
            await asyncio.sleep(seconds * BEAT / self._speed)
