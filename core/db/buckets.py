"""Buckets and campaigns in the database; what was funded is read from the book."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Table, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.app.buckets.ports import BudgetLine, Comment
from core.db import schema, schema_buckets
from core.db.pending import insert_new, new_id
from core.domain import names
from core.domain.book import Kind, allocation_account, bucket_account, member_account
from core.domain.bucket import Bucket, BucketKind, BucketState, Campaign

_buckets = schema_buckets.buckets
_lines = schema_buckets.bucket_lines
_creators = schema_buckets.bucket_creators
_comments = schema_buckets.bucket_comments
_campaigns = schema_buckets.campaigns

_FUNDING = (Kind.FUND, Kind.GIFT, Kind.REFUND)
"""The kinds of transactions that move money between a bucket and those who fund it."""


class BucketRows:
    """Implements `core.app.buckets.ports.BucketRows`."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Use one transaction's connection."""
        self._connection = connection

    async def all(self, team_id: int) -> Sequence[Bucket]:
        """See `BucketRows.all`."""
        rows = await self._connection.execute(
            select(_buckets).where(_buckets.c.team_id == team_id).order_by(_buckets.c.number)
        )
        return [_bucket(row) for row in rows.mappings()]

    async def add(self, bucket: Bucket) -> Bucket:
        """See `BucketRows.add`."""
        number = await self._next_number(_buckets, bucket.team_id)
        numbered = replace(bucket, number=number)
        values = asdict(numbered) | {"folded": names.fold(bucket.title)}
        del values["id"]
        return replace(
            numbered, id=new_id(await self._connection.execute(_buckets.insert().values(**values)))
        )

    async def change(self, bucket: Bucket) -> Bucket:
        """See `BucketRows.change`."""
        changed = ("title", "description", "minimum", "maximum", "state", "campaign_id")
        values = {name: getattr(bucket, name) for name in (*changed, "project_id", "ended_at")}
        await self._connection.execute(
            update(_buckets)
            .where(_buckets.c.id == bucket.id)
            .values(folded=names.fold(bucket.title), **values)
        )
        return bucket

    async def lines(self, bucket_id: int) -> Sequence[BudgetLine]:
        """See `BucketRows.lines`."""
        rows = await self._connection.execute(
            select(_lines).where(_lines.c.bucket_id == bucket_id).order_by(_lines.c.position)
        )
        return [BudgetLine(row.label, row.amount) for row in rows]

    async def set_lines(self, bucket_id: int, lines: Sequence[BudgetLine]) -> None:
        """See `BucketRows.set_lines`."""
        await self._connection.execute(delete(_lines).where(_lines.c.bucket_id == bucket_id))
        if lines:
            await self._connection.execute(
                _lines.insert(),
                [
                    {"bucket_id": bucket_id, "position": position, **asdict(line)}
                    for position, line in enumerate(lines)
                ],
            )

    async def creators(self, bucket_id: int) -> Collection[int]:
        """See `BucketRows.creators`."""
        rows = await self._connection.execute(
            select(_creators.c.member_id)
            .where(_creators.c.bucket_id == bucket_id)
            .order_by(_creators.c.member_id)
        )
        return [row.member_id for row in rows]

    async def add_creator(self, bucket_id: int, member_id: int) -> None:
        """See `BucketRows.add_creator`."""
        insert = insert_new(self._connection, _creators).values(
            bucket_id=bucket_id, member_id=member_id
        )
        await self._connection.execute(insert.on_conflict_do_nothing())

    async def comments(self, bucket_id: int) -> Sequence[Comment]:
        """See `BucketRows.comments`."""
        rows = await self._connection.execute(
            select(_comments).where(_comments.c.bucket_id == bucket_id).order_by(_comments.c.id)
        )
        return [Comment(row.member_id, row.words, row.at) for row in rows]

    async def comment(self, bucket_id: int, comment: Comment) -> None:
        """See `BucketRows.comment`."""
        await self._connection.execute(
            _comments.insert().values(bucket_id=bucket_id, **asdict(comment))
        )

    async def contributions(
        self, team_id: int, before: datetime | None = None
    ) -> Mapping[int, Mapping[str, int]]:
        """See `BucketRows.contributions`: each of these transactions is of one bucket alone."""
        book, legs = schema.transactions, schema.postings
        theirs = legs.alias("theirs")
        same = and_(theirs.c.team_id == legs.c.team_id, theirs.c.seq == legs.c.seq)
        written = and_(book.c.team_id == legs.c.team_id, book.c.seq == legs.c.seq)
        bucket, allocation, member = (
            account(0).removesuffix("0")
            for account in (bucket_account, allocation_account, member_account)
        )
        funded = (
            select(legs.c.account, theirs.c.account, func.sum(theirs.c.amount))
            .join(theirs, same)
            .join(book, written)
            .where(
                legs.c.team_id == team_id,
                legs.c.account.startswith(bucket),
                or_(theirs.c.account.startswith(allocation), theirs.c.account.startswith(member)),
                book.c.kind.in_(_FUNDING),
            )
            .group_by(legs.c.account, theirs.c.account)
            .order_by(legs.c.account, theirs.c.account)
        )
        if before is not None:
            funded = funded.where(book.c.at < before)
        found: dict[int, dict[str, int]] = {}
        for account, funder, amount in await self._connection.execute(funded):
            if amount:
                found.setdefault(int(account.removeprefix(bucket)), {})[funder] = -int(amount)
        return found

    async def campaigns(self, team_id: int) -> Sequence[Campaign]:
        """See `BucketRows.campaigns`."""
        rows = await self._connection.execute(
            select(_campaigns).where(_campaigns.c.team_id == team_id).order_by(_campaigns.c.number)
        )
        return [Campaign(**row) for row in rows.mappings()]

    async def open_campaign(self, team_id: int) -> Campaign | None:
        """See `BucketRows.open_campaign`."""
        return next((c for c in await self.campaigns(team_id) if c.closed_at is None), None)

    async def add_campaign(self, campaign: Campaign) -> Campaign:
        """See `BucketRows.add_campaign`."""
        number = await self._next_number(_campaigns, campaign.team_id)
        values = asdict(campaign) | {"number": number}
        del values["id"]
        done = await self._connection.execute(_campaigns.insert().values(**values))
        return replace(campaign, id=new_id(done), number=number)

    async def close_campaign(self, campaign: Campaign, at: datetime) -> None:
        """See `BucketRows.close_campaign`."""
        await self._connection.execute(
            update(_campaigns)
            .where(_campaigns.c.id == campaign.id, _campaigns.c.closed_at.is_(None))
            .values(closed_at=at)
        )

    async def _next_number(self, table: Table, team_id: int) -> int:
        last = await self._connection.scalar(
            select(func.max(table.c.number)).where(table.c.team_id == team_id)
        )
        return int(last or 0) + 1


def _bucket(row: RowMapping) -> Bucket:
    values: dict[str, Any] = {name: row[name] for name in row if name != "folded"}
    return Bucket(
        **values | {"kind": BucketKind(values["kind"]), "state": BucketState(values["state"])}
    )
