"""The close of a campaign: what is funded starts, costs are paid, unspent money goes back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.app.buckets.pots import Pot, book, pots_of
from core.app.buckets.starting import started
from core.app.ports import UnitOfWork
from core.domain.book import (
    COMMONS,
    EXPENSE,
    POOL,
    Kind,
    Posting,
    Transaction,
    allocation_account,
    bucket_account,
)
from core.domain.bucket import BucketKind, BucketState, Campaign, came_from
from core.domain.team import Team

SOURCES = (POOL, COMMONS)
"""Where allocations come from, and go back to."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A campaign that closed: its buckets as they were left, and what went back, by source."""

    campaign: Campaign
    pots: Sequence[Pot]
    returned: dict[str, int]


async def close(uow: UnitOfWork, team: Team, campaign: Campaign, now: datetime) -> Closed:
    """Close a campaign.

    What a bucket without its minimum has stays in it. Allocations that were not spent go back to
    where they came from, unless the team keeps them.
    """
    pots = await pots_of(uow, team)
    earlier = await uow.buckets.contributions(team.id, campaign.opened_at)
    in_it = [
        pot
        for pot in pots
        if campaign.takes(pot.bucket) or pot.funded != earlier.get(pot.bucket.id, {})
    ]
    for pot in in_it:
        if campaign.takes(pot.bucket) and pot.held >= pot.bucket.minimum:
            if pot.bucket.kind is BucketKind.COST:
                await _pay(uow, team, pot, now)
            else:
                await started(uow, team, pot, now)
    returned = {} if team.settings.keep_allocations else await _give_back(uow, team, now)
    await uow.buckets.close_campaign(campaign, now)
    buckets = {bucket.id: bucket for bucket in await uow.buckets.all(team.id)}
    left = [replace(pot, bucket=buckets[pot.bucket.id]) for pot in in_it]
    return Closed(replace(campaign, closed_at=now), left, returned)


async def _pay(uow: UnitOfWork, team: Team, pot: Pot, now: datetime) -> None:
    """Book a cost that is funded in full as spent."""
    legs = [Posting(bucket_account(pot.bucket.id), -pot.held), Posting(EXPENSE, pot.held)]
    await book(uow, team, now, Kind.COMPLETE, legs)
    await uow.buckets.change(replace(pot.bucket, state=BucketState.COMPLETED, ended_at=now))


async def _give_back(uow: UnitOfWork, team: Team, now: datetime) -> dict[str, int]:
    """Book what nobody spent back to its sources, in one transaction."""
    balances = await uow.book.balances(team.id, allocation_account(0).removesuffix("0"))
    unspent = {account: held for account, held in sorted(balances.items()) if held > 0}
    if not unspent:
        return {}
    written = await uow.book.transactions(team.id)
    returned: dict[str, int] = {}
    for account, held in unspent.items():
        for source, part in came_from(lots_of(written, account), held).items():
            returned[source] = returned.get(source, 0) + part
    out = [Posting(account, -held) for account, held in unspent.items()]
    into = [Posting(source, part) for source, part in returned.items()]
    await book(uow, team, now, Kind.RETURN, [*out, *into])
    return returned


def lots_of(written: Sequence[Transaction], account: str) -> list[tuple[str, int]]:
    """List what an allocation was given, and what it gave back, by source, in order.

    A return that went to both sources counts as one: the newest lots say which was whose.
    """
    return [
        (next((leg.account for leg in row.postings if leg.account in SOURCES), POOL), leg.amount)
        for row in written
        if row.kind in (Kind.ALLOCATE, Kind.RETURN)
        for leg in row.postings
        if leg.account == account
    ]
