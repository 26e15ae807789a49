"""The round: the collecting of one week's declarations."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.calendar import Week


class RoundState(StrEnum):
    """Where a round stands. A week without a round yet is *scheduled*.

    A round whose claims exceed what is available may be *revising*: those who declared are asked
    once more, and nobody else declares any longer.
    """

    OPEN = "open"
    REVISING = "revising"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Round:
    """One week's round of one team; `since` is the first of the weeks it settles.

    `missed` rounds were never opened because the bot was down: nobody was asked, nothing was
    granted, and the week's budget was carried over. `closes_at` is when declaring ends; a round
    that is revising ends at `revises_until`. A closed one may be corrected by its members until
    `reopened_until`, whatever its age.
    """

    id: int
    team_id: int
    week: Week
    state: RoundState
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None = None
    missed: bool = False
    since: Week | None = None
    revises_until: datetime | None = None
    reopened_until: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        """When it is settled, unless somebody does it before."""
        return self.revises_until or self.closes_at

    @property
    def first_week(self) -> Week:
        """The first of the weeks it settles: its own, unless the team is asked more rarely."""
        return self.since or self.week

    @property
    def weeks(self) -> int:
        """How many weeks it settles."""
        return self.week - self.first_week + 1

    @property
    def is_revising(self) -> bool:
        """Whether the team is agreeing on claims that exceed what there is."""
        return self.state is RoundState.REVISING

    @property
    def is_open(self) -> bool:
        """Whether declarations still count."""
        return self.state is RoundState.OPEN
