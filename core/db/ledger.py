"""The plan and the book in the database."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.db import schema
from core.db.pending import insert_many, insert_new
from core.domain.book import GENESIS, Entry, Posting, Transaction, chained
from core.domain.calendar import Week
from core.domain.plan import PlannedWeek

_plan = schema.plan_weeks
_transactions = schema.transactions
_postings = schema.postings


class PlanRows:
    """Implements `core.app.ports.Plans`."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Use one transaction's connection."""
        self._connection = connection
        self._amounts: dict[tuple[int, Week], int] = {}

    async def of(self, team_id: int) -> tuple[PlannedWeek, ...]:
        """See `Plans.of`."""
        rows = await self._connection.execute(
            select(_plan).where(_plan.c.team_id == team_id).order_by(_plan.c.week)
        )
        return tuple(PlannedWeek(row.week, row.amount, row.note) for row in rows)

    async def amount(self, team_id: int, week: Week) -> int:
        """See `Plans.amount`."""
        key = (team_id, week)
        if key not in self._amounts:
            found = await self._connection.scalar(
                select(_plan.c.amount).where(_plan.c.team_id == team_id, _plan.c.week == week)
            )
            self._amounts[key] = found or 0
        return self._amounts[key]

    async def put(self, team_id: int, week: PlannedWeek) -> None:
        """See `Plans.put`."""
        insert = insert_new(self._connection, _plan).values(
            team_id=team_id, week=week.week, amount=week.amount, note=week.note
        )
        await self._connection.execute(
            insert.on_conflict_do_update(
                index_elements=["team_id", "week"],
                set_={"amount": week.amount, "note": week.note},
            )
        )
        self._amounts.clear()

    async def replace(self, team_id: int, plan: Sequence[PlannedWeek]) -> None:
        """See `Plans.replace`."""
        await self._connection.execute(delete(_plan).where(_plan.c.team_id == team_id))
        await self._connection.execute(
            _plan.insert(),
            [
                {"team_id": team_id, "week": p.week, "amount": p.amount, "note": p.note}
                for p in plan
            ],
        )
        self._amounts.clear()


class BookRows:
    """Implements `core.app.ports.Book`."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Use one transaction's connection."""
        self._connection = connection
        self._balances: dict[tuple[int, str], int] = {}

    async def head(self, team_id: int) -> tuple[int, str]:
        """See `Book.head`."""
        last = (
            await self._connection.execute(
                select(_transactions.c.seq, _transactions.c.hash)
                .where(_transactions.c.team_id == team_id)
                .order_by(_transactions.c.seq.desc())
                .limit(1)
            )
        ).first()
        return (last.seq, last.hash) if last else (0, GENESIS)

    async def append(self, team_id: int, entries: Sequence[Entry], at: datetime) -> str:
        """See `Book.append`. Postings go first: the header seals them."""
        seq, head = await self.head(team_id)
        for entry in entries:
            seq += 1
            done = chained(entry, team_id=team_id, at=at, seq=seq, previous=head)
            await insert_many(
                self._connection,
                _postings,
                ("team_id", "seq", "position", "account", "amount"),
                [
                    (team_id, seq, n, leg.account, leg.amount)
                    for n, leg in enumerate(entry.postings)
                ],
            )
            await self._connection.execute(
                _transactions.insert().values(
                    team_id=team_id,
                    seq=seq,
                    kind=entry.kind.value,
                    week=entry.week,
                    key=entry.key,
                    at=at,
                    previous=head,
                    hash=done.hash,
                )
            )
            head = done.hash
        self._balances.clear()
        return head

    async def balance(self, team_id: int, account: str) -> int:
        """See `Book.balance`."""
        key = (team_id, account)
        if key not in self._balances:
            total = await self._connection.scalar(
                select(func.coalesce(func.sum(_postings.c.amount), 0)).where(
                    _postings.c.team_id == team_id, _postings.c.account == account
                )
            )
            self._balances[key] = int(total or 0)
        return self._balances[key]

    async def transactions(self, team_id: int) -> Sequence[Transaction]:
        """See `Book.transactions`."""
        legs: dict[int, list[Posting]] = {}
        rows = await self._connection.execute(
            select(_postings)
            .where(_postings.c.team_id == team_id)
            .order_by(_postings.c.seq, _postings.c.position)
        )
        for row in rows:
            legs.setdefault(row.seq, []).append(Posting(row.account, row.amount))
        rows = await self._connection.execute(
            select(_transactions)
            .where(_transactions.c.team_id == team_id)
            .order_by(_transactions.c.seq)
        )
        return [
            Transaction(
                team_id,
                row.seq,
                row.kind,
                row.week,
                row.key,
                tuple(legs.get(row.seq, ())),
                row.at,
                row.previous,
                row.hash,
            )
            for row in rows
        ]
