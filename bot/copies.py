"""Copies of a database and of the Matrix store: made while both are used, checked, put in place.

Trouble is a `CopyError` with what to say about it.
"""

import asyncio
import os
import shutil
import sqlite3
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.engine import make_url

from core.app.says import Text
from core.app.says import text as said
from core.crashpoints import crashpoint
from core.db.engine import Database

_SQLITE = b"SQLite format 3\0"
_BESIDE = ("-wal", "-shm", "-journal")

_LOADED = b"loaded\n"

_REPLACE = r"""
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL lock_timeout = '20s';
DO $$
DECLARE
    dropped text;
BEGIN
    FOR dropped IN
        SELECT format('TABLE %I', tablename) FROM pg_tables WHERE schemaname = current_schema()
        UNION ALL
        SELECT format('FUNCTION %s', p.oid::regprocedure) FROM pg_proc p
        LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e'
        WHERE p.pronamespace = current_schema()::regnamespace AND d.objid IS NULL
    LOOP
        EXECUTE format('DROP %s CASCADE', dropped);
    END LOOP;
END
$$;
\i :script
RESET search_path;
"""
"""What psql is told, up to the mark; the commit is another matter."""


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


async def as_script(url: str, source: Path, target: Path) -> None:
    """Write out as SQL what a dump holds: what cannot be read shows before anything is replaced."""
    _must_be_there("psql")
    options = ("--no-owner", "--no-privileges", f"--file={target}", str(source))
    await _ask("pg_restore", options, make_url(url))


async def load(database: Database, url: str, script: Path, mark: str = "") -> None:
    """Replace everything in a PostgreSQL database by what a script makes, in one transaction.

    `mark` is SQL that goes with it. psql commits when it is told that all is there: where this
    process dies before, psql comes to the end of what it is told, and nothing has changed.
    """
    await database.dispose()
    settings = ("--set=ON_ERROR_STOP=1", f"--set=script={script}")
    quiet = ("--no-psqlrc", "--quiet", f"--output={os.devnull}")
    psql = await _start("psql", (*quiet, *settings), make_url(url))
    loaded = await _loads(psql, f"{_REPLACE}{mark}\n\\echo {_LOADED.decode()}".encode())
    if loaded:
        crashpoint("restore.load.before")
    await _ends("psql", psql, b"COMMIT;\n" if loaded else b"")
    crashpoint("restore.load.after")


async def _loads(psql: Process, told: bytes) -> bool:
    """Tell psql everything but to commit; tell whether it came to the end of it."""
    if psql.stdin is None or psql.stdout is None:
        raise RuntimeError("not piped")
    psql.stdin.write(told)
    with suppress(ConnectionError):
        await psql.stdin.drain()
    async for line in psql.stdout:
        if line == _LOADED:
            return True
    return False


async def _ask(program: str, options: Sequence[str], url: URL) -> None:
    """Let one of PostgreSQL's own programs do something."""
    await _ends(program, await _start(program, options, url), b"")


def _must_be_there(program: str) -> None:
    if shutil.which(program) is None:
        raise CopyError(said("copy-no-program", program=program))


async def _start(program: str, options: Sequence[str], url: URL) -> Process:
    _must_be_there(program)
    env = {**os.environ, **_environment(url)}
    return await asyncio.create_subprocess_exec(
        program, *options, env=env, stdin=PIPE, stdout=PIPE, stderr=PIPE
    )


async def _ends(program: str, process: Process, told: bytes) -> None:
    """Tell a program the last it is told, and wait for its end. Raises `CopyError` if it failed."""
    _, complaint = await process.communicate(told)
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
