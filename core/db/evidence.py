"""What the audit reads, for a whole team in a few statements."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.app.audit_ports import Said
from core.app.records import Stance
from core.db import schema, schema_buckets
from core.db.pending import Pending, chunks
from core.domain.book import GENESIS
from core.domain.declaration import Answer, Declaration, Line
from core.domain.grant import Vote
from core.domain.settlement import Draw
from core.domain.sharing import Award, Reason

_rounds = schema.rounds
_revisions = schema.revisions
_lines = schema.revision_lines
_heads = schema.declarations
_awards = schema.awards
_draws = schema.draws
_stances = schema.stances
_postings = schema.postings
_transactions = schema.transactions
_outbox = schema.outbox
_buckets = schema_buckets.buckets
_grants = schema_buckets.grants
_votes = schema_buckets.grant_votes

_HEAD = re.compile(r'"-head":"([0-9a-f]{16,64})"')
"""How `core.app.wire` writes the head that a message shows."""

T = TypeVar("T")


class EvidenceRows:
    """Implements `core.app.audit_ports.EvidenceRows`."""

    def __init__(self, connection: AsyncConnection, pending: Pending) -> None:
        """Use one transaction's connection and its held-back writes."""
        self._connection = connection
        self._pending = pending

    async def said(self, team_id: int) -> Mapping[int, Mapping[int, Sequence[Said]]]:
        """See `EvidenceRows.said`."""
        lines: dict[tuple[int, int, int], list[Line]] = {}
        gaps: set[tuple[int, int, int]] = set()
        columns = (_lines.c.round_id, _lines.c.member_id, _lines.c.revision, _lines.c.position)
        for round_id, member_id, revision, position, *line in await self._select(
            select(*columns, _lines.c.amount, _lines.c.project_id, _lines.c.minutes)
            .join(_rounds, _rounds.c.id == _lines.c.round_id)
            .where(_rounds.c.team_id == team_id)
            .order_by(*columns)
        ):
            key = (round_id, member_id, revision)
            of_this = lines.setdefault(key, [])
            if position != len(of_this):
                gaps.add(key)
            of_this.append(Line(*line))
        ours = _rounds.c.team_id == team_id
        counted = {
            (round_id, member_id): revision
            for round_id, member_id, revision in await self._select(
                select(_heads.c.round_id, _heads.c.member_id, _heads.c.revision)
                .join(_rounds, _rounds.c.id == _heads.c.round_id)
                .where(ours)
            )
        }
        found: dict[int, dict[int, list[Said]]] = {}
        for round_id, member_id in counted:
            found.setdefault(round_id, {})[member_id] = []
        key_of = (_revisions.c.round_id, _revisions.c.member_id, _revisions.c.revision)
        answers = {answer.value: answer for answer in Answer}
        for round_id, member_id, revision, answer, claim, at in await self._select(
            select(*key_of, _revisions.c.answer, _revisions.c.claim, _revisions.c.at)
            .join(_rounds, _rounds.c.id == _revisions.c.round_id)
            .where(ours)
            .order_by(*key_of)
        ):
            key = (round_id, member_id, revision)
            declared = Declaration(*key, answers[answer], tuple(lines.get(key, ())), at)
            counts = counted.get((round_id, member_id)) == revision
            said = Said(declared, claim, counts, key not in gaps)
            found.setdefault(round_id, {}).setdefault(member_id, []).append(said)
        return found

    async def awards(self, round_ids: Sequence[int]) -> Mapping[int, Sequence[Award]]:
        """See `EvidenceRows.awards`."""
        rows = await self._of_rounds(_awards.c.round_id, round_ids, select(_awards))
        reasons = {reason.value: reason for reason in Reason}
        return _grouped(
            [
                (r.round_id, Award(r.member_id, r.claim, r.award, reasons[r.reason], r.drawn))
                for r in rows
            ]
        )

    async def draws(self, round_ids: Sequence[int]) -> Mapping[int, Sequence[tuple[int, Draw]]]:
        """See `EvidenceRows.draws`."""
        order = (_draws.c.number, _draws.c.project_id, _draws.c.member_id)
        rows = await self._of_rounds(_draws.c.round_id, round_ids, select(_draws).order_by(*order))
        return _grouped(
            [(r.round_id, (r.number, Draw(r.member_id, r.project_id, r.amount))) for r in rows]
        )

    async def stances(self, team_id: int) -> Mapping[int, Sequence[Stance]]:
        """See `EvidenceRows.stances`."""
        rows = await self._select(
            select(_stances)
            .join(_rounds, _rounds.c.id == _stances.c.round_id)
            .where(_rounds.c.team_id == team_id)
            .order_by(_stances.c.member_id)
        )
        return _grouped([(row.round_id, Stance(*row)) for row in rows])

    async def folded_titles(self, team_id: int) -> Mapping[int, str]:
        """See `EvidenceRows.folded_titles`."""
        rows = await self._select(
            select(_buckets.c.id, _buckets.c.folded).where(_buckets.c.team_id == team_id)
        )
        return {row.id: row.folded for row in rows}

    async def votes(self, team_id: int) -> Mapping[int, Sequence[tuple[int, Vote]]]:
        """See `EvidenceRows.votes`."""
        rows = await self._select(
            select(_votes)
            .join(_grants, _grants.c.id == _votes.c.grant_id)
            .where(_grants.c.team_id == team_id)
            .order_by(_votes.c.grant_id, _votes.c.revision, _votes.c.member_id)
        )
        return _grouped(
            [(r.grant_id, (r.revision, Vote(r.member_id, r.yes, r.reason, r.at))) for r in rows]
        )

    async def misplaced(self, team_id: int) -> Sequence[tuple[int, str]]:
        """See `EvidenceRows.misplaced`."""
        sealed = and_(
            _transactions.c.team_id == _postings.c.team_id,
            _transactions.c.seq == _postings.c.seq,
        )
        rows = await self._select(
            select(_postings.c.seq, func.max(_postings.c.account))
            .outerjoin(_transactions, sealed)
            .where(_postings.c.team_id == team_id)
            .group_by(_postings.c.seq)
            .having(
                or_(
                    func.count(_transactions.c.seq) == 0,
                    func.min(_postings.c.position) != 0,
                    func.max(_postings.c.position) != func.count() - 1,
                )
            )
            .order_by(_postings.c.seq)
        )
        return [(row[0], row[1]) for row in rows]

    async def orphans(self) -> Sequence[tuple[str, str]]:
        """See `EvidenceRows.orphans`."""
        found = []
        for table in schema.metadata.sorted_tables:
            for key in table.foreign_key_constraints:
                parent = key.referred_table.alias()
                pairs = [(one.parent, parent.c[one.column.name]) for one in key.elements]
                there = select(1).where(*(mine == theirs for mine, theirs in pairs)).exists()
                refers = [mine.is_not(None) for mine, _ in pairs]
                if await self._select(select(1).select_from(table).where(*refers, ~there).limit(1)):
                    found.append((table.name, key.referred_table.name))
        return found

    async def heads_told(self) -> Sequence[tuple[str, str]]:
        """See `EvidenceRows.heads_told`."""
        rows = await self._select(
            select(_outbox.c.key, _outbox.c.text)
            .where(_outbox.c.text.contains('head":"'))
            .order_by(_outbox.c.id)
        )
        told = [(row.key, head) for row in rows for head in _HEAD.findall(row.text)]
        hashes = [GENESIS, *(row.hash for row in await self._select(select(_transactions.c.hash)))]
        known = {one[:length] for length in {len(head) for _, head in told} for one in hashes}
        return [(key, head) for key, head in told if head not in known]

    async def _of_rounds(
        self, column: ColumnElement[int], round_ids: Sequence[int], rows: Select[Any]
    ) -> Sequence[Any]:
        return [
            row
            for part in chunks(round_ids)
            for row in await self._select(rows.where(column.in_(part)))
        ]

    async def _select(self, statement: Select[Any]) -> Sequence[Any]:
        await self._pending.flush()
        rows: Sequence[Any] = (await self._connection.execute(statement)).all()
        return rows


def _grouped(pairs: Sequence[tuple[int, T]]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found
