"""The commands that work on a configured bot: run it, bring its database up, audit it."""

import asyncio
import logging

from sqlalchemy.exc import DBAPIError

from adapters.chat import PlatformError
from bot.config import Config
from bot.console import FAILED, OK, complain, tell
from bot.logs import set_up_logging
from bot.main import run
from core.app.audit import audit_team
from core.app.says import text
from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade

log = logging.getLogger("semainier")


def run_bot(config: Config) -> int:
    """Run the bot until it is told to stop; exit code 1 if a platform or the database is lost."""
    set_up_logging(config.logging)
    if config.telegram is None:
        complain(text("run-no-platform"))
        return FAILED
    try:
        asyncio.run(run(config))
    except PlatformError as error:
        complain(text(f"lost-{error}"))
        return FAILED
    except (DBAPIError, OSError) as error:
        log.debug("the database", exc_info=error)
        complain(text("lost-database", why=_first_line(error)))
        return FAILED
    return OK


async def upgrade_database(config: Config) -> int:
    """Bring the database to the newest schema."""
    database = Database(config.database.url)
    try:
        await upgrade(database)
    except (DBAPIError, OSError) as error:
        complain(text("lost-database", why=_first_line(error)))
        return FAILED
    finally:
        await database.dispose()
    tell(text("db-upgraded"))
    return OK


async def audit(config: Config) -> int:
    """Check every promise about the figures again; one line a breach, exit code 1 if any."""
    database = Database(config.database.url)
    try:
        await upgrade(database)
        store = Store(database)
        breaches = 0
        team_ids = await store.team_ids()
        for team_id in team_ids:
            async with store.work() as work:
                found = await audit_team(work, await work.teams.get(team_id))
            for breach in found:
                tell(breach)
            breaches += len(found)
        async with store.work() as work:
            for key in await work.outbox.sent_twice():
                tell(text("breach-sent-twice", key=key))
                breaches += 1
    except (DBAPIError, OSError) as error:
        complain(text("lost-database", why=_first_line(error)))
        return FAILED
    finally:
        await database.dispose()
    tell(text("audit-done", teams=len(team_ids), breaches=breaches))
    return FAILED if breaches else OK


def _first_line(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return str(cause).strip().split("\n")[0]
