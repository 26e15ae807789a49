"""`semainier db backup FILE`: everything in one file, made while the bot runs.

The file is a tar: `manifest.json` (what it is a copy of, and when), `SHA256SUMS`, the database, and
the Matrix store, which is of no use without it, nor it without the store.
"""

import asyncio
import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError

from bot.clock import SystemClock
from bot.config import Config
from bot.console import FAILED, OK, WRONG_USE, complain, tell
from bot.copies import CopyError, copy_folder, copy_sqlite, dump
from bot.process import lost
from core.app.ports import Clock
from core.app.says import text
from core.db.engine import Database
from core.db.restores import UnfinishedError, check_finished

FORMAT = 1
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
DATABASE, MATRIX = "database", "matrix"


def back_up(config: Config, file: Path, *, force: bool = False, clock: Clock | None = None) -> int:
    """Write a copy; exit 2 where the file exists and nobody said it may be replaced."""
    if (why_not := _in_the_way(config, file, force=force)) is not None:
        complain(text(why_not, path=str(file)))
        return WRONG_USE
    try:
        with tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=".backup-") as folder:
            draft = Path(folder) / "copy.tar"
            count = asyncio.run(_write(config, Path(folder), draft, clock or SystemClock()))
            if force:
                draft.replace(file)
            else:
                os.link(draft, file)
    except FileExistsError:
        complain(text("backup-exists", path=str(file)))
        return WRONG_USE
    except CopyError as error:
        complain(error.problem)
        return FAILED
    except (DBAPIError, UnfinishedError) as error:
        complain(lost(error))
        return FAILED
    except OSError as error:
        complain(text("backup-unwritable", path=str(file), why=str(error.strerror or error)))
        return FAILED
    tell(text("backed-up", path=str(file), size=file.stat().st_size // 1024 + 1, files=count))
    return OK


def _in_the_way(config: Config, file: Path, *, force: bool) -> str | None:
    """Tell why a file is not replaced: what is copied never is, by its copy."""
    if not file.exists():
        return None
    database = Database(config.database.url).file
    if database is not None and database.exists() and file.samefile(database):
        return "backup-over-itself"
    return None if force else "backup-exists"


async def _write(config: Config, folder: Path, draft: Path, clock: Clock) -> int:
    """Copy everything and pack it; return how many files of the Matrix store are in it."""
    taken_at = clock.now()
    database = Database(config.database.url)
    try:
        if database.file is not None and not database.file.exists():
            raise CopyError(text("backup-nothing", path=str(database.file)))
        schema = await _revision(database)
        copy = folder / DATABASE
        if database.file is not None:
            await asyncio.to_thread(copy_sqlite, database.file, copy)
        else:
            await dump(config.database.url, copy)
    finally:
        await database.dispose()
    store = config.matrix.store if config.matrix is not None else None
    files = await asyncio.to_thread(copy_folder, store, folder / MATRIX) if store else []
    dialect = "sqlite" if database.sqlite else "postgresql"
    manifest = folder / MANIFEST
    manifest.write_text(described(dialect, schema, taken_at), encoding="utf-8")
    await asyncio.to_thread(_pack, folder, [manifest, copy, *files], draft)
    return len(files)


def described(dialect: str, schema: str, taken_at: datetime) -> str:
    """Write what a copy says of itself."""
    said = {
        "program": "semainier",
        "format": FORMAT,
        "taken_at": taken_at.isoformat(),
        "dialect": dialect,
        "schema": schema,
    }
    return json.dumps(said, indent=2) + "\n"


async def _revision(database: Database) -> str:
    async with database.reading() as connection:
        await connection.run_sync(check_finished)
        return str(await connection.scalar(sql("SELECT version_num FROM alembic_version")))


def _pack(folder: Path, files: Sequence[Path], draft: Path) -> None:
    """Put files in a tar that its owner alone can read, with their checksums."""
    names = {file: str(file.relative_to(folder)) for file in files}
    sums = folder / SUMS
    lines = [f"{digest(file)}  {name}\n" for file, name in names.items()]
    sums.write_text("".join(lines), encoding="utf-8")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as opened:
        with tarfile.open(fileobj=opened, mode="w", format=tarfile.USTAR_FORMAT) as tar:
            for file, name in {sums: SUMS, **names}.items():
                tar.add(file, name, recursive=False, filter=_nobodys)
        opened.flush()
        os.fsync(opened.fileno())


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out whose files they were."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry


def digest(file: Path) -> str:
    """Give the SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
