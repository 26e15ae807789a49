"""The commands that work on a configured bot: run it, bring its database up, audit it."""

import asyncio
import gc
import logging
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import DBAPIError

from adapters.chat import PlatformError
from bot.config import Config
from bot.console import FAILED, OK, WRONG_USE, complain, first_line, tell
from bot.logs import set_up_logging
from bot.main import platforms_of, run
from bot.watchdog import LoopGuard, StuckError, end_frozen
from core.app.audit import audit_beyond, audit_team
from core.app.says import Names, Text, text
from core.db.alone import InUseError
from core.db.engine import Database
from core.db.restores import UnfinishedError
from core.db.store import Store, Work
from core.db.upgrade import UnknownSchemaError, upgrade
from core.domain import names
from core.domain.team import Team

log = logging.getLogger("semainier")

UNUSABLE = (UnknownSchemaError, UnfinishedError, DBAPIError, OSError)
"""Why a database cannot be worked on."""

LOST = (PlatformError, StuckError, InUseError, *UNUSABLE)
"""What ends a running bot, and is said in one line."""


def run_bot(config: Config) -> int:
    """Run the bot until it is told to stop; exit code 1 if a platform or the database is lost."""
    set_up_logging(config.logging)
    spare_the_collector()
    if config.matrix is None and config.telegram is None:
        complain(text("run-no-platform"))
        return FAILED
    try:
        with LoopGuard(end_frozen) as guard:
            asyncio.run(_run(config, guard))
    except LOST as error:
        complain(lost(error))
        return FAILED
    return OK


def spare_the_collector() -> None:
    """Keep what was imported out of the garbage collector's passes: a third of a large close."""
    gc.collect()
    gc.freeze()


async def _run(config: Config, guard: LoopGuard) -> None:
    await run(config, platforms_of(config), guard)


async def upgrade_database(config: Config) -> int:
    """Bring the database to the newest schema."""
    return await _on_database(config, _upgraded, new=True)


async def audit(config: Config) -> int:
    """Check every promise about the figures again; one line a breach, exit code 1 if any."""
    return await _on_database(config, _audited)


def lost(error: Exception) -> Text:
    """Say what cannot be used any more, and what to do about it."""
    if isinstance(error, PlatformError):
        return text(f"lost-{error.key}", **error.args_by_name)
    if isinstance(error, StuckError):
        return text("lost-stuck", part=error.part)
    if isinstance(error, InUseError):
        return text("lost-in-use", database=str(error))
    if isinstance(error, UnknownSchemaError):
        return text("lost-schema", revision=str(error))
    if isinstance(error, UnfinishedError):
        return text("lost-unfinished")
    log.debug("the database", exc_info=error)
    return text("lost-database", why=first_line(error))


async def _on_database(
    config: Config, work: Callable[[Database], Awaitable[int]], *, new: bool = False
) -> int:
    """Work on a database of the newest schema; where there is none yet, only if it may be `new`."""
    database = Database(config.database.url)
    if database.file is not None and not database.file.exists() and not new:
        complain(text("lost-no-database", path=str(database.file)))
        return FAILED
    try:
        await upgrade(database)
        return await work(database)
    except UNUSABLE as error:
        complain(lost(error))
        return FAILED
    finally:
        await database.dispose()


async def on_team(config: Config, name: str, use: Callable[[Work, Team], Awaitable[int]]) -> int:
    """Do something with the team of a name, in one transaction; exit 2 if there is no such team."""

    async def work(database: Database) -> int:
        store = Store(database)
        async with store.work() as within:
            teams = [await within.teams.get(team_id) for team_id in await store.team_ids()]
            found = [team for team in teams if names.fold(team.name) == names.fold(name)]
            if len(found) == 1:
                return await use(within, found[0])
            known = Names(tuple(sorted(team.name for team in teams)))
            key = "cli-team-twice" if found else "cli-team-unknown"
            complain(text(key, said=name, known=known, count=len(teams)))
            return WRONG_USE

    return await _on_database(config, work)


async def _upgraded(_database: Database) -> int:
    tell(text("db-upgraded"))
    return OK


async def _audited(database: Database) -> int:
    store = Store(database)
    breaches: list[Text] = []
    team_ids = await store.team_ids()
    for team_id in team_ids:
        async with store.work() as work:
            breaches += await audit_team(work, await work.teams.get(team_id))
    async with store.work() as work:
        breaches += await audit_beyond(work)
        breaches += [text("breach-sent-twice", key=key) for key in await work.outbox.sent_twice()]
    for breach in breaches:
        tell(breach)
    tell(text("audit-done", teams=len(team_ids), breaches=len(breaches)))
    return FAILED if breaches else OK
