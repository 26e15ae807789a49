"""The database cannot be used for a while: nothing is confirmed that was not stored, nothing lost.

Real errors of real databases: SQLite that has no room, is locked by another process or read-only;
PostgreSQL whose tables are locked, that takes no writes, that throws us out.
"""

import asyncio
import json
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import (
    DataError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
)

from adapters.chat import Incoming, NotStoredError, Outgoing
from bot.main import _mend
from core.db import schema, trouble
from core.db.engine import Database
from core.db.store import Store
from core.db.trouble import Trouble, is_trouble
from tests.peers.recorder import Recorder
from tests.peers.stage import DEFAULTS, Stage

SAID = "the database cannot be used"
OVER = "the database can be used again"


@dataclass
class Sabotage:
    """What is said to the database just before and just after each transaction begins."""

    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    tries: int = 0

    def on(self, database: Database) -> None:
        def checked_out(connection: Any, *_: object) -> None:
            self.tries += 1
            if self.before:
                cursor = connection.cursor()
                for statement in self.before:
                    cursor.execute(statement)
                cursor.close()

        def begun(connection: Any) -> None:
            for statement in self.after:
                connection.exec_driver_sql(statement)

        event.listen(database.engine.sync_engine, "checkout", checked_out)
        event.listen(database.engine.sync_engine, "begin", begun)


@asynccontextmanager
async def full(database: Database, _url: str, sabotage: Sabotage) -> AsyncIterator[None]:
    """It may not grow, and whoever writes needs room: SQLITE_FULL."""
    async with database.writing() as connection:
        await connection.execute(text("CREATE TABLE ballast (x)"))
        pages = await connection.scalar(text("PRAGMA page_count"))
    sabotage.after[:] = [
        f"PRAGMA max_page_count={pages}",
        "INSERT INTO ballast VALUES (zeroblob(1000000))",
    ]
    yield
    sabotage.after[:] = ["PRAGMA max_page_count=1000000"]


