"""What the team decided together, as exports hold it: campaigns, buckets, grants, donations.

While a campaign is hidden, what chat keeps back until its close is kept back here: None.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.app.buckets.bucket import hidden_now
from core.app.buckets.donations import Income, incomes_of
from core.app.buckets.grants import voters_on
from core.app.buckets.ports import BudgetLine
from core.app.buckets.pots import Pot, given_by, pots_of
from core.app.ports import UnitOfWork
from core.domain.book import Kind, Transaction, allocation_account, bucket_account
from core.domain.bucket import Bucket, BucketState, Campaign
from core.domain.grant import Grant, GrantState, Vote
from core.domain.team import Member, Team

_GIVEN = frozenset({Kind.ALLOCATE, Kind.RETURN})
"""The kinds of transactions that give members an allocation, or take one back."""


@dataclass(frozen=True, slots=True)
class BucketRecord:
    """A bucket, who carries it with its proposer, what its money is for, and what there is of it.

    `holds` is what its own account does; `left` what the project it became still has, None before
    and after; `fundings` map members to what they put in.
    """

    bucket: Bucket
    carriers: tuple[int, ...]
    lines: tuple[BudgetLine, ...]
    holds: int | None
    left: int | None
    fundings: Mapping[int, int] | None


@dataclass(frozen=True, slots=True)
class AllocationRecord:
    """What a member was given to put into buckets, by transaction, and what of it is left.

    What went back at the end of a campaign is negative.
    """

    member_id: int
    given: tuple[tuple[int, int], ...]
    left: int | None


@dataclass(frozen=True, slots=True)
class GrantRecord:
    """A request with the votes that stand, and how many were needed of how many who could vote.

    Those are as its decision had them; of an open one, as they are today; else None.
    """

    grant: Grant
    votes: tuple[Vote, ...]
    quorum: int | None
    voters: int | None


@dataclass(frozen=True, slots=True)
class Together:
    """All of it."""

    campaigns: tuple[Campaign, ...]
    buckets: tuple[BucketRecord, ...]
    allocations: tuple[AllocationRecord, ...]
    grants: tuple[GrantRecord, ...]
    donations: tuple[Income, ...]


async def together_of(
    uow: UnitOfWork, team: Team, members: Sequence[Member], written: Sequence[Transaction]
) -> Together:
    """Read it all; `written` is the team's whole book."""
    hidden = await hidden_now(uow, team)
    pots = await pots_of(uow, team)
    return Together(
        tuple(await uow.buckets.campaigns(team.id)),
        tuple([await _bucket(uow, pot, members, hidden=hidden) for pot in pots]),
        tuple(_allocations(members, written, hidden=hidden)),
        tuple([await _grant(uow, team, one, members) for one in await uow.grants.all(team.id)]),
        tuple([one for one in await incomes_of(uow, team) if one.donation is not None]),
    )


async def _bucket(
    uow: UnitOfWork, pot: Pot, members: Sequence[Member], *, hidden: bool
) -> BucketRecord:
    bucket = pot.bucket
    started = bucket.state is BucketState.STARTED
    holds = await uow.book.balance(bucket.team_id, bucket_account(bucket.id))
    funded = {one.id: given for one in members if (given := given_by(pot, one.id)) > 0}
    return BucketRecord(
        bucket,
        tuple(await uow.buckets.creators(bucket.id)),
        tuple(await uow.buckets.lines(bucket.id)),
        None if hidden and bucket.state is BucketState.OPEN else holds,
        pot.held if started else None,
        None if hidden else funded,
    )


def _allocations(
    members: Sequence[Member], written: Sequence[Transaction], *, hidden: bool
) -> Iterator[AllocationRecord]:
    """List the allocations of members who ever had one; what is left tells what was put in."""
    for member in members:
        account = allocation_account(member.id)
        moved = [
            (row, leg.amount) for row in written for leg in row.postings if leg.account == account
        ]
        given = tuple((row.seq, amount) for row, amount in moved if row.kind in _GIVEN)
        left = sum(amount for _, amount in moved)
        if moved:
            yield AllocationRecord(member.id, given, None if hidden else left)


async def _grant(
    uow: UnitOfWork, team: Team, grant: Grant, members: Sequence[Member]
) -> GrantRecord:
    """Read a request; those who could vote on one that is open are the commission of today."""
    quorum, voters = grant.quorum, grant.voters
    if grant.state is GrantState.OPEN:
        quorum, voters = team.settings.quorum, len(voters_on(members, grant))
    return GrantRecord(grant, tuple(await uow.grants.votes(grant)), quorum, voters)
