"""Grants, donations and what was shared out, in the database."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import RowMapping, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.app.buckets.grant_ports import Donation, SharedOut
from core.app.buckets.ports import Comment
from core.db import schema_buckets as schema
from core.db.pending import insert_new, new_id
from core.domain.grant import Grant, GrantState, Vote

_grants = schema.grants
_votes = schema.grant_votes
_comments = schema.grant_comments
_donations = schema.donations
_shared = schema.share_outs
_weights = schema.share_weights

_CHANGES = (
    "revision",
    "amount",
    "purpose",
    "state",
    "decided_at",
    "bucket_id",
    "quorum",
    "voters",
)


class GrantRows:
    """Implements `core.app.buckets.grant_ports.GrantRows`."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Use one transaction's connection."""
        self._connection = connection

    async def all(self, team_id: int) -> Sequence[Grant]:
        """See `GrantRows.all`."""
        rows = await self._connection.execute(
            select(_grants).where(_grants.c.team_id == team_id).order_by(_grants.c.number)
        )
        return [_grant(row) for row in rows.mappings()]

    async def add(self, grant: Grant) -> Grant:
        """See `GrantRows.add`."""
        last = await self._connection.scalar(
            select(func.max(_grants.c.number)).where(_grants.c.team_id == grant.team_id)
        )
        values = asdict(grant) | {"number": int(last or 0) + 1}
        del values["id"]
        done = await self._connection.execute(_grants.insert().values(**values))
        return replace(grant, id=new_id(done), number=values["number"])

    async def change(self, grant: Grant) -> Grant:
        """See `GrantRows.change`."""
        await self._connection.execute(
            update(_grants)
            .where(_grants.c.id == grant.id)
            .values({name: getattr(grant, name) for name in _CHANGES})
        )
        return grant

    async def votes(self, grant: Grant) -> Sequence[Vote]:
        """See `GrantRows.votes`."""
        rows = await self._connection.execute(
            select(_votes)
            .where(_votes.c.grant_id == grant.id, _votes.c.revision == grant.revision)
            .order_by(_votes.c.at, _votes.c.member_id)
        )
        return [Vote(row.member_id, row.yes, row.reason, row.at) for row in rows]

    async def vote(self, grant: Grant, vote: Vote) -> None:
        """See `GrantRows.vote`."""
        insert = insert_new(self._connection, _votes).values(
            grant_id=grant.id, revision=grant.revision, **asdict(vote)
        )
        await self._connection.execute(
            insert.on_conflict_do_update(
                index_elements=["grant_id", "revision", "member_id"],
                set_={name: insert.excluded[name] for name in ("yes", "reason", "at")},
            )
        )

    async def comments(self, grant_id: int) -> Sequence[Comment]:
        """See `GrantRows.comments`."""
        rows = await self._connection.execute(
            select(_comments).where(_comments.c.grant_id == grant_id).order_by(_comments.c.id)
        )
        return [Comment(row.member_id, row.words, row.at) for row in rows]

    async def comment(self, grant_id: int, comment: Comment) -> None:
        """See `GrantRows.comment`."""
        await self._connection.execute(
            _comments.insert().values(grant_id=grant_id, **asdict(comment))
        )

    async def donations(self, team_id: int) -> Sequence[Donation]:
        """See `GrantRows.donations`."""
        rows = await self._connection.execute(
            select(_donations).where(_donations.c.team_id == team_id).order_by(_donations.c.seq)
        )
        return [Donation(row.seq, row.donor, row.public) for row in rows]

    async def add_donation(self, team_id: int, donation: Donation) -> None:
        """See `GrantRows.add_donation`."""
        await self._connection.execute(
            _donations.insert().values(team_id=team_id, **asdict(donation))
        )

    async def shared_out(self, team_id: int) -> Sequence[SharedOut]:
        """See `GrantRows.shared_out`."""
        weights: dict[int, dict[int, int]] = {}
        rows = await self._connection.execute(
            select(_weights)
            .where(_weights.c.team_id == team_id)
            .order_by(_weights.c.seq, _weights.c.member_id)
        )
        for row in rows:
            weights.setdefault(row.seq, {})[row.member_id] = row.weight
        rows = await self._connection.execute(
            select(_shared).where(_shared.c.team_id == team_id).order_by(_shared.c.seq)
        )
        return [
            SharedOut(row.seq, row.how, row.since, row.until, weights.get(row.seq, {}))
            for row in rows
        ]

    async def add_shared_out(self, team_id: int, shared: SharedOut) -> None:
        """See `GrantRows.add_shared_out`."""
        of_it = {"team_id": team_id, "seq": shared.seq}
        await self._connection.execute(
            _shared.insert().values(how=shared.how, since=shared.since, until=shared.until, **of_it)
        )
        await self._connection.execute(
            _weights.insert(),
            [
                {**of_it, "member_id": who, "weight": weight}
                for who, weight in shared.weights.items()
            ],
        )


def _grant(row: RowMapping) -> Grant:
    values: dict[str, Any] = dict(row)
    return Grant(**values | {"state": GrantState(values["state"])})