@asynccontextmanager
async def locked(database: Database, _url: str, sabotage: Sabotage) -> AsyncIterator[None]:
    """Another process holds it: SQLITE_BUSY."""
    assert database.file is not None
    sabotage.before[:] = ["PRAGMA busy_timeout=20"]
    other = sqlite3.connect(database.file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield
    other.execute("ROLLBACK")
    other.close()
    sabotage.before[:] = ["PRAGMA busy_timeout=30000"]


@asynccontextmanager
async def read_only(_database: Database, _url: str, sabotage: Sabotage) -> AsyncIterator[None]:
    """It may be read and no more: SQLITE_READONLY."""
    sabotage.before[:] = ["PRAGMA query_only=ON"]
    yield
    sabotage.before[:] = ["PRAGMA query_only=OFF"]


@asynccontextmanager
async def tables_locked(_database: Database, url: str, sabotage: Sabotage) -> AsyncIterator[None]:
    """A migration of somebody else's holds our tables: 55P03."""
    other = Database(url)
    sabotage.after[:] = ["SET LOCAL lock_timeout='20ms'"]
    async with other.writing() as connection:
        await connection.execute(text("LOCK TABLE inbox, outbox IN ACCESS EXCLUSIVE MODE"))
        yield
    sabotage.after.clear()
    await other.dispose()


@asynccontextmanager
async def no_writes(_database: Database, _url: str, sabotage: Sabotage) -> AsyncIterator[None]:
    """We were connected to a server that only follows another: 25006."""
    sabotage.after[:] = ["SET TRANSACTION READ ONLY"]
    yield
    sabotage.after.clear()


@asynccontextmanager
async def thrown_out(_database: Database, _url: str, sabotage: Sabotage) -> AsyncIterator[None]:
    """The server ends every connection of ours: 57P01."""
    sabotage.after[:] = ["SELECT pg_terminate_backend(pg_backend_pid())"]
    yield
    sabotage.after.clear()


Breaks = Callable[[Database, str, Sabotage], AbstractAsyncContextManager[None]]

KINDS: dict[str, tuple[Breaks, ...]] = {
    "sqlite+aiosqlite": (full, locked, read_only),
    "postgresql+asyncpg": (tables_locked, no_writes, thrown_out),
    "postgresql+psycopg": (tables_locked, no_writes, thrown_out),
}


class Slow(Recorder):
    """A platform where what is sent arrives when we say so."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.gate = asyncio.Event()
        self.gate.set()
        self.leaving = asyncio.Event()

    async def send(self, outgoing: Outgoing, part: str, *, number: int, last: bool) -> str:
        self.leaving.set()
        await self.gate.wait()
        return await super().send(outgoing, part, number=number, last=last)


@dataclass
class Bot:
    """A bot that runs: its stage, and the tasks of its parts."""

    stage: Stage
    platform: Slow
    sabotage: Sabotage = field(default_factory=Sabotage)
    tasks: list[asyncio.Task[Any]] = field(default_factory=list)

    async def says(self, who: str, said: str, number: str) -> None:
        """Try once to deliver a message."""
        await self.stage.desk.receive("telegram", [self.event(who, said, number)], None)

    async def delivers(self, who: str, said: str, number: str) -> None:
        """Deliver it as a platform does: again and again until it is stored."""
        async with asyncio.timeout(60):
            while True:
                with suppress(NotStoredError):
                    return await self.says(who, said, number)
                await asyncio.sleep(0.01)

    def event(self, who: str, said: str, number: str) -> tuple[str, str]:
        sender = {"user_id": self.stage.user(who), "name": who, "language": "fr"}
        return number, json.dumps(
            {
                "chat_id": self.stage.user(who),
                "private": True,
                "sender": sender,
                "text": said,
                "message_id": number,
            }
        )

    def told(self, who: str, piece: str) -> int:
        return sum(piece in said.plain for said in self.stage.heard(who))

    async def until(self, is_so: Callable[[], object]) -> None:
        async with asyncio.timeout(60):
            while not is_so():
                for task in self.tasks:
                    if task.done():
                        task.result()
                await asyncio.sleep(0.005)


@asynccontextmanager
async def running(store: Store) -> AsyncIterator[Bot]:
    """Aïcha and Bob were asked; the desk, the courier and who mends run as in a process."""
    stage = Stage(store, "2026-11-27T15:00+01:00", DEFAULTS)
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob")
    await stage.at("2026-11-27T16:00+01:00")
    platform = Slow(sent=stage.platform.sent)
    stage.platforms["telegram"] = platform
    stage._starts()
    bot = Bot(stage, platform)
    bot.sabotage.on(store.database)
    parts: list[Awaitable[Any]] = [
        stage.desk.run(),
        stage.courier.run(),
        _mend(store.database),
    ]
    bot.tasks += [asyncio.ensure_future(part) for part in parts]
    yield bot
    for task in bot.tasks:
        task.cancel()
    await asyncio.wait(bot.tasks)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for long between two tries."""
    monkeypatch.setattr(trouble, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(trouble, "MOST_WAIT", 0.01)
    monkeypatch.setattr("bot.main.PROBE", 0.01)


def said_in(caplog: pytest.LogCaptureFixture, words: str) -> int:
    return sum(
        words in record.getMessage() and record.levelno >= logging.WARNING
        for record in caplog.records
    )


@pytest.mark.parametrize("number", range(3))
@pytest.mark.usefixtures("hasty")
async def test_nothing_is_confirmed_that_was_not_stored_and_it_recovers_by_itself(
    any_store: Store, url: str, number: int, caplog: pytest.LogCaptureFixture
) -> None:
    breaks = KINDS[url.partition("://")[0]][number]
    async with running(any_store) as bot:
        async with breaks(any_store.database, url, bot.sabotage):
            for _ in range(3):
                with pytest.raises(NotStoredError):
                    await bot.says("Aïcha", "45", "said-1")
            await bot.stage.ticker.tick()
            assert said_in(caplog, SAID) == 1, "said, and said once"
            assert not said_in(caplog, OVER)
        await bot.delivers("Aïcha", "45", "said-1")
        await bot.delivers("Aïcha", "45", "said-1")
        await bot.until(lambda: bot.told("Aïcha", "C’est noté : 45,00"))
        await bot.until(lambda: said_in(caplog, OVER))
        await bot.delivers("Bob", "30", "said-2")
        await bot.until(lambda: bot.told("Bob", "C’est noté : 30,00"))
    assert bot.told("Aïcha", "C’est noté") == 1
    assert not [r for r in caplog.records if r.exc_info], "no traceback: nothing is broken"
    assert await bot.stage.audit() == []


@pytest.mark.parametrize("number", range(3))
@pytest.mark.usefixtures("hasty")
async def test_what_is_under_way_when_it_breaks_is_done_when_it_is_over(
    any_store: Store, url: str, number: int, caplog: pytest.LogCaptureFixture
) -> None:
    """One message is just leaving, another was received and not yet handled."""
    breaks = KINDS[url.partition("://")[0]][number]
    async with running(any_store) as bot:
        bot.platform.gate.clear()
        bot.platform.leaving.clear()
        await bot.says("Aïcha", "45", "said-1")
        async with asyncio.timeout(60):
            await bot.platform.leaving.wait()
        await bot.stage.store.receive(
            "telegram", [bot.event("Bob", "30", "said-2")], None, bot.stage.clock.now()
        )
        async with breaks(any_store.database, url, bot.sabotage):
            bot.platform.gate.set()
            bot.stage.desk._arrived.set()
            await bot.until(lambda: any_store.database.trouble.lasts)
            await bot.until(lambda: bot.told("Aïcha", "C’est noté : 45,00"))
            seen = bot.sabotage.tries
            await bot.until(lambda: bot.sabotage.tries > seen + 12)
            assert said_in(caplog, SAID) == 1
        await bot.until(lambda: bot.told("Bob", "C’est noté : 30,00"))
        await bot.until(lambda: not any_store.database.trouble.lasts)
        await bot.stage.courier.settle()
    async with any_store.reading() as connection:
        sent = await connection.scalars(select(schema.outbox.c.state))
        arrived = await connection.scalars(select(schema.inbox.c.state))
        assert set(sent) == {"sent"}, "what became of it is known, not guessed"
        assert set(arrived) == {"handled"}
    assert bot.told("Aïcha", "C’est noté") == 1
    assert not said_in(caplog, "broke"), "nothing is held against what was said"
    assert await bot.stage.audit() == []


@pytest.mark.usefixtures("hasty")
async def test_a_message_is_not_given_up_because_it_broke_while_it_was_handled(
    store: Store, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking at the inbox went well; what was said cannot be stored any more."""
    async with running(store) as bot:
        breaks = ["PRAGMA query_only=ON"]

        def read(payload: str) -> Incoming | None:
            bot.sabotage.before += breaks
            breaks.clear()
            return Recorder.read(bot.platform, payload)

        monkeypatch.setattr(bot.platform, "read", read)
        await bot.says("Aïcha", "45", "said-1")
        await bot.until(lambda: store.database.trouble.lasts)
        bot.sabotage.before[:] = ["PRAGMA query_only=OFF"]
        await bot.until(lambda: bot.told("Aïcha", "C’est noté : 45,00"))
    assert not said_in(caplog, "broke")
    assert bot.told("Aïcha", "") == bot.told("Aïcha", "C’est noté") + 2, "welcome and question"


# What is trouble, and what is ours


class Code(Exception):  # noqa: N818 - as drivers have it
    def __init__(self, **names: str) -> None:
        super().__init__("why")
        self.__dict__.update(names)


@pytest.mark.parametrize(
    ("error", "means"),
    [
        (OperationalError("", {}, Code(sqlite_errorname="SQLITE_BUSY_SNAPSHOT")), True),
        (OperationalError("", {}, Code(sqlite_errorname="SQLITE_IOERR_WRITE")), True),
        (OperationalError("", {}, Code(sqlite_errorname="SQLITE_ERROR")), False),
        (IntegrityError("", {}, Code(sqlite_errorname="SQLITE_CONSTRAINT_UNIQUE")), False),
        (OperationalError("", {}, Code(sqlstate="40P01")), True),
        (OperationalError("", {}, Code(sqlstate="53100")), True),
        (DataError("", {}, Code(sqlstate="22003")), False),
        (ProgrammingError("", {}, Code(sqlstate="42P01")), False),
        (IntegrityError("", {}, Code(sqlstate="23505")), False),
        (InterfaceError("", {}, Code()), True),
        (ConnectionRefusedError(), True),
        (ValueError(), False),
    ],
)
def test_only_a_database_that_cannot_be_used_is_waited_for(error: Exception, means: bool) -> None:
    assert is_trouble(error) is means


async def test_it_is_tried_again_with_more_and_more_patience() -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    found, left = Trouble(sleep), [OSError("No space left on device")] * 8

    async def work() -> str:
        if left:
            raise left.pop()
        return "done"

    assert await found.outlast(work) == "done"
    assert waits == [0.5, 1, 2, 4, 8, 15, 15, 15]
    with pytest.raises(ValueError, match="ours"):
        await found.outlast(_ours)


async def _ours() -> None:
    raise ValueError("ours")
