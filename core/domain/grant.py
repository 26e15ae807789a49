"""Grants: somebody asks the team for money, and its commission decides by open votes.

The rule: a request is granted as soon as it has `quorum` yes votes. It is refused as soon as so
many are against it that yes cannot reach the quorum any more, and those against are themselves a
quorum, or everybody has voted. Nobody votes on their own request.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.refusal import Refusal

MOST_VOTES = 99
"""The largest quorum a team may want."""


class GrantState(StrEnum):
    """How far a request is."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Grant:
    """A request of `amount` minor units; changing it makes a new `revision`, without votes.

    Once it is granted `bucket_id` is what the money went into. Once it is decided, `quorum` yes
    votes of `voters` who could vote were needed.
    """

    id: int
    team_id: int
    number: int
    member_id: int
    revision: int
    amount: int
    purpose: str
    state: GrantState
    created_at: datetime
    decided_at: datetime | None = None
    bucket_id: int | None = None
    quorum: int | None = None
    voters: int | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """What somebody of the commission said to one revision of a request."""

    member_id: int
    yes: bool
    reason: str
    at: datetime


def decided(yes: int, no: int, voters: int, quorum: int) -> GrantState:
    """Say what votes decide: the rule of this module; open while they decide nothing.

    `voters` are those who may vote, whether they did or not.
    """
    if yes >= quorum:
        return GrantState.GRANTED
    if voters - no < quorum and (no >= quorum or yes + no >= voters):
        return GrantState.REFUSED
    return GrantState.OPEN


def check_voters(voters: int, quorum: int) -> None:
    """Refuse a vote of a commission that is too small to ever say yes."""
    if voters < quorum:
        raise Refusal("grant-quorum", voters=voters, quorum=quorum)


def counted(votes: Sequence[Vote]) -> tuple[int, int]:
    """Count those for and those against."""
    yes = sum(vote.yes for vote in votes)
    return yes, len(votes) - yes
