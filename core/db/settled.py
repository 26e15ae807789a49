"""Closes, awards and corrections in the database."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.app.records import Closing, Correction
from core.db import schema
from core.db.pending import Pending, insert_many
from core.domain.declaration import Answer
from core.domain.settlement import Ask, Draw, Means
from core.domain.sharing import Award, Reason

_closes = schema.closes
_rounds = schema.rounds
_draws = schema.draws
_corrections = schema.corrections

_MEANS = ("planned", "carried", "income", "expense", "fixed", "commons", "deficit")


class SettledRows:
    """Implements `core.app.ports.Settled`."""

    def __init__(self, connection: AsyncConnection, pending: Pending) -> None:
        """Use one transaction's connection and its held-back writes."""
        self._connection = connection
        self._pending = pending

    async def settle(
        self, closing: Closing, awards: Sequence[Award], draws: Sequence[Draw]
    ) -> None:
        """See `Settled.settle`."""
        round_id = closing.round_id
        await insert_many(
            self._connection,
            schema.awards,
            ("round_id", "member_id", "claim", "award", "reason", "drawn"),
            [(round_id, a.who, a.claim, a.amount, a.reason.value, a.drawn) for a in awards],
        )
        await self._draw(round_id, 0, draws)
        await self._connection.execute(
            _closes.insert().values(
                {name: getattr(closing.means, name) for name in _MEANS}
                | {
                    "round_id": round_id,
                    "floor": closing.floor,
                    "claimed": closing.claimed,
                    "granted": closing.granted,
                    "drawn": closing.drawn,
                    "left": closing.left,
                    "rationed_by": closing.rationed_by,
                    "head": closing.head,
                    "commons_share": closing.commons_share,
                }
            )
        )

    async def closing(self, round_id: int) -> Closing | None:
        """See `Settled.closing`."""
        rows = await self._select(select(_closes).where(_closes.c.round_id == round_id))
        return _closing(rows[0]) if rows else None

    async def closings(self, team_id: int) -> Mapping[int, Closing]:
        """See `Settled.closings`."""
        rows = await self._select(
            select(_closes)
            .join(_rounds, _rounds.c.id == _closes.c.round_id)
            .where(_rounds.c.team_id == team_id)
        )
        return {row.round_id: _closing(row) for row in rows}

    async def booked(self, team_id: int) -> tuple[int, int]:
        """See `Settled.booked`."""
        ((income, expense),) = await self._select(
            select(
                func.coalesce(func.sum(_closes.c.income), 0),
                func.coalesce(func.sum(_closes.c.expense + _closes.c.fixed), 0),
            )
            .join(_rounds, _rounds.c.id == _closes.c.round_id)
            .where(_rounds.c.team_id == team_id)
        )
        return int(income), int(expense)

    async def awards(self, round_id: int) -> Sequence[Award]:
        """See `Settled.awards`."""
        table = schema.awards
        rows = await self._select(
            select(table).where(table.c.round_id == round_id).order_by(table.c.member_id)
        )
        return [
            Award(row.member_id, row.claim, row.award, Reason(row.reason), row.drawn)
            for row in rows
        ]

    async def draws(self, round_id: int) -> Sequence[tuple[int, Draw]]:
        """See `Settled.draws`."""
        rows = await self._select(
            select(_draws)
            .where(_draws.c.round_id == round_id)
            .order_by(_draws.c.number, _draws.c.project_id, _draws.c.member_id)
        )
        return [(row.number, Draw(row.member_id, row.project_id, row.amount)) for row in rows]

    async def correct(self, correction: Correction, draws: Sequence[Draw]) -> None:
        """See `Settled.correct`."""
        await self._pending.flush()
        await self._connection.execute(_corrections.insert().values(asdict(correction)))
        await self._draw(correction.round_id, correction.number, draws)

    async def corrections(self, team_id: int) -> Sequence[Correction]:
        """See `Settled.corrections`."""
        rows = await self._select(
            select(_corrections)
            .join(_rounds, _rounds.c.id == _corrections.c.round_id)
            .where(_rounds.c.team_id == team_id)
            .order_by(_rounds.c.week, _corrections.c.number)
        )
        return [Correction(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's name

    async def granted_to(self, member_id: int) -> Mapping[int, int]:
        """See `Settled.granted_to`."""
        table = schema.awards
        rows = await self._select(
            select(table.c.round_id, table.c.award).where(table.c.member_id == member_id)
        )
        return {row.round_id: row.award for row in rows}

    async def of_projects(self, team_id: int) -> Sequence[tuple[int, Ask]]:
        """See `Settled.of_projects`."""
        heads, revisions, lines = schema.declarations, schema.revisions, schema.revision_lines
        this = (lines.c.round_id, lines.c.member_id, lines.c.revision)
        current = revisions.join(
            heads,
            and_(
                heads.c.round_id == revisions.c.round_id,
                heads.c.member_id == revisions.c.member_id,
                heads.c.revision == revisions.c.revision,
            ),
        )
        rows = await self._select(
            select(
                lines.c.round_id,
                lines.c.member_id,
                revisions.c.claim,
                lines.c.project_id,
                func.sum(lines.c.amount),
            )
            .select_from(
                lines.join(
                    current,
                    and_(*(one == heads.c[one.name] for one in this)),
                ).join(_closes, _closes.c.round_id == lines.c.round_id)
            )
            .join(_rounds, _rounds.c.id == lines.c.round_id)
            .where(_rounds.c.team_id == team_id, lines.c.project_id.is_not(None))
            .where(revisions.c.answer == Answer.DECLARED)
            .group_by(lines.c.round_id, lines.c.member_id, revisions.c.claim, lines.c.project_id)
            .order_by(lines.c.round_id, lines.c.member_id, lines.c.project_id)
        )
        found: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
        for round_id, member_id, claim, project_id, amount in rows:
            found.setdefault((round_id, member_id, claim), []).append((project_id, int(amount)))
        return [
            (round_id, Ask(member_id, claim, tuple(named)))
            for (round_id, member_id, claim), named in found.items()
        ]

    async def _draw(self, round_id: int, number: int, draws: Sequence[Draw]) -> None:
        await insert_many(
            self._connection,
            _draws,
            ("round_id", "member_id", "number", "project_id", "amount"),
            [(round_id, draw.who, number, draw.project, draw.amount) for draw in draws],
        )

    async def _select(self, statement: Select[Any]) -> Sequence[Any]:
        await self._pending.flush()
        rows: Sequence[Any] = (await self._connection.execute(statement)).all()
        return rows


def _closing(row: Any) -> Closing:
    return Closing(
        row.round_id,
        Means(**{name: getattr(row, name) for name in _MEANS}),
        row.floor,
        row.claimed,
        row.granted,
        row.drawn,
        row.left,
        row.rationed_by,
        row.head,
        row.commons_share,
    )
