"""The plan and the book in the database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.app.records import Movement
from core.db import schema
from core.db.pending import insert_many, insert_new
from core.domain.book import GENESIS, Entry, Kind, Posting, Transaction, chained
from core.domain.calendar import Week
from core.domain.payout import Move
from core.domain.plan import PlannedWeek, released

_plan = schema.plan_weeks
_transactions = schema.transactions
_postings = schema.postings


class PlanRows:
    """Implements `core.app.ports.Plans`."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Use one transaction's connection."""
        self._connection = connection
        self._released: dict[tuple[int, Week, Week], PlannedWeek] = {}

    async def of(self, team_id: int) -> tuple[PlannedWeek, ...]:
        """See `Plans.of`."""
        rows = await self._connection.execute(
            select(_plan).where(_plan.c.team_id == team_id).order_by(_plan.c.week)
        )
        return tuple(map(_planned, rows))

    async def released(self, team_id: int, since: Week, week: Week) -> PlannedWeek:
        """See `Plans.released`."""
        key = (team_id, since, week)
        if key not in self._released:
            rows = await self._connection.execute(
                select(_plan)
                .where(_plan.c.team_id == team_id, _plan.c.week.between(since, week))
                .order_by(_plan.c.week)
            )
            self._released[key] = released(map(_planned, rows), since, week)
        return self._released[key]

    async def put(self, team_id: int, week: PlannedWeek) -> None:
        """See `Plans.put`."""
        insert = insert_new(self._connection, _plan)
        await self._connection.execute(
            insert.on_conflict_do_update(
                index_elements=["team_id", "week"],
                set_={name: insert.excluded[name] for name in ("amount", "note", "deficit")},
            ),
            _plan_row(team_id, week),
        )
        self._released.clear()

    async def replace(self, team_id: int, plan: Sequence[PlannedWeek]) -> None:
        """See `Plans.replace`."""
        await self._connection.execute(delete(_plan).where(_plan.c.team_id == team_id))
        await self._connection.execute(_plan.insert(), [_plan_row(team_id, p) for p in plan])
        self._released.clear()


def _planned(row: Any) -> PlannedWeek:
    return PlannedWeek(row.week, row.amount, row.note, row.deficit)


def _plan_row(team_id: int, planned: PlannedWeek) -> dict[str, Any]:
    return {
        "team_id": team_id,
        "week": planned.week,
        "amount": planned.amount,
        "note": planned.note,
        "deficit": planned.deficit,
    }


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

    def forget(self) -> None:
        """Trust no balance that was read before: what was written since is undone."""
        self._balances.clear()

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

    async def balances(
        self, team_id: int, prefix: str, until: datetime | None = None
    ) -> Mapping[str, int]:
        """See `Book.balances`."""
        sums = (
            select(_postings.c.account, func.sum(_postings.c.amount))
            .where(_postings.c.team_id == team_id, _postings.c.account.startswith(prefix))
            .group_by(_postings.c.account)
        )
        if until is not None:
            written = and_(
                _transactions.c.team_id == _postings.c.team_id,
                _transactions.c.seq == _postings.c.seq,
            )
            sums = sums.join(_transactions, written).where(_transactions.c.at <= until)
        rows = await self._connection.execute(sums)
        return {account: int(total) for account, total in rows.all()}

    async def moves(self, team_id: int, account: str) -> Sequence[Move]:
        """See `Book.moves`."""
        place = (
            _transactions.c.seq,
            _transactions.c.kind,
            _transactions.c.week,
            _transactions.c.at,
        )
        rows = await self._connection.execute(
            select(*place, func.sum(_postings.c.amount))
            .join(
                _postings,
                and_(
                    _postings.c.team_id == _transactions.c.team_id,
                    _postings.c.seq == _transactions.c.seq,
                ),
            )
            .where(_postings.c.team_id == team_id, _postings.c.account == account)
            .group_by(*place)
            .order_by(_transactions.c.seq)
        )
        return [Move(seq, kind, week, at, int(amount)) for seq, kind, week, at, amount in rows]

    async def moved(
        self,
        team_id: int,
        account: str,
        kinds: Collection[Kind],
        after: datetime | None,
        until: datetime | None = None,
    ) -> int:
        """See `Book.moved`."""
        at = _transactions.c.at
        sums = (
            select(func.coalesce(func.sum(_postings.c.amount), 0))
            .join(
                _transactions,
                and_(
                    _transactions.c.team_id == _postings.c.team_id,
                    _transactions.c.seq == _postings.c.seq,
                ),
            )
            .where(
                _postings.c.team_id == team_id,
                _postings.c.account == account,
                _transactions.c.kind.in_([kind.value for kind in kinds]),
                *([at > after] if after else []),
                *([at <= until] if until else []),
            )
        )
        return int(await self._connection.scalar(sums) or 0)

    async def next_number(self, team_id: int, kind: Kind, week: Week) -> int:
        """See `Book.next_number`."""
        of_kind = and_(
            _transactions.c.team_id == team_id,
            _transactions.c.kind == kind,
            _transactions.c.week == week,
        )
        found = await self._connection.scalar(select(func.count()).where(of_kind))
        return int(found or 0) + 1

    async def note(self, team_id: int, movement: Movement) -> None:
        """See `Book.note`."""
        await self._connection.execute(
            schema.movements.insert().values(team_id=team_id, **asdict(movement))
        )

    async def movements(self, team_id: int) -> Sequence[Movement]:
        """See `Book.movements`."""
        table = schema.movements
        rows = await self._connection.execute(
            select(table).where(table.c.team_id == team_id).order_by(table.c.seq)
        )
        return [Movement(row.seq, row.label, row.author_id) for row in rows]

    async def transactions(self, team_id: int, since: int = 0) -> Sequence[Transaction]:
        """See `Book.transactions`."""
        legs: dict[int, list[Posting]] = {}
        rows = await self._connection.execute(
            select(_postings.c.seq, _postings.c.account, _postings.c.amount)
            .where(_postings.c.team_id == team_id, _postings.c.seq > since)
            .order_by(_postings.c.seq, _postings.c.position)
        )
        for row in rows:
            legs.setdefault(row.seq, []).append(Posting(row.account, row.amount))
        rows = await self._connection.execute(
            select(_transactions)
            .where(_transactions.c.team_id == team_id, _transactions.c.seq > since)
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
