"""One program at a time on a database: the bot, or a restore; never two of them."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import create_async_engine

from core.db.engine import Database

PATIENCE = 5.0
"""Seconds that one which is just ending is waited for."""

_EVERY = 0.1
_NUMBER = 0x53454D41494E
"""What PostgreSQL calls the lock by: the same for every process of this program."""


class InUseError(Exception):
    """Another process works with the database."""


@asynccontextmanager
async def alone(database: Database, patience: float = PATIENCE) -> AsyncIterator[None]:
    """Keep every other process that asks the same away; a crash lets go by itself.

    Raises `InUseError`, and `OSError` where the folder of an SQLite file cannot be written.
    """
    if database.file is not None:
        handle = await _file_lock(database.file, patience)
        try:
            yield
        finally:
            os.close(handle)
    elif database.sqlite:
        yield
    else:
        async with _server_lock(database, patience):
            yield


async def _file_lock(file: Path, patience: float) -> int:
    handle = os.open(file.with_name(f"{file.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    for _ in range(max(1, round(patience / _EVERY))):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            await asyncio.sleep(_EVERY)
        else:
            return handle
    os.close(handle)
    raise InUseError(str(file))


@asynccontextmanager
async def _server_lock(database: Database, patience: float) -> AsyncIterator[None]:
    """Hold an advisory lock: it lives as long as its connection, which is in no pool."""
    engine = create_async_engine(database.engine.url, poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        for _ in range(max(1, round(patience / _EVERY))):
            found = await connection.scalar(
                text("SELECT pg_try_advisory_lock(:number)"), {"number": _NUMBER}
            )
            if found:
                break
            await asyncio.sleep(_EVERY)
        else:
            raise InUseError(str(database.engine.url.database))
        yield
