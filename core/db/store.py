"""The store: units of work over a database, and the schema's upgrade."""

import secrets
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.crashpoints import crashpoint
from core.db import schema
from core.db.buckets import BucketRows
from core.db.engine import Database
from core.db.evidence import EvidenceRows
from core.db.grants import GrantRows
from core.db.ledger import BookRows, PlanRows
from core.db.mail import InboxRows, OutboxRows
from core.db.payday import PaydayRows
from core.db.pending import Pending
from core.db.people import PeopleRows
from core.db.prompts import PromptRows
from core.db.restores import RestoreRows
from core.db.rights import RightsRows
from core.db.rounds import RoundRows
from core.db.settled import SettledRows
from core.db.talk import TalkRows
from core.db.teams import TeamRows


def unguessable() -> str:
    """Make a code of 16 URL-safe characters (96 random bits)."""
    return secrets.token_urlsafe(12)


class Work:
    """One transaction: implements `core.app.ports.UnitOfWork`, and holds the inbox."""

    def __init__(self, connection: AsyncConnection, mint: Callable[[], str]) -> None:
        """Use one transaction's connection."""
        self._connection = connection
        self._pending = Pending(connection)
        self.mint = mint
        self._read_anew()

    def _read_anew(self) -> None:
        """Let everything be read again: what was remembered is no longer so."""
        connection = self._connection
        self.people = PeopleRows(connection)
        self.teams = TeamRows(connection)
        self.rounds = RoundRows(connection, self._pending)
        self.talk = TalkRows(connection)
        self.settled = SettledRows(connection, self._pending)
        self.plans = PlanRows(connection)
        self.book = BookRows(connection)
        self.evidence = EvidenceRows(connection, self._pending)
        self.payday = PaydayRows(connection)
        self.buckets = BucketRows(connection)
        self.grants = GrantRows(connection)
        self.inbox = InboxRows(connection)
        self.outbox = OutboxRows(connection, self._pending)
        self.prompts = PromptRows(connection, self._pending)
        self.restores = RestoreRows(connection)
        self.rights = RightsRows(connection, self._pending, self._read_anew)

    def spell(self, alphabet: str, length: int) -> str:
        """See `UnitOfWork.spell`."""
        return "".join(secrets.choice(alphabet) for _ in range(length))

    async def load(self, platform: str, user_ids: Collection[str]) -> None:
        """Read at once, and lock, what handling messages of many users will need."""
        accounts = await self.people.load(platform, user_ids)
        person_ids = {account.person_id for account in accounts}
        await self.teams.load(person_ids)
        members = {
            member.id: member.team_id
            for person_id in person_ids
            for member in await self.teams.memberships(person_id)
        }
        await self.rounds.load(members)
        await self.talk.load(members)
        await self.talk.load_rates(members.values())

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """See `UnitOfWork.attempt`."""
        await self.flush()
        try:
            async with self._connection.begin_nested():
                yield
                await self.flush()
        except BaseException:
            self.rounds.forget()
            self.book.forget()
            raise

    async def flush(self) -> None:
        """Send what was held back."""
        await self._pending.flush()


class Store:
    """Opens units of work. `mint` makes new codes; tests bring their own."""

    def __init__(self, database: Database, mint: Callable[[], str] = unguessable) -> None:
        """Use a database whose schema is current."""
        self.database = database
        self._mint = mint

    @asynccontextmanager
    async def work(self, name: str = "unnamed") -> AsyncIterator[Work]:
        """Do everything inside in one transaction: all of it is stored, or nothing.

        `name` is what the crash points before and after its commit are called by.
        """
        async with self.database.writing() as connection:
            work = Work(connection, self._mint)
            yield work
            await work.flush()
            crashpoint(f"{name}.before")
        crashpoint(f"{name}.after")

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Read from one consistent moment."""
        async with self.database.reading() as connection:
            yield connection

    async def receive(
        self,
        platform: str,
        events: Sequence[tuple[str, str]],
        position: str | None,
        at: datetime,
    ) -> None:
        """Commit what a platform delivered, and how far that is, together.

        After this returns it may be acknowledged.
        """
        async with self.work("inbox.receive") as work:
            if events:
                await work.inbox.put(platform, events, at)
            if position is not None:
                await work.inbox.read_until(platform, position)

    async def position(self, platform: str) -> str | None:
        """Tell how far a platform has been read."""
        async with self.reading() as connection:
            found: str | None = await connection.scalar(
                select(schema.positions.c.position).where(schema.positions.c.platform == platform)
            )
            return found

    async def team_ids(self) -> Sequence[int]:
        """List all teams."""
        async with self.reading() as connection:
            rows = await connection.execute(select(schema.teams.c.id).order_by(schema.teams.c.id))
            return [row.id for row in rows]

    async def due_teams(self, now: datetime, limit: int = 500) -> Sequence[int]:
        """List teams for which the tick has something to do."""
        async with self.reading() as connection:
            rows = await connection.execute(
                select(schema.teams.c.id)
                .where(schema.teams.c.next_due_at <= now)
                .order_by(schema.teams.c.next_due_at)
                .limit(limit)
            )
            return [row.id for row in rows]
