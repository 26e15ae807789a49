"""What a database knows of having been put back from a copy."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.db import schema
from core.domain import names

_restores = schema.restores
_outbox = schema.outbox
_people = schema.people

RESTORED = "restored"
"""Why a message is not sent that may have been before."""


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

        Return how many messages that is.
        """
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
        """Find the highest number of a person."""
        return int(await self._connection.scalar(select(func.max(_people.c.id))) or 0)

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
