"""Databases for the tests: SQLite files, and a PostgreSQL server of our own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A store on a new SQLite file."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/semainier.db")
    await upgrade(database)
    yield Store(database)
    await database.dispose()
