"""The round: the collecting of one week's declarations."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.calendar import Week


class RoundState(StrEnum):
    """Where a round stands. A week without a round yet is *scheduled*."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Round:
    """One week's round of one team.

    `missed` rounds were never opened because the bot was down: nobody was asked, nothing was
    granted, and the week's budget was carried over.
    """

    id: int
    team_id: int
    week: Week
    state: RoundState
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None = None
    missed: bool = False

    @property
    def is_open(self) -> bool:
        """Whether declarations still count."""
        return self.state is RoundState.OPEN
