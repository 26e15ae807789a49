"""SQLite in the event loop's own thread: half the time, and the same order of things every time."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import aiosqlite

from core.db.engine import Database
from core.db.upgrade import upgrade


class AtOnce:
    """Does what is put into the queue of a connection's thread, without the thread."""

    def put_nowait(self, item: Any) -> None:
        future, function = item
        future.set_result(function())


class Threadless(aiosqlite.Connection):
    """The same connection without a thread of its own: half of the time went into its queue."""

    def __init__(self, file: str, **options: Any) -> None:
        super().__init__(lambda: sqlite3.connect(file, **options), 64)
        self._tx = AtOnce()  # type: ignore[assignment]

    def __await__(self) -> Any:
        self._connection = self._connector()
        return self._itself().__await__()

    async def _itself(self) -> "Threadless":
        return self

    async def _execute(self, fn: Any, *args: Any, **kwargs: Any) -> Any:
        return fn(*args, **kwargs)

    def stop(self) -> None:
        self._running = False
        self._connection = None


def careless(connection: Any, _record: object) -> None:
    """Let SQLite not wait for the disk: nobody pulls a plug here."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.close()


def empty_database(file: Path) -> Path:
    """Make an empty database of the newest schema, to be copied: it is made once a run."""

    async def make() -> None:
        database = Database(f"sqlite+aiosqlite:///{file}")
        await upgrade(database)
        await database.dispose()

    asyncio.run(make())
    return file
