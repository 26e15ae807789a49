"""The engine: the recipe for transactions that lose nothing, on both databases.

SQLite: the driver's own transactions are off; a writing transaction begins IMMEDIATE, so that it
reads what it will change under the lock (without this, 100 concurrent read-modify-writes ended
at 24, silently). One writer at a time is queued in the process rather than by polling the file.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from core.db.trouble import Trouble

_CHECKPOINTS = 3
"""Times the log beside an SQLite file is tried to be emptied, each up to the busy timeout."""

DRIVERS = ("sqlite+aiosqlite", "postgresql+asyncpg", "postgresql+psycopg")

_CHANGING_NOTHING = (
    "UPDATE alembic_version SET version_num = version_num",
    "UPDATE inbox SET error = error WHERE id = (SELECT max(id) FROM inbox)",
    "UPDATE outbox SET error = error WHERE id = (SELECT max(id) FROM outbox)",
)

_PATIENT: dict[str, dict[str, Any]] = {
    "asyncpg": {"timeout": 20, "server_settings": {"lock_timeout": "20s"}},
    "psycopg": {"connect_timeout": 20, "options": "-c lock_timeout=20s"},
}
"""How each driver is told that a connection, and a lock somebody else holds, is waited for 20 s."""


class Database:
    """One database, however it is reached. Created once a process; `dispose` at the end."""

    def __init__(self, url: str) -> None:
        """Prepare the engine; nothing is opened yet. Raises `ValueError` for another driver."""
        try:
            parsed = make_url(url)
        except ArgumentError:
            raise ValueError(url) from None
        if parsed.drivername not in DRIVERS:
            raise ValueError(url)
        self.sqlite = parsed.get_backend_name() == "sqlite"
        self.file = Path(parsed.database) if self.sqlite and parsed.database else None
        if self.sqlite:
            os.umask(0o077)
            self.engine: AsyncEngine = create_async_engine(parsed, pool_size=4)
            event.listen(self.engine.sync_engine, "connect", _on_sqlite_connect)
            event.listen(self.engine.sync_engine, "begin", _on_sqlite_begin)
        else:
            self.engine = create_async_engine(
                parsed,
                pool_size=10,
                pool_pre_ping=True,
                connect_args=_PATIENT[parsed.get_driver_name()],
            )
        self.trouble = Trouble()
        self._writer = asyncio.Lock()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that may write; committed at the end, rolled back on an exception."""
        if not self.sqlite:
            async with self.engine.begin() as connection:
                yield connection
            return
        async with self._writer, self.engine.connect() as connection:
            await connection.execution_options(writes=True)
            async with connection.begin():
                yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that only reads, from one consistent moment."""
        async with self.engine.connect() as connection:
            if not self.sqlite:
                await connection.execution_options(isolation_level="REPEATABLE READ")
            async with connection.begin():
                yield connection

    async def try_writing(self) -> None:
        """Write what changes nothing, where everything begins: one in trouble does not take it."""
        async with self.writing() as connection:
            for statement in _CHANGING_NOTHING:
                await connection.exec_driver_sql(statement)

    async def scrub(self) -> None:
        """Leave nothing of what was deleted in an SQLite file, or beside it; nobody writes then.

        PostgreSQL does so in its own time.
        """
        if not self.sqlite:
            return
        async with self._writer, self.engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            await driver.execute("VACUUM")
            for _ in range(_CHECKPOINTS):
                cursor = await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                busy, *_ = await cursor.fetchone()
                if not busy:
                    return
        raise TimeoutError("the database was read all the time: not all of it is scrubbed")

    async def dispose(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def _on_sqlite_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "busy_timeout=30000",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=FAST",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _on_sqlite_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
