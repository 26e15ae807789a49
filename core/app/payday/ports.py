"""What the payday needs of what is stored: see `core.app.ports`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PayoutRecord:
    """One payout as it was decided; who got what stands in the book, at `seq` and `paid_seq`.

    `offered` is in euro cents, `euro_rate` in millionths of a euro a unit. What was booked by
    `cutoff` counted; None where no day had been announced.
    """

    number: int
    seq: int
    paid_seq: int
    offered: int
    euro_rate: int
    mode: str
    label: str
    cutoff: datetime | None
    author_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Payday:
    """A day announced for a payout."""

    day: date
    author_id: int
    announced_at: datetime


@dataclass(frozen=True, slots=True)
class Contract:
    """How a member is employed: the `number`th contract of theirs, both days included."""

    member_id: int
    number: int
    kind: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Levy:
    """A social charge the team entered, in ten-thousandths; `side` is who owes it."""

    label: str
    side: str
    rate: int


class PaydayRows(Protocol):
    """Payouts, and what the CAE has to know."""

    async def payouts(self, team_id: int) -> Sequence[PayoutRecord]:
        """List a team's payouts, the first one first."""

    async def add_payout(self, team_id: int, payout: PayoutRecord) -> None:
        """Store what was decided."""

    async def payday(self, team_id: int) -> Payday | None:
        """Find the day announced last, unless it was cancelled."""

    async def announce(self, team_id: int, payday: Payday) -> None:
        """Announce a day instead of any other."""

    async def cancel_payday(self, team_id: int, at: datetime) -> None:
        """Take the announcement back."""

    async def contracts(self, team_id: int) -> Sequence[Contract]:
        """List the contracts of a team's members, by member and number."""

    async def set_contract(self, contract: Contract) -> None:
        """Store one, instead of one with the same number."""

    async def levies(self, team_id: int) -> Sequence[Levy]:
        """List the social charges a team entered, by side and label."""

    async def set_levy(self, team_id: int, levy: Levy) -> None:
        """Store one; a rate of 0 ends it."""
