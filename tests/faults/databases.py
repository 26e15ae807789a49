"""Databases for many lives: each a copy of one whose schema is made already."""

import asyncio
import itertools
import os
import shutil
import time
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

import psycopg

from core.db.engine import Database
from core.db.upgrade import upgrade


class Databases(Protocol):
    """Makes databases."""

    dialect: str

    def fresh(self) -> str:
        """The URL of an empty database with its schema."""

    def clone(self, url: str) -> str:
        """The URL of a copy."""

    def ended(self, url: str) -> None:
        """One is not needed any more."""

    def lost(self, url: str) -> bool:
        """Whether one is not there."""


class Files:
    """SQLite files in a folder."""

    dialect = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)
        self._empty = f"sqlite+aiosqlite:///{folder}/empty.db"
        _with_schema(self._empty)

    def fresh(self) -> str:
        return self.clone(self._empty)

    def clone(self, url: str) -> str:
        copy = self._folder / f"{next(self._numbers)}.db"
        shutil.copyfile(url.partition("///")[2], copy)
        return f"sqlite+aiosqlite:///{copy}"

    def ended(self, url: str) -> None:
        """Files are small."""

    def lost(self, url: str) -> bool:
        return not Path(url.partition("///")[2]).exists()


class Server:
    """Databases of a PostgreSQL server."""

    dialect = "postgresql"

    def __init__(self, url: str) -> None:
        self._host = parse_qs(urlsplit(url).query)["host"][0]
        self._empty = urlsplit(url).path.strip("/")
        self._numbers = itertools.count(1)
        self._driver = urlsplit(url).scheme
        _with_schema(url)

    def fresh(self) -> str:
        return self._copy(self._empty)

    def clone(self, url: str) -> str:
        return self._copy(urlsplit(url).path.strip("/"))

    def ended(self, url: str) -> None:
        """The server goes soon, and dropping one waits for the whole disk."""

    def lost(self, url: str) -> bool:
        name = urlsplit(url).path.strip("/")
        with psycopg.connect(host=self._host, user="postgres", dbname=name) as connection:
            found = connection.execute("SELECT to_regclass('alembic_version')").fetchone()
        return found in (None, (None,))

    def _copy(self, name: str) -> str:
        copy = f"{self._empty}_{next(self._numbers)}"
        for last in (False,) * 50 + (True,):
            try:
                self._does(f"CREATE DATABASE {copy} TEMPLATE {name}")
                break
            except psycopg.errors.ObjectInUse:  # whoever used it last is still going
                if last:
                    raise
                time.sleep(0.1)
        return f"{self._driver}://postgres@/{copy}?host={self._host}"

    def _does(self, sql: str) -> None:
        with psycopg.connect(
            host=self._host, user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(sql.encode())


def of(url: str, folder: Path) -> Databases:
    """Databases like one that is empty."""
    return Files(folder) if url.startswith("sqlite") else Server(url)


def _with_schema(url: str) -> None:
    """Bring a database to the newest schema, in a process of its own: no thread stays in this."""
    child = os.fork()
    if child == 0:
        asyncio.run(_upgraded(url))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        raise SystemExit(f"{url} has no schema")


async def _upgraded(url: str) -> None:
    database = Database(url)
    await upgrade(database)
    await database.dispose()
