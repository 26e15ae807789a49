"""`semainier db restore FILE`: back to a copy, so that nothing is sent or counted twice.

A new database is made of the copy and finished before it takes the place of the present one, which
stays beside it. Who was forgotten since the copy was taken is forgotten in it too. What waited to
be sent in the copy may have been sent since: it never is again. The rest is done when the bot
starts: see `bot/catching_up.py`.
"""

import asyncio
import json
import re
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.backup import DATABASE, FORMAT, MANIFEST, MATRIX, SUMS, digest
from bot.clock import SystemClock
from bot.config import Config
from bot.console import FAILED, OK, complain, tell
from bot.copies import (
    CopyError,
    as_script,
    dump,
    is_sqlite,
    load,
    put_aside,
    take_the_place_of,
    unused,
)
from bot.process import lost
from bot.register import Register
from core.app.ports import Clock
from core.app.says import When, text
from core.crashpoints import crashpoint
from core.db.alone import InUseError, alone
from core.db.engine import Database
from core.db.restores import marking_unfinished
from core.db.store import Store, Work
from core.db.upgrade import UnknownSchemaError, check_known, upgrade

_NAME = re.compile(rf"{MANIFEST}|{DATABASE}|{MATRIX}/[\w.:=@+-]+")


@dataclass(frozen=True, slots=True)
class Copy:
    """An unpacked copy whose checksums are right."""

    folder: Path
    taken_at: datetime
    dialect: str

    @property
    def database(self) -> Path:
        """The database in it."""
        return self.folder / DATABASE

    @property
    def matrix(self) -> Path | None:
        """The Matrix store in it, if there was one."""
        folder = self.folder / MATRIX
        return folder if folder.is_dir() else None


@dataclass(slots=True)
class Known:
    """What the database that is replaced knew and the copy may not: numbers and erasures."""

    last_person: int = 0
    erasures: dict[int, datetime] = field(default_factory=dict)


def restore(config: Config, file: Path, *, clock: Clock | None = None) -> int:
    """Put a copy back; exit 1, with nothing changed, where that cannot be done."""
    try:
        with tempfile.TemporaryDirectory(dir=_beside(config, file), prefix=".restore-") as folder:
            copy = unpacked(file, Path(folder))
            kept = asyncio.run(_restore(config, copy, (clock or SystemClock()).now()))
    except CopyError as error:
        complain(error.problem)
        return FAILED
    except InUseError:
        complain(text("restore-running"))
        return FAILED
    except (UnknownSchemaError, DBAPIError) as error:
        complain(lost(error))
        return FAILED
    except OSError as error:
        complain(text("restore-unwritable", why=str(error.strerror or error)))
        return FAILED
    tell(text("restored-from", at=When(copy.taken_at, "UTC"), path=str(file)))
    for path in kept:
        tell(text("restore-kept", path=str(path)))
    return OK


def unpacked(file: Path, folder: Path) -> Copy:
    """Unpack a copy and check every byte of it. Raises `CopyError`."""
    altered = CopyError(text("restore-altered", path=str(file)))
    try:
        with tarfile.open(file, mode="r:") as tar:
            sums = _unpack(tar, folder)
        if not {MANIFEST, DATABASE} <= sums.keys():
            raise altered
        if any(digest(folder / name) != said for name, said in sums.items()):
            raise altered
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if said["program"] != "semainier" or said["format"] != FORMAT:
            raise altered
        check_known(said["schema"])
        return Copy(folder, datetime.fromisoformat(said["taken_at"]), said["dialect"])
    except FileNotFoundError:
        raise CopyError(text("restore-missing", path=str(file))) from None
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError):
        raise altered from None


def _unpack(tar: tarfile.TarFile, folder: Path) -> Mapping[str, str]:
    """Unpack what the sums name, and nothing else; return them. Raises `ValueError`, `KeyError`."""
    entries = {entry.name: entry for entry in tar.getmembers()}
    listed = tar.extractfile(entries.pop(SUMS))
    if listed is None:
        raise ValueError(SUMS)
    lines = listed.read().decode().removesuffix("\n").split("\n")
    sums = {name: said for said, name in (line.split("  ", 1) for line in lines)}
    if sums.keys() != entries.keys():
        raise ValueError("not what the sums name")
    for name, entry in entries.items():
        content = tar.extractfile(entry) if entry.isreg() and _NAME.fullmatch(name) else None
        if content is None:
            raise ValueError(name)
        target = folder / name
        target.parent.mkdir(mode=0o700, exist_ok=True)
        with target.open("wb") as written:
            while part := content.read(1 << 20):
                written.write(part)
    return sums


