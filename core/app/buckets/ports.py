"""What buckets, campaigns and allocations need of what is stored: see `core.app.ports`.

Who put how much into what is read from the book, and stored nowhere else.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.domain.bucket import Bucket, Campaign


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """What a part of a bucket's money is for."""

    label: str
    amount: int


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said or asked about a bucket."""

    member_id: int
    words: str
    at: datetime


class BucketRows(Protocol):
    """Buckets with all that belongs to them, and campaigns."""

    async def all(self, team_id: int) -> Sequence[Bucket]:
        """List a team's buckets by number, those that are over too."""

    async def add(self, bucket: Bucket) -> Bucket:
        """Store a new bucket (its id and number are ignored) and give it back with them."""

    async def change(self, bucket: Bucket) -> Bucket:
        """Store a bucket's title, description, goal, state, campaign, project and end."""

    async def lines(self, bucket_id: int) -> Sequence[BudgetLine]:
        """List its budget lines, in order."""

    async def set_lines(self, bucket_id: int, lines: Sequence[BudgetLine]) -> None:
        """Put other lines in their place."""

    async def creators(self, bucket_id: int) -> Collection[int]:
        """List the members who carry it together with who proposed it."""

    async def add_creator(self, bucket_id: int, member_id: int) -> None:
        """Let another member carry it too."""

    async def comments(self, bucket_id: int) -> Sequence[Comment]:
        """List what was said of it, oldest first."""

    async def comment(self, bucket_id: int, comment: Comment) -> None:
        """Store what somebody said of it."""

    async def contributions(
        self, team_id: int, before: datetime | None = None
    ) -> Mapping[int, Mapping[str, int]]:
        """Map buckets to the accounts that funded them, and by how much, from the book.

        What was given back is taken off. With `before`, as it was at an instant.
        """

    async def campaigns(self, team_id: int) -> Sequence[Campaign]:
        """List a team's campaigns, the first one first."""

    async def open_campaign(self, team_id: int) -> Campaign | None:
        """Find the campaign that is open: there is at most one."""

    async def add_campaign(self, campaign: Campaign) -> Campaign:
        """Store a new campaign (its id and number are ignored) and give it back with them."""

    async def close_campaign(self, campaign: Campaign, at: datetime) -> None:
        """Close a campaign."""
