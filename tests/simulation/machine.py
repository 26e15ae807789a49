"""The machine the bot runs on: a disk that outlives it, and a power that can be cut.

A cut may come just before or just after any commit, or any request. Whatever the process was
doing then stops for good: it writes nothing more, and says nothing more.
"""

import asyncio
import random
import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from sqlalchemy import event

from core.db.engine import Database
from core.db.store import Store
from tests.peers.threadless import Threadless, careless


class Compiled(dict[Any, Any]):
    """Statements, compiled once a run: every start of the bot would compile them all again.

    SQLAlchemy keeps them by engine; here all engines are alike.
    """

    def get(self, key: Any, default: Any = None) -> Any:
        _dialect, *statement = key
        return super().get(tuple(statement), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        _dialect, *statement = key
        super().__setitem__(tuple(statement), compiled)


_compiled = Compiled()


class Power:
    """On, until one of the moments it was told to go off at has come."""

    def __init__(self) -> None:
        self.cut = asyncio.Event()
        self._moments = 0
        """How many moments are left until it is cut; 0 if it will not be."""

    @property
    def on(self) -> bool:
        return not self.cut.is_set()

    def ends_in(self, moments: int) -> None:
        self._moments = moments

    def back(self) -> None:
        self.cut.clear()
        self._moments = 0

    async def moment(self) -> None:
        """A moment at which it might be cut; nobody comes back from it then."""
        if self._moments and self.on:
            self._moments -= 1
            if not self._moments:
                self.cut.set()
        if not self.on:
            await asyncio.Event().wait()


class Powered(Threadless):
    """A connection that stands still without power; what is open then is rolled back."""

    power: Power
    stopped: Callable[[], bool]

    async def commit(self) -> None:
        writes = self._conn.in_transaction
        if writes:
            await self._moment()
        await super().commit()
        if writes:
            await self._moment()

    async def _moment(self) -> None:
        if not self.stopped():
            await self.power.moment()

    async def _execute(self, fn: Any, *args: Any, **kwargs: Any) -> Any:
        if not self.power.on and getattr(fn, "__name__", "") not in {"rollback", "close"}:
            if self.stopped():
                raise asyncio.CancelledError
            await asyncio.Event().wait()
        return fn(*args, **kwargs)


class Machine:
    """Runs one process at a time on one database."""

    def __init__(self, folder: Path, template: Path, chance: random.Random) -> None:
        self.power = Power()
        self.folder = folder
        self.file = folder / "semainier.db"
        shutil.copy(template, self.file)
        self._chance = chance
        self._connections: list[sqlite3.Connection] = []
        self._database: Database | None = None
        self._process: asyncio.Task[None] | None = None
        self._stopped = False
        self.starts = 0

    def mint(self) -> str:
        return f"{self._chance.getrandbits(96):024x}"

    @property
    def runs(self) -> bool:
        return self._process is not None

    @property
    def died(self) -> BaseException | None:
        """What the process died of by itself."""
        process = self._process
        if process is None or not process.done() or process.cancelled():
            return None
        return process.exception()

    def start(self, program: Callable[[Store], Awaitable[None]]) -> None:
        """Start the bot on what is left in the database."""
        self.power.back()
        self._stopped = False
        self.starts += 1
        self._database = self.opened(self._powered)
        store = Store(self._database, self.mint)

        async def process() -> None:
            await program(store)

        self._process = asyncio.create_task(process())

    async def ends(self) -> None:
        """Kill it, if it still runs."""
        if self._process is None:
            return
        self._process = None
        self.power.cut.set()
        self._stopped = True
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in sorted(others, key=lambda task: int(task.get_name().rpartition("-")[2])):
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        if self._database is not None:
            await self._database.dispose()

    def opened(self, connect: Callable[..., Threadless] = Threadless) -> Database:
        """Open the database; by itself, whoever looks needs no power."""
        database = Database(f"sqlite+aiosqlite:///{self.file}")
        engine = database.engine.sync_engine
        engine.update_execution_options(compiled_cache=_compiled)
        event.listen(engine, "connect", careless)
        event.listen(
            engine,
            "do_connect",
            lambda _dialect, _record, _args, options: options.update(async_creator_fn=connect),
        )
        return database

    def _powered(self, file: str, **options: Any) -> Powered:
        connection = Powered(file, **options)
        connection.power = self.power
        connection.stopped = lambda: self._stopped
        made = connection._connector

        def remembered() -> sqlite3.Connection:
            opened: sqlite3.Connection = made()
            self._connections.append(opened)
            return opened

        connection._connector = remembered
        return connection
