"""What grants, donations and sharing out need of what is stored: see `core.app.ports`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.app.buckets.ports import Comment
from core.domain.calendar import Week
from core.domain.grant import Grant, Vote


@dataclass(frozen=True, slots=True)
class Donation:
    """Who gave the income that is transaction `seq` of the book; `public` if they may be named."""

    seq: int
    donor: str
    public: bool


@dataclass(frozen=True, slots=True)
class SharedOut:
    """How transaction `seq` of the book was shared out: by what, between which weeks.

    `weights` says what each member's work weighed then: see `core.domain.shareout`.
    """

    seq: int
    how: str
    since: Week
    until: Week
    weights: Mapping[int, int]


class GrantRows(Protocol):
    """Requests with their votes and comments; donations; what was shared out."""

    async def all(self, team_id: int) -> Sequence[Grant]:
        """List a team's requests by number, those that are over too."""

    async def add(self, grant: Grant) -> Grant:
        """Store a new request (its id and number are ignored) and give it back with them."""

    async def change(self, grant: Grant) -> Grant:
        """Store a request's revision, amount, purpose, state, and how it was decided."""

    async def votes(self, grant: Grant) -> Sequence[Vote]:
        """List the votes on its current revision, in the order they came."""

    async def vote(self, grant: Grant, vote: Vote) -> None:
        """Store a vote on its current revision, instead of an earlier one of the same member."""

    async def comments(self, grant_id: int) -> Sequence[Comment]:
        """List what was said of it, oldest first."""

    async def comment(self, grant_id: int, comment: Comment) -> None:
        """Store what somebody said of it."""

    async def donations(self, team_id: int) -> Sequence[Donation]:
        """List a team's donations, by transaction."""

    async def add_donation(self, team_id: int, donation: Donation) -> None:
        """Store who gave what the book has."""

    async def shared_out(self, team_id: int) -> Sequence[SharedOut]:
        """List what a team shared out, by transaction."""

    async def add_shared_out(self, team_id: int, shared: SharedOut) -> None:
        """Store how something was shared out."""
