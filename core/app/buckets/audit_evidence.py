"""What the audit of buckets reads: all that was decided about money, beside the book."""

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from core.app.buckets.grant_ports import Donation, SharedOut
from core.app.ports import UnitOfWork
from core.domain.book import bucket_account, project_account
from core.domain.bucket import Bucket, Campaign
from core.domain.grant import Grant, Vote
from core.domain.team import Team

T = TypeVar("T")


@dataclass(frozen=True)
class Decided:
    """What is stored of a team's buckets and all around them.

    `folded` is each bucket's title as it is compared, `votes` all votes on a grant with the
    revision each is on, `shared` what was shared out by transaction. `unread` names the tables
    that make no sense.
    """

    team: Team
    members: frozenset[int]
    buckets: Sequence[Bucket] = ()
    folded: Mapping[int, str] = field(default_factory=dict)
    campaigns: Sequence[Campaign] = ()
    grants: Sequence[Grant] = ()
    votes: Mapping[int, Sequence[tuple[int, Vote]]] = field(default_factory=dict)
    donations: Sequence[Donation] = ()
    shared: Mapping[int, SharedOut] = field(default_factory=dict)
    unread: tuple[str, ...] = ()

    @cached_property
    def buckets_by_account(self) -> Mapping[str, Bucket]:
        """Find buckets by their accounts in the book."""
        return {bucket_account(one.id): one for one in self.buckets}

    @cached_property
    def buckets_by_project(self) -> Mapping[str, Bucket]:
        """Find buckets by the accounts of the projects they became."""
        started = [(one, one.project_id) for one in self.buckets]
        return {project_account(p): one for one, p in started if p is not None}

    def is_member(self, account: str, prefix: str) -> bool:
        """Tell whether an account is a member's of the team."""
        number = account.removeprefix(prefix)
        return account.startswith(prefix) and number.isdecimal() and int(number) in self.members


async def decided_of(uow: UnitOfWork, team: Team) -> Decided:
    """Read all of it."""
    unread: list[str] = []

    async def of(table: str, reading: Awaitable[T], nothing: T) -> T:
        try:
            return await reading
        except (ValueError, TypeError, LookupError):
            unread.append(table)
            return nothing

    shared = await of("share_outs", uow.grants.shared_out(team.id), ())
    return Decided(
        team,
        frozenset(one.id for one in await uow.teams.members(team.id)),
        await of("buckets", uow.buckets.all(team.id), ()),
        await uow.evidence.folded_titles(team.id),
        await of("campaigns", uow.buckets.campaigns(team.id), ()),
        await of("grants", uow.grants.all(team.id), ()),
        await uow.evidence.votes(team.id),
        await uow.grants.donations(team.id),
        {one.seq: one for one in shared},
        tuple(unread),
    )
