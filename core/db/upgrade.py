"""Bringing a database to the newest schema (Alembic)."""

import errno
import os
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from core.crashpoints import crashpoint
from core.db.engine import Database
from core.db.restores import check_finished

_MIGRATIONS = Path(__file__).parent / "migrations"


class UnknownSchemaError(Exception):
    """The database was made by a newer version of this program; the message is its revision."""


async def upgrade(database: Database, *, unfinished: bool = False) -> None:
    """Run the migrations that are missing. Safe to call at every start.

    Raises `FileNotFoundError` where the folder of an SQLite file is not there,
    `UnknownSchemaError` rather than touch a database that a newer version has changed, and
    `UnfinishedError` for a copy that a restore has not finished, unless that is who asks.
    """
    file = database.file
    if file is not None and not file.absolute().parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(file.parent))
    async with database.writing() as connection:
        await connection.run_sync(_to_newest)
        if not unfinished:  # asked last: a restore that was just committing has been waited for
            await connection.run_sync(check_finished)
        crashpoint("schema.before")
    crashpoint("schema.after")


def check_known(revision: str) -> None:
    """Raise `UnknownSchemaError` for a revision that only a newer version of the program has."""
    scripts = ScriptDirectory.from_config(_config())
    if revision not in {script.revision for script in scripts.walk_revisions()}:
        raise UnknownSchemaError(revision)


async def schema_is_newest(database: Database) -> bool:
    """Tell whether nothing is missing. Raises `UnknownSchemaError` and `UnfinishedError`."""
    async with database.reading() as connection:
        await connection.run_sync(check_finished)
        return await connection.run_sync(_is_newest)


def _to_newest(connection: Connection) -> None:
    if not _is_newest(connection):
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _is_newest(connection: Connection) -> bool:
    scripts = ScriptDirectory.from_config(_config())
    current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in scripts.walk_revisions()}
    if current is not None and current not in known:
        raise UnknownSchemaError(current)
    return current == scripts.get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
