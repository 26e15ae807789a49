"""What a database knows of having been put back from a copy."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, column, func, inspect, select, table, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.db import schema
from core.domain import names

_restores = schema.restores
_outbox = schema.outbox
_people = schema.people

RESTORED = "restored"
"""Why a message is not sent that may have been before."""

_unfinished = table("unfinished_restore", column("last_person"))
"""The mark: a table that is there as long as a copy is loaded and not finished."""


class UnfinishedError(Exception):
    """The database is a copy as it was taken: what it would send may have been sent since."""


def marking_unfinished(last_person: int) -> str:
    """Write the SQL that marks a copy as not finished, with the highest number it replaces."""
    return f"CREATE TABLE {_unfinished.name} AS SELECT {last_person:d} AS last_person;"


def check_finished(connection: Connection) -> None:
    """Raise `UnfinishedError` for a copy that was loaded and not finished."""
    if _is_unfinished(connection):
        raise UnfinishedError


def _is_unfinished(connection: Connection) -> bool:
    return inspect(connection).has_table(_unfinished.name)


@dataclass(frozen=True, slots=True)
class Restore:
    """A database put back at `restored_at` from a copy of `taken_at`."""

    id: int
    taken_at: datetime
    restored_at: datetime


class RestoreRows:
    """Restores, and what they mean for messages."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Use one transaction's connection."""
        self._connection = connection

    async def count(self) -> int:
        """Count how often this database was put back."""
        return int(await self._connection.scalar(select(func.count()).select_from(_restores)) or 0)

    async def pending(self) -> Restore | None:
        """Find the restore after which the bot has not caught up yet."""
        row = (
            await self._connection.execute(
                select(_restores)
                .where(_restores.c.caught_up_at.is_(None))
                .order_by(_restores.c.id.desc())
                .limit(1)
            )
        ).first()
        return Restore(row.id, row.taken_at, row.restored_at) if row else None

    async def note(self, taken_at: datetime, restored_at: datetime) -> int:
        """Note a restore; whatever waited or was on its way in the copy may have arrived since.

        The copy is unfinished no more. Return how many messages that is.
        """
        await self._connection.execute(text(f"DROP TABLE IF EXISTS {_unfinished.name}"))
        await self._connection.execute(
            _restores.insert().values(taken_at=taken_at, restored_at=restored_at)
        )
        return await self.give_up(restored_at)

    async def give_up(self, until: datetime) -> int:
        """Never send what was to be said until an instant: it may have been. Return how many."""
        done = await self._connection.execute(
            update(_outbox)
            .where(_outbox.c.state.in_(("waiting", "in_flight")), _outbox.c.created_at <= until)
            .values(state="unknown", error=RESTORED)
        )
        return int(done.rowcount)

    async def caught_up(self, at: datetime) -> None:
        """Note that what fell between copies and restores was dealt with."""
        await self._connection.execute(
            update(_restores).where(_restores.c.caught_up_at.is_(None)).values(caught_up_at=at)
        )

    async def last_person(self) -> int:
        """Find the highest number a person has, or on a server had: its sequence remembers."""
        highest = int(await self._connection.scalar(select(func.max(_people.c.id))) or 0)
        if self._connection.dialect.name == "sqlite":
            return highest
        named = text("SELECT pg_get_serial_sequence('people', 'id')")
        sequence = await self._connection.scalar(named)
        given = await self._connection.scalar(text(f"SELECT last_value FROM {sequence}"))  # noqa: S608 - the server's own name
        return max(highest, int(given or 0))

    async def last_replaced(self) -> int:
        """Find the highest number of a person in what an unfinished copy has replaced, or 0."""
        if not await self._connection.run_sync(_is_unfinished):
            return 0
        return int(await self._connection.scalar(select(_unfinished.c.last_person)) or 0)

    async def never_reuse(self, person_id: int) -> None:
        """Give no newcomer a number up to this one: in registers it stands for somebody else."""
        if person_id <= await self.last_person():
            return
        if self._connection.dialect.name == "sqlite":
            nobody = {"id": person_id, "name": names.pseudonym(person_id), "language": "fr"}
            await self._connection.execute(_people.insert().values(**nobody))
        else:
            await self._connection.execute(
                text("SELECT setval(pg_get_serial_sequence('people', 'id'), :last)"),
                {"last": person_id},
            )
