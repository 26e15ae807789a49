"""Rounds and declarations in the database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.app.records import Stance
from core.db import schema
from core.db.pending import Pending, chunks, insert_new, new_id
from core.domain.calendar import Week
from core.domain.declaration import Answer, Declaration, Line
from core.domain.round import Round, RoundState
from core.domain.settlement import Ask

_rounds = schema.rounds
_heads = schema.declarations
_revisions = schema.revisions
_lines = schema.revision_lines
_stances = schema.stances
_current = _heads.join(
    _revisions,
    and_(
        _heads.c.round_id == _revisions.c.round_id,
        _heads.c.member_id == _revisions.c.member_id,
        _heads.c.revision == _revisions.c.revision,
    ),
)


class RoundRows:
    """Implements `core.app.ports.Rounds`; holds new revisions back for one bulk write."""

    def __init__(self, connection: AsyncConnection, pending: Pending) -> None:
        """Use one transaction's connection and its held-back writes."""
        self._connection = connection
        self._pending = pending
        self._open: dict[int, Round | None] = {}
        self._declared: dict[tuple[int, int], Declaration | None] = {}
        self._habits: dict[int, list[int]] = {}

    async def load(self, members: Mapping[int, int]) -> None:
        """Read what declaring needs for many members (member id -> team id) at once."""
        team_ids = sorted(set(members.values()))
        for part in chunks(team_ids):
            self._open.update(dict.fromkeys(part))
            rows = await self._connection.execute(
                select(_rounds).where(
                    _rounds.c.team_id.in_(part), _rounds.c.state != RoundState.CLOSED
                )
            )
            self._open.update({row.team_id: _round(row) for row in rows})
        pairs = [
            (round_.id, member_id)
            for member_id, team_id in members.items()
            if (round_ := self._open[team_id]) is not None
        ]
        if not pairs:
            return
        for pairs_part in chunks(pairs):
            self._declared.update(dict.fromkeys(pairs_part))
            wanted = tuple_(_heads.c.round_id, _heads.c.member_id).in_(pairs_part)
            for declaration in await self._with_lines(wanted):
                key = (declaration.round_id, declaration.member_id)
                self._declared[key] = declaration
        weeks = [round_.week for round_ in self._open.values() if round_ is not None]
        await self._load_habits([member_id for _, member_id in pairs], min(weeks) + -12)

    async def _load_habits(self, member_ids: Sequence[int], since: Week) -> None:
        for part in chunks(member_ids):
            self._habits.update({member_id: [] for member_id in part})
            rows = await self._connection.execute(
                select(_revisions.c.member_id, _revisions.c.claim)
                .select_from(_current.join(_rounds, _rounds.c.id == _heads.c.round_id))
                .where(
                    _heads.c.member_id.in_(part),
                    _rounds.c.state == RoundState.CLOSED,
                    _rounds.c.week >= since,
                    _revisions.c.answer == Answer.DECLARED,
                )
                .order_by(_rounds.c.week)
            )
            for row in rows:
                self._habits[row.member_id].append(row.claim)

    def forget(self) -> None:
        """Trust no round that was read before: what was written since is undone."""
        self._open.clear()

    async def open_round(self, team_id: int) -> Round | None:
        """See `Rounds.open_round`."""
        if team_id not in self._open:
            found = await self._select(
                select(_rounds).where(
                    _rounds.c.team_id == team_id, _rounds.c.state != RoundState.CLOSED
                )
            )
            self._open[team_id] = _round(found[0]) if found else None
        return self._open[team_id]

    async def is_open(self, round_id: int) -> bool:
        """See `Rounds.is_open`."""
        found = await self._select(select(_rounds.c.state).where(_rounds.c.id == round_id))
        return bool(found) and found[0].state != RoundState.CLOSED

    async def of_week(self, team_id: int, week: Week) -> Round | None:
        """See `Rounds.of_week`."""
        wanted = and_(
            _rounds.c.team_id == team_id,
            _rounds.c.week >= week,
            func.coalesce(_rounds.c.since, _rounds.c.week) <= week,
        )
        found = await self._select(select(_rounds).where(wanted))
        return _round(found[0]) if found else None

    async def all(self, team_id: int) -> Sequence[Round]:
        """See `Rounds.all`."""
        found = select(_rounds).where(_rounds.c.team_id == team_id).order_by(_rounds.c.week)
        return [_round(row) for row in await self._select(found)]

    async def add(self, round_: Round) -> Round:
        """See `Rounds.add`."""
        insert = _rounds.insert().values(
            team_id=round_.team_id,
            week=round_.week,
            state=round_.state.value,
            opened_at=round_.opened_at,
            closes_at=round_.closes_at,
            closed_at=round_.closed_at,
            missed=round_.missed,
            since=round_.since,
        )
        round_id = new_id(await self._connection.execute(insert))
        self._open.pop(round_.team_id, None)
        return replace(round_, id=round_id)

    async def change(self, round_: Round) -> Round:
        """See `Rounds.change`."""
        await self._connection.execute(
            update(_rounds)
            .where(_rounds.c.id == round_.id)
            .values(
                state=round_.state.value,
                closes_at=round_.closes_at,
                revises_until=round_.revises_until,
                reopened_until=round_.reopened_until,
            )
        )
        self._open.pop(round_.team_id, None)
        return round_

    async def close(self, round_: Round, at: datetime) -> Round:
        """See `Rounds.close`."""
        done = await self._connection.execute(
            update(_rounds)
            .where(_rounds.c.id == round_.id, _rounds.c.state != RoundState.CLOSED)
            .values(state=RoundState.CLOSED.value, closed_at=at)
        )
        if done.rowcount != 1:
            raise RuntimeError(f"round {round_.id} is closed already")
        self._open.pop(round_.team_id, None)
        return replace(round_, state=RoundState.CLOSED, closed_at=at)

    async def reminded(self, round_id: int) -> Collection[datetime]:
        """See `Rounds.reminded`."""
        table = schema.reminders
        rows = await self._select(select(table.c.due_at).where(table.c.round_id == round_id))
        return {row.due_at for row in rows}

    async def remind(self, round_id: int, due_at: datetime, asked: int) -> None:
        """See `Rounds.remind`."""
        insert = schema.reminders.insert().values(round_id=round_id, due_at=due_at, asked=asked)
        await self._connection.execute(insert)

    async def reminded_by_hand(self, round_id: int) -> Mapping[int, tuple[int, datetime]]:
        """See `Rounds.reminded_by_hand`."""
        table = schema.reminders_by_hand
        rows = await self._select(
            select(table).where(table.c.round_id == round_id).order_by(table.c.number)
        )
        return {row.member_id: (row.number, row.at) for row in rows}

    async def remind_by_hand(
        self, round_id: int, numbers: Mapping[int, int], at: datetime
    ) -> Collection[int]:
        """See `Rounds.remind_by_hand`. Another transaction may note the same at the same time."""
        table = schema.reminders_by_hand
        found: set[int] = set()
        for part in chunks(sorted(numbers)):
            rows = [
                {"round_id": round_id, "member_id": who, "number": numbers[who], "at": at}
                for who in part
            ]
            insert = insert_new(self._connection, table).values(rows).on_conflict_do_nothing()
            new = await self._connection.execute(insert.returning(table.c.member_id))
            found.update(row.member_id for row in new)
        return found

    async def current(self, round_id: int, member_id: int) -> Declaration | None:
        """See `Rounds.current`."""
        key = (round_id, member_id)
        if key not in self._declared:
            wanted = and_(_heads.c.round_id == round_id, _heads.c.member_id == member_id)
            found = await self._with_lines(wanted)
            self._declared[key] = found[0] if found else None
        return self._declared[key]

    async def declarations(self, round_id: int) -> Sequence[Declaration]:
        """See `Rounds.declarations`."""
        return await self._with_lines(_heads.c.round_id == round_id)

    async def revision(self, round_id: int, member_id: int, revision: int) -> Declaration | None:
        """See `Rounds.revision`."""
        where = (round_id, member_id, revision)
        found = await self._select(
            select(_revisions).where(
                tuple_(_revisions.c.round_id, _revisions.c.member_id, _revisions.c.revision)
                == tuple_(*where)
            )
        )
        lines = await self._select(
            select(_lines)
            .where(
                tuple_(_lines.c.round_id, _lines.c.member_id, _lines.c.revision) == tuple_(*where)
            )
            .order_by(_lines.c.position)
        )
        return _declarations(found, lines)[0] if found else None

    async def claims(self, round_id: int) -> Sequence[tuple[int, Answer, int]]:
        """See `Rounds.claims`."""
        rows = await self._select(
            select(_revisions.c.member_id, _revisions.c.answer, _revisions.c.claim)
            .select_from(_current)
            .where(_heads.c.round_id == round_id)
            .order_by(_heads.c.member_id)
        )
        answers = {answer.value: answer for answer in Answer}
        return [(member_id, answers[answer], claim) for member_id, answer, claim in rows]

    async def who_answered(self, round_id: int, answer: Answer) -> Collection[int]:
        """See `Rounds.who_answered`."""
        wanted = and_(_heads.c.round_id == round_id, _revisions.c.answer == answer)
        rows = await self._select(
            select(_revisions.c.member_id).select_from(_current).where(wanted)
        )
        return {row.member_id for row in rows}

    async def asks(self, round_id: int) -> Sequence[Ask]:
        """See `Rounds.asks`. Few claims of a large round name a project: only those have lines."""
        named: dict[int, list[tuple[int, int]]] = {}
        rows = await self._select(
            select(_lines.c.member_id, _lines.c.project_id, func.sum(_lines.c.amount))
            .join(
                _heads,
                and_(
                    _heads.c.round_id == _lines.c.round_id,
                    _heads.c.member_id == _lines.c.member_id,
                    _heads.c.revision == _lines.c.revision,
                ),
            )
            .where(_heads.c.round_id == round_id, _lines.c.project_id.is_not(None))
            .group_by(_lines.c.member_id, _lines.c.project_id)
            .order_by(_lines.c.member_id, _lines.c.project_id)
        )
        for member_id, project_id, amount in rows:
            named.setdefault(member_id, []).append((project_id, int(amount)))
        claims = await self._select(
            select(_revisions.c.member_id, _revisions.c.claim)
            .select_from(_current)
            .where(_heads.c.round_id == round_id, _revisions.c.answer == Answer.DECLARED)
            .order_by(_heads.c.member_id)
        )
        if not named:
            return [Ask(member_id, claim) for member_id, claim in claims]
        return [
            Ask(member_id, claim, tuple(named.get(member_id, ()))) for member_id, claim in claims
        ]

    async def named_first(self, round_: Round) -> Mapping[int, Collection[int]]:
        """See `Rounds.named_first`."""
        named: dict[int, set[int]] = {}
        here = select(_lines.c.project_id, _lines.c.member_id).distinct()
        here = here.where(_lines.c.round_id == round_.id, _lines.c.project_id.is_not(None))
        for row in await self._select(here):
            named.setdefault(row.project_id, set()).add(row.member_id)
        others = select(_rounds.c.id).where(
            _rounds.c.team_id == round_.team_id, _rounds.c.id != round_.id
        )
        for part in chunks(sorted(named)):
            elsewhere = select(_lines.c.project_id).distinct()
            elsewhere = elsewhere.where(
                _lines.c.round_id.in_(others), _lines.c.project_id.in_(part)
            )
            for row in await self._select(elsewhere):
                del named[row.project_id]
        return named

    async def declare(self, declaration: Declaration) -> None:
        """See `Rounds.declare`."""
        key = {
            "round_id": declaration.round_id,
            "member_id": declaration.member_id,
            "revision": declaration.revision,
        }
        self._pending.revisions.append(
            key
            | {
                "answer": declaration.answer.value,
                "claim": declaration.claim,
                "at": declaration.at,
                "source": declaration.source,
            }
        )
        self._pending.lines += [
            key
            | {
                "position": position,
                "project_id": line.project_id,
                "amount": line.amount,
                "minutes": line.minutes,
                "note": line.note,
            }
            for position, line in enumerate(declaration.lines)
        ]
        self._pending.declarations.append(key)
        self._declared[declaration.round_id, declaration.member_id] = declaration

    async def last_claims(self, member_id: int, team_id: int) -> Sequence[int]:
        """See `Rounds.last_claims`."""
        if member_id not in self._habits:
            round_ = await self.open_round(team_id)
            since = round_.week + -12 if round_ else Week(2000, 1)
            await self._load_habits([member_id], since)
        return self._habits[member_id]

    async def last_declared(
        self, member_ids: Collection[int], before: Round
    ) -> Mapping[int, Declaration]:
        """See `Rounds.last_declared`."""
        found: dict[int, Declaration] = {}
        for part in chunks(sorted(member_ids)):
            last = (
                select(_heads.c.member_id, func.max(_rounds.c.week).label("week"))
                .select_from(_current.join(_rounds, _rounds.c.id == _heads.c.round_id))
                .where(
                    _heads.c.member_id.in_(part),
                    _rounds.c.week < before.week,
                    _revisions.c.answer == Answer.DECLARED,
                )
                .group_by(_heads.c.member_id)
                .subquery()
            )
            rows = await self._select(
                select(_heads.c.round_id, _heads.c.member_id)
                .join(_rounds, _rounds.c.id == _heads.c.round_id)
                .join(
                    last,
                    and_(last.c.member_id == _heads.c.member_id, last.c.week == _rounds.c.week),
                )
            )
            pairs = [(row.round_id, row.member_id) for row in rows]
            if pairs:
                wanted = tuple_(_heads.c.round_id, _heads.c.member_id).in_(pairs)
                found |= {one.member_id: one for one in await self._with_lines(wanted)}
        return found

    async def recent_claims(self, team_id: int, rounds: int) -> Mapping[int, Sequence[int]]:
        """See `Rounds.recent_claims`."""
        closed = (
            select(_rounds.c.id)
            .where(_rounds.c.team_id == team_id, _rounds.c.state == RoundState.CLOSED)
            .where(_rounds.c.missed.is_(False))
            .order_by(_rounds.c.week.desc())
            .limit(rounds)
        )
        rows = await self._select(
            select(_revisions.c.member_id, _revisions.c.claim)
            .select_from(_current.join(_rounds, _rounds.c.id == _heads.c.round_id))
            .where(_heads.c.round_id.in_(closed), _revisions.c.answer == Answer.DECLARED)
            .order_by(_rounds.c.week)
        )
        found: dict[int, list[int]] = {}
        for row in rows:
            found.setdefault(row.member_id, []).append(row.claim)
        return found

    async def of_member(self, member_id: int) -> Sequence[tuple[Round, Declaration]]:
        """See `Rounds.of_member`."""
        declared = await self._with_lines(_heads.c.member_id == member_id)
        rows = await self._select(
            select(_rounds)
            .join(_heads, _heads.c.round_id == _rounds.c.id)
            .where(_heads.c.member_id == member_id)
            .order_by(_rounds.c.week)
        )
        by_round = {declaration.round_id: declaration for declaration in declared}
        return [(_round(row), by_round[row.id]) for row in rows]

    async def stances(self, round_id: int) -> Sequence[Stance]:
        """See `Rounds.stances`."""
        rows = await self._select(
            select(_stances).where(_stances.c.round_id == round_id).order_by(_stances.c.member_id)
        )
        return [Stance(*row) for row in rows]

    async def propose(self, stances: Sequence[Stance]) -> None:
        """See `Rounds.propose`."""
        rows = [asdict(stance) for stance in stances]
        if rows:
            await self._connection.execute(_stances.insert(), rows)

    async def answer(self, stance: Stance) -> None:
        """See `Rounds.answer`."""
        await self._connection.execute(
            update(_stances)
            .where(_stances.c.round_id == stance.round_id, _stances.c.member_id == stance.member_id)
            .values(answer=stance.answer)
        )

    async def announce(self, round_id: int, member_id: int, at: datetime) -> None:
        """See `Rounds.announce`."""
        insert = insert_new(self._connection, schema.announcements)
        await self._connection.execute(
            insert.values(round_id=round_id, member_id=member_id, at=at).on_conflict_do_nothing()
        )

    async def announced(self, round_id: int, member_id: int) -> bool:
        """See `Rounds.announced`."""
        table = schema.announcements
        wanted = and_(table.c.round_id == round_id, table.c.member_id == member_id)
        return bool(await self._select(select(table.c.at).where(wanted)))

    async def _select(self, statement: Select[Any]) -> Sequence[Any]:
        await self._pending.flush()
        rows: Sequence[Any] = (await self._connection.execute(statement)).all()
        return rows

    async def _with_lines(self, wanted: Any) -> list[Declaration]:
        heads = await self._select(select(_revisions).select_from(_current).where(wanted))
        if not heads:
            return []
        rows = await self._select(
            select(_lines)
            .join(
                _heads,
                and_(
                    _heads.c.round_id == _lines.c.round_id,
                    _heads.c.member_id == _lines.c.member_id,
                    _heads.c.revision == _lines.c.revision,
                ),
            )
            .where(wanted)
            .order_by(_lines.c.position)
        )
        return _declarations(heads, rows)


def _declarations(heads: Iterable[Any], rows: Iterable[Any]) -> list[Declaration]:
    lines: dict[tuple[int, int], list[Line]] = {}
    for row in rows:
        line = Line(row.amount, row.project_id, row.minutes, row.note)
        lines.setdefault((row.round_id, row.member_id), []).append(line)
    return [
        Declaration(
            row.round_id,
            row.member_id,
            row.revision,
            Answer(row.answer),
            tuple(lines.get((row.round_id, row.member_id), ())),
            row.at,
            row.source,
        )
        for row in heads
    ]


def _round(row: Any) -> Round:
    return Round(
        row.id,
        row.team_id,
        row.week,
        RoundState(row.state),
        row.opened_at,
        row.closes_at,
        row.closed_at,
        row.missed,
        row.since,
        row.revises_until,
        row.reopened_until,
    )