async def _restore(config: Config, copy: Copy, now: datetime) -> list[Path]:
    """Replace the database, and the Matrix store; return where what they were is kept."""
    url = config.database.url
    database = Database(url)
    if copy.dialect != ("sqlite" if database.sqlite else "postgresql"):
        raise CopyError(text("restore-other-database", dialect=copy.dialect))
    register = Register(config.erasures_file)
    try:
        async with alone(database):
            known = await _known(database)
            for who, at in register.read():
                known.erasures[who] = max(at, known.erasures.get(who, at))
            known.last_person = max(known.last_person, *known.erasures, 0)
            register.add(known.erasures)
            if database.file is not None:
                kept = await _replace_file(database, copy, known, now)
            else:
                kept = await _replace_all(database, url, copy, known, now)
            if copy.matrix is not None and config.matrix is not None:
                kept += _replace_store(copy.matrix, config.matrix.store)
    finally:
        await database.dispose()
    return kept


async def _known(database: Database) -> Known:
    """Ask the database that is replaced what it knows, as far as it can still say."""
    if database.file is not None and not database.file.exists():
        return Known()
    try:
        async with Store(database).work("restore.look") as work:
            erasures = await work.rights.erasures()
            last = max(await work.restores.last_person(), await work.restores.last_replaced())
            return Known(last, dict(erasures))
    except DBAPIError:
        return Known()


async def _replace_file(database: Database, copy: Copy, known: Known, now: datetime) -> list[Path]:
    present = database.file
    if present is None:
        raise RuntimeError("not a file")
    fresh = Database(f"sqlite+aiosqlite:///{copy.database}")
    try:
        await upgrade(fresh)
        await _finish(Store(fresh), copy.taken_at, known, now)
        await fresh.scrub()
    finally:
        await fresh.dispose()
    await database.dispose()
    crashpoint("restore.file.before")
    kept = take_the_place_of(present, copy.database)
    crashpoint("restore.file.after")
    return [kept] if kept is not None else []


async def _replace_all(
    database: Database, url: str, copy: Copy, known: Known, now: datetime
) -> list[Path]:
    """Do the same on a server: what was there is dumped beside, and put back if this fails.

    There the copy is finished in its place: until then it is marked, and nothing works on it.
    """
    script = copy.folder / "script"
    await as_script(url, copy.database, script)
    before = copy.folder / "before"
    await dump(url, before)
    kept = unused(copy.folder.parent / str(database.engine.url.database))
    before.rename(kept)
    await load(database, url, script, marking_unfinished(known.last_person))
    try:
        await upgrade(database, unfinished=True)
        await _finish(Store(database), copy.taken_at, known, now)
    except BaseException:
        await as_script(url, kept, script)
        await load(database, url, script)
        raise
    return [kept]


async def _finish(store: Store, taken_at: datetime, known: Known, now: datetime) -> None:
    """Make of a copy what may be used from now on."""
    async with store.work("restore.finish") as work:
        await work.restores.note(taken_at, now)
        await _forget_again(work, taken_at, known)
        await work.restores.never_reuse(known.last_person)


async def _forget_again(work: Work, taken_at: datetime, known: Known) -> None:
    """Erase those who asked for it since the copy: before, the copy knows of it itself."""
    done = await work.rights.erasures()
    last = await work.restores.last_person()
    for who, at in known.erasures.items():
        if at > taken_at and who not in done and who <= last:
            await work.rights.erase(who, at)


def _replace_store(copy: Path, present: Path) -> list[Path]:
    """Put the Matrix store back, without the sessions that others have gone on with since.

    A message under one of those could not be read; without them, new ones are begun.
    """
    for file in copy.iterdir():
        if is_sqlite(file):
            with closing(sqlite3.connect(file)) as keys:
                keys.execute("DELETE FROM olmsessions")
                keys.commit()
    draft = present.with_name(f".{present.name}.restoring")  # perhaps on another disk than the copy
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(copy, draft)
    draft.chmod(0o700)
    kept = put_aside(present)
    crashpoint("restore.keys.between")
    draft.rename(present)
    return [kept] if kept is not None else []


def _beside(config: Config, copy: Path) -> Path:
    """Choose where to unpack: beside the file that is put in place, or, for a server, the copy."""
    file = Database(config.database.url).file
    return (file or copy).absolute().parent
