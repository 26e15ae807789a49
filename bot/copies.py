"""Copies of a database and of the Matrix store: made while both are used, checked, put in place.

Trouble is a `CopyError` with what to say about it.
"""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Connection, text
from sqlalchemy.engine import make_url

from core.app.says import Text
from core.app.says import text as said
from core.crashpoints import crashpoint
from core.db.engine import Database

_SQLITE = b"SQLite format 3\0"
_BESIDE = ("-wal", "-shm", "-journal")

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
_FUNCTIONS = (
    "SELECT p.proname FROM pg_proc p LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e'"
    " WHERE p.pronamespace = current_schema()::regnamespace AND d.objid IS NULL"
)


class CopyError(Exception):
    """A copy cannot be made or put back."""

    def __init__(self, problem: Text) -> None:
        super().__init__(problem)
        self.problem = problem


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy an SQLite file that others may be writing to, as it is at one moment."""
    uri = f"{source.absolute().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(uri, uri=True, timeout=30)) as used,
        closing(sqlite3.connect(target)) as copy,
    ):
        used.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def copy_folder(source: Path, target: Path) -> list[Path]:
    """Copy the files of a folder, its SQLite files as they are at one moment; list the copies."""
    found: list[Path] = []
    if not source.is_dir():
        return found
    target.mkdir(mode=0o700, exist_ok=True)
    for file in sorted(source.iterdir()):
        draft = file.name.startswith(".") or file.name.endswith(_BESIDE)
        if draft or not file.is_file():
            continue
        copy = target / file.name
        if is_sqlite(file):
            copy_sqlite(file, copy)
        else:
            shutil.copyfile(file, copy)
        found.append(copy)
    return found


def is_sqlite(file: Path) -> bool:
    """Tell whether a file is an SQLite database."""
    with file.open("rb") as opened:
        return opened.read(len(_SQLITE)) == _SQLITE


def put_aside(path: Path) -> Path | None:
    """Rename a file or folder, and the logs beside an SQLite file; None where there is none."""
    if not path.exists():
        return None
    kept = unused(path)
    for beside in _BESIDE:
        log = path.with_name(path.name + beside)
        if log.exists():
            log.rename(kept.with_name(kept.name + beside))
    return path.rename(kept)


def take_the_place_of(present: Path, fresh: Path) -> Path | None:
    """Put an SQLite file in the place of another, which is kept; there is one at every moment.

    Where the disk knows no second name of a file, there is a moment without.
    """
    if not present.exists():
        fresh.rename(present)
        return None
    kept = unused(present)
    for beside in _BESIDE:
        log = present.with_name(present.name + beside)
        if log.exists():
            log.rename(kept.with_name(kept.name + beside))
    try:
        os.link(present, kept)
    except OSError:
        present.rename(kept)
    crashpoint("restore.file.between")
    fresh.replace(present)
    return kept


def unused(path: Path) -> Path:
    """Name what is kept of something that is replaced, so that nothing kept before is lost."""
    name, number = f"{path.name}.before-restore", 1
    while path.with_name(name).exists():
        number += 1
        name = f"{path.name}.before-restore-{number}"
    return path.with_name(name)


async def dump(url: str, target: Path) -> None:
    """Write a PostgreSQL database to a file, as it is at one moment."""
    options = ("--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
    await _ask("pg_dump", options, make_url(url))


async def load_dump(database: Database, url: str, source: Path) -> None:
    """Replace everything in a PostgreSQL database by what a file holds."""
    async with database.writing() as connection:
        await connection.run_sync(_drop_everything)
        crashpoint("restore.dropped.before")
    crashpoint("restore.dropped.after")
    await database.dispose()
    parsed = make_url(url)
    options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    await _ask("pg_restore", (*options, f"--dbname={parsed.database}", str(source)), parsed)


async def look_into_dump(url: str, source: Path) -> None:
    """Make sure that a dump can be read, before anything is replaced by it."""
    await _ask("pg_restore", ("--list", str(source)), make_url(url))


def _drop_everything(connection: Connection) -> None:
    quoted = connection.dialect.identifier_preparer.quote
    for kind, names in (("TABLE", _TABLES), ("FUNCTION", _FUNCTIONS)):
        for name in connection.scalars(text(names)).all():
            connection.execute(text(f"DROP {kind} {quoted(name)} CASCADE"))


async def _ask(program: str, options: Sequence[str], url: URL) -> None:
    """Let one of PostgreSQL's own programs do something."""
    if shutil.which(program) is None:
        raise CopyError(said("copy-no-program", program=program))
    process = await asyncio.create_subprocess_exec(
        program,
        *options,
        env={**os.environ, **_environment(url)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, complaint = await process.communicate()
    if process.returncode:
        why = complaint.decode(errors="replace").strip().split("\n")[0]
        raise CopyError(said("copy-program-failed", program=program, why=why))


def _environment(url: URL) -> Mapping[str, str]:
    """Tell PostgreSQL's programs where the database is: in the environment nobody else sees it."""
    host = url.host or url.query.get("host")
    found = {
        "PGHOST": host if isinstance(host, str) else None,
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": str(url.password) if url.password else None,
        "PGDATABASE": url.database,
    }
    return {name: value for name, value in found.items() if value}
