"""Payouts, contracts and social charges in the database."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.app.payday.ports import Contract, Levy, Payday, PayoutRecord
from core.db import schema
from core.db.pending import insert_new
from core.domain import names

_payouts = schema.payouts
_paydays = schema.paydays
_contracts = schema.contracts
_levies = schema.levies


class PaydayRows:
    """Implements `core.app.payday.ports.PaydayRows`."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Use one transaction's connection."""
        self._connection = connection

    async def payouts(self, team_id: int) -> Sequence[PayoutRecord]:
        """See `PaydayRows.payouts`."""
        rows = await self._connection.execute(
            select(_payouts).where(_payouts.c.team_id == team_id).order_by(_payouts.c.number)
        )
        return [PayoutRecord(*row[1:]) for row in rows]

    async def add_payout(self, team_id: int, payout: PayoutRecord) -> None:
        """See `PaydayRows.add_payout`."""
        await self._connection.execute(_payouts.insert().values(team_id=team_id, **asdict(payout)))

    async def payday(self, team_id: int) -> Payday | None:
        """See `PaydayRows.payday`."""
        row = (
            await self._connection.execute(
                select(_paydays)
                .where(_paydays.c.team_id == team_id, _paydays.c.cancelled_at.is_(None))
                .order_by(_paydays.c.announced_at.desc())
                .limit(1)
            )
        ).first()
        return Payday(row.day, row.author_id, row.announced_at) if row else None

    async def payday_at(self, team_id: int, at: datetime) -> Payday | None:
        """See `PaydayRows.payday_at`."""
        cancelled = _paydays.c.cancelled_at
        row = (
            await self._connection.execute(
                select(_paydays)
                .where(
                    _paydays.c.team_id == team_id,
                    _paydays.c.announced_at < at,
                    or_(cancelled.is_(None), cancelled > at),
                )
                .order_by(_paydays.c.announced_at.desc())
                .limit(1)
            )
        ).first()
        return Payday(row.day, row.author_id, row.announced_at) if row else None

    async def announce(self, team_id: int, payday: Payday) -> None:
        """See `PaydayRows.announce`."""
        await self.cancel_payday(team_id, payday.announced_at)
        insert = insert_new(self._connection, _paydays).values(team_id=team_id, **asdict(payday))
        await self._connection.execute(
            insert.on_conflict_do_update(
                index_elements=["team_id", "day"],
                set_={
                    "author_id": insert.excluded.author_id,
                    "announced_at": insert.excluded.announced_at,
                    "cancelled_at": None,
                },
            )
        )

    async def cancel_payday(self, team_id: int, at: datetime) -> None:
        """See `PaydayRows.cancel_payday`."""
        await self._connection.execute(
            update(_paydays)
            .where(_paydays.c.team_id == team_id, _paydays.c.cancelled_at.is_(None))
            .values(cancelled_at=at)
        )

    async def contracts(self, team_id: int) -> Sequence[Contract]:
        """See `PaydayRows.contracts`."""
        rows = await self._connection.execute(
            select(_contracts)
            .join(schema.members, schema.members.c.id == _contracts.c.member_id)
            .where(schema.members.c.team_id == team_id)
            .order_by(_contracts.c.member_id, _contracts.c.since)
        )
        return [Contract(*row) for row in rows]

    async def add_contract(self, contract: Contract) -> None:
        """See `PaydayRows.add_contract`."""
        await self._connection.execute(_contracts.insert().values(**asdict(contract)))

    async def drop_contract(self, contract: Contract) -> None:
        """See `PaydayRows.drop_contract`."""
        await self._connection.execute(
            delete(_contracts).where(
                _contracts.c.member_id == contract.member_id,
                _contracts.c.kind == contract.kind,
                _contracts.c.number == contract.number,
            )
        )

    async def levies(self, team_id: int) -> Sequence[Levy]:
        """See `PaydayRows.levies`."""
        rows = await self._connection.execute(
            select(_levies)
            .where(_levies.c.team_id == team_id)
            .order_by(_levies.c.side, _levies.c.folded)
        )
        return [Levy(row.label, row.side, row.rate) for row in rows]

    async def set_levy(self, team_id: int, levy: Levy) -> None:
        """See `PaydayRows.set_levy`."""
        folded = names.fold(levy.label)
        mine = and_(
            _levies.c.team_id == team_id,
            _levies.c.side == levy.side,
            _levies.c.folded == folded,
        )
        await self._connection.execute(delete(_levies).where(mine))
        if levy.rate:
            await self._connection.execute(
                _levies.insert().values(team_id=team_id, folded=folded, **asdict(levy))
            )
