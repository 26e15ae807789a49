"""`semainier check`: what works and what does not, one line each, and what to do about it."""

import logging
import stat

from sqlalchemy.exc import DBAPIError

from adapters.chat import Platform, PlatformError
from bot.config import Config
from bot.console import FAILED, OK, first_line, tell
from bot.main import platforms_of
from core.app.says import Text, text
from core.db.engine import Database
from core.db.restores import UnfinishedError
from core.db.store import Store
from core.db.upgrade import UnknownSchemaError, schema_is_newest

log = logging.getLogger("semainier")


async def check(config: Config) -> int:
    """Reach the database and every configured platform; exit code 1 if something does not work."""
    found = [(True, text("check-config")), *await _database(config), *await _platforms(config)]
    for works, line in found:
        tell(text("check-works" if works else "check-fails", line=line))
    return OK if all(works for works, _ in found) else FAILED


async def _database(config: Config) -> list[tuple[bool, Text]]:
    database = Database(config.database.url)
    file = database.file
    try:
        if file is not None and not file.exists():
            if file.absolute().parent.is_dir():
                return [(True, text("check-database-new", file=str(file)))]
            return [(False, text("check-no-folder", folder=str(file.absolute().parent)))]
        newest = await schema_is_newest(database)
    except UnknownSchemaError as error:
        return [(False, text("lost-schema", revision=str(error)))]
    except UnfinishedError:
        return [(False, text("lost-unfinished"))]
    except (DBAPIError, OSError) as error:
        return [(False, text("lost-database", why=first_line(error)))]
    finally:
        await database.dispose()
    lines = [(True, text("check-database" if newest else "check-database-old"))]
    if file is not None and stat.S_IMODE(file.stat().st_mode) & 0o077:
        lines.append((False, text("check-open-file", file=str(file))))
    return lines


async def _platforms(config: Config) -> list[tuple[bool, Text]]:
    lines = []
    for platform in platforms_of(config):
        try:
            lines.append((True, text(f"check-{platform.name}", name=await platform.probe())))
            if config.matrix is not None and _first_time(platform):
                lines.append(await _store_missing(config))
        except PlatformError as error:
            lines.append((False, text(f"lost-{error.key}", **error.args_by_name)))
        finally:
            await platform.shut()
    return lines or [(False, text("run-no-platform"))]


def _first_time(platform: Platform) -> bool:
    from adapters.matrix.platform import Matrix

    return isinstance(platform, Matrix) and not platform.stored


async def _store_missing(config: Config) -> tuple[bool, Text]:
    """Say whether it is right that there is no device yet: not if Matrix was read before."""
    store = str(config.matrix.store) if config.matrix else ""
    database = Database(config.database.url)
    try:
        if database.file is None or database.file.exists():
            was_read = await Store(database).position("matrix") is not None
            if was_read:
                return False, text("lost-matrix-keys-lost", store=store)
    except (DBAPIError, OSError):
        log.debug("the database does not say whether Matrix was read before", exc_info=True)
    finally:
        await database.dispose()
    return True, text("check-matrix-new", store=store)
