"""Databases for the tests: SQLite files, and a PostgreSQL server of our own."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade
from tests.peers.botapi import BotApi

os.environ["PTB_TIMEDELTA"] = "true"
"""Lets python-telegram-bot speak of durations as it soon always will, instead of warning."""


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A strict Bot API server of our own."""
    async with BotApi(seed=7) as server:
        yield server


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A store on a new SQLite file."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/semainier.db")
    await upgrade(database)
    yield Store(database)
    await database.dispose()
