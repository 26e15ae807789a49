"""What is neither in the pool nor anybody's: in the commons, allocated, in buckets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.app.buckets.bucket import hidden_now
from core.app.buckets.pots import amount
from core.app.ports import UnitOfWork
from core.app.says import Lines, Text, lines, text
from core.domain.book import COMMONS, POOL, Kind, allocation_account, bucket_account
from core.domain.calendar import Week
from core.domain.team import Member, Team

_ALLOCATION, _BUCKET = (
    account(0).removesuffix("0") for account in (allocation_account, bucket_account)
)

_TO_BUCKETS = (Kind.ALLOCATE, Kind.RETURN, Kind.REFUND, Kind.COMPLETE, Kind.GRANT)
_SHARED_OUT = (Kind.SHARE,)


@dataclass(frozen=True, slots=True)
class Taken:
    """What left the pool since a close by a decision that is no claim, in minor units.

    What came back from `buckets` counts against it, so that it may be negative.
    """

    buckets: int = 0
    shared: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.buckets + self.shared

    @property
    def parts(self) -> Sequence[tuple[str, int]]:
        """Name what is not nothing; what came back from buckets has a name of its own."""
        named = (
            ("buckets", max(self.buckets, 0)),
            ("returned", max(-self.buckets, 0)),
            ("shared", self.shared),
        )
        return [(name, amount) for name, amount in named if amount]


@dataclass(frozen=True, slots=True)
class Aside:
    """What the book holds apart from the pool, in minor units; projects have it in envelopes."""

    commons: int
    allocated: int
    buckets: int


async def aside_of(uow: UnitOfWork, team: Team, until: datetime | None = None) -> Aside:
    """Add it up, as it is or, with `until`, as it was at an instant."""
    commons = await uow.book.balances(team.id, COMMONS, until)
    allocated = await uow.book.balances(team.id, _ALLOCATION, until)
    buckets = await uow.book.balances(team.id, _BUCKET, until)
    return Aside(commons.get(COMMONS, 0), sum(allocated.values()), sum(buckets.values()))


async def taken_of(uow: UnitOfWork, team: Team, week: Week, until: datetime | None = None) -> Taken:
    """Add up what left the pool since the close before a week, as things were at an instant.

    A close counts it with what was carried over; whoever reads of it wants to know them apart.
    """
    before = [r.closed_at for r in await uow.rounds.all(team.id) if r.week < week and r.closed_at]
    after = max(before, default=None)
    buckets = await uow.book.moved(team.id, POOL, _TO_BUCKETS, after, until)
    shared = await uow.book.moved(team.id, POOL, _SHARED_OUT, after, until)
    return Taken(-buckets, -shared)


async def aside_said(uow: UnitOfWork, team: Team) -> Lines:
    """Say it part by part; while a campaign is hidden, nobody sees how much was put in so far."""
    aside = await aside_of(uow, team)
    whole = aside.allocated + aside.buckets
    hidden = await hidden_now(uow, team)
    return lines(
        text("aside-commons", amount=amount(aside.commons, team)) if aside.commons else None,
        text("aside-hidden", amount=amount(whole, team)) if hidden and whole else None,
        text("aside-allocated", amount=amount(aside.allocated, team))
        if aside.allocated and not hidden
        else None,
        text("aside-buckets", amount=amount(aside.buckets, team))
        if aside.buckets and not hidden
        else None,
    )


async def aside_then(uow: UnitOfWork, team: Team, until: datetime | None) -> Text | None:
    """Say in one line what was set aside for buckets when a week closed; None if nothing was."""
    aside = await aside_of(uow, team, until)
    whole = aside.allocated + aside.buckets
    return text("summary-aside", amount=amount(whole, team)) if whole else None


async def my_allocation(uow: UnitOfWork, team: Team, member: Member) -> Text | None:
    """Say what a member can still put into buckets; None if it is nothing."""
    left = await uow.book.balance(team.id, allocation_account(member.id))
    return text("me-allocation", left=amount(left, team)) if left else None
