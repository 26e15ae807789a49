"""When a database cannot be used for now: told apart from our own errors, said once, waited out."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy import exc

T = TypeVar("T")

log = logging.getLogger("semainier.storage")

FIRST_WAIT = 0.5
MOST_WAIT = 15.0
"""Seconds between two tries, at first and at most."""

_SQLITE = (
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_IOERR",
    "SQLITE_FULL",
    "SQLITE_READONLY",
    "SQLITE_CANTOPEN",
    "SQLITE_NOMEM",
    "SQLITE_PROTOCOL",
)
"""SQLite's names for what may be over in a moment, and what follows from them."""

_POSTGRESQL = ("08", "25006", "40", "53", "55", "57", "58")
"""Beginnings of PostgreSQL's codes for the same: connections, read-only, deadlocks, resources,
locks, shutdowns, the system."""


def is_trouble(error: BaseException) -> bool:
    """Tell whether the database could not be used, rather than refused what it was given."""
    if isinstance(error, OSError | exc.TimeoutError):
        return True
    if not isinstance(error, exc.DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    name = getattr(error.orig, "sqlite_errorname", None)
    if name is not None:
        return str(name).startswith(_SQLITE)
    code = getattr(error.orig, "sqlstate", None)
    if code is not None:
        return str(code).startswith(_POSTGRESQL)
    return isinstance(error, exc.OperationalError | exc.InterfaceError)


class Trouble:
    """The trouble one database is in, if any: whoever meets it says so, the log says it once."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Begin without any. Tests bring their own `sleep`."""
        self.lasts = False
        self._sleep = sleep

    def met(self, error: BaseException) -> None:
        """Note that the database could not be used."""
        why = " ".join(str(error).partition("\n")[0].split())
        if self.lasts:
            log.debug("the database still cannot be used: %s", why)
            return
        self.lasts = True
        log.error("the database cannot be used, so nothing is confirmed; trying again: %s", why)

    def over(self) -> None:
        """Note that something was written."""
        if self.lasts:
            self.lasts = False
            log.warning("the database can be used again")

    async def outlast(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do something until the database lets it; what else goes wrong is raised.

        What it does may be done again, after a commit of which nobody knows too.
        """
        wait = FIRST_WAIT
        while True:
            try:
                return await work()
            except Exception as error:
                if not is_trouble(error):
                    raise
                self.met(error)
            await self._sleep(wait)
            wait = min(wait * 2, MOST_WAIT)
